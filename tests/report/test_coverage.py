"""What a map covers of its text: on a terminal, as data, and as a page, without a browser and in one."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.audit import arrange_text
from argmap.cli import main
from argmap.formats.shared.write import map_text
from argmap.graph import text_only
from argmap.passages import find_words, make, read_text
from argmap.report.blocks import as_markdown, as_terminal
from argmap.report.coverage import Coverage, as_blocks, as_data, coverage, summary
from argmap.report.coverage_page import as_page
from tests.effort import tries
from tests.report.samples import HOSTILE, hostile_map
from tests.report.test_page import Parsed

TEXT = """\
The ferry

The ferry is slow. It takes an hour to cross the sound, and in a storm it does not sail.

***

A bridge costs more than ten ferries do. It stands for a hundred years, though, and nobody waits for it.
"""
SLOW, STORM, YEARS = "The ferry is slow", "in a storm it does not sail", "It stands for a hundred years"
HOUR = "It takes an hour to cross the sound, and in a storm it does not sail."


def passage(words: str) -> dict[str, Any]:
    locator = find_words(read_text(TEXT), words)
    made: dict[str, Any] = {"at": locator.at, "words": locator.words, "sha256": locator.sha256}
    return made | ({"trace": locator.trace} if locator.trace else {})


def bridge(**about: Any) -> str:
    return map_text(
        {
            "argmap": 1,
            "title": "Bridge the sound",
            "about": {"title": "The ferry", **about},
            "thesis": {
                "id": "bridge",
                "claim": "Build a bridge.",
                "because": [
                    {"id": "slow", "claim": "Crossing takes long.", "passage": [passage(SLOW), passage(HOUR)]},
                    {"id": "storms", "claim": "Some days nobody crosses.", "passage": passage(STORM)},
                    {"id": "lasts", "claim": "It will last.", "passage": passage(YEARS)},
                    {"id": "mine", "claim": "The sound can be bridged.", "by": "mapper"},
                ],
            },
        }
    )


def covered(map_: str, essay: str = TEXT) -> Coverage:
    arranged = arrange_text(map_)
    assert arranged.graph is not None, arranged.problems
    return coverage(arranged.graph, essay)


# -- what is found


def test_what_no_claim_stands_for_and_what_points_nowhere() -> None:
    found = covered(bridge(starts=2))
    assert summary(found) == (
        "3 statements of the map stand for 26 of the 40 words of the argument (65%). It starts after paragraph 1, says "
        "`about.starts`."
    )
    assert [(gap.at, gap.words) for gap in found.uncovered] == [("3:1-8", 8), ("3:15-20", 6)]
    assert [node.id for node in found.bare] == ["bridge"]
    page = as_terminal(as_blocks(found))
    assert "  - 3:1-8 (8 words): “A bridge costs more than ten ferries do”\n" in page
    assert "  - bridge (claim): Build a bridge.\n" in page
    assert "NOT WHERE THEY WERE" not in page


def test_without_a_start_the_whole_text_counts_and_short_gaps_are_counted() -> None:
    found = covered(bridge())
    assert summary(found) == (
        "3 statements of the map stand for 26 of the 42 words of the text (62%). 1 gap of fewer than 5 words (2 in "
        "all) is not listed."
    )
    assert [(gap.at, gap.words) for gap in found.gaps] == [("1:1-2", 2), ("3:1-8", 8), ("3:15-20", 6)]


def test_passages_that_moved_changed_and_were_lost_are_told() -> None:
    essay = "New.\n\n" + TEXT.replace("an hour", "two hours").replace("hundred", "thousand")
    page = " ".join(as_terminal(as_blocks(covered(bridge(), essay))).split())
    assert "- slow, 2:1-4: now at 3:1-4" in page
    assert "- slow, 2:5-20: changed, at least 2 of 16 words; now at 3:5-20" in page
    assert "- lasts, 3:9-14: not in this text" in page


def test_an_impossible_passage_covers_nothing() -> None:
    found = covered("argmap: 1\nthesis: {claim: T., passage: {at: '2:9-2'}}\n")
    assert found.counts == (0, 42)
    assert "2:9-2: can be no passage of any text" in as_terminal(as_blocks(found))


def test_a_map_and_a_text_with_nothing_in_them() -> None:
    found = covered("argmap: 1\nthesis: T.\n", "…")
    assert summary(found) == "0 statements of the map stand for 0 of the 0 words of the text."
    assert "<p>…</p>" in as_page(found)
    whole = covered("argmap: 1\nthesis: {claim: T., passage: {at: '1'}}\n", "One two.")
    assert "Nothing: a claim stands for every part" in as_terminal(as_blocks(whole))
    assert "None: every statement" in as_markdown(as_blocks(whole))


def test_data_hold_no_word_of_the_text() -> None:
    data = as_data(covered(bridge()))
    assert (data["words"], data["covered"], data["without_passage"]) == (42, 26, ["bridge"])
    assert data["uncovered"][1] == {"at": "3:1-8", "words": 8}
    assert data["passages"][0] == {"node": "slow", "at": "2:1-4", "status": "exact", "now": "2:1-4", "differ": 0}
    assert "ferries" not in json.dumps(data)


@st.composite
def texts_and_places(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, int]]]:
    paragraphs = draw(st.lists(st.integers(1, 12), min_size=1, max_size=5))
    text = "\n\n".join(
        " ".join(f"w{number}x{word}" for word in range(size)) + "." for number, size in enumerate(paragraphs)
    )
    places = []
    for _ in range(draw(st.integers(0, 5))):
        number = draw(st.integers(1, len(paragraphs)))
        first = draw(st.integers(1, paragraphs[number - 1]))
        places.append((number, first, draw(st.integers(first, paragraphs[number - 1]))))
    return text, places


@tries(80)
@given(texts_and_places())
def test_every_word_is_covered_or_in_one_gap_and_stands_on_the_page_once(
    case: tuple[str, list[tuple[int, int, int]]],
) -> None:
    text, places = case
    words = read_text(text)
    located = [make(words, *place) for place in places]
    reasons = [{"claim": "R.", "passage": {"at": one.at, "words": one.words, "sha256": one.sha256}} for one in located]
    found = covered(map_text({"argmap": 1, "thesis": {"claim": "T.", "because": reasons}}), text)
    stood_for = {at for one in located for at in range(*(words.reach(one) or (0, 0)))}
    in_gaps = [at for gap in found.gaps for at in range(gap.start, gap.end)]
    assert sorted([*stood_for, *in_gaps]) == list(range(len(words.words)))
    shown = re.findall(r"w\d+x\d+", Parsed(as_page(found)).words().partition("The map")[0])
    assert shown == list(words.words)


# -- the page


def pages() -> dict[str, str]:
    hostile = "\n\n".join((*HOSTILE, TEXT))
    with_passages = hostile_map().replace("  claim:", "  passage: {at: '1'}\n  claim:", 1)
    return {"bridge": as_page(covered(bridge())), "hostile": as_page(covered(with_passages, hostile))}


PAGES = pages()
each_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)


@each_page
def test_the_policy_names_the_style_and_the_script_by_their_hashes(page: str) -> None:
    parsed = Parsed(page)
    (told,) = (e.attributes["content"] for e in parsed.elements if "http-equiv" in e.attributes)
    directives = dict(directive.strip().split(" ", 1) for directive in told.split(";"))
    for name, contents in (("style-src", parsed.styles()), ("script-src", parsed.scripts())):
        (only,) = contents
        assert directives[name] == f"'sha256-{b64encode(sha256(only.encode()).digest()).decode()}'"
    assert directives["default-src"] == "'none'"
    assert parsed.scripts() == [files("argmap.report").joinpath("coverage.js").read_text("utf-8")]


@each_page
def test_nothing_on_it_can_run_or_load(page: str) -> None:
    parsed = Parsed(page)
    assert not {e.tag for e in parsed.elements} & {"img", "svg", "iframe", "object", "embed", "link", "base", "form"}
    names = {name for element in parsed.elements for name in element.attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"style", "src", "action", "ping"}
    assert all(link.startswith("#") for link in parsed.links())
    assert not re.search(r"@import|url\(", " ".join(parsed.styles()))


@each_page
def test_every_link_leads_somewhere_and_no_id_is_given_twice(page: str) -> None:
    parsed = Parsed(page)
    assert len(parsed.ids()) == len(set(parsed.ids()))
    assert {link[1:] for link in parsed.links()} <= set(parsed.ids())


def test_the_script_writes_no_markup_and_asks_nothing_of_anybody() -> None:
    script = files("argmap.report").joinpath("coverage.js").read_text("utf-8")
    assert not re.search(r"innerHTML|outerHTML|insertAdj|document\.write|eval|Function|import|fetch|XMLHttp", script)
    assert not re.search("https?:|</?script|<!--", script, re.IGNORECASE)


def test_hostile_words_are_shown_as_they_are() -> None:
    words = Parsed(PAGES["hostile"]).words()
    for shown in ("<script>alert(1)</script>", "</style><style>*{display:none}</style>", '" onmouseover="alert(1)'):
        assert words.count(shown) >= 2  # once in the text, once in the map
    assert not set(words) & set("\u202e\u2066")


def test_the_text_is_whole_and_linked_to_the_narrowest_claim() -> None:
    parsed = Parsed(PAGES["bridge"])
    assert "*** A bridge costs more than ten ferries do. It stands for a hundred years, though, and" in parsed.words()
    links = {
        e.attributes["href"]: e.attributes for e in parsed.elements if e.attributes.get("class", "")[:7] == "passage"
    }
    assert links["#claim-storms"]["title"] == "storms, slow"
    assert links["#claim-storms"]["data-claims"] == "2 1"
    assert "bridge Build a bridge. no passage" in parsed.words()
    assert "[The sound can be bridged.]" in parsed.words()


def test_a_line_that_is_most_of_the_map_is_told_by_its_parts() -> None:
    below = [{"claim": f"Part {at}.", "because": [{"claim": f"Leaf {at}."}]} for at in range(3)]
    thesis = {"claim": "T.", "because": [{"claim": "Most.", "because": below}, "Rest."]}
    elements = Parsed(as_page(covered(map_text({"argmap": 1, "thesis": thesis})))).elements
    classes = [e.attributes["class"] for e in elements if e.tag == "li" and "class" in e.attributes]
    assert classes == ["top", "top", *("tint-0",) * 2, *("tint-1",) * 2, *("tint-2",) * 2, "tint-3"]


def test_a_deep_outline_is_no_matter() -> None:
    deep = "argmap: 1\nthesis:\n  claim: Top.\n"
    for level in range(1, 199):
        deep += f"{'  ' * level}because:\n{'  ' * level}  claim: Level {level}.\n"
    assert sum(name.startswith("claim-") for name in Parsed(as_page(covered(deep))).ids()) == 199


# -- the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("b.argmap.yaml").write_text(bridge(), "utf-8")
    Path("ferry.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_the_command_prints_and_writes(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "b.argmap.yaml", "ferry.txt"]) == 0
    assert "NO CLAIM STANDS FOR\n" in capfd.readouterr().out
    assert main(["coverage", "b.argmap.yaml", "ferry.txt", "--format", "json"]) == 0
    assert json.loads(capfd.readouterr().out)["covered"] == 26
    assert main(["coverage", "b.argmap.yaml", "ferry.txt", "-o", "out.html"]) == 0
    assert Path("out.html").read_text("utf-8") == PAGES["bridge"]


def test_by_text_leaves_the_mapper_out(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", "b.argmap.yaml", "ferry.txt", "--by", "text", "-o", "-"]) == 0
    page = capfd.readouterr().out
    assert "can be bridged" not in page
    graph = arrange_text(bridge()).graph
    assert graph is not None
    assert page == as_page(coverage(text_only(graph), TEXT))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["b.argmap.yaml", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (["b.argmap.yaml", "ferry.txt", "-o", "ferry.txt"], "ferry.txt is what is read"),
        (["b.argmap.yaml", "ferry.txt", "-o", "out.pdf"], "`.pdf` is not the ending of a page (end it in .html"),
        (["b.argmap.yaml", "ferry.txt", "-o", "no/such/out.html"], "cannot be written"),
    ],
)
def test_wrong_use_is_said(words: list[str], said: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["coverage", *words]) == 2
    assert said in capfd.readouterr().err
    assert not Path("out.pdf").exists()
    assert Path("ferry.txt").read_text("utf-8") == TEXT


# -- in a browser


@pytest.fixture(scope="module")
def shown(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    def show(name: str, **options: Any) -> tuple[Any, list[str]]:
        path = tmp_path_factory.mktemp("coverage") / "page.html"
        path.write_text(PAGES[name], "utf-8", newline="\n")
        tab = chromium.new_context(viewport={"width": 1200, "height": 700}, **options).new_page()
        heard: list[str] = []
        tab.on("console", lambda message: heard.append(message.text))
        tab.on("pageerror", lambda error: heard.append(str(error)))
        tab.on("dialog", lambda dialog: heard.append(dialog.message))
        tab.on("request", lambda request: heard.append(request.url) if request.url != path.as_uri() else None)
        tab.goto(path.as_uri())
        return tab, heard

    return show


def marked(tab: Any) -> list[str]:
    return list(tab.evaluate("[...document.querySelectorAll('.on')].map(e => e.id || e.textContent)"))


@pytest.mark.parametrize("name", PAGES)
def test_a_browser_has_nothing_to_complain_of_or_to_fetch(shown: Any, name: str) -> None:
    tab, heard = shown(name)
    assert heard == []
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1200
    tab.context.close()


def test_words_lead_to_each_claim_in_turn_and_a_claim_to_its_words(shown: Any) -> None:
    tab, heard = shown("bridge")
    words = tab.locator("a.passage", has_text="storm")
    words.click()
    tab.wait_for_url("**#claim-storms")
    assert marked(tab) == ["in a storm it does not sail", "claim-slow", "claim-storms"]
    words.click()
    tab.wait_for_url("**#claim-slow")
    tab.locator("#claim-slow a.place").first.click()
    tab.wait_for_url("**#passage-1-0")
    assert marked(tab) == [
        "The ferry is slow",
        "It takes an hour to cross the sound, and",
        "in a storm it does not sail",
        "claim-slow",
    ]
    assert heard == []
    tab.context.close()


def test_with_scripts_off_the_links_lead_there_still(shown: Any) -> None:
    tab, _ = shown("bridge", java_script_enabled=False)
    tab.locator("a.passage", has_text="storm").click()
    tab.wait_for_url("**#claim-storms")
    tab.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(shown: Any, name: str, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    tab, _ = shown(name, color_scheme=scheme, bypass_csp=True)
    found = Axe().run(tab).response
    tab.context.close()
    assert found["passes"]
    assert [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found["violations"]] == []
