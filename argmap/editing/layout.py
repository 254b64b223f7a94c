"""A map laid out anew: keys in order, lists and keys indented alike, long texts folded. Data and comments stay.

The manner is argmap's own: dashes stand under their key, keys two columns deeper, a line has 120 columns. A comment on
a line of its own keeps to what it stood above, or beneath where it was deeper; one beside a text stays beside it, and
in its column where it was aligned. Texts keep their quotes, and
folded ones their lines while they fit. Laid out twice is laid out once.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.editing.lines import Lines, shifted
from argmap.editing.opening import Broken
from argmap.editing.sheet import ITEM_LISTS, ITEM_ORDER, ORDER, SOURCE_ORDER
from argmap.editing.splice import Edit, Refused, difference, line_of
from argmap.editing.tree import Mapping, Node, Scalar, Sequence, tree
from argmap.editing.written import WIDTH, foldable, folded
from argmap.load import FLOW_LISTS, load, read_plain
from argmap.wording import NO_MAP

ABOUT_ORDER = ("title", "author", "published", "url", "words", "sha256", "starts", "note")
_HEADER = re.compile(r"[|>][0-9+-]*")
_BESIDE = re.compile(r"[\s:,\[\]{}-]*?(?P<gap>[ \t]*)(?P<comment>#.*)")
_LINE_END = re.compile(r"\r\n|\n|\r")
_ALIGNED = 3
"""Blanks before a comment from which it counts as set in a column on purpose."""

_Beside: TypeAlias = tuple[str, int]  # a comment, and the column that it keeps; 0 for none


@dataclass(slots=True, eq=False)
class _Unit:
    """A key or an item of a block, with the comments that are its own."""

    line: int
    column: int
    value: Node
    key: Scalar | None
    above: "_Unit | None"
    head: list[str] = field(default_factory=list)  # comments and blank lines above it
    beside: list[_Beside] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)  # deeper comments beneath it
    below: "list[_Unit]" = field(default_factory=list)


def layout(text: str) -> Edit:
    """The edit that lays a map's text out anew; it changes neither data nor comments.

    Raises `Broken` where the map cannot be read, and `Refused` where it cannot be laid out without changing it.
    """
    loaded = load(text)
    if loaded.map is None:
        raise Broken(loaded.problems)
    page = _Page(text)
    after = page.text()
    plain = read_plain(after, NO_MAP, FLOW_LISTS)
    if plain.problems or plain.data != page.root.data or _comments(after) != _comments(text):
        raise Refused("this file cannot be laid out without changing what it says", "nothing is written")
    splices = difference(text, after)
    return Edit(splices, after, ("laid out anew",) if splices else (), line_of(after, splices))


def _comments(text: str) -> Counter[str]:
    """The comments of a text, and how often each stands there."""
    lines, root = Lines(text), tree(text)
    taken = _taken(lines, root)
    found = Counter(one.strip() for one, _ in _beside(lines, root, taken).values())
    found.update(lines[number].strip() for number in range(len(lines))
                 if number not in taken and lines.comment(number) is not None)  # fmt: skip
    return found


class _Page:
    """The text of a map in units, and how each is written."""

    def __init__(self, text: str) -> None:
        self.lines, self.root = Lines(text), tree(text)
        self.foot: list[str] = []
        self.units = self._units()
        self._attach()

    def text(self) -> str:
        """The whole text, laid out."""
        lines = [line for unit in _ordered(self.top, ORDER) for line in self._written(unit, 0)]
        lines += self.foot
        while lines and not lines[0]:
            del lines[0]
        return "".join(line + self.lines.end_mark for line in lines)

    # -- taking apart

    def _units(self) -> list[_Unit]:
        """All keys and items of blocks in the order of the file, in braces too where they are to be written out."""
        units: list[_Unit] = []
        self.top: list[_Unit] = []
        waiting: list[tuple[Node, _Unit | None, str]] = [(self.root, None, "")]
        while waiting:
            node, above, key = waiting.pop()
            parts = self._parts(node, above, key)
            (above.below if above else self.top).extend(parts)
            units += parts
            waiting.extend((unit.value, unit, unit.key.data if unit.key else key) for unit in parts)
        return sorted(units, key=lambda unit: (unit.line, unit.column))

    def _parts(self, node: Node, above: _Unit | None, key: str) -> list[_Unit]:
        if isinstance(node, Mapping) and not self._kept(node, key):
            return [
                _Unit(self.lines.at(mark.start), self.lines.column(mark.start), value, mark, above)
                for mark, value in node.entries.values()
            ]
        if isinstance(node, Sequence) and not node.flow:
            return [_Unit(line, self.lines.column(node.start), item, None, above)
                    for line, item in zip(self._dashes(node), node.items, strict=True)]  # fmt: skip
        return []

    def _kept(self, node: Mapping, key: str) -> bool:
        """Whether a mapping stays in its braces: short ones do, and passages; those that hold comments must."""
        if not node.flow:
            return False
        raw = self.lines.text[node.start : node.end]
        if "#" in raw:
            return True
        if node is self.root or node.entries.keys() & ITEM_LISTS:
            return False
        return key in FLOW_LISTS or not (len(_LINE_END.split(raw)) > 1 or self.lines.column(node.end) > WIDTH)

    def _dashes(self, list_: Sequence) -> Iterator[int]:
        column, line = self.lines.column(list_.start), self.lines.at(list_.start)
        for item in list_.items:
            while self.lines[line][column : column + 1] != "-" or self.lines[line][:column].strip(" -"):
                line += 1
            yield line
            line = self.lines.at(item.end) + 1

    def _attach(self) -> None:
        """Give every comment and blank line to the unit whose it is."""
        taken = _taken(self.lines, self.root)
        beside = _beside(self.lines, self.root, taken)
        place = 0
        run: list[int] = []
        for number in range(len(self.lines) + 1):
            following = self.units[place] if place < len(self.units) else None
            if (following is None and number == len(self.lines)) or (following and following.line == number):
                self._share(run, self.units[place - 1] if place else None, following)
                run = []
            while place < len(self.units) and self.units[place].line == number:
                place += 1
            if number == len(self.lines):
                break
            blank = number not in taken and not self.lines[number].strip()
            if number not in taken and (blank or self.lines.comment(number) is not None):
                run.append(number)
            elif number in beside:
                self.units[place - 1].beside.append(beside[number])

    def _share(self, run: Iterable[int], last: _Unit | None, following: _Unit | None) -> None:
        """Comments between two units: those as deep as the second or less are its own, deeper ones the first's."""
        blank, reached = False, False
        for number in run:
            column = self.lines.comment(number)
            if column is None:
                blank = True
                continue
            owner = None if reached else _owner(last, following, column)
            reached = owner is None
            where = owner.tail if owner else following.head if following else self.foot
            where += [""] * blank + [self.lines[number].strip(" \t")]
            blank = False
        if blank and following:
            following.head.append("")

    # -- writing

    def _written(self, unit: _Unit, column: int, dash: str = "") -> list[str]:
        """The lines of a unit whose key or dash stands at a column; `dash` stands before it where it is the first."""
        parts = unit.below
        if unit.key is None and parts:  # an item of keys: the first of them stands behind the dash
            return self._item(unit, column)
        lead = dash + (self._raw(unit.key) + ":" if unit.key else "-")
        beside, head = [*unit.beside], _run(unit.head)
        depth = column + len(dash)
        value = [""] if parts else self._value(unit.value, depth, len(lead) + column + 1, unit.column)
        several = len(value) > 1 and not _is_block(value[0])
        while len(beside) > (not several):
            head.append(beside.pop(0)[0])
        first = " " * column + f"{lead} {value[0]}".rstrip()
        lines = [*_indented(head, column), _with_comment(first, beside), *value[1:]]
        if parts and isinstance(unit.value, Sequence):
            lines += [line for part in parts for line in self._written(part, depth)]
        elif parts:
            lines += [line for part in _ordered(parts, _order_in(unit)) for line in self._written(part, depth + 2)]
        deeper = 1 if _is_block(value[0]) else 2
        return lines + _indented(unit.tail, depth + deeper)

    def _item(self, unit: _Unit, column: int) -> list[str]:
        first, *others = _ordered(unit.below, ITEM_ORDER)
        head = _run([*unit.head, *(comment for comment, _ in unit.beside), *first.head])
        first.head = []
        lines = _indented(head, column)
        written = self._written(first, column, "- ")
        # What had to go above the first key goes above the dash.
        above = next(at for at, line in enumerate(written) if line.startswith("- ", column))
        lines += written
        assert all(line.lstrip().startswith("#") for line in written[:above])
        for other in others:
            lines += self._written(other, column + 2)
        return lines + _indented(unit.tail, column + 2)

    def _raw(self, node: Node) -> str:
        return self.lines.text[node.start : node.end]

    def _value(self, node: Node, column: int, start: int, was: int) -> list[str]:
        """A value in lines, the first without its indent. Its key or dash stands at `column`, itself at `start`.

        `was` is the column at which the key or dash stood.
        """
        raw = _LINE_END.split(self._raw(node))
        if not isinstance(node, Scalar):
            return [raw[0], *(" " * (column + 2) + line.lstrip(" \t") if line.strip() else "" for line in raw[1:])]
        if node.style in ("|", ">"):
            return self._block(node, raw, column, was)
        if len(raw) == 1 and (start + len(raw[0]) <= WIDTH or not foldable(node.data)):
            return raw
        # In its own quotes: bare words have comments beside them that other texts may not have.
        whole = "'" + node.data.replace("'", "''") + "'" if node.style else node.data
        if foldable(node.data) and start + len(whole) <= WIDTH:
            return [whole]
        if foldable(node.data):
            return [">-", *(" " * (column + 2) + line for line in folded(node.data, column + 2))]
        return [raw[0], *(" " * (column + 2) + line.lstrip(" \t") if line.strip() else "" for line in raw[1:])]

    def _block(self, node: Scalar, raw: list[str], column: int, was: int) -> list[str]:
        found = _HEADER.match(raw[0])
        assert found is not None
        header, digit = found[0], next((int(sign) for sign in found[0] if sign.isdigit()), 0)
        text = node.data.removesuffix("\n")
        depth = next((len(line) - len(line.lstrip(" ")) for line in raw[1:] if line.strip()), 0)
        too_long = any(len(line) - depth + column + 2 > WIDTH for line in raw[1:])
        if too_long and node.style == ">" and not digit and foldable(text) and (node.data == text) == ("-" in header):
            return [header, *(" " * (column + 2) + line for line in folded(text, column + 2))]
        # One that says how deep it stands counts from its key or dash.
        return [header, *shifted(raw[1:], column - was if digit else column + 2 - depth)]


