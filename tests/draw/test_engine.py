"""The runner: what it finds, and what it says when there is no picture."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from argmap.draw import engine
from argmap.draw.engine import Engine, EngineError, Stopped, find, run
from tests.effort import until

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in programs are scripts")


def stand_in(folder: Path, lines: str) -> Engine:
    """A program of that Python text in the place of `dot`."""
    program = folder / "dot"
    program.write_text(f"#!{sys.executable}\nimport os, sys, time\n{lines}\n", encoding="utf-8")
    program.chmod(0o755)
    return Engine("dot", str(program))


def no_pure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_pure_places", lambda: iter(()))


def test_a_graph_comes_out(engine: Engine) -> None:
    assert run(engine, "digraph { a -> b }", "-Tplain").startswith(b"graph 1")


def test_no_engine_at_all(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_pure(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="pip install graphviz-pure, or install Graphviz"):
        find()


@pytest.mark.parametrize(("choice", "advice"), [("dot", "graphviz-pure"), ("graphviz-pure", "--engine dot")])
def test_the_engine_asked_for_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, choice: str, advice: str
) -> None:
    no_pure(monkeypatch)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match=advice):
        find(choice)


@needs_posix
def test_dot_is_the_fallback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    no_pure(monkeypatch)
    program = stand_in(tmp_path, "").program
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find() == Engine("dot", program)


def test_an_engine_of_no_such_name() -> None:
    with pytest.raises(ValueError, match="use one of auto, graphviz-pure, dot"):
        find("neato")


def test_it_is_found_where_pip_put_it_without_a_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    try:
        expected = find("graphviz-pure")
    except EngineError as error:
        pytest.skip(str(error))
    monkeypatch.setattr("sysconfig.get_path", lambda _: str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert Path(find("graphviz-pure").program).samefile(expected.program)


def test_a_refusal_carries_the_message_of_the_engine(engine: Engine) -> None:
    with pytest.raises(EngineError, match=f"{engine.name} refused the map: .*syntax error in line 1"):
        run(engine, "digraph {", "-Tsvg")


@needs_posix
def test_half_a_picture_is_none(tmp_path: Path) -> None:
    broken = stand_in(tmp_path, "print('<svg/>'); print('out of luck\\x1b[2J', file=sys.stderr); sys.exit(1)")
    with pytest.raises(EngineError, match="refused the map: out of luck\ufffd"):
        run(broken, "digraph {}", "-Tsvg")


@needs_posix
def test_a_crash_is_called_one(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match=r"dot crashed \(signal 11\)"):
        run(stand_in(tmp_path, "os.kill(os.getpid(), 11)"), "digraph {}", "-Tsvg")


@needs_posix
def test_the_time_limit_ends_the_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However slowly it starts."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *words: Any, **options: Any) -> None:
            super().__init__(*words, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    with pytest.raises(EngineError, match=r"within 0\.5 seconds: draw less of it"):
        run(stand_in(tmp_path, "time.sleep(600)"), "digraph {}", "-Tsvg", time_limit=0.5)
    (program,) = started
    with pytest.raises(ProcessLookupError):
        os.kill(program.pid, 0)


@needs_posix
def test_warnings_of_a_run_that_went_well_are_not_passed_on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    chatty = stand_in(tmp_path, "print('Warning: no such font', file=sys.stderr); print(sys.stdin.read(), end='')")
    assert run(chatty, "digraph {}") == b"digraph {}"
    assert capfd.readouterr() == ("", "")


def test_a_program_that_cannot_be_started(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="could not be started"):
        run(Engine("dot", str(tmp_path / "gone")), "digraph {}")


def test_what_is_no_text_does_not_stop_the_run(engine: Engine) -> None:
    assert b"<svg" in run(engine, 'digraph { a [label="\ud800"] }', "-Tsvg")


@needs_posix
def test_a_run_that_nobody_wants_any_more_is_stopped(tmp_path: Path) -> None:
    program = stand_in(tmp_path, f"print(os.getpid(), file=open(r'{tmp_path}/pid', 'w'), flush=True); time.sleep(600)")
    stop, started = Event(), tmp_path / "pid"

    def stop_once_it_runs() -> None:
        until(lambda: started.exists() and started.read_text() != "")
        stop.set()

    Thread(target=stop_once_it_runs).start()
    with pytest.raises(Stopped):
        run(program, "digraph {}", "-Tsvg", stop=stop)
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def test_what_may_be_stopped_comes_out_the_same(engine: Engine, tmp_path: Path) -> None:
    large = "digraph {" + "".join(f"a{at} -> b{at};" for at in range(300)) + "}"
    assert run(engine, large, "-Tsvg", stop=Event()) == run(engine, large, "-Tsvg")


@needs_posix
def test_what_may_be_stopped_has_its_time_too(tmp_path: Path) -> None:
    slow = stand_in(tmp_path, "time.sleep(600)")
    with pytest.raises(EngineError, match=r"within 0\.2 seconds"):
        run(slow, "digraph {}", "-Tsvg", time_limit=0.2, stop=Event())
