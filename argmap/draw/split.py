"""A large map in several pictures that lead to each other: an overview, and one picture for each folded card of it."""

import dataclasses
from collections.abc import Mapping

from argmap.draw.dot import Drawing, View
from argmap.draw.scope import scope
from argmap.graph import Graph, Node

LEVELS = 1  # of an overview below its top, unless the view says how many


def branches(graph: Graph, view: View) -> list[Node]:
    """The statements that get a picture of their own, in file order: those that the overview keeps folded."""
    return [graph.nodes[at] for at in scope(graph, view.root, _levels(view), view.only).folded]


def overview(view: View, files: Mapping[str, str]) -> View:
    """The first levels of the map; `files` says where each branch's picture is, relative to this one, by its id."""
    return dataclasses.replace(view, depth=_levels(view), links=files)


def branch(view: View, top: Node, back: str) -> View:
    """All that stands below one statement; `back` is where the overview is, relative to this picture."""
    return dataclasses.replace(view, root=top, depth=None, links={top.id: back})


def called(drawing: Drawing, top: Node) -> Drawing:
    """The drawing of a branch, called by what it is about as well as by the map."""
    return dataclasses.replace(drawing, title=f"{drawing.title}: {top.text}")


def _levels(view: View) -> int:
    return LEVELS if view.depth is None else view.depth
