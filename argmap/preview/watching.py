"""When a file was saved. By looking at it, since that sees what editors do (write anew, rename over) everywhere."""

from pathlib import Path
from typing import TypeAlias

Stamp: TypeAlias = tuple[int, int, int]


def stamp(path: str) -> Stamp | None:
    """What changes when a file is saved: its time, size and inode; None while it is not there."""
    try:
        known = Path(path).stat()
    except OSError:  # an editor may be just about to rename the new one into place
        return None
    return known.st_mtime_ns, known.st_size, known.st_ino
