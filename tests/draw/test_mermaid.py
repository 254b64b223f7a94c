"""Mermaid text: what stands in it, and what the real Mermaid draws of it in a real browser.

Its bundle, `mermaid.min.js`, is named by the variable MERMAID, or lies in a `node_modules` whose `.bin` is on the path;
`npm install mermaid` provides it.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap import theme
from argmap.audit import arrange_file
from argmap.draw import text
from argmap.draw.badges import badges
from argmap.draw.card import Badge
from argmap.draw.dot import View
from argmap.draw.mermaid import MOST_CHARACTERS, MOST_LINES, chart, escaped
from argmap.graph import Graph
from tests.conftest import Golden
from tests.draw.samples import BADGES, HOSTILE, with_words
from tests.draw.test_theme import contrast
from tests.samples import MAPS

BUNDLE = "mermaid/dist/mermaid.min.js"
# Words of Mermaid's, of Markdown's, and of the TeX, icons and entities that Mermaid knows.
WORDS = [
    "end",
    "graph TD",
    "subgraph x",
    "direction LR",
    "turn in the direction   TB of it",
    "click n1 callback",
    "style n1 fill:#f00;",
    "classDef x fill:#f00;#35;",
    "accDescr: {",
    "%%{init: {'theme': 'dark'}}%%",
    "%% comment",
    "n1 --> n2",
    '"]; n9[x',
    "(a) {b} ((c)) [d]",
    "::: x",
    "|x|",
    "---",
    "- list",
    "+ list",
    "1. one",
    "12) twelve",
    "# head",
    "> quote",
    "***b*** __i__ ~~s~~",
    "`code` ``` fence",
    "[l](http://evil.example)",
    "![i](http://evil.example/i.png)",
    "http://evil.example www.evil.example me@evil.example",
    "javascript:alert(1)",
    "<img src=x onerror=alert(1)>",
    "a\\nb <br> c",
    "#quot; #35; &quot;",
    "fl°°60¶ß fl°lt¶ß ß",
    "$$x^2$$",
    "fa:fa-bomb",
    "日本語。「かぎ」：",
    "שלום (עולם)",
]


def source_of(graph: Graph, view: View | None = None, found: dict[str, Badge] | None = None) -> str:
    return chart(graph, BADGES if found is None else found, view or View()).source


# -- the text


@pytest.mark.parametrize(
    ("name", "view"),
    [("whole", View()), ("folded", View(direction="LR", depth=1)), ("classic", View(palette="classic"))],
)
def test_the_text_is_the_golden_one(bridge: Graph, golden: Golden, name: str, view: View) -> None:
    golden(f"draw/{name}.mmd", source_of(bridge, view))


def test_the_thesis_is_on_top_or_at_the_left(bridge: Graph) -> None:
    """Lines run from premise to claim, so the chart is drawn from the other end."""
    assert "\nflowchart BT\n" in source_of(bridge)
    assert "\nflowchart RL\n" in source_of(bridge, View(direction="LR"))


def test_root_and_depth_draw_less(bridge: Graph) -> None:
    below = source_of(bridge, View(root=bridge.find("cracks")))
    assert re.findall(r"^(n[\d_]+)\W", below, re.MULTILINE)[:2] == ["n1_1_1", "n1_1_1_1"]
    assert "n1_2" not in below
    folded = source_of(bridge, View(root=bridge.find("close"), depth=0))
    assert "+9 folded" in folded
    assert "-->" not in folded


def test_without_an_audit_there_are_no_badges(bridge: Graph) -> None:
    bare = source_of(bridge, found={})
    assert " · " not in bare
    assert "classDef weak" not in bare
    assert " · " in source_of(bridge)


def test_an_undercut_points_at_the_joint(bridge: Graph) -> None:
    source = source_of(bridge)
    assert 'n1_1_3 -.-o|"undercuts"| joint0' in source
    assert 'joint0 -->|"supports"| n1' in source
    assert "n1_1_1 --- joint0" in source


def test_an_id_that_is_a_word_of_mermaids_is_not_written(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of("thesis:\n  id: end\n  claim: A.\n  because: {claim: B., id: subgraph}\n")
    assert "end" not in source_of(graph)
    assert "subgraph" not in source_of(graph)


@given(st.text())
def test_no_sign_with_a_meaning_is_left(words: str) -> None:
    shown = escaped(words)
    assert not re.search(r'["`<>{}\[\]|\\*_~^$@%&\n]|[\u202a-\u202e\u2066-\u2069]|:\S', shown)
    assert all(re.match(r"#\d+;", shown[place:]) for place in range(len(shown)) if shown[place] == "#")
    assert not re.match(r"[-=]|\+( |$)|\d\d?[.)]( |$)", shown)


@pytest.mark.parametrize("words", ['"' * 10_000, "\\" * 10_000, "x" * 10_000, "\u0301" * 10_000])
def test_texts_are_cut_until_mermaid_takes_them(bridge: Graph, words: str) -> None:
    made = chart(with_words(bridge, words), BADGES)
    assert len(made.source) <= MOST_CHARACTERS
    assert "…" in made.source
    assert bool(made.notes) == (made.most < theme.MAX_LINES)


def test_a_chart_of_too_many_lines_is_told(graph_of: Callable[[str], Graph]) -> None:
    few = "".join(f"  - Reason {at}.\n" for at in range(MOST_LINES))
    assert chart(graph_of(f"thesis:\n  claim: A.\n  because:\n{few}")).notes == ()
    (note,) = chart(graph_of(f"thesis:\n  claim: A.\n  because:\n{few}  - One more.\n")).notes
    assert "and this chart has" in note
    assert "501: --depth and --root draw less" in note


@pytest.mark.parametrize("name", theme.MIDTONES)
def test_a_line_can_be_seen_on_a_light_page_and_on_a_dark_one(name: str) -> None:
    colour, page = theme.MIDTONES[name], theme.COLOURS["page"]
    assert min(contrast(colour, page.light), contrast(colour, page.dark)) >= 3


# -- what Mermaid makes of it


class Drawn(NamedTuple):
    """What stands on a page that Mermaid drew on."""

    cards: dict[str, str]  # the words of each, by its name in the text
    labels: list[str]
    lines: int
    title: str
    alive: int  # elements that could do something


_DRAW = r"""async source => {
  const {svg} = await mermaid.render('map', source);
  const place = document.getElementById('place');
  place.innerHTML = svg;
  const all = what => [...place.querySelectorAll(what)];
  all('br').forEach(br => br.replaceWith('\n'));
  return {
    cards: Object.fromEntries(all('.node').map(n => [n.id.split('-').at(-2), n.textContent])),
    labels: all('span.edgeLabel').map(label => label.textContent).filter(Boolean),
    lines: all('.edgePaths path').length,
    title: place.querySelector('title')?.textContent ?? '',
    alive: all('script, a, img, image, iframe, object, embed, i, svg svg').length +
      all('*').filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).length,
  };
}"""


class Mermaid:
    """Mermaid in a browser, set as GitHub sets it, strict; `seen` is what must not happen."""

    def __init__(self, tab: Any, bundle: Path) -> None:
        self.tab = tab
        self.seen: list[str] = []
        tab.set_content("<!doctype html><title>A page</title><div id=place></div>")
        tab.on("console", lambda message: self.seen.append(message.text))
        tab.on("pageerror", lambda error: self.seen.append(str(error)))
        tab.on("dialog", self._dismiss)
        tab.on("request", lambda request: self.seen.append(request.url))
        tab.add_script_tag(content=bundle.read_text("utf-8"))
        tab.evaluate("mermaid.initialize({startOnLoad: false, securityLevel: 'strict'})")

    def _dismiss(self, dialog: Any) -> None:
        self.seen.append(dialog.message)
        dialog.dismiss()

    def draw(self, source: str) -> Drawn:
        return Drawn(**self.tab.evaluate(_DRAW, source))


def in_node_modules(file: str) -> Path | None:
    """A file of a package of npm's: beside the Mermaid that MERMAID names, or in a node_modules on the path."""
    named = os.environ.get("MERMAID")
    folders = [Path(named).parents[2]] if named else []
    folders += [folder.parent for folder in map(Path, os.get_exec_path()) if folder.name == ".bin"]
    return next((folder / file for folder in folders if (folder / file).is_file()), None)


