"""A layout as a PDF of one page: vectors, text that can be selected and searched, links, the font cut to what is used.

graphviz-pure writes no PDF and Graphviz' own takes whatever fonts a machine has; from the drawing operations both
engines give the same kind of file. Its date is fixed, so that the same map gives the same bytes.
"""

import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from argmap.draw import font, text
from argmap.draw.layout import PAD, Layout, Point, Shape, Words

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.drawing import PaintedPath

# PDF readers refuse pages beyond 200 inches; a larger map is scaled to fit.
_LARGEST_SIDE = 14400.0

_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)


class Document(NamedTuple):
    """A PDF, and the characters it cannot show, each of which it replaces by a visible mark."""

    data: bytes
    lost: str


def write(layout: Layout, title: str) -> Document:
    """The layout as a PDF called `title`."""
    lost = font.missing(layout.texts())
    page = _page(layout, title)
    with tempfile.TemporaryDirectory() as folder:
        _add_fonts(page, layout, lost, Path(folder))
        scale = page.w / (layout.width + 2 * PAD)
        sheet = _Sheet(page, scale, page.h - PAD * scale, lost)
        for item in layout.drawn:
            sheet.draw(item)
        return Document(bytes(page.output()), lost)


def _page(layout: Layout, title: str) -> "FPDF":
    from fpdf import FPDF

    size = (layout.width + 2 * PAD, layout.height + 2 * PAD)
    scale = min(1.0, _LARGEST_SIDE / max(size))
    page = FPDF(unit="pt", format=(size[0] * scale, size[1] * scale))
    page.set_creation_date(_NO_DATE)
    page.set_title(text.clean(title))
    page.set_creator("argmap")
    page.set_margin(0)
    page.set_auto_page_break(False)
    page.add_page()
    return page


def _add_fonts(page: "FPDF", layout: Layout, lost: str, folder: Path) -> None:
    used = {c for words in layout.texts() for c in font.shown(words, lost)}
    for style, path in font.cut_faces(used | {" "}, folder).items():
        page.add_font("arimo", style, path)


class _Sheet:
    """A page that takes shapes and words in the layout's points, from the lower left."""

    def __init__(self, page: "FPDF", scale: float, floor: float, lost: str) -> None:
        self._page = page
        self._scale = scale
        self._floor = floor
        self._lost = lost

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
        width = self._page.get_string_width(shown)
        x, y = self._at(words.at)
        x -= {"l": 0.0, "c": width / 2, "r": width}[words.align]
        self._page.text(x, y, shown)
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
