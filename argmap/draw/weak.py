"""The weak part of a map: what bears load and is weak or comes from one source, with the way to the thesis."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from argmap.graph import Graph, Node, Step
from argmap.support.assessment import Assessment


class WeakPart(NamedTuple):
    """The weak statements below the top, and all that is drawn for them, by position."""

    weak: frozenset[int]
    drawn: frozenset[int]


def weak_part(support: Assessment, root: Node | None = None) -> WeakPart:
    """What is weak below the theses, or below `root`, and what leads from there to the top.

    Weak is what bears load and has weak support or none, and a fact that bears load and has one origin; with the latter
    goes the evidence that names its source. What is linked to a premise on the way is drawn beside it: they stand or
    fall together.
    """
    graph = support.graph
    tops = {root.at} if root else set(graph.theses)
    below = frozenset().union(*(graph.beneath(at) for at in tops))
    singles = {fact for fact in support.facts if len(support.origins[fact]) == 1}
    weak = frozenset(
        at for at in below - tops if support.load_bearing(at) and (support.weak(graph.nodes[at]) or at in singles)
    )
    reports = {report for fact in (weak | tops) & singles for report in support.reports(fact)}
    way = _upwards(support, weak | reports) & below | tops
    return WeakPart(weak, frozenset(way | _linked(graph, way)))


def _upwards(support: Assessment, start: Iterable[int]) -> set[int]:
    """The start, and all that it supports."""
    found, waiting = set(start), list(start)
    while waiting:
        new = [above for above in support.supports[waiting.pop()] if above not in found]
        found.update(new)
        waiting.extend(new)
    return found


def _linked(graph: Graph, way: set[int]) -> set[int]:
    return {premise for step in _steps_between(graph, way) for premise in step.premises}


def _steps_between(graph: Graph, way: set[int]) -> Iterator[Step]:
    for at in way:
        for step in graph.supporting(graph.nodes[at]):
            if any(premise in way for premise in step.premises):
                yield step
