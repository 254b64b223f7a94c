"""Grades: none, weak, moderate, strong, in one pass from the sources up.

The scale is ordinal and every move on it has a name, in the discipline of GRADE (Guyatt et al., BMJ 336, 2008: start
from the kind of evidence, then named steps down); source ratings are the Admiralty letters of AJP-2.1. An item that
reaches moderate is strong only if no single source or group takes it below moderate when it is lost. Those *weak
points* are kept as the bits of an integer, one bit each, so that a map of 10,000 claims takes milliseconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from argmap.graph import Graph, Node, Sources, Step
from argmap.model import UNKNOWN, Evidence
from argmap.support.parts import at_least


class Grade(IntEnum):
    """How well a statement stands; an ordinal scale, not a number to reckon with."""

    NONE = 0
    WEAK = 1
    MODERATE = 2
    STRONG = 3

    def __str__(self) -> str:
        return self.name.lower()


NONE, WEAK, MODERATE, STRONG = Grade
ALL = -1  # every source and group is a weak point: all bits set
RATED = {"A": STRONG, "B": STRONG, "C": MODERATE, "D": WEAK, "E": WEAK}
STRENGTHS = {"weak": WEAK, "moderate": MODERATE, "strong": STRONG, None: STRONG}


@dataclass(frozen=True, slots=True)
class Grades:
    """Grades in one reading, and weak points as bits, by position in the graph."""

    nodes: Sequence[Grade]
    steps: Sequence[Grade]
    weak_points: Sequence[int]


@dataclass(frozen=True)
class SourceGrades:
    """How good each source is, with its interest held against it and without."""

    sources: Sources

    @cached_property
    def bits(self) -> Mapping[str, int]:
        """One bit for every source and group."""
        names = (*self.sources.by_key, *self.sources.groups)
        return {name: 1 << place for place, name in enumerate(names)}

    @cached_property
    def plain(self) -> Mapping[str, tuple[Grade, int]]:
        """Grade and weak points of every source."""
        return self._graded(waive_interest=False)

    @cached_property
    def waived(self) -> Mapping[str, tuple[Grade, int]]:
        """The same for what a source says of its own acts or against its interest."""
        return self._graded(waive_interest=True)

    def of(self, item: Evidence) -> Mapping[str, tuple[Grade, int]]:
        """The table that holds for a piece of evidence."""
        return self.waived if waives_interest(item) else self.plain

    def names(self, weak_points: int) -> tuple[str, ...]:
        """The sources and groups that bits stand for; none where all are meant."""
        return tuple(name for name, bit in self.bits.items() if weak_points & bit) if weak_points != ALL else ()

    def _graded(self, waive_interest: bool) -> dict[str, tuple[Grade, int]]:
        graded: dict[str, tuple[Grade, int]] = {UNKNOWN: (MODERATE, ALL)}
        for key in self.sources.from_the_top:
            graded[key] = self._source(key, graded, waive_interest)
        return graded

    def _source(self, key: str, graded: Mapping[str, tuple[Grade, int]], waive_interest: bool) -> tuple[Grade, int]:
        source = self.sources.by_key[key]
        above = [graded[name] for name in source.from_]
        if source.retracted or (above and max(grade for grade, _ in above) is NONE):
            return NONE, ALL
        grade = self._lowered(key, max((grade for grade, _ in above), default=STRONG), waive_interest)
        if grade < MODERATE or source.reliability in (None, "F") or UNKNOWN in source.from_:
            return grade, ALL
        points = self._own(key)
        if above:
            points |= common(weak for best, weak in above if self._lowered(key, best, waive_interest) >= MODERATE)
        return grade, points

    def _lowered(self, key: str, best: Grade, waive_interest: bool) -> Grade:
        """The grade of a source that repeats one of that grade; that of one that repeats nobody, for the best grade."""
        source = self.sources.by_key[key]
        own = RATED.get(source.reliability or "", MODERATE)
        down = source.anonymous + bool(source.interest and not waive_interest) + bool(source.from_)
        return Grade(max(WEAK, min(own, best) - down))

    def _own(self, key: str) -> int:
        """The bits of a source and its groups."""
        return self.bits[key] | sum(self.bits[group] for group in self.sources.groups_of(key))

    def needed(self, item: Evidence) -> Mapping[str, int]:
        """For each source that reaches moderate, itself, its groups, and those that it repeats without which it would
        not; `ALL` for one that does not reach it. The table that holds for a piece of evidence.
        """
        return self._needed_waived if waives_interest(item) else self._needed_plain

    @cached_property
    def _needed_plain(self) -> Mapping[str, int]:
        return self._needed(waive_interest=False)

    @cached_property
    def _needed_waived(self) -> Mapping[str, int]:
        return self._needed(waive_interest=True)

    def _needed(self, waive_interest: bool) -> dict[str, int]:
        table = self.waived if waive_interest else self.plain
        found = {UNKNOWN: 0}
        for key in self.sources.from_the_top:
            keepers = (
                found[name]
                for name in self.sources.by_key[key].from_
                if self._lowered(key, table[name][0], waive_interest) >= MODERATE
            )
            above = common(keepers) if self.sources.by_key[key].from_ else 0
            found[key] = self._own(key) | above if table[key][0] >= MODERATE else ALL
        return found


def waives_interest(item: Evidence) -> bool:
    """Whether an interest of the source takes nothing from what it says here."""
    return item.basis == "own-act" or item.against_interest is not None


def common(weak_points: Iterable[int]) -> int:
    """The weak points that all have in common; all of them where there is none to ask."""
    points = ALL
    for some in weak_points:
        points &= some
    return points


def grade(graph: Graph, sources: SourceGrades, *, own_word: bool, in_force: frozenset[int] = frozenset()) -> Grades:
    """Grade every node and step of a graph in one reading, given the attacks (by position) that are in force."""
    return _Pass(graph, sources, own_word, in_force).run()


class _Pass:
    def __init__(self, graph: Graph, sources: SourceGrades, own_word: bool, in_force: frozenset[int]) -> None:
        self.graph, self.sources, self.own_word, self.in_force = graph, sources, own_word, in_force
        self.bare = WEAK if own_word else NONE
        self.nodes: list[Grade] = [NONE] * len(graph.nodes)
        self.points: list[int] = [ALL] * len(graph.nodes)
        self.steps: list[Grade] = [NONE] * len(graph.steps)
        self.step_points: list[int] = [ALL] * len(graph.steps)

    def run(self) -> Grades:
        steps = self.graph.steps
        for at in self.graph.order:
            node = self.graph.nodes[at]
            for reason in node.reasons:
                self._step(steps[reason])
            raw, points = self._node(node)
            raw, points = settled(raw, points)
            if self.in_force and not self.in_force.isdisjoint(node.objections):
                raw, points = (Grade(max(WEAK, raw - 1)), ALL) if raw else (raw, ALL)
            self.nodes[at], self.points[at] = raw, points
        for step in steps:
            if step.kind != "because":
                self._step(step)
        return Grades(self.nodes, self.steps, self.points)

    def _node(self, node: Node) -> tuple[Grade, int]:
        if node.kind == "claim":
            return self._claim(node)
        if node.kind == "evidence":
            assert isinstance(node.item, Evidence)
            return self._evidence(node, node.item)
        return WEAK, ALL

    def _claim(self, node: Node) -> tuple[Grade, int]:
        if self.graph.is_bare(node):
            return self.bare, ALL
        grades = [self.steps[reason] for reason in node.reasons]
        points = common(self.step_points[reason] for reason in node.reasons if self.steps[reason] >= MODERATE)
        return max(grades), points

    def _evidence(self, node: Node, item: Evidence) -> tuple[Grade, int]:
        if not node.cites:
            return self.bare, ALL
        table = self.sources.of(item)
        cited = [table[cite.key] for cite in node.cites if self.own_word or not cite.uncertain]
        best = max((grade for grade, _ in cited), default=NONE)
        points = common(weak for grade, weak in cited if grade >= MODERATE)
        return capped(best, points, evidence_cap(item))

    def _step(self, step: Step) -> None:
        if step.item.scheme == "explanation":
            return
        grades = sorted((self.nodes[premise] for premise in step.premises), reverse=True)
        best = grades[step.needs - 1]
        points = self._missing(step) if best >= MODERATE else ALL
        cap = STRENGTHS[step.item.strength]
        if self.in_force and not self.in_force.isdisjoint(step.unless):
            cap = WEAK
        self.steps[step.at], self.step_points[step.at] = settled(*capped(best, points, cap))

    def _missing(self, step: Step) -> int:
        """The sources and groups whose loss leaves fewer premises at moderate than the step needs."""
        return short([self.points[premise] for premise in step.premises if self.nodes[premise] >= MODERATE], step.needs)


def short(points: Sequence[int], needs: int) -> int:
    """What so many of the given have as a weak point that fewer than a step needs are left."""
    return at_least(len(points) - needs + 1, points)


def needed(graph: Graph, sources: SourceGrades, grades: Grades, *, own_word: bool) -> Sequence[int]:
    """The sources and groups without each of which a node that reaches moderate would not, as bits, by position.

    `ALL` for what does not reach it. Unlike weak points they are no reason for a grade: what a cap or an objection
    holds at moderate has every source for a weak point, and may need none of them.
    """
    points = [ALL] * len(graph.nodes)
    for at in graph.order:
        node = graph.nodes[at]
        if grades.nodes[at] < MODERATE:
            continue
        if isinstance(node.item, Evidence):
            table = sources.needed(node.item)
            points[at] = common(table[cite.key] for cite in node.cites if own_word or not cite.uncertain)
        else:
            steps = [graph.steps[reason] for reason in node.reasons if grades.steps[reason] >= MODERATE]
            points[at] = common(
                short([points[one] for one in step.premises if grades.nodes[one] >= MODERATE], step.needs)
                for step in steps
            )
    return points


def evidence_cap(item: Evidence) -> Grade:
    """The best that evidence can be, by how its source came by it and how credible the report is."""
    if item.credibility in (4, 5):
        return WEAK
    return MODERATE if item.basis == "judged" or item.credibility == 3 else STRONG


def capped(grade: Grade, points: int, cap: Grade) -> tuple[Grade, int]:
    """A grade under a cap: what is held at moderate has every source for a weak point."""
    return (cap, ALL) if cap is not STRONG and grade >= cap else (grade, points)


def settled(grade: Grade, points: int) -> tuple[Grade, int]:
    """Whatever reaches moderate is strong if it has no weak point, moderate if it has one."""
    if grade < MODERATE:
        return grade, ALL
    return (MODERATE if points else STRONG), points
