"""DOT text -> a picture in one of the formats, with notes on what the picture could not keep."""

import math
from dataclasses import dataclass
from typing import Literal, TypeAlias

from argmap.draw import engine, font
from argmap.draw.engine import Choice, Engine, run

Format: TypeAlias = Literal["svg", "png", "pdf", "dot"]
FORMATS: tuple[Format, ...] = ("svg", "png", "pdf", "dot")

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
    dot: str,
    format_: Format = "svg",
    *,
    title: str = "",
    description: str = "",
    choice: Choice = "auto",
    time_limit: float = engine.TIME_LIMIT,
    resolution: float = RESOLUTION,
) -> Picture:
    """Draw DOT text. `resolution` (dots per inch) is for PNG alone; `time_limit` is in seconds and for each run.

    Raises EngineError where no program can lay it out.
    """
    if format_ == "dot":
        return Picture(dot.encode())
    program = engine.find(choice)
    if format_ == "svg":
        from argmap.draw import svg

        return Picture(svg.finish(run(program, dot, "-Tsvg", time_limit=time_limit), title, description))
    return _from_layout(program, dot, format_, title, time_limit, resolution)


def _from_layout(
    program: Engine, dot: str, format_: Format, title: str, time_limit: float, resolution: float
) -> Picture:
    from argmap.draw import layout

    laid_out = layout.read(run(program, dot, "-Tjson", time_limit=time_limit))
    if format_ == "pdf":
        from argmap.draw import pdf

        document = pdf.write(laid_out, title)
        return Picture(document.data, _lost_note(document.lost, "PDF"))
    dpi = fitting(laid_out.width + 2 * layout.PAD, laid_out.height + 2 * layout.PAD, resolution)
    data = run(program, dot, "-Tpng", f"-Gdpi={dpi:g}", time_limit=time_limit)
    notes = _lost_note(font.missing(laid_out.texts()), "PNG") if program.name == "graphviz-pure" else ()
    return Picture(data, notes + _smaller_note(dpi, resolution))


def fitting(width: float, height: float, resolution: float) -> float:
    """The resolution, or a lower one at which a picture of that size (in points) keeps to the limits of a PNG."""
    by_side = LONGEST_SIDE * _POINTS_PER_INCH / max(width, height)
    by_area = math.sqrt(MOST_PIXELS / (width * height)) * _POINTS_PER_INCH
    lowest = min(by_side, by_area)
    return resolution if resolution <= lowest else math.floor(lowest * 10) / 10


def _smaller_note(dpi: float, resolution: float) -> tuple[str, ...]:
    if dpi >= resolution:
        return ()
    return (
        f"the map is too large for a PNG at {resolution:g} dots per inch: drawn at {dpi:g} "
        "(SVG and PDF have no such limit; --depth and --root draw less)",
    )


def _lost_note(lost: str, where: str) -> tuple[str, ...]:
    if not lost:
        return ()
    some = " ".join(lost[:10]) + (" …" if len(lost) > 10 else "")
    count = f"{len(lost)} characters" if len(lost) > 1 else "a character"
    return (f"the {where} cannot show {count} and has a mark in place of each: {some} (SVG can show them)",)
