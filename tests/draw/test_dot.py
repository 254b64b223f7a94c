"""Graph -> DOT text: what is drawn how, the same text every time, and nothing in it that a map could smuggle in."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from argmap import theme
from argmap.draw import picture
from argmap.draw.card import Badge
from argmap.draw.dot import Drawing, View, draw
from argmap.draw.engine import Engine, find, run
from argmap.graph import Graph
from tests.draw.samples import BADGES, HOSTILE, with_words


def parts(drawing: Drawing, engine: Engine) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """What the engine made of the nodes, by name, and of the edges."""
    data = json.loads(run(engine, drawing.source, "-Tjson"))
    nodes = {node["name"]: node for node in data["objects"]}
    names = {node["_gvid"]: node["name"] for node in data["objects"]}
    for edge in data["edges"]:
        edge["ends"] = (names[edge["tail"]], names[edge["head"]])
    return nodes, data["edges"]


def edge(edges: list[dict[str, Any]], upper: str, lower: str) -> dict[str, Any]:
    (found,) = (edge for edge in edges if edge["ends"] == (upper, lower))
    return found


@pytest.mark.parametrize(
    ("name", "view", "badges"),
    [
        ("whole", View(), {}),
        ("findings", View(direction="LR"), BADGES),
        ("folded", View(depth=1, palette="classic", legend=False), BADGES),
    ],
)
def test_the_text_is_the_golden(
    bridge: Graph, golden: Callable[[str, str], None], name: str, view: View, badges: dict[str, Badge]
) -> None:
    golden(f"draw/{name}.dot", draw(bridge, badges, view).source)


def test_the_same_graph_gives_the_same_text(bridge: Graph) -> None:
    assert draw(bridge, BADGES) == draw(bridge, dict(reversed(BADGES.items())))


def test_lines_tell_the_kinds_of_steps_apart(bridge: Graph, engine: Engine) -> None:
    _, edges = parts(draw(bridge), engine)
    bar = "step 0"
    support, objection = edge(edges, "close", bar), edge(edges, "close", "1.3")
    undercut, explanation = edge(edges, bar, "1.1.3"), edge(edges, "close", "1.2")
    looks = [(e["color"], e["style"], e["arrowtail"]) for e in (support, objection, undercut, explanation)]
    assert len(set(looks)) == 4
    assert [look[2] for look in looks] == ["normal", "tee", "odot", "odiamond"]
    assert ">objects (granted)<" in objection["label"]
    assert ">explains<" in explanation["label"]


def test_the_word_on_a_line_keeps_lines_off_it(bridge: Graph) -> None:
    assert 'BGCOLOR="#ffffff" WIDTH="70">objects (granted)<' in draw(bridge).source
    assert 'BGCOLOR="#0d1117" WIDTH="70">objects (granted)<' in draw(bridge, view=View(theme="dark")).source


def test_linked_premises_meet_in_a_bar(bridge: Graph, engine: Engine) -> None:
    nodes, edges = parts(draw(bridge), engine)
    assert nodes["step 0"]["label"] == "because"
    assert [e["dir"] for e in edges if e["ends"][0] == "step 0"] == ["none", "none", "back"]
    assert "Scheme: cause to effect." in nodes["step 0"]["tooltip"]


def test_an_undercut_of_a_single_premise_has_a_bar_to_point_at(
    graph_of: Callable[[str], Graph], engine: Engine
) -> None:
    graph = graph_of("thesis: {claim: Top., because: {claim: Reason., unless: {claim: Exception., unless: Not so.}}}")
    _, edges = parts(draw(graph), engine)
    assert [e["ends"] for e in edges] == [
        ("1", "step 0"), ("step 0", "1.1"), ("step 0", "step 1"), ("step 1", "1.1.1"), ("step 1", "1.1.1.1"),
    ]  # fmt: skip


def test_how_many_premises_suffice_stands_on_the_bar(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
            together:
            - claim: A.
            - claim: B.
            - claim: C.
            needs: 2
        """
    )
    nodes, _ = parts(draw(graph), engine)
    assert nodes["step 0"]["label"] == "because: 2 of 3 suffice"


