"""A text by its lines: where they begin and end, how deep they stand, whether they are comments."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

_LINE_END = re.compile(r"\r\n|\n|\r")


class Lines:
    """The lines of a text, counted from 0. YAML ends one at CR, LF or CRLF."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(text)]
        self._starts = [0, *(after for _, after in ends)]
        self._ends = [*(end for end, _ in ends), len(text)]
        if ends and ends[-1][1] == len(text):  # what follows the last line end is no line
            del self._starts[-1], self._ends[-1]
        self.end_mark = text[slice(*ends[0])] if ends else "\n"

    def __len__(self) -> int:
        return len(self._starts)

    def __getitem__(self, number: int) -> str:
        return self.text[self._starts[number] : self._ends[number]]

    def at(self, offset: int) -> int:
        """The number of the line in which a character stands."""
        return bisect_right(self._starts, offset) - 1

    def column(self, offset: int) -> int:
        """How many characters stand before it on its line."""
        return offset - self._starts[self.at(offset)]

    def start(self, number: int) -> int:
        """The offset of a line's first character; past the last line, the end of the text."""
        return self._starts[number] if number < len(self) else len(self.text)

    def end(self, number: int) -> int:
        """The offset after a line's last character, before what ends it."""
        return self._ends[number]

    def first_on_line(self, offset: int) -> bool:
        """Whether nothing but blanks stands before a character on its line."""
        return not self.text[self._starts[self.at(offset)] : offset].strip()

    def comment(self, number: int) -> int | None:
        """The column of a line that is a comment and nothing else; None for any other."""
        if not 0 <= number < len(self):
            return None
        line = self[number]
        bare = line.lstrip(" \t")
        return len(line) - len(bare) if bare.startswith("#") else None


def shifted(lines: Iterable[str], by: int) -> list[str]:
    """The lines so many columns further right, or left as far as they have blanks; empty ones stay empty."""
    if by >= 0:
        return [" " * by + line if line else line for line in lines]
    return [line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines]


def joined(lines: Sequence[str], end_mark: str) -> str:
    """The lines as one text, without an end to the last."""
    return end_mark.join(lines)
