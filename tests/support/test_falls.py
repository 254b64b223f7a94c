"""What falls with one source, beside the cut sets and the origins that the formulas give."""

from hypothesis import given

from argmap.support.assessment import Assessment
from argmap.support.cutsets import cut_sets
from argmap.support.function import formula
from argmap.support.grades import ALL
from argmap.support.parts import at_least
from tests.effort import tries
from tests.support.maps import Data, counting, graph_of, maps

SOURCES = {"a": {"name": "A"}, "b": {"name": "B", "from": ["a"]}, "c": {"name": "C"}}


def falls_with(thesis: Data, sources: Data = SOURCES) -> set[str] | None:
    """What takes the thesis of a map, or None where nothing carries it."""
    graph = graph_of({"argmap": 1, "sources": sources, "thesis": [thesis]})
    falls = Assessment(graph).falls
    at = graph.theses[0]
    return None if falls.nodes[at] == ALL else set(falls.named(falls.nodes[at]))


def cited(*keys: str) -> Data:
    return {"evidence": "It was seen.", "source": list(keys)}


def test_an_echo_and_its_origin_fall_together() -> None:
    assert falls_with({"claim": "So.", "because": [cited("a"), cited("b")]}) == {"a"}
    assert falls_with({"claim": "So.", "because": [cited("b")]}) == {"a", "b"}
    assert falls_with({"claim": "So.", "because": [cited("a"), cited("c")]}) == set()


def test_linked_premises_fall_with_either_source_and_spare_ones_with_what_they_share() -> None:
    linked = [cited("a"), cited("c")]
    assert falls_with({"claim": "So.", "because": [{"together": linked}]}) == {"a", "c"}
    spare = [cited("a"), cited("b"), cited("c")]
    assert falls_with({"claim": "So.", "because": [{"together": spare, "needs": 2}]}) == {"a"}


def test_what_was_withdrawn_or_is_only_asserted_carries_nothing() -> None:
    sources = {**SOURCES, "d": {"name": "D", "retracted": "A hoax."}, "e": {"name": "E", "from": ["d"]}}
    assert falls_with({"claim": "So.", "because": [cited("d", "e")]}, sources) is None
    assert falls_with({"claim": "So.", "because": ["It is plain.", cited("e", "c")]}, sources) == {"c"}


def test_an_uncertain_citation_is_not_made() -> None:
    assert falls_with({"claim": "So.", "because": [cited("a", "c?")]}) == {"a"}
    assert falls_with({"claim": "So.", "because": [cited("c?")]}) is None


def test_an_assumption_beside_a_source_hides_nothing() -> None:
    assert falls_with({"claim": "So.", "because": [{"assume": "Let it be so."}, cited("c")]}) == {"c"}
    assert falls_with({"claim": "So.", "because": [{"assume": "Let it be so."}]}) == set()


def test_a_long_lineage_takes_no_long_way() -> None:
    sources: Data = {"s0": {"name": "S"}}
    sources |= {f"s{i}": {"name": "S", "from": [f"s{i - 1}"]} for i in range(1, 3000)}
    graph = graph_of({"argmap": 1, "sources": sources, "thesis": [{"claim": "So.", "because": [cited("s2999")]}]})
    assert Assessment(graph).takes("s2999") == {"s0"}


def test_bits_that_enough_sets_share() -> None:
    assert at_least(2, [0b011, 0b110, 0b100]) == 0b110
    assert at_least(3, [0b011, 0b110]) == 0


@tries(200)
@given(maps())
def test_what_falls_with_one_loss_is_a_cut_set_of_one(data: Data) -> None:
    graph = graph_of(data)
    falls = Assessment(graph).falls
    for node in graph.nodes:
        found = cut_sets(formula(graph, node.at, "sources_alone", "source", counting(graph, "sources_alone")))
        assert (falls.nodes[node.at] == ALL) == (found.sets == ((),))
        if falls.nodes[node.at] != ALL:
            taking = {name for name in falls.named(falls.nodes[node.at]) if name not in graph.sources.groups}
            assert taking == {name for name in found.linchpins if name in falls.bits} - set(graph.sources.groups)


@tries(200)
@given(maps())
def test_a_fact_that_depends_on_one_origin_falls_with_it(data: Data) -> None:
    support = Assessment(graph_of(data))
    for fact in support.facts:
        origins = support.origins[fact]
        if len(origins) == 1 and support.side(fact) != "unused":
            assert support.falls.falls_with(fact, next(iter(origins)))
            assert support.one_origin(fact) is not None
