"""The page: its structure and its safety without a browser, and then in one, where there is one."""

import json
import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

import pytest

from argmap.audit import EVERYTHING, MapAudit, arrange_text, run_rules
from argmap.cli import main
from argmap.draw import picture
from argmap.draw.badges import badges
from argmap.draw.dot import draw
from argmap.graph import text_only
from argmap.report import scripts
from argmap.report.page import as_page
from argmap.report.scripts import PAGE, page_script
from tests.report.samples import HOSTILE, LIVE, hostile_map
from tests.samples import MAPS

ONE_CLAIM = "argmap: 1\nthesis: {claim: Alone.}\n"
TRAPS = """\
argmap: 1
thesis:
  id: top
  claim: Top.
  because:
  - see: shared
  - together:
    - claim: First.
    - see: shared
    - {claim: Third., id: third}
    needs: 2
    unless:
    - {claim: Exception., id: exception}
  - {claim: Written here., id: here}
  but:
  - see: here
  - claim: Against.
    granted: It may be so.
    but:
    - claim: Answer.
    - see: exception
claims:
- {id: shared, claim: Shared.}
- {id: unused, claim: Unused.}
"""
VOID = {"meta", "br", "input"}


def audited(text: str) -> MapAudit:
    arranged = arrange_text(text, "map.yaml")
    assert arranged.graph is not None, arranged.problems
    return run_rules(arranged, EVERYTHING)


def page_of(text: str) -> str:
    audit = audited(text)
    assert audit.graph is not None
    assert audit.support is not None
    return as_page(audit, picture(draw(audit.graph, badges(audit.support)), "svg").data)


class Element(NamedTuple):
    """An element of a page, with the ids of the statements that it stands in."""

    tag: str
    attributes: dict[str, str]
    within: tuple[str, ...]


