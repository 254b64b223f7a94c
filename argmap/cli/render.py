"""`argmap render`: a map as a picture, or as text that becomes one elsewhere."""

from functools import partial
from pathlib import PurePath
from typing import TYPE_CHECKING

import click

from argmap.cli.common import Seconds, drawn, find_node, from_option, read_map, refuse_overwriting, write_whole
from argmap.cli.completing import claims, files

if TYPE_CHECKING:
    from argmap.audit import MapAudit
    from argmap.draw.card import Part
    from argmap.draw.dot import Direction, Drawing, Shared, View
    from argmap.graph import Node
    from argmap.theme import Palette, Theme

ENDINGS = {"svg": "svg", "png": "png", "pdf": "pdf", "dot": "dot", "mmd": "mermaid", "md": "markdown"}
TEXTS = ("mermaid", "markdown")  # no engine lays these out
ENGINES = ("auto", "graphviz-pure", "dot", "tree")
ENGINE_HELP = "Who lays it out; `tree`, which auto takes beyond 1,000 cards, takes time in proportion to the map."
MANY_CARDS = 150  # beyond so many nobody takes a picture in at a look


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=files,
    help="Where to write; `-` is standard output, as for text without -o.",
)
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(tuple(ENDINGS.values())),
    help="Where the file's ending (.mmd is mermaid, .md markdown) does not say it.",
)
@click.option("--no-audit", is_flag=True, help="Draw the bare argument, without what the audit finds.")
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--root", metavar="ID", shell_complete=claims, help="Draw what stands below this statement alone.")
@click.option("--depth", type=click.IntRange(min=0), help="Draw so many levels; what is folded is said.")
@click.option(
    "--split",
    metavar="DIR_OR_PATTERN",
    help="FILE is an overview, and each branch that it folds a picture: ID in the folder, or a name with {id} in it.",
)
@click.option("--no-title", is_flag=True, help="Without the map's title over the picture.")
@click.option(
    "--direction",
    type=click.Choice(("auto", "TB", "LR")),
    default="auto",
    help="TB: thesis on top; LR: at the left. `auto`: on top, and at the left where the picture would be very wide.",
)
@click.option(
    "--shared",
    type=click.Choice(("auto", "lines", "cards")),
    default="auto",
    help="What is used in several places stands in one; `lines` lead there from the others, or small `cards` say "
    "where. `auto`: cards where there are more than four.",
)
@click.option("--only", type=click.Choice(("weak",)), help="What bears load and is weak, and the way to the thesis.")
@click.option(
    "--show",
    metavar="PARTS",
    help="What stands on cards besides their texts, with commas between: sources, numbers (of the outline), grades, "
    "passages, likelihoods, schemes (of steps); or none. Default: sources,numbers.",
)
@click.option(
    "--width", type=click.IntRange(140, 600), help="Of the widest card, in points (72 an inch). Default: 186."
)
@click.option(
    "--theme",
    type=click.Choice(("auto", "light", "dark", "print")),
    default="auto",
    help="`auto`: light, and dark in an SVG where the reader's screen is. `print`: black on white, no fills.",
)
@click.option("--palette", type=click.Choice(("default", "classic")), help="`classic`: green for, red against.")
@click.option("--resolution", type=click.IntRange(10, 2400), help="Of a PNG, in dots per inch. Default: 144.")
@click.option("--engine", type=click.Choice(ENGINES), default="auto", show_default=True, help=ENGINE_HELP)
@click.option("--time-limit", type=Seconds(min=1), default=60.0, show_default=True, help="Seconds for a layout.")
@click.option("--watch", is_flag=True, help="Draw again whenever MAP is saved, until ^C.")
def command(
    map_: str,
    output: str | None,
    format_: str | None,
    no_audit: bool,
    from_: str | None,
    by: str,
    root: str | None,
    depth: int | None,
    split: str | None,
    no_title: bool,
    direction: "Direction",
    shared: "Shared",
    only: str | None,
    show: str | None,
    width: int | None,
    theme: "Theme",
    palette: "Palette | None",
    resolution: int | None,
    engine: str,
    time_limit: float,
    watch: bool,
) -> None:
    """Draw MAP as svg, png, pdf or dot, or write it as mermaid or as an outline in markdown."""
    from argmap.cli.splitting import files_of, make_folder, split_drawings
    from argmap.draw.badges import badges, grade_words
    from argmap.draw.dot import CARD_WIDTH, View, draw

    output = output or _standard_output(format_)
    refuse_overwriting(output, map_)
    is_said = format_ is not None
    format_ = format_ or _format_of(output)
    if split:
        _check_split(split, output, format_, is_said=is_said)
    parts = _parts(show)
    _refuse_what_is_idle(parts, format_, no_audit, theme, palette, resolution)
    if format_ in TEXTS:
        _refuse_looks(
            format_, show=show, width=width, theme=theme != "auto", no_title=no_title, shared=shared != "auto"
        )
    _check_ending(output, format_)
    if watch:
        _watch(map_, output)
        return
    audit = read_map(map_, by_text=by == "text", from_=from_)
    assert audit.graph is not None
    assert audit.support is not None
    top = find_node(audit.graph, root) if root else None
    view = View(
        direction=direction,
        root=top,
        depth=depth,
        palette=palette or "default",
        title=not no_title,
        only=_weak(audit, top) if only else None,
        theme=theme,
        width=width or CARD_WIDTH,
        show=parts,
        shared=shared,
    )
    if format_ in TEXTS:
        write_whole(output, _text(audit, view, format_, no_audit).encode())
        return
    _warn_of_missing(audit, show, parts)
    grades = grade_words(audit.support) if "grades" in parts else None
    draw_view = partial(draw, audit.graph, None if no_audit else badges(audit.support), grades=grades)
    if split:
        drawings = split_drawings(audit.graph, draw_view, view, output, files_of(split, format_))
    else:
        drawings = {output: draw_view(view=view)}
    for file, drawing in drawings.items():
        refuse_overwriting(file, map_)
        if format_ != "dot":
            _warn_of_many(drawing, f" ({file})" if split else "")
    pictures = {
        file: drawn(each, format_, engine, time_limit, resolution, file=file if split else None)
        for file, each in drawings.items()
    }
    for file, data in pictures.items():
        if split:
            make_folder(file)
        write_whole(file, data)


