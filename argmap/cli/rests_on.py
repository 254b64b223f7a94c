"""`argmap rests-on`: what one claim rests on, and what would help it most."""

import click

from argmap.cli.common import find_node, print_blocks, print_data, read_map

FORMATS = ("text", "json", "markdown")


@click.command()
@click.argument("map_", metavar="MAP")
@click.argument("claim", required=False)
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option(
    "--order", type=click.IntRange(1, 8), default=3, show_default=True, help="List sets up to so many losses."
)
@click.option("--listed", type=click.IntRange(1, 10_000), default=100, show_default=True, help="List so many sets.")
@click.option(
    "--time-limit", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds; then what is known."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
def command(map_: str, claim: str | None, by: str, order: int, listed: int, time_limit: float, format_: str) -> None:
    """Say what CLAIM (an id or outline number; else every thesis) of MAP rests on.

    Every source with the premises that it carries and what it brings down, the smallest sets of losses and of what is
    enough, the objections that would leave it bare, and where one more independent source would help most.
    """
    import time

    from argmap.report.rests_on import as_blocks, as_data
    from argmap.support.resting import Resting

    audit = read_map(map_, by_text=by == "text")
    assert audit.graph is not None
    assert audit.support is not None
    asked = [find_node(audit.graph, claim).at] if claim else audit.graph.theses
    until = time.monotonic() + time_limit
    answers = [Resting(audit.support, at, order, listed, until) for at in asked]
    if format_ == "json":
        print_data({"path": audit.path, "claims": [as_data(audit, one) for one in answers]})
    else:
        print_blocks([block for one in answers for block in as_blocks(audit, one)], format_)
