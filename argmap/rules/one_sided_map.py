"""Nothing anywhere speaks against.

What it finds
    A map with reasons and not one objection or undercut in it. It is said once, of the first thesis.
Why it matters
    People who argue for a conclusion look for what supports it and stop there. Perkins, Postprimary education has
    little impact on informal reasoning (1985), counted far more reasons on a speaker's own side than on the other, at
    every level of schooling; Nickerson, Confirmation bias (1998), finds it wherever people weigh evidence.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The choir should sing in the old hall.
      because:
      - Its echo suits the music.
      - It costs nothing.
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The choir should sing in the old hall.
      because:
      - Its echo suits the music.
      - It costs nothing.
      but:
      - It cannot be heated in winter.
    ```
How to mend it
    Ask what somebody who denies the thesis would say, and write the best of it under `but:`; or what would have to be
    true for a step to fail, and write that under `unless:`.
False alarms
    A reconstruction of a text that has no objection in it: the finding is then about the text, which is its purpose.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM206"
NAME = "one-sided-map"
LEVEL: Level = "note"
AUDIENCE: Audience = "text"


def check(case: Case) -> Iterator[Found]:
    """One finding a map; a thesis where it is allowed keeps it silent for all of them."""
    graph = case.graph
    used = [step for step in graph.steps if graph.sides[step.to] != "unused"]
    if not used or any(step.kind != "because" for step in used) or not case.silent.isdisjoint(graph.theses):
        return
    theses = graph.theses
    message = f"nothing in the map speaks against {'the thesis' if len(theses) == 1 else 'any thesis'} or its support"
    help_ = "write the best objection under `but:`, or under `unless:` what would make a step fail"
    yield Found(message, help_, at=theses[0], related=theses[1:])
