"""A map as an outline: what stands in it and where; as a tree on a terminal, and as Markdown that GitHub would show."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from argmap.audit import arrange_text
from argmap.draw.scope import scope
from argmap.graph import Graph
from argmap.report.blocks import escaped
from argmap.report.ink import Ink, safe
from argmap.report.markdown import as_markdown_outline
from argmap.report.outline import Entry, outline
from argmap.report.tree import ASCII, BOX, Branches, Page, as_tree, branches_for
from argmap.support.assessment import Assessment
from tests.conftest import Golden
from tests.draw.test_mermaid import WORDS, in_node_modules
from tests.report.samples import HOSTILE, hostile_map
from tests.report.test_page import TRAPS
from tests.samples import BRIDGE, MAPS
from tests.support.maps import Data, graph_of, maps

RING = """\
argmap: 1
thesis:
  claim: Top.
  because:
  - see: first
claims:
- id: second
  claim: Second.
  because:
  - {id: first, claim: First., but: {see: second}}
"""
WIDE = """\
argmap: 1
title: 橋を閉めるべきか
thesis:
  claim: この古い橋は大型車に対して閉鎖されるべきである。ひび割れが二年で倍になった。
  because:
  - evidence: 👨‍👩‍👧 と 🇯🇵 と e\u0301 を数える。
