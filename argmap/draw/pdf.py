"""A layout as a PDF of one page: vectors, text that can be selected and searched, links, the font cut to what is used.

graphviz-pure writes no PDF and Graphviz' own takes whatever fonts a machine has; from the drawing operations both
engines give the same kind of file. Its date is fixed, so that the same map gives the same bytes.
"""

import dataclasses
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw import fallback, font, text
from argmap.draw.layout import PAD, Layout, Part, Point, Shape, Words

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.drawing import PaintedPath

# PDF readers refuse pages beyond 200 inches; a larger map is scaled to fit.
_LARGEST_SIDE = 14400.0

_BASELINE = 0.3  # ems: how far below the middle of a cell fpdf2 sets its text

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Document(NamedTuple):
    """A PDF, and the characters it cannot show, each of which it replaces by a visible mark."""

    data: bytes
    lost: str


def write(layout: Layout, title: str) -> Document:
    """The layout as a PDF called `title`."""
    odd = font.missing(layout.texts())
    turned = set(odd) - set(font.missing(odd, ordered=True)) if fallback.can_shape() else set()
    more = fallback.faces("".join(c for c in odd if c not in turned))
    lost = "".join(c for c in odd if c not in turned.union(*(face.characters for face in more)))
    page = _page(layout, title)
    with tempfile.TemporaryDirectory() as folder:
        _add_fonts(page, layout, lost, more, Path(folder))
        scale = page.w / (layout.width + 2 * PAD)
        sheet = _Sheet(page, scale, page.h - PAD * scale, lost, more, frozenset(odd) - frozenset(lost))
        for part in layout.parts:
            for item in _turned(part):
                sheet.draw(item)
        return Document(bytes(page.output()), lost)


