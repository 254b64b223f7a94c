"""`argmap report`: diagram, audit and sources in one HTML page."""

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

TALL = 10  # beyond so many statements a diagram that grows downwards suits a page better than one that grows sideways


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
    direction: str | None,
    engine: str,
    time_limit: float,
) -> None:
    """Write a page with the diagram, the audit and the sources of MAP; it needs nothing but itself."""
    from argmap.audit import run_rules
    from argmap.draw.badges import badges
    from argmap.draw.dot import View, draw
    from argmap.report.page import as_page

    refuse_overwriting(output, map_, essay)
    check_page_ending(output)
    options = options_from(settings(), by_text=by == "text")
    text = read_essay(essay)
    audit = run_rules(read_map(map_, by_text=options.by_text, from_=from_), options, text)
    assert audit.graph is not None
    assert audit.support is not None
    direction = direction or ("LR" if len(audit.graph.nodes) > TALL else "TB")
    view = View(direction="LR" if direction == "LR" else "TB", title=False, shared="auto")
    drawing = draw(audit.graph, badges(audit.support), view)
    svg = drawn(drawing, "svg", engine, time_limit)
    write_whole(output, as_page(audit, svg, direction=direction, essay=text).encode())
