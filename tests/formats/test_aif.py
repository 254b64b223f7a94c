"""AIF in the JSON of AIFdb: each thing that occurs in real node sets, and what becomes of it."""

import json
from typing import Any

import pytest

from argmap.formats import aif, xaif
from argmap.formats.interchange.graph import UNDERCUTS, Interchange
from tests.formats.nodesets import again, known_as, made, node_set, outline, record, refused, said, taken

BRIDGE = node_set(
    [
        "1 I The old bridge should close.",
        "2 I It is cracking.",
        "3 I No repair is possible.",
        "4 I The detour costs an hour a day.",
        "5 I Cars alone would crack it as fast.",
        "6 RA Default Inference",
        "7 CA Default Conflict",
        "8 CA Default Conflict",
    ],
    ["2 > 6 > 1", "3 > 6", "4 > 7 > 1", "5 > 8 > 6"],
)
BRIDGE_MAP = """\
thesis:
- id: i1
  claim: The old bridge should close.
  because:
  - together:
    - id: i2
      claim: It is cracking.
    - id: i3
      claim: No repair is possible.
    unless:
    - id: i5
      claim: Cars alone would crack it as fast.
  but:
  - id: i4
    claim: The detour costs an hour a day.
"""


def test_linked_premises_objections_and_undercuts() -> None:
    found = taken(aif, BRIDGE)
    assert outline(found) == BRIDGE_MAP
    assert said(found) == []


def test_everything_has_its_place_in_the_file() -> None:
    raw = json.dumps(BRIDGE, indent=1).encode()
    found = taken(aif, raw)
    line = raw[: raw.index(b'"It is cracking."')].count(b"\n")
    assert found.places.at(("thesis", 0, "because", 0, "together", 0)) == (line - 2, 3)


def test_several_inferences_are_several_reasons() -> None:
    nodes = ["1 I A.", "2 I B.", "3 I C.", "4 RA RA", "5 RA RA"]
    assert outline(taken(aif, node_set(nodes, ["2 > 4 > 1", "3 > 5 > 1"]))) == (
        "thesis:\n- id: i1\n  claim: A.\n  because:\n  - id: i2\n    claim: B.\n  - id: i3\n    claim: C.\n"
    )


def test_a_conflict_with_a_conflict_answers_it() -> None:
    nodes = ["1 I A.", "2 I B.", "3 I C.", "4 I D.", "5 CA CA", "6 CA CA", "7 CA CA"]
    found = taken(aif, node_set(nodes, ["4 > 7 > 6 > 5 > 1", "3 > 6", "2 > 5"]))
    assert outline(found) == (
        "thesis:\n- id: i1\n  claim: A.\n  but:\n  - id: i2\n    claim: B.\n    unless:\n    - id: i3\n"
        "      claim: C.\n      unless:\n      - id: i4\n        claim: D.\n"
    )
    assert said(found) == []


def test_a_restatement_is_a_reason_of_its_own_scheme() -> None:
    found = taken(aif, node_set(["1 I A.", "2 I In other words, A.", "3 MA Default Rephrase"], ["2 > 3 > 1"]))
    assert outline(found) == (
        "thesis:\n- id: i1\n  claim: A.\n  because:\n  - id: i2\n    claim: In other words, A.\n    scheme: rephrase\n"
    )


