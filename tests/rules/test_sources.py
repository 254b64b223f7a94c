"""The rules about sources, passages and words: how each folds, at what level it speaks, and where it is silent."""

from textwrap import dedent
from typing import Any

import pytest

from argmap.audit import Finding, MapAudit, audit_text
from argmap.passages import find_words, read_text
from argmap.rules.unnamed_authority import phrase

SOURCES = """
sources:
  survey:
    name: County survey
  gazette:
    name: The Gazette
    from: survey
  radio:
    name: Valley Radio
    from: gazette
  angler:
    name: An angler
  hauliers:
    name: Hauliers' association
    interest: Its members use the bridge.
"""


def audited(text: str, sources: str = SOURCES, essay: str | None = None) -> MapAudit:
    audit = audit_text(f"argmap: 1\n{dedent(sources)}\n{dedent(text)}", essay=essay)
    assert not audit.problems, audit.problems
    return audit


def told(name: str, text: str, sources: str = SOURCES, essay: str | None = None) -> list[Finding]:
    """What one rule says of a map."""
    return [finding for finding in audited(text, sources, essay).findings if finding.rule == name]


def only(name: str, text: str, sources: str = SOURCES, essay: str | None = None) -> Finding:
    """The one thing that a rule says of a map."""
    (finding,) = told(name, text, sources, essay)
    assert len(finding.message) <= 220
    assert finding.help
    return finding


CRACKS = """
thesis:
  id: close
  claim: The bridge should close.
  because:
  - id: cracks
    claim: The bridge is cracking.
    because:
    - evidence: The cracks have doubled.
      source: {source}
"""


def cracks(source: str, more: str = "") -> str:
    return dedent(CRACKS).format(source=source) + "".join(f"      {line}\n" for line in more.splitlines())


# -- no-source


def test_evidence_of_nobody_is_told_once_a_main_line() -> None:
    finding = only(
        "no-source",
        """
        thesis:
          claim: The bridge should close.
          because:
          - id: cracks
            claim: It is cracking.
            because:
            - evidence: The cracks have doubled.
            - evidence: Rust runs out of them.
        """,
    )
    assert (finding.level, finding.node, finding.related) == ("warning", "1.1.1", ("1.1.2",))
    assert finding.message == (
        "2 pieces of evidence in the line of cracks “It is cracking.” are attributed to nobody: "
        "1.1.1, 1.1.2; the thesis leans on all of them"
    )


def test_one_piece_of_evidence_of_nobody_is_quoted() -> None:
    finding = only("no-source", "thesis:\n  claim: So.\n  because:\n  - evidence: It was seen.")
    assert (
        finding.message == "1.1 “It was seen.” is evidence, but nobody is named who reports it; the thesis leans on it"
    )
    assert finding.level == "warning"


def test_evidence_of_nobody_that_bears_no_load_is_a_note() -> None:
    reasons = "".join(f"  - {{evidence: Sign {i}., source: s{i}}}\n" for i in range(4))
    sources = "sources:\n" + "".join(f"  s{i}: Source {i}\n" for i in range(4))
    text = f"thesis:\n  claim: So.\n  because:\n{reasons}  - evidence: It was seen.\n"
    finding = only("no-source", text, sources)
    assert finding.level == "note"
    assert "leans" not in finding.message


def test_evidence_of_nobody_is_kept_silent_where_it_is_allowed() -> None:
    text = "thesis:\n  claim: So.\n  because:\n  - evidence: It was seen.\n    allow: {no-source: The author saw it.}"
    assert told("no-source", text) == []
    assert told("bad-allow", text) == []


# -- single-source


def test_one_source_under_one_fact_names_the_claims_that_lean_on_it() -> None:
    finding = only("single-source", cracks("survey"))
    assert finding.message == (
        "cracks “The bridge is cracking.” rests on one source, County survey; 1 claim above leans on it"
    )
    assert (finding.level, finding.node, finding.related) == ("warning", "cracks", ("close",))
    assert (finding.sources, finding.origins) == (("survey",), ("survey",))


