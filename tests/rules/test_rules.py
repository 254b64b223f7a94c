"""What holds for all rules, and for each rule how it folds, at what level it speaks and where it is silent."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

import argmap.rules
from argmap.audit import Finding, MapAudit, audit_text
from argmap.problem import LEVELS
from argmap.rules import RULES, find, page
from argmap.rules.common import Rule

HEADINGS = ["What it finds", "Why it matters", "Fails", "Passes", "How to mend it", "False alarms"]
SHARED = {"__init__", "common", "leaning"}  # what stands in the folder and is no rule


def name_of(rule: Rule) -> str:
    return rule.NAME


each_rule = pytest.mark.parametrize("rule", RULES, ids=name_of)


def example(rule: Rule, heading: str) -> MapAudit:
    told = page(rule)
    text = told.example(heading)
    assert text is not None
    return audit_text(text, essay=told.example("Text"))


def codes(audit: MapAudit) -> set[str | None]:
    return {problem.code for problem in audit.problems} | {finding.code for finding in audit.findings}


# -- all rules


def test_the_table_is_the_folder_in_the_order_of_the_codes() -> None:
    folder = Path(argmap.rules.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - SHARED
    assert files == {rule.NAME.replace("-", "_") for rule in RULES}
    assert [rule.CODE for rule in RULES] == sorted({rule.CODE for rule in RULES})


@each_rule
def test_a_rule_is_named_and_levelled(rule: Rule) -> None:
    assert re.fullmatch(r"AM\d{3}", rule.CODE)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.NAME)
    assert rule.LEVEL in LEVELS
    assert rule.AUDIENCE in ("text", "map")
    assert find(rule.NAME) is find(rule.CODE) is find(rule.CODE.lower()) is rule


def test_an_unknown_name_finds_no_rule() -> None:
    assert find("AM999") is None
    assert find("") is None


@each_rule
def test_a_page_says_all_there_is_to_say(rule: Rule) -> None:
    told = page(rule)
    assert re.fullmatch(r"[A-Z].{10,100}\.", told.fault)
    assert [heading for heading in told.sections if heading != "Text"] == HEADINGS
    assert all(text.strip() for text in told.sections.values())


@each_rule
def test_the_example_that_fails_fails(rule: Rule) -> None:
    audit = example(rule, "Fails")
    assert rule.CODE in codes(audit)
    for finding in audit.findings:
        if finding.code == rule.CODE:
            assert len(finding.message) <= 220
            assert finding.help


@each_rule
def test_the_example_that_passes_passes(rule: Rule) -> None:
    audit = example(rule, "Passes")
    assert not audit.problems
    assert rule.CODE not in codes(audit)


# -- each rule


def told(name: str, text: str) -> list[Finding]:
    """What one rule says of a map."""
    audit = audit_text("argmap: 1\n" + dedent(text))
    assert not audit.problems, audit.problems
    return [finding for finding in audit.findings if finding.rule == name]


def said(name: str, text: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """The same as level, node and related nodes."""
    return [(finding.level, finding.node, finding.related) for finding in told(name, text)]


TWO_SOURCES = """
sources:
  a: Annals
  b: Baedeker
"""


def test_duplicates_are_told_once_however_many() -> None:
    text = """
    thesis:
      claim: Bells were cast here.
      because:
      - The foundry is old.
      - claim: It is known.
        because:
        - the foundry IS old
      but:
      - claim: Nobody says so.
        because:
        - The foundry is old!
    """
    assert said("duplicate-claim", text) == [("note", "1.1", ("1.2.1", "1.3.1"))]


def test_a_duplicate_under_a_granted_objection_is_left_alone() -> None:
    text = """
    thesis:
      claim: Bells were cast here.
      because:
      - The foundry is old.
      but:
      - claim: Old houses prove nothing.
        granted: True of most.
        because:
        - The foundry is old.
    """
    assert said("duplicate-claim", text) == []


def test_unused_claims_are_told_by_the_first_of_those_that_hang_together() -> None:
    text = """
    thesis:
      claim: The mill should be kept.
      because:
      - see: part
    claims:
    - id: below
      claim: It can be repaired.
    - id: above
      claim: It would pay.
      because:
      - see: below
    - id: ring
      claim: It is rotten.
      but:
      - see: answer
    - id: answer
      claim: It is dry.
      but:
      - see: ring
    - id: whole
      claim: It is loved.
      because:
      - id: part
        claim: It is painted often.
    - id: draft
      claim: It may be sold.
      allow: {unused-claim: still to be placed}
    """
    assert [node for _, node, _ in said("unused-claim", text)] == ["above", "ring", "whole"]


BOTH_SIDES = """
    thesis:
      claim: The square should be closed.
      because:
      - claim: Trade gains.
        because:
        - id: fewer-drive
          claim: Fewer drive through.
          because:
          - id: tolls
            claim: Tolls are high.
      - see: tolls
      but:
      - claim: Trade loses.
        GRANTED
        because:
        - see: fewer-drive