@pytest.mark.parametrize(
    ("node", "scheme"),
    [
        ({"text": "RA", "scheme": "ExpertOpinion", "schemeID": "15"}, "expert-opinion"),
        ({"text": "Expert Opinion"}, "expert-opinion"),
        ({"text": "RA", "scheme": "expert_opinion"}, "expert-opinion"),
        ({"text": "RA", "scheme": "", "schemeID": "15"}, "expert-opinion"),
        ({"text": "RA", "scheme": "Analogy", "schemeID": "15"}, "analogy"),  # the name decides
        ({"text": "Two Wrongs"}, "two-wrongs"),
        ({"text": "RA"}, None),
        ({"text": ""}, None),
        ({"text": "RA_c8e3a1b2c3d4", "scheme": None}, None),
        ({"text": "Default Inference", "scheme": "Default Inference", "schemeID": "72"}, None),
    ],
)
def test_a_scheme_goes_by_its_name(node: Any, scheme: str | None) -> None:
    whole = node_set(["1 I A.", "2 I B.", "3 RA x"], ["2 > 3 > 1"])
    whole["nodes"][2].update(node)
    found = taken(aif, whole)
    assert found.data is not None
    assert found.data["thesis"][0]["because"][0].get("scheme") == scheme


def test_a_conflict_may_have_a_scheme() -> None:
    found = taken(aif, node_set(["1 I A.", "2 I B.", "3 CA Ad hominem"], ["2 > 3 > 1"]))
    assert "scheme: ad-hominem" in outline(found)


# -- who says it

TALK = node_set(
    [
        "1 I The bridge should close.",
        "2 I The bridge is cracking.",
        "3 RA Default Inference",
        "10 L Ada Byron : The bridge should close.",
        "11 YA Asserting",
        "12 L Bob Lee: it's cracking, you know",
        "13 YA Asserting",
        "14 TA Default Transition",
        "15 YA Arguing",
        "16 L Cy: Really?",
        "17 YA Pure Questioning",
    ],
    ["2 > 3 > 1", "10 > 11 > 1", "12 > 13 > 2", "10 > 14 > 12", "14 > 15 > 3", "16 > 17 > 2"],
    locutions=[record("12", "77", start="2020-10-15 22:06:52"), record("10", "78")],
)


def test_speakers_are_sources() -> None:
    found = taken(aif, TALK)
    assert (
        outline(found)
        == """\
sources:
  ada-byron:
    name: Ada Byron
  bob-lee:
    name: Bob Lee
thesis:
- id: i1
  claim: The bridge should close.
  because:
  - id: i2
    evidence: The bridge is cracking.
    source:
    - bob-lee, 2020-10-15 22:06:52
    note: "Bob Lee (Asserting): “it's cracking, you know”\\nCy (Pure Questioning): “Really?”"
  - evidence: Ada Byron says so.
    source:
    - ada-byron
"""
    )
    assert said(found) == [
        "1 transition between turns is left out, here the transition 14 (a map holds no turns)",
        "1 illocution that anchors a step in a turn is left out, here the illocution 15 (a map holds no turns)",
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("Ada : It is so.", "Ada", None),
        ("Ada: It is so.", "Ada", None),
        ("Ada:It is so.", "Ada", None),
        ("user1:It is so.", "user1", None),
        ("Ada Byron, Countess : It is so.", "Ada Byron, Countess", None),
        ("It is 10:30 now.", "", "It is 10:30 now."),
        ("https://example.org", "", "https://example.org"),
        ("I know what you will say, all of you: it is so.", "", "I know what you will say, all of you: it is so."),
        ("It is so.", "", None),
    ],
)
def test_the_speaker_stands_before_the_words(text: str, speaker: str, words: str | None) -> None:
    found = taken(aif, node_set(["1 I It is so.", f"2 L {text}", "3 YA Asserting"], ["2 > 3 > 1"]))
    assert found.data is not None
    assert [one["name"] for one in found.data.get("sources", {}).values()] == ([speaker] if speaker else [])
    plain = speaker and words is None
    assert found.data["thesis"][0].get("note") == (None if plain else f"(Asserting): “{words or 'It is so.'}”")


