"""A map written as Argdown and read back is the same map."""

from collections.abc import Mapping
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats import argdown, native
from argmap.formats.shared.common import NOWHERE, Arranged, File, Options, Taken
from argmap.graph import Graph, Node, Step
from argmap.load import load
from tests.effort import tries
from tests.support.maps import Data, graph_of, maps

OPTIONS = Options()


def written(data: Data) -> str:
    made = argdown.write(Arranged("map.argmap.yaml", graph_of(data), NOWHERE, data), OPTIONS)
    assert made.left_out == ()
    return made.text


def read_back(text: str) -> tuple[Graph, Taken]:
    taken = argdown.read([File("map.argdown", text.encode())], OPTIONS)
    assert taken.map is not None, [*map(str, taken.problems)]
    graph, problems = arrange(taken.map, taken.places)
    assert graph is not None, [*map(str, problems)]
    return graph, taken


# -- what a map says, whatever the order in which it is written


def said(graph: Graph) -> dict[str, Any]:
    """Everything in a map but where it stands; what has an id stands once, under it."""
    map_: Mapping[str, Any] = graph.map.model_dump(include={"title", "note", "about"})
    named = {node.id: _node(graph, node, whole=True) for node in graph.nodes if node.item.id}
    sources = {key: source.model_dump(exclude_unset=True) for key, source in graph.map.sources.items()}
    loose = [_node(graph, graph.nodes[at]) for at in graph.theses]
    return {"map": map_, "sources": sources, "named": named, "theses": loose}


def _node(graph: Graph, node: Node, *, whole: bool = False) -> Any:
    if node.item.id and not whole:
        return node.id
    own = node.item.model_dump(exclude={"because", "but", "unless", *STEP}, exclude_defaults=True)
    own.pop("source", None)
    steps = [_step(graph, graph.steps[at]) for at in (*node.reasons, *node.objections)]
    return {"kind": node.kind, "by": node.by, "cites": node.cites, **own, "steps": steps}


STEP = ("scheme", "strength", "warrant", "granted", "needs")


def _step(graph: Graph, step: Step) -> Any:
    keys = [getattr(step.item, key, None) for key in (*STEP, *(["note"] if len(step.premises) > 1 else []))]
    premises = [_node(graph, graph.nodes[at]) for at in step.premises]
    return [step.kind, keys, premises, [_step(graph, graph.steps[at]) for at in step.unless]]


# -- maps with all that can stand in them

SIGNS = [
    *"[]<>{}()*_#@:./\\-+=,;!?'\"~ \u2028\u00a0\t",
    "http://x.org:80/a_b", "//", "/*", "<!--", "-->", "===", "@[x]", "@<x>", "@include(x)", ":~:", ".v.", ".a_b.",
    "[a](b)", "#tag", "{a: b}", "} x", "(1)", "1. ", "* ", "**b**", "  ", "word", "Ü", "🙂", "]: ", ">: ", "--",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=8).map("".join).filter(str.strip)
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "tags": st.lists(st.sampled_from(("red", "blue-1", "1")), min_size=1, unique=True),
    "note": st.one_of(TEXTS, st.just("two\nlines")),
    "likelihood": st.sampled_from(("likely", "possible")),
    "passage": st.just([{"at": "3:4-9", "words": 6}, {"at": "4"}]),
    "allow": st.dictionaries(st.sampled_from(("no-source", "linchpin")), TEXTS, min_size=1),
}


@st.composite
def rich_maps(draw: st.DrawFn) -> Data:
    data = draw(maps())
    waiting: list[tuple[Data, str]] = [(item, "") for item in (*data["thesis"], *data["claims"])]
    while waiting:
        item, step = waiting.pop()
        for key in ("claim", "evidence", "assume"):
            if key in item:
                item[key] = draw(TEXTS)
                for name, values in FIELDS.items():
                    if draw(st.integers(1, 8)) == 8:
                        item[name] = draw(values)
        if step and draw(st.integers(1, 8)) == 8:
            item["warrant"] = draw(TEXTS)
        if step and "together" in item and draw(st.booleans()):
            item["note"] = draw(TEXTS)
        if step in ("but", "unless") and draw(st.integers(1, 8)) == 8:
            item["granted"] = draw(TEXTS)
        for key in ("because", "but", "unless", "together"):
            waiting += [(below, "" if key == "together" else key) for below in item.get(key, ())]
    for name in ("title", "note"):
        if draw(st.booleans()):
            data[name] = draw(TEXTS)
    if draw(st.booleans()):
        data["about"] = {"title": draw(TEXTS), "words": 12}
    return data


@tries(100)
@given(rich_maps())
def test_a_map_written_and_read_back_is_the_same(data: Data) -> None:
    graph = graph_of(data)
    assume(all(len(set(step.premises)) == len(step.premises) for step in graph.steps))  # one premise twice counts once
    back, taken = read_back(written(data))
    assert [str(one) for one in taken.left_out] == []
    before, after = said(graph), said(back)
    assert after == before


def test_the_map_of_what_was_written_can_be_read() -> None:
    """Of a place in a text only what the map says is written, and nothing comes back that it does not say."""
    data = {"argmap": "1", "thesis": {"id": "a", "claim": "A.", "passage": [{"at": "3:4-9"}, {"at": "4", "words": 6}]}}
    text = written(data)
    assert "null" not in text
    for argdown_ in (text, text.replace('at: "3:4-9"', 'at: "3:4-9", words: null')):
        _, taken = read_back(argdown_)
        made = native.write(Arranged("map.argdown", read_back(argdown_)[0], NOWHERE, taken.data), OPTIONS)
        loaded = load(made.text)
        assert loaded.map is not None, [*map(str, loaded.problems)]
        graph, _ = arrange(loaded.map, loaded.places)
        assert graph is not None
        assert graph.nodes[0].item.passage == graph_of(data).nodes[0].item.passage