def test_strength_is_thickness(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
          - {claim: A., strength: weak}
          - {claim: B., strength: moderate}
          - {claim: C., strength: strong}
          - {claim: D.}
        """
    )
    _, edges = parts(draw(graph), engine)
    assert [float(e["penwidth"]) for e in edges] == [1.0, 2.0, 3.2, 1.5]


def test_cards_tell_the_kinds_of_statements_apart(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge), engine)
    claim, evidence, assumption = nodes["cracks"], nodes["1.1.1.1"], nodes["1.1.2"]
    assert len({(card["shape"], card["style"].replace(",dashed", "")) for card in (claim, evidence, assumption)}) == 3
    assert "Evidence" in evidence["label"]
    assert "Assumption" in assumption["label"]


def test_an_answer_to_an_objection_is_called_a_reply(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          but:
            claim: Against.
            but:
            - {claim: Answer., but: {claim: Answer to that.}}
            - evidence: Seen.
        """
    )
    words = draw(graph).words
    called = [words[f"node-{node.id}"].split(":")[0].removeprefix(node.number).strip() for node in graph.nodes]
    assert called == ["Thesis", "Objection", "Reply", "Objection", "Reply (evidence)"]


def test_what_the_map_s_maker_added_is_dashed(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge), engine)
    dashed = {name for name, node in nodes.items() if "dashed" in node["style"]}
    assert dashed == {"1.1.2", "1.1.3"}
    assert "added by the map&#x27;s maker" in nodes["1.1.2"]["tooltip"]


def test_without_a_text_nothing_is_an_addition(graph_of: Callable[[str], Graph]) -> None:
    assert "dashed" not in draw(graph_of("thesis: {claim: Top., because: Reason.}")).source


def test_the_thesis_stands_out_and_on_top(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge), engine)
    heights = {name: float(node["pos"].split(",")[1]) for name, node in nodes.items()}
    assert float(nodes["close"]["penwidth"]) == 3
    assert "<B>" in nodes["close"]["label"]
    assert all(heights[below] < heights["close"] for below in ("cracks", "rivals", "1.3", "step 0"))
    assert heights["1.1.1.1"] < heights["cracks"] < heights["step 0"]


def test_premises_stand_in_the_order_of_the_file(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge), engine)
    for siblings in (("cracks", "1.1.2", "1.1.3"), ("step 0", "rivals", "1.2", "1.3")):
        across = [float(nodes[name]["pos"].split(",")[0]) for name in siblings]
        assert across == sorted(across)


def test_left_to_right_the_order_goes_down(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge, view=View(direction="LR")), engine)
    for siblings in (("cracks", "1.1.2", "1.1.3"), ("step 0", "rivals", "1.2", "1.3")):
        down = [-float(nodes[name]["pos"].split(",")[1]) for name in siblings]
        assert down == sorted(down)
    assert float(nodes["close"]["pos"].split(",")[0]) < float(nodes["step 0"]["pos"].split(",")[0])


