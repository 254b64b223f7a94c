"""Pieces of a text to replace, and what an edit comes to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Splice(NamedTuple):
    """Put `text` where the characters from `start` up to `end` stand; both count characters from 0."""

    start: int
    end: int
    text: str


class Refused(Exception):
    """An edit that cannot be made, or would leave a map that cannot be read: what is wrong, and what to do."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(f"{message} ({help_})")


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of a text: what is replaced in the text before, in order and apart; and the text after it.

    `said` tells the user what was done, a line each; `line` is where, in the text after, from 1.
    """

    splices: tuple[Splice, ...]
    text: str
    said: tuple[str, ...] = ()
    line: int = 1


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """The text with every splice made. Raises ValueError where two of them take the same characters."""
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[:2]):
        if start < done or end < start or end > len(text):
            raise ValueError(f"the splice {start}-{end} reaches into another, or out of the text")
        parts += (text[done:start], new)
        done = end
    return "".join([*parts, text[done:]])


def difference(before: str, after: str) -> tuple[Splice, ...]:
    """One splice from the first character that differs to the last; none where nothing does."""
    if before == after:
        return ()
    most = min(len(before), len(after))
    head = _longest(most, lambda size: before[:size] == after[:size])
    tail = _longest(most - head, lambda size: before[len(before) - size :] == after[len(after) - size :])
    return (Splice(head, len(before) - tail, after[head : len(after) - tail]),)


def _longest(most: int, same: Callable[[int], bool]) -> int:
    """The largest size up to `most` at which two texts are the same; by halving, for slices compare quickly."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if same(middle) else (least, middle - 1)
    return least


def line_of(text: str, splices: Sequence[Splice]) -> int:
    """The line, from 1, at which the first splice begins."""
    return text.count("\n", 0, splices[0].start) + 1 if splices else 1
