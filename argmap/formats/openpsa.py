"""Open-PSA Model Exchange Format: fault trees, as probabilistic-risk tools share them.

A fault tree is the dual of an argument's support. A gate says when something happens; the claim that stands for it
says that it does not. So a gate that fails with any of its inputs is a claim that needs all of them together, a gate
that fails with all of them is a claim with several reasons, and one that fails with k of n needs n-k+1 of them. A
basic event is an assumption: that it does not happen is accepted, and is lost when it does. The cut sets of the claim
are then those of the gate, by source and by claim alike, in both readings. A top gate that constants and house events
make true is a claim without reasons: nothing supports it on its sources alone, and a fault tree knows no own word.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from argmap.formats.faults.mef import Item, Model, Trees
from argmap.formats.shared.common import Arranged, Data, File, Made, NoSuchClaim, Options, Placed, Taken, in_order
from argmap.formats.shared.features import Feature
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.write import map_text, printable
from argmap.graph import Node
from argmap.model import RESERVED, TEXT_LIMIT, Map, Part, See, Source, Statement, Together
from argmap.place import Route
from argmap.problem import Problem, one_line
from argmap.support.assessment import Assessment
from argmap.support.function import TRUE, EventKey, Writer, written_out
from argmap.support.numbers import Figures

NAME = "openpsa"
SUFFIXES = (".opsa", ".mef", ".xml")
FEATURES: frozenset[Feature] = frozenset(
    ("theses", "linked", "needs", "shared", "assumptions", "title", "sources", "lineage", "groups", "anonymity")
)
CARRIES = (
    "support in one reading and view: claims, linked and convergent premises, sources with lineage and groups, "
    "assumptions; no objections, undercuts, explanations, passages, notes or ratings"
)
LOST = 0.5  # the probability of losing an event of which no profile speaks: as likely lost as not
NESTED = 40  # levels of a map's outline, after which a part stands under `claims:`

_HEAD = re.compile(rb"<opsa-mef[\s/>]")


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


# -- from fault trees to a map


def read(files: Sequence[File], options: Options) -> Taken:
    """The fault trees of a model as a map: each top gate is a thesis. Probabilities go into a profile beside it."""
    model, paths = Model(options.mission_time), [file.path for file in files]
    trees = model.read(files)
    if trees is None:
        return Taken(None, problems=in_order(model.problems, paths))
    outline = _Outline(trees)
    data = outline.data()
    profile = _profile(trees, outline)
    beside = {".profile.yaml": profile} if profile else {}
    tops = [trees.items[top] for top in trees.tops]
    bare = [one_line(item.name) for item in tops if item.fails and not item.inputs]
    notes = [f"the gate `{name}` occurs whatever holds: it is read as a claim without reasons" for name in bare]
    left_out = in_order(model.left_out, paths)
    return Taken(Map.model_validate(data), data=data, left_out=left_out, beside=beside, notes=tuple(notes))


class _Outline:
    """A map's outline: what is used once stands where it is used, the rest under `claims:`."""

    def __init__(self, trees: Trees) -> None:
        self.trees, self.items = trees, trees.items
        self.apart: list[int] = []  # what stands under `claims:`, in the order in which it is met
        self._met = set[int]()
        self.kept = self._kept()
        self.uses = Counter(below for at in self.kept for below in self.items[at].inputs)
        self.ids = dict(zip(self.kept, _kebab_ids(self.items[at].name for at in self.kept), strict=True))

    def _kept(self) -> list[int]:
        """The items beneath the tops, in the order of a walk from the first."""
        kept: dict[int, None] = {}
        waiting = list(reversed(self.trees.tops))
        while waiting:
            at = waiting.pop()
            if at not in kept:
                kept[at] = None
                waiting.extend(reversed(self.items[at].inputs))
        return list(kept)

    def data(self) -> Data:
        """The map as plain data."""
        theses = [self._statement(top) for top in self.trees.tops]
        claims = [self._statement(at) for at in self.apart]  # grows while it is walked
        title = {"title": _fitting(self.trees.title)} if self.trees.title else {}
        note = "Read from fault trees: each claim says that a gate, each assumption that a basic event does not occur."
        return {"argmap": 1, **title, "note": note, "thesis": theses, "claims": claims}

    def _statement(self, root: int) -> Data:
        """An item with all that stands inside it."""
        statement = self._bare(root)
        waiting = [(root, statement, 0)]
        while waiting:
            at, above, level = waiting.pop()
            item = self.items[at]
            if not item.inputs:
                continue
            needs = len(item.inputs) - item.fails + 1
            level += 1 if needs == 1 else 2
            premises: list[Data] = []
            inside = []
            for below in item.inputs:
                if self.uses[below] > 1 or level > NESTED:
                    self._set_apart(below)
                    premises.append({"see": self.ids[below]})
                else:
                    premises.append(self._bare(below))
                    inside.append((below, premises[-1], level))
            waiting.extend(reversed(inside))
            if needs > 1:
                short = {"needs": needs} if needs < len(premises) else {}
                above["because"] = [{"together": premises, **short}]
            else:
                above["because"] = premises
        return statement

    def _set_apart(self, at: int) -> None:
        if at not in self._met:
            self._met.add(at)
            self.apart.append(at)

    def _bare(self, at: int) -> Data:
        item = self.items[at]
        key = "claim" if item.fails else "assume"
        return {"id": self.ids[at], key: _said(item)}


