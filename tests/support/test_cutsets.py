"""Cut sets: published numbers, every loss tried on random maps and formulas, and maps made to be hard."""

import json
import random
import subprocess
import sys
from collections.abc import Iterable
from itertools import chain, combinations
from math import comb
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.support import cutsets, parts
from argmap.support.cutsets import CutSets, cut_sets
from argmap.support.function import FALSE, TRUE, Formula, Reading, View, Writer, formula
from tests.effort import tries
from tests.support.maps import Data, Slow, counting, graph_of, maps

READINGS: tuple[Reading, ...] = ("sources_alone", "own_word_taken")
VIEWS: tuple[View, ...] = ("source", "claim", "origin")


def of_thesis(data: Data, view: View = "source", reading: Reading = "sources_alone") -> CutSets:
    graph = graph_of(data)
    return cut_sets(formula(graph, graph.theses[0], reading, view, counting(graph, reading)))


def saying(key: str) -> Data:
    return {"evidence": f"{key} says so.", "source": key}


def of_map(sources: dict[str, Any], *because: Data, **more: Any) -> Data:
    return {"argmap": 1, "sources": sources, "thesis": {"claim": "It is so.", "because": [*because]}, **more}


def linked(count: int, needs: int, start: int = 0) -> Data:
    premises = [{"claim": f"Premise {place}."} for place in range(start, start + count)]
    return {"together": premises, "needs": needs}


# -- published numbers


SHARED = of_map(
    {"s1": "S1", "s2": "S2", "s3": "S3"},
    {"together": [saying("s1"), saying("s2")]},
    {"together": [saying("s1"), saying("s3")]},
)
INFORMANT = {"name": "An informant", "kind": "person"}
CURVEBALL = of_map(
    {"curveball": INFORMANT, "imagery": "Imagery"}
    | {key: {"name": key, "from": "curveball"} for key in ("r1", "r2", "r3")}
    | {"r4": {"name": "r4", "from": "imagery"}},
    saying("r1"),
    saying("r2"),
    {"together": [saying("r3"), saying("r4")]},
)


def test_a_source_shared_by_two_steps(oracles: Any) -> None:
    expected = oracles["shared_source"][0]["cut_sets"]
    found = of_thesis(SHARED)
    assert [[name.upper() for name in one] for one in found.sets] == expected
    assert (found.count, found.complete, found.linchpins) == (len(expected), True, ("s1",))


def test_curveball(oracles: Any) -> None:
    known = next(one for one in oracles["shared_source"] if one["map"].startswith("Curveball"))
    assert [list(one) for one in of_thesis(CURVEBALL, "origin").sets] == known["cut_sets_by_origin"]
    reports = [one for one in of_thesis(CURVEBALL).sets if one != ("curveball",) and "imagery" not in one]
    assert [[name.upper() for name in one] for one in reports] == known["cut_sets_by_citation"]


def test_theatre(oracles: Any) -> None:
    """Light fails without mains if the generator or its relay fails too."""
    theatre = next(tree for tree in oracles["fault_trees"] if tree["name"] == "Theatre")
    writer = Writer()
    mains, generator, relay = (writer.event("", name) for name in ("Mains_Fail", "Gen_Fail", "Relay_Fail"))
    found = cut_sets(writer.formula(writer.gate(1, [mains, writer.gate(2, [generator, relay])])))
    assert [list(one) for one in found.sets] == theatre["cut_sets"]


def test_common_cause_of_three_trains(oracles: Any) -> None:
    """Three trains of a valve and a pump; valves, and pumps, may also fail by a common cause."""
    known = next(tree for tree in oracles["fault_trees"] if tree["name"].startswith("BetaFactorCCF"))
    writer = Writer()
    trains = [
        writer.gate(4, [writer.event("", name) for name in (f"V{n}", f"P{n}", "Valves CCF", "Pumps CCF")])
        for n in "123"
    ]
    found = cut_sets(writer.formula(writer.gate(1, trains)))
    assert found.count == known["n_cut_sets"]
    assert sorted(found.linchpins) == known["singletons"]


