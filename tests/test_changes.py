"""A map as it would be: what is lost carries nothing, and nobody mistakes it for what is merely asserted."""

from textwrap import dedent

import pytest

from argmap.audit import arrange_text
from argmap.changes import ChangeError, Changes, changed, corroborated
from argmap.graph import Graph
from argmap.support.assessment import Assessment
from argmap.support.grades import Grade

BRIDGE = """
argmap: 1
sources:
  survey: {name: The survey, reliability: B, group: county}
  register: {name: The register, reliability: B, group: county}
  gazette: {name: The Gazette, from: [survey, unknown]}
  rumour: {name: A rumour, from: unknown}
thesis:
  id: close
  claim: The bridge should close.
  because:
  - id: cracks
    claim: It is cracking.
    because:
    - {id: growth, evidence: The cracks grow., source: survey}
    - {id: report, evidence: So the Gazette says., source: gazette}
    but:
    - id: old
      claim: The cracks are old.
      because:
      - {evidence: The register shows them., source: register}
    unless:
    - id: paint
      claim: It is the paint that cracks.
  - id: said
    claim: Everybody says so.
    because:
    - {evidence: It is said., source: rumour}
"""


def graph_of(text: str) -> Graph:
    graph = arrange_text(dedent(text)).graph
    assert graph is not None
    return graph


@pytest.fixture
def bridge() -> Graph:
    return graph_of(BRIDGE)


def grades(graph: Graph) -> dict[str, tuple[Grade, Grade]]:
    support = Assessment(graph)
    return {node.id: (support.alone.nodes[node.at], support.own_word.nodes[node.at]) for node in graph.nodes}


def test_a_source_withdrawn_takes_what_repeats_it_alone(bridge: Graph) -> None:
    after = grades(changed(bridge, Changes(without=("survey",))))
    assert after["growth"] == (Grade.NONE, Grade.NONE)
    assert after["report"][0] > Grade.NONE  # the Gazette also repeats somebody who is not named
    both = grades(changed(bridge, Changes(without=("survey", "unknown"))))
    assert (both["report"][0], both["said"][0]) == (Grade.NONE, Grade.NONE)


def test_a_group_withdrawn_takes_all_its_sources(bridge: Graph) -> None:
    graph = changed(bridge, Changes(without=("county",)))
    assert graph.sources.by_key["survey"].retracted
    assert graph.sources.by_key["register"].retracted
    assert not bridge.sources.by_key["survey"].retracted


def test_a_claim_that_loses_its_only_reason_is_not_its_author_s_own_word(bridge: Graph) -> None:
    without = changed(bridge, Changes(without=("growth", "report")))
    assert grades(without)["cracks"] == (Grade.NONE, Grade.NONE)
    assert not without.is_bare(without.nodes[without.by_id["cracks"]])


def test_positions_stay(bridge: Graph) -> None:
    after = changed(bridge, Changes(without=("growth",), granted=("paint",)))
    assert [node.id for node in after.nodes][: len(bridge.nodes)] == [node.id for node in bridge.nodes]
    assert [step.id for step in after.steps] == [step.id for step in bridge.steps]


def test_granting_an_objection_loses_the_claim_and_an_undercut_the_step(bridge: Graph) -> None:
    assert grades(changed(bridge, Changes(granted=("old",))))["cracks"] == (Grade.NONE, Grade.NONE)
    after = changed(bridge, Changes(granted=("paint",)))
    assert grades(after)["cracks"][0] > Grade.NONE
    assert Assessment(after).alone.steps[0] is Grade.NONE


def test_linked_premises_fall_with_one_and_k_of_n_do_not() -> None:
    text = """
    argmap: 1
    sources: {a: {name: A}}
    thesis:
      id: t
      claim: T.
      because:
      - together:
        - {id: x, evidence: X., source: a}
        - {id: y, evidence: Y., source: a}
        - {id: z, evidence: Z., source: a}
        needs: 2
    """
    graph = graph_of(text)
    assert grades(changed(graph, Changes(without=("x",))))["t"][0] > Grade.NONE
    assert grades(changed(graph, Changes(without=("x", "y"))))["t"] == (Grade.NONE, Grade.NONE)


