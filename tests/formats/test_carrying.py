"""What a format cannot carry of a map, item by item."""

import pytest
from hypothesis import given

from argmap.arrange import arrange
from argmap.formats.shared.carrying import kept, left_out
from argmap.formats.shared.common import Arranged
from argmap.formats.shared.features import EVERYTHING, WORDS, Feature, in_words
from argmap.load import load
from argmap.model import About, Assumption, Claim, Evidence, Map, See, Source, Together
from argmap.place import Places, marked
from tests.effort import tries
from tests.support.maps import Data, graph_of, maps

RICH = """\
argmap: 1
title: A bridge
note: For the course.
about: {title: A bridge too far}
bibliography: books.bib
sources:
  survey:
    name: County survey
    kind: dataset
    role: It counts.
    reliability: B
    reason: It was checked.
    group: county
    url: https://example.org
    date: 2022
    accessed: 2023
    cite: county2022
    note: Read it.
    allow: {single-source: It is enough.}
  gazette: {name: The Gazette, from: survey, retracted: It was wrong.}
  he: {name: He, anonymous: true, plural: true, distinct: I met him., interest: He gains.}
thesis:
- id: close
  claim: The bridge should close.
  likelihood: likely
  passage: {at: 3}
  tags: bridges
  note: The main one.
  allow: {linchpin: It is so.}
  because:
  - together:
    - id: cracks
      claim: It is cracking.
      by: mapper
    - evidence: Cracks doubled.
      source: survey?, p. 12
      basis: recorded
      credibility: 2
      against-interest: It costs the county.
    - assume: No repair is possible.
      why: Nobody has the money.
    needs: 2
    note: Two will do.
    scheme: cause-to-effect
    unless:
    - claim: Cars alone would do it.
  - claim: It is old.
    strength: weak
    warrant: Old bridges fall.
    scheme: explanation
  but:
  - claim: Lorries need it.
    granted: There is a ferry.
    because:
    - see: cracks
- claim: So says the county.
"""
NOTHING: frozenset[Feature] = frozenset()
STRUCTURE: frozenset[Feature] = frozenset({"linked", "objections", "undercuts", "explanations", "shared"})


def arranged(text: str) -> Arranged:
    loaded = load(text)
    assert loaded.map is not None, [str(one) for one in loaded.problems]
    graph, problems = arrange(loaded.map, loaded.places)
    assert graph is not None, problems
    return Arranged("bridge.argmap.yaml", graph, loaded.places, None)


def said(text: str, carries: frozenset[Feature]) -> list[str]:
    return [f"{one.problem.line}: {one.problem.message}" for one in left_out(arranged(text), carries)]


def test_each_thing_is_named_at_its_place() -> None:
    assert said(RICH, STRUCTURE) == [
        "2: `title` of the map is left out",
        "3: `note` of the map is left out",
        "4: `about` of the map is left out",
        "5: `bibliography` of the map is left out",
        "7: the source survey “County survey” is left out",
        "20: the source gazette “The Gazette” is left out",
        "21: the source he “He” is left out",
        "23: `id`, `likelihood`, `passage`, `tags`, `allow`, `note` of close “The bridge should close.” are left out",
        "31: that 2 of the 3 premises of the step 1.1 suffice is left out",
        "31: `scheme`, `note` of the step 1.1 are left out",
        "32: `id`, `by` of cracks “It is cracking.” are left out",
        "35: `source`, `basis`, `credibility`, `against-interest` of 1.1.2 “Cracks doubled.” are left out",
        "35: that 1.1.2 “Cracks doubled.” is evidence is left out",
        "40: `why` of 1.1.3 “No repair is possible.” is left out",
        "40: that 1.1.3 “No repair is possible.” is an assumption is left out",
        "47: `strength`, `warrant` of 1.2 “It is old.” are left out",
        "52: `granted` of 1.3 “Lorries need it.” is left out",
        "56: that 2 “So says the county.” is a thesis is left out",
    ]


def test_what_stands_under_an_objection_alone_goes_with_it() -> None:
    lines = said(RICH, EVERYTHING - {"objections", "undercuts", "explanations"})
    assert lines == [
        "46: the undercut 1.1.4 “Cars alone would do it.” is left out, with what stands under it alone",
        "47: the explanation 1.2 “It is old.” is left out, with what stands under it alone",
        "52: the objection 1.3 “Lorries need it.” is left out, with what stands under it alone",
    ]


def test_a_statement_that_a_lost_objection_shares_is_kept() -> None:
    graph = arranged(RICH).graph
    names = [graph.nodes[at].id for at in kept(graph, EVERYTHING - {"objections"}).nodes]
    assert "cracks" in names
    assert "1.3" not in names


