"""The page's map to explore: what the script is given, and then every interaction in a browser, where there is one."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given

from argmap.audit import MapAudit
from argmap.changes import Changes, changed
from argmap.draw import picture
from argmap.draw.badges import badges
from argmap.draw.dot import View, draw
from argmap.graph import Graph
from argmap.passages import make, read_text
from argmap.report.explore import as_json, places, withdrawals
from argmap.report.page import as_page
from argmap.support.assessment import READINGS, Assessment
from argmap.support.comparison import Comparison
from argmap.support.reasons import reasons
from tests.effort import until
from tests.report.samples import HOSTILE, hostile_map
from tests.report.test_page import TRAPS, audited
from tests.support.maps import Data, graph_of, maps
from tests.test_passages import FERRY

SPILL = (Path(__file__).parents[2] / "maps" / "river-spill.argmap.yaml").read_text("utf-8")
BRIDGE = """\
argmap: 1
title: Should the old bridge close?
sources:
  survey: {name: County bridge survey 2022, reliability: B}
  gazette: {name: The Gazette, kind: media, from: survey}
  haulers: {name: Häuliers' association, interest: its members use the bridge}
  counts: {name: Traffic counts, reliability: B}
thesis:
  id: close
  claim: The old bridge should close to lorries.
  because:
  - together:
    - id: cracks
      claim: The bridge is cracking under lorries.
      because:
      - {evidence: Crack length doubled in two years., source: survey, id: doubled}
      - {evidence: The Gazette reports the same growth., source: gazette, id: reported}
    - {assume: No repair is possible before 2026., id: no-repair}
    unless:
    - {claim: Cars alone would crack it as fast., id: cars}
  - claim: Few lorries use it.
    id: few
    because: {evidence: Eleven lorries a day were counted., source: counts, id: eleven}
  but:
  - claim: The detour costs hauliers an hour a day.
    id: detour
    because: {evidence: The association's own survey says so., source: haulers, id: said}
    but: {claim: Half of them already take it., id: half}
"""

# All that the script must heed to say what loses its support: what is uncertain, unknown, retracted, k of n, explained.
GATES = """\
argmap: 1
sources:
  a: {name: A}
  b: {name: B, from: [a, unknown]}
  c: {name: C, from: [a, d]}
  d: {name: D, from: unknown}
  e: {name: E, retracted: It was made up., from: a}
  f: {name: F, from: e}
thesis:
  id: top
  claim: Top.
  because:
  - together:
    - {id: p, evidence: First., source: [a?, c]}
    - {id: q, evidence: Second., source: b?}
    - {id: r, evidence: Third., source: [d, f]}
    - {id: s, assume: Fourth.}
    needs: 3
  - {id: t, evidence: Why it would be so., source: a, scheme: explanation}
  - id: u
    claim: Fifth.
    because:
    - {id: v, evidence: Sixth., source: f}
    - {see: r}
    - {see: p}
"""


def large(branches: int = 8) -> str:
    """A thesis with three levels below it, eight statements each: 585 in all."""
    lines = ["argmap: 1", "sources: {one: {name: One}}", "thesis:", "  id: top", "  claim: Top.", "  because:"]
    for first in range(branches):
        lines += [f"  - id: a{first}", f"    claim: First {first}.", "    because:"]
        for second in range(branches):
            lines += [f"    - id: b{first}{second}", f"      claim: Second {first} {second}.", "      because:"]
            lines += [
                f"      - {{id: c{first}{second}{third}, evidence: Third {first} {second} {third}., source: one}}"
                for third in range(branches)
            ]
    return "\n".join(lines) + "\n"


def page_of(text: str, direction: str = "LR", essay: str | None = None) -> str:
    audit = audited(text)
    assert audit.graph is not None
    assert audit.support is not None
    view = View(direction="LR" if direction == "LR" else "TB")
    drawing = draw(audit.graph, badges(audit.support), view)
    return as_page(audit, picture(drawing, "svg").data, direction=direction, essay=essay)


def data_of(page: str) -> Any:
    found = re.search('<script type="application/json" id="map-data">(.*?)</script>', page)
    assert found is not None
    return json.loads(found[1])


def graph(text: str) -> Graph:
    found = audited(text).graph
    assert found is not None
    return found


def compared(audit: MapAudit, *keys: str) -> Comparison:
    assert audit.support is not None
    return Comparison(audit.support, Assessment(changed(audit.support.graph, Changes(without=keys))))


# -- what the script is given


@given(data=maps())
def test_every_statement_has_one_place_in_a_tree(data: Data) -> None:
    arranged = graph_of(data)
    placed = places(arranged)
    for node in arranged.nodes:
        here, met = node.at, set[int]()
        while here in placed:
            assert here not in met
            met.add(here)
            step = arranged.steps[placed[here]]
            assert here in step.premises
            here = step.to
    assert not set(arranged.theses) & placed.keys()


def test_a_statement_stands_where_it_is_written_and_else_where_it_is_first_used() -> None:
    arranged = graph(TRAPS)
    placed = {arranged.nodes[at].id: arranged.steps[step].id for at, step in places(arranged).items()}
    assert placed["here"] == "1.2"
    assert placed["shared"] == "1>shared"
    assert "unused" not in placed
    assert "top" not in placed


def test_two_objections_that_refer_to_each_other_still_have_a_place() -> None:
    arranged = graph(
        "argmap: 1\nthesis: {claim: Top.}\nclaims:\n"
        "- {id: one, claim: One., but: {see: two}}\n- {id: two, claim: Two., but: {see: one}}\n"
    )
    placed = places(arranged)
    assert {arranged.nodes[at].id for at in placed} == {"two"}


def test_data_cannot_end_its_element() -> None:
    text = as_json({"a": "</script><!--\u2028&"})
    assert text == '{"a":"\\u003c/script\\u003e\\u003c!--\\u2028\\u0026"}'
    assert json.loads(text) == {"a": "</script><!--\u2028&"}


def test_the_answers_are_those_of_the_engine() -> None:
    audit = audited(BRIDGE)
    given_ = data_of(page_of(BRIDGE))["withdrawn"]
    keys = sorted(("survey", "gazette", "haulers", "counts"))
    assert sorted(given_) == sorted([*keys, *("+".join(pair) for pair in combinations(keys, 2))])
    for name, answer in given_.items():
        expected = compared(audit, *name.split("+"))
        assert answer["grades"] == {str(shift.at): int(shift.after) for shift in expected.shifts}
        assert answer["theses"]["0"][2] == int(expected.falls(0))
        assert answer["theses"]["0"][:2] == [int(expected.grades(0, reading)[1]) for reading in READINGS]


def test_a_large_map_answers_what_its_budget_allows_what_carries_most_first() -> None:
    support = audited(BRIDGE).support
    assert support is not None
    count = len(support.graph.nodes) + len(support.graph.sources.by_key)
    assert list(withdrawals(support, count * 2 + 1)) == ["survey", "gazette"]
    assert withdrawals(support, count - 1) == {}
    assert len(withdrawals(support)) == 4 + 6


def test_of_what_a_statement_falls_with_a_dozen_are_named_and_the_others_counted() -> None:
    sources = "".join(f"  s{at}: {{name: Source {at}}}\n" for at in range(15))
    linked = "".join(f"    - {{evidence: Part {at}., source: s{at}}}\n" for at in range(15))
    map_ = f"argmap: 1\nsources:\n{sources}thesis:\n  claim: Top.\n  because:\n  - together:\n{linked}"
    thesis, first, *_ = data_of(page_of(map_))["nodes"]
    assert (thesis["falls"], thesis["alsoFalls"]) == ([f"Source {at}" for at in range(12)], 3)
    assert (first["falls"], first["alsoFalls"]) == (["Source 0"], 0)


def test_a_map_without_sources_has_no_withdrawals() -> None:
    assert data_of(page_of("argmap: 1\nthesis: {claim: Alone.}\n"))["withdrawn"] == {}


def test_of_a_text_only_the_passages_are_in_the_page() -> None:
    text = read_text(FERRY)
    locator = make(text, 2, 1, 9)
    lines = f"{{at: '{locator.at}', words: {locator.words}, sha256: {locator.sha256}}}"
    map_ = f"argmap: 1\nabout: {{title: Ferry}}\nthesis:\n  claim: Few travel.\n  passage: {lines}\n"
    (node,) = data_of(page_of(map_, essay=FERRY))["nodes"]
    assert node["passages"] == [
        {"at": "2:1-9", "status": "exact", "words": "The ferry crosses twice a day in winter, and"}
    ]
    assert "lighthouse" not in page_of(map_, essay=FERRY)
    (moved,) = data_of(page_of(map_, essay="A new beginning.\n\n" + FERRY))["nodes"]
    assert [moved["passages"][0][key] for key in ("at", "status")] == ["3:1-9", "moved"]
    (lost,) = data_of(page_of(map_, essay="Another text.\n"))["nodes"]
    assert lost["passages"] == [{"at": "2:1-9", "status": "lost", "words": ""}]
    (without,) = data_of(page_of(map_))["nodes"]
    assert "passages" not in without
    assert without["locators"] == [{"at": "2:1-9", "words": 9, "sha256": locator.sha256}]


def test_a_statement_is_called_by_the_part_it_plays() -> None:
    """For who hears the map and sees no lines: an objection is not called a claim."""
    kinds = {node["id"]: node["kind"] for node in data_of(page_of(BRIDGE))["nodes"]}
    assert [kinds[name] for name in ("close", "cracks", "doubled", "no-repair", "cars", "detour", "half")] == [
        "Thesis", "Claim", "Evidence", "Assumption", "Undercut", "Objection", "Reply",
    ]  # fmt: skip


# -- in a browser


class Explored:
    """A page of ours in a tab of a browser, and what can be seen of its map."""

    def __init__(self, tab: Any, address: str) -> None:
        self.tab, self.address = tab, address
        self.errors: list[str] = []
        self.requests: list[str] = []
        tab.on("console", lambda message: self.errors.append(message.text))
        tab.on("pageerror", lambda error: self.errors.append(str(error)))
        tab.on("dialog", lambda dialog: self.errors.append(dialog.message))
        tab.on("request", lambda request: self.requests.append(request.url))
        tab.goto(address)
        self.names: list[str] = tab.evaluate(
            "JSON.parse(document.getElementById('map-data').textContent).nodes.map(node => node.id)"
        )

    def _named(self, selector: str) -> list[str]:
        found = self.tab.locator(selector).evaluate_all("all => all.map(one => Number(one.dataset.at))")
        return sorted(self.names[at] for at in found)

    def shown(self) -> list[str]:
        return self._named(".item")

    def marked(self, mark: str) -> list[str]:
        """The statements whose cards have a mark: fallen, weaker, beneath, carried, hit, selected …"""
        return self._named(f".item.{mark}")

    def card(self, name: str) -> Any:
        return self.tab.locator(f".item[data-at='{self.names.index(name)}']")

    def box(self, name: str) -> dict[str, float]:
        return self.card(name).locator(".card").bounding_box()  # type: ignore[no-any-return]

    def fold(self, name: str) -> None:
        self.card(name).locator(".fold").click()

    def press(self, *keys: str) -> None:
        for key in keys:
            self.tab.keyboard.press(key)

    def tool(self, name: str) -> None:
        self.tab.locator(f".tools [data-do={name}]").click()

    def words(self, selector: str = "#map-panel") -> str:
        return " ".join(self.tab.locator(selector).inner_text().split())

    def outline(self) -> str:
        """The words of "Every statement". A browser has none for what it has not drawn yet, so it must draw first."""
        drawn = "section => { section.style.contentVisibility = 'visible'; return section.innerText }"
        return " ".join(self.tab.locator("#outline").evaluate(drawn).split())

    def settle(self) -> None:
        """Wait until all is loaded and drawn: what comes into sight is laid out a frame later, which moves others."""
        until(lambda: self.tab.evaluate("document.readyState") == "complete")
        self.tab.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def withdraw(self, key: str) -> None:
        """With the button in the table of sources."""
        self.tab.locator(f"[data-withdraw={key}]").click()

    def focused(self) -> str | None:
        at = self.tab.evaluate("document.activeElement.dataset.at ?? null")
        return None if at is None else self.names[int(at)]

    def scale(self) -> float:
        return float(re.findall(r"scale\(([\d.]+)\)", self.tab.locator(".scene").get_attribute("style"))[0])

    def search(self, words: str) -> list[str]:
        self.tab.locator("#map-search").fill(words)
        return self.tab.locator("#map-found button").all_inner_texts()  # type: ignore[no-any-return]


Opener: TypeAlias = Callable[..., Explored]


@pytest.fixture
def explore(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open a map's page; at the end no page may have complained of anything, or asked for anything but itself."""
    opened: list[tuple[Any, Explored]] = []

    def open_(
        text: str, direction: str = "LR", essay: str | None = None, fragment: str = "", **options: Any
    ) -> Explored:
        path = tmp_path / f"{len(opened)}.html"
        path.write_text(page_of(text, direction, essay), "utf-8", newline="\n")
        context = chromium.new_context(**({"viewport": {"width": 1300, "height": 1000}} | options))
        page = Explored(context.new_page(), path.as_uri() + fragment)
        opened.append((context, page))
        return page

    yield open_
    for context, page in opened:
        context.close()
        assert page.errors == []
        assert page.requests == [page.address.partition("#")[0]]


def test_a_small_map_opens_whole_and_its_cards_are_those_of_the_still_picture(explore: Opener) -> None:
    page = explore(BRIDGE)
    assert page.shown() == sorted(page.names)
    assert not page.tab.locator(".diagram").is_visible()
    for name in page.names:
        words = "one => [...one.querySelectorAll('text')].map(text => text.textContent).join('|')"
        still = page.tab.locator(f"#node-{name}").evaluate(words)
        assert page.card(name).locator(".node").evaluate(words) == still
    assert page.tab.locator(".bar").count() == 1
    assert page.tab.locator(".scene .line").count() == page.tab.locator(".item, .bar").count() - 1


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_no_card_lies_on_another_and_what_is_below_stands_below(explore: Opener, direction: str) -> None:
    page = explore(SPILL, direction)
    page.tool("fit")
    boxes = {name: page.box(name) for name in page.names}
    for one, other in combinations(boxes.values(), 2):
        apart_x = one["x"] + one["width"] <= other["x"] or other["x"] + other["width"] <= one["x"]
        apart_y = one["y"] + one["height"] <= other["y"] or other["y"] + other["height"] <= one["y"]
        assert apart_x or apart_y
    arranged = graph(SPILL)
    axis, length = ("x", "width") if direction == "LR" else ("y", "height")
    for at, step in places(arranged).items():
        above = boxes[arranged.nodes[arranged.steps[step].to].id]
        assert boxes[arranged.nodes[at].id][axis] > above[axis] + above[length]


def test_a_map_of_many_shapes_is_laid_out_without_overlap(explore: Opener) -> None:
    """Deep beside shallow, wide beside narrow: what the outlines of a tidy tree have to get right."""
    lines = ["argmap: 1", "thesis:", "  claim: Top.", "  because:"]
    for at, depth in enumerate((1, 6, 1, 1, 4, 7, 2, 3)):
        lines += [f"  - claim: Branch {at}. {'Words on it. ' * (at % 3 * 5)}"]
        for level in range(depth):
            pad = "  " * level
            lines += [f"    {pad}because:", f"    {pad}- Beside {at} {level}.", f"    {pad}- Also {at} {level}."]
            lines += [f"    {pad}- claim: Below {at} {level}. {'More. ' * (level * 7 % 20)}"]
    page = explore("\n".join(lines) + "\n", "TB")
    page.tool("unfold")
    page.tool("fit")
    boxes = page.tab.locator(".item .card").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => [box.left, box.right, box.top, box.bottom])"
    )
    assert len(boxes) == len(page.names) > 60
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def test_a_large_map_opens_folded_to_a_useful_depth(explore: Opener) -> None:
    page = explore(large())
    assert page.shown() == sorted(["top", *(f"a{at}" for at in range(8))])
    assert page.card("a3").locator(".fold text").text_content() == "+72"
    assert page.card("a3").get_attribute("aria-expanded") == "false"
    assert page.card("top").get_attribute("aria-expanded") == "true"


