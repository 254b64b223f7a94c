"""SADFace of all versions: read as a map, written as 0.5."""

import json
from typing import Any
from uuid import UUID

import pytest

from argmap.formats import sadface
from argmap.formats.sadface import DISAGREEING
from tests.formats.nodesets import again, known_as, made, outline, pairs, refused, said, taken
from tests.support.maps import Data


def document(nodes: list[str], ways: list[str] = [], *, old: bool = False, **core: Any) -> Data:  # noqa: B006
    """A document: nodes as `ID TYPE text or name`, edges as `b > s > a`; `old` is as version 0.1 has it."""
    rows = [row.split(" ", 2) for row in nodes]
    key = {"atom": "text"}
    found = [{"id": id_, "type": type_, key.get(type_, "name"): text, "metadata": {}} for id_, type_, text in rows]
    edges = [{"id": f"e{n}", "source_id": start, "target_id": end} for n, (start, end) in enumerate(pairs(ways))]
    top = {"metadata": {}, **core} if old else {"metadata": {"core": core}}
    return {**top, "nodes": found, "edges": edges, "resources": []}


ARGUMENT = ["a1 atom We will die.", "a2 atom We are people.", "a3 atom All people die.", "a4 atom Not Elijah."]
WAYS = ["a2 > s1 > a1", "a3 > s1", "a4 > s2 > a3"]


@pytest.mark.parametrize("types", [("scheme support", "scheme attack"), ("inference support", "conflict conflict")])
@pytest.mark.parametrize("old", [True, False])
def test_atoms_and_schemes_of_all_versions(types: tuple[str, str], old: bool) -> None:
    whole = document([*ARGUMENT, f"s1 {types[0]}", f"s2 {types[1]}"], WAYS, old=old, title="On death", claim="a1")
    assert known_as(whole) == ["sadface"]
    found = taken(sadface, whole)
    assert (
        outline(found)
        == """\
title: On death
thesis:
- id: a1
  claim: We will die.
  because:
  - together:
    - id: a2
      claim: We are people.
    - id: a3
      claim: All people die.
      but:
      - id: a4
        claim: Not Elijah.
"""
    )
    assert said(found) == []


def test_the_main_claim_is_the_thesis() -> None:
    nodes = ["a1 atom A.", "a2 atom B.", "s1 inference support", "a3 atom C.", "s2 inference support"]
    found = taken(sadface, document(nodes, ["a2 > s1 > a1", "a3 > s2 > a2"], claim="a2"))
    assert found.data is not None
    assert found.data["thesis"][0]["id"] == "a2"


def test_an_attack_of_version_0_5_leads_from_the_attacked() -> None:
    nodes = ["a atom A.", "b atom B.", "s conflict attack"]
    found = taken(sadface, document(nodes, ["a > s > b"]))
    assert outline(found) == "thesis:\n- id: a\n  claim: A.\n  but:\n  - id: b\n    claim: B.\n"
    assert said(found) == [
        "the conflict s is an attack as SADFace 0.5 writes it: it is read from the attacked to the attacker "
        "(where it is the other way round, name it `conflict`)"
    ]


def test_atoms_in_disagreement_attack_each_other() -> None:
    nodes = ["t atom T.", "a atom A.", "b atom B.", "s conflict disagree", "r inference support"]
    found = taken(sadface, document(nodes, ["s > a", "s > b", "a > r > t"]))
    assert (
        outline(found)
        == """\
thesis:
- id: t
  claim: T.
  because:
  - id: a
    claim: A.
    but:
    - id: b
      claim: B.
      but:
      - see: a
"""
    )
    assert said(found) == []


def test_a_disagreement_of_very_many_is_left_out() -> None:
    atoms = [f"a{number} atom A{number}." for number in range(DISAGREEING + 1)]
    whole = document([*atoms, "s conflict disagree"], [f"s > a{number}" for number in range(DISAGREEING + 1)])
    assert said(taken(sadface, whole)) == [
        f"the conflict s is a disagreement of {DISAGREEING + 1} atoms: it is left out (name fewer)"
    ]


def test_a_conflict_with_an_inference_is_an_undercut() -> None:
    nodes = ["a atom A.", "b atom B.", "c atom C.", "r inference support", "s conflict undercut"]
    found = taken(sadface, document(nodes, ["b > r > a", "c > s > r"]))
    assert "    unless:\n    - id: c\n      claim: C.\n" in outline(found)
    assert "scheme: undercut" in outline(found)


def test_resources_are_sources() -> None:
    whole = document(["a atom A.", "b atom B.", "c atom C.", "s inference support"], ["b > s > a", "c > s"])
    whole["resources"] = [
        {"id": "r1", "type": "text", "content": "Long ago B. And more.", "metadata": {"core": {"title": "A letter"}}},
        {"id": "r2", "type": "text", "content": "County survey"},
    ]
    whole["nodes"][1]["sources"] = [{"resource_id": "r1", "text": "B.", "offset": 9, "length": 2}]
    whole["nodes"][2]["sources"] = [{"resource_id": "r2", "text": "Sea", "offset": None}, {"resource_id": "r9"}]
    found = taken(sadface, whole)
    assert (
        outline(found)
        == """\
sources:
  a-letter:
    name: A letter
  county-survey:
    name: County survey
thesis:
- id: a
  claim: A.
  because:
  - together:
    - id: b
      evidence: B.
      source:
      - a-letter, characters 9-11
    - id: c
      evidence: C.
      source:
      - county-survey
"""
    )
    assert said(found) == [
        "the words “Sea” that the atom is taken from are left out (a map points to a text, and holds none)",
        "the atom c is taken from `r9`, which is no resource (this is left out)",
        "the text of the resource “A letter” is left out (a map points to a text, and holds none)",
    ]


