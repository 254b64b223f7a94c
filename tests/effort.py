"""How hard the properties are tried: the variable `TRIES` gives the percentage of examples, 100 where it is not set.

CI tries them in full on one Python, and on the others with a fifth: there it is the language that is tried.
"""

import os

from hypothesis import settings

PERCENT = int(os.environ.get("TRIES", "100"))


def tries(examples: int) -> settings:
    """That many examples of a property, or the percentage of them; a slow one is no fault on a shared machine."""
    return settings(max_examples=max(5, examples * PERCENT // 100), deadline=None)
