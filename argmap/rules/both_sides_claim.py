"""One claim speaks for and against the same claim.

What it finds
    A statement that is used, through `see`, both among what supports a claim and among what supports an objection to it
    or an undercut of one of its steps. Objections that are answered or granted are left out, and so is an objection
    that rests on the very claim it disputes: that is how a claim is shown to defeat itself.
Why it matters
    What fits a claim and its denial equally well tells nothing between them. Heuer, Psychology of Intelligence Analysis
    (1999, chapter 8), calls this lack of diagnostic value and tells analysts to strike such evidence from the balance.
    Often two different claims hide under one wording.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The market square should be closed to cars.
      because:
      - claim: Trade would gain.
        because:
        - id: quieter
          claim: Fewer people would drive through.
      but:
      - claim: Trade would lose.
        because:
        - see: quieter
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The market square should be closed to cars.
      because:
      - claim: Trade would gain.
        because:
        - Those who shop on foot would stay longer.
      but:
      - claim: Trade would lose.
        because:
        - Those who shop by car would go elsewhere.
    ```
How to mend it
    Say on each side what exactly speaks for that side, or take the statement out of the side where it carries less.
False alarms
    A fact that does cut both ways and is weighed in the text. Grant the objection, or allow the rule at the fact.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from argmap.graph import Node, Step
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM107"
NAME = "both-sides-claim"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "say on each side what exactly speaks for it, or keep it on the side where it carries more"


def check(case: Case) -> Iterator[Found]:
    """One finding a shared statement. What is shared has a bit, so that one pass from the leaves up sees it all."""
    shared = _shared(case)
    beneath = _beneath(case, {at: 1 << place for place, at in enumerate(shared)})
    torn: dict[int, list[int]] = defaultdict(list)
    for node in case.graph.nodes:
        both = _on_both_sides(case, node, beneath) if case.spoken_of(node.at) else 0
        lower = 0  # what stands beneath another statement on both sides has no cause of its own to be named
        for place in _bits(both):
            lower |= beneath[shared[place]] & ~(1 << place)
        for place in _bits(both & ~lower):
            torn[shared[place]].append(node.at)
    for at in sorted(torn):
        if case.spoken_of(at):
            yield _found(case, at, torn[at])


def _shared(case: Case) -> list[int]:
    uses = Counter(premise for step in case.graph.steps for premise in step.premises)
    return sorted(at for at, count in uses.items() if count > 1)


def _beneath(case: Case, bits: dict[int, int]) -> list[int]:
    """The bits of what supports each node, its own among them."""
    beneath = [0] * len(case.graph.nodes)
    for at in case.graph.order if bits else ():
        beneath[at] = bits.get(at, 0)
        for step in case.graph.supporting(case.node(at)):
            for premise in step.premises:
                beneath[at] |= beneath[premise]
    return beneath


def _on_both_sides(case: Case, node: Node, beneath: list[int]) -> int:
    supporting = 0
    for step in case.graph.supporting(node):
        for premise in step.premises:
            supporting |= beneath[premise]
    own = beneath[node.at] & ~supporting
    against = 0
    for attack in _attacks(case, node) if supporting else ():
        bits = 0
        for premise in attack.premises:
            bits |= beneath[premise]
        if not bits & own:
            against |= bits
    return supporting & against


def _attacks(case: Case, node: Node) -> Iterator[Step]:
    steps = case.graph.steps
    undercuts = (index for step in case.graph.supporting(node) for index in step.unless)
    for index in (*node.objections, *undercuts):
        if case.support.standing(steps[index]) not in ("answered", "granted"):
            yield steps[index]


def _bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _found(case: Case, at: int, claims: list[int]) -> Found:
    others = f", and of {case.listed(claims[1:], 3)}" if claims[1:] else ""
    message = f"{case.quoted(at)} speaks on both sides of {case.quoted(claims[0])}{others}"
    level: Level = "warning" if any(case.graph.sides[claim] == "for" for claim in claims) else "note"
    return Found(message, HELP, at=at, level=level, related=tuple(claims))
