"""Where the mapped text makes a claim, written into the map without quoting it."""

from typing import Any

from argmap.editing.opening import called, finished, opened, statement
from argmap.editing.shapes import listed, written_out
from argmap.editing.sheet import Draft, Read, Sheet
from argmap.editing.splice import Edit, Refused
from argmap.editing.tree import Mapping, Sequence
from argmap.editing.written import WIDTH
from argmap.passages import Locator, PassageError, Text, find_words, make, parse_at
from argmap.place import Route


def locator_of(essay: Text, passage: str) -> Locator:
    """The locator of a place, as `12:40-53`, or of words quoted from the text. Raises `Refused`."""
    try:
        if passage[:1].isdigit() and not any(char.isalpha() or char.isspace() for char in passage):
            place = parse_at(passage)
            return make(essay, place.paragraph, place.first, place.last, place.last_paragraph)
        return find_words(essay, passage)
    except PassageError as error:
        raise Refused(str(error), "`argmap quote` takes words of the text, or a place such as 12:40-53") from None


def quote(
    text: str, name: str, essay: Text, passage: str, *, trace: bool = True, also: bool = False, replace: bool = False
) -> Edit:
    """Write the locator of a passage of `essay` into the statement that `name` names.

    A place without a hash that holds the passage is filled in. Another passage is refused, unless the new one stands
    beside it (`also`) or in its stead (`replace`). Raises `Refused`, with the reason and what to do.
    """
    map_ = opened(text)
    node = statement(map_.graph, name)
    locator = locator_of(essay, passage)
    data = _data(locator, trace)
    there = [one.model_dump(exclude_none=True) for one in node.item.passage]
    if any(one["at"] == data["at"] and one.get("sha256") == data.get("sha256") for one in there) and not replace:
        raise Refused(f"{name} has the passage {data['at']} already", "nothing need be done")
    draft_only = [place for place, one in enumerate(there) if "sha256" not in one and _holds(one["at"], locator)]
    if there and not (also or replace or draft_only):
        held = ", ".join(one["at"] for one in there)
        raise Refused(f"{name} has a passage: {held}", "--also puts this one beside it, --replace in its stead")
    if draft_only and not also and not replace:
        after = _filled(map_.sheet, node.route, draft_only[0], data)
    elif there and also and not replace:
        after = _beside(map_.sheet, node.route, data)
    else:
        after = _set(map_.sheet, node.route, data)
    return finished(text, after, (f"{called(map_.graph, name)}: {_in_braces(data)}",))


def _data(locator: Locator, trace: bool) -> dict[str, str]:
    data = {"at": locator.at, "words": str(locator.words), "sha256": str(locator.sha256)}
    return {**data, "trace": locator.trace} if trace and locator.trace else data


def _holds(at: str, locator: Locator) -> bool:
    """Whether a place written while drafting is that of the locator, or its whole paragraph."""
    return at in (locator.at, str(locator.paragraph))


def _in_braces(data: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in data.items()) + "}"


def _lines(lead: str, data: dict[str, str], column: int) -> list[str]:
    """The locator after a key or dash, its trace on a line of its own where they do not fit on one."""
    line = f"{lead} {_in_braces(data)}"
    if column + len(line) <= WIDTH or "trace" not in data:
        return [line]
    head, tail = line.rsplit(" trace: ", 1)
    return [head, f"  trace: {tail}"]


def _set(sheet: Sheet, route: Route, data: dict[str, str]) -> Read:
    node = sheet.look(route)
    if not (isinstance(node, Mapping) and node.flow):
        sheet = written_out(sheet, route)
    mapping = sheet.mapping(route)
    if "passage" in mapping.entries:
        return _put(sheet, mapping.data, "passage", (*route, "passage"), "passage:", data)
    draft = Draft(sheet)
    draft.add_key(route, "passage", _lines("passage:", data, sheet.column(mapping)), data)
    return draft.read()


def _filled(sheet: Sheet, route: Route, place: int, data: dict[str, str]) -> Read:
    holder = sheet.look((*route, "passage"))
    if isinstance(holder, Sequence):
        return _put(sheet, holder.data, place, (*route, "passage", place), "-", data)
    return _put(sheet, sheet.mapping(route).data, "passage", (*route, "passage"), "passage:", data)


def _put(sheet: Sheet, holder: Any, key: Any, route: Route, lead: str, data: dict[str, str]) -> Read:
    """Write a locator over what stands at a route."""
    draft, node = Draft(sheet), sheet.look(route)
    column = sheet.column(node) - len(lead) - 1
    if sheet.lines.first_on_line(node.start) or column < 0:
        line = _in_braces(data)
    else:
        line = sheet.lines.end_mark.join(_lines(lead, data, column)[:1] + [
            " " * column + more for more in _lines(lead, data, column)[1:]])[len(lead) + 1 :]  # fmt: skip
    draft.replace(node.start, node.end, line)
    holder[key] = data
    return draft.read()


def _beside(sheet: Sheet, route: Route, data: dict[str, str]) -> Read:
    sheet = listed(written_out(sheet, route), route, "passage")
    draft = Draft(sheet)
    column = sheet.column(sheet.mapping(route)) + sheet.offset
    draft.add_item(route, "passage", _lines("-", data, column), data)
    return draft.read()
