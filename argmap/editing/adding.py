"""New statements: under a claim, against a statement or a step, or linked with one that is there."""

from collections.abc import Sequence
from typing import Any, Literal, TypeAlias

from argmap.arrange import STEP_KEYS
from argmap.editing.citing import with_source
from argmap.editing.lines import shifted
from argmap.editing.opening import Opened, Target, called, finished, opened, statement, target
from argmap.editing.shapes import listed, written_out
from argmap.editing.sheet import Draft, Read, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping
from argmap.editing.written import Value, item, sentence
from argmap.graph import Graph, Node
from argmap.model import Together
from argmap.place import Route
from argmap.problem import nearest
from argmap.references import cited_key

Relation: TypeAlias = Literal["because", "but", "unless"]
Kind: TypeAlias = Literal["claim", "evidence", "assume"]
RELATIONS: tuple[Relation, ...] = ("because", "but", "unless")


def add(
    text: str,
    parent: str,
    said: str,
    relation: Relation = "because",
    kind: Kind = "claim",
    *,
    id_: str | None = None,
    sources: Sequence[str] = (),
    source_name: str | None = None,
    together_with: str | None = None,
) -> Edit:
    """Add a statement to the map's text: `said`, under the statement or step named `parent`.

    `together_with` names a statement there: both become linked premises of one step. `sources` are citations of
    evidence, as `key, where in it`; `source_name` makes the one of them that the map does not have yet. Raises
    `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    made = _new_source(map_, sources, source_name)
    if made is not None and source_name is not None:
        map_ = opened(with_source(map_.sheet, made, {"name": source_name}))
    under = target(map_.graph, parent)
    entries = _entries(map_, said, kind, id_, sources)
    if together_with is not None:
        with_ = statement(map_.graph, together_with)
        after, place = _linked(map_, under, with_, entries, relation), _place_beside(with_)
    else:
        to = place_under(map_, under, relation)
        after, place = put(map_.sheet, to, relation, entries), (*to, relation)
    news = () if made is None else (f"made the source {made}",)
    where = f"under `{relation}` of {called(map_.graph, parent)}"
    return finished(text, after, lambda graph: (*news, f"added {_added(graph, place)} {where}"))


def _place_beside(with_: Node) -> Route:
    """Where a statement comes to stand that is linked with one: its route, or its list's where that is new."""
    *above, key, at = with_.route
    assert isinstance(at, int)
    return (*above, key, at + 1) if key == "together" else (*with_.route, "together")


def _added(graph: Graph, place: Route) -> str:
    """The id or outline number of the statement at a route, or of the last one in the list there."""
    there = [node for node in graph.nodes if place in (node.route, node.route[:-1])]
    return max(there, key=lambda node: node.route[-1]).id


def _new_source(map_: Opened, sources: Sequence[str], name: str | None) -> str | None:
    """The key of the source to be made, where a name is given for one. Raises `Refused` where there is none to make."""
    if name is None:
        return None
    new = [key for written in sources if (key := cited_key(written)[0]) not in map_.graph.sources.by_key]
    if not new:
        raise Refused("no source is new here", "leave --name out, or give the new key by --source")
    return new[0]


def place_under(map_: Opened, under: Target, relation: Relation) -> Route:
    """The item in which a statement under, against or undercutting the named one stands. Raises `Refused`."""
    if relation == "unless":
        return _step_route(map_, under)
    if under.node is None:
        raise Refused("a reason or objection speaks of one statement, and this is a step", "name one of its premises")
    if relation == "because" and under.node.kind != "claim":
        what = {"evidence": "evidence has sources, not reasons", "assumption": "an assumption has no reasons"}
        help_ = "`argmap cite` gives it a source" if under.node.kind == "evidence" else "write it as `claim:` first"
        raise Refused(what[under.node.kind], help_)
    return under.route


def _step_route(map_: Opened, under: Target) -> Route:
    """Where undercuts of the step from a statement stand: on the statement, or on the `together` that it is part of."""
    if under.step is not None:
        return under.step.route
    assert under.node is not None
    step = next((step for step in map_.graph.steps if in_step(under.node, step.route)), None)
    if step is None:
        raise Refused(f"no step leads from {under.node.id}, so that nothing can undercut it", "use `but`")
    return step.route


def in_step(node: Node, route: Route) -> bool:
    """Whether a statement stands in the file as a premise of the step at a route."""
    return node.route == route or node.route[:-1] == (*route, "together")


