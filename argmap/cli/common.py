"""What several commands share: the map argument, exit codes, files written whole or not at all."""

import math
import os
import sys
import tempfile
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, Protocol

import click

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from argmap.audit import MapAudit, Options
    from argmap.config import Settings
    from argmap.draw.dot import Drawing
    from argmap.formats.table import Some
    from argmap.graph import Graph, Node
    from argmap.problem import Problem
    from argmap.profile import Profile
    from argmap.report.blocks import Block
    from argmap.starting.texts import Essay

OK, FINDINGS, WRONG, BUG = 0, 1, 2, 3
TOLD = 20  # lines on what of a file was left out, where something else was asked


class FromElsewhere(Protocol):
    """What was read from a file that may be another program's."""

    @property
    def path(self) -> str: ...
    @property
    def left_out(self) -> "tuple[Problem, ...]": ...
    @property
    def notes(self) -> tuple[str, ...]: ...


class Seconds(click.FloatRange):
    """A time to wait: a number, and an end to it."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        seconds = float(super().convert(value, param, ctx))
        if not math.isfinite(seconds):
            self.fail(f"{value} is no number of seconds", param, ctx)
        return seconds


def _format_read(_: click.Context, __: click.Parameter, name: str | None) -> str | None:
    if name is not None:
        from argmap.formats.table import READERS

        format_named(name, READERS)
    return name


from_option = click.option(
    "--from",
    "from_",
    metavar="FORMAT",
    callback=_format_read,
    help="Of MAP, where content and ending do not say it; `argmap convert --formats` lists them.",
)


def format_named(name: str, formats: "Sequence[Some]") -> "Some":
    """The format of that name, one of those; ends the command where there is none."""
    from argmap.formats.table import find, names
    from argmap.problem import nearest

    known = names(formats)
    if name not in known:
        near = nearest(name, known)
        help_ = f"did you mean `{near}`?" if near else f"the formats are {', '.join(known)}"
        raise click.UsageError(f"`{name}` is no format ({help_})")
    return find(name, formats)


def show_refusal(error: click.ClickException) -> None:
    """Say what is wrong, and where the options stand if it is with them; the names in it may be anybody's."""
    from argmap.report.ink import harmless

    message = error.format_message()
    if isinstance(error, click.NoSuchOption) and not error.possibilities:
        message = f"{message.rstrip('.')} (a text that begins with a hyphen goes behind `--`)"
    lines = f"Error: {message}".split("\n")
    # What the commands refuse themselves is no matter of how they are called.
    if isinstance(error, click.UsageError) and type(error) is not click.UsageError and error.ctx:
        lines.append(f"`{error.ctx.command_path} --help` lists what it takes.")
    for line in lines:
        click.echo(harmless(line), err=True)


def read_map(path: str, *, by_text: bool = False, from_: str | None = None) -> "MapAudit":
    """Read and arrange one map, without running a rule; problems end the command with all of them listed.

    A file of another program is one too; what a map cannot carry of it is told.
    """
    from argmap.audit import arrange_file

    audit = arrange_file(path, by_text=by_text, from_=from_)
    tell_left_out(audit)
    if audit.graph is None:
        fail_unreadable(audit)
    return audit


def tell_left_out(audit: "FromElsewhere") -> None:
    """Say on standard error how a foreign file was read, and the first things that a map cannot carry of it."""
    from argmap.report.ink import safe

    for problem in audit.left_out[:TOLD]:
        click.echo(safe(f"{audit.path}:{problem}"), err=True)
    if len(audit.left_out) > TOLD:
        more = f"and {len(audit.left_out) - TOLD:,} more (`argmap convert` lists all that is left out)"
        click.echo(safe(f"{audit.path}: {more}"), err=True)
    for note in audit.notes:
        placed = note.startswith(f"{audit.path}:")  # as the notes of Argdown are
        click.echo(safe(note if placed else f"{audit.path}: {note}"), err=True)


def tell(line: str) -> None:
    """Say a line on standard error; what the name of a file could do to a terminal is written out."""
    from argmap.report.ink import safe

    click.echo(safe(line), err=True)


def fail_unreadable(audit: "MapAudit") -> None:
    """End with every problem of a map, each at its place, and exit code 2."""
    from argmap.report.ink import safe

    for problem in audit.problems:
        click.echo(safe(f"{audit.path}:{problem}"), err=True)
    raise click.exceptions.Exit(WRONG)


def find_node(graph: "Graph", name: str) -> "Node":
    """The node with that id or outline number; ends the command where there is none."""
    node = graph.find(name)
    if node is None:
        raise click.UsageError(f"`{name}` is no claim of this map ({graph.no_statement(name)})")
    return node


def read_essay(path: str | None) -> str | None:
    """The text that a map reconstructs, from a file of any kind that is read; what is left out of it is said."""
    return None if path is None else read_document(path).text


def read_document(path: str) -> "Essay":
    """The same with what the file says of itself; one that cannot be read ends the command."""
    from argmap.files import Unreadable
    from argmap.starting.texts import read_essay

    try:
        essay = read_essay(path)
    except Unreadable as error:
        help_ = error.problem.help.replace("a map", "a text")
        raise click.UsageError(f"{path}: {error.problem.message} ({help_})") from None
    for note in essay.notes:
        tell(f"{path}: {note}")
    if not any(sign.isalnum() for sign in essay.text):
        raise click.UsageError(f"{path}: the text holds no word (name the text that is mapped)")
    return essay


