"""A map as a network: nodes and edges with attributes, for formats of graphs.

Every statement and every source is a node. Edges run from what supports, speaks against or reports to what that is of.
A step of one premise without an undercut is an edge; any other is a node of its own, to which its premises lead, so
that an undercut has an end. The attributes are those of the flat records.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats.shared.carrying import Kept
from argmap.formats.shared.features import Feature
from argmap.formats.shared.flat import CARRIED, Record, source_record, statement_record, step_record
from argmap.graph import Graph, Node, Step
from argmap.model import UNKNOWN, About

FEATURES: frozenset[Feature] = CARRIED | {"about", "title", "map-note"}
ABOUT_KEYS = tuple(About.model_fields)
FLAGS = frozenset({"thesis", "from-unknown", "unsure", "anonymous", "plural"})  # attributes that are true or absent
NUMBERS = frozenset({"needs", "credibility", "about-words", "about-starts"})


@dataclass(frozen=True, slots=True)
class Vertex:
    """A node of a network: `kind` is that of a statement, or `source` or `step`."""

    name: str
    kind: str
    text: str = ""
    attributes: Record = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a network: because, but, unless, premise (to a step), source (of an evidence) or from."""

    tail: str
    head: str
    kind: str
    attributes: Record = field(default_factory=dict)


def head(graph: Graph) -> Record:
    """What is said of the map as a whole."""
    map_ = graph.map
    found = {"title": map_.title or "", "note": map_.note or ""}
    if map_.about:
        found |= {f"about-{key}": str(getattr(map_.about, key) or "") for key in ABOUT_KEYS}
    return {key: value for key, value in found.items() if value}


def vertices(graph: Graph, kept: Kept) -> Iterator[Vertex]:
    """Sources, statements, and steps that are nodes of their own."""
    for key in kept.sources:
        source = graph.sources.by_key[key]
        record = source_record(source)
        if UNKNOWN in source.from_:
            record["from-unknown"] = "true"
        record.pop("from", None)  # edges say it
        if "kind" in record:
            record["source-kind"] = record.pop("kind")
        yield Vertex(key, "source", source.name, record)
    for at in kept.nodes:
        yield _statement(graph, graph.nodes[at])
    for at in kept.steps:
        if is_joint(graph.steps[at]):
            yield Vertex(joint(at), "step", "", step_record(graph.steps[at]))


def edges(graph: Graph, kept: Kept) -> Iterator[Edge]:
    """What joins the vertices."""
    for key in kept.sources:
        for above in graph.sources.by_key[key].from_:
            if above != UNKNOWN:
                yield Edge(above, key, "from")
    for node in (graph.nodes[at] for at in kept.nodes):
        for cite in node.cites:
            found = {"locator": cite.locator or "", "unsure": "true" if cite.uncertain else ""}
            yield Edge(cite.key, node.id, "source", {key: value for key, value in found.items() if value})
    for step in (graph.steps[at] for at in kept.steps):
        yield from _moves(graph, step)


def is_joint(step: Step) -> bool:
    """Whether a step is a node of its own."""
    return len(step.premises) > 1 or bool(step.unless)


def joint(at: int) -> str:
    """The name of a step that is a node: no id of a map has a dot and a letter."""
    return f"step.{at + 1}"


def _statement(graph: Graph, node: Node) -> Vertex:
    record = statement_record(node)
    record.pop("source", None)  # edges say it
    thesis = {"thesis": "true"} if node.at in graph.theses else {}
    return Vertex(node.id, node.kind, node.text, {**thesis, **record})


def _moves(graph: Graph, step: Step) -> Iterator[Edge]:
    end = graph.nodes[step.to].id if step.undercuts is None else joint(step.undercuts)
    names = [graph.nodes[premise].id for premise in step.premises]
    if is_joint(step):
        yield from (Edge(name, joint(step.at), "premise") for name in names)
        yield Edge(joint(step.at), end, step.kind)
    else:
        yield Edge(names[0], end, step.kind, step_record(step))
