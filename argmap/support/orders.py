"""The order of a node: the fewest losses, its own among them and none idle, that take all support from a thesis.

What is lost is counted by claim: every leaf is an event of its own, and so is the node that is asked about. Where
nothing is shared two passes do: upwards the size of the smallest cut set of every node, and downwards what else must
fail beside it, which is the cheapest of its siblings. A part with something shared is asked for all its gates by its
minimal sets, and beyond a limit by the cheapest ways through a decision diagram.

Beyond these limits an order is a lower bound: up to three it is exact as long as the smallest sets can be searched;
beyond that 1 means that the loss alone suffices, and 2 that it does not. Where very many theses share claims, the last
of them are not looked into, and what they share is given 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from argmap.graph import Step
from argmap.support import diagram
from argmap.support.cases import by_cases
from argmap.support.function import Formula, Lineage, Reading, Reasons, beneath_first, stands
from argmap.support.parts import Families, Items, Meter, Part, TooMuch, bits, deadly, parts

NODE_LIMIT = 2**15  # of a diagram
DIAGRAMS = 2**16  # nodes made and looked at in all diagrams of a reading
PART_SETS = 30_000  # sets looked at in one part
ALL_SETS = 300_000  # and in one reading
SMALL = 2  # what is lost beside the loss asked about, where not all sets can be searched
THESES_ITEMS = 1_000_000  # items looked at for theses that share claims, all together

Extras = list[int | None]  # by place in a part: what must be lost beside it to lose the head; None if it is idle


def orders(alone: Reasons, own_word: Reasons) -> tuple[int | None, ...]:
    """The order of every node, by position: the smallest over the theses and both readings.

    None where the loss is idle in both readings, and for what supports no thesis. The arguments say which steps count
    in each reading.
    """
    found: list[int | None] = [None] * len(alone.graph.nodes)
    readings: tuple[tuple[Reading, Reasons], ...] = (("sources_alone", alone), ("own_word_taken", own_word))
    for reading, steps in readings:
        for at, order in _Orders(reading, steps).work_out().items():
            known = found[at]
            found[at] = order if known is None else min(known, order)
    return tuple(found)


class EventOrders(NamedTuple):
    """For each event of a formula that is not idle, by name, the size of the smallest cut set that it is in."""

    by_name: dict[str, int]
    exact: bool  # else they are no more than lower bounds: the work had a limit


def event_orders(formula: Formula) -> EventOrders:
    """The orders of all events of a formula."""
    if formula.root < 0:
        return EventOrders({}, exact=True)
    losses = _Losses()
    # Gates that are split on the way are items beyond the formula's own.
    extras = losses.beside(Items(list(formula.needs), list(formula.inputs)), [formula.root])
    found = {name: 1 + extras[item] for item, name in enumerate(formula.names) if name and item in extras}
    return EventOrders(found, losses.exact)


class _Orders:
    """One reading: the items of all that can hold in it, and what is worked out on them."""

    def __init__(self, reading: Reading, reasons: Reasons) -> None:
        graph = reasons.graph
        self.graph, self.reading = graph, reading
        self.lineage = Lineage(graph.sources)
        self.items = Items([], [])
        self.item_of: dict[int, int] = {}
        order = beneath_first(graph, graph.theses)
        self.reasons = reasons
        self.reasons.prepare(order)
        for at in order:
            self._write(at)

    def work_out(self) -> dict[int, int]:
        """The order of every node whose loss is not idle."""
        theses = [self.item_of[thesis] for thesis in self.graph.theses if thesis in self.item_of]
        extras = _Losses().beside(self.items, theses)
        return {at: 1 + extras[item] for at, item in self.item_of.items() if item in extras}

    # -- items: every node one of its own, since losing a claim is not losing its one premise

    def _write(self, at: int) -> None:
        steps = self.reasons.of(at)
        if self.graph.nodes[at].kind != "claim" or not steps:
            if stands(self.graph.nodes[at], self.reading, self.lineage):
                self.item_of[at] = self._put(0, ())
            return
        inputs = [item for step in steps for item in self._step(step)]
        if inputs:
            self.item_of[at] = self._put(1, tuple(dict.fromkeys(inputs)))

    def _step(self, step: Step) -> Iterable[int]:
        """The items any of which makes a step hold."""
        premises = [self.item_of[premise] for premise in step.premises if premise in self.item_of]
        if len(premises) < step.needs:
            return ()
        if step.needs == len(premises):
            premises = list(dict.fromkeys(premises))
            return premises if len(premises) == 1 else (self._put(len(premises), tuple(premises)),)
        return premises if step.needs == 1 else (self._put(step.needs, tuple(premises)),)

    def _put(self, needs: int, inputs: tuple[int, ...]) -> int:
        self.items.needs.append(needs)
        self.items.inputs.append(inputs)
        return len(self.items.needs) - 1


class _Losses:
    """The fewest events that must be lost beside an item, so that the roots fail with it and not without it."""

    def __init__(self) -> None:
        self.sets = Meter(ALL_SETS)
        self.diagrams = Meter(DIAGRAMS)
        self.theses_items = THESES_ITEMS
        self.exact = True  # whether all that was worked out so far is no bound

    def beside(self, items: Items, roots: Sequence[int], cuts: Mapping[int, int] | None = None) -> dict[int, int]:
        """For each item the smallest number over the roots; items that are idle are left out.

        `cuts` is the size of the smallest cut set of an event, where that stands for more than one.
        """
        sizes = dict(cuts or {})
        found = dict.fromkeys(roots, 0)
        solved: list[tuple[Part, Extras]] = []
        for part in parts(items, roots):
            weights = [sizes.get(leaf, 1) for leaf in part.leaves]
            if part.head is None:
                for root in roots:
                    self._thesis(part, root, weights, found)
            else:
                sizes[part.head], extras = self._part(part, weights)
                solved.append((part, extras))
        for part, extras in reversed(solved):
            assert part.head is not None
            if part.head in found:
                _lower(found, (*part.leaves, *part.gates), extras, found[part.head])
        return found

    def _thesis(self, loose: Part, root: int, weights: Sequence[int], found: dict[int, int]) -> None:
        """One of several theses that share claims, worked out alone."""
        if root not in loose.gates:
            return
        items = (*loose.leaves, *loose.gates)
        if self.theses_items < 0:
            _lower(found, items, [0] * len(items), 0)
            return
        size = len(loose.leaves)
        part, _ = loose.beneath([size + loose.gates.index(root)])
        self.theses_items -= size + len(part.gates)
        needs = [0] * size + [len(i) - fail + 1 for fail, i in zip(part.fails, part.inputs, strict=True)]
        own = Items(needs, [()] * size + list(part.inputs))
        extras = self.beside(own, [len(needs) - 1], dict(enumerate(weights)))
        _lower(found, (*part.leaves, *part.gates), [extras.get(at) for at in range(size + len(part.gates))], 0)

    def _part(self, part: Part, weights: Sequence[int]) -> tuple[int, Extras]:
        """The size of the smallest cut set of a part, and what must be lost beside each of its leaves and gates."""
        if part.plain:
            return _plain(part, weights)
        for ways in (self._by_cases, self._by_all_sets, self._on_diagram, self._by_small_sets):
            meter = Meter(min(PART_SETS, self.sets.left))
            allowed = meter.left
            try:
                return ways(part, weights, meter)
            except TooMuch:
                pass
            finally:
                self.sets.left -= allowed - max(0, meter.left)
        self.exact = False
        return _bounds(part, weights)

    def _by_cases(self, part: Part, weights: Sequence[int], _: Meter) -> tuple[int, Extras]:
        return by_cases(part, weights)

    def _by_all_sets(self, part: Part, weights: Sequence[int], meter: Meter) -> tuple[int, Extras]:
        with_all = Families(part, meter, [*weights, 0])
        sets = with_all.run()
        extras = _beside_leaves(sets, weights, [None] * len(weights))
        return min(_weight(one, weights) for one in sets), [*extras, *_beside_gates(with_all, None)]

    def _on_diagram(self, part: Part, weights: Sequence[int], _: Meter) -> tuple[int, Extras]:
        extras = diagram.least_losses(part, weights, NODE_LIMIT, self.diagrams)
        if extras is None:
            raise TooMuch
        used = [extra + weight for extra, weight in zip(extras, weights, strict=False) if extra is not None]
        return min(used), extras

    def _by_small_sets(self, part: Part, weights: Sequence[int], meter: Meter) -> tuple[int, Extras]:
        """As with all sets, but of those with at most so much beside; what is not found needs more, or is idle."""
        self.exact = False
        small = Families(part, meter, [*weights, 0], SMALL + 1)
        sets = small.run()
        cut = min((_weight(one, weights) for one in sets), default=SMALL + 2)
        extras = _beside_leaves(sets, weights, [SMALL + 1 if weight == 1 else 0 for weight in weights])
        return cut, [*extras, *_beside_gates(small, SMALL)]


def _lower(found: dict[int, int], items: Sequence[int], extras: Sequence[int | None], more: int) -> None:
    for item, extra in zip(items, extras, strict=True):
        if extra is not None:
            found[item] = min(found.get(item, extra + more), extra + more)


def _plain(part: Part, weights: Sequence[int]) -> tuple[int, Extras]:
    """A gate over inputs that share nothing: beside one of them, the cheapest others that it takes."""
    fails = part.fails[0]
    own = [weights[at] for at in part.inputs[0]]
    if fails == len(own):
        whole = sum(own)
        return whole, [*_by_leaf(part, [whole - weight for weight in own]), 0]
    cheapest = sorted(own)[:fails]
    whole, last = sum(cheapest), cheapest[-1]
    return whole, [*_by_leaf(part, [whole - min(weight, last) for weight in own]), 0]


def _by_leaf(part: Part, by_input: Sequence[int]) -> Extras:
    extras: Extras = [None] * len(part.leaves)
    for at, extra in zip(part.inputs[0], by_input, strict=True):
        extras[at] = extra
    return extras


def _weight(one: int, weights: Sequence[int]) -> int:
    return sum(weights[at] for at in bits(one))


def _beside_leaves(sets: Iterable[int], weights: Sequence[int], extras: Extras) -> Extras:
    """What is lost beside each leaf in the cheapest set with it."""
    found = dict[int, int]()
    for one in sets:
        whole = _weight(one, weights)
        for leaf in bits(one):
            found[leaf] = min(found.get(leaf, whole), whole - weights[leaf])
    return [found.get(leaf, extra) for leaf, extra in enumerate(extras)]


def _beside_gates(families: Families, limit: int | None) -> Extras:
    """The same for each gate, put in turn in the place of a leaf that weighs nothing."""
    part = families.part
    size = len(part.leaves)
    above = _above(part)
    families.limit = limit
    extras: Extras = []
    for gate in range(size, size + len(part.gates) - 1):
        changed = {gate: [1 << size]}
        for higher in bits(above[gate]):
            below = [changed[at] if at in changed else families.of[at] for at in part.inputs[higher - size]]
            changed[higher] = families.gate(part.fails[higher - size], below)
        sets = changed.get(size + len(part.gates) - 1, [])
        found = [_weight(one ^ 1 << size, families.weights or ()) for one in sets if one >> size & 1]
        extras.append(min(found, default=None if limit is None else limit + 1))
    return [*extras, 0]


def _above(part: Part) -> list[int]:
    """For each leaf and gate the gates that stand above it, as bits."""
    size = len(part.leaves)
    above = [0] * (size + len(part.gates))
    for gate in range(len(above) - 1, size - 1, -1):
        for at in part.inputs[gate - size]:
            above[at] |= above[gate] | 1 << gate
    return above


def _bounds(part: Part, weights: Sequence[int]) -> tuple[int, Extras]:
    alone = deadly(part, gates=True)[-1]
    extras: Extras = [0 if alone >> at & 1 else 1 for at in range(len(part.leaves) + len(part.gates))]
    cut = min([2, *(weight for at, weight in enumerate(weights) if alone >> at & 1)])
    return cut, extras
