"""An objection is answered only by a bare claim, or by what it disputes.

What it finds
    An objection or undercut whose replies all stand on own word, with nothing cited beneath them; and one whose
    replies all rest on the very claim that is under attack.
Why it matters
    To deny an objection is not to answer it. The party who holds a standpoint has to defend it when it is called into
    question (van Eemeren and Grootendorst, A Systematic Theory of Argumentation, 2004, the obligation-to-defend rule),
    and to defend it out of itself is to beg the question (Walton, Begging the Question, 1991). What is only asserted
    moves no grade in the audit, on either side.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The footbridge can carry the festival crowd.
      because:
      - It carried the crowd of last year.
      but:
      - claim: Its railing is loose.
        but:
        - The railing is as firm as ever.
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      works: Public works office, inspection of May
    thesis:
      claim: The footbridge can carry the festival crowd.
      because:
      - It carried the crowd of last year.
      but:
      - claim: Its railing is loose.
        but:
        - claim: The railing is as firm as ever.
          because:
          - evidence: Every post was tested and held.
            source: works
    ```
How to mend it
    Give the reply evidence of its own, or write `granted:` on the objection with the reason why the claim survives.
False alarms
    An objection that is itself a bare claim may deserve no more than a bare denial; it is listed so that nobody takes
    the exchange for evidence.
"""

from collections.abc import Iterator

from argmap.graph import Step
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.unanswered_objection import hostile
from argmap.support.attacks import replies
from argmap.support.grades import NONE

CODE = "AM208"
NAME = "bare-answer"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "give the answer evidence of its own, or write `granted:` on the objection with why the claim survives"


def check(case: Case) -> Iterator[Found]:
    """One finding an attack. It is about the claim attacked, and its place is the answer's."""
    circular = {attack.at: answer for attack, answer in _circular(case)}
    for attack in hostile(case):
        answers = [case.graph.steps[index] for index in replies(case.graph, attack)]
        if not case.silent.isdisjoint(premise for answer in answers for premise in answer.premises):
            continue
        if case.support.standing(attack) == "answered-barely":
            yield _found(case, attack, answers[0], "which nothing supports")
        elif attack.at in circular:
            yield _found(case, attack, circular[attack.at], "which rests on what is disputed")


def _circular(case: Case) -> Iterator[tuple[Step, Step]]:
    """Attacks that are answered out of the claim attacked alone, each with the answer."""
    answered = [attack for attack in hostile(case) if case.support.standing(attack) == "answered"]
    bits = {attack.to: 1 << place for place, attack in enumerate(answered)}
    needed = _needed(case, bits)
    for attack in answered:
        in_force = [case.graph.steps[at] for at in replies(case.graph, attack) if at in case.support.attacks.in_force]
        if all(bits[attack.to] & _of_step(answer, needed) for answer in in_force):
            yield attack, in_force[0]


def _needed(case: Case, bits: dict[int, int]) -> list[int]:
    """For each node the bits of what it cannot do without, itself among them: one pass from the leaves up."""
    needed = [0] * len(case.graph.nodes)
    grades = case.support.alone.steps
    for at in case.graph.order if bits else ():
        steps = [step for step in case.graph.supporting(case.node(at)) if grades[step.at] is not NONE]
        common = _of_step(steps[0], needed) if steps else 0
        for step in steps[1:]:
            common &= _of_step(step, needed)
        needed[at] = common | bits.get(at, 0)
    return needed


def _of_step(step: Step, needed: list[int]) -> int:
    """The bits that so many premises cannot do without that too few are left for the step."""
    spare = len(step.premises) - step.needs
    at_least = [0] * (spare + 1)  # at_least[j]: the bits that j + 1 premises or more have
    for premise in step.premises:
        for j in range(spare, 0, -1):
            at_least[j] |= at_least[j - 1] & needed[premise]
        at_least[0] |= needed[premise]
    return at_least[spare]


def _found(case: Case, attack: Step, answer: Step, why: str) -> Found:
    what = "objection" if attack.kind == "but" else "undercut"
    with_ = case.quoted(answer.premises[0])
    message = (
        f"the {what} {case.listed(attack.premises)} to {case.node(attack.to).id} is answered only by {with_}, {why}"
    )
    related = (*attack.premises, *answer.premises)
    return Found(message, HELP, at=attack.to, route=answer.route, level=case.level(attack.to), related=related)
