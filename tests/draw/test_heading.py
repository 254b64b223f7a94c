"""The title over a picture: the same in every layout and format, wrapped, and left out where it is not wanted."""

import re
import struct
import xml.etree.ElementTree as ET
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from argmap.draw import picture
from argmap.draw.dot import WHOLE, Direction, Drawing, View, draw
from argmap.draw.heading import SIZE, heading
from argmap.graph import Graph

SVG = "{http://www.w3.org/2000/svg}"
LONG = "Should the old bridge close to lorries for good, or only until somebody has found the money to mend it?"
ENGINES = ["graphviz-pure", "tree"]

GraphOf = Callable[[str], Graph]


def titled(graph_of: GraphOf, words: str, view: View = WHOLE) -> Drawing:
    return draw(graph_of(f"title: {words}\nthesis: {{claim: Close it., because: It is cracking.}}"), view=view)


def over(drawing: Drawing, engine: str) -> list[ET.Element]:
    """The lines of the title, which alone are so large."""
    root = ET.fromstring(picture(drawing, engine=engine).data)
    return [line for line in root.iter(f"{SVG}text") if float(line.attrib["font-size"]) == SIZE]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_it_stands_over_everything_and_makes_nothing_wider(graph_of: GraphOf, engine: str, direction: str) -> None:
    way: Direction = "LR" if direction == "LR" else "TB"
    drawing, plain = (titled(graph_of, LONG, View(way, title=title)) for title in (True, False))
    sizes = []
    for each in (drawing, plain):
        root = ET.fromstring(picture(each, engine=engine).data)
        sizes.append([float(part) for part in root.attrib["viewBox"].split()])
    lines = over(drawing, engine)
    assert " ".join(line.text or "" for line in lines) == LONG
    assert len(lines) > 1
    assert sizes[0][2] == sizes[1][2]
    assert sizes[0][3] > sizes[1][3] + len(lines) * SIZE
    places = [float(line.attrib["y"]) for line in lines]
    assert places == sorted(places)
    assert max(places) < min(float(line.attrib["y"]) for line in root.iter(f"{SVG}text")) - SIZE


@pytest.mark.parametrize("engine", ENGINES)
def test_without_a_title_there_is_none(graph_of: GraphOf, engine: str) -> None:
    assert over(titled(graph_of, LONG, View(title=False)), engine) == []
    assert over(draw(graph_of("thesis: Close it.")), engine) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_it_is_in_the_pdf_and_the_png(graph_of: GraphOf, engine: str) -> None:
    drawing, plain = titled(graph_of, LONG), titled(graph_of, LONG, View(title=False))
    shown = PdfReader(BytesIO(picture(drawing, "pdf", engine=engine).data)).pages[0].extract_text()
    assert LONG in " ".join(shown.split())
    wide, high = zip(
        *(size(picture(each, "png", engine=engine, resolution=72).data) for each in (drawing, plain)), strict=True
    )
    assert wide[0] - wide[1] <= 11  # what the tree layout leaves free at the left
    assert high[0] > high[1] + len(over(drawing, engine)) * SIZE


def size(data: bytes) -> tuple[int, int]:
    wide, high = struct.unpack(">II", data[16:24])
    return wide, high


@pytest.mark.parametrize("engine", ENGINES)
def test_it_reads_from_the_right_where_its_letters_do(graph_of: GraphOf, engine: str) -> None:
    drawing = titled(graph_of, "يجب إغلاق الجسر")
    line = over(drawing, engine)[0]
    wide = float(ET.fromstring(picture(drawing, engine=engine).data).attrib["viewBox"].split()[2])
    assert line.attrib["direction"] == "rtl"
    assert float(line.attrib["x"]) == pytest.approx(wide - 8, abs=0.02)


def test_it_is_cut_only_where_it_is_very_long() -> None:
    made = heading("word " * 500, "#000000", 300, 100)
    assert len(made.lines) == 12
    assert made.lines[-1].text.endswith("…")
    assert all(line.width <= 300 for line in made.lines)
    assert heading("", "#000000", 300, 100) == ((), 0.0)


@pytest.mark.parametrize("engine", ENGINES)
def test_markup_in_it_is_text(graph_of: GraphOf, engine: str) -> None:
    drawing = titled(graph_of, "'<script>alert(1)</script> & \\N \"x\"'")
    lines = over(drawing, engine)
    assert re.sub(r"\s", "", "".join(line.text or "" for line in lines)) == '<script>alert(1)</script>&\\N"x"'
    assert picture(drawing, "png", engine=engine).data.startswith(b"\x89PNG")
