"""What would help a claim most: where one more source, independent of all others, takes most of its weakness away.

A claim stands safer the fewer things can bring it down alone, then the fewer pairs can, and then the better its grade
is and the fewer sources that grade needs. So every fact and every bare statement below it is given such a source in
turn, and what the claim rests on is worked out again. A claim that nothing cited carries has no weakness to take away:
there the answer is which statements want a source first of all.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from argmap.changes import corroborated
from argmap.graph import Graph
from argmap.support.assessment import Assessment
from argmap.support.cutsets import CutSets, cut_sets, dual
from argmap.support.function import FALSE, TRUE, Lineage, Writer, beneath_first, stands
from argmap.support.grades import NONE, Grade

PAIRS_LISTED = 10_000
WORK = 200_000  # statements looked at, in all the maps that are tried; some seconds


@dataclass(frozen=True, slots=True)
class Help:
    """What one more independent source under a statement would change for a claim, on its sources alone."""

    at: int  # the statement, by position
    linchpins: tuple[str, ...]  # that would be none any more
    pairs: int  # how many pairs less would bring it down; below zero where new ones take the place of linchpins
    grade: Grade  # of the claim, with it
    needed: tuple[str, ...]  # sources that its grade would not hang on any more


@dataclass(frozen=True, slots=True)
class Advice:
    """The best places for one more source, best first; or, where nothing carries the claim, what wants one at all."""

    helps: tuple[Help, ...]
    tried: int
    candidates: int
    wanting: CutSets | None  # minimal sets of statements, by id, that would have to have a source

    @property
    def complete(self) -> bool:
        """Whether every place was tried."""
        return self.tried == self.candidates


def advice(support: Assessment, at: int, until: float | None = None) -> Advice:
    """Where one more independent source would help a node most, on its sources alone.

    `until` is a time (of `time.monotonic`) at which no further place is tried.
    """
    graph = support.graph
    if support.alone.nodes[at] is NONE:
        return Advice((), 0, 0, _wanting(graph, at))
    candidates = _candidates(support, at)
    before, grade = _small(support, at), support.alone.nodes[at]
    helps: list[Help] = []
    for candidate in candidates[: max(1, WORK // len(graph.nodes))]:
        if until is not None and time.monotonic() > until:
            break
        helps.append(_help(support, at, candidate, before))
    useful = [one for one in helps if one.linchpins or one.pairs > 0 or one.grade > grade or one.needed]
    useful.sort(key=lambda one: (-len(one.linchpins), -one.pairs, -one.grade, -len(one.needed), one.at))
    return Advice(tuple(useful), len(helps), len(candidates), None)


def _candidates(support: Assessment, at: int) -> list[int]:
    """Facts and bare statements below a thesis and its own steps, those that bear most first; a claim is one itself."""
    graph, facts = support.graph, frozenset(support.facts)
    below = graph.beneath(at) - ({at} if at in graph.theses else frozenset())
    fitting = [one for one in below if one in facts or graph.is_bare(graph.nodes[one])]
    return sorted(fitting, key=lambda one: (support.orders[one] or len(graph.nodes), one))


def _small(support: Assessment, at: int) -> tuple[frozenset[str], int]:
    """The linchpins of a node on its sources alone, and how many pairs bring it down."""
    found = cut_sets(support.formula(at, "sources_alone", "source"), order=2, listed=PAIRS_LISTED)
    return frozenset(found.linchpins), sum(len(one) == 2 for one in found.sets)


def _help(support: Assessment, at: int, candidate: int, before: tuple[frozenset[str], int]) -> Help:
    after = Assessment(corroborated(support.graph, candidate))
    linchpins, pairs = _small(after, at)
    gone = tuple(sorted(before[0] - linchpins))
    needed = set(after.needed(at, "sources_alone"))
    freed = tuple(name for name in support.needed(at, "sources_alone") if name not in needed)
    return Help(candidate, gone, before[1] - pairs, after.alone.nodes[at], freed)


def _wanting(graph: Graph, at: int) -> CutSets:
    """The minimal sets of bare statements that would have to have a source for a node to stand on sources alone."""
    writer, lineage = Writer(), Lineage(graph.sources)
    items: dict[int, int] = {}
    for here in beneath_first(graph, [at]):
        node = graph.nodes[here]
        steps: Sequence[int] = [
            writer.gate(step.needs, [items[premise] for premise in step.premises]) for step in graph.supporting(node)
        ]
        if graph.is_bare(node):
            items[here] = writer.event("node", node.id)
        elif node.kind == "claim":
            items[here] = writer.gate(1, steps)
        else:
            items[here] = TRUE if stands(node, "sources_alone", lineage) else FALSE
    return cut_sets(dual(writer.formula(items[at])))
