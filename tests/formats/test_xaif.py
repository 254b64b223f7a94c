"""xAIF, and the older form of OVA: read as a map, and written so that OVA3 loads it."""

import json
from typing import Any

import pytest

from argmap.formats import aif, xaif
from tests.formats.nodesets import again, known_as, made, node_set, outline, record, refused, said, taken
from tests.formats.test_aif import BRIDGE, BRIDGE_MAP, RICH
from tests.support.maps import Data


def analysis(inner: Data, **more: Any) -> Data:
    """A node set as OVA3 saves it: ids are numbers, and schemes stand beside the nodes."""
    nodes = [{"nodeID": int(one["nodeID"]), "text": one["text"], "type": one["type"]} for one in inner["nodes"]]
    picture = {"firstname": "Anon", "surname": "User", "url": "", "nodes": [], "edges": []}
    return {"AIF": {**inner, "nodes": nodes, "schemefulfillments": None}, "OVA": picture, "text": "", **more}


def test_an_analysis_is_read_as_its_node_set_is() -> None:
    found = taken(xaif, analysis(BRIDGE))
    assert outline(found) == BRIDGE_MAP
    assert said(found) == []


def test_schemes_stand_beside_the_nodes() -> None:
    whole = analysis(node_set(["1 I A.", "2 I B.", "3 RA x"], ["2 > 3 > 1"]))
    whole["AIF"]["nodes"][2]["text"] = ""
    whole["AIF"]["schemefulfillments"] = [{"nodeID": 3, "schemeID": "1"}]
    assert "scheme: analogy\n" in outline(taken(xaif, whole))


def test_participants_have_names_and_ids_may_be_two_numbers() -> None:
    inner = node_set(["1_55 I A.", "2_55 L It is A.", "3_55 YA Asserting"], ["2_55 > 3_55 > 1_55"])
    inner |= {
        "locutions": [record("2_55", "28")],
        "participants": [
            {"participantID": 28, "firstname": "Ada", "surname": "Byron"},
            {"participantID": 29, "firstname": "Never", "surname": "There"},
        ],
    }
    found = taken(xaif, {"AIF": inner, "ova": []})
    assert (
        outline(found)
        == """\
sources:
  ada-byron:
    name: Ada Byron
thesis:
- id: i1-55
  evidence: A.
  source:
  - ada-byron
  note: Ada Byron (Asserting): “It is A.”
"""
    )
    assert json.loads(made(xaif, found).text)["AIF"]["nodes"][0]["nodeID"] == "1_55"


@pytest.mark.parametrize("text", ["<p>It is A.</p>", {"txt": "<p>It is A.</p>"}])
def test_the_text_is_said_to_be_left_out(text: Any) -> None:
    found = taken(xaif, analysis(node_set(["1 I A."]), text=text))
    assert said(found) == ["left out: the text and the marks in it (a map points to a text, and holds none)"]


def test_what_fills_a_scheme_is_said() -> None:
    whole = analysis(node_set(["1 I A."]))
    whole["AIF"]["cqdescriptorfulfillments"] = [{"nodeID": 1}]
    assert said(taken(xaif, whole)) == [
        "left out: `cqdescriptorfulfillments` of the schemes (a map does not say what fills a scheme)"
    ]


@pytest.mark.parametrize("whole", [{"AIF": None}, {"AIF": []}, [], {"OVA": []}])
def test_what_is_no_analysis_is_refused(whole: Any) -> None:
    assert refused(taken(xaif, whole)) == (
        "0.json:1:1: there is neither `AIF` nor a list `nodes` in it (say --from with another format)"
    )


def old_node(id_: str, type_: str, text: str, **more: Any) -> Data:
    return {"id": id_, "x": 10, "y": 20, "color": "b", "text": text, "type": type_, "scheme": "0", "text_begin": [],
            "comment": "", "descriptors": {}, "cqdesc": {}, "visible": True, "majorClaim": False, **more}  # fmt: skip


def test_the_older_form_is_read() -> None:
    close = old_node("2", "I", "The bridge should close.", majorClaim=True)
    cracks = old_node("3", "I", "It is cracking.", comment="See the survey.")
    inference = old_node("4", "RA", "Argument from Sign", scheme="30")
    edges = [{"from": cracks, "to": inference, "visible": True}, {"from": inference, "to": close}]
    about = {"txt": "<p>…</p>", "documentTitle": "Bridges &amp; tunnels", "ovaVersion": "1.2"}
    whole = {"nodes": [close, cracks, inference], "edges": edges, "participants": [], "analysis": about}
    assert known_as(whole) == ["xaif"]
    found = taken(xaif, whole)
    assert (
        outline(found)
        == """\
title: Bridges & tunnels
thesis:
- id: i2
  claim: The bridge should close.
  because:
  - id: i3
    claim: It is cracking.
    scheme: argument-from-sign
"""
    )
    assert said(found) == [
        "left out: the comments of 1 node (a map has no place for it)",
        "left out: the text and the marks in it (a map points to a text, and holds none)",
    ]
    assert found.notes == ()


def test_edges_of_the_older_form_may_lack_an_end() -> None:
    whole = {"nodes": [old_node("1", "I", "A.")], "edges": [{"from": {"id": "1"}, "to": None}], "analysis": {}}
    assert said(taken(xaif, whole)) == ["an edge leads from or to ``, which is no node that is read (add the node)"]


def test_a_map_is_written_as_ova_loads_it() -> None:
    whole = json.loads(made(xaif, RICH).text)
    assert list(whole) == ["AIF", "OVA", "text", "dialog"]
    assert list(whole["AIF"]) == [
        *("nodes", "edges", "schemefulfillments", "participants", "locutions"),
        *("descriptorfulfillments", "cqdescriptorfulfillments"),
    ]
    ids = [one["nodeID"] for one in whole["AIF"]["nodes"]]
    assert len(set(ids)) == len(ids)
    assert [one["nodeID"] for one in whole["OVA"]["nodes"]] == ids
    assert all(one["visible"] is True for one in whole["OVA"]["nodes"])
    spots = [(one["x"], one["y"]) for one in whole["OVA"]["nodes"]]
    assert len(set(spots)) == len(spots)
    assert whole["AIF"]["participants"] == [{"participantID": 1, "firstname": "County survey", "surname": "2022"}]
    assert {"nodeID": "8", "schemeID": "4"} in whole["AIF"]["schemefulfillments"]
    assert whole["dialog"] is True
    assert all("scheme" not in one for one in whole["AIF"]["nodes"])


def test_both_forms_say_the_same_of_a_map() -> None:
    assert outline(again(xaif, RICH)) == outline(again(aif, RICH))
    assert said(made(xaif, RICH)) == said(made(aif, RICH))


def test_rings_of_objections_have_a_place_in_the_picture() -> None:
    data = {
        "argmap": 1,
        "thesis": [{"claim": "A.", "because": [{"see": "b"}]}],
        "claims": [{"id": "b", "claim": "B.", "but": [{"id": "c", "claim": "C.", "but": [{"see": "b"}]}]}],
    }
    whole = json.loads(made(xaif, data).text)
    assert len({(one["x"], one["y"]) for one in whole["OVA"]["nodes"]}) == 6