def put(sheet: Sheet, route: Route, key: str, entries: list[tuple[str, Value]]) -> Read:
    """The text with a new item at the end of the list under a key of the item at a route."""
    sheet = listed(written_out(sheet, route), route, key)
    draft = Draft(sheet)
    column = sheet.column(sheet.mapping(route)) + sheet.offset
    draft.add_item(route, key, item(entries, column), data_of(entries))
    return draft.read()


def data_of(entries: list[tuple[str, Value]]) -> Any:
    """The data of an item written from these keys and values."""
    if len(entries) == 1 and entries[0][0] == "claim":
        return entries[0][1]
    return {key: value if isinstance(value, str) else list(value) for key, value in entries}


def _entries(map_: Opened, said: str, kind: Kind, id_: str | None, sources: Sequence[str]) -> list[tuple[str, Value]]:
    words = sentence(said)
    if not words:
        raise Refused("the statement is empty", "write it as one sentence")
    if sources and kind != "evidence":
        raise Refused(f"`{kind}` has no source", "leave the source out, or make it evidence")
    known = map_.graph.sources.by_key
    for written in sources:
        key = cited_key(written)[0]
        if key not in known:
            near = nearest(key, known)
            help_ = f"did you mean `{near}`?" if near else "--name makes it one"
            raise Refused(f"`{key}` names no source", help_)
    entries: list[tuple[str, Value]] = [("id", id_)] if id_ else []
    entries.append((kind, words))
    if sources:
        entries.append(("source", sources[0] if len(sources) == 1 else tuple(sources)))
    return entries


def _linked(map_: Opened, under: Target, with_: Node, entries: list[tuple[str, Value]], relation: Relation) -> Read:
    """The text with a new statement linked to one that is there."""
    step = next((step for step in map_.graph.steps if in_step(with_, step.route)), None)
    if step is None or under.node is None or step.to != under.node.at or step.kind != relation:
        above = "a thesis" if with_.parent is None else f"under {map_.graph.nodes[with_.parent].id}"
        raise Refused(f"{with_.id} is no `{relation}` of that claim: it is {above}", "name the claim that it supports")
    if isinstance(step.item, Together):
        place = with_.route[-1]
        assert isinstance(place, int)
        draft = Draft(map_.sheet)
        column = map_.sheet.column(map_.sheet.mapping(step.route)) + map_.sheet.offset
        draft.add_item(step.route, "together", item(entries, column), data_of(entries), place + 1)
        return draft.read()
    sheet = listed(map_.sheet, with_.route[:-2], str(with_.route[-2]))
    if isinstance(node := sheet.look(with_.route), Mapping) and node.flow:
        sheet = written_out(sheet, with_.route)
    return _link(sheet, with_.route, entries)


def _link(sheet: Sheet, route: Route, entries: list[tuple[str, Value]]) -> Read:
    """The text with an item of a list made the first of two linked premises; what it says of its step moves up."""
    draft, extent, node = Draft(sheet), sheet.item(route), sheet.look(route)
    deeper = 2 + sheet.offset
    keys, moved, data = list[str](), list[str](), {}
    if isinstance(node, Mapping):
        for key in [key for key in node.entries if key in (*STEP_KEYS, "granted")]:
            part = sheet.entry((*route, key))
            if not sheet.lines.first_on_line(node.entries[key][0].start):
                raise Refused(f"`{key}` stands before the statement itself", "`argmap fmt` puts it in its place")
            keys += shifted(_lines(sheet, part.first, part.last), extent.column + 2 - part.column)
            moved.append(key)
            draft.cut(part.first, part.last)
            data[key] = node.data.pop(key)
    rest = [line for line in range(extent.head, extent.last + 1) if not draft.cuts(line)]
    block = shifted((sheet.lines[line] for line in rest), deeper)
    new = shifted(item(entries, extent.column + deeper), extent.column + deeper)
    draft.cut(extent.head, extent.last)
    draft.insert(extent.head - 1, [" " * extent.column + "- together:", *block, *new, *keys])
    holder = sheet.look(route[:-1]).data
    assert isinstance(holder, list)
    holder[int(route[-1])] = {"together": [node.data, data_of(entries)], **data}
    return draft.read()


def _lines(sheet: Sheet, first: int, last: int) -> list[str]:
    return [sheet.lines[line] for line in range(first, last + 1)]
