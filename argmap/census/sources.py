"""Every source across many maps: who cites it, what rests on it alone, and which names look like one source.

A source is known from map to map by its name, letter for letter. One that is anonymous, a group, and an origin that is
unknown mean something in their own map only, and are never joined with another map's.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple, TypeAlias

from argmap.audit import MapAudit, arrange_file
from argmap.census.likeness import Alike, alike
from argmap.many.fault import Fault, fault
from argmap.model import UNKNOWN
from argmap.problem import Problem
from argmap.support.falls import Falls

Sort: TypeAlias = Literal["source", "anonymous", "group", "unknown"]


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


@dataclass(frozen=True, slots=True)
class Entry:
    """A source, with its uses in the order of the maps."""

    name: str
    sort: Sort
    uses: tuple[Use, ...]

    @property
    def maps(self) -> int:
        """How many maps have it."""
        return len({use.path for use in self.uses})

    @property
    def cited(self) -> int:
        return sum(use.cited for use in self.uses)

    @property
    def claims(self) -> int:
        """How many claims rest on it alone, theses left out."""
        return sum(len(use.claims) for use in self.uses)

    @property
    def theses(self) -> int:
        """How many theses rest on it alone."""
        return sum(len(use.theses) for use in self.uses)

    @property
    def falling(self) -> int:
        """How many theses lose all support without it."""
        return sum(len(use.falling) for use in self.uses)

    @property
    def ratings(self) -> tuple[str, ...]:
        """The letters that the maps give it, each once; more than one is a disagreement."""
        return tuple(sorted({use.reliability for use in self.uses if use.reliability}))

    @property
    def retracted(self) -> tuple[str, ...]:
        """The maps that say it is withdrawn."""
        return tuple(dict.fromkeys(use.path for use in self.uses if use.retracted))


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


def census(found: Iterable[Use]) -> Census:
    """The uses of many maps, put together by source."""
    by_source = defaultdict[tuple[str, Sort, str], list[Use]](list)
    urls = defaultdict[str, set[str]](set)
    for use in found:
        by_source[use.name, use.sort, "" if use.sort == "source" else f"{use.path}\n{use.key}"].append(use)
        if use.sort == "source":
            urls[use.name].update([use.url] if use.url else [])
    entries = [Entry(name, sort, tuple(uses)) for (name, sort, _), uses in by_source.items()]
    return Census(tuple(sorted(entries, key=_rank)), alike(urls))


def _rank(entry: Entry) -> tuple[int, int, int, int, str, str]:
    return -entry.theses, -entry.claims, -entry.falling, -entry.cited, entry.name, entry.uses[0].path


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
