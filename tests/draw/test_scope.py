"""How much of a map is drawn."""

from collections.abc import Callable

from argmap.draw.scope import scope
from argmap.graph import Graph


def names(graph: Graph, root: str | None = None, depth: int | None = None) -> list[str]:
    shown = scope(graph, graph.find(root) if root else None, depth)
    return [graph.nodes[at].number for at in shown.nodes]


def test_everything_is_drawn_and_what_stands_apart_too(bridge: Graph) -> None:
    assert names(bridge) == [node.number for node in bridge.nodes]
    assert [bridge.nodes[at].id for at in scope(bridge).roots] == ["close", "lonely"]


def test_below_one_statement(bridge: Graph) -> None:
    assert names(bridge, root="cracks") == ["1.1.1", "1.1.1.1"]


def test_levels_are_folded_and_counted(bridge: Graph) -> None:
    shown = scope(bridge, None, 1)
    assert [bridge.nodes[at].number for at in shown.nodes] == ["1", "1.1.1", "1.1.2", "1.1.3", "1.2", "1.3", "2", "3"]
    assert {bridge.nodes[at].id: count for at, count in shown.folded.items()} == {"cracks": 1, "1.3": 2}


def test_no_level_is_the_thesis_alone(bridge: Graph) -> None:
    shown = scope(bridge, bridge.find("close"), 0)
    assert [bridge.nodes[at].id for at in shown.nodes] == ["close"]
    assert shown.steps == ()
    assert list(shown.folded.values()) == [len(bridge.nodes) - 2]


def test_what_is_seen_in_two_places_counts_once(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
          - claim: Left.
            because: {see: shared}
          - claim: Right.
            because: {see: shared}
        claims:
        - id: shared
          claim: Shared.
          because: Below it.
        """
    )
    assert list(scope(graph, None, 0).folded.values()) == [4]
    assert list(scope(graph, None, 1).folded.values()) == [2, 2]


def test_a_ring_of_objections_that_nothing_leads_to_is_drawn(graph_of: Callable[[str], Graph]) -> None:
    graph = graph_of(
        """
        thesis: {claim: Top.}
        claims:
        - id: one
          claim: One.
          but: {see: two}
        - id: two
          claim: Two.
          but: {see: one}
        """
    )
    assert names(graph) == ["1", "2", "3"]
    assert [graph.nodes[at].number for at in scope(graph).roots] == ["1", "2"]


def test_a_step_between_two_cards_is_drawn_however_deep(graph_of: Callable[[str], Graph]) -> None:
    """What is seen twice stands high in one place; the lower place must not look bare."""
    graph = graph_of(
        """
        thesis:
          claim: Top.
          because:
          - see: shared
          - claim: Left.
            because:
            - see: shared
            - claim: Deeper.
        claims:
        - id: shared
          claim: Shared.
          because: Below it.
        """
    )
    shown = scope(graph, None, 1)
    steps = [(graph.steps[at].to, graph.steps[at].premises) for at in shown.steps]
    ids = [(graph.nodes[to].number, [graph.nodes[one].number for one in premises]) for to, premises in steps]
    assert ("1.1", ["2"]) in ids
    assert {graph.nodes[at].number: count for at, count in shown.folded.items()} == {"1.1": 1, "2": 1}
