"""`argmap move`: a statement taken elsewhere in its map."""

import click

from argmap.cli.common import refuse_together
from argmap.cli.completing import claims, files
from argmap.cli.editing import change, diff_option


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("node", metavar="NODE", shell_complete=claims)
@click.option(
    "--under", metavar="PARENT", shell_complete=claims, help="The claim that it shall support, or speak against."
)
@click.option("--as", "relation", type=click.Choice(("because", "but", "unless")), help="What it is to PARENT.")
@click.option("--before", metavar="ID", shell_complete=claims, help="Before this statement, and what that one is.")
@click.option("--after", metavar="ID", shell_complete=claims, help="After this statement, and what that one is.")
@diff_option
def command(
    map_: str, node: str, under: str | None, relation: str | None, before: str | None, after: str | None, diff: bool
) -> int:
    """Move NODE (an id or outline number) of MAP, with all that stands beneath it and its comments."""
    from argmap.editing.moving import move

    refuse_together("before", bool(before), "after", bool(after))
    for name in ("under", "as") if before or after else ():
        refuse_together("before" if before else "after", True, name, bool(under if name == "under" else relation))
    return change(
        map_,
        diff,
        lambda text: move(text, node, under, relation or "because", before=before, after=after),  # type: ignore[arg-type]  # click has checked it
    )
