"""A map's text opened for an edit: its sheet, its graph, and the statements that a user names."""

from collections.abc import Callable
from typing import NamedTuple

from pydantic import ValidationError

from argmap.arrange import arrange
from argmap.collector import collector_paused
from argmap.editing.sheet import Read, Sheet
from argmap.editing.splice import Edit, Refused, difference, line_of
from argmap.graph import Graph, Node, Step
from argmap.load import load
from argmap.model import Map, See, Together
from argmap.place import Route
from argmap.problem import Problem, one_line

SHOWN = 40  # characters of a statement in a message


class Broken(Refused):
    """A map that cannot be read as it is: its problems, in order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("the map cannot be read", "mend it first")
        self.problems = problems


class Opened(NamedTuple):
    """A map that is in order, ready for an edit."""

    text: str
    graph: Graph
    sheet: Sheet


class Target(NamedTuple):
    """What a name stands for: where it is, its node where it is one statement, its step where it has one."""

    route: Route
    node: Node | None
    step: Step | None


@collector_paused()
def opened(text: str) -> Opened:
    """Take a map's text apart. Raises `Broken` where it cannot be read."""
    loaded = load(text)
    if loaded.map is None:
        raise Broken(loaded.problems)
    graph, problems = arrange(loaded.map, loaded.places)
    if graph is None:
        raise Broken(problems)
    sheet = Sheet(text)
    if sheet.root.flow:
        raise Refused("the whole map stands in braces, as JSON", "`argmap fmt` writes it one key a line")
    return Opened(text, graph, sheet)


@collector_paused()
def finished(before: str, read: Read, said: tuple[str, ...] | Callable[[Graph], tuple[str, ...]] = ()) -> Edit:
    """The edit that leads to what was read, and what is said of it, or makes it of the new graph.

    Raises `Refused` where what was read is no map in order.
    """
    graph: Graph | None = None
    try:
        map_ = Map.model_validate(read.plain.data)
    except ValidationError:
        problems = load(read.text).problems  # in the writer's words
    else:
        graph, problems = arrange(map_, read.plain.places)
    if graph is None or problems:
        raise Refused(f"the map could not be read after this: {problems[0].message}", problems[0].help)
    splices = difference(before, read.text)
    return Edit(splices, read.text, said(graph) if callable(said) else said, line_of(read.text, splices))


def target(graph: Graph, name: str) -> Target:
    """What an id or outline number stands for: a statement, several linked ones, or a `see` (as `1.2>rivals`)."""
    node = graph.find(name)
    step = next((step for step in graph.steps if step.route == node.route), None) if node else None
    if node is not None:
        return Target(node.route, node, step)
    step = next((step for step in graph.steps if step.id == name), None)
    if step is not None and isinstance(step.item, Together | See):
        return Target(step.route, None, step)
    raise Refused(f"`{name}` is no claim of this map", graph.no_statement(name))


def called(graph: Graph, name: str) -> str:
    """A statement as a message calls it: by its id, or by its outline number, which edits shift, with its words."""
    node = graph.find(name)
    return name if node is None or node.item.id else f"{name} “{one_line(node.text, SHOWN)}”"


def statement(graph: Graph, name: str) -> Node:
    """The one statement that an id or outline number stands for."""
    found = target(graph, name)
    if found.node is None:
        raise Refused(f"`{name}` is not one statement", graph.no_statement(name))
    return found.node