"""


def test_the_statement_on_both_sides_is_told_and_not_what_is_beneath_it() -> None:
    assert said("both-sides-claim", BOTH_SIDES.replace("GRANTED", "note: so they say")) == [
        ("warning", "fewer-drive", ("1",))
    ]


def test_a_granted_objection_puts_nothing_on_both_sides() -> None:
    assert said("both-sides-claim", BOTH_SIDES.replace("GRANTED", "granted: it does, a little")) == []


def test_a_claim_may_be_turned_against_itself() -> None:
    text = """
    thesis:
      claim: The rule should go.
      because:
      - id: nobody-keeps-it
        claim: Nobody keeps the rule.
        because:
        - id: unread
          claim: It is never read.
        but:
        - claim: Then it could not be what annoys people.
          because:
          - see: nobody-keeps-it
    """
    assert said("both-sides-claim", text) == []


def test_both_sides_of_what_stands_under_an_objection_is_a_note() -> None:
    text = """
    thesis:
      claim: The square should be closed.
      because:
      - It is loud.
      but:
      - claim: Trade loses.
        because:
        - id: fewer-drive
          claim: Fewer drive through.
        but:
        - claim: Trade gains.
          because:
          - see: fewer-drive
    """
    assert said("both-sides-claim", text) == [("note", "fewer-drive", ("1.2",))]


def test_bare_premises_are_told_once_a_main_line_the_load_bearing_first() -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: The road should be moved.
      because:
      - id: slides
        claim: The slope slides.
        because:
        - together:
          - id: clay
            claim: It is clay.
          - id: wet
            claim: It is wet.
          - id: steep
            claim: It is steep.
      - id: busy
        claim: The road is busy.
        because:
        - id: count-one
          claim: It was busy on Monday.
        - id: count-two
          claim: It was busy on Tuesday.
        - id: count-three
          claim: It was busy on Wednesday.
      but:
      - A bare objection.
    """)
    found = told("unsupported-premise", text)
    assert [(finding.node, finding.related) for finding in found] == [
        ("clay", ("wet", "steep")),
        ("count-one", ("count-two", "count-three")),
    ]
    assert "3 claims in the line of slides" in found[0].message


def test_a_bare_premise_that_bears_no_load_is_a_note() -> None:
    reasons = "\n".join(f"  - {word} reason." for word in ("First", "Second", "Third", "Fourth"))
    assert [level for level, _, _ in said("unsupported-premise", f"thesis:\n  claim: So.\n  because:\n{reasons}")] == [
        "note"
    ] * 4
    three = reasons.rsplit("\n", 1)[0]
    assert [level for level, _, _ in said("unsupported-premise", f"thesis:\n  claim: So.\n  because:\n{three}")] == [
        "warning"
    ] * 3


