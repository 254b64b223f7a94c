"""A map's text taken apart for one edit, and the edit in the making: on the lines and on the data at once.

What belongs together: an item of a list or a key owns the comments directly above it that stand as deep as it does, and
the deeper ones directly below it. Blank lines stay where they are.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

from argmap.collector import collector_paused
from argmap.editing.lines import Lines, joined, shifted
from argmap.editing.splice import Refused, Splice, spliced
from argmap.editing.tree import Mapping, Node, Scalar, Sequence, tree
from argmap.load import FLOW_LISTS, Plain, read_plain
from argmap.place import Route
from argmap.problem import Problem
from argmap.wording import NO_MAP

ORDER = (
    "argmap", "title", "note", "about", "bibliography", "sources", "thesis", "claims",
)  # fmt: skip
ITEM_ORDER = (
    "id", "claim", "evidence", "assume", "together", "see", "needs", "by", "likelihood", "source", "basis",
    "credibility", "against-interest", "why", "passage", "scheme", "strength", "warrant", "granted", "note", "tags",
    "allow", "because", "unless", "but",
)  # fmt: skip
SOURCE_ORDER = (
    "name", "kind", "role", "url", "date", "accessed", "cite", "anonymous", "plural", "distinct", "group", "from",
    "interest", "reliability", "reason", "retracted", "note", "allow",
)  # fmt: skip
ITEM_LISTS = frozenset({"because", "but", "unless", "together", "thesis", "claims"})
_GONE = object()  # stands in a list for an item that is taken out, so that the others keep their positions


@dataclass(frozen=True, slots=True)
class Extent:
    """The lines of an item or key, counted from 0: from its first comment to its last, and where it itself begins."""

    first: int
    head: int  # the line of its dash or key
    last: int
    column: int  # of its dash or key


class Read(NamedTuple):
    """The text that an edit comes to, and what the strict reader found in it."""

    text: str
    plain: Plain


class Sheet:
    """The text of a map with its lines and parts. The data in its parts is changed by the edit that is made of it."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.root = tree(text)

    def look(self, route: Route) -> Node:
        """The part at a route; one thing where a list may stand is a list of one. Raises KeyError where none is."""
        node: Node = self.root
        for part in route:
            if isinstance(part, str):
                if not isinstance(node, Mapping):
                    raise KeyError(route)
                node = node.entries[part][1]
            elif isinstance(node, Sequence):
                node = node.items[part]
            elif part != 0:
                raise KeyError(route)
        return node

    def mapping(self, route: Route) -> Mapping:
        """The mapping at a route."""
        node = self.look(route)
        assert isinstance(node, Mapping)
        return node

    def column(self, node: Node | Scalar) -> int:
        """The column at which a part begins."""
        return self.lines.column(node.start)

    def as_read(self) -> Read:
        """The text with what the strict reader finds in it."""
        return Read(self.text, read_plain(self.text, NO_MAP, FLOW_LISTS))

    # -- what belongs together

    def item(self, route: Route) -> Extent:
        """The lines of an item of a block list."""
        holder, index = self.look(route[:-1]), route[-1]
        assert isinstance(holder, Sequence)
        assert isinstance(index, int)
        column = self.lines.column(holder.start)
        head = self.lines.at(holder.start)
        above = self.lines.at(self.mapping(route[:-2]).entries[str(route[-2])][0].end)
        if index:
            above = self.lines.at(holder.items[index - 1].end)
            head = self._dash(above + 1, column)
        return self._extent(above, head, holder.items[index].end, column)

    def entry(self, route: Route) -> Extent:
        """The lines of a key and its value in a block mapping."""
        holder, name = self.mapping(route[:-1]), route[-1]
        names = list(holder.entries)
        place = names.index(str(name))
        key, value = holder.entries[str(name)]
        head = self.lines.at(key.start)
        above = -1 if len(route) == 1 else head - 1
        if place:
            above = self.lines.at(holder.entries[names[place - 1]][1].end)
        elif len(route) > 1 and self.lines.first_on_line(key.start):
            above = self._line_above(route[:-1])
        return self._extent(above, head, max(value.end, key.end), self.lines.column(key.start))

    def end(self, route: Route) -> int:
        """The last line of a mapping, with the comments that end the item or key whose it is."""
        if not route:
            return -1
        if isinstance(route[-1], str):
            return self.entry(route).last
        return self.item(route).last if isinstance(self.look(route[:-1]), Sequence) else self.entry(route[:-1]).last

    def _line_above(self, route: Route) -> int:
        """The line of the key or dash under which a mapping stands."""
        if isinstance(route[-1], str):
            return self.lines.at(self.mapping(route[:-1]).entries[route[-1]][0].end)
        if isinstance(self.look(route[:-1]), Sequence):
            return self.item(route).head
        return self._line_above(route[:-1])

    def _dash(self, line: int, column: int) -> int:
        while not self.lines[line].strip() or self.lines.comment(line) is not None:
            line += 1
        assert self.lines[line][column : column + 1] == "-"
        return line

    def _extent(self, above: int, head: int, end: int, column: int) -> Extent:
        first, last = head, self.lines.at(end)
        while first - 1 > above and self.lines.comment(first - 1) == column:
            first -= 1
        while (comment := self.lines.comment(last + 1)) is not None and comment > column:
            last += 1
        return Extent(first, head, last, column)

    # -- the manner of the file

    @cached_property
    def offset(self) -> int:
        """How much deeper than their key the dashes of its lists stand, mostly."""
        found: Counter[int] = Counter()
        waiting: list[Node] = [self.root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Mapping):
                for key, value in node.entries.values():
                    if isinstance(value, Sequence) and not value.flow:
                        found[self.column(value) - self.column(key)] += key.data in ITEM_LISTS
                    waiting.append(value)
            elif isinstance(node, Sequence):
                waiting.extend(node.items)
        # Several may be as frequent: the least is argmap's own manner.
        counted = [(count, -offset) for offset, count in found.items() if count and offset >= 0]
        return -max(counted)[1] if counted else 0

    def rank(self, key: str, order: tuple[str, ...]) -> int:
        """Where a key belongs among others."""
        return order.index(key) if key in order else len(order)


