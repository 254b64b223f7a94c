"""What an engine drew, as a list of strokes and words: its `-Tjson` read into values.

The format is that of Graphviz' xdot: pen and fill, then shapes and texts, coordinates in points from the lower left.
"""

import html
import json
import re
import xml.etree.ElementTree as ET  # what is read here is an engine's output, not a user's file
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from argmap.draw.engine import TIME_LIMIT, Engine, run

Point: TypeAlias = tuple[float, float]

# Graphviz draws this much white space around everything, whatever the format.
PAD = 4.0

_BACKSLASH = "\x7f"
_PINS = ("pos", "lp")
_DRAWN = ("_draw_", "_hdraw_", "_tdraw_", "_ldraw_", "_hldraw_", "_tldraw_")
DASHES = {"dashed": (5.0, 2.0), "dotted": (1.0, 5.0)}


@dataclass(frozen=True, slots=True)
class Shape:
    """A polygon, a line, a line of Bézier curves (start, then three points a curve) or an ellipse (centre, radii)."""

    kind: Literal["polygon", "line", "curve", "ellipse"]
    points: tuple[Point, ...]
    pen: str | None  # "#rrggbb", None for none
    fill: str | None
    width: float
    dashes: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Words:
    """A text on one line. `at` is a point of its baseline: left, centre or right by `align` (l, c, r)."""

    text: str
    at: Point
    align: str
    width: float
    size: float
    bold: bool
    colour: str
    link: str | None  # where it leads


class Part(NamedTuple):
    """A card, a bar, a line, or the ground with the legend: its id and classes in the picture, and what is drawn."""

    id: str
    classes: str
    drawn: tuple[Shape | Words, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The size of the drawing in points, without the white space around it, and its parts, in order."""

    width: float
    height: float
    parts: tuple[Part, ...]
    pins: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # where each is, as Graphviz says it, by id
    legend: Point | None = None  # its middle

    @property
    def drawn(self) -> Iterator[Shape | Words]:
        """All shapes and texts, in order."""
        return (item for part in self.parts for item in part.drawn)

    def texts(self) -> Iterator[str]:
        """Every text that is drawn."""
        return (item.text for item in self.drawn if isinstance(item, Words))

    def links(self) -> int:
        """How many places it leads to."""
        return len({item.link for item in self.drawn if isinstance(item, Words) and item.link})


@dataclass(slots=True)
class _Pen:
    """The state that xdot operations change: it starts anew for each part of the drawing."""

    pen: str | None = "#000000"
    fill: str | None = None
    width: float = 1.0
    dashes: tuple[float, float] | None = None
    size: float = 14.0
    bold: bool = False
    links: dict[str, str] = field(default_factory=dict)


def lay_out(engine: Engine, dot: str, time_limit: float = TIME_LIMIT) -> Layout:
    r"""The layout that an engine makes of DOT text. EngineError where it makes none.

    Graphviz 16 doubles each `\` of a text in this format, and cuts as many characters from its end, so a character that
    no cleaned text holds stands for it on the way. In the DOT text that is made here, every `\` is a pair.
    """
    drawn = run(engine, dot.replace("\\\\", _BACKSLASH), "-Tjson", time_limit=time_limit)
    data = json.loads(drawn)
    _, _, width, height = (float(number) for number in data["bb"].split(","))
    # Lines before cards, so that none crosses a card.
    parts = [data, *data.get("edges", ()), *data.get("objects", ())]
    made = (Part(part.get("id", ""), part.get("class", ""), tuple(_part(part))) for part in parts)
    pins = {part["id"]: {name: part[name] for name in _PINS if name in part} for part in parts if "id" in part}
    across, up = (float(number) for number in data.get("lp", "0,0").split(","))
    return Layout(width, height, tuple(made), pins, (across, up) if "lp" in data else None)


def _part(part: dict[str, Any]) -> Iterator[Shape | Words]:
    links = _links(part.get("label", ""))
    for key in _DRAWN:
        pen = _Pen(links=links)
        for operation in part.get(key, ()):
            item = _item(operation, pen)
            if item:
                yield item


def _item(operation: dict[str, Any], pen: _Pen) -> Shape | Words | None:
    """The shape or text that one operation draws; None where it only changes the pen."""
    code = operation["op"]
    if code == "T":
        return _words(operation, pen)
    if code in "pPLbB":
        return _shape(code, tuple((x, y) for x, y in operation["points"]), pen)
    if code in "eE":
        x, y, across, up = operation["rect"]
        return _shape(code, ((x, y), (across, up)), pen)
    _change(code, operation, pen)
    return None


def _shape(code: str, points: tuple[Point, ...], pen: _Pen) -> Shape:
    kinds: dict[str, Literal["polygon", "line", "curve", "ellipse"]]
    kinds = {"p": "polygon", "l": "line", "b": "curve", "e": "ellipse"}
    fill = pen.fill if code in "PBE" else None
    return Shape(kinds[code.lower()], points, pen.pen, fill, pen.width, pen.dashes)


def _words(operation: dict[str, Any], pen: _Pen) -> Words:
    words = operation["text"].replace(_BACKSLASH, "\\")
    at = (float(operation["pt"][0]), float(operation["pt"][1]))
    link = pen.links.get(operation["text"])
    return Words(words, at, operation["align"], operation["width"], pen.size, pen.bold, pen.pen or "#000000", link)


def _change(code: str, operation: dict[str, Any], pen: _Pen) -> None:
    if code == "c":
        pen.pen = _colour(operation["color"])
    elif code == "C":
        pen.fill = _colour(operation["color"])
    elif code == "F":
        pen.size = operation["size"]
    elif code == "t":
        pen.bold = bool(operation["fontchar"] & 1)
    elif code == "S":
        _restyle(operation["style"], pen)


def _restyle(style: str, pen: _Pen) -> None:
    width = re.fullmatch(r"setlinewidth\((.+)\)", style)
    if width:
        pen.width = float(width[1])
    else:
        pen.dashes = DASHES.get(style)


def _colour(written: str) -> str | None:
    """The colour without its transparency; None where nothing of it is to be seen."""
    named = {"black": "#000000", "white": "#ffffff"}.get(written, written)
    return named[:7] if named.startswith("#") and not (len(named) == 9 and named.endswith("00")) else None


def _links(label: str) -> dict[str, str]:
    """Where the texts of an HTML label lead: the operations do not say it, the cells of the label do."""
    if " HREF=" not in label:
        return {}
    cells = (cell for cell in ET.fromstring(label).iter("TD") if cell.get("HREF"))
    return {words: html.unescape(cell.get("HREF", "")) for cell in cells for words in cell.itertext()}
