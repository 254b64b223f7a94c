"""GraphML: what is written is read back whole, and what others write as far as it goes."""

import pytest
from hypothesis import assume, given

from argmap.formats import graphml
from argmap.formats.shared.common import File, Options, Taken
from tests.effort import tries
from tests.formats.rich import essence, rich_maps, through
from tests.support.maps import Data, graph_of


@given(rich_maps())
@tries(80)
def test_a_map_comes_back_but_for_what_graphml_cannot_carry(data: Data) -> None:
    graph = graph_of(data)
    assume(all(len(set(step.premises)) == len(step.premises) for step in graph.steps))
    made, taken, back = through(data, "graphml")
    assert made.left_out == ()
    assert taken.left_out == ()
    assert essence(back, graphml.FEATURES) == essence(graph, graphml.FEATURES)


def read(*parts: str, keys: str = "") -> Taken:
    text = f"<graphml>{keys}<graph>\n{chr(10).join(parts)}\n</graph></graphml>"
    return graphml.read([File("m", text.encode())], Options())


def node(name: str, **data: str) -> str:
    return f'<node id="{name}">{"".join(f"<data key={chr(34)}{k}{chr(34)}>{v}</data>" for k, v in data.items())}</node>'


def edge(tail: str, head: str, **data: str) -> str:
    inner = "".join(f"<data key={chr(34)}{k}{chr(34)}>{v}</data>" for k, v in data.items())
    return f'<edge source="{tail}" target="{head}">{inner}</edge>'


def test_a_graph_of_another_program_is_read_as_reasons() -> None:
    keys = '<key id="d0" for="node" attr.name="label"/><key id="d1" for="node" attr.name="weight"/>'
    found = read(node("n0", d0="A.", d1="3"), node("n1", d0="B."), edge("n1", "n0"), keys=keys)
    assert found.data == {
        "argmap": 1,
        "thesis": [{"id": "n0", "claim": "A.", "because": [{"id": "n1", "claim": "B."}]}],
    }
    assert [str(one) for one in found.left_out] == ["m:2:1: the attribute `weight` “3” (a map has no such key)"]
    assert found.places.at(("thesis", 0, "because", 0)) == (3, 1)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (edge("a", "nowhere"), "m:4:1: an edge of `nowhere`, which is no node"),
        (edge("a", "b", kind="hates"), "m:4:1: an edge from `a` to `b`: “hates”"),
        (edge("a", "b", kind="unless"), "m:4:1: an edge from `a` to `b`: “unless”"),
        (node("step.1", kind="step"), "m:4:1: the step `step.1`"),
        (node("c", kind="dream", text="C."), "m:4:1: the kind “dream” of `c`"),
        (
            node("c", likelihood="certain", text="C."),
            "m:4:1: `likelihood` “certain”: Input should be",
        ),
        ('<node id="c"><graph/></node>', "m:4:14: what is nested in the node `c`"),
    ],
)
def test_what_means_nothing_is_said_at_its_place(part: str, said: str) -> None:
    found = read(node("a", text="A."), node("b", text="B."), part, edge("b", "a"))
    assert found.map is not None
    lines = [str(one) for one in found.left_out]
    assert any(line.startswith(said) for line in lines), lines


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<graphml/>", "m:1:1: there is no graph in it"),
        ("<graphml><graph/></graphml>", "m:1:1: there is no statement in it"),
        ("<graphml>", "m:1:10: this is not well-formed XML"),
        ('<!DOCTYPE g [<!ENTITY a "b">]><graphml/>', "m:1:13: the document type declares things of its own"),
    ],
)
def test_files_that_cannot_be_read(text: str, said: str) -> None:
    (problem,) = graphml.read([File("m", text.encode())], Options()).problems
    assert str(problem).startswith(said)