def test_what_cytoscape_shows_is_read() -> None:
    data = [{"id": "a", "content": "A.", "type": "atom"}, {"id": "b", "content": "B.", "type": "atom"}]
    data.append({"id": "s", "content": "Default\nSupport", "type": "scheme"})
    edges = [{"source": "b", "target": "s"}, {"source": "s", "target": "a"}]
    whole = {"nodes": [{"data": one} for one in data], "edges": [{"data": one} for one in edges]}
    assert known_as(whole) == ["sadface"]
    assert outline(taken(sadface, whole)) == "thesis:\n- id: a\n  claim: A.\n  because:\n  - id: b\n    claim: B.\n"


def test_notes_stand_below_the_description() -> None:
    found = taken(sadface, document(["a atom A."], description="A case.", notes="Unfinished."))
    assert found.map is not None
    assert found.map.note == "A case.\nUnfinished."


def test_who_analysed_it_is_said() -> None:
    whole = document(["a atom A."], analyst_name="Ada", analyst_email="user@email.address", notes="Unfinished.")
    whole["metadata"]["org.example"] = {"x": 1}
    assert said(taken(sadface, whole)) == [
        "the metadata `org.example` are left out (another program reads them)",
        "`analyst_name` is left out: “Ada” (a map has no such key)",
    ]


def test_what_is_no_document_is_refused() -> None:
    assert refused(taken(sadface, document([]))) == "0.json:1:1: there is no statement in it (a map needs a claim)"
    missing = "0.json:1:1: there is no list `nodes` in it (SADFace has nodes, and edges between them)"
    assert refused(taken(sadface, {"resources": []})) == missing
    assert refused(taken(sadface, [])) == missing
    assert refused(taken(sadface, b"[")) == "0.json:1:1: the file ends in the middle (is it whole?)"


def test_what_is_odd_is_said() -> None:
    whole = document(["a atom A.", "b scheme support", "c thing C."], ["a > a", "a > x"])
    whole["resources"] = "none"
    assert sorted(said(taken(sadface, whole))) == [
        "`resources` holds what is no object (that is left out)",
        "an edge leads from or to `x`, which is no node that is read (add the node)",
        "an edge leads from the statement a to itself (take it out)",
        "the inference b leads to nothing: it is left out (say what it is about)",
        "the node c is of the type “thing”: it is left out (AIF has I, RA, CA, MA, PA, L, TA, YA)",
    ]


# -- written

RICH: Data = {
    "argmap": 1,
    "title": "A bridge",
    "note": "For the course.",
    "sources": {"survey": {"name": "County survey 2022", "kind": "dataset"}, "gazette": {"name": "The Gazette"}},
    "thesis": [
        {
            "id": "close",
            "claim": "The bridge should close.",
            "because": [
                {
                    "together": [
                        {
                            "id": "cracks",
                            "evidence": "Cracks doubled.",
                            "source": ["survey, characters 3-9", "gazette"],
                        },
                        {"claim": "No repair is possible."},
                    ],
                    "scheme": "cause-to-effect",
                    "unless": [{"claim": "Cars would do it."}],
                },
                {"claim": "In short, shut it.", "scheme": "rephrase"},
            ],
            "but": [{"claim": "Nobody asked."}],
        }
    ],
}


def test_a_map_is_written_with_all_the_keys_that_readers_want() -> None:
    whole = json.loads(made(sadface, RICH).text)
    assert set(whole["metadata"]["core"]) == {
        *("analyst_email", "analyst_name", "claim", "created", "description", "edited", "id", "notes", "title"),
        "version",
    }
    assert whole["metadata"]["core"]["version"] == "0.5"
    ids = [one["id"] for part in ("nodes", "edges", "resources") for one in whole[part]]
    assert len(set(ids)) == len(ids)
    assert all(str(UUID(id_)) == id_ for id_ in ids)
    assert whole["nodes"][0]["id"] == whole["metadata"]["core"]["claim"]
    kinds = [(one["type"], one["name"]) for one in whole["nodes"] if one["type"] != "atom"]
    assert kinds == [
        ("inference", "Cause To Effect"),
        ("conflict", "conflict"),
        ("inference", "rephrase"),
        ("conflict", "conflict"),
    ]
    assert whole["nodes"][1]["sources"][0] | {"resource_id": ""} == {
        "resource_id": "", "text": "", "offset": 3, "length": 6
    }  # fmt: skip


def test_what_is_written_is_read_again() -> None:
    found, before = again(sadface, RICH), json.loads(json.dumps(RICH))
    del before["sources"]["survey"]["kind"]
    assert found.data is not None
    for data in (found.data, before):
        for premise in (data["thesis"][0]["because"][0]["unless"][0], data["thesis"][0]["because"][1]):
            premise.pop("id", None)
        data["thesis"][0]["because"][0]["together"][1].pop("id", None)
        data["thesis"][0]["but"][0].pop("id", None)
    assert found.data == before
    assert said(made(sadface, RICH)) == [
        "`kind` of the source survey “County survey 2022” is left out (the format has no place for it)"
    ]


@pytest.mark.parametrize("scheme", ["attack", "conflict", "disagree"])
def test_an_objection_is_never_written_so_that_it_would_be_turned_round(scheme: str) -> None:
    data: Data = {"argmap": 1, "thesis": [{"claim": "A.", "but": [{"claim": "B.", "scheme": scheme}]}]}
    found = again(sadface, data)
    assert found.data is not None
    assert found.data["thesis"][0]["but"][0]["claim"] == "B."
    assert said(made(sadface, data)) == [
        f"the scheme {scheme} of the step 1.1 is left out (the format takes the word for none)"
    ]


def test_the_same_map_makes_the_same_file() -> None:
    assert made(sadface, RICH).text == made(sadface, RICH).text
