"""`argmap remove`: a statement taken out of its map."""

import click

from argmap.cli.completing import files, removable
from argmap.cli.editing import change, diff_option


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("node", metavar="NODE", shell_complete=removable)
@click.option("--force", is_flag=True, help="With what stands beneath it, and with every `see` that names it.")
@diff_option
def command(map_: str, node: str, force: bool, diff: bool) -> int:
    """Remove NODE (an id or outline number, or a source that nothing cites) from MAP.

    Where anything stands beneath it or refers to it, that is said, and nothing is removed without --force.
    """
    from argmap.editing.moving import remove

    return change(map_, diff, lambda text: remove(text, node, force=force))