def test_where_the_text_names_nobody_the_record_does() -> None:
    nodes = ["1 I A.", "2 L A.", "3 YA Asserting", "4 I B.", "5 L Ada : B.", "6 YA Asserting", "7 I C.", "8 L C."]
    ways = ["2 > 3 > 1", "5 > 6 > 4", "8 > 9 > 7"]
    records = [record("2", "5"), record("5", "5"), record("8", "6")]
    found = taken(aif, node_set([*nodes, "9 YA Asserting"], ways, locutions=records))
    assert found.data is not None
    cited = [item["source"] for item in found.data["thesis"]]
    assert cited == [["ada"], ["ada"], ["person-6"]]
    named = [{"participantID": 6, "firstname": "Cy", "surname": "Orr"}]
    found = taken(aif, node_set([*nodes, "9 YA Asserting"], ways, locutions=records, participants=named))
    assert found.data is not None
    assert found.data["thesis"][2]["source"] == ["cy-orr"]


def test_a_record_of_a_statement_is_its_source_and_one_of_a_step_is_said() -> None:
    whole = node_set(["1 I A.", "2 I B.", "3 RA RA"], ["2 > 3 > 1"])
    whole["locutions"] = [record("2", "1053"), record("3", "1053"), record("9", "1053", source="tape")]
    found = taken(aif, whole)
    assert "evidence: B.\n    source:\n    - person-1053\n" in outline(found)
    assert said(found) == [
        "a record says that Person 1053 uttered the inference 3 (a step has no speaker in a map: it is left out)",
        "source “tape” of a locution is left out (a map has no place for it)",
        "a record says that person 1053 uttered 9, which is no node (it is left out)",
    ]


def test_who_reports_what_another_says_is_named() -> None:
    nodes = ["1 I A.", "2 L Bob : A.", "3 YA Asserting", "4 L Ada : Bob says that A.", "5 YA Asserting"]
    found = taken(aif, node_set(nodes, ["4 > 5 > 2 > 3 > 1"]))
    assert found.data is not None
    assert found.data["thesis"][0]["source"] == ["bob, as reported by Ada"]
    assert said(found) == []


def test_an_answer_is_anchored_in_the_transition_to_it() -> None:
    nodes = ["1 I A.", "2 L Ada : Is it so that A?", "3 TA TA", "4 L Bob : Yes.", "5 YA Asserting"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 4", "3 > 5 > 1"]))
    assert outline(found) == (
        "sources:\n  bob:\n    name: Bob\nthesis:\n- id: i1\n  evidence: A.\n  source:\n  - bob\n"
        "  note: Bob (Asserting): “Yes.”\n"
    )
    assert said(found) == [
        "1 locution that makes no statement is left out, here the locution 2 (a map holds no turns)",
        "1 transition between turns is left out, here the transition 3 (a map holds no turns)",
    ]


def test_an_analysts_copies_are_dropped_and_counted() -> None:
    nodes = [
        *("1 I A.", "2 L Ada : A.", "3 YA Asserting", "4 L Zoe: Ada : A.", "5 L Zoe: Bob : Hm.", "6 YA Analysing"),
        *("7 L Bob : Hm.", "8 L Just words."),
    ]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "5 > 6 > 7"]))
    assert said(found) == [
        "2 copies of locutions in an analyst's name are left out, first the locution 4 (it says nothing of its own)",
        "1 illocution of an analyst is left out, here the illocution 6 (it says who made the copy)",
        "1 locution that makes no statement is left out, here the locution 7 (a map holds no turns)",
        "1 locution that stands alone is left out, here the locution 8 (nothing leads from it to a statement)",
    ]


def test_a_locution_in_the_place_of_a_statement_is_one() -> None:
    nodes = ["1 L They sell it.", "2 L Ada : They sell it.", "3 YA Asserting", "4 I B.", "5 CA CA"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "4 > 5 > 1"]))
    assert "evidence: They sell it.\n" in outline(found)
    assert said(found) == [
        "the locution 1 stands where a statement belongs (it is read as one; that it is a locution is left out)"
    ]


