"""Origins: every loss tried on random maps."""

from hypothesis import assume, given, settings

from argmap.support.origins import origins
from tests.support.maps import Data, Slow, carried, graph_of, maps


@settings(max_examples=150, deadline=None)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    slow = Slow(graph, "sources_alone", "origin")
    found = origins(graph, carried(graph, "sources_alone"))
    for node in graph.nodes:
        assume(len(slow.events(node.at)) <= 12)
        assert found[node.at] == slow.depends_on(node.at)