@pytest.fixture(scope="module")
def mermaid(chromium: Any) -> Iterator[Mermaid]:
    """Mermaid, or the reason why there is none."""
    bundle = in_node_modules(BUNDLE)
    if bundle is None:
        pytest.skip("Mermaid is neither named by MERMAID nor in a node_modules on the path: npm install mermaid")
    context = chromium.new_context()
    yield Mermaid(context.new_page(), bundle)
    context.close()


def shown(words: str) -> str:
    """Words without what nobody sees, and without the places where lines break."""
    return re.sub(r"[\s\u2060]", "", words)


def test_mermaid_draws_every_statement_and_step(mermaid: Mermaid, bridge: Graph) -> None:
    drawn = mermaid.draw(source_of(bridge))
    assert len(drawn.cards) == len(bridge.nodes) + 1  # and a joint
    for node in bridge.nodes:
        assert shown(node.text) in shown(drawn.cards[f"n{node.number.replace('.', '_')}"])
    assert drawn.lines == len(bridge.steps) + 2  # two premises meet in the joint
    assert {"supports", "objects (granted)", "objects", "undercuts", "explains"} == set(drawn.labels)
    assert drawn.title == "Should the old bridge close?"


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.split(".")[0])
def test_mermaid_draws_the_maps_that_ship(mermaid: Mermaid, path: Path) -> None:
    audit = arrange_file(str(path))
    assert audit.graph is not None
    assert audit.support is not None
    made = chart(audit.graph, badges(audit.support))
    assert made.notes == ()
    drawn = mermaid.draw(made.source)
    assert len([name for name in drawn.cards if name.startswith("n")]) == len(audit.graph.nodes)
    assert drawn.lines == made.lines


@pytest.mark.parametrize("words", [*HOSTILE, *WORDS], ids=lambda words: repr(words[:20]))
def test_hostile_words_are_words_to_mermaid(mermaid: Mermaid, bridge: Graph, words: str) -> None:
    hostile = with_words(bridge, words)
    made = chart(hostile, BADGES)
    mermaid.seen.clear()
    drawn = mermaid.draw(made.source)
    assert mermaid.seen == []
    assert drawn.alive == 0
    assert drawn.lines == made.lines
    wanted = shown("".join(text.wrap(words, most=made.most)))
    for node in hostile.nodes:
        assert wanted in shown(drawn.cards[f"n{node.number.replace('.', '_')}"])
    if len(words) < 100:
        assert shown(drawn.title) == shown(text.clean(words))
