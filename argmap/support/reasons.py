"""Why a statement has its grade, in words: every move on the scale named, as the discipline of GRADE asks.

A ladder begins where the best thing beneath a statement stands and ends at the statement's own grade. It is worked out
from what lies directly beneath, apart from the pass in `grades`, and tests hold the two against each other.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from argmap.graph import UNKNOWN, Graph, Node, Step
from argmap.model import Evidence, Source
from argmap.problem import counted, one_line
from argmap.support.assessment import Assessment
from argmap.support.attacks import Standing
from argmap.support.falls import shared_by
from argmap.support.function import Reading
from argmap.support.grades import (
    ALL,
    MODERATE,
    NONE,
    RATED,
    STRENGTHS,
    STRONG,
    WEAK,
    Grade,
    common,
    evidence_cap,
    waives_interest,
)

NAMED = 3  # weak points, objections and the like that one sentence names
SHORT = 60  # characters of a name or text in a sentence
CREDIBILITY = {3: "possibly true", 4: "doubtful", 5: "improbable"}  # the words of AJP-2.1 for what holds a grade down
STANDINGS: dict[Standing, str] = {
    "open": "open",
    "answered": "answered in part",
    "answered-barely": "answered only by a bare claim",
    "granted": "granted",
}
STAYS_UP = "one step up: whichever one source or group is lost, it stays at moderate"


LineKind: TypeAlias = Literal["statement", "again", "step", "reason", "attack"]


class Reason(NamedTuple):
    """One move on the scale: why, and the grade that it leads to."""

    text: str
    grade: Grade


class Line(NamedTuple):
    """One line of a derivation; `depth` from 0, and a grade where the line says of something how it stands."""

    depth: int
    kind: LineKind
    text: str
    grade: Grade | None


def reasons(assessment: Assessment, at: int, reading: Reading) -> tuple[str, ...]:
    """The reasons of a node's grade in one reading, in the order in which they apply."""
    return tuple(reason.text for reason in Reasons(assessment, reading).of(at))


def derivation(assessment: Assessment, at: int, reading: Reading) -> Iterator[Line]:
    """The whole derivation of a node's grade as an indented tree; what is used twice is derived once."""
    return _Derivation(Reasons(assessment, reading)).lines(at)


class _Ladder:
    """A grade and its weak points on the way, with the reason of every move."""

    __slots__ = ("grade", "points", "reasons")

    def __init__(self, reasons: Sequence[Reason], points: int = ALL) -> None:
        self.reasons = list(reasons)
        self.grade, self.points = self.reasons[-1].grade, points

    def move(self, text: str, grade: Grade) -> None:
        self.reasons.append(Reason(text, grade))
        self.grade = grade

    def hold(self, text: str, cap: Grade) -> None:
        """Put under a cap, as `grades.capped` does; a cap that takes nothing is not spoken of."""
        if cap is STRONG or self.grade < cap:
            return
        if self.grade > WEAK:
            self.move(f"held at {cap}: {text}", cap)
        self.points = ALL