def test_one_origin_is_told_once_for_all_that_hangs_on_it() -> None:
    text = """
    thesis:
      id: close
      claim: The bridge should close.
      because:
      - together:
        - id: cracks
          claim: It is cracking.
          because:
          - evidence: The cracks have doubled.
            source: survey, p. 3
        - id: rust
          claim: It rusts.
          because:
          - evidence: The Gazette tells of rust.
            source: gazette
        - evidence: Lorries get heavier.
          source: angler
    """
    survey, angler = sorted(told("single-source", text), key=lambda finding: finding.line)
    assert survey.message == (
        "cracks “It is cracking.” and 1 other premise rest on one origin, County survey (The Gazette repeats it); "
        "1 claim above leans on it"
    )
    assert (survey.node, survey.related) == ("cracks", ("rust", "close"))
    assert (survey.sources, survey.origins) == (("survey", "gazette"), ("survey",))
    assert (angler.node, angler.related) == ("1.1.3", ("close",))


def test_an_echo_alone_names_its_origin() -> None:
    finding = only("single-source", cracks("radio"))
    assert "rests on one origin, County survey (Valley Radio repeats it)" in finding.message
    assert finding.sources == ("radio",)


def test_two_sources_are_not_one() -> None:
    assert told("single-source", cracks("[survey, angler]")) == []
    beside = cracks("survey") + "    - evidence: It groans.\n      source: angler\n"
    assert told("single-source", beside) == []


def test_a_claim_with_a_second_line_of_support_does_not_hang_on_its_one_source() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - id: cracks
        claim: It is cracking.
        because:
        - evidence: The cracks have doubled.
          source: survey
        - id: groans
          claim: It groans under lorries.
          because:
          - evidence: It was heard every night.
            source: angler
    """
    finding = only("single-source", text)
    assert (finding.node, finding.related, finding.origins) == ("groans", (), ("angler",))


@pytest.mark.parametrize("second", ["angler?", "hoax"])
def test_what_is_uncertain_or_withdrawn_corroborates_nothing(second: str) -> None:
    sources = SOURCES + "  hoax: {name: A hoax, retracted: Its author owned up.}\n"
    assert only("single-source", cracks(f"[survey, {second}]"), sources).origins == ("survey",)


HOUSE = """
sources:
  morning: {name: The Morning Herald, group: herald}
  evening: {name: The Evening Herald, group: herald}
"""


def test_two_keys_of_a_group_are_perhaps_one_source() -> None:
    finding = only("single-source", cracks("[morning, evening]"), HOUSE)
    assert "rests on The Morning Herald and The Evening Herald: two keys, perhaps one source" in finding.message
    assert (finding.sources, finding.origins) == (("morning", "evening"), ("herald",))
    assert told("circular-reporting", cracks("[morning, evening]"), HOUSE) == []


def test_anonymous_sources_are_perhaps_one_unless_they_are_distinct() -> None:
    unnamed = "sources:\n  one: {name: A clerk, anonymous: true}\n  two: {name: A guard, anonymous: true}\n"
    finding = only("single-source", cracks("[one, two]"), unnamed)
    assert finding.origins == ("anonymous",)
    assert finding.message.startswith("cracks “The bridge is cracking.” rests on A clerk and A guard: two keys")
    distinct = unnamed.replace("A guard, anonymous: true", "A guard, anonymous: true, distinct: They were met apart.")
    assert told("single-source", cracks("[one, two]"), distinct) == []


def test_a_single_source_that_bears_no_load_is_a_note() -> None:
    sources = "sources:\n" + "".join(f"  s{i}: Source {i}\n" for i in range(4))
    reasons = "".join(f"  - {{evidence: Sign {i}., source: s{i}}}\n" for i in range(4))
    findings = told("single-source", f"thesis:\n  claim: So.\n  because:\n{reasons}", sources)
    assert [(finding.level, finding.node) for finding in findings] == [("note", f"1.{i}") for i in range(1, 5)]


def test_a_single_source_under_an_objection_is_a_note_and_under_a_granted_one_nothing() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - {evidence: The cracks have doubled., source: [survey, angler]}
      but:
      - id: detour
        claim: The detour costs an hour.%s
        because:
        - {evidence: It was timed., source: hauliers}
    """
    finding = only("single-source", text % "")
    assert (finding.level, finding.node, finding.related) == ("note", "detour", ())
    assert told("single-source", text % "\n        granted: Safety comes first.") == []


