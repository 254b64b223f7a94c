"""A report of many maps in parts: one a map, made where the map is audited, and a frame around them all.

So a report is written while it is being made, a worker process sends back text instead of maps, and what is held in
memory is bounded. Every format has these two functions::

    part(audit, how)     the text of one map
    whole(parts, how)    the report, piece by piece: the parts with what stands before, between and after them
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from argmap.audit import Finding, MapAudit
from argmap.problem import LEVELS, Level, Problem
from argmap.report.digest import Tally
from argmap.report.ink import WIDTH

FailOn: TypeAlias = Level | Literal["never"]


@dataclass(frozen=True, slots=True)
class How:
    """How a report is to look. `width` is in columns, and serves the text alone, as `unfold` and `colour` do."""

    unfold: bool = False
    colour: bool = False
    width: int = WIDTH
    fail_on: FailOn = "error"

    def fails(self, finding: Finding) -> bool:
        """Whether a finding makes the audit fail."""
        return self.fail_on != "never" and LEVELS.index(finding.level) <= LEVELS.index(self.fail_on)


@dataclass(frozen=True, slots=True)
class Part:
    """The report of one map."""

    text: str
    tally: Tally


class Format(Protocol):
    """A form of the report, as a module has it."""

    @property
    def part(self) -> Callable[[MapAudit, How], str]: ...

    @property
    def whole(self) -> Callable[[Iterable[Part], How], Iterator[str]]: ...


def rule_of(problem: Problem) -> str:
    """What to call the fault of a map that cannot be read: by its code, where a rule describes it."""
    return problem.code or "unreadable"
