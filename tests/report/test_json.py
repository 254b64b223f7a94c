"""The audit's JSON keeps its contract: on the maps that ship, on maps that cannot be read, and on a worked example."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

from argmap import __version__
from argmap.audit import MapAudit, arrange_text, audit_file, audit_text
from argmap.report.contract import output_schema
from argmap.report.json import as_json
from argmap.support.assessment import Assessment
from tests.samples import BRIDGE, MAPS
from tests.support.maps import Data, graph_of, maps

VALIDATOR = Draft202012Validator(output_schema())


def written(*audits: MapAudit) -> Any:
    """The JSON of some audits, read again, after its check against the contract."""
    data = json.loads(as_json(audits))
    VALIDATOR.validate(data)
    return data


@pytest.fixture(scope="module")
def bridge() -> Any:
    (found,) = written(audit_text(BRIDGE, "maps/bridge.argmap.yaml"))["maps"]
    return found


def node(found: Any, name: str) -> Any:
    return next(node for node in found["nodes"] if node["id"] == name)


# -- the contract


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_the_maps_that_ship_keep_the_contract(path: Path) -> None:
    data = written(audit_file(str(path)))
    assert data["schema"] == 1
    assert data["argmap"] == __version__
    (found,) = data["maps"]
    assert found["nodes"]
    assert found["theses"]
    counts = [[one["level"] for one in found["findings"]].count(level) for level in ("error", "warning", "note")]
    assert [data["summary"][key] for key in ("errors", "warnings", "notes")] == counts
    assert data["summary"]["allowed"] == len(found["allowed"])


@given(maps())
def test_any_map_keeps_the_contract(data: Data) -> None:
    graph = graph_of(data)
    arranged = arrange_text("argmap: 1\nthesis: So.\n")
    written(MapAudit("-", arranged.loaded, graph, Assessment(graph), ()))


def test_the_schema_is_a_closed_json_schema() -> None:
    schema = output_schema()
    Draft202012Validator.check_schema(schema)
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert sorted(part["required"]) == sorted(part["properties"])


def test_an_unknown_key_breaks_the_contract() -> None:
    data = json.loads(as_json([audit_text(BRIDGE)]))
    data["maps"][0]["steps"][0]["strenght"] = "weak"
    assert not VALIDATOR.is_valid(data)


def test_a_map_that_cannot_be_read_has_its_problems_alone(tmp_path: Path) -> None:
    missing = audit_file(str(tmp_path / "missing.argmap.yaml"))
    ring = audit_text("argmap: 1\ntitle: A ring\nthesis:\n  claim: So.\n  because:\n  - see: nowhere\n", "ring.yaml")
    data = written(missing, ring, audit_text(BRIDGE))
    assert data["summary"]["unreadable"] == 2
    first, second, third = data["maps"]
    assert first["problems"]
    assert first["title"] is None
    (problem,) = second["problems"]
    assert (problem["line"], problem["column"], problem["code"]) == (6, 10, "AM102")
    assert problem["help"]
    for key in ("theses", "nodes", "steps", "sources", "findings", "allowed"):
        assert first[key] == second[key] == []
        assert third[key] or key == "allowed"


# -- a worked example


def test_what_the_thesis_of_the_bridge_rests_on(bridge: Any) -> None:
    (thesis,) = bridge["theses"]
    assert (thesis["id"], thesis["number"], thesis["line"]) == ("close", "1", 19)
    assert (thesis["grade"], thesis["grade_own_word"], thesis["contested"]) == ("weak", "weak", True)
    assert thesis["origins"] == ["survey"]
    keys = ("no_lineage", "own_word", "assumptions", "facts", "corroborated", "weakest_step")
    assert [thesis[key] for key in keys] == [0, 0, 1, 1, 0, "1.1"]
    assert thesis["why"] == [
        "its one reason links 2 premises: 1.1.2 is weak, and a step is no better than its weakest premise",
        "contested by 1.2 (answered only by a bare claim): weak already",
    ]


@pytest.mark.parametrize("reading", ["sources_alone", "own_word_taken"])
def test_what_the_thesis_of_the_bridge_falls_with(bridge: Any, reading: str) -> None:
    assert bridge["theses"][0][reading] == {
        "linchpins": ["1.1.2", "survey"],
        "cut_sets": [["1.1.2"], ["survey"]],
        "cut_set_count": 2,
        "complete": True,
        "by_claim": {"cut_sets": [["1.1.2"], ["1.1.1.1", "1.1.1.2"]], "cut_set_count": 2, "complete": True},
    }


def test_the_statements_of_the_bridge(bridge: Any) -> None:
    cracks = node(bridge, "cracks")
    assert cracks["why"].pop() == (
        "one weak point: without County bridge survey 2022 it falls below moderate, so not strong"
    )
    assert cracks == {
        "id": "cracks",
        "number": "1.1.1",
        "kind": "claim",
        "claim": "The bridge is cracking under lorries.",
        "by": "text",
        "side": "for",
        "parent": "close",
        "line": 23,
        "column": 7,
        "grade": "moderate",
        "grade_own_word": "moderate",
        "why": ["the best of its 2 reasons, 1.1.1.1, is moderate"],
        "cites": [],
        "sources": ["gazette", "survey"],
        "origins": ["survey"],
        "single_source": True,
        "order": 1,
        "contested": False,
        "standing": None,
    }
    assert node(bridge, "1.1.1.1")["cites"] == ["survey"]
    assert [node(bridge, name)["order"] for name in ("1.1.1.1", "1.1.1.2", "1.1.2", "1.2")] == [2, 2, 1, None]
    standings = {one["id"]: one["standing"] for one in bridge["nodes"] if one["standing"]}
    assert standings == {"1.1.3": "open", "1.2": "answered-barely", "1.2.2": "open", "rivals": "open"}
    assert {one["id"]: one["side"] for one in bridge["nodes"] if one["side"] != "for"} == {
        "1.1.3": "against", "1.2": "against", "1.2.1": "against", "1.2.2": "reply", "rivals": "against"
    }  # fmt: skip


def test_the_steps_and_sources_of_the_bridge(bridge: Any) -> None:
    assert bridge["steps"][0] == {
        "id": "1.1",
        "to": "close",
        "from": ["cracks", "1.1.2"],
        "kind": "because",
        "needs": 2,
        "scheme": "cause-to-effect",
        "grade": "weak",
    }
    assert [step["kind"] for step in bridge["steps"]].count("but") == 3
    assert bridge["sources"][1] == {
        "key": "gazette",
        "name": "The Gazette",
        "reliability": None,
        "from": ["survey"],
        "group": None,
        "anonymous": False,
        "interest": None,
        "carries": ["cracks"],
    }
    assert [source["carries"] for source in bridge["sources"]] == [["cracks"], ["cracks"], ["1.2"]]


def test_the_findings_of_the_bridge(bridge: Any) -> None:
    circular = next(one for one in bridge["findings"] if one["rule"] == "circular-reporting")
    assert (circular["code"], circular["level"], circular["for"]) == ("AM303", "warning", "text")
    assert (circular["node"], circular["line"], circular["column"]) == ("cracks", 23, 7)
    assert sorted(circular["sources"]) == ["gazette", "survey"]
    assert circular["origins"] == ["survey"]
    assert len({one["fingerprint"] for one in bridge["findings"]}) == len(bridge["findings"])


def test_what_is_allowed_says_where_and_why() -> None:
    text = BRIDGE.replace("  id: close\n", "  id: close\n  allow: {linchpin: the survey is all there is}\n")
    data = written(audit_text(text))
    (allowed,) = data["maps"][0]["allowed"]
    assert allowed == {
        "code": "AM202",
        "rule": "linchpin",
        "line": 20,
        "node": "close",
        "source": None,
        "reason": "the survey is all there is",
    }
    assert data["summary"]["allowed"] == 1


# -- the text of it


def test_the_same_map_gives_the_same_bytes_and_ends_its_last_line() -> None:
    first, second = (as_json([audit_text(BRIDGE)]) for _ in range(2))
    assert first == second
    assert first.endswith("}\n")
    assert first.startswith('{\n "argmap": "')


def test_letters_stay_and_what_could_drive_a_terminal_is_escaped() -> None:
    text = BRIDGE.replace("The Gazette\n", "Die Müll\u202eabfuhr\u2066\n")
    told = as_json([audit_text(text, "caf\udce9.yaml")])
    assert "Die Müll\\u202eabfuhr\\u2066" in told
    told.encode()  # half of a surrogate pair would not be written
    (found,) = json.loads(told)["maps"]
    assert found["path"] == "caf\udce9.yaml"
    assert found["sources"][1]["name"] == "Die Müll\u202eabfuhr\u2066"