def test_folding_goes_level_by_level_up_to_the_thesis(explore: Opener) -> None:
    page = explore(large())
    page.tool("unfold")
    counts = [len(page.shown())]
    for _ in range(3):
        page.tool("fold")
        counts.append(len(page.shown()))
    assert counts == [585, 73, 9, 1]
    assert page.words("#map-said") == "Folded to 1 level: 1 statement shown."
    page.tool("fold")
    assert page.words("#map-said") == "Nothing is left to fold."
    assert page.focused() is None
    page.card("top").click()
    page.press("ArrowRight")
    assert page.focused() == "a0"


def test_a_map_that_can_be_read_whole_opens_whole_and_a_larger_one_at_its_thesis(explore: Opener) -> None:
    def outside(page: Explored) -> list[str]:
        stage = page.tab.locator("#map-stage").bounding_box()
        right, bottom = stage["x"] + stage["width"], stage["y"] + stage["height"]
        boxes = {name: page.box(name) for name in page.shown()}
        return [
            name
            for name, box in boxes.items()
            if box["x"] < stage["x"]
            or box["y"] < stage["y"]
            or box["x"] + box["width"] > right
            or box["y"] + box["height"] > bottom
        ]

    for text, direction in ((SPILL, "LR"), (BRIDGE, "TB")):
        page = explore(text, direction, viewport={"width": 1280, "height": 720})
        assert outside(page) == []
        assert page.scale() < 0.9
    page = explore(SPILL, viewport={"width": 390, "height": 844})
    assert "works-spilled" not in outside(page)
    assert outside(page)
    assert page.scale() == pytest.approx(0.9)


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_the_map_cannot_be_lost_from_sight(explore: Opener, direction: str) -> None:
    page = explore(SPILL, direction)
    page.card("works-spilled").focus()
    page.press("+", "+")
    for key in ("ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"):
        page.press(*[f"Shift+{key}"] * 25)
        stage = page.tab.locator("#map-stage").bounding_box()
        boxes = page.tab.locator(".item .card, .bar, .line:not(.elsewhere)").evaluate_all(
            "all => all.map(one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.right, box.bottom])"
        )
        assert any(
            left < stage["x"] + stage["width"]
            and top < stage["y"] + stage["height"]
            and right > stage["x"]
            and bottom > stage["y"]
            for left, top, right, bottom in boxes
        )