def test_names_that_differ_in_capitals_are_one_source() -> None:
    nodes = ["1 I A.", "2 L Ada : A.", "3 YA Asserting", "4 I B.", "5 L ADA : B.", "6 YA Agreeing"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "5 > 6 > 4"]))
    assert found.data is not None
    assert found.data["sources"] == {"ada": {"name": "Ada"}}


# -- what is odd


def test_no_statement_is_no_map() -> None:
    empty = "0.json:1:1: there is no statement in it (a map needs a claim)"
    assert refused(taken(aif, {"nodes": [], "edges": [], "locutions": []})) == empty
    assert refused(taken(aif, node_set(["1 L Ada : A."]))) == empty
    assert (
        refused(taken(aif, {"edges": []}))
        == "0.json:1:1: there is no list `nodes` in it (AIF has nodes, and edges between them)"
    )
    assert (
        refused(taken(aif, [])) == "0.json:1:1: there is no list `nodes` in it (AIF has nodes, and edges between them)"
    )
    assert refused(taken(aif, b"{")) == "0.json:1:1: the file ends in the middle (is it whole?)"


def test_lists_may_be_missing_or_null() -> None:
    assert outline(taken(aif, {"nodes": node_set(["1 I A."])["nodes"]})) == "thesis:\n- id: i1\n  claim: A.\n"
    found = taken(aif, {**node_set(["1 I A."]), "edges": None, "locutions": None})
    assert said(found) == []
    found = taken(aif, {**node_set(["1 I A."]), "edges": "none", "locutions": [3]})
    assert said(found) == [
        "`edges` holds what is no object (that is left out)",
        "`locutions` holds what is no object (that is left out)",
    ]


def test_an_id_is_the_same_as_number_and_text() -> None:
    whole = node_set(["1 I A.", "2 I B.", "3 RA RA"], ["2 > 3 > 1"])
    whole["nodes"][1]["nodeID"] = 2
    whole["edges"][1]["fromID"] = 3
    found = taken(aif, whole)
    assert "because:" in outline(found)
    assert said(found) == []


