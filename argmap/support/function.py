"""What a claim rests on, as a Boolean formula over events that can be lost.

Events are sources, groups of sources, assumptions and own word; or, seen by claim, the leaves of the argument; or, seen
by origin, the sources that repeat nobody. Nothing is negated: the formula is built of gates that hold if enough of
their inputs do, so more losses never bring support back. Constants are worked in while it is written: a formula is
either a constant, or every item beneath its root can hold and can fail.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from argmap.graph import Graph, Node, Sources, Step
from argmap.model import UNKNOWN

Reading: TypeAlias = Literal["sources_alone", "own_word_taken"]
View: TypeAlias = Literal["source", "claim", "origin"]
Carried: TypeAlias = Callable[[Step], bool]
EventKey: TypeAlias = tuple[str, str]  # what sort of thing it is, and its name

TRUE, FALSE = -1, -2  # items that are no items: what cannot be lost, and what is lost from the start


@dataclass(frozen=True, slots=True)
class Formula:
    """A root and the items beneath it, each after its inputs: events, and gates over earlier items."""

    needs: tuple[int, ...]  # how many inputs a gate needs; 0 for an event
    inputs: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]  # of an event; empty for a gate
    root: int  # an item, TRUE or FALSE


class Writer:
    """Collects items: an event once for each key, and a gate once for the same inputs."""

    def __init__(self) -> None:
        self.needs: list[int] = []
        self.inputs: list[tuple[int, ...]] = []
        self.names: list[str] = []
        self._events: dict[EventKey, int] = {}
        self._gates: dict[tuple[int, tuple[int, ...]], int] = {}

    @property
    def event_items(self) -> tuple[int, ...]:
        """The items of events; the order gives each event its place."""
        return tuple(self._events.values())

    @property
    def event_keys(self) -> tuple[EventKey, ...]:
        """The sorts and names of events, in the same order."""
        return tuple(self._events)

    def event(self, sort: str, name: str) -> int:
        """The item of an event."""
        key = (sort, name)
        if key not in self._events:
            self._events[key] = self._put(0, (), name)
        return self._events[key]

    def gate(self, needs: int, inputs: Iterable[int]) -> int:
        """The item that holds if that many of the inputs do; simpler where inputs are constant or the same."""
        open_ = []
        for item in inputs:
            if item >= 0:
                open_.append(item)
            elif item == TRUE:
                needs -= 1
        if needs <= 0:
            return TRUE
        if needs > len(open_):
            return FALSE
        if needs in (1, len(open_)) and len(open_) > 1:
            open_ = list(dict.fromkeys(open_))
            needs = 1 if needs == 1 else len(open_)
        if len(open_) == 1:
            return open_[0]
        return self._gate(needs, open_)

    def _gate(self, needs: int, inputs: list[int]) -> int:
        key = (needs, tuple(inputs))
        if key not in self._gates:
            self._gates[key] = self._put(needs, key[1], "")
        return self._gates[key]

    def _put(self, needs: int, inputs: tuple[int, ...], name: str) -> int:
        self.needs.append(needs)
        self.inputs.append(inputs)
        self.names.append(name)
        return len(self.needs) - 1

    def formula(self, root: int) -> Formula:
        """The formula of an item, without what does not stand beneath it."""
        if root < 0:
            return Formula((), (), (), root)
        kept, waiting = {root}, [root]
        while waiting:
            new = [item for item in self.inputs[waiting.pop()] if item not in kept]
            kept.update(new)
            waiting.extend(new)
        order = sorted(kept)
        place = {item: at for at, item in enumerate(order)}
        inputs = tuple(tuple(place[item] for item in self.inputs[old]) for old in order)
        return Formula(
            tuple(self.needs[old] for old in order), inputs, tuple(self.names[old] for old in order), place[root]
        )


class Reasons:
    """The steps that a claim rests on. A step without a source is left out where a step with one carries something.

    So a lone assumption beside cited evidence hides no linchpin. `carried` says whether the grade of a step is above
    none in the reading that is asked about. What was prepared is kept from one question to the next; `prepare` must
    have seen what is asked for.
    """

    def __init__(self, graph: Graph, carried: Carried) -> None:
        self.graph, self.carried = graph, carried
        self._sourced: dict[int, bool] = {}
        self._steps: dict[int, tuple[Step, ...]] = {}

    def of(self, at: int) -> tuple[Step, ...]:
        return self._steps[at]

    def prepare(self, order: Iterable[int]) -> None:
        """Take in nodes, each after the premises of its steps."""
        nodes, sourced, known = self.graph.nodes, self._sourced, self._steps
        for at in order:
            if at in known:
                continue
            node = nodes[at]
            if not node.reasons:
                self._steps[at], sourced[at] = (), bool(node.cites)
                continue
            steps = self.graph.supporting(node)
            with_source = [step for step in steps if any(sourced[premise] for premise in step.premises)]
            sourced[at] = bool(with_source)
            if 0 < len(with_source) < len(steps) and any(self.carried(step) for step in with_source):
                steps = tuple(with_source)
            self._steps[at] = steps


def beneath_first(graph: Graph, roots: Iterable[int]) -> list[int]:
    """The roots and all that supports them: every node after its premises, else in the order of the file."""
    order: list[int] = []
    seen = set[int]()
    waiting = list(roots)[::-1]
    while waiting:
        at = waiting.pop()
        if at < 0:
            order.append(~at)
        elif at not in seen:
            seen.add(at)
            waiting.append(~at)
            premises = [p for step in graph.supporting(graph.nodes[at]) for p in step.premises if p not in seen]
            waiting.extend(reversed(premises))
    return order


class Lineage:
    """What a citation comes to: who stands behind it, and whether anything of it is left from the start."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self._alive: dict[str, bool] = {UNKNOWN: True}

    def upwards(self, key: str, done: Mapping[str, object]) -> Iterator[str]:
        """A source and all that it repeats and that is not yet done, each after those that it repeats itself."""
        waiting = [(key, False)]
        met = set[str]()
        while waiting:
            here, leaving = waiting.pop()
            if leaving:
                yield here
            elif here not in met and here not in done:
                met.add(here)
                waiting.append((here, True))
                waiting.extend((above, False) for above in reversed(self.above(here)))

    def above(self, key: str) -> tuple[str, ...]:
        return () if key == UNKNOWN else self.sources.by_key[key].from_

    def alive(self, key: str) -> bool:
        """Whether a source is there while nothing is lost: not retracted, and not repeating only what is."""
        for here in self.upwards(key, self._alive):
            source = self.sources.by_key[here]
            heard = not source.from_ or any(self._alive[above] for above in source.from_)
            self._alive[here] = heard and source.retracted is None
        return self._alive[key]

    def shared_groups(self, cited: Iterable[str]) -> frozenset[str]:
        """The groups of which two sources or more are cited, or repeated by a cited one."""
        found: dict[str, None] = {}
        for key in cited:
            for here in self.upwards(key, found):
                found[here] = None
        members: dict[str, set[str]] = defaultdict(set)
        for key in found:
            groups = self.sources.groups_of(key) if key != UNKNOWN else ()
            one = next((group for group in groups if group in self.sources.same), key)
            for group in groups:
                members[group].add(key if group in self.sources.same else one)
        return frozenset(group for group, keys in members.items() if len(keys) > 1)


