"""A claim supports itself.

What it finds
    Reasons that lead round in a ring: a claim that stands, a few steps down, among its own reasons. The ring is printed
    from claim to premise. Explanations are left out, since they support nothing.
Why it matters
    A ring gives back only what was put in, so nothing in it is any better founded than an assertion. Aristotle lists
    begging the question among the fallacies (Sophistical Refutations 5; Prior Analytics II 16); Walton, Begging the
    Question (1991), shows how the ring goes unnoticed when it is long. What a claim rests on cannot be worked out from
    a ring, so a map that has one is not audited further.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The old recipe should be kept.
      because:
      - id: trusted
        claim: Guests trust it.
        because:
        - id: kept
          claim: It has never been changed.
          because:
          - see: trusted
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The old recipe should be kept.
      because:
      - id: trusted
        claim: Guests trust it.
        because:
        - id: kept
          claim: It has never been changed.
          because:
          - assume: Nobody in the kitchen would have dared.
    ```
How to mend it
    Take out the reason that closes the ring. If it tells what a given fact comes from, mark its step
    `scheme: explanation`.
False alarms
    Two claims that really make each other likelier (prices rise because people expect them to) support nobody's
    conclusion by themselves. Map the outside evidence for each, and let one of them explain the other.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM101"
NAME = "circular-support"
LEVEL: Level = "error"
AUDIENCE: Audience = "map"


def check(case: Case) -> Iterator[Found]:
    """Nothing: the graph reports rings as problems, and a map with problems is not audited."""
    yield from ()
