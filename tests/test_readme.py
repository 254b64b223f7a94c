"""The README does what it says: its commands run, its map is read, its picture, audit and rules are today's."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from argmap.audit import arrange_text
from argmap.cli import main
from argmap.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Every argmap command of the README, those joined by && apart."""
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    parts = [part.strip() for line in lines for part in line.split("&&")]
    return [part for part in parts if part.startswith("argmap ")]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the commands work on, as the working folder."""
    shutil.copytree(ROOT / "maps", tmp_path / "maps")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_commands() -> None:
    assert len(commands()) >= 8


@pytest.mark.parametrize("line", commands())
def test_every_command_runs(line: str, checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = shlex.split(line.split(">")[0])[1:]
    code = main(words)
    printed = capfd.readouterr()
    assert code in (0, 1) if words[0] == "audit" else code == 0, printed.err
    if "-o" in words:
        assert (checkout / words[words.index("-o") + 1]).stat().st_size > 0
    else:
        assert printed.out


def test_the_two_commands_are_lines_of_the_first_block() -> None:
    first, second = blocks("sh")[0].splitlines()
    assert first.startswith("python3 -m pip install . && argmap audit ")
    assert second.endswith("python3 -m pytest -n auto")


def test_the_map_of_the_format_page_is_a_map() -> None:
    (page,) = blocks("yaml")
    assert arrange_text(page).problems == ()


def test_the_audit_shown_is_todays(
    checkout: Path, capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    shown = next(block for block in blocks("text") if "THESIS" in block)
    main(["audit", "maps/internal-and-external-schisms.argmap.yaml"])
    today = capfd.readouterr().out
    if request.config.getoption("--accept"):
        (ROOT / "README.md").write_text(README.replace(shown, today), "utf-8", newline="\n")
        shown = today
    assert shown == today


def test_what_the_essay_rests_on_is_todays(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    shown = next(block for block in blocks("text") if block.startswith("WHAT IT RESTS ON"))
    main(["rests-on", "maps/internal-and-external-schisms.argmap.yaml"])
    assert shown in capfd.readouterr().out


def test_the_picture_shown_is_todays(checkout: Path, request: pytest.FixtureRequest) -> None:
    main(["render", "maps/river-spill.argmap.yaml", "-o", "today.svg", "--engine", "graphviz-pure"])
    today, shown = (checkout / "today.svg").read_bytes(), ROOT / "maps" / "river-spill.svg"
    if request.config.getoption("--accept"):
        shown.write_bytes(today)
    assert shown.read_bytes() == today


def test_every_rule_stands_in_the_table() -> None:
    rows = dict(re.findall(r"^\| (AM\d+) \| `([a-z-]+)`", README, flags=re.MULTILINE))
    assert rows == {rule.CODE: rule.NAME for rule in RULES}


def test_help_names_every_command_of_the_readme() -> None:
    from argmap.cli import COMMANDS, cli

    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    assert all(name in result.output and f"`{name} " in README.replace("\n", " ") for name in COMMANDS)
