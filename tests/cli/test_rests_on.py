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
    assert "No single loss brings it down; two together do, in 1 way." in text
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


def test_a_source_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    text = run(capsys, "what-if", "bridge.argmap.yaml", "--without", "survey")
    assert "if The survey is lost" in text
    assert "On its sources alone: weak, as before." in text
    assert "growth “The cracks grow.” (line 14): moderate → none" in text


def test_exit_code_1_where_a_thesis_falls(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("what-if", "bridge.argmap.yaml", "--without", "survey,unknown", "--format", "json")
    data = json.loads(run(capsys, *words, code=1))
    assert data["thesis_falls"] is True
    assert data["theses"][0]["sources_alone"]["after"]["grade"] == "none"
    assert run(capsys, "what-if", "bridge.argmap.yaml", "--without", "survey", "--without", "unknown", code=1)


def test_granted_and_as_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert "if old is granted" in run(capsys, "what-if", "bridge.argmap.yaml", "--grant", "old")
    text = run(capsys, "what-if", "bridge.argmap.yaml", "--as-one", "survey,rumour")
    assert "if The survey and A rumour are one source" in text
    assert "as The Gazette + The survey and A rumour, taken as one." in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("rests-on", "bridge.argmap.yaml", "survey"), "it is a source, cited by growth"),
        (("rests-on", "nowhere.argmap.yaml"), "there is no such file"),
        (("what-if", "bridge.argmap.yaml"), "say --without, --grant or --as-one"),
        (("what-if", "bridge.argmap.yaml", "--without", "survy"), "did you mean `survey`?"),
        (("what-if", "bridge.argmap.yaml", "--as-one", "survey"), "it takes two sources"),
        (("what-if", "bridge.argmap.yaml", "--without", "close"), "is a thesis"),
    ],
)
def test_what_is_refused(words: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert said in refused(capsys, *words)
