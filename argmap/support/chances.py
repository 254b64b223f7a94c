"""How likely it is that a formula holds: bounds that are true whatever the dependence, and the value if there is none.

Each event holds with a probability of its own. If the events are independent, the value is exact: part by part, by
arithmetic where nothing is shared and by a weighted count on a decision diagram where something is. Whatever the
dependence, all events of a path set hold with at least 1 minus the sum of their doubts, and one of a cut set with at
most the sum of their probabilities (Boole; Frechet, Fundamenta Mathematicae 25, 1935): the best path set and the best
cut set are cheapest ways through the same parts.

The importance of an event is told by three measures, since two of them go by one name elsewhere:

- *Birnbaum* (1969): how much the probability of the whole moves with the event's own.
- *Fussell-Vesely* (Fussell, IEEE Transactions on Reliability 24, 1975): given that the whole fails, how likely it is
  that a minimal cut set with the event is lost whole.
- *criticality*: given that the whole fails, how likely it is that the event fails and decides it. Some programs print
  this one as Fussell-Vesely.

Throughout, `doubt` is the probability that an event fails.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from math import fsum, prod
from operator import mul

from argmap.support import diagram
from argmap.support.cutsets import NODE_LIMIT, WORK
from argmap.support.diagram import Tables
from argmap.support.function import TRUE, Formula
from argmap.support.parts import Items, Meter, Part, TooMuch, parts

GATE_CELLS = 2_000_000  # steps of arithmetic for one gate that needs some of many inputs
COMPLETIONS = 2**21  # nodes made and looked at, over all parts, for Fussell-Vesely importance


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the probability of a formula is at least and at most, whatever the dependence of its events."""

    lower: float
    upper: float
    sharp: bool  # whether they are of the best path set and cut set; else true all the same, only wider


