"""Ways for lines between any two boxes of a tidy tree, past all cards and apart from each other.

The tree itself keeps such ways free. Under every box there is a band with nothing in it but lines, at least as high as
the smallest room between a box and its children, and beside every box half the room between neighbours. So a line goes
up from band to band beside the ancestors of one end, across where they meet, and down to the other end.

Bands and sides are shared as a circuit board's channels are (Hashimoto and Stevens, 1971, the left-edge algorithm):
each line has a lane of its own wherever it runs beside another, and only lines that look alike and come from one card
run as one, to part where they must. How many lanes are needed is known before there are coordinates, so that the layout
can make room for them.

Coordinates are those of `tidy`: (across, along), along growing away from the root.
"""

import math
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from argmap.draw.layout import Point

MOST_PASSED = 250  # ancestors that a line passes on either side; beyond, it goes straight, through whatever is there
LANE = 5.0  # points from line to line
MOST_LANES = 12  # side by side that get all their room; more share it

_HEADS = 14.0  # under a box, for the heads of lines
_EDGE = 6.0  # from a card to the first lane beside it
_MARGIN = 4.0  # from the last lane to what comes next
_NUDGES = (-3.0, 3.0, -5.0, 5.0)  # of a foot
_APART = 2.4  # points between lines that go along one way
_ROUNDING = 8.0  # how far from a corner the curve leaves the way

_ROOTS = -1  # the band over the roots
_Kind: TypeAlias = tuple[int, str]  # where a line comes from, and how it looks
_Corridor: TypeAlias = tuple[int, int]  # a box, and the side of it: -1 left, 1 right


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


class Link(NamedTuple):
    """A line to find a way for: its head at `port`, across, under the box `start`; its foot on top of the box `end`.

    Links to one foot that look alike, by `kind`, may run as one.
    """

    start: int
    port: float
    end: int
    foot: float
    kind: str


def depth_of(lanes: int) -> float:
    """How much of a band, along, so many lanes take under a box."""
    return _HEADS + LANE * min(lanes, MOST_LANES) + _MARGIN if lanes else 0.0


def breadth_of(lanes: int) -> float:
    """How much room, across, so many lanes take beside a box."""
    return _EDGE + LANE * (min(lanes, MOST_LANES) - 1) + _MARGIN if lanes else 0.0


class Routes:
    """Ways for `links` through a tree of cards; `parents` has None for roots.

    What is passed on which side is settled here, by where the cards are now. The layout may then move them apart, but
    not change their order: `under` and `beside` say for how many lanes it should make room.
    """

    def __init__(self, cards: Sequence[Card], parents: Sequence[int | None], links: Sequence[Link]) -> None:
        self._parents = parents
        self._passed = [self._passing(cards, link) for link in links]
        self._sides = self._shared_sides(links)
        self._shifts: dict[_Corridor, float] = {}  # of all lanes beside a box, outwards
        self.beside = _most_by_box(self._sides)
        self.under = _most_by_box(self._bands(cards, links))

    def length(self, at: int) -> int:
        """How many boxes a link passes, by its place among the links."""
        return len(self._passed[at] or ())

    def ways(
        self, cards: Sequence[Card], floors: Sequence[float], links: Sequence[Link], above: float
    ) -> list[list[Point]]:
        """The corners of each link's way, from its head to its foot.

        `floors` says where the band under each box begins, `above` how far over the roots a line goes. A foot may be
        moved a little, off a line that comes down to the same band.
        """
        links = self._settle(cards, links)
        bands = self._bands(cards, links)
        return [
            self._way(link, passed, cards, floors, bands, above)
            for link, passed in zip(links, self._passed, strict=True)
        ]

    # -- what is passed

    def _passing(self, cards: Sequence[Card], link: Link) -> list[_Corridor] | None:
        """The sides of boxes that a link goes along, from its head to its foot; None where there are too many."""
        up, down = self._between(link.start, self._parents[link.end])
        if max(len(up), len(down)) > MOST_PASSED:
            return None
        ups = _sides(cards, up, link.port, link.foot)
        downs = _sides(cards, down, link.foot, link.port)
        return [*ups, *reversed(downs)]

    def _between(self, start: int, end: int | None) -> tuple[list[int], list[int]]:
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

    def _bands_of(self, link: Link, passed: Sequence[_Corridor]) -> list[int]:
        """The boxes under which a link runs across, one more than what it passes; what is over the roots is one too."""
        up, _ = self._between(link.start, self._parents[link.end])
        over = [self._over(box) for box, _ in passed[: len(up)]]
        return [link.start, *over, *(box for box, _ in passed[len(up) :])]

    def _over(self, box: int) -> int:
        parent = self._parents[box]
        return _ROOTS if parent is None else parent

    # -- lanes

    def _shared_sides(self, links: Sequence[Link]) -> dict[_Corridor, dict[_Kind, int]]:
        """The lanes beside boxes, counted from the card; what goes farthest is outermost."""
        lengths: dict[_Corridor, dict[_Kind, int]] = defaultdict(dict)
        for link, passed in zip(links, self._passed, strict=True):
            for corridor in passed or ():
                known = lengths[corridor]
                known[_kind(link)] = max(known.get(_kind(link), 0), len(passed or ()))
        return {
            corridor: {kind: lane for lane, kind in enumerate(sorted(known, key=lambda kind: (known[kind], kind)))}
            for corridor, known in lengths.items()
        }

    def _bands(self, cards: Sequence[Card], links: Sequence[Link]) -> dict[tuple[int, int], dict[_Kind, int]]:
        """The lanes under each box, counted from it: two kinds may share one where neither runs beside the other."""
        spans: dict[int, dict[_Kind, tuple[float, float]]] = defaultdict(dict)
        for link, passed in zip(links, self._passed, strict=True):
            if passed is None:
                continue
            across = [link.port, *(self._across(cards, corridor, link) for corridor in passed), link.foot]
            for band, ends in zip(self._bands_of(link, passed), pairwise(across), strict=True):
                low, high = spans[band].get(_kind(link), (math.inf, -math.inf))
                spans[band][_kind(link)] = min(low, *ends), max(high, *ends)
        return {(band, 0): _left_edge(kinds) for band, kinds in spans.items()}

    def _settle(self, cards: Sequence[Card], links: Sequence[Link]) -> list[Link]:
        """Move lanes beside boxes, and feet, a little off what comes down to the same band from above."""
        taken: dict[int, list[float]] = defaultdict(list)
        for link in links:
            taken[link.start].append(link.port)
        self._shifts = {}
        for corridor in sorted(self._sides, key=lambda corridor: (cards[corridor[0]].top, corridor)):
            above = sorted(taken[self._over(corridor[0])])
            lanes = range(len(self._sides[corridor]))
            for shift in (0.0, LANE / 2, LANE / 4):
                self._shifts[corridor] = shift
                if all(_is_apart(self._lane(cards, corridor, lane), above) for lane in lanes):
                    break
            taken[corridor[0]] += [self._lane(cards, corridor, lane) for lane in lanes]
        for places in taken.values():
            places.sort()
        return [link._replace(foot=_off(link.foot, taken[self._over(link.end)])) for link in links]

    def _lane(self, cards: Sequence[Card], corridor: _Corridor, lane: int) -> float:
        """Where a lane beside a box runs, across."""
        box, side = corridor
        away = _EDGE + lane * _step(len(self._sides[corridor])) + self._shifts.get(corridor, 0.0)
        return cards[box].right + away if side > 0 else cards[box].left - away

    def _across(self, cards: Sequence[Card], corridor: _Corridor, link: Link) -> float:
        """Where a link runs along a side of a box."""
        return self._lane(cards, corridor, self._sides[corridor][_kind(link)])

    def _way(
        self,
        link: Link,
        passed: Sequence[_Corridor] | None,
        cards: Sequence[Card],
        floors: Sequence[float],
        bands: Mapping[tuple[int, int], Mapping[_Kind, int]],
        above: float,
    ) -> list[Point]:
        tip, foot = (link.port, cards[link.start].bottom), (link.foot, cards[link.end].top)
        if passed is None:
            return [tip, foot]
        across = [link.port, *(self._across(cards, corridor, link) for corridor in passed), link.foot]
        points = [tip]
        for band, ends in zip(self._bands_of(link, passed), pairwise(across), strict=True):
            lanes = bands[band, 0]
            down = lanes[_kind(link)] * _step(1 + max(lanes.values()))
            level = floors[band] + _HEADS + down if band != _ROOTS else -above - down
            points += [(ends[0], level), (ends[1], level)]
        return _without_repeats([*points, foot])


