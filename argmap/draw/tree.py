"""A layout of our own for large maps: a tidy tree, in linear time, that looks like what Graphviz draws.

It takes the same drawing as Graphviz: the same labels, shapes, colours and heads. Every card and bar hangs under the
first line that leads to it from where it stands in the file; the lines that are left over (a `see` of what stands
elsewhere, an attack that comes back) go past the cards on ways of their own. A line of the tree leaves its card in the
middle and spreads out over the lower side of the claim, so that no two heads are on one spot; the band between a claim
and its premises is higher where they reach far.
"""

import xml.etree.ElementTree as ET  # what is read here was written by `dot`, not by a user
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from argmap.draw import label, tidy
from argmap.draw.box import face, sized
from argmap.draw.dot import Box, Drawing, Line
from argmap.draw.label import Font, Run, Table
from argmap.draw.layout import DASHES, PAD, Layout, Part, Point, Shape, Words
from argmap.draw.outline import Frame, Pen, head, head_length
from argmap.draw.route import Card, Link, Routes, breadth_of, depth_of, rounded

_INCH = 72.0
_INSET = 14.0  # from the corner of a card to the first line
_PORT = 16.0  # from line to line along the side of a card, where there is room
_FOOT = 12.0  # from line to line where they leave a card; above one claim, that is never where another line arrives
_WORD = 13.0  # room for the word beside the end of a line, along a line that goes down
_RISE = 0.03  # of what the premises of a claim reach across is added to the band over them
_HIGHEST_RISE = 120.0
_ABOVE = 16.0  # where a line goes over the roots
_LEGEND = 8.0  # room around the legend


@dataclass(slots=True)
class _Box:
    """A card or bar while it is placed: sizes and places in points, across and along the tree."""

    box: Box
    look: Mapping[str, str]  # all of its attributes
    label: Table | Run
    wide: float  # on the page
    high: float
    across: float
    along: float
    children: list["_Line"] = field(default_factory=list)
    up: "_Line | None" = None  # the line of the tree that it hangs on
    left: list["_Line"] = field(default_factory=list)  # lines that arrive from elsewhere, on either side of the others
    right: list["_Line"] = field(default_factory=list)
    leaves: list["_Line"] = field(default_factory=list)  # the lines from it but that of the tree
    room: float = 0.0  # across, with the words beside its lines
    band: float = 0.0  # under it
    pad: float = 0.0  # between it and the band, so that the cards of one claim's premises end together
    word: float = 0.0  # of the band, the part for words
    lanes: float = 0.0  # under it, for lines from elsewhere
    has_lanes: bool = False  # whether they are kept free with it, and not with the band over its children
    middle: float = 0.0
    top: float = 0.0

    @property
    def bottom(self) -> float:
        return self.top + self.along

    @property
    def floor(self) -> float:
        """Where its band begins."""
        return self.bottom + self.pad

    @property
    def is_card(self) -> bool:
        return isinstance(self.label, Table)

    @property
    def card(self) -> Card:
        return Card(self.middle - self.across / 2, self.top, self.middle + self.across / 2, self.bottom)


@dataclass(slots=True)
class _Line:
    """A line while it is placed, from the `end` of the premise to its head at `start`; points across and along."""

    line: Line
    look: dict[str, str]
    start: int
    end: int
    word: Run | None
    port: float = 0.0  # across: where it meets the start
    foot: float = 0.0  # across: where it meets the end
    tip: Point = (0.0, 0.0)
    is_silent: bool = False  # where another says the word for it
    curve: tuple[Point, ...] = ()

    @property
    def head(self) -> str:
        return self.look["arrowtail"] if self.look["dir"] == "back" else "none"


