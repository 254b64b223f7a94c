"""A map as a framework: what supports, what attacks, what is an argument of its own, and the labels of claims."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.strength.encoding import encode
from argmap.strength.evaluation import GROUNDED, evaluate
from argmap.strength.framework import Argument
from argmap.strength.gradual import SEMANTICS
from argmap.strength.grounded import Label
from tests.oracles import oracle
from tests.support.maps import Data, graph_of, maps

A, B, C = ({"id": name, "claim": f"{name.upper()}."} for name in "abc")


def thesis(*because: Data, but: tuple[Data, ...] = (), claims: tuple[Data, ...] = ()) -> Data:
    return {
        "argmap": 1,
        "thesis": {"id": "t", "claim": "T.", "because": [*because], "but": [*but]},
        "claims": [*claims],
    }


def strength(data: Data, bases: Mapping[str, float], name: str = "df-quad", of: str = "t") -> float:
    graph = graph_of(data)
    given = {graph.by_id[key]: score for key, score in bases.items()}
    found = evaluate(graph, name, 0.5, given)
    assert found.strengths is not None
    assert found.strengths.settled
    return found.strengths.values[graph.by_id[of]]


def labels(data: Data) -> dict[str, Label]:
    graph = graph_of(data)
    found = evaluate(graph, GROUNDED)
    assert found.labels is not None
    return {node.id: found.labels[node.at] for node in graph.nodes}


# -- statements and steps


def test_reasons_and_objections_are_the_two_relations() -> None:
    encoding = encode(graph_of(thesis(A, B, but=(C,))), 0.4, {1: 0.9})
    assert encoding.framework == (
        Argument(0.4, (1, 2), (3,)),
        Argument(0.9),
        Argument(0.4),
        Argument(0.4),
    )


@pytest.mark.parametrize("name", list(SEMANTICS))
def test_the_published_e_democracy_graph_as_a_map(name: str) -> None:
    """Rago et al. 2016: what a map can say of it is the graph itself."""
    known = oracle("gradual_graphs.json")["rago_edemocracy"]
    values = oracle("gradual_expected.json")["rago_edemocracy"]
    expected = {"df-quad": "DF-QuAD", "quadratic-energy": "QuadraticEnergy", "euler": "EulerBased", "mlp": "MLPBased"}

    def item(key: str) -> Data:
        return {
            "id": key.lower(),
            "claim": f"{key}.",
            "because": [item(by) for by, to in known["sup"] if to == key],
            "but": [item(by) for by, to in known["att"] if to == key],
        }

    data = {"argmap": 1, "thesis": [item("A1"), item("A2")]}
    bases = {key.lower(): score for key, score in known["w"].items()}
    for key, value in values[expected[name]]["strength"].items():
        assert strength(data, bases, name, key.lower()) == pytest.approx(value, abs=1e-8)


def test_the_same_premise_twice_is_one_support() -> None:
    twice = thesis(A, {"see": "a"}, {"see": "a"})
    assert strength(twice, {}) == strength(thesis(A), {}) == 0.75
    linked = {"together": [A, B]}
    again = {"together": [{"see": "b"}, {"see": "a"}]}
    assert strength(thesis(linked, again), {}) == strength(thesis(linked), {}) == 0.75


def test_an_explanation_supports_nothing_and_its_undercut_attacks_nothing() -> None:
    explained = thesis(A | {"scheme": "explanation", "unless": [B]})
    assert strength(explained, {}) == 0.5
    assert encode(graph_of(explained)).speaks == {}


def test_a_granted_objection_attacks_like_any_other() -> None:
    assert strength(thesis(but=(A | {"granted": "It is small."},)), {}) == 0.25


# -- inferences


@pytest.mark.parametrize(("needs", "carried"), [(None, 0.2), (3, 0.2), (2, 0.6), (1, 0.9)])
def test_linked_premises_carry_as_much_as_the_weakest_that_is_needed(needs: int | None, carried: float) -> None:
    linked: Data = {"together": [A, B, C]} | ({} if needs is None else {"needs": needs})
    assert strength(thesis(linked), {"a": 0.9, "b": 0.2, "c": 0.6}) == pytest.approx(0.5 + 0.5 * carried)


def test_an_undercut_attacks_the_step_and_leaves_premise_and_claim_alone() -> None:
    data = thesis(A | {"unless": [B]})
    assert strength(data, {"a": 0.8, "b": 0.5}) == pytest.approx(0.5 + 0.5 * 0.4)
    assert strength(data, {"a": 0.8, "b": 1.0}) == 0.5
    assert strength(data, {"a": 0.8}, of="a") == 0.8


def test_an_undercut_of_an_objection_and_one_of_an_undercut() -> None:
    assert strength(thesis(but=(A | {"unless": [B]},)), {"b": 1.0}) == 0.5
    assert strength(thesis(but=(A | {"unless": [B | {"unless": [C]}]},)), {"b": 1.0, "c": 1.0}) == 0.25


@pytest.mark.parametrize("name", list(SEMANTICS))
@given(data=maps(attacks=False), base=st.floats(0, 1))
def test_without_attacks_nothing_falls_below_its_base_score(name: str, data: Data, base: float) -> None:
    found = evaluate(graph_of(data), name, base)
    assert found.strengths is not None
    assert all(value >= base - 1e-12 for value in found.strengths.values[: len(found.encoding.graph.nodes)])


@given(maps())
def test_every_step_that_counts_has_an_argument(data: Data) -> None:
    graph = graph_of(data)
    encoding = encode(graph)
    for step in graph.steps:
        if step.kind != "unless":
            assert (step.at in encoding.speaks) == (step.kind == "but" or step.supports)
        else:
            assert (step.at in encoding.speaks) == (step.undercuts in encoding.speaks)
        inference = encoding.inference(step)
        assert inference is None or set(inference.premises) == set(step.premises)
    speaking = set(encoding.speaks.values())
    assert set(range(len(graph.nodes), len(encoding.framework))) <= speaking


# -- grounded labels of claims


def test_an_objection_that_stands_defeats_and_a_reply_reinstates() -> None:
    assert labels(thesis(A, but=(B,))) == {"t": "out", "a": "in", "b": "in"}
    assert labels(thesis(A, but=(B | {"but": [C]},))) == {"t": "in", "a": "in", "b": "out", "c": "in"}


def test_a_claim_falls_with_the_last_of_its_reasons() -> None:
    refuted = A | {"but": [B]}
    assert labels(thesis(refuted))["t"] == "out"
    assert labels(thesis(refuted, C))["t"] == "in"
    assert labels(thesis(A | {"unless": [B]}))["t"] == "out"


@pytest.mark.parametrize(("needs", "label"), [(2, "out"), (1, "in")])
def test_linked_premises_need_as_many_as_they_say(needs: int, label: Label) -> None:
    linked = {"together": [A | {"but": [C]}, B], "needs": needs}
    assert labels(thesis(linked))["t"] == label


def test_rivals_are_undecided_and_so_is_what_needs_one_of_them() -> None:
    rivals = (A | {"but": [{"see": "b"}]}, B | {"but": [{"see": "a"}]})
    found = labels(thesis({"see": "a"}, claims=rivals))
    assert found == {"t": "undec", "a": "undec", "b": "undec"}
    assert labels(thesis({"see": "a"}, C, claims=rivals))["t"] == "in"


@given(maps())
def test_without_attacks_all_is_in_and_no_attack_can_reach_what_is_apart(data: Data) -> None:
    graph = graph_of(data)
    found = evaluate(graph, GROUNDED)
    assert found.labels is not None
    if all(step.kind == "because" for step in graph.steps):
        assert set(found.labels) == {"in"}
    for node in graph.nodes:
        against = [found.labels[found.encoding.speaks[at]] for at in node.objections]
        if "in" in against:
            assert found.labels[node.at] == "out"
        elif not node.reasons and all(label == "out" for label in against):
            assert found.labels[node.at] == "in"
