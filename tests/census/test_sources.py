"""Every source across many maps, through the command."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from argmap.audit import MapAudit, arrange_text
from argmap.census.sources import Counting, uses
from argmap.cli import main
from argmap.report.sources import as_csv
from argmap.support.assessment import Assessment
from tests.effort import tries
from tests.report.samples import hostile_map
from tests.support.maps import Data, graph_of, maps

HEAD = "argmap: 1\nsources:\n"
ONE = """\
  wire: {name: Reuters, reliability: B, reason: known}
  paper: {name: The Gazette, from: wire}
  man: {name: A man, anonymous: true}
thesis:
  id: t
  claim: T.
  because:
  - id: told
    claim: It was told.
    because:
    - {evidence: E., source: wire}
    - {evidence: F., source: paper}
"""
TWO = """\
  r: {name: Reuters, reliability: D, reason: known, retracted: it was wrong}
  agency: Reuters news agency
  man: {name: A man, anonymous: true}
thesis:
  claim: T.
  because:
  - claim: A.
    because:
    - {evidence: E., source: agency}
  - claim: B.
    because:
    - {evidence: F., source: man}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("one.argmap.yaml").write_text(HEAD + ONE)
    Path("two.argmap.yaml").write_text(HEAD + TWO)
    return tmp_path


def told(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["sources", *words]) == code
    return capfd.readouterr().out


