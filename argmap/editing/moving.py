"""Statements taken elsewhere, or out of the map, with everything beneath them and their comments."""

from collections.abc import Iterable
from typing import Any

from argmap.editing.adding import Relation, place_under
from argmap.editing.lines import shifted
from argmap.editing.opening import Opened, called, finished, opened, target
from argmap.editing.shapes import listed, raw_lines, source_written_out, written_out
from argmap.editing.sheet import Draft, Read, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping, Sequence
from argmap.graph import Graph, Node
from argmap.model import See
from argmap.place import Route
from argmap.problem import counted, in_sentence


def move(
    text: str,
    name: str,
    under: str | None = None,
    relation: Relation = "because",
    *,
    before: str | None = None,
    after: str | None = None,
) -> Edit:
    """Move a statement with all that stands beneath it: under another, or before or after a sibling to be.

    Raises `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    moved = target(map_.graph, name)
    if moved.step is None and (moved.node is None or moved.route[-2] != "claims") and not _linked(moved.route):
        raise Refused(f"{name} is a thesis", "move what stands beneath it")
    beside = before or after
    if beside is not None:
        to, key, index = _beside(map_, beside, bool(after))
    elif under is not None:
        to, key, index = place_under(map_, target(map_.graph, under), relation), str(relation), None
    else:
        raise Refused("nothing says where to", "say --under, --before or --after")
    if to[: len(moved.route)] == moved.route:
        raise Refused(f"{name} cannot stand beneath itself", "name a claim outside it")
    sheet = map_.sheet
    sheet = listed(written_out(_in_lists(sheet, moved.route), to), to, key)
    where = ("after" if after else "before") if beside else f"under `{key}` of"
    said = f"moved {called(map_.graph, name)} {where} {called(map_.graph, beside or under or '')}"
    edit = finished(text, _moved(sheet, moved.route, to, key, index, behind=bool(after)), (said,))
    if edit.text == text:
        raise Refused(f"{name} stands there already", "nothing need be done")
    return edit


def _in_lists(sheet: Sheet, route: Route) -> Sheet:
    """The sheet with the item at a route in a block list; and so its step, which may go with it."""
    if route[-2] == "together":
        sheet = _in_lists(sheet, route[:-2])
    if len(route) > 2:
        sheet = written_out(sheet, route[:-2])
    return listed(sheet, route[:-2], str(route[-2]))


def _linked(route: Route) -> bool:
    return route[-2] == "together"


def _beside(map_: Opened, name: str, after: bool) -> tuple[Route, str, int]:
    """The item, key and position in its list next to the named one."""
    found = target(map_.graph, name)
    holder, key, index = found.route[:-2], found.route[-2], found.route[-1]
    if key in ("thesis", "claims"):
        raise Refused(f"{name} stands at the top of the map", "name a statement beneath a claim")
    assert isinstance(index, int)
    return holder, str(key), index + after


def _moved(sheet: Sheet, route: Route, to: Route, key: str, index: int | None, *, behind: bool) -> Read:
    """First put in, then taken out: so neither can stand in the way of the other."""
    draft, extent = Draft(sheet), sheet.item(route)
    lines = shifted([sheet.lines[line] for line in range(extent.first, extent.last + 1)], -extent.column)
    draft.add_item(to, key, lines, sheet.look(route).data, index, behind)
    sheet, size = Sheet(draft.text()), len(to) + 1
    if index is not None and route[:size] == (*to, key) and int(route[size]) >= index:
        route = (*route[:size], int(route[size]) + 1, *route[size + 1 :])
    draft = Draft(sheet)
    _cut(draft, {route})
    return draft.read()


def remove(text: str, name: str, *, force: bool = False) -> Edit:
    """Take a statement out, with all that stands beneath it; or a source that nothing cites or repeats.

    Refused where anything stands beneath it or refers to it, unless `force`: then each `see` that names it goes too.
    Raises `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    if name in map_.graph.sources.by_key and map_.graph.find(name) is None:
        return _source_removed(map_, name)
    gone = target(map_.graph, name)
    if gone.route[0] == "thesis" and len(gone.route) == 2 and len(map_.graph.theses) == 1:
        raise Refused("a map has a thesis", "write another one before, or edit its text")
    inside = [node for node in map_.graph.nodes if _within(node.route, gone.route)]
    beneath = len(inside) - (gone.node is not None) + _sees(map_.graph, gone.route)
    seen = _references(map_.graph, inside, gone.route)
    told = " and ".join(_told(map_, beneath, seen))
    if told and not force:
        help_ = "--force takes all of it out; `argmap move` saves what is to stay"
        raise Refused(f"with {name} would go {told}", help_)
    routes = {gone.route, *(route for route, _ in seen)}
    sheet = map_.sheet
    for route in sorted(routes, key=len):
        sheet = _in_lists(sheet, route)
    said = f"removed {called(map_.graph, name)}" + (f", and with it {told}" if told else "")
    return finished(text, _without(sheet, routes), (said,))


def _source_removed(map_: Opened, key: str) -> Edit:
    nodes, sources = map_.graph.nodes, map_.graph.sources.by_key
    users = [node.id for node in nodes if any(cite.key == key for cite in node.cites)]
    users += [f"the source {other}" for other, source in sources.items() if key in source.from_]
    if users:
        raise Refused(f"`{key}` is a source, named by {in_sentence(users, 3)}", "take it out there first")
    sheet = source_written_out(map_.sheet, key)
    draft, entries = Draft(sheet), sheet.mapping(("sources",)).entries
    if len(entries) > 1:
        draft.cut_key(("sources", key), [])
    else:
        whole, own = sheet.entry(("sources",)), sheet.entry(("sources", key))
        others = [line for line in range(whole.first, whole.last + 1) if not own.first <= line <= own.last]
        kept = [sheet.lines[line].strip(" \t") for line in others if sheet.lines.comment(line) is not None]
        draft.cut_key(("sources",), kept + _comment_after(sheet, sheet.mapping(()).entries["sources"][0].end))
    return finished(map_.text, draft.read(), (f"removed the source {key}",))


def _within(route: Route, above: Route) -> bool:
    return route[: len(above)] == above


def _sees(graph: Graph, route: Route) -> int:
    """How many `see` items stand beneath an item."""
    steps = [step.item for step in graph.steps if _within(step.route, route) and step.route != route]
    members = [one for item in steps for one in getattr(item, "together", (item,))]
    return sum(isinstance(one, See) for one in members)


def _references(graph: Graph, inside: Iterable[Node], route: Route) -> list[tuple[Route, str]]:
    """The `see` items elsewhere that name a statement which goes, each with the name."""
    names = {node.id for node in inside if node.item.id}
    found: list[tuple[Route, str]] = []
    for step in graph.steps:
        if _within(step.route, route):
            continue
        if isinstance(step.item, See):
            places = [(step.route, step.item)]
        else:
            members = enumerate(getattr(step.item, "together", ()))
            places = [((*step.route, "together", at), one) for at, one in members if isinstance(one, See)]
        found += [(at, one.see) for at, one in places if one.see in names and not _within(at, route)]
    return found


def _told(map_: Opened, beneath: int, seen: list[tuple[Route, str]]) -> list[str]:
    told = [f"{counted(beneath, 'item')} beneath it"] if beneath else []
    for route, name in seen:
        line = map_.sheet.lines.at(map_.sheet.look(route).start) + 1
        told.append(f"`see: {name}` on line {line}")
    return told


def _without(sheet: Sheet, routes: set[Route]) -> Read:
    """What is left without the items at the routes.

    A linked premise that stays is put in the place of its step, with all that stands beneath it and all that is said of
    the step (`_unlink`). So what goes from beneath these goes first: that lies too deep to move any other that goes.
    """
    routes = _outermost(_with_emptied(sheet, routes))
    steps = {route[:-2] for route in routes if route[-2] == "together"}
    first = {route for route in routes if any(_beneath(route, step) for step in steps)}
    if first:
        return _without(Sheet(_without(sheet, first).text), routes - first)
    draft = Draft(sheet)
    _cut(draft, routes)
    return draft.read()


def _beneath(route: Route, step: Route) -> bool:
    """Whether an item stands somewhere beneath a step, and is none of the premises linked there."""
    return len(route) > len(step) and _within(route, step) and route[:-1] != (*step, "together")


def _cut(draft: Draft, routes: set[Route]) -> None:
    """Take items out of their lists; an emptied list goes with its key, an emptied step with its dash."""
    sheet, routes = draft.sheet, _outermost(_with_emptied(draft.sheet, routes))
    by_list: dict[Route, list[Route]] = {}
    # In the order of the file: premises that come into the place of neighbouring steps are put in one behind the other.
    for route in sorted(routes, key=lambda route: sheet.look(route).start):
        by_list.setdefault(route[:-1], []).append(route)
    for list_route, items in by_list.items():
        list_ = sheet.look(list_route)
        assert isinstance(list_, Sequence)
        if len(items) == len(list_.items):
            draft.cut_key(list_route, _comments_of_list(sheet, list_route))
            continue
        if list_route[-1] == "together" and len(list_.items) - len(items) == 1:
            left = next(at for at in range(len(list_.items)) if (*list_route, at) not in items)
            _unlink(draft, list_route[:-1], left)
            continue
        for route in items:
            draft.cut_item(route)


def _comments_of_list(sheet: Sheet, list_route: Route) -> list[str]:
    """The comments at a key and in its list that belong to none of its items: they stay when the list goes."""
    extent, list_ = sheet.entry(list_route), sheet.look(list_route)
    assert isinstance(list_, Sequence)
    items = [sheet.item((*list_route, at)) for at in range(len(list_.items))]
    own = {line for item in items for line in range(item.first, item.last + 1)}
    found: list[str] = []
    for line in range(extent.first, extent.last + 1):
        if line == extent.head:
            found += _comment_after(sheet, sheet.mapping(list_route[:-1]).entries[str(list_route[-1])][0].end)
        elif line not in own and sheet.lines.comment(line) is not None:
            found.append(sheet.lines[line].strip(" \t"))
    return found


def _with_emptied(sheet: Sheet, routes: set[Route]) -> set[Route]:
    """The routes, and the steps of which nothing is left."""
    found = set(routes)
    for route in sorted(routes, key=len, reverse=True):
        if route[-2] == "together":
            members = len(sheet.look(route[:-1]).data)
            if all((*route[:-1], at) in found for at in range(members)):
                found.add(route[:-2])
    return found


def _outermost(routes: set[Route]) -> set[Route]:
    return {route for route in routes if not any(route[:size] in routes for size in range(2, len(route)))}


def _comment_after(sheet: Sheet, end: int) -> list[str]:
    """The comment beside a key whose line goes."""
    beside = sheet.text[end : sheet.lines.end(sheet.lines.at(end))].lstrip(": \t")
    return [beside] if beside.startswith("#") else []


def _unlink(draft: Draft, route: Route, left: int) -> None:
    """Put the one premise that is left of several linked ones in their place; what was said of the step stays said."""
    sheet = draft.sheet
    outer, inner = sheet.item(route), sheet.item((*route, "together", left))
    holder, kept = sheet.mapping(route), sheet.look((*route, "together", left))
    if "note" in holder.entries and isinstance(kept, Mapping) and "note" in kept.entries:
        raise Refused("the step has a note, and so has the premise that would be left", "make one note of the two")
    lines = [sheet.lines[line] for line in range(inner.head, inner.last + 1)]
    above = [sheet.lines[line] for line in range(inner.first, inner.head)]
    comment = _comment_after(sheet, holder.entries["together"][0].end)
    above, lines = shifted(above, outer.column - inner.column), shifted(lines, outer.column - inner.column)
    data: Any = kept.data
    names = [key for key in holder.entries if key not in ("together", "needs")]
    if names and not isinstance(kept, Mapping):
        column = sheet.column(kept) - inner.column
        raw = raw_lines(sheet, kept)
        tail = sheet.text[kept.end : sheet.lines.end(sheet.lines.at(kept.end))]
        lines = [f"-{' ' * (column - 1)}claim: {raw[0]}", *shifted(raw[1:], outer.column - inner.column + column)]
        lines[-1] += tail
        data = {"claim": kept.data}
    elif names and isinstance(kept, Mapping) and kept.flow:
        raise Refused("the premise that would be left stands in braces", "write it one key a line first")
    if names:
        data = dict(data)
        column = sheet.column(kept) - inner.column
        for key in names:
            part = sheet.entry((*route, key))
            own = [sheet.lines[line] for line in range(part.first, part.last + 1)]
            if not sheet.lines.first_on_line(holder.entries[key][0].start):
                raise Refused(f"`{key}` stands before `together`", "`argmap fmt` puts it in its place")
            lines += shifted(own, outer.column + column - part.column)
            data[key] = holder.data[key]
    draft.cut(outer.head, outer.last)
    draft.insert(outer.head - 1, [" " * outer.column + one for one in comment] + above + lines)
    siblings = sheet.look(route[:-1])
    assert isinstance(siblings, Sequence)
    siblings.data[int(route[-1])] = data