"""


def chain(length: int) -> str:
    """A map whose every claim stands under the one before it, by way of `see`."""
    claims = "".join(f"- id: c{at}\n  claim: Claim {at}.\n  because: {{see: c{at + 1}}}\n" for at in range(length))
    thesis = "thesis: {claim: Top., because: {see: c0}}\n"
    return f"argmap: 1\n{thesis}claims:\n{claims}- {{id: c{length}, claim: Last.}}\n"


def arranged(text: str) -> tuple[Graph, Assessment]:
    audit = arrange_text(text)
    assert audit.graph is not None, audit.problems
    assert audit.support is not None
    return audit.graph, audit.support


def entries(text: str, root: str | None = None, depth: int | None = None) -> list[Entry]:
    graph, support = arranged(text)
    return list(outline(graph, scope(graph, graph.find(root) if root else None, depth), support))


def tree(text: str, page: Page, depth: int | None = None) -> list[str]:
    graph, support = arranged(text)
    return as_tree(graph, scope(graph, None, depth), support, page).splitlines()


def markdown(text: str, depth: int | None = None, audit: bool = True) -> str:
    graph, support = arranged(text)
    return as_markdown_outline(graph, scope(graph, None, depth), support if audit else None)


SAMPLES = {path.name.partition(".")[0]: path.read_text("utf-8") for path in MAPS} | {
    "bridge": BRIDGE,
    "hostile": hostile_map(),
    "traps": TRAPS,
    "ring": RING,
    "wide": WIDE,
    "chain": chain(300),
}


@pytest.fixture(params=SAMPLES)
def sample(request: pytest.FixtureRequest) -> str:
    return SAMPLES[request.param]


# -- what stands where


def written(found: list[Entry]) -> list[str]:
    """The numbers of the statements that are written out."""
    return [one.number for one in found if not one.kind.startswith("Linked") and "elsewhere" not in " ".join(one.marks)]


def test_every_statement_is_written_out_once(sample: str) -> None:
    graph, _ = arranged(sample)
    assert sorted(written(entries(sample))) == sorted(node.number for node in graph.nodes)


@given(maps())
def test_every_statement_of_any_map_is_written_out_once(data: Data) -> None:
    graph = graph_of(data)
    found = list(outline(graph, scope(graph), Assessment(graph)))
    assert sorted(written(found)) == sorted(node.number for node in graph.nodes)


def test_no_entry_is_more_than_one_level_below_the_last(sample: str) -> None:
    levels = [entry.level for entry in entries(sample)]
    assert levels[0] == 0
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_two_parts_that_stand_under_each_other_are_both_written_out() -> None:
    assert [(one.level, one.number, one.kind) for one in entries(RING)] == [
        (0, "1", "Thesis"),
        (1, "2.1", "Claim"),
        (2, "2", "Objection"),
        (3, "2.1", "Claim"),
    ]
    assert "written out elsewhere" in entries(RING)[-1].marks


def test_a_statement_stands_where_the_file_has_it() -> None:
    here = [one for one in entries(TRAPS) if one.id == "here"]
    assert [(one.kind, "written out elsewhere" in one.marks) for one in here] == [
        ("Claim", False),
        ("Objection", True),
    ]


def test_root_and_depth() -> None:
    assert entries(BRIDGE, root="cracks")[0].number == "1.1.1"
    (top,) = entries(BRIDGE, root="close", depth=0)
    assert re.search(r"\+\d+ folded\.", " ".join(top.details))


# -- a tree on a terminal


@pytest.mark.parametrize(
    ("name", "page", "depth"),
    [
        ("box", Page(), None),
        ("ascii", Page(branches=ASCII, encoding="ascii"), None),
        ("narrow", Page(width=40), None),
        ("colour", Page(Ink(colour=True), 60), None),
        ("folded", Page(), 1),
    ],
)
def test_the_tree_is_the_golden_one(golden: Golden, name: str, page: Page, depth: int | None) -> None:
    golden(f"report/tree-{name}.txt", "\n".join(tree(BRIDGE, page, depth)) + "\n")


@pytest.mark.parametrize("width", [16, 30, 47, 100])
def test_no_line_is_wider_than_the_terminal(sample: str, width: int) -> None:
    """In columns, of which wide characters take two; ASCII digits of a number too long to break at a blank as well."""
    lines = tree(sample, Page(width=width))
    assert max(map(wcswidth, lines)) <= width
    assert min(map(wcswidth, lines)) >= 0  # less than nothing is what a control character counts


def test_wide_characters_fill_the_line_and_no_more() -> None:
    widest = max(wcswidth(line) for line in tree(WIDE, Page(width=31)))
    assert 29 <= widest <= 31


def test_a_tree_in_ascii_has_nothing_else() -> None:
    assert "\n".join(tree(SAMPLES["wide"], Page(branches=ASCII, encoding="ascii"))).isascii()
    assert not re.search("[├└│─]", "\n".join(tree(BRIDGE, Page(branches=ASCII))))


@pytest.mark.parametrize(
    ("encoding", "branches"), [("utf-8", BOX), ("cp437", BOX), ("ascii", ASCII), ("cp1252", ASCII)]
)
def test_branches_are_what_the_encoding_has(encoding: str, branches: Branches) -> None:
    assert branches_for(encoding) == branches


@given(st.lists(st.text(min_size=1), min_size=12, max_size=12))
def test_nothing_of_a_map_drives_the_terminal(words: list[str]) -> None:
    graph, support = arranged(BRIDGE)
    nodes = tuple(node._replace(text=word) for node, word in zip(graph.nodes, words * 3, strict=False))
    hostile = Graph(graph.map, nodes, graph.steps, graph.theses, graph.sides, graph.order, graph.sources, graph.by_id)
    shown = as_tree(hostile, scope(hostile), support, Page(width=24))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]", shown)


def test_colour_changes_no_word(sample: str) -> None:
    coloured = "\n".join(tree(sample, Page(Ink(colour=True))))
    assert coloured != "\n".join(tree(sample, Page()))
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == "\n".join(tree(sample, Page()))


@pytest.mark.parametrize("width", [40, 160])
def test_what_is_too_deep_to_be_indented_says_its_level(width: int) -> None:
    lines = tree(chain(300), Page(width=width))
    assert max(len(line) - len(line.lstrip("│├└─ ")) for line in lines) <= width - 10
    assert "301 c299 Claim: none (weak), level 300 Claim 299." in re.sub("[│├└─\\s]+", " ", "\n".join(lines))


# -- Markdown


@pytest.mark.parametrize("name", ["bridge", "traps"])
def test_the_markdown_is_the_golden_one(golden: Golden, name: str) -> None:
    golden(f"report/outline-{name}.md", markdown(SAMPLES[name]))


def test_why_something_may_be_assumed_is_said() -> None:
    map_ = "argmap: 1\nthesis: {claim: Top., because: {assume: It holds., why: The law says so.}}\n"
    assert markdown(map_).endswith("It holds. *Why it may be assumed: The law says so.*\n")
    assert tree(map_, Page(Ink(), 80, BOX))[-1].strip() == "Why it may be assumed: The law says so."


def test_without_an_audit_there_are_no_grades() -> None:
    bare = markdown(BRIDGE, audit=False)
    assert "weak" not in bare
    assert "Grades are" not in bare
    assert "**1 Thesis**: The old bridge should close to lorries." in bare


@pytest.fixture(scope="module")
def rendered(chromium: Any) -> Iterator[Any]:
    """GitHub's Markdown as the library `marked` makes HTML of it, in a browser; or why not."""
    library = in_node_modules("marked/lib/marked.umd.js")
    if library is None:
        pytest.skip("marked is in no node_modules on the path, nor beside MERMAID: npm install mermaid")
    tab = chromium.new_page()
    tab.add_script_tag(content=library.read_text("utf-8"))
    script = """text => {
      document.body.innerHTML = marked.parse(text, {gfm: true});
      const count = what => document.querySelectorAll(what).length;
      return {items: count('li'), bold: count('li > strong, li > p > strong'), text: document.body.textContent,
              others: [...document.body.querySelectorAll(':not(ul, li, p, strong, em, h1)')].map(e => e.tagName)};
    }"""
    yield lambda text: tab.evaluate(script, text)
    tab.close()


def test_markdown_shows_the_words_of_a_map_and_does_nothing(rendered: Any, sample: str) -> None:
    seen = rendered(markdown(sample))
    found = entries(sample)
    assert seen["others"] == []
    assert seen["items"] == seen["bold"] == len(found)


@pytest.mark.parametrize("words", [*WORDS, *HOSTILE], ids=lambda words: repr(words[:20]))
def test_hostile_words_are_words_to_markdown(rendered: Any, words: str) -> None:
    seen = rendered(markdown(hostile_map([words] * 12)))
    assert seen["others"] == []
    assert shown(safe(words)) in shown(seen["text"])


def test_a_number_is_no_issue() -> None:
    """GitHub looks for them in what Markdown made, where a backslash is gone."""
    assert re.findall(r"#\d|GH-\d", escaped("See #12, GH-12 and a/b#12.")) == []


def shown(words: str) -> str:
    """Words without what nobody sees, and without blanks."""
    return re.sub(r"[\s\u200b]", "", words)
