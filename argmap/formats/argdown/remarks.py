"""What is said of a text while a draft is made of it: problems, what is left out, and what its reader should know."""

from collections.abc import Iterable

from argmap.formats.argdown.data import Slip, Wrong
from argmap.formats.argdown.texts import Text
from argmap.formats.shared.common import Placed

NO_ROOM = "a map has no place for it"


class Remarks:
    """The remarks on one text, each at its place: an offset in the text with its includes."""

    def __init__(self, text: Text) -> None:
        self.text = text
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []
        self.notes: list[Placed] = []

    def leave(self, at: int, what: str, help_: str = NO_ROOM) -> None:
        """Note what is left out."""
        self.left_out.append(self.text.problem(at, what, help_))

    def note(self, at: int, what: str, help_: str) -> None:
        """Note what is read, and perhaps not as it was meant."""
        self.notes.append(self.text.problem(at, what, help_))

    def wrong(self, at: int, fault: Wrong) -> None:
        """Note the problem of a block that begins at a place and cannot be read."""
        inner, message, help_ = fault.args
        self.problems.append(self.text.problem(at + inner, message, help_))

    def slipped(self, at: int, slips: Iterable[Slip]) -> None:
        """Note what Argdown passes over in a block that begins at a place."""
        for slip in slips:
            self.note(at + slip.at, slip.message, slip.help)
