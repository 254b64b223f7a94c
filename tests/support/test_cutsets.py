"""Cut sets: published numbers, every loss tried on random maps, and maps made to be hard."""

from hypothesis import assume, given, settings

from argmap.support.cutsets import cut_sets
from argmap.support.function import Reading, View, formula
from tests.support.maps import Data, Slow, carried, graph_of, maps

READINGS: tuple[Reading, ...] = ("sources_alone", "own_word_taken")
VIEWS: tuple[View, ...] = ("source", "claim", "origin")


@settings(max_examples=150, deadline=None)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    for reading in READINGS:
        for view in VIEWS:
            slow = Slow(graph, reading, view)
            for thesis in graph.theses:
                assume(len(slow.events(thesis)) <= 12)
                found = cut_sets(formula(graph, thesis, reading, view, carried(graph, reading)))
                expected = slow.cut_sets(thesis)
                small = sorted(
                    (tuple(sorted(name for _, name in one)) for one in expected if len(one) <= 3),
                    key=lambda one: (len(one), one),
                )
                assert found.count == len(expected)
                assert list(found.sets) == small[:100]
                assert found.complete == (len(small) == len(expected))
