"""`argmap show`: a map as a tree on the terminal, whatever the terminal is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.cli import main
from tests.report.samples import hostile_map
from tests.samples import BRIDGE

ROOT = Path(__file__).parent.parent.parent


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    code = main(["show", *words])
    printed = capsys.readouterr()
    assert code == 0, printed.err
    return printed.out.splitlines()


def test_the_tree_begins_with_the_title_and_the_thesis(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, bridge)
    assert lines[0] == "Should the old bridge close?"
    assert lines[3:5] == ["1 close Thesis: weak, contested", "│  The old bridge should close to lorries."]
    assert "│  │  ├─ 1.1.1.1 Evidence: moderate" in lines
    assert "│  │  │     Source: County bridge survey 2022, p. 12." in lines


def test_root_and_depth_show_less(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, bridge, "--root", "cracks", "--depth", "0")
    assert [line.strip() for line in lines[3:]] == [
        "1.1.1 cracks Claim: moderate, one source",
        "The bridge is cracking under lorries.",
        "One origin: County bridge survey 2022.",
        "+2 folded.",
    ]


def test_the_text_alone_is_shown_without_additions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "map.argmap.yaml"
    path.write_text(
        "argmap: 1\nabout: {title: T}\nthesis:\n  claim: A.\n  because:\n  - B.\n  - {claim: C., by: mapper}\n"
    )
    assert any("added by the map's maker" in line for line in shown(capsys, str(path)))
    assert not any("C." in line for line in shown(capsys, str(path), "--by", "text"))


def test_ascii(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, bridge, "--ascii")
    assert "\n".join(lines).isascii()
    assert any(line.startswith("|  |- 1.1.1 cracks") for line in lines)


def test_an_unknown_root_is_wrong_use(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", bridge, "--root", "craks"]) == 2
    assert "did you mean `cracks`?" in capsys.readouterr().err


def test_a_map_that_cannot_be_read_is_not_shown(bridge: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path(bridge).write_text("argmap: 1\nthesis: {clam: Top.}\n", "utf-8")
    assert main(["show", bridge]) == 2
    printed = capsys.readouterr()
    assert printed.err.startswith(f"{bridge}:2:")
    assert printed.out == ""


def show(path: str, **environment: str) -> bytes:
    """What a process of its own prints into a pipe."""
    command = [sys.executable, "-m", "argmap", "show", path]
    known = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])} | environment
    done = subprocess.run(command, capture_output=True, env=known, check=True)
    assert done.stderr == b""
    return done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_an_output_without_box_characters_gets_ascii(bridge: str, encoding: str) -> None:
    Path(bridge).write_text(BRIDGE.replace("Half of them", "一半"), "utf-8")
    lines = show(bridge, PYTHONIOENCODING=encoding).decode(encoding).splitlines()
    assert any(line.startswith("|  |- 1.1.1 cracks") for line in lines)
    assert any("\\u4e00\\u534a already take it." in line for line in lines)


def test_a_hostile_map_prints_no_control_character(tmp_path: Path) -> None:
    (tmp_path / "hostile.argmap.yaml").write_text(hostile_map(), "utf-8")
    printed = show(str(tmp_path / "hostile.argmap.yaml"), PYTHONIOENCODING="utf-8").decode()
    assert "<U+202E>evil" in printed
    assert all(character == "\n" or character.isprintable() or character == "\u200b" for character in printed)


class Terminal:
    """What a process prints into a terminal of so many columns."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def show(self, path: str, **environment: str) -> str:
        import fcntl
        import pty
        import struct
        import termios

        controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self.columns, 0, 0))
        known = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR", "TERM")}
        known |= {"PYTHONPATH": os.pathsep.join([str(ROOT), known.get("PYTHONPATH", "")]), "TERM": "xterm"}
        known |= {"PYTHONIOENCODING": "utf-8"} | environment
        command = [sys.executable, "-m", "argmap", "show", path]
        with subprocess.Popen(command, stdout=terminal, stderr=terminal, env=known) as process:
            os.close(terminal)
            printed = b""
            try:
                while some := os.read(controller, 65536):
                    printed += some
            except OSError:  # how Linux says that the other end is closed
                pass
        os.close(controller)
        assert process.returncode == 0, printed
        return printed.decode().replace("\r\n", "\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
@pytest.mark.parametrize("columns", [20, 60, 140])
def test_the_tree_is_as_wide_as_the_terminal(bridge: str, columns: int) -> None:
    Path(bridge).write_text(BRIDGE.replace("Half of them", "word " * 100), "utf-8")
    widest = max(map(len, Terminal(columns).show(bridge, NO_COLOR="1").splitlines()))
    assert columns - len("word ") < widest <= columns


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals of this kind")
def test_a_terminal_gets_colour_unless_it_is_not_wanted(bridge: str) -> None:
    assert "\x1b[1m1 close\x1b[0m" in Terminal(80).show(bridge)
    assert "\x1b" not in Terminal(80).show(bridge, NO_COLOR="1")
    assert "\x1b" not in Terminal(80).show(bridge, TERM="dumb")


def test_a_pipe_is_as_wide_as_asked_for(
    bridge: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    page = shown(capsys, bridge)
    for asked in ("", "0", "-20", "wide"):
        monkeypatch.setenv("COLUMNS", asked)
        assert shown(capsys, bridge) == page
    monkeypatch.setenv("COLUMNS", "44")
    assert 30 < max(len(line) for line in shown(capsys, bridge)) <= 44
