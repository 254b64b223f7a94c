"""The origins that each claim really depends on, on its sources alone.

Where the inputs of a gate have no origin in common it depends on all that they do, and nothing need be asked. Where
they have, an origin can be idle (a source, or else that source with another, comes to the first alone): then the
minimal cut sets of the gate say which appear in any, or its minimal path sets, or its decision diagram. Beyond the
limits all origins are named that stand beneath: perhaps one too many, never one too few.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import overload

from argmap.support import diagram
from argmap.support.function import FALSE, EventKey, Leaves, Lineage, Reasons, Writer, made, written
from argmap.support.parts import Families, Items, Meter, Part, TooMuch, at_least, bits, parts

NODE_LIMIT = 2**15  # of a diagram
DIAGRAMS = 2**16  # nodes made and looked at in all diagrams of a map
GATE_SETS = 3_000  # sets looked at for one gate
ALL_SETS = 300_000  # and for all of a map
TRIALS = 1_000_000  # leaves set in all trials of a part
NAMES_KEPT = 1_000_000  # in the sets that are kept for the next asking
VERSIONS = 4  # forms of a claim, on the average, that groups may ask for


def origins(reasons: Reasons) -> Sequence[frozenset[str]]:
    """The names of the origins (sources, groups, `unknown`) of every node, by position in the graph.

    `reasons` says which steps count on sources alone. A set is made where it is asked for: a chain of 10,000 claims
    with as many sources has fifty million names to tell.
    """
    graph = reasons.graph
    forms = _Forms(reasons)
    roots = dict.fromkeys(graph.order, FALSE)
    for at in graph.order:
        roots[at] = forms.item(at)
    depends = _Dependence(forms.writer, roots.values()).work_out()
    return _Named(forms, [depends.get(roots[at], 0) for at in range(len(graph.nodes))])


class _Named(Sequence[frozenset[str]]):
    """The names of origins, from what each node depends on, as bits by the places of events."""

    def __init__(self, forms: "_Forms", depends: Sequence[int]) -> None:
        self._forms, self._depends = forms, depends
        self._kept: dict[tuple[int, int], frozenset[str]] = {}
        self._room = NAMES_KEPT

    def __len__(self) -> int:
        return len(self._depends)

    @overload
    def __getitem__(self, at: int) -> frozenset[str]: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[frozenset[str], ...]: ...

    def __getitem__(self, at: int | slice) -> frozenset[str] | tuple[frozenset[str], ...]:
        if isinstance(at, slice):
            return tuple(self[one] for one in range(*at.indices(len(self))))
        at = range(len(self))[at]
        key = (self._depends[at], self._forms.grouped[at])
        if key not in self._kept:
            names = self._forms.names(at, self._depends[at])
            self._room -= len(names)
            if self._room < 0:
                self._kept, self._room = {}, NAMES_KEPT
            self._kept[key] = names
        return self._kept[key]


class _Forms:
    """The items of all nodes, seen by origin.

    A group is one origin only beneath a node under which two of its sources are cited, so a claim may need another form
    beneath a claim further up. Groups whose sources repeat nobody and are in no other group do without: their event is
    the same in all forms, and takes the name of the one source where there is one.
    """

    def __init__(self, reasons: Reasons) -> None:
        graph = reasons.graph
        self.graph, self.sources = graph, graph.sources
        self.writer, self.lineage = Writer(), Lineage(graph.sources)
        self.reasons = reasons
        self.reasons.prepare(graph.order)
        self.members = self._member_bits()
        self.simple = frozenset(group for group in self.members if self._is_simple(group))
        self.grouped = self._grouped() if self.members else [0] * len(graph.nodes)
        self._items: dict[frozenset[str], dict[int, int]] = {}
        self._leaves: dict[frozenset[str], Leaves] = {}
        self._shared: dict[int, frozenset[str]] = {0: frozenset()}
        self.left = VERSIONS * len(graph.nodes) + 1000

    # -- groups

    def _member_bits(self) -> dict[str, int]:
        """For each group its sources, as bits; a source has the same bit in all groups."""
        places: dict[str, int] = {}
        for keys in self.sources.groups.values():
            for key in keys:
                places.setdefault(key, len(places))
        self.places, self.keys = places, tuple(places)
        return {group: sum(1 << places[key] for key in keys) for group, keys in self.sources.groups.items()}

    def _is_simple(self, group: str) -> bool:
        keys = self.sources.groups[group]
        return all(not self.lineage.above(key) and len(self.sources.groups_of(key)) == 1 for key in keys)

    def _grouped(self) -> list[int]:
        """For each node the sources in groups that are cited beneath it, or repeated by a cited one."""
        of_source: dict[str, int] = {}
        found = [0] * len(self.graph.nodes)
        for at in self.graph.order:
            node = self.graph.nodes[at]
            for key in made(node, "sources_alone"):
                for here in self.lineage.upwards(key, of_source):
                    of_source[here] = 1 << self.places[here] if here in self.places else 0
                    for above in self.lineage.above(here):
                        of_source[here] |= of_source[above]
                found[at] |= of_source[key]
            for step in self.reasons.of(at):
                for premise in step.premises:
                    found[at] |= found[premise]
        return found

    def shared(self, at: int) -> frozenset[str]:
        """The groups that are one origin beneath a node."""
        grouped = self.grouped[at]
        if grouped not in self._shared:
            self._shared[grouped] = frozenset(
                group for group, keys in self.members.items() if self._count(group, grouped & keys) > 1
            )
        return self._shared[grouped]

    def _count(self, group: str, keys: int) -> int:
        """How many sources those are, where some are one and the same for the question that is asked."""
        if group not in self.sources.same:
            for one in self.sources.same:
                both = keys & self.members[one]
                keys ^= both & (both - 1)  # but the lowest
        return keys.bit_count()

    # -- items

    def item(self, at: int) -> int:
        """The item of a node as a root."""
        groups = self.shared(at) - self.simple
        if groups and self.left < 0:
            groups = frozenset(self.members) - self.simple  # too many forms: one that depends on no less
        return self._written(at, groups)

    def _written(self, root: int, groups: frozenset[str]) -> int:
        waiting = [(root, self._beneath(root, groups))]
        while waiting:
            at, form = waiting[-1]
            items = self._items.setdefault(form, {})
            missing = [] if at in items else self._missing(at, groups)
            if missing:
                waiting.extend(missing)
                continue
            waiting.pop()
            if at not in items:
                self._write(at, form, groups)
        return self._items[self._beneath(root, groups)][root]

    def _beneath(self, at: int, groups: frozenset[str]) -> frozenset[str]:
        """Those of the groups that matter beneath a node."""
        grouped = self.grouped[at]
        if not groups or not grouped:
            return _NO_GROUP
        return frozenset(group for group in groups if grouped & self.members[group])

    def _missing(self, at: int, groups: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
        wanted = [(p, self._beneath(p, groups)) for step in self.reasons.of(at) for p in step.premises]
        return [(p, form) for p, form in wanted if p not in self._items.setdefault(form, {})]

    def _write(self, at: int, form: frozenset[str], groups: frozenset[str]) -> None:
        self.left -= 1
        if form not in self._leaves:
            self._leaves[form] = Leaves(self.writer, self.lineage, "sources_alone", "origin", form | self.simple)
        steps = self.reasons.of(at)
        premises = {p: self._items[self._beneath(p, groups)][p] for step in steps for p in step.premises}
        self._items[form][at] = written(self._leaves[form], self.graph.nodes[at], steps, premises)

    # -- names

    @cached_property
    def events(self) -> tuple[EventKey, ...]:
        """The events by place; asked for when all are written."""
        return self.writer.event_keys

    def names(self, at: int, depends: int) -> frozenset[str]:
        """The names of the events that a node depends on, given as bits by the places of events."""
        names = (self._name(self.events[place], at) for place in bits(depends))
        return frozenset(name for name in names if name is not None)

    def _name(self, event: EventKey, at: int) -> str | None:
        sort, name = event
        if sort != "group" or name in self.shared(at):
            return name
        place = (self.grouped[at] & self.members[name]).bit_length() - 1
        key = self.keys[place]
        has_other = self.lineage.above(key) or not self.shared(at).isdisjoint(self.sources.groups_of(key))
        return None if has_other else key


_NO_GROUP: frozenset[str] = frozenset()


class _Dependence:
    """For every gate beneath the roots the events that it really depends on, as bits by the places of events."""

    def __init__(self, writer: Writer, roots: Iterable[int]) -> None:
        self.items = Items(list(writer.needs), list(writer.inputs))
        self.depends = {item: 1 << place for place, item in enumerate(writer.event_items)}
        used = {item for inputs in writer.inputs for item in inputs}
        self.tops = [root for root in dict.fromkeys(roots) if root >= 0 and root not in used]
        self.sets = Meter(ALL_SETS)
        self.diagrams = Meter(DIAGRAMS)

    def work_out(self) -> dict[int, int]:
        """The answer for every item; items that are none depend on nothing and are left out."""
        for part in parts(self.items, self.tops):
            self._part(part)
        return self.depends

    def _part(self, part: Part) -> None:
        found = [self.depends[leaf] for leaf in part.leaves]
        size = len(found)
        doubtful = []
        for gate, inputs in enumerate(part.inputs, size):
            below, overlap = 0, 0
            for at in inputs:
                overlap |= below & found[at]
                below |= found[at]
            found.append(below)
            if overlap and below & (below - 1):
                doubtful.append(gate)
        doubtful = _not_plainly_used(part, doubtful)
        if doubtful:
            self._ask(part, doubtful, found)
        self.depends.update(zip(part.gates, found[size:], strict=True))

    def _ask(self, part: Part, doubtful: Sequence[int], found: list[int]) -> None:
        """Replace what stands beneath doubtful gates by what they depend on, and pass it on to the gates above."""
        size = len(part.leaves)
        used = self._used_leaves(*part.beneath(doubtful))
        answers = dict(used)
        for gate, inputs in enumerate(part.inputs, size):
            leaves = answers.get(gate)
            if leaves is not None:
                found[gate] = _union(found[leaf] for leaf in bits(leaves))
            elif gate not in answers:
                found[gate] = _union(found[at] for at in inputs)
            # a gate without an answer keeps all that stands beneath it

    def _used_leaves(self, part: Part, asked: dict[int, int]) -> dict[int, int | None]:
        """For each gate that is asked for, the leaves that it depends on; None beyond the limits."""
        ours = {mine: theirs for theirs, mine in asked.items()}
        found = self._by_sets(part)
        left = [gate for gate in ours if found[gate] is None]
        if left:
            dual = self._by_sets(part.dual())
            found = [one if one is not None else other for one, other in zip(found, dual, strict=True)]
        if any(found[gate] is None for gate in left):
            exact = diagram.dependence(part, NODE_LIMIT, self.diagrams)
            if exact is not None:
                found = [*found[: len(part.leaves)], *exact]
        return {theirs: found[mine] for mine, theirs in ours.items()}

    def _by_sets(self, part: Part) -> list[int | None]:
        families = Families(part, self.sets)
        sets: list[list[int] | None] = [*families.of]
        for fails, inputs in zip(part.fails, part.inputs, strict=True):
            below = [one for at in inputs if (one := sets[at]) is not None]
            sets.append(self._sets_of(families, fails, below) if len(below) == len(inputs) else None)
        return [None if one is None else _union(one) for one in sets]

    def _sets_of(self, families: Families, fails: int, below: Sequence[list[int]]) -> list[int] | None:
        families.meter = Meter(min(GATE_SETS, self.sets.left))
        allowed = families.meter.left
        try:
            return families.gate(fails, below)
        except TooMuch:
            return None
        finally:
            self.sets.left -= allowed - max(0, families.meter.left)


def _union(sets: Iterable[int]) -> int:
    whole = 0
    for one in sets:
        whole |= one
    return whole


def _not_plainly_used(part: Part, doubtful: Sequence[int]) -> list[int]:
    """The gates in doubt for whose inputs no simple loss shows that each of them matters in full.

    If all inputs but one fail (or, where all are needed, hold) whatever that one's own leaves do, then the gate is that
    input alone. All such losses are tried at once, a bit for each.
    """
    size = len(part.leaves)
    if size * len(doubtful) > TRIALS:
        return list(doubtful)
    trials = [
        (gate, at) for gate in doubtful if part.fails[gate - size] in (1, len(part.inputs[gate - size]))
        for at in part.inputs[gate - size]
    ]  # fmt: skip
    holds = _tried(part, [(part.fails[gate - size] == 1, at) for gate, at in trials])
    failed = {gate for gate in doubtful if part.fails[gate - size] not in (1, len(part.inputs[gate - size]))}
    for place, (gate, at) in enumerate(trials):
        others = [holds[i] >> place & 1 for i in part.inputs[gate - size] if i != at]
        if sum(others) != (len(others) if part.fails[gate - size] == 1 else 0):
            failed.add(gate)
    return sorted(failed)


def _tried(part: Part, trials: Sequence[tuple[bool, int]]) -> list[int]:
    """For each leaf and gate, as bits, in which of the trials it holds.

    In a trial the leaves beneath a place are lost and all others are there (true), or the other way round (false).
    """
    size = len(part.leaves)
    beneath = [1 << leaf for leaf in range(size)]
    for inputs in part.inputs:
        beneath.append(_union(beneath[at] for at in inputs))
    holds = [0] * size
    for place, (lost, at) in enumerate(trials):
        there = ~beneath[at] & ((1 << size) - 1) if lost else beneath[at]
        for leaf in bits(there):
            holds[leaf] |= 1 << place
    for fails, inputs in zip(part.fails, part.inputs, strict=True):
        holds.append(at_least(len(inputs) - fails + 1, [holds[at] for at in inputs]))
    return holds
