"""What must be lost beside each item of a part in which only leaves are shared: by cases of the shared leaves.

With the shared leaves decided, each lost or there, what is left of the part is a tree, and the cheapest losses are sums
and minima along it. An item knows only the cases of the shared leaves that stand both beneath it and elsewhere: those
are its *open* leaves, and a gate that has all the places of a leaf beneath it closes that leaf (Bertele & Brioschi,
Nonserial Dynamic Programming, 1972). A claim that several others `see` is such a leaf.

Costs are kept in one list for each item: place 5 (101 in binary) is the case in which the first and the third of its
open leaves are lost.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import repeat
from operator import add, sub
from typing import NamedTuple

from argmap.support.parts import Part, TooMuch

NEVER = 10**9  # more than all leaves of a map together; sums of it are exact, so it can be taken off again
CELLS = 1_000_000  # places of lists, of all gates' inputs together

Costs = list[int]  # by case
Open = tuple[int, ...]  # shared leaves, in the order of the bits of a case


def by_cases(part: Part, weights: Sequence[int]) -> tuple[int, list[int | None]]:
    """The least weight of leaves that makes the part fail; and for each leaf and gate the least weight beside it.

    That is of other leaves with whose loss the part fails if the item is lost, and holds if it is there; None where it
    is always idle. Raises `TooMuch` where gates are shared, or too many leaves at once.
    """
    return _Cases(part, weights).work_out()


class _Gate(NamedTuple):
    at: int
    fails: int
    inputs: tuple[int, ...]
    open: Open  # the leaves that are open in any of its inputs
    cases: tuple[Costs, ...]  # for each input its own case, by case of the gate


class _Cases:
    def __init__(self, part: Part, weights: Sequence[int]) -> None:
        self.weights, self.size = weights, len(part.leaves)
        uses = Counter(at for inputs in part.inputs for at in inputs)
        self.shared = sorted(at for at, count in uses.items() if count > 1)
        if self.shared[-1] >= self.size:
            raise TooMuch
        self.open: list[Open] = [(leaf,) if uses[leaf] > 1 else () for leaf in range(self.size)]
        self.gates = self._opened(part, uses)
        self.fail: list[Costs] = [  # what it costs that an item fails; a shared leaf is paid for where it closes
            [NEVER, 0] if open_ else [weight] for open_, weight in zip(self.open, weights, strict=False)
        ]
        for gate in self.gates:
            self.fail.append(self._closed(_cheapest(gate.fails, self._inputs(gate)), gate.open, self.open[gate.at]))

    def _opened(self, part: Part, uses: Counter[int]) -> list[_Gate]:
        gates, cells = [], 0
        places: list[Counter[int]] = [Counter(dict.fromkeys(open_, 1)) for open_ in self.open]
        for at, (fails, inputs) in enumerate(zip(part.fails, part.inputs, strict=True), self.size):
            beneath = sum((places[i] for i in inputs), Counter[int]())
            open_ = tuple(sorted(beneath))
            cells += len(inputs) << len(open_)
            if cells > CELLS:
                raise TooMuch
            gates.append(_Gate(at, fails, inputs, open_, tuple([_cases_in(open_, self.open[i]) for i in inputs])))
            places.append(Counter({leaf: count for leaf, count in beneath.items() if count < uses[leaf]}))
            self.open.append(tuple(sorted(places[-1])))
        return gates

    def work_out(self) -> tuple[int, list[int | None]]:
        least = self._beside_unshared()
        for leaf in self.shared:
            least[leaf] = self._beside_shared(leaf)
        return self.fail[-1][0], [one if one < NEVER else None for one in least]

    def _beside_unshared(self) -> list[int]:
        """From the top down: what must fail beside each input, besides what must beside its gate."""
        beside: list[Costs] = [[0] for _ in self.fail]
        for gate in reversed(self.gates):
            above = [beside[gate.at][case] for case in _cases_in(gate.open, self.open[gate.at])]
            costs_of = self._inputs(gate)
            others = _others(gate.fails, costs_of, costs_of)
            for at, costs in zip(gate.inputs, others, strict=True):
                beside[at] = self._closed(list(map(add, costs, above)), gate.open, self.open[at])
        return [self._closed(costs, self.open[at], ())[0] for at, costs in enumerate(beside)]

    def _beside_shared(self, leaf: int) -> int:
        """From the bottom up, for each gate above the leaf: what it costs that it fails with it, and not without."""
        turns: dict[int, Costs] = {leaf: [0, NEVER]}
        for gate in self.gates:
            if any(at in turns for at in gate.inputs):
                there = lost = self._inputs(gate)
                if leaf in gate.open:
                    bit = 1 << gate.open.index(leaf)
                    lost = [[costs[case | bit] for case in range(len(costs))] for costs in there]
                others = _others(gate.fails, lost, there)
                ways = [
                    map(add, [turns[at][case] for case in cases], costs)
                    for at, cases, costs in zip(gate.inputs, gate.cases, others, strict=True)
                    if at in turns
                ]
                turns[gate.at] = self._closed(list(map(min, *ways, repeat(NEVER))), gate.open, self.open[gate.at])
        return turns[self.gates[-1].at][0]

    def _inputs(self, gate: _Gate) -> list[Costs]:
        """What it costs that each input fails, by case of the gate."""
        return [[self.fail[at][case] for case in cases] for at, cases in zip(gate.inputs, gate.cases, strict=True)]

    def _closed(self, costs: Costs, before: Open, after: Open) -> Costs:
        """The costs by case of fewer leaves: the others are lost and paid for, or there, whichever is cheaper."""
        if before == after:
            return costs
        paid = [0]
        for leaf in before:
            price = 0 if leaf in after else self.weights[leaf]
            paid += [sum_ + price for sum_ in paid]
        found = [NEVER] * (1 << len(after))
        for case, cost in zip(_cases_in(before, after), map(add, costs, paid), strict=True):
            if cost < found[case]:
                found[case] = cost
        return found


def _cases_in(all_: Open, some: Open) -> list[int]:
    """For each case of some leaves, the case of fewer of them."""
    cases = [0]
    for leaf in all_:
        bit = 1 << some.index(leaf) if leaf in some else 0
        cases += [case | bit for case in cases]
    return cases


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
