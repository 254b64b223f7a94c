"""`argmap schema`: what it prints is a JSON Schema that takes what argmap takes and writes."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from argmap.audit import audit_text
from argmap.cli import main
from argmap.report.json import as_json
from tests.samples import BRIDGE, MAPS


def schema(capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    assert main(["schema", *words]) == 0
    told = json.loads(capsys.readouterr().out)
    Draft202012Validator.check_schema(told)
    assert told["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    return Draft202012Validator(told)


def as_editors_read(text: str) -> Any:
    """YAML as an editor reads it; dates are texts in YAML 1.2."""
    return json.loads(json.dumps(yaml.safe_load(text), default=str))


def test_the_schema_of_a_map_takes_the_maps_that_ship(capsys: pytest.CaptureFixture[str]) -> None:
    validator = schema(capsys)
    for text in (BRIDGE, *(path.read_text("utf-8") for path in MAPS)):
        validator.validate(as_editors_read(text))


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("because:\n", "becuase:\n"), ("argmap: 1", "argmap: 2"), ("basis: recorded", "basis: rumoured")],
)
def test_the_schema_of_a_map_refuses_what_argmap_refuses(
    written: str, wrong: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BRIDGE.replace(written, wrong)
    assert audit_text(text).problems
    assert not schema(capsys).is_valid(as_editors_read(text))


def test_the_schema_of_the_output_takes_the_output(capsys: pytest.CaptureFixture[str]) -> None:
    validator = schema(capsys, "--output")
    validator.validate(json.loads(as_json([audit_text(BRIDGE), audit_text("thesis: [")])))
    assert not validator.is_valid({"argmap": "0.1.0", "schema": 1, "maps": []})
