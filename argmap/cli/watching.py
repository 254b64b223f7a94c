"""Doing something again whenever a file is saved, until ^C."""

from collections.abc import Callable
from time import sleep

import click

from argmap.cli.common import WRONG, show_refusal
from argmap.preview.watching import Stamp, stamp

INTERVAL = 0.2  # seconds between two looks at the file


def repeat_on_save(path: str, act: Callable[[], None], done: str, failed: str) -> None:
    """Act at once and then whenever the file at `path` is saved; `done` and `failed` are said after each time.

    A file that is not there and wrong use end it at the first time. Later, and for a map that cannot be read, what is
    wrong is said and the next save awaited. ^C ends it quietly. Polling, because it sees what editors do (write anew,
    rename over) on every file system.
    """
    try:
        seen = stamp(path)
        if seen is None:
            act()  # says so, and ends the command
        _act(act, done, failed, is_first=True)
        while True:
            seen = _next_save(path, seen)
            _act(act, done, failed, is_first=False)
    except KeyboardInterrupt:
        return


def _next_save(path: str, seen: Stamp | None) -> Stamp:
    """Wait for another file than the one seen, and until it stays the same for one interval: it may be written yet."""
    before = seen
    while True:
        sleep(INTERVAL)
        now = stamp(path)
        if now is not None and now != seen and now == before:
            return now
        before = now


def _act(act: Callable[[], None], done: str, failed: str, *, is_first: bool) -> None:
    try:
        act()
    except click.exceptions.Exit as end:
        if end.exit_code != WRONG:
            raise
    except click.ClickException as error:
        if is_first:
            raise
        show_refusal(error)
    else:
        click.echo(f"argmap: {done}", err=True)
        return
    click.echo(f"argmap: {failed}", err=True)
