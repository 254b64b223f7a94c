"""The SVG of an engine, made fit for a page: named for screen readers, light and dark, safe, and the same everywhere.

What changes: every text keeps the width it was laid out with (`textLength`), whatever font the viewer has; a card's
title is its claim and what was found, not a node's name; lines are hidden from screen readers, the cards and the
outline say the same; colours get CSS variables; a link that could run something is taken off. The SVG is read and
written as XML: engines differ in how they spell a character.
"""

import math
import re
import xml.etree.ElementTree as ET  # what is read here is an engine's output, not a user's file
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.draw.heading import heading
from argmap.draw.layout import PAD, Words

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'

_MARKUP = re.compile('[&<>"]')
_ACROSS = re.compile(r"(-?[\d.]+),-?[\d.]+")  # of a point, in a path or a polygon
_MOVED = re.compile(r"(translate\([\d.]+[ ,])([\d.]+)\)")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMES = {name: pair for name, pair in theme.pairs().items() if name not in ("page", "card", "on-line")}
VARIABLES = {pair.light: name for name, pair in _NAMES.items()}


class Dress(NamedTuple):
    """What a picture gets beside what is drawn, so that it is fit for a page.

    Only in the mode `auto` are there variables for the colours: in any other they are what was drawn, whoever looks.
    """

    title: str  # of the whole picture, as its description
    description: str
    words: Mapping[str, str]  # of each card and bar, by the id of its element
    mode: theme.Theme = "auto"
    links: Mapping[str, str] = MappingProxyType({})  # which of these lead to another picture; ours, not the map's


def finish(drawn: bytes, dress: Dress, over: str = "") -> bytes:
    """The engine's SVG `drawn`, finished, as UTF-8; the words `over` are put over it."""
    root = ET.fromstring(drawn)
    _plain_names(root)
    for group in root.iter("g"):
        _finish_group(group, dress.words)
    ink = theme.Paint(theme=dress.mode).colour("ink")
    if over:
        _put_over(root, over, ink)
    used = _paint(root, ink)
    for group in root.iter("g"):
        for line in group.findall("text"):
            if (line.text or "").isspace():
                group.remove(line)
    for line in root.iter("text"):
        _hold_width(line)
    for group in root.iter("g"):
        address = dress.links.get(group.get("id", ""))
        if address:
            _lead(group, address)
    name(root, dress.title, dress.description, has_links=root.find(".//a") is not None)
    if dress.mode == "auto":
        add_styles(root, used)
    lines = [DECLARATION]
    write(root, lines.append)
    return "".join(lines).encode()


def write(element: ET.Element, put: Callable[[str], None]) -> None:
    """Write an element, one to a line. ET's own writer looks for namespaces first and takes twice as long."""
    attributes = attributes_of(element)
    if not len(element):
        words = escaped(element.text or "")
        put(f"<{element.tag}{attributes}>{words}</{element.tag}>\n" if words else f"<{element.tag}{attributes}/>\n")
        return
    put(f"<{element.tag}{attributes}>\n")
    for child in element:
        write(child, put)
    put(f"</{element.tag}>\n")


def attributes_of(element: ET.Element) -> str:
    """The attributes of an element as they stand in its tag, with a space before each."""
    attributes = list(element.items())
    if _MARKUP.search("".join(element.attrib.values())):  # one look for all of them: there is hardly ever any
        attributes = [(name, escaped(value)) for name, value in attributes]
    return "".join([f' {name}="{value}"' for name, value in attributes])


def escaped(words: str) -> str:
    """Words for the text of an element or an attribute in double quotes."""
    if not _MARKUP.search(words):
        return words
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def style_sheet(used: set[str]) -> str:
    """The CSS of a picture that uses the colours of those names: variables, light and dark, and where they go."""
    named = {name: pair for name, pair in theme.pairs().items() if name in used | {"page", "card", "on-line"}}
    light = "".join(f"--am-{name}:{pair.light};" for name, pair in named.items())
    dark = "".join(f"--am-{name}:{pair.dark};" for name, pair in named.items())
    rules = [f".argmap{{{light}}}", f"@media screen and (prefers-color-scheme:dark){{.argmap{{{dark}}}}}"]
    rules += [".argmap .page,.argmap .ground{fill:var(--am-page)}", ".argmap .card{fill:var(--am-card)}"]
    for name, pair in named.items():
        if name in _NAMES:
            rules += [f'.argmap [{part}="{pair.light}"]{{{part}:var(--am-{name})}}' for part in ("fill", "stroke")]
    rules.append(".argmap .joint text{fill:var(--am-on-line)}")
    return "\n".join(rules)


