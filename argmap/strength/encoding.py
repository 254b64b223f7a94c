"""A map as a framework of arguments.

- Every statement is an argument, once, wherever it is seen. All base scores are the same unless one is given: ratings,
  grades, likelihoods and the strength of steps are not turned into numbers.
- A step of one premise is a support (`because`) or an attack (`but`) from the premise itself. The same premise given
  twice for one claim is one support: a relation holds or it does not.
- A step of several premises, or one with an undercut, is an argument of its own, an *inference*: its undercuts attack
  it, and it supports or attacks in its premises' stead. It starts from the weakest premise that it needs.
- A granted objection attacks like any other: the map says that it is accepted. So does a bare one.
- An explanation supports nothing, and what undercuts one attacks nothing.

What is lost: where two premises are needed, lifting the stronger alone changes nothing, and two doubtful ones together
are no more doubtful than one. A source cited in ten places counts ten times, for nothing here knows of sources.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.graph import Graph, Step
from argmap.strength.framework import Argument

BASE = 0.5  # neither accepted nor rejected before anything is said for or against


@dataclass(frozen=True, slots=True)
class Encoding:
    """The framework of a graph: its nodes at their own positions, and after them the inferences."""

    graph: Graph
    framework: tuple[Argument, ...]
    speaks: Mapping[int, int]  # for every step that counts: the argument that it supports or attacks through

    def inference(self, step: Step) -> Argument | None:
        """The argument that a step is by itself, if it is one."""
        at = self.speaks.get(step.at)
        return None if at is None or at < len(self.graph.nodes) else self.framework[at]


def encode(graph: Graph, base: float = BASE, bases: Mapping[int, float] | None = None) -> Encoding:
    """The framework of a map. `bases` has the base scores, from 0 to 1, of nodes for which it is not `base`."""
    counted = _counted(graph)
    speaks: dict[int, int] = {}
    inferences: list[Step] = []
    shared: dict[tuple[frozenset[int], int], int] = {}  # linked premises that nothing undercuts are one inference
    for step in counted.values():
        if len(step.premises) == 1 and not step.unless:
            speaks[step.at] = step.premises[0]
            continue
        new = len(graph.nodes) + len(inferences)
        key = (frozenset(step.premises), step.needs)
        speaks[step.at] = new if step.unless else shared.setdefault(key, new)
        if speaks[step.at] == new:
            inferences.append(step)

    def through(steps: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(speaks[at] for at in steps if at in speaks))

    given = bases or {}
    statements = (
        Argument(given.get(node.at, base), through(node.reasons), through(node.objections)) for node in graph.nodes
    )
    joint = (Argument(0.0, (), through(step.unless), step.premises, step.needs) for step in inferences)
    return Encoding(graph, (*statements, *joint), speaks)


def _counted(graph: Graph) -> dict[int, Step]:
    """The steps that support or attack something, by position; an undercut stands after what it undercuts."""
    found: dict[int, Step] = {}
    for step in graph.steps:
        if step.supports or step.kind == "but" or step.undercuts in found:
            found[step.at] = step
    return found
