"""A key stands in the map that nobody reads.

What it finds
    Keys that the format does not know, or knows for another kind of item. The message gives the nearest known key, or
    the way to write what was meant. A map with such a key is not audited further.
Why it matters
    A key that nobody reads is a fact lost in silence: with `reliabilty: E` the source would count as unjudged, and
    the conclusion would look better than its maker believes it to be. Errors should never pass silently, says the Zen
    of Python (Peters, PEP 20, 2004).
Fails
    ```yaml
    argmap: 1
    sources:
      rumour:
        name: Talk in the market
        reliabilty: E
    thesis:
      claim: The mill is for sale.
      because:
      - evidence: The miller has been seen with a notary.
        source: rumour
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      rumour:
        name: Talk in the market
        reliability: E
        reason: It had the mill sold twice before.
    thesis:
      claim: The mill is for sale.
      because:
      - evidence: The miller has been seen with a notary.
        source: rumour
    ```
How to mend it
    Write the key as the message says. A remark of your own goes into `note`, a word to find the item by into `tags`.
False alarms
    None: a key that another program needs has no place in a map. Keep it beside the map, under the id of the item.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM601"
NAME = "unknown-field"
LEVEL: Level = "error"
AUDIENCE: Audience = "map"


def check(case: Case) -> Iterator[Found]:
    """Nothing: the loader reports unknown keys as problems, and a map with problems is not audited."""
    yield from ()
