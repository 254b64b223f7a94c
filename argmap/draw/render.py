"""A drawing as a picture in one of the formats, with notes on what the picture could not keep."""

import dataclasses
import math
import re
from dataclasses import dataclass
from threading import Event
from typing import TYPE_CHECKING

from argmap.collector import collector_paused
from argmap.draw import fallback, font
from argmap.draw.engine import TIME_LIMIT, Crashed, Engine, find, run

if TYPE_CHECKING:
    from argmap.draw.dot import Drawing
    from argmap.draw.heading import Heading
    from argmap.draw.layout import Layout
    from argmap.draw.svg import Dress

ENGINES = ("auto", "graphviz-pure", "dot", "tree")
# Beyond so many cards `auto` lays a map out as a tree: Graphviz would need more than all else together.
MOST_FOR_GRAPHVIZ = 1_000

FORMATS = ("svg", "png", "pdf", "dot")
RESOLUTION = 144.0  # dots per inch
LEGIBLE = 48.0  # dots per inch, at which the small text of a card is six pixels high
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000  # pixels

_MORE = "for more in a {}, pip install 'argmap[fonts]'"
_POINTS_PER_INCH = 72.0
_DASHED_CELL = re.compile(' STYLE="(?:dashed|dotted)"')


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture, and what to tell the user about it."""

    data: bytes
    notes: tuple[str, ...] = ()


def picture(
    drawing: "Drawing",
    format_: str = "svg",
    *,
    engine: str = "auto",
    time_limit: float = TIME_LIMIT,
    resolution: float = RESOLUTION,
    stop: Event | None = None,
) -> Picture:
    """A drawing as svg, png, pdf or dot, laid out by the `engine` of that name, one of ENGINES.

    `tree` is the layout of our own; `auto` takes it for large maps. `resolution`, in dots per inch, is for PNG alone;
    `time_limit` is in seconds, for each run of a program; a run for an SVG ends once `stop` is set. Raises EngineError
    where none can lay it out, ValueError for an unknown format or engine.
    """
    if format_ not in FORMATS:
        raise ValueError(f"{format_!r} is no format: use one of {', '.join(FORMATS)}")
    if format_ == "dot":
        return Picture(drawing.source.encode())
    if engine == "tree" or (engine == "auto" and _is_large(drawing)):
        return _as_tree(drawing, format_, time_limit, resolution)
    program = find(engine)
    if format_ == "svg":
        return _svg(drawing, program, time_limit, stop)
    placed = _placed(drawing, _laid_out(drawing, program, time_limit))
    return _pdf(placed) if format_ == "pdf" else _png(placed, program, time_limit, resolution)


def _laid_out(drawing: "Drawing", program: Engine, time_limit: float) -> "Layout":
    """The layout; where a program cannot write the legend, we draw it, in the place that the program gives it.

    Graphviz 2.43, which Debian 12 has, crashes in `-Tjson` where a legend has a fill after a dashed line.
    """
    from argmap.draw import layout

    try:
        return layout.lay_out(program, drawing.source, time_limit)
    except Crashed:
        plain = layout.lay_out(program, _DASHED_CELL.sub("", drawing.source), time_limit)
        return _with_legend(plain, drawing)


def _with_legend(laid_out: "Layout", drawing: "Drawing") -> "Layout":
    """The layout with the drawing's legend as we draw it: its first part is the ground, the page and the legend."""
    from argmap.draw import label

    if laid_out.legend is None:
        return laid_out
    legend = label.read(drawing.attributes["label"])
    x, y = laid_out.legend
    ground, *parts = laid_out.parts
    drawn = (ground.drawn[0], *label.draw(legend, x - legend.width / 2, y + legend.height / 2))
    return dataclasses.replace(laid_out, parts=(ground._replace(drawn=drawn), *parts))


@dataclass(frozen=True, slots=True)
class _Placed:
    """A drawing, how it is laid out with its title on top, and the title's place."""

    drawing: "Drawing"
    layout: "Layout"
    heading: "Heading"


def _placed(drawing: "Drawing", layout: "Layout") -> _Placed:
    from argmap.draw.heading import headed, heading

    over = heading(drawing.heading, drawing.node["fontcolor"], layout.width, layout.height)
    return _Placed(drawing, headed(layout, drawing), over)


def _source(placed: _Placed) -> str:
    """DOT text with everything in its place, for a program that only draws it."""
    from argmap.draw.dot import as_dot
    from argmap.draw.heading import box

    pins = placed.layout.pins
    drawing = placed.drawing
    boxes = [each._replace(attributes={**each.attributes, **pins[each.attributes["id"]]}) for each in drawing.boxes]
    lines = [each._replace(attributes={**each.attributes, **pins[each.attributes["id"]]}) for each in drawing.lines]
    return as_dot(drawing, [*boxes, *([box(placed.heading)] if placed.heading.lines else [])], lines)


def _is_large(drawing: "Drawing") -> bool:
    cards = sum(box.attributes["id"].startswith("node-") for box in drawing.boxes)
    return cards > MOST_FOR_GRAPHVIZ


