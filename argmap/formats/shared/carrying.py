"""Item by item what of a map a format cannot carry, by the features that it has.

What needs a feature that a format has not is left out where it is written, and is listed here at its place. Whatever a
format loses in a way of its own it adds to the list itself.

Where the premises of a step cannot be written as linked, each is written as a reason of its own; evidence and
assumptions become claims. An objection, undercut or explanation that cannot be written goes with all that stands under
it alone: written in another way it would say something else.
"""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from argmap.formats.shared.common import Arranged, Placed, in_order
from argmap.formats.shared.features import Feature
from argmap.graph import Graph, Node, Step
from argmap.model import UNKNOWN, Map, Move, Source, Statement
from argmap.place import Place
from argmap.problem import Problem, one_line

# What the keys of a part of a map need. A key that is not here is said in another way below, or is the part itself.
_MAP: Mapping[str, Feature] = {"title": "title", "note": "map-note", "about": "about", "bibliography": "bibliography"}
_STEP: Mapping[str, Feature] = {
    "scheme": "schemes",
    "strength": "strengths",
    "warrant": "warrants",
    "granted": "granted",
    "note": "notes",
}
_STATEMENT: Mapping[str, Feature] = {
    "id": "ids",
    "by": "by",
    "likelihood": "likelihoods",
    "passage": "passages",
    "tags": "tags",
    "allow": "allow",
    "source": "sources",
    "basis": "basis",
    "credibility": "credibility",
    "against_interest": "basis",
    "why": "why",
    **_STEP,
}
_SOURCE: Mapping[str, Feature] = {
    "role": "kinds",
    "kind": "kinds",
    "reliability": "ratings",
    "reason": "ratings",
    "from_": "lineage",
    "group": "groups",
    "anonymous": "anonymity",
    "plural": "anonymity",
    "distinct": "anonymity",
    "interest": "interests",
    "retracted": "retractions",
    "url": "urls",
    "date": "dates",
    "accessed": "dates",
    "cite": "bibliography",
    "note": "notes",
    "allow": "allow",
}
_NO_PLACE = "the format has no place for it"


@dataclass(frozen=True, slots=True)
class Kept:
    """What of a graph a format writes: nodes and steps by position, sources by key, all in the order of the map."""

    nodes: tuple[int, ...]
    steps: tuple[int, ...]
    sources: tuple[str, ...]


def kept(graph: Graph, carries: AbstractSet[Feature]) -> Kept:
    """What of a graph is written in a format with these features."""
    written = [_is_written(step, carries) for step in graph.steps]
    for step in graph.steps:  # a step stands before its undercuts
        if step.undercuts is not None and not written[step.undercuts]:
            written[step.at] = False
    nodes = set[int]()
    waiting = [node.at for node in graph.nodes if node.parent is None]
    while waiting:
        at = waiting.pop()
        if at not in nodes:
            nodes.add(at)
            waiting.extend(_premises(graph, at, written))
    steps = tuple(step.at for step in graph.steps if written[step.at] and step.to in nodes)
    return Kept(tuple(sorted(nodes)), steps, tuple(_sources(graph, nodes, carries)))


def left_out(arranged: Arranged, carries: AbstractSet[Feature]) -> tuple[Placed, ...]:
    """Each thing in a map that a format with these features cannot hold, at its place, in the order of the map."""
    lines = _Account(arranged, carries).lines()
    return in_order((Placed(arranged.path, problem) for problem in lines), [arranged.path])


def sources_left_out(arranged: Arranged, carries: AbstractSet[Feature]) -> tuple[Placed, ...]:
    """The same for the sources of a map alone."""
    account = _Account(arranged, carries)
    by_key = arranged.graph.sources.by_key
    lines = (line for key, source in by_key.items() for line in account.source(key, source))
    return in_order((Placed(arranged.path, problem) for problem in lines), [arranged.path])


def _is_written(step: Step, carries: AbstractSet[Feature]) -> bool:
    if step.kind == "because":
        return step.supports or "explanations" in carries
    return ("objections" if step.kind == "but" else "undercuts") in carries


def _premises(graph: Graph, at: int, written: list[bool]) -> Iterator[int]:
    """The premises of all steps that are written to a node, and of the undercuts of those."""
    moves = [*graph.nodes[at].reasons, *graph.nodes[at].objections]
    while moves:
        step = graph.steps[moves.pop()]
        if written[step.at]:
            yield from step.premises
            moves.extend(step.unless)


def _sources(graph: Graph, nodes: AbstractSet[int], carries: AbstractSet[Feature]) -> Iterator[str]:
    if "sources" not in carries:
        return
    by_key = graph.sources.by_key
    if "uncited" in carries:
        yield from by_key
        return
    needed = {cite.key for at in nodes for cite in graph.nodes[at].cites}
    if "lineage" in carries:
        waiting = list(needed)
        while waiting:
            new = [key for key in by_key[waiting.pop()].from_ if key != UNKNOWN and key not in needed]
            needed.update(new)
            waiting.extend(new)
    yield from (key for key in by_key if key in needed)


