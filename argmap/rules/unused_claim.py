"""A claim stands apart and nothing refers to it.

What it finds
    An item under `claims:` that no `see` brings into the argument, neither for the thesis nor against it. Of parts that
    refer only to each other, the first is named.
Why it matters
    What nothing refers to bears on nothing: it is drawn nowhere, graded for nobody and weighed in no answer, though its
    author may believe that it counts. Evidence matters to a case only by bearing on a fact at issue (Federal Rules of
    Evidence, rule 401), and Wigmore's charts (The Principles of Judicial Proof, 1913) are drawn to show that bearing.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The orchard should be replanted.
      because:
      - The trees are past bearing.
    claims:
    - id: cider
      claim: The cider press would have to close.
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The orchard should be replanted.
      because:
      - The trees are past bearing.
      but:
      - see: cider
    claims:
    - id: cider
      claim: The cider press would have to close.
    ```
How to mend it
    Write `see:` with its id where it speaks for or against something, or take it out.
False alarms
    Parts kept ready while a map is being written. Allow them there, with that as the reason.
"""

from collections.abc import Iterator

from argmap.graph import Graph
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM104"
NAME = "unused-claim"
LEVEL: Level = "warning"
AUDIENCE: Audience = "map"


def check(case: Case) -> Iterator[Found]:
    """Unused items under `claims:`, those first that nothing at all refers to."""
    graph = case.graph
    unused = [node.at for node in graph.nodes if _stands_apart(node.route) and graph.sides[node.at] == "unused"]
    referred = {premise for step in graph.steps for premise in step.premises}
    told = set[int]()
    for at in sorted(unused, key=lambda at: at in referred):
        if at not in told:
            told |= _reached(graph, at, told)
            if at not in case.silent:
                yield _found(case, at)


def _stands_apart(route: tuple[str | int, ...]) -> bool:
    return len(route) == 2 and route[0] == "claims"


def _reached(graph: Graph, start: int, told: set[int]) -> set[int]:
    """All that stands under a claim, for it or against it, and was not met before."""
    found, waiting = {start}, [start]
    while waiting:
        node = graph.nodes[waiting.pop()]
        steps = [graph.steps[index] for index in (*node.reasons, *node.objections)]
        for step in steps:
            steps.extend(graph.steps[index] for index in step.unless)
            new = [premise for premise in step.premises if premise not in found and premise not in told]
            found.update(new)
            waiting.extend(new)
    return found


def _found(case: Case, at: int) -> Found:
    message = f"nothing in the argument refers to {case.quoted(at)}, so it bears on nothing"
    help_ = f"write `see: {case.node(at).id}` where it speaks for or against something, or take it out"
    return Found(message, help_, at=at)
