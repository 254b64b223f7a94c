"""What several commands share: the map argument, exit codes, files written whole or not at all."""

import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.audit import MapAudit
    from argmap.draw.dot import Drawing
    from argmap.graph import Graph, Node

OK, FINDINGS, WRONG = 0, 1, 2


def read_map(path: str, *, by_text: bool = False) -> "MapAudit":
    """Read and arrange one map, without running a rule; problems end the command with all of them listed."""
    from argmap.audit import arrange_file

    audit = arrange_file(path, by_text=by_text)
    if audit.graph is None:
        fail_unreadable(audit)
    return audit


def fail_unreadable(audit: "MapAudit") -> None:
    """End with every problem of a map, each at its place, and exit code 2."""
    for problem in audit.problems:
        click.echo(f"{audit.path}:{problem}", err=True)
    raise click.exceptions.Exit(WRONG)


def find_node(graph: "Graph", name: str) -> "Node":
    """The node with that id or outline number; ends the command where there is none."""
    from argmap.problem import nearest

    node = graph.find(name)
    if node is None:
        near = nearest(name, graph.by_id)
        help_ = f"did you mean `{near}`?" if near else "the report shows ids and outline numbers"
        raise click.UsageError(f"`{name}` is no claim of this map ({help_})")
    return node


def read_essay(path: str | None) -> str | None:
    """The text that a map reconstructs, from a file."""
    from argmap.load import Unreadable, read_text

    if path is None:
        return None
    try:
        return read_text(path)
    except Unreadable as error:
        raise click.UsageError(f"{path}: {error.problem.message} ({error.problem.help})") from None


def drawn(drawing: "Drawing", format_: str, engine: str, time_limit: float) -> bytes:
    """A drawing's bytes; what the picture could not keep is said, and no engine ends the command."""
    from argmap.draw import EngineError, picture

    try:
        made = picture(drawing, format_, engine=engine, time_limit=time_limit)
    except EngineError as error:
        raise click.ClickException(str(error)) from None
    for note in made.notes:
        click.echo(f"argmap: {note}", err=True)
    return made.data


def write_whole(path: str, data: bytes) -> None:
    """Write a file whole or not at all, through a temporary file beside it; `-` is standard output."""
    if path == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    try:
        if target.exists() and not target.is_file():  # a device or pipe is written to, never replaced
            target.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be written: {error.strerror} (check the folder)") from None


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        Path(name).chmod(mode)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
