"""Origins: every loss tried on random maps and formulas, and what a group or an echo comes to."""

import random
from typing import Any

import pytest
from hypothesis import assume, given

from argmap.support import origins as module
from argmap.support import parts
from argmap.support.function import Formula, Writer
from argmap.support.origins import origins
from tests.effort import tries
from tests.support.maps import Data, Slow, counting, graph_of, maps
from tests.support.test_cutsets import formulas, of_map, saying, slow_cut_sets


def of_thesis(data: Data) -> set[str]:
    graph = graph_of(data)
    return set(origins(counting(graph, "sources_alone"))[graph.theses[0]])


@tries(200)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    slow = Slow(graph, "sources_alone", "origin")
    assume(all(len(slow.events(node.at)) <= 12 for node in graph.nodes))
    found = origins(counting(graph, "sources_alone"))
    assert list(found) == [slow.depends_on(node.at) for node in graph.nodes]


@tries(60)
@given(maps())
def test_with_too_many_forms_none_is_missing(data: Data) -> None:
    graph = graph_of(data)
    exact = origins(counting(graph, "sources_alone"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "VERSIONS", -1000)
        found = origins(counting(graph, "sources_alone"))
    assert all(few <= many for few, many in zip(exact, found, strict=True))


# -- the engine, on formulas with more shared than maps have


def depends_on(formula: Formula) -> set[str]:
    """What the root depends on, by the engine; its names are read off by the places of events."""
    writer = Writer()
    items: list[int] = []
    for needs, inputs, name in zip(formula.needs, formula.inputs, formula.names, strict=True):
        items.append(writer.gate(needs, [items[at] for at in inputs]) if needs else writer.event("", name))
    found = module._Dependence(writer, items).work_out()[items[formula.root]]
    return {writer.event_keys[place][1] for place in parts.bits(found)}


@tries(300)
@given(formulas())
def test_formulas(formula: Formula) -> None:
    assert depends_on(formula) == {name for one in slow_cut_sets(formula) for name in one}


@pytest.mark.parametrize("limits", [{"GATE_SETS": -1}, {"TRIALS": -1}, {"TRIALS": -1, "GATE_SETS": -1}])
@tries(100)
@given(formula=formulas())
def test_formulas_each_way(limits: dict[str, int], formula: Formula) -> None:
    """By sets alone, without the trials first; and on a diagram alone."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in limits.items():
            patch.setattr(module, name, value)
        test_formulas.hypothesis.inner_test(formula)  # type: ignore[attr-defined]


@tries(100)
@given(formulas())
def test_beyond_all_limits_none_is_missing(formula: Formula) -> None:
    exact = {name for one in slow_cut_sets(formula) for name in one}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GATE_SETS", "TRIALS", "DIAGRAMS"):
            patch.setattr(module, name, -1)
        assert depends_on(formula) >= exact


# -- by hand


def test_an_echo_has_the_origin_of_what_it_repeats() -> None:
    sources: dict[str, Any] = {"survey": "A survey", "paper": {"name": "A paper", "from": "survey"}}
    assert of_thesis(of_map(sources, saying("paper"), saying("survey"))) == {"survey"}


def test_a_source_and_the_same_with_another_is_the_one() -> None:
    both = {"together": [saying("a"), saying("b")]}
    assert of_thesis(of_map({"a": "A", "b": "B"}, saying("a"), both)) == {"a"}


def test_a_group_stands_for_its_sources_where_two_are_cited() -> None:
    sources = {key: {"name": key, "group": "house"} for key in ("a", "b")}
    data = of_map(sources, {"claim": "So.", "because": [saying("a")], "id": "one"}, saying("b"))
    graph = graph_of(data)
    found = origins(counting(graph, "sources_alone"))
    assert found[graph.theses[0]] == {"house"}
    assert found[graph.by_id["one"]] == {"a"}


def test_an_unknown_origin_is_shared() -> None:
    sources: dict[str, Any] = {key: {"name": key, "from": "unknown"} for key in ("a", "b")}
    assert of_thesis(of_map(sources, saying("a"), saying("b"))) == {"unknown"}


def test_what_is_lost_from_the_start_or_not_said_is_no_origin() -> None:
    sources: dict[str, Any] = {"a": "A", "b": {"name": "B", "retracted": "withdrawn"}}
    unsure = {"evidence": "It was seen.", "source": "a?"}
    assert of_thesis(of_map(sources, saying("b"), unsure, {"claim": "Said."})) == set()


def test_a_step_that_cannot_fall_leaves_nothing_to_depend_on() -> None:
    assumed = {"together": [{"assume": "So be it."}, {"claim": "So.", "because": [saying("a")]}], "needs": 1}
    assert of_thesis(of_map({"a": "A"}, assumed)) == set()


def test_a_chain_of_claims_with_a_source_each() -> None:
    """The names come to half a million; they are made where they are asked for."""
    deep, dice = 1000, random.Random(3)
    claims: list[Data] = [
        {"id": f"c{n}", "claim": "So.", "because": dice.sample([saying(f"s{n}"), {"see": f"c{n + 1}"}], 2)}
        for n in range(deep)
    ]
    claims.append({"id": f"c{deep}", "claim": "So.", "because": [saying("s0")]})
    data = of_map({f"s{n}": "S" for n in range(deep)}, {"see": "c0"}, claims=claims)
    graph = graph_of(data)
    found = origins(counting(graph, "sources_alone"))
    assert [len(found[graph.by_id[f"c{n}"]]) for n in (0, 1, deep - 1, deep)] == [deep, deep, 2, 1]
