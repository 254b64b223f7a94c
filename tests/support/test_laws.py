"""The laws that grades keep, whatever the map (hypothesis makes the maps, a law makes one change to each)."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.graph import Graph
from argmap.model import Map
from argmap.place import Places
from argmap.support.assessment import READINGS, Assessment
from argmap.support.attacks import attacks
from argmap.support.grades import Grade, Grades, SourceGrades, grade

Data = dict[str, Any]

SUPPORTING = [f"s{number}" for number in range(5)]
ATTACKING = [f"a{number}" for number in range(2)]  # cited by attacks alone, so that the laws' conditions are met
DOUBTS = ["from", "group", "anonymous", "interest", "retracted"]
LADDER = ["A", "B", "C", "D", "E"]


@st.composite
def sources(draw: st.DrawFn) -> Data:
    made: Data = {}
    for keys in (SUPPORTING, ATTACKING):
        for place, key in enumerate(keys):
            source: Data = {"name": key}
            if rating := draw(st.sampled_from([*LADDER, "F", None])):
                source["reliability"] = rating
            if repeats := draw(st.lists(st.sampled_from([*keys[:place], "unknown"]), max_size=2, unique=True)):
                source["from"] = repeats
            if group := draw(st.sampled_from([None, None, "g0", "g1"])):
                source["group"] = f"{group}-{keys[0]}"
            for flag in draw(st.sets(st.sampled_from(["anonymous", "distinct", "interest", "retracted"]), max_size=1)):
                source[flag] = "true" if flag == "anonymous" else "a reason"
            made[key] = source
    return made


@st.composite
def evidence(draw: st.DrawFn, keys: list[str]) -> Data:
    item: Data = {"evidence": "It was seen."}
    if cited := draw(st.lists(st.sampled_from([*keys, *keys, *(f"{key}?" for key in keys)]), max_size=3, unique=True)):
        item["source"] = cited
    item["basis"] = draw(st.sampled_from(["observed", "reported", "judged", "own-act"]))
    if credibility := draw(st.sampled_from([None, None, "2", "3", "5"])):
        item["credibility"] = credibility
    return item


def leaf(keys: list[str]) -> st.SearchStrategy[Data]:
    return st.one_of(
        evidence(keys), evidence(keys), st.just({"claim": "It is so."}), st.just({"assume": "It may be so."})
    )


@st.composite
def item(draw: st.DrawFn, keys: list[str], depth: int, *, attacked: bool = True) -> Data:
    if depth == 0 or draw(st.booleans()):
        made = draw(leaf(keys))
    else:
        made = {"claim": "It follows.", "because": draw(st.lists(reason(keys, depth - 1), min_size=1, max_size=3))}
    if attacked and draw(st.integers(0, 5)) == 0:
        made["but"] = [draw(item(ATTACKING, 1, attacked=depth > 1))]
    return made


@st.composite
def reason(draw: st.DrawFn, keys: list[str], depth: int) -> Data:
    if draw(st.integers(0, 2)) == 0:
        members = draw(st.lists(item(keys, depth), min_size=2, max_size=3))
        made: Data = {"together": members}
        if draw(st.booleans()):
            made["needs"] = str(draw(st.integers(1, len(members))))
    else:
        made = draw(item(keys, depth))
    if strength := draw(st.sampled_from([None, None, None, "weak", "moderate"])):
        made["strength"] = strength
    if draw(st.integers(0, 5)) == 0:
        made["unless"] = [draw(item(ATTACKING, 1))]
    return made


@st.composite
def maps(draw: st.DrawFn) -> Data:
    because = draw(st.lists(reason(SUPPORTING, 2), min_size=1, max_size=3))
    return {"argmap": "1", "sources": draw(sources()), "thesis": {"claim": "Therefore.", "because": because}}


def arranged(data: Data) -> Graph:
    graph, problems = arrange(Map.model_validate(data), Places(0))
    assert graph is not None, problems
    return graph


def graded(graph: Graph) -> tuple[Grades, Grades]:
    """Both readings: on sources alone, and taking the text's word."""
    table = SourceGrades(graph.sources)
    found = attacks(graph, grade(graph, table, own_word=False))
    return (
        grade(graph, table, own_word=False, in_force=found.in_force),
        grade(graph, table, own_word=True, in_force=found.in_force),
    )