@pytest.mark.parametrize("place", ["fact", "evidence", "source"])
def test_a_single_source_is_kept_silent_where_it_is_allowed(place: str) -> None:
    allow = "allow: {single-source: There is no other.}"
    text, sources = cracks("survey"), SOURCES
    if place == "fact":
        text = text.replace("claim: The bridge is", f"{allow}\n    claim: The bridge is")
    elif place == "evidence":
        text = text.replace("source: survey", f"source: survey\n      {allow}")
    else:
        sources = sources.replace("name: County survey", f"name: County survey\n    {allow}")
    audit = audited(text, sources)
    assert "single-source" not in {finding.rule for finding in audit.findings}


# -- circular-reporting


def test_echoes_of_one_origin_are_circular_and_not_single() -> None:
    text = cracks("[gazette, survey]")
    finding = only("circular-reporting", text)
    assert finding.message == (
        "cracks “The bridge is cracking.” seems to have 2 sources, but The Gazette only repeats County survey"
    )
    assert (finding.level, finding.node, finding.related) == ("warning", "cracks", ("close",))
    assert (finding.sources, finding.origins) == (("survey", "gazette"), ("survey",))
    assert told("single-source", text) == []


def test_echoes_of_an_origin_that_is_not_cited_are_counted() -> None:
    two = only("circular-reporting", cracks("[gazette, radio]"))
    assert two.message.endswith(
        "seems to have 2 sources, but The Gazette and Valley Radio both repeat one origin: County survey"
    )
    three = only(
        "circular-reporting",
        cracks("[gazette, radio, herald]"),
        SOURCES + "  herald: {name: The Herald, from: survey}\n",
    )
    assert three.message.endswith(
        "seems to have 3 sources, but The Gazette, Valley Radio and 1 more all repeat one origin: County survey"
    )


def test_echoes_meet_where_the_lines_of_an_argument_do() -> None:
    text = """
    thesis:
      id: close
      claim: The bridge should close.
      because:
      - id: cracks
        claim: It is cracking.
        because:
        - {evidence: The cracks have doubled., source: survey}
      - id: rust
        claim: It rusts.
        because:
        - {evidence: The Gazette tells of rust., source: gazette}
    """
    finding = only("circular-reporting", text)
    assert (finding.node, finding.related) == ("close", ("cracks", "rust"))
    assert told("single-source", text) == []


def test_linked_echoes_claim_no_corroboration() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - together:
        - {evidence: The cracks have doubled., source: survey}
        - {evidence: The Gazette tells of rust., source: gazette}
    """
    assert told("circular-reporting", text) == []
    assert only("single-source", text).related == ("1.1.2", "1")


def test_a_further_source_breaks_the_circle() -> None:
    assert told("circular-reporting", cracks("[survey, gazette, angler]")) == []
    both = SOURCES + "  review: {name: A review, from: [survey, angler]}\n"
    assert told("circular-reporting", cracks("[survey, review]"), both) == []
    assert told("single-source", cracks("[survey, review]"), both) == []


def test_sources_that_repeat_somebody_unknown_may_be_one() -> None:
    sources = "sources:\n  a: {name: The Herald, from: unknown}\n  b: {name: The Star, from: unknown}\n"
    finding = only("circular-reporting", cracks("[a, b]"), sources)
    assert finding.message.endswith(
        "seems to have 2 sources, but The Herald and The Star both repeat somebody who is not named: perhaps one origin"
    )
    assert (finding.sources, finding.origins) == (("a", "b"), ("unknown",))


def test_one_origin_of_several_circles_is_told_once() -> None:
    text = """
    thesis:
      id: close
      claim: The bridge should close.
      because:
      - together:
        - id: cracks
          claim: It is cracking.
          because:
          - {evidence: The cracks have doubled., source: [survey, gazette]}
        - id: rust
          claim: It rusts.
          because:
          - {evidence: Rust runs out of it., source: [gazette, radio]}
    """
    finding = only("circular-reporting", text)
    assert finding.message == (
        "cracks “It is cracking.” and 1 other statement seem to have 3 sources, "
        "but The Gazette and Valley Radio only repeat County survey"
    )
    assert (finding.node, finding.related) == ("cracks", ("rust", "close"))


FILM = """
sources:
  club: {name: The climbing club}
  council: {name: The council, from: club}
  paper: {name: The Valley Paper, from: club}