ODD: list[tuple[list[str], list[str], list[str]]] = [
    (["1 I A.", "1 I B."], [], ["the statement 1 stands a second time, after line 3 (the first one is read)"]),
    (["1 I A."], ["1 > 9"], ["an edge leads from or to `9`, which is no node that is read (add the node)"]),
    (["1 I A."], ["1 > 1"], ["an edge leads from the statement 1 to itself (take it out)"]),
    (
        ["1 I A.", "2 I B.", "3 RA RA"],
        ["2 > 3 > 1", "2 > 3"],
        ["an edge from 2 to 3 stands a second time (one is read)"],
    ),
    (
        ["1 I A.", "2 I B."],
        ["2 > 1"],
        [
            "an edge leads straight from the statement 2 to the statement 1: it is left out "
            "(put an inference or a conflict between them)"
        ],
    ),
    (["1 I A.", "2 RA RA"], ["2 > 1"], ["the inference 2 comes from nothing: it is left out (say what it rests on)"]),
    (["1 I A.", "2 CA CA"], ["1 > 2"], ["the conflict 2 leads to nothing: it is left out (say what it is about)"]),
    (["1 I A.", "2 RA RA"], [], ["the inference 2 leads to nothing: it is left out (say what it is about)"]),
    (
        ["1 I A.", "2 I B.", "3 I C.", "4 RA RA"],
        ["3 > 4 > 1", "4 > 2"],
        ["the inference 4 leads to 2 statements: there is a step to each (that it is one step is left out)"],
    ),
    (
        ["1 I A.", "2 I B.", "3 PA Preference"],
        ["1 > 3 > 2"],
        ["the preference 3 prefers the statement 1 to the statement 2: it is left out (a map has no preferences)"],
    ),
    (
        ["1 I A.", "2 XX B."],
        [],
        ["the node 2 is of the type “XX”: it is left out (AIF has I, RA, CA, MA, PA, L, TA, YA)"],
    ),
    (
        ["1 I A.", "2 I B.", "3 RA RA", "4 RA RA", "5 I C."],
        ["2 > 3 > 1", "5 > 4 > 3"],
        ["the inference 4 leads to the inference 3: this is left out (a map has no reasons for steps)"],
    ),
    (
        ["1 I A.", "2 I B.", "3 CA CA", "4 CA CA"],
        ["1 > 3 > 4", "2 > 4 > 3"],
        [
            "the conflict 3 speaks against the conflict 4, which is no step that is read: this is left out "
            "(mend that one first)",
            "the conflict 4 speaks against the conflict 3, which is no step that is read: this is left out "
            "(mend that one first)",
        ],
    ),
    (
        ["1 I A.", "2 I B.", "3 YA Asserting", "4 L Ada : A."],
        ["4 > 3 > 1", "2 > 3"],
        ["an edge leads from the statement 2 to the illocution 3: it is left out (AIF has no such edge)"],
    ),
    (
        ["1 I A.", "2 YA Asserting"],
        ["2 > 1"],
        ["the illocution 2 makes no statement: it is left out (a locution leads to it, and it to one)"],
    ),
    (
        ["1 I A.", "2 I B.", "3 CA CA", "4 TA TA"],
        ["2 > 3 > 1", "3 > 4"],
        [
            "the conflict 3 leads to the transition 4: this is left out (a step leads to a statement)",
            "1 transition between turns is left out, here the transition 4 (a map holds no turns)",
        ],
    ),
    (
        ["1 I A <b>bold</b> claim<br/>."],
        [],
        ["the markup of the statement 1 is left out: <b> </b> <br/> (a claim is plain text)"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("nodes", "ways", "lines"), ODD, ids=[lines[0][:50] for _, _, lines in ODD])
def test_what_is_odd_is_said_with_its_id(nodes: list[str], ways: list[str], lines: list[str]) -> None:
    found = taken(aif, node_set(nodes, ways))
    assert sorted(said(found)) == sorted(lines)
    assert all(one.path == "0.json" and one.problem.line > 1 for one in found.left_out)


def test_a_node_without_an_id_or_type_is_said() -> None:
    whole = node_set(["1 I A.", "2 I B."])
    del whole["nodes"][1]["nodeID"]
    whole["nodes"].append({"nodeID": "3"})
    assert said(taken(aif, whole)) == [
        "a node without an id is left out: “B.” (give it one)",
        "the node 3 is of the type “”: it is left out (AIF has I, RA, CA, MA, PA, L, TA, YA)",
    ]


def test_a_scheme_of_a_statement_is_said() -> None:
    whole = node_set(["1 I A."])
    whole["nodes"][0] |= {"scheme": "Asserting", "schemeID": "74"}
    assert said(taken(aif, whole)) == ["the statement 1 has the scheme “Asserting” (only steps have schemes: left out)"]


@pytest.mark.parametrize("type_", ["RA", "MA"])
def test_a_ring_is_cut(type_: str) -> None:
    nodes = ["1 I A.", "2 I B.", f"3 {type_} x", f"4 {type_} x"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "1 > 4 > 2"]))
    assert any("supports itself" in line or "is a thesis" in line for line in said(found))


def test_a_ring_of_conflicts_stays() -> None:
    nodes = ["1 I A.", "2 I B.", "3 CA CA", "4 CA CA", "5 I C.", "6 RA RA"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "1 > 4 > 2", "1 > 6 > 5"]))
    assert said(found) == []
    assert "- see: i1\n" in outline(found)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a&#8211;b &amp; c", "a\N{EN DASH}b & c"),
        ("it&#8217s", "it\N{RIGHT SINGLE QUOTATION MARK}s"),
        ("R&D, AT&T &copy", "R&D, AT&T &copy"),
        ("one\xa0two\r\n  three ", "one two three"),
        ("it\\'s \\\"so\\\"", "it's \"so\""),
        ("1<2 and 3>2", "1<2 and 3>2"),
        ("x" * 32_000, "x" * 32_000),
        ("\x00a\x1b[31m", "\N{REPLACEMENT CHARACTER}a\N{REPLACEMENT CHARACTER}[31m"),
        ("   ", "(no text)"),
    ],
)  # fmt: skip
def test_texts_become_plain(text: str, plain: str) -> None:
    found = taken(aif, node_set([f"1 I {text}"]))
    assert found.data is not None
    assert found.data["thesis"][0]["claim"] == plain


