"""What must be lost beside each item of a part in which only leaves are shared: by cases of the shared leaves.

With the shared leaves decided, each lost or there, what is left of the part is a tree, and the cheapest losses are sums
and minima along it. All cases are worked out at once, in one list for each gate: place 5 (101 in binary) is the case in
which the first and the third of the shared leaves are lost. A claim that several others `see` is such a leaf.
"""

from collections.abc import Sequence
from itertools import repeat
from operator import add, sub

from argmap.support.parts import Part, TooMuch

NEVER = 10**9  # more than all leaves of a map together; sums of it are exact, so it can be taken off again
CELLS = 1_000_000  # places of lists, of all gates' inputs together

Costs = list[int]  # by case


def by_cases(part: Part, weights: Sequence[int]) -> tuple[int, list[int | None]]:
    """The least weight of leaves that makes the part fail; and for each leaf and gate the least weight beside it.

    That is of other leaves with whose loss the part fails if the item is lost, and holds if it is there; None where it
    is always idle. Raises `TooMuch` where gates are shared, or too many leaves.
    """
    return _Cases(part, weights).work_out()


class _Cases:
    def __init__(self, part: Part, weights: Sequence[int]) -> None:
        self.part, self.size = part, len(part.leaves)
        uses = [0] * (self.size + len(part.gates))
        for inputs in part.inputs:
            for at in inputs:
                uses[at] += 1
        self.shared = [at for at, count in enumerate(uses) if count > 1]
        if self.shared[-1] >= self.size or sum(uses) << len(self.shared) > CELLS:
            raise TooMuch
        self.cases = 1 << len(self.shared)
        self.fail = [[weight] * self.cases for weight in weights]  # what it costs that an item fails
        self.paid = [0] * self.cases  # for the shared leaves that are lost in a case
        for place, leaf in enumerate(self.shared):
            lost = [case >> place & 1 for case in range(self.cases)]
            self.fail[leaf] = [0 if one else NEVER for one in lost]
            self.paid = [paid + one * weights[leaf] for paid, one in zip(self.paid, lost, strict=True)]
        for fails, inputs in zip(part.fails, part.inputs, strict=True):
            self.fail.append(_cheapest(fails, [self.fail[at] for at in inputs]))

    def work_out(self) -> tuple[int, list[int | None]]:
        beside = self._beside_unshared()
        for place, leaf in enumerate(self.shared):
            beside[leaf] = self._beside_shared(place, leaf)
        least = [min(map(add, self.paid, costs)) for costs in beside]
        return min(map(add, self.paid, self.fail[-1])), [one if one < NEVER else None for one in least]

    def _beside_unshared(self) -> list[Costs]:
        """From the top down: what must fail beside each input, besides what must beside its gate."""
        beside: list[Costs] = [[]] * len(self.fail)
        beside[-1] = [0] * self.cases
        for gate in range(len(self.fail) - 1, self.size - 1, -1):
            fails, inputs = self.part.fails[gate - self.size], self.part.inputs[gate - self.size]
            costs_of = [self.fail[at] for at in inputs]
            others = _others(fails, costs_of, costs_of)
            for at, costs in zip(inputs, others, strict=True):
                beside[at] = list(map(add, costs, beside[gate]))
        return beside

    def _beside_shared(self, place: int, leaf: int) -> Costs:
        """From the bottom up, for each gate above the leaf: what it costs that it fails with it, and not without."""
        bit = 1 << place
        turns: dict[int, Costs] = {leaf: [NEVER if case & bit else 0 for case in range(self.cases)]}
        for gate, (fails, inputs) in enumerate(zip(self.part.fails, self.part.inputs, strict=True), self.size):
            if any(at in turns for at in inputs):
                there = [self.fail[at] for at in inputs]
                lost = [[costs[case | bit] for case in range(self.cases)] for costs in there]
                others = _others(fails, lost, there)
                ways = [map(add, turns[at], costs) for at, costs in zip(inputs, others, strict=True) if at in turns]
                turns[gate] = list(map(min, *ways, repeat(NEVER)))
        return turns[len(self.fail) - 1]


def _cheapest(fails: int, inputs: Sequence[Costs]) -> Costs:
    """What it costs that so many inputs fail."""
    if fails == 1:
        return list(map(min, *inputs)) if len(inputs) > 1 else list(inputs[0])
    if fails == len(inputs):
        return list(map(sum, zip(*inputs, strict=True)))
    return [sum(sorted(case)[:fails]) for case in zip(*inputs, strict=True)]


def _others(fails: int, inputs: Sequence[Costs], there: Sequence[Costs]) -> list[Costs]:
    """For each input what it costs that one less of the others fail than the gate takes.

    `NEVER` where as many of the others as it takes fail already in the case, by the costs of `there`.
    """
    if fails == len(inputs):
        whole = list(map(sum, zip(*inputs, strict=True)))
        return [list(map(sub, whole, costs)) for costs in inputs]
    fallen = [case.count(0) for case in zip(*there, strict=True)]
    if fails == 1:
        return [
            [NEVER if down - (not cost) else 0 for down, cost in zip(fallen, costs, strict=True)] for costs in there
        ]
    cheapest = [sorted(case)[:fails] for case in zip(*inputs, strict=True)]
    return [
        [
            NEVER if down - (not now) >= fails else sum(least) - min(cost, least[-1])
            for down, now, cost, least in zip(fallen, own, costs, cheapest, strict=True)
        ]
        for own, costs in zip(there, inputs, strict=True)
    ]