class Parsed(HTMLParser):
    """The elements of a page and the text between them; a tag that is not closed where it should be is an error."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        within = tuple(name for _, name in self.open if name.startswith("statement-"))
        self.elements.append(Element(tag, attributes, within))
        if tag not in VOID:
            self.open.append((tag, attributes.get("id", "")))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1][0] if self.open else "", data))

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def links(self) -> list[str]:
        return [element.attributes["href"] for element in self.elements if "href" in element.attributes]

    def styles(self) -> list[str]:
        return [text for tag, text in self.texts if tag == "style"]

    def scripts(self) -> list[str]:
        """What stands in script elements: the data of the map, and then what is run."""
        return [text for tag, text in self.texts if tag == "script"]

    def words(self) -> str:
        return " ".join("".join(text for tag, text in self.texts if tag not in ("style", "script")).split())


SAMPLES = {path.name.partition(".")[0]: path.read_text("utf-8") for path in MAPS} | {
    "hostile": hostile_map(),
    "one-claim": ONE_CLAIM,
    "traps": TRAPS,
}


@pytest.fixture(scope="module", params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    """Each map in turn, as text."""
    return SAMPLES[request.param]


# -- safety


def test_the_policy_names_the_styles_and_the_one_script_and_nothing_else(sample: str) -> None:
    parsed = Parsed(page_of(sample))
    (policy,) = (e.attributes["content"] for e in parsed.elements if "http-equiv" in e.attributes)
    _, script = parsed.scripts()
    *hashes, run = (
        f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in (*parsed.styles(), script)
    )
    assert len(hashes) == 4
    directives = dict(directive.strip().split(" ", 1) for directive in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["style-src"].split() == hashes
    assert directives["script-src"] == run
    assert set(directives) == {"default-src", "style-src", "script-src", "img-src", "base-uri", "form-action"}


def test_the_script_is_the_same_on_every_page(sample: str) -> None:
    """So that nothing of a map is in it: a map is data, in an element that is not run."""
    parsed = Parsed(page_of(sample))
    data, script = parsed.scripts()
    assert script == page_script()
    first, second = (element.attributes for element in parsed.elements if element.tag == "script")
    assert first == {"type": "application/json", "id": "map-data"}
    assert second == {}
    assert not set(data) & set("<>&\u2028\u2029\u202e\u2066")
    graph = audited(sample).graph
    assert graph is not None
    assert [node["id"] for node in json.loads(data)["nodes"]] == [node.id for node in graph.nodes]


def test_the_script_writes_no_markup_and_asks_nothing_of_anybody() -> None:
    script = page_script()
    words = (
        r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|eval|Function|setTimeout|import|fetch|XMLHttp"
    )
    assert not re.search(rf"\b(?:{words}|WebSocket|EventSource|Beacon|Worker|cookie|localStorage)\b", script)
    assert not re.search("https?://(?!www.w3.org/2000/svg)", script)
    assert not re.search("</?script|<!--", script, re.IGNORECASE)


def test_the_script_is_made_of_every_file_of_its_folder_and_no_name_is_given_twice() -> None:
    folder = Path(scripts.__file__).parent
    assert sorted(PAGE) == sorted(path.stem for path in folder.glob("*.js"))
    names = Counter(re.findall(r"^(?:async )?(?:function|const|let) (\w+)", page_script(), re.MULTILINE))
    assert [name for name, count in names.items() if count > 1] == []


def test_nothing_in_it_can_run_or_load(sample: str) -> None:
    page = page_of(sample)
    parsed = Parsed(page)
    tags = {element.tag for element in parsed.elements}
    assert not tags & {
        "img",
        "image",
        "iframe",
        "object",
        "embed",
        "link",
        "base",
        "form",
        "use",
        "foreignobject",
    }
    names = {name for element in parsed.elements for name in element.attributes}
    assert not names & {"style", "src", "srcset", "action", "xlink:href", "background", "ping"}
    assert not [name for name in names if name.startswith("on")]
    assert not re.search(r"@import|url\(", " ".join(parsed.styles()))
    assert "<!--" not in page


def test_only_links_lead_outside(sample: str) -> None:
    for element in Parsed(page_of(sample)).elements:
        if "href" in element.attributes:
            assert element.tag == "a"
            assert re.match("(#|https?://)", element.attributes["href"])


def test_hostile_words_are_shown_as_they_are_and_hostile_links_are_none() -> None:
    parsed = Parsed(page_of(hostile_map()))
    words = parsed.words()
    for shown in ("<script>alert(1)</script>", "</style><style>*{display:none}</style>", '" onmouseover="alert(1)'):
        assert shown in words
    assert not set(words) & set("\u202e\u2066")
    assert {unquote(link) for link in parsed.links() if not link.startswith("#")} == set(LIVE)


def test_its_elements_are_those_of_any_page() -> None:
    """What a map says adds no element and no attribute, whatever it says."""
    plain = Parsed(page_of(hostile_map(["plain"] * len(HOSTILE))))
    hostile = Parsed(page_of(hostile_map()))
    assert {e.tag for e in hostile.elements} <= {e.tag for e in plain.elements} | {"code"}
    assert {name for e in hostile.elements for name in e.attributes} <= {
        name for e in plain.elements for name in e.attributes
    }


# -- structure


def test_every_statement_is_in_the_outline_once(sample: str) -> None:
    graph = audited(sample).graph
    assert graph is not None
    listed = Counter(name for name in Parsed(page_of(sample)).ids() if name.startswith("statement-"))
    assert listed == Counter(f"statement-{node.id}" for node in graph.nodes)


def test_a_statement_stands_below_the_one_it_is_written_under(sample: str) -> None:
    graph = audited(sample).graph
    assert graph is not None
    above = {
        e.attributes["id"]: e.within for e in Parsed(page_of(sample)).elements if e.tag == "li" and "id" in e.attributes
    }
    for node in graph.nodes:
        parents = above[f"statement-{node.id}"][-1:]
        assert parents == (() if node.parent is None else (f"statement-{graph.nodes[node.parent].id}",))


def test_every_source_is_in_the_table_once(sample: str) -> None:
    graph = audited(sample).graph
    assert graph is not None
    rows = [name for name in Parsed(page_of(sample)).ids() if name.startswith("source-")]
    assert rows == [f"source-{key}" for key in graph.sources.by_key]


def test_the_links_lead_somewhere_and_no_id_is_given_twice(sample: str) -> None:
    parsed = Parsed(page_of(sample))
    ids = parsed.ids()
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in parsed.links() if link.startswith("#")} <= set(ids)


def test_the_bytes_are_the_same_each_time(sample: str) -> None:
    assert page_of(sample) == page_of(sample)


def test_every_finding_is_said(sample: str) -> None:
    audit = audited(sample)
    words = Parsed(page_of(sample)).words()
    for finding in audit.findings:
        at_the_thesis = finding.rule in ("linchpin", "fragile-thesis")
        assert (f"[{finding.rule}]" if at_the_thesis else f"[{finding.rule}, line {finding.line}]") in words


def test_moves_are_named_in_the_outline() -> None:
    words = Parsed(page_of(TRAPS)).words().rpartition("Every statement")[2]
    assert "because (linked, 2 of 3 suffice) 1.1.1 First." in words
    assert "because (linked, 2 of 3 suffice) see shared" in words
    assert "undercut: 1.1.3 Exception." in words
    assert "objection (granted): 1.3 Against." in words
    assert "reply: 1.3.1 Answer." in words


def test_code_words_of_a_help_are_code() -> None:
    page = page_of("argmap: 1\nthesis:\n  claim: Top.\n  because: {claim: Reason.}\n  but: {claim: Against.}\n")
    assert "<code>but:</code>" in page
    assert "`" not in Parsed(page).words()


def test_the_diagram_shrinks_to_six_tenths_of_its_size_and_no_further() -> None:
    page = page_of(ONE_CLAIM)
    width = float(re.findall(r'<svg [^>]*width="([\d.]+)pt"', page)[0])
    assert f".diagram svg{{min-width:{width * 0.6:.0f}pt}}" in page


def test_the_diagram_s_colours_have_a_dark_side() -> None:
    *_, drawing = Parsed(page_of(ONE_CLAIM)).styles()
    assert "--am-ink:" in drawing
    assert "@media screen and (prefers-color-scheme:dark)" in drawing


def test_a_map_of_one_claim_has_no_table_of_sources() -> None:
    parsed = Parsed(page_of(ONE_CLAIM))
    assert "sources" not in parsed.ids()
    assert "#sources" not in parsed.links()


def test_a_long_chain_of_references_and_a_deep_outline_are_no_matter() -> None:
    chain = [f"- {{id: c{at}, claim: Link {at}., because: {{see: c{at + 1}}}}}" for at in range(300)]
    text = "\n".join(
        ["argmap: 1", "thesis: {claim: Top., because: {see: c0}}", "claims:", *chain, "- {id: c300, claim: End.}"]
    )
    audit = audited(text)
    assert (
        len([name for name in Parsed(as_page(audit, b"<svg width='9pt'/>")).ids() if name.startswith("statement-")])
        == 302
    )
    deep = "argmap: 1\nthesis:\n  claim: Top.\n"
    for level in range(1, 150):
        deep += f"{'  ' * level}because:\n{'  ' * level}  claim: Level {level}.\n"
    *_, last = (e for e in Parsed(as_page(audited(deep), b"<svg width='9pt'/>")).elements if e.tag == "li")
    assert len(last.within) == 149


def test_a_statement_whose_home_was_left_out_is_listed_by_itself() -> None:
    """`text` alone: the undercut goes with the mapper's step, but what it says is also a reason elsewhere."""
    text = """\
argmap: 1
about: {title: A text}
thesis:
  claim: Top.
  because:
  - claim: Added.
    by: mapper
    unless: {claim: Said., id: said}
  - {claim: Kept., because: {see: said}}
"""
    whole = arrange_text(text, "map.yaml")
    by_text = arrange_text(text, "map.yaml", by_text=True)
    assert whole.graph is not None
    assert by_text.graph is not None
    assert [node.id for node in text_only(whole.graph).nodes] == [node.id for node in by_text.graph.nodes]
    page = Parsed(as_page(run_rules(by_text, EVERYTHING), b"<svg width='9pt'/>"))
    assert Counter(page.ids())["statement-said"] == 1