class Tree:
    """A drawing laid out as a tidy tree."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing
        self.is_down = drawing.attributes.get("rankdir", "TB") != "LR"
        self._aside = float(drawing.attributes["nodesep"]) * _INCH
        self._band = float(drawing.attributes["ranksep"]) * _INCH
        self._legend = label.read(drawing.attributes["label"]) if "label" in drawing.attributes else None
        self.boxes = [self._box(box) for box in drawing.boxes]
        at = {box.name: place for place, box in enumerate(drawing.boxes)}
        self.lines = [self._line(line, at) for line in drawing.lines]
        self.cross = self._hang()
        self._begins = self._top = self._left = 0.0
        self._place()
        self._meet()
        ways = self._ways() if self.cross else []
        self._draw_lines(ways)
        self.size = self._measure()

    # -- reading the drawing

    def _box(self, box: Box) -> _Box:
        look, made, wide, high = sized(box, self.drawing.node)
        return _Box(box, look, made, wide, high, *((wide, high) if self.is_down else (high, wide)))

    def _line(self, line: Line, at: dict[str, int]) -> _Line:
        look = {**self.drawing.edge, **line.attributes}
        words = "".join(ET.fromstring(look["label"][1:-1]).itertext()) if "label" in look else ""
        font = Font(float(look["fontsize"]), False, look.get("fontcolor", look["color"]))
        return _Line(line, look, at[line.start], at[line.end], label.plain(words, font) if words else None)

    # -- the tree

    def _hang(self) -> list[_Line]:
        """Give every box its parent, and return the lines that are left over."""
        up: list[_Line | None] = [None] * len(self.boxes)
        for line in self.lines:
            held = up[line.end]
            if line.start != line.end and (held is None or (_is_seen(held) and not _is_seen(line))):
                up[line.end] = line
        _cut_rings(up)
        cross = []
        for line in self.lines:
            if up[line.end] is line:
                self.boxes[line.start].children.append(line)
                self.boxes[line.end].up = line
            else:
                self.boxes[line.end].leaves.append(line)
                cross.append(line)
        return cross

    # -- places

    def _place(self) -> None:
        """Place all boxes; twice, because how high a band must be shows only when its boxes are placed."""
        for box in self.boxes:
            self._make_room(box)
            self._align([self.boxes[line.end] for line in box.children])
        self._align([box for box in self.boxes if not box.up])
        self._arrange()
        for box in self.boxes:
            if len(box.children) > 1:
                reach = self.boxes[box.children[-1].end].middle - self.boxes[box.children[0].end].middle
                box.band += min(_HIGHEST_RISE, _RISE * reach)
        self._arrange()

    @staticmethod
    def _align(premises: Sequence[_Box]) -> None:
        """Let cards side by side end together: what stands below one may then go below its neighbours as well."""
        cards = [box for box in premises if box.is_card]
        lowest = max((box.along for box in cards), default=0.0)
        for box in cards:
            box.pad = lowest - box.along

    def _make_room(self, box: _Box) -> None:
        """Room under a box for its lines, and across it for the words beside them."""
        words = [line.word for line in box.children if line.word]
        words += [line.word for child in box.children for line in self.boxes[child.end].leaves if line.word]
        if words:
            box.word = _WORD if self.is_down else max(word.width for word in words) + 8
        box.band = self._band + box.word
        left, right = self._beside(box)
        box.room = max(box.across, 2 * left, 2 * right)

    def _beside(self, box: _Box) -> tuple[float, float]:
        """How far the words of a box's lines reach from its middle, to the left and to the right."""
        right = box.up.word.width + 4 if self.is_down and box.up and box.up.word else 0.0
        return sum(self._foot_room(group[0]) for group in _alike(box.leaves)), right

    def _arrange(self) -> None:
        children = [[line.end for line in box.children] for box in self.boxes]
        bands = [self.boxes[box.up.start].band if box.up else 0.0 for box in self.boxes]
        across = [box.room + self._aside for box in self.boxes]
        along = [
            band + box.along + box.pad + (box.lanes if box.has_lanes else 0.0)
            for box, band in zip(self.boxes, bands, strict=True)
        ]
        placed = tidy.arrange(children, across, along)
        for place, box in enumerate(self.boxes):
            box.middle = placed.across[place] + across[place] / 2
            box.top = placed.along[place] + bands[place]

    # -- lines

    def _meet(self, routes: Routes | None = None) -> None:
        """Settle where lines meet their boxes; what passes most boxes is outermost, and meets a box in its middle."""
        lengths = [routes.length(at) if routes else 0 for at in range(len(self.cross))]
        for box in self.boxes:
            box.left, box.right = [], []
        for _, line in sorted(zip(lengths, self.cross, strict=True), key=lambda pair: pair[0]):
            start, end = self.boxes[line.start], self.boxes[line.end]
            if end.middle < start.middle:
                start.left.append(line)
            else:
                start.right.insert(0, line)
        for box in self.boxes:
            self._set_ports(box)

    def _ways(self) -> list[list[Point]]:
        """Make room for the lines that are not of the tree, and find their ways."""
        parents = [box.up.start if box.up else None for box in self.boxes]
        routes = Routes([box.card for box in self.boxes], parents, self._links())
        for at, box in enumerate(self.boxes):
            box.lanes = depth_of(routes.under.get(at, 0))
            box.room += 2 * max(0.0, breadth_of(routes.beside.get(at, 0)) - self._aside / 2)
            box.has_lanes = self._is_wider_than_children(box)
            box.band += 0.0 if box.has_lanes else box.lanes
        self._arrange()
        self._meet(routes)
        floors = [box.floor for box in self.boxes]
        return routes.ways([box.card for box in self.boxes], floors, self._links(), _ABOVE)

    def _is_wider_than_children(self, box: _Box) -> bool:
        """Whether cards of elsewhere could stand under it, beside its children."""
        if not box.children:
            return True
        first, last = self.boxes[box.children[0].end], self.boxes[box.children[-1].end]
        return last.middle + last.room / 2 - (first.middle - first.room / 2) < box.room

    def _links(self) -> list[Link]:
        return [Link(line.start, line.port, line.end, line.foot, line.look["class"]) for line in self.cross]

    def _draw_lines(self, ways: Sequence[Sequence[Point]]) -> None:
        for box in self.boxes:
            for line in box.children:
                line.foot = self.boxes[line.end].middle
                self._draw_line(line, [])
        for line, way in zip(self.cross, ways, strict=True):
            line.foot = way[-1][0]
            self._draw_line(line, way)

    def _set_ports(self, box: _Box) -> None:
        """Spread what arrives at a box over its side, and what leaves it beside the line of the tree."""
        arriving = [*box.left, *box.children, *box.right]
        room = max(0.0, box.across - 2 * min(_INSET, 0.15 * box.across))
        step = min(_PORT, room / (len(arriving) - 1)) if len(arriving) > 1 else 0.0
        for place, line in enumerate(arriving):
            line.port = box.middle + step * (place - (len(arriving) - 1) / 2)
        foot = box.middle
        for group in _alike(box.leaves):
            foot -= _FOOT
            for line in group:
                line.is_silent = line is not group[0]
                line.foot = max(foot, box.middle - box.across / 2 + 4)
            foot -= self._foot_room(group[0]) - _FOOT

    def _foot_room(self, line: _Line) -> float:
        """What a line that does not belong to the tree takes beside the others where it leaves its card."""
        return _FOOT + (line.word.width + 4 if line.word and self.is_down else 0.0)

    def _word_before(self, box: _Box) -> float:
        return self.boxes[box.up.start].word if box.up else 0.0

    def _draw_line(self, line: _Line, way: Sequence[Point]) -> None:
        """The curve of a line, from where its head ends; along `way`, or straight across the band."""
        start, end = self.boxes[line.start], self.boxes[line.end]
        line.tip = (line.port, start.bottom + float(start.look["penwidth"]) / 2)
        reach = head_length(line.head, float(line.look["penwidth"]))
        first, foot = (line.port, line.tip[1] + reach), (line.foot, end.top)
        if way:
            line.curve = tuple(rounded([first, *way[1:]]))
            return
        # Straight down past the longer cards beside the start and the lanes under them, then over the band, then
        # straight along the word.
        begin = (line.port, max(first[1], start.floor + start.lanes))
        knee = (line.foot, end.top - self._word_before(end))
        pull = (knee[1] - begin[1]) * 0.55
        curve = [first] if begin == first else [first, first, begin, begin]
        curve += [(begin[0], begin[1] + pull), (knee[0], knee[1] - pull), knee]
        if knee != foot:
            curve += [knee, foot, foot]
        line.curve = tuple(curve)

    # -- the page

    def layout(self) -> Layout:
        """What is drawn, with the lines under the cards."""
        parts = [Part("graph0", "graph", tuple(self._ground()))]
        parts += [Part(line.look["id"], f"edge {line.look['class']}", tuple(self._edge(line))) for line in self.lines]
        parts += [Part(box.look["id"], f"node {box.look['class']}", tuple(face(box.look, box.label, self._frame(box))))
                  for box in self._in_order()]  # fmt: skip
        return Layout(*self.size, tuple(parts))

    def pins(self) -> dict[str, dict[str, str]]:
        """Where everything is, as Graphviz says it, by id: for an engine that only draws it (`-Knop2`)."""
        boxes = {box.look["id"]: {"pos": self._said(box.middle, box.top + box.along / 2)} for box in self.boxes}
        return boxes | {line.look["id"]: self._pin(line) for line in self.lines}

    def _pin(self, line: _Line) -> dict[str, str]:
        tip = f"s,{self._said(*line.tip)} " if line.head != "none" else ""
        pinned = {"pos": tip + " ".join(self._said(*point) for point in line.curve)}
        if line.is_silent:
            pinned["label"] = ""
        for words in self._words(line):
            pinned["lp"] = f"{words.at[0] + words.width / 2:.2f},{words.at[1] + words.size / 3:.2f}"
        return pinned

    def _said(self, across: float, along: float) -> str:
        x, y = self._on_page(across, along)
        return f"{x:.2f},{y:.2f}"

    def _measure(self) -> Point:
        """The size of the picture; and where its tree begins on the page, at the upper left."""
        points = [point for line in self.cross for point in line.curve]
        self._begins = min([0.0, *(along - 2 for _, along in points)])
        edges = [(box.middle - box.room / 2, box.middle + box.room / 2) for box in self.boxes]
        edges += [(across - 2, across + 2) for across, _ in points]
        self._left = min((left for left, _ in edges), default=0.0)
        across = max((right for _, right in edges), default=0.0) - self._left
        along = max([box.bottom for box in self.boxes] + [point[1] for point in points], default=0.0) - self._begins
        wide, high = (across, along) if self.is_down else (along, across)
        if self._legend is None:
            self._top = high
            return wide, high
        self._top = high + self._legend.height + _LEGEND  # which keeps its distance itself
        return max(wide, self._legend.width + 2 * _LEGEND), self._top

    def _on_page(self, across: float, along: float) -> Point:
        if self.is_down:
            return across - self._left, self._top - along + self._begins
        return along - self._begins, self._top - across + self._left

    def _frame(self, box: _Box) -> Frame:
        x, y = self._on_page(box.middle, box.top + box.along / 2)
        return Frame(x - box.wide / 2, y - box.high / 2, x + box.wide / 2, y + box.high / 2)

    def _ground(self) -> Iterator[Shape | Words]:
        """The page, and the legend at its lower left."""
        wide, high = self.size[0] + PAD, self.size[1] + PAD
        corners = ((-PAD, -PAD), (-PAD, high), (wide, high), (wide, -PAD))
        yield Shape("polygon", corners, None, self.drawing.attributes["bgcolor"], 1.0, None)
        if self._legend is not None:
            yield from label.draw(self._legend, _LEGEND, self._legend.height + _LEGEND)

    def _edge(self, line: _Line) -> Iterator[Shape | Words]:
        colour, width = line.look["color"], float(line.look["penwidth"])
        curve = tuple(self._on_page(*point) for point in line.curve)
        # From the foot on where several may start as one, or the dashes of one would fill the gaps of another.
        drawn = curve if self.boxes[line.end].up is line else curve[::-1]
        yield Shape("curve", drawn, colour, None, width, DASHES.get(line.look["style"]))
        yield from head(line.head, self._on_page(*line.tip), curve[0], Pen(colour, None, width))
        for words in self._words(line):
            yield self._ground_of(words)
            yield words

    def _ground_of(self, words: Words) -> Shape:
        """What keeps lines off the word of a line."""
        (x, y), size = words.at, words.size
        left, low, right, top = x - 1, y - 0.25 * size, x + words.width + 1, y + 0.85 * size
        corners = ((left, low), (left, top), (right, top), (right, low))
        return Shape("polygon", corners, None, self.drawing.attributes["bgcolor"], 1.0, None)

    def _words(self, line: _Line) -> Iterator[Words]:
        """The word of a line, beside its end: right of a line of the tree, and on the other side of any other."""
        if line.word is None or line.is_silent:
            return
        run, end = line.word, self.boxes[line.end]
        is_tree = end.up is line
        x, y = self._on_page(line.foot, end.top)
        beside = x + 3 if is_tree else x - 3 - run.width
        at = (beside, y + 4) if self.is_down else (x - run.width - 4, y + 3)
        yield Words(run.words, at, "l", run.width, run.font.size, False, run.font.colour, None)

    def _in_order(self) -> Iterator[_Box]:
        """Boxes as one reads them: from the top down, each branch before the next."""
        waiting = [box for box in reversed(self.boxes) if not box.up]
        while waiting:
            box = waiting.pop()
            yield box
            waiting.extend(self.boxes[line.end] for line in reversed(box.children))


def _alike(lines: Sequence[_Line]) -> list[list[_Line]]:
    """The lines by what they look like: those that look alike leave a card at one point, with one word beside it."""
    groups: dict[tuple[str, str], list[_Line]] = {}
    for line in lines:
        groups.setdefault((line.look["class"], line.word.words if line.word else ""), []).append(line)
    return list(groups.values())


def _is_seen(line: _Line) -> bool:
    """Whether a line leads to what stands elsewhere in the file and is drawn there."""
    return line.look.get("weight") == "0"


def _cut_rings(up: list[_Line | None]) -> None:
    """Take out one line of every ring: the first box of it in the file becomes a root."""
    done = bytearray(len(up))
    for first in range(len(up)):
        way: dict[int, None] = {}
        at = first
        while not done[at] and at not in way:
            way[at] = None
            line = up[at]
            if line is None:
                break
            at = line.start
        if at in way and up[at] is not None:
            ring = list(way)[list(way).index(at) :]
            up[min(ring)] = None
        for passed in way:
            done[passed] = 1
