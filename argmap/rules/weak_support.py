"""Support is weak, or there is none.

What it finds
    A thesis whose grade is none or weak on its sources alone, always, with the reason: where its best line of support
    is weakest. Elsewhere only what is weak by its own doing: a claim whose reasons would carry it, but whose step is
    undercut or marked weak, or which an objection in force takes down. A weak leaf is not repeated by all above it.
Why it matters
    A chain is as strong as its weakest link, and the reader sees only its end. GRADE (Guyatt and others, BMJ 336, 2008)
    asks that every judgement of strength come with the reasons for each step down, so that it can be argued with.
Fails
    ```yaml
    argmap: 1
    sources:
      herdsman:
        name: A herdsman on the north slope
        reliability: D
        reason: Has told of wolves twice before, and there were none.
    thesis:
      claim: Wolves are back in the valley.
      because:
      - evidence: Two sheep were killed by a wolf.
        source: herdsman
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      ranger:
        name: The forest ranger
        reliability: B
        reason: Trained in reading tracks; his reports have held.
    thesis:
      claim: Wolves are back in the valley.
      because:
      - evidence: Tracks of a wolf cross the pass.
        source: ranger
        basis: observed
    ```
How to mend it
    Mend what the message names: a better source, a reason for what stands on own word, an answer to the objection.
    Or claim less.
False alarms
    A map in the making: while nothing is cited, the thesis is only noted. A source without a rating counts as
    moderate, one that is rated too low makes everything above it look weak.
"""

from collections.abc import Iterator
from typing import NamedTuple

from argmap.graph import Node, Step
from argmap.model import Evidence
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.support.grades import MODERATE, NONE, WEAK, Grade, evidence_cap

CODE = "AM207"
NAME = "weak-support"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"


class Cause(NamedTuple):
    """What makes support weak: where, why, and what to do about it."""

    at: int
    why: str
    help: str


def check(case: Case) -> Iterator[Found]:
    """The theses first; then what is weak by its own doing."""
    graph, support = case.graph, case.support
    cites = any(node.cites for node in graph.nodes)
    for at in graph.theses:
        if support.weak(case.node(at)) and case.spoken_of(at):
            cause = _cause(case, at)
            related = () if cause.at == at else (cause.at,)
            level: Level = "warning" if cites else "note"
            yield Found(_of_thesis(case, at, cause), cause.help, at=at, level=level, related=related)
    for node in graph.nodes:
        if node.at not in graph.theses and support.weak(node) and case.spoken_of(node.at):
            own = _own_doing(case, node)
            if own:
                message = (
                    f"{case.quoted(node.at)} is {support.alone.nodes[node.at]}, though its support is not: {own.why}"
                )
                yield Found(message, own.help, at=node.at, level=case.level(node.at))


def _of_thesis(case: Case, at: int, cause: Cause) -> str:
    alone, taken = case.support.alone.nodes[at], case.support.own_word.nodes[at]
    thesis = "the thesis" if len(case.graph.theses) == 1 else f"the thesis {case.node(at).id}"
    graded = f"support for {thesis} is {alone} on its sources alone"
    graded += f", {taken} taking the text's word" if taken is not alone else ""
    return f"{graded}: {cause.why}"


def _cause(case: Case, at: int) -> Cause:
    """Down the best line of support, from its weakest premise to the next, to where the weakness comes from."""
    top = at
    while True:
        node = case.node(at)
        own = _own_doing(case, node)
        if own:
            return own
        steps = case.graph.supporting(node)
        if not steps:
            return _leaf(case, node, is_top=at == top)
        best = max(steps, key=lambda step: (case.support.alone.steps[step.at], -step.at))
        at = _decisive(case, best)


def _decisive(case: Case, step: Step) -> int:
    """The premise that a step is as good as: of n premises of which k are needed, the k-th best."""
    grades = case.support.alone.nodes
    return sorted(step.premises, key=lambda premise: -grades[premise])[step.needs - 1]


def _own_doing(case: Case, node: Node) -> Cause | None:
    """What makes an item weak whose sources or premises are moderate or better."""
    support, graph = case.support, case.graph
    in_force = support.attacks.in_force
    steps = graph.supporting(node)
    before = max((support.alone.steps[step.at] for step in steps), default=_of_sources(case, node))
    objections = [graph.steps[index] for index in node.objections if index in in_force]
    if objections and before >= MODERATE:
        granted = ", which is granted," if objections[0].item.granted else ""
        why = f"the objection {case.quoted(objections[0].premises[0])}{granted} is in force"
        return Cause(node.at, why, "claim less" if granted else "answer the objection, or claim less")
    for step in steps if before <= WEAK else ():
        if support.alone.nodes[_decisive(case, step)] >= MODERATE:
            return _capped(case, node, step)
    return None


def _of_sources(case: Case, node: Node) -> Grade:
    """What evidence would be if nobody objected."""
    if not isinstance(node.item, Evidence):
        return NONE
    table = case.support.source_grades.of(node.item)
    grades = [table[cite.key][0] for cite in node.cites if not cite.uncertain]
    return min(max(grades, default=NONE), evidence_cap(node.item))


def _capped(case: Case, node: Node, step: Step) -> Cause:
    undercut = next((index for index in step.unless if index in case.support.attacks.in_force), None)
    if undercut is None:
        help_ = "say what makes the step stronger, or add a reason beside it"
        return Cause(node.at, f"its step from {case.listed(step.premises)} is marked `strength: weak`", help_)
    against = case.quoted(case.graph.steps[undercut].premises[0])
    return Cause(node.at, f"its step from {case.listed(step.premises)} is undercut by {against}", "answer the undercut")


def _leaf(case: Case, node: Node, *, is_top: bool) -> Cause:
    """Why a statement without reasons is weak."""
    if is_top:
        return Cause(node.at, "it has no reason", "write its reasons under `because:`")
    ends_in = f"its best line ends in {case.quoted(node.at)},"
    if node.kind == "assumption":
        return Cause(node.at, f"{ends_in} an assumption", "support the assumption, or find a line without it")
    if not node.cites:
        what = "which has no reason" if node.kind == "claim" else "which is attributed to nobody"
        return Cause(node.at, f"{ends_in} {what}", "give it a source, or find a line without it")
    if case.support.alone.nodes[node.at] is NONE:
        return Cause(node.at, f"{ends_in} whose sources are retracted or unsure", "cite a source that stands")
    names = ", ".join(case.named(cite.key) for cite in node.cites[:2])
    return Cause(node.at, f"{ends_in} on the weak word of {names}", "find a better source for it")
