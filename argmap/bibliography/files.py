"""The files of a bibliography: which kinds there are, and one of them read.

A map may come from anyone, and so may the names in it. Only files with the endings of bibliographies are opened, only
on this machine, no pipe or device, and none larger than a library of ten thousand works is. What was read of a file is
kept until it is saved anew: an editor asks at every key.
"""

import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from argmap.bibliography import bibtex, csl
from argmap.bibliography.entry import Entry, Facts, Held, unbraced
from argmap.files import NO_FILE, Unreadable, read_bytes
from argmap.formats.reading.json import Object
from argmap.problem import Problem

SIZE_LIMIT = 16 << 20  # bytes
KEPT = 8  # files of which what was read is kept

READERS: dict[str, Callable[[bytes], Held]] = {
    ".bib": bibtex.read_bibtex,
    ".bibtex": bibtex.read_bibtex,
    ".json": csl.read_csl_json,
    ".yaml": csl.read_csl_yaml,
    ".yml": csl.read_csl_yaml,
}
"""By the ending of a file's name, in small letters."""

ENDINGS = "a bibliography ends in .bib (BibTeX), .json (CSL JSON), .yaml or .yml (CSL YAML)"


def resolved(name: str, path: str) -> Path:
    """Where a bibliography lies that a map at `path` names; one on standard input (`-`), from the working folder on."""
    return Path(name) if path == "-" else Path(path).parent / name


def refusal(name: str) -> Problem | None:
    """Why a file of that name is not opened at all, whatever is there."""
    if "://" in name:
        return Problem(1, 1, "this is an address, and nothing is fetched", "save the file beside the map")
    if name.startswith(("//", "\\\\")):
        return Problem(1, 1, "this is on another machine", "save the file beside the map")
    if Path(name).suffix.lower() not in READERS:
        return Problem(1, 1, "this is no kind of bibliography", ENDINGS)
    return None


def held(path: Path) -> Held:
    """What a bibliography holds. Raises `Unreadable`."""
    try:
        known = path.stat()
    except (OSError, ValueError):
        return _read(path)  # which says what is wrong
    if not stat.S_ISREG(known.st_mode) and not stat.S_ISDIR(known.st_mode):
        raise Unreadable(Problem(1, 1, "this is a device or pipe, not a file", "name a file"))
    return _kept(path.absolute(), (known.st_mtime_ns, known.st_size, known.st_ino))


@lru_cache(KEPT)
def _kept(path: Path, stamp: tuple[int, int, int]) -> Held:
    return _read(path)


def _read(path: Path) -> Held:
    try:
        raw = read_bytes(path)
    except ValueError:  # a name that no file can have
        raise Unreadable(Problem(1, 1, NO_FILE, "check the name")) from None
    if len(raw) > SIZE_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file is larger than {SIZE_LIMIT >> 20} MiB", "keep what the map cites"))
    return READERS[path.suffix.lower()](raw)


def facts(entry: Entry) -> Facts:
    """What an entry of any format says of its work."""
    return csl.facts(entry) if isinstance(entry.fields, Object) else bibtex.facts(entry)


def rough_title(entry: Entry) -> str:
    """The title of an entry as it is written: for lists of many, of which each can be looked at for a moment only."""
    title = entry.fields.get("title", "")
    return unbraced(title) if isinstance(title, str) else ""
