"""GraphML: what is written is read back whole, and what others write as far as it goes."""

from hypothesis import assume, given

from argmap.formats import graphml
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
