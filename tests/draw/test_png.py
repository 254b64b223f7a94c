"""The PNG: its size has a limit, and what it cannot show is said."""

import re
import struct
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from argmap.draw import EngineError, fallback, picture
from argmap.draw.badges import badges
from argmap.draw.dot import Drawing, View, draw
from argmap.draw.engine import Crashed, Engine, run
from argmap.draw.render import LEGIBLE, LONGEST_SIDE, MOST_PIXELS, fitting
from argmap.graph import Graph
from argmap.support.assessment import Assessment
from tests.draw.samples import BADGES


def size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the first chunk of the file."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def test_the_resolution_is_what_was_asked_for(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, BADGES)
    coarse, fine = (picture(drawing, "png", engine=engine.name, resolution=dpi) for dpi in (72, 144))
    assert coarse.notes == fine.notes
    assert fine.notes == ("a PNG has no links: the address of a source is not in it (SVG and PDF keep them)",)
    for one, two in zip(size(coarse.data), size(fine.data), strict=True):
        assert two == pytest.approx(2 * one, abs=4)


@pytest.mark.parametrize(
    ("width", "height", "dpi"),
    [(1000, 1000, 144), (7999, 100, 144), (8001, 100, 143.9), (100, 80_000, 14.4), (10_000, 10_000, 45.5)],
)
def test_the_resolution_sinks_as_the_map_grows(width: float, height: float, dpi: float) -> None:
    assert fitting(width, height, 144) == dpi


@pytest.mark.parametrize("width", [1.0, 300.0, 24_087.0, 273_089.0])
@pytest.mark.parametrize("height", [1.0, 300.0, 2871.0, 96_000.0])
def test_no_picture_is_larger_than_the_limits(width: float, height: float) -> None:
    dpi = fitting(width, height, 144)
    across, down = width * dpi / 72, height * dpi / 72
    assert max(across, down) <= LONGEST_SIDE
    assert across * down <= MOST_PIXELS
    assert dpi > 0


def test_a_wide_map_is_drawn_smaller_and_it_is_said(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    reasons = "".join(f"\n  - claim: Reason number {i} of very many." for i in range(60))
    drawn = picture(draw(graph_of(f"thesis:\n  claim: Top.\n  because:{reasons}")), "png", engine=engine.name)
    assert max(size(drawn.data)) <= LONGEST_SIDE
    (note,) = drawn.notes
    assert note.startswith("the map is too large for a PNG at 144 dots per inch: drawn at ")


def test_a_map_that_becomes_illegible_says_so(graph_of: Callable[[str], Graph]) -> None:
    reasons = "".join(f"\n  - claim: Reason number {i} of very many." for i in range(200))
    graph = graph_of(f"thesis:\n  claim: Top.\n  because:{reasons}")
    (note,) = picture(draw(graph), "png", engine="tree").notes
    drawn = re.search(r"drawn at ([\d.]+), at which its text cannot be read \(write an SVG or PDF", note)
    assert drawn
    assert 10 < float(drawn[1]) < LEGIBLE


def test_boxes_in_place_of_letters_are_said(graph_of: Callable[[str], Graph], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fallback, "can_shape", lambda: False)
    drawing = draw(graph_of("thesis: {claim: The 漢字 and ✓ and שלום.}"))
    (note,) = picture(drawing, "png", engine="graphviz-pure").notes
    assert note == (
        "the PNG cannot show 3 characters and has a mark in place of each: ✓ 字 漢 (SVG can show them, and "
        "`--engine dot` where Graphviz and a font for them are installed; for more in a PNG, pip install "
        "'argmap[fonts]')"
    )


@pytest.mark.parametrize("format_", ["png", "pdf"])
def test_words_that_are_cut_are_said(graph_of: Callable[[str], Graph], format_: str) -> None:
    graph = graph_of(f"thesis: {{claim: {'Long. ' * 150}, because: {{claim: {'Short. ' * 30}}}}}")
    (note,) = picture(draw(graph), format_).notes
    assert note.startswith(f"a card has no room for all words, and the {format_.upper()} ends them in …")
    assert picture(draw(graph), "svg").notes == ()
    assert picture(draw(graph, view=View(width=600)), format_).notes == ()


def test_a_legend_that_a_program_cannot_tell_of_does_not_keep_the_picture_back(
    graph_of: Callable[[str], Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Graphviz 2.43 crashes in `-Tjson` at a fill after a dashed line; the pictures have it all the same."""
    drawn: list[str] = []

    def old(engine: Engine, dot: str, *arguments: str, time_limit: float) -> bytes:
        if "-Tjson" in arguments and re.search('STYLE="dashed".*BGCOLOR', dot):
            raise Crashed("dot crashed")
        drawn.append(dot)
        return run(engine, dot, *arguments, time_limit=time_limit)

    monkeypatch.setattr("argmap.draw.render.run", old)
    monkeypatch.setattr("argmap.draw.layout.run", old)
    graph = graph_of("thesis: {claim: Top., but: {claim: Less.}}")
    support = Assessment(graph)
    made = picture(draw(graph, badges(support)), "png").data
    assert made.startswith(b"\x89PNG")
    assert 'STYLE="dashed"' in drawn[-1]
    page = PdfReader(BytesIO(picture(draw(graph, badges(support)), "pdf").data)).pages[0]
    assert "objects to a statement" in page.extract_text()
    contents = page.get_contents()
    assert contents is not None
    assert b"[5 2] 0 d" in contents.get_data().replace(b".0", b"")


def test_the_boxes_are_no_wider_than_their_card(
    graph_of: Callable[[str], Graph], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is drawn is what is measured: one box a letter, nothing for what is never seen."""
    monkeypatch.setattr(fallback, "can_shape", lambda: False)
    sources: list[str] = []

    def spy(engine: Engine, dot: str, *arguments: str, time_limit: float) -> bytes:
        sources.append(dot)
        return run(engine, dot, *arguments, time_limit=time_limit)

    monkeypatch.setattr("argmap.draw.render.run", spy)
    picture(draw(graph_of("thesis: {claim: جسر is bridge in नदी 👩🏽\u200d🔬.}")), "png", engine="graphviz-pure")
    assert "□□□ is bridge in □□□ □□□." in sources[-1]


def test_the_dot_format_needs_no_engine(bridge: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> Engine:
        raise EngineError("none")

    monkeypatch.setattr("argmap.draw.render.find", refuse)
    drawing = draw(bridge)
    assert picture(drawing, "dot").data.decode() == drawing.source
    with pytest.raises(EngineError, match="none"):
        picture(drawing, "svg")


def test_an_unknown_format() -> None:
    with pytest.raises(ValueError, match="'gif' is no format: use one of svg, png, pdf, dot"):
        picture(Drawing({}, {}, {}, (), (), "", "", {}), "gif")
