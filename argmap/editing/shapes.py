"""The short ways of writing, written out where an edit needs room: bare texts, braces, one item in a list's place.

Each takes a sheet and gives the same sheet where nothing need be done, else a new one; routes stay what they are.
"""

import re

from argmap.editing.lines import joined, shifted
from argmap.editing.sheet import Draft, Sheet
from argmap.editing.splice import Refused
from argmap.editing.tree import Mapping, Node, Scalar, Sequence
from argmap.place import Route

_COMMENT = re.compile(r"(?:^|\s)#")
_LINE_END = re.compile(r"\r\n|\n|\r")


def written_out(sheet: Sheet, route: Route) -> Sheet:
    """The item at a route as a block mapping, and so all above it that stands in braces."""
    for size in range(2, len(route)):
        if isinstance(route[size - 1], int) and isinstance(sheet.look(route[:size]), Mapping):
            sheet = _written_out(sheet, route[:size])
    return _written_out(sheet, route)


def source_written_out(sheet: Sheet, key: str) -> Sheet:
    """A source as a block mapping, and so the sources if they stand in braces; a bare text is its name."""
    return _written_out(_written_out(sheet, ("sources",)), ("sources", key), "name")


def _written_out(sheet: Sheet, route: Route, bare: str = "claim") -> Sheet:
    """`bare` is the key under which a bare text belongs."""
    node = sheet.look(route)
    if isinstance(node, Mapping) and not node.flow:
        return sheet
    assert isinstance(node, Mapping | Scalar)
    draft, (column, above) = Draft(sheet), _own_line(sheet, route, node)
    if isinstance(node, Scalar):
        lead = [f"{bare}: {raw_lines(sheet, node)[0]}", *shifted(raw_lines(sheet, node)[1:], column - above)]
        _put(sheet, route, {bare: node.data})
    else:
        lead = _entries(sheet, node, column)
    text = joined(lead, sheet.lines.end_mark)
    if _beside_its_key(sheet, route, node):
        draft.replace(_after_colon(sheet, route), node.end, sheet.lines.end_mark + " " * column + text)
    else:
        draft.replace(node.start, node.end, text)
    return Sheet(draft.text())


def listed(sheet: Sheet, route: Route, key: str) -> Sheet:
    """The mapping at a route with a list under a key, in a block, where it has one item there."""
    mapping = sheet.mapping(route)
    if key not in mapping.entries:
        return sheet
    mark, node = mapping.entries[key]
    if isinstance(node, Sequence):
        return sheet if not node.flow else _unbracketed(sheet, mapping, key, node)
    draft, under = Draft(sheet), sheet.column(mark)
    if not sheet.lines.first_on_line(node.start):
        column = under + sheet.offset
        raw = raw_lines(sheet, node)
        text = joined([" " * column + "- " + raw[0], *shifted(raw[1:], sheet.offset)], sheet.lines.end_mark)
        draft.replace(_after_colon(sheet, (*route, key)), node.end, sheet.lines.end_mark + text)
    else:
        _put_dash(draft, under, node)
    mapping.data[key] = [node.data]
    return Sheet(draft.text())


def raw_lines(sheet: Sheet, node: Node) -> list[str]:
    """A part as it is written: its first line from where it begins, the others from the margin."""
    return _LINE_END.split(sheet.text[node.start : node.end])


def _put_dash(draft: Draft, under: int, node: Node) -> None:
    """Make an item of what stands on lines of its own, in the blanks before it where there are two to spare."""
    sheet = draft.sheet
    spare = min(2, sheet.column(node) - under)
    draft.replace(node.start - spare, node.start, "- ")
    by = 2 - spare if isinstance(node, Mapping) and not node.flow else max(sheet.column(node) - 2 - under, 0)
    first, last = sheet.lines.at(node.start) + 1, sheet.lines.at(node.end)
    for line in range(first, last + 1 if by else first):
        if sheet.lines[line]:
            draft.replace(sheet.lines.start(line), sheet.lines.start(line), " " * by)


def _unbracketed(sheet: Sheet, mapping: Mapping, key: str, list_: Sequence) -> Sheet:
    raw = sheet.text[list_.start : list_.end]
    if _COMMENT.search(raw):
        raise _crowded(sheet, list_)
    draft = Draft(sheet)
    column = sheet.column(mapping.entries[key][0]) + sheet.offset
    lines = [" " * column + "- " + _on_one_line(sheet, node) for node in list_.items]
    start = sheet.text.index(":", mapping.entries[key][0].end) + 1
    draft.replace(start, list_.end, joined(["", *lines], sheet.lines.end_mark))
    return Sheet(draft.text())


def _entries(sheet: Sheet, mapping: Mapping, column: int) -> list[str]:
    """The lines of a mapping in braces as a block; what ran over several lines stands on one."""
    if _COMMENT.search(sheet.text[mapping.start : mapping.end]):
        raise _crowded(sheet, mapping)
    lines = [f"{_on_one_line(sheet, key)}: {_on_one_line(sheet, value)}" for key, value in mapping.entries.values()]
    return [lines[0], *shifted(lines[1:], column)]


def _on_one_line(sheet: Sheet, node: Node) -> str:
    """In brackets and braces a line end means a blank; a blank line in a text is left to be refused."""
    return " ".join(line.strip(" \t") for line in raw_lines(sheet, node))


def _crowded(sheet: Sheet, node: Node) -> Refused:
    line = sheet.lines.at(node.start) + 1
    return Refused(f"what stands in brackets or braces on line {line} holds a comment", "write one key a line")


def _own_line(sheet: Sheet, route: Route, node: Node) -> tuple[int, int]:
    """The column at which the keys of an item come to stand, and that of the dash or key above them."""
    holder = sheet.look(route[:-1])
    if isinstance(holder, Sequence):
        return sheet.column(node), sheet.column(holder)
    name = route[-2] if route[-1] == 0 else route[-1]
    above = route[:-2] if route[-1] == 0 else route[:-1]
    under = sheet.column(sheet.mapping(above).entries[str(name)][0])
    return (sheet.column(node) if sheet.lines.first_on_line(node.start) else under + 2), under


def _beside_its_key(sheet: Sheet, route: Route, node: Node) -> bool:
    return not isinstance(sheet.look(route[:-1]), Sequence) and not sheet.lines.first_on_line(node.start)


def _after_colon(sheet: Sheet, route: Route) -> int:
    """The offset after the colon of the key that a route leads to, by itself or as a list of one."""
    route = route[:-1] if route[-1] == 0 else route
    return sheet.text.index(":", sheet.mapping(route[:-1]).entries[str(route[-1])][0].end) + 1


def _put(sheet: Sheet, route: Route, value: object) -> None:
    """Put data in the place of what stands at a route."""
    holder = sheet.look(route[:-1])
    if isinstance(holder, Sequence):
        holder.data[int(route[-1])] = value
    else:
        route = route[:-1] if route[-1] == 0 else route
        sheet.mapping(route[:-1]).data[str(route[-1])] = value
