"""A drawing as a picture in one of the formats, with notes on what the picture could not keep."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from argmap.draw import font
from argmap.draw.engine import TIME_LIMIT, Engine, find, run

if TYPE_CHECKING:
    from argmap.draw.dot import Drawing

FORMATS = ("svg", "png", "pdf", "dot")
RESOLUTION = 144.0  # dots per inch
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 16_000  # pixels

_POINTS_PER_INCH = 72.0


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
) -> Picture:
    """A drawing as svg, png, pdf or dot, laid out by the `engine` of that name: auto, graphviz-pure or dot.

    `resolution`, in dots per inch, is for PNG alone; `time_limit` is in seconds, for each run of the engine. Raises
    EngineError where none can lay it out, ValueError for an unknown format or engine.
    """
    if format_ not in FORMATS:
        raise ValueError(f"{format_!r} is no format: use one of {', '.join(FORMATS)}")
    if format_ == "dot":
        return Picture(drawing.source.encode())
    program = find(engine)
    if format_ == "svg":
        return _svg(drawing, program, time_limit)
    return (_pdf if format_ == "pdf" else _png)(drawing, program, time_limit, resolution)


def fitting(width: float, height: float, resolution: float) -> float:
    """The resolution, or a lower one at which a picture of that size (in points) keeps to the limits of a PNG."""
    by_side = LONGEST_SIDE * _POINTS_PER_INCH / max(width, height)
    by_area = math.sqrt(MOST_PIXELS / (width * height)) * _POINTS_PER_INCH
    highest = min(by_side, by_area)
    return resolution if resolution <= highest else max(0.1, math.floor(highest * 10) / 10)


def _svg(drawing: "Drawing", program: Engine, time_limit: float) -> Picture:
    from argmap.draw import svg

    drawn = run(program, drawing.source, "-Tsvg", time_limit=time_limit)
    return Picture(svg.finish(drawn, drawing.title, drawing.description, drawing.words, drawing.theme))


def _pdf(drawing: "Drawing", program: Engine, time_limit: float, _: float) -> Picture:
    from argmap.draw import layout, pdf

    laid_out = layout.lay_out(program, drawing.source, time_limit)
    document = pdf.write(laid_out, drawing.title)
    return Picture(document.data, _lost_note(document.lost, "PDF") + _cut_note(drawing.cut, "PDF"))


def _png(drawing: "Drawing", program: Engine, time_limit: float, resolution: float) -> Picture:
    """Two runs: the size has to be known before so many pixels are asked for."""
    from argmap.draw import layout

    laid_out = layout.lay_out(program, drawing.source, time_limit)
    dpi = fitting(laid_out.width + 2 * layout.PAD, laid_out.height + 2 * layout.PAD, resolution)
    source, lost = drawing.source, ""
    if program.name == "graphviz-pure":  # Graphviz' own `dot` draws with the machine's fonts: nothing is known of them
        lost = font.missing(laid_out.texts(), ordered=True)
        # Names in DOT are plain ASCII, so that this changes nothing but words.
        source = "".join(c if c < "\x80" else font.shown(c, lost) for c in source)
    data = run(program, source, "-Tpng", f"-Gdpi={dpi:g}", time_limit=time_limit)
    notes = _lost_note(lost, "PNG") + _cut_note(drawing.cut, "PNG") + _links_note(laid_out.links())
    return Picture(data, notes + _smaller_note(dpi, resolution))


def _smaller_note(dpi: float, resolution: float) -> tuple[str, ...]:
    if dpi >= resolution:
        return ()
    return (
        f"the map is too large for a PNG at {resolution:g} dots per inch: drawn at {dpi:g} "
        "(SVG and PDF have no such limit; --depth and --root draw less)",
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
    return (f"the {where} cannot show {count} and has a mark in place of each: {some} (SVG can show them)",)