def test_one_text_on_two_nodes_stays_two_claims() -> None:
    found = taken(aif, node_set(["1 I A.", "2 I A.", "3 RA RA"], ["2 > 3 > 1"]))
    assert outline(found) == "thesis:\n- id: i1\n  claim: A.\n  because:\n  - id: i2\n    claim: A.\n"


def test_several_node_sets_are_one_map_by_their_ids() -> None:
    one = node_set(["1 I A.", "2 I B.", "3 RA RA"], ["2 > 3 > 1"])
    other = node_set(["2 I B.", "4 I C.", "5 CA CA"], ["4 > 5 > 2"])
    found = taken(aif, one, other)
    assert outline(found) == (
        "thesis:\n- id: i1\n  claim: A.\n  because:\n  - id: i2\n    claim: B.\n    but:\n    - id: i4\n"
        "      claim: C.\n"
    )
    assert said(found) == []
    assert said(taken(aif, one, node_set(["2 I Another B."]))) == [
        "the statement 2 stands a second time, after line 9 (the first one is read)"
    ]


# -- what a hostile file could make of few nodes


def test_undercuts_of_undercuts_end_somewhere() -> None:
    conflicts = range(10, 12 + UNDERCUTS)
    nodes = ["1 I A.", "2 I B.", *(f"{number} CA CA" for number in reversed(conflicts))]
    ways = ["10 > 1", *(f"2 > {number}" for number in conflicts), *(f"{n + 1} > {n}" for n in conflicts[:-1])]
    found = taken(aif, node_set(nodes, ways))
    assert outline(found).count("unless:") == UNDERCUTS
    assert said(found) == [
        f"the conflict {11 + UNDERCUTS} is an undercut of undercuts more than {UNDERCUTS} deep: it is left out "
        "(speak against a statement)"
    ]


def test_what_is_made_of_edges_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Interchange, "budget", lambda _: 3)
    nodes = [*(f"{number} I {number}." for number in range(1, 7)), "7 RA RA", "8 L Ada : A.", "9 L Bob : A.", "10 YA x"]
    ways = ["5 > 7", "6 > 7", "7 > 1", "7 > 2", "8 > 10", "9 > 10", "10 > 3", "10 > 4"]
    found = taken(aif, node_set(nodes, ways))
    assert outline(found).count("together:") == 1
    assert "the inference 7 makes too many steps: the rest is left out (let it lead to one thing)" in said(found)
    assert "the illocution 10 makes too much: it is left out (let it make one statement)" in said(found)


def test_a_note_takes_what_fits() -> None:
    nodes = ["1 I A.", f"2 L Ada : {'x' * 30_000}", "3 YA Asserting", f"4 L Bob : {'y' * 30_000}", "5 YA Asserting"]
    found = taken(aif, node_set(nodes, ["2 > 3 > 1", "4 > 5 > 1"]))
    assert said(found) == ["1 utterance of the statement 1: the words are left out (a note ends at 50,000 characters)"]
    assert "  - ada\n  - bob\n" in outline(found)


def test_long_and_odd_names_and_times_of_speakers_are_taken() -> None:
    name = {"participantID": 5, "firstname": "A" * 60_000, "surname": "\x1b"}
    whole = node_set(["1 I A.", "2 L A.", "3 YA Asserting"], ["2 > 3 > 1"], participants=[name])
    whole["locutions"] = [record("2", "5", start="ada")]
    found = taken(aif, whole)
    assert found.data is not None
    assert [len(one["name"]) for one in found.data["sources"].values()] == [200]
    assert said(found) == ["start “ada” of a locution is left out (a map has no place for it)"]