WORDS = """\
argmap: 1
sources: {one: {name: One}}
thesis:
  claim: Top.
  because:
  - {claim: Why., scheme: explanation, because: Low.}
  - together:
    - First.
    - Second.
    unless:
    - {claim: No., granted: It is so., because: Below.}
    - Or not.
  - claim: Words on a card, of which there are so many that it is a good deal higher than what stands before it.
    but:
    - {claim: Less., granted: A little less., but: Not so.}
  - claim: Up.
    but:
    - {claim: This is less than what they had, granted: A little less.}
    - Short.
  but:
  - {claim: Low., granted: It is., because: {evidence: Seen., source: one}}
  - {claim: High., granted: It is., because: {claim: Else., scheme: explanation}}
"""


@pytest.mark.parametrize("direction", ["LR", "TB"])
def test_no_word_of_a_line_lies_on_anything(explore: Opener, direction: str) -> None:
    page = explore(WORDS, direction)
    page.tool("unfold")
    page.tool("fit")
    boxes = "all => all.map(one => one.getBoundingClientRect()).map(box => [box.x, box.y, box.right, box.bottom])"
    words = page.tab.locator(".scene .word").evaluate_all(boxes)
    others = page.tab.locator(".item .card, .item .fold rect, .bar .node, .chip").evaluate_all(boxes)
    assert len(words) == len(re.findall("<text[^>]*class=.word", page.tab.locator(".scene").inner_html())) > 2
    for one, other in [*((one, other) for one in words for other in others), *combinations(words, 2)]:
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_folding_keeps_the_card_where_it_is(explore: Opener) -> None:
    page = explore(large())
    page.tool("fit")
    for _ in range(2):
        before, many = page.box("a3"), len(page.shown())
        page.fold("a3")
        after = page.box("a3")
        assert len(page.shown()) != many
        assert (after["x"], after["y"]) == pytest.approx((before["x"], before["y"]), abs=1)
    assert page.focused() == "a3"


