"""`argmap read-aloud`: a map as sentences, to hear what is wrong with it."""

import click

from argmap.cli.common import print_blocks, read_map
from argmap.cli.completing import files


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--questions/--no-questions", default=True, show_default=True, help="Ask what a premise supports alone.")
@click.option("--format", "format_", type=click.Choice(("text", "markdown")), default="text", show_default=True)
def command(map_: str, by: str, questions: bool, format_: str) -> None:
    """Print MAP as sentences ("A, because B and C together; but D"), for proof-reading.

    What the mapper adds stands in brackets. Of every premise that supports by itself it is asked whether it would do so
    alone: where it would not, a `together` is missing.
    """
    from argmap.report.sentences import as_sentences

    audit = read_map(map_, by_text=by == "text")
    assert audit.graph is not None
    print_blocks(as_sentences(audit.graph, questions=questions), format_)
