"""`argmap show`: a map as a tree on the terminal."""

import sys

import click

from argmap.cli.common import find_node, from_option, read_map
from argmap.cli.completing import claims, files


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.option("--root", metavar="ID", shell_complete=claims, help="Show what stands below this statement alone.")
@click.option("--depth", type=click.IntRange(min=0), help="Show so many levels; what is folded is said.")
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--ascii", "ascii_", is_flag=True, help="Draw branches in ASCII, as is done where the output needs it.")
def command(map_: str, root: str | None, depth: int | None, from_: str | None, by: str, ascii_: bool) -> None:
    """Show MAP as a tree: its statements with their grades, badges and sources."""
    from argmap.draw.scope import scope
    from argmap.report.ink import ink_for, width_of
    from argmap.report.tree import ASCII, Page, as_tree, branches_for

    audit = read_map(map_, by_text=by == "text", from_=from_)
    assert audit.graph is not None
    assert audit.support is not None
    encoding = sys.stdout.encoding or "utf-8"
    branches = ASCII if ascii_ else branches_for(encoding)
    page = Page(ink_for(sys.stdout), width_of(sys.stdout, narrowest=16, widest=160), branches, encoding)
    shown = scope(audit.graph, find_node(audit.graph, root) if root else None, depth)
    click.echo(as_tree(audit.graph, shown, audit.support, page), nl=False, color=True)
