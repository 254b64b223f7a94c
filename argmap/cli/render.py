"""`argmap render`: a map as a picture, or as text that becomes one elsewhere."""

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from argmap.cli.common import Seconds, drawn, find_node, read_map, refuse_overwriting, write_whole

if TYPE_CHECKING:
    from argmap.audit import MapAudit
    from argmap.draw.dot import Drawing, View

ENDINGS = {"svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "mmd": "mermaid", "md": "markdown"}
TEXTS = ("mermaid", "markdown")  # no engine lays these out
MANY_CARDS = 150  # beyond so many nobody takes a picture in at a look


@click.command()
@click.argument("map_", metavar="MAP")
@click.option("-o", "--output", metavar="FILE", help="Where to write; `-` is standard output, as for text without -o.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(tuple(ENDINGS.values())),
    help="Where the file's ending (.mmd is mermaid, .md markdown) does not say it.",
)
@click.option("--no-audit", is_flag=True, help="Draw the bare argument, without what the audit finds.")
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--root", metavar="ID", help="Draw what stands below this statement alone.")
@click.option("--depth", type=click.IntRange(min=0), help="Draw so many levels; what is folded is said.")
@click.option("--direction", type=click.Choice(("TB", "LR")), default="TB", help="Thesis on top, or at the left.")
@click.option("--engine", type=click.Choice(("auto", "graphviz-pure", "dot")), default="auto", show_default=True)
@click.option("--time-limit", type=Seconds(min=1), default=60.0, show_default=True, help="Seconds for a layout.")
@click.option("--watch", is_flag=True, help="Draw again whenever MAP is saved, until ^C.")
def command(
    map_: str,
    output: str | None,
    format_: str | None,
    no_audit: bool,
    by: str,
    root: str | None,
    depth: int | None,
    direction: str,
    engine: str,
    time_limit: float,
    watch: bool,
) -> None:
    """Draw MAP as svg, png, pdf or dot, or write it as mermaid or as an outline in markdown."""
    from argmap.draw.badges import badges
    from argmap.draw.dot import View, draw

    output = output or _standard_output(format_)
    refuse_overwriting(output, map_)
    format_ = format_ or _format_of(output)
    if watch:
        _watch(map_, output)
        return
    audit = read_map(map_, by_text=by == "text")
    assert audit.graph is not None
    assert audit.support is not None
    view = View(
        direction="LR" if direction == "LR" else "TB",
        root=find_node(audit.graph, root) if root else None,
        depth=depth,
    )
    if format_ in TEXTS:
        write_whole(output, _text(audit, view, format_, no_audit).encode())
        return
    drawing = draw(audit.graph, None if no_audit else badges(audit.support), view)
    if format_ != "dot":
        _warn_of_many(drawing)
    write_whole(output, drawn(drawing, format_, engine, time_limit))


def _text(audit: "MapAudit", view: "View", format_: str, no_audit: bool) -> str:
    """The map in a format that is text; why it may not be shown whole is said."""
    from argmap.draw.badges import badges
    from argmap.draw.mermaid import chart
    from argmap.draw.scope import scope
    from argmap.report.markdown import as_markdown_outline

    assert audit.graph is not None
    assert audit.support is not None
    if format_ == "markdown":
        shown = scope(audit.graph, view.root, view.depth)
        return as_markdown_outline(audit.graph, shown, None if no_audit else audit.support)
    made = chart(audit.graph, None if no_audit else badges(audit.support), view)
    for note in made.notes:
        click.echo(f"argmap: {note}", err=True)
    return made.source


def _watch(map_: str, output: str) -> None:
    """Run this command, as it was called, at every save of the map."""
    from argmap.cli.watching import repeat_on_save

    if "-" in (map_, output):
        raise click.UsageError("--watch needs a file to read and one to write (name both)")
    context = click.get_current_context()
    draw = partial(context.invoke, command, **context.params | {"watch": False, "output": output})
    repeat_on_save(map_, draw, f"{output} drawn; watching {map_} (^C ends)", f"{output} stays as it was")


def _warn_of_many(drawing: "Drawing") -> None:
    cards = sum(name.startswith("node-") for name in drawing.words)
    if cards > MANY_CARDS:
        click.echo(f"argmap: a picture of {cards} cards is hard to read: --depth and --root draw less", err=True)


def _standard_output(format_: str | None) -> str:
    """Where to write when nothing says it: text goes to standard output."""
    if format_ in ("svg", "dot", *TEXTS):
        return "-"
    raise click.UsageError("nothing says where to write (give -o FILE, as in `-o map.svg`)")


def _format_of(output: str) -> str:
    suffix = PurePath(output).suffix.lstrip(".").lower()
    if suffix not in ENDINGS:
        what = f"`.{suffix}` is no format" if suffix else f"`{output}` has no ending"
        raise click.UsageError(f"{what} (end it in {', '.join('.' + name for name in ENDINGS)}, or say --format)")
    return ENDINGS[suffix]
