"""`argmap rename`: another name for a claim, source or group."""

import click

from argmap.cli.completing import files, things
from argmap.cli.editing import change, diff_option


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("old", metavar="OLD", shell_complete=things)
@click.argument("new", metavar="NEW")
@diff_option
def command(map_: str, old: str, new: str, diff: bool) -> int:
    """Rename the id, source key or group OLD of MAP, with all that refers to it.

    OLD may be an outline number: that statement gets the id NEW. Comments and prose are left as they are.
    """
    from argmap.editing.renaming import rename

    return change(map_, diff, lambda text: rename(text, old, new))
