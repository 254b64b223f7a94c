"""`argmap sources`: every source across many maps, what rests on it alone, and names that look like one source."""

from contextlib import ExitStack, redirect_stderr
from dataclasses import replace
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING

import click

from argmap.cli.common import BUG, OK, WRONG, from_option, print_blocks, tell_left_out
from argmap.cli.completing import files
from argmap.cli.parallel import answers, file_for_workers, map_paths, parallel_options, report_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from argmap.census.sources import Asked, Counted

LATER = 1 << 20  # bytes of messages that are held in memory


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILES_OR_FOLDERS...", shell_complete=files)
@click.option("--format", "format_", type=click.Choice(("text", "json", "csv")), default="text", show_default=True)
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--all", "unfold", is_flag=True, help="Show every source and every likeness.")
@parallel_options
def command(
    paths: tuple[str, ...], format_: str, from_: str | None, by: str, unfold: bool, jobs: int | None, dask: str | None
) -> int:
    """List every source across the maps, how many claims and theses rest on it alone, and names that look like one.

    A source is known from map to map by its name. A folder stands for the maps in it (*.argmap.yaml); with --from, for
    the files in it with that format's endings.
    """
    from argmap.census.kept import KeptUses
    from argmap.census.sources import Asked, Counting
    from argmap.report.sources import as_blocks, as_csv, as_json

    asked = [Asked(path, file_for_workers(path, dask), by == "text", from_) for path in map_paths(paths, from_)]
    code, unread = OK, []
    # What is to be said of maps waits in a file: it comes behind the report, and there may be much.
    with ExitStack() as stack:
        kept = stack.enter_context(KeptUses()) if format_ == "json" else None
        later = stack.enter_context(SpooledTemporaryFile(LATER, "w+", encoding="utf-8", errors="backslashreplace"))
        counting = Counting(kept)
        for one in _counted(asked, jobs, dask):
            counting.add(one.uses)
            code = max(code, BUG if one.bug else WRONG if one.problems else OK)
            unread += [replace(one, left_out=(), notes=())] if one.problems else []
            with redirect_stderr(later):
                _say_unread(one)
        everything = counting.census()
        if kept is not None:
            for piece in as_json(everything, len(asked), unread, kept.of):
                click.echo(piece, nl=False)
        elif format_ == "csv":
            click.echo(as_csv(everything), nl=False)
        else:
            print_blocks([*as_blocks(everything, len(asked), unfold=unfold)], "text")
        later.seek(0)
        for line in later:
            click.echo(line, nl=False, err=True)
    return code


def _counted(asked: "list[Asked]", jobs: int | None, dask: str | None) -> "Iterator[Counted]":
    """The sources of each map; of one whose worker was lost, that it was."""
    from argmap.census.sources import Counted, counted
    from argmap.many.fault import Lost
    from argmap.problem import Problem

    for one, answer in zip(asked, answers(counted, asked, jobs, dask), strict=True):
        yield Counted(one.path, problems=(Problem(1, 1, answer.why),)) if isinstance(answer, Lost) else answer


def _say_unread(found: "Counted") -> None:
    from argmap.report.ink import safe

    if found.bug:
        report_fault(found.path, found.bug)
    tell_left_out(found)
    for problem in found.problems:
        click.echo(safe(f"{found.path}:{problem}"), err=True)
