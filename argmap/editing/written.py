"""How new keys and items are written into a map: one text a line, folded where it would be too long for one."""

import re
import textwrap
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from argmap.scalars import scalar

WIDTH = 120
"""Characters of a line after which a text is folded."""
SHORTEST_FOLD = 40
"""Characters that a folded line may have, however deep it stands."""

Value: TypeAlias = "str | Sequence[str]"


def entry(key: str, value: Value, column: int) -> list[str]:
    """The lines of one key with its value, without the indent of `column` blanks that they will have.

    A text that would not fit on the line is folded; a list has an item a line.
    """
    if not isinstance(value, str):
        return [f"{key}:", *(f"- {scalar(one)}" for one in value)]
    return _fitted(f"{key}: ", value, column)


def item(entries: Iterable[tuple[str, Value]], column: int) -> list[str]:
    """The lines of an item of a list, from its dash on; a claim of one text alone is written as that text."""
    entries = list(entries)
    if len(entries) == 1 and entries[0][0] == "claim" and isinstance(entries[0][1], str):
        return _fitted("- ", entries[0][1], column)
    lines = [line for key, value in entries for line in entry(key, value, column + 2)]
    return ["- " + lines[0], *("  " + line for line in lines[1:])]


def _fitted(lead: str, text: str, column: int) -> list[str]:
    line = lead + scalar(text)
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
