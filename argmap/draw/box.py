"""A card or bar by itself, in the sizes that Graphviz gives it: measured, and drawn wherever it stands."""

import html
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.draw import label
from argmap.draw.dot import Box
from argmap.draw.label import Font, Run, Table
from argmap.draw.layout import DASHES, Shape, Words
from argmap.draw.outline import Frame, Pen, outline

_INCH = 72.0


class Sized(NamedTuple):
    """A card or bar: all of its attributes, what is written on it, and its size on the page in points."""

    look: Mapping[str, str]
    label: Table | Run
    wide: float
    high: float


def sized(box: Box, defaults: Mapping[str, str]) -> Sized:
    """Read and measure a card or bar; `defaults` are the attributes of all boxes of its drawing."""
    look = {**defaults, **box.attributes}
    across, down = (float(part) * _INCH for part in look["margin"].split(","))
    made: Table | Run
    if box.label.startswith("<<"):
        made = label.read(box.label, look["fontcolor"])
        wide, high = made.width, made.height
    else:
        made = label.plain(html.unescape(box.label), Font(float(look["fontsize"]), False, look["fontcolor"]))
        wide, high = made.width, made.font.size * label.LINE_HEIGHT
    # What Graphviz gives any box at least.
    wide = max(wide + 2 * across, float(look.get("width", "0.75")) * _INCH)
    high = max(high + 2 * down, float(look.get("height", "0.5")) * _INCH)
    return Sized(look, made, wide, high)


def face(look: Mapping[str, str], made: Table | Run, frame: Frame) -> Iterator[Shape | Words]:
    """The outline of a card or bar in its frame, and what is written on it, in the middle."""
    style = look["style"]
    dashes = next((DASHES[word] for word in style.split(",") if word in DASHES), None)
    pen = Pen(look["color"], look["fillcolor"], float(look["penwidth"]), dashes)
    yield from outline(frame, look["shape"], style, pen)
    x, y = (frame.left + frame.right) / 2, (frame.low + frame.top) / 2
    if isinstance(made, Table):
        yield from label.draw(made, x - made.width / 2, y + made.height / 2)
        return
    size = made.font.size
    yield Words(made.words, (x, y - size / 3), "c", made.width, size, False, made.font.colour, None)
