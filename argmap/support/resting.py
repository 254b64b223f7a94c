"""What one claim rests on, whole: every thing that can be lost, the smallest sets of them, and what would help."""

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
from argmap.support.orders import event_orders

REGRADED = 200_000  # statements looked at to grade a claim without each of its sources


@dataclass(frozen=True, slots=True)
class Loss:
    """A source, group, assumption or own word that can be lost, and what would be lost with it."""

    name: str
    order: int | None  # of the smallest cut set that it is in, in the reading where that is smaller; None where idle
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
                found[reading, view] = cut_sets(
                    function, NODE_LIMIT, order=self.order, listed=self.listed, until=self.until
                )
        return found

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """The sources cited beneath the claim: as many as it seems to have."""
        return self.support.sources(self.at)

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """The origins that it really depends on, on its sources alone: as many as it has."""
        return tuple(sorted(self.support.origins[self.at]))

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """Everything that can be lost, what brings the claim down with the fewest others first."""
        orders: dict[str, int] = {}
        for reading in READINGS:
            for name, order in event_orders(self.support.formula(self.at, reading, "source")).items():
                orders[name] = min(order, orders.get(name, order))
        names = sorted(orders, key=lambda name: (orders[name], name))
        idle = [key for key in self.cited if key not in orders]
        can_grade = len(names) * len(self.support.graph.nodes) <= REGRADED
        return tuple(self._loss(name, orders.get(name), can_grade) for name in (*names, *idle))

    def _loss(self, name: str, order: int | None, can_grade: bool) -> Loss:
        fallen = tuple(
            thesis
            for thesis in self.support.graph.theses
            if name in self.support.linchpins(thesis, "sources_alone", "source")
        )
        grade = self._grade_without(name) if can_grade else None
        return Loss(name, order, self._carried(name), fallen, grade)

    def _carried(self, name: str) -> tuple[int, ...]:
        graph = self.support.graph
        if name in graph.by_id:
            return (graph.by_id[name],)
        keys: Sequence[str] = graph.sources.groups.get(name, (name,))
        if name == UNKNOWN:
            keys = [key for key, source in graph.sources.by_key.items() if UNKNOWN in source.from_]
        below = graph.beneath(self.at)
        facts = {at for key in keys for at in self.support.carries.get(key, ()) if at in below}
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
        return grantings(
            self.support.graph,
            self.at,
            reading,
            lambda step: self.support.carried(reading, step),
            order=self.order,
            listed=self.listed,
        )

    @cached_property
    def advice(self) -> Advice:
        """Where one more independent source would help most."""
        return advice(self.support, self.at)