def settings() -> "Settings":
    """The settings of the project that the command runs in; a file that cannot be used ends the command."""
    from argmap.config import ConfigError, nearest_config

    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise click.ClickException("this folder is gone (go to one that is there)") from None
    try:
        return nearest_config(here).settings
    except ConfigError as error:
        raise click.ClickException(str(error)) from None


def options_from(
    settings: "Settings",
    *,
    audience: str | None = None,
    by_text: bool = False,
    select: str | None = None,
    ignore: str | None = None,
) -> "Options":
    """Options of the command line over those of the project's settings."""
    from argmap.audit import Options

    wanted = audience or settings.for_
    return Options(
        select=_rule_names(select, settings.select),
        ignore=_rule_names(ignore, settings.ignore),
        audience=None if wanted == "all" else wanted,  # type: ignore[arg-type]  # click has checked it
        by_text=by_text,
        levels=dict(settings.levels),
    )


def _rule_names(given: str | None, default: "Sequence[str]") -> tuple[str, ...]:
    from argmap.audit import unknown_names
    from argmap.problem import nearest
    from argmap.rules import RULES

    if given is None:
        return tuple(default)
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    if not names:
        raise click.UsageError("no rule is named (`argmap rule` lists them)")
    for name in unknown_names(names):
        near = nearest(name, [rule.NAME for rule in RULES])
        help_ = f"did you mean `{near}`?" if near else "`argmap rule` lists them"
        raise click.UsageError(f"`{name}` is no rule ({help_})")
    return names


def read_profile(path: str | None, graph: "Graph | None" = None) -> "Profile":
    """The profile of a file, or the default one; what cannot be used ends the command, and strange names are said."""
    from argmap.files import Unreadable, read_text
    from argmap.profile import default_profile, load_profile, strangers

    if path is None:
        return default_profile()
    try:
        loaded = load_profile(read_text(path))
    except Unreadable as error:
        raise click.UsageError(f"{path}: {error.problem}") from None
    if loaded.profile is None:
        for problem in loaded.problems:
            tell(f"{path}:{problem}")
        raise click.exceptions.Exit(WRONG)
    for problem in strangers(loaded, graph) if graph is not None else ():
        tell(f"{path}:{problem}")
    return loaded.profile


def drawn(
    drawing: "Drawing",
    format_: str,
    engine: str,
    time_limit: float,
    resolution: float | None = None,
    *,
    file: str | None = None,
) -> bytes:
    """A drawing's bytes; what the picture could not keep is said, and no engine ends the command.

    `file` is what it is called there, where there are several.
    """
    from argmap.draw import EngineError, picture
    from argmap.draw.render import RESOLUTION

    try:
        made = picture(drawing, format_, engine=engine, time_limit=time_limit, resolution=resolution or RESOLUTION)
    except EngineError as error:
        raise click.ClickException(f"{file}: {error}" if file else str(error)) from None
    for note in made.notes:
        click.echo(f"argmap: {file}: {note}" if file else f"argmap: {note}", err=True)
    return made.data


def print_blocks(blocks: "Sequence[Block]", format_: str) -> None:
    """Print a page as text for a terminal, or as Markdown."""
    from argmap.report.blocks import as_markdown, as_terminal
    from argmap.report.ink import ink_for, width_of

    if format_ == "markdown":
        click.echo(as_markdown(blocks), nl=False)
    else:
        click.echo(as_terminal(blocks, ink_for(sys.stdout), width_of(sys.stdout)), nl=False, color=True)


def print_data(data: "Mapping[str, Any]") -> None:
    """Print an answer for programs, with the version that gives it."""
    from argmap import __version__
    from argmap.report.json import dumped

    click.echo(dumped({"argmap": __version__, "schema": 1, **data}), nl=False)


def check_page_ending(output: str) -> None:
    """End a command that would write a page into a file that is called something else."""
    suffix = PurePath(output).suffix.lower()
    if output != "-" and suffix not in ("", ".html", ".htm"):
        help_ = "end it in .html; `argmap render` makes pictures"
        raise click.UsageError(f"`{suffix}` is not the ending of a page ({help_})")


def refuse_overwriting(output: str, *inputs: str | None) -> None:
    """End a command that would write its output over a file that it reads."""
    for path in inputs:
        files = output != "-" and path and path != "-" and Path(output).exists() and Path(path).exists()
        if files and path and Path(output).samefile(path):
            raise click.UsageError(f"{output} is what is read (write to another file)")


def refuse_together(one: str, is_one: bool, other: str, is_other: bool) -> None:
    """End a command that was given two options of which only one can be."""
    if is_one and is_other:
        raise click.UsageError(f"--{one} and --{other} exclude each other (leave one out)")


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


def write_new(path: str, data: bytes) -> None:
    """Write a file that is not there yet, whole or not at all; what is there is never written over. `-` as above."""
    if path == "-":
        write_whole(path, data)
        return
    target = Path(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".argmap-new-", dir=target.parent) as folder:
            made = Path(folder) / target.name
            _replace(made, data)
            _put(made, target)
    except FileExistsError:
        raise click.UsageError(f"{path} is there already and stays as it is (choose another name)") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{path} cannot be written: {why} (check the folder)") from None


def _put(made: Path, target: Path) -> None:
    """Give a file its name in one move, which fails where the name is taken."""
    try:
        target.hardlink_to(made)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        target.open("x").close()
        made.replace(target)


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
