"""Numbers of claims by a profile: examples by hand, published figures, and every loss tried on random maps."""

import json
import math
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.changes import Changes, changed
from argmap.graph import Graph, Node
from argmap.model import Evidence
from argmap.profile import Profile, default_profile, load_profile
from argmap.support.assessment import Assessment
from argmap.support.chances import Chances
from argmap.support.numbers import ICD_203, Chance, Figures, Numbers, composed, importance, likelihood, numbers
from tests.effort import tries
from tests.support.maps import Data, Event, Slow, graph_of, maps
from tests.support.test_chances import close
from tests.support.test_cutsets import READINGS, of_map, saying

UNSURE = """
ratings: {A: 0.9, B: 0.8, C: 0.7, D: 0.6, unjudged: 0.65}
credibility: {1: 0.95, 2: 0.85, 3: 0.75, 4: 0.5, 5: 0.25, 6: 0.7}
strengths: {strong: 0.9, moderate: 0.7, weak: 0.4}
own-word: 0.35
assumption: 0.55
group: 0.4
"""


def profile(text: str) -> Profile:
    loaded = load_profile(text)
    assert loaded.profile is not None, [str(problem) for problem in loaded.problems]
    return loaded.profile


def of_thesis(data: Data, text: str = UNSURE) -> Numbers:
    graph = graph_of(data)
    return numbers(Assessment(graph), graph.theses[0], profile(text))


def exact(data: Data, text: str = UNSURE) -> float | None:
    return of_thesis(data, text).readings["sources_alone"].exact


def rated(**letters: str) -> dict[str, Any]:
    return {key: {"name": key, "reliability": letter} for key, letter in letters.items()}


# -- one source, one step


def test_a_source_counts_with_its_rating() -> None:
    assert exact(of_map(rated(a="B"), saying("a"))) == 0.8
    assert exact(of_map({"a": "A"}, saying("a"))) == exact(of_map(rated(a="F"), saying("a"))) == 0.65


def test_f_may_have_a_figure_of_its_own() -> None:
    assert exact(of_map(rated(a="F"), saying("a")), "ratings: {F: 0.1}") == 0.1


def test_credibility_is_a_doubt_more() -> None:
    evidence = {**saying("a"), "credibility": 3}
    assert exact(of_map(rated(a="A"), evidence)) == close(0.9 * 0.75)


def test_strength_is_a_doubt_of_the_step() -> None:
    assert exact(of_map(rated(a="A"), {**saying("a"), "strength": "weak"})) == close(0.9 * 0.4)
    both = {"together": [saying("a"), saying("b")], "strength": "moderate"}
    assert exact(of_map(rated(a="A", b="B"), both)) == close(0.9 * 0.8 * 0.7)


def test_one_source_of_two_steps_is_one_event_and_their_strengths_are_two() -> None:
    weak = {**saying("a"), "strength": "weak"}
    assert exact(of_map(rated(a="A"), weak, weak)) == close(0.9 * (1 - 0.6**2))


def test_what_is_repeated_must_be_so_too() -> None:
    sources = rated(a="A") | {"echo": {"name": "An echo", "reliability": "B", "from": "a"}}
    assert exact(of_map(sources, saying("echo"))) == close(0.8 * 0.9)
    lost = {"name": "An echo", "reliability": "B", "from": "unknown"}
    assert exact(of_map({"echo": lost}, saying("echo"))) == close(0.8 * 0.65)


def test_own_word_is_lost_on_sources_alone() -> None:
    found = of_thesis(of_map({}, {"claim": "Said."}))
    assert found.readings["sources_alone"] == Chance(0.0, 0.0, 0.0, True)
    assert found.readings["own_word_taken"].exact == 0.35


def test_single_figures_of_a_profile() -> None:
    linked = {"together": [saying("a"), {"assume": "So be it."}, {"assume": "And so.", "id": "so"}, {"claim": "Said."}]}
    data = of_map(rated(a="A"), linked)
    found = of_thesis(data, "events: {a: 0.5, 1.1.2: 0.6, so: 0.7, mapper: 0.8}")
    assert found.readings["own_word_taken"].exact == close(0.5 * 0.6 * 0.7 * 0.8)
    assert exact(of_map({}, {"assume": "So be it.", "id": "so"}), "events: {1.1: 0.6}") == 0.6
    assert exact(of_map({"a": {"name": "A", "from": "unknown"}}, saying("a")), "events: {a: 1, unknown: 0.2}") == 0.2


# -- bounds and verdicts


def test_corroboration_that_holds_only_if_independent() -> None:
    data = of_map(rated(a="D", b="D"), saying("a"), saying("b"))
    found = of_thesis(data, "ratings: {D: 0.6}\nthreshold: 0.8")
    assert found.readings["sources_alone"] == Chance(0.6, 0.84, 1.0, True)
    assert found.verdict("sources_alone") == "holds only if independent"


