"""A map as it would be if something in it were otherwise: a source withdrawn, an objection granted, two sources one.

A change makes another graph with the same statements at the same positions, so that what is asked of both can be laid
side by side. What is lost stays where it stood and carries nothing: a claim whose only reason is gone has fallen, and
is not one that its author merely asserts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from argmap.graph import Citation, Graph, Node, Side, Sources, Step
from argmap.model import ANONYMOUS, UNKNOWN, Evidence, Source
from argmap.problem import nearest

WITHDRAWN = "withdrawn, for the sake of the question"
_LOST = "(lost)"  # the source of what is lost; no key of a map has brackets
_NEW = "(new)"  # a source that a map does not have yet


class ChangeError(ValueError):
    """A change that means nothing in a map; the message says what to ask instead."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What to change, by names: keys of sources, groups, `unknown`, ids and outline numbers."""

    without: tuple[str, ...] = ()  # sources, groups and statements
    granted: tuple[str, ...] = ()  # objections and undercuts, by what they say
    as_one: tuple[tuple[str, ...], ...] = ()  # sources that are one origin


def changed(graph: Graph, changes: Changes) -> Graph:
    """The graph with all the changes made. Raises `ChangeError`."""
    keys, lost, steps = set[str](), set[int](), set[int]()
    for name in changes.without:
        if _is_source(graph, name):
            keys.add(name)
        else:
            lost.add(_statement(graph, name).at)
    for name in changes.granted:
        for attack in _attacks(graph, name):
            if attack.undercuts is not None:
                steps.add(attack.undercuts)
            else:
                lost.add(_not_a_thesis(graph, attack.to, f"`{name}` speaks against").at)
    for together in changes.as_one:
        _check_sources(graph, together)
    sources = joined(withdrawn(graph.sources, keys), changes.as_one)
    return without_parts(replace(graph, sources=sources), lost, steps)


def withdrawn(sources: Sources, names: Iterable[str]) -> Sources:
    """The sources with some of them, or all of a group, no longer there; `unknown` is whoever is not named."""
    names = frozenset(names)
    gone = names | {key for group in names & sources.groups.keys() for key in sources.groups[group]}
    by_key = {key: _less(source, key in gone, UNKNOWN in gone) for key, source in sources.by_key.items()}
    return replace(sources, by_key=by_key)


def _less(source: Source, gone: bool, unknown_gone: bool) -> Source:
    left = tuple(name for name in source.from_ if name != UNKNOWN) if unknown_gone else source.from_
    if gone or (source.from_ and not left):
        return source.model_copy(update={"retracted": source.retracted or WITHDRAWN})
    return source if left == source.from_ else source.model_copy(update={"from_": left})


def joined(sources: Sources, together: Iterable[tuple[str, ...]]) -> Sources:
    """The sources with some of them one and the same: they are in each other's groups, and fall together."""
    for keys in together:
        sources = _one(sources, keys)
    return sources


def _one(sources: Sources, keys: tuple[str, ...]) -> Sources:
    name = "+".join(keys)
    shared = dict.fromkeys(group for key in keys for group in sources.groups_of(key))
    groups = {group: tuple(dict.fromkeys((*sources.groups[group], *keys))) for group in shared}
    also = {key: tuple(group for group in shared if group not in sources.groups_of(key)) for key in keys}
    further = {key: (*sources.joined.get(key, ()), *also[key], name) for key in keys}
    return replace(
        sources,
        groups={**sources.groups, **groups, name: keys},
        joined={**sources.joined, **further},
        same=sources.same | {name},
    )


def without_parts(graph: Graph, lost: Iterable[int], steps: Iterable[int]) -> Graph:
    """The graph with statements and steps, by position, that carry nothing any more."""
    lost, steps = set(lost), set(steps)
    if not lost and not steps:
        return graph
    nodes = [_emptied(node) if node.at in lost else node for node in graph.nodes]
    nodes.append(_nothing(len(nodes)))
    broken = [
        step._replace(premises=(*step.premises, len(graph.nodes)), needs=step.needs + 1) if step.at in steps else step
        for step in graph.steps
    ]
    by_key = {**graph.sources.by_key, _LOST: Source(name="what is lost", retracted=WITHDRAWN)}
    return _rebuilt(graph, nodes, broken, by_key)


