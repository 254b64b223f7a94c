"""The SVG: its words, its names for screen readers, its colours, and that nothing in it can run."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator

import pytest

from argmap import theme
from argmap.draw import picture, text
from argmap.draw.card import Badge
from argmap.draw.dot import Drawing, View, draw
from argmap.draw.engine import Engine, run
from argmap.draw.svg import Dress, finish
from argmap.graph import Graph
from tests.draw.samples import BADGES, HOSTILE, with_words

NAMESPACE = "{http://www.w3.org/2000/svg}"


def drawn(drawing: Drawing, engine: Engine) -> ET.Element:
    return ET.fromstring(picture(drawing, "svg", engine=engine.name).data)


def groups(root: ET.Element, kind: str) -> Iterator[ET.Element]:
    return (group for group in root.iter(f"{NAMESPACE}g") if group.get("class", "").split(" ")[0] == kind)


def title(element: ET.Element) -> str:
    return element.findtext(f"{NAMESPACE}title") or ""


def words(element: ET.Element) -> str:
    return " ".join(line.text or "" for line in element.iter(f"{NAMESPACE}text"))


def style(root: ET.Element) -> str:
    return root.findtext(f"{NAMESPACE}style") or ""


def test_it_is_one_picture_with_a_name_and_a_description(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, BADGES)
    root = drawn(drawing, engine)
    named = {element.get("id"): element.text for element in root if element.get("id")}
    assert [named[id_] for id_ in root.attrib["aria-labelledby"].split()] == [drawing.title, drawing.description]


def test_an_image_has_no_links_in_it(bridge: Graph, graph_of: Callable[[str], Graph], engine: Engine) -> None:
    assert drawn(draw(graph_of("thesis: {claim: Top.}")), engine).get("role") == "img"
    assert drawn(draw(bridge), engine).get("role") == "group"


def test_a_card_is_called_by_what_it_says_and_what_was_found(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge, BADGES), engine)
    titles = {group.get("id"): title(group) for group in groups(root, "node")}
    assert titles["node-close"] == (
        "1 Thesis: The old bridge should close to lorries. Found: weak. Support on its sources alone: weak."
    )
    assert titles["node-1.1.1.1"].startswith("1.1.1.1 Evidence: Crack length doubled in two years. Sources: ")
    assert all(titles.values())


def test_lines_are_for_the_eye_alone(bridge: Graph, engine: Engine) -> None:
    edges = list(groups(drawn(draw(bridge), engine), "edge"))
    assert len(edges) == 10
    assert all(edge.get("aria-hidden") == "true" for edge in edges)
    assert not any(title(edge) for edge in edges)


def test_ids_and_classes_are_those_of_the_map(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge, BADGES), engine)
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))
    assert {f"node-{node.id}" for node in bridge.nodes} <= set(ids)
    classes = {group.get("id"): group.get("class") for group in groups(root, "node")}
    assert classes["node-close"] == "node claim thesis tone-weak"


def test_every_word_of_the_map_is_in_it(bridge: Graph, engine: Engine) -> None:
    shown = words(drawn(draw(bridge, BADGES), engine))
    for node in bridge.nodes:
        assert node.text in shown
        assert node.number in shown


def test_texts_keep_their_measured_width_in_any_font(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge, BADGES), engine)
    lines = list(root.iter(f"{NAMESPACE}text"))
    for line in lines:
        bold = line.get("font-weight") == "bold"
        expected = text.width(line.text or "", float(line.attrib["font-size"]), bold=bold)
        assert float(line.attrib["textLength"]) == pytest.approx(expected, abs=0.01)
        assert line.get("lengthAdjust") == "spacingAndGlyphs"
        assert "font-family" not in line.attrib
    assert root.get("font-family") == theme.FONT_FAMILIES


def test_texts_whose_width_is_guessed_are_not_squeezed(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    root = drawn(draw(graph_of("thesis: {claim: नमस्ते दुनिया}")), engine)
    (line,) = (line for line in root.iter(f"{NAMESPACE}text") if line.text == "नमस्ते दुनिया")
    assert "textLength" not in line.attrib


def test_no_text_is_wider_than_its_card(bridge: Graph, graph_of: Callable[[str], Graph], engine: Engine) -> None:
    claims = ["漢字は「日本語」の文字です。とても長い文章が続きます。", "Ελληνικά και Кириллица, ещё раз и ещё раз."]
    scripts = graph_of("thesis:" + "".join(f"\n- claim: {claim}" for claim in claims))
    for graph in (bridge, scripts):
        root = drawn(draw(graph, BADGES), engine)
        for card in groups(root, "node"):
            shape = next(part for part in card if part.get("class") == "card")
            across = [float(x) for x in re.findall(r"(-?[\d.]+),-?[\d.]+", shape.get("d") or shape.get("points") or "")]
            for line in card.iter(f"{NAMESPACE}text"):
                wide = float(line.attrib["textLength"])
                start = float(line.attrib["x"]) - (wide / 2 if line.get("text-anchor") == "middle" else 0)
                assert min(across) <= start
                assert start + wide <= max(across) + 0.5


def test_colours_have_a_dark_side(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge, BADGES), engine)
    used = {element.get(part) for element in root.iter() for part in ("fill", "stroke")} - {None, "none", "#ffffff"}
    pairs = {pair.light: (name, pair) for name, pair in theme.pairs().items()}
    light, dark = style(root).split("@media screen and (prefers-color-scheme:dark)")
    for colour in used:
        name, pair = pairs[str(colour)]
        assert f"--am-{name}:{pair.light};" in light
        assert f"--am-{name}:{pair.dark};" in dark
        assert f'[fill="{pair.light}"]{{fill:var(--am-{name})}}' in dark


def test_the_page_the_cards_and_the_bars_are_told_apart_in_the_dark(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge), engine)
    (page,) = (element for element in root.iter() if element.get("class") == "page")
    assert page.tag == f"{NAMESPACE}polygon"
    for group in groups(root, "node"):
        assert [element.get("class") for element in group].count("card") == 1
    assert ".argmap .joint text{fill:var(--am-on-line)}" in style(root)


def test_the_other_palette_is_painted_too(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge, view=View(palette="classic")), engine)
    assert "--am-classic-support:" in style(root)
    assert "--am-support:" not in style(root)


@pytest.mark.parametrize("mode", ["light", "dark", "print"])
def test_a_picture_with_a_theme_is_the_same_on_every_screen(bridge: Graph, engine: Engine, mode: theme.Theme) -> None:
    root = drawn(draw(bridge, BADGES, View(theme=mode)), engine)
    assert style(root) == ""
    colours = {element.get(part) for element in root.iter() for part in ("fill", "stroke")} - {None, "none"}
    paint = theme.Paint(theme=mode)
    known = {paint.colour(name) for name in theme.COLOURS} | {paint.ink(tone) for tone in theme.TONES}
    assert colours <= known | {paint.fill(tone) for tone in theme.TONES}
    assert paint.colour("ink") in colours


def test_text_from_right_to_left_begins_at_the_right(graph_of: Callable[[str], Graph], engine: Engine) -> None:
    graph = graph_of("thesis: {claim: הגשר נסדק תחת משאיות ו-40% מהן כבדות מדי. Heavy., because: Left to right.}")
    root = drawn(draw(graph), engine)
    card = next(groups(root, "node"))
    shape = next(part for part in card if part.get("class") == "card")
    across = [float(x) for x in re.findall(r"(-?[\d.]+),-?[\d.]+", shape.get("d") or "")]
    turned = [line for line in card.iter(f"{NAMESPACE}text") if line.get("direction") == "rtl"]
    assert len(turned) >= 2
    for line in turned:
        assert line.get("text-anchor") == "start"
        assert max(across) - 12 < float(line.attrib["x"]) < max(across) - 5
        assert "\u200f" not in (line.text or "")
    others = [line.text for line in root.iter(f"{NAMESPACE}text") if line.get("direction") is None]
    assert others == ["►", "supports", "1", "\u00a0Thesis", "1.1", "\u00a0Claim", "Left to right."]


def test_only_links_that_may_live_do(bridge: Graph, engine: Engine) -> None:
    root = drawn(draw(bridge), engine)
    links = {link.get("href"): words(link) for link in root.iter(f"{NAMESPACE}a")}
    assert links == {"https://example.org/survey?year=2022&part=1": "Sources: County bridge survey 2022"}
    assert "The Gazette (uncertain)" in words(root)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_a_link_in_what_the_engine_wrote_is_taken_off_as_well(engine: Engine, url: str) -> None:
    dot = f'digraph {{ graph [URL="{url}"] a [URL="{url}" label=a] a -> a [URL="{url}" label=b] }}'
    finished = finish(run(engine, dot, "-Tsvg"), Dress("", "", {}))
    assert url.encode().partition(b":")[0] not in finished
    assert b"<a" not in finished


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_are_shown_and_do_nothing(bridge: Graph, engine: Engine, hostile: str) -> None:
    poisoned = with_words(bridge, hostile)
    root = drawn(draw(poisoned, {"close": Badge(hostile, "weak", hostile)}), engine)
    plain = drawn(draw(bridge, {"close": Badge("weak", "weak")}), engine)
    assert {element.tag for element in root.iter()} <= {element.tag for element in plain.iter()}
    assert {name for element in root.iter() for name in element.attrib} <= {
        name for element in plain.iter() for name in element.attrib
    }
    assert not list(root.iter(f"{NAMESPACE}a"))
    assert text.lowered(text.clean(hostile))[:10].split(" ")[0] in words(root)
    titles = {group.get("id"): title(group) for group in groups(root, "node")}
    assert titles["node-cracks"] == f"1.1.1 Claim: {text.clean(hostile)}".strip()


def test_the_bytes_are_the_same_each_time(bridge: Graph, engine: Engine) -> None:
    drawing = draw(bridge, BADGES)
    assert picture(drawing, engine=engine.name) == picture(drawing, engine=engine.name)


def test_it_is_plain_xml_without_prefixes_or_comments(bridge: Graph, engine: Engine) -> None:
    data = picture(draw(bridge, BADGES), engine=engine.name).data.decode()
    assert data.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg ')
    assert "ns0:" not in data
    assert "xlink" not in data
    assert "<!" not in data


def test_the_svg_of_graphviz_pure_is_the_golden(
    bridge: Graph, engine: Engine, golden: Callable[[str, str], None]
) -> None:
    if engine.name != "graphviz-pure":
        pytest.skip("what `dot` draws depends on the fonts of the machine")
    golden("draw/findings.svg", picture(draw(bridge, BADGES), engine=engine.name).data.decode())