def test_a_source_is_one_by_its_name_across_maps(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    data = json.loads(told(capfd, ".", "--format", "json"))
    by_name: dict[str, list[Any]] = {}
    for entry in data["sources"]:
        by_name.setdefault(entry["name"], []).append(entry)
    (reuters,) = by_name["Reuters"]
    assert [(use["path"], use["key"]) for use in reuters["uses"]] == [
        ("one.argmap.yaml", "wire"),
        ("two.argmap.yaml", "r"),
    ]
    assert (reuters["maps"], reuters["cited"], reuters["claims_alone"], reuters["theses_alone"]) == (2, 1, 1, 1)
    assert (reuters["uses"][0]["claims_alone"], reuters["uses"][0]["theses_alone"]) == (["told"], ["t"])
    assert (reuters["reliability"], reuters["retracted_in"]) == (["B", "D"], ["two.argmap.yaml"])
    assert [entry["theses_falling"] for entry in by_name["Reuters"] + by_name["The Gazette"]] == [1, 0]
    assert [len(entry["uses"]) for entry in by_name["A man"]] == [1, 1], "anonymous sources are never joined"
    assert data["alike"] == [
        {"names": ["Reuters", "Reuters news agency"], "why": "one begins with the whole of the other"}
    ]


def test_the_page(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = " ".join(told(capfd, ".").split())
    assert page.startswith("5 sources in 2 maps")
    assert "Reuters 2 1 1 1 1" in page
    assert "Reuters is rated B in one.argmap.yaml; D in two.argmap.yaml" in page
    assert "withdrawn in two.argmap.yaml, and cited as if it were not in one.argmap.yaml" in page
    assert "“Reuters” and “Reuters news agency”: one begins with the whole of the other" in page


def test_a_long_list_is_cut_and_says_so(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    many = "".join(f"  s{n}: Source number {n}\n" for n in range(40)) + "thesis: T.\n"
    Path("many.argmap.yaml").write_text(HEAD + many)
    assert "and 10 more sources (--all shows them)" in told(capfd, "many.argmap.yaml")
    assert told(capfd, "many.argmap.yaml", "--all").count("Source number") == 40


def test_groups_and_unknown_origins_that_carry_something(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    Path("group.argmap.yaml").write_text(
        HEAD + "  a: {name: A, group: desk}\n  b: {name: B, group: desk}\n  c: {name: C, from: unknown}\n"
        "thesis:\n  claim: T.\n  because:\n  - claim: X.\n    because:\n    - {evidence: E., source: a}\n"
        "    - {evidence: F., source: b}\n  - claim: Y.\n    because:\n    - {evidence: G., source: c}\n"
    )
    rows = list(csv.reader(io.StringIO(told(capfd, "group.argmap.yaml", "--format", "csv"))))
    assert [row[:6] for row in rows[1:3]] == [
        ["an unknown origin (group.argmap.yaml)", "unknown", "1", "0", "1", "0"],
        ["the group desk (group.argmap.yaml)", "group", "1", "0", "1", "0"],
    ]


def test_files_of_other_programs(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("talk.argdown").write_text("[T]: It is so.\n  + <A>: He said it. {source: Reuters}\n")
    names = [
        row[0] for row in csv.reader(io.StringIO(told(capfd, "talk.argdown", "one.argmap.yaml", "--format", "csv")))
    ]
    assert names.count("Reuters") == 1
    assert told(capfd, ".", "--from", "argdown", "--format", "csv").count("Reuters") == 1


def test_a_map_that_cannot_be_read_is_said(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("bad.argmap.yaml").write_text("argmap: 1\nthesis: [\n")
    assert main(["sources", ".", "--format", "json"]) == 2
    out, errors = capfd.readouterr()
    assert errors.startswith("bad.argmap.yaml:")
    data = json.loads(out)
    assert [one["path"] for one in data["unreadable"]] == ["bad.argmap.yaml"]
    assert data["maps"] == 3


def test_a_spreadsheet_runs_nothing() -> None:
    formulas = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", 'two, "quoted"\nlines', "\u202etxt")
    audit = arrange_text(hostile_map(formulas), "=evil.yaml")
    counting = Counting()
    counting.add(uses(audit))
    rows = list(csv.reader(io.StringIO(as_csv(counting.census()))))
    assert {len(row) for row in rows} == {10}
    cells = [cell for row in rows[1:] for cell in (row[0], *row[7:])]
    assert "'=1+1" in cells
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) or "\u202e" in cell for cell in cells)


@given(maps())
@tries(40)
def test_what_rests_on_a_source_alone_falls_with_it(data: Data) -> None:
    """A thesis with one origin, a source, loses all support with that source."""
    graph = graph_of(data)
    arranged = arrange_text("argmap: 1\nthesis: So.\n")
    audit = MapAudit("m", arranged.loaded, graph, Assessment(graph), ())
    found = uses(audit)
    assert [use.key for use in found][: len(graph.sources.by_key)] == list(graph.sources.by_key)
    for use in found:
        assert set(use.theses) <= set(use.falling)
    assert sum(use.cited for use in found) == sum(len(node.cites) for node in graph.nodes)


def test_the_uses_of_many_maps_are_kept_in_the_order_of_the_maps(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for number in range(30):
        Path(f"m{number:02}.argmap.yaml").write_text(
            f"{HEAD}  s: {{name: Same, reliability: {'ABC'[number % 3]}}}\nthesis: T.\n"
        )
    Path("bad.argmap.yaml").write_text("argmap: 1\n")
    assert main(["sources", ".", "--format", "json"]) == 2
    out, errors = capfd.readouterr()
    (same,) = [entry for entry in json.loads(out)["sources"] if entry["name"] == "Same"]
    assert [use["path"] for use in same["uses"]] == [f"m{number:02}.argmap.yaml" for number in range(30)]
    assert same["maps"] == 30
    assert errors.startswith("bad.argmap.yaml:1:1: ")
    assert "Same is rated A in m00.argmap.yaml, m03.argmap.yaml, m06.argmap.yaml and 7 more; B in" in " ".join(
        told(capfd, ".", code=2).split()
    )


def test_maps_without_a_source(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("none.argmap.yaml").write_text("argmap: 1\nthesis: T.\n")
    assert json.loads(told(capfd, "none.argmap.yaml", "--format", "json"))["sources"] == []