def test_a_file_is_known_by_its_content() -> None:
    assert known_as(BRIDGE) == ["aif"]
    assert known_as(b"\xef\xbb\xbf" + json.dumps({"nodes": [], "edges": [], "locutions": []}).encode()) == ["aif"]
    assert known_as({"AIF": BRIDGE, "text": ""}) == ["xaif"]
    assert known_as({"OVA": [], "AIF": BRIDGE}) == ["xaif"]
    assert known_as({"nodes": [], "edges": [], "resources": []}) == ["sadface"]
    assert known_as({"nodes": []}) == known_as(b'see "nodeID": 5') == []


# -- written

RICH: dict[str, Any] = {
    "argmap": 1,
    "title": "A bridge",
    "sources": {"survey": {"name": "County survey 2022", "kind": "dataset"}, "unused": {"name": "Nobody"}},
    "thesis": [
        {
            "id": "close",
            "claim": "The bridge\nshould close.",
            "because": [
                {
                    "together": [
                        {"id": "i7", "evidence": "Cracks doubled.", "source": ["survey, p. 12"]},
                        {"assume": "No repair &amp; no money."},
                    ],
                    "scheme": "cause-to-effect",
                    "unless": [{"claim": "Cars would do it."}],
                },
                {"claim": "To put it in another way, shut it.", "scheme": "rephrase"},
                {"claim": "A lorry fell in.", "scheme": "two-wrongs"},
            ],
            "but": [{"evidence": "Nobody asked.", "granted": "True, but it is urgent."}],
        }
    ],
}


def test_a_map_is_written_as_aifdb_and_ova_load_it() -> None:
    written = made(aif, RICH)
    whole = json.loads(written.text)
    assert list(whole) == ["nodes", "edges", "locutions", "participants", "schemefulfillments"]
    rows = [(one["nodeID"], one["type"], one["text"], one.get("scheme"), one.get("schemeID")) for one in whole["nodes"]]
    assert rows == [
        ("1", "I", "The bridge should close.", None, None),
        ("7", "I", "Cracks doubled.", None, None),
        ("2", "I", "No repair &amp;amp; no money.", None, None),
        ("3", "I", "Cars would do it.", None, None),
        ("4", "I", "To put it in another way, shut it.", None, None),
        ("5", "I", "A lorry fell in.", None, None),
        ("6", "I", "Nobody asked.", None, None),
        ("8", "RA", "Cause To Effect", "CauseToEffect", "4"),
        ("9", "CA", "Default Conflict", "Default Conflict", "71"),
        ("10", "MA", "Default Rephrase", "Default Rephrase", "144"),
        ("11", "RA", "two wrongs", "Default Inference", "72"),
        ("12", "CA", "Default Conflict", "Default Conflict", "71"),
        ("13", "L", "County survey 2022 : Cracks doubled.", None, None),
        ("14", "YA", "Asserting", "Asserting", "74"),
    ]
    ways = {(one["fromID"], one["toID"]) for one in whole["edges"]}
    assert {("7", "8"), ("2", "8"), ("8", "1"), ("3", "9"), ("9", "8"), ("13", "14"), ("14", "7")} <= ways
    assert all(one["formEdgeID"] is None and isinstance(one["edgeID"], str) for one in whole["edges"])
    assert whole["locutions"] == [{"nodeID": "13", "personID": "1", "start": None, "end": None, "source": None}]
    assert whole["participants"] == [{"participantID": "1", "firstname": "County survey", "surname": "2022"}]
    assert {"nodeID": "8", "schemeID": "4"} in whole["schemefulfillments"]


