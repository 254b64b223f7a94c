"""Passages of a text: its words, locators that say where a claim is made, and finding them again.

A locator never quotes. It holds a hint (paragraph and words), a hash that knows the passage wherever it stands, and a
*trace* of three bits a word that finds it again after edits; so a map of a copyrighted text can be published, and
whoever has the text can check it. Everything here works on strings: no files, no YAML.

From the floor up: `words` normalises, `locators` says what a place is, `text` keeps the words with their places,
`making` makes locators, and `finding` finds passages again, by the edit `distances` of their traces where need be.

A *word* is what is left after NFKC, case folding and dropping apostrophes, soft hyphens and other invisible joiners:
a run of letters and digits with the marks on them. The underscore is no letter, since Markdown writes emphasis with it.
In scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) every character, with its marks, is a word.
A *paragraph* is a block between blank lines with a word in it, counted from 1.
"""

from argmap.passages.distances import edit_distances
from argmap.passages.finding import locate
from argmap.passages.locators import Found, Locator, PassageError, Status, parse_at
from argmap.passages.making import find_words, make
from argmap.passages.text import Text, copied_runs, read_text

__all__ = [
    "Found",
    "Locator",
    "PassageError",
    "Status",
    "Text",
    "copied_runs",
    "edit_distances",
    "find_words",
    "locate",
    "make",
    "parse_at",
    "read_text",
]