def as_png(data: bytes, resolution: float) -> bytes:
    """The first page of a PDF as a PNG, with so many dots per inch."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(data)
    try:
        image = document[0].render(scale=resolution / 72).to_pil()
    finally:
        document.close()
    made = BytesIO()
    image.save(made, "PNG", dpi=(resolution, resolution))
    return made.getvalue()


def _turned(part: Part) -> Iterator[Shape | Words]:
    """What a part draws; lines of a card that run from right to left begin at its right, as far in as others do."""
    words = [item for item in part.drawn if isinstance(item, Words)]
    if not part.id.startswith("node-") or not any(_runs_left(item) for item in words):
        yield from part.drawn
        return
    outline = next(item for item in part.drawn if isinstance(item, Shape))
    across = [x for x, _ in outline.points]
    right = max(across) - (min(item.at[0] for item in words if item.align == "l") - min(across))
    for item in part.drawn:
        if isinstance(item, Words) and _runs_left(item):
            yield dataclasses.replace(item, at=(right, item.at[1]), align="r")
        else:
            yield item


def _runs_left(words: Words) -> bool:
    return words.align == "l" and words.text.startswith(text.RIGHT_TO_LEFT)


def _page(layout: Layout, title: str) -> "FPDF":
    from fpdf import FPDF

    size = (layout.width + 2 * PAD, layout.height + 2 * PAD)
    scale = min(1.0, _LARGEST_SIDE / max(size))
    page = FPDF(unit="pt", format=(size[0] * scale, size[1] * scale))
    page.set_creation_date(_NO_DATE)
    page.set_title(text.clean(title))
    page.set_creator("argmap")
    page.set_margin(0)
    page.c_margin = 0
    page.set_auto_page_break(False)
    page.add_page()
    return page


def _add_fonts(page: "FPDF", layout: Layout, lost: str, more: Sequence[fallback.Face], folder: Path) -> None:
    used = {c for words in layout.texts() for c in font.shown(words, lost)} | {*fallback.PAIRS}
    for style, path in font.cut_faces(used | {" "}, folder).items():
        page.add_font("arimo", style, path)
    for place, face in enumerate(more):
        page.add_font(f"more{place}", "", fallback.cut(face, used, folder))


class _Sheet:
    """A page that takes shapes and words in the layout's points, from the lower left."""

    def __init__(
        self, page: "FPDF", scale: float, floor: float, lost: str, more: Sequence[fallback.Face], shaped: frozenset[str]
    ) -> None:
        self._page = page
        self._scale = scale
        self._floor = floor
        self._lost = lost
        self._more = more
        self._shaped = shaped  # what is set by HarfBuzz, and from another font where ours lacks it

    def draw(self, item: Shape | Words) -> None:
        """Put one item on the page, over what is there."""
        if isinstance(item, Words):
            self._write(item)
        elif item.pen or item.fill:
            self._paint(item)

    def _at(self, point: Point) -> Point:
        return (point[0] + PAD) * self._scale, self._floor - point[1] * self._scale

    def _write(self, words: Words) -> None:
        size = words.size * self._scale
        self._page.set_font("arimo", "B" if words.bold else "", size)
        self._page.set_text_color(*_rgb(words.colour))
        shown = font.shown(words.text, self._lost)
        turned = words.text.startswith(text.RIGHT_TO_LEFT)
        if turned or not self._shaped.isdisjoint(words.text):
            self._shape(words, fallback.runs(shown, self._more, turned=turned), size)
            return
        width = self._page.get_string_width(shown)
        x, y = self._at(words.at)
        x -= {"l": 0.0, "c": width / 2, "r": width}[words.align]
        self._page.text(x, y, shown)
        self._link(words, x, y, width, size)

    def _shape(self, words: Words, runs: Sequence[fallback.Run], size: float) -> None:
        """Words of other scripts, run by run, no wider than they were laid out."""
        widths = [self._set_run(run, words, size) for run in runs]
        total, most = sum(widths), words.width * self._scale
        squeezed = min(1.0, most / total) if total else 1.0
        x, y = self._at(words.at)
        x -= {"l": 0.0, "c": total / 2, "r": total}[words.align] * squeezed
        self._link(words, x, y, total * squeezed, size)
        for run, width in zip(runs, widths, strict=True):
            self._set_run(run, words, size)
            self._page.set_stretching(100 * squeezed)
            self._page.set_xy(x, y - _BASELINE * size)
            self._page.cell(width * squeezed, 0, run.words, align="L")
            self._page.set_stretching(100)
            x += width * squeezed
        self._page.set_text_shaping(False)

    def _set_run(self, run: fallback.Run, words: Words, size: float) -> float:
        """Take the font of a run; how wide the run is in it."""
        is_ours = run.face is None
        style = "B" if is_ours and words.bold else ""
        self._page.set_font("arimo" if is_ours else f"more{run.face}", style, size)
        self._page.set_text_shaping(True, direction="rtl" if run.turned else "ltr")
        return float(self._page.get_string_width(run.words))

    def _link(self, words: Words, x: float, y: float, width: float, size: float) -> None:
        address = text.address(words.link or "")
        if address and not address.startswith("#"):
            self._page.link(x, y - size * 0.8, width, size, address)

    def _paint(self, shape: Shape) -> None:
        from fpdf.drawing import PaintedPath

        path = PaintedPath(*self._at(shape.points[0]))
        self._trace(shape, path)
        style = path.style
        style.fill_color = shape.fill
        style.stroke_color = shape.pen
        style.stroke_width = shape.width * self._scale
        style.stroke_dash_pattern = tuple(dash * self._scale for dash in shape.dashes or ())
        style.stroke_cap_style = "butt"  # any other would close the gaps of a dashed line
        style.auto_close = False
        with self._page.drawing_context() as drawing:
            drawing.add_item(path)

    def _trace(self, shape: Shape, path: "PaintedPath") -> None:
        if shape.kind == "ellipse":
            across, up = shape.points[1]
            path.ellipse(*self._at(shape.points[0]), across * self._scale, up * self._scale)
            return
        rest = [self._at(point) for point in shape.points[1:]]
        if shape.kind == "curve":
            for i in range(0, len(rest), 3):
                path.curve_to(*rest[i], *rest[i + 1], *rest[i + 2])
        else:
            for point in rest:
                path.line_to(*point)
        if shape.kind == "polygon":
            path.close()


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