def test_zoom_by_buttons_keys_and_wheel_and_fit(explore: Opener) -> None:
    page = explore(BRIDGE)
    start = page.scale()
    page.tool("closer")
    assert page.scale() == pytest.approx(start * 1.3, rel=0.01)
    page.tool("farther")
    page.card("close").click()
    page.press("+", "+", "-")
    assert page.scale() == pytest.approx(start * 1.3, rel=0.01)
    page.tab.mouse.move(400, 500)
    page.tab.mouse.wheel(0, -300)
    until(lambda: page.scale() > start * 1.5)
    for _ in range(60):
        page.press("+")
    assert page.scale() == 4
    page.press("0")
    stage = page.tab.locator("#map-stage").bounding_box()
    for name in page.names:
        box = page.box(name)
        assert stage["x"] <= box["x"]
        assert box["x"] + box["width"] <= stage["x"] + stage["width"]
        assert stage["y"] <= box["y"]
        assert box["y"] + box["height"] <= stage["y"] + stage["height"]


def test_the_wheel_scrolls_the_page_until_the_reader_is_in_the_map(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.tab.locator("#map-stage").scroll_into_view_if_needed()
    start, before = page.scale(), page.tab.evaluate("scrollY")
    page.tab.mouse.move(400, 500)
    page.tab.mouse.wheel(0, 200)
    until(lambda: page.tab.evaluate("scrollY") > before)
    assert page.scale() == start
    page.tab.keyboard.down("Control")  # as a pinch on a touchpad
    page.tab.mouse.wheel(0, -50)
    until(lambda: page.scale() > start)
    page.tab.keyboard.up("Control")


def test_dragging_moves_the_map_and_selects_nothing(explore: Opener) -> None:
    page = explore(BRIDGE)
    before = page.box("cracks")
    page.tab.mouse.move(before["x"] + 20, before["y"] + 20)
    page.tab.mouse.down()
    page.tab.mouse.move(before["x"] + 60, before["y"] + 50, steps=4)
    moving = page.tab.locator(".scene.moving")
    assert moving.evaluate("scene => getComputedStyle(scene).willChange") == "transform"
    page.tab.mouse.up()
    assert moving.count() == 0
    after = page.box("cracks")
    assert (after["x"] - before["x"], after["y"] - before["y"]) == pytest.approx((40, 30), abs=1)
    assert page.marked("selected") == []
    page.card("cracks").focus()
    page.press("Shift+ArrowLeft")
    assert page.box("cracks")["x"] == pytest.approx(after["x"] + 60, abs=1)


def test_two_fingers_zoom(explore: Opener) -> None:
    page = explore(BRIDGE, has_touch=True)
    page.tab.locator("#map-stage").scroll_into_view_if_needed()
    box = page.tab.locator("#map-stage").bounding_box()
    x, y, start = box["x"] + 300, box["y"] + 200, page.scale()
    session = page.tab.context.new_cdp_session(page.tab)
    for kind, apart in (("touchStart", 50), ("touchMove", 75), ("touchMove", 100)):
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(lambda: page.scale() == pytest.approx(start * 2, rel=0.1))
    page.settle()
    before = page.box("close")
    for kind, by in (("touchStart", 0), ("touchMove", 20), ("touchMove", 40)):
        points = [{"x": x + by - 50, "y": y, "id": 1}, {"x": x + by + 50, "y": y, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(lambda: page.box("close")["x"] - before["x"] == pytest.approx(40, abs=8))


def test_search_finds_statements_and_sources_and_leads_to_them(explore: Opener) -> None:
    page = explore(large())
    page.press("/")
    page.tab.keyboard.type("c527")
    assert page.words("#map-found .count") == "1 statement, 0 sources"
    page.press("Enter")
    assert page.focused() == "c527"
    assert page.marked("selected") == page.marked("hit") == ["c527"]
    assert {"a5", "b52", "c527"} <= set(page.shown())
    box, stage = page.box("c527"), page.tab.locator("#map-stage").bounding_box()
    assert stage["x"] < box["x"] < stage["x"] + stage["width"]
    assert page.words("#map-said") == "1 statement, 0 sources found."
    page.search("")
    assert page.marked("hit") == []
    assert page.words("#map-said") == ""


def test_search_is_blind_to_case_and_accents(explore: Opener) -> None:
    page = explore(BRIDGE)
    assert page.search("HAULIERS ASS") == ["Source: Häuliers' association"]
    page.tab.locator("#map-search").focus()
    page.press("ArrowDown", "Enter")
    assert "not neutral: its members use the bridge" in page.words()
    assert page.tab.evaluate("document.activeElement.textContent") == "SourceHäuliers' association"
    assert page.tab.locator("#map-panel").bounding_box()["y"] < 500
    assert page.search("nothing of the kind") == []
    page.press("Escape")
    assert page.tab.locator("#map-search").input_value() == ""


def test_a_selected_claim_has_its_grades_with_the_reasons_of_the_engine(explore: Opener) -> None:
    page, support = explore(BRIDGE), audited(BRIDGE).support
    assert support is not None
    for name in page.names:
        page.card(name).click(position={"x": 20, "y": 15})
        told, at = page.words(), support.graph.by_id[name]
        for reading in READINGS:
            assert str(support.grades(reading).nodes[at]) in told
            for reason in reasons(support, at, reading):
                assert " ".join(reason.replace("`", "").split()) in told


def test_what_a_claim_rests_on_and_what_rests_on_it_is_marked_and_listed(explore: Opener) -> None:
    page, arranged = explore(BRIDGE), graph(BRIDGE)
    page.card("cracks").click(position={"x": 20, "y": 15})
    assert page.marked("selected") == ["cracks"]
    assert page.marked("beneath") == ["doubled", "reported"]
    assert page.marked("carried") == ["close"]
    told = page.words()
    assert "Rests on because 1.1.1.1 Crack length doubled" in told
    assert "What rests on it 1 The old bridge should close" in told
    page.card("close").click(position={"x": 20, "y": 15})
    beneath = sorted(arranged.nodes[at].id for at in arranged.beneath(0) if at)
    assert page.marked("beneath") == beneath
    assert "objection 1.3 The detour costs" in page.words()
    assert "undercut 1.1.3 Cars alone" in page.words()


def test_sources_stand_over_those_they_repeat_with_a_line_between(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.card("cracks").click(position={"x": 20, "y": 15})
    rows = page.tab.locator(".lineage .row")
    assert [page.tab.locator(".lineage .row").nth(at).inner_text().split("\n")[0] for at in range(rows.count())] == [
        "The Gazette",
        "County bridge survey 2022",
    ]
    assert page.tab.locator(".lineage svg path:not(.tip)").count() == 1
    page.tab.locator(".lineage button.link").first.click()
    assert "repeats County bridge survey 2022" in page.words()


@pytest.mark.parametrize("width", [1300, 700])
def test_no_line_of_a_lineage_runs_through_a_source(explore: Opener, width: int) -> None:
    page = explore(SPILL, viewport={"width": width, "height": 1000})
    page.tool("fit")
    page.card("seen-at-outfall").click(position={"x": 20, "y": 8})
    assert page.tab.locator(".lineage svg path:not(.tip)").count() == 5
    through = page.tab.evaluate(
        """() => {
          const drawing = document.querySelector('.lineage'), frame = drawing.getBoundingClientRect(), found = [];
          const boxes = [...drawing.querySelectorAll('.source')].map(one => one.getBoundingClientRect());
          for (const path of drawing.querySelectorAll('path:not(.tip)')) {
            for (let at = 0; at < path.getTotalLength(); at += 1) {
              const {x, y} = path.getPointAtLength(at), left = frame.left + x, top = frame.top + y;
              if (boxes.some(box => left > box.left && left < box.right && top > box.top + 1 && top < box.bottom - 1)) {
                found.push([left, top]);
              }
            }
          }
          return found;
        }"""
    )
    assert through == []


SAID = """\
argmap: 1
sources: {one: {name: One}}
thesis:
  claim: Top.
  likelihood: likely
  because:
  - together:
    - {id: fact, evidence: Fact., source: one, basis: own-act, credibility: 2, against-interest: It costs them.}
    - {id: guess, assume: Guess., why: The law says so.}
    scheme: expert-opinion
    strength: weak
    warrant: Experts know.
  but: {claim: Less., granted: It is small.}
"""


def test_all_that_the_map_says_of_a_claim_is_shown_with_it_and_in_the_outline(explore: Opener) -> None:
    page = explore(SAID)
    outline = page.outline()
    told = {
        "1": ("Said to be likely.", "Scheme: expert opinion.", "Strength of the step: weak.", "Warrant: Experts know."),
        "fact": ("Basis: own act.", "Credibility: 2 of 6", "Against its source's interest: It costs them."),
        "guess": ("Why it may be assumed: The law says so.",),
    }
    for name, sentences in told.items():
        page.card(name).click(position={"x": 20, "y": 15})
        for sentence in sentences:
            assert sentence in page.words()
            assert sentence in outline
    page.card("1").click(position={"x": 20, "y": 15})
    assert page.words().count("Warrant: Experts know.") == 1
    assert "Granted: It is small." in page.words()
    assert "Granted: It is small." in outline


def test_sources_stand_in_the_order_in_which_they_are_cited(explore: Opener) -> None:
    page = explore(
        "argmap: 1\nsources: {c: {name: C}, a: {name: A}, b: {name: B}}\n"
        "thesis: {claim: Top., because: {id: low, evidence: Low., source: [a, b, c]}}\n"
    )
    page.card("low").click(position={"x": 20, "y": 15})
    assert page.tab.locator(".lineage button.link").all_inner_texts() == ["A", "B", "C"]


def test_a_citation_that_is_uncertain_is_said_to_be(explore: Opener) -> None:
    page = explore(
        "argmap: 1\nsources: {one: {name: One}}\n"
        "thesis: {claim: Top., because: {id: low, evidence: Low., source: 'one?, page 9'}}\n"
    )
    assert "Source: One (uncertain) (page 9)" in page.outline()
    page.card("low").click(position={"x": 20, "y": 15})
    assert "page 9, uncertain" in page.words(".lineage")


def test_a_text_from_the_right_keeps_its_full_stop_at_its_end(explore: Opener) -> None:
    """Its last letter stands at the left, and the stop left of that, though the page around it runs from the left."""
    hebrew = "\u05d9\u05e9 \u05dc\u05e1\u05d2\u05d5\u05e8."
    page = explore(f"argmap: 1\nthesis:\n  claim: {hebrew}\n  because: {{id: low, claim: {hebrew}}}\n")
    page.card("low").click(position={"x": 20, "y": 15})
    stops = """words => [...document.querySelectorAll('bdi')].filter(one => one.textContent === words).map(one => {
      const text = one.firstChild, at = (from) => {
        const range = document.createRange();
        range.setStart(text, from);
        range.setEnd(text, from + 1);
        return range.getBoundingClientRect().x;
      };
      return at(words.length - 1) < at(words.length - 2);
    })"""
    found = page.tab.evaluate(stops, hebrew)
    assert len(found) > 6
    assert all(found)


def test_findings_of_a_claim_are_shown_with_it(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.card("half").click(position={"x": 20, "y": 15})
    listed = page.tab.locator("#map-panel .findings li").all_inner_texts()
    assert any("answered only by a bare claim" in one or "bare-answer" in one for one in listed)


def test_the_keyboard_does_everything(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.card("close").focus()
    page.press("ArrowRight")
    assert page.focused() == "cracks"
    page.press("ArrowDown")
    assert page.focused() == "no-repair"
    page.press("ArrowUp", "ArrowRight", "ArrowLeft")
    assert page.focused() == "cracks"
    page.press(" ")
    assert "doubled" not in page.shown()
    page.press("ArrowRight")
    assert page.focused() == "doubled"
    page.press("Home", "Enter")
    assert page.tab.evaluate("document.activeElement.textContent").startswith("1 Thesis")
    page.press("Escape")
    assert page.focused() == "close"
    page.press("Escape")
    assert page.marked("selected") == []
    assert page.tab.locator(".item[tabindex='0']").count() == 1


def test_arrows_follow_a_map_that_grows_downwards(explore: Opener) -> None:
    page = explore(BRIDGE, "TB")
    page.card("close").focus()
    page.press("ArrowDown", "ArrowRight")
    assert page.focused() == "no-repair"
    page.press("ArrowUp")
    assert page.focused() == "close"


@pytest.mark.parametrize("text", [BRIDGE, SPILL], ids=["bridge", "spill"])
def test_what_falls_with_each_source_is_what_the_engine_says(explore: Opener, text: str) -> None:
    page, audit = explore(text), audited(text)
    assert audit.graph is not None
    assert len(audit.graph.nodes) == len(page.shown())
    for key, source in audit.graph.sources.by_key.items():
        if source.retracted:
            continue
        page.withdraw(key)
        expected = compared(audit, key)
        for mark in ("fallen", "weaker", "stronger"):
            assert page.marked(mark) == sorted(page.names[shift.at] for shift in getattr(expected, mark))
        assert f"Thesis 1 {'falls' if expected.thesis_falls else 'stands'}" in page.words()
        page.withdraw(key)
        assert page.marked("fallen") == []


def test_a_withdrawal_is_told_and_undone(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.tab.locator("#map-panel button", has_text="Withdraw").first.click()
    assert page.words("#map-said").startswith("Withdrawn: County bridge survey 2022. 3 statements without support")
    assert "no support left" in page.card("cracks").locator(".mark").text_content()
    assert "no support left" in page.card("cracks").get_attribute("aria-label")
    assert not page.card("cracks").locator("text", has_text="one source").is_visible()
    assert page.card("few").locator("text", has_text="one source").is_visible()
    page.card("cracks").click(position={"x": 20, "y": 15})
    assert "With what is withdrawn: no support left (it was" in page.words()
    page.withdraw("counts")
    assert page.tab.locator("#map-stage").bounding_box()["y"] < 100
    assert "Thesis 1 falls" in page.words()
    page.tab.locator("#map-panel button", has_text="Put all back").click()
    assert page.marked("fallen") == []
    assert page.words("#map-said") == "Every source is back."


def test_what_falls_out_of_sight_is_counted_where_it_is_folded(explore: Opener) -> None:
    page = explore(large())
    fold = page.card("a3").locator(".fold")
    page.withdraw("one")
    assert fold.text_content() == "Fold or unfold what is below+72, 72 fall"
    assert "Of the 72 folded below it 72 lose all support." in page.card("a3").get_attribute("aria-label")
    assert page.card("top").locator(".fold text").text_content() == "\u2212"
    box, words = fold.locator("rect").bounding_box(), fold.locator("text").bounding_box()
    assert box["x"] < words["x"]
    assert words["x"] + words["width"] < box["x"] + box["width"]
    page.fold("a3")
    assert fold.locator("text").text_content() == "\u2212"
    page.withdraw("one")
    page.fold("a3")
    assert fold.locator("text").text_content() == "+72"
    assert "folded" not in page.card("a3").get_attribute("aria-label")


def test_a_withdrawal_is_taken_back_and_made_again_with_the_keyboard(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.withdraw("survey")
    page.withdraw("counts")
    both = page.marked("fallen")
    page.press("Control+z")
    one = page.marked("fallen")
    assert "cracks" in one
    assert "few" in set(both) - set(one)
    page.press("Control+z")
    assert page.marked("fallen") == []
    page.press("Control+z")  # there is nothing more
    page.press("Control+Shift+z")
    assert page.marked("fallen") == one
    page.press("Control+y")
    assert page.marked("fallen") == both
    page.tab.locator("#map-search").fill("bridge")
    page.press("Control+z")  # in a field it is the field's
    assert page.marked("fallen") == both


def test_a_tap_on_a_telephone_shows_map_and_panel_together(explore: Opener) -> None:
    page = explore(SPILL, viewport={"width": 390, "height": 800}, has_touch=True)
    page.card("works-spilled").locator(".face").tap()
    page.tab.locator("#map-panel > h3", has_text="1 Thesis").wait_for()  # a browser makes a click of the tap afterwards
    heading = page.tab.locator("#map-panel > h3").bounding_box()
    assert page.words("#map-panel > h3").startswith("1 Thesis")
    assert 0 < page.box("works-spilled")["y"] < heading["y"]
    assert heading["y"] + heading["height"] < 800
    assert page.tab.evaluate("document.documentElement.scrollWidth") == 390


@pytest.mark.parametrize("is_mobile", [True, False])
def test_a_finger_need_not_hit_the_button_of_a_fold(explore: Opener, is_mobile: bool) -> None:
    page = explore(SPILL, viewport={"width": 390, "height": 800}, has_touch=is_mobile, is_mobile=is_mobile)
    page.tab.locator("#explore").evaluate("one => one.scrollIntoView()")
    box, many = page.card("works-spilled").locator(".fold rect").bounding_box(), len(page.shown())
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2 - 11
    if is_mobile:
        page.tab.touchscreen.tap(x, y)
        until(lambda: len(page.shown()) < many)
    else:
        page.tab.mouse.click(x, y)
        assert len(page.shown()) == many


@pytest.mark.parametrize("text", [SPILL, GATES], ids=["spill", "gates"])
def test_what_falls_with_three_sources_is_worked_out_as_the_engine_would(explore: Opener, text: str) -> None:
    page, audit = explore(text), audited(text)
    assert audit.graph is not None
    page.tool("unfold")
    standing = [key for key, source in audit.graph.sources.by_key.items() if not source.retracted]
    for keys in combinations(standing, 3):
        for key in keys:
            page.withdraw(key)
        expected = compared(audit, *keys)
        assert page.marked("fallen") == sorted(page.names[shift.at] for shift in expected.fallen)
        assert page.marked("weaker") == []
        assert "Only what loses all support is shown" in page.words()
        for key in keys:
            page.withdraw(key)


def test_links_of_the_page_lead_into_the_map(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.tab.locator("#answer a").first.click()
    assert page.focused() == "close"
    page.tab.locator("#sources tbody a[href^='#statement-']").first.click()
    assert page.focused() == "cracks"
    page.tab.locator("#findings summary").first.click()
    page.tab.locator("#findings a[href^='#statement-']:visible").first.click()
    assert page.focused() is not None
    page.tab.locator("#outline a.number", has_text="1.3.1").first.click()
    assert page.focused() == "said"
    assert page.tab.locator("#map-stage").bounding_box()["y"] < 100
    assert page.tab.evaluate("location.hash") == "#node-said"


def test_an_address_can_name_a_statement(explore: Opener) -> None:
    page = explore(large(), fragment="#node-c777")
    assert page.marked("selected") == ["c777"]
    assert page.tab.locator("#map-stage").bounding_box()["y"] < 100


def test_a_statement_used_twice_is_drawn_once_and_stood_in_for(explore: Opener) -> None:
    page = explore(TRAPS)
    assert page.shown() == sorted(page.names)
    chips = page.tab.locator(".chip")
    assert sorted(chips.all_text_contents()) == sorted(
        f"{text}see {number}" for text, number in (("Shared.", "2"), ("Written here.", "1.2"), ("Exception.", "1.1.3"))
    )
    assert page.tab.locator(".elsewhere:visible").count() == 0
    chips.filter(has_text="see 2").click()
    assert page.marked("selected") == ["shared"]
    assert page.tab.locator(".elsewhere.shown").count() == 1


def test_the_passage_stands_beside_the_claim(explore: Opener) -> None:
    map_ = "argmap: 1\nabout: {title: Ferry}\nthesis:\n  id: top\n  claim: Few travel.\n  passage: {at: 2:1-9}\n"
    page = explore(map_, essay=FERRY)
    page.card("top").click()
    assert page.words("#map-panel figure") == "The ferry crosses twice a day in winter, and paragraph 2:1-9"
    assert page.tab.locator("input[type=file]").count() == 0  # the page has its text
    page.tool("start")
    assert page.tab.locator("input[type=file]").count() == 0


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0", b"Words.\0More.", "Gr\u00fc\u00dfe".encode("latin-1")])
def test_a_file_that_is_no_text_is_told_apart_from_another_text(explore: Opener, content: bytes) -> None:
    page = explore("argmap: 1\nabout: {title: Ferry}\nthesis: {claim: Few travel., passage: {at: 2:1-9}}\n")
    file = {"name": "picture.png", "mimeType": "image/png", "buffer": content}
    page.tab.locator("#map-panel input[type=file]").set_input_files(file)
    page.tab.locator("#map-said", has_text="picture.png is no plain text").wait_for()
    assert "not found" not in page.words()


ESSAY = Path(__file__).parents[3] / "shared" / "essay" / "000_17afad476030778d.txt"
SCHISMS = Path(__file__).parents[2] / "maps" / "internal-and-external-schisms.argmap.yaml"


def look_up(page: Explored, text: str) -> list[dict[str, str]]:
    """Give the page a text as a reader would, and have each passage from the panel of its statement."""
    file = {"name": "text.txt", "mimeType": "text/plain", "buffer": text.encode()}
    page.tab.locator("#map-panel input[type=file]").set_input_files(file)
    page.tab.locator("#map-said", has_text="looked up").wait_for()
    found = []
    page.tool("unfold")
    for at, name in enumerate(page.names):
        page.tab.evaluate("at => document.querySelector(`.item[data-at='${at}']`).focus({preventScroll: true})", at)
        page.press("Enter", "Escape")
        for figure in page.tab.locator("#map-panel figure").all():
            words, _, where = figure.inner_text().rpartition("\n")
            found.append({"id": name, "words": " ".join(words.split()), "where": where})
    return found


def test_a_text_chosen_in_the_page_is_read_and_does_not_leave_it(explore: Opener) -> None:
    text = read_text(FERRY)
    short, long = make(text, 2, 1, 9), make(text, 3, 1, 12)
    lines = [f"{{at: '{one.at}', words: {one.words}, sha256: {one.sha256}}}" for one in (short, long)]
    lines[1] = lines[1][:-1] + f", trace: {long.trace}}}"
    map_ = (
        "argmap: 1\nabout: {title: Ferry}\nthesis:\n  id: top\n  claim: Few travel.\n"
        f"  passage: {lines[0]}\n  but:\n  - {{claim: Not in July., id: july, passage: {lines[1]}}}\n"
    )
    summer = "Summer is another matter: on four Sundays in July the queue reached"
    winter = "The ferry crosses twice a day in winter, and"
    assert look_up(explore(map_), FERRY) == [
        {"id": "top", "words": winter, "where": "paragraph 2:1-9"},
        {"id": "july", "words": summer, "where": "paragraph 3:1-12"},
    ]
    assert look_up(explore(map_), "A new beginning.\n\n" + FERRY) == [
        {"id": "top", "words": "", "where": "paragraph 2:1-9: not found word for word"},
        {"id": "july", "words": summer, "where": "paragraph 3:1-12, moved"},
    ]


def test_other_words_with_the_same_trace_are_not_taken_for_the_passage(explore: Opener) -> None:
    long = make(read_text(FERRY), 3, 1, 12)
    others = (FERRY.replace("reached back", f"{word} back") for word in FERRY.split() if word.isalpha())
    other = next(text for text in others if make(read_text(text), 3, 1, 12).trace == long.trace)
    passage = f"{{at: '{long.at}', words: 12, sha256: {long.sha256}, trace: {long.trace}}}"
    page = explore(f"argmap: 1\nabout: {{title: Ferry}}\nthesis: {{claim: Few travel., passage: {passage}}}\n")
    (found,) = look_up(page, other)
    assert found["where"] == "paragraph 3:1-12: not found word for word"


@pytest.mark.skipif(not ESSAY.exists(), reason="the essay, which is not ours to publish, is not here")
def test_the_page_finds_the_passages_of_an_essay_as_the_engine_does(explore: Opener) -> None:
    text, essay = SCHISMS.read_text("utf-8"), ESSAY.read_text("utf-8")
    expected = [
        (node["id"], passage["words"])
        for node in data_of(page_of(text, essay=essay))["nodes"]
        for passage in node.get("passages", [])
    ]
    assert len(expected) > 80
    assert [(one["id"], one["words"]) for one in look_up(explore(text), essay)] == expected


def test_the_map_may_take_the_whole_window(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.tool("window")
    box = page.tab.locator("#explore").bounding_box()
    assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 1300, 1000)
    page.press("Escape")
    assert page.tab.locator("#explore").bounding_box()["y"] > 0


def test_what_has_the_very_number_or_name_is_found_first(explore: Opener) -> None:
    page = explore(SCHISMS.read_text("utf-8"))
    assert page.search("1.3")[0].startswith("1.3 ")
    assert len(page.search("1.3")) > 1
    assert page.search("outside")[0].startswith("1.1.1.2 ")


def test_the_reader_keeps_his_place_when_the_map_takes_the_window_or_leaves_it(explore: Opener) -> None:
    """A view that nobody moved is made anew for the room there is; one that leads to a statement is not lost."""
    page = explore(SCHISMS.read_text("utf-8"))
    page.search("put to death for rising")
    page.press("Enter")
    for _ in range(3):
        page.tool("window")
        stage, box = page.tab.locator("#map-stage").bounding_box(), page.box("massacre")
        assert stage["x"] < box["x"] < box["x"] + box["width"] < stage["x"] + stage["width"]
        assert stage["y"] < box["y"] < box["y"] + box["height"] < stage["y"] + stage["height"]


def test_in_print_and_without_scripts_the_page_is_as_it_was(explore: Opener) -> None:
    page = explore(BRIDGE)
    page.tab.emulate_media(media="print")
    assert page.tab.locator(".diagram").is_visible()
    assert not page.tab.locator("#explore").is_visible()
    assert not page.tab.locator("button.withdraw").first.is_visible()


def test_without_scripts_the_still_picture_is_there(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(page_of(BRIDGE), "utf-8")
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(path.as_uri())
    assert tab.locator(".diagram").is_visible()
    assert not tab.locator("#explore").is_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_whatever_the_reader_does(explore: Opener, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = explore(SPILL, color_scheme=scheme, bypass_csp=True)

    def check() -> None:
        found = Axe().run(page.tab).response
        assert found["passes"]
        assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []

    check()
    page.card("works-spilled").click(position={"x": 20, "y": 15})
    page.withdraw("water-office")
    check()
    page.search("the")
    check()
    page.tab.locator("#map-found button").first.click()
    check()
    page.tool("window")
    check()


def test_hostile_words_stay_words_whatever_the_reader_does(explore: Opener) -> None:
    text = hostile_map()
    page = explore(text)
    elements = page.tab.evaluate("new Set([...document.querySelectorAll('*')].map(one => one.localName)).size")
    page.tool("unfold")
    for at in range(0, len(page.names), 5):
        page.tab.evaluate("at => document.querySelector(`.item[data-at='${at}']`).focus({preventScroll: true})", at)
        page.press("Enter", "Escape")
    for words in (HOSTILE[0], HOSTILE[1], "javascript", "\u202e"):
        page.search(words)
    page.search("s")
    page.tab.locator("#map-found button").first.click()
    for button in page.tab.locator("[data-withdraw]").all():
        button.click()
    page.tool("start")
    tags = page.tab.evaluate("[...new Set([...document.querySelectorAll('*')].map(one => one.localName))].sort()")
    assert not {"img", "iframe", "form", "object", "embed", "foreignobject"} & set(tags)
    assert page.tab.locator("script").count() == 2
    assert not page.tab.evaluate(
        "[...document.querySelectorAll('*')].some(one => [...one.attributes].some(attr => attr.name.startsWith('on')))"
    )
    assert page.tab.locator(".item a").count() == 0  # a link would be a trap inside something to click
    live = page.tab.evaluate("[...document.querySelectorAll('a')].map(one => one.getAttribute('href'))")
    assert all(re.match("#|https?://", link) for link in live)
    assert page.tab.evaluate("document.documentElement.scrollWidth") <= 1300
    assert elements <= len(tags)


def test_a_page_without_the_picture_of_the_map_is_left_as_it_is(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(as_page(audited(BRIDGE), b"<svg width='9pt'/>"), "utf-8")
    context = chromium.new_context()
    page = Explored(context.new_page(), path.as_uri())
    assert not page.tab.locator("#explore").is_visible()
    assert page.tab.locator(".diagram").is_visible()
    assert page.errors == []
    context.close()
