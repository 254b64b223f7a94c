"""All statements of a map as nested lists of HTML, each where it is written in the file."""

from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from argmap.graph import Graph, Node, Step

Stated: TypeAlias = Callable[[Node, Step | None], str]
Seen: TypeAlias = Callable[[Node, Step], str]


def nested(graph: Graph, homes: Mapping[int, int], stated: Stated, seen: Seen) -> Iterator[str]:
    """The items of the outermost list; `homes` has the step under which each statement is written.

    `stated` gives an item's beginning, from `<li>` on, for a statement and the step that it stands under; `seen` is
    what an item holds that names a statement written elsewhere.
    """
    # Without calls that call themselves: an outline may be deep.
    waiting: list[str | tuple[Node, Step | None]] = [
        (node, None) for node in reversed(graph.nodes) if node.at not in homes
    ]
    while waiting:
        top = waiting.pop()
        if isinstance(top, str):
            yield top
            continue
        node = top[0]
        yield stated(*top)
        waiting.append("</li>")
        below = [
            (graph.nodes[at], step) if homes.get(at) == step.at else f"<li>{seen(graph.nodes[at], step)}</li>"
            for step in _steps(graph, node)
            for at in step.premises
        ]
        if below:
            yield "<ol>"
            waiting.append("</ol>")
            waiting.extend(reversed(below))


def _steps(graph: Graph, node: Node) -> Iterator[Step]:
    """The reasons and objections of a statement, each followed by its undercuts."""
    waiting = [graph.steps[at] for at in (*node.reasons, *node.objections)][::-1]
    while waiting:
        step = waiting.pop()
        yield step
        waiting.extend(graph.steps[at] for at in reversed(step.unless))
