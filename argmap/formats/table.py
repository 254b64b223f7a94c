"""The table of foreign formats, and the way from one format to another.

A format is a module with the names of `common.Reader`, of `common.Writer` or of both; a new one is a file and a line in
the table of what is read, in that of what is written, or both. What comes in becomes a map, and what goes out is made
of a map. Whatever a format cannot carry is reported item by item, at its place, and never dropped in silence.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import PurePath
from typing import TypeAlias, TypeVar

from argmap.arrange import arrange
from argmap.collector import collector_paused
from argmap.formats import (
    aif,
    argdown,
    arggraph,
    brat,
    carneades,
    csv_claims,
    csv_sources,
    dot,
    graphml,
    gsn,
    kialo,
    markdown,
    mermaid,
    model_json,
    native,
    openpsa,
    sadface,
    xaif,
)
from argmap.formats.shared.common import Arranged, File, Format, Made, Options, Placed, Reader, Taken, Writer
from argmap.load import Loaded
from argmap.problem import Problem, listed

LookUp: TypeAlias = Callable[[Loaded, str], tuple[Loaded, tuple[Problem, ...]]]

# mypy knows no module with a static method.
READERS: tuple[Reader, ...] = (  # type: ignore[assignment]
    native,
    argdown,
    openpsa,
    model_json,
    aif,
    xaif,
    sadface,
    graphml,
    csv_claims,
    arggraph,
    brat,
    kialo,
    carneades,
    gsn,
    markdown,
)
WRITERS: tuple[Writer, ...] = (  # type: ignore[assignment]
    native,
    argdown,
    openpsa,
    model_json,
    aif,
    xaif,
    sadface,
    graphml,
    dot,
    csv_claims,
    csv_sources,
    mermaid,
    markdown,
)
FORMATS: tuple[Format, ...] = tuple(dict.fromkeys((*READERS, *WRITERS)))
HEAD = 65_536  # bytes of a file that are looked at to tell its format
GENERAL = frozenset({".txt", ".json", ".xml", ".yaml", ".yml"})  # endings of which no single format is sure
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # its two byte order marks

Some = TypeVar("Some", bound=Format)


def names(formats: Iterable[Format]) -> tuple[str, ...]:
    """What the formats are called."""
    return tuple(format_.NAME for format_ in formats)


def find(name: str, formats: Sequence[Some]) -> Some:
    """The format of that name. Raises LookupError where there is none."""
    for format_ in formats:
        if name == format_.NAME:
            return format_
    raise LookupError(f"{name!r} is not among the formats {', '.join(names(formats))}")


def by_suffix(path: str, formats: Sequence[Some]) -> tuple[Some, ...]:
    """The formats of a file's name, by its longest known ending: several may share one."""
    name = PurePath(path).name.lower()
    known = [(len(suffix), format_) for format_ in formats for suffix in format_.SUFFIXES if name.endswith(suffix)]
    longest = max((length for length, _ in known), default=0)
    return tuple(format_ for length, format_ in known if length == longest)


def stem(path: str) -> str:
    """A file's name without the ending that its format gives it, or without the last one."""
    known = [suffix for format_ in FORMATS for suffix in format_.SUFFIXES if path.lower().endswith(suffix)]
    return path[: -max(map(len, known))] if known else PurePath(path).with_suffix("").as_posix()


def guessed(path: str, raw: bytes) -> Reader | None:
    """The format that a file is read as: one that recognises its beginning, above all one that has its ending too.

    The ending alone decides where the content does not, if it is no general one and only one format has it; None where
    nothing decides.
    """
    head = raw[:HEAD]
    if head.startswith(UTF_16):
        head = head.decode("utf-16", "replace").encode()
    recognised = [format_ for format_ in READERS if format_.recognises(head)]
    named = by_suffix(path, READERS)
    if recognised:
        return next((format_ for format_ in recognised if format_ in named), recognised[0])
    special = [format_ for format_ in named if path.lower().endswith(tuple({*format_.SUFFIXES} - GENERAL))]
    return special[0] if len(special) == 1 else None


@collector_paused()
def convert(
    files: Sequence[File], source: Reader, target: Writer, options: Options, look_up: LookUp | None = None
) -> tuple[Made | None, Taken]:
    """Read the files of one model in one format and write it in another.

    `look_up` fills the sources of what was read from its bibliography. What was taken in holds the problems of the
    files and what a map cannot carry; what was made, None where there are problems, holds what the target cannot.
    """
    taken = source.read(files, options)
    if taken.map is None:
        return None, taken
    loaded, missing = Loaded(taken.map, taken.places, ()), tuple[Problem, ...]()
    if look_up is not None:
        loaded, missing = look_up(loaded, files[0].path)
    assert loaded.map is not None
    graph, problems = arrange(loaded.map, taken.places)
    if graph is None or missing:
        problems = listed((*problems, *missing))
        placed = tuple(Placed(files[0].path, problem) for problem in problems)
        return None, replace(taken, map=None, problems=placed)
    return target.write(Arranged(files[0].path, graph, taken.places, taken.data), options), taken
