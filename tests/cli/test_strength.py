"""`argmap strength`: semantics of formal argumentation, for those who work with them."""

import json
import unicodedata
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from argmap.audit import arrange_file
from argmap.cli import main
from argmap.cli.strength import SEMANTICS as CHOICES
from argmap.report.strength import as_strength
from argmap.strength.evaluation import GROUNDED, evaluate
from argmap.strength.gradual import SEMANTICS
from tests.report.samples import hostile_map
from tests.samples import MAPS

COLUMNS = 100


def ring() -> str:
    """A claim, three layers of ten that each rest on all of the one before, and the last of them against the first."""
    names = [["a"], *([f"{layer}{at}" for at in range(10)] for layer in "bcd")]
    claims: list[dict[str, object]] = [{"id": "a", "claim": "A.", "but": [{"see": name} for name in names[-1]]}]
    for before, layer in pairwise(names):
        claims += [{"id": name, "claim": "So.", "because": [{"see": one} for one in before]} for name in layer]
    return "argmap: 1\n" + yaml.safe_dump({"thesis": "It is so.", "claims": claims}, sort_keys=False)


def strength(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code = main(["strength", *words])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["strength", *words]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    return said


def test_the_choices_are_the_semantics_there_are() -> None:
    assert list(CHOICES) == [*SEMANTICS, GROUNDED]


def test_the_page_begins_with_what_a_strength_is_not_and_the_theses(
    bridge: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = strength(capsys, bridge, "--semantics", "df-quad").splitlines()
    assert lines[0] == "Should the old bridge close?"
    assert lines[1].endswith("statements, DF-QuAD (Rago, Toni, Aurisicchio and Baroni, KR 2016)")
    assert "It is no probability" in " ".join(" ".join(lines[2:5]).split())
    thesis = lines.index("THESIS  close  The old bridge should close to lorries.")
    assert lines[thesis + 1 : lines.index("STATEMENTS") - 1] == [
        "  base 0.5000 → 0.2500",
        "    for      0.2500  step 1.1 from cracks 0.8750 + 1.1.2 0.5000 (2 of them needed); undercut by",
        "             1.1.3 0.5000",
        "    against  0.5000  1.2 “The detour costs hauliers an hour a day.”",
        "    against  0.5000  rivals “The next bridge downstream would be overloaded.”",
    ]
    assert "  base 0.5000 → 0.8750  cracks  The bridge is cracking under lorries." in lines


def test_base_scores_for_all_and_for_one(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("--semantics", "quadratic-energy", "--base", "0.2", "--base-of", "1.2.1=1", "--base-of", "cracks=0.7")
    lines = strength(capsys, bridge, *words).splitlines()
    assert "  base 1.0000 → 1.0000  1.2.1  The association's own survey says so." in lines
    assert any(line.startswith("  base 0.7000 → ") and "  cracks  " in line for line in lines)
    assert any(line.startswith("  base 0.2000 → 0.2000  rivals") for line in lines)


def test_one_claim_is_shown_with_what_bears_on_it(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    page = strength(capsys, bridge, "rivals", "1.1.1", "cracks", "--semantics", "euler")
    assert page.count("\ncracks  The bridge is cracking") == 1  # asked for by number and by id
    assert "rivals  The next bridge downstream would be overloaded.\n  base 0.5000 → 0.5000\n    nothing for" in page
    assert "STATEMENTS" not in page
    assert "THESIS" not in page


def test_labels_of_the_grounded_semantics(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = strength(capsys, bridge, "--semantics", "grounded").splitlines()
    thesis = lines.index("THESIS  close  The old bridge should close to lorries.")
    assert lines[thesis + 1] == "  out"
    assert "    against  in  rivals “The next bridge downstream would be overloaded.”" in lines
    assert "    against  out  1.2 “The detour costs hauliers an hour a day.”" in lines
    assert "  out        1.2  The detour costs hauliers an hour a day." in lines
    assert not any("0.5" in line for line in lines)


def test_json_has_every_statement_and_step_with_base_and_strength(
    bridge: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found: Any = json.loads(strength(capsys, bridge, "--semantics", "df-quad", "--format", "json"))
    assert (found["path"], found["semantics"], found["settled"]) == (bridge, "df-quad", True)
    assert "no probability" in found["note"]
    thesis = found["statements"][0]
    assert (thesis["id"], thesis["base"], thesis["strength"]) == ("close", 0.5, 0.25)
    assert (thesis["supporters"], thesis["attackers"]) == (["1.1"], ["1.2", "1>rivals"])
    step = next(step for step in found["steps"] if step["id"] == "1.1")
    assert (step["base"], step["strength"], step["attackers"]) == (0.5, 0.25, ["1.1.3"])
    assert (step["from"], step["to"], step["needs"]) == (["cracks", "1.1.2"], "close", 2)
    ids = {step["id"] for step in found["steps"]}
    assert all({*one["supporters"], *one["attackers"]} <= ids for one in found["statements"])
    labelled = json.loads(strength(capsys, bridge, "1.2", "--semantics", "grounded", "--format", "json"))
    assert [(one["id"], one["label"]) for one in labelled["statements"]] == [("1.2", "out")]
    assert {step["to"] for step in labelled["steps"]} == {"1.2"}
    assert "base" not in labelled["statements"][0]


def test_a_ring_that_does_not_settle_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ring.argmap.yaml"
    path.write_text(ring(), "utf-8")
    words = (str(path), "--semantics", "df-quad", "--base", "0", "--base-of", "a=1")
    page = " ".join(strength(capsys, *words).split())
    assert "NOT SETTLED: a ring through a, b0, b1, b2, b3, b4, b5, b6 and 23 more has not come to rest" in page
    assert "are no answer" in page
    found = json.loads(strength(capsys, *words, "--format", "json"))
    assert found["settled"] is False
    assert len(found["unsettled"][0]["members"]) == 31
    assert found["unsettled"][0]["moves"] > 0.01


@pytest.mark.parametrize("name", CHOICES)
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_the_maps_that_ship(path: Path, name: str) -> None:
    audit = arrange_file(str(path))
    assert audit.graph is not None
    found = evaluate(audit.graph, name)
    page = as_strength(audit, found, width=COLUMNS)
    assert page.endswith("\n")
    assert all(len(line) <= COLUMNS for line in page.splitlines() if not line.startswith(str(path)))
    assert all(line == line.rstrip() for line in page.splitlines())
    assert page == as_strength(audit, evaluate(audit.graph, name), width=COLUMNS)


def test_a_reason_seen_twice_is_shown_once_and_what_is_granted_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "twice.argmap.yaml"
    path.write_text(
        "argmap: 1\nthesis:\n  claim: T.\n  because:\n  - {see: a}\n  - {see: a}\n"
        "  but:\n  - claim: B.\n    granted: It is small.\n"
        "  - claim: C.\n    unless:\n    - claim: D.\n      granted: So what.\nclaims:\n- {id: a, claim: A.}\n",
        "utf-8",
    )
    page = strength(capsys, str(path), "1", "--semantics", "df-quad")
    assert page.splitlines()[-4:] == [
        "  base 0.5000 → 0.4375",
        "    for      0.5000  a “A.”",
        "    against  0.5000  1.1 “B.”, granted",
        "    against  0.2500  step 1.2 from 1.2 0.5000; undercut by 1.2.1 0.5000, granted",
    ]
    found = json.loads(strength(capsys, str(path), "1", "--semantics", "df-quad", "--format", "json"))
    assert found["statements"][0]["supporters"] == ["1>a"]


def test_without_the_mapper_additions(capsys: pytest.CaptureFixture[str]) -> None:
    river = next(path for path in MAPS if "river" in path.name)
    assert "  only-user  " in strength(capsys, str(river), "--semantics", "euler")
    assert "only-user" not in strength(capsys, str(river), "--semantics", "euler", "--by", "text")


def test_marks_of_direction_are_written_out_wherever_text_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "turned.argmap.yaml"
    turned = "\u202ethis."
    path.write_text(
        f"argmap: 1\ntitle: T {turned}\nthesis:\n  claim: Read {turned}\n  because:\n  - See {turned}\n", "utf-8"
    )
    page = strength(capsys, str(path), "--semantics", "grounded")
    assert page.count("<U+202E>this.") == 4  # title, thesis, its reason, the list of statements
    assert "\u202e" not in page


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("name", ["mlp", "grounded"])
def test_what_a_map_says_cannot_drive_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, format_: str
) -> None:
    path = tmp_path / "hostile.argmap.yaml"
    path.write_text(hostile_map(), "utf-8")
    for claims in ((), ("top", "1.2")):
        page = strength(capsys, str(path), *claims, "--semantics", name, "--format", format_)
        assert not [char for char in page if unicodedata.category(char) in ("Cc", "Cf") and char != "\n"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "Missing option '--semantics'"),
        (["--semantics", "dfquad"], "'dfquad' is not one of"),
        (["--semantics", "mlp", "--base", "nan"], "`nan` of --base is no number from 0 to 1"),
        (["--semantics", "mlp", "--base", "1.5"], "`1.5` of --base is no number from 0 to 1"),
        (["--semantics", "mlp", "--base-of", "close"], "write CLAIM=NUMBER"),
        (["--semantics", "mlp", "--base-of", "close=much"], "`much` of --base-of close is no number"),
        (["--semantics", "mlp", "--base-of", "clos=1"], "did you mean `close`?"),
        (["--semantics", "mlp", "--base-of", "close=1", "--base-of", "1=0"], "`1` has a base score already"),
        (["--semantics", "grounded", "--base", "0.5"], "has no base scores"),
        (["--semantics", "mlp", "craks"], "did you mean `cracks`?"),
    ],
)
def test_wrong_use_ends_in_one_clear_message(
    bridge: str, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    assert said in refused(capsys, bridge, *words)


def test_a_map_that_cannot_be_read_lists_its_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "bad.argmap.yaml"
    path.write_text("argmap: 1\nthesis:\n  claim: So.\n  because:\n  - see: a\n  - see: b\n", "utf-8")
    said = refused(capsys, str(path), "--semantics", "euler").splitlines()
    assert len(said) == 2
    assert all(line.startswith(f"{path}:") for line in said)
