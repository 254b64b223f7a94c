"""A formula taken apart into parts that share nothing, and the minimal sets of one part.

A *part* is a gate all of whose events occur beneath it alone, with what lies between it and the parts below (a module:
Dutuit & Rauzy, IEEE Transactions on Reliability 45, 1996, found in linear time by two dates for every item). To the
part above it is one event. A part of one gate has nothing shared inside and needs no more than arithmetic.
"""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_
from typing import NamedTuple

WORD = 512  # bits of a set that count as one piece of work


class TooMuch(Exception):
    """An exact answer would cost more than was allowed."""


class Meter:
    """A measure of work, so that every answer ends; it counts sets looked at, and time only where that is asked for."""

    def __init__(self, allowed: int, until: float | None = None) -> None:
        self.left, self.until = allowed, until

    def spend(self, work: int) -> None:
        self.left -= work
        if self.left < 0 or (self.until is not None and time.monotonic() > self.until):
            raise TooMuch


@dataclass(frozen=True, slots=True)
class Part:
    """One part: gates over its leaves. Inside it leaves are 0, 1, …, and the gates go on from there, inputs first."""

    head: int | None  # the item that the last gate is; None for the gates that stand in no part
    leaves: tuple[int, ...]  # items: events, and heads of other parts
    gates: tuple[int, ...]  # items
    fails: tuple[int, ...]  # how many inputs of each gate must fail for it to fail
    inputs: tuple[tuple[int, ...], ...]

    @property
    def plain(self) -> bool:
        """Whether nothing inside it is shared."""
        return len(self.gates) == 1 and len(self.leaves) == len(self.inputs[0])

    def beneath(self, gates: Sequence[int]) -> tuple["Part", dict[int, int]]:
        """The part of this one that stands beneath some of its gates, and where in it those gates are."""
        size = len(self.leaves)
        kept, waiting = set(gates), list(gates)
        while waiting:
            new = [at for at in self.inputs[waiting.pop() - size] if at >= size and at not in kept]
            kept.update(new)
            waiting.extend(new)
        order = sorted(kept)
        place = {gate: at for at, gate in enumerate(order, size)}
        smaller = Part(
            None,
            self.leaves,
            tuple(self.gates[gate - size] for gate in order),
            tuple(self.fails[gate - size] for gate in order),
            tuple(tuple([place.get(at, at) for at in self.inputs[gate - size]]) for gate in order),
        )
        return smaller, {gate: place[gate] for gate in gates}

    def dual(self) -> "Part":
        """The part whose minimal cut sets are the minimal path sets of this one."""
        fails = tuple(len(i) - fail + 1 for fail, i in zip(self.fails, self.inputs, strict=True))
        return replace(self, fails=fails)


class Items(NamedTuple):
    """Events (needs 0) and gates, each after its inputs. Grows where a gate is split."""

    needs: list[int]
    inputs: list[tuple[int, ...]]


def parts(items: Items, roots: Sequence[int]) -> Iterator[Part]:
    """The parts beneath the roots, each after those that it builds on.

    A gate of one or of all inputs, some of which share events, is split: inputs that share form a part of their own.
    """
    heads = _heads(items, roots)
    loose = [root for root in dict.fromkeys(roots) if root not in heads and items.needs[root]]
    for head in sorted(heads):
        yield from _split(items, _part(items, head, [head], heads))
    if loose:
        yield _part(items, None, loose, heads)


def _heads(items: Items, roots: Sequence[int]) -> set[int]:
    """The gates whose events occur beneath them alone."""
    needs, inputs = items
    first, last, left = _dates(inputs, roots)
    size = len(needs)
    low, high = [0] * size, [0] * size
    heads = set[int]()
    for item in range(size):
        if first[item] and needs[item]:
            below = inputs[item]
            low[item] = min([min(first[i], low[i]) if low[i] else first[i] for i in below])
            high[item] = max([max(last[i], high[i]) for i in below])
            if low[item] > first[item] and high[item] < left[item]:
                heads.add(item)
    return heads


def _dates(inputs: Sequence[Sequence[int]], roots: Sequence[int]) -> tuple[list[int], list[int], list[int]]:
    """When a walk comes to each item for the first time, for the last time, and when it has seen all beneath it."""
    first, last, left = [0] * len(inputs), [0] * len(inputs), [0] * len(inputs)
    waiting = list(roots)[::-1]
    date = 0
    while waiting:
        item = waiting.pop()
        date += 1
        if item < 0:
            left[~item] = date
        elif first[item]:
            last[item] = date
        else:
            first[item] = last[item] = date
            if inputs[item]:
                waiting.append(~item)
                waiting.extend(reversed(inputs[item]))
    return first, last, left


def _part(items: Items, head: int | None, tops: Iterable[int], heads: set[int]) -> Part:
    needs, inputs = items
    if head is not None and all(not needs[item] or item in heads for item in inputs[head]):
        plain = {item: at for at, item in enumerate(dict.fromkeys(inputs[head]))}
        places = tuple([plain[item] for item in inputs[head]])
        return Part(head, tuple(plain), (head,), (len(places) - needs[head] + 1,), (places,))
    leaves: dict[int, int] = {}
    gates = set[int]()
    waiting = list(tops)[::-1]
    while waiting:
        item = waiting.pop()
        if item != head and (not needs[item] or item in heads):
            leaves.setdefault(item, len(leaves))
        elif item not in gates:
            gates.add(item)
            waiting.extend(reversed(inputs[item]))
    order = sorted(gates)
    local = leaves | {item: at for at, item in enumerate(order, len(leaves))}
    return Part(
        head,
        tuple(leaves),
        tuple(order),
        tuple(len(inputs[item]) - needs[item] + 1 for item in order),
        tuple(tuple([local[i] for i in inputs[item]]) for item in order),
    )


