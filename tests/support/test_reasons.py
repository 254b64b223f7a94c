"""The reasons of a grade lead to that grade, one named move at a time, on any map."""

from itertools import pairwise
from textwrap import dedent, indent

import pytest
from hypothesis import given

from argmap.audit import arrange_text
from argmap.graph import Graph
from argmap.support.assessment import READINGS, Assessment
from argmap.support.function import Reading
from argmap.support.grades import MODERATE, NONE, STRONG, WEAK, Grade
from argmap.support.reasons import Line, Reason, Reasons, derivation, reasons
from tests.support import test_laws as laws
from tests.support.maps import Data, graph_of, maps

SOURCES = """
argmap: 1
about: {title: A text}
sources:
  a: {name: Survey A, reliability: A}
  b: {name: Register B, reliability: B}
  c: {name: Paper C, reliability: C}
  d: {name: Leaflet D, reliability: D}
  plain: Somebody
  echo: {name: Echo of A, reliability: A, from: a}
  echo-of-d: {name: Echo of D, reliability: A, from: d}
  lodge: {name: The lodge, reliability: A, interest: It owns the land., anonymous: true}
  gone: {name: Withdrawn study, retracted: forged}
  gone-echo: {name: Echo of it, from: gone}
"""


def support_of(text: str) -> Assessment:
    audit = arrange_text(SOURCES + dedent(text))
    assert audit.support is not None, audit.problems
    return audit.support


def why(text: str, name: str = "1", reading: Reading = "sources_alone") -> list[str]:
    support = support_of(text)
    node = support.graph.find(name)
    assert node is not None
    return list(reasons(support, node.at, reading))


def evidence(keys: str) -> str:
    return f"thesis:\n  evidence: It was seen.\n  {keys}\n"


# -- on any map


def is_one_move(before: Grade, reason: Reason) -> bool:
    """Whether a reason does to the grade what it says."""
    text, after = reason
    if "one step down" in text:
        return after == before - 1 >= WEAK
    if text.startswith("one step up"):
        return (before, after) == (MODERATE, STRONG)
    if text.startswith("held at"):
        return before >= after and text.startswith(f"held at {after}:")
    if text.startswith("no better than"):
        return after < before
    if "so not strong" in text:
        return before >= after == MODERATE
    return before == after  # what is said of a grade that stays


def ladders_hold(graph: Graph) -> None:
    support = Assessment(graph)
    for reading in READINGS:
        told, grades = Reasons(support, reading), support.grades(reading)
        ladders = [(told.of(node.at), grades.nodes[node.at]) for node in graph.nodes]
        ladders += [(told.of_step(step.at), grades.steps[step.at]) for step in graph.steps]
        for ladder, grade in ladders:
            assert ladder[-1].grade is grade, ladder
            for before, reason in pairwise(ladder):
                assert is_one_move(before.grade, reason), ladder


@given(maps(size=20))
def test_reasons_add_up_to_the_grade(data: Data) -> None:
    ladders_hold(graph_of(data))


@given(laws.maps())
def test_reasons_add_up_where_much_is_attacked(data: Data) -> None:
    ladders_hold(graph_of(data))


@given(maps(size=20))
def test_a_derivation_derives_everything_beneath_once(data: Data) -> None:
    graph = graph_of(data)
    support = Assessment(graph)
    for at in graph.theses:
        lines = list(derivation(support, at, "sources_alone"))
        derived = [line for line in lines if line.kind == "statement"]
        assert len(derived) == len(graph.beneath(at))
        assert {line.text.split()[0] for line in derived} == {graph.nodes[below].id for below in graph.beneath(at)}
        assert all(below.depth <= above.depth + 1 or above.kind == "reason" for above, below in pairwise(lines))


# -- in words

