"""`argmap sources`: every source across many maps, what rests on it alone, and names that look like one source."""

from typing import TYPE_CHECKING

import click

from argmap.cli.common import BUG, OK, WRONG, from_option, print_blocks, print_data, tell_left_out
from argmap.cli.completing import files
from argmap.cli.parallel import answers, file_for_workers, map_paths, parallel_options, report_fault

if TYPE_CHECKING:
    from argmap.census.sources import Counted


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
    from argmap.census.sources import Asked, Counted, census, counted
    from argmap.many.fault import Lost
    from argmap.problem import Problem
    from argmap.report.sources import as_blocks, as_csv, as_data

    asked = [Asked(path, file_for_workers(path, dask), by == "text", from_) for path in map_paths(paths, from_)]
    found = [
        Counted(one.path, problems=(Problem(1, 1, answer.why),)) if isinstance(answer, Lost) else answer
        for one, answer in zip(asked, answers(counted, asked, jobs, dask), strict=True)
    ]
    everything = census(use for one in found for use in one.uses)
    if format_ == "json":
        print_data(as_data(everything, found))
    elif format_ == "csv":
        click.echo(as_csv(everything), nl=False)
    else:
        print_blocks([*as_blocks(everything, len(found), unfold=unfold)], "text")
    for one in found:
        _say_unread(one)
    return max(BUG if one.bug else WRONG if one.problems else OK for one in found)


def _say_unread(found: "Counted") -> None:
    from argmap.report.ink import safe

    if found.bug:
        report_fault(found.path, found.bug)
    tell_left_out(found)
    for problem in found.problems:
        click.echo(safe(f"{found.path}:{problem}"), err=True)