def of_thesis(data: Data) -> tuple[Grade, Grade]:
    graph = arranged(data)
    alone, own_word = graded(graph)
    return alone.nodes[graph.theses[0]], own_word.nodes[graph.theses[0]]


def supporting(data: Data) -> Iterator[Data]:
    """Every item on the supporting side, the steps that join several among them."""
    waiting = [data["thesis"]]
    for made in waiting:
        yield made
        waiting.extend([*made.get("because", ()), *made.get("together", ())])


def pick(data: st.DataObject, items: Iterator[Data] | list[Data]) -> Data:
    listed = list(items)
    assume(listed)
    return listed[data.draw(st.integers(0, len(listed) - 1), label="which")]


def never_lower(before: tuple[Grade, Grade], after: tuple[Grade, Grade]) -> None:
    assert all(new >= old for old, new in zip(before, after, strict=True))


def never_raised(before: tuple[Grade, Grade], after: tuple[Grade, Grade]) -> None:
    never_lower(after, before)


def carries_something(made: Data, sources: Data) -> bool:
    """Whether a reason carries anything at its author's word: a claim with one that cannot has no own word left."""
    changed = {"argmap": "1", "sources": sources, "thesis": {"claim": "Therefore.", "because": [copy.deepcopy(made)]}}
    return of_thesis(changed)[1] > Grade.NONE


@given(maps(), reason(SUPPORTING, 1), st.data())
def test_a_further_reason_never_lowers(data: Data, more: Data, choice: st.DataObject) -> None:
    assume(carries_something(more, data["sources"]))
    before = of_thesis(data)
    pick(choice, [made for made in supporting(data) if "claim" in made]).setdefault("because", []).append(more)
    never_lower(before, of_thesis(data))


@given(maps(), st.sampled_from(SUPPORTING), st.data())
def test_a_further_citation_never_lowers(data: Data, key: str, choice: st.DataObject) -> None:
    table = SourceGrades(arranged(data).sources)
    assume(table.plain[key][0] > Grade.NONE)
    before = of_thesis(data)
    made = pick(choice, [made for made in supporting(data) if "evidence" in made])
    made["source"] = [*(one for one in made.get("source", []) if one.rstrip("?") != key), key]
    never_lower(before, of_thesis(data))


@given(maps(), item(SUPPORTING, 1), st.data())
def test_a_further_premise_never_lowers_where_k_suffice(data: Data, more: Data, choice: st.DataObject) -> None:
    before = of_thesis(data)
    pick(choice, [made for made in supporting(data) if "needs" in made])["together"].append(more)
    never_lower(before, of_thesis(data))


@given(maps(), item(ATTACKING, 1, attacked=False), st.data())
def test_an_attack_never_raises(data: Data, attack: Data, choice: st.DataObject) -> None:
    before = of_thesis(data)
    pick(choice, [made for made in supporting(data) if "together" not in made]).setdefault("but", []).append(attack)
    never_raised(before, of_thesis(data))


@given(maps(), item(ATTACKING, 1, attacked=False), st.data())
def test_a_reply_to_an_attack_on_the_supporting_side_never_lowers(
    data: Data, reply: Data, choice: st.DataObject
) -> None:
    before = of_thesis(data)
    attacks_on_support = [one for made in supporting(data) for one in (*made.get("but", ()), *made.get("unless", ()))]
    pick(choice, attacks_on_support).setdefault("but", []).append(reply)
    never_lower(before, of_thesis(data))


@given(maps(), st.sampled_from(SUPPORTING), st.data())
def test_a_lower_rating_never_raises(data: Data, key: str, choice: st.DataObject) -> None:
    rating = data["sources"][key].get("reliability")
    assume(rating in LADDER[:-1])
    before = of_thesis(data)
    data["sources"][key]["reliability"] = choice.draw(st.sampled_from(LADDER[LADDER.index(rating) + 1 :]))
    never_raised(before, of_thesis(data))


