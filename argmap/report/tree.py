"""A map as a tree on a terminal: as wide as that is, with or without colour, in box characters or in ASCII."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wcwidth import wrap

from argmap.draw.scope import Scope
from argmap.graph import Graph
from argmap.report.ink import PLAIN, WIDTH, Ink, safe
from argmap.report.outline import READING, Entry, outline, title_of
from argmap.support.assessment import Assessment

_STEP = 3  # columns from level to level


class Branches(NamedTuple):
    """The signs that the branches of a tree are drawn with, each of three columns."""

    fork: str
    last: str
    bar: str
    blank: str = " " * _STEP


BOX = Branches("├─ ", "└─ ", "│  ")
ASCII = Branches("|- ", "`- ", "|  ")


class Page(NamedTuple):
    """What a tree is written on: its colours, columns, branches, and the encoding that its words must fit in."""

    ink: Ink = PLAIN
    width: int = WIDTH
    branches: Branches = BOX
    encoding: str = "utf-8"


PAPER = Page()


def branches_for(encoding: str) -> Branches:
    """Box characters where the encoding has them, else ASCII."""
    try:
        "".join(BOX).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return BOX


def as_tree(graph: Graph, shown: Scope, support: Assessment, page: Page = PAPER) -> str:
    """The tree of what is shown of a map, in lines of at most `page.width` columns (16 or more).

    Columns are counted as terminals do, an East Asian character as two. No control character and no bidirectional
    override of the map is among them, and what the encoding lacks is written as an escape.
    """
    tree = _Tree(page)
    return "\n".join(tree.lines(title_of(graph), list(outline(graph, shown, support)))) + "\n"


class _Tree:
    def __init__(self, page: Page) -> None:
        self.page = page
        least = max(10, min(60, page.width // 2))  # columns for words
        self.deepest = max(1, (page.width - least) // _STEP - 1)  # what is deeper stands there too, and says it

    def lines(self, title: str, entries: Sequence[Entry]) -> Iterator[str]:
        ink, width = self.page.ink, self.page.width
        yield from (ink.paint(line, "bold") for line in self._wrapped(title, width))
        yield from (ink.paint(line, "dim") for line in self._wrapped(READING, width))
        yield ""
        levels = [min(entry.level, self.deepest) for entry in entries]
        goes_on: list[bool] = []  # for each level above an entry, whether its branch leads on to a later one
        for place, (entry, later) in enumerate(zip(entries, _goes_on(levels), strict=True)):
            level = levels[place]
            del goes_on[level:]
            goes_on.append(later)
            has_children = place + 1 < len(levels) and levels[place + 1] > level
            yield from self._entry(entry, goes_on, has_children)

    def _entry(self, entry: Entry, goes_on: Sequence[bool], has_children: bool) -> Iterator[str]:
        branches, level = self.page.branches, len(goes_on) - 1
        above = "".join(branches.bar if later else branches.blank for later in goes_on[1:level])
        first = hang = ""
        if level:
            first = above + (branches.fork if goes_on[level] else branches.last)
            hang = above + (branches.bar if goes_on[level] else branches.blank)
        hang += branches.bar if has_children else branches.blank
        for place, line in enumerate(self._styled(entry, self.page.width - len(hang))):
            yield (hang if place else first) + line

    def _styled(self, entry: Entry, room: int) -> Iterator[str]:
        """The lines of an entry: what it is, its text, and its sources."""
        ink = self.page.ink
        lead = " ".join(word for word in (entry.number, entry.id) if word)
        found = [*entry.marks, *([f"level {entry.level}"] if entry.level > self.deepest else [])]
        marks = f": {', '.join(found)}" if found else ""
        for place, line in enumerate(self._wrapped(f"{lead} {entry.kind}{marks}", room)):
            if place == 0 and line.startswith(lead):
                yield ink.paint(lead, "bold", *_colour(entry)) + ink.paint(line[len(lead) :], *_warning(entry))
            else:
                yield ink.paint(line, *_warning(entry))
        yield from self._wrapped(entry.text, room)
        for detail in entry.details:
            yield from (ink.paint(line, "dim") for line in self._wrapped(detail, room))

    def _wrapped(self, words: str, room: int) -> list[str]:
        encoding = self.page.encoding
        shown = safe(words).encode(encoding, "backslashreplace").decode(encoding)
        return wrap(shown, room, break_on_hyphens=False)


def _goes_on(levels: Sequence[int]) -> list[bool]:
    """For each entry, whether another of its level follows under the same one above."""
    found: list[bool] = []
    later: set[int] = set()  # levels at which something follows, before anything higher does
    for level in reversed(levels):
        found.append(level in later)
        later = {other for other in later if other < level} | {level}
    return found[::-1]


def _colour(entry: Entry) -> tuple[str, ...]:
    return {"but": ("red",), "unless": ("cyan",)}.get(entry.move or "", ())


def _warning(entry: Entry) -> tuple[str, ...]:
    return ("yellow",) if entry.is_weak else ()
