"""The tree layout: every statement once, no two cards on each other, every line there and past the cards."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from argmap.draw import picture
from argmap.draw.card import Badge
from argmap.draw.dot import Box, Drawing, Line, View, draw
from argmap.draw.engine import Engine
from argmap.draw.layout import Point, Words
from argmap.draw.route import crossed
from argmap.draw.tree import Tree
from argmap.graph import Graph
from tests.draw.samples import BADGES, HOSTILE, with_words
from tests.effort import tries
from tests.support.maps import graph_of as graph_of_data
from tests.support.maps import maps

SVG = "{http://www.w3.org/2000/svg}"

CROSSING = """
    thesis:
    - id: top
      claim: Build the tram.
      because:
      - id: jam
        claim: The road is jammed.
        because:
        - id: count
          evidence: The counts show it.
        - together:
          - claim: Buses are slow.
          - see: jobs
          unless:
          - claim: A bus lane would do.
            but:
            - see: narrow
      - id: jobs
        claim: There will be jobs.
        because:
        - claim: The plan is adopted.
          but:
          - see: money
      - see: narrow
      but:
      - id: money
        claim: There is no money.
        but:
        - claim: The region pays.
          but:
          - see: money
    - id: second
      claim: Widen the bridge.
      because:
      - see: jam
      - see: count
    claims:
    - id: narrow
      claim: The road is too narrow.