def test_parts_of_sources_and_citations() -> None:
    gone: set[Feature] = {"lineage", "groups", "ratings", "kinds", "anonymity", "interests", "retractions", "urls"}
    gone |= {"dates", "map-note", "bibliography", "notes", "allow", "locators", "doubts", "title", "about"}
    assert said(RICH, EVERYTHING - gone)[4:8] == [
        "7: `role`, `kind`, `reliability`, `reason`, `group`, `url`, `date`, `accessed`, `cite`, `note`, `allow` of "
        "the source survey “County survey” are left out",
        "20: `from`, `retracted` of the source gazette “The Gazette” are left out",
        "21: `anonymous`, `plural`, `distinct`, `interest` of the source he “He” are left out",
        "23: `allow`, `note` of close “The bridge should close.” are left out",
    ]
    assert "35: “p. 12” of survey at 1.1.2 “Cracks doubled.” is left out" in said(RICH, EVERYTHING - {"locators"})
    assert "35: that survey is in doubt at 1.1.2 “Cracks doubled.” is left out" in said(RICH, EVERYTHING - {"doubts"})


def test_uncited_sources() -> None:
    lines = said(RICH, EVERYTHING - {"uncited"})
    assert lines == [
        "20: the source gazette “The Gazette” is left out",
        "21: the source he “He” is left out",
    ]


def test_what_means_nothing_is_not_missed() -> None:
    plain = "argmap: 1\nthesis:\n  claim: A.\n  by: mapper\n  because:\n  - evidence: B.\n    basis: reported\n"
    assert said(plain, STRUCTURE | {"evidence"}) == []


EXPLAINING = """\
argmap: 1
thesis:
  claim: The bridge is safe.
  because:
  - claim: It was built for tanks.
    scheme: explanation
  but:
  - claim: It hums in the wind.
    scheme: explanation
  - together:
    - A weld broke.
    - Welds are checked each year.
    scheme: explanation
    unless:
    - claim: The weld was new.
      scheme: explanation
"""


def test_an_explanation_among_objections_is_a_scheme_like_others() -> None:
    """Among reasons it is a step of a kind of its own, which a format knows or not."""
    objections = [
        "8: `scheme` of 1.2 “It hums in the wind.” is left out",
        "10: `scheme` of the step 1.3 is left out",
        "15: `scheme` of 1.3.3 “The weld was new.” is left out",
    ]
    assert said(EXPLAINING, EVERYTHING - {"schemes"}) == objections
    assert said(EXPLAINING, EVERYTHING - {"schemes", "explanations"}) == [
        "5: the explanation 1.1 “It was built for tanks.” is left out, with what stands under it alone",
        *objections,
    ]


@given(maps())
@tries(60)
def test_nothing_is_left_out_by_a_format_that_carries_everything(data: Data) -> None:
    graph = graph_of(data)
    assert left_out(Arranged("-", graph, Places(marked(0, 0)), None), EVERYTHING) == ()
    everything = kept(graph, EVERYTHING)
    assert everything.nodes == tuple(range(len(graph.nodes)))
    assert everything.steps == tuple(range(len(graph.steps)))


@given(maps())
@tries(60)
def test_what_is_written_hangs_together(data: Data) -> None:
    graph = graph_of(data)
    part = kept(graph, EVERYTHING - {"objections", "explanations"})
    for step in (graph.steps[at] for at in part.steps):
        assert step.kind != "but"
        assert step.to in part.nodes
        assert set(step.premises) <= set(part.nodes)
        assert step.undercuts is None or step.undercuts in part.steps


def test_every_key_of_a_map_is_missed_by_a_format_that_has_no_place_for_it() -> None:
    said_of = " ".join(said(RICH, EVERYTHING - {"title", "notes", "about", "bibliography"} - set(WORDS)))
    said_of += " ".join(said(RICH, frozenset({"sources", "uncited", *STRUCTURE})))
    structure = {"argmap", "sources", "thesis", "claims", "claim", "evidence", "assume", "because", "but", "unless"}
    structure |= {"together", "needs", "see", "name"}
    for part in (Map, Source, Claim, Evidence, Assumption, Together, See):
        for key in set(part.model_fields) - structure:
            assert f"`{key.rstrip('_').replace('_', '-')}`" in said_of, key
    assert About.model_fields


def test_every_feature_has_words() -> None:
    assert set(WORDS) == EVERYTHING
    assert in_words(EVERYTHING) == "everything"
    assert in_words(EVERYTHING - {"passages", "tags"}) == "everything but passages, tags"
    assert in_words(frozenset({"linked"})) == "the statements and their reasons; linked premises; nothing else"


@pytest.mark.parametrize("feature", sorted(EVERYTHING - {"theses"}))
def test_each_feature_is_missed_in_a_map_that_uses_them_all(feature: Feature) -> None:
    if feature == "shared":
        assert said(RICH, EVERYTHING - {"shared"}) == [
            "55: that cracks “It is cracking.” is one statement with several uses is left out"
        ]
    assert said(RICH, EVERYTHING - {feature}) != []