class Reasons:
    """The reasons of all grades of a map in one reading."""

    def __init__(self, assessment: Assessment, reading: Reading) -> None:
        self.support, self.reading = assessment, reading
        self.grades = assessment.grades(reading)
        self.own_word = reading == "own_word_taken"
        self.in_force = assessment.attacks.in_force
        self._of_source: dict[tuple[str, str | None], tuple[Reason, ...]] = {}
        self._without: dict[int, str] = {}

    @property
    def graph(self) -> Graph:
        return self.support.graph

    def of(self, at: int) -> tuple[Reason, ...]:
        """The ladder of a node; its last rung is the node's grade."""
        node = self.graph.nodes[at]
        ladder = self._uncontested(node)
        self._settle(ladder)
        self._contest(ladder, node)
        return tuple(ladder.reasons)

    def of_step(self, at: int) -> tuple[Reason, ...]:
        """The ladder of a step; its last rung is the step's grade."""
        step = self.graph.steps[at]
        if step.item.scheme == "explanation":
            return (Reason("an explanation supports nothing", NONE),)
        ladder = self._step(step, "its premise")
        self._settle(ladder)
        return tuple(ladder.reasons)

    # -- before objections

    def _uncontested(self, node: Node) -> _Ladder:
        if node.kind == "assumption":
            return _Ladder([Reason("an assumption is weak", WEAK)])
        if self.graph.is_bare(node):
            return _Ladder([self._bare(node)])
        if isinstance(node.item, Evidence):
            return self._evidence(node, node.item)
        return self._claim(node)

    def _bare(self, node: Node) -> Reason:
        what = "attributed to nobody" if node.kind == "evidence" else "bare"
        what += " but for explanations" if node.reasons else ""
        word = f"{what}: on the {node.by}'s own word"
        return Reason(f"{word}, which is weak", WEAK) if self.own_word else Reason(f"{word} alone", NONE)

    def _claim(self, node: Node) -> _Ladder:
        steps = self.graph.supporting(node)
        best = max(steps, key=lambda step: (self.grades.steps[step.at], -step.at))
        ladder = self._step(best, "its one reason" if len(steps) == 1 else f"the best of its {len(steps)} reasons")
        if len(steps) > 1 and ladder.grade >= MODERATE:
            others = [step for step in steps if step is not best and self.grades.steps[step.at] >= MODERATE]
            ladder.points &= common(self._step_points(step) for step in others)
        return ladder

    def _step(self, step: Step, lead: str) -> _Ladder:
        ladder = _Ladder([self._premises(step, lead)], self._common_points(step))
        undercuts = [at for at in step.unless if at in self.in_force]
        if undercuts:
            if ladder.grade is WEAK:
                ladder.move(f"undercut by {self._attacks(undercuts)}: no better than weak", WEAK)
            ladder.hold(f"the step is undercut by {self._attacks(undercuts)}", WEAK)
        else:
            ladder.hold(f"the step is marked strength: {step.item.strength}", STRENGTHS[step.item.strength])
        self._lift(ladder)
        return ladder

    def _premises(self, step: Step, lead: str) -> Reason:
        """The premise that a step is as good as."""
        names, grades = self.graph.nodes, self.grades.nodes
        count = len(step.premises)
        premise = sorted(step.premises, key=lambda at: -grades[at])[step.needs - 1]
        grade = grades[premise]
        if count == 1:
            return Reason(f"{lead}, {names[premise].id}, is {grade}", grade)
        lead = lead if lead != "its premise" else "the step"
        if step.needs == count:
            weakest = min(step.premises, key=lambda at: grades[at])
            text = f"{lead} links {count} premises: {names[weakest].id} is {grade}, and a step is no better than its"
            return Reason(f"{text} weakest premise", grade)
        suffice = f"{lead} links {count} premises of which {step.needs} suffice"
        best = "the best" if step.needs == 1 else f"number {step.needs} from the best"
        return Reason(f"{suffice}: {best}, {names[premise].id}, is {grade}", grade)

    def _common_points(self, step: Step) -> int:
        """The weak points of a step before any cap, as the lost sources that leave too few premises at moderate."""
        grades, points = self.grades.nodes, self.grades.weak_points
        reaching = [points[premise] for premise in step.premises if grades[premise] >= MODERATE]
        return shared_by(reaching, len(reaching) - step.needs + 1) if len(reaching) >= step.needs else ALL

    def _step_points(self, step: Step) -> int:
        cap = STRENGTHS[step.item.strength]
        return self._common_points(step) if cap is STRONG else ALL

    def _evidence(self, node: Node, item: Evidence) -> _Ladder:
        table = self.support.source_grades.of(item)
        cites = [cite for cite in node.cites if self.own_word or not cite.uncertain]
        unsure = [self._name(cite.key) for cite in node.cites if cite.uncertain and not self.own_word]
        if not cites:
            return _Ladder([Reason(f"cites {_listed(unsure)} with a question mark, which does not count here", NONE)])
        best = max(cites, key=lambda cite: table[cite.key][0]).key
        lead = "its one source" if len(cites) == 1 else f"the best of its {len(cites)} sources"
        first, *others = self._source(best, item)
        points = common(weak for grade, weak in (table[cite.key] for cite in cites) if grade >= MODERATE)
        ladder = _Ladder([Reason(f"{lead}, {first.text}", first.grade), *others], points)
        if unsure:
            ladder.move(f"{_listed(unsure)}, cited with a question mark, does not count here", ladder.grade)
        ladder.hold(_why_held(item), evidence_cap(item))
        return ladder

    # -- sources

    def _source(self, key: str, item: Evidence) -> tuple[Reason, ...]:
        """The ladder of a source, for a piece of evidence. The first sentence wants a lead-in."""
        waived = _why_waived(item)
        if (key, waived) not in self._of_source:
            self._of_source[key, waived] = tuple(self._source_ladder(key, item, waived))
        return self._of_source[key, waived]

    def _source_ladder(self, key: str, item: Evidence, waived: str | None) -> Iterator[Reason]:
        source, name = self.graph.sources.by_key[key], self._name(key)
        table = self.support.source_grades.of(item)
        if source.retracted:
            yield Reason(f"{name}, is retracted: none", NONE)
            return
        above = {above: table[above][0] if above != UNKNOWN else MODERATE for above in source.from_}
        if above and max(above.values()) is NONE:
            yield Reason(f"{name}, repeats only what is retracted: none", NONE)
            return
        grade = RATED.get(source.reliability or "", MODERATE)
        rating = (
            f"rated {source.reliability}: {grade}" if source.reliability in RATED else "unjudged: counted as moderate"
        )
        yield Reason(f"{name}, is {rating}", grade)
        if above and (best := max(above.values())) < grade:
            grade = best
            yield Reason(f"no better than the best that it repeats, which is {grade}", grade)
        for why in self._downs(source, waived):
            text = f"one step down: {why}" if grade > WEAK else f"{why}: weak already"
            grade = max(WEAK, Grade(grade - 1))
            yield Reason(text, grade)
        if source.interest and waived:
            yield Reason(f"no step down for its interest: {waived}", grade)

    def _downs(self, source: Source, waived: str | None) -> Iterator[str]:
        if source.anonymous:
            yield "anonymous"
        if source.interest and not waived:
            yield f"it has an interest ({one_line(source.interest.rstrip('.'), SHORT)})"
        if source.from_:
            yield f"second-hand, it repeats {_listed([self._name(key) for key in source.from_])}"

    def _name(self, key: str) -> str:
        return one_line(self.graph.sources.name(key), SHORT)

    # -- what holds for all

    def _lift(self, ladder: _Ladder) -> None:
        if ladder.grade is MODERATE and not ladder.points:
            ladder.move(STAYS_UP, STRONG)

    def _settle(self, ladder: _Ladder) -> None:
        """What reaches moderate is strong without a weak point, and moderate with one."""
        self._lift(ladder)
        if ladder.grade >= MODERATE and ladder.points not in (0, ALL):
            ladder.move(self._weak_points(ladder.points), MODERATE)

    def _weak_points(self, points: int) -> str:
        if points not in self._without:
            names = [self._name(name) for name in _named(self._names, points)]
            count = "one weak point" if len(names) == 1 else counted(len(names), "weak point")
            self._without[points] = f"{count}: without {_listed(names, 'or')} it falls below moderate, so not strong"
        return self._without[points]

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.support.source_grades.bits)

    def _contest(self, ladder: _Ladder, node: Node) -> None:
        against = [at for at in node.objections if at in self.in_force]
        if against and ladder.grade > NONE:
            down = "one step down" if ladder.grade > WEAK else "weak already"
            ladder.move(f"contested by {self._attacks(against)}: {down}", max(WEAK, Grade(ladder.grade - 1)))

    def _attacks(self, attacks: Sequence[int]) -> str:
        steps = [self.graph.steps[at] for at in attacks]
        return _listed([f"{self.attack(step)} ({STANDINGS[self.support.standing(step)]})" for step in steps])

    def attack(self, step: Step) -> str:
        """How an objection or undercut is called: by its premises."""
        return " + ".join(self.graph.nodes[premise].id for premise in step.premises)


