"""How each editor is told a place."""

import sys
from pathlib import Path

import pytest

from argmap.preview.editor import EditorError, command, open_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the editors of this test are shell scripts")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("code", "vim", "emacs", "emacsclient", "kate", "hx", "subl", "unheard-of"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(
    ("wanted", "told", "in_terminal"),
    [
        ("code --wait", "code --wait --goto a b.yaml:7:3", False),
        ("subl", "subl a b.yaml:7:3", False),
        ("vim", "vim +7 a b.yaml", True),
        ("hx", "hx a b.yaml:7:3", True),
        ("emacs", "emacs +7:3 a b.yaml", False),
        ("emacsclient -t", "emacsclient -t +7:3 a b.yaml", True),
        ("kate", "kate --line 7 --column 3 a b.yaml", False),
        ("unheard-of", "unheard-of +7 a b.yaml", False),
    ],
)
def test_each_is_told_a_place_in_its_own_way(programs: Path, wanted: str, told: str, in_terminal: bool) -> None:
    arguments, terminal = command("a b.yaml", 7, 3, {"EDITOR": wanted})
    assert " ".join(arguments) == f"{programs}/{told}"
    assert terminal == in_terminal
    assert arguments[-1].startswith("a b.yaml")


def test_visual_is_asked_before_editor(programs: Path) -> None:
    assert command("m", 1, 1, {"VISUAL": "code", "EDITOR": "vim"})[0][0] == f"{programs}/code"
    assert command("m", 1, 1, {"VISUAL": "", "EDITOR": "vim"})[0][0] == f"{programs}/vim"


@pytest.mark.parametrize("environment", [{}, {"EDITOR": " "}, {"EDITOR": "'half"}, {"EDITOR": "gone"}])
def test_no_editor_is_an_error_with_a_way_out(programs: Path, environment: dict[str, str]) -> None:
    with pytest.raises(EditorError, match=r"set VISUAL or EDITOR|was not found"):
        command("m", 1, 1, environment)


def test_an_editor_of_the_terminal_is_not_started_without_one(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vim")
    with pytest.raises(EditorError, match=r"your editor needs a terminal: vim \+7 'a b.yaml'"):
        open_at("a b.yaml", 7, 3)
