"""A source attached to a piece of evidence, and made where the map has none of that name."""

from collections.abc import Mapping as Table
from collections.abc import Sequence as Several

from argmap.editing.lines import shifted
from argmap.editing.opening import Opened, called, finished, opened, statement
from argmap.editing.shapes import listed, written_out
from argmap.editing.sheet import ORDER, SOURCE_ORDER, Draft, Read, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping, Scalar, Sequence
from argmap.editing.written import Value, entry
from argmap.graph import Node
from argmap.problem import nearest
from argmap.references import cited_key
from argmap.scalars import in_brackets, scalar


def cite(
    text: str,
    name: str,
    key: str,
    *,
    locator: str | None = None,
    unsure: bool = False,
    source: Table[str, str | Several[str]] | None = None,
) -> Edit:
    """Cite a source for the evidence that `name` names; `source` holds the keys of a new one, `name` among them.

    Raises `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    node = statement(map_.graph, name)
    if node.kind != "evidence":
        what = "an assumption" if node.kind == "assumption" else "a claim"
        new = "" if key in map_.graph.sources.by_key else " --name …"
        raise Refused(f"{name} is {what}, and sources stand behind evidence",
                      f"`argmap add MAP {name} … --source {key}{new}` puts evidence under it")  # fmt: skip
    _refuse_repeated(map_, node, key, locator)
    sheet, said = map_.sheet, list[str]()
    if key not in map_.graph.sources.by_key:
        sheet = Sheet(with_source(sheet, key, _fields(map_, key, source)))
        said.append(f"made the source {key}")
    elif source:
        help_ = f"leave --{next(iter(source))} out; `argmap source MAP {key}` changes what is said of it"
        raise Refused(f"the source {key} is there already", help_)
    written = key + "?" * unsure + (f", {locator}" if locator else "")
    return finished(text, _cited(sheet, node, written), (*said, f"{called(map_.graph, name)} cites {written}"))


def _refuse_repeated(map_: Opened, node: Node, key: str, locator: str | None) -> None:
    for citation in node.cites:
        if citation.key == key and not (locator and citation.locator is None):
            raise Refused(f"{node.id} cites {key} already", "edit its `source:` to say more of where in it")


def _fields(map_: Opened, key: str, source: Table[str, str | Several[str]] | None) -> Table[str, str | Several[str]]:
    if source and source.keys() & {"name", "cite"}:
        return source
    raise not_yet(map_, key)


def not_yet(map_: Opened, key: str) -> Refused:
    """What to say of a source that is neither there nor made."""
    near = nearest(key, map_.graph.sources.by_key)
    help_ = f"did you mean `{near}`? " if near else ""
    return Refused(f"`{key}` is no source of this map yet", f"{help_}--name makes it one")


def with_source(sheet: Sheet, key: str, fields: Table[str, str | Several[str]]) -> str:
    """The text with one source more."""
    draft = Draft(sheet)
    entries: list[tuple[str, Value]] = [(field, fields[field]) for field in SOURCE_ORDER if fields.get(field)]
    data = {field: value if isinstance(value, str) else list(value) for field, value in entries}
    lines = [line for field, value in entries for line in entry(field, value, 4)]
    if "sources" not in sheet.root.entries:
        thesis = sheet.entry(("thesis",)).first - 1
        blank = thesis >= 0 and not sheet.lines[thesis].strip()
        made = ["sources:", f"  {scalar(key)}:", *shifted(lines, 4)]
        draft.add_key((), "sources", made, {key: data}, ORDER, blank)
        return draft.text()
    sources = sheet.mapping(("sources",))
    if sources.flow:
        if any(not isinstance(value, str) for _, value in entries):
            raise Refused("the sources stand in braces", "write them one key a line, or leave --from out")
        inside = ", ".join(f"{field}: {in_brackets(str(value))}" for field, value in entries)
        draft.add_key(("sources",), key, [f"{scalar(key)}: {{{inside}}}"], data)
        return draft.text()
    step = _step(sheet, sources)
    draft.add_key(("sources",), key, [f"{scalar(key)}:", *shifted(lines, step)], data, ())
    return draft.text()


def _step(sheet: Sheet, sources: Mapping) -> int:
    """How much deeper than its key a source stands in this file."""
    for key, value in sources.entries.values():
        if isinstance(value, Mapping) and not value.flow and sheet.lines.first_on_line(value.start):
            return sheet.column(value) - sheet.column(key)
    return 2


def _cited(sheet: Sheet, node: Node, written: str) -> Read:
    """The text with one citation more, or one that says more where it only named the source."""
    item = sheet.mapping(node.route)
    draft = Draft(sheet)
    if "source" not in item.entries:
        value = in_brackets(written) if item.flow else scalar(written)
        draft.add_key(node.route, "source", [f"source: {value}"], written)
        return draft.read()
    there = item.entries["source"][1]
    places = [(there, item.data, "source")] if isinstance(there, Scalar) else []
    if isinstance(there, Sequence):
        places = [(one, there.data, at) for at, one in enumerate(there.items)]  # type: ignore[misc]
    for one, holder, at in places:
        if isinstance(one, Scalar) and cited_key(one.data)[0] == cited_key(written)[0]:
            flow = item.flow or (isinstance(there, Sequence) and there.flow)
            draft.set_text(holder, at, one, in_brackets(written) if flow else scalar(written), written)
            return draft.read()
    if isinstance(there, Sequence) and there.flow:
        end = there.items[-1].end
        draft.replace(end, end, f", {in_brackets(written)}")
        there.data.append(written)
        return draft.read()
    sheet = listed(written_out(sheet, node.route), node.route, "source")
    draft = Draft(sheet)
    draft.add_item(node.route, "source", [f"- {scalar(written)}"], written)
    return draft.read()
