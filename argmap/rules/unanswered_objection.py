"""An objection stands open.

What it finds
    An objection to a claim, or an undercut of a step, that nothing in the map answers: it is not granted, and no reply
    to it is in force. Replies are the answer and need none themselves. An objection that is made in several places is
    told once.
Why it matters
    A reader who knows the objection takes the silence for an answer. Kuhn, The Skills of Argument (1991), found that
    many people hold a view without being able to meet a counterargument to it. Pollock, Defeasible Reasoning (1987),
    tells what denies a conclusion from what undercuts the step to it, and shows that both defeat it.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The town should buy electric buses.
      because:
      - Fuel would cost less.
      but:
      - The depot has no room for chargers.
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The town should buy electric buses.
      because:
      - Fuel would cost less.
      but:
      - claim: The depot has no room for chargers.
        granted: It is true, and the yard next to it is for rent at less than the fuel saves.
    ```
How to mend it
    Answer it with `but:` under the objection and evidence for the reply, or write `granted:` with the reason why the
    claim survives.
False alarms
    Objections that the map's maker adds only to mark a doubt. If the doubt is idle, take it out; if not, it is open.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.graph import Step
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.support.attacks import replies

CODE = "AM204"
NAME = "unanswered-objection"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "answer it with `but:` under it and evidence for the reply, or write `granted:` with why the claim survives"

HELP_BEATEN = "answer what speaks against that answer, or write `granted:` with why the claim survives"


def check(case: Case) -> Iterator[Found]:
    """One finding an objection, wherever it is used. It is about the claim attacked, and its place is the attack's."""
    uses: dict[tuple[int, ...], list[Step]] = defaultdict(list)
    for step in hostile(case):
        if case.support.standing(step) == "open":
            uses[step.premises].append(step)
    for steps in uses.values():
        yield _found(case, min(steps, key=lambda step: _rank(case, step)), steps)


def _rank(case: Case, step: Step) -> tuple[bool, bool, int, int]:
    """Where it does most harm first: by the fewest losses that take the thesis down with the claim attacked."""
    order = case.support.orders[step.to]
    return case.graph.sides[step.to] != "for", order is None, order or 0, step.at


def hostile(case: Case) -> Iterator[Step]:
    """The attacks on the thesis' side, in file order, but for those where nothing is to be said."""
    for step in case.graph.steps:
        told = step.kind != "because" and case.spoken_of(step.to) and case.silent.isdisjoint(step.premises)
        if told and _is_hostile(case, step):
            yield step


def _is_hostile(case: Case, attack: Step) -> bool:
    """Whether an attack is on the thesis' side: an attack on one such is a reply, and so by turns."""
    turned = False
    while attack.undercuts is not None and (under := case.graph.steps[attack.undercuts]).kind != "because":
        attack, turned = under, not turned
    return (case.graph.sides[attack.to] in ("for", "reply")) is not turned


def _found(case: Case, step: Step, uses: list[Step]) -> Found:
    what = "objection" if step.kind == "but" else "undercut"
    more = f" with {case.listed(step.premises[1:])}" if step.premises[1:] else ""
    to = "to" if step.kind == "but" else "of a step to"
    others = tuple(dict.fromkeys(use.to for use in uses if use.to != step.to))
    also = f", and to {case.listed(others, 3)}," if others else ""
    whole = f"the {what} {case.quoted(step.premises[0])}{more} {to} {case.quoted(step.to)}{also}"
    beaten = tuple(premise for at in _beaten(case, step) for premise in case.graph.steps[at].premises)
    if beaten:
        message, help_ = f"{whole} stands: its answer {case.listed(beaten)} is itself met by an objection", HELP_BEATEN
    else:
        message, help_ = f"{whole} is not answered", HELP
    level = case.level(step.to)
    related = (*others, *step.premises, *beaten)
    return Found(message, help_, at=step.to, route=step.route, level=level, related=related)


def _beaten(case: Case, attack: Step) -> tuple[int, ...]:
    """The replies to an attack that have evidence and do not stand."""
    found = case.support.attacks
    return tuple(at for at in replies(case.graph, attack) if at in found.counted and at not in found.in_force)
