"""What is shown now, made anew at every save; who waits for the next is told."""

from collections.abc import Callable
from threading import Condition, Event, Thread
from time import monotonic
from typing import NamedTuple

from argmap.draw.engine import Stopped
from argmap.preview.page import Made, Read, Sight, bare, finish, make, read
from argmap.preview.watching import Stamp, stamp

INTERVAL = 0.03  # seconds between two looks at the files
NOT_YET = "none"  # the version of the page of a map that has not been read once
AWAY = 1.0  # seconds that an editor may need to put a new file in the place of the old one


class Shown(NamedTuple):
    """The last good page, and what is wrong with the map since: nothing, if the page is of the map as it is."""

    turn: int
    made: Made
    trouble: tuple[str, ...] = ()


class Live:
    """A map that is looked at: `shown` is always something to show."""

    def __init__(self, sight: Sight, failed: Callable[[Exception], str]) -> None:
        """`failed` puts into words what no part of argmap foresaw."""
        self.sight, self._failed = sight, failed
        self._changed = Condition()
        self._ended = False
        self._stop = Event()
        self._maker: Thread | None = None
        self._version = NOT_YET
        self._beside: tuple[str, ...] = ()
        self._shown = Shown(0, bare(sight, NOT_YET))
        self._whole = self._shown.made  # the last that has its still picture
        self._waiting = 0  # how many ask for what is not made before it is asked for
        self._seen = self._stamps()  # before the files are read: the watch may begin later than the next save
        self.renew()

    @property
    def shown(self) -> Shown:
        return self._shown

    def wait(self, turn: int, seconds: float) -> Shown | None:
        """What is shown after that turn, or None where it is the same for so many seconds, or all has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.turn != turn or self._ended, seconds)
            return None if self._ended or self._shown.turn == turn else self._shown

    def page(self, address: str) -> str | None:
        """What stands at an address, once it is made; None where all has ended."""
        with self._changed:
            self._waiting += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._ended or address in self._shown.made.pages)
            self._waiting -= 1
            return self._shown.made.pages.get(address)

    @property
    def ended(self) -> bool:
        return self._ended

    def end(self) -> None:
        """Stop what is being made, and let those who wait go."""
        with self._changed:
            self._ended = True
            self._stop.set()
            self._changed.notify_all()
        if self._maker is not None:
            self._maker.join()

    def watch(self) -> None:
        """Look at the files until all has ended. A save is taken once the files stay as they are for one look."""
        seen = self._seen
        before, since = seen, monotonic()
        while not self._sleep():
            now = self._stamps()
            if now != before:
                before, since = now, monotonic()
            elif now != seen and (None not in now or monotonic() - since > AWAY):
                seen = now
                self.renew()

    def renew(self) -> None:
        """Make the page of the files as they are, unless it is being made or shown already."""
        now = read(self.sight)
        self._beside = now.beside
        if now.version == self._version:
            return
        self._version = now.version
        with self._changed:
            self._stop.set()  # what is being made of the old files is of no use
            self._changed.notify_all()
        if self._maker is not None:
            self._maker.join()
        with self._changed:
            if self._ended:
                return
            self._stop = Event()
            self._maker = Thread(target=self._make, args=(now, self._stop), name="maker")
            self._maker.start()

    def _stamps(self) -> tuple[Stamp | None, ...]:
        return tuple(stamp(path) for path in (*self.sight.paths, *self._beside))

    def _sleep(self) -> bool:
        """Wait for one interval; whether all has ended."""
        with self._changed:
            return self._changed.wait_for(lambda: self._ended, INTERVAL)

    def _make(self, now: Read, stop: Event) -> None:
        """Show what is made of the files; and draw the still picture of what is shown when it is asked for."""
        try:
            made = make(self.sight, now, stop)
        except Stopped:
            return
        except Exception as error:
            made = Made(now.version, trouble=(self._failed(error),))
        if self._show(self._shown.made if made.trouble else made, made.trouble, stop) and self._is_asked(stop):
            self._finish(stop)

    def _is_asked(self, stop: Event) -> bool:
        """Wait until somebody asks for the still picture of what is shown; False where nobody will."""
        with self._changed:
            is_whole = self._shown.made.undrawn is None
            self._changed.wait_for(lambda: is_whole or self._waiting > 0 or stop.is_set())
            return not is_whole and not stop.is_set()

    def _finish(self, stop: Event) -> None:
        last = self._shown
        try:
            made = finish(self.sight, last.made, stop)
        except Stopped:
            return
        except Exception as error:
            made = Made(last.made.version, trouble=(self._failed(error),))
        if made.trouble:  # nobody can be given this one: back to the last that is whole
            self._show(self._whole, (*last.trouble, *made.trouble), stop)
            return
        with self._changed:
            self._shown, self._whole = last._replace(made=made), made
            self._changed.notify_all()

    def _show(self, made: Made, trouble: tuple[str, ...], stop: Event) -> bool:
        """Show it and tell those who wait, unless something newer is to come."""
        with self._changed:
            if not stop.is_set():
                self._shown = Shown(self._shown.turn + 1, made, trouble)
                self._changed.notify_all()
            return not stop.is_set()