def test_what_is_seen_twice_is_drawn_once(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
          - claim: A.
            because: {id: shared, claim: S.}
          - claim: B.
            but: {see: shared}
        """
    )
    nodes, edges = parts(draw(graph), engine)
    assert len(nodes) == 4
    assert edge(edges, "1.1", "shared")["arrowtail"] == "normal"
    assert edge(edges, "1.2", "shared")["arrowtail"] == "tee"


def test_ids_that_are_words_of_dot_are_names(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    ids = ["node", "edge", "graph", "digraph", "subgraph", "strict", "1a", "2-b"]
    claims = "".join(f"\n  - {{id: {id_}, claim: Reason.}}" for id_ in ids)
    nodes, edges = parts(draw(graph_of(f"thesis:\n  claim: Top.\n  because:{claims}")), engine)
    assert list(nodes) == ["1", *ids]
    assert [e["ends"][1] for e in edges] == ids


def test_a_badge_is_a_word_a_tint_and_a_sentence(bridge: Graph, engine: Engine) -> None:
    nodes, _ = parts(draw(bridge, BADGES, View(legend=False)), engine)  # Graphviz 2.43 cannot tell of the legend
    assert "<B>one source</B>" in nodes["1.1.1.1"]["label"]
    assert nodes["1.1.1.1"]["fillcolor"] != nodes["1.3"]["fillcolor"] != nodes["1.3.1"]["fillcolor"]
    assert "Found: weak. Support on its sources alone: weak." in nodes["close"]["tooltip"]
    assert nodes["rivals"]["fillcolor"] == nodes["lonely"]["fillcolor"]


def test_the_legend_lists_what_is_used(graph_of: Callable[[str], Graph], bridge: Graph) -> None:
    plain = draw(graph_of("thesis: {claim: Top., because: Reason.}")).source
    assert ">supports<" in plain
    for words in ("objects to", "undercuts", "explains", "folded corner", "map&#x27;s maker", "joins"):
        assert words not in plain
    full = draw(bridge, BADGES).source
    for words in ("objects to", "undercuts", "explains", "folded corner", "map&#x27;s maker", "joins", "strong step"):
        assert words in full
    assert "labelloc" in full
    assert "labelloc" not in draw(bridge, view=View(legend=False)).source


def test_in_print_nothing_is_coloured_or_filled(bridge: Graph) -> None:
    source = draw(bridge, BADGES, View(theme="print")).source
    assert set(re.findall("#[0-9a-f]{6}", source)) == {"#000000", "#ffffff"}
    assert set(re.findall('(?:BGCOLOR|fillcolor)="([^"]+)', source)) == {"#ffffff"}
    frames = dict.fromkeys(re.findall(r'<TD BORDER="(\d)" STYLE="(\w+)"', source))
    assert list(frames) == [("1", "dashed"), ("1", "dotted"), ("1", "solid"), ("2", "solid")]  # weak, caution …
    assert re.search(r'"step 0" \[label=because .*style="rounded,filled,solid"', source)


def test_a_dark_picture_has_the_dark_colours_and_no_other(bridge: Graph) -> None:
    dark = {pair.dark for pair in theme.pairs().values()}
    assert set(re.findall("#[0-9a-f]{6}", draw(bridge, BADGES, View(theme="dark")).source)) <= dark


@pytest.mark.parametrize(("width", "lines"), [(140, 3), (186, 2), (400, 1)])
def test_cards_are_as_wide_as_they_may_be(bridge: Graph, width: int, lines: int) -> None:
    """By the engine that measures as we do; `dot` takes the font that the machine has for Arial."""
    nodes, _ = parts(draw(bridge, BADGES, View(width=width)), find("graphviz-pure"))
    cards = {name: node for name, node in nodes.items() if node["id"].startswith("node-")}
    assert max(float(card["width"]) * 72 for card in cards.values()) <= width + 1
    assert nodes["rivals"]["label"].count("<BR/>") + 1 == lines


def test_schemes_stand_on_bars_and_lines(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
          - together:
            - A.
            - B.
            scheme: cause-to-effect
          - {claim: C., scheme: sign}
          - {claim: E., scheme: explanation}
          but: {claim: D., scheme: expert-opinion}
        """
    )
    assert "sign" not in parts(draw(graph), engine)[0]["step 0"]["label"]
    nodes, edges = parts(draw(graph, view=View(show=frozenset({"schemes"}))), engine)
    assert nodes["step 0"]["label"] == "because: cause to effect"
    assert ">sign<" in edge(edges, "1", "1.2")["label"]
    assert ">explains<" in edge(edges, "1", "1.3")["label"]
    assert ">objects: expert opinion<" in edge(edges, "1", "1.4")["label"]


def test_folded_statements_are_counted_on_the_card(bridge: Graph) -> None:
    drawing = draw(bridge, view=View(depth=1))
    assert "+1 folded" in drawing.source
    assert "+2 folded" in drawing.source
    assert drawing.description.endswith("3 more are not shown.")


