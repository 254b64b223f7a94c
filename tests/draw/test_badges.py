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
  maker: {name: Its maker, interest: It sells it.}
  dealer: {name: A dealer, from: maker}
  passer: {name: A passer-by, reliability: D}
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


def test_evidence_of_a_weak_or_interested_source_says_so_itself(graph_of: Callable[[str], Graph]) -> None:
    _, found = badges_of(
        graph_of,
        """
thesis:
  claim: T.
  because:
  - id: fact
    claim: Two say so.
    because:
    - {id: sold, evidence: Its maker says so., source: maker}
    - {id: heard, evidence: A passer-by says so., source: passer}
    - {id: good, evidence: An angler says so., source: angler}
    - {id: told, evidence: It tells of its own act., source: maker, basis: own-act}
  - {id: alone, evidence: Its maker says that as well., source: dealer}
  - {id: gone, evidence: The old paper said so., source: old}
""",
    )
    assert (found["sold"].words, found["sold"].tone) == ("interested · weak", "weak")
    assert found["sold"].note == "It stands on Its maker, not neutral. Support on its sources alone: weak."
    assert (found["heard"].words, found["heard"].tone) == ("weak", "weak")
    assert "good" not in found
    assert "told" not in found
    assert found["alone"].words == "one source · interested · weak"
    assert found["alone"].note == "It comes from one origin, Its maker, under 1 name. It is not neutral."
    assert found["gone"].words == "retracted"


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
