"""The command line: one file a command, listed in a table and imported when it is run.

Exit codes: 0 clean, 1 findings at or above `--fail-on`, 2 wrong use or a map that cannot be read, 3 a bug of ours.
"""

import errno
import gc
import os
import sys
import traceback
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

import click

from argmap import __version__
from argmap.cli.common import show_refusal

SECTIONS = {
    "Ask what a conclusion rests on": ("audit", "sources", "why", "rests-on", "what-if", "strength"),
    "Look at a map": ("show", "render", "report", "read-aloud", "coverage"),
    "Write a map": ("new", "capture", "serve", "lsp"),
    "Change a map": ("add", "move", "remove", "rename", "cite", "source", "quote", "fmt"),
    "Exchange": ("convert", "schema"),
    "Look up": ("rule", "help"),
}
COMMANDS = tuple(name for names in SECTIONS.values() for name in names)
WRONG, BUG = 2, 3
INTERRUPTED = 130


class _ReaderGone(Exception):
    """Nobody reads the output any more. Click would make a failure of the `BrokenPipeError` itself."""


class Commands(click.Group):
    """A group whose commands are modules of this package, of the same name."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise _ReaderGone from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = import_module(f"argmap.cli.{cmd_name.replace('-', '_')}").command
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands by what they are for."""
        width = max(map(len, COMMANDS))
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                formatter.write_dl([(name.ljust(width), self._in_short(ctx, name)) for name in names])

    def _in_short(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        assert command is not None
        return command.get_short_help_str(100)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        from argmap.problem import nearest

        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            near = nearest(args[0], COMMANDS)
            help_ = f"did you mean `{near}`?" if near else f"the commands are {', '.join(COMMANDS)}"
            raise click.UsageError(f"`{args[0]}` is no command ({help_})", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="argmap")
def cli() -> None:
    """Draw argument maps, and find what a conclusion rests on."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line and return its exit code; even a bug of ours shows its traceback on request alone."""
    # A large map is many small objects without cycles: collecting as often as Python does takes a fifth of the time.
    gc.set_threshold(200_000, 50, 50)
    # None where a shell has closed it, as `<&-` and `>&-` do.
    sys.stdin = sys.stdin or Path(os.devnull).open()  # noqa: SIM115  # it is open as long as the process is
    sys.stdout = sys.stdout or Path(os.devnull).open("w")  # noqa: SIM115  # it is open as long as the process is
    sys.stderr = sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115
    _tolerate(sys.stdout)
    _tolerate(sys.stderr)
    try:
        code = _run(argv)
        sys.stdout.flush()
    except (BrokenPipeError, _ReaderGone):  # as `head` goes, and has all that it wants
        _close_output()
        return 0
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        _close_output()
        click.echo("argmap: the output is not whole: there is no room left where it goes", err=True)
        return WRONG
    return code


def _run(argv: Sequence[str] | None) -> int:
    try:
        result: Any = cli.main(args=list(argv) if argv is not None else None, prog_name="argmap", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        show_refusal(error)
        return WRONG
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except Exception as error:
        if isinstance(error, _ReaderGone | BrokenPipeError) or getattr(error, "errno", None) == errno.ENOSPC:
            raise
        _report_bug(error)
        return BUG


def _close_output() -> None:
    """Python would complain once more when it flushes at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _report_bug(error: Exception) -> None:
    where = traceback.extract_tb(error.__traceback__)[-1]
    click.echo(f"argmap: a bug of ours, sorry: {type(error).__name__}: {error}", err=True)
    click.echo(f"  at {os.path.basename(where.filename)}:{where.lineno}, argmap {__version__}", err=True)  # noqa: PTH119
    if os.environ.get("ARGMAP_TRACEBACK"):
        click.echo("".join(traceback.format_exception(error)), err=True)
    else:
        click.echo("  Set ARGMAP_TRACEBACK=1 to see the whole trace for a report.", err=True)


def _tolerate(stream: TextIO) -> None:
    """A console that is not UTF-8 shows what it cannot write as escapes, instead of failing."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")
