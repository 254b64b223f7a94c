"""The live page in a browser, where there is one: it follows the file, and the reader keeps his place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.preview.test_server import POSIX, Serve, Served, editor, serve
from tests.report.samples import HOSTILE, hostile_map
from tests.report.test_explore import BRIDGE, SPILL, Explored, large

__all__ = ["editor", "serve"]

FERRY = "\n\n".join(
    f"Paragraph {at}: the ferry goes twice a day in winter, and nobody is on it." for at in range(1, 90)
)


class Page(Explored):
    """A page of a server of ours."""

    def __init__(self, tab: Any, served: Served) -> None:
        self.served = served
        super().__init__(tab, served.server.address)

    def save(self, text: str, shows: str) -> None:
        """Save the map as editors do that write into the old file, and wait until the page shows words of it."""
        self.served.path.write_text(text, "utf-8")
        self.tab.locator(".item", has_text=shows).first.wait_for(state="attached")
        self.settle()
        self.names = self.tab.evaluate(
            "JSON.parse(document.getElementById('map-data').textContent).nodes.map(node => node.id)"
        )

    def asked(self) -> list[str]:
        """What it asked its server for, but for the still picture, for which it waits."""
        addresses = [request.removeprefix(self.address) for request in self.requests]
        return [address for address in addresses if address != "picture"]

    def trouble(self) -> str:
        return self.words(".live-trouble")

    def place(self, name: str) -> tuple[float, float, float]:
        box = self.box(name)
        return box["x"], box["y"], box["width"]


@pytest.fixture
def open_page(chromium: Any, serve: Serve) -> Iterator[Any]:
    """Open the live page of a map; at the end no page may have complained, or asked anybody but its server."""
    opened: list[tuple[Any, Page]] = []

    def open_(text: str, essay: str | None = None, **options: Any) -> Page:
        context = chromium.new_context(**({"viewport": {"width": 1300, "height": 1000}} | options))
        page = Page(context.new_page(), serve(text, essay=essay))
        opened.append((context, page))
        return page

    yield open_
    for context, page in opened:
        assert page.errors == []
        assert {request.removeprefix(page.address) for request in page.requests} <= {
            *("", "events", "newer", "picture", "edit", "coverage", "coverage#claim-top")
        }
        assert all(request.startswith(page.address) for request in page.requests)
        context.close()


def test_a_save_is_seen_and_the_reader_keeps_his_place(open_page: Any) -> None:
    page = open_page(BRIDGE)
    page.tab.locator("#findings").scroll_into_view_if_needed()
    page.fold("few")
    page.card("cracks").click(position={"x": 20, "y": 15})
    page.press("+", "Shift+ArrowLeft")
    page.withdraw("counts")
    page.tab.evaluate("document.getElementById('map-panel').scrollTo(0, 90)")
    before, fallen, panel = (
        page.place("cracks"),
        page.marked("fallen"),
        "document.getElementById('map-panel').scrollTop",
    )
    scrolled = page.tab.evaluate(panel)
    # Something new stands before the rest, so that numbers are others.
    longer = BRIDGE.replace("  because:\n  - together:", "  because:\n  - claim: It looks old.\n  - together:", 1)
    page.save(longer, "It looks old.")
    assert page.place("cracks") == pytest.approx(before, abs=1)
    assert page.marked("selected") == ["cracks"]
    assert page.marked("fallen") == fallen
    assert "eleven" not in page.shown()
    assert "few" in page.shown()
    assert page.tab.evaluate(panel) == scrolled > 0
    assert page.words("#map-panel").count("Put back") > 0
    page.press("Control+z")
    assert page.marked("fallen") == []


def test_a_save_changes_what_differs_and_nothing_else(open_page: Any) -> None:
    """A second one: with the first save the page learns what its cards look like."""
    page = open_page(BRIDGE)
    page.save(BRIDGE.replace("Few lorries", "No lorries"), "No lorries")
    page.tab.evaluate(
        "document.querySelectorAll('.item, .bar, .line, #outline li, #sources tr').forEach(one => (one.old = true))"
    )
    old = "all => all.map(one => Boolean(one.old))"
    page.save(BRIDGE.replace("Few lorries", "Two lorries"), "Two lorries")
    new = page.tab.locator(".item").evaluate_all(
        "all => all.filter(one => !one.old).map(one => Number(one.dataset.at))"
    )
    assert [page.names[at] for at in new] == ["few"]
    assert all(page.tab.locator(".scene .bar, .scene .line").evaluate_all(old))
    assert not any(page.tab.locator("#outline li").evaluate_all(old))
    assert "Two lorries use it." in page.outline()
    assert page.tab.locator("#sources tbody tr").evaluate_all(old) == [True] * 4
    assert page.asked() == ["", "events", "newer", "newer"]


def test_everything_on_the_page_follows(open_page: Any) -> None:
    page = open_page(BRIDGE)
    longer = BRIDGE.replace("old bridge close?", "new bridge <open>?").replace("The Gazette,", "The <b>Herald</b>,")
    longer = longer.replace("Few lorries", "No lorries").replace(
        "    id: few\n", "    id: few\n    but: {claim: Hardly any., id: any}\n"
    )
    page.save(longer, "No lorries")
    assert page.tab.title() == "Should the new bridge <open>?"
    assert page.words("h1") == "Should the new bridge <open>?"
    assert "The <b>Herald</b>" in page.tab.locator("#sources").text_content()
    assert page.tab.locator("#findings .live-line").count() == page.tab.locator("#findings small").count()
    page.withdraw("gazette")
    assert "The <b>Herald</b>" in page.words()
    page.search("hardly any")
    assert page.marked("hit") == ["any"]


def test_what_is_printed_is_the_newest_picture(open_page: Any) -> None:
    """Right after a save, and where the picture came before it was needed, without the server."""
    page = open_page(BRIDGE)
    printed = page.tab.locator(".diagram #node-few")
    with page.tab.expect_request("**/picture"):
        page.save(BRIDGE.replace("Few lorries", "No lorries"), "No lorries")
        page.tab.pdf()
    assert "No lorries" in printed.text_content()
    with page.tab.expect_response("**/picture") as later:
        page.save(BRIDGE.replace("Few lorries", "Two lorries"), "Two lorries")
    later.value.finished()
    page.settle()
    assert "No lorries" in printed.text_content()
    page.tab.route("**/picture", lambda route: route.abort())
    page.tab.pdf()
    assert "Two lorries" in printed.text_content()


def test_a_colour_that_was_not_there_changes_no_make(open_page: Any) -> None:
    """The style sheet of a live page has all colours: one of a picture's own would have to be loaded."""
    plain = "argmap: 1\nthesis:\n  claim: Top.\n  because: Reason.\n"
    page = open_page(plain)
    page.save(f"{plain}  but: Against.\n", "Against.")
    assert page.asked() == ["", "events", "newer"]