class _Derivation:
    """A walk down from one node, without recursion: a map may be deep."""

    def __init__(self, told: Reasons) -> None:
        self.told, self.support, self.graph = told, told.support, told.graph
        self.grades = told.grades

    def lines(self, at: int) -> Iterator[Line]:
        waiting: list[Line | tuple[int, int]] = [(0, at)]
        seen = set[int]()
        while waiting:
            top = waiting.pop()
            if isinstance(top, Line):
                yield top
                continue
            depth, here = top
            node, grade = self.graph.nodes[here], self.grades.nodes[here]
            if here in seen:
                yield Line(depth, "again", f"{node.id}: see above", grade)
                continue
            seen.add(here)
            yield Line(depth, "statement", _quoted(node), grade)
            yield from (Line(depth + 1, "reason", reason.text, reason.grade) for reason in self.told.of(here))
            waiting.extend(reversed(list(self._below(node, depth + 1))))

    def _below(self, node: Node, depth: int) -> Iterator[Line | tuple[int, int]]:
        for step in (self.graph.steps[at] for at in node.reasons):
            yield from self._step(step, depth)
        for attack in (self.graph.steps[at] for at in node.objections):
            yield Line(depth, "attack", f"objection {said_of(self.support, attack)}", None)

    def _step(self, step: Step, depth: int) -> Iterator[Line | tuple[int, int]]:
        grade = self.grades.steps[step.at]
        if not step.supports:
            yield Line(depth, "step", f"{self.told.attack(step)}: an explanation supports nothing", grade)
            return
        linked = len(step.premises) > 1
        if linked:
            which = "all" if step.needs == len(step.premises) else f"any {step.needs}"
            yield Line(depth, "step", f"{step.id}: together, {which} of {len(step.premises)} needed", grade)
        yield from ((depth + linked, premise) for premise in step.premises)
        for undercut in (self.graph.steps[at] for at in step.unless):
            yield Line(depth + linked, "attack", f"undercut {said_of(self.support, undercut)}", None)