def _owner(last: _Unit | None, following: _Unit | None, column: int) -> _Unit | None:
    """The unit under which a deeper comment stands; None where it belongs to what follows."""
    if last is None or (following and column <= following.column):
        return None
    here: _Unit | None = last
    while here is not None and here.column >= column:
        here = here.above
    above = following.above if following else None
    while above is not None and here is not None:
        if above is here:
            return None
        above = above.above
    if here is not None and here.key is not None and isinstance(here.value, Sequence) and here.below:
        return here.below[-1]  # its dashes come to stand under the key
    return here


def _ordered(units: list[_Unit], order: tuple[str, ...]) -> list[_Unit]:
    def rank(unit: _Unit) -> int:
        return order.index(unit.key.data) if unit.key and unit.key.data in order else len(order)

    return sorted(units, key=rank)


def _order_in(unit: _Unit) -> tuple[str, ...]:
    """The order of the keys beneath a key."""
    assert unit.key is not None
    if unit.above is None:
        return {"about": ABOUT_ORDER, "thesis": ITEM_ORDER, "claims": ITEM_ORDER}.get(unit.key.data, ())
    if unit.above.above is None and unit.above.key and unit.above.key.data == "sources":
        return SOURCE_ORDER
    return ITEM_ORDER if unit.key.data in ITEM_LISTS else ()