def _split(items: Items, part: Part) -> Iterator[Part]:
    """A part as it is, or as smaller ones under a plain gate: its head's inputs by what they share."""
    inputs, fails = part.inputs[-1], part.fails[-1]
    if len(part.gates) == 1 or fails not in (1, len(inputs)):
        yield part
        return
    together = _together(part)
    if len(together) == 1:
        yield part
        return
    assert part.head is not None
    size = len(part.leaves)
    new = []
    for group in together:
        group_items = tuple((part.leaves + part.gates)[at] for at in group)
        if len(group) == 1 and group[0] < size:
            new.append(group_items[0])
            continue
        head = len(items.needs)
        items.needs.append(1 if fails > 1 else len(group))
        items.inputs.append(group_items)
        new.append(head)
        yield _part(items, head, [head], set(part.leaves))
    yield Part(part.head, tuple(new), (part.head,), (len(new) if fails > 1 else 1,), (tuple(range(len(new))),))


def _together(part: Part) -> list[list[int]]:
    """The inputs of a part's head, grouped by the leaves that they share, directly or through others."""
    leader = list(range(len(part.leaves) + len(part.gates)))

    def find(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for gate, inputs in enumerate(part.inputs[:-1], len(part.leaves)):
        for at in inputs:
            leader[find(at)] = find(gate)
    groups: dict[int, list[int]] = {}
    for at in part.inputs[-1]:
        groups.setdefault(find(at), []).append(at)
    return list(groups.values())


# -- minimal sets of leaves, as bits of an integer


def minimal(sets: Iterable[int], meter: Meter) -> list[int]:
    """The sets that contain no other, smallest first."""
    ordered = sorted(set(sets), key=lambda one: (one.bit_count(), one))
    singles = 0
    kept: list[int] = []
    larger: list[int] = []
    for one in ordered:
        if one & singles:
            continue
        if not one & (one - 1):
            singles |= one
        else:
            meter.spend(len(larger) * (1 + one.bit_length() // WORD) // 8 + 1)
            if _holds_any(one, larger):
                continue
            larger.append(one)
        kept.append(one)
    return kept


def _holds_any(one: int, smaller: Sequence[int]) -> bool:
    """Whether a set contains one of the others. A plain loop: it is the innermost of all that is done with sets."""
    for small in smaller:  # noqa: SIM110
        if small & one == small:
            return True
    return False


class Families:
    """The minimal sets of leaves whose loss makes each gate of a part fail.

    Without a limit all of them; with one, those whose weights come to no more than it, which needs no larger ones on
    the way. Raises `TooMuch` where the meter runs out.
    """

    def __init__(
        self, part: Part, meter: Meter, weights: Sequence[int] | None = None, limit: int | None = None
    ) -> None:
        self.part, self.meter, self.weights, self.limit = part, meter, weights, limit
        self.cost = 1 + len(part.leaves) // WORD
        self.of: list[list[int]] = [self._leaf(at) for at in range(len(part.leaves))]

    def run(self) -> list[int]:
        """Work out all gates; the sets of the last."""
        for fails, inputs in zip(self.part.fails, self.part.inputs, strict=True):
            self.of.append(self.gate(fails, [self.of[at] for at in inputs]))
        return self.of[-1]

    def _leaf(self, at: int) -> list[int]:
        return [1 << at] if self.limit is None or self.weights is None or self.weights[at] <= self.limit else []

    def gate(self, fails: int, families: Sequence[list[int]]) -> list[int]:
        """The sets of a gate, given those of its inputs: every choice of `fails` of them must fail."""
        if fails == 1:
            self.meter.spend(self.cost * sum(map(len, families)))
            return minimal((one for family in families for one in family), self.meter)
        chosen: list[list[int]] = [[0]] + [[] for _ in range(fails)]  # by how many inputs fail
        for done, family in enumerate(families):
            rest = len(families) - done - 1
            for count in range(min(fails, done + 1), max(0, fails - rest - 1), -1):
                more = self._product(chosen[count - 1], family)
                chosen[count] = minimal([*chosen[count], *more], self.meter) if chosen[count] else more
        return chosen[fails]

    def _product(self, some: list[int], others: list[int]) -> list[int]:
        self.meter.spend(self.cost * (1 + len(some) * len(others)))
        sets = (one | other for one in some for other in others)
        if self.limit is None:
            return minimal(sets, self.meter)
        return minimal((one for one in sets if self._weight(one) <= self.limit), self.meter)

    def _weight(self, one: int) -> int:
        return one.bit_count() if self.weights is None else sum(self.weights[at] for at in bits(one))


def bits(one: int) -> Iterator[int]:
    """The places of the bits of a number."""
    while one:
        low = one & -one
        yield low.bit_length() - 1
        one ^= low


def at_least(count: int, sets: Sequence[int]) -> int:
    """The bits that are set in so many of the numbers."""
    if count == len(sets):
        return reduce(and_, sets)
    found = [0] * count
    for some in sets:
        for place in range(count - 1, 0, -1):
            found[place] |= found[place - 1] & some
        found[0] |= some
    return found[-1]


def deadly(part: Part, *, gates: bool = False) -> list[int]:
    """For each leaf and gate of a part, the leaves (and gates, where asked for) each of which takes it when lost."""
    found = [1 << at for at in range(len(part.leaves))]
    for at, (fails, inputs) in enumerate(zip(part.fails, part.inputs, strict=True), len(part.leaves)):
        lost = at_least(fails, [found[i] for i in inputs])
        found.append(lost | 1 << at if gates else lost)
    return found
