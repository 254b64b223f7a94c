"""The minimal cut sets of a formula: the smallest sets of events whose loss leaves no support.

Part by part, from the bottom up. A gate that nothing is shared under is arithmetic on its inputs: it fails by a set of
each of so many of them. A part with something shared is solved over its leaves, first by writing its minimal sets out,
then on a decision diagram; each leaf then stands for its own sets. All sets are counted, and only the first few of
small order are written down: two claims of 5,000 linked premises each have 25,000,000 cut sets of two.

The minimal path sets, whose staying is enough, are the minimal cut sets of the dual formula.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import comb, prod
from typing import NamedTuple, TypeAlias

from argmap.support import diagram
from argmap.support.function import FALSE, TRUE, Formula
from argmap.support.parts import Families, Items, Meter, Part, TooMuch, bits, deadly, parts

ORDER = 3  # the largest sets that are listed, and how many of them, where nothing else is asked for
LISTED = 100
NODE_LIMIT = 2**17  # nodes of a diagram; a second or two at most
WORK = 8  # how often that many nodes may be made and looked at, over all parts of a formula
COUNT_BITS = 13_000  # a count of more than some 3,900 digits is not worked out: Python refuses to write such numbers
WRITTEN_OUT = 30_000  # sets looked at before a part goes to a diagram
SEARCHED = 200_000  # sets looked at for those of order three or less, where the diagram is too large
COUNTING = 2_000_000  # multiplications for the sets of one gate that needs some of many inputs

Ranks: TypeAlias = tuple[int, ...]
Lists: TypeAlias = tuple[list[Ranks], ...]  # by order: the first sets of one event, of two, …


@dataclass(frozen=True, slots=True)
class CutSets:
    """The minimal cut sets of a formula. No support left: one, the empty set. What cannot fall has none."""

    sets: tuple[tuple[str, ...], ...]  # the first ones up to the order asked for, by size and then by names
    count: int | None  # of all, exactly; None where that went beyond a limit
    complete: bool  # whether `sets` lists all that there are

    @property
    def linchpins(self) -> tuple[str, ...]:
        """The events each of which takes all support when it is lost."""
        return tuple(one[0] for one in self.sets if len(one) == 1)


def cut_sets(
    formula: Formula, limit: int = NODE_LIMIT, *, order: int = ORDER, listed: int = LISTED, until: float | None = None
) -> CutSets:
    """Count the minimal cut sets and list the smallest: up to an order, and so many.

    `limit` is the size of a diagram in nodes; `until` a time (of `time.monotonic`) at which what is left is given up.
    """
    if formula.root == FALSE:
        return CutSets(((),), 1, True)
    if formula.root == TRUE:
        return CutSets((), 0, True)
    names = sorted((name, item) for item, name in enumerate(formula.names) if not formula.needs[item])
    ranks = {item: rank for rank, (_, item) in enumerate(names)}
    solution = _Solver(formula, ranks, limit, Listing(order, listed), until).solve()
    first = [one for of_size in solution.lists for one in of_size][:listed]
    sets = tuple(tuple(names[rank][0] for rank in one) for one in first)
    return CutSets(sets, solution.count, solution.count == len(sets))


def dual(formula: Formula) -> Formula:
    """The formula whose minimal cut sets are the minimal path sets of this one."""
    if formula.root < 0:
        return Formula((), (), (), TRUE if formula.root == FALSE else FALSE)
    pairs = zip(formula.needs, formula.inputs, strict=True)
    needs = tuple(len(inputs) - need + 1 if need else 0 for need, inputs in pairs)
    return Formula(needs, formula.inputs, formula.names, formula.root)


@dataclass(frozen=True, slots=True)
class _Solution:
    """The minimal cut sets of one item, in short."""

    count: int | None
    lists: Lists  # by size; each the first ones, in order
    least: int  # the size of the smallest, or less where that is not known


class _Solver:
    def __init__(
        self, formula: Formula, ranks: dict[int, int], limit: int, listing: "Listing", until: float | None
    ) -> None:
        self.items = Items(list(formula.needs), list(formula.inputs))
        self.root, self.limit, self.listing = formula.root, limit, listing
        self.meter, self.until = Meter(WORK * limit, until), until
        self.found = {item: _Solution(1, listing.of_one(rank), 1) for item, rank in ranks.items()}

    def solve(self) -> _Solution:
        for part in parts(self.items, [self.root]):
            assert part.head is not None
            leaves = [self.found[leaf] for leaf in part.leaves]
            if part.plain:
                self.found[part.head] = _plain(part.fails[0], leaves, self.listing)
            else:
                self.found[part.head] = self._shared(part, leaves)
        return self.found[self.root]

    def _shared(self, part: Part, leaves: Sequence[_Solution]) -> _Solution:
        try:
            sets = Families(part, Meter(WRITTEN_OUT, self.until)).run()
        except TooMuch:
            tables = diagram.minimal_sets(part, self.limit, self.meter)
            if tables is None:
                return _searched(part, leaves, self.listing, self.until)
            return _on_diagram(tables, leaves, self.listing)
        return _written_out(sets, leaves, self.listing)


# -- a gate over inputs that share nothing


def _plain(fails: int, inputs: Sequence[_Solution], listing: "Listing") -> _Solution:
    least = sum(sorted(one.least for one in inputs)[:fails])
    lists = listing.chosen(fails, [one.lists for one in inputs]) if least <= listing.order else listing.none()
    return _Solution(_chosen_count(fails, [one.count for one in inputs]), lists, least)


def _chosen_count(fails: int, counts: Sequence[int | None]) -> int | None:
    """In how many ways so many of the inputs fail: an elementary symmetric polynomial of their counts."""
    known = [count for count in counts if count is not None]
    if len(known) < len(counts):
        return None
    if fails == 1:
        return _bounded(sum(known))
    if sum(sorted(count.bit_length() - 1 for count in known)[-fails:]) > COUNT_BITS:
        return None
    if fails == len(known):
        return _bounded(prod(known))
    return _some_of(fails, known)


def _some_of(fails: int, counts: Sequence[int]) -> int | None:
    ones = sum(count == 1 for count in counts)
    others = [count for count in counts if count != 1]
    if (len(others) + 1) * fails > COUNTING:
        return None
    ways = [1] + [0] * fails  # by how many of the others fail
    for count in others:
        for place in range(fails, 0, -1):
            ways[place] += ways[place - 1] * count
            if ways[place].bit_length() > 2 * COUNT_BITS:
                return None
    return _bounded(sum(way * comb(ones, fails - place) for place, way in enumerate(ways) if way))


def _bounded(count: int) -> int | None:
    return count if count.bit_length() <= COUNT_BITS else None


# -- lists of the first sets


class Listing(NamedTuple):
    """How lists are kept: of sets up to an order, and no more than so many of each size."""

    order: int
    most: int

    def none(self) -> Lists:
        return tuple([] for _ in range(self.order))

    def of_one(self, rank: int) -> Lists:
        return ([(rank,)], *([] for _ in range(self.order - 1)))

    def chosen(self, fails: int, inputs: Sequence[Lists]) -> Lists:
        """The first sets by which so many of the inputs fail, a set of each."""
        if fails == 1:
            return self.merged(inputs)
        chosen = [self.none() for _ in range(fails)]  # chosen[j]: by which j + 1 of the inputs so far fail
        for one in sorted(inputs, key=_earliest):
            for place in range(fails - 1, 0, -1):
                if self._may_add(chosen[place], chosen[place - 1], one):
                    chosen[place] = self.merged([chosen[place], self.product(chosen[place - 1], one)])
            if any(one):
                chosen[0] = self.merged([chosen[0], one])
        return chosen[-1]

    def _may_add(self, lists: Lists, some: Lists, others: Lists) -> bool:
        """Whether any set made of two comes before the last that is listed."""
        return any(
            some[i] and others[j] and (
                len(lists[i + j + 1]) < self.most or _union(some[i][0], others[j][0]) < lists[i + j + 1][-1]
            )
            for i in range(self.order - 1) for j in range(self.order - 1 - i)
        )  # fmt: skip

    def merged(self, several: Sequence[Lists]) -> Lists:
        if len(several) == 1:
            return several[0]
        return tuple(self._first([one for lists in several for one in lists[size]]) for size in range(self.order))

    def product(self, some: Lists, others: Lists) -> Lists:
        """The first sets made of one of each. In these lists a pair comes after all pairs of earlier ones."""
        found = self.none()
        for i in range(self.order - 1):
            for j in range(self.order - 1 - i):
                for place, one in enumerate(some[i]):
                    found[i + j + 1].extend(_union(one, other) for other in others[j][: self.most // (place + 1)])
        return tuple(self._first(sets) for sets in found)

    def _first(self, sets: list[Ranks]) -> list[Ranks]:
        sets.sort()
        return sets[: self.most]


def _earliest(lists: Lists) -> list[list[Ranks]]:
    return [sets[:1] for sets in lists]


def _union(one: Ranks, other: Ranks) -> Ranks:
    return tuple(sorted(one + other))


# -- a part with something shared


def _written_out(sets: Sequence[int], leaves: Sequence[_Solution], listing: Listing) -> _Solution:
    """Each minimal set over the leaves stands for every choice of a minimal set of each leaf in it."""
    count: int | None = 0
    for one in sets:
        ways = _chosen_count(one.bit_count(), [leaves[at].count for at in bits(one)])
        count = None if count is None or ways is None else _bounded(count + ways)
    least = min(sum(leaves[at].least for at in bits(one)) for one in sets)
    return _Solution(count, _expanded(sets, leaves, listing), least)


def _expanded(sets: Iterable[int], leaves: Sequence[_Solution], listing: Listing) -> Lists:
    expanded = [
        listing.chosen(one.bit_count(), [leaves[at].lists for at in bits(one)])
        for one in sets
        if one.bit_count() <= listing.order and sum(leaves[at].least for at in bits(one)) <= listing.order
    ]
    return listing.merged(expanded) if expanded else listing.none()


def _on_diagram(tables: diagram.Tables, leaves: Sequence[_Solution], listing: Listing) -> _Solution:
    counts: list[int | None] = [0, 1]
    least: list[int | None] = [None, 0]
    for leaf, kept, lost in zip(tables.leaf[2:], tables.kept[2:], tables.lost[2:], strict=True):
        counts.append(_either(counts[kept], counts[lost], leaves[leaf].count))
        down = least[lost]
        ways = [way for way in (least[kept], None if down is None else down + leaves[leaf].least) if way is not None]
        least.append(min(ways))
    smallest = least[tables.roots[0]]
    assert smallest is not None
    return _Solution(counts[tables.roots[0]], _lists_of(tables, least, leaves, listing), smallest)


def _either(kept: int | None, lost: int | None, ways: int | None) -> int | None:
    return None if kept is None or lost is None or ways is None else _bounded(kept + lost * ways)


def _lists_of(
    tables: diagram.Tables, least: Sequence[int | None], leaves: Sequence[_Solution], listing: Listing
) -> Lists:
    """The first sets of a diagram of sets, worked out only where a small set passes."""
    lists: dict[int, Lists] = {0: listing.none()}
    for node in sorted(_passed(tables, least, leaves, listing.order)):
        if node > 1:
            leaf, lost = leaves[tables.leaf[node]].lists, tables.lost[node]
            taken = leaf if lost == 1 else listing.product(leaf, lists[lost]) if lost in lists else lists[0]
            kept = lists.get(tables.kept[node], lists[0])
            lists[node] = listing.merged([kept, taken]) if any(kept) else taken
    return lists.get(tables.roots[0], lists[0])


def _passed(tables: diagram.Tables, least: Sequence[int | None], leaves: Sequence[_Solution], order: int) -> list[int]:
    """The nodes on ways to sets up to an order."""
    above = {tables.roots[0]: 0}  # the least weight that is taken on the way to a node
    for node in range(len(tables.leaf) - 1, 1, -1):
        if node in above:
            taken = above[node] + leaves[tables.leaf[node]].least
            for branch, weight in ((tables.kept[node], above[node]), (tables.lost[node], taken)):
                down = least[branch]
                if down is not None and weight + down <= order:
                    above[branch] = min(weight, above.get(branch, weight))
    return list(above)


def _searched(part: Part, leaves: Sequence[_Solution], listing: Listing, until: float | None) -> _Solution:
    """The smallest sets without a diagram: up to the order asked for, or less where even those are too many."""
    weights = [one.least for one in leaves]
    for order in range(listing.order, 1, -1):
        try:
            sets = Families(part, Meter(SEARCHED, until), weights, order).run()
        except TooMuch:
            continue
        least = min((sum(weights[at] for at in bits(one)) for one in sets), default=order + 1)
        return _Solution(None, _expanded(sets, leaves, listing), least)
    alone = [1 << at for at in bits(deadly(part)[-1])]
    return _Solution(None, _expanded(alone, leaves, listing), 1 if alone else 2)
