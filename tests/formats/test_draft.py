"""A graph of statements and steps becomes an outline: everything stands in it once, or is said to be left out."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats.shared.common import File, Taken
from argmap.formats.shared.draft import Cited, Draft, Statement, Step
from argmap.formats.shared.outline import NESTED, taken
from argmap.formats.shared.write import map_text
from argmap.graph import Graph
from argmap.load import load
from argmap.model import TEXT_LIMIT
from tests.effort import tries

FILES = [File("graph.json", b"")]


def outlined(draft: Draft) -> tuple[Taken, Graph]:
    """What was taken, and its graph; the map's file must say the same."""
    found = taken(draft, FILES)
    assert found.map is not None
    assert found.data is not None
    graph, problems = arrange(found.map, found.places)
    assert graph is not None, [str(problem) for problem in problems]
    assert load(map_text(found.data)).map == found.map
    return found, graph


def statements(*texts: str, **fields: Any) -> list[Statement]:
    return [Statement(text, line=line, **fields) for line, text in enumerate(texts, 1)]


def because(to: Statement | Step, *premises: Statement, **fields: Any) -> Step:
    return Step("because", list(premises), to, fields)


def but(to: Statement | Step, *premises: Statement, **fields: Any) -> Step:
    return Step("but", list(premises), to, fields)


def unless(to: Step, *premises: Statement) -> Step:
    return Step("unless", list(premises), to)


def said(found: Taken) -> list[str]:
    return [f"{left.problem.line}: {left.problem.message}" for left in found.left_out]


def test_steps_become_an_outline() -> None:
    a, b, c, d, e = statements("A.", "B.", "C.", "D.", "E.")
    step = because(a, b, c, scheme="analogy", needs=1)
    draft = Draft("Title", statements=[a, b, c, d, e], steps=[step, but(b, d, granted="It is."), unless(step, e)])
    found, _ = outlined(draft)
    assert found.data == {
        "argmap": 1,
        "title": "Title",
        "thesis": [
            {
                "claim": "A.",
                "because": [
                    {
                        "together": [{"claim": "B.", "but": [{"claim": "D.", "granted": "It is."}]}, {"claim": "C."}],
                        "scheme": "analogy",
                        "needs": 1,
                        "unless": [{"claim": "E."}],
                    }
                ],
            }
        ],
    }
    assert found.left_out == ()
    assert found.notes == ()


def test_what_is_used_twice_is_seen() -> None:
    a, b, c = statements("A.", "B.", "C.")
    c.hint = "node 7"
    found, _ = outlined(Draft(statements=[a, b, c], steps=[because(a, b), because(a, c), because(b, c)]))
    assert found.data is not None
    assert found.data["thesis"][0]["because"] == [
        {"claim": "B.", "because": [{"see": "node-7"}]},
        {"id": "node-7", "claim": "C."},
    ]


def test_places_are_those_of_the_foreign_file() -> None:
    a, b = statements("A.", "B.")
    b.line, b.column = 12, 5
    found, graph = outlined(Draft(statements=[a, b], steps=[because(a, b)]))
    assert found.places.at(graph.nodes[1].route) == (12, 5)


def test_a_long_number_becomes_an_id() -> None:
    (a,) = statements("A.")
    a.name = "9" * 80 + " a"
    _, graph = outlined(Draft(statements=[a]))
    assert list(graph.by_id) == [f"claim-{'9' * 74}"]


def test_a_title_becomes_an_id_and_ids_differ() -> None:
    a, b, c = statements("A.", "B.", "C.")
    a.name, b.name, c.name = "The Thesis!", "the thesis", "2023"
    _, graph = outlined(Draft(statements=[a, b, c], steps=[because(a, b), because(a, c)]))
    assert list(graph.by_id) == ["the-thesis", "the-thesis-2", "claim-2023"]


