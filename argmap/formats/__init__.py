"""Foreign formats: a table, one file a format, and the way from one format to another.

A format is a module with the names of `common.Format`; a new one is a file and one line in the table. What comes in
becomes a map, and what goes out is made of a map. Whatever a format cannot carry is reported item by item, at its
place, and never dropped in silence.

From the floor up: `features` lists what a format may be able to carry; `common` says what a format is given and gives
back; `naming` makes names; `carrying` says item by item what a format cannot carry; `xml` reads XML that may be
hostile; `write` writes the text of a map file; `draft` turns a graph of statements into an outline; `expressions` and
`mef` know the shape of Open-PSA files, for `openpsa`; `native` is the map file itself; `json` reads JSON that may be
hostile; `markup` makes plain texts of web ones; `schemes` names schemes; `interchange` is the graph of AIF as it comes
in, `utterances` its dialogue and `outgoing` a map as such a graph; `nodeset` is their JSON, for `aif` and `xaif`;
`sadface` is near enough to use them too.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from argmap.collector import collector_paused
from argmap.formats import aif, native, openpsa, sadface, xaif
from argmap.formats.common import Arranged, File, Format, Made, Options, Placed, Taken
from argmap.graph import arrange

FORMATS: tuple[Format, ...] = (native, openpsa, aif, xaif, sadface)  # type: ignore[assignment]  # mypy knows no module with a static method
HEAD = 65_536  # bytes of a file that are looked at to tell its format
NAMES = tuple(format_.NAME for format_ in FORMATS)


def find(name: str) -> Format:
    """The format of that name, one of `NAMES`."""
    return next(format_ for format_ in FORMATS if name == format_.NAME)


def by_suffix(path: str) -> Format | None:
    """The format of a file's name, by its longest known ending; None where that is known to none."""
    name = PurePath(path).name.lower()
    known = [(len(suffix), format_) for format_ in FORMATS for suffix in format_.SUFFIXES if name.endswith(suffix)]
    return max(known, key=lambda pair: pair[0])[1] if known else None


def stem(path: str) -> str:
    """A file's name without the ending that its format gives it, or without the last one."""
    known = [suffix for format_ in FORMATS for suffix in format_.SUFFIXES if path.lower().endswith(suffix)]
    return path[: -max(map(len, known))] if known else PurePath(path).with_suffix("").as_posix()


def by_content(raw: bytes) -> Format | None:
    """The format that recognises the beginning of a file; None where none does."""
    return next((format_ for format_ in FORMATS if format_.recognises(raw[:HEAD])), None)


@collector_paused()
def convert(files: Sequence[File], source: Format, target: Format, options: Options) -> tuple[Made | None, Taken]:
    """Read the files of one model in one format and write it in another.

    What was taken in holds the problems of the files and what a map cannot carry; what was made, None where there are
    problems, holds what the target cannot.
    """
    taken = source.read(files, options)
    if taken.map is None:
        return None, taken
    graph, problems = arrange(taken.map, taken.places)
    if graph is None:
        placed = tuple(Placed(files[0].path, problem) for problem in problems)
        return None, replace(taken, map=None, problems=placed)
    return target.write(Arranged(files[0].path, graph, taken.places, taken.data), options), taken