def test_a_page_of_another_make_is_loaded(open_page: Any) -> None:
    page = open_page(BRIDGE)
    without = BRIDGE[BRIDGE.index("thesis:") :]
    for key in ("survey", "gazette", "counts", "haulers"):
        without = without.replace(f", source: {key}", "")
    page.save("argmap: 1\n" + without.replace("Few lorries", "No lorries"), "No lorries")
    assert page.tab.locator("#sources").count() == 0
    page.save(BRIDGE, "Few lorries")
    assert page.tab.locator("#sources [data-withdraw]").count() == 4


def test_what_was_read_below_the_map_stays_in_sight(open_page: Any) -> None:
    map_ = large(4)
    page = open_page(map_, viewport={"width": 1300, "height": 700})
    page.tab.locator("#statement-c222").scroll_into_view_if_needed()
    page.tab.evaluate("document.getElementById('statement-c222').scrollIntoView()")
    page.settle()
    before = page.tab.locator("#statement-c222").bounding_box()["y"]
    more = map_.replace("  because:\n", "  because:\n  - Reason upon reason.\n" + "  - One more.\n" * 9, 1)
    page.save(more, "Reason upon reason.")
    assert page.tab.locator("#statement-c222").bounding_box()["y"] == pytest.approx(before, abs=2)


