"""`argmap audit`: what each thesis rests on, and the premises whose support is weak or from a single source."""

import sys
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from argmap.cli.common import (
    BUG,
    FINDINGS,
    OK,
    WRONG,
    from_option,
    options_from,
    read_essay,
    settings,
    tell,
    tell_left_out,
)
from argmap.cli.completing import files
from argmap.cli.known import KnownFindings
from argmap.cli.parallel import answers, file_for_workers, map_paths, parallel_options, report_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from argmap.report.auditing import Order, Task, Told

FORMATS = ("text", "concise", "json", "sarif", "github", "junit", "markdown")
FAIL_ON = ("error", "warning", "note", "never")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILES_OR_FOLDERS...", shell_complete=files)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@from_option
@click.option("--for", "audience", type=click.Choice(("text", "map", "all")), help="Mend the argument, or the map.")
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option(
    "--text",
    "essay",
    metavar="FILE",
    shell_complete=files,
    help="The text that the map reconstructs, to check its passages.",
)
@click.option("--select", metavar="RULES", help="Run these rules alone: names, codes or beginnings of codes.")
@click.option("--ignore", metavar="RULES", help="Leave these rules out.")
@click.option("--fail-on", type=click.Choice(FAIL_ON), help="Exit with 1 from this level on.  [default: error]")
@click.option("--all", "unfold", is_flag=True, help="Show every finding with all its places.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that this file knows.")
@click.option("--update-baseline", "update", is_flag=True, help="Write what is found now to the baseline.")
@parallel_options
def command(
    paths: tuple[str, ...],
    format_: str,
    from_: str | None,
    audience: str | None,
    by: str,
    essay: str | None,
    select: str | None,
    ignore: str | None,
    fail_on: str | None,
    unfold: bool,
    baseline: str | None,
    update: bool,
    jobs: int | None,
    dask: str | None,
) -> int:
    """Say what each thesis rests on, and which premises lean on one source or on nobody's word.

    A folder stands for the maps in it (*.argmap.yaml); with --from, for the files in it with that format's endings.
    `-` is standard input.
    """
    from argmap.report.auditing import Order
    from argmap.report.ink import ink_for, width_of
    from argmap.report.parts import How

    set_ = settings()
    options = options_from(set_, audience=audience, by_text=by == "text", select=select, ignore=ignore)
    text = read_essay(essay)
    known = KnownFindings(baseline, options, update=update, with_text=text is not None)
    threshold: Any = fail_on or set_.fail_on
    how = How(unfold, ink_for(sys.stdout).colour, width_of(sys.stdout), threshold)
    order = Order(options, how, "concise" if update else format_, text, from_)
    run = _Run(order)
    tasks = [known.task(path, file_for_workers(path, dask)) for path in map_paths(paths, from_)]
    told = run.over(tasks, jobs, dask)
    if update:
        known.write(told)
        return run.code if run.code != FINDINGS else OK
    run.print(known.noted(told))
    known.say_mended()
    return run.code


class _Run:
    """An audit of some maps, from one to the next, and the exit code that it comes to."""

    def __init__(self, order: "Order") -> None:
        self.order = order
        self.code = OK

    def over(self, tasks: "Sequence[Task]", jobs: int | None, dask: str | None) -> "Iterator[Told]":
        """The maps in their order, each with what is told of it."""
        from argmap.many.fault import Lost
        from argmap.report.auditing import audited, unaudited

        ask = partial(audited, self.order)
        for task, told in zip(tasks, answers(ask, tasks, jobs, dask), strict=True):
            if isinstance(told, Lost):
                told = unaudited(self.order, task, f"it could not be audited: {told.why}", "audit it alone")
            self._note(told)
            yield told

    def print(self, told: "Iterable[Told]") -> None:
        """Print the report while it is being made."""
        from argmap.report.formats import form

        for piece in form(self.order.format).whole((one.part for one in told), self.order.how):
            click.echo(piece, nl=False, color=True)

    def _note(self, told: "Told") -> None:
        if told.bug:
            report_fault(told.path, told.bug)
        tell_left_out(told)
        if self.order.options.by_text and told.own:
            said = "it has no `about`: all of it is its maker's own, so --by text leaves the thesis"
            tell(f"{told.path}: {said}")
        code = BUG if told.bug else WRONG if told.part.tally.unreadable else FINDINGS if told.failing else OK
        self.code = max(self.code, code)