def _is_block(first: str) -> bool:
    return first[:1] in ("|", ">")


def _run(lines: Iterable[str]) -> list[str]:
    """Comments and blank lines, no two blank ones together."""
    found: list[str] = []
    for line in lines:
        if line or not found or found[-1]:
            found.append(line)
    return found


def _indented(lines: Iterable[str], column: int) -> list[str]:
    return [" " * column + line if line else line for line in lines]


def _with_comment(line: str, beside: list[_Beside]) -> str:
    if not beside:
        return line
    comment, column = beside[0]
    return line + " " * max(2, column - len(line)) + comment


def _taken(lines: Lines, root: Mapping) -> set[int]:
    """The lines on which a text or a list in brackets goes on that began on a line above."""
    found: set[int] = set()
    for node in _tokens(root):
        found.update(range(lines.at(node.start) + 1, lines.at(node.end) + 1))
    return found


def _beside(lines: Lines, root: Mapping, taken: set[int]) -> dict[int, _Beside]:
    """The comment that stands beside what is on a line, and the column that it keeps, by the number of the line."""
    ends: dict[int, int] = {}
    for node in _tokens(root):
        end = node.end
        if isinstance(node, Scalar) and node.style in ("|", ">"):
            header = _HEADER.match(lines.text, node.start)
            assert header is not None
            end = header.end()
        line = lines.at(end)
        ends[line] = max(ends.get(line, 0), end)
    found: dict[int, _Beside] = {}
    for number in range(len(lines)):
        if number in ends:
            rest = lines.text[ends[number] : lines.end(number)]
        elif number in taken or lines.comment(number) is not None:
            continue
        else:
            rest = lines[number]
        comment = _BESIDE.fullmatch(rest) if "#" in rest else None
        if comment:
            column = lines.end(number) - lines.start(number) - len(comment["comment"])
            aligned = len(rest[: comment.start("comment")]) - len(rest[: comment.start("comment")].rstrip()) >= _ALIGNED
            found[number] = (comment["comment"].rstrip(), column if aligned else 0)
    return found


def _tokens(root: Mapping) -> Iterator[Node]:
    """All texts, and what stands in brackets or braces as a whole."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar) or node.flow:
            yield node
        if isinstance(node, Mapping):
            for key, value in node.entries.values():
                yield key
                waiting.append(value)
        elif isinstance(node, Sequence):
            waiting.extend(node.items)