@pytest.mark.parametrize("settled", ["granted: true, and it weighs little", "but: {evidence: Not so., source: a}", ""])
def test_nothing_is_said_under_a_settled_objection(settled: str) -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: The road should be moved.
      because:
      - evidence: The slope slides.
        source: a
      but:
      - claim: It is too dear.
        SETTLED
        because:
        - id: wages
          claim: Wages are high.
          but:
          - id: not-here
            claim: Not here.
            because:
            - id: valley
              claim: The valley is poor.
        - evidence: The estimate says so.
          source: b
    """).replace("SETTLED", settled or "note: open")
    expected = [] if settled else [("note", "wages", ("valley",))]
    assert said("unsupported-premise", text) == expected
    assert len(told("unanswered-objection", text)) == (0 if settled else 1)
    assert told("bare-answer", text) == []


def test_an_explanation_is_no_reason_and_needs_none() -> None:
    text = """
    thesis:
      claim: The lake is low.
      because:
      - id: marks
        claim: The mark stands dry.
        because:
        - claim: The spring was hot.
          scheme: explanation
    """
    found = told("unsupported-premise", text)
    assert [finding.node for finding in found] == ["marks"]
    assert "no reason that supports it" in found[0].message


def linchpins(text: str) -> list[tuple[tuple[str, ...], str | None, str]]:
    return [(finding.sources, finding.node, finding.message) for finding in told("linchpin", text)]


def test_a_linchpin_on_sources_alone() -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: The abbot died in May.
      because:
      - evidence: He is buried in May.
        source: a
      - together:
        - evidence: He was ill in April.
          source: b
        - The ill died within weeks.
    """)
    ((sources, node, message),) = linchpins(text)
    assert (sources, node) == (("a",), "1")
    assert message.endswith("on its sources alone")


def test_a_linchpin_only_where_the_text_is_taken_at_its_word() -> None:
    text = TWO_SOURCES + dedent("""
    about: {title: The abbot}
    thesis:
      claim: The abbot died in May.
      because:
      - together:
        - evidence: He is buried in May.
          source: a
        - id: that-year
          claim: It was that year.
    """)
    found = linchpins(text)
    assert [(sources, node) for sources, node, _ in found] == [(("a",), "1"), ((), "that-year")]
    assert all(message.endswith("even taking the text's word") for *_, message in found)


def test_own_word_as_such_is_no_linchpin() -> None:
    text = """
    thesis:
      claim: The abbot died in May.
      because:
      - He was ill in April.
      - His seal is not seen in June.
    """
    assert linchpins(text) == []


def test_a_source_is_named_with_what_it_repeats_and_evidence_not_again() -> None:
    text = """
    sources:
      a: Annals
      c: {name: Chronicle, from: a}
    thesis:
      claim: The abbot died in May.
      because:
      - evidence: He is buried in May.
        source: c
    """
    ((sources, node, message),) = linchpins(text)
    assert (sources, node) == (("c", "a"), "1")
    assert message == (
        "without Chronicle (or what it repeats: Annals) nothing supports the thesis, "
        "whether or not the text's word is taken"
    )


def test_an_assumption_is_a_linchpin_at_its_own_place_and_evidence_of_two_sources_too() -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: The abbot died in May.
      because:
      - together:
        - id: buried
          evidence: He is buried in May.
          source: [a, b]
        - id: one-abbot
          assume: There was one abbot.
    """)
    assert {(sources, node) for sources, node, _ in linchpins(text)} == {((), "one-abbot"), ((), "buried")}


def test_theses_that_fall_together_are_told_together() -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
    - id: in-may
      claim: The abbot died in May.
      because:
      - evidence: He is buried in May.
        source: a
    - id: of-fever
      claim: He died of a fever.
      because:
      - evidence: A fever is named.
        source: a
    """)
    ((_, node, message),) = linchpins(text)
    assert node == "in-may"
    assert "the theses in-may, of-fever" in message
    allowed = text.replace("- id: in-may", "- id: in-may\n  allow: {linchpin: one witness is all there is}")
    ((_, node, message),) = linchpins(allowed)
    assert node == "of-fever"
    assert "the thesis of-fever" in message


OBJECTIONS = TWO_SOURCES + dedent("""
thesis:
  claim: The road should be moved.
  because:
  - id: slides
    claim: The slope slides.
    because:
    - evidence: It slid in March.
      source: a
    but:
    - id: held
      claim: It has held for years.
  - evidence: The bend is sharp.
    source: b
    unless:
    - id: signs
      claim: Signs would do.
      but:
      - id: unseen
        claim: Nobody sees signs.
        because:
        - evidence: Three drivers said so.
          source: b
        but:
        - id: three-are-few
          claim: Three are few.
  but:
  - see: held
""")


