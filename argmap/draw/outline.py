"""The outlines of cards and bars and the heads of lines, drawn as Graphviz 16 draws them.

Corners and heads have the sizes of Graphviz' own: a corner is cut or rounded by twelve points, or a third of the
shorter side; heads are scaled by `arrowsize`.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from argmap.draw.layout import Point, Shape

_CORNER = 12.0
_SCALE = 0.8  # the `arrowsize` of the drawing
_LENGTH = 10.0 * _SCALE
_DIAMOND = 12.0 * _SCALE
_HALF = 3.5 * _SCALE  # half the width of an arrow head
_TEE = 4.0  # from the line to either end of a tee


class Frame(NamedTuple):
    """A box on the page, in points: its sides, `top` above `low`."""

    left: float
    low: float
    right: float
    top: float


class Pen(NamedTuple):
    """How an outline is drawn."""

    colour: str
    fill: str | None
    width: float
    dashes: tuple[float, float] | None = None


def outline(frame: Frame, shape: str, style: str, pen: Pen) -> Iterator[Shape]:
    """The outline of a box in Graphviz' words, the shape that is filled first: `box` or `note`, rounded or cut."""
    corner = min(_CORNER, (frame.right - frame.left) / 3, (frame.top - frame.low) / 3)
    if shape == "note":
        yield from _note(frame, corner / 2, pen)
    elif "rounded" in style:
        yield _rounded(frame, corner, pen)
    else:
        left, low, right, top = frame
        points = ((right, top), (left, top), (left, low), (right, low))
        yield Shape("polygon", points, pen.colour, pen.fill, pen.width, pen.dashes)
        if "diagonals" in style:
            yield from _cuts(frame, corner, pen)


def _note(frame: Frame, fold: float, pen: Pen) -> Iterator[Shape]:
    left, low, right, top = frame
    edge, below = (right - fold, top), (right, top - fold)
    points = (edge, (left, top), (left, low), (right, low), below)
    yield Shape("polygon", points, pen.colour, pen.fill, pen.width, pen.dashes)
    inner = (right - fold, top - fold)
    yield _stroke(pen, edge, inner)
    yield _stroke(pen, below, inner)


def _cuts(frame: Frame, cut: float, pen: Pen) -> Iterator[Shape]:
    left, low, right, top = frame
    yield _stroke(pen, (left + cut, top), (left, top - cut))
    yield _stroke(pen, (left, low + cut), (left + cut, low))
    yield _stroke(pen, (right - cut, low), (right, low + cut))
    yield _stroke(pen, (right, top - cut), (right - cut, top))


def _stroke(pen: Pen, start: Point, end: Point) -> Shape:
    return Shape("line", (start, end), pen.colour, None, pen.width, pen.dashes)


def _rounded(frame: Frame, r: float, pen: Pen) -> Shape:
    left, low, right, top = frame
    half = r / 2
    points: list[Point] = [(right - r, top)]
    for side in (
        ((left + r, top), (left + half, top), (left, top - half), (left, top - r)),
        ((left, low + r), (left, low + half), (left + half, low), (left + r, low)),
        ((right - r, low), (right - half, low), (right, low + half), (right, low + r)),
        ((right, top - r), (right, top - half), (right - half, top), (right - r, top)),
    ):
        points += [points[-1], side[0], *side]  # a straight side, then a corner
    return Shape("curve", tuple(points), pen.colour, pen.fill, pen.width, pen.dashes)


# -- the heads of lines


def head_length(kind: str, width: float) -> float:
    """How far a head reaches from what it points at, with the line's `width`; what the line itself starts beyond."""
    if kind == "normal":
        return _LENGTH + _overshoot(width)
    if kind == "odiamond":
        return _DIAMOND + width
    return {"tee": _TEE, "odot": 2 * _TEE * _SCALE + width / 2}.get(kind, 0.0)


def head(kind: str, tip: Point, towards: Point, pen: Pen) -> Iterator[Shape]:
    """The head of a line at `tip`, of one of Graphviz' kinds. The line goes on in the direction of `towards`.

    ValueError for a kind that no line of ours has.
    """
    away = math.hypot(towards[0] - tip[0], towards[1] - tip[1]) or 1.0
    x, y = (towards[0] - tip[0]) / away, (towards[1] - tip[1]) / away

    def at(along: float, across: float) -> Point:
        return tip[0] + x * along - y * across, tip[1] + y * along + x * across

    if kind == "normal":
        start = _overshoot(pen.width)
        points = (at(start + _LENGTH, _HALF), at(start, 0), at(start + _LENGTH, -_HALF))
        yield Shape("polygon", points, pen.colour, pen.colour, pen.width, None)
    elif kind == "odiamond":
        middle, half = pen.width + _DIAMOND / 2, _DIAMOND / 3
        corners = (at(pen.width + _DIAMOND, 0), at(middle, half), at(pen.width, 0), at(middle, -half))
        yield Shape("polygon", corners, pen.colour, None, pen.width, None)
    elif kind == "tee":
        bar = (at(0.8, _TEE), at(2.4, _TEE), at(2.4, -_TEE), at(0.8, -_TEE))
        yield Shape("polygon", bar, pen.colour, pen.colour, pen.width, None)
        yield Shape("line", (at(0, 0), at(_TEE, 0)), pen.colour, None, pen.width, None)
    elif kind == "odot":
        radius = _TEE * _SCALE
        yield Shape("ellipse", (at(radius + pen.width / 2, 0), (radius, radius)), pen.colour, None, pen.width, None)
    elif kind != "none":
        raise ValueError(f"{kind!r} is no head of a line")


def _overshoot(width: float) -> float:
    """How far the drawn point of an arrow head reaches beyond its corner: its sides are lines of that width."""
    return width / 2 / math.sin(math.atan2(_HALF, _LENGTH))
