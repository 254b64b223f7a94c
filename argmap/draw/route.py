"""Ways for lines between any two boxes of a tidy tree, past all cards.

The tree itself keeps such ways free. Under every box there is a band with nothing in it but lines, at least as high as
the smallest room between a box and its children, and beside every box half the room between neighbours. So a line goes
up from band to band beside the ancestors of one end, across where they meet, and down to the other end. That way is
then pulled taut wherever the straight line hits no card, and its corners are rounded.

Coordinates are those of `tidy`: (across, along), along growing away from the root.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from argmap.draw.layout import Point

MOST_PASSED = 100  # ancestors that a line passes on either side; beyond, it goes straight, through whatever is there

_CLEARANCE = 4.0  # points around a card
_ROUNDING = 16.0  # how far from a corner the curve leaves the way; it stays within the free room beside a card
_LANES = (0.0, -4.0, 4.0)  # neighbouring lines in one band
_MOST_CELLS = 100  # of the grid that one piece of a way may cross; beyond, it is left as it is


class Card(NamedTuple):
    """Where a card is: from `left` to `right` across, from `top` to `bottom` along."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Its middle across."""
        return (self.left + self.right) / 2


class Routes:
    """Ways through the tree of those cards; `parents` has None for roots, `floors` where the band under each begins.

    `aside` is half the free room between neighbours, `below` how far into its band a line goes, `above` how far over
    the roots: all in the unit of the cards.
    """

    def __init__(
        self,
        cards: Sequence[Card],
        parents: Sequence[int | None],
        floors: Sequence[float],
        *,
        aside: float,
        below: float,
        above: float,
    ) -> None:
        self._cards = cards
        self._parents = parents
        self._floors = floors
        self._aside = aside
        self._below = below
        self._above = above
        self._grid = _Grid(cards)
        self._count = 0

    def way(self, start: int, tip: Point, end: int, foot: float, *, to_side: bool = False) -> list[Point]:
        """Points from `tip`, under the card `start`, to the top of the card `end` at `foot`.

        With `to_side` the way may lead to a side of that card instead, where that is shorter.
        """
        lane = _LANES[self._count % len(_LANES)]
        self._count += 1
        card = self._cards[end]
        up, down = self._passed(start, self._parents[end])
        if max(len(up), len(down)) > MOST_PASSED:
            return [tip, (foot, card.top)]
        points = [(tip[0], self._floors[start] + self._below)]
        for box, goes_up in [(box, True) for box in up] + [(box, False) for box in reversed(down)]:
            points += self._beside(box, goes_up, points[-1][0], foot, lane)
        level = self._over(end) + lane
        ways = [self._taut([*points, (foot, level), (foot, card.top)])]
        if to_side:
            middle = (card.top + card.bottom) / 2
            for edge, aside in ((card.left, -self._aside), (card.right, self._aside)):
                ways.append(self._taut([*points, (edge + aside, level), (edge + aside, middle), (edge, middle)]))
        return [tip, *min(ways, key=_length)]

    def _passed(self, start: int, end: int | None) -> tuple[list[int], list[int]]:
        """The boxes between the bands of two boxes: up from the one and up from the other, as far as the two meet."""
        ups = self._ancestors(start)
        places = {box: place for place, box in enumerate(ups)}
        down: list[int] = []
        at = end
        while at is not None and at not in places and len(down) <= MOST_PASSED:
            down.append(at)
            at = self._parents[at]
        return (ups if at is None else ups[: places.get(at, len(ups))]), down

    def _ancestors(self, box: int) -> list[int]:
        found, at = [box], self._parents[box]
        while at is not None and len(found) <= MOST_PASSED:
            found.append(at)
            at = self._parents[at]
        return found

    def _beside(self, box: int, goes_up: bool, here: float, there: float, lane: float) -> list[Point]:
        """Past a box, on the side that is less of a detour between two places across."""
        card = self._cards[box]
        sides = (card.left - self._aside + lane / 2, card.right + self._aside + lane / 2)
        side = min(sides, key=lambda side: abs(here - side) + abs(side - there))
        levels = [self._floors[box] + self._below + lane, self._over(box) + lane]
        if not goes_up:
            levels.reverse()
        return [(here, levels[0]), (side, levels[0]), (side, levels[1])]

    def _over(self, box: int) -> float:
        """The level of the band that a box hangs in."""
        parent = self._parents[box]
        return self._floors[parent] + self._below if parent is not None else self._cards[box].top - self._above

    def _taut(self, points: Sequence[Point]) -> list[Point]:
        """Leave out points where the straight line past them is free and makes no sharp turn; the last two stay."""
        kept = [points[0]]
        at, stop = 0, len(points) - 2
        while at < stop:
            best = at + 1
            if self._is_smooth(kept, points[stop], points[stop + 1]) and self._grid.is_free(kept[-1], points[stop]):
                best = stop
            ahead = best + 1
            while ahead <= stop and self._grid.is_free(kept[-1], points[ahead]):
                best = ahead if self._is_smooth(kept, points[ahead], points[ahead + 1]) else best
                ahead += 1
            kept.append(points[best])
            at = best
        return [*kept, points[-1]]

    @staticmethod
    def _is_smooth(kept: Sequence[Point], there: Point, after: Point) -> bool:
        """Whether going straight from the last point to `there`, and on, turns by a right angle at most.

        Points within a corner's rounding count as one, for two right angles on one spot turn back.
        """
        here = kept[-1]
        before = next((point for point in reversed(kept[:-1]) if math.dist(point, here) > _ROUNDING), None)
        return _turns_gently(here, there, after) and (before is None or _turns_gently(before, here, there))


