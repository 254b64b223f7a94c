"""A map as an outline: every statement once, at its place, in words. A terminal and Markdown show it, each its way."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from argmap.draw import card, dot
from argmap.draw.badges import badges
from argmap.draw.card import Badge, Role
from argmap.draw.scope import Scope, moves
from argmap.graph import Graph, Node, Step, StepKind
from argmap.problem import one_line
from argmap.report import said
from argmap.support.assessment import Assessment
from argmap.support.attacks import Standing
from argmap.support.grades import WEAK, Grade

READING = "Grades are on its sources alone; in brackets, where it differs, taking the text's word."
_ATTACKS = {"because": "premises", "but": "objection", "unless": "undercut"}
_STANDINGS: dict[Standing, str] = {
    "open": "open",
    "answered": "answered",
    "answered-barely": "answered only by a bare claim",
    "granted": "granted",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an outline: a statement, linked premises, or a statement that is written out elsewhere in it."""

    level: int  # 0 is the top
    number: str
    id: str  # the author's, or ""
    kind: str
    marks: tuple[str, ...]  # the grade, and what else is to be said in a word or two
    text: str
    details: tuple[str, ...]
    move: StepKind | None  # what kind of step it belongs to
    is_weak: bool = False


def title_of(graph: Graph) -> str:
    """What stands over an outline: the map's title, or its theses."""
    return dot.title_of(graph)


