"""A map's text opened for an edit: its sheet, its graph, and the statements that a user names."""

from typing import NamedTuple

from argmap.editing.sheet import Sheet
from argmap.editing.splice import Edit, Refused, difference, line_of
from argmap.graph import Graph, Node, Step, arrange
from argmap.load import load
from argmap.model import See, Together
from argmap.place import Route
from argmap.problem import Problem, nearest


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


def finished(before: str, after: str, said: tuple[str, ...] = ()) -> Edit:
    """The edit from one text to another. Raises `Refused` where no map could be read from the new one."""
    loaded = load(after)
    problems = loaded.problems
    if loaded.map is not None:
        problems = arrange(loaded.map, loaded.places)[1]
    if problems:
        first = problems[0]
        raise Refused(f"the map could not be read after this: {first.message}", first.help)
    splices = difference(before, after)
    return Edit(splices, after, said, line_of(after, splices))


def target(graph: Graph, name: str) -> Target:
    """What an id or outline number stands for: a statement, several linked ones, or a `see` (as `1.2>rivals`)."""
    node = graph.find(name)
    step = next((step for step in graph.steps if step.route == node.route), None) if node else None
    if node is not None:
        return Target(node.route, node, step)
    step = next((step for step in graph.steps if step.id == name), None)
    if step is not None and isinstance(step.item, Together | See):
        return Target(step.route, None, step)
    raise Refused(f"`{name}` is no claim of this map", _what_it_is(graph, name))


def statement(graph: Graph, name: str) -> Node:
    """The one statement that an id or outline number stands for."""
    found = target(graph, name)
    if found.node is None:
        assert found.step is not None
        premises = ", ".join(graph.nodes[at].id for at in found.step.premises)
        raise Refused(f"`{name}` is the step from {premises}, not one statement", "name one of these")
    return found.node


def _what_it_is(graph: Graph, name: str) -> str:
    if name in graph.sources.by_key:
        return "it is a source"
    near = nearest(name, graph.by_id)
    return f"did you mean `{near}`?" if near else "`argmap show` lists ids and outline numbers"