def _turns_gently(before: Point, corner: Point, after: Point) -> bool:
    into = (corner[0] - before[0], corner[1] - before[1])
    out = (after[0] - corner[0], after[1] - corner[1])
    return into[0] * out[0] + into[1] * out[1] >= 0


def _length(points: Sequence[Point]) -> float:
    return sum(math.dist(one, two) for one, two in pairwise(points))


def rounded(points: Sequence[Point]) -> list[Point]:
    """The way as cubic Bézier curves with round corners: a start, then three points a curve."""
    curve = [points[0]]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(_ROUNDING, math.dist(before, corner) / 2, math.dist(corner, after) / 2)
        into, out = _towards(corner, before, reach), _towards(corner, after, reach)
        curve += _straight(curve[-1], into)
        curve += [_between(into, corner, 2 / 3), _between(out, corner, 2 / 3), out]
    return [*curve, *_straight(curve[-1], points[-1])]


def _straight(start: Point, end: Point) -> list[Point]:
    return [_between(start, end, 1 / 3), _between(start, end, 2 / 3), end]


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _towards(start: Point, end: Point, reach: float) -> Point:
    return _between(start, end, reach / (math.dist(start, end) or 1.0))


class _Grid:
    """The cards, sorted into square cells, to find those near a line."""

    def __init__(self, cards: Iterable[Card]) -> None:
        around = [
            Card(left - _CLEARANCE, top - _CLEARANCE, right + _CLEARANCE, bottom + _CLEARANCE)
            for left, top, right, bottom in cards
        ]
        extents = [max(card.right - card.left, card.bottom - card.top) for card in around]
        self._size = sum(extents) / len(extents) if extents else 1.0
        self._cells: dict[tuple[int, int], list[Card]] = defaultdict(list)
        for card in around:
            for column in range(self._at(card.left), self._at(card.right) + 1):
                for row in range(self._at(card.top), self._at(card.bottom) + 1):
                    self._cells[column, row].append(card)

    def is_free(self, start: Point, end: Point) -> bool:
        """Whether the straight line hits no card; a line across too many cells is taken for one that does."""
        if abs(end[0] - start[0]) + abs(end[1] - start[1]) > _MOST_CELLS * self._size:
            return False
        if start[0] > end[0]:
            start, end = end, start
        wide = end[0] - start[0]
        slope = (end[1] - start[1]) / wide if wide else 0.0
        for column in range(self._at(start[0]), self._at(end[0]) + 1):
            left, right = max(start[0], column * self._size), min(end[0], (column + 1) * self._size)
            ends = (start[1], end[1]) if not wide else tuple(start[1] + slope * (x - start[0]) for x in (left, right))
            for row in range(self._at(min(ends)), self._at(max(ends)) + 1):
                if any(_hits(start, end, card) for card in self._cells.get((column, row), ())):
                    return False
        return True

    def _at(self, place: float) -> int:
        return math.floor(place / self._size)


def _hits(start: Point, end: Point, card: Card) -> bool:
    """Whether a line has a part inside a card (the clipping of Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for axis, low, high in ((0, card.left, card.right), (1, card.top, card.bottom)):
        far = end[axis] - start[axis]
        if not far:
            if not low < start[axis] < high:
                return False
            continue
        near, beyond = sorted(((low - start[axis]) / far, (high - start[axis]) / far))
        first, last = max(first, near), min(last, beyond)
    return first < last


def crossed(curve: Sequence[Point], cards: Sequence[Card], pieces: int = 24) -> list[int]:
    """The positions of the cards that a curve of cubic Bézier pieces runs through; slow, for looking and for tests."""
    points = [
        _at_curve(curve[i : i + 4], step / pieces) for i in range(0, len(curve) - 1, 3) for step in range(pieces + 1)
    ]
    return [at for at, card in enumerate(cards) if any(_hits(one, two, card) for one, two in pairwise(points))]


def _at_curve(bezier: Sequence[Point], share: float) -> Point:
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    x, y = (sum(weight * point[axis] for weight, point in zip(weights, bezier, strict=True)) for axis in (0, 1))
    return x, y