# -- every loss tried


@tries(150)
@given(maps())
def test_every_loss_tried(data: Data) -> None:
    graph = graph_of(data)
    for reading in READINGS:
        for view in VIEWS:
            slow = Slow(graph, reading, view)
            for thesis in graph.theses:
                assume(len(slow.events(thesis)) <= 12)
                found = cut_sets(formula(graph, thesis, reading, view, counting(graph, reading)))
                expected = {frozenset(name for _, name in one): len(one) for one in slow.cut_sets(thesis)}
                check(found, expected)


def check(found: CutSets, expected: Iterable[frozenset[str]]) -> None:
    whole = list(expected)
    small = sorted((tuple(sorted(one)) for one in whole if len(one) <= 3), key=lambda one: (len(one), one))
    assert found.count == len(whole)
    assert list(found.sets) == small[:100]
    assert found.complete == (len(small) == len(whole))


@st.composite
def formulas(draw: st.DrawFn, most: int = 8) -> Formula:
    """A formula with much shared, straight from gates."""
    writer = Writer()
    items = [writer.event("", f"e{place}") for place in range(draw(st.integers(2, most)))]
    gate = items[0]
    for _ in range(draw(st.integers(1, 9))):
        inputs = draw(st.lists(st.sampled_from(items), min_size=2, max_size=4))
        gate = writer.gate(draw(st.integers(1, len(inputs))), inputs)
        items.append(gate)
    return writer.formula(gate)


def holds(formula: Formula, lost: frozenset[str]) -> bool:
    there: list[bool] = []
    for needs, inputs, name in zip(formula.needs, formula.inputs, formula.names, strict=True):
        there.append(sum(there[at] for at in inputs) >= needs if needs else name not in lost)
    return there[formula.root]


def slow_cut_sets(formula: Formula) -> list[frozenset[str]]:
    names = [name for name in formula.names if name]
    found: list[frozenset[str]] = []
    for some in chain.from_iterable(combinations(names, size) for size in range(len(names) + 1)):
        lost = frozenset(some)
        if not any(one <= lost for one in found) and not holds(formula, lost):
            found.append(lost)
    return found


@tries(300)
@given(formulas())
def test_formulas(formula: Formula) -> None:
    check(cut_sets(formula), slow_cut_sets(formula))


@tries(100)
@given(formulas())
def test_formulas_on_a_diagram(formula: Formula) -> None:
    """The same where no part is solved by writing its sets out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutsets, "WRITTEN_OUT", -1)
        check(cut_sets(formula), slow_cut_sets(formula))


@tries(100)
@given(formulas(), st.sampled_from((-1, 20, 200_000)))
def test_formulas_beyond_the_limit(formula: Formula, searched: int) -> None:
    """What is listed then is minimal, and all of some order and less; and the answer says that it is not complete."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutsets, "WRITTEN_OUT", -1)
        patch.setattr(cutsets, "SEARCHED", searched)
        found = cut_sets(formula, limit=0)
    if found.count is not None:
        return  # nothing shared: arithmetic has no limit
    assert not found.complete
    small = {tuple(sorted(one)) for one in slow_cut_sets(formula) if len(one) <= 3}
    assert set(found.sets) <= small
    if searched == 200_000:
        assert set(found.sets) == small


@tries(100)
@given(formulas())
def test_a_cut_set_removes_all_support_and_no_part_of_it_does(formula: Formula) -> None:
    for one in cut_sets(formula).sets:
        assert not holds(formula, frozenset(one))
        assert all(holds(formula, frozenset(one) - {name}) for name in one)