def test_the_command_writes_the_page(tmp_path: Path) -> None:
    for direction in ("TB", "LR"):
        target = tmp_path / f"{direction}.html"
        assert main(["report", str(MAPS[1]), "-o", str(target), "--direction", direction]) == 0
    down, right = ((tmp_path / f"{direction}.html").read_text("utf-8") for direction in ("TB", "LR"))
    assert down != right
    assert sorted(path.name for path in tmp_path.iterdir()) == ["LR.html", "TB.html"]


def test_the_picture_on_paper_is_the_one_that_render_draws(tmp_path: Path) -> None:
    """Where much is used in several places, small cards say where it stands, and no lines cross the picture."""
    target = tmp_path / "essay.html"
    assert main(["report", str(MAPS[0]), "-o", str(target)]) == 0
    assert 'class="node reference"' in target.read_text("utf-8")


# -- in a browser


class Seen(NamedTuple):
    """What a browser says of a page."""

    errors: list[str]
    requests: list[str]
    width: int
    ink: str
    page: str


class Browser:
    """Chromium, with a page of ours as a file."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self.chromium, self.folder = chromium, folder

    def write(self, text: str) -> str:
        path = self.folder / "page.html"
        path.write_text(page_of(text), "utf-8", newline="\n")
        return path.as_uri()

    def see(self, address: str, *, dark: bool = False, width: int = 1200) -> Seen:
        context = self.chromium.new_context(
            color_scheme="dark" if dark else "light", viewport={"width": width, "height": 900}
        )
        tab = context.new_page()
        errors: list[str] = []
        requests: list[str] = []
        tab.on("console", lambda message: errors.append(message.text))
        tab.on("pageerror", lambda error: errors.append(str(error)))
        tab.on("dialog", lambda dialog: errors.append(dialog.message))
        tab.on("request", lambda request: requests.append(request.url))
        tab.goto(address)
        colour = "element => getComputedStyle(element).fill"
        page = tab.locator(".argmap .page").evaluate(colour)
        ink = tab.locator(".argmap .node text").last.evaluate(colour)
        seen = Seen(errors, requests, tab.evaluate("document.documentElement.scrollWidth"), ink, page)
        context.close()
        return seen

    def violations(self, address: str, *, dark: bool) -> list[str]:
        """What axe finds; it runs as a script, so for it alone the page's policy is put aside."""
        from axe_playwright_python.sync_playwright import Axe

        context = self.chromium.new_context(color_scheme="dark" if dark else "light", bypass_csp=True)
        tab = context.new_page()
        tab.goto(address)
        found = Axe().run(tab).response
        context.close()
        assert found["passes"]
        return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]]


@pytest.fixture(scope="module")
def browser(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Browser:
    return Browser(chromium, tmp_path_factory.mktemp("browser"))


def test_a_browser_has_nothing_to_complain_of_or_to_fetch(browser: Browser, sample: str) -> None:
    address = browser.write(sample)
    for dark, width in ((False, 1200), (True, 1200), (False, 400)):
        seen = browser.see(address, dark=dark, width=width)
        assert seen.errors == []
        assert seen.requests == [address]
        assert seen.width <= width


def test_the_diagram_is_dark_where_the_reader_wants_it(browser: Browser) -> None:
    address = browser.write(ONE_CLAIM)
    light, dark = browser.see(address), browser.see(address, dark=True)
    assert (light.ink, light.page) != (dark.ink, dark.page)
    assert light.page == "rgb(255, 255, 255)"
    assert sum(map(int, re.findall(r"\d+", dark.page))) < 150 < sum(map(int, re.findall(r"\d+", dark.ink)))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing(browser: Browser, sample: str, dark: bool) -> None:
    assert browser.violations(browser.write(sample), dark=dark) == []
