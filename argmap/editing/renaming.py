"""Ids, source keys and groups renamed, with everything that refers to them."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from argmap.editing.opening import Opened, called, finished, opened, statement
from argmap.editing.shapes import written_out
from argmap.editing.sheet import Draft, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping, Node, Scalar, Sequence
from argmap.graph import Graph
from argmap.model import KEBAB, RESERVED
from argmap.problem import counted, nearest
from argmap.references import cited_key
from argmap.scalars import scalar


class _Use(NamedTuple):
    """A text that names something: where it stands, and the data that holds it."""

    node: Scalar
    holder: dict[str, Any] | list[Any]
    key: Any  # in the holder; None for a key of `sources` itself


def rename(text: str, old: str, new: str) -> Edit:
    """Rename an id, a source or a group, with all references; an outline number gets an id.

    Comments and reasons in prose are left as they are. Raises `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    _refuse_bad(new)
    what = _what(map_.graph, old)
    taken = _what(map_.graph, new)
    if taken is not None:
        raise Refused(f"`{new}` is the name of a {taken} already", "choose another name")
    if what is None:
        return _named(map_, old, new)
    draft, count = Draft(map_.sheet), 0
    for use in _uses(map_.sheet, what):
        if _name_in(use, what) == old:
            _put(draft, use, old, new)
            count += 1
    edit = finished(text, draft.read(), (f"renamed the {what} {old} to {new}, in {counted(count, 'place')}",))
    return Edit(draft.splices(), edit.text, edit.said, edit.line)


def _refuse_bad(name: str) -> None:
    if not re.fullmatch(KEBAB, name):
        raise Refused(f"`{name}` is no name", "small letters, digits and single hyphens, as in `old-bridge`")
    if name in RESERVED:
        raise Refused(f"`{name}` has a meaning of its own", "choose another name")


def _what(graph: Graph, name: str) -> str | None:
    """Whether the map has a claim, source or group of that name."""
    found = [
        what
        for what, there in (
            ("claim", name in graph.by_id and graph.nodes[graph.by_id[name]].item.id == name),
            ("source", name in graph.sources.by_key),
            ("group", name not in RESERVED and name in graph.sources.groups),
        )
        if there
    ]
    if len(found) > 1:
        raise Refused(f"`{name}` is both a {found[0]} and a {found[1]}", "rename one of them by hand")
    return found[0] if found else None


def _named(map_: Opened, number: str, id_: str) -> Edit:
    """Give the statement of an outline number an id."""
    try:
        route = statement(map_.graph, number).route
    except Refused:
        names = [*map_.graph.by_id, *map_.graph.sources.by_key, *map_.graph.sources.groups]
        near = nearest(number, names)
        help_ = f"did you mean `{near}`?" if near else "`argmap show` lists ids and outline numbers"
        raise Refused(f"`{number}` is no claim, source or group of this map", help_) from None
    sheet = map_.sheet
    node = sheet.look(route)
    if not (isinstance(node, Mapping) and node.flow):
        sheet = written_out(sheet, route)
    draft = Draft(sheet)
    draft.add_key(route, "id", [f"id: {scalar(id_)}"], id_)
    return finished(map_.text, draft.read(), (f"{called(map_.graph, number)} has the id {id_}",))


def _uses(sheet: Sheet, what: str) -> Iterator[_Use]:
    """Every text of the map that may name a claim, source or group."""
    sources = sheet.root.entries.get("sources")
    for key, node in sources[1].entries.values() if sources and isinstance(sources[1], Mapping) else ():
        if what == "source":
            yield _Use(key, sheet.root.data["sources"], None)
        if isinstance(node, Mapping) and what != "claim":
            yield from _texts(node, "from" if what == "source" else "group")
    waiting: list[Node] = [sheet.root.entries[key][1] for key in ("claims", "thesis") if key in sheet.root.entries]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            for name in {"claim": ("id", "see"), "source": ("source",)}.get(what, ()):
                yield from _texts(node, name)
            waiting.extend(node.entries[key][1] for key in ("because", "but", "unless", "together")
                           if key in node.entries)  # fmt: skip


def _texts(mapping: Mapping, key: str) -> Iterator[_Use]:
    """The texts under a key; one text where a list may stand is a list of one."""
    node = mapping.entries[key][1] if key in mapping.entries else None
    if isinstance(node, Scalar):
        yield _Use(node, mapping.data, key)
    elif isinstance(node, Sequence):
        for place, item in enumerate(node.items):
            if isinstance(item, Scalar):
                yield _Use(item, node.data, place)


def _name_in(use: _Use, what: str) -> str:
    return cited_key(use.node.data)[0] if what == "source" and use.key is not None else use.node.data.strip()


def _put(draft: Draft, use: _Use, old: str, new: str) -> None:
    """Write a name over another, and leave what stands beside it in the text as it is."""
    value = use.node.data.replace(old, new, 1)
    raw = draft.sheet.text[use.node.start : use.node.end]
    skip = len(use.node.style) if use.node.style in ("'", '"') else 0
    plain = skip or (scalar(new) == new and not use.node.style)
    raw = raw[:skip] + new + raw[skip + len(old) :] if plain and raw.startswith(old, skip) else scalar(value)
    if use.key is None:
        assert isinstance(use.holder, dict)
        use.holder[new] = use.holder.pop(old)
        draft.replace(use.node.start, use.node.end, raw)
    else:
        draft.set_text(use.holder, use.key, use.node, raw, value)
