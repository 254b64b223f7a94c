"""Every source across many maps: who cites it, what rests on it alone, and which names look like one source.

A source is known from map to map by its name, letter for letter. One that is anonymous, a group, and an origin that is
unknown mean something in their own map only, and are never joined with another map's.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias

from argmap.audit import MapAudit, arrange_file
from argmap.census.likeness import Alike, alike
from argmap.many.fault import Fault, fault
from argmap.model import UNKNOWN
from argmap.problem import Problem
from argmap.support.falls import Falls

Sort: TypeAlias = Literal["source", "anonymous", "group", "unknown"]

NAMED = 3  # maps of a kind that are named


class Use(NamedTuple):
    """A source in one map. Statements are named by id or outline number."""

    path: str
    line: int
    key: str
    name: str
    sort: Sort
    reliability: str | None
    retracted: bool
    url: str | None
    cited: int  # pieces of evidence that cite it
    claims: tuple[str, ...]  # with no origin but this one, theses left out
    theses: tuple[str, ...]  # with no origin but this one
    falling: tuple[str, ...]  # theses that lose all support on their sources alone if it is lost, with others beside it


class Paths(NamedTuple):
    """Maps of one kind: the first few, and how many there are."""

    first: tuple[str, ...]
    all: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A source with what is said of it in all maps together; `number` is that of its uses, where they are kept."""

    number: int
    name: str
    sort: Sort
    path: str  # of the first map that has it
    maps: int
    cited: int
    claims: int  # that rest on it alone, theses left out
    theses: int  # that rest on it alone
    falling: int  # theses that lose all support without it
    rated: Mapping[str, Paths]  # the letters that maps give it, in order; more than one is a disagreement
    retracted: tuple[str, ...]  # the maps that say it is withdrawn
    silent: Paths  # those that cite it and do not


@dataclass(frozen=True, slots=True)
class Census:
    """All sources, what most rests on first, and the names that look like one source."""

    entries: tuple[Entry, ...]
    alike: tuple[Alike, ...]


