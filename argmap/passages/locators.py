"""Where a passage stands: as a map writes it, and as it was found again."""

import re
from dataclasses import dataclass
from enum import StrEnum

SHORTEST_TRACED = 10
"""Words: eight digits tell so few words apart that a shorter trace matches by chance."""
TRACE_CAP = 48
"""Digits: every digit gives a little of the text away, so a longer passage keeps its first and last 24 only."""
HALF_TRACE = TRACE_CAP // 2

_AT = re.compile(r"([1-9][0-9]{0,8})(?::([1-9][0-9]{0,8})(?:-(?:([1-9][0-9]{0,8}):)?([1-9][0-9]{0,8}))?)?")
_SHA256 = re.compile("[0-9a-f]{16}")
_TRACE = re.compile(f"t[0-7]{{1,{TRACE_CAP}}}")


class PassageError(ValueError):
    """A passage that cannot be written or made; the message says what is wrong and what to do."""


@dataclass(frozen=True)
class Locator:
    """Where a passage stands, without its words.

    `first` and `last` count words in the paragraph from 1, both included; both are None for a whole paragraph. Where
    the passage runs on into a later paragraph, `last_paragraph` is its number and `last` counts in that one.
    `words` is the length of the passage, `sha256` 16 hexadecimal digits of the hash of its normalised words joined by
    one blank, `trace` a `t` (so that YAML sees no number) and an octal digit a word, for the first and last 24 words
    only where there are more than 48. Raises PassageError for values that no passage can have.
    """

    paragraph: int
    first: int | None = None
    last: int | None = None
    words: int | None = None
    sha256: str | None = None
    trace: str | None = None
    last_paragraph: int | None = None

    def __post_init__(self) -> None:
        self._check_place()
        if self.words is not None and self.words < 1:
            raise PassageError(f"a passage has at least one word, not {self.words}")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise PassageError(f"sha256 is 16 hexadecimal digits in small letters, not {self.sha256!r}")
        if self.trace is not None:
            self._check_trace(self.trace)

    def _check_place(self) -> None:
        numbers = (self.paragraph, self.first, self.last, self.last_paragraph)
        if any(number is not None and number < 1 for number in numbers):
            raise PassageError("paragraphs and words are counted from 1")
        if (self.first is None) != (self.last is None) or (self.last_paragraph is not None and self.last is None):
            raise PassageError("a passage has a first and a last word, or is a whole paragraph")
        if (self.paragraph, self.first or 1) > (self.last_paragraph or self.paragraph, self.last or self.first or 1):
            raise PassageError(f"{self}: the passage ends before it begins (turn the two around)")

    def _check_trace(self, trace: str) -> None:
        if not _TRACE.fullmatch(trace):
            raise PassageError(f"a trace is t and 1 to {TRACE_CAP} octal digits, not {trace!r}")
        if self.words is not None and len(trace) - 1 != min(self.words, TRACE_CAP):
            raise PassageError(f"a trace of {len(trace) - 1} digits is not that of {self.words} words (make it anew)")

    @property
    def at(self) -> str:
        """The place as it is written: `12`, `12:40`, `12:40-53`, or `12:40-13:5` over the end of a paragraph."""
        if self.first is None:
            return str(self.paragraph)
        return write_at(self.paragraph, self.first, self.last or self.first, self.last_paragraph)

    def __str__(self) -> str:
        return self.at


def write_at(paragraph: int, first: int, last: int, last_paragraph: int | None) -> str:
    if last_paragraph not in (None, paragraph):
        return f"{paragraph}:{first}-{last_paragraph}:{last}"
    return f"{paragraph}:{first}" if first == last else f"{paragraph}:{first}-{last}"


def parse_at(at: str) -> Locator:
    """A locator with a place only, from `12`, `12:40`, `12:40-53` or `12:40-13:5`; PassageError for anything else."""
    match = _AT.fullmatch(at)
    if not match:
        raise PassageError(f"{at!r} is no place in a text (write paragraph:first-last, such as 12:40-53, or 12 alone)")
    paragraph, first, last_paragraph, last = (None if part is None else int(part) for part in match.groups())
    assert paragraph is not None
    other = None if last_paragraph == paragraph else last_paragraph
    return Locator(paragraph, first, last or first, last_paragraph=other)


class Status(StrEnum):
    """What became of a passage."""

    EXACT = "exact"  # the same words at the same place
    MOVED = "moved"  # the same words elsewhere
    EDITED = "edited"  # nearly the same words
    FOUND = "found"  # the place exists, and the locator says nothing of its words
    LOST = "lost"


@dataclass(frozen=True)
class Found:
    """Where a passage is now. Places count as in `Locator`, and are None where the passage is lost.

    `differ` of `words` words are not as they were: at least so many, for one changed word in eight leaves its digit
    of the trace as it was, and the middle of a passage of more than 48 words leaves no trace.
    """

    status: Status
    paragraph: int | None = None
    first: int | None = None
    last: int | None = None
    last_paragraph: int | None = None
    differ: int = 0
    words: int = 0

    @property
    def at(self) -> str | None:
        """The place as it is written in a locator, or None where the passage is lost."""
        if self.paragraph is None or self.first is None or self.last is None:
            return None
        return write_at(self.paragraph, self.first, self.last, self.last_paragraph)
