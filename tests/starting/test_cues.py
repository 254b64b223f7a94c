"""The table of cues, and who is said to say what: the user's sentence and what is told of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.starting.attributions import MOST, Described, attributions, described
from argmap.starting.cues import KINDS, cues


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("For example, the ferry did not sail.", [("evidence", "For example")]),
        ("Some 1,600 passengers waited.", [("evidence", "Some 1,600")]),
        ("Although it is old, it floats.", [("concession", "Although")]),
        ("“Although it is old, it floats.”", [("concession", "Although")]),
        ("Of course, it is old.", [("concession", "Of course")]),
        ("But it floats.", [("objection", "But")]),
        ("It is old, but it floats.", [("objection", "but")]),
        ("Critics call it old.", [("objection", "Critics")]),
        ("It floats because it is light.", [("reason", "because")]),
        ("Since last year it has not sailed.", [("reason", "Since")]),
        ("The council should build a bridge.", [("claim", "should")]),
        ("A bridge might be better.", [("claim", "better"), ("hedge", "might")]),
        ("It is said to be slow.", [("attribution", "it is said, by nobody named")]),
        ("Reportedly it sank.", [("attribution", "reportedly, by nobody named")]),
        ("The ferry is slow.", []),
        ("The shoulder of the road is narrow.", []),
        ("It was butter, becausewise.", []),
        ("", []),
    ],
)
def test_cues(sentence: str, told: list[tuple[str, str]]) -> None:
    assert [tuple(cue) for cue in cues(sentence)] == told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("According to the mayor, it is slow.", [("the mayor", None)]),
        ("It is slow, according to an engineer at the yard.", [("an engineer at the yard", None)]),
        ("According to Eva Holm, a professor at Lund, it is slow.", [("Eva Holm", "a professor at Lund")]),
        ("According to Eva Holm, the ferry, which is old, is slow.", [("Eva Holm", None)]),
        ("Eva Holm, head of the yard, said that it is slow.", [("Eva Holm", "head of the yard")]),
        ("“It is slow,” said Eva Holm, a resident.", [("Eva Holm", "a resident")]),
        ("“It is slow,” Eva Holm said on Monday.", [("Eva Holm", None)]),
        ("“It is slow,” she said.", [(None, None)]),
        ("He told the court that it is slow.", [(None, None)]),
        ("Officials have repeatedly denied it.", [("Officials", None)]),
        ("Activists in two towns have described long waits.", [("Activists in two towns", None)]),
        ("A survey of 1,200 passengers shows that most agree.", [("A survey of 1,200 passengers", None)]),
        ("A study by the University of Oslo found that it is slow.", [("A study by the University of Oslo", None)]),
        ("It follows from a report by the Coast Guard.", [("the Coast Guard", None)]),
        ("Newspapers cover the delays.", [("Newspapers", None)]),
        ("There were rumours of a strike.", [("rumours", None)]),
        ("It was known from reports in local newspapers.", [("local newspapers", None)]),
        ("The yard released a video of the crash.", [("a video of the crash", None)]),
        ("As Dr. E. Holm put it, it is slow.", [("Dr. E. Holm", None)]),
        ("Eva Holm said it, and the mayor denied it.", [("Eva Holm", None), ("the mayor", None)]),
        # A name set off by commas, before or behind what somebody is.
        ("“It is slow,” its director, Paul Henning, told reporters in January.", [("Paul Henning", "its director")]),
        ("The carriers' lobby, Sail Europe, says that it is slow.", [("Sail Europe", "The carriers' lobby")]),
        ("The council's treasurer, Jon Bekker, argues that it is slow.", [("Jon Bekker", "The council's treasurer")]),
        ("In the north, Sweden, said the mayor, is slow.", [("the mayor", None)]),
        ("Night-shift nurses described it as slow.", [("Night-shift nurses", None)]),
        ("Critics point out that it is slow.", [("Critics", None)]),
        ("The Evening Post repeated the number.", [("The Evening Post", None)]),
        ("Eva Holm repeated the trial.", []),
        ("Sail Europe, the carriers' lobby, says that it is slow.", [("Sail Europe", "the carriers' lobby")]),
        ("It is slow, Jonas Becker, of the Kiel Institute, has argued.", [("Jonas Becker", "of the Kiel Institute")]),
        ("Its founder Adrien Aumont said that it is slow.", [("Adrien Aumont", "Its founder")]),
        # Said in passing, behind what is said.
        (
            "Most stay at home, a report of the Port Union noted in 2022, and few sail.",
            [("a report of the Port Union", None)],
        ),
        ("A third of them sail on Mondays, Eurostat estimated in the same year.", [("Eurostat", None)]),
        ("The berth is full, a manager at Nordyard who asked not to be named said.", [("a manager at Nordyard", None)]),
        ("The campaign group Clean Sea put the cost at 34 million euros.", [("The campaign group Clean Sea", None)]),
        # What is no attribution.
        ("They met the mayor, told reporters in January.", []),
        ("They bear no tax, nor a toll in most member states, while railways do.", []),
        ("In the attack, the soldiers found the key.", []),
        ("The crew put the boat at anchor.", []),
        ("She left the harbour, the yard, and says nothing.", []),
        ("Nobody said so.", []),
        ("The council maintained the pier.", []),
        ("The group’s wish to be heard shows that it is weak.", []),
        ("His claims of victory were called off.", []),
        ("It said nothing.", []),
        ("The weather confirmed that it is slow.", []),
        ("Officials cover the costs.", []),
        ("The mayor found the key.", []),
        ("The pier covers the rocks.", []),
        ("The ferry is slow.", []),
    ],
)
def test_attributions(sentence: str, told: list[tuple[str | None, str | None]]) -> None:
    assert [(one.source, one.role) for one in attributions(sentence)] == told


def test_what_is_reported_by_nobody_named_is_marked() -> None:
    (one,) = attributions("There have been occasional reports of a strike.")
    assert (one.source, one.is_report) == ("occasional reports", True)


@pytest.mark.parametrize(
    ("source", "role", "kind", "anonymous", "plural"),
    [
        ("Eva Holm", None, "person", False, False),
        ("Eva Holm", "a senior scholar of Lund", "expert", False, False),
        ("Eva Holm", "a resident of the town", "witness", False, False),
        ("activists in two towns", None, "witness", True, True),
        ("an activist", None, "witness", True, False),
        ("the BBC", None, "media", False, False),
        ("The Evening Post", None, "media", False, False),
        ("the Coast Guard", None, None, False, False),
        ("news outlets around the world", None, "media", False, True),
        ("A survey of 1,200 voters", None, "study", False, False),
        ("pro-government social media", None, "social-media", True, True),
        ("Jonas Becker", "of the Kiel Institute", "person", False, False),
        ("the Swedish transport authority", None, "official", False, False),
        ("Danish police", None, "official", False, True),
    ],
)
def test_a_source_is_described(source: str, role: str | None, kind: str | None, anonymous: bool, plural: bool) -> None:
    name = source[0].upper() + source[1:]
    assert described(source, role) == Described(name, kind, anonymous, plural)  # type: ignore[arg-type]


WORDS = [
    "said",
    "Eva",
    "Holm",
    "according to",
    ",",
    "“",
    "”",
    "a",
    "study",
    "by",
    "the",
    "of",
    ".",
    "reports",
    "he",
    "'",
    "U.N.",
]


@given(st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text())
def test_any_sentence_is_read(sentence: str) -> None:
    for one in attributions(sentence):
        assert one.source is None or (one.source and len(one.source.split()) <= 14)
        assert one.source is None or described(one.source, one.role).name
    assert all(cue.kind in KINDS and cue.words for cue in cues(sentence))


@pytest.mark.parametrize("part", ["said ", "really ", ",” ", "Eva, a ", "according to ", "reports in a ", "as a b "])
def test_an_endless_sentence_is_cut_short(part: str) -> None:
    assert attributions(part * 50_000) == attributions((part * 50_000)[:MOST])
    assert cues(part * 50_000) == cues((part * 50_000)[:2_000])