def test_the_keyboard_goes_on_where_it_was(open_page: Any) -> None:
    page = open_page(BRIDGE)
    page.card("cracks").focus()
    page.press("ArrowRight")
    assert page.focused() == "doubled"
    page.save(BRIDGE.replace("Few lorries", "Hardly any lorries"), "Hardly any")
    assert page.focused() == "doubled"
    page.search("bridge")
    page.save(BRIDGE, "Few lorries")
    assert page.tab.evaluate("document.activeElement.id") == "map-search"
    assert page.tab.locator("#map-search").input_value() == "bridge"
    assert page.marked("hit") == ["close", "cracks"]
    page.search("")
    page.card("few").focus()
    page.press("Enter")
    page.save(BRIDGE.replace("Few lorries", "No lorries"), "No lorries")
    assert page.tab.evaluate("document.activeElement.textContent").endswith("No lorries use it.")
    page.tool("window")
    page.save(BRIDGE.replace("Few lorries", "Hardly any lorries"), "Hardly any")
    assert page.tab.locator("#explore").bounding_box()["height"] == 1000


def test_statements_without_names_are_found_again_by_their_words(open_page: Any) -> None:
    map_ = "argmap: 1\nthesis:\n  claim: Top.\n  because:\n  - claim: First.\n    because: Below.\n  - Second.\n"
    page = open_page(map_)
    page.fold("1.1")
    page.card("1.2").click(position={"x": 20, "y": 12})
    page.save(map_.replace("  - claim: First.", "  - Before all.\n  - claim: First."), "Before all.")
    assert page.marked("selected") == ["1.3"]
    assert page.shown() == ["1", "1.1", "1.2", "1.3"]


def test_a_large_map_stays_folded_as_it_was(open_page: Any) -> None:
    map_ = large(4)
    page = open_page(map_)
    assert len(page.shown()) == 21
    page.fold("b11")
    page.save(map_.replace("Second 1 1.", "The second of them."), "The second of them.")
    assert len(page.shown()) == 25


def test_a_fault_is_shown_over_the_last_good_picture(open_page: Any) -> None:
    page = open_page(BRIDGE)
    page.served.save(BRIDGE.replace("claim: Few", "clam: Few <b>"))
    page.tab.locator(".live-trouble li").wait_for()
    assert page.trouble().startswith("The map cannot be read; this is how it last was")
    assert f"{page.served.path}:21:5: " in page.trouble()
    assert page.tab.locator(".live-trouble").get_attribute("role") == "alert"
    assert page.tab.locator(".live-trouble li b").count() == 0
    page.card("few").click(position={"x": 20, "y": 12})
    assert page.marked("selected") == ["few"]
    page.tab.reload()
    page.tab.locator(".live-trouble li").wait_for()
    assert page.shown() == sorted(page.names)
    page.save(BRIDGE.replace("Few", "Hardly any"), "Hardly any")
    assert page.trouble() == ""


def test_a_map_that_was_never_good_appears_once_it_is(chromium: Any, serve: Serve) -> None:
    served = serve(BRIDGE.replace("claim", "clam"))
    context = chromium.new_context()
    tab = context.new_page()
    tab.goto(served.server.address)
    tab.locator(".live-trouble li").first.wait_for()
    served.path.write_text(BRIDGE, "utf-8")
    tab.locator(".item").first.wait_for()
    context.close()


