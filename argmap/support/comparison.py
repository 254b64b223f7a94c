"""Two forms of one map side by side: as it stands, and as it would be if something in it were otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.graph import Graph
from argmap.support.assessment import Assessment
from argmap.support.function import FALSE, Reading, formula
from argmap.support.grades import NONE, Grade


@dataclass(frozen=True, slots=True)
class Shift:
    """A statement whose grade on its sources alone is another."""

    at: int
    before: Grade
    after: Grade


@dataclass(frozen=True)
class Comparison:
    """The assessments of two graphs whose statements stand at the same positions."""

    before: Assessment
    after: Assessment

    @property
    def graph(self) -> Graph:
        return self.before.graph

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """What has another grade, in the order of the map; statements that are lost themselves are left out."""
        return tuple(self._shifts())

    def _shifts(self) -> Iterator[Shift]:
        for node in self.graph.nodes:
            old, new = self.before.alone.nodes[node.at], self.after.alone.nodes[node.at]
            kept = self.after.graph.nodes[node.at].kind == node.kind
            if old is not new and kept and self.graph.sides[node.at] != "unused":
                yield Shift(node.at, old, new)

    @cached_property
    def fallen(self) -> tuple[Shift, ...]:
        """What has lost all support on its sources alone; of a thesis, all but what is set aside as assumed."""
        return tuple(shift for shift in self.shifts if shift.after is NONE or self._is_fallen_thesis(shift.at))

    def _is_fallen_thesis(self, at: int) -> bool:
        return at in self.graph.theses and self.falls(at)

    @property
    def weaker(self) -> tuple[Shift, ...]:
        """What has less support, and some."""
        fallen = self.fallen
        return tuple(shift for shift in self.shifts if shift.after < shift.before and shift not in fallen)

    @property
    def stronger(self) -> tuple[Shift, ...]:
        """What has more support: what it was attacked with has fallen."""
        return tuple(shift for shift in self.shifts if shift.after > shift.before)

    def falls(self, thesis: int) -> bool:
        """Whether a thesis loses its support on its sources alone, as the cut sets have it.

        A lone assumption beside steps with a source carried nothing before, and does not now.
        """
        if self.before.alone.nodes[thesis] is NONE:
            return False
        reasons = self.before.counting("sources_alone")
        return formula(self.after.graph, thesis, "sources_alone", "source", reasons).root == FALSE

    @property
    def thesis_falls(self) -> bool:
        """Whether any thesis loses its support on its sources alone."""
        return any(map(self.falls, self.graph.theses))

    def grades(self, at: int, reading: Reading) -> tuple[Grade, Grade]:
        """The grade of a statement before and after."""
        return self.before.grades(reading).nodes[at], self.after.grades(reading).nodes[at]