"""
FILMED = """
thesis:
  claim: The wall is dangerous.
  because:
  - claim: The fall was made known.
    id: known
    because:
    - evidence: The club put a film of it on its page.
      source: club
      basis: own-act
    - evidence: The council sent the film to all schools.
      source: council
      basis: {basis}
"""


def test_own_acts_of_one_who_repeats_the_other_are_no_echo() -> None:
    assert told("circular-reporting", FILMED.format(basis="own-act"), FILM) == []
    assert told("single-source", FILMED.format(basis="own-act"), FILM) == []
    assert only("circular-reporting", FILMED.format(basis="reported"), FILM).node == "known"


def test_an_own_act_linked_to_echoes_is_not_counted_with_them() -> None:
    text = """
        thesis:
          claim: The wall is dangerous.
          because:
          - claim: A climber fell.
            because:
            - evidence: The club says so.
              source: club
            - together:
              - evidence: The paper says so.
                source: paper
              - evidence: The council closed the wall that day.
                source: council
                basis: own-act
        """
    finding = only("circular-reporting", text, FILM)
    assert finding.sources == ("club", "paper")
    assert finding.message.endswith("seems to have 2 sources, but The Valley Paper only repeats The climbing club")


def test_an_allowed_circle_does_not_come_back_as_a_single_source() -> None:
    text = cracks("[survey, gazette]").replace(
        "claim: The bridge is", "allow: {circular-reporting: The Gazette went to look.}\n    claim: The bridge is"
    )
    assert told("circular-reporting", text) == []
    assert told("single-source", text) == []
    assert told("bad-allow", text) == []


CURVEBALL = """
argmap: 1
sources:
  curveball: An informant
  r1: {name: Report 1, from: curveball}
  r2: {name: Report 2, from: curveball}
  r3: {name: Report 3, from: curveball}
  imagery: Pictures from the air
thesis:
  claim: There are mobile laboratories.
  because:
  - {evidence: They were seen on lorries., source: r1}
  - {evidence: They were seen on trains., source: r2}
  - together:
    - {evidence: One stood at a certain place., source: r3}
    - {evidence: A shed stands at that place., source: imagery}
