"""Orders: every loss tried on random maps."""

from hypothesis import assume, given, settings

from argmap.support.orders import orders
from tests.support.maps import Data, Slow, graph_of, maps


@settings(max_examples=150, deadline=None)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    readings = [Slow(graph, "sources_alone", "claim"), Slow(graph, "own_word_taken", "claim")]
    assume(all(len(slow.events(thesis)) <= 12 for slow in readings for thesis in graph.theses))
    found = orders(graph, readings[0].carried, readings[1].carried)
    for node in graph.nodes:
        expected = [slow.order(node.at, thesis) for slow in readings for thesis in graph.theses]
        assert found[node.at] == min((order for order in expected if order is not None), default=None)