WITHOUT_C = "one weak point: without Paper C it falls below moderate, so not strong"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("source: c", ["its one source, Paper C, is rated C: moderate", WITHOUT_C]),
        ("source: plain", ["its one source, Somebody, is unjudged: counted as moderate"]),
        ("source: d", ["its one source, Leaflet D, is rated D: weak"]),
        ("source: gone", ["its one source, Withdrawn study, is retracted: none"]),
        ("source: gone-echo", ["its one source, Echo of it, repeats only what is retracted: none"]),
        ("source: a?", ["cites Survey A with a question mark, which does not count here"]),
        ("basis: observed", ["attributed to nobody: on the text's own word alone"]),
        (
            "source: lodge",
            [
                "its one source, The lodge, is rated A: strong",
                "one step down: anonymous",
                "one step down: it has an interest (It owns the land)",
            ],
        ),
        (
            "source: echo-of-d",
            [
                "its one source, Echo of D, is rated A: strong",
                "no better than the best that it repeats, which is weak",
                "second-hand, it repeats Leaflet D: weak already",
            ],
        ),
        (
            "{source: plain, basis: judged}",
            ["its one source, Somebody, is unjudged: counted as moderate", "held at moderate: an opinion"],
        ),
        (
            "{source: a, credibility: 5}",
            ["its one source, Survey A, is rated A: strong", "held at weak: credibility 5, improbable"],
        ),
        (
            "source: [d, a, b?]",
            [
                "the best of its 2 sources, Survey A, is rated A: strong",
                "Register B, cited with a question mark, does not count here",
                "one weak point: without Survey A it falls below moderate, so not strong",
            ],
        ),
    ],
)
def test_the_reasons_of_evidence(keys: str, said: list[str]) -> None:
    inside = keys.strip("{}").replace(", ", "\n  ") if keys.startswith("{") else keys
    text = "thesis:\n  claim: So.\n  because:\n  - id: seen\n    evidence: It was seen.\n    "
    assert why(text + inside.replace("\n  ", "\n    ") + "\n", "seen") == said


def test_an_interest_is_waived_for_own_acts() -> None:
    text = "thesis:\n  evidence: It sold the land.\n  source: lodge\n  basis: own-act\n"
    assert why(text)[1:3] == ["one step down: anonymous", "no step down for its interest: a report of its own act"]


def test_two_independent_sources_are_a_step_up() -> None:
    said = why(evidence("source: [c, b]"))
    assert said == ["the best of its 2 sources, Register B, is rated B: strong"]
    text = "thesis:\n  claim: So.\n  because:\n  - {evidence: One., source: c}\n  - {evidence: Two., source: b}\n"
    assert why(text) == [
        "the best of its 2 reasons, 1.1, is moderate",
        "one step up: whichever one source or group is lost, it stays at moderate",
    ]


def test_an_assumption_and_bare_claims() -> None:
    text = "thesis:\n  claim: So.\n  because:\n  - assume: Be it.\n  - claim: It is.\n    by: mapper\n"
    assert why(text, "1.1") == ["an assumption is weak"]
    assert why(text, "1.2") == ["bare: on the mapper's own word alone"]
    assert why(text, "1.2", "own_word_taken") == ["bare: on the mapper's own word, which is weak"]


def test_explanations_support_nothing() -> None:
    text = "thesis:\n  claim: So.\n  because:\n  - {evidence: One., source: a, scheme: explanation}\n"
    assert why(text) == ["bare but for explanations: on the text's own word alone"]
    support = support_of(text)
    assert Reasons(support, "sources_alone").of_step(0) == (Reason("an explanation supports nothing", NONE),)


LINKED = """
thesis:
  claim: So.
  because:
  - together:
    - {evidence: One., source: a}
    - {evidence: Two., source: d}
    - {evidence: Three., source: b}
    STEP
"""


def test_linked_premises_are_as_good_as_their_weakest() -> None:
    said = "its one reason links 3 premises: 1.1.2 is weak, and a step is no better than its weakest premise"
    assert why(LINKED.replace("STEP", "")) == [said]


def test_where_some_premises_suffice_the_next_best_counts() -> None:
    text = LINKED.replace("STEP", "needs: 2")
    assert why(text) == [
        "its one reason links 3 premises of which 2 suffice: the second best, 1.1.3, is moderate",
        "2 weak points: without Survey A or Register B it falls below moderate, so not strong",
    ]
    assert why(LINKED.replace("STEP", "needs: 1"))[-1].startswith("one step up")


def test_a_step_is_held_by_its_strength() -> None:
    text = LINKED.replace("STEP", "needs: 1\n    strength: moderate")
    assert why(text)[-1] == "held at moderate: the step is marked strength: moderate"
    text = LINKED.replace("STEP", "needs: 1\n    strength: weak")
    assert why(text)[-1] == "held at weak: the step is marked strength: weak"


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        ("note: so far", "open"),
        ("granted: It is outweighed.", "granted"),
        ("but: It is not.", "answered only by a bare claim"),
    ],
)
def test_attacks_in_force_say_where_they_stand(standing: str, said: str) -> None:
    attack = f"- id: no\n    evidence: It is not.\n    source: b\n    {standing}\n"
    claim = "thesis:\n  claim: So.\n  because:\n  - {evidence: One., source: a}\n"
    assert why(f"{claim}  but:\n  {attack}")[-1] == f"contested by no ({said}): one step down"
    undercut = indent(attack, "  ").lstrip()
    text = f"thesis:\n  claim: So.\n  because:\n  - evidence: One.\n    source: a\n    unless:\n    {undercut}"
    assert why(text)[-1] == f"held at weak: the step is undercut by no ({said})"