"""


def test_the_case_of_curveball(oracles: Any) -> None:
    expected = next(case["expect_rules"] for case in oracles["shared_source"] if case["map"].startswith("Curveball"))
    findings = {finding.code: finding for finding in audit_text(CURVEBALL).findings}
    assert set(expected) <= set(findings)
    assert findings["AM303"].origins == ("curveball",)
    assert findings["AM303"].sources == ("r1", "r2", "r3")
    assert (findings["AM302"].origins, findings["AM302"].related) == (("imagery",), ())


# -- interested-source


def test_an_interested_source_alone_is_told_once_for_all_facts() -> None:
    text = """
    thesis:
      claim: The bridge should stay open.
      because:
      - together:
        - {evidence: The detour costs an hour., source: hauliers}
        - {evidence: Lorries do no harm., source: hauliers}
    """
    finding = only("interested-source", text)
    assert finding.message == (
        "Hauliers' association stands alone for 1.1.1 “The detour costs an hour.” and 1 other premise, "
        "and is not neutral: Its members use the bridge."
    )
    assert (finding.level, finding.node, finding.related) == ("warning", "1.1.1", ("1.1.2",))
    assert (finding.sources, finding.origins) == (("hauliers",), ("hauliers",))


def test_many_people_stand_in_the_plural() -> None:
    sources = "sources:\n  drivers: {name: Lorry drivers, plural: true, interest: They drive there.}\n"
    assert only("interested-source", cracks("drivers"), sources).message.startswith(
        "Lorry drivers stand alone for cracks “The bridge is cracking.”, and are not neutral"
    )


def test_an_echo_of_an_interested_source_stands_alone_with_it() -> None:
    sources = SOURCES + "  leaflet: {name: A leaflet, from: hauliers}\n"
    finding = only("interested-source", cracks("leaflet"), sources)
    assert finding.message.startswith("Hauliers' association stands alone")
    assert finding.sources == ("hauliers", "leaflet")


@pytest.mark.parametrize("more", ["basis: own-act", "against-interest: It costs them the short way."])
def test_own_acts_and_words_against_interest_need_no_second_source(more: str) -> None:
    assert told("interested-source", cracks("hauliers", more)) == []
    assert told("interested-source", cracks("[hauliers, survey]")) == []
    assert told("interested-source", cracks("survey")) == []


# -- rating-mismatch


def test_confirmed_by_one_origin_is_a_mismatch() -> None:
    finding = only("rating-mismatch", cracks("survey", "credibility: 1"))
    assert finding.message == (
        "1.1.1 “The cracks have doubled.” is called confirmed (credibility 1), "
        "but it comes from one origin, County survey"
    )
    assert (finding.level, finding.audience, finding.node) == ("warning", "map", "1.1.1")
    assert only("rating-mismatch", cracks("[survey, gazette]", "credibility: 1")).origins == ("survey",)
    assert told("rating-mismatch", cracks("[survey, angler]", "credibility: 1")) == []
    assert told("rating-mismatch", cracks("survey", "credibility: 2")) == []


def test_reports_of_one_origin_called_confirmed_are_told_once() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - {evidence: The cracks have doubled., source: survey, credibility: 1}
      - {evidence: Rust runs out of them., source: survey, credibility: 1}
    """
    finding = only("rating-mismatch", text)
    assert "and 1 other report are called confirmed (credibility 1), but they come from one origin" in finding.message
    assert finding.related == ("1.2",)


def test_confirmation_may_stand_beside_it_under_the_same_claim() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - claim: It is cracking.
        because:
        - {evidence: The cracks have doubled., source: survey, credibility: 1}
        - {evidence: They were shorter last year., source: angler}
    """
    assert told("rating-mismatch", text) == []


def test_ratings_without_a_reason_are_told_once_at_the_first_source() -> None:
    sources = """
    sources:
      survey:
        name: County survey
        reliability: A
        reason: Measured every year.
      angler:
        name: An angler
        reliability: C
      pilot:
        name: A pilot
        reliability: F
      {more}
    """
    one = only("rating-mismatch", cracks("survey"), dedent(sources).format(more=""))
    assert one.message == "An angler is rated C without a reason"
    assert (one.line, one.node, one.sources) == (10, None, ("angler",))
    several = only("rating-mismatch", cracks("survey"), dedent(sources).format(more="diver: {name: B, reliability: B}"))
    assert several.message == "2 sources are rated, An angler and B, without a reason"
    assert several.sources == ("angler", "diver")


# -- weak-source-alone

RATED = """
sources:
  poor: {name: A forum, reliability: E, reason: It made things up before.}
  echo: {name: A blog, from: poor}
  good: {name: A log, reliability: B, reason: It is checked.}
  plain: A letter
"""


@pytest.mark.parametrize(
    ("source", "more", "why"),
    [
        ("poor", "", "A forum (rated E)"),
        ("echo", "", "A blog (repeats only what is rated so)"),
        ("good", "credibility: 4", "A log (credibility 4)"),
        ("plain", "credibility: 5", "A letter (credibility 5)"),
    ],
)
def test_only_weak_sources_under_what_bears_load(source: str, more: str, why: str) -> None:
    finding = only("weak-source-alone", cracks(source, more), RATED)
    assert finding.message == (f"the thesis leans on cracks “The bridge is cracking.”, for which there is only {why}")
    assert (finding.level, finding.node, finding.sources[0]) == ("warning", "cracks", source)


def test_a_better_source_or_another_reason_beside_it_is_enough() -> None:
    assert told("weak-source-alone", cracks("[poor, good]"), RATED) == []
    assert told("weak-source-alone", cracks("plain"), RATED) == []
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - claim: It is cracking.
        because:
        - {evidence: The cracks have doubled., source: poor}
        - claim: It groans.
          because:
          - {evidence: It was heard., source: good}
    """
    assert told("weak-source-alone", text, RATED) == []


