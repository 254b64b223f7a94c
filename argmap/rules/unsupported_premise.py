"""A premise stands on own word.

What it finds
    Claims used to support another that have no reason, are not evidence with a source, and are not marked as
    assumptions. Explanations count as no reason. One finding is made for each main line of the argument, and the claims
    that bear load come first. A thesis without reasons is weak-support's business, a bare objection
    unanswered-objection's, a bare answer bare-answer's.
Why it matters
    Whoever does not believe the speaker has no reason to believe the premise, nor what is built on it. Toulmin, The
    Uses of Argument (1958), asks of every claim what there is to go on. Intelligence Community Directive 203 (2015)
    wants what is known told apart from what is assumed and what is judged.
Fails
    ```yaml
    argmap: 1
    sources:
      gauge: River gauge at the mill
    thesis:
      claim: The lower meadow will flood this week.
      because:
      - together:
        - evidence: The river has risen by a metre since Monday.
          source: gauge
        - claim: The dyke at the mill no longer holds such water back.
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      gauge: River gauge at the mill
      survey: Survey of the dyke, 2023
    thesis:
      claim: The lower meadow will flood this week.
      because:
      - together:
        - evidence: The river has risen by a metre since Monday.
          source: gauge
        - claim: The dyke at the mill no longer holds such water back.
          because:
          - evidence: Two of its sluices are broken.
            source: survey
    ```
How to mend it
    Give the claim a reason or evidence with a source. What is taken for granted on purpose is written `assume:`, with
    the reason under `why:`.
False alarms
    What every reader knows (water is wet). Write it as an assumption: it is then named as one, and may be disputed.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM201"
NAME = "unsupported-premise"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "give it a reason, or evidence with a source; what is taken for granted on purpose is written `assume:`"


def check(case: Case) -> Iterator[Found]:
    """One finding a main line of the argument, for its bare claims."""
    lines: dict[int, list[int]] = defaultdict(list)
    for at in _bare_premises(case):
        line = case.support.lines[at]
        lines[at if line is None else line].append(at)
    for nodes in lines.values():
        nodes.sort(key=lambda at: _rank(case, at))
    for line, nodes in sorted(lines.items(), key=lambda pair: _rank(case, pair[1][0])):
        yield _found(case, line, nodes)


def _bare_premises(case: Case) -> list[int]:
    graph = case.graph
    premises = {premise for step in graph.steps if step.supports for premise in step.premises}
    return sorted(
        at for at in premises if (n := graph.nodes[at]).kind == "claim" and graph.is_bare(n) and case.spoken_of(at)
    )


def _rank(case: Case, at: int) -> tuple[bool, bool, int, int]:
    """What bears load first, then by the fewest losses that take the thesis down with it."""
    order = case.support.orders[at]
    return case.graph.sides[at] != "for", order is None, order or 0, at


def _found(case: Case, line: int, nodes: list[int]) -> Found:
    bearing = sum(case.support.load_bearing(at) for at in nodes)
    if len(nodes) == 1:
        explained = " that supports it" if case.node(nodes[0]).reasons else ""
        message = f"{case.quoted(nodes[0])} stands on own word: no reason{explained}, no source"
        message += ", and the thesis leans on it" if bearing else ""
    else:
        message = f"{len(nodes)} claims in the line of {case.quoted(line)} stand on own word: {case.listed(nodes)}"
        message += f"; the thesis leans on {'all' if bearing == len(nodes) else bearing} of them" if bearing else ""
    return Found(message, HELP, at=nodes[0], level="warning" if bearing else "note", related=tuple(nodes))
