"""The steps of a draft in the making, with what the making of further ones asks of them."""

from collections.abc import Sequence

from argmap.formats.argdown.texts import Text
from argmap.formats.shared.common import Data
from argmap.formats.shared.draft import Statement, Step, StepKind


class Steps:
    """The steps made so far; places are offsets in the text."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._made: dict[Step, int] = {}
        self._leaving: dict[Statement, list[Step]] = {}
        self._depth: dict[Step, int] = {}

    def add(
        self, kind: StepKind, premises: list[Statement], to: Statement | Step, at: int, fields: Data | None = None
    ) -> Step:
        """Make a step."""
        step = Step(kind, premises, to, fields or {}, *self._text.place(at))
        self._made[step] = at
        self._depth[step] = self.depth(to) + 1 if isinstance(to, Step) else 0
        for premise in premises:
            self._leaving.setdefault(premise, []).append(step)
        return step

    def waiting(self, premises: list[Statement], at: int, fields: Data) -> Step:
        """The step of an objection that waits for what it speaks against: it is none of the draft yet."""
        return Step("but", premises, Statement(""), fields, *self._text.place(at))

    def leaving(self, statement: Statement) -> Sequence[Step]:
        """The steps that lead from a statement so far."""
        return tuple(self._leaving.get(statement, ()))

    def depth(self, step: Step) -> int:
        """How many steps it speaks against, one above the other."""
        return self._depth.get(step, 0)

    def __contains__(self, step: Step) -> bool:
        return step in self._made

    def in_order(self) -> list[Step]:
        """The steps in the order of the text."""
        return sorted(self._made, key=self._made.__getitem__)