def test_what_cites_is_evidence_unless_it_has_reasons() -> None:
    a, b, c = statements("A.", "B.", "C.")
    b.cites = [Cited("gazette", "p. 3", unsure=True)]
    c.cites = [Cited("gazette")]
    draft = Draft(sources={"gazette": {"name": "The Gazette"}}, statements=[a, b, c])
    draft.steps = [because(a, b), because(b, c)]
    found, _ = outlined(draft)
    assert found.data is not None
    assert found.data["thesis"][0]["because"] == [
        {
            "claim": "B.",
            "because": [
                {"evidence": "C.", "source": ["gazette"]},
                {"evidence": "The Gazette says so.", "source": ["gazette?, p. 3"]},
            ],
        }
    ]


def test_an_assumption_with_reasons_is_a_claim_and_that_is_said() -> None:
    a, b, c = statements("A.", "B.", "C.")
    b.kind, b.fields = "assume", {"why": "It is usual."}
    found, graph = outlined(Draft(statements=[a, b, c], steps=[because(a, b), because(b, c)]))
    assert graph.nodes[1].kind == "claim"
    assert said(found) == ["2: that “B.” is an assumption, and why it is assumed: “It is usual.”"]


def test_evidence_with_reasons_is_a_claim_and_that_is_said() -> None:
    a, b, c = statements("A.", "B.", "C.", kind="evidence")
    found, graph = outlined(Draft(statements=[a, b, c], steps=[because(a, b), because(b, c)]))
    assert [node.kind for node in graph.nodes] == ["claim", "claim", "evidence"]
    assert said(found) == ["1: that “A.” is evidence", "2: that “B.” is evidence"]


def test_a_ring_of_reasons_is_cut_and_said() -> None:
    a, b, c, d = statements("A.", "B.", "C.", "D.")
    steps = [because(a, b), because(b, c), because(c, b), because(d, d, a)]
    steps[2].line = 30
    found, graph = outlined(Draft(statements=[a, b, c, d], steps=steps))
    assert [graph.nodes[at].text for at in graph.theses] == ["D."]
    assert said(found) == [
        "1: “D.” supports itself",
        "30: “C.” supports itself through “B.”: this step is left out",
    ]


def test_a_knot_of_objections_has_its_first_statement_as_thesis() -> None:
    a, b = statements("A.", "B.")
    found, graph = outlined(Draft(statements=[a, b], steps=[but(a, b), but(b, a)]))
    assert [graph.nodes[at].text for at in graph.theses] == ["A."]
    assert said(found) == ["1: “A.” is a thesis and speaks against “B.”: this step is left out"]


def test_the_thesis_that_the_file_names_comes_first() -> None:
    a, b, c = statements("A.", "B.", "C.")
    found, graph = outlined(Draft(statements=[a, b, c], steps=[because(a, b), because(b, c)], theses=[b]))
    assert [graph.nodes[at].text for at in graph.theses] == ["B."]
    assert said(found) == ["1: “B.” is a thesis and supports “A.”: this step is left out"]


def test_several_ends_are_several_theses_and_that_is_said() -> None:
    a, b, c, d = statements("A.", "B.", "C.", "D.")
    found, graph = outlined(Draft(statements=[a, b, c, d], steps=[because(a, b), but(c, b)]))
    assert len(graph.theses) == 2
    assert found.notes == ("no main claim is named: “A.”, “C.”, to which the steps lead, were taken for theses",)
    assert [graph.nodes[at].text for at in range(4) if graph.sides[at] == "unused"] == ["D."]


def test_what_the_file_says_to_stand_apart_is_no_thesis() -> None:
    a, b, c, d = statements("A.", "B.", "C.", "D.")
    found, graph = outlined(Draft(statements=[a, b, c, d], steps=[because(a, b), because(c, d)], apart=[c]))
    assert [graph.nodes[at].text for at in graph.theses] == ["A."]
    assert found.notes == ()


def test_a_premise_named_twice_in_a_step_counts_once_and_that_is_said() -> None:
    a, b, c = statements("A.", "B.", "C.")
    found, graph = outlined(Draft(statements=[a, b, c], steps=[because(a, b, c, b, needs=3)]))
    assert [(len(step.premises), step.needs) for step in graph.steps] == [(2, 2)]
    assert said(found) == ["1: “B.” stands 2 times among the premises of a step to “A.”"]


