"""One question asked of many things at once: by worker processes, or by any executor, with the answers in order.

Nothing is lost where a worker dies. What was being asked is asked again, one thing at a time, so that a thing that
kills its worker is known; that one is given up after a second try, and the others go on. Only so many things are under
way at a time: what waits for an earlier answer is bounded, however many there are.
"""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from argmap.many.fault import Lost, NoWorkers

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

WINDOW = 16  # things under way for each worker: enough for the others to go on beside a slow one
TRIES = 3  # times that a thing is asked alone before it is given up
GIVEN_UP = 3  # things given up, one after the other and with no answer yet, after which no worker can work
WINDOWS_LIMIT = 61  # processes that Windows can wait for at once


def in_order(
    ask: Callable[[Asked], Answer],
    things: Iterable[Asked],
    executor: Callable[[], Executor],
    workers: int,
) -> Iterator[Answer | Lost]:
    """What `ask` answers for each thing, in the order of the things.

    `executor` makes an executor, and another one when that breaks; `workers` is how many it has. Function, things and
    answers go through `pickle`. Raises `NoWorkers` where the first things are all given up.
    """
    line = _Line(ask, executor, WINDOW * workers)
    done = False
    try:
        yield from line.answers(iter(things))
        done = True
    finally:
        line.executor.shutdown(wait=done)


@dataclass(slots=True)
class _Place(Generic[Asked]):
    """A thing in the line, with its answer to come; without, it was with a worker that died, or waited beside it."""

    thing: Asked
    future: "Future[Any] | None"

    def has_answer(self) -> bool:
        future = self.future
        return (
            future is not None
            and future.done()
            and not future.cancelled()
            and not isinstance(future.exception(), BrokenExecutor)
        )


class _Line(Generic[Asked, Answer]):
    """The things under way, the earliest first."""

    def __init__(self, ask: Callable[[Asked], Answer], executor: Callable[[], Executor], window: int) -> None:
        self.ask, self.make, self.window = ask, executor, window
        self.executor = executor()
        self.places: deque[_Place[Asked]] = deque()
        self.lost_at_first: int | None = 0  # None once there was an answer

    def answers(self, things: Iterator[Asked]) -> Iterator[Answer | Lost]:
        while True:
            if all(place.future is not None for place in self.places):
                self._fill(things)
            if not self.places:
                return
            place = self.places.popleft()
            answer = self._alone(place.thing) if place.future is None else self._awaited(place.thing, place.future)
            self._count(answer)
            yield answer

    def _fill(self, things: Iterator[Asked]) -> None:
        for thing in islice(things, self.window - len(self.places)):
            try:
                self.places.append(_Place(thing, self.executor.submit(self.ask, thing)))
            except BrokenExecutor:
                self.places.append(_Place(thing, None))
                self._mend()
                return

    def _awaited(self, thing: Asked, future: "Future[Answer]") -> Answer | Lost:
        try:
            return future.result()
        except BrokenExecutor:
            self._mend()
            return self._alone(thing)
        except CancelledError:
            raise NoWorkers("the executor took the work back") from None
        except Exception as error:
            return _lost(error)

    def _mend(self) -> None:
        """Another executor; whatever has no answer yet is to be asked alone, since any of it may have killed it."""
        for place in self.places:
            if not place.has_answer():
                place.future = None
        self._renew()

    def _renew(self) -> None:
        self.executor.shutdown(wait=False)
        self.executor = self.make()

    def _alone(self, thing: Asked) -> Answer | Lost:
        for _ in range(TRIES):
            try:
                return self.executor.submit(self.ask, thing).result()
            except BrokenExecutor:
                self._renew()
            except Exception as error:
                return _lost(error)
        return Lost("its worker process ended before it was done, each time that it was tried")

    def _count(self, answer: Answer | Lost) -> None:
        if self.lost_at_first is None:
            return
        if not isinstance(answer, Lost):
            self.lost_at_first = None
            return
        self.lost_at_first += 1
        if self.lost_at_first == GIVEN_UP:
            raise NoWorkers(answer.why)


def _lost(error: Exception) -> Lost:
    return Lost(f"{type(error).__name__}: {error}" if str(error) else type(error).__name__)


# -- worker processes


def cores() -> int:
    """How many processes can work at once on this machine, as far as this one may use it."""
    allowed = getattr(os, "sched_getaffinity", None)
    count = len(allowed(0)) if allowed else os.cpu_count() or 1
    return min(count, WINDOWS_LIMIT) if sys.platform == "win32" else count


class Processes(ProcessPoolExecutor):
    """Worker processes that are started afresh, the same on every system, and end with this one.

    ^C is for this process alone to answer: it ends the others, and they say nothing.
    """

    def __init__(self, count: int) -> None:
        super().__init__(count, multiprocessing.get_context("spawn"), _begin)
        self._not_ours = set(multiprocessing.active_children())

    def submit(self, fn: Callable[..., Answer], /, *args: Any, **kwargs: Any) -> "Future[Answer]":
        with _interrupts_held():  # a process may be started here, and inherits what is held
            return super().submit(fn, *args, **kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Let the processes end; without `wait`, end them in the middle of their work."""
        super().shutdown(wait=wait, cancel_futures=cancel_futures or not wait)
        if not wait:
            for process in multiprocessing.active_children():
                if process not in self._not_ours:
                    process.terminate()


@contextmanager
def _interrupts_held() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """What a worker process does first."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(200_000, 50, 50)  # as the command line does, for the same reason
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot say goodbye, and its workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
