"""The text of an Argdown file with its includes pasted in, and where each part of it stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from argmap.files import BYTES_LIMIT, Unreadable, decoded, read_bytes
from argmap.formats.shared.common import File, Placed
from argmap.problem import Problem, one_line

_INCLUDE = re.compile(r"@include\(([^)]+)\)")
_LINE_END = re.compile(r"\r\n|\n|\r")
FILES_LIMIT = 1_000  # included in one map


class Text:
    """A text made of parts of files; problems of its includes, and what was not included."""

    def __init__(self, files: Sequence[File]) -> None:
        """Raises `Unreadable` where the first file is no text."""
        self.files = list(files)
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []
        self._given = {PurePosixPath(file.path): file for file in files[1:]}
        self._lines: dict[str, list[int]] = {}  # where the lines of each file begin
        self._parts: list[tuple[int, str, int]] = []  # where in the text a part begins, its file, where in the file
        self._size = 0
        first = files[0]
        self._folder = PurePosixPath(first.path).parent
        self.text = self._pasted(first.path, decoded(first.raw))

    def place(self, at: int) -> tuple[str, int, int]:
        """File, line and column, from 1, of a place in the text."""
        _, path, line, column = self._find(at)
        return path, line, column

    def problem(self, at: int, message: str, help_: str) -> Placed:
        """Something to say at a place in the text."""
        path, line, column = self.place(at)
        return Placed(path, Problem(line, column, message, help_))

    def _find(self, at: int) -> tuple[int, str, int, int]:
        part = bisect_right(self._parts, at, key=lambda part: part[0]) - 1
        begins, path, offset = self._parts[max(part, 0)] if self._parts else (0, self.files[0].path, 0)
        here = offset + at - begins
        lines = self._lines[path]
        line = bisect_right(lines, here)
        return part, path, line, here - lines[line - 1] + 1

    def _pasted(self, path: str, text: str) -> str:
        """The text of the first file, each include replaced by its file; one loop with a stack of open files."""
        pieces: list[str] = []
        length = 0
        self._lines[path] = _line_starts(text)
        open_: list[tuple[str, str, int]] = [(path, text, 0)]
        while open_:
            path, text, start = open_.pop()
            match = _INCLUDE.search(text, start)
            piece = text[start : match.start()] if match else text[start:]
            if piece:
                self._parts.append((length, path, start))
                pieces.append(piece)
                length += len(piece)
            if match:
                open_.append((path, text, match.end()))
                at = bisect_right(self._lines[path], match.start())
                place = (at, match.start() - self._lines[path][at - 1] + 1)
                inner = self._included(match[1].strip(), path, place)
                if inner is not None:
                    open_.append((inner[0], inner[1], 0))
        return "".join(pieces)

    def _included(self, name: str, by: str, place: tuple[int, int]) -> tuple[str, str] | None:
        """The path and text of an included file; None where there is none to read, which is then said."""
        called = one_line(name)
        path = _joined(PurePosixPath(by).parent, name)
        if by == "-" or path is None or not path.is_relative_to(self._folder):
            why = "what is included stands in the folder of the file, or below it"
            self._refuse(by, place, f"`{called}` is not included", why)
            return None
        if str(path) in self._lines:
            help_ = "each file is included once; a ring ends there"
            self.left_out.append(Placed(by, Problem(*place, f"`{called}` is not included a second time", help_)))
            return None
        if len(self._lines) > FILES_LIMIT:
            self._refuse(by, place, f"more than {FILES_LIMIT:,} files are included", "split the map")
            return None
        try:
            file = self._given.get(path) or self._file(path)
            text = decoded(file.raw)
        except Unreadable as error:
            self._refuse(by, place, f"`{called}` is not included: {error.problem.message}", error.problem.help)
            return None
        if file not in self.files:
            self.files.append(file)
        self._lines[str(path)] = _line_starts(text)
        return str(path), text

    def _file(self, path: PurePosixPath) -> File:
        """Read an included file; a link may not lead out of the folder. Raises `Unreadable`."""
        folder = Path(self._folder).resolve()
        if not Path(path).resolve().is_relative_to(folder):
            raise Unreadable(Problem(1, 1, "it leads out of the folder", "put the file itself there"))
        raw = read_bytes(Path(path))
        self._size += len(raw)
        if self._size > BYTES_LIMIT:
            raise Unreadable(Problem(1, 1, f"all together are larger than {BYTES_LIMIT >> 20} MiB", "split the map"))
        return File(str(path), raw)

    def _refuse(self, path: str, place: tuple[int, int], message: str, help_: str) -> None:
        self.problems.append(Placed(path, Problem(*place, message, help_)))


def _joined(folder: PurePosixPath, name: str) -> PurePosixPath | None:
    """A name seen from a folder, without `.` and `..`; None where it is absolute or leads above where we began."""
    inner = PurePosixPath(name)
    if inner.is_absolute() or "\\" in name or "\0" in name or ":" in name:
        return None
    parts: list[str] = []
    for part in (*folder.parts, *inner.parts):
        if part == ".." and parts and parts[-1] not in ("..", "/"):
            parts.pop()
        else:
            parts.append(part)
    return PurePosixPath(*parts)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in _LINE_END.finditer(text))]