@pytest.mark.parametrize(
    ("chance", "verdict"),
    [
        (Chance(0.5, 0.6, 0.7, True), "holds"),
        (Chance(0.4, 0.5, 0.7, True), "holds only if independent"),
        (Chance(0.4, 0.45, 0.7, True), "falls short if independent"),
        (Chance(0.4, 0.45, 0.49, True), "falls short"),
        (Chance(0.4, None, 0.7, False), "undecided"),
        (Chance(0.5, None, 0.7, False), "holds"),
    ],
)
def test_verdicts(chance: Chance, verdict: str) -> None:
    assert chance.verdict(0.5) == verdict


def test_rounding_decides_nothing() -> None:
    """1 less twice 0.3 is less than 0.4 in floats."""
    found = of_thesis(of_map(rated(a="A", b="A"), {"together": [saying("a"), saying("b")]}), "ratings: {A: 0.7}")
    assert found.readings["sources_alone"].lower == 0.4
    assert found.readings["sources_alone"].verdict(0.4) == "holds"


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (0.0, "almost-no-chance"), (0.03, "almost-no-chance"), (0.05, "very-unlikely"), (0.2, "unlikely"),
        (0.45, "roughly-even-chance"), (0.5, "roughly-even-chance"), (0.55, "roughly-even-chance"), (0.56, "likely"),
        (0.8, "likely"), (0.81, "very-likely"), (0.95, "very-likely"), (0.96, "almost-certain"), (1, "almost-certain"),
    ],
)  # fmt: skip
def test_words_for_numbers(chance: float, word: str) -> None:
    assert likelihood(chance) == word


def test_words_are_even_handed() -> None:
    words = [word for word, _, _ in ICD_203]
    for hundredth in range(101):
        mirrored = words[::-1][words.index(likelihood((100 - hundredth) / 100))]
        assert likelihood(hundredth / 100) == mirrored
    with pytest.raises(ValueError, match=r"1\.2 is no probability"):
        likelihood(1.2)


# -- what sources share


def test_two_reports_with_a_common_part(oracles: Any) -> None:
    known = next(one for one in oracles["shared_source"] if "beta" in one)
    data = of_map({"a": "A", "b": "B"}, saying("a"), saying("b"))
    for beta, expected in known["beta"].items():
        text = f"ratings: {{unjudged: 0.7}}\nbeta:\n- sources: [a, b]\n  beta: {beta}\n"
        assert exact(data, text) == pytest.approx(expected, abs=5e-7)


def test_a_group_of_the_map_shares_as_the_profile_says() -> None:
    sources = {key: {"name": key, "group": "house"} for key in ("a", "b")}
    data = of_map(sources, saying("a"), saying("b"))
    halves, all_, none = 0.823529, 0.7, 0.91
    assert exact(data, "ratings: {unjudged: 0.7}\ngroup: 0.5") == pytest.approx(halves, abs=5e-7)
    assert exact(data, "ratings: {unjudged: 0.7}\ngroup: 1") == close(all_)
    own = "ratings: {unjudged: 0.7}\ngroup: 1\nbeta:\n- group: other\n  beta: 1\n- group: house\n  beta: 0\n"
    assert exact(data, own) == close(none)
    # Bounds are true whatever is shared.
    found = of_thesis(data, "ratings: {unjudged: 0.7}\ngroup: 1").readings["sources_alone"]
    assert (found.lower, found.upper) == (0.7, 1.0)


@tries(100)
@given(
    maps(), st.floats(0, 1), st.lists(st.tuples(st.sets(st.integers(0, 4), min_size=2), st.floats(0, 1)), max_size=3)
)
def test_a_source_keeps_its_own_probability(data: Data, group: float, shared: list[tuple[set[int], float]]) -> None:
    graph = graph_of(data)
    entries = [{"sources": [f"s{n}" for n in sorted(some)], "beta": beta} for some, beta in shared]
    own = default_profile().model_dump(by_alias=True) | {"group": group, "beta": entries}
    figures = Figures(graph, Profile.model_validate(own))
    for key, source in graph.sources.by_key.items():
        common = figures.tied.groups_of(key)
        parts = [figures.event("source", key, frozenset(common)), *(figures.event("group", name) for name in common)]
        expected = figures.of_source(key)
        if source.retracted is None:
            assert math.prod(part.chance for part in parts) == pytest.approx(expected, abs=1e-9)


def test_sources_that_a_question_takes_as_one_share_all() -> None:
    graph = graph_of(of_map({"a": "A", "b": "B"}, saying("a"), saying("b")))
    as_one = changed(graph, Changes(as_one=(("a", "b"),)))
    found = numbers(Assessment(as_one), as_one.theses[0], profile("ratings: {unjudged: 0.7}"))
    assert found.readings["sources_alone"].exact == close(0.7)


