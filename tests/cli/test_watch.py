"""`argmap render --watch`: a process that draws again at every save, keeps the last good picture, and ends quietly."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from argmap.cli import main
from argmap.cli.watching import repeat_on_save
from tests.effort import PATIENCE

ROOT = Path(__file__).parent.parent.parent
MAP = "argmap: 1\nthesis: {claim: The first words.}\n"


class Watch:
    """A process that watches a map in a folder."""

    def __init__(self, folder: Path, *words: str) -> None:
        known = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        self.process = subprocess.Popen(
            [sys.executable, "-u", "-m", "argmap", "render", "map.argmap.yaml", "--watch", *words],
            cwd=folder,
            env=known,
            stderr=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
        )
        self.killer = threading.Timer(PATIENCE, self.process.kill)
        self.killer.start()

    def said(self) -> str:
        """What is said until it has drawn, or has not."""
        assert self.process.stderr is not None
        lines = []
        for line in self.process.stderr:
            lines.append(line)
            if line.startswith("argmap: "):
                return "".join(lines)
        pytest.fail("it ended, or said nothing in time: " + "".join(lines))

    def interrupt(self) -> tuple[int, str]:
        assert self.process.stderr is not None
        self.process.send_signal(signal.SIGINT)
        rest = self.process.stderr.read()
        return self.process.wait(), rest

    def close(self) -> None:
        self.killer.cancel()
        self.process.kill()
        self.process.wait()
        if self.process.stderr is not None:
            self.process.stderr.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    if sys.platform == "win32":
        pytest.skip("Windows has no SIGINT for one process")
    (tmp_path / "map.argmap.yaml").write_text(MAP, "utf-8")
    started = Watch(tmp_path, "-o", "map.dot")
    yield started
    started.close()


def save(path: Path, text: str) -> None:
    """Save a file as an editor does that renames; one that writes into the old file is tried with a clock, below."""
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    new.replace(path)


def test_it_draws_at_every_save_and_keeps_the_last_good_picture(watch: Watch, tmp_path: Path) -> None:
    source, target = tmp_path / "map.argmap.yaml", tmp_path / "map.dot"
    assert watch.said() == "argmap: map.dot drawn; watching map.argmap.yaml (^C ends)\n"
    assert "The first words." in target.read_text("utf-8")

    save(source, MAP.replace("first", "second"))
    assert "drawn" in watch.said()
    good = target.read_text("utf-8")
    assert "The second words." in good

    save(source, "argmap: 1\nthesis: {clam: Broken.}\n")
    said = watch.said()
    assert said.startswith("map.argmap.yaml:2:")
    assert said.endswith("argmap: map.dot stays as it was\n")
    assert target.read_text("utf-8") == good

    save(source, MAP.replace("first", "third"))
    assert "drawn" in watch.said()
    assert "The third words." in target.read_text("utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.argmap.yaml", "map.dot"]


def test_an_interrupt_ends_it_quietly(watch: Watch) -> None:
    watch.said()
    assert watch.interrupt() == (0, "")


@pytest.mark.parametrize("words", [["-", "-o", "map.svg"], ["map.argmap.yaml", "-o", "-", "-f", "svg"]])
def test_standard_streams_cannot_be_watched(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.argmap.yaml").write_text(MAP, "utf-8")
    assert main(["render", *words, "--watch"]) == 2
    assert "--watch needs a file to read and one to write" in capsys.readouterr().err


@pytest.mark.parametrize(("words", "said"), [(["--root", "nobody"], "`nobody` is no claim"), ([], "cannot be written")])
def test_wrong_use_ends_it_at_once(
    words: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "map.argmap.yaml").write_text(MAP, "utf-8")
    output = "no/such/map.dot" if not words else "map.dot"
    assert main(["render", "map.argmap.yaml", "-o", output, "--watch", *words]) == 2
    assert said in capsys.readouterr().err


def test_a_map_that_is_not_there_ends_it_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["render", str(tmp_path / "none.yaml"), "-o", str(tmp_path / "map.dot"), "--watch"]) == 2
    assert "there is no such file" in capsys.readouterr().err


# -- without a process: what a clock that ticks by hand shows


class Clock:
    """Lets each interval do something to a file, and interrupts after the last."""

    def __init__(self, *acts: object) -> None:
        self.acts = list(acts)

    def sleep(self, _: float) -> None:
        if not self.acts:
            raise KeyboardInterrupt
        act = self.acts.pop(0)
        if callable(act):
            act()


def drawings(path: Path, monkeypatch: pytest.MonkeyPatch, *acts: object) -> list[str]:
    """What was in the file each time that it was acted on."""
    monkeypatch.setattr("argmap.cli.watching.sleep", Clock(*acts).sleep)
    found: list[str] = []
    repeat_on_save(str(path), lambda: found.append(path.read_text("utf-8")), "done", "failed")
    return found


def test_a_file_that_is_still_being_written_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map"
    path.write_text("old")
    half, whole = lambda: path.write_text("ha"), lambda: path.write_text("half and the rest")
    assert drawings(path, monkeypatch, half, whole, None, None) == ["old", "half and the rest"]


def test_a_file_that_is_away_for_a_moment_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map"
    path.write_text("old")
    # Of another size: the clock of some file systems ticks more slowly than this one.
    acts = path.unlink, None, None, lambda: path.write_text("another"), None
    assert drawings(path, monkeypatch, *acts) == ["old", "another"]


def test_nothing_is_done_while_nothing_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "map"
    path.write_text("old")
    assert drawings(path, monkeypatch, *[None] * 20) == ["old"]


def test_a_bug_is_not_taken_for_a_broken_map(tmp_path: Path) -> None:
    def fail() -> None:
        raise click.exceptions.Exit(3)

    with pytest.raises(click.exceptions.Exit):
        repeat_on_save(str(tmp_path), fail, "done", "failed")