@collector_paused()
def _as_tree(drawing: "Drawing", format_: str, time_limit: float, resolution: float) -> Picture:
    """Laid out by us; for a PNG a program draws what has its places already."""
    from argmap.draw import compose
    from argmap.draw.tree import Tree

    tree = Tree(drawing)
    if format_ == "svg":
        layout = _placed(drawing, tree.layout()).layout
        return Picture(compose.compose(layout, _dress(drawing)))
    if format_ == "pdf":
        return _pdf(_placed(drawing, tree.layout()))
    placed = _placed(drawing, dataclasses.replace(tree.layout(), pins=tree.pins()))
    return _png(placed, find(), time_limit, resolution)


def fitting(width: float, height: float, resolution: float) -> float:
    """The resolution, or a lower one at which a picture of that size (in points) keeps to the limits of a PNG."""
    by_side = LONGEST_SIDE * _POINTS_PER_INCH / max(width, height)
    by_area = math.sqrt(MOST_PIXELS / (width * height)) * _POINTS_PER_INCH
    highest = min(by_side, by_area)
    return resolution if resolution <= highest else max(0.1, math.floor(highest * 10) / 10)


def _svg(drawing: "Drawing", program: Engine, time_limit: float, stop: Event | None) -> Picture:
    from argmap.draw import svg

    drawn = run(program, drawing.source, "-Tsvg", time_limit=time_limit, stop=stop)
    return Picture(svg.finish(drawn, _dress(drawing), drawing.heading))


def _dress(drawing: "Drawing") -> "Dress":
    from argmap.draw.svg import Dress

    return Dress(drawing.title, drawing.description, drawing.words, drawing.theme, drawing.links)


def _pdf(placed: _Placed) -> Picture:
    from argmap.draw import pdf

    document = pdf.write(placed.layout, placed.drawing.title)
    return Picture(document.data, _lost_note(document.lost, "PDF") + _cut_note(placed.drawing.cut, "PDF"))


def _png(placed: _Placed, program: Engine, time_limit: float, resolution: float) -> Picture:
    """The size has to be known before so many pixels are asked for."""
    from argmap.draw.layout import PAD

    laid_out = placed.layout
    dpi = fitting(laid_out.width + 2 * PAD, laid_out.height + 2 * PAD, resolution)
    source, lost = _source(placed), ""
    if program.name == "graphviz-pure":  # Graphviz' own `dot` draws with the machine's fonts: nothing is known of them
        lost = font.missing(laid_out.texts(), ordered=True)
        # Names in DOT are plain ASCII, so that this changes nothing but words.
        source = "".join(c if c < "\x80" else font.shown(c, lost) for c in source)
    if lost and fallback.can_rasterise():
        data, lost = _from_pdf(placed, dpi)
    else:
        data = run(program, source, "-Knop2", "-Tpng", f"-Gdpi={dpi:g}", time_limit=time_limit)
    notes = _lost_note(lost, "PNG") + _cut_note(placed.drawing.cut, "PNG") + _links_note(laid_out.links())
    return Picture(data, notes + _smaller_note(dpi, resolution))


def _from_pdf(placed: _Placed, dpi: float) -> tuple[bytes, str]:
    """A PNG of the PDF, which takes letters from more fonts than any program here, and what even that cannot show."""
    from argmap.draw import pdf

    document = pdf.write(placed.layout, placed.drawing.title)
    return pdf.as_png(document.data, dpi), document.lost


def _smaller_note(dpi: float, resolution: float) -> tuple[str, ...]:
    if dpi >= resolution:
        return ()
    drawn = f"drawn at {dpi:g}" + (", at which its text cannot be read" if dpi < LEGIBLE else "")
    return (
        f"the map is too large for a PNG at {resolution:g} dots per inch: {drawn} "
        "(write an SVG or PDF, which have no such limit, or draw less: --depth, --root, --only weak, --split)",
    )


def _cut_note(cut: int, where: str) -> tuple[str, ...]:
    if not cut:
        return ()
    cards = f"{cut} cards have" if cut > 1 else "a card has"
    return (f"{cards} no room for all words, and the {where} ends them in … (SVG keeps them; --width gives more room)",)


def _links_note(links: int) -> tuple[str, ...]:
    if not links:
        return ()
    are = f"the addresses of {links} sources are" if links > 1 else "the address of a source is"
    return (f"a PNG has no links: {are} not in it (SVG and PDF keep them)",)


def _lost_note(lost: str, where: str) -> tuple[str, ...]:
    if not lost:
        return ()
    some = " ".join(lost[:10]) + (" …" if len(lost) > 10 else "")
    count = f"{len(lost)} characters" if len(lost) > 1 else "a character"
    # `dot` takes fonts from the machine: whoever asks for it by name knows that the picture depends on them.
    other = ", and `--engine dot` where Graphviz and a font for them are installed" if where == "PNG" else ""
    has_fonts = fallback.can_shape() if where == "PDF" else fallback.can_rasterise()
    more = f"once a font for them is installed, the {where} can too" if has_fonts else _MORE.format(where)
    return (
        f"the {where} cannot show {count} and has a mark in place of each: {some} (SVG can show them{other}; {more})",
    )
