"""The map's title over its picture, whoever laid that out.

Graphviz has one label for a graph, and the legend is it; in a cluster with a label of its own it would turn the order
of the branches about, in a picture from left to right. So the title is set here, and put on top of what is laid out.
"""

import dataclasses
import math
from typing import NamedTuple

from argmap.draw import text
from argmap.draw.dot import Box, Drawing
from argmap.draw.layout import PAD, Layout, Shape, Words

SIZE = 14.0  # points

_WIDEST = 720.0  # points, of a line that is easily read
_MOST_LINES = 12
_LINE_HEIGHT = 1.2  # ems
_GAP = 12.0  # points between the title and what is under it


class Heading(NamedTuple):
    """The lines of a title, placed over a picture, and by how much they make it higher; in points."""

    lines: tuple[Words, ...]
    height: float


def heading(title: str, ink: str, wide: float, high: float) -> Heading:
    """The title over a picture of that size, which it makes no wider; no lines and no height where there is none."""
    lines = text.wrap(title, min(wide, _WIDEST), SIZE, bold=True, most=_MOST_LINES)
    height = len(lines) * SIZE * _LINE_HEIGHT + _GAP if lines else 0.0
    turned = text.runs_left(title)
    x, align, mark = (wide, "r", text.RIGHT_TO_LEFT) if turned else (0.0, "l", "")
    placed = []
    for place, line in enumerate(lines):
        y = high + height - place * SIZE * _LINE_HEIGHT - SIZE
        placed.append(Words(mark + line, (x, y), align, text.width(line, SIZE, bold=True), SIZE, True, ink, None))
    return Heading(tuple(placed), height)


def headed(layout: Layout, drawing: Drawing) -> Layout:
    """The layout with the drawing's title on top of it; its first part is the ground, whose first shape the page."""
    over = heading(drawing.heading, drawing.node["fontcolor"], layout.width, layout.height)
    if not over.lines:
        return layout
    ground, *parts = layout.parts
    high = layout.height + over.height
    drawn = (_page(layout.width, high, ground.drawn[0]), *ground.drawn[1:], *over.lines)
    return dataclasses.replace(layout, height=high, parts=(ground._replace(drawn=drawn), *parts))


def _page(wide: float, high: float, page: Shape | Words) -> Shape | Words:
    corners = ((-PAD, -PAD), (-PAD, high + PAD), (wide + PAD, high + PAD), (wide + PAD, -PAD))
    return dataclasses.replace(page, points=corners) if isinstance(page, Shape) else page


def box(over: Heading) -> Box:
    """The title as a box of a drawing in which everything has its place."""
    wide = math.ceil(max(line.width for line in over.lines))
    rows = "".join(
        f'<TR><TD WIDTH="{wide}" ALIGN="LEFT"><B>{text.label(line.text)}</B></TD></TR>' for line in over.lines
    )
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'
    first = over.lines[0]
    left = first.at[0] - (wide if first.align == "r" else 0)
    y = first.at[1] + SIZE - len(over.lines) * SIZE * _LINE_HEIGHT / 2
    look = {"shape": "none", "style": "solid", "margin": "0", "width": "0", "height": "0", "fontsize": f"{SIZE:g}"}
    # With a space, so that it is nobody's id.
    return Box("the title", f"<{table}>", {**look, "id": "map-heading", "pos": f"{left + wide / 2:.2f},{y:.2f}"})