def corroborated(graph: Graph, at: int) -> Graph:
    """The graph with one more source under a statement: good, and independent of all that the map has."""
    node, new = graph.nodes[at], len(graph.nodes)
    by_key = {**graph.sources.by_key, _NEW: Source(name="a further source", reliability="A", reason="assumed")}
    cite = Citation(_NEW, None, False)
    if node.kind == "evidence":
        nodes = [*graph.nodes[:at], node._replace(cites=(*node.cites, cite)), *graph.nodes[at + 1 :]]
        return _rebuilt(graph, nodes, graph.steps, by_key)
    evidence = Evidence(evidence="What a further source says.", source=(_NEW,))
    more = node._replace(
        at=new, id=_NEW, number=_NEW, kind="evidence", text=evidence.evidence, parent=at, item=evidence, reasons=(),
        objections=(), cites=(cite,),
    )  # fmt: skip
    step = Step(len(graph.steps), _NEW, "because", at, None, (new,), 1, node.route, evidence, ())
    above = node._replace(reasons=(*node.reasons, step.at))
    return _rebuilt(graph, [*graph.nodes[:at], above, *graph.nodes[at + 1 :], more], [*graph.steps, step], by_key)


def _rebuilt(graph: Graph, nodes: Iterable[Node], steps: Iterable[Step], by_key: Mapping[str, Source]) -> Graph:
    """The graph with other parts; what comes after its own nodes stands at the bottom of the order."""
    nodes = tuple(nodes)
    more = tuple(range(len(graph.nodes), len(nodes)))
    side: Side = "for"
    return replace(
        graph,
        nodes=nodes,
        steps=tuple(steps),
        sides=(*graph.sides, *[side] * len(more)),
        order=(*more, *graph.order),
        sources=replace(graph.sources, by_key=by_key),
    )


def _emptied(node: Node) -> Node:
    item = Evidence(evidence=node.text, source=(_LOST,))
    return node._replace(kind="evidence", item=item, reasons=(), cites=(Citation(_LOST, None, False),))


def _nothing(at: int) -> Node:
    item = Evidence(evidence="What is lost.", source=(_LOST,))
    cites = (Citation(_LOST, None, False),)
    return Node(at, _LOST, _LOST, "evidence", item.evidence, "mapper", (), None, item, (), (), cites)


# -- what names mean


def _is_source(graph: Graph, name: str) -> bool:
    if name == UNKNOWN and not any(UNKNOWN in source.from_ for source in graph.sources.by_key.values()):
        raise ChangeError("no source of this map repeats somebody unknown")
    if name == ANONYMOUS and name not in graph.sources.groups:
        raise ChangeError("no anonymous source of this map is without `distinct`")
    return name in graph.sources.by_key or name in graph.sources.groups or name == UNKNOWN


def _statement(graph: Graph, name: str) -> Node:
    if name in ("text", "mapper"):
        raise ChangeError(f"`{name}` is own word, which is lost already on the sources alone")
    node = graph.find(name)
    step = next((step for step in graph.steps if step.id == name), None)
    if node is None and step is not None:
        premises = ", ".join(graph.nodes[premise].id for premise in step.premises)
        to = graph.nodes[step.to].id
        raise ChangeError(f"`{name}` is the step from {premises} to {to} (name one of its premises)")
    if node is None:
        near = nearest(name, [*graph.sources.by_key, *graph.sources.groups, *graph.by_id])
        help_ = f"did you mean `{near}`?" if near else "name a source, a group, or a statement by its id or number"
        raise ChangeError(f"`{name}` is no source and no statement of this map ({help_})")
    return _not_a_thesis(graph, node.at, f"`{name}` is")


def _not_a_thesis(graph: Graph, at: int, what: str) -> Node:
    if at in graph.theses:
        raise ChangeError(f"{what} a thesis: with it lost there is nothing left to ask")
    return graph.nodes[at]


def _attacks(graph: Graph, name: str) -> list[Step]:
    """The attacks that a statement makes, wherever it is used."""
    node = graph.find(name)
    attacks = [step for step in graph.steps if step.kind != "because" and node is not None and node.at in step.premises]
    if attacks:
        return attacks
    if node is not None:
        raise ChangeError(f"`{name}` is no objection and no undercut (to do without it, say --without)")
    said = [graph.nodes[step.premises[0]].id for step in graph.steps if step.kind != "because" and step.premises]
    near = nearest(name, said)
    help_ = f"did you mean `{near}`?" if near else "name a statement under `but:` or `unless:`"
    raise ChangeError(f"`{name}` is no objection of this map ({help_})")


def _check_sources(graph: Graph, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in graph.sources.groups:
            raise ChangeError(f"`{key}` is a group: its sources are one already")
        if key not in graph.sources.by_key:
            near = nearest(key, graph.sources.by_key)
            help_ = f"did you mean `{near}`?" if near else "name keys of `sources:`"
            raise ChangeError(f"`{key}` is no source of this map ({help_})")
    if len(set(keys)) < 2:
        raise ChangeError("it takes two sources to be one (write --as-one first,second)")
