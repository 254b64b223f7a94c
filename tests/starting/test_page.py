"""The page on starting a map does what it says."""

import re
from importlib.resources import files

from argmap.audit import arrange_text
from argmap.formats.shared.write import map_text
from argmap.starting.outline import capture
from argmap.starting.templates import TEMPLATES

PAGE = files("argmap.pages").joinpath("starting.md").read_text("utf-8")


def test_its_outline_is_a_map() -> None:
    (outline,) = re.findall(r"^```outline\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    captured = capture(outline)
    assert captured.problems == ()
    assert captured.data is not None
    graph = arrange_text(map_text(captured.data)).graph
    assert graph is not None
    assert {node.kind for node in graph.nodes} == {"claim", "evidence", "assumption"}
    assert {step.kind for step in graph.steps} == {"because", "but", "unless"}
    assert any(len(step.premises) > 1 for step in graph.steps)


def test_it_names_every_template() -> None:
    assert set(TEMPLATES) <= set(re.findall(r"[a-z-]+", PAGE))