def said_of(support: Assessment, attack: Step) -> str:
    """An objection or undercut, where it stands, and whether it moves a grade."""
    nodes = support.graph.nodes
    if attack.at in support.attacks.in_force:
        effect = "in force"
    elif attack.at in support.attacks.counted:
        effect = "not in force"
    else:
        effect = "no source behind it, so it moves no grade"
    return f"{' + '.join(_quoted(nodes[premise]) for premise in attack.premises)}: {support.standing(attack)}, {effect}"


def _quoted(node: Node) -> str:
    return f"{node.id} “{one_line(node.text, SHORT)}”"


def _why_held(item: Evidence) -> str:
    if item.credibility in CREDIBILITY and (item.credibility != 3 or item.basis != "judged"):
        return f"credibility {item.credibility}, {CREDIBILITY[item.credibility]}"
    return "an opinion"


def _why_waived(item: Evidence) -> str | None:
    if not waives_interest(item):
        return None
    return "a report of its own act" if item.basis == "own-act" else "said against its interest"


def _named(names: Sequence[str], bits: int) -> Iterator[str]:
    """The names that bits stand for, from the lowest."""
    while bits:
        lowest = bits & -bits
        yield names[lowest.bit_length() - 1]
        bits ^= lowest


def _listed(names: Sequence[str], word: str = "and") -> str:
    shown, more = list(names[:NAMED]), len(names) - NAMED
    if more > 0:
        shown.append(f"{more} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"