class Draft:
    """An edit of a sheet in the making."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._splices: list[Splice] = []
        self._removed: list[tuple[int, int]] = []
        self._inserted: list[tuple[int, list[str]]] = []
        self._emptied: list[tuple[dict[str, Any], str]] = []

    # -- on the lines

    def replace(self, start: int, end: int, text: str) -> None:
        """Put a text in the place of characters."""
        self._splices.append(Splice(start, end, text))

    def insert(self, after: int, lines: list[str]) -> None:
        """Put lines after a line; -1 is the top of the file."""
        self._inserted.append((after, lines))

    def cut(self, first: int, last: int) -> None:
        """Take lines out."""
        self._removed.append((first, last))

    def cuts(self, line: int) -> bool:
        """Whether a line is taken out."""
        return any(first <= line <= last for first, last in self._removed)

    # -- on lines and data

    def set_text(self, holder: dict[str, Any] | list[Any], key: Any, node: Scalar, raw: str, value: str) -> None:
        """Write another text where one stands; what is under a `>` stays there, for a comment may stand beside that."""
        start = node.start
        if node.style in ("|", ">"):
            first = self.sheet.lines.at(start) + 1
            while not self.sheet.lines[first].strip():
                first += 1
            line = self.sheet.lines[first]
            start, raw = self.sheet.lines.start(first) + len(line) - len(line.lstrip(" ")), value
        self.replace(start, node.end, raw)
        holder[key] = value

    def add_key(self, route: Route, key: str, lines: list[str], value: Any, order: tuple[str, ...] = ITEM_ORDER,
                blank: bool = False) -> None:  # fmt: skip
        """Give the mapping at a route a key, after those that go before it; `lines` stand as at column 0."""
        sheet, mapping = self.sheet, self.sheet.mapping(route)
        mapping.data[key] = value
        if mapping.flow:
            self._add_in_braces(mapping, joined(lines, " "))
            return
        lines = shifted(lines, sheet.column(mapping))
        rank = sheet.rank(key, order)
        before = [name for name in mapping.entries if sheet.rank(name, order) <= rank]
        if before:
            after = sheet.entry((*route, before[-1])).last
            if before[-1] == next(reversed(mapping.entries)):
                after = max(after, sheet.end(route))
            self.insert(after, [""] * blank + lines)
        elif sheet.lines.first_on_line(mapping.start):
            self.insert(sheet.entry((*route, next(iter(mapping.entries)))).first - 1, lines)
        else:
            text = joined([*lines, " " * sheet.column(mapping)], sheet.lines.end_mark)
            self.replace(mapping.start, mapping.start, text.lstrip(" "))

    def _add_in_braces(self, mapping: Mapping, entry: str) -> None:
        last = list(mapping.entries.values())[-1:]
        at = last[0][1].end if last else mapping.start + 1
        self.replace(at, at, f", {entry}" if last else entry)

    def add_item(self, route: Route, key: str, lines: list[str], value: Any, index: int | None = None,
                 behind: bool = False) -> None:  # fmt: skip
        """Put an item into the block list under a key of a block mapping, making the list where there is none.

        `lines` stand as if their dash stood at column 0; `index` is the item's position, or None for the end. Where
        blank lines and headings part two items, it stands directly before the second, or directly `behind` the first.
        """
        sheet, mapping = self.sheet, self.sheet.mapping(route)
        if key not in mapping.entries:
            self.add_key(route, key, [f"{key}:", *shifted(lines, sheet.offset)], [value])
            return
        list_ = mapping.entries[key][1]
        assert isinstance(list_, Sequence)
        index = len(list_.items) if index is None else index
        if index < len(list_.items) and not behind:
            after = sheet.item((*route, key, index)).first - 1
        else:
            after = sheet.item((*route, key, index - 1)).last
        self.insert(after, shifted(lines, sheet.column(list_)))
        list_.data.insert(index, value)

    def cut_item(self, route: Route) -> None:
        """Take an item out of its list. The list must keep another."""
        extent, list_ = self.sheet.item(route), self.sheet.look(route[:-1])
        assert isinstance(list_, Sequence)
        self.cut(extent.first, extent.last)
        # By identity: another item may have come in before it.
        data = list_.data
        place = next(at for at, one in enumerate(data) if one is list_.items[int(route[-1])].data)
        data[place] = _GONE
        self._emptied.append((self.sheet.mapping(route[:-2]).data, str(route[-2])))

    def cut_key(self, route: Route, comments: list[str]) -> None:
        """Take a key with its value out of a block mapping that keeps another; the comments stay in their place."""
        sheet, key = self.sheet, str(route[-1])
        mapping = sheet.mapping(route[:-1])
        extent, (mark, value) = sheet.entry(route), mapping.entries[key]
        if sheet.lines.first_on_line(mark.start):
            self.cut(extent.first, extent.last)
            self.insert(extent.first - 1, shifted(comments, extent.column))
        else:
            following = next((b for (a, _), (b, _) in pairwise(mapping.entries.values()) if a is mark), None)
            if following is None or comments or "#" in sheet.text[value.end : following.start]:
                line = sheet.lines.at(mark.start) + 1
                raise Refused(f"`{key}` on line {line} shares it with a dash, and comments follow",
                              "`argmap fmt` puts it in its place")  # fmt: skip
            self.replace(mark.start, following.start, "")
        del mapping.data[key]

    # -- what it comes to

    def text(self) -> str:
        """The new text alone, for a further edit."""
        return self.read().text

    def read(self) -> Read:
        """The new text, once the reader finds in it exactly what the data has become. Raises `Refused` otherwise."""
        try:
            new = spliced(self.sheet.text, self.splices())
        except ValueError:
            raise _entangled() from None
        for data, key in self._emptied:
            if key in data:
                data[key] = [one for one in data[key] if one is not _GONE]
        with collector_paused():
            plain = read_plain(new, NO_MAP, FLOW_LISTS)
        if plain.problems:
            raise _unreadable(min(plain.problems))
        if plain.data != self.sheet.root.data:
            raise _entangled()
        return Read(new, plain)

    def splices(self) -> tuple[Splice, ...]:
        """The pieces of the sheet's text to replace, in order."""
        lines, found = self.sheet.lines, [*self._splices]
        removed = _merged(self._removed)
        for first, last in removed:
            if last + 1 < len(lines) or not first:
                found.append(Splice(lines.start(first), lines.start(last + 1), ""))
            else:  # the file keeps the end that it has, or lacks
                found.append(Splice(lines.end(first - 1), lines.end(last), ""))
        for after, new in self._inserted:
            after = next((first - 1 for first, last in removed if first <= after <= last), after)
            if after < 0:
                found.append(Splice(0, 0, "".join(line + lines.end_mark for line in new)))
            else:
                found.append(Splice(lines.end(after), lines.end(after), "".join(lines.end_mark + line for line in new)))
        return tuple(sorted(found, key=lambda splice: splice[:2]))


def _entangled() -> Refused:
    help_ = "lay the file out with `argmap fmt` first, or make the change by hand"
    return Refused("this cannot be changed without touching something else; nothing is written", help_)


def _unreadable(problem: Problem) -> Refused:
    return Refused(f"the map could not be read after this: {problem.message}", problem.help)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of lines without overlaps, neighbours joined."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged
