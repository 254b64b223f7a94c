"""`argmap audit`: what each thesis rests on, and the premises whose support is weak or from a single source."""

import sys
from typing import TYPE_CHECKING

import click

from argmap.cli.common import (
    FINDINGS,
    OK,
    WRONG,
    format_named,
    from_option,
    options_from,
    read_essay,
    settings,
    tell_left_out,
)
from argmap.cli.completing import files

if TYPE_CHECKING:
    from collections.abc import Sequence

    from argmap.audit import MapAudit

FORMATS = ("text", "concise", "json")
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
) -> int:
    """Say what each thesis rests on, and which premises lean on one source or on nobody's word.

    A folder stands for the maps in it (*.argmap.yaml); with --from, for the files in it with that format's endings.
    `-` is standard input.
    """
    from argmap.audit import audit_file, map_files

    set_ = settings()
    options = options_from(set_, audience=audience, by_text=by == "text", select=select, ignore=ignore)
    text = read_essay(essay)
    endings = _endings(from_)
    files = list(map_files(paths, endings))
    if not files:
        named = ", ".join(f"*{ending}" for ending in (endings if from_ else endings[:1]))
        raise click.UsageError(f"there is no map there (maps are files named {named})")
    audits = [audit_file(path, options, text, from_) for path in files]
    for audit in audits:
        tell_left_out(audit)
    if by == "text":
        _say_own_arguments(audits)
    _print(audits, format_, unfold)
    return _exit_code(audits, fail_on or set_.fail_on)


def _endings(from_: str | None) -> tuple[str, ...]:
    """The endings of the files that a folder stands for."""
    if from_ is None:
        from argmap.load import SUFFIXES

        return SUFFIXES
    from argmap.formats import READERS

    known = format_named(from_, READERS).SUFFIXES
    # An ending as `.aif.json` tells apart what is often called `.json` alone.
    return tuple(dict.fromkeys((*known, *(ending[ending.rindex(".") :] for ending in known))))


def _say_own_arguments(audits: "Sequence[MapAudit]") -> None:
    for audit in audits:
        if audit.graph is not None and audit.graph.map.about is None:
            click.echo(
                f"{audit.path}: it has no `about`: all of it is its maker's own, so --by text leaves the thesis",
                err=True,
            )


def _print(audits: "Sequence[MapAudit]", format_: str, unfold: bool) -> None:
    if format_ == "json":
        from argmap.report.json import as_json

        click.echo(as_json(audits), nl=False)
    elif format_ == "concise":
        from argmap.report.concise import as_concise

        click.echo(as_concise(audits), nl=False)
    else:
        from argmap.report.ink import ink_for, width_of
        from argmap.report.text import as_text

        page = as_text(audits, unfold=unfold, ink=ink_for(sys.stdout), width=width_of(sys.stdout))
        click.echo(page, nl=False, color=True)


def _exit_code(audits: "Sequence[MapAudit]", threshold: str) -> int:
    from argmap.problem import LEVELS

    if any(audit.problems for audit in audits):
        return WRONG
    failing = LEVELS[: LEVELS.index(threshold) + 1] if threshold != "never" else ()
    return FINDINGS if any(finding.level in failing for audit in audits for finding in audit.findings) else OK