def test_weak_sources_are_told_once_an_origin_and_not_where_no_load_is_borne() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - {evidence: The cracks have doubled., source: poor}
      - {evidence: It groans., source: echo}
      but:
      - {evidence: It stood the test., source: poor}
    """
    finding = only("weak-source-alone", text, RATED)
    assert (finding.node, finding.related, finding.sources) == ("1.1", ("1.2",), ("poor", "echo"))
    assert finding.message.endswith("only A forum (rated E) and A blog (repeats only what is rated so)")


# -- second-hand


def test_an_origin_that_is_cited_nowhere_is_told_once() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - {evidence: The cracks have doubled., source: gazette}
      - {evidence: It groans., source: radio}
    """
    finding = only("second-hand", text)
    assert finding.message == (
        "The Gazette and Valley Radio repeat County survey, itself cited nowhere: "
        "cited for 1.1 “The cracks have doubled.” and 1 other report"
    )
    assert (finding.level, finding.node, finding.related) == ("note", "1.1", ("1.2",))
    assert (finding.sources, finding.origins) == (("gazette", "radio"), ("survey",))


def test_an_echo_beside_its_origin_is_not_second_hand() -> None:
    assert told("second-hand", cracks("[radio, survey]")) == []


def test_all_that_is_second_hand_about_one_origin_is_told_together() -> None:
    sources = """
    sources:
      clerk: {name: A clerk, anonymous: true}
      gazette: {name: The Gazette, from: clerk}
    """
    finding = only("second-hand", cracks("gazette"), sources)
    assert finding.message.startswith("The Gazette repeats A clerk, anonymous and itself cited nowhere: cited for")
    assert finding.sources == ("gazette",)
    both = only("second-hand", cracks("[gazette, clerk]"), sources)
    assert both.message.startswith("A clerk is anonymous: cited for 1.1.1 “The cracks have doubled.”")


def test_somebody_unknown_is_not_called_by_name() -> None:
    finding = only("second-hand", cracks("rumour"), "sources:\n  rumour: {name: A rumour, from: unknown}\n")
    assert finding.message.startswith("A rumour repeats somebody who is not named: cited for")
    assert (finding.sources, finding.origins) == (("rumour",), ("unknown",))


@pytest.mark.parametrize(
    ("source", "cited", "silent"),
    [
        ("{name: R. Holm, kind: expert}", "holm", False),
        ("{name: R. Holm, kind: expert, url: 'https://example.org/holm'}", "holm", True),
        ("{name: R. Holm, kind: expert}", "'holm, lecture of 3 May'", True),
        ("{name: R. Holm, kind: expert}", "[holm, survey]", True),
        ("{name: Residents, kind: witness, plural: true}", "holm", True),
        ("{name: Holm and sons, kind: party}", "holm", True),
    ],
)
def test_a_person_must_be_found_somewhere(source: str, cited: str, silent: bool) -> None:
    sources = f"sources:\n  survey: County survey\n  holm: {source}\n"
    findings = told("second-hand", cracks(cited), sources)
    assert [finding.message.split(":")[0] for finding in findings] == (
        [] if silent else ["nothing says where the words of R. Holm can be looked up"]
    )


# -- unnamed-authority


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Experts say so.", "experts say"),
        ("The comet is thought to be\n  old.", "is thought to"),
        ("It is widely believed that cats hear more.", "it is widely believed"),
        ("He reportedly left.", "reportedly"),
        ("Many people believe it.", "many people believe"),
        ("Critics have often argued the reverse.", "critics have often argued"),
        ("Studies clearly show it.", "studies clearly show"),
        ("Officials said nothing of it.", "officials said"),
        ("Many people were killed.", None),
        ("The critics of the king were jailed.", None),
        ("Resources show a decline.", None),
        ("The reported speed was low.", None),
        ("He was thoughtful.", None),
    ],
)
def test_words_that_name_nobody(text: str, found: str | None) -> None:
    assert phrase(text) == found


