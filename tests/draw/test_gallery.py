"""The gallery: pictures of every feature are what they were when somebody last looked, and in a browser all fits."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from argmap.draw import EngineError, picture
from argmap.draw.dot import Drawing, draw
from argmap.draw.engine import Engine, find
from argmap.graph import Graph
from tests.draw.gallery import GALLERY

NAMESPACE = "{http://www.w3.org/2000/svg}"
# Two show what DOT text does not: names, colours and directions given afterwards. Bytes are graphviz-pure's.
AS_SVG = ("steps-print", "right-to-left")
# Its DOT text would fill a screen a hundred times: what is looked at is where the cards stand.
AS_PLACES = ("three-hundred",)

# What is out of place, in words: each text against the card that it stands on, against every other text, and against
# the picture; each card against every other. In pixels; a touch of one is none.
MISPLACED = """() => {
  const box = element => element.getBoundingClientRect();
  const across = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const down = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  const inside = (a, b) => a.left > b.left + 1 && a.right < b.right - 1 && a.top > b.top - 1 && a.bottom < b.bottom + 1;
  const shape = group => group.querySelector("path, polygon");
  const cards = [...document.querySelectorAll(".node")].map(group => [group, box(shape(group))]);
  const texts = [...document.querySelectorAll("text")].map(text => [text.textContent, box(text)]);
  const page = box(document.documentElement);
  const found = [];
  for (const [group, card] of cards)
    for (const text of group.querySelectorAll("text"))
      if (!inside(box(text), card)) found.push(`${text.textContent} leaves its card`);
  for (const [words, text] of texts) if (!inside(text, page)) found.push(`${words} is cut off`);
  for (const [at, [words, text]] of texts.entries())
    for (const [others, other] of texts.slice(0, at))
      if (across(text, other) > 1 && down(text, other) > 4) found.push(`${words} is over ${others}`);
  for (const [at, [group, card]] of cards.entries())
    for (const [other, below] of cards.slice(0, at))
      if (across(card, below) > 0 && down(card, below) > 0) found.push(`${group.id} is over ${other.id}`);
  return [texts.length, found];
}"""


@pytest.fixture
def drawing_of(graph_of: Callable[[str], Graph]) -> Callable[[str], Drawing]:
    """The drawing of that name."""

    def drawn(name: str) -> Drawing:
        text, badges, view = GALLERY[name]
        graph = graph_of(text)
        return draw(graph, badges, view, {node.id: "Support: moderate" for node in graph.nodes})

    return drawn


def pure_svg(drawing: Drawing) -> str:
    """The SVG by the engine that gives the same bytes everywhere."""
    try:
        find("graphviz-pure")
    except EngineError as error:
        pytest.skip(str(error))
    return picture(drawing, "svg", engine="graphviz-pure").data.decode()


def places(svg: str) -> str:
    """Where each card stands in an SVG, one a line: its id, left, top, width and height in points."""
    lines = []
    for group in ET.fromstring(svg).iter(f"{NAMESPACE}g"):
        shape = next((part for part in group.iter() if part.get("class") == "card"), None)
        if shape is not None and group.get("class", "").startswith("node"):
            points = re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("d") or shape.get("points") or "")
            x, y = ([float(point[axis]) for point in points] for axis in (0, 1))
            size = f"{max(x) - min(x):.0f} {max(y) - min(y):.0f}"
            lines.append(f"{group.get('id')} {min(x):.0f} {min(y):.0f} {size}\n")
    return "".join(lines)


@pytest.mark.parametrize("name", [name for name in GALLERY if not name.startswith("bridge")])
def test_the_picture_is_the_golden(
    drawing_of: Callable[[str], Drawing], golden: Callable[[str, str], None], name: str
) -> None:
    drawing = drawing_of(name)
    if name in AS_PLACES:
        golden(f"draw/gallery/{name}.txt", places(pure_svg(drawing)))
    elif name in AS_SVG:
        golden(f"draw/gallery/{name}.svg", pure_svg(drawing))
    else:
        golden(f"draw/gallery/{name}.dot", drawing.source)


@pytest.mark.parametrize("name", GALLERY)
def test_either_engine_draws_it_all(drawing_of: Callable[[str], Drawing], engine: Engine, name: str) -> None:
    drawing = drawing_of(name)
    svg = picture(drawing, "svg", engine=engine.name).data.decode()
    assert len(places(svg).splitlines()) == len(drawing.words)


def misplaced(chromium: Any, svg: str, path: Path) -> list[str]:
    path.write_text(svg, "utf-8")
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(path.as_uri())
    count, found = tab.evaluate(MISPLACED)
    context.close()
    assert count == svg.count("<text ")
    return list(found)


@pytest.mark.parametrize("fonts", ["as-it-is", "DejaVu Sans", "Liberation Sans"])
@pytest.mark.parametrize("name", GALLERY)
def test_all_words_fit_and_nothing_overlaps_in_a_browser(
    drawing_of: Callable[[str], Drawing], chromium: Any, tmp_path: Path, name: str, fonts: str
) -> None:
    """With the fonts that the machine takes for Arial, and with others, of which one is a seventh wider."""
    svg = pure_svg(drawing_of(name))
    if fonts != "as-it-is":
        svg = re.sub('font-family="[^"]+"', f"font-family=\"'{fonts}', sans-serif\"", svg)
    assert misplaced(chromium, svg, tmp_path / "map.svg") == []


def test_what_is_misplaced_is_found(drawing_of: Callable[[str], Drawing], chromium: Any, tmp_path: Path) -> None:
    svg = pure_svg(drawing_of("one-claim"))
    assert misplaced(chromium, svg, tmp_path / "map.svg") == []
    wide = re.sub(r' textLength="[\d.]+" lengthAdjust="spacingAndGlyphs"', "", svg)
    wide = wide.replace("It is so.", "It is so, and for longer than the card is wide.")
    assert any("leaves its card" in one for one in misplaced(chromium, wide, tmp_path / "map.svg"))