def test_no_support_left_is_the_empty_cut_set() -> None:
    bare = of_map({}, {"claim": "Because."})
    assert of_thesis(bare) == CutSets(((),), 1, True)
    assert of_thesis(bare, reading="own_word_taken").linchpins == ("mapper",)
    assert cut_sets(Formula((), (), (), FALSE)) == CutSets(((),), 1, True)


def test_what_cannot_fall_has_no_cut_set() -> None:
    assert cut_sets(Formula((), (), (), TRUE)) == CutSets((), 0, True)
    assert of_thesis(of_map({}, {"assume": "Granted."}), "origin").count == 0


# -- what is an event


def test_a_group_is_an_event_where_two_of_it_are_cited() -> None:
    sources = {key: {"name": key, "group": "house"} for key in ("a", "b")}
    assert of_thesis(of_map(sources, saying("a"), saying("b"))).sets == (("house",), ("a", "b"))
    assert of_thesis(of_map(sources, saying("a"))).sets == (("a",),)


def test_a_group_is_an_event_where_one_of_it_is_repeated() -> None:
    sources: dict[str, Any] = {key: {"name": key, "group": "house"} for key in ("a", "b")}
    sources["echo"] = {"name": "An echo", "from": "b"}
    assert of_thesis(of_map(sources, saying("a"), saying("echo"))).linchpins == ("house",)


def test_anonymous_sources_are_one_unless_distinct() -> None:
    sources: dict[str, Any] = {key: {"name": key, "anonymous": True} for key in ("a", "b")}
    reasons = saying("a"), saying("b")
    assert of_thesis(of_map(sources, *reasons)).linchpins == ("anonymous",)
    sources["b"]["distinct"] = "met in person"
    assert of_thesis(of_map(sources, *reasons)).sets == (("a", "b"),)


def test_a_lone_assumption_hides_no_linchpin() -> None:
    assert of_thesis(of_map({"a": "A"}, saying("a"), {"assume": "So be it."})).sets == (("a",),)
    kept = of_map({"a": "A"}, {"together": [saying("a"), {"assume": "So be it.", "id": "so"}]})
    assert of_thesis(kept).sets == (("a",), ("so",))


def test_an_assumption_stays_beside_what_carries_nothing() -> None:
    """A step with a source is no reason to leave one out if its grade is none."""
    sources = {"a": {"name": "A", "retracted": "withdrawn"}}
    assert of_thesis(of_map(sources, saying("a"), {"assume": "So be it.", "id": "so"})).sets == (("so",),)


def test_an_uncertain_citation_is_made_in_the_second_reading_only() -> None:
    data = of_map({"a": "A"}, {"evidence": "It was seen.", "source": "a?"})
    assert of_thesis(data).sets == ((),)
    assert of_thesis(data, reading="own_word_taken").sets == (("a",),)


def test_the_rest_are_events_of_their_own_name() -> None:
    sources = {"a": {"name": "A", "from": "unknown"}}
    data = of_map(sources, {"together": [saying("a"), {"claim": "Said."}, {"claim": "Added.", "by": "mapper"}]})
    data["about"] = {"title": "A text"}
    assert of_thesis(data, reading="own_word_taken").linchpins == ("a", "mapper", "text", "unknown")


# -- renaming


@tries(60)
@given(maps(), st.randoms(use_true_random=False))
def test_renaming_sources_renames_cut_sets(data: Data, shuffle: random.Random) -> None:
    before = of_thesis(data)
    assume(before.count is not None and before.count <= 100)
    keys = list(data["sources"])
    new = [f"k{place}" for place in range(len(keys))]
    shuffle.shuffle(new)
    names = dict(zip(keys, new, strict=True))
    renamed = json.loads(json.dumps(data), object_hook=lambda part: _renamed(part, names))
    after = of_thesis(renamed)
    assert after.count == before.count
    assert {frozenset(names.get(name, name) for name in one) for one in before.sets} == set(map(frozenset, after.sets))


