"""All that is known of what a map rests on, worked out where it is first asked for.

The two readings stand side by side everywhere: *on its sources alone* (own word lost, assumptions kept) and *taking the
text's word*.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from argmap.graph import Citation, Graph, Node, Side, Step
from argmap.model import UNKNOWN
from argmap.support.attacks import Attacks, Standing, attacks, contested, standing
from argmap.support.cutsets import CutSets, cut_sets
from argmap.support.falls import Falls, reports
from argmap.support.function import Formula, Lineage, Reading, Reasons, View, formula
from argmap.support.grades import ALL, MODERATE, NONE, WEAK, Grade, Grades, SourceGrades, common, grade, needed
from argmap.support.orders import orders
from argmap.support.origins import origins

READINGS: tuple[Reading, ...] = ("sources_alone", "own_word_taken")
LOAD_BEARING = 3  # the highest order at which a claim bears load
SELF_PUBLISHING = ("media", "document")  # kinds that mostly repeat others: without `from` that is silence, not origin


@dataclass(frozen=True, slots=True)
class Basis:
    """What a thesis stands on, in counts: the basis of a judgement as JP 2-0 (2013) asks for it."""

    own_word: int  # statements on own word that it uses
    assumptions: int
    origins: tuple[str, ...]
    no_lineage: int  # of the sources behind it, media and documents of which the map does not say whom they repeat
    facts: int  # claims with cited evidence directly beneath, and cited evidence among linked premises
    corroborated: int  # of these, the ones that no single origin or group takes with it
    weakest_step: Step | None  # the weakest step on its best line of support


@dataclass(frozen=True)
class Assessment:
    """The answers for one graph. All per-node answers are by position in the graph."""

    graph: Graph

    # -- grades and attacks

    @cached_property
    def source_grades(self) -> SourceGrades:
        return SourceGrades(self.graph.sources)

    @cached_property
    def _aside(self) -> Grades:
        return grade(self.graph, self.source_grades, own_word=False)

    @cached_property
    def attacks(self) -> Attacks:
        return attacks(self.graph, self._aside)

    @cached_property
    def alone(self) -> Grades:
        """Grades on sources alone."""
        in_force = self.attacks.in_force
        return grade(self.graph, self.source_grades, own_word=False, in_force=in_force) if in_force else self._aside

    @cached_property
    def own_word(self) -> Grades:
        """Grades taking the text's word."""
        return grade(self.graph, self.source_grades, own_word=True, in_force=self.attacks.in_force)

    def grades(self, reading: Reading) -> Grades:
        return self.alone if reading == "sources_alone" else self.own_word

    def needed(self, at: int, reading: Reading) -> tuple[str, ...]:
        """The sources and groups without each of which a node that is moderate would be weak at best.

        A group is left out where one of its sources is named. What is strong needs no single one.
        """
        if self.grades(reading).nodes[at] is not MODERATE or self.contested(at):
            return ()
        bits = self._needed[reading][at]
        names = [name for name, bit in self.source_grades.bits.items() if bits & bit]
        groups = {
            group for name in names if name in self.graph.sources.by_key for group in self.graph.sources.groups_of(name)
        }
        return tuple(name for name in names if name not in groups)

    @cached_property
    def _needed(self) -> dict[Reading, Sequence[int]]:
        return {
            reading: needed(self.graph, self.source_grades, self.grades(reading), own_word=reading == "own_word_taken")
            for reading in READINGS
        }

    def carried(self, reading: Reading, step: Step) -> bool:
        """Whether a step carries anything in a reading."""
        return self.grades(reading).steps[step.at] is not NONE

    def contested(self, at: int) -> bool:
        return contested(self.graph, self.attacks, at)

    def standing(self, attack: Step) -> Standing:
        return standing(self.graph, self.attacks, attack)

    # -- what the function says

    @cached_property
    def origins(self) -> Sequence[frozenset[str]]:
        """The origins that each node really depends on, on its sources alone."""
        return origins(self.counting("sources_alone"))

    @cached_property
    def orders(self) -> tuple[int | None, ...]:
        """The fewest losses, each node's own among them, that take all support from a thesis; None where idle."""
        return orders(self.counting("sources_alone"), self.counting("own_word_taken"))

    @cached_property
    def _cut_sets(self) -> dict[tuple[int, Reading, View], CutSets]:
        return {}

    def cut_sets(self, at: int, reading: Reading, view: View) -> CutSets:
        """The minimal cut sets of a node."""
        asked = (at, reading, view)
        if asked not in self._cut_sets:
            self._cut_sets[asked] = cut_sets(self.formula(at, reading, view))
        return self._cut_sets[asked]

    def formula(self, at: int, reading: Reading, view: View) -> Formula:
        """What a node rests on, as a Boolean formula over the events of a view."""
        return formula(self.graph, at, reading, view, self.counting(reading))

    def counting(self, reading: Reading) -> Reasons:
        """The steps that count in a reading, kept from one question to the next."""
        return self._counting[reading]

    @cached_property
    def _counting(self) -> dict[Reading, Reasons]:
        return {
            "sources_alone": Reasons(self.graph, lambda step: self.carried("sources_alone", step)),
            "own_word_taken": Reasons(self.graph, lambda step: self.carried("own_word_taken", step)),
        }

    def linchpins(self, at: int, reading: Reading, view: View) -> tuple[str, ...]:
        """The events each of which takes all support from a thesis when it is lost.

        By claim they are leaves of order 1: where there is none, no cut sets need be worked out.
        """
        return () if view == "claim" and not self._deadly_leaf else self.cut_sets(at, reading, view).linchpins

    @cached_property
    def _deadly_leaf(self) -> bool:
        return any(self.orders[node.at] == 1 and not self.graph.supporting(node) for node in self.graph.nodes)

    # -- where things stand

    def side(self, at: int) -> Side:
        return self.graph.sides[at]

    def load_bearing(self, at: int) -> bool:
        """Whether the loss of a node, with two others at most, takes all support from a thesis."""
        order = self.orders[at]
        return order is not None and order <= LOAD_BEARING and self.side(at) == "for"

    @cached_property
    def settled(self) -> frozenset[int]:
        """The nodes that stand only under objections that are answered or granted: nothing need be said of them."""
        speaking = set[int]()
        waiting = list(self.graph.theses)
        while waiting:
            at = waiting.pop()
            if at in speaking:
                continue
            speaking.add(at)
            node = self.graph.nodes[at]
            for step in (self.graph.steps[index] for index in (*node.reasons, *node.objections)):
                waiting.extend(self._spoken_of(step))
        return frozenset(index for index in range(len(self.graph.nodes)) if index not in speaking)

    def _spoken_of(self, step: Step) -> Iterator[int]:
        if step.kind == "because" or self.standing(step) not in ("answered", "granted"):
            yield from step.premises
        for undercut in step.unless:
            yield from self._spoken_of(self.graph.steps[undercut])

    @cached_property
    def lines(self) -> tuple[int | None, ...]:
        """The main line of the argument that each node stands in: the premise of the thesis above it.

        By reasons before objections, and the nearest of several: what supports one line and answers an objection to
        another stands in the first.
        """
        lines: list[int | None] = [None] * len(self.graph.nodes)
        for moves in (self._reasons, self._moves):
            level = [(at, at) for thesis in self.graph.theses for step in moves(thesis) for at in step.premises]
            seen = set(self.graph.theses)
            for at, line in level:
                if at not in seen:
                    seen.add(at)
                    lines[at] = lines[at] if lines[at] is not None else line
                    level.extend((premise, line) for step in moves(at) for premise in step.premises)
        return tuple(lines)

    def _reasons(self, at: int) -> Iterator[Step]:
        yield from (self.graph.steps[index] for index in self.graph.nodes[at].reasons)

    def _moves(self, at: int) -> Iterator[Step]:
        node = self.graph.nodes[at]
        waiting = [self.graph.steps[index] for index in (*node.reasons, *node.objections)]
        for step in waiting:
            yield step
            waiting.extend(self.graph.steps[index] for index in step.unless)

    # -- sources

    @cached_property
    def _source_bits(self) -> dict[str, int]:
        return {key: 1 << place for place, key in enumerate(self.graph.sources.by_key)}

    @cached_property
    def _beneath(self) -> list[int]:
        bits = [0] * len(self.graph.nodes)
        for at in self.graph.order:
            node = self.graph.nodes[at]
            for cite in node.cites:
                bits[at] |= self._source_bits[cite.key]
            for step in self.graph.supporting(node):
                for premise in step.premises:
                    bits[at] |= bits[premise]
        return bits

    def sources(self, at: int) -> tuple[str, ...]:
        """The keys of the sources cited beneath a node, in the order of the map."""
        bits = self._beneath[at]
        return tuple(key for key, bit in self._source_bits.items() if bits & bit) if bits else ()

    @cached_property
    def facts(self) -> tuple[int, ...]:
        """Claims with cited evidence directly beneath, and cited evidence that is itself a premise."""
        facts = set[int]()
        for step in self.graph.steps:
            for premise in step.premises:
                if self.graph.nodes[premise].cites and step.item.scheme != "explanation":
                    single = step.kind == "because" and len(step.premises) == 1
                    facts.add(step.to if single and step.to not in self.graph.theses else premise)
        return tuple(sorted(facts))

    def cited(self, fact: int) -> tuple[Citation, ...]:
        """What a fact cites: itself, or by the evidence directly beneath it."""
        node = self.graph.nodes[fact]
        found = {cite.key: cite for cite in node.cites}
        for step in self.graph.supporting(node):
            if len(step.premises) == 1:
                found.update((cite.key, cite) for cite in self.graph.nodes[step.premises[0]].cites)
        return tuple(found.values())

    @cached_property
    def carries(self) -> dict[str, tuple[int, ...]]:
        """For every source, the facts that cite it or a source that repeats it."""
        carried: dict[str, list[int]] = {key: [] for key in self.graph.sources.by_key}
        for fact in self.facts:
            keys = dict.fromkeys(key for cite in self.cited(fact) for key in self.graph.sources.lineage(cite.key))
            for key in keys:
                if key in carried:
                    carried[key].append(fact)
        return {key: tuple(facts) for key, facts in carried.items()}

    def basis(self, thesis: int) -> Basis:
        """The basis line of a thesis."""
        beneath = self.graph.beneath(thesis)
        nodes = [self.graph.nodes[at] for at in sorted(beneath) if self.orders[at] is not None]
        keys = {
            key for at in beneath for cite in self.graph.nodes[at].cites for key in self.graph.sources.lineage(cite.key)
        }
        facts = [fact for fact in self.facts if fact in beneath]
        return Basis(
            own_word=sum(self.graph.is_bare(node) for node in nodes if node.at != thesis),
            assumptions=sum(node.kind == "assumption" for node in nodes),
            origins=tuple(sorted(self.origins[thesis])),
            no_lineage=sum(self._silent(key) for key in keys),
            facts=len(facts),
            corroborated=sum(self.corroborated(fact) for fact in facts),
            weakest_step=self._weakest_step(thesis),
        )

    def _silent(self, key: str) -> bool:
        source = self.graph.sources.by_key.get(key)
        return source is not None and source.kind in SELF_PUBLISHING and not source.from_

    def corroborated(self, fact: int) -> bool:
        """Whether no one origin or group, lost alone, takes all the cited evidence of a fact."""
        cites = (cite for at in self.reports(fact) for cite in self.graph.nodes[at].cites)
        taken = common(self.falls.sources[cite.key] for cite in cites if not cite.uncertain)
        return taken != ALL and not taken & (self.falls.roots | self.falls.groups)

    # -- what falls with one source

    @cached_property
    def falls(self) -> Falls:
        """The sources and groups each of which, lost alone, takes a source or a statement with it."""
        return Falls(self.graph)

    @cached_property
    def _takes(self) -> dict[str, frozenset[str]]:
        ours = self.falls.roots | self.falls.groups
        return {key: frozenset(self.falls.named(taken & ours)) for key, taken in self.falls.sources.items()}

    def takes(self, key: str) -> frozenset[str]:
        """The origins and groups each of which, lost alone, takes a source with it; all for one that is lost already.

        For a group, the group itself.
        """
        return self._takes[key] if key in self._takes else frozenset((key,))

    def reports(self, fact: int) -> tuple[int, ...]:
        """The cited evidence of a fact: itself, or what stands directly beneath it."""
        return reports(self.graph, self.graph.nodes[fact])

    @cached_property
    def shared_groups(self) -> frozenset[str]:
        """The groups of which two or more sources are cited, or repeated by what is cited."""
        used = (node for node, side in zip(self.graph.nodes, self.graph.sides, strict=True) if side != "unused")
        cited = {cite.key for node in used for cite in node.cites if not cite.uncertain}
        return Lineage(self.graph.sources).shared_groups(cited)

    def one_origin(self, fact: int) -> str | None:
        """What a fact hangs on alone: an origin, or the group that it shares with others that are used, or None."""
        taken = self.falls.nodes[fact]
        if taken == ALL:
            return None
        for root in self.falls.named(taken & self.falls.roots):
            return self.origin_name(root)
        groups = self.falls.named(taken & self.falls.groups)
        return next((group for group in groups if group in self.shared_groups), None)

    def origin_name(self, root: str) -> str:
        """A source that repeats nobody, or in its place the group that it shares with others that are used."""
        groups = self.graph.sources.groups_of(root) if root != UNKNOWN else ()
        return next((group for group in groups if group in self.shared_groups), root)

    @cached_property
    def supports(self) -> tuple[tuple[int, ...], ...]:
        """For every node, the nodes that it is a reason for, in the order of the map."""
        above: list[dict[int, None]] = [{} for _ in self.graph.nodes]
        for step in self.graph.steps:
            if step.supports:
                for premise in step.premises:
                    above[premise][step.to] = None
        return tuple(tuple(nodes) for nodes in above)

    def _weakest_step(self, thesis: int) -> Step | None:
        grades = self.own_word.steps
        weakest: Step | None = None
        waiting, seen = [thesis], set[int]()
        for at in waiting:
            steps = self.graph.supporting(self.graph.nodes[at])
            if at in seen or not steps:
                continue
            seen.add(at)
            best = max(steps, key=lambda step: (grades[step.at], self.alone.steps[step.at], -step.at))
            if weakest is None or self._rank(best) < self._rank(weakest):
                weakest = best
            waiting.extend(best.premises)
        return weakest

    def _rank(self, step: Step) -> tuple[Grade, Grade]:
        return self.alone.steps[step.at], self.own_word.steps[step.at]

    def weak(self, node: Node) -> bool:
        """Whether support is weak: grade none or weak on its sources alone."""
        return self.alone.nodes[node.at] <= WEAK
