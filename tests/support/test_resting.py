"""What a claim rests on, what would help it and what would be otherwise: laws on random maps, and worked cases."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.changes import Changes, changed, corroborated
from argmap.graph import Graph
from argmap.support.assessment import Assessment
from argmap.support.comparison import Comparison
from argmap.support.corroboration import advice
from argmap.support.cutsets import cut_sets, dual
from argmap.support.function import Formula
from argmap.support.grades import Grade
from argmap.support.granting import grantings
from argmap.support.orders import event_orders
from argmap.support.resting import Resting
from tests.effort import tries
from tests.support.maps import Data, counting, graph_of, maps
from tests.support.test_cutsets import formulas


def falls(graph: Graph, thesis: int, lost: tuple[str, ...]) -> bool:
    return Comparison(Assessment(graph), Assessment(changed(graph, Changes(without=lost)))).falls(thesis)


@tries(150)
@given(maps())
def test_what_if_agrees_with_the_cut_sets(data: Data) -> None:
    """All of a cut set lost, the thesis falls; any one of it left, it does not."""
    graph = graph_of(data)
    support = Assessment(graph)
    for thesis in graph.theses:
        names = {graph.nodes[one].id for one in graph.theses}
        for lost in support.cut_sets(thesis, "sources_alone", "source").sets[:6]:
            if lost and names.isdisjoint(lost):
                assert falls(graph, thesis, lost)
                if len(lost) > 1:
                    assert not any(falls(graph, thesis, part) for part in combinations(lost, len(lost) - 1))


@tries(150)
@given(formulas())
def test_path_sets_are_what_is_enough(function: Formula) -> None:
    """A minimal path set meets every minimal cut set, and no part of it does."""
    cuts = cut_sets(function, order=8, listed=1000)
    paths = cut_sets(dual(function), order=8, listed=1000)
    if function.root < 0 or not (cuts.complete and paths.complete):
        return
    for path in paths.sets:
        assert all(not set(path).isdisjoint(cut) for cut in cuts.sets)
        assert all(
            any(set(path) - {one} <= set() or not (set(path) - {one}) & set(cut) for cut in cuts.sets) for one in path
        )


@tries(150)
@given(formulas(), st.integers(1, 5))
def test_sets_up_to_any_order_are_the_first_of_all(function: Formula, order: int) -> None:
    whole = cut_sets(function, order=12, listed=5000)
    some = cut_sets(function, order=order, listed=5000)
    assert some.count == whole.count
    assert some.sets == tuple(one for one in whole.sets if len(one) <= order)


@tries(150)
@given(formulas())
def test_the_order_of_an_event_is_that_of_its_smallest_set(function: Formula) -> None:
    whole = cut_sets(function, order=12, listed=5000)
    expected: dict[str, int] = {}
    for one in whole.sets:
        for name in one:
            expected[name] = min(len(one), expected.get(name, len(one)))
    assert event_orders(function) == (expected, True)


@tries(100)
@given(maps(attacks=True))
def test_granting_a_set_of_objections_leaves_nothing(data: Data) -> None:
    graph = graph_of(data)
    thesis = graph.theses[0]
    found = grantings(counting(graph, "sources_alone"), thesis, "sources_alone", order=3, listed=20)
    for granted in found.sets[:4]:
        names = tuple(name for one in granted for name in one.split("+")[:1])
        if names and all(_may_be_granted(graph, name) for name in names):
            after = Assessment(changed(graph, Changes(granted=names)))
            assert after.alone.nodes[thesis] is Grade.NONE or not after.origins[thesis]


def _may_be_granted(graph: Graph, name: str) -> bool:
    node = graph.find(name)
    attacks = [step for step in graph.steps if step.kind != "because" and node is not None and node.at in step.premises]
    return all(step.undercuts is not None or step.to not in graph.theses for step in attacks)


@tries(80)
@given(maps())
def test_one_more_source_never_lowers_and_is_counted(data: Data) -> None:
    graph = graph_of(data)
    support = Assessment(graph)
    for thesis in graph.theses:
        for help_ in advice(support, thesis).helps[:3]:
            after = Assessment(corroborated(graph, help_.at))
            assert after.alone.nodes[thesis] == help_.grade >= support.alone.nodes[thesis]
            left = after.linchpins(thesis, "sources_alone", "source")
            assert set(help_.linchpins).isdisjoint(left)


# -- worked cases


def of_map(because: list[Any], **sources: Any) -> Graph:
    return graph_of({"argmap": 1, "sources": sources, "thesis": {"id": "t", "claim": "T.", "because": because}})


def says(key: str, id_: str) -> Data:
    return {"id": id_, "evidence": f"{key} says so.", "source": key}


def test_the_place_that_takes_the_linchpin_away_comes_first() -> None:
    """Two linked premises, one on one source and the other on two: one more source helps under the first."""
    graph = of_map(
        [
            {
                "together": [
                    {"id": "thin", "claim": "Thin.", "because": [says("a", "a1")]},
                    {"id": "thick", "claim": "Thick.", "because": [says("b", "b1"), says("c", "c1")]},
                ]
            }
        ],
        a={"name": "A", "reliability": "B"},
        b={"name": "B", "reliability": "B"},
        c={"name": "C", "reliability": "B"},
    )
    given = advice(Assessment(graph), graph.theses[0])
    assert given.complete
    first = given.helps[0]
    assert (graph.nodes[first.at].id, first.linchpins) == ("thin", ("a",))


def test_what_wants_a_source_first() -> None:
    graph = of_map([{"together": [{"id": "x", "claim": "X."}, {"id": "y", "claim": "Y."}]}, {"id": "z", "claim": "Z."}])
    given = advice(Assessment(graph), graph.theses[0])
    assert given.wanting is not None
    assert given.wanting.sets == (("z",), ("x", "y"))


def test_a_table_of_everything_that_can_be_lost() -> None:
    graph = of_map(
        [says("a", "a1"), says("b", "b1"), {"assume": "Q.", "id": "q"}],
        a={"name": "A", "reliability": "A"},
        b={"name": "B", "from": "a"},
        gone={"name": "Gone", "retracted": "it was"},
    )
    resting = Resting(Assessment(graph), graph.theses[0])
    rows = {loss.name: (loss.order, loss.carries, loss.grade) for loss in resting.losses}
    carried_by_a = (graph.by_id["a1"], graph.by_id["b1"])
    assert resting.origins == ("a",)
    assert resting.cited == ("a", "b")
    assert rows["a"][:2] == (1, carried_by_a)
    assert rows["a"][2] is Grade.WEAK  # on what is assumed alone
    assert rows["b"][0] is None
    assert [loss.theses for loss in resting.losses if loss.name == "a"] == [(0,)]


def test_what_is_left_on_an_assumption_has_fallen() -> None:
    graph = of_map([says("a", "a1"), {"assume": "Q.", "id": "q"}], a={"name": "A"})
    comparison = Comparison(Assessment(graph), Assessment(changed(graph, Changes(without=("a",)))))
    assert comparison.grades(0, "sources_alone")[1] is Grade.WEAK
    assert comparison.thesis_falls


@pytest.mark.parametrize("order", [1, 2])
def test_a_time_that_is_over_gives_what_is_known(order: int) -> None:
    """Shared leaves without end: nothing can be written out in no time, and what is given is no lie."""
    count = 40
    because = [
        {"together": [says(f"s{place}", f"e{place}-{other}") for place in (other, (other * 7 + 3) % count)]}
        for other in range(count)
    ]
    graph = of_map(because, **{f"s{place}": {"name": f"S{place}"} for place in range(count)})
    resting = Resting(Assessment(graph), 0, order, 10, until=0.0)
    found = resting.cuts("sources_alone", "source")
    assert found.count is None
    assert not found.complete


def test_a_claim_is_itself_a_place_for_one_more_source() -> None:
    graph = of_map([{"id": "x", "claim": "X.", "because": [says("a", "a1")]}], a={"name": "A", "reliability": "B"})
    given = advice(Assessment(graph), graph.by_id["x"])
    assert [(graph.nodes[one.at].id, one.linchpins) for one in given.helps] == [("x", ("a",))]


def test_orders_in_each_reading_and_what_is_set_aside() -> None:
    """B counts only where the bare premise beside it is taken; the lone assumption counts nowhere beside a source."""
    graph = of_map(
        [
            says("a", "a1"),
            {"together": [says("b", "b1"), {"id": "bare", "claim": "Bare."}]},
            {"id": "q", "assume": "Q."},
        ],
        a={"name": "A"},
        b={"name": "B"},
    )
    resting = Resting(Assessment(graph), graph.theses[0])
    rows = {loss.name: (loss.order, loss.order_own_word, loss.exact) for loss in resting.losses}
    assert rows == {"a": (1, 2, True), "b": (None, 2, True), "mapper": (None, 2, True)}
    assert [graph.nodes[at].id for at in resting.set_aside] == ["q"]


def test_the_smallest_sets_are_listed_though_they_are_larger_than_asked_for() -> None:
    keys = "abcd"
    graph = of_map([says(key, f"{key}1") for key in keys], **{key: {"name": key} for key in keys})
    resting = Resting(Assessment(graph), 0, order=3)
    assert resting.cuts("sources_alone", "source").sets == (("a", "b", "c", "d"),)


def test_orders_beyond_the_limits_are_said_to_be_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.support.orders.PART_SETS", 1)
    monkeypatch.setattr("argmap.support.orders.NODE_LIMIT", 1)
    monkeypatch.setattr("argmap.support.cases.CELLS", 1)
    graph = of_map(
        [{"together": [says("a", "a1"), says("b", "b1")]}, {"together": [says("a", "a2"), says("c", "c1")]}],
        **{key: {"name": key} for key in "abc"},
    )
    found = event_orders(Assessment(graph).formula(0, "sources_alone", "source"))
    assert not found.exact
    assert found.by_name["a"] == 1