def _said(item: Item) -> str:
    """What a claim says of a gate or event: that it does not occur."""
    return _fitting(f"{item.name} does not occur: {item.label}" if item.label else f"{item.name} does not occur.")


def _fitting(text: str) -> str:
    return printable(text)[:TEXT_LIMIT].strip()


def _kebab_ids(names: Iterator[str]) -> Iterator[str]:
    """An id of a map for each name, each different, as near to the name as ids come."""
    taken = Names(RESERVED)
    for name in names:
        yield taken.new(kebab(name), KEY_LIMIT)


def _profile(trees: Trees, outline: _Outline) -> str:
    """The probabilities that events hold, as a profile's file; empty where the model gives none."""
    events = [at for at in outline.kept if not trees.items[at].fails]
    given = [(outline.ids[at], trees.items[at].probability) for at in events]
    # 1 minus the digits as written, for in binary 1 - 0.02 would get a tail; 15 are what a float surely has.
    holds = {name: f"{1 - Decimal(f'{lost:.15g}'):f}" for name, lost in given if lost is not None}
    comment = "The probability that each event holds: 1 minus the probability that the fault tree gives it."
    without = [name for name, lost in given if lost is None]
    if without:
        comment += f"\nWithout one, so that the figure for an assumption stands for it: {', '.join(without)}."
    return map_text({"events": {name: _Number(value) for name, value in holds.items()}}, comment) if holds else ""


class _Number:
    """A number with its digits as they shall be written."""

    def __init__(self, digits: str) -> None:
        self.digits = digits

    def __str__(self) -> str:
        return self.digits


# -- from a map to fault trees


def write(arranged: Arranged, options: Options) -> Made:
    """The fault tree of a claim, or of every thesis, in one reading and view."""
    graph = arranged.graph
    support = Assessment(graph)
    roots = [graph.nodes[at] for at in graph.theses]
    if options.claim is not None:
        chosen = graph.find(options.claim)
        if chosen is None:
            raise NoSuchClaim(options.claim, arranged.graph.no_statement(options.claim))
        roots = [chosen]
    trees = _Trees(arranged, support, options)
    body = [line for root in roots for line in trees.tree(root)]
    title = _labelled(graph.map.title, "  ")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', *trees.remarks(), "<opsa-mef>", *title, *body]
    lines += [*trees.model_data(), "</opsa-mef>"]
    return Made("\n".join(lines) + "\n", in_order(_not_carried(arranged, trees), [arranged.path]), tuple(trees.notes()))