@given(
    maps(),
    st.sampled_from(SUPPORTING),
    st.sampled_from(["from", "group", "anonymous", "interest", "retracted"]),
    st.data(),
)
def test_a_doubt_about_a_source_never_raises(data: Data, key: str, doubt: str, choice: st.DataObject) -> None:
    source = data["sources"][key]
    assume(not source.get(doubt) and not (doubt == "anonymous" and source.get("distinct")))
    before = of_thesis(data)
    lower = SUPPORTING[: SUPPORTING.index(key)]
    values: dict[str, Any] = {"group": "g0-s0", "anonymous": "true", "interest": "a stake", "retracted": "an error"}
    values["from"] = [choice.draw(st.sampled_from([*lower, "unknown"]))]
    source[doubt] = values[doubt]
    never_raised(before, of_thesis(data))


@given(maps(), st.data())
def test_an_echo_of_a_cited_source_changes_nothing(data: Data, choice: st.DataObject) -> None:
    made = pick(choice, [made for made in supporting(data) if made.get("source")])
    cited = choice.draw(st.sampled_from(made["source"])).rstrip("?")
    before = of_thesis(data)
    sure = [one for one in made["source"] if one == cited]
    assume(sure)
    rating = data["sources"][cited].get("reliability")
    data["sources"]["echo"] = {"name": "An echo", "from": [cited]} | ({"reliability": rating} if rating else {})
    made["source"] = [*made["source"], "echo"]
    assert of_thesis(data) == before


@given(maps(), st.data())
def test_the_same_evidence_once_more_changes_nothing(data: Data, choice: st.DataObject) -> None:
    before = of_thesis(data)
    parent = pick(choice, [m for m in supporting(data) if any("evidence" in one for one in m.get("because", ()))])
    again = next(one for one in parent["because"] if "evidence" in one)
    parent["because"].append(copy.deepcopy(again))
    assert of_thesis(data) == before


@given(maps())
def test_a_claim_of_one_step_is_no_better_than_that_step(data: Data) -> None:
    graph = arranged(data)
    for grades in graded(graph):
        for node in graph.nodes:
            if len(node.reasons) == 1:
                assert grades.nodes[node.at] <= grades.steps[node.reasons[0]]


@given(maps())
def test_taking_the_texts_word_never_lowers(data: Data) -> None:
    alone, own_word = graded(arranged(data))
    assert all(word >= source for source, word in zip(alone.nodes, own_word.nodes, strict=True))


@given(maps(), st.randoms(use_true_random=False))
def test_renaming_and_reordering_change_no_grade(data: Data, random: Any) -> None:
    before = of_thesis(data)
    for made in list(supporting(data)):
        for key in ("because", "together", "source"):
            if key in made:
                random.shuffle(made[key])
    keys = list(data["sources"])
    random.shuffle(keys)
    renamed = {f"renamed-{key}": data["sources"][key] for key in keys}
    for source in renamed.values():
        source["from"] = [name if name == "unknown" else f"renamed-{name}" for name in source.get("from", ())]
    data["sources"] = renamed
    for made in _everything(data["thesis"]):
        if "source" in made:
            made["source"] = [f"renamed-{key}" for key in made["source"]]
    assert of_thesis(data) == before


def _everything(top: Data) -> Iterator[Data]:
    waiting = [top]
    for made in waiting:
        yield made
        for key in ("because", "together", "but", "unless"):
            waiting.extend(made.get(key, ()))


@given(maps(), st.sampled_from(SUPPORTING))
def test_what_is_moderate_needs_the_sources_that_are_said_and_no_others(data: Data, key: str) -> None:
    """Withdrawn alone, a source that is needed leaves it weak at best, and any other leaves it moderate."""
    for made in supporting(data):
        made.pop("but", None)
        made.pop("unless", None)
    graph = arranged(data)
    support = Assessment(graph)
    thesis = graph.theses[0]
    said = {reading: support.needed(thesis, reading) for reading in READINGS}
    moderate = {reading: support.grades(reading).nodes[thesis] is Grade.MODERATE for reading in READINGS}
    data["sources"][key]["retracted"] = "withdrawn"
    for reading, after in zip(READINGS, of_thesis(data), strict=True):
        if moderate[reading]:
            assert (key in said[reading]) == (after < Grade.MODERATE)
        else:
            assert said[reading] == ()
