"""`argmap capture` as it is called."""

import io
from pathlib import Path

import pytest

from argmap.cli import main


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def type_in(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8"))


def test_standard_input_to_standard_output(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    type_in(monkeypatch, "It is so.\n+ It seems so.\n")
    assert main(["capture"]) == 0
    assert capfd.readouterr().out == "argmap: 1\nthesis:\n  claim: It is so.\n  because:\n  - It seems so.\n"


def test_a_file_to_a_file_that_is_never_overwritten(capfd: pytest.CaptureFixture[str]) -> None:
    Path("notes.txt").write_text("It is so.\n+ It seems so. [me]\n")
    assert main(["capture", "notes.txt", "-o", "mine"]) == 0
    assert capfd.readouterr().out == "mine.argmap.yaml is written\n"
    assert main(["audit", "mine.argmap.yaml"]) == 0
    made = Path("mine.argmap.yaml").read_bytes()
    assert main(["capture", "notes.txt", "-o", "mine"]) == 2
    assert Path("mine.argmap.yaml").read_bytes() == made


def test_what_is_made_is_laid_out_as_all_maps_are(capfd: pytest.CaptureFixture[str]) -> None:
    Path("notes.txt").write_text(f"It is so.\n+ {'It seems so, to everybody. ' * 6}\n[x\n  - But not here.\n")
    assert main(["capture", "notes.txt", "-o", "mine"]) == 0
    assert main(["fmt", "--check", "mine.argmap.yaml"]) == 0


def test_the_text_that_is_mapped_is_told_of(capfd: pytest.CaptureFixture[str]) -> None:
    Path("essay.txt").write_text("A ferry for all\n\nThe ferry should sail, since it is quick, and on Sundays too.\n")
    Path("notes.txt").write_text("It should sail. @2:1-4\n+ It is quick. @2:5-8\n")
    assert main(["capture", "notes.txt", "--text", "essay.txt", "-o", "mine"]) == 0
    assert "title: A ferry for all\n  words: 16\n  sha256: " in Path("mine.argmap.yaml").read_text("utf-8")
    assert main(["audit", "mine.argmap.yaml", "--text", "essay.txt"]) == 0
    assert "2 passages looked up in the text, all found" in capfd.readouterr().out
    assert main(["capture", "notes.txt", "--text", "nowhere.txt"]) == 2
    assert "nowhere.txt: there is no such file" in capfd.readouterr().err


def test_a_problem_has_file_line_and_column(capfd: pytest.CaptureFixture[str]) -> None:
    Path("notes.txt").write_text("It is so.\n+It seems so.\n")
    assert main(["capture", "notes.txt", "-o", "mine"]) == 2
    assert capfd.readouterr().err == (
        "notes.txt:2:1: `+It seems so.` begins with what is no sign (put a blank after the sign)\n"
    )
    assert not Path("mine.argmap.yaml").exists()


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_what_is_no_file_is_said(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["capture", name]) == 2
    assert capfd.readouterr().err.startswith(f"{name}:1:1: th")
