"""Graphviz' HTML labels, laid out here: as much of them as the cards and the legend use.

The tree layout reads the very labels that Graphviz gets, and sets them as Graphviz 16 does, so that the two cannot come
to look different. The language is that of https://graphviz.org/doc/info/shapes.html#html. What cards and the legend do
not use is not understood, and an attribute nobody knows is an error, not a guess.
"""

import html
import xml.etree.ElementTree as ET  # what is read here was written by `card` and `legend`, not by a user
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.draw.layout import DASHES, Point, Shape, Words
from argmap.draw.outline import Frame, Pen, outline

LINE_HEIGHT = 1.2  # ems from line to line
KEPT = 4096  # labels

_CELL = ("WIDTH", "HEIGHT", "ALIGN", "BALIGN", "COLSPAN", "HREF", "BORDER", "SIDES", "STYLE", "COLOR", "BGCOLOR")
_KNOWN = frozenset((*_CELL, "FIXEDSIZE", "CELLPADDING", "CELLSPACING", "CELLBORDER", "POINT-SIZE"))


class Font(NamedTuple):
    """How a text is set."""

    size: float = theme.TEXT_SIZE
    bold: bool = False
    colour: str = theme.colour("ink")


class Run(NamedTuple):
    """A piece of a line, in one font, and how wide it is in points."""

    words: str
    font: Font
    width: float


class Line(NamedTuple):
    """A line of text: its height, and how far below its top it stands."""

    runs: list[Run]
    height: float
    baseline: float


class Block(NamedTuple):
    """Lines below each other, and how large they are together."""

    lines: list[Line]
    width: float
    height: float


@dataclass(slots=True)
class Cell:
    """A cell and what is in it; `width` and `height` are what it needs, `span` is a number of columns."""

    attributes: Mapping[str, str]
    padding: float
    border: float
    span: int
    content: "Block | Table"
    width: float
    height: float


@dataclass(slots=True)
class Table:
    """Rows of cells, and the sizes of columns, rows and the whole, in points."""

    rows: list[list[Cell]]
    spacing: float
    columns: list[float]
    heights: list[float]
    width: float
    height: float


@lru_cache(KEPT)
def read(label: str, ink: str = theme.colour("ink")) -> Table:
    """The table of an HTML label, with or without its angle brackets, and how large it is; `ink` colours its text.

    It is kept for the next picture with such a card: a map that is watched changes little from save to save.
    ValueError where the label has something that is not understood here.
    """
    root = ET.fromstring(label.removeprefix("<").removesuffix(">") if label.startswith("<<") else label)
    return _table(root, Font(colour=ink))


def plain(words: str, font: Font) -> Run:
    """A text in one font, measured."""
    return Run(words, font, text.width(words, font.size, bold=font.bold))


def draw(table: Table, left: float, top: float) -> Iterator[Shape | Words]:
    """What a table draws with its corner at the upper left there; y goes up."""
    y = top - table.spacing
    for row, height in zip(table.rows, table.heights, strict=True):
        x, column = left + table.spacing, 0
        for cell in row:
            wide = sum(table.columns[column : column + cell.span]) + (cell.span - 1) * table.spacing
            yield from _draw_cell(cell, x, y, wide, height)
            x += wide + table.spacing
            column += cell.span
        y -= height + table.spacing


# -- reading and measuring


def _table(element: ET.Element, font: Font) -> Table:
    _check(element, "TABLE")
    padding = float(element.get("CELLPADDING", "2"))
    spacing = float(element.get("CELLSPACING", "2"))
    rows = [_row(row, font, padding) for row in element]
    columns = _columns(rows, spacing)
    heights = [max(cell.height for cell in row) for row in rows]
    width = sum(columns) + (len(columns) + 1) * spacing
    height = sum(heights) + (len(heights) + 1) * spacing
    return Table(rows, spacing, columns, heights, width, height)


def _row(element: ET.Element, font: Font, padding: float) -> list[Cell]:
    _check(element, "TR")
    return [_cell(cell, font, padding) for cell in element]


def _columns(rows: list[list[Cell]], spacing: float) -> list[float]:
    """How wide each column is: as its widest cell, and the last of those that a cell spans takes what it lacks."""
    columns = [0.0] * max(sum(cell.span for cell in row) for row in rows)
    for spanning in (False, True):
        for row in rows:
            first = 0
            for cell in row:
                last = first + cell.span - 1
                if (cell.span > 1) == spanning:
                    lacks = cell.width - sum(columns[first : last + 1]) - (cell.span - 1) * spacing
                    columns[last] += max(0.0, lacks)
                first = last + 1
    return columns


