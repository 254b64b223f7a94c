"""Folders of maps through the commands: in parallel as with one process, a bar for who waits, a quiet end."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from argmap.census import sources as census
from argmap.cli import main
from argmap.cli.audit import FORMATS
from argmap.cli.parallel import BAR
from argmap.report import auditing
from tests.cli.test_audit import ONE_SOURCE
from tests.effort import PATIENCE

ROOT = Path(__file__).parents[2]
BARE = "argmap: 1\nthesis: It is so.\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a folder of maps, among them one that is broken."""
    monkeypatch.chdir(tmp_path)
    for number in range(12):
        file = Path(f"maps/{number % 3}/m{number:02}.argmap.yaml")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(ONE_SOURCE.replace("spilled it", f"spilled it in case {number}"))
    Path("maps/1/m04.argmap.yaml").write_text("argmap: 1\nthesis: 'open\n")
    return tmp_path


def output(capfd: pytest.CaptureFixture[str], *words: str, code: int) -> tuple[str, str]:
    assert main([*words]) == code
    return capfd.readouterr()


def test_two_processes_write_what_one_does(capfd: pytest.CaptureFixture[str]) -> None:
    for words in (["audit", "maps", "--format", "sarif"], ["audit", "maps", "--by", "text"], ["sources", "maps"]):
        one = output(capfd, *words, "--jobs", "1", code=2)
        assert output(capfd, *words, "--jobs", "2", code=2) == one


@pytest.mark.parametrize("name", FORMATS)
def test_every_map_is_in_the_report_in_the_order_of_the_paths(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    out, _ = output(capfd, "audit", "maps", "--format", name, code=2)
    named = [f"maps/{number % 3}/m{number:02}.argmap.yaml" for number in range(12)]
    places = [out.index(path) for path in sorted(named)]
    assert places == sorted(places)


@pytest.mark.parametrize(("command", "broken"), [("audit", "audited"), ("sources", "counted")])
def test_a_bug_of_ours_in_one_map_stops_no_other(
    command: str, broken: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails_at_one(path: str, **more: object) -> object:
        if "m05" in path:
            raise RecursionError("too deep")
        return whole(path, **more)

    module = auditing if command == "audit" else census
    whole = module.arrange_file
    monkeypatch.setattr(module, "arrange_file", fails_at_one)
    assert callable(getattr(module, broken))
    out, errors = output(capfd, command, "maps", code=3)
    assert "maps/2/m05.argmap.yaml: a bug of ours, sorry: RecursionError: too deep" in errors
    assert "Set ARGMAP_TRACEBACK=1" in errors
    assert "Traceback" not in errors
    assert "The works spilled it in case 11." in out or "An angler" in out


def test_one_map_needs_nothing_of_parallel_work() -> None:
    script = (
        "import sys; from argmap.cli import main; main(['audit', 'maps/0']); main(['sources', 'maps/0'])\n"
        "heavy = {'multiprocessing', 'argmap.many.workers', 'argmap.many.cluster'}\n"
        "sys.exit(bool(heavy & {*sys.modules}))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True).returncode == 0


def test_standard_input_beside_files(capfd: pytest.CaptureFixture[str]) -> None:
    words = ["audit", "maps/0", "-", "maps/2", "--format", "concise", "--select", "AM206", "--jobs", "2"]
    done = subprocess.run(
        [sys.executable, "-m", "argmap", *words],
        input=b"argmap: 1\nthesis:\n  claim: It is so.\n  because:\n  - It seems so.\n",
        capture_output=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == b""
    paths = [line.split(":")[0] for line in done.stdout.decode().splitlines()]
    before, after = ([f"maps/{folder}/m{folder + more:02}.argmap.yaml" for more in (0, 3, 6, 9)] for folder in (0, 2))
    assert paths == [*before, "-", *after]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--jobs", "0"], "0 is not in the range"),
        (["--jobs", "2", "--dask", "tcp://127.0.0.1:9"], "give one of them"),
    ],
)
def test_wrong_use(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    for command in ("audit", "sources"):
        _, errors = output(capfd, command, "maps", *words, code=2)
        assert said in errors


def test_dask_that_is_not_installed(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    _, errors = output(capfd, "audit", "maps", "--dask", "tcp://127.0.0.1:9", code=2)
    assert "pip install 'argmap[dask]'" in errors


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are POSIX's")
def test_a_bar_where_errors_go_to_a_terminal_and_the_report_does_not() -> None:
    import pty

    for number in range(BAR):
        Path(f"maps/b{number}.argmap.yaml").write_text(BARE)
    ours, theirs = pty.openpty()
    with (
        Path("report").open("wb") as report,
        subprocess.Popen(
            [sys.executable, "-m", "argmap", "audit", "maps", "--format", "concise"],
            stdout=report,
            stderr=theirs,
            env=os.environ | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "80"},
        ),
    ):
        os.close(theirs)
        shown = b""
        with suppress(OSError):  # how Linux says that the other end is closed
            while some := os.read(ours, 65536):  # the slower the machine, the more often it is drawn
                shown += some
    os.close(ours)
    assert b"Maps" in shown
    assert b"%d/%d" % (BAR + 12, BAR + 12) in shown
    assert b"Maps" not in Path("report").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are POSIX's")
def test_an_interrupt_in_the_middle_is_quiet() -> None:
    """The pipe is full before half of the report is in it, so that it is the middle."""
    for number in range(300):
        Path(f"maps/c{number}.argmap.yaml").write_text(ONE_SOURCE)
    with subprocess.Popen(
        [sys.executable, "-m", "argmap", "audit", "maps", "--jobs", "2", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.3)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=PATIENCE)
    assert errors.strip() == b""
    assert process.returncode == 130
