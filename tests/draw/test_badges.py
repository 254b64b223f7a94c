"""What an audit says on a card."""

from collections.abc import Callable

from argmap.draw.badges import badges
from argmap.draw.card import Badge, Role, html_label
from argmap.graph import Graph
from argmap.support.assessment import Assessment

SOURCES = """
sources:
  angler: {name: An angler, reliability: C}
  herald: {name: The Herald, from: angler}
  journal: {name: The Journal, from: angler}
  old: {name: An old paper, retracted: its figures were made up}
  long: {name: A laboratory whose name is so long that no card has room for all of it since it names
    the town and the county and the university and the institute and the chair}
"""


def badges_of(graph_of: Callable[[str], Graph], thesis: str) -> tuple[Graph, dict[str, Badge]]:
    graph = graph_of(SOURCES + thesis)
    return graph, badges(Assessment(graph))


def test_no_support_is_not_called_weak(graph_of: Callable[[str], Graph]) -> None:
    _, found = badges_of(
        graph_of,
        """
thesis:
  claim: T.
  because:
  - id: gone
    claim: Only what was withdrawn.
    because:
    - {evidence: It said so., source: old}
  - id: bare
    claim: Only what is asserted.
    because:
    - So they say.
""",
    )
    assert found["1"].words == "no support"
    assert found["gone"].words == "no support"
    assert found["bare"].words == "no support"
    assert found["bare"].note == "Support on its sources alone: none."


def test_an_origin_that_stands_on_no_card_is_written_on_one(graph_of: Callable[[str], Graph]) -> None:
    graph, found = badges_of(
        graph_of,
        """
thesis:
  claim: T.
  because:
  - id: plume
    claim: A plume was seen.
    because:
    - {evidence: One., source: herald}
    - {evidence: Two., source: journal}
  - id: own
    claim: Seen by him.
    because:
    - {evidence: Three., source: angler}
""",
    )
    assert (found["plume"].origin, found["own"].origin) == ("An angler", "")
    plume = graph.find("plume")
    assert plume is not None
    assert "One origin: An angler" in html_label(graph, plume, Role(), found["plume"], 0)


def test_a_source_is_cut_and_where_to_look_in_it_is_not(graph_of: Callable[[str], Graph]) -> None:
    graph, _ = badges_of(
        graph_of, "thesis:\n  claim: T.\n  because:\n  - {evidence: E., source: 'long, table 2 on page 7'}\n"
    )
    label = html_label(graph, graph.nodes[1], Role(), None, 0)
    assert "…" in label
    assert "table 2 on page 7" in label.replace("</FONT><BR/>", " ").replace("<", " <")
