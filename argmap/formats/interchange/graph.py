"""The graph of the Argument Interchange Format, whatever file it stands in, and what it says in a map.

Information nodes (I) are statements. Between them stand inferences (RA), conflicts (CA), rephrases (MA) and preferences
(PA); an edge into one comes from a premise, an edge out of it goes to what it concludes, speaks against or restates.
A conflict may speak against another such node: an undercut. Locutions (L), transitions (TA) and illocutions (YA) are
the dialogue, which `utterances` reads. See Chesñevar et al., Towards an argument interchange format (2006), and Reed et
al., AIF+: dialogue in the Argument Interchange Format (2008).

A rephrase becomes a reason with the scheme `rephrase`: what speaks for the restatement speaks for what is restated.
The two are not made one, for an analyst links an answer to its question, and the particular to the general, so too.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from argmap.formats.interchange import schemes
from argmap.formats.reading.markup import tags, without_markup
from argmap.formats.shared.common import Placed
from argmap.formats.shared.draft import Draft, Statement, Step, StepKind
from argmap.problem import Problem, counted, one_line

RELATIONS = frozenset({"RA", "CA", "MA", "PA"})
DIALOGUE = frozenset({"L", "TA", "YA"})
UNDERCUTS = 40  # undercuts of undercuts; the rest is left out
KNOWN = frozenset({"I"}) | RELATIONS | DIALOGUE

_CALLED = {
    "I": "the statement",
    "RA": "the inference",
    "CA": "the conflict",
    "MA": "the rephrase",
    "PA": "the preference",
    "L": "the locution",
    "TA": "the transition",
    "YA": "the illocution",
}


@dataclass(slots=True, eq=False)
class Node:
    """A node of the graph; line and column from 1."""

    id: str
    type: str
    text: str  # as it stands in the file
    scheme: str = ""  # as words; empty for the default one
    path: str = ""
    line: int = 1
    column: int = 1
    name: str = ""  # what becomes the id of a statement
    fields: dict[str, str] = field(default_factory=dict)  # further keys of the statement, as the map file has them

    def __str__(self) -> str:
        return f"{_CALLED.get(self.type, 'the node')} {one_line(self.id, 40)}"


class Edge(NamedTuple):
    """A directed edge, by the ids of its ends."""

    start: str
    end: str
    path: str
    line: int
    column: int


class Record(NamedTuple):
    """Who uttered a node, and when; a person is a number."""

    node: str
    person: str
    start: str
    path: str
    line: int
    column: int


class Interchange:
    """A graph in the making: nodes by id, edges between them, who uttered what. What is odd is said and left out."""

    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self.records: list[Record] = []
        self.people: dict[str, str] = {}  # number of a person -> name
        self.into: dict[str, list[Node]] = {}
        self.out_of: dict[str, list[Node]] = {}
        self.left_out: list[Placed] = []

    def put_node(self, node: Node) -> None:
        """Add a node. The same one may stand in several files of a model."""
        first = self.nodes.get(node.id)
        if not node.id:
            self.leave(node, f"a node without an id is left out: “{one_line(node.text)}”", "give it one")
        elif first is None:
            self.nodes[node.id] = node
        elif first.path == node.path or (first.type, first.text) != (node.type, node.text):
            self.leave(node, f"{node} stands a second time, after line {first.line}", "the first one is read")

    def put_edge(self, edge: Edge) -> None:
        """Add an edge; its ends may still come."""
        first = self.edges.setdefault((edge.start, edge.end), edge)
        if first is not edge and first.path == edge.path:
            self.leave(edge, f"an edge from {edge.start} to {edge.end} stands a second time", "one is read")

    def join(self) -> None:
        """Look at all ends of edges, once all are there."""
        for node in self.nodes.values():
            if node.type not in KNOWN:
                what = f"the node {one_line(node.id, 40)} is of the type “{one_line(node.type, 20)}”"
                self.leave(node, f"{what}: it is left out", "AIF has I, RA, CA, MA, PA, L, TA, YA")
        self.nodes = {id_: node for id_, node in self.nodes.items() if node.type in KNOWN}
        for edge in self.edges.values():
            missing = [end for end in (edge.start, edge.end) if end not in self.nodes]
            if missing:
                named = " and ".join(f"`{one_line(end, 40)}`" for end in dict.fromkeys(missing))
                self.leave(edge, f"an edge leads from or to {named}, which is no node that is read", "add the node")
            elif edge.start == edge.end:
                self.leave(edge, f"an edge leads from {self.nodes[edge.start]} to itself", "take it out")
            else:
                self.out_of.setdefault(edge.start, []).append(self.nodes[edge.end])
                self.into.setdefault(edge.end, []).append(self.nodes[edge.start])

    def before(self, node: Node, *types: str) -> list[Node]:
        """The nodes of those types from which an edge leads to this one."""
        return [one for one in self.into.get(node.id, ()) if one.type in types]

    def after(self, node: Node, *types: str) -> list[Node]:
        """The nodes of those types to which an edge leads from this one."""
        return [one for one in self.out_of.get(node.id, ()) if one.type in types]

    def of_type(self, *types: str) -> Iterator[Node]:
        """The nodes of those types, in the order of the file."""
        return (node for node in self.nodes.values() if node.type in types)

    def edge(self, start: Node, end: Node) -> Edge:
        """The edge between two nodes."""
        return self.edges[start.id, end.id]

    def budget(self) -> int:
        """How much may be made of the edges where each end may be joined with each other one."""
        return 2 * len(self.edges) + 10_000

    def leave(self, at: "Node | Edge | Record", message: str, help_: str) -> None:
        """Say what is left out, at the place of a part."""
        self.left_out.append(Placed(at.path, Problem(at.line, at.column, message, help_)))

    def count(self, nodes: Sequence[Node], noun: str, several: str, why: str) -> None:
        """Say of many of one kind at once that they are left out, at the place of the first."""
        if nodes:
            what = f"{counted(len(nodes), noun, several)} left out, {'first' if len(nodes) > 1 else 'here'}"
            self.leave(nodes[0], f"{what} {nodes[0]}", why)


def put_reasoning(graph: Interchange, draft: Draft) -> dict[str, Statement]:
    """Put the statements of a graph, and the steps between them, into a draft; the statements by node id.

    A locution that stands where a statement belongs must have become one (`utterances.put_dialogue`).
    """
    statements: dict[str, Statement] = {}
    for node in graph.of_type("I"):
        statements[node.id] = _statement(graph, node)
    draft.statements.extend(statements.values())
    _Steps(graph, statements, draft).put()
    return statements


def _statement(graph: Interchange, node: Node) -> Statement:
    text = without_markup(node.text)
    if found := tags(node.text):
        shown = one_line(" ".join(dict.fromkeys(found)), 40)
        graph.leave(node, f"the markup of {node} is left out: {shown}", "a claim is plain text")
    if node.scheme:
        graph.leave(node, f"{node} has the scheme “{one_line(node.scheme, 40)}”", "only steps have schemes: left out")
    for end in graph.after(node, "I"):
        what = f"an edge leads straight from {node} to {end}: it is left out"
        graph.leave(graph.edge(node, end), what, "put an inference or a conflict between them")
    return Statement(text, name=node.name, path=node.path, line=node.line, column=node.column, fields=dict(node.fields))


class _Steps:
    """The steps between the statements of a graph."""

    def __init__(self, graph: Interchange, statements: dict[str, Statement], draft: Draft) -> None:
        self.graph, self.statements, self.draft = graph, statements, draft
        self.made: dict[str, list[Step]] = {}  # node id -> the steps that it stands for
        self._left = graph.budget()  # premises that steps may still have

    def put(self) -> None:
        """Make all steps: first those to statements, then conflicts with steps that are made, as long as any are."""
        relations = list(self.graph.of_type("RA", "CA", "MA"))
        for node in self.graph.of_type("PA"):
            self._say_preference(node)
        behind: dict[str, list[tuple[Node, Node]]] = {}
        for node in relations:
            for pair in self._to_statements(node):
                behind.setdefault(pair[1].id, []).append(pair)
        ready = deque((id_, 1) for id_ in self.made)
        while ready:
            id_, depth = ready.popleft()
            for node, target in behind.pop(id_, ()):
                if depth > UNDERCUTS:
                    what = f"{node} is an undercut of undercuts more than {UNDERCUTS} deep: it is left out"
                    self.graph.leave(node, what, "speak against a statement")
                    continue
                if node.id not in self.made:
                    ready.append((node.id, depth + 1))
                premises = self._premises(node)
                self.made.setdefault(node.id, []).extend(self._steps(node, "unless", premises, self.made[target.id]))
        for node, target in (pair for pairs in behind.values() for pair in pairs):
            what = f"{node} speaks against {target}, which is no step that is read"
            self.graph.leave(self.graph.edge(node, target), f"{what}: this is left out", "mend that one first")
        self.draft.steps.extend(step for node in relations for step in self.made.get(node.id, ()))

    def _to_statements(self, node: Node) -> Iterator[tuple[Node, Node]]:
        """Make the steps to statements, and give what is to be an undercut, with what it speaks against."""
        premises, ends = self._premises(node), self.graph.after(node, "I")
        others = self.graph.after(node, "RA", "CA", "MA", "PA")
        for end in self.graph.after(node, *DIALOGUE):
            what = f"{node} leads to {end}: this is left out"
            self.graph.leave(self.graph.edge(node, end), what, "a step leads to a statement")
        if not ends and not others:
            self.graph.leave(node, f"{node} leads to nothing: it is left out", "say what it is about")
        elif not premises:
            self.graph.leave(node, f"{node} comes from nothing: it is left out", "say what it rests on")
        else:
            if len(ends) > 1:
                what = f"{node} leads to {len(ends)} statements: there is a step to each"
                self.graph.leave(node, what, "that it is one step is left out")
            kind: StepKind = "but" if node.type == "CA" else "because"
            if ends:
                targets = [self.statements[end.id] for end in ends]
                self.made[node.id] = list(self._steps(node, kind, premises, targets))
            for end in others:
                if node.type == "CA" and end.type != "PA":
                    yield node, end
                else:
                    what = f"{node} leads to {end}: this is left out"
                    self.graph.leave(self.graph.edge(node, end), what, "a map has no reasons for steps")

    def _premises(self, node: Node) -> list[Statement]:
        return [self.statements[one.id] for one in self.graph.before(node, "I")]

    def _steps(
        self, node: Node, kind: StepKind, premises: list[Statement], targets: Sequence[Statement | Step]
    ) -> Iterator[Step]:
        """A step to each of the targets. A few nodes, each of which leads to all others, would make millions."""
        for target in [*targets]:
            self._left -= len(premises)
            if self._left < 0:
                self.graph.leave(node, f"{node} makes too many steps: the rest is left out", "let it lead to one thing")
                return
            yield self._step(node, kind, premises, target)

    def _step(self, node: Node, kind: StepKind, premises: list[Statement], to: Statement | Step) -> Step:
        scheme = schemes.key(node.type, node.scheme)
        step = Step(kind, premises, to, path=node.path, line=node.line, column=node.column)
        if scheme:
            step.fields["scheme"] = scheme
        return step

    def _say_preference(self, node: Node) -> None:
        preferred = ", ".join(str(one) for one in self.graph.before(node, *KNOWN)) or "nothing"
        over = ", ".join(str(one) for one in self.graph.after(node, *KNOWN)) or "nothing"
        what = one_line(f"{preferred} to {over}", 200)
        self.graph.leave(node, f"{node} prefers {what}: it is left out", "a map has no preferences")