def test_what_a_node_set_cannot_hold_is_said() -> None:
    assert [line.partition(" is left out")[0] for line in said(made(aif, RICH))] == [
        "`title` of the map",
        "`kind` of the source survey “County survey 2022”",
        "the source unused “Nobody”",
        "`id` of close “The bridge should close.”",
        "line breaks of close “The bridge should close.” (a text is one line)",
        "“p. 12” of survey at i7 “Cracks doubled.”",
        "that 1.1.2 “No repair &amp; no money.” is an assumption",
        "`granted` of 1.4 “Nobody asked.”",
        "that 1.4 “Nobody asked.” is evidence",
    ]


def test_what_is_written_is_read_again() -> None:
    found = again(aif, RICH)
    assert (
        outline(found)
        == """\
sources:
  county-survey-2022:
    name: County survey 2022
thesis:
- id: i1
  claim: The bridge should close.
  because:
  - together:
    - id: i7
      evidence: Cracks doubled.
      source:
      - county-survey-2022
    - id: i2
      claim: No repair &amp; no money.
    scheme: cause-to-effect
    unless:
    - id: i3
      claim: Cars would do it.
  - id: i4
    claim: To put it in another way, shut it.
    scheme: rephrase
  - id: i5
    claim: A lorry fell in.
    scheme: two-wrongs
  but:
  - id: i6
    claim: Nobody asked.
"""
    )


@pytest.mark.parametrize(
    "name", ["Person 12", "Reuters: Europe", "Cher", "A & B", "<b>", "Ada  Byron", "x:y", "J. K. Orr"]
)
def test_a_speaker_of_any_name_comes_back(name: str) -> None:
    evidence = {"evidence": "It is so: yes.", "source": ["one"]}
    data = {"argmap": 1, "sources": {"one": {"name": name}}, "thesis": [{"claim": "A.", "because": [evidence]}]}
    for format_ in (aif, xaif):
        found = again(format_, data)
        assert found.data is not None
        assert [one["name"] for one in found.data["sources"].values()] == [" ".join(name.split())]
        assert "note" not in found.data["thesis"][0]["because"][0]


def test_two_sources_of_one_name_become_one_and_that_is_said() -> None:
    sources = {"one": {"name": "Ada"}, "two": {"name": "ADA"}}
    thesis = [{"claim": "A.", "because": [{"evidence": "B.", "source": ["one", "two"]}]}]
    written = made(aif, {"argmap": 1, "sources": sources, "thesis": thesis})
    assert said(written) == [
        "that the source one is not the other one of the name “Ada” is left out (give them different names)",
        "that the source two is not the other one of the name “ADA” is left out (give them different names)",
    ]


@pytest.mark.parametrize("note", ["A remark.", "Ada (Agreeing): “Yes.”\nA remark.", "Cy (Asserting): “Yes.”"])
def test_a_note_of_another_kind_is_said(note: str) -> None:
    evidence = {"evidence": "B.", "source": ["ada"], "note": note}
    data = {"argmap": 1, "sources": {"ada": {"name": "Ada"}}, "thesis": [{"claim": "A.", "because": [evidence]}]}
    assert said(made(aif, data)) == ["`note` of 1.1 “B.” is left out (the format has no place for it)"]


def test_a_word_that_names_no_scheme_is_said() -> None:
    data = {"argmap": 1, "thesis": [{"claim": "A.", "because": [{"claim": "B.", "scheme": "support"}]}]}
    assert said(made(aif, data)) == [
        "the scheme support of the step 1.1 is left out (the format takes the word for none)"
    ]


def test_that_speakers_count_as_sources_is_said() -> None:
    (note,) = taken(aif, node_set(["1 I It rains.", "2 L Ann : It rains.", "3 YA Asserting"], ["2 > 3 > 1"])).notes
    assert note.startswith("1 speaker counts as a source of what is asserted: each claim rests on whoever makes it")
    assert taken(aif, node_set(["1 I It rains."])).notes == ()
