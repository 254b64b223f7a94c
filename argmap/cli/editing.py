"""What the commands that change a map share: the file is read, changed in memory, and put in place whole or not at all.

A file is locked while a command is at work on it, by the system, so that a command that is killed leaves no lock; and
it is looked at once more before it is replaced, since editors know nothing of locks.
"""

import difflib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from argmap.cli.common import OK, WRONG, tell, write_whole

if TYPE_CHECKING:
    from argmap.editing.splice import Edit

_WORD = re.compile("[^ \t]+")  # the blanks between words are part of what a diff shows
BOM = "\ufeff".encode()
_Command = TypeVar("_Command", bound=Callable[..., Any])


def diff_option(command: _Command) -> _Command:
    """The option of all these commands that shows the change instead of making it."""
    return click.option(
        "--diff", "--dry-run", "diff", is_flag=True, help="Show the change, and write nothing."
    )(command)  # fmt: skip


def change(path: str, diff: bool, edit: "Callable[[str], Edit]") -> int:
    """Make an edit of a map file, or show it; what was done is said on standard error. `-` is read and printed."""
    with _held(path) as raw:
        made = _made(path, raw, edit)
        if diff:
            show_diff(path, _text(path, raw), made.text)
            return OK
        if made.splices or path == "-":
            put_in_place(path, raw, made.text)
    for line in made.said:
        tell(f"{path}:{made.line}: {line}")
    return OK


def _made(path: str, raw: bytes, edit: "Callable[[str], Edit]") -> "Edit":
    from argmap.editing.opening import Broken
    from argmap.editing.splice import Refused
    from argmap.files import is_map

    try:
        return edit(_text(path, raw))
    except Broken as broken:
        for problem in broken.problems:
            tell(f"{path}:{problem}")
        if not is_map(path, raw):
            tell(f"{path}: if another program made this, `argmap convert` makes a map of it")
        raise click.exceptions.Exit(WRONG) from None
    except Refused as error:
        raise click.UsageError(_safe(str(error))) from None


def in_bibliography(path: str, made: "Edit", cites: bool) -> "Edit":
    """An edit of the map at `path` as it is; where it `cites` an entry, once that is found in the bibliography."""
    if cites:
        from argmap.bibliography import look_up
        from argmap.editing.splice import Refused
        from argmap.load import load

        for problem in look_up(load(made.text), path)[1][:1]:
            raise Refused(problem.message, problem.help)
    return made


def _text(path: str, raw: bytes) -> str:
    from argmap.files import Unreadable, decoded

    try:
        return decoded(raw)
    except Unreadable as error:
        tell(f"{path}:{error.problem}")
        raise click.exceptions.Exit(WRONG) from None


def _safe(line: str) -> str:
    from argmap.report.ink import safe

    return safe(line)


def show_diff(path: str, before: str, after: str) -> None:
    """Print the lines that differ, as `diff -u` does; a file without an end to its last line is marked."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in difflib.unified_diff(old, new, path, path):
        bare = line.rstrip("\r\n")
        click.echo(_WORD.sub(lambda word: _safe(word[0]), bare))
        if bare == line:
            click.echo("\\ No newline at end of file")


def put_in_place(path: str, raw: bytes, text: str) -> None:
    """Write the new text of a map file whose bytes were `raw`, with its byte-order mark, through any link to it."""
    data = (BOM if raw.startswith(BOM) else b"") + text.encode()
    if path == "-":
        write_whole(path, data)
        return
    target = Path(path).resolve()
    try:
        same = target.read_bytes() == raw
    except OSError:
        same = False
    if not same:
        raise click.UsageError(f"{path} was changed meanwhile, and is left as it is (run the command again)")
    write_whole(str(target), data)


@contextmanager
def _held(path: str) -> "Iterator[bytes]":
    """The bytes of a file, which no other of these commands changes for so long."""
    from argmap.files import Unreadable, read_bytes

    try:
        if path == "-":
            yield read_bytes(path)
            return
        if Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
            raise click.UsageError(f"{path} is no file that can be changed (name one, or `-` to read and print)")
        with _locked(path):
            yield read_bytes(path)
    except Unreadable as error:
        tell(f"{path}:{error.problem}")
        raise click.exceptions.Exit(WRONG) from None


@contextmanager
def _locked(path: str) -> Iterator[None]:
    """Hold the system's lock on a file. Where there is none, the look before the file is replaced must do."""
    try:
        import fcntl
    except ImportError:  # Windows
        yield
        return
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError:  # what is wrong with it, the reader says better
        yield
        return
    try:
        if not os.access(path, os.W_OK):
            raise click.UsageError(f"{path} may not be written (check its permissions)")
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise click.UsageError(f"another command is changing {path} (wait for it, and try again)") from None
        except OSError:  # a file system without locks
            pass
        if not os.path.samestat(os.fstat(handle), os.stat(path)):  # noqa: PTH116  # pathlib has no samestat
            raise click.UsageError(f"another command has just changed {path} (try again)")
        yield
    finally:
        os.close(handle)


def formatted(path: str, *, check: bool, diff: bool) -> bool:
    """Lay a map file out anew, or say that it would be; whether it differs."""
    from argmap.editing.layout import layout

    with _held(path) as raw:
        made = _made(path, raw, layout)
        if diff:
            show_diff(path, _text(path, raw), made.text)
        elif (path == "-" and not check) or (made.splices and not check):
            put_in_place(path, raw, made.text)
    if made.splices and not diff:
        tell(f"{path}:{made.line}: {'would be laid out anew' if check else 'laid out anew'}")
    return bool(made.splices)
