"""`render --split`: which file holds which branch, and how the files call each other."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from argmap.draw.dot import Drawing, View
    from argmap.graph import Graph


def files_of(split: str, format_: str) -> Callable[[str], str]:
    """Where the picture of a branch goes, by the id of its statement: in a folder, or by a pattern with {id} in it."""
    pattern = split if "{id}" in split else str(Path(split) / f"{{id}}.{format_}")
    return lambda id_: pattern.replace("{id}", id_)


def split_drawings(
    graph: "Graph", draw: "Callable[..., Drawing]", view: "View", output: str, file_of: Callable[[str], str]
) -> "dict[str, Drawing]":
    """Each file and what is drawn in it; the overview is last, so that it never leads to what is not there yet.

    `draw` draws a `view` of the map.
    """
    from argmap.draw.split import branch, branches, called, overview

    tops = {file_of(node.id): node for node in branches(graph, view)}
    for file, node in tops.items():
        if Path(file).absolute() == Path(output).absolute():
            raise click.UsageError(f"{output} is to be the overview and the picture of `{node.id}` (name one another)")
    if not tops:
        click.echo("argmap: the overview folds nothing, so there is no branch to draw by itself", err=True)
    drawings = {file: called(draw(view=branch(view, node, _way(output, file))), node) for file, node in tops.items()}
    links = {node.id: _way(file, output) for file, node in tops.items()}
    return drawings | {output: draw(view=overview(view, links))}


def make_folder(file: str) -> None:
    """Make the folder of a file where there is none; what stands in the way ends the command."""
    folder = Path(file).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise click.UsageError(f"the folder {folder} cannot be made: {error.strerror} (choose another)") from None


def _way(file: str, beside: str) -> str:
    """What a file is called from another file: the way there, with `/`."""
    return Path(os.path.relpath(file, Path(beside).parent)).as_posix()
