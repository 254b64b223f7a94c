"""`argmap report`: diagram, audit and sources in one HTML page."""

from typing import TYPE_CHECKING

import click

from argmap.cli.common import (
    Seconds,
    check_page_ending,
    drawn,
    from_option,
    options_from,
    read_essay,
    read_map,
    refuse_overwriting,
    settings,
    write_whole,
)
from argmap.cli.completing import files

if TYPE_CHECKING:
    from argmap.draw.dot import Direction


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    shell_complete=files,
    help="Where to write; `-` is standard output.",
)
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option(
    "--text",
    "essay",
    metavar="FILE",
    shell_complete=files,
    help="The text it reconstructs, to check and show its passages.",
)
@click.option("--direction", type=click.Choice(("TB", "LR")), help="Thesis on top, or at the left.")
@click.option(
    "--engine", type=click.Choice(("auto", "graphviz-pure", "dot", "tree")), default="auto", show_default=True
)
@click.option("--time-limit", type=Seconds(min=1), default=60.0, show_default=True, help="In seconds.")
def command(
    map_: str,
    output: str,
    from_: str | None,
    by: str,
    essay: str | None,
    direction: "Direction | None",
    engine: str,
    time_limit: float,
) -> None:
    """Write a page with the diagram, the audit and the sources of MAP; it needs nothing but itself."""
    from argmap.audit import run_rules
    from argmap.report.page import as_page, diagram

    refuse_overwriting(output, map_, essay)
    check_page_ending(output)
    options = options_from(settings(), by_text=by == "text")
    text = read_essay(essay)
    audit = run_rules(read_map(map_, by_text=options.by_text, from_=from_), options, text)
    drawing, grows = diagram(audit, direction)
    svg = drawn(drawing, "svg", engine, time_limit)
    write_whole(output, as_page(audit, svg, direction=grows, essay=text).encode())
