"""Why a statement has its grade, in words: every move on the scale named, as the discipline of GRADE asks.

A ladder begins where the best thing beneath a statement stands and ends at the statement's own grade. It is worked out
from what lies directly beneath, apart from the pass in `grades`, and tests hold the two against each other.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias

from argmap.graph import Graph, Node, Step
from argmap.model import UNKNOWN, Evidence, Source
from argmap.problem import counted, in_sentence, one_line
from argmap.support.assessment import Assessment
from argmap.support.attacks import Standing
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
    short,
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
_ORDINALS = {1: "", 2: "second ", 3: "third "}
STAYS_UP = "one step up: whichever one source or group is lost, it stays at moderate"


LineKind: TypeAlias = Literal["statement", "source", "again", "step", "reason", "attack"]


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
        best = self.best_step(node)
        ladder = self._step(best, "its one reason" if len(steps) == 1 else f"the best of its {len(steps)} reasons")
        if len(steps) > 1 and ladder.grade >= MODERATE:
            others = [step for step in steps if step is not best and self.grades.steps[step.at] >= MODERATE]
            ladder.points &= common(self._step_points(step) for step in others)
        return ladder

    def best_step(self, node: Node) -> Step:
        """The reason that a claim is as good as; of equals the first."""
        return max(self.graph.supporting(node), key=lambda step: (self.grades.steps[step.at], -step.at))

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
        best = f"the {_ORDINALS.get(step.needs, f'{step.needs}th ')}best"
        return Reason(f"{suffice}: {best}, {names[premise].id}, is {grade}", grade)

    def _common_points(self, step: Step) -> int:
        """The weak points of a step before any cap, as the lost sources that leave too few premises at moderate."""
        grades, points = self.grades.nodes, self.grades.weak_points
        reaching = [points[premise] for premise in step.premises if grades[premise] >= MODERATE]
        return short(reaching, step.needs) if len(reaching) >= step.needs else ALL

    def _step_points(self, step: Step) -> int:
        cap = STRENGTHS[step.item.strength]
        return self._common_points(step) if cap is STRONG else ALL

    def _evidence(self, node: Node, item: Evidence) -> _Ladder:
        table = self.support.source_grades.of(item)
        cites = [cite for cite in node.cites if self.own_word or not cite.uncertain]
        unsure = [self.name(cite.key) for cite in node.cites if cite.uncertain and not self.own_word]
        if not cites:
            return _Ladder(
                [Reason(f"cites {in_sentence(unsure, NAMED)} with a question mark, which does not count here", NONE)]
            )
        best = self.best_source(node, item)
        lead = "its one source" if len(cites) == 1 else f"the best of its {len(cites)} sources"
        first, *others = self.of_source(best, item)
        points = common(weak for grade, weak in (table[cite.key] for cite in cites) if grade >= MODERATE)
        ladder = _Ladder([Reason(f"{lead}, {self.name(best)}, {first.text}", first.grade), *others], points)
        if unsure:
            ladder.move(f"{in_sentence(unsure, NAMED)}, cited with a question mark, does not count here", ladder.grade)
        ladder.hold(_why_held(item), evidence_cap(item))
        return ladder

    # -- sources

    def best_source(self, node: Node, item: Evidence) -> str:
        """The source that a piece of evidence is as good as: the best that it cites, of equals the first."""
        table = self.support.source_grades.of(item)
        counted = (cite.key for cite in node.cites if self.own_word or not cite.uncertain)
        return max(counted, key=lambda key: table[key][0])

    def of_source(self, key: str, item: Evidence) -> tuple[Reason, ...]:
        """The ladder of a source, for a piece of evidence; the sentences want its name before them."""
        waived = _why_waived(item)
        if (key, waived) not in self._of_source:
            self._of_source[key, waived] = tuple(self._source_ladder(key, item, waived))
        return self._of_source[key, waived]

    def _source_ladder(self, key: str, item: Evidence, waived: str | None) -> Iterator[Reason]:
        if key == UNKNOWN:
            yield Reason("counts as moderate", MODERATE)
            return
        source, table = self.graph.sources.by_key[key], self.support.source_grades.of(item)
        above = [table[name][0] if name != UNKNOWN else MODERATE for name in source.from_]
        if source.retracted:
            yield Reason("is retracted: none", NONE)
            return
        if above and max(above) is NONE:
            yield Reason("repeats only what is retracted: none", NONE)
            return
        grade = RATED.get(source.reliability or "", MODERATE)
        is_rated = source.reliability in RATED
        yield Reason(
            f"is rated {source.reliability}: {grade}" if is_rated else f"is unjudged: counted as {grade}", grade
        )
        if above and max(above) < grade:
            grade = max(above)
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
            yield f"second-hand, it repeats {in_sentence([self.name(key) for key in source.from_], NAMED)}"

    def name(self, key: str) -> str:
        """A source or group in a sentence."""
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
            names = [self.name(name) for name in _named(self._names, points)]
            count = "one weak point" if len(names) == 1 else counted(len(names), "weak point")
            self._without[points] = (
                f"{count}: without {in_sentence(names, NAMED, 'or')} it falls below moderate, so not strong"
            )
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
        return in_sentence([f"{self.attack(step)} ({STANDINGS[self.support.standing(step)]})" for step in steps], NAMED)

    def attack(self, step: Step) -> str:
        """How an objection or undercut is called: by its premises."""
        return " + ".join(self.graph.nodes[premise].id for premise in step.premises)


class _Cited(NamedTuple):
    """A source on the way down, for the piece of evidence that cites it or what repeats it."""

    key: str
    item: Evidence


class _Derivation:
    """A walk down from one node, without recursion: a map may be deep."""

    def __init__(self, told: Reasons) -> None:
        self.told, self.support, self.graph = told, told.support, told.graph
        self.grades = told.grades
        self.seen = set[int | tuple[str, str | None]]()

    def lines(self, at: int) -> Iterator[Line]:
        waiting: list[Line | tuple[int, int | _Cited]] = [(0, at)]
        while waiting:
            top = waiting.pop()
            if isinstance(top, Line):
                yield top
                continue
            depth, here = top
            below = self._source(here, depth) if isinstance(here, _Cited) else self._statement(here, depth)
            waiting.extend(reversed(list(below)))

    def _is_new(self, thing: int | tuple[str, str | None]) -> bool:
        is_new = thing not in self.seen
        self.seen.add(thing)
        return is_new

    # -- statements

    def _statement(self, at: int, depth: int) -> Iterator[Line | tuple[int, int | _Cited]]:
        node, grade = self.graph.nodes[at], self.grades.nodes[at]
        if not self._is_new(at):
            yield Line(depth, "again", f"{node.id} (see above)", grade)
            return
        yield Line(depth, "statement", _quoted(node), grade)
        yield from _told(self.told.of(at), depth + 1)
        if isinstance(node.item, Evidence) and node.cites:
            yield from self._sources(node, node.item, depth + 1)
        for step in (self.graph.steps[reason] for reason in node.reasons):
            yield from self._step(step, node, depth + 1)
        for attack in (self.graph.steps[objection] for objection in node.objections):
            yield Line(depth + 1, "attack", f"objection {said_of(self.support, attack)}", None)

    def _step(self, step: Step, node: Node, depth: int) -> Iterator[Line | tuple[int, int | _Cited]]:
        grade = self.grades.steps[step.at]
        if not step.supports:
            yield Line(depth, "step", f"{self.told.attack(step)}: an explanation supports nothing", grade)
            return
        linked = len(step.premises) > 1
        told_above = self.told.best_step(node) is step
        apart = linked or (not told_above and grade is not self.grades.nodes[step.premises[0]])
        if apart:
            which = "all" if step.needs == len(step.premises) else f"any {step.needs}"
            how = f"together, {which} of {len(step.premises)} needed" if linked else "the step"
            yield Line(depth, "step", f"{step.id}: {how}", grade)
            yield from _told(() if told_above else self.told.of_step(step.at), depth + 1)
        yield from ((depth + apart, premise) for premise in step.premises)
        for undercut in (self.graph.steps[at] for at in step.unless):
            yield Line(depth + apart, "attack", f"undercut {said_of(self.support, undercut)}", None)

    # -- sources

    def _sources(self, node: Node, item: Evidence, depth: int) -> Iterator[tuple[int, _Cited]]:
        """What the best source repeats, for it has been told; then the others that are cited."""
        cited = [cite.key for cite in node.cites if self.told.own_word or not cite.uncertain]
        if cited:
            best = self.told.best_source(node, item)
            yield from ((depth, _Cited(key, item)) for key in self.graph.sources.by_key[best].from_)
            yield from ((depth, _Cited(key, item)) for key in cited if key != best)

    def _source(self, cited: _Cited, depth: int) -> Iterator[Line | tuple[int, _Cited]]:
        ladder = self.told.of_source(*cited)
        name, grade = self.told.name(cited.key), ladder[-1].grade
        if not self._is_new((cited.key, _why_waived(cited.item))):
            yield Line(depth, "again", f"{name} (see above)", grade)
            return
        yield Line(depth, "source", name, grade)
        yield from _told(ladder, depth + 1)
        above = self.graph.sources.by_key[cited.key].from_ if cited.key != UNKNOWN else ()
        yield from ((depth + 1, _Cited(key, cited.item)) for key in above)


def _told(ladder: Sequence[Reason], depth: int) -> Iterator[Line]:
    yield from (Line(depth, "reason", reason.text, reason.grade) for reason in ladder)


def said_of(support: Assessment, attack: Step) -> str:
    """An objection or undercut, where it stands, and whether it moves a grade."""
    premises = " + ".join(_quoted(support.graph.nodes[premise]) for premise in attack.premises)
    standing = support.standing(attack)
    if attack.at in support.attacks.in_force:
        return f"{premises}: {STANDINGS[standing]}, in force"
    effect = "not in force" if attack.at in support.attacks.counted else "nothing behind it, so it moves no grade"
    return f"{premises}: {standing if standing == 'answered' else STANDINGS[standing]}, {effect}"


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