def test_what_is_shared_is_of_the_least_doubt_of_those_that_stand() -> None:
    sources = {key: {"name": key, "group": "house"} for key in ("a", "b")}
    dead = {"name": "Dead", "group": "house", "reliability": "A", "retracted": "withdrawn"}
    data = of_map(sources | {"dead": dead}, saying("a"), saying("b"))
    assert exact(data, "ratings: {unjudged: 0.7, A: 0.99}\ngroup: 1") == close(0.7)
    assert exact(data, "ratings: {unjudged: 0.7, A: 0.99}\ngroup: 1\nevents: {a: 0.9}") == close(0.9)


# -- objections


def test_objections_have_numbers_of_their_own() -> None:
    data = of_map(rated(a="A", b="B"), {**saying("a"), "unless": [saying("b")]})
    before = of_thesis(of_map(rated(a="A", b="B"), saying("a"))).readings
    data["thesis"]["but"] = [{"claim": "Not so.", "because": [saying("b")], "strength": "weak"}, {"claim": "No."}]
    found = of_thesis(data)
    assert found.readings == before
    alone = [attack.readings["sources_alone"].exact for attack in found.attacks]
    assert alone == [close(0.8 * 0.4), 0.0, 0.8]
    assert found.attacks[1].readings["own_word_taken"].exact == 0.35


# -- importance


def test_importance_of_sources_without_and_with_numbers(oracles: Any) -> None:
    known = oracles["shared_source"][0]
    linked = [{"together": [saying("s1"), saying(other)]} for other in ("s2", "s3")]
    graph = graph_of(of_map({"s1": "S1", "s2": "S2", "s3": "S3"}, *linked))
    found = importance(Assessment(graph), graph.theses[0], "sources_alone", profile("ratings: {unjudged: 0.9}"))
    assert {one.name.upper(): one.birnbaum for one in found} == close(known["birnbaum"])
    assert [(one.sort, one.name, one.order, one.chance) for one in found] == [
        ("source", "s1", 1, 0.9), ("source", "s2", 2, 0.9), ("source", "s3", 2, 0.9)
    ]  # fmt: skip
    # Fussell-Vesely: P(s1 lost) and P(s2 and s3 lost), each given that all is lost.
    assert [one.fussell_vesely for one in found] == [close(0.1 / 0.109), close(0.01 / 0.109), close(0.01 / 0.109)]
    # Criticality: lost and deciding, q x Birnbaum / P.
    assert [one.criticality for one in found] == [close(0.099 / 0.109), close(0.009 / 0.109), close(0.009 / 0.109)]


def test_credibility_and_strength_are_not_among_what_can_be_lost() -> None:
    sources = {key: {"name": key, "group": "house"} for key in ("a", "b")} | rated(c="A", d="A")
    weak = {**saying("a"), "credibility": 3, "strength": "weak"}
    linked = {"together": [saying("b"), saying("c"), saying("d"), {"assume": "So.", "id": "house"}]}
    graph = graph_of(of_map(sources, weak, linked))
    figures = profile("beta:\n- sources: [c, d]\n  beta: 0.2\n")
    found = importance(Assessment(graph), graph.theses[0], "sources_alone", figures)
    assert sorted((one.sort, one.name) for one in found) == [
        ("beta", "c, d"), ("group", "house"), ("node", "house"),
        ("source", "a"), ("source", "b"), ("source", "c"), ("source", "d"),
    ]  # fmt: skip
    assert {one.sort: one.order for one in found if one.name == "house"} == {"group": 1, "node": 2}
    # Of what is shared a source keeps the whole of its probability.
    assert {one.chance for one in found if one.name in ("c", "d")} == {0.95}


def test_order_is_without_numbers() -> None:
    """The second reason adds nothing to the first, whatever doubt there is of its step."""
    reasons = {**saying("a"), "strength": "weak"}, {"together": [saying("a"), saying("b")]}
    graph = graph_of(of_map(rated(a="A", b="B"), *reasons))
    found = importance(Assessment(graph), graph.theses[0], "sources_alone", default_profile())
    assert {one.name: one.order for one in found} == {"a": 1, "b": None}


def test_the_likeliest_to_have_a_part_in_the_fall_comes_first() -> None:
    either = {"claim": "Either.", "because": [saying("b"), saying("c")]}
    graph = graph_of(of_map(rated(a="A", b="E", c="E"), {"together": [saying("a"), either]}))
    found = importance(Assessment(graph), graph.theses[0], "sources_alone", default_profile())
    assert [(one.name, one.order) for one in found] == [("b", 2), ("c", 2), ("a", 1)]


def test_importance_of_nothing() -> None:
    graph = graph_of(of_map({}, {"claim": "Said."}))
    assert importance(Assessment(graph), graph.theses[0], "sources_alone", default_profile()) == ()