def formula(
    graph: Graph,
    root: int,
    reading: Reading,
    view: View,
    reasons: Reasons,
) -> Formula:
    """The formula of a node in one reading, over the events of one view.

    `reasons` says which steps count in that reading; those of another form of the same map leave out here what they
    leave out there.
    """
    writer, items = written_out(graph, root, reading, view, reasons)
    return writer.formula(items[root])


def written_out(
    graph: Graph, root: int, reading: Reading, view: View, reasons: Reasons
) -> tuple[Writer, dict[int, int]]:
    """All items of a node's formula, with the item of each node beneath it."""
    order = beneath_first(graph, [root])
    other = reasons.graph is not graph
    reasons.prepare(beneath_first(reasons.graph, [root]) if other else order)
    nodes = [graph.nodes[at] for at in order]
    lineage = Lineage(graph.sources)
    groups = lineage.shared_groups(key for node in nodes for key in made(node, reading)) if view != "claim" else None
    leaves = Leaves(Writer(), lineage, reading, view, groups or frozenset())
    items: dict[int, int] = {}
    for node in nodes:
        steps = reasons.of(node.at) if node.reasons else ()
        items[node.at] = written(leaves, node, [graph.steps[step.at] for step in steps] if other else steps, items)
    return leaves.writer, items


