"""DOT, Mermaid and Markdown: the argument as text for other programs, in which no text of a map is more than a text."""

import json
import shutil
import subprocess

import pytest
from hypothesis import given

from argmap.formats.markdown.writing import DEEPEST
from argmap.formats.shared.common import Arranged, Made, Options
from argmap.formats.table import WRITERS, find
from tests.effort import tries
from tests.formats.rich import HARD, rich_maps
from tests.formats.test_carrying import arranged
from tests.support.maps import Data, graph_of

BRIDGE = """\
argmap: 1
title: Should it close?
sources:
  survey: {name: County survey}
thesis:
  id: close
  claim: The bridge should close.
  because:
  - together:
    - claim: It is cracking.
      id: cracks
      because:
      - evidence: Cracks doubled.
        source: survey?, p. 12
    - assume: No repair is possible.
    scheme: sign
    unless:
    - claim: Cars alone would do it.
  but:
  - claim: Lorries need it.
    granted: There is a ferry.
    because:
    - see: cracks
"""


def made(text: str, format_: str) -> Made:
    return find(format_, WRITERS).write(arranged(text), Options())


def written(data: Data, format_: str) -> str:
    graph = graph_of(data)
    map_ = Arranged("m", graph, arranged("argmap: 1\nthesis: A.\n").places, None)
    return find(format_, WRITERS).write(map_, Options()).text


def test_dot() -> None:
    assert (
        made(BRIDGE, "dot").text
        == """\
digraph argument {
  title="Should it close?"
  "survey" [kind="source", label="County survey"]
  "close" [kind="claim", label="The bridge should close.", thesis="true", by="mapper"]
  "cracks" [kind="claim", label="It is cracking.", by="mapper"]
  "1.1.1.1" [kind="evidence", label="Cracks doubled.", by="mapper"]
  "1.1.2" [kind="assumption", label="No repair is possible.", by="mapper"]
  "1.1.3" [kind="claim", label="Cars alone would do it.", by="mapper"]
  "1.2" [kind="claim", label="Lorries need it.", by="mapper"]
  "step.1" [kind="step", label="", scheme="sign"]
  "survey" -> "1.1.1.1" [kind="source", label="source", locator="p. 12", unsure="true"]
  "cracks" -> "step.1" [kind="premise", label="premise"]
  "1.1.2" -> "step.1" [kind="premise", label="premise"]
  "step.1" -> "close" [kind="because", label="because"]
  "1.1.1.1" -> "cracks" [kind="because", label="because"]
  "1.1.3" -> "step.1" [kind="unless", label="unless"]
  "1.2" -> "close" [kind="but", label="but", granted="There is a ferry."]
  "cracks" -> "1.2" [kind="because", label="because"]
}
"""
    )


def test_mermaid() -> None:
    assert (
        made(BRIDGE, "mermaid").text
        == """\
flowchart BT
accTitle: Should it close?
n1("The bridge should close.")
n1_1_1("It is cracking.")
n1_1_1_1["Cracks doubled.<br>Source: County survey?, p. 12"]
n1_1_2{{"No repair is possible."}}
n1_1_3("Cars alone would do it.")
n1_2("Lorries need it.")
joint0["and"]
n1_1_1 --- joint0
n1_1_2 --- joint0
joint0 -->|because| n1
n1_1_1_1 -->|because| n1_1_1
n1_1_3 -.-o|unless| joint0
n1_2 -.-x|but| n1
n1_1_1 -->|because| n1_2
classDef thesis stroke-width:4px
class n1 thesis
"""
    )


def test_markdown() -> None:
    assert (
        made(BRIDGE, "markdown").text
        == """\
# Should it close?

- **Thesis** 1: The bridge should close.
  - **because all of these together**:
    - **and** 1.1.1: It is cracking.
      - **because** 1.1.1.1 (evidence): Cracks doubled. *County survey*?, p. 12
    - **and** 1.1.2 (assumed): No repair is possible.
    - **unless** 1.1.3: Cars alone would do it.
  - **but (granted: There is a ferry.)** 1.2: Lorries need it.
    - **because**: see 1.1.1, “It is cracking.”
"""
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="dot (Graphviz) is not here to read what is written")
@given(rich_maps())
@tries(10)
def test_graphviz_reads_every_text_as_it_was(data: Data) -> None:
    done = subprocess.run(["dot", "-Tdot_json"], input=written(data, "dot").encode(), capture_output=True, check=True)
    objects = {one["name"]: one for one in json.loads(done.stdout)["objects"]}
    for node in graph_of(data).nodes:
        shown = objects[node.id]["label"].replace("\\n", "\n").replace("\\\\", "\\")
        assert shown == node.text
        assert objects[node.id]["kind"] == node.kind


@pytest.mark.parametrize("text", HARD)
def test_a_text_stays_on_its_line(text: str) -> None:
    """No text begins a line of its own, ends a label or an item, or stands where a word of the format is read."""
    data: Data = {"argmap": 1, "title": text, "thesis": [{"claim": text, "because": [{"claim": f"B {text}"}]}]}
    chart = written(data, "mermaid").splitlines()
    assert len(chart) == 7
    assert [line.count('"') for line in chart[2:4]] == [2, 2]
    assert len(written(data, "markdown").splitlines()) == 4
    assert written(data, "dot").count("\n") == 6


@given(rich_maps())
@tries(30)
def test_every_statement_stands_in_the_outline(data: Data) -> None:
    page = written(data, "markdown")
    for node in graph_of(data).nodes:
        assert f" {node.number}:" in page or f" {node.number} (" in page


def test_deep_outlines_are_not_indented_for_ever() -> None:
    item: Data = {"claim": "0"}
    for count in range(1, 100):
        item = {"claim": str(count), "because": [item]}
    lines = written({"argmap": 1, "thesis": [item]}, "markdown").splitlines()
    assert lines[-1] == f"{'  ' * DEEPEST}- **because** (level 99) {'.'.join(['1'] * 100)}: 0"


def test_a_chart_too_large_for_mermaid_is_told() -> None:
    many: Data = {"argmap": 1, "thesis": [{"claim": "A.", "because": [{"claim": str(n)} for n in range(600)]}]}
    map_ = Arranged("m", graph_of(many), arranged("argmap: 1\nthesis: A.\n").places, None)
    (note,) = find("mermaid", WRITERS).write(map_, Options()).notes
    assert "and this chart has" in note
    assert "and 600 (" in note
    assert made(BRIDGE, "mermaid").notes == ()
