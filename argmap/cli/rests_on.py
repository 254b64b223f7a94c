"""`argmap rests-on`: what one claim rests on, and what would help it most."""

from typing import TYPE_CHECKING

import click

from argmap.cli.common import Seconds, find_node, from_option, print_blocks, print_data, read_map, read_profile
from argmap.cli.completing import claims, files

if TYPE_CHECKING:
    from argmap.profile import Profile
    from argmap.report.numbers import Figured
    from argmap.support.assessment import Assessment

FORMATS = ("text", "json", "markdown")


def _print_profile(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from argmap.profile import profile_template

        click.echo(profile_template(), nl=False)
        context.exit()


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("claim", required=False, shell_complete=claims)
@click.option("--numbers", "with_numbers", is_flag=True, help="How likely, by a profile: from below and from above.")
@click.option(
    "--profile",
    metavar="FILE",
    shell_complete=files,
    help="What the map's words stand for in numbers; else the default profile.",
)
@click.option(
    "--print-profile",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_profile,
    help="Print the default profile, to copy and change.",
)
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option(
    "--order", type=click.IntRange(1, 8), default=3, show_default=True, help="List sets up to so many losses."
)
@click.option("--listed", type=click.IntRange(1, 10_000), default=100, show_default=True, help="List so many sets.")
@click.option(
    "--time-limit", type=Seconds(min=0.1), default=60.0, show_default=True, help="Seconds; then what is known."
)
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
def command(
    map_: str,
    claim: str | None,
    with_numbers: bool,
    profile: str | None,
    from_: str | None,
    by: str,
    order: int,
    listed: int,
    time_limit: float,
    format_: str,
) -> None:
    """Say what CLAIM (an id or outline number; else every thesis) of MAP rests on.

    Every source with the premises that it carries and what it brings down, the smallest sets of losses and of what is
    enough, the objections that would leave it bare, and where one more independent source would help most.
    """
    import time

    from argmap.report.rests_on import as_blocks, as_data
    from argmap.support.resting import Resting

    audit = read_map(map_, by_text=by == "text", from_=from_)
    assert audit.graph is not None
    assert audit.support is not None
    asked = [find_node(audit.graph, claim).at] if claim else audit.graph.theses
    until = time.monotonic() + time_limit
    figures = read_profile(profile, audit.graph) if with_numbers or profile else None
    answers = [
        (Resting(audit.support, at, order, listed, until), _figured(audit.support, at, figures, profile))
        for at in asked
    ]
    if format_ == "json":
        print_data({"path": audit.path, "claims": [as_data(audit, *answer) for answer in answers]})
    else:
        print_blocks([block for answer in answers for block in as_blocks(audit, *answer)], format_)


def _figured(support: "Assessment", at: int, profile: "Profile | None", path: str | None) -> "Figured | None":
    if profile is None:
        return None
    from argmap.report.numbers import Figured
    from argmap.support.assessment import READINGS
    from argmap.support.numbers import importance, numbers

    turns = {reading: importance(support, at, reading, profile) for reading in READINGS}
    return Figured(numbers(support, at, profile), turns, path or "the default profile")