def written(leaves: "Leaves", node: Node, steps: Iterable[Step], items: Mapping[int, int]) -> int:
    """The item of a node: a leaf, or any of its steps, given the items of their premises."""
    if node.kind != "claim" or not steps:
        return leaves.leaf(node)
    gate = leaves.writer.gate
    return gate(1, [gate(step.needs, [items[premise] for premise in step.premises]) for step in steps])


def made(node: Node, reading: Reading) -> tuple[str, ...]:
    """The sources that a node cites in a reading: an uncertain citation is not made on sources alone."""
    return tuple(cite.key for cite in node.cites if reading == "own_word_taken" or not cite.uncertain)


def stands(node: Node, reading: Reading, lineage: Lineage) -> bool:
    """Whether anything is left from the start behind a node without steps, while nothing is lost."""
    if node.kind == "assumption":
        return True
    if node.cites:
        return any(lineage.alive(key) for key in made(node, reading))
    return reading == "own_word_taken"


class Leaves:
    """The items of evidence, bare claims and assumptions, in one reading and view."""

    def __init__(self, writer: Writer, lineage: Lineage, reading: Reading, view: View, groups: frozenset[str]) -> None:
        self.writer, self.lineage, self.reading, self.view, self.groups = writer, lineage, reading, view, groups
        self._sources: dict[str, int] = {}

    def leaf(self, node: Node) -> int:
        """The item of a node without steps."""
        if node.kind == "assumption":
            return TRUE if self.view == "origin" else self.writer.event("node", node.id)
        if not node.cites:
            return self._own_word(node)
        cited = made(node, self.reading)
        if self.view == "claim":
            return self.writer.event("node", node.id) if stands(node, self.reading, self.lineage) else FALSE
        return self.writer.gate(1, [self.source(key) for key in cited])

    def _own_word(self, node: Node) -> int:
        if self.reading == "sources_alone" or self.view == "origin":
            return FALSE
        return self.writer.event("node", node.id) if self.view == "claim" else self.writer.event("word", node.by)

    def source(self, key: str) -> int:
        """The item of a source, seen by source or by origin."""
        for here in self.lineage.upwards(key, self._sources):
            self._sources[here] = self._one(here)
        return self._sources[key]

    def _one(self, key: str) -> int:
        event, gate = self.writer.event, self.writer.gate
        if key == UNKNOWN:
            return event("source", UNKNOWN)
        source = self.lineage.sources.by_key[key]
        if source.retracted is not None:
            return FALSE
        parts = [event("group", group) for group in self.lineage.sources.groups_of(key) if group in self.groups]
        if (self.view == "source" and not self._is_another(key)) or not (parts or source.from_):
            parts.insert(0, event("source", key))
        if source.from_:
            parts.append(gate(1, [self._sources[above] for above in source.from_]))
        return gate(len(parts), parts)

    def _is_another(self, key: str) -> bool:
        """Whether a source is one and the same with another that is cited: its loss is theirs."""
        sources = self.lineage.sources
        return any(group in sources.same and group in self.groups for group in sources.joined.get(key, ()))
