"""One thing stands in the map twice.

What it finds
    One text in two places, as a note; capitals and punctuation are not looked at. One id given twice makes the map
    unreadable and is an error.
Why it matters
    Two copies of a statement drift apart: the objection to one and the evidence for the other never meet. Worse, the
    loss of the statement is counted as two losses, so the conclusion looks sturdier than it is. Hunt and Thomas, The
    Pragmatic Programmer (1999), give the rule for every kind of text: each piece of knowledge is written once.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The library should open on Sundays.
      because:
      - claim: Families have time then.
        because:
        - Most people here work on Saturdays.
      - claim: The reading room would fill.
        because:
        - Most people here work on Saturdays.
    ```
Passes
    ```yaml
    argmap: 1
    thesis:
      claim: The library should open on Sundays.
      because:
      - claim: Families have time then.
        because:
        - id: saturdays
          claim: Most people here work on Saturdays.
      - claim: The reading room would fill.
        because:
        - see: saturdays
    ```
How to mend it
    Give one of them an `id` and write `see:` with that id in the other place. Evidence that several sources report
    alike is written once, with a list under `source:`.
False alarms
    Short texts that mean different things in different places ("It is too dear."). Say what each of them is about.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM103"
NAME = "duplicate-claim"
LEVEL: Level = "note"
AUDIENCE: Audience = "map"

HELP = "give one of them an id and `see` it in the other place; if two things are meant, say what differs"


def check(case: Case) -> Iterator[Found]:
    """One text in two places. One id in two places is a problem that the graph reports."""
    places: dict[str, list[int]] = defaultdict(list)
    for node in case.graph.nodes:
        words = " ".join(re.findall(r"\w+", node.text.casefold()))
        if words and case.spoken_of(node.at):
            places[words].append(node.at)
    for first, *others in places.values():
        if others:
            message = f"{case.quoted(first)} is written once more, word for word, at {case.listed(others)}"
            yield Found(message, HELP, at=first, related=tuple(others))
