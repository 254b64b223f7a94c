"""How new text is written into a map: plain where a strict rule allows it, else in single, else in double quotes."""

import json
import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TypeAlias

WIDTH = 120
"""Characters of a line after which a text is folded."""
SHORTEST_FOLD = 40
"""Characters that a folded line may have, however deep it stands."""

# A letter first, then no sign that can mean anything to YAML, not even beside a blank.
_PROSE = re.compile(r"""[^\W\d_][\w ,.;!?()/%'"’“”‘–—…-]*""")
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPED = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")

Value: TypeAlias = "str | Sequence[str]"


def quoted(text: str) -> str:
    """A text on one line, as it stands in a map."""
    if _NAME.fullmatch(text) and text not in _WORDS:
        return text
    # Several words cannot be a number, a date, `no` or `null`.
    if " " in text.strip() and text == " ".join(text.split()) and _PROSE.fullmatch(text):
        return text
    if text.isprintable() and text:
        return "'" + text.replace("'", "''") + "'"
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def in_braces(text: str) -> str:
    """The same where it stands in brackets or braces: a comma would split it."""
    return quoted(text) if _NAME.fullmatch(text) else "'" + text.replace("'", "''") + "'"


def entry(key: str, value: Value, column: int) -> list[str]:
    """The lines of one key with its value, without the indent of `column` blanks that they will have.

    A text that would not fit on the line is folded; a list has an item a line.
    """
    if not isinstance(value, str):
        return [f"{key}:", *(f"- {quoted(one)}" for one in value)]
    return _fitted(f"{key}: ", value, column)


def item(entries: Iterable[tuple[str, Value]], column: int) -> list[str]:
    """The lines of an item of a list, from its dash on; a claim of one text alone is written as that text."""
    entries = list(entries)
    if len(entries) == 1 and entries[0][0] == "claim" and isinstance(entries[0][1], str):
        return _fitted("- ", entries[0][1], column)
    lines = [line for key, value in entries for line in entry(key, value, column + 2)]
    return ["- " + lines[0], *("  " + line for line in lines[1:])]


def _fitted(lead: str, text: str, column: int) -> list[str]:
    line = lead + quoted(text)
    if column + len(line) <= WIDTH or not foldable(text):
        return [line]
    return [f"{lead}>-", *("  " + part for part in folded(text, column + 2))]


def foldable(text: str) -> bool:
    """Whether a text is nothing but words with single blanks between them, so that folding keeps it."""
    return text.isprintable() and text == " ".join(text.split()) and " " in text


def folded(text: str, column: int) -> list[str]:
    """The lines of a text under `>-`, as they stand at a column: broken at blanks alone."""
    width = max(SHORTEST_FOLD, WIDTH - column)
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def sentence(text: str) -> str:
    """What a user typed as a statement: blanks and line ends folded to one blank each."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