def uses(audit: MapAudit) -> tuple[Use, ...]:
    """The sources of a readable map, in its order; then groups and the unknown origin where something rests on them."""
    graph, support = audit.graph, audit.support
    assert graph is not None
    assert support is not None
    falls = Falls(graph)
    cited = defaultdict[str, int](int)
    alone = defaultdict[str, list[int]](list)
    for node in graph.nodes:
        for cite in node.cites:
            cited[cite.key] += 1
        if node.kind == "claim" and len(origins := support.origins[node.at]) == 1:
            alone[min(origins)].append(node.at)
    theses = frozenset(graph.theses)
    found = []
    for key in (*graph.sources.by_key, *(name for name in sorted(alone) if name not in graph.sources.by_key)):
        source = graph.sources.by_key.get(key)
        found.append(
            Use(
                path=audit.path,
                line=_line(audit, key),
                key=key,
                name=" ".join(graph.sources.name(key).split()),
                sort=_sort(audit, key),
                reliability=source.reliability if source else None,
                retracted=bool(source and source.retracted),
                url=source.url if source else None,
                cited=cited[key],
                claims=tuple(graph.nodes[at].id for at in alone[key] if at not in theses),
                theses=tuple(graph.nodes[at].id for at in alone[key] if at in theses),
                falling=tuple(graph.nodes[at].id for at in graph.theses if falls.falls_with(at, key)),
            )
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Asked:
    """One map to count the sources of: its path in the report, and its file where a worker may run elsewhere."""

    path: str
    read_from: str | None = None
    by_text: bool = False
    from_: str | None = None  # its format, where content and ending do not say it


@dataclass(frozen=True, slots=True)
class Counted:
    """The sources of one map, or why there are none."""

    path: str
    uses: tuple[Use, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[Problem, ...] = ()  # what of a foreign file a map cannot carry
    notes: tuple[str, ...] = ()  # and how it was read
    bug: Fault | None = None


def counted(asked: Asked) -> Counted:
    """Count the sources of one map; it runs in a worker process as well as in this one."""
    try:
        arranged = arrange_file(asked.read_from or asked.path, by_text=asked.by_text, from_=asked.from_)
        audit = replace(arranged, path=asked.path)
        found = uses(audit) if audit.graph is not None else ()
        return Counted(asked.path, found, audit.problems, audit.left_out, audit.notes)
    except Exception as error:
        return Counted(asked.path, bug=fault(error))


class UsesKept(Protocol):
    """Where the uses of sources go that a report is to list one by one."""

    def add(self, number: int, uses: Sequence[Use]) -> None:
        """Keep the uses of the entry of that number, behind those that are kept already."""


class Counting:
    """The sources of many maps, put together map by map: what is held in memory grows with the sources alone."""

    def __init__(self, kept: UsesKept | None = None) -> None:
        self._kept = kept
        self._tallies: dict[tuple[str, Sort, str], _Tally] = {}
        self._urls = defaultdict[str, set[str]](set)

    def add(self, found: Iterable[Use]) -> None:
        """Count the uses of one map."""
        by_source = defaultdict[tuple[str, Sort, str], list[Use]](list)
        for use in found:
            by_source[use.name, use.sort, "" if use.sort == "source" else f"{use.path}\n{use.key}"].append(use)
            if use.sort == "source":
                self._urls[use.name].update([use.url] if use.url else [])
        for key, uses in by_source.items():
            tally = self._tallies.get(key)
            if tally is None:
                tally = self._tallies[key] = _Tally(len(self._tallies), uses[0])
            tally.add(uses)
            if self._kept is not None:
                self._kept.add(tally.number, uses)

    def census(self) -> Census:
        """What was counted."""
        entries = [tally.entry() for tally in self._tallies.values()]
        return Census(tuple(sorted(entries, key=_rank)), alike(self._urls))


class _Sums(NamedTuple):
    """What is counted of a source over all maps."""

    maps: int = 0
    cited: int = 0
    claims: int = 0
    theses: int = 0
    falling: int = 0


class _Tally:
    """A source while it is counted."""

    def __init__(self, number: int, first: Use) -> None:
        self.number, self.first = number, first
        self.sums = _Sums()
        self.rated: dict[str, Paths] = {}
        self.retracted: list[str] = []
        self.silent = _NONE

    def add(self, uses: Sequence[Use]) -> None:
        """Count the uses of one map."""
        path = uses[0].path
        old, cited = self.sums, sum(use.cited for use in uses)
        self.sums = _Sums(
            old.maps + 1,
            old.cited + cited,
            old.claims + sum(len(use.claims) for use in uses),
            old.theses + sum(len(use.theses) for use in uses),
            old.falling + sum(len(use.falling) for use in uses),
        )
        for letter in sorted({use.reliability for use in uses if use.reliability}):
            self.rated[letter] = _with(self.rated.get(letter, _NONE), path)
        if any(use.retracted for use in uses):
            self.retracted.append(path)
        elif cited:
            self.silent = _with(self.silent, path)

    def entry(self) -> Entry:
        name, sort, path = self.first.name, self.first.sort, self.first.path
        rated = dict(sorted(self.rated.items()))
        rest: Any = {"rated": rated, "retracted": tuple(self.retracted), "silent": self.silent}
        return Entry(number=self.number, name=name, sort=sort, path=path, **self.sums._asdict(), **rest)


_NONE = Paths((), 0)


def _with(paths: Paths, path: str) -> Paths:
    return Paths(paths.first if paths.all >= NAMED else (*paths.first, path), paths.all + 1)


def _rank(entry: Entry) -> tuple[int, int, int, int, str, str]:
    return -entry.theses, -entry.claims, -entry.falling, -entry.cited, entry.name, entry.path


def _sort(audit: MapAudit, key: str) -> Sort:
    assert audit.graph is not None
    source = audit.graph.sources.by_key.get(key)
    if source is not None:
        return "anonymous" if source.anonymous else "source"
    return "unknown" if key == UNKNOWN else "group"


def _line(audit: MapAudit, key: str) -> int:
    """Where a source is described; for a group and the unknown origin, where the first of its sources is."""
    assert audit.graph is not None
    assert audit.loaded is not None
    by_key, groups = audit.graph.sources.by_key, audit.graph.sources.groups
    behind = [key] if key in by_key else [*groups.get(key, ())]
    behind = behind or [name for name, source in by_key.items() if key in source.from_]
    return audit.loaded.places.key(("sources", behind[0])).line