def _renamed(part: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    """A part of a map with the keys of its sources renamed."""
    changed = {names.get(key, key): value for key, value in part.items()}
    for key in ("from", "source"):
        if key in changed:
            changed[key] = [names.get(n.rstrip("?"), n.rstrip("?")) + "?" * n.endswith("?") for n in changed[key]]
    return changed


# -- large and hard


def test_25_million_cut_sets_are_counted_and_not_listed() -> None:
    writer = Writer()
    reasons = [writer.gate(5000, [writer.event("", f"{side}{n:04}") for n in range(5000)]) for side in "ab"]
    found = cut_sets(writer.formula(writer.gate(1, reasons)))
    assert (found.count, found.complete, len(found.sets)) == (25_000_000, False, 100)
    assert found.sets[:2] == (("a0000", "b0000"), ("a0000", "b0001"))


def test_some_of_many_premises() -> None:
    writer = Writer()
    events = [writer.event("", f"e{n:03}") for n in range(300)]
    found = cut_sets(writer.formula(writer.gate(298, events)))
    assert found.count == comb(300, 3)
    assert found.sets == tuple(("e000", "e001", f"e{n:03}") for n in range(2, 102))


def test_counts_that_python_would_not_write_are_not_worked_out() -> None:
    writer = Writer()
    reasons = [writer.gate(10, [writer.event("", f"{r}-{n}") for n in range(10)]) for r in range(5000)]
    assert cut_sets(writer.formula(writer.gate(1, reasons))).count is None
    assert cut_sets(writer.formula(writer.gate(1, reasons[:3000]))).count == 10**3000


def test_a_chain_of_claims_that_see_each_other() -> None:
    deep = 10_000
    claims: list[Data] = [
        {"id": f"c{n}", "claim": "So.", "because": [saying("s"), {"see": f"c{n + 1}"}]} for n in range(deep)
    ]
    claims.append({"id": f"c{deep}", "claim": "So.", "because": [saying("t")]})
    data = of_map({"s": "S", "t": "T"}, {"see": "c0"}, claims=claims)
    assert of_thesis(data).sets == (("s", "t"),)
    assert of_thesis(data, "claim").count == 1


def test_sources_scattered_over_all_of_a_map_end_soon_and_say_so() -> None:
    """No order of the sources makes a small diagram of this; what is listed is right all the same."""
    writer, dice = Writer(), random.Random(7)
    events = [writer.event("", f"s{n:03}") for n in range(300)]

    def claim(depth: int) -> int:
        if not depth:
            return writer.gate(1, dice.sample(events, 2))
        return writer.gate(1 + (depth % 3 == 0), [claim(depth - 1) for _ in range(3)])

    scattered = writer.formula(claim(6))
    found = cut_sets(scattered, limit=2**12)
    assert (found.count, found.complete) == (None, False)
    assert all(not holds(scattered, frozenset(one)) for one in found.sets)


def test_a_map_with_nothing_shared_needs_no_diagram_library() -> None:
    """The library costs fifty milliseconds to import."""
    code = (
        "import sys; from argmap.support.function import Writer; from argmap.support.cutsets import cut_sets\n"
        "w = Writer(); e = [w.event('', str(n)) for n in range(900)]\n"
        "root = w.gate(2, [w.gate(1, e[n:n + 30]) for n in range(0, 900, 30)])\n"
        "assert cut_sets(w.formula(root)).count; sys.exit('oxidd' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# -- parts


@given(formulas())
def test_parts_share_no_event(formula: Formula) -> None:
    assume(formula.root > 0)
    items = parts.Items(list(formula.needs), list(formula.inputs))
    found = list(parts.parts(items, [formula.root]))
    leaves = [leaf for part in found for leaf in part.leaves]
    assert len(leaves) == len(set(leaves))
    assert {leaf for leaf in leaves if not items.needs[leaf]} == {at for at, name in enumerate(formula.names) if name}