class _Trees:
    """Fault trees over events that they share."""

    def __init__(self, arranged: Arranged, support: Assessment, options: Options) -> None:
        self.arranged, self.graph, self.support, self.options = arranged, arranged.graph, support, options
        self.events: dict[EventKey, str] = {}
        self.kept = set[int]()  # the nodes that are gates or events of their own
        self.gone: dict[int, str] = {}  # why the others are not
        self._names = Names()
        self._steps = 0
        self._figures = Figures(self.graph, options.profile) if options.profile else None

    def tree(self, root: Node) -> Iterator[str]:
        """The lines of a claim's fault tree."""
        reading = self.options.reading
        counting = self.support.counting(reading)
        writer, items = written_out(self.graph, root.at, reading, self.options.view, counting)
        top = items[root.at]
        nodes = self._nodes(writer, items, root)
        self._account(writer, items, nodes, top)
        self.kept.add(root.at)
        names: dict[int, str] = {}
        kinds: dict[int, str] = {}
        for item, key in zip(writer.event_items, writer.event_keys, strict=True):
            names[item], kinds[item] = self._event(key), "basic-event"
        yield f"  <define-fault-tree name={quoteattr(self._name(f'_tree_{root.id}'))}>"
        if top < 0 or not writer.needs[top]:
            name = self._name(root.id)
            constant = f'<constant value="{"false" if top == TRUE else "true"}"/>'
            inner = constant if top < 0 else f"<basic-event name={quoteattr(names[top])}/>"
            yield from self._gate(name, root.text, [inner])
        else:
            for item in sorted(item for item in _beneath(writer, top) if writer.needs[item]):
                node = nodes.get(item)
                names[item] = self._name(node.id) if node is not None else self._step()
                kinds[item] = "gate"
                yield from self._written(writer, item, names, kinds, node)
        yield "  </define-fault-tree>"

    def _nodes(self, writer: Writer, items: Mapping[int, int], root: Node) -> dict[int, Node]:
        """The claim that each gate is of: the first in the file, and the root for its own."""
        found: dict[int, Node] = {}
        for at in sorted(items, key=lambda at: (at != root.at, at)):
            item = items[at]
            if item >= 0 and writer.needs[item]:
                found.setdefault(item, self.graph.nodes[at])
        return found

    def _account(self, writer: Writer, items: Mapping[int, int], nodes: Mapping[int, Node], top: int) -> None:
        """Note which nodes the tree holds, and why it does not hold the others."""
        beneath = _beneath(writer, top)
        events = dict(zip(writer.event_items, writer.event_keys, strict=True))
        for at, item in items.items():
            node = self.graph.nodes[at]
            if item < 0:
                self.gone[at] = "it has no support in this reading"
            elif item not in beneath:
                self.gone[at] = "no step from it counts in this reading"
            elif item in events and events[item] != ("node", node.id):
                self.gone[at] = f"it stands and falls with {events[item][1]}"
            elif item not in events and nodes[item].at != at:
                self.gone[at] = f"it stands and falls with {nodes[item].id}"
            else:
                self.kept.add(at)

    def _written(
        self, writer: Writer, item: int, names: Mapping[int, str], kinds: Mapping[int, str], node: Node | None
    ) -> Iterator[str]:
        inputs, needs = writer.inputs[item], writer.needs[item]
        fails = len(inputs) - needs + 1
        lines = []
        seen = Counter[int]()
        aliases = []
        for below in inputs:
            seen[below] += 1
            leaf = f"<{kinds[below]} name={quoteattr(names[below])}/>"
            if seen[below] > 1:  # Open-PSA wants each input once
                alias = self._name(f"{names[below]}-again")
                aliases.append((alias, leaf))
                leaf = f"<gate name={quoteattr(alias)}/>"
            lines.append(leaf)
        tag = "or" if fails == 1 else "and" if fails == len(inputs) else "atleast"
        opening = f'<atleast min="{fails}">' if tag == "atleast" else f"<{tag}>"
        label = node.text if node is not None else ""
        yield from self._gate(names[item], label, [opening, *(f"  {line}" for line in lines), f"</{tag}>"])
        for alias, leaf in aliases:
            yield from self._gate(alias, "", [leaf])

    def _gate(self, name: str, text: str, inner: Sequence[str]) -> Iterator[str]:
        yield f"    <define-gate name={quoteattr(name)}>"
        yield from _labelled(f"No support left: {text}" if text else "", "      ")
        yield from (f"      {line}" for line in inner)
        yield "    </define-gate>"

    def _event(self, key: EventKey) -> str:
        if key not in self.events:
            self.events[key] = self._name(key[1])
        return self.events[key]

    def _name(self, id_: str) -> str:
        """A name that Open-PSA allows and that nothing else here has: no dots, and no digit first.

        No id of a map has the underscore that takes their place.
        """
        plain = id_.replace(".", "_")
        return self._names.new(f"_{plain}" if plain[0].isdigit() else plain)

    def _step(self) -> str:
        self._steps += 1
        return self._name(f"_step_{self._steps}")

    def model_data(self) -> Iterator[str]:
        """The lines that define the events."""
        if not self.events:
            return
        yield "  <model-data>"
        for key, name in self.events.items():
            yield f"    <define-basic-event name={quoteattr(name)}>"
            yield from _labelled(self._lost(key), "      ")
            yield f'      <float value="{self._probability(key)}"/>'
            yield "    </define-basic-event>"
        yield "  </model-data>"

    def _probability(self, key: EventKey) -> str:
        sort, name = key
        holds = self.options.holds.get(name)
        if holds is None and self._figures is not None:
            common = frozenset(name for sort, name in self.events if sort == "group")
            holds = self._figures.event(sort, name, common).chance
        return repr(LOST) if holds is None else str(1 - Decimal(repr(holds)))

    def _lost(self, key: EventKey) -> str:
        """What the loss of an event means."""
        sort, name = key
        if sort == "node":
            return f"Lost: {self.graph.nodes[self.graph.by_id[name]].text}"
        return f"Lost: the {name}'s own word" if sort == "word" else f"Lost: {self.graph.sources.name(name)}"

    def remarks(self) -> Iterator[str]:
        """The same as a comment of the file."""
        yield from (f"<!-- {note} -->" for note in self.notes())

    def notes(self) -> Iterator[str]:
        """What the reader of the file should know."""
        default = [name for _, name in self.events if name not in self.options.holds]
        if default and self._figures is None:
            yield f"each event without a profile is given the probability {LOST} of being lost, as likely as not"


