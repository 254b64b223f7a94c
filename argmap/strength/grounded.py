"""Grounded semantics: what must be accepted, what must be rejected, and what nothing decides.

The grounded labelling (Dung, Artificial Intelligence 77, 1995; as labels: Caminada, JELIA 2006): an argument is in when
all its attackers are out, and out when one of them is in; what this never reaches is undecided. Supports are read as
acceptance conditions (Brewka and Woltran, KR 2010): an argument with supporters needs one of them in, an inference as
many premises as it says, and each is out when it can no longer have them. Without supports this is Dung's semantics.
"""

from collections import deque
from typing import Literal, TypeAlias

from argmap.strength.framework import Framework

Label: TypeAlias = Literal["in", "out", "undec"]


def grounded(framework: Framework) -> tuple[Label, ...]:
    """The label of every argument, by position. Base scores play no part."""
    labels: list[Label] = ["undec"] * len(framework)
    attacked: list[list[int]] = [[] for _ in framework]
    carried: list[list[int]] = [[] for _ in framework]
    unanswered, missing, spare = list[int](), list[int](), list[int]()
    for at, argument in enumerate(framework):
        beneath = argument.premises or argument.supporters
        needs = argument.needs if argument.premises else min(1, len(beneath))
        unanswered.append(len(argument.attackers))  # attackers that are not out
        missing.append(needs)  # supports that must still come in
        spare.append(len(beneath) - needs)  # supports that may still go out
        for attacker in argument.attackers:
            attacked[attacker].append(at)
        for support in beneath:
            carried[support].append(at)
    waiting = deque[int]()

    def settle(at: int, label: Label) -> None:
        if labels[at] == "undec":
            labels[at] = label
            waiting.append(at)

    def accept(at: int) -> None:
        if not unanswered[at] and missing[at] <= 0:
            settle(at, "in")

    for at in range(len(framework)):
        accept(at)
    while waiting:
        at = waiting.popleft()
        for other in attacked[at]:
            if labels[at] == "in":
                settle(other, "out")
            else:
                unanswered[other] -= 1
                accept(other)
        for other in carried[at]:
            if labels[at] == "in":
                missing[other] -= 1
                accept(other)
            else:
                spare[other] -= 1
                if spare[other] < 0:
                    settle(other, "out")
    return tuple(labels)