def test_two_sources_as_one_are_one_origin(bridge: Graph) -> None:
    graph = changed(bridge, Changes(as_one=(("survey", "rumour"),)))
    before, after = Assessment(bridge), Assessment(graph)
    assert after.cut_sets(0, "sources_alone", "source").sets != before.cut_sets(0, "sources_alone", "source").sets
    assert "survey+rumour" in after.origins[0]
    assert graph.sources.name("survey+rumour") == "The survey and A rumour, taken as one"
    assert graph.sources.groups_of("survey") == ("county", "survey+rumour")


def test_one_more_source_under_a_claim_and_under_evidence(bridge: Graph) -> None:
    for name in ("said", "growth"):
        after = Assessment(corroborated(bridge, bridge.by_id[name]))
        at = bridge.by_id[name]
        assert "(new)" in after.origins[at]
        assert after.alone.nodes[at] >= Assessment(bridge).alone.nodes[at]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (Changes(without=("survy",)), "did you mean `survey`?"),
        (Changes(without=("close",)), "`close` is a thesis"),
        (Changes(without=("text",)), "lost already on the sources alone"),
        (Changes(granted=("growth",)), "is no objection and no undercut"),
        (Changes(granted=("nothing-like-it",)), "is no objection of this map"),
        (Changes(as_one=(("survey", "gazete"),)), "did you mean `gazette`?"),
        (Changes(as_one=(("survey", "survey"),)), "it takes two sources"),
    ],
)
def test_what_means_nothing_is_refused(bridge: Graph, changes: Changes, said: str) -> None:
    with pytest.raises(ChangeError) as caught:
        changed(bridge, changes)
    assert said in str(caught.value)


def test_an_objection_to_a_thesis_is_not_granted() -> None:
    graph = graph_of("argmap: 1\nthesis:\n  id: t\n  claim: T.\n  because:\n  - X.\n  but:\n  - {id: o, claim: O.}\n")
    with pytest.raises(ChangeError, match="speaks against a thesis"):
        changed(graph, Changes(granted=("o",)))


def test_sources_of_one_group_taken_as_one_are_no_more_origins_than_before() -> None:
    text = """
    argmap: 1
    sources: {a: {name: A, group: house}, b: {name: B, group: house}, c: {name: C}, d: {name: D, group: house}}
    thesis:
      claim: T.
      because:
      - {evidence: E., source: a}
      - {evidence: F., source: b}
      - {evidence: G., source: c}
    """
    graph = graph_of(text)
    before = Assessment(graph).origins[0]
    assert before == {"house", "c"}
    assert Assessment(changed(graph, Changes(as_one=(("a", "b"),)))).origins[0] == {"a+b", "c"}
    assert Assessment(changed(graph, Changes(as_one=(("a", "c"),)))).origins[0] == {"house"}
    merged = changed(graph, Changes(as_one=(("a", "b", "c"),)))
    assert Assessment(merged).cut_sets(0, "sources_alone", "source").sets == (("a+b+c",),)


@pytest.mark.parametrize("name", ["unknown", "anonymous"])
def test_names_that_stand_for_nothing_in_a_map_are_refused(name: str) -> None:
    graph = graph_of(
        "argmap: 1\nsources: {a: {name: A}}\nthesis:\n  claim: T.\n  because:\n  - {evidence: E., source: a}\n"
    )
    with pytest.raises(ChangeError, match="no "):
        changed(graph, Changes(without=(name,)))


def test_a_step_and_a_group_are_told_apart_from_what_is_not_there(bridge: Graph) -> None:
    linked = graph_of(
        "argmap: 1\nthesis:\n  id: t\n  claim: T.\n  because:\n  - together: [A, B]\n".replace(
            "[A, B]", "\n    - A\n    - B"
        )
    )
    with pytest.raises(ChangeError, match=r"is the step from 1\.1\.1, 1\.1\.2 to t"):
        changed(linked, Changes(without=("1.1",)))
    with pytest.raises(ChangeError, match="is a group"):
        changed(bridge, Changes(as_one=(("county", "survey"),)))
