"""The PDF: text that can be selected, links, what is lost is said, and one kind of file from both engines."""

import dataclasses
from collections.abc import Callable
from io import BytesIO

import pytest
from pypdf import PdfReader

from argmap.draw import fallback, font, picture
from argmap.draw.card import Badge
from argmap.draw.dot import Drawing, View, draw
from argmap.draw.engine import Engine
from argmap.draw.layout import Shape, Words, lay_out
from argmap.draw.pdf import write
from argmap.graph import Graph
from tests.draw.samples import BADGES, HOSTILE, with_words


def opened(drawing: Drawing, engine: Engine) -> PdfReader:
    return PdfReader(BytesIO(picture(drawing, "pdf", engine=engine.name).data), strict=True)


def test_every_word_can_be_selected(bridge: Graph, engine: Engine) -> None:
    reader = opened(draw(bridge, BADGES), engine)
    shown = " ".join(reader.pages[0].extract_text().split())
    for node in bridge.nodes:
        for word in node.text.split():
            assert word in shown
    for badge in ("one source", "contested", "retracted"):
        assert badge in shown
    assert reader.metadata is not None
    assert reader.metadata.title == "Should the old bridge close?"


def test_scripts_that_the_font_has(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    samples = ["Überprüfte Prämisse", "Ελληνική γέφυρα", "Мост закрыт", "Đường cầu cũ", "déjà vu", "„— …“"]
    drawing = draw(graph_of("thesis:" + "".join(f"\n- claim: {words}" for words in samples)))
    assert picture(drawing, "pdf", engine=engine.name).notes == ()
    shown = opened(drawing, engine).pages[0].extract_text()
    assert [words for words in samples if words not in shown] == []


def test_what_the_font_lacks_is_said_and_seen(
    graph_of: Callable[[str], Graph], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "can_shape", lambda: False)
    drawing = draw(graph_of("thesis: {claim: The 漢字 and ✓ and שלום.}"))
    drawn = picture(drawing, "pdf", engine=engine.name)
    (note,) = drawn.notes
    assert note.startswith("the PDF cannot show 7 characters and has a mark in place of each: ו ל ם ש ✓ 字 漢")
    shown = PdfReader(BytesIO(drawn.data)).pages[0].extract_text()
    assert "The □□ and □ and □□□□." in shown


def test_marks_are_composed_and_joiners_left_out() -> None:
    assert font.shown("e\u0301 a\u2064b", "") == "é ab"
    assert font.missing(["e\u0301", "a\u200db\u2064\ufe0f", "z\u0303"]) == ""


def test_the_page_is_as_large_as_the_drawing(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, view=View(title=False))
    layout = lay_out(engine, drawing.source)
    box = opened(drawing, engine).pages[0].mediabox
    assert float(box.width) == pytest.approx(layout.width + 8, abs=0.02)
    assert float(box.height) == pytest.approx(layout.height + 8, abs=0.02)


def test_a_page_keeps_to_what_readers_take(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    reasons = "".join(f"\n  - claim: Reason number {i} of very many." for i in range(120))
    page = opened(draw(graph_of(f"thesis:\n  claim: Top.\n  because:{reasons}")), engine).pages[0]
    assert float(page.mediabox.width) == pytest.approx(14400)
    assert "Reason number 119" in page.extract_text()


def test_links_lead_where_they_may(bridge: Graph, engine: Engine) -> None:
    page = opened(draw(bridge), engine).pages[0]
    links = [note.get_object()["/A"]["/URI"] for note in page.annotations or ()]
    assert links == ["https://example.org/survey?year=2022&part=1"]


def test_fonts_are_embedded_and_cut_to_what_is_used(bridge: Graph, engine: Engine) -> None:
    data = picture(draw(bridge, BADGES), "pdf", engine=engine.name).data
    assert len(data) < 60_000
    assert data.count(b"/FontFile2") == 2


def test_the_bytes_are_the_same_each_time(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, BADGES)
    assert picture(drawing, "pdf", engine=engine.name) == picture(drawing, "pdf", engine=engine.name)


def test_hostile_words_are_words(bridge: Graph, engine: Engine) -> None:
    one_each = zip(bridge.nodes, HOSTILE, strict=False)
    nodes = tuple(node._replace(text=words) for node, words in one_each)
    for graph in (with_words(bridge, "".join(HOSTILE)), dataclasses.replace(bridge, nodes=nodes)):
        page = opened(draw(graph, {"close": Badge(HOSTILE[0], "weak", HOSTILE[1])}), engine).pages[0]
        assert "Evidence" in page.extract_text()


def test_backslashes_are_as_many_as_in_the_map(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    drawing = draw(graph_of(r"thesis: {claim: A \N b \\ c \\\ d\e}"))
    assert r"A \N b \\ c \\\ d\e" in opened(drawing, engine).pages[0].extract_text()


def test_both_engines_draw_with_the_same_operations(bridge: Graph, engine: Engine) -> None:
    layout = lay_out(engine, draw(bridge, BADGES, View(legend=False)).source)
    shapes = [item for item in layout.drawn if isinstance(item, Shape)]
    lines = [item for item in layout.drawn if isinstance(item, Words)]
    assert {shape.kind for shape in shapes} == {"polygon", "line", "curve", "ellipse"}
    assert {shape.dashes for shape in shapes} == {None, (5.0, 2.0), (1.0, 5.0)}
    assert [line.text for line in lines if line.link] == ["Sources: County bridge survey 2022"]
    assert {line.text for line in lines if line.bold} >= {"The old bridge should close to", "lorries.", "one source"}


def test_a_title_is_cleaned(bridge: Graph, engine: Engine) -> None:
    layout = lay_out(engine, draw(bridge).source)
    reader = PdfReader(BytesIO(write(layout, "A\x00 (title\\) \u202e)").data))
    assert reader.metadata is not None
    assert reader.metadata.title == "A\ufffd (title\\) \ufffd)"