def test_what_is_only_asserted_is_no_reason() -> None:
    text = "thesis:\n  claim: So.\n  because:\n  - {evidence: One., source: c}\n  but: It is not.\n"
    assert why(text)[0] == "its one reason, 1.1, is moderate"
    assert not any("contested" in reason for reason in why(text))


def test_a_derivation_reads_from_the_claim_to_its_sources() -> None:
    support = support_of("""
    thesis:
      claim: So.
      because:
      - together:
        - id: twice
          claim: It is.
          because:
          - {evidence: One., source: c}
        - assume: Be it.
        unless: It need not be.
      - see: twice
      - {claim: By nature., scheme: explanation}
      but:
      - {evidence: Not so., source: d}
    """)
    lines = list(derivation(support, 0, "sources_alone"))
    assert [(line.depth, line.kind, line.text, line.grade) for line in lines] == [
        (0, "statement", "1 “So.”", WEAK),
        (1, "reason", "the best of its 2 reasons, twice, is moderate", MODERATE),
        (1, "reason", WITHOUT_C, MODERATE),
        (1, "reason", "contested by 1.3 (open): one step down", WEAK),
        (1, "step", "1.1: together, all of 2 needed", WEAK),
        (
            2,
            "reason",
            "the step links 2 premises: 1.1.2 is weak, and a step is no better than its weakest premise",
            WEAK,
        ),
        (2, "statement", "twice “It is.”", MODERATE),
        (3, "reason", "its one reason, 1.1.1.1, is moderate", MODERATE),
        (3, "reason", WITHOUT_C, MODERATE),
        (3, "statement", "1.1.1.1 “One.”", MODERATE),
        (4, "reason", "its one source, Paper C, is rated C: moderate", MODERATE),
        (4, "reason", WITHOUT_C, MODERATE),
        (2, "statement", "1.1.2 “Be it.”", WEAK),
        (3, "reason", "an assumption is weak", WEAK),
        (2, "attack", "undercut 1.1.3 “It need not be.”: open, nothing behind it, so it moves no grade", None),
        (1, "again", "twice (see above)", MODERATE),
        (1, "step", "1.2: an explanation supports nothing", NONE),
        (1, "attack", "objection 1.3 “Not so.”: open, in force", None),
    ]


def test_a_derivation_goes_on_to_what_sources_repeat() -> None:
    support = support_of("""
    thesis:
      claim: So.
      because:
      - {evidence: One., source: [echo, plain]}
      - {evidence: Two., source: [echo, gone?]}
    """)
    lines = list(derivation(support, 0, "sources_alone"))
    assert [(line.depth, line.kind, line.text) for line in lines if line.kind != "reason"] == [
        (0, "statement", "1 “So.”"),
        (1, "statement", "1.1 “One.”"),
        (2, "source", "Survey A"),
        (2, "source", "Somebody"),
        (1, "statement", "1.2 “Two.”"),
        (2, "again", "Survey A (see above)"),
    ]
    assert Line(3, "reason", "is rated A: strong", STRONG) in lines


def test_a_weaker_step_beside_the_best_says_why_it_is_weaker() -> None:
    support = support_of("""
    thesis:
      claim: So.
      because:
      - {evidence: One., source: c}
      - {evidence: Two., source: c, strength: weak}
    """)
    lines = list(derivation(support, 0, "sources_alone"))
    told = lines.index(Line(1, "step", "1.2: the step", WEAK))
    assert lines[told + 1].text == "its premise, 1.2, is moderate"
    assert lines[told + 2] == Line(2, "reason", "held at weak: the step is marked strength: weak", WEAK)
    assert lines[told + 3] == Line(2, "statement", "1.2 “Two.”", MODERATE)


def test_a_deep_map_is_derived_without_recursion() -> None:
    deep = "".join(f"{'  ' * depth}- claim: Level {depth}.\n{'  ' * depth}  because:\n" for depth in range(1, 150))
    support = support_of(f"thesis:\n  claim: So.\n  because:\n{deep}{'  ' * 150}- {{evidence: Seen., source: a}}\n")
    assert max(line.depth for line in derivation(support, 0, "sources_alone")) == 151
