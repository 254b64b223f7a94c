"""The objections that, if they were granted together, would leave a claim without support.

Objections stand outside the function of what a claim rests on, so this is a function of its own: its events are the
objections and undercuts that would have to be granted. A claim holds if no objection to it is granted and one of its
steps holds; a step, if no undercut of it is granted and enough of its premises hold. What is below is taken as given.
An objection to the claim that is asked about is left out: to grant it is to give the claim up.
"""

from collections.abc import Iterator

from argmap.graph import Graph, Step
from argmap.support.cutsets import CutSets, cut_sets
from argmap.support.function import FALSE, TRUE, Lineage, Reading, Reasons, Writer, beneath_first, stands


def grantings(reasons: Reasons, at: int, reading: Reading, *, order: int, listed: int) -> CutSets:
    """The minimal sets of objections, each by the id of what it says, whose granting takes all support from a node.

    `reasons` says which steps count in the reading.
    """
    graph = reasons.graph
    writer, lineage = Writer(), Lineage(graph.sources)
    nodes = beneath_first(graph, [at])
    reasons.prepare(nodes)
    items: dict[int, int] = {}
    for here in nodes:
        node = graph.nodes[here]
        steps = [_step(graph, writer, step, items) for step in reasons.of(here)]
        leaf = TRUE if stands(node, reading, lineage) else FALSE
        held = writer.gate(1, steps) if steps else leaf
        objections = [] if here == at else list(_events(graph, writer, node.objections))
        items[here] = writer.gate(1 + len(objections), [held, *objections])
    return cut_sets(writer.formula(items[at]), order=order, listed=listed)


def _step(graph: Graph, writer: Writer, step: Step, items: dict[int, int]) -> int:
    held = writer.gate(step.needs, [items[premise] for premise in step.premises])
    undercuts = list(_events(graph, writer, step.unless))
    return writer.gate(1 + len(undercuts), [held, *undercuts])


def _events(graph: Graph, writer: Writer, attacks: tuple[int, ...]) -> Iterator[int]:
    """An event for each attack: it holds while the attack is not granted."""
    for attack in attacks:
        names = [graph.nodes[premise].id for premise in graph.steps[attack].premises]
        if names:
            yield writer.event("attack", "+".join(names))
