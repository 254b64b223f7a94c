"""Places of a text in the lines and units that an editor counts in."""

from bisect import bisect_right

from lsprotocol import types as lsp
from pygls.workspace import PositionCodec


class Lines:
    """A text cut as the protocol cuts it: at line feeds, carriage returns and both together."""

    def __init__(self, text: str, codec: PositionCodec) -> None:
        self.text, self._codec = text, codec
        self._starts = [0]
        for at, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                self._starts.append(at + 1)

    def position(self, offset: int) -> lsp.Position:
        """The position of a character, counted from 0."""
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return lsp.Position(line, self._codec.client_num_units(before))

    def offset(self, position: lsp.Position) -> int:
        """The character at a position; the end of its line where it is past that."""
        if position.line >= len(self._starts):
            return len(self.text)
        at, units = self._starts[position.line], 0
        end = self.line_end(position.line)
        while at < end and units < position.character:
            units += self._codec.client_num_units(self.text[at])
            at += 1
        return at

    def range(self, start: int, end: int) -> lsp.Range:
        """The range of characters from `start` up to `end`."""
        return lsp.Range(self.position(start), self.position(end))

    def line_end(self, line: int) -> int:
        """Where a line ends, without its sign."""
        end = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self._starts[line] + len(self.text[self._starts[line] : end].rstrip("\r\n"))

    def rest_of_line(self, line: int, column: int) -> lsp.Range:
        """From a line and column, both from 1, to the end of what stands on the line."""
        if line > len(self._starts):
            return self.range(len(self.text), len(self.text))
        start = min(self._starts[line - 1] + column - 1, len(self.text))
        end = max(self.line_end(line - 1), start)
        return self.range(start, end)