# -- every loss tried


class Judged(Slow):
    """The second opinion, with credibility and strength as events."""

    def judged(self, root: int) -> list[Event]:
        nodes = [self.graph.nodes[at] for at in sorted(self.graph.beneath(root))]
        credible: list[Event] = [
            ("credibility", node.id) for node in nodes if isinstance(node.item, Evidence) and node.item.credibility
        ]
        steps = [step for node in nodes for step in self.reasons(node) if step.item.strength]
        return [*credible, *(("strength", str(step.at)) for step in steps)]

    def holds(self, at: int, root: int, lost: frozenset[Event], given: Any = None) -> bool:
        node = self.graph.nodes[at]
        steps = self.reasons(node) if node.kind == "claim" else []
        return any(
            sum(self.holds(premise, root, lost) for premise in step.premises) >= step.needs
            and ("strength", str(step.at)) not in lost
            for step in steps
        ) or (not steps and ("credibility", node.id) not in lost and self._leaf(node, root, lost))


def chance_by_all_cases(graph: Graph, node: Node, slow: Judged, figures: Figures) -> float:
    events = [*slow.events(node.at), *slow.judged(node.at)]
    assume(len(events) <= 12)
    common = frozenset(slow.shared_groups(node.at))
    chances = [figures.event(sort, name, common).chance for sort, name in events]
    found = 0.0
    for case in product((True, False), repeat=len(events)):
        lost = frozenset(event for event, there in zip(events, case, strict=True) if not there)
        if slow.holds(node.at, node.at, lost):
            found += math.prod(p if there else 1 - p for p, there in zip(chances, case, strict=True))
    return found


@tries(80)
@given(maps(size=8, attacks=False))
def test_exact_is_the_sum_over_all_cases(data: Data) -> None:
    graph = graph_of(data)
    support, figures = Assessment(graph), Figures(graph, profile(UNSURE))
    thesis = graph.nodes[graph.theses[0]]
    found = numbers(support, thesis.at, figures.profile)
    for reading in READINGS:
        expected = chance_by_all_cases(graph, thesis, Judged(graph, reading, "source"), figures)
        assert found.readings[reading].exact == pytest.approx(expected, abs=1e-9)


@tries(100)
@given(maps(), st.lists(st.tuples(st.sets(st.integers(0, 4), min_size=2), st.floats(0, 1)), max_size=2))
def test_lower_exact_upper(data: Data, shared: list[tuple[set[int], float]]) -> None:
    graph = graph_of(data)
    entries = [{"sources": [f"s{n}" for n in sorted(some)], "beta": beta} for some, beta in shared]
    own = Profile.model_validate(profile(UNSURE).model_dump(by_alias=True) | {"beta": entries})
    support = Assessment(graph)
    for thesis in graph.theses:
        found = numbers(support, thesis, own)
        for chance in (*found.readings.values(), *(c for attack in found.attacks for c in attack.readings.values())):
            assert chance.exact is not None
            assert 0 <= chance.lower <= chance.exact <= chance.upper <= 1
        for reading in READINGS:  # and it is so without the last digit being set right
            formula, events = composed(support, graph.nodes[thesis], reading, Figures(graph, own), shared=False)
            bounds = Chances(formula, {name: event.chance for name, event in events.items()}).bounds
            assert (found.readings[reading].lower, found.readings[reading].upper) == close((bounds.lower, bounds.upper))


@tries(100)
@given(maps(attacks=False), st.data())
def test_one_more_citation_never_lowers(data: Data, choice: st.DataObject) -> None:
    """Beside a reason with a source that stands, so that no assumption is left out for the new one."""
    data["sources"]["firm"] = {"name": "Firm", "reliability": "C"}
    for thesis in data["thesis"]:
        thesis["because"].append(saying("firm"))
    before = of_thesis(data)
    key = choice.draw(st.sampled_from([key for key, source in data["sources"].items() if "retracted" not in source]))
    data["thesis"][0]["because"].append(saying(key))
    after = of_thesis(data)
    for reading in READINGS:
        old, new = before.readings[reading], after.readings[reading]
        assert old.exact is not None
        assert new.exact is not None
        assert new.exact >= old.exact - 1e-9
        assert new.lower >= old.lower - 1e-9


@tries(60)
@given(maps(attacks=False))
def test_taking_the_texts_word_never_lowers(data: Data) -> None:
    """Assumptions aside: one that stands alone may be left out for a source that only the second reading hears."""
    data = json.loads(json.dumps(data).replace('"assume"', '"claim"'))
    found = of_thesis(data).readings
    alone, taken = (found[reading].exact for reading in READINGS)
    assert alone is not None
    assert taken is not None
    assert taken >= alone - 1e-9