def _beneath(writer: Writer, top: int) -> set[int]:
    """An item with all beneath it; nothing for a constant."""
    waiting = [top] if top >= 0 else []
    kept = set(waiting)
    while waiting:
        new = [item for item in writer.inputs[waiting.pop()] if item not in kept]
        kept.update(new)
        waiting.extend(new)
    return kept


def _labelled(text: str | None, indent: str) -> list[str]:
    folded = " ".join((text or "").split())
    return [f"{indent}<label>{escape(folded)}</label>"] if folded else []


# What of the parts of a map a fault tree says in its own way, or what is reported as a whole.
_SAID: Mapping[type, frozenset[str]] = {
    Map: frozenset({"argmap", "title", "sources", "thesis", "claims"}),
    Source: frozenset({"name", "from_", "group", "anonymous", "distinct", "retracted"}),
    Statement: frozenset({"id", "by", "claim", "evidence", "assume", "source", "because", "but", "unless", "granted"}),
    Together: frozenset({"together", "needs", "unless", "granted"}),
    See: frozenset({"see", "unless", "granted"}),
}


def _not_carried(arranged: Arranged, trees: _Trees) -> Iterator[Placed]:
    """What of a map a fault tree does not hold, in the order of the file."""
    graph = arranged.graph
    found: list[tuple[Route, str, str, str]] = [((), "of the map", "", _unsaid(graph.map))]
    for key, source in graph.map.sources.items():
        if ("source", key) in trees.events:
            found.append((("sources", key), f"of the source {key}", "", _unsaid(source)))
        else:
            by_claim = trees.options.view == "claim"
            why = "in this view statements are lost, not sources" if by_claim else "nothing that is written rests on it"
            found.append((("sources", key), f"the source {key} “{one_line(source.name)}”", why, ""))
    for step in graph.steps:
        if step.kind != "because":
            what = "undercut" if step.kind == "unless" else "objection"
            name = f"the {what} {step.id} “{one_line(graph.nodes[step.premises[0]].text)}”, with all under it,"
            found.append((step.route, name, "a fault tree holds support alone", ""))
        elif not step.supports:
            found.append((step.route, f"the explanation {step.id}", "it supports nothing", ""))
        elif not isinstance(step.item, Statement):
            found.append((step.route, f"of the step {step.id}", "", _unsaid(step.item)))
    for node in graph.nodes:
        name = f"{node.id} “{one_line(node.text)}”"
        if node.at in trees.kept:
            found.append((node.route, f"of {name}", "", _unsaid(node.item)))
            found += [(node.route, f"{what} at {name}", why, "") for what, why in _cited(node, trees.options)]
        elif graph.sides[node.at] in ("for", "unused"):  # the others stand under an attack
            found.append((node.route, name, trees.gone.get(node.at, "it supports nothing that is written"), ""))
    for route, what, why, keys in found:
        if why or keys:
            said = what if why else f"{keys} {what}"
            help_ = why or "a fault tree has no such thing"
            place = arranged.places.key(route) if route[:1] == ("sources",) else arranged.places.at(route)
            are = "are" if "," in keys and not why else "is"
            yield Placed(arranged.path, Problem(*place, f"{said} {are} left out", help_))


def _cited(node: Node, options: Options) -> Iterator[tuple[str, str]]:
    """What of a claim's citations a fault tree does not hold, and why: in the view by claim they are told by source."""
    for cite in node.cites if options.view == "source" else ():
        if cite.uncertain and options.reading == "sources_alone":
            yield f"the citation of {cite.key}, which is in doubt,", "it does not count in this reading"
            continue
        if cite.uncertain:
            yield f"that {cite.key} is in doubt", "it is written as cited"
        if cite.locator:
            yield f"“{one_line(cite.locator)}” of {cite.key}", "a fault tree has no such thing"


def _unsaid(part: Part) -> str:
    """The keys of a part of a map that a fault tree has no room for."""
    said = next(keys for kind, keys in _SAID.items() if isinstance(part, kind))
    written = part.model_fields_set - said
    return ", ".join(key.rstrip("_").replace("_", "-") for key in type(part).model_fields if key in written)
