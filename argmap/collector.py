"""Python's garbage collector, held still while very many objects are made that all stay."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_FROZEN_FROM_START = gc.get_freeze_count()  # Python 3.12 begins with some hundred objects frozen


@contextmanager
def collector_paused() -> Iterator[None]:
    """Making hundreds of thousands of small objects sets the collector off again and again, for nothing.

    No cycles arise in what is made here, and looking for them takes five times as long as the work itself. When the
    collector goes on, all of that counts as old: as young, it would be looked through at once. Serves as a decorator
    too.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if gc.get_freeze_count() <= _FROZEN_FROM_START:  # what somebody has frozen stays frozen
                gc.freeze()
                gc.unfreeze()  # into the oldest generation
            gc.enable()
