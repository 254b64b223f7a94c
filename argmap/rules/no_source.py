"""Evidence is attributed to nobody.

What it finds
    Evidence without a `source`: it is said to have been reported, but not by whom. One finding is made for each main
    line of the argument, and the evidence that bears load comes first.
Why it matters
    A report cannot be weighed without the reporter: nobody can ask how he knows, what he gains, or who has checked it.
    Hume, An Enquiry concerning Human Understanding, section 10 (1748), weighs testimony by its witnesses; Intelligence
    Community Directive 206, Sourcing Requirements for Disseminated Analytic Products (2015), wants readers told which
    source stands behind what is reported.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The playground needs a fence.
      because:
      - evidence: Two children ran into the road last year.
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      log: Accident log of the school
    thesis:
      claim: The playground needs a fence.
      because:
      - evidence: Two children ran into the road last year.
        source: log, entries of May and June
    ```
How to mend it
    Ask who observed or recorded it, put them under `sources`, and name the key. If the text only asserts it, write it
    as a `claim`; if it is taken for granted on purpose, as `assume`.
False alarms
    What the author saw with his own eyes. Make the author a source: his evidence is then as good as any one witness's.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.leaning import first_and_others, folded

CODE = "AM301"
NAME = "no-source"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

SHOWN = 4  # ids that a message lists
HELP = "name who reports it as `source:`; what the text only asserts is a `claim`"


def check(case: Case) -> Iterator[Found]:
    """One finding a main line of the argument, for its evidence without a source."""
    lines: dict[str, list[int]] = defaultdict(list)
    for node in case.graph.nodes:
        if node.kind == "evidence" and not node.cites and case.spoken_of(node.at):
            line = case.support.lines[node.at]
            lines[case.node(node.at if line is None else line).id].append(node.at)
    for line_id, nodes in folded(case, lines):
        yield _found(case, case.graph.by_id[line_id], nodes)


def _found(case: Case, line: int, nodes: list[int]) -> Found:
    bearing = sum(case.support.load_bearing(at) for at in nodes)
    if len(nodes) == 1:
        message = f"{case.quoted(nodes[0])} is evidence, but nobody is named who reports it"
        message += "; the thesis leans on it" if bearing else ""
    else:
        where = first_and_others(case, [line], "line")
        message = f"{len(nodes)} pieces of evidence in the line of {where} are attributed to nobody: "
        message += case.listed(nodes, SHOWN)
        message += f"; the thesis leans on {'all' if bearing == len(nodes) else bearing} of them" if bearing else ""
    return Found(message, HELP, at=nodes[0], level="warning" if bearing else "note", related=tuple(nodes))
