"""Reports in parts: every form of the report, for maps that are in order and some that are not."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator

from argmap.audit import MapAudit, arrange_file, audit_text
from argmap.baseline import without_known
from argmap.cli.audit import FORMATS as NAMES
from argmap.report.digest import tally
from argmap.report.formats import FORMATS, form
from argmap.report.parts import How, Part
from argmap.report.sarif import FINGERPRINT, as_sarif
from argmap.rules import RULES
from tests.report.samples import hostile_map
from tests.report.sarif_schema import LOG
from tests.samples import BRIDGE

ALLOWED = BRIDGE.replace("  id: close\n", "  id: close\n  allow: {linchpin: '50% sure, [or](x:y) more'}\n")
RING = "argmap: 1\ntitle: A ring\nthesis:\n  claim: So.\n  because:\n  - see: nowhere\n"


@pytest.fixture(scope="module")
def audits() -> tuple[MapAudit, ...]:
    """A map, the same with something allowed, one with a fault that has a code, and one that is not there."""
    return (
        audit_text(BRIDGE, "maps/bridge.argmap.yaml"),
        audit_text(ALLOWED, "maps/allowed, 100%: #1.argmap.yaml"),
        audit_text(RING, "maps/ring.argmap.yaml"),
        arrange_file("maps/nowhere.argmap.yaml"),
    )


@pytest.fixture(scope="module")
def hostile() -> MapAudit:
    return audit_text(hostile_map(), "evil\n::error::.yaml")


def report(name: str, audits: Sequence[MapAudit], how: How | None = None) -> str:
    how = how or How()
    format_ = form(name)
    return "".join(format_.whole([Part(format_.part(one, how), tally(one)) for one in audits], how))


def test_the_command_offers_every_form() -> None:
    assert tuple(FORMATS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_map_that_cannot_be_read_is_in_every_form(name: str, audits: tuple[MapAudit, ...]) -> None:
    shown = report(name, audits).replace("\\_", "_")
    for path, fault in (("ring.argmap.yaml", "nowhere"), ("nowhere.argmap.yaml", "there is no such file")):
        assert path in shown
        assert fault in shown


@pytest.mark.parametrize("name", NAMES)
def test_no_form_lets_a_text_drive_a_terminal(name: str, hostile: MapAudit) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", report(name, [hostile]))


# -- SARIF


def sarif(audits: Sequence[MapAudit]) -> Any:
    (run,) = json.loads(as_sarif(audits))["runs"]
    return run


def test_sarif_says_every_finding_with_its_rule_and_place(audits: tuple[MapAudit, ...]) -> None:
    run = sarif(audits[:1])
    assert len(run["results"]) == len(audits[0].findings)
    for result, finding in zip(run["results"], audits[0].findings, strict=True):
        rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
        assert (rule["id"], rule["name"]) == (result["ruleId"], finding.rule) == (finding.code, finding.rule)
        physical = result["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "maps/bridge.argmap.yaml"
        assert physical["region"] == {"startLine": finding.line, "startColumn": finding.column}
        assert result["level"] == finding.level
        assert result["message"]["text"] == f"{finding.message} ({finding.help})"
        assert result["partialFingerprints"] == {FINGERPRINT: finding.fingerprint}
    assert run["invocations"] == [{"executionSuccessful": True}]


def test_sarif_leads_to_related_places(audits: tuple[MapAudit, ...]) -> None:
    linchpin = next(one for one in sarif(audits[:1])["results"] if one["ruleId"] == "AM202")
    (related, *_) = linchpin["relatedLocations"]
    assert related["logicalLocations"][0]["name"] == "cracks"
    assert related["physicalLocation"]["region"] == {"startLine": 23, "startColumn": 7}
    assert related["message"]["text"] == "The bridge is cracking under lorries."


def test_sarif_says_what_is_allowed_and_why(audits: tuple[MapAudit, ...]) -> None:
    (silent,) = [one for one in sarif(audits[1:2])["results"] if "suppressions" in one]
    assert silent["ruleId"] == "AM202"
    assert silent["suppressions"] == [{"kind": "inSource", "justification": "50% sure, [or]\u200b(x:y) more"}]
    location = silent["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "maps/allowed%2C%20100%25%3A%20%231.argmap.yaml"


def test_sarif_of_maps_that_cannot_be_read(audits: tuple[MapAudit, ...]) -> None:
    run = sarif(audits[2:])
    ring, missing = run["results"]
    assert (ring["ruleId"], missing["ruleId"]) == ("AM102", "unreadable")
    assert [run["tool"]["driver"]["rules"][one["ruleIndex"]]["id"] for one in (ring, missing)] == [
        "AM102",
        "unreadable",
    ]
    assert run["invocations"] == [{"executionSuccessful": False}]


def test_every_rule_has_help_in_sarif() -> None:
    rules = sarif([])["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [*(rule.CODE for rule in RULES), "unreadable"]
    for rule in rules:
        assert rule["shortDescription"]["text"].endswith(".")
        assert len(rule["help"]["text"]) > 40
    assert "How to mend it: Look for a source" in next(one for one in rules if one["id"] == "AM302")["help"]["text"]


def test_sarif_has_no_link_from_a_map(hostile: MapAudit) -> None:
    text = as_sarif([hostile, audit_text("argmap: 1\nthesis: Look [here](https://evil.example).\n")])
    results = text[text.index('"results"') :]
    assert "](" not in results


def strangers(value: Any) -> Iterator[str]:
    """Keys that the models of the schema do not know, but for those of property bags."""
    fields: dict[str, Any] = getattr(type(value), "model_fields", {})
    if fields and type(value).__name__ != "PropertyBag":
        yield from value.model_extra or ()
        yield from (name for field in fields for name in strangers(getattr(value, field)))
    elif isinstance(value, list):
        yield from (name for one in value for name in strangers(one))


def test_sarif_keeps_its_schema(audits: tuple[MapAudit, ...], hostile: MapAudit) -> None:
    validator = Draft202012Validator(LOG)
    for some in ([], audits[:1], [*audits, hostile]):
        data = json.loads(as_sarif(some))
        validator.validate(data)
    data["runs"][0]["results"][0]["fingerprnt"] = "1"
    assert not validator.is_valid(data)


def test_another_package_reads_the_sarif(audits: tuple[MapAudit, ...], hostile: MapAudit) -> None:
    models = pytest.importorskip("sarif_pydantic", reason="sarif-pydantic is not installed: the extra `dev`")
    data = json.loads(as_sarif([*audits, hostile]))
    log = models.Sarif.model_validate(data)
    assert set(strangers(log)) == {"columnKind", "suppressions"}  # of the standard, which its models leave out
    assert log.model_dump(mode="json", by_alias=True, exclude_unset=True) == data


def test_the_validator_of_the_standard_has_no_complaint(
    audits: tuple[MapAudit, ...], hostile: MapAudit, tmp_path: Path
) -> None:
    program = shutil.which("sarif-multitool-linux")
    if program is None:
        pytest.skip("the validator (npm install @microsoft/sarif-multitool-linux) is not here")
    log = as_sarif([*audits, hostile])
    said = []
    for name, text in (("ours", log), ("spoilt", log.replace('"columnKind"', '"columnSort"'))):
        (tmp_path / f"{name}.sarif").write_text(text, "utf-8")
        command = [program, "validate", str(tmp_path / f"{name}.sarif")]
        environment = os.environ | {"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        said.append(set(re.findall(r"(?:error|warning) ([A-Z]+[0-9]+)", done.stdout)))
    # SARIF2005 misses an address of the tool, and it has none yet.
    assert said == [{"SARIF2005"}, {"SARIF2005", "JSON1005"}]


# -- GitHub


def test_a_workflow_command_a_finding(audits: tuple[MapAudit, ...]) -> None:
    *commands, counts = report("github", audits).splitlines()
    assert counts.endswith("1 allowed; 2 maps cannot be read in 4 maps.")
    form = re.compile(r"::(error|warning|notice) file=([^,:]+),line=(\d+),col=(\d+),title=([^,:]+)::(.+)")
    found = [form.fullmatch(line) for line in commands]
    assert all(found)
    assert len(found) == sum(len(one.findings) + len(one.problems) for one in audits)
    assert {one[2] for one in found if one} == {
        "maps/bridge.argmap.yaml",
        "maps/allowed%2C 100%25%3A #1.argmap.yaml",
        "maps/ring.argmap.yaml",
        "maps/nowhere.argmap.yaml",
    }


def test_a_text_begins_no_workflow_command(hostile: MapAudit) -> None:
    *commands, _ = report("github", [hostile]).splitlines()
    assert all(line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in commands)
    audit = audit_text("argmap: 1\nthesis: '%0A::set-env name=X::1'\n", "x.yaml")
    assert "%0A" not in report("github", [audit])


# -- JUnit


def suites(audits: Sequence[MapAudit], how: How | None = None) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(report("junit", audits, how))
    assert root.tag == "testsuites"
    return list(root)


def test_junit_has_a_suite_a_map_whose_counts_are_right(audits: tuple[MapAudit, ...], hostile: MapAudit) -> None:
    found = suites([*audits, hostile], How(fail_on="warning"))
    assert [suite.get("name") for suite in found][:4] == [one.path for one in audits]
    for suite in found:
        cases = suite.findall("testcase")
        assert set(suite.attrib) == {"name", "tests", "failures", "errors", "skipped"}
        for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert suite.get(key) == str(len(suite.findall(f"testcase/{tag}")))
        assert suite.get("tests") == str(len(cases))
        assert all(case.get("name") and case.get("classname") and len(case) <= 1 for case in cases)


def test_what_fails_in_junit_is_what_fails_the_audit(audits: tuple[MapAudit, ...]) -> None:
    levels = [one.level for one in audits[0].findings]
    for threshold, failures in (("never", 0), ("warning", levels.count("warning")), ("note", len(levels))):
        (suite,) = suites(audits[:1], How(fail_on=threshold))  # type: ignore[arg-type]
        assert suite.get("failures") == str(failures)
        assert len(suite.findall("testcase/system-out")) == len(levels) - failures


def test_a_clean_map_is_a_case_that_passes() -> None:
    clean = MapAudit("clean.yaml", None, None, None, ())
    (suite,) = suites([clean])
    assert (suite.get("tests"), len(suite[0])) == ("1", 0)


# -- Markdown


def test_a_comment_says_the_counts_first(audits: tuple[MapAudit, ...]) -> None:
    lines = report("markdown", audits).splitlines()
    assert re.fullmatch(r"### argmap: \d+ errors?, .* 1 allowed; 2 maps cannot be read in 4 maps\.", lines[0])
    assert "| The old bridge should close to lorries. | weak, contested | weak, contested |" in lines
    assert "#### maps/ring.argmap.yaml cannot be read" in lines


def test_what_stands_beside_code_in_a_comment_keeps_its_blanks(audits: tuple[MapAudit, ...]) -> None:
    assert "→ answer it with `but:` under it and evidence for the reply, or write `granted:` with why" in report(
        "markdown", audits
    )


def test_a_map_does_nothing_in_a_comment(hostile: MapAudit) -> None:
    shown = report("markdown", [hostile])
    ours = shown.replace("<details><summary>", "").replace("</summary>", "").replace("</details>", "")
    assert not re.search(r"(?<!\\)<(?!br>)", ours)
    assert "](" not in shown.replace("\\]", "")
    assert not re.search(r"https?:", shown)


def test_a_comment_has_a_limit_and_says_what_it_leaves_out(audits: tuple[MapAudit, ...]) -> None:
    shown = report("markdown", [audits[0]] * 60)
    assert len(shown) < 65_536
    sections, left_out = shown.count("#### maps/bridge"), re.search(r"(\d+) more maps with something to say", shown)
    assert left_out
    assert sections + int(left_out[1]) == 60
    assert sections > 20


def test_maps_with_nothing_to_say_are_counted() -> None:
    clean = MapAudit("clean.yaml", None, None, None, ())
    assert "2 maps with nothing to say." in report("markdown", [clean, clean])


# -- what is known


@pytest.mark.parametrize("name", NAMES)
def test_what_is_known_is_in_no_form(name: str, audits: tuple[MapAudit, ...]) -> None:
    first = next(one for one in audits[0].findings if one.rule == "circular-reporting")
    rest = without_known(audits[0], {first.fingerprint})
    assert rest.known == 1
    marks = {"sarif": '"ruleId": "AM303"', "json": '"AM303"', "github": "AM303", "concise": "AM303"}
    mark = marks.get(name, "circular-reporting")
    assert mark in report(name, audits[:1], How(unfold=True))
    assert mark not in report(name, [rest], How(unfold=True))


def test_how_many_are_known_is_said(audits: tuple[MapAudit, ...]) -> None:
    rest = without_known(audits[0], {one.fingerprint for one in audits[0].findings})
    count = len(audits[0].findings)
    assert json.loads(report("json", [rest]))["summary"]["known"] == count
    assert sarif([rest])["properties"] == {"maps": 1, "known": count}
    for name in ("text", "markdown", "github"):
        assert f"{count} known from the baseline" in report(name, [rest])
    (suite,) = suites([rest])
    assert suite.find("properties/property[@name='known']").get("value") == str(count)  # type: ignore[union-attr]


def test_a_path_that_is_no_utf_8(tmp_path: Path) -> None:
    audit = audit_text(BRIDGE, "caf\udce9.yaml")
    assert sarif([audit])["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9.yaml"
    assert suites([audit])[0].get("name") == "caf\\udce9.yaml"
