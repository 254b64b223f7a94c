"""Where a thing stands in a file: routes, and the places they lead to.

A *route* is the way from the top of a map to one of its parts: keys and positions, as in ``("thesis", "because", 0)``.
Models and graph know routes alone. The loader keeps the places, as a tree of marks shaped like the file, and this is
the one module that follows a route through it.
"""

from typing import Any, NamedTuple, TypeAlias

Route: TypeAlias = tuple[str | int, ...]

# A mark is `line << SHIFT | column`, both from 0. A scalar's entry is its mark, a list's is `[mark, entry, …]`, and a
# mapping's is `{None: mark, key: (mark of the key, entry), …}`. Small integers cost a fifth of what objects would.
Mark: TypeAlias = int
Entry: TypeAlias = Any
SHIFT = 32


class Place(NamedTuple):
    """A line and a column, both from 1."""

    line: int
    column: int


def marked(line: int, column: int) -> Mark:
    """The mark of a line and a column, both from 0."""
    return line << SHIFT | column


def place_of(mark: Mark) -> Place:
    """The line and the column, both from 1, that a mark stands for."""
    return Place((mark >> SHIFT) + 1, (mark & (1 << SHIFT) - 1) + 1)


class Places:
    """The table from route to place of one file."""

    def __init__(self, marks: Entry) -> None:
        self._marks = marks

    def at(self, route: Route) -> Place:
        """Where the value at `route` begins; of the nearest part above it where the file has none there."""
        entry = self._marks
        for part in route:
            below = _step(entry, part)
            if below is None:
                break
            entry = below[1]
        return place_of(_own_mark(entry))

    def key(self, route: Route) -> Place:
        """Where the key at the end of `route` stands; of the value where the route ends in a position."""
        entry, mark = self._marks, _own_mark(self._marks)
        for part in route:
            below = _step(entry, part)
            if below is None:
                break
            mark, entry = below
        return place_of(mark)


def _step(entry: Entry, part: str | int) -> tuple[Mark, Entry] | None:
    if isinstance(entry, dict):
        if part == 0 and part not in entry:  # one item where a list may stand is a list of one
            return _own_mark(entry), entry
        return entry.get(part)
    if isinstance(part, str):
        return None
    if isinstance(entry, list):
        return (_own_mark(entry[part + 1]), entry[part + 1]) if part + 1 < len(entry) else None
    return (entry, entry) if part == 0 else None


def _own_mark(entry: Entry) -> Mark:
    if isinstance(entry, list):
        return int(entry[0])
    if isinstance(entry, dict):
        return int(entry[None])
    return int(entry)