def outline(graph: Graph, shown: Scope, support: Assessment | None = None) -> Iterator[Entry]:
    """The entries of what is shown of a map, with grades and badges where there is a `support`.

    A statement stands where the file has it, or where a `see` first leads to it; in all other places it is named.
    Entries come in the order of the file; the one above an entry is the last before it that is a level up.
    """
    return _Outline(graph, support, shown).entries()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands: a premise of a step, the step itself where several premises are linked, or a root."""

    level: int
    step: Step | None
    at: int | None


class _Outline:
    def __init__(self, graph: Graph, support: Assessment | None, shown: Scope) -> None:
        self.graph, self.support, self.scope = graph, support, shown
        self.steps = frozenset(shown.steps)
        self.homes = _homes(graph, shown)
        self.badges: Mapping[str, Badge] = badges(support) if support else {}
        self.written: set[int] = set()

    def entries(self) -> Iterator[Entry]:
        waiting = [_Place(0, None, root) for root in reversed(self.scope.roots)]
        while waiting:
            place = waiting.pop()
            entry, below = self._entry(place)
            yield entry
            waiting.extend(reversed(below))

    def _entry(self, place: _Place) -> tuple[Entry, list[_Place]]:
        level, step, at = place.level, place.step, place.at
        if at is None:
            assert step is not None
            premises = [_Place(level + 1, step, premise) for premise in step.premises]
            return self._linked(level, step), premises + self._moves(step.unless, level + 1)
        undercuts = self._moves(step.unless, level + 1) if step and len(step.premises) == 1 else []
        node, home = self.graph.nodes[at], None if step is None else step.at
        if self.homes[at] != home or at in self.written:
            return self._reference(level, step, node), undercuts
        self.written.add(at)
        return self._statement(level, step, node), [*self._moves(_moves(node), level + 1), *undercuts]

    def _moves(self, steps: tuple[int, ...], level: int) -> list[_Place]:
        shown = (self.graph.steps[at] for at in steps if at in self.steps)
        return [_Place(level, step, step.premises[0] if len(step.premises) == 1 else None) for step in shown]

    # -- entries

    def _statement(self, level: int, step: Step | None, node: Node) -> Entry:
        badge, alone = self.badges.get(node.id), len(step.premises) == 1 if step else False
        grade = self.support.alone.nodes[node.at] if self.support else None
        marks = [*self._grade(node), *_found(badge), *self._said(node)]
        details = [*self._sources(node), *said.of_statement(node)]
        if badge and badge.origin:
            details.append(f"One origin: {badge.origin}.")
        if step and alone:
            marks += self._standing(step)
            details += said.of_step(step)
        if folded := self.scope.folded.get(node.at, 0):
            details.append(f"+{folded} folded.")
        kind, move = card.kind_words(node, self._role(step, node)), step.kind if step else None
        weak = grade is not None and grade <= WEAK
        id_ = node.id if node.id != node.number else ""
        return Entry(level, node.number, id_, kind, tuple(marks), node.text, tuple(details), move, weak)

    def _reference(self, level: int, step: Step | None, node: Node) -> Entry:
        alone = step is not None and len(step.premises) == 1
        marks = ("written out elsewhere", *(self._standing(step) if step and alone else ()))
        details = tuple(said.of_step(step)) if step and alone else ()
        kind, id_ = card.kind_words(node, self._role(step, node)), node.id if node.id != node.number else ""
        move = step.kind if step else None
        return Entry(level, node.number, id_, kind, marks, one_line(node.text), details, move)

    def _linked(self, level: int, step: Step) -> Entry:
        count = len(step.premises)
        needed = f"all {count} needed" if count > 2 else "both needed"
        marks = [needed if step.needs == count else f"{step.needs} of {count} suffice"]
        weak = False
        if self.support:
            grade = self.support.alone.steps[step.at]
            marks.append(_in_both(grade, self.support.own_word.steps[step.at]))
            weak = grade <= WEAK
        marks += self._standing(step)
        return Entry(
            level,
            step.id,
            "",
            f"Linked {_ATTACKS[step.kind]}",
            tuple(marks),
            "",
            tuple(said.of_step(step)),
            step.kind,
            weak,
        )

    # -- what is said of them

    def _role(self, step: Step | None, node: Node) -> Role:
        if step is None:
            return Role(is_thesis=node.at in self.graph.theses)
        return Role(step=step.kind, is_reply=step.kind == "but" and self.graph.sides[node.at] == "reply")

    def _grade(self, node: Node) -> Iterator[str]:
        if self.support:
            yield _in_both(self.support.alone.nodes[node.at], self.support.own_word.nodes[node.at])

    def _said(self, node: Node) -> Iterator[str]:
        yield from said.likelihood(node)
        if card.is_addition(self.graph, node):
            yield "added by the map's maker"

    def _standing(self, step: Step) -> Iterator[str]:
        """Where an attack stands, and which step it speaks against; that an explanation supports nothing."""
        if dot.line_kind(step) == "explanation":
            yield "explains, supports nothing"
        if step.undercuts is not None:
            yield f"against the step to {self.graph.nodes[step.to].number}"
        if step.item.granted:
            yield "granted"
        elif step.kind != "because" and self.support:
            yield _STANDINGS[self.support.standing(step)]

    def _sources(self, node: Node) -> Iterator[str]:
        if node.cites:
            cited = "; ".join(card.cited(self.graph, cite) for cite in node.cites)
            yield f"{'Sources' if len(node.cites) > 1 else 'Source'}: {cited}."


def _moves(node: Node) -> tuple[int, ...]:
    return (*node.reasons, *node.objections)


def _in_both(alone: Grade, own_word: Grade) -> str:
    return str(alone) if alone is own_word else f"{alone} ({own_word})"


def _found(badge: Badge | None) -> list[str]:
    """The words of a badge without its grade, which is said in both readings."""
    grades = {"no support", *map(str, Grade)}
    return [word for word in badge.words.split(" · ") if word not in grades] if badge else []


def _homes(graph: Graph, shown: Scope) -> dict[int, int | None]:
    """The step under which each statement is written out, by position; None for a root.

    What the file nests under a claim is written there. Only where nothing else leads to it (two parts that stand under
    each other by way of `see`), it is written where it was met first.
    """
    steps = frozenset(shown.steps)
    nested = {
        premise
        for at in steps
        for premise in graph.steps[at].premises
        if _is_written_in(graph.steps[at], graph.nodes[premise])
    }
    homes: dict[int, int | None] = {}
    waiting: deque[tuple[int, int | None]] = deque((root, None) for root in shown.roots)
    put_off: deque[tuple[int, int | None]] = deque()
    while waiting or put_off:
        at, home = waiting.popleft() if waiting else put_off.popleft()
        if at in homes:
            continue
        homes[at] = home
        for step in moves(graph, graph.nodes[at]):
            for premise in step.premises if step.at in steps else ():
                here = premise not in nested or _is_written_in(step, graph.nodes[premise])
                (waiting if here else put_off).append((premise, step.at))
    return homes


def _is_written_in(step: Step, node: Node) -> bool:
    """Whether the file has the statement in this step, and not only a `see` to it."""
    return step.id in (node.number, node.number.rpartition(".")[0])
