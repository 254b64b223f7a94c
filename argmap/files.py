"""The bytes and the text of files, read safely: whatever a name leads to ends in a text or in one problem.

What is read may come from anyone. Its size is limited, a device is refused, and no more is taken for text than UTF-8.
"""

import os
import re
import stat
import sys
from pathlib import Path
from typing import IO

from argmap.problem import Problem

SUFFIXES = (".argmap.yaml", ".argmap.yml")
BYTES_LIMIT = 64 * 2**20
NO_FILE = "there is no such file"

_HEAD = re.compile(rb"^argmap[ \t]*:", re.MULTILINE)
_HEAD_LENGTH = 4096  # bytes of a file in which a map says that it is one


class Unreadable(Exception):
    """A file that cannot be read at all: its one problem is the argument."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def is_map(path: str, raw: bytes) -> bool:
    """Whether a file is a map file, by its name or by how it begins."""
    return path.endswith(SUFFIXES) or bool(_HEAD.search(raw[:_HEAD_LENGTH]))


def read_text(path: Path | str) -> str:
    """The text of a file, or of standard input for `-`.

    Raises `Unreadable` for what is missing, no file, not permitted, too large or not UTF-8.
    """
    return decoded(read_bytes(path))


def read_bytes(path: Path | str) -> bytes:
    """The bytes of a file, or of standard input for `-`; one more than is allowed where there are more.

    Raises `Unreadable` for what is missing, no file or not permitted.
    """
    if str(path) == "-":
        return sys.stdin.buffer.read(BYTES_LIMIT + 1)
    try:
        with Path(path).open("rb") as file:
            _refuse_devices(file)
            return file.read(BYTES_LIMIT + 1)
    except OSError as error:
        raise Unreadable(_missing(error)) from None


def decoded(raw: bytes) -> str:
    """Bytes as UTF-8 text without a byte-order mark; raises `Unreadable` with the place of the first bad byte."""
    if len(raw) > BYTES_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file is larger than {BYTES_LIMIT >> 20} MiB", "split the map"))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start)
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode("utf-8-sig"))
        raise Unreadable(Problem(line + 1, column + 1, "this is not UTF-8 text", "save the file as UTF-8")) from None


def _refuse_devices(file: IO[bytes]) -> None:
    """A pipe may stand in for a file; a terminal or a disk would be read for ever."""
    mode = os.fstat(file.fileno()).st_mode
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        raise Unreadable(Problem(1, 1, "this is a device, not a file", "name a map file"))


def _missing(error: OSError) -> Problem:
    match error:
        case FileNotFoundError():
            return Problem(1, 1, NO_FILE, "check the name")
        case IsADirectoryError():
            return Problem(1, 1, "this is a folder, not a file", "name a map in it")
        case PermissionError():
            return Problem(1, 1, "the file may not be read", "check its permissions")
        case _:
            return Problem(1, 1, f"the file cannot be read: {error.strerror}", "check the name")
