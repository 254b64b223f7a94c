"""The author's editor, opened at a line of a file.

How an editor is told a line differs from one to the next: what is known of it stands in a table. One that runs in a
terminal gets the terminal that argmap runs in; there is one editor at a time there.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import PurePath
from threading import Lock, Thread
from typing import NamedTuple


class EditorError(Exception):
    """No editor was opened, and what to do about it: the message is for the user."""


class _Way(NamedTuple):
    """How an editor is told a place, and whether it runs in a terminal."""

    arguments: tuple[str, ...]
    in_terminal: bool = False


_PLUS = ("+{line}", "{path}")
_COLON = ("{path}:{line}:{column}",)
_WAYS: Mapping[str, _Way] = {
    **dict.fromkeys(("code", "code-insiders", "codium", "cursor"), _Way(("--goto", "{path}:{line}:{column}"))),
    **dict.fromkeys(("subl", "zed"), _Way(_COLON)),
    **dict.fromkeys(("gvim", "mvim", "gedit", "gnome-text-editor", "mousepad"), _Way(_PLUS)),
    **dict.fromkeys(("emacs", "emacsclient"), _Way(("+{line}:{column}", "{path}"))),
    **dict.fromkeys(("kate", "kwrite"), _Way(("--line", "{line}", "--column", "{column}", "{path}"))),
    **dict.fromkeys(("vi", "vim", "nvim", "nano", "joe", "ne", "mg"), _Way(_PLUS, in_terminal=True)),
    **dict.fromkeys(("hx", "helix"), _Way(_COLON, in_terminal=True)),
    **dict.fromkeys(("micro", "kak"), _Way(_PLUS, in_terminal=True)),
}
_UNKNOWN = _Way(_PLUS)  # what most understand

_terminal = Lock()


def command(path: str, line: int, column: int, environment: Mapping[str, str] = os.environ) -> tuple[list[str], bool]:
    """How to open the author's editor at a place, line and column from 1, and whether it needs a terminal.

    $VISUAL is asked before $EDITOR. Raises EditorError where neither names a program that is there.
    """
    wanted = environment.get("VISUAL") or environment.get("EDITOR") or ""
    try:
        words = shlex.split(wanted, posix=os.name == "posix")
    except ValueError:
        words = []
    if not words:
        raise EditorError("set VISUAL or EDITOR to your editor, and start `argmap serve` again")
    program = shutil.which(words[0])
    if program is None:
        raise EditorError(f"`{words[0]}`, your editor by $VISUAL or $EDITOR, was not found")
    name = PurePath(words[0]).stem
    way = _WAYS.get(name, _UNKNOWN)
    places = [one.format(path=path, line=line, column=column) for one in way.arguments]
    in_terminal = way.in_terminal or (name in ("emacs", "emacsclient") and bool({"-nw", "-t", "--tty"} & set(words)))
    return [program, *words[1:], *places], in_terminal


def open_at(path: str, line: int, column: int) -> str:
    """Open the author's editor at a place, and say where it opened. Raises EditorError."""
    arguments, in_terminal = command(path, line, column)
    if not in_terminal:
        _start(arguments, in_terminal=False, after=lambda: None)
        return "Opened in your editor."
    if not sys.stdin.isatty() or not sys.stdout.isatty():
        raise EditorError(f"your editor needs a terminal: {shlex.join([PurePath(arguments[0]).name, *arguments[1:]])}")
    if not _terminal.acquire(blocking=False):
        raise EditorError("your editor is open already, in the terminal that argmap runs in")
    try:
        _start(arguments, in_terminal=True, after=_terminal.release)
    except EditorError:
        _terminal.release()
        raise
    return "Opened in the terminal that argmap runs in."


def _start(arguments: list[str], *, in_terminal: bool, after: Callable[[], None]) -> None:
    """Start a program, and do something after it has ended; apart from the terminal ^C there does not end it."""
    nothing = None if in_terminal else subprocess.DEVNULL
    try:
        child = subprocess.Popen(
            arguments, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=not in_terminal
        )
    except OSError as error:
        raise EditorError(f"`{arguments[0]}` could not be started ({error.strerror})") from None

    def wait() -> None:
        child.wait()
        after()

    Thread(target=wait, daemon=True).start()
