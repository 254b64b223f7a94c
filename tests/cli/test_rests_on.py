"""`argmap rests-on` and `argmap what-if` as they are called."""

import json
from pathlib import Path

import pytest

from argmap.cli import main
from tests.test_changes import BRIDGE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one map in it."""
    monkeypatch.chdir(tmp_path)
    Path("bridge.argmap.yaml").write_text(BRIDGE.lstrip(), "utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main([*words]) == code
    return " ".join(capsys.readouterr().out.split())


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main([*words]) == 2
    return capsys.readouterr().err


def test_what_the_thesis_rests_on(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "rests-on", "bridge.argmap.yaml")
    assert text.startswith("close The bridge should close. bridge.argmap.yaml:8")
    assert "It looks like 3 sources, but is 2 independent origins: The survey and an unknown origin." in text
    assert "No single loss brings it down; two together do: The survey + an unknown origin." in text
    assert "an unknown origin 2 1 more" in text
    assert (
        "SMALLEST SETS OF LOSSES, BY SOURCE: WHO MUST BE WRONG (ON ITS SOURCES ALONE) - The survey + an unknown origin"
        in text
    )
    assert "WHAT WOULD HELP MOST" in text


def test_a_claim_by_its_number_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    data = json.loads(run(capsys, "rests-on", "bridge.argmap.yaml", "1.2", "--format", "json"))
    (claim,) = data["claims"]
    assert (claim["id"], claim["cited"], claim["origins"]) == ("said", ["rumour"], ["unknown"])
    assert claim["sources_alone"]["by_source"] == {"sets": [["rumour"], ["unknown"]], "count": 2, "complete": True}
    assert claim["sources_alone"]["paths_by_source"]["sets"] == [["rumour", "unknown"]]
    assert [loss["order"] for loss in claim["losses"]] == [1, 1]


def test_markdown_shows_a_table_and_nothing_live(capsys: pytest.CaptureFixture[str]) -> None:
    hostile = BRIDGE.lstrip().replace("The survey", "'<script>[x](https://example.org) | *y*'")
    Path("hostile.argmap.yaml").write_text(hostile)
    assert main(["rests-on", "hostile.argmap.yaml", "--format", "markdown"]) == 0
    page = capsys.readouterr().out
    assert "| source or assumption | premises carried |" in page
    assert "<script>" not in page
    assert "[x]" not in page
    assert "https:" not in page  # a bare address becomes a link: a blank of no width stands in it


def test_numbers_are_told_from_both_ends(capsys: pytest.CaptureFixture[str]) -> None:
    """Two linked sources of 0.9 each: at least 0.8 whatever depends on what, 0.81 if they are independent."""
    Path("two.argmap.yaml").write_text(
        "argmap: 1\nsources: {a: {name: A, reliability: A}, b: {name: B, reliability: A}}\nthesis:\n  claim: T.\n"
        "  because:\n  - together:\n    - {evidence: X., source: a}\n    - {evidence: Y., source: b}\n"
        "  but:\n  - id: o\n    claim: Not so.\n    because:\n    - {evidence: Z., source: a}\n  - Bare.\n"
    )
    Path("profile.yaml").write_text("ratings: {A: 0.9}\nthreshold: 0.805\n")
    text = run(capsys, "rests-on", "two.argmap.yaml", "--profile", "profile.yaml")
    assert "NUMBERS, BY PROFILE.YAML" in text
    assert "at least 0.8 (likely) and at most 0.9 (very likely), whatever depends on what; 0.81" in text
    assert "At the threshold of 0.805 it holds only if independent." in text
    assert "o “Not so.” (line 10): on its sources alone 0.9 (very likely)." in text
    assert "1.3 “Bare.” (line 14): on its sources alone nothing carries it." in text
    data = json.loads(run(capsys, "rests-on", "two.argmap.yaml", "--profile", "profile.yaml", "--format", "json"))
    told = data["claims"][0]["numbers"]
    assert (told["sources_alone"]["lower"], told["sources_alone"]["exact"]) == (0.8, 0.81)
    assert [one["birnbaum"] for one in told["importance"]["sources_alone"]] == pytest.approx([0.9, 0.9])
    assert "numbers" not in json.loads(run(capsys, "rests-on", "two.argmap.yaml", "--format", "json"))["claims"][0]


def test_the_default_profile_can_be_copied(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rests-on", "--print-profile"]) == 0
    Path("mine.yaml").write_text(capsys.readouterr().out)
    default = run(capsys, "rests-on", "bridge.argmap.yaml", "--numbers")
    mine = run(capsys, "rests-on", "bridge.argmap.yaml", "--profile", "mine.yaml")
    assert default.replace("BY THE DEFAULT PROFILE", "BY MINE.YAML") == mine


def test_a_profile_that_cannot_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    Path("profile.yaml").write_text("ratngs: {A: 0.9}\n")
    words = ("rests-on", "bridge.argmap.yaml", "--profile", "profile.yaml")
    assert "profile.yaml:1:1: `ratngs` is not a key of a profile (did you mean `ratings`?)" in refused(capsys, *words)
    assert "there is no such file" in refused(capsys, *words[:-1], "none.yaml")
    Path("profile.yaml").write_text("events: {survy: 0.9}\n")
    assert main([*words]) == 0
    assert "`survy` names no event (did you mean `survey`?)" in capsys.readouterr().err


def test_a_source_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "what-if", "bridge.argmap.yaml", "--without", "survey")
    assert "bridge.argmap.yaml, without The survey" in text
    assert "On its sources alone: weak, as before." in text
    assert "growth “The cracks grow.” (line 14): moderate → none" in text


def test_exit_code_1_where_a_thesis_falls(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("what-if", "bridge.argmap.yaml", "--without", "survey,unknown", "--format", "json")
    data = json.loads(run(capsys, *words, code=1))
    assert data["thesis_falls"] is True
    assert data["theses"][0]["sources_alone"]["after"]["grade"] == "none"
    assert run(capsys, "what-if", "bridge.argmap.yaml", "--without", "survey", "--without", "unknown", code=1)


def test_granted_and_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "bridge.argmap.yaml, granting old" in run(capsys, "what-if", "bridge.argmap.yaml", "--grant", "old")
    text = run(capsys, "what-if", "bridge.argmap.yaml", "--as-one", "survey,rumour")
    assert "bridge.argmap.yaml, with The survey and A rumour as one source" in text
    assert "as The Gazette + The survey and A rumour, taken as one." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rests-on", "bridge.argmap.yaml", "survey"), "it is a source, behind growth, report"),
        (("rests-on", "nowhere.argmap.yaml"), "there is no such file"),
        (("rests-on", "bridge.argmap.yaml", "--time-limit", "nan"), "is no number of seconds"),
        (("what-if", "bridge.argmap.yaml"), "say --without, --grant or --as-one"),
        (("what-if", "bridge.argmap.yaml", "--without", "survy"), "did you mean `survey`?"),
        (("what-if", "bridge.argmap.yaml", "--as-one", "survey"), "it takes two sources"),
        (("what-if", "bridge.argmap.yaml", "--without", "close"), "is a thesis"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in refused(capsys, *words)