def _check_split(split: str, output: str, format_: str, *, is_said: bool) -> None:
    """End the command where pictures could not lead to each other."""
    if output == "-" or format_ in TEXTS:
        raise click.UsageError("only pictures in files lead to each other (give -o FILE, as in `-o map.svg`)")
    if "{id}" in split and not is_said and _format_of(split) != format_:
        raise click.UsageError(f"{split} and {output} have different endings (use one, or say --format)")
    if "{id}" in split:
        _check_ending(split, format_)


def _check_ending(output: str, format_: str) -> None:
    """End a command that would write one format under the ending of another; any other ending is the user's own."""
    suffix = PurePath(output).suffix.lstrip(".").lower()
    other = ENDINGS.get(suffix, format_)
    if other != format_:
        right = next(ending for ending, name in ENDINGS.items() if name == format_)
        raise click.UsageError(
            f"--format {format_} and the ending of {output}, which is {other}, contradict each other "
            f"(end it in .{right}, or say --format {other})"
        )


def _parts(show: str | None) -> "frozenset[Part]":
    """The parts that are named, or those that are shown where none are."""
    from argmap.draw.card import PARTS, SHOWN
    from argmap.problem import nearest

    if show is None:
        return SHOWN
    names = [name.strip() for name in show.split(",")]
    for name in names:
        if name not in PARTS and names != ["none"]:
            near = nearest(name, PARTS)
            help_ = f"did you mean `{near}`? " if near else ""
            raise click.UsageError(
                f"`{name}` is nothing that --show knows ({help_}It takes {', '.join(PARTS)}; or none)"
            )
    return frozenset(part for part in PARTS if part in names)


def _refuse_what_is_idle(
    parts: "frozenset[Part]", format_: str, no_audit: bool, theme: str, palette: str | None, resolution: int | None
) -> None:
    """End a command in which one option says that another is to do nothing."""
    if resolution is not None and format_ != "png":
        raise click.UsageError(f"--resolution is for PNG alone: {format_} has no pixels (leave it out)")
    if palette is not None and theme == "print":
        raise click.UsageError("--theme print has no colours for a --palette (leave one of the two out)")
    if no_audit and "grades" in parts:
        raise click.UsageError("grades are what the audit finds (leave out --no-audit, or grades)")


def _refuse_looks(format_: str, **given: object) -> None:
    """End a command that asks for a look where only text is written."""
    idle = [f"--{name.replace('_', '-')}" for name, value in given.items() if value]
    if idle:
        verb = "are" if len(idle) > 1 else "is"
        raise click.UsageError(f"{' and '.join(idle)} {verb} for pictures: {format_} is text (leave that out)")


def _weak(audit: "MapAudit", root: "Node | None") -> frozenset[int]:
    """What is drawn of the weak part; it is said where there is none."""
    from argmap.draw.weak import weak_part

    assert audit.support is not None
    part = weak_part(audit.support, root)
    if not part.weak:
        click.echo("argmap: nothing below the top bears load and is weak: it is drawn alone", err=True)
    return part.drawn


def _warn_of_missing(audit: "MapAudit", show: str | None, parts: "frozenset[Part]") -> None:
    """Say which of the parts that were asked for by name this map does not have."""
    assert audit.graph is not None
    nodes, steps = audit.graph.nodes, audit.graph.steps
    has = {
        "sources": any(node.cites for node in nodes),
        "passages": any(node.item.passage for node in nodes),
        "likelihoods": any(node.item.likelihood for node in nodes),
        "schemes": any(step.item.scheme for step in steps),
    }
    missing = [part for part, there in has.items() if part in parts and not there] if show else []
    if missing:
        click.echo(f"argmap: this map has no {', no '.join(missing)} to show", err=True)


def _text(audit: "MapAudit", view: "View", format_: str, no_audit: bool) -> str:
    """The map in a format that is text; why it may not be shown whole is said."""
    from argmap.draw.badges import badges
    from argmap.draw.mermaid import chart
    from argmap.draw.scope import scope
    from argmap.report.markdown import as_markdown_outline

    assert audit.graph is not None
    assert audit.support is not None
    if format_ == "markdown":
        shown = scope(audit.graph, view.root, view.depth, view.only)
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


def _warn_of_many(drawing: "Drawing", where: str) -> None:
    cards = sum(name.startswith("node-") for name in drawing.words)
    if cards > MANY_CARDS:
        less = "--depth and --root draw less, --split draws each branch by itself"
        click.echo(f"argmap: a picture of {cards} cards is hard to read{where}: {less}", err=True)


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