@dataclass(frozen=True)
class Chances:
    """The probability that a formula holds, and the importance of its events.

    `holds` gives for each event, by name, the probability that it holds, from 0 to 1. `limit` is the size of a decision
    diagram in nodes. Raises `ValueError` for a probability outside 0 to 1 and `KeyError` for an event without one.
    """

    formula: Formula
    holds: Mapping[str, float]
    limit: int = NODE_LIMIT

    def __post_init__(self) -> None:
        for name in self._event_items:
            if not 0 <= self.holds[name] <= 1:
                raise ValueError(f"the probability of {name} is {self.holds[name]}, not from 0 to 1")

    # -- answers

    @cached_property
    def bounds(self) -> Bounds:
        """The best path set from below, the best cut set from above."""
        if self.formula.root < 0:
            certain = float(self.formula.root == TRUE)
            return Bounds(certain, certain, True)
        paths = {item: 1 - self.holds[name] for name, item in self._event_items.items()}
        cuts = {item: self.holds[name] for name, item in self._event_items.items()}
        sharp = True
        for solved in self._parts:
            part = solved.part
            assert part.head is not None
            ways = [paths[leaf] for leaf in part.leaves], [cuts[leaf] for leaf in part.leaves]
            if part.plain or solved.tables is None:
                paths[part.head], cuts[part.head] = (
                    _cheapest_by_gates(part.dual(), ways[0]),
                    _cheapest_by_gates(part, ways[1]),
                )
                sharp = sharp and part.plain
            else:
                paths[part.head], cuts[part.head] = _cheapest_ways(solved.tables, *ways)
        return Bounds(max(0.0, 1 - paths[self.formula.root]), min(1.0, cuts[self.formula.root]), sharp)

    @property
    def exact(self) -> float | None:
        """The probability that the formula holds if its events are independent; None beyond the limits."""
        return None if self.fails is None else 1 - self.fails

    @cached_property
    def fails(self) -> float | None:
        """The probability that the formula fails if its events are independent; None beyond the limits."""
        if self.formula.root < 0:
            return float(self.formula.root != TRUE)
        return None if self._doubts is None else self._doubts[self.formula.root]

    @cached_property
    def birnbaum(self) -> dict[str, float] | None:
        """By event, the change of `exact` with the event's own probability: from 0 to 1; None beyond the limits.

        It is also the difference between the chance with the event certain and with it lost.
        """
        slopes = self._down(lambda solved, doubts: solved.slopes(doubts))
        return None if slopes is None else {name: slopes[name] or 0.0 for name in slopes}

    @cached_property
    def criticality(self) -> dict[str, float | None] | None:
        """By event, doubt x Birnbaum / P(the formula fails); None for each where it cannot fail."""
        if self.birnbaum is None:
            return None
        return {name: self._share((1 - self.holds[name]) * slope) for name, slope in self.birnbaum.items()}

    @cached_property
    def fussell_vesely(self) -> dict[str, float | None] | None:
        """By event, P(a minimal cut set with it is lost whole) / P(the formula fails).

        None for all beyond the limits of `exact`; for one where its own sets are too many or the formula cannot fail.
        """
        meter = Meter(COMPLETIONS)
        rest = self._down(lambda solved, doubts: solved.completed(doubts, self.limit, meter))
        if rest is None:
            return None
        return {
            name: None if chance is None else self._share((1 - self.holds[name]) * chance)
            for name, chance in rest.items()
        }

    def _share(self, chance: float) -> float | None:
        return min(1.0, chance / self.fails) if self.fails else None

    # -- the work

    @cached_property
    def _event_items(self) -> dict[str, int]:
        return {name: item for item, name in enumerate(self.formula.names) if not self.formula.needs[item]}

    @cached_property
    def _parts(self) -> "list[_Solved]":
        """The parts, each after those that it builds on."""
        if self.formula.root < 0:
            return []
        items = Items(list(self.formula.needs), list(self.formula.inputs))
        meter = Meter(WORK * self.limit)
        return [
            _Solved(part, None if part.plain else diagram.failing(part, self.limit, meter))
            for part in parts(items, [self.formula.root])
        ]

    @cached_property
    def _doubts(self) -> dict[int, float] | None:
        """For each event and each head of a part, the probability that it fails."""
        doubts = {item: 1 - self.holds[name] for name, item in self._event_items.items()}
        for solved in self._parts:
            assert solved.part.head is not None
            chance = solved.fails([doubts[leaf] for leaf in solved.part.leaves])
            if chance is None:
                return None
            doubts[solved.part.head] = chance
        return doubts

    def _down(
        self, factors: "Callable[[_Solved, Sequence[float]], Sequence[float | None]]"
    ) -> dict[str, float | None] | None:
        """For each event the product of its part's factor and those of the parts above it, from the top down."""
        if self.formula.root < 0:
            return {}
        if self._doubts is None:
            return None
        found: dict[int, float | None] = {self.formula.root: 1.0}
        for solved in reversed(self._parts):
            above = found[solved.part.head] if solved.part.head is not None else None
            own = factors(solved, [self._doubts[leaf] for leaf in solved.part.leaves])
            for leaf, factor in zip(solved.part.leaves, own, strict=True):
                found[leaf] = None if above is None or factor is None else above * factor
        return {name: found[item] for name, item in self._event_items.items()}


@dataclass(frozen=True, slots=True)
class _Solved:
    """A part, with its diagram where something in it is shared and the limits allow one."""

    part: Part
    tables: Tables | None

    def fails(self, doubts: Sequence[float]) -> float | None:
        """The probability that the part fails, given those of its leaves."""
        if self.part.plain:
            try:
                return at_least(self.part.fails[0], doubts)
            except TooMuch:
                return None
        return None if self.tables is None else _whole(self.tables, doubts)

    def slopes(self, doubts: Sequence[float]) -> list[float]:
        """For each leaf, how much the doubt of the part moves with the doubt of the leaf."""
        if self.part.plain:
            return all_but_one(self.part.fails[0], doubts)
        assert self.tables is not None
        return _slopes(self.tables, doubts)

    def completed(self, doubts: Sequence[float], limit: int, meter: Meter) -> list[float | None]:
        """For each leaf, the probability that the rest of a minimal cut set with it is lost."""
        if self.part.plain:
            # The rest of a set is one leaf less than the gate takes: of the others so many at least, or exactly so
            # many, and then this leaf decides.
            whole, deciding = self.fails(doubts), self.slopes(doubts)
            assert whole is not None
            return [whole + (1 - doubt) * slope for doubt, slope in zip(doubts, deciding, strict=True)]
        found = diagram.completions(self.part, lambda tables: _whole(tables, doubts), limit, meter)
        return [None] * len(doubts) if found is None else [*found]


# -- a gate over inputs that share nothing


def at_least(count: int, chances: Sequence[float]) -> float:
    """The probability that so many of independent things happen. Raises `TooMuch` for some of very many."""
    if count == len(chances):
        return prod(chances)
    if count == 1:
        return 1 - prod([1 - chance for chance in chances])
    if 2 * count > len(chances) + 1:
        return 1 - at_least(len(chances) - count + 1, [1 - chance for chance in chances])
    return _rows(count, chances)[-1][count]


