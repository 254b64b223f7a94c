"""What a graph of statements and relations in a foreign file is before it becomes an outline.

Most formats hold a graph: statements, and steps between them in any order. A map file is an outline with `see` for
what is used twice. A reader makes a `Draft`, and `outline.taken` makes the map of it.
"""

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from argmap.formats.shared.common import Data
from argmap.formats.shared.write import printable
from argmap.problem import one_line

Kind: TypeAlias = Literal["claim", "evidence", "assume"]
StepKind: TypeAlias = Literal["because", "but", "unless"]

NO_TEXT = "(no text)"


class Cited(NamedTuple):
    """A source that a statement is attributed to: its key, and where in it."""

    key: str
    locator: str = ""
    unsure: bool = False

    def __str__(self) -> str:
        return f"{self.key}{'?' if self.unsure else ''}{', ' if self.locator else ''}{self.locator}"


@dataclass(slots=True, eq=False)
class Statement:
    """A statement of a foreign file; lines and columns from 1."""

    text: str
    kind: Kind = "claim"
    name: str = ""  # the author's title of it, which becomes its id
    hint: str = ""  # what an id is made of where it needs one
    cites: list[Cited] = field(default_factory=list)
    fields: Data = field(default_factory=dict)  # further keys, as the map file has them
    path: str = ""
    line: int = 1
    column: int = 1


@dataclass(slots=True, eq=False)
class Step:
    """A step from premises, linked where they are several, to a statement, or against a step (`unless`)."""

    kind: StepKind
    premises: list[Statement]
    to: "Statement | Step"
    fields: Data = field(default_factory=dict)  # keys of the step, as the map file has them
    path: str = ""
    line: int = 1
    column: int = 1


@dataclass(slots=True)
class Draft:
    """Statements and steps in the order of their file. Keys of sources must be `Names` beside `RESERVED`."""

    title: str = ""
    about: Data = field(default_factory=dict)
    note: str = ""
    sources: dict[str, Data] = field(default_factory=dict)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)  # key of a source -> line and column, from 1
    statements: list[Statement] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    theses: list[Statement] = field(default_factory=list)  # what the file itself calls its main claims
    apart: list[Statement] = field(default_factory=list)  # what it says to be none, though steps lead to it
    no_other: bool = False  # whether these are all, so that what else steps lead to stands apart

    def entitle(self, title: str, note: str = "") -> None:
        """Take the title and note of one more file; the title of a further one goes before its note."""
        further = title.strip() if self.title and title.strip() != self.title else ""
        self.title = self.title or title.strip()
        self.note = "\n".join(filter(None, [self.note, further, note.strip()]))


def conclusion(step: Step) -> Statement:
    """The statement that a step leads to; for an undercut that of the step which it speaks against."""
    end = step.to
    while isinstance(end, Step):
        end = end.to
    return end


def called(statement: Statement) -> str:
    """What it says, after what its file calls it."""
    name, text = (one_line(printable(part), 40) for part in (statement.name.strip(), statement.text.strip()))
    return f"{name} “{text}”" if name and text and name != text else f"“{name or text or NO_TEXT}”"
