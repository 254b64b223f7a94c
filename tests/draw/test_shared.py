"""What is used in several places: lines to where it stands, or small cards that say where that is."""

import xml.etree.ElementTree as ET
from collections.abc import Callable
from shutil import which
from typing import Literal

import pytest

from argmap.draw import picture
from argmap.draw.dot import MANY_ENDS, MANY_SHARED, Direction, Drawing, View, draw
from argmap.draw.engine import Engine
from argmap.draw.tree import Tree
from argmap.graph import Graph
from tests.draw.gallery import SHARED

GraphOf = Callable[[str], Graph]

CARDS = View(shared="cards")


def references(drawing: Drawing) -> list[str]:
    return [box.attributes["id"] for box in drawing.boxes if box.attributes["class"] == "reference"]


def test_a_card_stands_in_one_place_and_small_ones_say_where(graph_of: GraphOf) -> None:
    """At home where it has one in the file, else where it is used first; its other uses are cards."""
    graph = graph_of(SHARED)
    lines, cards = draw(graph), draw(graph, view=CARDS)
    assert references(lines) == []
    assert len(cards.lines) == len(lines.lines)
    found = references(cards)
    assert sorted(cards.links[id_] for id_ in found) == ["#node-cracks"] * 3 + ["#node-kept"] * 2
    assert "See 1.1, which stands elsewhere: It is cracking." in {cards.words[id_] for id_ in found}
    assert ">stands elsewhere in the picture<" in cards.source
    assert ">stands elsewhere in the picture<" not in lines.source


def test_nothing_is_left_that_crosses_the_tree(graph_of: GraphOf) -> None:
    graph = graph_of(SHARED)
    assert len(Tree(draw(graph)).cross) == 5
    assert Tree(draw(graph, view=CARDS)).cross == []


def test_what_leads_back_to_the_top_is_a_card(graph_of: GraphOf) -> None:
    graph = graph_of(
        "thesis: Top.\nclaims:\n- id: a\n  claim: A.\n  but:\n  - see: b\n- id: b\n  claim: B.\n  but:\n  - see: a\n"
    )
    for root in (None, next(node for node in graph.nodes if node.id == "b")):
        drawing = draw(graph, view=View(shared="cards", root=root))
        top = "b" if root else "a"
        assert [drawing.links[id_] for id_ in references(drawing)] == [f"#node-{top}"]
        assert Tree(drawing).cross == []


@pytest.mark.parametrize("name", ["auto", "graphviz-pure", "tree"])
def test_a_card_leads_to_where_the_statement_stands(graph_of: GraphOf, name: str) -> None:
    svg = ET.fromstring(picture(draw(graph_of(SHARED), view=CARDS), "svg", engine=name).data)
    ids = {element.get("id") for element in svg.iter()}
    small = [element for element in svg.iter() if "reference" in element.get("class", "").split()]
    assert len(small) == 5
    for card in small:
        (link,) = (element.get("href", "") for element in card.iter() if element.tag.endswith("}a"))
        assert link.removeprefix("#") in ids
        words = " ".join(text for text in card.itertext() if not text.isspace())
        assert "see 1.1: It is cracking." in words or "see 2: Nobody keeps it in repair, nor" in words


@pytest.mark.parametrize("format_", ["png", "pdf"])
def test_in_other_formats_it_is_no_address_of_a_source(graph_of: GraphOf, engine: Engine, format_: str) -> None:
    assert picture(draw(graph_of(SHARED), view=CARDS), format_, engine=engine.name).notes == ()


@pytest.mark.parametrize(("uses", "are_cards"), [(MANY_SHARED, False), (MANY_SHARED + 1, True)])
def test_many_lines_become_cards(graph_of: GraphOf, uses: int, are_cards: bool) -> None:
    reasons = "".join(f"  - claim: Reason {at}.\n    because: {{see: a}}\n" for at in range(uses))
    graph = graph_of(f"thesis:\n  claim: Top.\n  because:\n  - {{id: a, claim: Shared.}}\n{reasons}")
    assert bool(references(draw(graph, view=View(shared="auto")))) == are_cards


@pytest.mark.parametrize(("ends", "direction"), [(MANY_ENDS, "TB"), (MANY_ENDS + 1, "LR")])
def test_a_map_with_many_ends_grows_sideways(graph_of: GraphOf, ends: int, direction: Literal["TB", "LR"]) -> None:
    graph = graph_of("thesis:\n  claim: Top.\n  because:\n" + "".join(f"  - Reason {at}.\n" for at in range(ends)))
    ways: tuple[Direction, ...] = ("auto", "TB", "LR")
    assert [draw(graph, view=View(way)).attributes["rankdir"] for way in ways] == [direction, "TB", "LR"]


def test_the_legend_is_as_wide_as_the_picture_lets_it(graph_of: GraphOf) -> None:
    """Side by side under a wide picture, and below each other where that would make it wider."""
    few = "thesis:\n  claim: Top.\n  because:\n  - evidence: Reason 0.\n"
    many = few + "".join(f"  - evidence: Reason {at}.\n" for at in range(1, 9))
    for text, columns in ((few, 1), (many, 2)):
        legend = draw(graph_of(text)).attributes["label"]
        assert f'COLSPAN="{4 * columns - 1}"' in legend
        assert ">supports<" in legend
        assert ">folded corner: evidence<" in legend


@pytest.mark.parametrize("engine", ["graphviz-pure", "dot", "tree"])
def test_what_stands_apart_is_read_from_the_top_down_too(graph_of: GraphOf, engine: str) -> None:
    """From left to right Graphviz builds parts that no line joins from the bottom up."""
    if engine == "dot" and not which("dot"):
        pytest.skip("no dot here")
    graph = graph_of("thesis:\n- claim: First.\n  because: A reason.\n- claim: Second.\n- claim: Third.\n")
    svg = ET.fromstring(picture(draw(graph, view=View("LR")), "svg", engine=engine).data)
    high = {element.text: float(element.get("y", "")) for element in svg.iter() if element.tag.endswith("}text")}
    assert high["First."] < high["Second."] < high["Third."]
    assert high["First."] == pytest.approx(high["A reason."], abs=20)