def all_but_one(count: int, chances: Sequence[float]) -> list[float]:
    """For each of independent things the probability that of the others exactly one less than `count` happen."""
    if count == len(chances):
        return _products_of_others(chances)
    if count == 1:
        return _products_of_others([1 - chance for chance in chances])
    if 2 * count > len(chances) + 1:
        return all_but_one(len(chances) - count + 1, [1 - chance for chance in chances])
    rows = _rows(count, chances)
    ends = [0.0] * count + [1.0]  # by how many have happened so far: the probability that it comes to the count
    found = []
    for chance, row in zip(reversed(chances), reversed(rows[:-1]), strict=True):
        found.append(fsum(exactly * (ends[so_far + 1] - ends[so_far]) for so_far, exactly in enumerate(row[:-1])))
        ends = [chance * ends[so_far + 1] + (1 - chance) * ends[so_far] for so_far in range(count)] + [1.0]
    return found[::-1]


def _rows(count: int, chances: Sequence[float]) -> list[list[float]]:
    """After each thing, by how many have happened: the probability of exactly so many; in the last place, or more."""
    if count * len(chances) > GATE_CELLS:
        raise TooMuch
    rows = [[1.0] + [0.0] * count]
    for chance in chances:
        row = rows[-1]
        stays = [(1 - chance) * exactly for exactly in row[:-1]] + [row[-1]]
        rows.append([stays[0]] + [stay + chance * less for stay, less in zip(stays[1:], row, strict=False)])
    return rows


def _products_of_others(factors: Sequence[float]) -> list[float]:
    before = accumulate(factors[:-1], mul, initial=1.0)
    after = list(accumulate(reversed(factors[1:]), mul, initial=1.0))[::-1]
    return [some * others for some, others in zip(before, after, strict=True)]


# -- a part on its diagram


def _nodes(tables: Tables) -> Iterator[tuple[int, int, int]]:
    return zip(tables.leaf[2:], tables.kept[2:], tables.lost[2:], strict=True)


def _whole(tables: Tables, doubts: Sequence[float]) -> float:
    """The probability to come from the root to 1."""
    return _chances(tables, doubts)[tables.roots[0]]


def _chances(tables: Tables, doubts: Sequence[float]) -> list[float]:
    """For each node the probability to come to 1."""
    found = [0.0, 1.0]
    for leaf, kept, lost in _nodes(tables):
        found.append((1 - doubts[leaf]) * found[kept] + doubts[leaf] * found[lost])
    return found


def _slopes(tables: Tables, doubts: Sequence[float]) -> list[float]:
    """For each leaf the change of the root's probability with its doubt, by one pass back (Rauzy, 1993)."""
    chances = _chances(tables, doubts)
    reached = [0.0] * len(chances)
    reached[tables.roots[0]] = 1.0
    slopes = [0.0] * len(doubts)
    for node in range(len(chances) - 1, 1, -1):
        leaf, kept, lost = tables.leaf[node], tables.kept[node], tables.lost[node]
        slopes[leaf] += reached[node] * (chances[lost] - chances[kept])
        reached[kept] += reached[node] * (1 - doubts[leaf])
        reached[lost] += reached[node] * doubts[leaf]
    return slopes


def _cheapest_ways(tables: Tables, kept_costs: Sequence[float], lost_costs: Sequence[float]) -> tuple[float, float]:
    """What the cheapest path set costs, by the leaves that it keeps, and the cheapest cut set, by what it loses."""
    never = float("inf")
    paths, cuts = [0.0, never], [never, 0.0]
    for leaf, kept, lost in _nodes(tables):
        paths.append(min(paths[lost], paths[kept] + kept_costs[leaf]))
        cuts.append(min(cuts[kept], cuts[lost] + lost_costs[leaf]))
    return paths[tables.roots[0]], cuts[tables.roots[0]]


def _cheapest_by_gates(part: Part, costs: Sequence[float]) -> float:
    """What a set by which the part fails costs: the cheapest where nothing is shared.

    Elsewhere a leaf is paid for at every place, which is no less than the set costs, and so true as a bound.
    """
    found = list(costs)
    for fails, inputs in zip(part.fails, part.inputs, strict=True):
        found.append(fsum(sorted(found[at] for at in inputs)[:fails]))
    return found[-1]
