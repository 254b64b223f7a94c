"""What a map says of a source, changed: a key given another value, given one that it had not, or taken out."""

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence as Several

from argmap.editing.citing import not_yet, with_source
from argmap.editing.opening import finished, opened
from argmap.editing.shapes import source_written_out
from argmap.editing.sheet import SOURCE_ORDER, Draft, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping, Scalar, Sequence
from argmap.editing.written import Value, entry, sentence
from argmap.scalars import in_brackets, scalar

FIELDS = tuple(field for field in SOURCE_ORDER if field != "allow")
"""What can be said of a source by command; rules are kept silent in the map itself."""

_WORD = re.compile("true|[A-F]")  # these need no quotes, and an editor's schema wants none


def describe(text: str, key: str, fields: Table[str, Value], removed: Several[str] = ()) -> Edit:
    """Say of the source `key` what `fields` hold, by the keys of the map, and no longer what `removed` names.

    A source that is new is made, with the `name` or `cite` that it needs. Raises `Refused`, with the reason and what to
    do.
    """
    map_, said = opened(text), _said(fields)
    if both := sorted(said.keys() & {*removed}):
        raise Refused(f"`{both[0]}` is both given and taken out", "do one of them")
    sheet, told = map_.sheet, _told(key, said, removed)
    if key not in map_.graph.sources.by_key:
        first = next((field for field in ("name", "cite") if field in said), None)
        if first is None or removed:
            raise not_yet(map_, key)
        sheet, told = Sheet(with_source(sheet, key, {first: said.pop(first)})), [f"made the source {key}"]
    for field in dict.fromkeys(removed):
        sheet = _without(sheet, key, field)
    for field in FIELDS:
        if field in said:
            sheet = _with(sheet, key, field, said[field])
    return finished(text, sheet.as_read(), tuple(told))


def _said(fields: Table[str, Value]) -> dict[str, Value]:
    """The values on one line each, as a user typed them; a list of one is that one."""
    said = dict[str, Value]()
    for field, value in fields.items():
        assert field in FIELDS
        words = [sentence(one) for one in ((value,) if isinstance(value, str) else value)]
        if not all(words):
            raise Refused(f"`{field}` is empty", f"write it, or take it out with --remove {field}")
        said[field] = words[0] if len(words) == 1 else words
    return said


def _told(key: str, said: Table[str, Value], removed: Several[str]) -> list[str]:
    given = [field for field in FIELDS if field in said]
    lines = [f"the source {key} has {', '.join(f'`{field}`' for field in given)}"] if given else []
    return lines + [f"the source {key} has `{field}` no longer" for field in dict.fromkeys(removed)]


def _without(sheet: Sheet, key: str, field: str) -> Sheet:
    node = sheet.look(("sources", key))
    if not isinstance(node, Mapping) or field not in node.entries:
        raise Refused(f"the source {key} has no `{field}`", "leave it out")
    if len(node.entries) == 1:
        raise Refused(f"`{field}` is all that is said of the source {key}", "give it a --name")
    sheet = source_written_out(sheet, key)
    draft = Draft(sheet)
    draft.cut_key(("sources", key, field), [])
    return Sheet(draft.text())


def _with(sheet: Sheet, key: str, field: str, value: Value) -> Sheet:
    node = sheet.look(("sources", key))
    if not isinstance(node, Mapping):
        if field == "name":
            return _renamed(sheet, key, node, str(value))
        sheet = source_written_out(sheet, key)
        node = sheet.mapping(("sources", key))
    if field in node.entries:
        return _replaced(sheet, node, field, value)
    if node.flow and not isinstance(value, str):
        sheet = source_written_out(sheet, key)
        node = sheet.mapping(("sources", key))
    draft = Draft(sheet)
    lines = entry(field, value, sheet.column(node))
    if isinstance(value, str) and (node.flow or _WORD.fullmatch(value)):
        lines = [f"{field}: {_written(sheet, value, node)}"]
    draft.add_key(("sources", key), field, lines, value if isinstance(value, str) else [*value], SOURCE_ORDER)
    return Sheet(draft.text())


def _renamed(sheet: Sheet, key: str, node: object, name: str) -> Sheet:
    """Another name for a source of which nothing but its name is written."""
    assert isinstance(node, Scalar)
    draft, sources = Draft(sheet), sheet.mapping(("sources",))
    draft.set_text(sources.data, key, node, _written(sheet, name, sources, node), name)
    return Sheet(draft.text())


def _written(sheet: Sheet, value: str, source: Mapping, there: Scalar | None = None) -> str:
    """A value as it stands in a source, on one line; in quotes where a comment follows the one that was there."""
    if _WORD.fullmatch(value):
        return value
    comment = there is not None and "#" in sheet.text[there.end : sheet.lines.end(sheet.lines.at(there.end))]
    return in_brackets(value) if source.flow or comment else scalar(value)


def _replaced(sheet: Sheet, source: Mapping, field: str, value: Value) -> Sheet:
    """Another value under a key that is there."""
    draft, there = Draft(sheet), source.entries[field][1]
    if isinstance(there, Scalar) and isinstance(value, str):
        draft.set_text(source.data, field, there, _written(sheet, value, source, there), value)
        return Sheet(draft.text())
    values = [value] if isinstance(value, str) else [*value]
    if isinstance(there, Sequence) and not there.flow:
        if "#" in sheet.text[there.start : there.end]:
            raise Refused(f"comments stand in the list `{field}`", "change it by hand")
        lead = " " * sheet.column(there)
        written = (sheet.lines.end_mark + lead).join(f"- {scalar(one)}" for one in values)
    else:
        written = f"[{', '.join(map(in_brackets, values))}]"
    draft.replace(there.start, there.end, written)
    source.data[field] = values
    return Sheet(draft.text())
