"""Orders: every loss tried on random maps and on parts with much shared, each way that they are worked out."""

from itertools import chain, combinations

import pytest
from hypothesis import assume, given

from argmap.support import orders as module
from argmap.support.function import Formula, Reasons
from argmap.support.orders import orders
from argmap.support.parts import Items, TooMuch
from tests.effort import tries
from tests.support.maps import Data, Slow, counting, graph_of, maps
from tests.support.test_cutsets import formulas, of_map, saying

WAYS = ("_by_cases", "_by_all_sets", "_on_diagram", "_by_small_sets")


def of_nodes(data: Data) -> dict[str, int | None]:
    graph = graph_of(data)
    found = orders(counting(graph, "sources_alone"), counting(graph, "own_word_taken"))
    return {node.id: found[node.at] for node in graph.nodes}


@tries(200)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    readings = [Slow(graph, "sources_alone", "claim"), Slow(graph, "own_word_taken", "claim")]
    assume(all(len(slow.events(thesis)) <= 9 for slow in readings for thesis in graph.theses))
    found = orders(*(Reasons(graph, slow.carried) for slow in readings))
    for node in graph.nodes:
        expected = [slow.order(node.at, thesis) for slow in readings for thesis in graph.theses]
        assert found[node.at] == min((order for order in expected if order is not None), default=None)


# -- the engine, on formulas with more shared than maps have


def slow_beside(formula: Formula) -> dict[int, int]:
    """For each item the fewest events lost beside it, by trying all."""
    events = [at for at, needs in enumerate(formula.needs) if not needs]
    found: dict[int, int] = {}
    for item in range(len(formula.needs)):
        others = [at for at in events if at != item]
        for lost in chain.from_iterable(combinations(others, size) for size in range(len(others) + 1)):
            if item not in found and _holds(formula, lost, item, True) and not _holds(formula, lost, item, False):
                found[item] = len(lost)
    return found


def _holds(formula: Formula, lost: tuple[int, ...], item: int, value: bool) -> bool:
    there: list[bool] = []
    for at, (needs, inputs) in enumerate(zip(formula.needs, formula.inputs, strict=True)):
        holds = sum(there[i] for i in inputs) >= needs if needs else at not in lost
        there.append(value if at == item else holds)
    return there[formula.root]


def beside(formula: Formula, *ways: str) -> dict[int, int]:
    """The engine's answer, with no other ways than those named."""

    def refused(*_: object) -> None:
        raise TooMuch

    with pytest.MonkeyPatch.context() as patch:
        for way in WAYS:
            if way not in ways:
                patch.setattr(module._Losses, way, refused)
        items = Items(list(formula.needs), list(formula.inputs))
        found = module._Losses().beside(items, [formula.root])
    return {item: extra for item, extra in found.items() if item < len(formula.needs)}


@pytest.mark.parametrize("ways", [WAYS, ("_by_all_sets",), ("_on_diagram",)], ids=lambda ways: "+".join(ways))
@tries(150)
@given(formula=formulas(6))
def test_formulas(ways: tuple[str, ...], formula: Formula) -> None:
    assert beside(formula, *ways) == slow_beside(formula)


@tries(300)
@given(formulas(7))
def test_formulas_by_cases(formula: Formula) -> None:
    assert beside(formula, "_by_cases", "_by_all_sets") == slow_beside(formula)


@tries(150)
@given(formulas(7))
def test_small_orders_are_exact_where_the_smallest_sets_can_be_searched(formula: Formula) -> None:
    exact, found = slow_beside(formula), beside(formula, "_by_small_sets")
    for item, least in exact.items():
        assert found[item] == least if least <= module.SMALL else found[item] <= least


@tries(150)
@given(formulas(7))
def test_beyond_all_limits_an_order_is_a_lower_bound(formula: Formula) -> None:
    exact, found = slow_beside(formula), beside(formula)
    assert all(found[item] <= least for item, least in exact.items())
    plain = all(len(inputs) == len(set(inputs)) for inputs in formula.inputs)
    assert not plain or all((found[item] == 0) == (least == 0) for item, least in exact.items())


# -- by hand


def test_a_line_of_single_steps_is_of_order_one() -> None:
    data = of_map({"a": "A"}, {"claim": "So.", "id": "so", "because": [{**saying("a"), "id": "seen"}]})
    assert of_nodes(data) == {"1": 1, "so": 1, "seen": 1}


def test_a_second_reason_counts_with_its_cheapest_premises() -> None:
    both = {"together": [{**saying("a"), "id": "one"}, {**saying("b"), "id": "two"}]}
    data = of_map({"a": "A", "b": "B"}, {**saying("a"), "id": "alone"}, both)
    assert of_nodes(data) == {"1": 1, "alone": 2, "one": 2, "two": 2}


def test_the_reading_in_which_it_is_smaller_counts() -> None:
    """On sources alone the bare reason is gone already, and the evidence stands alone."""
    data = of_map({"a": "A"}, {**saying("a"), "id": "seen"}, {"claim": "Said.", "id": "said"})
    assert of_nodes(data) == {"1": 1, "seen": 1, "said": None}
    bare = of_map({}, {"claim": "Said.", "id": "said"}, {"claim": "Said too.", "id": "too"})
    assert of_nodes(bare) == {"1": 1, "said": 2, "too": 2}


def test_a_spare_premise() -> None:
    some = {"together": [{**saying("a"), "id": f"p{n}"} for n in range(4)], "needs": 3}
    assert of_nodes(of_map({"a": "A"}, some)) == {"1": 1} | {f"p{n}": 2 for n in range(4)}


def test_what_supports_no_thesis_has_no_order() -> None:
    against = {"claim": "Not so.", "id": "not-so", "because": [{**saying("a"), "id": "seen"}]}
    data = of_map({"a": "A"}, saying("a"))
    data["thesis"]["but"] = [against]
    found = of_nodes(data)
    assert (found["not-so"], found["seen"], found["1"]) == (None, None, 1)


def test_a_claim_seen_by_two_reasons() -> None:
    seen = {"id": "seen", "claim": "Seen.", "because": [saying("a")]}
    reasons: list[Data] = [
        {"id": f"r{n}", "claim": "So.", "because": [{"together": [{"see": "seen"}, saying("b")]}]} for n in range(2)
    ]
    found = of_nodes(of_map({"a": "A", "b": "B"}, *reasons, claims=[seen]))
    assert (found["seen"], found["r0"]) == (1, 2)


def test_many_theses_that_share_a_claim() -> None:
    theses = [{"claim": "So.", "because": [{"see": "shared"}, saying("a")]} for _ in range(300)]
    theses.append({"claim": "So.", "because": [{"see": "shared"}]})
    shared = {"id": "shared", "claim": "Shared.", "because": [saying("a"), saying("a")]}
    found = of_nodes({"argmap": 1, "sources": {"a": "A"}, "thesis": theses, "claims": [shared]})
    assert (found["shared"], found["302.1"]) == (1, 2)


def test_theses_beyond_the_limit_are_given_a_lower_bound() -> None:
    theses = [{"claim": "So.", "because": [{"see": "shared"}, saying("a")]} for _ in range(9)]
    shared = {"id": "shared", "claim": "Shared.", "because": [saying("a")]}
    data = {"argmap": 1, "sources": {"a": "A"}, "thesis": theses, "claims": [shared]}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "THESES_ITEMS", 5)
        assert of_nodes(data)["shared"] == 1
    assert of_nodes(data)["shared"] == 2