def _plain_names(root: ET.Element) -> None:
    """Take the namespaces out of the names, and declare the one that is left; ET would write `ns0:` before each."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib.pop(_SPACE, None)
        link = element.attrib.pop(f"{_XLINK}href", None)
        if link is not None:
            element.set("href", link)
    root.set("xmlns", _SVG[1:-1])


def _finish_group(group: ET.Element, words: Mapping[str, str]) -> None:
    kind = group.get("class", "").partition(" ")[0]
    if kind not in ("graph", "node", "edge"):
        return
    _unwrap(group)
    for old in group.findall("title"):
        group.remove(old)
    if kind == "edge":
        group.set("aria-hidden", "true")
        for ground in group.findall("polygon"):
            if ground.get("fill") in ("white", "#ffffff"):  # below the word of a line
                ground.set("class", "ground")
    elif kind == "node":
        _turn_lines(group)
        _retitle(group, words.get(group.get("id", ""), ""))
    else:
        group[0].set("class", "page")


def _put_over(root: ET.Element, over: str, ink: str) -> None:
    """Make the picture higher, and set a heading there."""
    *corner, wide, high = (float(part) for part in root.get("viewBox", "").split())
    made = heading(over, ink, wide - 2 * PAD, high - 2 * PAD)
    root.set("height", f"{math.ceil(high + made.height)}pt")
    root.set("viewBox", " ".join(f"{number:.2f}" for number in (*corner, wide, high + made.height)))
    graph = next(group for group in root.iter("g") if group.get("class") == "graph")
    moved = _MOVED.sub(lambda found: f"{found[1]}{float(found[2]) + made.height:.2f})", graph.get("transform", ""))
    graph.set("transform", moved)
    top, left, right = -high - made.height + PAD, -PAD, wide - PAD
    corners = ((left, PAD), (left, top), (right, top), (right, PAD), (left, PAD))
    graph[0].set("points", " ".join(f"{x:.2f},{y:.2f}" for x, y in corners))
    for place, line in enumerate(made.lines):
        graph.insert(1 + place, _set(line))


def _set(line: Words) -> ET.Element:
    turned = {"direction": "rtl"} if line.align == "r" else {}
    look = {"font-weight": "bold", "font-size": f"{line.size:.2f}", "fill": line.colour}
    element = ET.Element(
        "text", {"text-anchor": "start", "x": f"{line.at[0]:.2f}", "y": f"{-line.at[1]:.2f}", **look, **turned}
    )
    element.text = line.text.removeprefix(text.RIGHT_TO_LEFT)
    return element


def _retitle(node: ET.Element, words: str) -> None:
    node[0].set("class", "card")
    if words:
        title = ET.Element("title")
        title.text = words
        node.insert(0, title)


def _unwrap(group: ET.Element) -> None:
    """Put what an `a_` group and its link hold in their place, keeping live links but not the tooltips."""
    for wrapper in [g for g in group if g.tag == "g" and g.get("id", "").startswith("a_")]:
        link = wrapper[0]
        _unwrap(link)
        place = list(group).index(wrapper)
        group.remove(wrapper)
        live = text.address(link.get("href", ""))
        for offset, element in enumerate([_live(link, live)] if live else list(link)):
            group.insert(place + offset, element)


def _live(link: ET.Element, address: str) -> ET.Element:
    anchor = ET.Element("a", {"href": address, "rel": "noopener noreferrer"})
    anchor.extend(link)
    return anchor


def _lead(card: ET.Element, address: str) -> None:
    """Make a card a link, but for what is one already: no link stands in another."""
    inner = [element for element in card if element.tag not in ("title", "a")]
    anchor = ET.Element("a", {"href": address})
    for element in inner:
        card.remove(element)
        anchor.append(element)
    card.insert(sum(element.tag == "title" for element in card), anchor)


def _paint(root: ET.Element, ink: str) -> set[str]:
    """Name colours one way in both engines, black and what has none as the ink; the names of those in use."""
    ours = {"transparent": "none", "black": ink, "white": "#ffffff"}
    used = set()
    for element in root.iter():
        if element.tag == "text":
            element.attrib.setdefault("fill", ink)
        for part in ("fill", "stroke"):
            colour = element.get(part)
            if colour is not None:
                painted = ours.get(colour.lower(), colour)
                element.set(part, painted)
                used.add(painted)
    return {VARIABLES[colour] for colour in used if colour in VARIABLES}


def _turn_lines(node: ET.Element) -> None:
    """Begin the lines of a text that reads from right to left at the right of its card, as far in as others are."""
    lines = list(node.iter("text"))
    turned = [line for line in lines if (line.text or "").startswith(text.RIGHT_TO_LEFT)]
    if not turned:
        return
    card = node[0]
    across = [float(x) for x in _ACROSS.findall(card.get("d") or card.get("points") or "")]
    right = max(across) - (min(float(line.get("x", "0")) for line in lines) - min(across))
    for line in turned:
        line.text = (line.text or "")[1:]
        line.attrib.update({"direction": "rtl", "text-anchor": "start", "x": f"{right:.2f}"})


def _hold_width(words: ET.Element) -> None:
    words.attrib.pop("font-family", None)
    content = words.text or ""
    if content and text.is_measured(content):
        size = float(words.get("font-size", theme.TEXT_SIZE))
        width = text.width(content, size, bold=words.get("font-weight") == "bold")
        words.set("textLength", f"{width:.2f}")
        words.set("lengthAdjust", "spacingAndGlyphs")


def name(root: ET.Element, title: str, description: str, *, has_links: bool) -> None:
    """Give the picture its name and its description."""
    root.set("class", "argmap")
    # What is in an image is hidden from screen readers, so one with links is none.
    root.set("role", "group" if has_links else "img")
    root.set("font-family", theme.FONT_FAMILIES)
    said = [("title", "map-title", text.clean(title)), ("desc", "map-desc", text.clean(description))]
    said = [(tag, name, words) for tag, name, words in said if words]
    for place, (tag, name, words) in enumerate(said):
        element = ET.Element(tag, {"id": name})
        element.text = words
        root.insert(place, element)
    if said:
        root.set("aria-labelledby", " ".join(name for _, name, _ in said))


def add_styles(root: ET.Element, used: set[str]) -> None:
    """Give the picture the style sheet of the colours in use, after its names."""
    style = ET.Element("style")
    style.text = style_sheet(used)
    root.insert(sum(element.tag in ("title", "desc") for element in root), style)