def test_appeals_to_nobody_are_told_once_a_main_line() -> None:
    text = """
    thesis:
      claim: The bridge should close.
      because:
      - id: cracks
        claim: It is cracking.
        because:
        - Experts say that it cracks.
        - evidence: It reportedly groans.
        - evidence: It is believed to sag.
      - Studies show that bridges age.
    """
    first, second = sorted(told("unnamed-authority", text), key=lambda finding: finding.line)
    assert first.message == (
        "1.1.1 “Experts say that it cracks.” appeals to somebody who is not named (“experts say”); so do 1.1.2, 1.1.3"
    )
    assert (second.node, second.related) == ("1.2", ())
    assert {first.level, second.level} == {"warning"}


def test_what_has_a_source_or_a_reason_may_speak_of_experts() -> None:
    assert told("unnamed-authority", cracks("survey").replace("The cracks have", "Experts say that cracks have")) == []
    assert told("unnamed-authority", cracks("survey").replace("The bridge is", "Experts say that it is")) == []


# -- passage-not-found, words-of-the-text

ESSAY = """\
The ferry is slow. It takes an hour to cross the sound, and in a storm it does not sail.

A bridge costs more than ten ferries do. It stands for a hundred years, though, and nobody waits for it.
"""


def passages(*places: str) -> str:
    claims = "".join(f"  - claim: Reason {i}.\n    passage: {{{place}}}\n" for i, place in enumerate(places))
    return f"about: {{title: Bridge the sound}}\nthesis:\n  claim: The sound needs a bridge.\n  because:\n{claims}"


def located(words: str, at: str = "") -> str:
    locator = find_words(read_text(ESSAY), words)
    assert locator.sha256
    trace = f", trace: {locator.trace}" if locator.trace else ""
    return f"at: {at or locator.at}, words: {locator.words}, sha256: {locator.sha256}{trace}"


LOST = "at: 2:1-6, words: 6, sha256: 0123456789abcdef"


def test_a_lost_passage_is_told_at_its_place() -> None:
    text = passages(located("The ferry is slow"), LOST)
    finding = only("passage-not-found", text, "", ESSAY)
    assert (finding.level, finding.audience, finding.node) == ("error", "map", "1.2")
    assert finding.message == "the words that 1.2 “Reason 1.” points to at 2:1-6 are not in the text"
    lines = f"argmap: 1\n\n{text}".splitlines()
    assert lines[finding.line - 1].strip().startswith("passage: {at: 2:1-6")


def test_a_place_beyond_the_text_and_a_locator_that_contradicts_itself() -> None:
    beyond = only("passage-not-found", passages("at: 7:1-3", "at: 1:1-4"), "", ESSAY)
    assert beyond.message == "1.1 “Reason 0.” is said to stand at 7:1-3, but the text has no such place"
    backwards = only("passage-not-found", passages("at: 1:9-2", "at: 1:1-4"), "", ESSAY)
    assert backwards.message.startswith("1.1 “Reason 0.” points to what cannot be a passage: 1:9-2")


def test_a_passage_that_moved_or_was_edited_is_not_lost() -> None:
    words = "A bridge costs more than ten ferries do It stands for a hundred years"
    moved, edited = located("The ferry is slow", "2:3-6"), located(words)
    changed = ESSAY.replace("ten ferries", "twelve ferries")
    assert told("passage-not-found", passages(moved, edited), "", changed) == []


WORDS = "A bridge costs more than ten ferries do It stands for a hundred years"


