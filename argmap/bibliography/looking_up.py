"""A map's `cite` keys looked up in the files of its `bibliography`, and its sources filled from their entries.

What the map itself says of a source wins. A file that is not there or cannot be read, a key that no file has and one
that stands for several entries are problems of the map, at the place where it names them. Entries that no source cites
are nobody's concern, whatever is wrong with them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from argmap.bibliography.entry import Entry, Held
from argmap.bibliography.files import facts, held, refusal, resolved
from argmap.files import NO_FILE, Unreadable
from argmap.load import Loaded
from argmap.model import Map, Source
from argmap.place import Places
from argmap.problem import Problem, counted, listed, nearest, one_line

CODE = "AM102"
COMPARED = 50_000  # keys that are compared in search of the nearest
TOLD = 3  # places that a message names


class Found(NamedTuple):
    """An entry and the file that it is in: as the map names it, and where it is."""

    entry: Entry
    name: str
    path: Path


class Shelf(NamedTuple):
    """The bibliographies of a map: every entry under each of its keys, and the problems of the files."""

    entries: Mapping[str, tuple[Found, ...]]
    broken: tuple[tuple[str, int, str], ...]  # what cannot be read: file, line, and the key that stands there
    unread: tuple[tuple[int, Problem], ...]  # the files that cannot be read: which, and what is wrong with it


def looked_up(loaded: Loaded, path: str) -> tuple[Loaded, tuple[Problem, ...]]:
    """A map at `path` with its sources filled, and what was wrong with its bibliography and with the keys in it."""
    map_ = loaded.map
    assert map_ is not None
    shelf = shelf_of(map_.bibliography, path)
    cited = {key: source.cite for key, source in map_.sources.items() if source.cite}
    wrong = [_placed(problem, map_, at, path, loaded.places) for at, problem in shelf.unread]
    if not wrong:  # a file that cannot be read may hold any of the keys
        wrong = [one for key, cite in cited.items() for one in _wrong(shelf, loaded, key, cite)]
    if wrong:
        return loaded, listed(wrong)
    filled = {key: _filled(map_.sources[key], shelf.entries[cite][0].entry) for key, cite in cited.items()}
    return replace(loaded, map=map_.model_copy(update={"sources": {**map_.sources, **filled}})), ()


def files_of(map_: Map, path: str) -> tuple[Path, ...]:
    """The files of a map's bibliography that may be opened, whether they are there or not."""
    return tuple(resolved(name, path) for name in dict.fromkeys(map_.bibliography) if refusal(name) is None)


def shelf_of(names: Sequence[str], path: str) -> Shelf:
    """The bibliographies of these names that a map at `path` gives them, those that can be read."""
    entries, broken, unread = dict[str, list[Found]](), list[tuple[str, int, str]](), list[tuple[int, Problem]]()
    opened = set[Path]()
    for at, name in enumerate(names):
        file = resolved(name, path)
        if _same(file) in opened:
            continue
        opened.add(_same(file))
        try:
            read = _read(name, file)
        except Unreadable as error:
            unread.append((at, error.problem))
            continue
        broken += [(name, line, key) for line, key in read.broken]
        for key, found in _entries(read, name, file):
            entries.setdefault(key, []).append(found)
    return Shelf({key: tuple(found) for key, found in entries.items()}, tuple(broken), tuple(unread))


def _same(file: Path) -> Path:
    try:
        return file.resolve()
    except (OSError, ValueError, RuntimeError):
        return file


def _read(name: str, file: Path) -> Held:
    refused = refusal(name)
    if refused is not None:
        raise Unreadable(refused)
    return held(file)


def _entries(read: Held, name: str, file: Path) -> Iterator[tuple[str, Found]]:
    for key, entry in read.entries.items():
        found = Found(entry, name, file)
        yield from ((one, found) for one in dict.fromkeys((key, *entry.aliases)))
        yield from ((key, Found(replace(entry, line=line), name, file)) for line in read.again.get(key, ()))


def _in_file(name: str, problem: Problem) -> str:
    """What is wrong with a file, with its place where it has one."""
    place = f":{problem.line}" if (problem.line, problem.column) != (1, 1) else ""
    return f"{one_line(name)}{place}: {problem.message}"


def _placed(problem: Problem, map_: Map, at: int, path: str, places: Places) -> Problem:
    """A problem of a file, at the place where the map names that file."""
    place, name = places.at(("bibliography", at)), map_.bibliography[at]
    if problem.message != NO_FILE:
        return Problem(*place, _in_file(name, problem), problem.help)
    folder = "the folder where the command runs" if path == "-" else "the map's folder"
    return Problem(*place, _in_file(name, problem), f"check the name, which counts from {folder}", CODE)


def _wrong(shelf: Shelf, loaded: Loaded, key: str, cite: str) -> Iterator[Problem]:
    """What is wrong with one `cite`."""
    assert loaded.map is not None
    place, found = loaded.places.at(("sources", key, "cite")), shelf.entries.get(cite, ())
    if len(found) > 1:
        told = " and ".join(f"{one_line(one.name)}:{one.entry.line}" for one in found[:TOLD])
        more = f" and {counted(len(found) - TOLD, 'more place')}" if len(found) > TOLD else ""
        what = f"`{one_line(cite)}` stands for several entries: {told}{more}"
        yield Problem(*place, what, "take all out but one, or give them keys of their own")
    elif not found:
        yield Problem(*place, *_missing(shelf, loaded.map, cite), CODE)


def _missing(shelf: Shelf, map_: Map, cite: str) -> tuple[str, str]:
    what = f"`{one_line(cite)}` names no entry of a bibliography"
    if not map_.bibliography:
        return what, "name the file: `bibliography: references.bib`; without one, leave `cite` out"
    for name, line, key in shelf.broken:
        if key == cite:
            return f"the entry of `{one_line(cite)}` cannot be read: {one_line(name)}:{line}", "mend it there"
    near = nearest(cite, shelf.entries) if len(shelf.entries) <= COMPARED else None
    names = ", ".join(one_line(name, 40) for name in map_.bibliography[:TOLD])
    help_ = f"did you mean `{one_line(near)}`?" if near else f"add it to {names}, or correct the key"
    if shelf.broken:
        name, line, _ = shelf.broken[0]
        help_ += f"; what begins at {one_line(name)}:{line} cannot be read, and may hold it"
    return what, help_


def _filled(source: Source, entry: Entry) -> Source:
    """A source with what its entry says and the map does not."""
    said = facts(entry)
    offered = {
        "name": said.name(), "kind": said.kind, "url": said.url, "date": said.date, "accessed": said.accessed,
    }  # fmt: skip
    new = {field: value for field, value in offered.items() if value and field not in source.model_fields_set}
    try:
        Source.model_validate({**source.model_dump(by_alias=True, exclude_unset=True), **new})
    except ValidationError:  # a text that a map cannot hold, as one too long
        return source
    return source.model_copy(update=new)
