"""What can go wrong on the way to an answer about one of many files, apart from what is wrong with the file.

It stands apart from `many`, so that a question about one file need not wait for the modules of parallel work.
"""

import os
import traceback
from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Lost:
    """In place of an answer: why there is none."""

    why: str


class Fault(NamedTuple):
    """A bug of ours, met on the way to an answer: what it is in a line, and the whole trace."""

    line: str
    trace: str


def fault(error: Exception) -> Fault:
    """What to report of an exception that nobody expected."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    line = f"{type(error).__name__}: {error} (at {os.path.basename(frame.filename)}:{frame.lineno})"  # noqa: PTH119
    return Fault(line, "".join(traceback.format_exception(error)))


class NoWorkers(Exception):
    """No worker gives any answer; the message says why."""


class ClusterError(Exception):
    """A cluster that cannot be used; the message says why and what to do."""
