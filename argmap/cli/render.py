"""`argmap render`: a map as a picture."""

from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from argmap.cli.common import Seconds, drawn, find_node, read_map, refuse_overwriting, write_whole

if TYPE_CHECKING:
    from argmap.draw.dot import Drawing

FORMATS = ("svg", "png", "pdf", "dot")
MANY_CARDS = 150  # beyond so many nobody takes a picture in at a look


@click.command()
@click.argument("map_", metavar="MAP")
@click.option("-o", "--output", required=True, metavar="FILE", help="Where to write; `-` is standard output.")
@click.option("--format", "format_", type=click.Choice(FORMATS), help="Where the file's ending does not say it.")
@click.option("--no-audit", is_flag=True, help="Draw the bare argument, without what the audit finds.")
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--root", metavar="ID", help="Draw what stands below this statement alone.")
@click.option("--depth", type=click.IntRange(min=0), help="Draw so many levels; what is folded is said.")
@click.option("--direction", type=click.Choice(("TB", "LR")), default="TB", help="Thesis on top, or at the left.")
@click.option("--engine", type=click.Choice(("auto", "graphviz-pure", "dot")), default="auto", show_default=True)
@click.option("--time-limit", type=Seconds(min=1), default=60.0, show_default=True, help="Seconds for a layout.")
def command(
    map_: str,
    output: str,
    format_: str | None,
    no_audit: bool,
    by: str,
    root: str | None,
    depth: int | None,
    direction: str,
    engine: str,
    time_limit: float,
) -> None:
    """Draw MAP as svg, png, pdf or dot."""
    from argmap.draw.badges import badges
    from argmap.draw.dot import View, draw

    refuse_overwriting(output, map_)
    format_ = format_ or _format_of(output)
    audit = read_map(map_, by_text=by == "text")
    assert audit.graph is not None
    assert audit.support is not None
    view = View(
        direction="LR" if direction == "LR" else "TB",
        root=find_node(audit.graph, root) if root else None,
        depth=depth,
    )
    drawing = draw(audit.graph, None if no_audit else badges(audit.support), view)
    if format_ != "dot":
        _warn_of_many(drawing)
    write_whole(output, drawn(drawing, format_, engine, time_limit))


def _warn_of_many(drawing: "Drawing") -> None:
    cards = sum(name.startswith("node-") for name in drawing.words)
    if cards > MANY_CARDS:
        click.echo(f"argmap: a picture of {cards} cards is hard to read: --depth and --root draw less", err=True)


def _format_of(output: str) -> str:
    suffix = PurePath(output).suffix.lstrip(".").lower()
    if suffix not in FORMATS:
        what = f"`.{suffix}` is no format" if suffix else f"`{output}` has no ending"
        raise click.UsageError(f"{what} (end it in {', '.join('.' + name for name in FORMATS)}, or say --format)")
    return suffix
