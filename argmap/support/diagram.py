"""Decision diagrams of parts whose minimal sets are too many to write out; the one module that knows OxiDD.

OxiDD builds the diagram of "this part fails" over its leaves; the diagram is taken over into plain tables once, since
asking the library for a node costs microseconds, and all else is done there. One manager serves the process, with one
thread, since a manager takes address space by the gigabyte, and forking hangs with two. A function never leaves this
module, so operands of two managers, which would end the process, cannot meet.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from argmap.support.parts import Meter, Part, TooMuch

if TYPE_CHECKING:
    from oxidd.bdd import BDDFunction, BDDManager

Result = TypeVar("Result")

CAPACITY = 2**20  # inner nodes of the manager
CACHE = 2**18
LEAVES_LIMIT = 30_000  # OxiDD ends the process somewhere beyond 80,000 levels
FIRST_TRY = 2**14  # nodes that any order is given before the larger limit is spent on one


@dataclass(frozen=True, slots=True)
class Tables:
    """A diagram with any number of roots. Nodes 0 and 1 are its ends; every other stands after its two branches."""

    leaf: list[int]
    kept: list[int]  # where to go if the leaf is there
    lost: list[int]  # and if it is lost
    roots: tuple[int, ...]


def minimal_sets(part: Part, limit: int, meter: Meter) -> Tables | None:
    """The minimal sets of leaves whose loss makes a part fail, as a diagram of sets.

    None beyond `limit` nodes, or where the meter, which counts nodes made and looked at, runs out.

    A way through it to 1 is a set: the leaves at which it takes the lost branch.
    """

    def ask(workshop: "_Workshop") -> Tables:
        return _minimal(workshop.tables([workshop.gates()[-1]]), workshop.order)

    return _attempt(part, limit, meter, ask)


def failing(part: Part, limit: int, meter: Meter) -> Tables | None:
    """The diagram of "this part fails" over its leaves; None beyond the limits, which are as for `minimal_sets`.

    A way through it to 1 is a choice of leaves kept and lost by which the part fails; what it leaves out is free.
    """

    def ask(workshop: "_Workshop") -> Tables:
        return workshop.tables([workshop.gates()[-1]])

    return _attempt(part, limit, meter, ask)


def completions(part: Part, measure: Callable[[Tables], Result], limit: int, meter: Meter) -> list[Result] | None:
    """For each leaf, a measure of the diagram of "the rest of a minimal set that holds the leaf is lost".

    None beyond the limits. One diagram is there at a time: together they are many times as large as the part's own.
    """

    def ask(workshop: "_Workshop") -> list[Result]:
        return [measure(workshop.tables([function])) for function in workshop.completions()]

    return _attempt(part, limit, meter, ask)


def dependence(part: Part, limit: int, meter: Meter) -> list[int] | None:
    """For each gate the leaves that it really depends on, as bits; None beyond the limits."""

    def ask(workshop: "_Workshop") -> list[int]:
        tables = workshop.tables(workshop.gates())
        below = [0, 0]
        for leaf, kept, lost in zip(tables.leaf[2:], tables.kept[2:], tables.lost[2:], strict=True):
            below.append(1 << leaf | below[kept] | below[lost])
        return [below[root] for root in tables.roots]

    return _attempt(part, limit, meter, ask)


def least_losses(part: Part, weights: Sequence[int], limit: int, meter: Meter) -> list[int | None] | None:
    """For each leaf and gate, the least weight of other leaves that with its loss, but not without, make the part fail.

    None for one that is always idle; None for all beyond the limits.
    """

    def ask(workshop: "_Workshop") -> list[int | None]:
        return [workshop.least(at, weights) for at in range(len(part.leaves) + len(part.gates))]

    return _attempt(part, limit, meter, ask)


def _attempt(part: Part, limit: int, meter: Meter, ask: Callable[["_Workshop"], Result]) -> Result | None:
    """Ask with one order of the leaves after another: each within a few nodes, then each within the limit."""
    if len(part.leaves) > LEAVES_LIMIT:
        return None
    for nodes in dict.fromkeys((min(FIRST_TRY, limit), limit)):
        for order in _orders(part):
            if meter.left > 0 and (found := _within(_Workshop(_manager(), part, order, nodes, meter), ask)) is not None:
                return found
    return None


def _within(workshop: "_Workshop", ask: Callable[["_Workshop"], Result]) -> Result | None:
    from oxidd.util import DDMemoryError

    try:
        return ask(workshop)
    except (DDMemoryError, TooMuch):
        return None


def _orders(part: Part) -> list[list[int]]:
    """Orders of the leaves worth a try, by place: as they are met from the top, and the most used first."""
    as_met = list(range(len(part.leaves)))
    uses = [0] * (len(part.leaves) + len(part.gates))
    for inputs in part.inputs:
        for at in inputs:
            uses[at] += 1
    return [as_met, sorted(as_met, key=lambda at: -uses[at])]


@lru_cache(maxsize=1)
def _manager() -> "BDDManager":
    from oxidd.bdd import BDDManager

    return BDDManager(CAPACITY, CACHE, 1)


class _Workshop:
    """The functions of one part, with one order of its leaves, within a number of nodes."""

    def __init__(self, manager: "BDDManager", part: Part, order: Sequence[int], nodes: int, meter: Meter) -> None:
        self.manager, self.part, self.order, self.nodes, self.meter = manager, part, order, nodes, meter
        if manager.num_vars() < len(order):
            manager.add_vars(len(order) - manager.num_vars())
        manager.gc()  # what an earlier workshop left; after a failure nothing works before this, outside its handler
        self.made = manager.approx_num_inner_nodes()
        place = {leaf: level for level, leaf in enumerate(order)}
        self.leaves = [manager.var(place[at]) for at in range(len(order))]
        self.never, self.always = manager.false(), manager.true()
        self._plain: list[BDDFunction] | None = None

    def gates(self) -> "list[BDDFunction]":
        """For each gate, when it fails."""
        if self._plain is None:
            self._plain = []
            self._all = [*self.leaves]
            for fails, inputs in zip(self.part.fails, self.part.inputs, strict=True):
                self._all.append(self._gate(fails, [self._all[at] for at in inputs]))
            self._plain = self._all[len(self.leaves) :]
        return self._plain

    def _gate(self, fails: int, inputs: "Sequence[BDDFunction]") -> "BDDFunction":
        chosen = [self.always] + [self.never] * fails  # chosen[j]: at least j of the inputs so far fail
        for done, one in enumerate(inputs):
            rest = len(inputs) - done - 1
            for count in range(min(fails, done + 1), max(0, fails - rest - 1), -1):
                chosen[count] = chosen[count] | (chosen[count - 1] & one)
                self._check()
        return chosen[fails]

    def _check(self) -> None:
        nodes = self.manager.approx_num_inner_nodes()
        self.meter.spend(1 + max(0, nodes - self.made))
        if nodes > 4 * self.nodes:
            self.manager.gc()
            nodes = self.manager.num_inner_nodes()
            if nodes > self.nodes:
                raise TooMuch
        self.made = nodes

    def tables(self, functions: "Sequence[BDDFunction]") -> Tables:
        """Take functions over into plain tables."""
        found: dict[BDDFunction, int] = {self.never: 0, self.always: 1}
        tables = Tables([-1, -1], [0, 1], [0, 1], ())
        for function in functions:
            self._take_over(function, found, tables)
        return Tables(tables.leaf, tables.kept, tables.lost, tuple(found[function] for function in functions))

    def _take_over(self, function: "BDDFunction", found: "dict[BDDFunction, int]", tables: Tables) -> None:
        waiting = [(function, function.cofactors())] if function not in found else []
        while waiting:
            here, branches = waiting[-1]
            assert branches is not None
            missing = [branch for branch in branches if branch not in found]
            if missing and here not in found:
                waiting.append((missing[-1], missing[-1].cofactors()))
                continue
            waiting.pop()
            if here not in found:
                self._add(here, branches, found, tables)

    def _add(
        self, here: "BDDFunction", branches: "tuple[BDDFunction, BDDFunction]", found: "dict[BDDFunction, int]",
        tables: Tables,
    ) -> None:  # fmt: skip
        self.meter.spend(1)
        if len(tables.leaf) > self.nodes:
            raise TooMuch
        level = here.node_var()
        assert level is not None
        found[here] = len(tables.leaf)
        tables.leaf.append(self.order[level])
        tables.lost.append(found[branches[0]])
        tables.kept.append(found[branches[1]])

    def completions(self) -> "Iterator[BDDFunction]":
        """For each leaf, when all else in one of the minimal sets with it is lost."""
        sets = _minimal(self.tables([self.gates()[-1]]), self.order)
        level = {leaf: place for place, leaf in enumerate(self.order)}
        lost = [self.never, self.always]  # for each node, when one of its sets is lost whole
        for leaf, kept, rest in zip(sets.leaf[2:], sets.kept[2:], sets.lost[2:], strict=True):
            lost.append(lost[kept] | (self.leaves[leaf] & lost[rest]))
            self._check()
        yield from (self._completion(one, level, sets, lost) for one in range(len(self.leaves)))

    def _completion(
        self, one: int, level: Mapping[int, int], sets: Tables, lost: "Sequence[BDDFunction]"
    ) -> "BDDFunction":
        found = [self.never, self.never]  # for each node, of its sets with that leaf
        for node in range(2, len(sets.leaf)):
            leaf, kept, rest = sets.leaf[node], found[sets.kept[node]], found[sets.lost[node]]
            if leaf == one:
                found.append(lost[sets.lost[node]])
            elif level[leaf] > level[one]:
                found.append(self.never)
            else:
                found.append(kept | (self.leaves[leaf] & rest))
                self._check()
        return found[sets.roots[0]]

    def least(self, at: int, weights: Sequence[int]) -> int | None:
        """The least weight of losses with which the part fails if a leaf or gate is lost, and holds if it is there."""
        self.gates()
        fails_if_lost = self._with(at, self.always)
        fails_if_kept = self._with(at, self.never)
        return _cheapest(self.tables([fails_if_lost & ~fails_if_kept]), weights)

    def _with(self, at: int, value: "BDDFunction") -> "BDDFunction":
        changed: dict[int, BDDFunction] = {at: value}
        for gate, (fails, inputs) in enumerate(
            zip(self.part.fails, self.part.inputs, strict=True), len(self.part.leaves)
        ):
            if gate != at and any(i in changed for i in inputs):
                changed[gate] = self._gate(fails, [changed.get(i, self._all[i]) for i in inputs])
        return changed.get(len(self._all) - 1, self._all[-1])


def _cheapest(tables: Tables, weights: Sequence[int]) -> int | None:
    best: list[int | None] = [None, 0]
    for leaf, kept, lost in zip(tables.leaf[2:], tables.kept[2:], tables.lost[2:], strict=True):
        dear = best[lost]
        ways = [way for way in (best[kept], None if dear is None else dear + weights[leaf]) if way is not None]
        best.append(min(ways, default=None))
    return best[tables.roots[0]]


def _minimal(tables: Tables, order: Sequence[int]) -> Tables:
    """The minimal sets of a function that more losses never make false (Rauzy, Reliability Engineering 40, 1993)."""
    sets = _Sets(order, Meter(16 * len(tables.leaf) + 2**12))
    found = [0, 1]
    for leaf, kept, lost in zip(tables.leaf[2:], tables.kept[2:], tables.lost[2:], strict=True):
        found.append(sets.put(leaf, found[kept], sets.without(found[lost], found[kept])))
    return Tables(sets.leaf, sets.kept, sets.lost, (found[tables.roots[0]],))


class _Sets:
    """Sets of sets on a diagram that leaves out what is never taken (a ZBDD: Minato 1993). 0 is no set, 1 the empty."""

    def __init__(self, order: Sequence[int], meter: Meter) -> None:
        self.leaf, self.kept, self.lost = [-1, -1], [0, 1], [0, 1]
        self.level = {leaf: level for level, leaf in enumerate(order)} | {-1: len(order)}
        self.meter = meter
        self._nodes: dict[tuple[int, int, int], int] = {}
        self._without: dict[tuple[int, int], int] = {}

    def put(self, leaf: int, kept: int, lost: int) -> int:
        """The node of: the sets of `kept`, and those of `lost` with the leaf."""
        if not lost:
            return kept
        key = (leaf, kept, lost)
        if key not in self._nodes:
            self.meter.spend(1)
            self._nodes[key] = len(self.leaf)
            self.leaf.append(leaf)
            self.kept.append(kept)
            self.lost.append(lost)
        return self._nodes[key]

    def without(self, some: int, others: int) -> int:
        """The sets that are among some and not among others."""
        waiting = [(some, others)]
        while waiting:
            pair = waiting[-1]
            missing = [below for below in self._below(*pair) if self._known(*below) is None]
            if missing and self._known(*pair) is None:
                waiting.extend(missing)
                continue
            waiting.pop()
            if self._known(*pair) is None:
                self.meter.spend(1)
                self._without[pair] = self._subtracted(*pair)
        known = self._known(some, others)
        assert known is not None
        return known

    def _known(self, some: int, others: int) -> int | None:
        if not some or some == others:
            return 0
        return self._without.get((some, others)) if others else some

    def _below(self, some: int, others: int) -> list[tuple[int, int]]:
        mine, theirs = self.level[self.leaf[some]], self.level[self.leaf[others]]
        if mine < theirs:
            return [(self.kept[some], others)]
        if mine > theirs:
            return [(some, self.kept[others])]
        return [(self.kept[some], self.kept[others]), (self.lost[some], self.lost[others])]

    def _subtracted(self, some: int, others: int) -> int:
        done = [self._known(*below) for below in self._below(some, others)]
        kept = done[0]
        assert kept is not None
        if len(done) == 2:
            lost = done[1]
            assert lost is not None
            return self.put(self.leaf[some], kept, lost)
        takes = self.level[self.leaf[some]] < self.level[self.leaf[others]]
        return self.put(self.leaf[some], kept, self.lost[some]) if takes else kept
