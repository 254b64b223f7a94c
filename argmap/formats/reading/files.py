"""What is said of the files of one model while a reader goes through them, each thing at its place."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Generic, TypeVar

from argmap.files import Unreadable
from argmap.formats.shared.common import File, Placed, Taken, in_order
from argmap.formats.shared.draft import Draft
from argmap.formats.shared.outline import taken
from argmap.place import Place
from argmap.problem import Problem

At = TypeVar("At")


class Reading(ABC, Generic[At]):
    """What is wrong with several files, and what is left out of them; `At` is what says where in a file."""

    def __init__(self) -> None:
        self.path = ""  # of the file that is being read
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []

    @abstractmethod
    def place(self, at: At) -> Place:
        """Where that stands in the file that is being read."""

    @contextmanager
    def within(self, file: File) -> Iterator[None]:
        """While a file is read: what is noted is of it, and why it is `Unreadable` is noted too."""
        self.path = file.path
        try:
            yield
        except Unreadable as error:
            self.problems.append(Placed(file.path, error.problem))

    def problem(self, at: At, what: str, help_: str) -> None:
        """Note a problem of the file that is being read."""
        self.problems.append(Placed(self.path, Problem(*self.place(at), what, help_)))

    def leave(self, at: At, what: str, help_: str) -> None:
        """Note what is left out of the file that is being read."""
        self.left_out.append(Placed(self.path, Problem(*self.place(at), what, help_)))

    def taken(self, draft: Draft, files: Sequence[File]) -> Taken:
        """The map that a draft of these files is, or the problems that forbid one."""
        if self.problems:
            return Taken(None, problems=in_order(self.problems, [file.path for file in files]))
        return taken(draft, files, self.left_out)


class Lines(Reading[int]):
    """Of files that are read line by line: a place is the number of a line, from 1."""

    def place(self, at: int) -> Place:
        return Place(at, 1)