class _Account:
    """What of one map is left out."""

    def __init__(self, arranged: Arranged, carries: AbstractSet[Feature]) -> None:
        self.graph, self.places, self.carries = arranged.graph, arranged.places, carries
        self.kept = kept(self.graph, carries)
        self.nodes, self.steps = frozenset(self.kept.nodes), frozenset(self.kept.steps)
        # Told of as whole steps, or known to the format. Of an objection `scheme: explanation` is a scheme like others.
        self.explanations = frozenset(
            step.route for step in self.graph.steps if step.kind == "because" and not step.supports
        )

    def lines(self) -> Iterator[Problem]:
        yield from self._map()
        for key, source in self.graph.sources.by_key.items():
            yield from self.source(key, source)
        for at in self.kept.nodes:
            yield from self._node(self.graph.nodes[at])
        if "theses" not in self.carries:
            yield from self._theses()
        seen = set[int]()
        for step in self.graph.steps:
            if step.to in self.nodes and (step.undercuts is None or step.undercuts in self.steps):
                yield from self._step(step) if step.at in self.steps else self._gone(step)
                if "shared" not in self.carries:
                    yield from self._shared(step, seen)

    # -- the parts of a map

    def _map(self) -> Iterator[Problem]:
        for key, feature in _MAP.items():
            if feature not in self.carries and _is_told(self.graph.map, key):
                yield self._said(self.places.key((key,)), f"`{key}` of the map is left out")

    def source(self, key: str, source: Source) -> Iterator[Problem]:
        """What of a source is left out."""
        place = self.places.key(("sources", key))
        name = f"the source {key} “{one_line(source.name)}”"
        if key not in self.kept.sources:
            why = _NO_PLACE if "sources" not in self.carries else "nothing that is written cites it"
            yield Problem(*place, f"{name} is left out", why)
        else:
            lost = (part for part, feature in _SOURCE.items() if feature not in self.carries)
            yield from self._keys(place, (part for part in lost if _is_told(source, part)), name)

    def _node(self, node: Node) -> Iterator[Problem]:
        place = self.places.at(node.route)
        name = _named(node)
        lost = (part for part, feature in _STATEMENT.items() if feature not in self.carries)
        yield from self._keys(place, (part for part in lost if self._has(node, part)), name)
        if node.kind == "evidence" and "evidence" not in self.carries:
            yield self._said(place, f"that {name} is evidence is left out", "it is written as a claim")
        if node.kind == "assumption" and "assumptions" not in self.carries:
            yield self._said(place, f"that {name} is an assumption is left out", "it is written as a claim")
        if "sources" in self.carries:
            yield from self._citations(node, place)

    def _has(self, node: Node, key: str) -> bool:
        if key == "by":
            return node.item.by is not None and node.by != ("text" if self.graph.map.about else "mapper")
        if key == "scheme" and node.route in self.explanations:
            return False
        return _is_told(node.item, key)

    def _citations(self, node: Node, place: Place) -> Iterator[Problem]:
        for cite in node.cites:
            if cite.locator and "locators" not in self.carries:
                yield self._said(place, f"“{one_line(cite.locator)}” of {cite.key} at {_named(node)} is left out")
            if cite.uncertain and "doubts" not in self.carries:
                what = f"that {cite.key} is in doubt at {_named(node)} is left out"
                yield self._said(place, what, "it is written as cited")

    def _theses(self) -> Iterator[Problem]:
        """Where somebody who sees the graph alone would take other statements for theses."""
        leaving = {premise for at in self.steps for premise in self.graph.steps[at].premises}
        ended = {self.graph.steps[at].to for at in self.steps}
        for at in self.kept.nodes:
            guessed = at not in leaving and at in ended
            if guessed != (at in self.graph.theses):
                word = "no thesis" if guessed else "a thesis"
                node = self.graph.nodes[at]
                yield self._said(self.places.at(node.route), f"that {_named(node)} is {word} is left out")

    def _step(self, step: Step) -> Iterator[Problem]:
        place = self.places.at(step.route)
        count = len(step.premises)
        if count > 1 and "linked" not in self.carries:
            what = f"that the premises of the step {step.id} are linked is left out"
            yield self._said(place, what, "each is written by itself")
        elif step.needs < count and "needs" not in self.carries:
            what = f"that {step.needs} of the {count} premises of the step {step.id} suffice is left out"
            yield self._said(place, what, "all of them are written as needed")
        if not isinstance(step.item, Statement):
            lost = (part for part, feature in _STEP.items() if feature not in self.carries)
            told = (part for part in lost if part != "scheme" or step.route not in self.explanations)
            yield from self._keys(place, (part for part in told if _is_told(step.item, part)), f"the step {step.id}")

    def _gone(self, step: Step) -> Iterator[Problem]:
        what = {"because": "explanation", "but": "objection", "unless": "undercut"}[step.kind]
        said = f"the {what} {step.id} “{one_line(self.graph.nodes[step.premises[0]].text)}” is left out"
        yield self._said(self.places.at(step.route), f"{said}, with what stands under it alone")

    def _shared(self, step: Step, seen: set[int]) -> Iterator[Problem]:
        for premise in step.premises:
            if premise in seen:
                what = f"that {_named(self.graph.nodes[premise])} is one statement with several uses is left out"
                yield self._said(self.places.at(step.route), what)
            seen.add(premise)

    # -- words

    def _keys(self, place: Place, keys: Iterable[str], whose: str) -> Iterator[Problem]:
        written = [f"`{key.rstrip('_').replace('_', '-')}`" for key in keys]
        if written:
            are = "are" if len(written) > 1 else "is"
            yield self._said(place, f"{', '.join(written)} of {whose} {are} left out")

    def _said(self, place: Place, message: str, help_: str = _NO_PLACE) -> Problem:
        return Problem(*place, message, help_)


def _named(node: Node) -> str:
    return f"{node.id} “{one_line(node.text)}”"


def _is_told(part: Source | Move | Map, key: str) -> bool:
    """Whether a part says something under a key that it would not mean without it."""
    fields = type(part).model_fields
    return key in part.model_fields_set and key in fields and getattr(part, key) != fields[key].default
