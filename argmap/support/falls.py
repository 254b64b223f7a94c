"""What falls with what: for every source and statement, the sources and groups each of which takes it when lost alone.

These are the cut sets of one, on sources alone: every source, every group and the unknown origin is one bit of an
integer, and one pass from the sources up finds them all. Losses of two and more together are the decision diagram's.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from operator import or_

from argmap.graph import Graph, Node, Step
from argmap.model import UNKNOWN, Evidence
from argmap.support.grades import ALL, common, short


@dataclass(frozen=True)
class Falls:
    """What falls with what, in one graph. `ALL` stands for what is lost already, and is common to everything."""

    graph: Graph

    @cached_property
    def names(self) -> tuple[str, ...]:
        """What the bits stand for, from the lowest: sources, groups, and the unknown origin."""
        return (*self.graph.sources.by_key, *self.graph.sources.groups, UNKNOWN)

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """The bit of every source, every group and the unknown origin."""
        return {name: 1 << place for place, name in enumerate(self.names)}

    @cached_property
    def roots(self) -> int:
        """The bits of sources that repeat nobody, and of the unknown origin."""
        by_key = self.graph.sources.by_key
        return self.bits[UNKNOWN] | sum(self.bits[key] for key, source in by_key.items() if not source.from_)

    @cached_property
    def groups(self) -> int:
        """The bits of the groups."""
        return sum(self.bits[name] for name in self.graph.sources.groups)

    @cached_property
    def sources(self) -> Mapping[str, int]:
        """What takes each source: itself, its groups, and what takes all of those that it repeats."""
        taken = {UNKNOWN: self.bits[UNKNOWN]}
        for key in self.graph.sources.from_the_top:
            taken[key] = self._source(key, taken)
        return taken

    def _source(self, key: str, taken: Mapping[str, int]) -> int:
        source = self.graph.sources.by_key[key]
        above = common(taken[name] for name in source.from_) if source.from_ else 0
        if source.retracted or above == ALL:
            return ALL
        return above | sum(self.bits[name] for name in (key, *self.graph.sources.groups_of(key)))

    @cached_property
    def origins(self) -> Mapping[str, int]:
        """The origins of each source, as far as the map goes: all in its lineage that repeat nobody."""
        found = {UNKNOWN: self.bits[UNKNOWN]}
        for key in self.graph.sources.from_the_top:
            above = self.graph.sources.by_key[key].from_
            found[key] = union(found[name] for name in above) if above else self.bits[key]
        return found

    @cached_property
    def nodes(self) -> Sequence[int]:
        """What takes each node."""
        return self._pass(self.sources, self.sources)

    @cached_property
    def by_citation(self) -> Sequence[int]:
        """The same as it looks to who reads citations only: as if no source repeated another or belonged to a group."""
        return self._pass(self._alone, self._alone)

    @cached_property
    def own_acts_apart(self) -> Sequence[int]:
        """The same as if a source repeated nobody in what it tells of its own acts: there it is the primary source."""
        by_key = self.graph.sources.by_key
        acts = (node for node in self.graph.nodes if _is_own_act(node))
        if not any(by_key[cite.key].from_ for act in acts for cite in act.cites):
            return self.nodes
        return self._pass(self.sources, self._alone)

    @cached_property
    def _alone(self) -> Mapping[str, int]:
        """The bit of each source that is not lost already."""
        return {key: ALL if taken == ALL else self.bits[key] for key, taken in self.sources.items()}

    def named(self, bits: int) -> Iterator[str]:
        """The names that bits stand for, in order; all of them for `ALL`."""
        bits &= (1 << len(self.names)) - 1
        while bits:
            lowest = bits & -bits
            yield self.names[lowest.bit_length() - 1]
            bits ^= lowest

    def falls_with(self, at: int, name: str) -> bool:
        """Whether a node stands, and falls when that source or group is lost."""
        return self.nodes[at] != ALL and bool(self.nodes[at] & self.bits[name])

    def _pass(self, taken: Mapping[str, int], own_acts: Mapping[str, int]) -> Sequence[int]:
        """What takes each node, by what takes each source: in what it reports, and in what it tells of its own acts."""
        falls = [0] * len(self.graph.nodes)  # an assumption falls with no source
        sourced = [False] * len(self.graph.nodes)
        for at in self.graph.order:
            node = self.graph.nodes[at]
            if node.kind == "evidence":
                sourced[at] = bool(node.cites)
                by_source = own_acts if _is_own_act(node) else taken
                falls[at] = common(by_source[cite.key] for cite in node.cites if not cite.uncertain)
            elif node.kind == "claim":
                steps = self.graph.supporting(node)
                sourced[at] = any(sourced[premise] for step in steps for premise in step.premises)
                falls[at] = common(self._steps(steps, falls, sourced))
        return falls

    @staticmethod
    def _steps(steps: Sequence[Step], falls: Sequence[int], sourced: Sequence[bool]) -> list[int]:
        """What takes each step; those of assumptions alone are left out beside a step with a source that stands."""
        with_source, without = list[int](), list[int]()
        for step in steps:
            beneath = with_source if any(sourced[premise] for premise in step.premises) else without
            beneath.append(_short([falls[premise] for premise in step.premises], step.needs))
        return with_source if any(taken != ALL for taken in with_source) else with_source + without


def _is_own_act(node: Node) -> bool:
    return isinstance(node.item, Evidence) and node.item.basis == "own-act"


def _short(premises: Sequence[int], needs: int) -> int:
    """What leaves fewer premises than a step needs."""
    standing = [taken for taken in premises if taken != ALL]
    if len(standing) < needs:
        return ALL
    return short(standing, needs)


def union(sets: Iterable[int]) -> int:
    """The bits that any of the given sets has."""
    return reduce(or_, sets, 0)


def reports(graph: Graph, node: Node) -> tuple[int, ...]:
    """The cited evidence of a fact: itself, or what stands directly beneath it."""
    beneath = (step.premises[0] for step in graph.supporting(node) if len(step.premises) == 1)
    own = (node.at,) if node.cites else ()
    return own + tuple(dict.fromkeys(at for at in beneath if graph.nodes[at].cites))
