"""What can be wrong: problems make a map unreadable, findings are what an audit says of a readable one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "note"]
Audience: TypeAlias = Literal["text", "map"]

PROBLEMS_LIMIT = 100

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


def listed(problems: Iterable[Problem], left_out: int = 0) -> tuple[Problem, ...]:
    """Problems in order of place, each once, and after the first hundred how many more there are.

    `left_out` counts those that were found, and not put into words, because they stand below all of these.
    """
    ordered = sorted(set(problems), key=_place_and_words)
    more = len(ordered) - PROBLEMS_LIMIT + left_out
    if more <= 0:
        return tuple(ordered)
    last = ordered[min(PROBLEMS_LIMIT, len(ordered) - 1)]
    rest = Problem(last.line, last.column, f"and {counted(more, 'more problem')}", "mend the first ones")
    return (*ordered[:PROBLEMS_LIMIT], rest)


def _place_and_words(problem: Problem) -> tuple[int, int, str, str]:
    return problem.line, problem.column, problem.message, problem.help


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like a mistyped one, or None where nothing is near."""
    written = {one.lower(): one for one in known}
    matches = get_close_matches(word.lower(), list(written), n=1, cutoff=0.6)
    return written[matches[0]] if matches else None


def one_line(text: str, width: int = 60) -> str:
    """A text on one line for a message: blanks folded, cut with an ellipsis past `width` characters."""
    folded = " ".join(text.split())
    return folded if len(folded) <= width else folded[: width - 1].rstrip() + "…"


def counted(count: int, noun: str, several: str | None = None) -> str:
    """A count with its noun: `1 note`, `2 notes`; `several` where that is more than an added s."""
    return f"{count} {noun}" if count == 1 else f"{count} {several or noun + 's'}"


def in_sentence(things: Sequence[str], most: int, word: str = "and") -> str:
    """Several things as a sentence has them: `a, b and c`, of more than `most` the first and how many more there are.

    Semicolons stand between them where one has a comma in it.
    """
    shown = [*things[:most], *([f"{len(things) - most:,} more"] if len(things) > most else [])]
    comma = "; " if any("," in one for one in things[:most]) else ", "
    return shown[0] if len(shown) == 1 else f"{comma.join(shown[:-1])} {word} {shown[-1]}"


def in_row(things: Sequence[str], most: int) -> str:
    """Several things in a row: `a, b, c`, of more than `most` the first and how many more there are."""
    return ", ".join(things[:most]) + (f" and {len(things) - most} more" if len(things) > most else "")
