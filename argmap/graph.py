"""The map arranged for asking: statements, the steps between them, sources and their lineage.

A *node* is a claim, a piece of evidence or an assumption. A *step* is the move from one premise, or from several
together, up to a node; an objection is a step against a node, and an undercut a step against a step. What is written
once and used twice (`see`) is one node. Nodes and steps refer to each other by position in the graph's two tuples, in
the order of the file.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import TopologicalSorter
from typing import Literal, NamedTuple, TypeAlias

from argmap.model import (
    ANONYMOUS,
    UNKNOWN,
    Map,
    Move,
    Source,
    Statement,
)
from argmap.place import Route
from argmap.problem import nearest

Kind: TypeAlias = Literal["claim", "evidence", "assumption"]
StepKind: TypeAlias = Literal["because", "but", "unless"]
Side: TypeAlias = Literal["for", "against", "reply", "unused"]


class Citation(NamedTuple):
    """A source as a piece of evidence names it."""

    key: str
    locator: str | None
    uncertain: bool


class Node(NamedTuple):
    """A claim, a piece of evidence or an assumption."""

    at: int  # its position in the graph
    id: str  # the author's, or the number
    number: str  # its place in the outline, as 1.2.1
    kind: Kind
    text: str
    by: Literal["text", "mapper"]
    route: Route
    parent: int | None  # the node that it stands under in the file
    item: Statement
    reasons: tuple[int, ...]  # steps that end in it
    objections: tuple[int, ...]  # steps against it
    cites: tuple[Citation, ...]


class Step(NamedTuple):
    """The move from premises to a node, or against a node or a step."""

    at: int  # its position in the graph
    id: str
    kind: StepKind
    to: int  # the node; for an undercut the node that the undercut step ends in
    undercuts: int | None  # the step that an undercut speaks against
    premises: tuple[int, ...]
    needs: int  # how many of the premises suffice
    route: Route
    item: Move
    unless: tuple[int, ...]  # undercuts of this step

    @property
    def supports(self) -> bool:
        """Whether it is a reason that can carry anything: an explanation is drawn, but supports nothing."""
        return self.kind == "because" and self.item.scheme != "explanation"


@dataclass(frozen=True)
class Sources:
    """The sources of a map and how they hang together."""

    by_key: Mapping[str, Source]
    groups: Mapping[str, tuple[str, ...]]  # group -> its sources; the anonymous ones among them
    # For a question that is asked: further groups of a source, and those groups whose sources are one and the same.
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    same: frozenset[str] = frozenset()

    def groups_of(self, key: str) -> tuple[str, ...]:
        """The groups that a source shares its fate with: its own, that of the anonymous, and further ones."""
        source = self.by_key[key]
        own = (source.group,) if source.group else ()
        anonymous = (ANONYMOUS,) if source.anonymous and not source.distinct else ()
        return (*own, *anonymous, *self.joined.get(key, ()))

    @cached_property
    def from_the_top(self) -> tuple[str, ...]:
        """The sources, each after those that it repeats."""
        lineage = {key: source.from_ for key, source in self.by_key.items()}
        return tuple(key for key in TopologicalSorter(lineage).static_order() if key != UNKNOWN)

    def lineage(self, key: str) -> tuple[str, ...]:
        """A source and all that it repeats, nearest first; `unknown` where the map says so."""
        found = dict.fromkeys([key])
        waiting = deque(found)
        while waiting:
            here = waiting.popleft()
            for above in self.by_key[here].from_ if here != UNKNOWN else ():
                if above not in found:
                    found[above] = None
                    waiting.append(above)
        return tuple(found)

    def name(self, key: str) -> str:
        """How a reader knows a source, a group or what stands for one."""
        if key in self.by_key:
            return self.by_key[key].name
        if "+" in key:
            return f"{' and '.join(map(self.name, key.split('+')))}, taken as one"
        names = {ANONYMOUS: "anonymous sources", UNKNOWN: "an unknown origin"}
        return names.get(key, f"the group {key}")


@dataclass(frozen=True, slots=True)
class Graph:
    """A whole map, arranged. `order` has every node after the premises of its reasons."""

    map: Map
    nodes: tuple[Node, ...]
    steps: tuple[Step, ...]
    theses: tuple[int, ...]
    sides: tuple[Side, ...]
    order: tuple[int, ...]
    sources: Sources
    by_id: Mapping[str, int]
    _supporting: tuple[tuple[Step, ...], ...] = field(init=False, repr=False)
    _by_number: Mapping[str, int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for a hundred thousand times in an audit of a large map.
        found = tuple(
            tuple([step for at in node.reasons if (step := self.steps[at]).supports]) if node.reasons else ()
            for node in self.nodes
        )
        object.__setattr__(self, "_supporting", found)
        object.__setattr__(self, "_by_number", {node.number: node.at for node in self.nodes})

    def supporting(self, node: Node) -> tuple[Step, ...]:
        """The reasons of a node that can carry it; none where it is bare or not a claim."""
        return self._supporting[node.at]

    def is_bare(self, node: Node) -> bool:
        """Whether nothing stands behind it but its speaker's word."""
        if node.kind == "evidence":
            return not node.cites
        return node.kind == "claim" and not self.supporting(node)

    def beneath(self, index: int) -> frozenset[int]:
        """The node and all that supports it, by position."""
        found, waiting = {index}, [index]
        while waiting:
            for step in self.supporting(self.nodes[waiting.pop()]):
                new = [premise for premise in step.premises if premise not in found]
                found.update(new)
                waiting.extend(new)
        return frozenset(found)

    def find(self, name: str) -> Node | None:
        """The node with that id or outline number."""
        index = self.by_id.get(name, self._by_number.get(name))
        return None if index is None else self.nodes[index]

    def no_statement(self, name: str) -> str:
        """What a name is that `find` finds nothing for, to help whoever wrote it: a source, a step, or mistyped."""
        if name in self.sources.by_key:
            behind = [
                node.id for node in self.nodes if any(name in self.sources.lineage(cite.key) for cite in node.cites)
            ]
            return "it is a source" + (f", behind {', '.join(behind[:3])}" if behind else " that nothing cites")
        step = next((step for step in self.steps if step.id == name), None)
        if step is not None:
            premises = ", ".join(self.nodes[at].id for at in step.premises)
            return f"it is the step from {premises} to {self.nodes[step.to].id}: name one of these"
        near = nearest(name, self.by_id)
        return f"did you mean `{near}`?" if near else "`argmap show` lists ids and outline numbers"

    def called(self, name: str) -> str:
        """How a reader knows what can be lost: a source, group, assumption, own word or statement."""
        if name in ("text", "mapper"):
            return f"the {name}'s own word"
        node = self.find(name)
        if node is None:
            return self.sources.name(name)
        return f"the assumption {node.id}" if node.kind == "assumption" else node.id


