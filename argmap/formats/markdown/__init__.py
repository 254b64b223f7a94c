"""Markdown: the argument as a nested list, for a wiki, an issue or a word processor.

`blocks` makes headings, paragraphs and items of the lines; `writing` makes a list of a map, and `reading` a map of such
a list, or of one that people wrote. Keys of sources are made of their names.
"""

from argmap.formats.markdown.reading import read, recognises
from argmap.formats.markdown.writing import FEATURES, write
from argmap.formats.shared.features import in_words

__all__ = ["CARRIES", "FEATURES", "NAME", "SUFFIXES", "read", "recognises", "write"]

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
CARRIES = in_words(FEATURES)