def test_an_open_objection_is_told_once_at_its_place_and_replies_never() -> None:
    (finding,) = told("unanswered-objection", OBJECTIONS)
    assert (finding.level, finding.node, finding.related) == ("warning", "1", ("slides", "held"))
    assert finding.line == 2 + OBJECTIONS.splitlines().index("  - see: held")


def test_an_objection_to_what_bears_no_load_is_a_note() -> None:
    reasons = "".join(
        f"  - claim: Reason {n}.\n    but:\n    - Objection {n}.\n" for n in ("one", "two", "three", "four")
    )
    assert [
        finding.level for finding in told("unanswered-objection", f"thesis:\n  claim: So.\n  because:\n{reasons}")
    ] == ["note"] * 4


def test_an_objection_is_allowed_where_it_stands() -> None:
    text = """
    thesis:
      claim: The road should be moved.
      because:
      - The slope slides.
      but:
      - claim: It is dear.
        allow: {unanswered-objection: money is another paper's matter}
      - It is long.
    """
    assert [finding.related for finding in told("unanswered-objection", text)] == [("1.3",)]


def test_a_retracted_source_is_told_once_with_all_that_leans_on_it() -> None:
    text = """
    sources:
      gone: {name: Old trial, retracted: no records}
      echo: {name: Review, from: gone}
      idle: {name: Older trial, retracted: no records}
    thesis:
      claim: The draught helps.
      because:
      - evidence: A review says so.
        source: echo
      - evidence: A trial says so.
        source: gone
      but:
      - evidence: The trial saw harm.
        source: gone
    """
    (finding,) = told("retracted-source", text)
    assert (finding.level, finding.node, finding.related) == ("error", "1.1", ("1.2", "1.3"))
    assert finding.sources == ("gone", "echo")


def test_a_retracted_source_under_an_objection_is_a_note() -> None:
    text = """
    sources:
      gone: {name: Old trial, retracted: no records}
    thesis:
      claim: The draught helps.
      because:
      - Many take it.
      but:
      - evidence: The trial saw harm.
        source: gone
    """
    assert said("retracted-source", text) == [("note", "1.2", ())]


def test_a_one_sided_map_is_told_once() -> None:
    text = """
    thesis:
    - claim: The hall is cold.
      because:
      - It has no stove.
    - id: second
      claim: The hall is dear.
      because:
      - It is large.
      UNLESS
    claims:
    - id: apart
      claim: The hall is old.
      but:
      - It was rebuilt.
    """
    one_sided = text.replace("UNLESS", "note: nothing against it")
    assert said("one-sided-map", one_sided) == [("note", "1", ("second",))]
    assert said("one-sided-map", text.replace("UNLESS", "allow: {one-sided-map: a sketch}")) == []
    assert said("one-sided-map", text.replace("UNLESS", "but: It seats many.")) == []
    undercut = one_sided.replace(
        "- It has no stove.", "- claim: It has no stove.\n        unless: It is heated by pipes."
    )
    assert said("one-sided-map", undercut) == []


def test_weak_support_is_told_of_the_thesis_and_not_of_all_above_a_weak_leaf() -> None:
    text = """
    sources:
      d: {name: Doubtful, reliability: D, reason: mostly wrong}
    thesis:
      claim: Wolves are back.
      because:
      - claim: There are traces.
        because:
        - id: traces
          claim: Sheep were killed.
          because:
          - id: told
            evidence: Two sheep were found.
            source: d
    """
    (finding,) = told("weak-support", text)
    assert (finding.level, finding.node, finding.related) == ("warning", "1", ("told",))
    assert "on the weak word of Doubtful" in finding.message


def test_weak_support_is_a_note_while_nothing_is_cited() -> None:
    (finding,) = told("weak-support", "thesis: Wolves are back.")
    assert finding.level == "note"
    assert finding.message.startswith(
        "support for the thesis is none on its sources alone, weak taking the text's word"
    )


def test_moderate_support_is_not_weak() -> None:
    text = TWO_SOURCES + "thesis:\n  claim: Wolves are back.\n  because:\n  - evidence: Tracks.\n    source: a\n"
    assert told("weak-support", text) == []


