"""The SVG of a layout of ours, in the same form as what `svg` makes of an engine's: one family for page and reader.

It is written as text, element by element: of a large map there are a hundred thousand.
"""

import math
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import groupby

from argmap.draw import svg, text
from argmap.draw.layout import PAD, Layout, Part, Point, Shape, Words

_SCHEME = "http://www.w3.org/2000/svg"
_ANCHORS = {"l": "start", "c": "middle", "r": "end"}


def compose(layout: Layout, dress: svg.Dress) -> bytes:
    """The SVG of a layout whose first part is its ground, as UTF-8."""
    ground, *parts = layout.parts
    wide, high = layout.width + 2 * PAD, layout.height + 2 * PAD
    size = {"width": f"{math.ceil(wide)}pt", "height": f"{math.ceil(high)}pt"}
    root = ET.Element("svg", {**size, "viewBox": f"0.00 0.00 {wide:.2f} {high:.2f}", "xmlns": _SCHEME})
    has_links = bool(dress.links) or any(map(_address, layout.drawn))
    svg.name(root, dress.title, dress.description, has_links=has_links)
    if dress.mode == "auto":
        svg.add_styles(root, _used(layout))
    lines = [svg.DECLARATION, f"<svg{svg.attributes_of(root)}>\n"]
    for element in root:
        svg.write(element, lines.append)
    lines.append(f'<g id="graph0" class="graph" transform="translate({PAD:g} {layout.height + PAD:.2f})">\n')
    lines += _items(ground.drawn, "page")
    for part in parts:
        lines += part_lines(part, dress.words.get(part.id, ""), dress.links.get(part.id))
    lines.append("</g>\n</svg>\n")
    return "".join(lines).encode()


def _used(layout: Layout) -> set[str]:
    """The names of the colours in use."""
    colours: set[str | None] = set()
    for item in layout.drawn:
        colours.update((item.colour,) if isinstance(item, Words) else (item.pen, item.fill))
    return {svg.VARIABLES[colour] for colour in colours if colour in svg.VARIABLES}


def part_lines(part: Part, words: str, link: str | None = None) -> Iterator[str]:
    """The lines of a card, bar or line; `words` say it to a screen reader, and `link` is where it leads."""
    is_line = part.classes.startswith("edge")
    hidden = ' aria-hidden="true"' if is_line else ""
    yield f'<g id="{svg.escaped(part.id)}" class="{svg.escaped(part.classes)}"{hidden}>\n'
    if words:
        yield f"<title>{svg.escaped(words)}</title>\n"
    if link:  # all of the card but what is a link already: no link stands in another
        yield f'<a href="{svg.escaped(link)}">\n'
        yield from _items((item for item in part.drawn if not _address(item)), "card")
        yield "</a>\n"
        yield from _items((item for item in part.drawn if _address(item)), "")
    else:
        yield from _items(part.drawn, "" if is_line else "card", is_line=is_line)
    yield "</g>\n"


def _class(shape: Shape, is_line: bool) -> str:
    """What is filled and not drawn round is the ground below the word of a line."""
    return "ground" if is_line and shape.pen is None else ""


def _address(item: Shape | Words) -> str | None:
    """Where an item leads, if it may."""
    return text.address(item.link) if isinstance(item, Words) and item.link else None


def _items(drawn: Iterable[Shape | Words], first: str, *, is_line: bool = False) -> Iterator[str]:
    """The elements of a part; `first` is the class of the first, and words that lead to one place share a link."""
    for address, group in groupby(drawn, key=_address):
        if address:
            yield f'<a href="{svg.escaped(address)}" rel="noopener noreferrer">\n'
        for item in group:
            yield _words(item) if isinstance(item, Words) else _shape(item, first or _class(item, is_line))
            first = ""
        if address:
            yield "</a>\n"


def _words(words: Words) -> str:
    shown = words.text.removeprefix(text.RIGHT_TO_LEFT)
    turned = ' direction="rtl"' if shown != words.text else ""  # it starts at the right, where its place is
    anchor = "start" if turned else _ANCHORS[words.align]
    bold = ' font-weight="bold"' if words.bold else ""
    held = f' textLength="{words.width:.2f}" lengthAdjust="spacingAndGlyphs"' if text.is_measured(shown) else ""
    return (
        f'<text text-anchor="{anchor}" x="{words.at[0]:.2f}" y="{0 - words.at[1]:.2f}"{bold} '
        f'font-size="{words.size:.2f}" fill="{words.colour}"{turned}{held}>{svg.escaped(shown)}</text>\n'
    )


def _shape(shape: Shape, class_: str) -> str:
    look = f'fill="{shape.fill or "none"}" stroke="{shape.pen or "none"}"'
    if shape.width != 1:
        look += f' stroke-width="{shape.width:g}"'
    if shape.dashes:
        look += f' stroke-dasharray="{shape.dashes[0]:g},{shape.dashes[1]:g}"'
    end = f' class="{class_}"/>\n' if class_ else "/>\n"
    if shape.kind == "ellipse":
        (x, y), (across, up) = shape.points
        return f'<ellipse {look} cx="{x:.2f}" cy="{0 - y:.2f}" rx="{across:g}" ry="{up:g}"{end}'
    points = [_point(point) for point in shape.points]
    if shape.kind == "curve":
        return f'<path {look} d="M{points[0]}C{" ".join(points[1:])}"{end}'
    if shape.kind == "polygon":
        points.append(points[0])
    tag = "polygon" if shape.kind == "polygon" else "polyline"
    return f'<{tag} {look} points="{" ".join(points)}"{end}'


def _point(point: Point) -> str:
    return f"{point[0]:.2f},{0 - point[1]:.2f}"
