"""`argmap quote`: where the mapped text makes a claim."""

import click

from argmap.cli.common import read_essay, refuse_together
from argmap.cli.completing import claims, files
from argmap.cli.editing import change, diff_option


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("node", metavar="NODE", shell_complete=claims)
@click.argument("text", metavar="TEXT", shell_complete=files)
@click.argument("passage", metavar="WORDS|PLACE")
@click.option("--trace/--no-trace", default=True, help="Whether a trace finds the passage again after edits.")
@click.option("--also", is_flag=True, help="Beside the passages that NODE has.")
@click.option("--replace", is_flag=True, help="In the stead of those that it has.")
@diff_option
def command(map_: str, node: str, text: str, passage: str, trace: bool, also: bool, replace: bool, diff: bool) -> int:
    """Write into MAP where the file TEXT makes the claim NODE, without quoting it.

    The passage is given by its words, or by the first and last of them, as "when the line … have flown", or by its
    place, as 12:40-53: words 40 to 53 of paragraph 12.
    """
    from argmap.editing.quoting import quote
    from argmap.passages import read_text

    refuse_together("also", also, "replace", replace)
    essay = read_text(read_essay(text) or "")
    return change(
        map_, diff, lambda before: quote(before, node, essay, passage, trace=trace, also=also, replace=replace)
    )