OWN_DOING = TWO_SOURCES + dedent("""
thesis:
  claim: Wolves are back.
  because:
  - id: middle
    claim: There are traces.
    because:
    - id: killed
      claim: Sheep were killed.
      because:
      - evidence: Two sheep were found.
        source: a
        STEP
      CLAIM
""")


@pytest.mark.parametrize(
    ("step", "claim", "reason"),
    [
        ("strength: weak", "", "is marked `strength: weak`"),
        ("unless: {evidence: Dogs roam., source: b}", "", "is undercut by 1.1.1.1.1 “Dogs roam.”"),
        ("", "but: {evidence: They fell., source: b}", "the objection 1.1.1.2 “They fell.” is in force"),
        (
            "",
            "but: {evidence: They fell., source: b, granted: Some did.}",
            "the objection 1.1.1.2 “They fell.”, which is granted, is in force",
        ),
    ],
)
def test_a_claim_that_is_weak_by_its_own_doing_is_told_with_the_thesis(step: str, claim: str, reason: str) -> None:
    text = OWN_DOING.replace("STEP", step or "basis: recorded").replace("CLAIM", claim or "note: so far")
    found = told("weak-support", text)
    assert {finding.node for finding in found} == {"1", "killed"}
    assert all(finding.level == "warning" and finding.message.endswith(reason) for finding in found)


def test_contested_evidence_is_weak_by_its_own_doing() -> None:
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: Wolves are back.
      because:
      - id: found
        evidence: Two sheep were found.
        source: a
        but:
        - evidence: The shepherd misses none.
          source: b
    """)
    assert {finding.node for finding in told("weak-support", text)} == {"1", "found"}


def test_an_answer_that_is_beaten_is_named() -> None:
    """The objection is answered, with evidence, and the answer with better: that is what is to be mended."""
    text = TWO_SOURCES + dedent("""
    thesis:
      claim: The bridge holds.
      because:
      - It held last year.
      but:
      - id: loose
        claim: A rail is loose.
        because:
        - {evidence: A walker felt it move., source: a}
        but:
        - id: firm
          claim: It is firm.
          because:
          - {evidence: The fitter tightened it., source: b}
          but:
          - id: moved-again
            claim: It moved again the next day.
            because:
            - {evidence: The walker came back., source: a}
    """)
    (finding,) = told("unanswered-objection", text)
    assert finding.message.endswith("stands: its answer firm is itself met by an objection")
    assert "firm" in finding.related


def test_a_bare_answer_is_told_at_the_answer_and_about_the_claim_attacked() -> None:
    text = """
    thesis:
      claim: The bridge holds.
      because:
      - It held last year.
      but:
      - id: loose
        claim: A rail is loose.
        unless:
        - It is only for show.
    """
    (finding,) = told("bare-answer", text)
    assert (finding.level, finding.node, finding.related) == ("warning", "1", ("loose", "1.2.1"))
    assert finding.line == 11


CIRCULAR_ANSWER = TWO_SOURCES + dedent("""
thesis:
  claim: The bridge can stay open.
  because:
  - id: holds
    claim: It holds.
    because:
    - evidence: It held last year.
      source: a
    but:
    - claim: A rail is loose.
      because:
      - evidence: A walker felt it move.
        source: b
      but:
      - id: firm
        claim: The rail is firm.
        because:
        - see: holds
        OTHER
""")


def test_an_answer_that_rests_on_what_is_disputed_is_no_answer() -> None:
    (finding,) = told("bare-answer", CIRCULAR_ANSWER.replace("OTHER", ""))
    assert finding.node == "holds"
    assert finding.message.endswith("“The rail is firm.”, which rests on what is disputed")
    other = "- {evidence: The fitter tightened it., source: b}"
    assert told("bare-answer", CIRCULAR_ANSWER.replace("OTHER", other)) == []


def test_a_granted_objection_needs_no_answer() -> None:
    text = """
    thesis:
      claim: The bridge holds.
      because:
      - It held last year.
      but:
      - claim: A rail is loose.
        granted: It carries nothing.
        but:
        - It is not.
    """
    assert told("bare-answer", text) == []
    assert told("unanswered-objection", text) == []
