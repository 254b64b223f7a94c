"""One map of many: audited, and told as a part of the report. It runs in a worker process as well as in this one.

What goes in and comes out is small, and pickled: options and paths in, text and counts out. A map that cannot be
audited is a part of the report like any other, whatever went wrong with it.
"""

from dataclasses import dataclass, replace

from argmap.audit import MapAudit, Options, arrange_file, run_rules
from argmap.baseline import Seen, seen, without_known
from argmap.many.fault import Fault, fault
from argmap.problem import Problem
from argmap.report.digest import tally
from argmap.report.formats import form
from argmap.report.parts import How, Part


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of every map. `essay` is the text that they reconstruct."""

    options: Options
    how: How
    format: str
    essay: str | None = None
    from_: str | None = None  # the format of the files, where content and ending do not say it


@dataclass(frozen=True, slots=True)
class Task:
    """One map: its path in the report and, where a baseline is in use, in that, with what is known of it."""

    path: str
    in_baseline: str | None = None
    known: frozenset[str] = frozenset()
    read_from: str | None = None  # the file, where a worker may run in another folder


@dataclass(frozen=True, slots=True)
class Told:
    """One map's part of the report, and what the command has to know of it."""

    path: str
    part: Part
    failing: bool  # whether there is a finding at or above `--fail-on`
    own: bool = False  # whether the map reconstructs no text
    seen: Seen | None = None  # for the baseline
    left_out: tuple[Problem, ...] = ()  # what of a foreign file a map cannot carry
    notes: tuple[str, ...] = ()  # and how it was read
    bug: Fault | None = None


def audited(order: Order, task: Task) -> Told:
    """Audit one map and tell it."""
    try:
        arranged = arrange_file(task.read_from or task.path, by_text=order.options.by_text, from_=order.from_)
        audit = run_rules(arranged, order.options, order.essay)
        return _told(order, task, _called(audit, task.path))
    except Exception as error:
        told = unaudited(order, task, "a bug of ours kept it from being audited", "please report it, with the map")
        return replace(told, bug=fault(error))


def unaudited(order: Order, task: Task, why: str, help_: str) -> Told:
    """The part of a map that could not be audited at all."""
    return _told(order, task, MapAudit(task.path, None, None, None, (Problem(1, 1, why, help_),)))


def _called(audit: MapAudit, path: str) -> MapAudit:
    return audit if audit.path == path else replace(audit, path=path)


def _told(order: Order, task: Task, audit: MapAudit) -> Told:
    found = seen(audit, task.in_baseline) if task.in_baseline else None
    audit = without_known(audit, task.known)
    text = form(order.format).part(audit, order.how)
    return Told(
        task.path,
        Part(text, tally(audit)),
        any(map(order.how.fails, audit.findings)),
        audit.graph is not None and audit.graph.map.about is None,
        found,
        audit.left_out,
        audit.notes,
    )