def _cell(element: ET.Element, font: Font, padding: float) -> Cell:
    _check(element, "TD")
    get = element.get
    border, padding = float(get("BORDER", "0")), float(get("CELLPADDING", padding))
    content = _table(element[0], font) if len(element) and element[0].tag == "TABLE" else _block(element, font)
    around = 2 * (padding + border)
    width, height = float(get("WIDTH", "0")), float(get("HEIGHT", "0"))
    if get("FIXEDSIZE") != "TRUE":
        width, height = max(content.width + around, width), max(content.height + around, height)
    return Cell(element.attrib, padding, border, int(get("COLSPAN", "1")), content, width, height)


def _block(element: ET.Element, font: Font) -> Block:
    lines: list[list[Run]] = [[]]
    _fill(lines, element, font)
    made = [_line(runs) for runs in lines]
    return Block(made, max(sum(run.width for run in runs) for runs in lines), sum(line.height for line in made))


def _fill(lines: list[list[Run]], element: ET.Element, font: Font) -> None:
    """Add the text of an element to the lines: it nests no deeper than fonts do, two or three levels."""
    _put(lines, element.text, font)
    for child in element:
        if child.tag == "BR":
            lines.append([])
        elif child.tag == "B":
            _fill(lines, child, font._replace(bold=True))
        else:
            _check(child, "FONT")
            size, colour = float(child.get("POINT-SIZE", font.size)), child.get("COLOR", font.colour)
            _fill(lines, child, Font(size, font.bold, colour))
        _put(lines, child.tail, font)


def _put(lines: list[list[Run]], words: str | None, font: Font) -> None:
    if words:
        lines[-1].append(plain(words.replace("\\\\", "\\"), font))  # see `text.label`


def _line(runs: list[Run]) -> Line:
    """Graphviz sets a line with bold or two fonts in it higher than a plain one."""
    size = max((run.font.size for run in runs), default=theme.TEXT_SIZE)
    is_plain = len(runs) == 1 and not runs[0].font.bold
    return Line(runs, size * LINE_HEIGHT, size if is_plain else 0.9 * size - 1)


def _check(element: ET.Element, tag: str) -> None:
    if element.tag != tag:
        raise ValueError(f"<{element.tag}> where <{tag}> was expected")
    unknown = element.attrib.keys() - _KNOWN
    if unknown:
        raise ValueError(f"{tag} has {', '.join(sorted(unknown))}, which is not understood")


# -- drawing


def _draw_cell(cell: Cell, left: float, top: float, wide: float, high: float) -> Iterator[Shape | Words]:
    fill = cell.attributes.get("BGCOLOR")
    if cell.attributes.get("STYLE") == "rounded":
        pen = Pen(cell.attributes.get("COLOR", "#000000"), fill, cell.border)
        yield from outline(Frame(left, top - high, left + wide, top), "box", "rounded", pen)
    else:
        if fill:
            yield Shape("polygon", _corners(left, top, wide, high), None, fill, 1.0, None)
        if cell.border:
            yield from _edge(cell, left, top, wide, high)
    inset, content = cell.padding + cell.border, cell.content
    x = _aligned(cell, left + inset, wide - 2 * inset, content.width)
    y = top - (high - content.height) / 2
    if isinstance(content, Table):
        yield from draw(content, x, y)
    else:
        yield from _draw_block(cell, content, x, y, left + wide - inset)


def _edge(cell: Cell, left: float, top: float, wide: float, high: float) -> Iterator[Shape]:
    """The border of a cell, or some of its sides."""
    half = cell.border / 2
    corners = _corners(left + half, top - half, wide - 2 * half, high - 2 * half)
    pen, dashes = cell.attributes.get("COLOR", "#000000"), DASHES.get(cell.attributes.get("STYLE", ""))
    sides = cell.attributes.get("SIDES")
    if sides is None:
        yield Shape("polygon", corners, pen, None, cell.border, dashes)
        return
    for at, side in enumerate("TLBR"):
        if side in sides:
            yield Shape("line", (corners[at], corners[(at + 1) % 4]), pen, None, cell.border, dashes)


def _corners(left: float, top: float, wide: float, high: float) -> tuple[Point, ...]:
    right, low = left + wide, top - high
    return ((right, top), (left, top), (left, low), (right, low))


def _aligned(cell: Cell, left: float, room: float, wide: float) -> float:
    share = {"LEFT": 0.0, "RIGHT": 1.0}.get(cell.attributes.get("ALIGN", "CENTER"), 0.5)
    return left + share * (room - wide)


def _draw_block(cell: Cell, block: Block, left: float, top: float, right: float) -> Iterator[Words]:
    """Lines from their left; one that is marked to read from right to left starts at the right of the cell."""
    link = cell.attributes.get("HREF")
    address = html.unescape(link) if link else None  # it was escaped once more, see `card`
    for line in block.lines:
        x, y = left, top - line.baseline
        for words, font, width in line.runs:
            if words.startswith(text.RIGHT_TO_LEFT):
                yield Words(words, (right, y), "r", width, font.size, font.bold, font.colour, address)
            elif not words.isspace():
                yield Words(words, (x, y), "l", width, font.size, font.bold, font.colour, address)
            x += width
        top -= line.height