"""


def svg(drawing: Drawing) -> ET.Element:
    return ET.fromstring(picture(drawing, engine="tree").data)


def graphviz(drawing: Drawing) -> ET.Element:
    return ET.fromstring(picture(drawing, engine="graphviz-pure").data)


def ids(root: ET.Element, kind: str) -> list[str]:
    groups = (group for group in root.iter(f"{SVG}g") if group.get("class", "").split(" ")[0] == kind)
    return [group.attrib["id"] for group in groups]


def assert_sound(tree: Tree) -> None:
    """No two cards on each other, and no line of the tree through a card that it does not end at."""
    cards = [box.card for box in tree.boxes]
    for at, one in enumerate(cards):
        for other in cards[:at]:
            assert (
                one.right <= other.left + 1e-6
                or other.right <= one.left + 1e-6
                or one.bottom <= other.top + 1e-6
                or other.bottom <= one.top + 1e-6
            )
    for line in tree.lines:
        assert set(crossed(line.curve, cards)) <= {line.start, line.end}, line.line


def assert_apart(tree: Tree) -> None:
    """No two lines that are not of the tree run on one another, but where they look alike and come from one card."""
    runs = [(line, run) for line in tree.cross for run in straight(line.curve)]
    for at, (one, run) in enumerate(runs):
        for other, beside in runs[:at]:
            is_bundle = (one.end, one.look["class"]) == (other.end, other.look["class"])
            assert is_bundle or not on_each_other(run, beside), (one.line, other.line)


def straight(curve: Sequence[Point]) -> Iterator[tuple[int, float, float, float]]:
    """The straight pieces of a way: 0 across or 1 along, where, and from where to where."""
    for at in range(0, len(curve) - 1, 3):
        for axis in (0, 1):
            if len({round(point[1 - axis], 3) for point in curve[at : at + 4]}) == 1:
                low, high = sorted((curve[at][axis], curve[at + 3][axis]))
                yield axis, curve[at][1 - axis], low, high


def on_each_other(one: tuple[int, float, float, float], two: tuple[int, float, float, float]) -> bool:
    return one[0] == two[0] and abs(one[1] - two[1]) < 2 and min(one[3], two[3]) - max(one[2], two[2]) > 10


# -- what is drawn


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_every_statement_bar_and_line_is_drawn_once(bridge: Graph, direction: str) -> None:
    drawing = draw(bridge, BADGES, View(direction="LR" if direction == "LR" else "TB"))
    root = svg(drawing)
    assert sorted(ids(root, "node")) == sorted(box.attributes["id"] for box in drawing.boxes)
    assert sorted(ids(root, "edge")) == sorted(line.attributes["id"] for line in drawing.lines)


def test_cross_links_are_drawn(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of(CROSSING)
    drawing = draw(graph)
    tree = Tree(drawing)
    crossing = {(line.line.start, line.line.end) for line in tree.cross}
    (bar,) = (box.name for box in drawing.boxes if box.name.startswith("step"))
    assert crossing == {(bar, "jobs"), ("1.1.2.2", "narrow"), ("1.2.1", "money"), ("1.3.1", "money"),
                        ("second", "jam"), ("second", "count")}  # fmt: skip
    assert len(ids(svg(drawing), "edge")) == len(drawing.lines)


def test_a_claim_hangs_where_it_stands_in_the_file(graph_of: Callable[[str], Graph]) -> None:
    """And not where it is first referred to."""
    tree = Tree(draw(graph_of(CROSSING)))
    parents = {box.box.name: box.up.line.start for box in tree.boxes if box.up}
    assert parents["jobs"] == "top"
    assert parents["jam"] == "top"
    assert parents["money"] == "top"


@pytest.mark.parametrize("direction", ["TB", "LR"])
def test_cross_links_go_past_the_cards(graph_of: Callable[[str], Graph], direction: str) -> None:
    view = View(direction="LR" if direction == "LR" else "TB")
    tree = Tree(draw(graph_of(CROSSING), view=view))
    assert_sound(tree)
    assert_apart(tree)


def test_many_cross_links_can_be_told_apart(graph_of: Callable[[str], Graph]) -> None:
    """Six claims below the first reason are also, or instead, against each of three below the last."""
    below = "\n".join(f"    - {{id: c{at}, claim: Claim {at} is made.}}" for at in range(6))
    seen = "\n".join(f"      - see: c{at}" for at in range(6))
    above = "\n".join(f"    - claim: Reply {at}.\n      {('because', 'but')[at % 2]}:\n{seen}" for at in range(3))
    head = "thesis:\n  claim: Top.\n  because:\n  - claim: First.\n    because:\n"
    graph = graph_of(f"{head}{below}\n  - claim: Last.\n    but:\n{above}\n")
    for direction in ("TB", "LR"):
        tree = Tree(draw(graph, view=View(direction="LR" if direction == "LR" else "TB")))
        assert len(tree.cross) == 18
        assert_sound(tree)
        assert_apart(tree)


def test_a_ring_of_attacks_has_an_end(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of(
        "thesis: {claim: Top.}\nclaims:\n"
        "- id: a\n  claim: A.\n  but:\n  - see: b\n- id: b\n  claim: B.\n  but:\n  - see: a\n"
    )
    tree = Tree(draw(graph))
    assert [box.box.name for box in tree.boxes if not box.up] == ["1", "a"]
    assert len(tree.cross) == 1
    assert_sound(tree)


@tries(25)
@given(maps(size=18), st.sampled_from(("TB", "LR")))
def test_any_map_is_drawn_soundly(data: dict[str, object], direction: str) -> None:
    drawing = draw(graph_of_data(data), view=View(direction="LR" if direction == "LR" else "TB"))
    tree = Tree(drawing)
    assert_sound(tree)
    names = [box.attributes["id"] for box in drawing.boxes] + [line.attributes["id"] for line in drawing.lines]
    assert sorted(part.id for part in tree.layout().parts) == sorted(["graph0", *names])


@st.composite
def drawings(draw_: st.DrawFn) -> Drawing:
    """Boxes of any size with lines between any of them: more than a map could ever ask for."""
    random = Random(draw_(st.integers(0, 2**32)))
    count = draw_(st.integers(1, 20))
    model = draw(graph_of_data({"argmap": 1, "thesis": "A."}), view=View(legend=False))
    boxes = [
        Box(f"b{at}", "x", {"id": f"node-{at}", "class": "claim", "width": f"{random.uniform(0.5, 4):.2f}",
                            "height": f"{random.uniform(0.2, 3):.2f}"})
        for at in range(count)
    ]  # fmt: skip
    pairs = [(random.randrange(at), at) for at in range(1, count)]
    pairs += [(random.randrange(count), random.randrange(count)) for _ in range(count // 3)]
    lines = [
        Line(f"b{start}", f"b{end}", {"id": f"edge-{at}", "class": "because"})
        for at, (start, end) in enumerate(pairs)
        if start != end
    ]
    attributes = {**model.attributes, "rankdir": draw_(st.sampled_from(("TB", "LR")))}
    return Drawing(attributes, model.node, model.edge, tuple(boxes), tuple(lines), "", "", {})


@tries(40)
@given(drawings())
def test_any_boxes_are_drawn_soundly(drawing: Drawing) -> None:
    tree = Tree(drawing)
    assert_sound(tree)
    assert_apart(tree)


def test_depth_is_no_matter() -> None:
    """A chain deeper than Python's stack, with lines from one end to the other."""
    model = draw(graph_of_data({"argmap": 1, "thesis": "A."}))
    boxes = [Box(f"b{at}", "x", {"id": f"node-{at}", "class": "claim"}) for at in range(3000)]
    pairs = [*((at, at + 1) for at in range(2999)), (2999, 0), (0, 2999), (1500, 10)]
    lines = [Line(f"b{a}", f"b{b}", {"id": f"edge-{at}", "class": "because"}) for at, (a, b) in enumerate(pairs)]
    drawing = Drawing(model.attributes, model.node, model.edge, tuple(boxes), tuple(lines), "", "", {})
    assert len(ids(svg(drawing), "edge")) == 3002


def test_words_beside_lines_stand_on_no_card_and_on_no_other(graph_of: Callable[[str], Graph]) -> None:
    for direction in ("TB", "LR"):
        tree = Tree(draw(graph_of(CROSSING), view=View(direction="LR" if direction == "LR" else "TB")))
        words = [words for line in tree.lines for words in tree._words(line)]
        frames = [tree._frame(box) for box in tree.boxes]
        spots = [(w.at[0], w.at[1], w.at[0] + w.width, w.at[1] + w.size * 0.7) for w in words]
        for at, spot in enumerate(spots):
            for other in (*frames, *spots[:at]):
                apart = spot[2] <= other[0] or other[2] <= spot[0] or spot[3] <= other[1] or other[3] <= spot[1]
                assert apart, words[at].text