def test_a_passage_that_was_edited_is_told_with_how_many_words_differ() -> None:
    changed = "A word before it.\n\n" + ESSAY.replace("ten ferries", "twelve large ferries")
    text = passages(located(WORDS))
    finding = only("passage-changed", text, "", changed)
    assert (finding.level, finding.audience, finding.node) == ("warning", "map", "1.1")
    assert finding.message == (
        "the text changed where 1.1 “Reason 0.” points to it at 2:1-14: at least 2 of 14 words differ; "
        "it now stands at 3:1-15"
    )
    assert f"argmap: 1\n\n{text}".splitlines()[finding.line - 1].strip().startswith("passage:")
    here = only("passage-changed", text, "", ESSAY.replace("ten", "eleven"))
    assert here.message.endswith("at 2:1-14: at least one of 14 words differs")


def test_passages_that_moved_are_told_in_one_note() -> None:
    text = passages(located("The ferry is slow", "2:3-6"), located(WORDS), located("nobody waits for it", "1:1-4"))
    finding = only("passage-changed", text, "", ESSAY)
    assert (finding.level, finding.node, finding.related) == ("note", "1.1", ("1.3",))
    assert finding.message == (
        "passages stand elsewhere in this text, their words unchanged: that of 1.1 from 2:3-6 to 1:1-4; "
        "that of 1.3 from 1:1-4 to 2:17-20"
    )


def test_a_moved_passage_that_is_allowed_is_left_out_of_the_note() -> None:
    text = passages(located("The ferry is slow", "2:3-6"), located("nobody waits for it", "1:1-4"))
    text = text.replace("Reason 0.\n", "Reason 0.\n    allow: {passage-changed: So be it.}\n")
    finding = only("passage-changed", text, "", ESSAY)
    assert (finding.node, finding.related) == ("1.2", ())
    assert "1.1" not in finding.message


def test_a_passage_as_it_was_or_lost_or_impossible_has_not_changed() -> None:
    assert told("passage-changed", passages(located(WORDS), LOST, "at: 1:9-2", "at: 1"), "", ESSAY) == []
    assert told("passage-changed", passages(located(WORDS)), "") == []


def test_a_changed_passage_is_kept_silent_where_it_is_allowed() -> None:
    allowed = "  allow: {passage-changed: It was only spelling.}\n"
    text = passages(located(WORDS)).replace("  - claim: Reason 0.\n", f"  - claim: Reason 0.\n  {allowed}")
    audit = audited(text, "", ESSAY.replace("ten", "eleven"))
    assert [one.rule for one in audit.allowed] == ["passage-changed"]


def test_another_text_is_told_once() -> None:
    text = passages(LOST, LOST, LOST)
    finding = only("passage-not-found", text, "", ESSAY)
    assert finding.message == "none of the 3 passages of this map is in the text given"
    assert finding.related == ("1.2", "1.3")
    named = text.replace("title: Bridge the sound", "title: Bridge the sound, sha256: 0123456789abcdef")
    assert only("passage-not-found", named, "", ESSAY).message.endswith("whose words are not those that `about` names")


def test_without_the_text_nothing_is_said_of_passages_and_words() -> None:
    audit = audited(passages(LOST).replace("Reason 0.", "It takes an hour to cross the sound in a storm."), "")
    assert {"passage-not-found", "words-of-the-text"}.isdisjoint(finding.rule for finding in audit.findings)


def test_words_of_the_text_are_told_once_a_statement() -> None:
    text = """
    about: {title: Bridge the sound}
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: It takes an HOUR to cross the sound and in fog longer.
        note: A bridge costs more than ten ferries do, it says.
      - claim: It takes an hour to cross a sound.
    """
    finding = only("words-of-the-text", text, "", ESSAY)
    assert (finding.level, finding.audience, finding.node) == ("warning", "map", "1.1")
    assert finding.message.endswith(
        "repeats 10 words of the text: “It takes an HOUR to cross the sound and in”, and 1 more such run"
    )


# -- bad-allow


def test_an_allow_that_is_no_longer_needed_is_told_where_it_stands() -> None:
    text = cracks("[survey, angler]").replace(
        "claim: The bridge is", "allow: {single-source: There is no other.}\n    claim: The bridge is"
    )
    finding = only("bad-allow", text)
    assert (finding.level, finding.node) == ("warning", "cracks")
    assert told("bad-allow", text.replace("[survey, angler]", "survey")) == []
