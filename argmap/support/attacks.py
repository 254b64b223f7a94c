"""Objections and undercuts: which count, which are in force, where each stands.

An attack *counts* if, attacks aside and on its sources alone, its grade is above none: what only asserts moves nothing.
A counted attack is *in force* unless enough of its premises, or its own step, are under a counted attack that is. Rings
of attacks are settled by the grounded labelling (Dung, Artificial Intelligence 77, 1995): in a ring that nothing from
outside decides, nothing is in force.
"""

from collections import defaultdict, deque
from dataclasses import dataclass
from typing import Literal, TypeAlias

from argmap.graph import Graph, Step
from argmap.support.grades import NONE, Grades

Standing: TypeAlias = Literal["open", "answered", "answered-barely", "granted"]


@dataclass(frozen=True, slots=True)
class Attacks:
    """The attacks of a graph that count, and those in force, as positions of steps."""

    counted: frozenset[int]
    in_force: frozenset[int]


def attacks(graph: Graph, aside: Grades) -> Attacks:
    """Label the attacks of a graph, given the grades on sources alone with all attacks aside."""
    counted = frozenset(step.at for step in graph.steps if step.kind != "because" and aside.steps[step.at] is not NONE)
    return Attacks(counted, _grounded(graph, counted) if counted else frozenset())


def replies(graph: Graph, attack: Step) -> tuple[int, ...]:
    """The attacks on an attack: on a claim that it is made of, and on its step."""
    return tuple(reply for premise in attack.premises for reply in graph.nodes[premise].objections) + attack.unless


def _grounded(graph: Graph, counted: frozenset[int]) -> frozenset[int]:
    against: dict[int, list[int]] = {}
    bears_on: dict[int, list[int]] = defaultdict(list)
    for at in counted:
        against[at] = [reply for reply in replies(graph, graph.steps[at]) if reply in counted]
        for reply in against[at]:
            bears_on[reply].append(at)
    inside, out = set[int](), set[int]()
    waiting = deque(sorted(counted))
    while waiting:
        at = waiting.popleft()
        if at in inside or at in out:
            continue
        step = graph.steps[at]
        if _defeated(graph, step, inside):
            out.add(at)
        elif _defended(graph, step, counted, out):
            inside.add(at)
        else:
            continue
        waiting.extend(bears_on[at])
    return frozenset(inside)


def _defeated(graph: Graph, attack: Step, inside: set[int]) -> bool:
    if not inside.isdisjoint(attack.unless):
        return True
    hit = sum(not inside.isdisjoint(graph.nodes[premise].objections) for premise in attack.premises)
    return len(attack.premises) - hit < attack.needs


def _defended(graph: Graph, attack: Step, counted: frozenset[int], out: set[int]) -> bool:
    def unharmed(attackers: tuple[int, ...]) -> bool:
        return all(attacker in out or attacker not in counted for attacker in attackers)

    safe = sum(unharmed(graph.nodes[premise].objections) for premise in attack.premises)
    return unharmed(attack.unless) and safe >= attack.needs


def standing(graph: Graph, found: Attacks, attack: Step) -> Standing:
    """Where an objection or undercut stands."""
    if attack.item.granted:
        return "granted"
    answers = replies(graph, attack)
    if any(answer in found.in_force for answer in answers):
        return "answered"
    if answers and not any(answer in found.counted for answer in answers):
        return "answered-barely"
    return "open"


def contested(graph: Graph, found: Attacks, at: int) -> bool:
    """Whether a counted objection to a node, or an undercut of one of its steps, is in force."""
    node = graph.nodes[at]
    if not found.in_force:
        return False
    if not found.in_force.isdisjoint(node.objections):
        return True
    return any(not found.in_force.isdisjoint(graph.steps[reason].unless) for reason in node.reasons)
