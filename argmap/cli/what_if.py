"""`argmap what-if`: a map with a source withdrawn, an objection granted, two sources taken as one."""

import click

from argmap.cli.common import FINDINGS, OK, from_option, print_blocks, print_data, read_map
from argmap.cli.completing import claims, files, sources, things

FORMATS = ("text", "json", "markdown")


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.option(
    "--without",
    multiple=True,
    metavar="NAME",
    shell_complete=things,
    help="A source, group or statement is lost. May be repeated.",
)
@click.option(
    "--grant",
    multiple=True,
    metavar="ID",
    shell_complete=claims,
    help="An objection or undercut is granted. May be repeated.",
)
@click.option(
    "--as-one", multiple=True, metavar="KEY,KEY", shell_complete=sources, help="These sources are one. May be repeated."
)
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--all", "unfold", is_flag=True, help="Show every statement whose grade changes.")
def command(
    map_: str,
    without: tuple[str, ...],
    grant: tuple[str, ...],
    as_one: tuple[str, ...],
    from_: str | None,
    by: str,
    format_: str,
    unfold: bool,
) -> int:
    """Say what MAP would come to if sources or statements were lost, objections granted, or sources one.

    Exits with 1 where a thesis loses its support on its sources alone.
    """
    from argmap.changes import ChangeError, Changes, changed
    from argmap.report.what_if import as_blocks, as_data
    from argmap.support.assessment import Assessment
    from argmap.support.comparison import Comparison

    together = tuple(tuple(key.strip() for key in keys.split(",") if key.strip()) for keys in as_one)
    changes = Changes(_names(without), _names(grant), together)
    if changes == Changes():
        raise click.UsageError("nothing is asked (say --without, --grant or --as-one)")
    audit = read_map(map_, by_text=by == "text", from_=from_)
    assert audit.graph is not None
    assert audit.support is not None
    try:
        after = Assessment(changed(audit.graph, changes))
    except ChangeError as error:
        raise click.UsageError(str(error)) from None
    comparison = Comparison(audit.support, after)
    if format_ == "json":
        print_data(as_data(audit, changes, comparison))
    else:
        print_blocks(as_blocks(audit, changes, comparison, unfold=unfold), format_)
    return FINDINGS if comparison.thesis_falls else OK


def _names(given: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip() for one in given for name in one.split(",") if name.strip()))