def text_only(graph: Graph) -> Graph:
    """The graph without what the map's maker added: ids and numbers stay, emptied steps and attacks go."""
    nodes, steps = graph.nodes, graph.steps
    kept_nodes, kept_steps, waiting = set[int](), set[int](), deque[int]()

    def keep(index: int) -> None:
        if index not in kept_nodes:
            kept_nodes.add(index)
            waiting.append(index)

    for node in nodes:
        if node.parent is None and (node.by == "text" or node.at in graph.theses):
            keep(node.at)
    while waiting:
        node = nodes[waiting.popleft()]
        moves = deque((*node.reasons, *node.objections))
        while moves:
            step = steps[moves.popleft()]
            premises = [premise for premise in step.premises if nodes[premise].by == "text"]
            if premises:
                kept_steps.add(step.at)
                moves.extend(step.unless)
                for premise in premises:
                    keep(premise)
    return _sifted(graph, sorted(kept_nodes), sorted(kept_steps))


def _sifted(graph: Graph, node_indexes: Sequence[int], step_indexes: Sequence[int]) -> Graph:
    """The graph of the given nodes and steps alone."""
    node_at = {old: new for new, old in enumerate(node_indexes)}
    step_at = {old: new for new, old in enumerate(step_indexes)}

    def moved(indexes: tuple[int, ...], table: Mapping[int, int]) -> tuple[int, ...]:
        return tuple(table[index] for index in indexes if index in table)

    nodes = tuple(
        node._replace(
            at=node_at[node.at],
            parent=node_at.get(node.parent) if node.parent is not None else None,
            reasons=moved(node.reasons, step_at),
            objections=moved(node.objections, step_at),
        )
        for node in (graph.nodes[index] for index in node_indexes)
    )
    steps = []
    for step in (graph.steps[index] for index in step_indexes):
        premises = moved(step.premises, node_at)
        undercuts = step_at[step.undercuts] if step.undercuts is not None else None
        steps.append(
            step._replace(
                at=step_at[step.at],
                to=node_at[step.to],
                undercuts=undercuts,
                premises=premises,
                needs=min(step.needs, len(premises)),
                unless=moved(step.unless, step_at),
            )
        )
    theses = moved(graph.theses, node_at)
    return Graph(
        map=graph.map,
        nodes=nodes,
        steps=tuple(steps),
        theses=theses,
        sides=sides(nodes, steps, theses),
        order=moved(graph.order, node_at),
        sources=graph.sources,
        by_id={node.id: node.at for node in nodes},
    )


def sides(nodes: Sequence[Node], steps: Sequence[Step], theses: Sequence[int]) -> tuple[Side, ...]:
    """On which side of the argument each node stands: by the fewest attacks on the way to a thesis."""
    attacks = [-1] * len(nodes)
    levels: list[list[int]] = [list(theses)]
    for depth, level in enumerate(levels):
        while level:
            at = level.pop()
            if attacks[at] >= 0:
                continue
            attacks[at] = depth
            for reason in nodes[at].reasons:
                level.extend(steps[reason].premises)
                _put_attackers(levels, depth + 1, steps[reason].unless, steps)
            _put_attackers(levels, depth + 1, nodes[at].objections, steps)
    return tuple(_side(count) for count in attacks)


def _put_attackers(levels: list[list[int]], depth: int, attacks: Sequence[int], steps: Sequence[Step]) -> None:
    """Put the premises of attacks on their level, and what undercuts those attacks on the levels below."""
    while attacks:
        while len(levels) <= depth:
            levels.append([])
        for attack in attacks:
            levels[depth].extend(steps[attack].premises)
        attacks = [undercut for attack in attacks for undercut in steps[attack].unless]
        depth += 1


def _side(attacks: int) -> Side:
    if attacks < 0:
        return "unused"
    if attacks == 0:
        return "for"
    return "against" if attacks % 2 else "reply"
