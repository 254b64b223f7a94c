"""What can be wrong: problems make a map unreadable, findings are what an audit says of a readable one."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "note"]
Audience: TypeAlias = Literal["text", "map"]

LEVELS: tuple[Level, ...] = ("error", "warning", "note")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """A fault that makes a map unreadable: where, what, what to do. Line and column are from 1."""

    line: int
    column: int
    message: str
    help: str = ""
    code: str | None = None

    def __str__(self) -> str:
        help_ = f" ({self.help})" if self.help else ""
        code = f"{self.code} " if self.code else ""
        return f"{self.line}:{self.column}: {code}{self.message}{help_}"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a mistyped one, or None where nothing is near."""
    matches = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def one_line(text: str, width: int = 60) -> str:
    """A text on one line for a message: blanks folded, cut with an ellipsis past `width` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"


def counted(count: int, noun: str) -> str:
    """A count with its noun: `1 note`, `2 notes`."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