def test_the_text_beside_the_map_follows_both(open_page: Any, tmp_path: Path) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text(FERRY, "utf-8")
    map_ = "argmap: 1\nabout: {title: Ferry}\nthesis: {id: top, claim: Few travel., passage: {at: 60:3-6}}\n"
    page = open_page(map_, str(essay))
    page.card("top").click()
    page.tab.locator(".live-place a", has_text="Beside the text").click()
    tab = page.tab
    tab.locator("#text").wait_for()
    page.settle()
    tab.locator("#text").evaluate("one => one.scrollTo(0, 2000)")
    top = tab.locator("#text").evaluate("one => one.scrollTop")
    essay.write_text(FERRY.replace("the ferry goes", "a boat goes"), "utf-8")
    tab.locator("a.passage", has_text="a boat goes twice").wait_for(state="attached")
    page.settle()
    assert tab.locator("#text").evaluate("one => one.scrollTop") == top > 1000
    page.served.path.write_text(map_.replace("Few travel", "Hardly anybody travels"), "utf-8")
    tab.locator("#claim-top", has_text="Hardly anybody").wait_for()
    page.served.save(map_.replace("claim:", "clam:"))
    tab.locator(".live-trouble li").first.wait_for()
    tab.locator("#claim-top a", has_text="in the map").click()
    tab.locator(".item.selected").wait_for()
    assert page.marked("selected") == ["top"]


def test_a_page_without_its_server_says_so(open_page: Any) -> None:
    page = open_page(BRIDGE)
    page.tab.route("**/events", lambda route: route.abort())
    page.tab.reload()
    page.tab.locator(".live-trouble b").wait_for()
    assert page.trouble() == "argmap serve does not answer; this is how the map last was"
    page.errors.clear()  # the browser says so too


@POSIX
def test_a_card_leads_to_its_line(open_page: Any, editor: Path) -> None:
    page = open_page(BRIDGE)
    origin = page.address.rstrip("/")
    page.tab.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=origin)
    page.card("few").click(position={"x": 20, "y": 12})
    line = BRIDGE.splitlines().index("  - claim: Few lorries use it.") + 1
    path = page.served.path
    assert page.words(".live-place").startswith(f"map.argmap.yaml:{line} ")
    page.tab.locator(".live-place button", has_text="Copy").click()
    page.tab.locator("#map-said", has_text=f"Copied: {path}:{line}").wait_for()
    assert page.tab.evaluate("navigator.clipboard.readText()") == f"{path}:{line}"
    assert page.tab.locator(".live-place a").get_attribute("href") == f"vscode://file{path}:{line}:5"
    page.tab.locator(".live-place button", has_text="Open in your editor").click()
    page.tab.locator("#map-said", has_text="Opened in your editor.").wait_for()
    page.served.until(lambda _: editor.exists())
    assert editor.read_text().splitlines() == ["--wait", f"+{line}", str(path)]
    page.tab.locator("#map-panel .lineage button.link").first.click()
    assert page.words(".live-place").startswith("map.argmap.yaml:7 ")
    editor.unlink()
    finding = page.tab.locator("#findings li", has_text="half").first
    finding.locator(".live-line").first.click()
    page.served.until(lambda _: editor.exists())
    half = BRIDGE.splitlines().index("    but: {claim: Half of them already take it., id: half}") + 1
    assert f", line {half}] Edit" in finding.inner_text()
    assert editor.read_text().splitlines()[1] == f"+{half}"


def test_hostile_words_stay_words(open_page: Any) -> None:
    page = open_page(hostile_map())
    page.tool("unfold")
    page.tab.evaluate("document.querySelector('.item').focus({preventScroll: true})")
    page.press("Enter")
    assert page.tab.locator(".live-place").is_visible()
    page.served.save("".join(f"{json.dumps(words[:200])}: 1\n" for words in HOSTILE))
    page.tab.locator(".live-trouble li").first.wait_for()
    tags = page.tab.evaluate("[...new Set([...document.querySelectorAll('*')].map(one => one.localName))]")
    assert not {"img", "iframe", "form", "object", "embed", "foreignobject"} & set(tags)
    assert page.tab.locator("script").count() == 4


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_live_page(open_page: Any, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = open_page(SPILL, color_scheme=scheme, bypass_csp=True)
    page.card("works-spilled").click(position={"x": 20, "y": 15})
    page.served.save(SPILL.replace("thesis:", "thesiss:"))
    page.tab.locator(".live-trouble li").first.wait_for()
    found = Axe().run(page.tab).response
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []
