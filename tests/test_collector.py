"""The garbage collector, held still: what was made meanwhile is not looked through as soon as it goes on."""

import gc

from argmap.collector import collector_paused


def made(count: int) -> list[list[int]]:
    """Objects that the collector counts."""
    return [[] for _ in range(count)]


def test_what_was_made_counts_as_old_when_the_collector_goes_on() -> None:
    runs: list[str] = []
    gc.callbacks.append(lambda phase, _: runs.append(phase))
    try:
        with collector_paused():
            kept = made(100_000)
        more = made(10)
    finally:
        gc.callbacks.pop()
    assert not runs
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0  # it is the collector's business again
    assert (len(kept), len(more)) == (100_000, 10)


def test_what_somebody_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        with collector_paused():
            kept = made(10)
        assert gc.get_freeze_count() >= frozen - len(kept) - 1_000 > 0
    finally:
        gc.unfreeze()


def test_a_collector_that_is_off_stays_off() -> None:
    gc.disable()
    try:
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
