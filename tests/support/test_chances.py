"""Probabilities and importance: published numbers, every loss tried on random formulas, and gates of many inputs."""

import math
import shutil
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.support import chances as module
from argmap.support.chances import Bounds, Chances, all_but_one, at_least
from argmap.support.cutsets import cut_sets
from argmap.support.function import FALSE, TRUE, Formula, Writer
from argmap.support.orders import event_orders
from tests.effort import tries
from tests.support.test_cutsets import formulas, holds, slow_cut_sets

P = st.floats(0, 1, allow_nan=False)


@st.composite
def weighed(draw: st.DrawFn, most: int = 8) -> tuple[Formula, dict[str, float]]:
    formula = draw(formulas(most))
    names = [name for name in formula.names if name]
    return formula, {name: draw(P) for name in names}


def every_case(formula: Formula, p: Mapping[str, float]) -> list[tuple[frozenset[str], float]]:
    """Every set of losses with its probability if the events are independent."""
    names = [name for name in formula.names if name]
    return [
        (
            frozenset(name for name, there in zip(names, case, strict=True) if not there),
            math.prod(p[name] if there else 1 - p[name] for name, there in zip(names, case, strict=True)),
        )
        for case in product((True, False), repeat=len(names))
    ]


def close(value: Any) -> Any:
    return pytest.approx(value, rel=1e-9, abs=1e-12)


# -- every loss tried


