"""One question asked of many things: answers in order, whatever happens to a worker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from argmap.many.fault import Lost, NoWorkers
from argmap.many.workers import WINDOW, Processes, in_order
from tests.effort import PATIENCE

ROOT = Path(__file__).parents[2]


def doubled(number: int) -> int:
    return 2 * number


def doubled_or_killed(asked: tuple[int, str, str]) -> int:
    """Its worker is killed at some numbers: always, or the first time, which a file beside remembers."""
    number, how, folder = asked
    once = Path(folder) / str(number)
    if how == "always" or (how == "once" and not once.exists()):
        once.touch()
        os.kill(os.getpid(), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
    return 2 * number


def test_answers_come_in_order_from_any_executor() -> None:
    def late(number: int) -> int:
        time.sleep(0.002 * (5 - number % 5))
        return 2 * number

    found = list(in_order(late, range(100), lambda: ThreadPoolExecutor(4), 4))
    assert found == [2 * number for number in range(100)]


def test_only_a_window_is_under_way() -> None:
    drawn: list[int] = []

    def things() -> Iterator[int]:
        for number in range(1000):
            drawn.append(number)
            yield number

    answers = in_order(doubled, things(), lambda: ThreadPoolExecutor(2), 2)
    assert [next(answers) for _ in range(3)] == [0, 2, 4]
    assert len(drawn) <= 2 * WINDOW + 3
    answers.close()  # type: ignore[attr-defined]  # it is a generator


def test_a_thing_that_cannot_be_answered_is_lost_alone() -> None:
    def halved(number: int) -> float:
        return 1 / number

    found = list(in_order(halved, [2, 0, 1], lambda: ThreadPoolExecutor(1), 1))
    assert found == [0.5, Lost("ZeroDivisionError: division by zero"), 1.0]


def test_nothing_is_lost_where_workers_are_killed(tmp_path: Path) -> None:
    """One number kills every worker that it meets, another only the first."""
    how = {3: "always", 17: "once"}
    asked = [(number, how.get(number, "never"), str(tmp_path)) for number in range(40)]
    found = list(in_order(doubled_or_killed, asked, lambda: Processes(2), 2))
    (lost,) = [answer for answer in found if isinstance(answer, Lost)]
    assert found.index(lost) == 3
    assert "ended before it was done" in lost.why
    assert [answer for answer in found if answer is not lost] == [2 * number for number in range(40) if number != 3]


class Breaking(Executor):
    """An executor whose workers can never be started."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor("no process could be started"))
        return future


def test_workers_that_never_answer_are_given_up() -> None:
    asked = iter(range(1000))
    with pytest.raises(NoWorkers):
        list(in_order(doubled, asked, Breaking, 2))
    assert next(asked) <= 2 * WINDOW


def test_work_that_is_taken_back_ends_it() -> None:
    class Leaving(Breaking):
        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
            future: Future[Any] = Future()
            future.cancel()
            return future

    with pytest.raises(NoWorkers, match="took the work back"):
        list(in_order(doubled, range(10), Leaving, 1))


def test_an_executor_that_breaks_between_two_things() -> None:
    """Its workers were seen to be dead when it was given the next thing, as a pool of processes says it."""

    class Broken(ThreadPoolExecutor):
        given = 0

        def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
            self.given += 1
            if self.given == 5:
                raise BrokenExecutor
            return super().submit(fn, *args, **kwargs)

    assert list(in_order(doubled, range(20), lambda: Broken(1), 1)) == [2 * number for number in range(20)]


def test_nothing_is_an_answer_too() -> None:
    assert list(in_order(time.sleep, [0.0, 0.0], lambda: ThreadPoolExecutor(1), 1)) == [None, None]


PROGRAM = """
import sys, time
from argmap.many.workers import Processes, in_order
if __name__ == "__main__":
    try:
        for _ in in_order(time.sleep, [0.01] * 2 + [600] * 8, lambda: Processes(2), 2):
            print("one", flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.fixture
def at_work(tmp_path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The program above in a group of its own, both of its workers in the middle of ten minutes' work."""
    file = tmp_path / "program.py"
    file.write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert [process.stdout.readline() for _ in range(2)] == [b"one\n"] * 2
        yield process


@pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are POSIX's")
@pytest.mark.parametrize("to", [os.kill, getattr(os, "killpg", None)])
def test_an_interrupt_ends_workers_in_the_middle_and_quietly(
    to: Callable[[int, int], None], at_work: "subprocess.Popen[bytes]"
) -> None:
    """As a signal to the one, and as ^C on a terminal, which goes to the whole group of processes."""
    to(at_work.pid, signal.SIGINT)
    out, errors = at_work.communicate(timeout=PATIENCE)  # to the end of the pipes, which the workers hold too
    assert (out, errors) == (b"interrupted\n", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups are POSIX's")
def test_workers_end_with_a_parent_that_is_killed(at_work: "subprocess.Popen[bytes]") -> None:
    at_work.kill()
    assert at_work.communicate(timeout=PATIENCE)[0] == b""