def test_an_undercut_of_what_is_left_out_is_left_out_too() -> None:
    a, b, c = statements("A.", "B.", "C.")
    ring = because(b, b)
    found, _ = outlined(Draft(statements=[a, b, c], steps=[unless(ring, c), because(a, b), ring]))
    assert said(found) == [
        "1: “B.” supports itself: this step is left out",
        "1: an undercut speaks against a step that is left out",
    ]


def test_a_chain_of_undercuts_ends_somewhere() -> None:
    parts = statements(*(f"S{number}." for number in range(2000)))
    steps = [because(parts[0], parts[1])]
    for part in parts[2:]:
        steps.append(unless(steps[-1], part))
    found, graph = outlined(Draft(statements=parts, steps=steps))
    assert len(graph.steps) == 41
    assert said(found)[0] == "1: an undercut stands on 40 others: it is left out"
    assert len(graph.nodes) == 2000


def test_deep_graphs_are_continued_under_claims() -> None:
    chain = statements(*(f"S{number}." for number in range(500)))
    steps = [because(upper, lower) for upper, lower in pairwise(chain)]
    found, graph = outlined(Draft(statements=chain, steps=steps))
    assert len(graph.nodes) == 500
    assert max(node.number.count(".") for node in graph.nodes) < NESTED
    assert found.left_out == ()


def test_nothing_in_it_is_a_problem() -> None:
    found = taken(Draft(), FILES)
    assert [str(one) for one in found.problems] == ["graph.json:1:1: there is no statement in it (a map needs a claim)"]


def test_every_text_is_one_that_a_map_can_hold() -> None:
    a, b = statements("A.", "B.")
    b.cites, b.fields = [Cited("site", "p\x07 1")], {"note": "n" * (TEXT_LIMIT + 2)}
    sources = {"site": {"name": "http://a\x07b.c", "url": "", "note": " "}, "nameless": {"name": "\n"}}
    draft = Draft("\x1b[31m", sources=sources, places={"site": (7, 1)}, statements=[a, b])
    draft.steps = [because(a, b, warrant="\x00", scheme="sign")]
    found, graph = outlined(draft)
    assert found.data is not None
    assert found.data["title"] == "\N{REPLACEMENT CHARACTER}[31m"
    assert found.data["sources"] == {
        "site": {"name": "http://a\N{REPLACEMENT CHARACTER}b.c"},
        "nameless": {"name": "nameless"},
    }
    assert graph.nodes[1].cites[0].locator == "p\N{REPLACEMENT CHARACTER} 1"
    assert said(found) == ["2: the last 2 characters of what is said of “B.”"]


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    count = draw(st.integers(1, 8))
    parts = [
        Statement(f"S{number}.", draw(st.sampled_from(["claim", "evidence", "assume"])), line=number + 1)
        for number in range(count)
    ]
    one = st.sampled_from(parts)
    draft = Draft(sources={"s": {"name": "S"}}, statements=parts, theses=draw(st.lists(one, max_size=2)))
    for part in parts:
        part.cites = draw(st.sampled_from([[], [], [Cited("s")]]))
    for _ in range(draw(st.integers(0, 12))):
        premises = draw(st.lists(one, min_size=1, max_size=3))
        undercut = draw(st.sampled_from([None, *draft.steps]))
        if undercut is not None and draw(st.booleans()):
            draft.steps.append(Step("unless", premises, undercut))
        else:
            draft.steps.append(Step(draw(st.sampled_from(["because", "but"])), premises, draw(one)))
    for line, step in enumerate(draft.steps, count + 1):
        step.line = line
    draft.steps = draw(st.permutations(draft.steps))
    return draft


@tries(300)
@given(drafts())
def test_every_statement_stands_once_and_every_step_stands_or_is_said(draft: Draft) -> None:
    texts, count = {part.text for part in draft.statements}, len(draft.steps)
    found, graph = outlined(draft)
    stated = [node.text for node in graph.nodes if node.text != "S says so."]
    assert sorted(stated) == sorted(texts)
    citing = sum(node.text == "S says so." for node in graph.nodes)
    dropped = [line for line in said(found) if "left out" in line]
    assert len(graph.steps) - citing == count - len(dropped)
