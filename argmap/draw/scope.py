"""How much of a map a picture shows: all of it, what lies below one statement, a few levels, or its weak part."""

from collections import deque
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.graph import Graph, Node, Step


@dataclass(frozen=True, slots=True)
class Scope:
    """The nodes and steps that are drawn, by position, and how many statements each card keeps folded below it."""

    roots: tuple[int, ...]
    nodes: tuple[int, ...]
    steps: tuple[int, ...]
    folded: Mapping[int, int]


def scope(
    graph: Graph, root: Node | None = None, depth: int | None = None, only: Container[int] | None = None
) -> Scope:
    """What is drawn of the graph: below `root` only, and `depth` levels below the top (0: the top alone).

    Without a root the theses are the top, and after them what nothing refers to: it stands apart, but is drawn. With
    `only`, nothing is drawn but the top and what is in it, as far as that hangs together.
    """
    roots = [root.at] if root else [*graph.theses, *(at for at in _apart(graph) if only is None or at in only)]
    levels = _levels(graph, roots, depth, only)
    depth = 0 if only is not None else depth  # then a step is drawn where both of its ends are
    steps = _steps(graph, levels, depth)
    return Scope(tuple(roots), tuple(sorted(levels)), tuple(steps), _folded(graph, sorted(levels), steps))


def moves(graph: Graph, node: Node) -> Iterator[Step]:
    """The steps to a node, and the undercuts of each after it: reasons, then objections."""
    waiting = deque((*node.reasons, *node.objections))
    while waiting:
        step = graph.steps[waiting.popleft()]
        yield step
        waiting.extendleft(reversed(step.unless))


def _levels(graph: Graph, roots: Iterable[int], depth: int | None, only: Container[int] | None) -> dict[int, int]:
    """The level of every node at and below the roots, the smallest where it stands in several places."""
    levels: dict[int, int] = {}
    waiting = deque((root, 0) for root in roots)
    while waiting:
        at, level = waiting.popleft()
        if at not in levels:
            levels[at] = level
            if depth is None or level < depth:
                premises = (premise for premise in _premises(graph, at) if only is None or premise in only)
                waiting.extend((premise, level + 1) for premise in premises)
    return levels


def _steps(graph: Graph, levels: Mapping[int, int], depth: int | None) -> dict[int, None]:
    """The steps to what is shown: above the last level, and wherever all that they come from is shown besides."""
    shown: dict[int, None] = {}
    for step in graph.steps:  # a step stands before its undercuts
        above = step.to in levels and (depth is None or levels[step.to] < depth)
        joins = step.to in levels and all(premise in levels for premise in step.premises)
        if (above or joins) and (step.undercuts is None or step.undercuts in shown):
            shown[step.at] = None
    return shown


def _premises(graph: Graph, at: int) -> Iterator[int]:
    for step in moves(graph, graph.nodes[at]):
        yield from step.premises


def _spread(graph: Graph, roots: Iterable[int], reached: set[int]) -> None:
    """Add to `reached` all that is at and below the roots."""
    waiting = list(roots)
    while waiting:
        at = waiting.pop()
        if at not in reached:
            reached.add(at)
            waiting.extend(_premises(graph, at))


def _apart(graph: Graph) -> list[int]:
    """Roots for what the theses do not reach, in file order: what nothing refers to, then one for each ring."""
    reached: set[int] = set()
    _spread(graph, graph.theses, reached)
    used = {premise for step in graph.steps for premise in step.premises}
    roots = []
    for node in sorted(graph.nodes, key=lambda node: node.at in used):
        if node.at not in reached:
            roots.append(node.at)
            _spread(graph, [node.at], reached)
    return roots


def _folded(graph: Graph, shown: Iterable[int], steps: Container[int]) -> dict[int, int]:
    """How many statements each card keeps folded: below it, as far as the next card."""
    visible = frozenset(shown)
    folded = {}
    for at in visible:
        hidden = [step for step in moves(graph, graph.nodes[at]) if step.at not in steps]
        if hidden:
            below = set(visible)
            _spread(graph, (premise for step in hidden for premise in step.premises), below)
            folded[at] = len(below) - len(visible)
    return {at: count for at, count in sorted(folded.items()) if count}
