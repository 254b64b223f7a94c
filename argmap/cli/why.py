"""`argmap why`: how one statement comes to its grade."""

import sys

import click

from argmap.cli.common import find_node, from_option, read_map
from argmap.cli.completing import claims, files


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("claim", shell_complete=claims)
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
def command(map_: str, claim: str, from_: str | None, by: str) -> None:
    """Derive the grade of CLAIM, an id or outline number of MAP, down to its sources."""
    from argmap.report.ink import ink_for, width_of
    from argmap.report.why import as_why

    audit = read_map(map_, by_text=by == "text", from_=from_)
    assert audit.graph is not None
    page = as_why(audit, find_node(audit.graph, claim), ink=ink_for(sys.stdout), width=width_of(sys.stdout))
    click.echo(page, nl=False, color=True)
