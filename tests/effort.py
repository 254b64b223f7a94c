"""How hard the properties are tried, and how long what takes its time is waited for.

The variable `TRIES` gives the percentage of examples, 100 where it is not set. CI tries them in full on one Python, and
on the others with a fifth: there it is the language that is tried.
"""

import os
from collections.abc import Callable
from time import monotonic, sleep

from hypothesis import HealthCheck, settings

PERCENT = int(os.environ.get("TRIES", "100"))
PATIENCE = 300  # seconds until what says nothing is given up: so long that it hangs, on however busy a machine


def tries(examples: int) -> settings:
    """That many examples of a property, or the percentage of them; a slow one is no fault on a shared machine."""
    many = max(5, examples * PERCENT // 100)
    return settings(max_examples=many, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def until(is_so: Callable[[], bool]) -> None:
    """Wait until it is so; where that is never so, the test fails."""
    end = monotonic() + PATIENCE
    while not is_so():
        assert monotonic() < end, "nothing came of it"
        sleep(0.02)