def _sides(cards: Sequence[Card], boxes: Sequence[int], here: float, there: float) -> list[_Corridor]:
    """Past each box on the side that is less of a detour between two places across."""
    found = []
    for box in boxes:
        left, right = cards[box].left - _EDGE, cards[box].right + _EDGE
        goes_left = abs(here - left) + abs(left - there) <= abs(here - right) + abs(right - there)
        found.append((box, -1 if goes_left else 1))
        here = left if goes_left else right
    return found


def _off(foot: float, taken: Sequence[float]) -> float:
    """A place across at the foot or near it, apart from those that are taken."""
    return next((foot + nudge for nudge in (0.0, *_NUDGES) if _is_apart(foot + nudge, taken)), foot)


def _is_apart(place: float, taken: Sequence[float]) -> bool:
    """Whether a place is apart from all that are taken, which are in order."""
    after = bisect(taken, place)
    return all(abs(place - other) >= _APART for other in taken[max(0, after - 1) : after + 1])


def _kind(link: Link) -> _Kind:
    return link.end, link.kind


def _step(lanes: int) -> float:
    """From lane to lane, where there are so many."""
    return LANE if lanes <= MOST_LANES else LANE * MOST_LANES / lanes


def _most_by_box(corridors: Mapping[tuple[int, int], Mapping[_Kind, int]]) -> dict[int, int]:
    """How many lanes there are at most on a side of each box."""
    most: dict[int, int] = {}
    for (box, _), lanes in corridors.items():
        most[box] = max(most.get(box, 0), 1 + max(lanes.values()))
    return most


def _left_edge(spans: Mapping[_Kind, tuple[float, float]]) -> dict[_Kind, int]:
    """A lane for each span, the lowest that is free as far as it reaches.

    From the one that ends first, so that of lines that come from one side those nearest to the box are nearest to it
    all the way, and do not cross.
    """
    lanes: dict[_Kind, int] = {}
    ends: list[float] = []  # of each lane: where its last span ends
    for kind, (low, high) in sorted(spans.items(), key=lambda span: (span[1][::-1], span[0])):
        lane = next((lane for lane, end in enumerate(ends) if end + LANE < low), len(ends))
        ends[lane:] = [high, *ends[lane + 1 :]]
        lanes[kind] = lane
    return lanes


def _without_repeats(points: Iterable[Point]) -> list[Point]:
    """The corners of a way, without those at which nothing turns."""
    kept: list[Point] = []
    for point in points:
        if kept and math.dist(kept[-1], point) < 0.01:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return kept


def _is_straight(one: Point, two: Point, three: Point) -> bool:
    return (one[0] == two[0] == three[0]) or (one[1] == two[1] == three[1])


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
