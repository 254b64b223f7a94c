"""What a report says of a source, whatever form it has: which one is cited where, and what that one carries there."""

from argmap.audit import audit_text
from argmap.report.digest import Digest

HEAD = """\
argmap: 1
sources:
  activist: {name: One activist, anonymous: true}
  locals: {name: Local people, anonymous: true, plural: true}
  survey: {name: A survey, kind: dataset}
  panel: {name: The panel, kind: dataset, group: youth, reliability: B}
  paper: {name: A paper, kind: study, group: youth, reliability: C}
thesis:
  claim: The town is lost.
  because:
"""


def headlines(reasons: str) -> list[str]:
    """The first lines of the entries about sources, of a thesis with these reasons."""
    audit = audit_text(HEAD + reasons)
    assert not audit.problems
    sections = dict(Digest(audit, 6).sections())
    return [entry.headline for entry in sections["sources"]]


def reason(id_: str, *sources: str) -> str:
    cited = "".join(f"    - evidence: Seen by {one}.\n      source: {one}\n" for one in sources)
    return f"  - id: {id_}\n    claim: So it is with {id_}.\n    because:\n{cited}"


def linked(**cited: str) -> str:
    premises = (
        f"    - id: {id_}\n      evidence: {id_} is so.\n      source: {source}\n" for id_, source in cited.items()
    )
    return "  - together:\n" + "".join(premises)


def test_the_one_of_a_group_that_is_cited_is_named_and_the_others_may_be_the_same() -> None:
    assert headlines(reason("sleep", "panel") + linked(marks="[paper, survey]", road="survey"))[0] == (
        "The panel (rated B; may be the same as A paper): stands alone under sleep"
    )


def test_each_of_a_group_is_named_with_what_it_carries() -> None:
    assert headlines(reason("patrols", "locals") + reason("road", "activist")) == [
        "Local people: stands alone under patrols; One activist: stands alone under road "
        "(anonymous sources: perhaps the same)"
    ]
    assert headlines(reason("patrols", "locals") + linked(wells="[activist, survey]", road="survey"))[0] == (
        "Local people: stands alone under patrols; One activist: cited for wells (anonymous sources: perhaps the same)"
    )


def test_a_group_of_which_all_are_cited_together_is_named_with_them() -> None:
    assert headlines(reason("sleep", "panel", "paper")) == [
        "the group youth (The panel; A paper): stands alone under sleep"
    ]


def test_what_has_a_further_source_or_a_doubtful_citation_is_not_said_to_hang_on_one() -> None:
    doubtful = linked(wells="activist?", road="[activist, survey]", bridge="survey")
    assert headlines(reason("patrols", "activist") + doubtful)[0] == (
        "One activist (anonymous; unjudged): stands alone under patrols and is cited for wells and road"
    )
