"""What one claim rests on, whole: every thing that can be lost, the smallest sets of them, and what would help."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.changes import Changes, changed
from argmap.model import UNKNOWN
from argmap.support.assessment import READINGS, Assessment
from argmap.support.corroboration import Advice, advice
from argmap.support.cutsets import NODE_LIMIT, CutSets, cut_sets, dual
from argmap.support.function import Reading, View
from argmap.support.grades import Grade
from argmap.support.granting import grantings
from argmap.support.orders import EventOrders, event_orders

LONGEST = 6  # losses of the smallest cut sets that are listed beyond the order asked for
REGRADED = 200_000  # statements looked at to grade a claim without each of its sources


@dataclass(frozen=True, slots=True)
class Loss:
    """A source, group, assumption or own word that can be lost, and what would be lost with it."""

    name: str
    order: int | None  # of the smallest cut set that it is in, on sources alone; None where it is idle
    order_own_word: int | None  # the same taking the text's word
    exact: bool  # whether these are known; else they are lower bounds
    carries: tuple[int, ...]  # the facts that cite it or what repeats it, or the assumption itself; by position
    theses: tuple[int, ...]  # those that lose all support on their sources alone
    grade: Grade | None  # of the claim without it, on its sources alone; None where that was too much work


@dataclass(frozen=True)
class Resting:
    """What a claim of a map rests on. Sets are listed up to an order; `until` is a time at which to give up."""

    support: Assessment
    at: int
    order: int = 3
    listed: int = 100
    until: float | None = None

    def cuts(self, reading: Reading, view: View) -> CutSets:
        """The minimal cut sets: what must be lost together for the claim to lose its support."""
        return self._cuts[reading, view]

    def paths(self, reading: Reading, view: View) -> CutSets:
        """The minimal path sets: what is enough to carry the claim, if all else is lost."""
        return self._paths[reading, view]

    @cached_property
    def _cuts(self) -> dict[tuple[Reading, View], CutSets]:
        return self._solved(of_paths=False)

    @cached_property
    def _paths(self) -> dict[tuple[Reading, View], CutSets]:
        return self._solved(of_paths=True)

    def _solved(self, *, of_paths: bool) -> dict[tuple[Reading, View], CutSets]:
        views: tuple[View, ...] = ("source", "claim")
        found = {}
        for reading in READINGS:
            for view in views:
                function = self.support.formula(self.at, reading, view)
                function = dual(function) if of_paths else function
                order = max(self.order, self._least(reading)) if view == "source" and not of_paths else self.order
                found[reading, view] = cut_sets(function, NODE_LIMIT, order=order, listed=self.listed, until=self.until)
        return found

    def _least(self, reading: Reading) -> int:
        """The size of the smallest cut sets, where that is known and small enough to list them."""
        orders = self.orders[reading]
        least = min(orders.by_name.values(), default=0)
        return least if orders.exact and least <= LONGEST else 0

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The sources cited beneath the claim: as many as it seems to have."""
        return self.support.sources(self.at)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The origins that it really depends on, on its sources alone: as many as it has."""
        return tuple(sorted(self.support.origins[self.at]))

    @cached_property
    def orders(self) -> dict[Reading, EventOrders]:
        """The order of everything that can be lost, seen by source."""
        return {reading: event_orders(self.support.formula(self.at, reading, "source")) for reading in READINGS}

    @cached_property
    def set_aside(self) -> tuple[int, ...]:
        """Premises whose step counts for nothing, since it has no source beneath it and stands beside one that has."""
        counting = self.support.counting("sources_alone")
        counting.prepare(self.support.graph.order)
        steps = (
            step
            for at in sorted(self._below)
            for step in self.support.graph.supporting(self.support.graph.nodes[at])
            if step not in counting.of(at) and self.support.carried("sources_alone", step)
        )
        return tuple(dict.fromkeys(premise for step in steps for premise in step.premises))

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """Everything that can be lost, what brings the claim down with the fewest others first."""
        alone, own_word = (self.orders[reading].by_name for reading in READINGS)
        far = len(alone) + len(own_word) + 1
        names = sorted({**alone, **own_word}, key=lambda name: (alone.get(name, far), own_word.get(name, far), name))
        idle = [key for key in self.cited if key not in alone and key not in own_word]
        gradable = REGRADED // len(self.support.graph.nodes)
        return tuple(self._loss(name, place < gradable) for place, name in enumerate((*names, *idle)))

    @cached_property
    def _below(self) -> frozenset[int]:
        return self.support.graph.beneath(self.at)

    def _loss(self, name: str, can_grade: bool) -> Loss:
        fallen = tuple(
            thesis
            for thesis in self.support.graph.theses
            if name in self.support.linchpins(thesis, "sources_alone", "source")
        )
        in_time = self.until is None or time.monotonic() < self.until
        alone, own_word = (self.orders[reading] for reading in READINGS)
        return Loss(
            name,
            alone.by_name.get(name),
            own_word.by_name.get(name),
            alone.exact and own_word.exact,
            self._carried(name),
            fallen,
            self._grade_without(name) if can_grade and in_time else None,
        )

    def _carried(self, name: str) -> tuple[int, ...]:
        graph = self.support.graph
        if name in graph.by_id:
            return (graph.by_id[name],)
        keys: Sequence[str] = graph.sources.groups.get(name, (name,))
        if name == UNKNOWN:
            keys = [key for key, source in graph.sources.by_key.items() if UNKNOWN in source.from_]
        facts = {at for key in keys for at in self.support.carries.get(key, ()) if at in self._below}
        if any(set(graph.sources.lineage(cite.key)) & {*keys} for cite in graph.nodes[self.at].cites):
            facts.add(self.at)
        return tuple(sorted(facts))

    def _grade_without(self, name: str) -> Grade:
        if name in ("text", "mapper"):
            return self.support.alone.nodes[self.at]
        without = changed(self.support.graph, Changes(without=(name,)))
        return Assessment(without).alone.nodes[self.at]

    @cached_property
    def grantings(self) -> CutSets:
        """The smallest sets of objections whose granting takes all support: on sources alone, where it has any."""
        reading: Reading = "sources_alone" if self.support.alone.nodes[self.at] else "own_word_taken"
        return grantings(self.support.counting(reading), self.at, reading, order=self.order, listed=self.listed)

    @cached_property
    def advice(self) -> Advice:
        """Where one more independent source would help most."""
        return advice(self.support, self.at, self.until)