def test_the_picture_is_called_and_counted(bridge: Graph, graph_of: Callable[[str], Graph]) -> None:
    drawing = draw(bridge, BADGES)
    assert drawing.title == "Should the old bridge close?"
    assert drawing.description == (
        "Argument map: 8 claims, 2 items of evidence, 1 assumption, 2 objections, 1 undercut, 6 with a finding."
    )
    assert draw(graph_of("thesis:\n- claim: One.\n- claim: Two.")).title == "One.; Two."


def test_sources_are_named_and_linked_where_they_can_be(bridge: Graph) -> None:
    source = draw(bridge).source
    assert 'HREF="https://example.org/survey?year=2022&amp;amp;part=1"' in source
    assert "javascript" not in source
    assert "The Gazette (uncertain)" in source
    assert "Hauliers&#x27; association (retracted), p. 12" in source


def test_many_sources_are_shortened_on_the_card_and_whole_in_its_tooltip(graph_of: Callable[[str], Graph]) -> None:
    keys = ", ".join(f"s{i}" for i in range(9))
    sources = ", ".join(f"s{i}: Source {i}" for i in range(9))
    source = draw(
        graph_of(f"sources: {{{sources}}}\nthesis: {{claim: T., because: {{evidence: E., source: [{keys}]}}}}")
    ).source
    assert "and 6 more" in source
    assert "; ".join(f"Source {i}" for i in range(9)) in source


def test_a_deep_number_keeps_its_end(graph_of: Callable[[str], Graph]) -> None:
    text = "{claim: Leaf.}"
    for _ in range(60):
        text = f"{{claim: Node., because: {text}}}"
    source = draw(graph_of(f"thesis: {text}")).source
    assert ">…1.1.1" in source


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words(bridge: Graph, engine: Engine, words: str) -> None:
    nodes, edges = parts(draw(bridge), engine)
    drawing = draw(with_words(bridge, words), {"close": Badge(words, "weak", words)})
    poisoned_nodes, poisoned_edges = parts(drawing, engine)
    assert poisoned_nodes.keys() == nodes.keys()
    assert [e["ends"] for e in poisoned_edges] == [e["ends"] for e in edges]
    assert "image" not in drawing.source


def test_a_text_of_the_greatest_length_is_drawn(bridge: Graph, engine: Engine) -> None:
    drawing = draw(with_words(bridge, "word " * 10_000))
    nodes, _ = parts(drawing, engine)
    assert len(drawing.words["node-close"]) > 50_000
    assert float(nodes["close"]["height"]) < 4  # inches


def test_large_maps_are_laid_out_with_less_polish(graph_of: Callable[[str], Graph]) -> None:
    reasons = "".join(f"\n  - claim: Reason {i}." for i in range(2001))
    source = draw(graph_of(f"thesis:\n  claim: Top.\n  because:{reasons}")).source
    assert "nslimit" in source
    assert "nslimit" not in draw(graph_of("thesis: {claim: Top.}")).source


def test_the_head_of_an_undercut_stands_beside_a_long_bar(graph_of: Callable[[str], Graph]) -> None:
    """From left to right it came in so flat that half of it lay under the bar."""
    view = View(direction="LR", show=frozenset({"schemes"}))
    graph = graph_of(
        "thesis:\n  claim: It leaks.\n  because:\n"
        "  - together:\n    - claim: It is old.\n    - claim: What is old leaks.\n"
        "    scheme: practical-reasoning\n    unless: It was mended.\n"
    )
    svg = picture(draw(graph, view=view), "svg", engine="graphviz-pure").data.decode()
    bar = re.search(r'class="node joint because">.*? d="M([^"]*)"', svg, re.DOTALL)
    ring = re.search(r'<ellipse [^>]*cx="([-.\d]+)" cy="([-.\d]+)" rx="([.\d]+)"', svg)
    assert bar
    assert ring
    x, y, radius = map(float, ring.groups())
    points = [tuple(map(float, point.split(","))) for point in re.split("[C ]", bar[1])]
    right, low = max(x for x, _ in points), max(y for _, y in points)
    assert x - radius >= right - 1 or y - radius >= low - 1