# -- one family with Graphviz


def test_it_says_and_is_called_what_graphviz_draws(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, BADGES)
    ours, theirs = svg(drawing), ET.fromstring(picture(drawing, engine=engine.name).data)
    for kind in ("title", "desc", "style"):
        assert ours.findtext(f"{SVG}{kind}") == theirs.findtext(f"{SVG}{kind}")
    assert {ours.get(name) for name in ("role", "class", "font-family")} == {
        theirs.get(name) for name in ("role", "class", "font-family")
    }

    def told(root: ET.Element) -> dict[str | None, object]:
        return {
            group.get("id"): (
                group.get("class"),
                group.get("aria-hidden"),
                group.findtext(f"{SVG}title"),
                [(line.text or "").strip("\u00a0") for line in group.iter(f"{SVG}text")],
                sorted(
                    (part.tag, part.get("fill"), part.get("stroke"), part.get("stroke-dasharray")) for part in group
                ),
            )
            for group in root.iter(f"{SVG}g")
            if group.get("id") != "graph0"
        }

    assert told(ours) == told(theirs)


def test_colours_links_and_names_are_safe(bridge: Graph) -> None:
    for hostile in HOSTILE[:4] + HOSTILE[-5:]:
        root = svg(draw(with_words(bridge, hostile), {"close": Badge(hostile, "weak", hostile)}))
        assert {element.tag.removeprefix(SVG) for element in root.iter()} <= {
            "svg", "title", "desc", "style", "g", "path", "polygon", "polyline", "ellipse", "text"
        }  # fmt: skip
    links = {link.get("href") for link in svg(draw(bridge)).iter(f"{SVG}a")}
    assert links == {"https://example.org/survey?year=2022&part=1"}


def test_the_page_holds_all_that_is_drawn(bridge: Graph, graph_of: Callable[[str], Graph]) -> None:
    for graph in (bridge, graph_of(CROSSING)):
        for direction in ("TB", "LR"):
            layout = Tree(draw(graph, view=View(direction="LR" if direction == "LR" else "TB"))).layout()
            _, *parts = layout.parts
            for item in (item for part in parts for item in part.drawn):
                points = [item.at] if isinstance(item, Words) else item.points[:1]
                for x, y in points:
                    assert -4 <= x <= layout.width + 4
                    assert -4 <= y <= layout.height + 4


def test_the_pdf_has_every_word(bridge: Graph) -> None:
    shown = PdfReader(BytesIO(picture(draw(bridge, BADGES), "pdf", engine="tree").data)).pages[0].extract_text()
    for node in bridge.nodes:
        for word in node.text.split():
            assert word in shown


def test_the_png_is_of_the_same_placed_drawing(bridge: Graph) -> None:
    """Every box and line of the DOT text has its place, so that the program that draws it has none to choose."""
    drawing = draw(bridge, view=View(title=False))
    tree = Tree(drawing)
    names = {box.attributes["id"] for box in drawing.boxes} | {line.attributes["id"] for line in drawing.lines}
    assert {name for name, pin in tree.pins().items() if "pos" in pin} == names
    data = picture(drawing, "png", engine="tree", resolution=72).data
    wide, high = (int.from_bytes(data[at : at + 4], "big") for at in (16, 20))
    assert (wide, high) == pytest.approx((tree.size[0] + 8, tree.size[1] + 8), abs=25)


def test_the_bytes_are_the_same_each_time(bridge: Graph) -> None:
    assert picture(draw(bridge, BADGES), engine="tree") == picture(draw(bridge, BADGES), engine="tree")


def test_the_svg_of_the_tree_is_the_golden(
    graph_of: Callable[[str], Graph], bridge: Graph, golden: Callable[[str, str], None]
) -> None:
    golden("draw/tree.svg", picture(draw(bridge, BADGES), engine="tree").data.decode())
    across = draw(graph_of(CROSSING), view=View(direction="LR"))
    golden("draw/tree-crossing.svg", picture(across, engine="tree").data.decode())


def test_the_text_of_a_dark_picture_is_light(bridge: Graph) -> None:
    drawing = draw(bridge, BADGES, View(theme="dark"))
    fills = [{line.get("fill") for line in root.iter(f"{SVG}text")} for root in (svg(drawing), graphviz(drawing))]
    assert fills[0] == fills[1]


def test_no_word_beside_a_line_is_cut_off(graph_of: Callable[[str], Graph]) -> None:
    tree = Tree(draw(graph_of("thesis: {claim: T., but: {claim: A., granted: It is., scheme: analogy}}"),
                     view=View(show=frozenset({"schemes"}), legend=False)))  # fmt: skip
    (words,) = (words for line in tree.lines for words in tree._words(line))
    assert words.at[0] + words.width <= tree.size[0]