@tries(200)
@given(weighed(12))
def test_exact_is_the_sum_over_all_cases(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    assert Chances(formula, p).exact == close(
        sum(chance for lost, chance in every_case(formula, p) if holds(formula, lost))
    )


@tries(150)
@given(weighed())
def test_bounds_are_the_best_path_set_and_the_best_cut_set(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    found = Chances(formula, p).bounds
    names = [name for name in formula.names if name]
    kept_sets = [kept for kept, _ in every_case(formula, p) if holds(formula, frozenset(names) - kept)]
    assert found.lower == close(max(max(0.0, 1 - sum(1 - p[name] for name in kept)) for kept in kept_sets))
    assert found.upper == close(min(min(1.0, sum(p[name] for name in one)) for one in slow_cut_sets(formula)))
    assert found.sharp


@tries(200)
@given(weighed(12))
def test_lower_exact_upper(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    found = Chances(formula, p)
    assert found.exact is not None
    assert found.bounds.lower - 1e-12 <= found.exact <= found.bounds.upper + 1e-12


@tries(150)
@given(weighed(), st.randoms(use_true_random=False))
def test_bounds_hold_for_any_dependence(given_: tuple[Formula, dict[str, float]], dice: Any) -> None:
    """Events that depend on each other in some way, made up of a few worlds; each event's own probability is kept."""
    formula, _ = given_
    names = [name for name in formula.names if name]
    worlds = [(frozenset(name for name in names if dice.random() < 0.4), dice.randint(1, 9)) for _ in range(4)]
    total = sum(weight for _, weight in worlds)
    p = {name: min(1.0, sum(w for lost, w in worlds if name not in lost) / total) for name in names}
    found = sum(weight for lost, weight in worlds if holds(formula, lost)) / total
    bounds = Chances(formula, p).bounds
    assert bounds.lower - 1e-12 <= found <= bounds.upper + 1e-12


@tries(100)
@given(weighed())
def test_beyond_the_limit_bounds_are_wider_and_no_number_is_made_up(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    sharp, found = Chances(formula, p), Chances(formula, p, limit=0)
    assert found.bounds.lower <= sharp.bounds.lower + 1e-12
    assert found.bounds.upper >= sharp.bounds.upper - 1e-12
    if not found.bounds.sharp:
        assert (found.exact, found.birnbaum, found.criticality, found.fussell_vesely) == (None,) * 4


@tries(150)
@given(weighed())
def test_birnbaum_is_the_difference_that_an_event_makes(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    found = Chances(formula, p).birnbaum
    assert found is not None
    for name in p:
        there, lost = (Chances(formula, p | {name: float(value)}).exact for value in (True, False))
        assert there is not None
        assert lost is not None
        assert found[name] == pytest.approx(there - lost, abs=1e-9)


@tries(150)
@given(weighed())
def test_fussell_vesely_and_criticality_by_their_definitions(given_: tuple[Formula, dict[str, float]]) -> None:
    formula, p = given_
    found = Chances(formula, p)
    cases = every_case(formula, p)
    fails = sum(chance for lost, chance in cases if not holds(formula, lost))
    assert found.criticality is not None
    assert found.fussell_vesely is not None
    assert found.fails is not None
    for name in p:
        if not found.fails:
            assert found.fussell_vesely[name] is found.criticality[name] is None
        elif fails > 1e-200:  # smaller ones are made of numbers that a float cannot hold to all its digits
            sets = [one for one in slow_cut_sets(formula) if name in one]
            union = sum(chance for lost, chance in cases if any(one <= lost for one in sets))
            deciding = sum(
                chance
                for lost, chance in cases
                if name in lost and not holds(formula, lost) and holds(formula, lost - {name})
            )
            assert found.fussell_vesely[name] == pytest.approx(union / fails, rel=1e-6, abs=1e-9)
            assert found.criticality[name] == pytest.approx(deciding / fails, rel=1e-6, abs=1e-9)


@tries(150)
@given(formulas())
def test_order_is_the_size_of_the_smallest_cut_set_with_an_event(formula: Formula) -> None:
    sets = slow_cut_sets(formula)
    names = {name for one in sets for name in one}
    assert event_orders(formula).by_name == {name: min(len(one) for one in sets if name in one) for name in names}


# -- published and known numbers


def linked_or_convergent(kind: str, count: int) -> Formula:
    writer = Writer()
    events = [writer.event("", f"e{place}") for place in range(count)]
    return writer.formula(writer.gate(count if kind == "linked" else 1, events))


def test_bounds_of_steps(oracles: Any) -> None:
    for case in oracles["bounds"]:
        if case["kind"] == "nested":
            assert case["expr"] == "conv(linked(0.9,0.8),0.6)"
            writer = Writer()
            a, b, c = (writer.event("", name) for name in "abc")
            found = Chances(writer.formula(writer.gate(1, [writer.gate(2, [a, b]), c])), {"a": 0.9, "b": 0.8, "c": 0.6})
        else:
            p = {f"e{place}": value for place, value in enumerate(case["p"])}
            found = Chances(linked_or_convergent(case["kind"], len(p)), p)
        assert found.bounds.lower == close(case["lower"])
        assert found.exact == close(case["independent"])
        assert found.bounds.upper == close(case["upper"])


def test_a_source_shared_by_two_steps(oracles: Any) -> None:
    known = oracles["shared_source"][0]
    writer = Writer()
    s1, s2, s3 = (writer.event("source", name) for name in ("S1", "S2", "S3"))
    root = writer.gate(1, [writer.gate(2, [s1, s2]), writer.gate(2, [s1, s3])])
    found = Chances(writer.formula(root), dict.fromkeys(("S1", "S2", "S3"), known["reliability"]))
    assert found.exact == close(known["exact"])
    assert found.birnbaum == close(known["birnbaum"])


def test_theatre(oracles: Any) -> None:
    known = next(tree for tree in oracles["fault_trees"] if tree["name"] == "Theatre")
    writer = Writer()
    mains, generator, relay = (writer.event("", name) for name in known["events"])
    root = writer.gate(1, [mains, writer.gate(2, [generator, relay])])
    assert Chances(writer.formula(root), of_doubts(known["events"])).fails == close(known["exact"])


def test_common_cause_of_three_trains(oracles: Any) -> None:
    known = next(tree for tree in oracles["fault_trees"] if tree["name"].startswith("BetaFactorCCF"))
    writer = Writer()
    trains = [
        writer.gate(4, [writer.event("", name) for name in (f"V{n}", f"P{n}", "Valves CCF", "Pumps CCF")])
        for n in "123"
    ]
    q, beta = known["q"], known["beta"]
    doubts = {name: (1 - beta) * q for n in "123" for name in (f"V{n}", f"P{n}")}
    doubts |= dict.fromkeys(("Valves CCF", "Pumps CCF"), beta * q)
    found = Chances(writer.formula(writer.gate(1, trains)), of_doubts(doubts))
    by_hand = 1 - (1 - beta * q) ** 2 * (1 - (1 - (1 - (1 - beta) * q) ** 2) ** 3)
    assert found.fails == close(by_hand)
    assert found.fails == pytest.approx(known["exact"], rel=1e-7)  # 0.0430803737 is printed, and it is ...731


def of_doubts(doubts: Mapping[str, float]) -> dict[str, float]:
    return {name: 1 - doubt for name, doubt in doubts.items()}


SCRAM = Path(shutil.which("scram") or "/nowhere/bin/scram").parents[1] / "share" / "scram" / "input"
MISSION = 8760.0  # hours; the time that models without one of their own are for


@pytest.mark.parametrize(
    ("name", "files"),
    [
        ("Chinese tree", ["Chinese/chinese.xml", "Chinese/chinese-basic-events.xml"]),
        ("HIPPS", ["HIPPS/HIPPS.xml"]),
        ("NE574", ["ne574/ne574.xml"]),
        ("ThreeMotor", ["ThreeMotor/three_motor.xml"]),
        ("Baobab1", ["Baobab/baobab1.xml", "Baobab/baobab1-basic-events.xml"]),
    ],
)
def test_published_fault_trees(oracles: Any, name: str, files: list[str]) -> None:
    paths = [SCRAM / file for file in files]
    if not all(path.exists() for path in paths):
        pytest.skip("scram's models are not installed (Debian's package scram)")
    known = next(tree for tree in oracles["fault_trees"] if tree["name"] == name)
    formula, doubts = fault_tree([ET.parse(path).getroot() for path in paths])
    found = Chances(formula, of_doubts(doubts))
    assert cut_sets(formula).count == known["n_cut_sets"]
    assert found.fails == pytest.approx(known["exact"], rel=5e-5)
    assert found.bounds.sharp
    assert found.fussell_vesely is not None
    assert None not in found.fussell_vesely.values()


def fault_tree(files: list[ET.Element]) -> tuple[Formula, dict[str, float]]:
    """The formula and the doubts of a published model: what fails there is what does not hold here."""
    named = {name: part for file in files for name, part in named_parts(file, "")}
    writer = Writer()
    items: dict[str, int] = {}

    def item(name: str) -> int:
        if name not in items:
            part = named[name]
            items[name] = gate(name, list(part)[-1]) if part.tag == "define-gate" else leaf(name, part)
        return items[name]

    def leaf(name: str, part: ET.Element) -> int:
        if part.tag == "define-basic-event":
            return writer.event("", name)
        return FALSE if part[-1].attrib["value"] == "true" else TRUE

    def gate(name: str, formula: ET.Element) -> int:
        inside = name.rpartition(".")[0]  # of a component, whose names go before those around it
        wanted = [child.attrib["name"] for child in formula]
        inputs = [item(f"{inside}.{one}" if f"{inside}.{one}" in named else one) for one in wanted]
        fails = {"and": len(inputs), "or": 1}.get(formula.tag) or int(formula.attrib["min"])
        return writer.gate(len(inputs) - fails + 1, inputs)

    top = next(name for name, part in named.items() if part.tag == "define-gate")  # the first in all of these
    doubts = {name: doubt(list(part)[-1]) for name, part in named.items() if part.tag == "define-basic-event"}
    return writer.formula(item(top)), doubts


def named_parts(whole: ET.Element, inside: str) -> Iterator[tuple[str, ET.Element]]:
    for part in whole:
        if part.tag in ("define-gate", "define-basic-event", "define-house-event"):
            yield inside + part.attrib["name"], part
        elif part.tag in ("define-fault-tree", "define-component", "model-data"):
            yield from named_parts(part, part.attrib["name"] + "." if part.tag == "define-component" else inside)


def doubt(expression: ET.Element) -> float:
    """The value of a float, of a component that is mended at once when tested, or of one with the GLM law."""
    if expression.tag == "float":
        return float(expression.attrib["value"])
    if expression.tag == "normal-deviate":
        return float(expression[0].attrib["value"])
    figures = [float(child.attrib["value"]) for child in expression if child.tag == "float"]
    if expression.tag == "periodic-test":
        rate, every, first = figures
        return 1 - math.exp(-rate * math.fmod(MISSION - first, every))
    assert expression.tag == "GLM"
    at_first, rate, mended = figures
    whole = rate + mended
    return (rate - (rate - at_first * whole) * math.exp(-whole * MISSION)) / whole


# -- gates of many inputs, and the ends


@given(st.lists(P, min_size=1, max_size=9), st.data())
def test_so_many_of_independent_things(p: list[float], data: st.DataObject) -> None:
    count = data.draw(st.integers(1, len(p)))
    cases = [
        (sum(case), math.prod(one if there else 1 - one for one, there in zip(p, case, strict=True)))
        for case in product((True, False), repeat=len(p))
    ]
    assert at_least(count, p) == close(sum(chance for happen, chance in cases if happen >= count))
    for place, slope in enumerate(all_but_one(count, p)):
        there, not_there = (at_least(count, [*p[:place], end, *p[place + 1 :]]) for end in (1.0, 0.0))
        assert slope == pytest.approx(there - not_there, abs=1e-9)


def test_a_gate_that_needs_some_of_very_many_has_bounds_alone() -> None:
    writer = Writer()
    events = [writer.event("", f"e{place:04}") for place in range(4000)]
    found = Chances(writer.formula(writer.gate(2000, events)), {f"e{place:04}": 0.5 for place in range(4000)})
    assert found.exact is None
    assert (found.bounds.lower, found.bounds.upper, found.bounds.sharp) == (0.0, 1.0, True)


def test_bounds_gate_by_gate_say_that_they_are_not_sharp() -> None:
    writer = Writer()
    a, b, c = (writer.event("", name) for name in "abc")
    formula = writer.formula(writer.gate(2, [writer.gate(1, [a, b]), writer.gate(1, [b, c])]))
    p = {"a": 0.2, "b": 0.8, "c": 0.2}
    assert Chances(formula, p).bounds == Bounds(close(0.8), 1.0, True)
    assert Chances(formula, p, limit=0).bounds == Bounds(close(0.6), 1.0, False)  # b's doubt is counted twice


def test_ten_thousand_linked_premises() -> None:
    found = Chances(linked_or_convergent("linked", 10_000), {f"e{place}": 0.9999 for place in range(10_000)})
    assert found.exact == pytest.approx(0.9999**10_000)
    assert found.birnbaum is not None
    assert found.birnbaum["e7"] == pytest.approx(0.9999**9_999)


def test_small_doubts_keep_their_digits() -> None:
    found = Chances(linked_or_convergent("convergent", 3), {f"e{place}": 1 - 2.0**-30 for place in range(3)})
    assert found.fails == 2.0**-90


@pytest.mark.parametrize(("root", "certain"), [(TRUE, 1.0), (FALSE, 0.0)])
def test_constants(root: int, certain: float) -> None:
    found = Chances(Formula((), (), (), root), {})
    assert (found.bounds.lower, found.exact, found.bounds.upper) == (certain,) * 3
    assert (found.birnbaum, found.criticality, found.fussell_vesely) == ({}, {}, {})


def test_a_probability_is_from_0_to_1() -> None:
    with pytest.raises(ValueError, match=r"e1 is 1\.5, not from 0 to 1"):
        Chances(linked_or_convergent("linked", 2), {"e0": 0.5, "e1": 1.5})


def test_too_many_sets_with_an_event_leave_the_rest_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMPLETIONS", 0)
    writer = Writer()
    a, b, c, d = (writer.event("", name) for name in "abcd")
    some = writer.gate(1, [writer.gate(2, [a, b]), writer.gate(2, [b, c]), writer.gate(2, [a, c])])
    found = Chances(writer.formula(writer.gate(2, [some, d])), dict.fromkeys("abcd", 0.5))
    assert found.fussell_vesely == {"a": None, "b": None, "c": None, "d": pytest.approx(2 / 3)}
    assert found.birnbaum is not None
