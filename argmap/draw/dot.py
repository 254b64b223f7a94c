"""A graph as DOT text, in the order of the file. Nothing is run here; the same graph gives the same text.

Lines are written from a claim down to its premises and drawn backwards, with the head at the claim: Graphviz puts tails
above heads, so the thesis is on top, and `ordering=out` keeps premises from left to right as they stand in the file.
What belongs together in one step, and what an undercut points at, meets in a small bar (a joint). Neither `concentrate`
nor `splines=ortho` is used: with these engines differ, and ortho is slow.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, TypeAlias
from urllib.parse import quote

from graphviz import Digraph

from argmap import theme
from argmap.collector import collector_paused
from argmap.draw import card, legend, text
from argmap.draw.card import SHOWN, Badge, Look, Part, Role
from argmap.draw.scope import Scope, moves, scope
from argmap.graph import Graph, Node, Step
from argmap.theme import Palette, Theme

Direction: TypeAlias = Literal["TB", "LR", "auto"]
Shared: TypeAlias = Literal["auto", "lines", "cards"]

# Lines from where a statement stands to where else it is used: beyond so many they hide the order of the picture.
MANY_SHARED = 4
# Cards at the ends of branches: beyond so many a picture from the top down is wider than any page.
MANY_ENDS = 24

# Beyond so many nodes the layout is told to stop polishing; below it, that could leave cards on top of each other.
MANY_NODES = 2000

CARD_WIDTH = theme.LINE_WIDTH + card.BORDERS  # points

_NARROW = 110.0  # points: a card with few words, and the room beside it; for lines from level to level it is 40 more

_TOOLTIP = 600  # characters, each of which may take twenty bytes


@dataclass(frozen=True, slots=True)
class View:
    """What of a map to draw, and how. `depth` counts levels below the top (0: the top alone); None draws all.

    The direction `auto` is TB, and LR where the picture would be very wide. `only` holds the positions of the
    statements to draw, where not all are; `width` is that of the widest card, in points; `show` is what stands in the
    picture besides texts and kinds. `links` says which cards lead to another picture, by the id of the statement: its
    file, relative to this one. A statement that is used in several places is drawn once, with `lines` to all of them
    or, but for the first, `cards` that say where it stands; `auto` takes cards where the lines would be many.
    """

    direction: Direction = "TB"
    root: Node | None = None
    depth: int | None = None
    palette: Palette = "default"
    legend: bool = True
    title: bool = True
    only: frozenset[int] | None = None
    theme: Theme = "auto"
    width: float = CARD_WIDTH
    show: frozenset[Part] = SHOWN
    links: Mapping[str, str] = field(default_factory=dict)
    shared: Shared = "lines"


class Box(NamedTuple):
    """A card or a bar, in Graphviz's words: its label is plain text, or HTML in angle brackets."""

    name: str
    label: str
    attributes: Mapping[str, str]  # those that differ from the defaults


class Line(NamedTuple):
    """A line from a claim or bar (`start`, where its head is) down to what speaks for it or against it."""

    start: str
    end: str
    attributes: Mapping[str, str]  # those that differ from the defaults


@dataclass(frozen=True)
class Drawing:
    """What is drawn, in order, how the whole picture is called and described, and each card in words, by its id.

    The words are in the DOT text too, as tooltips, but cut: Graphviz 2.43 reads no string beyond 16,384 bytes.
    """

    attributes: Mapping[str, str]  # of the graph; the legend is its `label`
    node: Mapping[str, str]  # defaults of the boxes
    edge: Mapping[str, str]  # defaults of the lines
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    title: str
    description: str
    words: Mapping[str, str]
    theme: Theme = "auto"
    heading: str = ""  # what stands over the picture; DOT text has no place for it
    cut: int = 0  # cards that do not show all of their text
    links: Mapping[str, str] = field(default_factory=dict)  # where a card leads, by the id of its element

    @cached_property
    def source(self) -> str:
        """The drawing as DOT text.

        From left to right Graphviz sets parts that no line joins from the bottom up, so they are given last first.
        """
        is_across = self.attributes.get("rankdir") == "LR"
        return as_dot(self, _last_part_first(self.boxes, self.lines) if is_across else self.boxes, self.lines)


def as_dot(drawing: Drawing, boxes: Iterable[Box], lines: Iterable[Line]) -> str:
    """The drawing as DOT text with these boxes and lines, which may say where they are."""
    attributes = dict(drawing.attributes)
    label = attributes.pop("label", "")
    dot = Digraph("argmap", graph_attr=attributes, node_attr=drawing.node, edge_attr=drawing.edge)
    for box in boxes:
        dot.node(box.name, box.label, **box.attributes)
    for line in lines:
        dot.edge(line.start, line.end, **line.attributes)
    if label:
        dot.attr(label=label, labelloc="b", labeljust="l")
    return str(dot.source)


def _last_part_first(boxes: Sequence[Box], lines: Iterable[Line]) -> list[Box]:
    """The boxes with the parts that no line joins in reverse order, and within a part as they were."""
    part = {box.name: box.name for box in boxes}

    def head(name: str) -> str:
        while part[name] != name:
            part[name] = name = part[part[name]]
        return name

    for line in lines:
        part[head(line.end)] = head(line.start)
    parts: dict[str, list[Box]] = {}
    for box in boxes:
        parts.setdefault(head(box.name), []).append(box)
    return [box for boxes in reversed(parts.values()) for box in boxes]


WHOLE = View()


@collector_paused()
def draw(
    graph: Graph,
    badges: Mapping[str, Badge] | None = None,
    view: View = WHOLE,
    grades: Mapping[str, str] | None = None,
) -> Drawing:
    """Draw a graph; `badges` says what was found, `grades` how far it is supported, by the id of a node."""
    sketch = _Sketch(graph, badges or {}, view, grades or {})
    sketch.fill()
    return Drawing(
        attributes=sketch.attributes(),
        node=sketch.node,
        edge=sketch.edge,
        boxes=tuple(sketch.boxes),
        lines=tuple(sketch.lines),
        title=title_of(graph),
        description=described(graph, sketch.scope, badges or {}),
        words=sketch.words,
        theme=view.theme,
        heading=text.clean(graph.map.title or "") if view.title else "",
        cut=sketch.cut,
        links=sketch.links(),
    )


class _Sketch:
    """The drawing while it is made."""

    def __init__(self, graph: Graph, badges: Mapping[str, Badge], view: View, grades: Mapping[str, str]) -> None:
        self.graph = graph
        self.badges, self.grades = badges, grades
        self.view = view
        self.paint = theme.Paint(view.palette, view.theme)
        self.look = Look(view.width - card.BORDERS, self.paint, view.show)
        self.scope = scope(graph, view.root, view.depth, view.only)
        self.shown = frozenset(self.scope.steps)
        self.roles = roles(graph)
        self.at_home = _at_home(graph, self.scope)
        self.elsewhere = _elsewhere(graph, self.scope, self.at_home)
        self.has_references = view.shared == "cards" or (view.shared == "auto" and len(self.elsewhere) > MANY_SHARED)
        above = {graph.steps[at].to for at in self.scope.steps}
        self.ends = sum(at not in above for at in self.scope.nodes) + self.has_references * len(self.elsewhere)
        self.is_across = view.direction == "LR" or (view.direction == "auto" and self.ends > MANY_ENDS)
        self.references: dict[str, str] = {}  # the ids of their elements, and of the statements that they stand for
        self.words: dict[str, str] = {}
        self.cut = 0
        self.edge = _EDGE | {"color": self.paint.colour("support")}
        self.node = _node_attributes(self.paint)
        self.boxes: list[Box] = []
        self.lines: list[Line] = []

    def fill(self) -> None:
        for at in self.scope.nodes:
            self._card(self.graph.nodes[at])
        for at in self.scope.nodes:
            for step in moves(self.graph, self.graph.nodes[at]):
                if step.at in self.shown:
                    self._step(step)

    def links(self) -> dict[str, str]:
        """Where a card leads, by the id of its element: to a picture, or within this one."""
        files = {f"node-{id_}": quote(file) for id_, file in self.view.links.items()}
        return files | {id_: f"#node-{quote(to)}" for id_, to in self.references.items()}

    def attributes(self) -> dict[str, str]:
        label = legend.html_label(self._used(), self.paint, self._reach()) if self.view.legend else ""
        attributes = _graph_attributes("LR" if self.is_across else "TB", self.paint, len(self.scope.nodes))
        return attributes | ({"label": label} if label else {})

    # -- cards

    def _card(self, node: Node) -> None:
        role, badge = self.roles[node.at], self.badges.get(node.id)
        folded = self.scope.folded.get(node.at, 0)
        shape, style = theme.SHAPES[node.kind]
        id_ = f"node-{node.id}"
        attributes = {
            "id": id_,
            "class": _classes(node, role, badge),
            "shape": shape,
            "style": f"{style},dashed" if card.is_addition(self.graph, node) else style,
            "tooltip": self._tooltip(id_, card.spoken(self.graph, node, role, badge, folded)),
        }
        attributes |= self._border(role, badge)
        self.cut += card.is_cut(node, role, self.look)
        grade, file = self.grades.get(node.id, ""), self.view.links.get(node.id, "")
        label = card.html_label(self.graph, node, role, badge, folded, self.look, grade, file)
        self.boxes.append(Box(node.id, label, _changed(attributes, self.node)))

    def _border(self, role: Role, badge: Badge | None) -> dict[str, str]:
        """Fill and border of a card: a finding tints it, and the thesis keeps its heavy border."""
        tone = badge.tone if badge else "plain"
        colours = {"fillcolor": self.paint.fill(tone), "color": self.paint.ink(tone)}
        if role.is_thesis:
            return colours | {"color": self.paint.colour("ink"), "penwidth": "3"}
        return colours | {"penwidth": "2" if tone in theme.TONES else "1"}

    def _tooltip(self, id_: str, words: str) -> str:
        self.words[id_] = words
        cut = words if len(words) <= _TOOLTIP else words[: _TOOLTIP - 1] + text.ELLIPSIS
        return text.attribute(cut)

    # -- steps

    def _step(self, step: Step) -> None:
        """A line from premise to claim; where several meet, or an undercut needs a place to point at, through a bar."""
        if not self._has_bar(step):
            ending = _head(step) | self._word(step)
            self._line(step, _target(self.graph, step), step.premises[0], f"edge-{step.at}", ending)
            return
        self._bar(step)
        self._line(step, _target(self.graph, step), _bar_name(step.at), f"edge-{step.at}", _head(step))
        for premise in step.premises:
            self._line(step, _bar_name(step.at), premise, f"edge-{step.at}-{premise}", {"dir": "none"})

    def _bar(self, step: Step) -> None:
        id_, colour = f"step-{step.at}", self.paint.colour(_look(step).text)
        words = text.attribute(": ".join([bar_words(step), *self._scheme(step)]))
        attributes = {"fillcolor": colour, "color": colour, "fontcolor": self.paint.colour("on-line")}
        if self.paint.is_print:  # the outline says what elsewhere the fill says
            ground = self.paint.colour("card")
            attributes |= {"fillcolor": ground, "fontcolor": colour, "style": f"rounded,filled,{_look(step).style}"}
        attributes |= {
            "id": id_,
            "class": f"joint {step.kind}",
            "fontsize": f"{theme.SMALL_SIZE:g}",
            "height": "0.2",
            "margin": "0.08,0.02",
            "tooltip": self._tooltip(id_, _bar_spoken(step)),
        }
        self.boxes.append(Box(_bar_name(step.at), words, attributes))

    def _line(self, step: Step, start: str, end: str | int, id_: str, ending: dict[str, str]) -> None:
        attributes = {"id": id_, "class": line_kind(step), "color": self.paint.colour(_look(step).colour)}
        attributes |= {"style": _look(step).style, "penwidth": _thickness(step)} | ending
        if self.is_across and step.undercuts is not None:
            attributes["tailport"] = "se"  # a line that comes in at a glance would have its head under the bar
        if "label" in ending:
            attributes["fontcolor"] = self.paint.colour(_look(step).text)
        if isinstance(end, int) and self.has_references and (step.at, end) in self.elsewhere:
            end = self._reference(step, self.graph.nodes[end])
        elif isinstance(end, int):
            premise = self.graph.nodes[end]
            if premise.parent != step.to and end in self.at_home:  # a claim that stands elsewhere stays there
                attributes["weight"] = "0"
            end = premise.id
        self.lines.append(Line(start, end, _changed(attributes, self.edge)))

    def _reference(self, step: Step, node: Node) -> str:
        """A small card in the place of a statement that stands elsewhere; its name."""
        id_, name = f"see-{step.at}-{node.id}", f"see {step.at} {node.at}"
        attributes = {
            "id": id_,
            "class": "reference",
            "style": "rounded,filled",
            "fillcolor": self.paint.colour("page"),
            "height": "0.2",
            "margin": "0.056,0.02",
            "tooltip": self._tooltip(id_, text.clean(f"See {node.number}, which stands elsewhere: {node.text}")),
        }
        self.references[id_] = node.id
        label = card.reference_label(self.graph, node, self.look)
        self.boxes.append(Box(name, label, _changed(attributes, self.node)))
        return name

    def _has_bar(self, step: Step) -> bool:
        return len(step.premises) > 1 or any(at in self.shown for at in step.unless)

    def _word(self, step: Step) -> dict[str, str]:
        """The word on a line, on a ground that keeps lines off it. A plain reason needs none."""
        own = _look(step).word + (" (granted)" if step.item.granted else "")
        words = [*([own] if line_kind(step) != "because" else []), *self._scheme(step)]
        if not words:
            return {}
        shown = ": ".join(words)
        wide = round(text.width(shown, theme.SMALL_SIZE)) + 2
        ground = f'BORDER="0" CELLPADDING="1" BGCOLOR="{self.paint.colour("page")}" WIDTH="{wide}"'
        cell = f"<TR><TD {ground}>{text.label(shown)}</TD></TR>"
        return {"label": f'<<TABLE BORDER="0" CELLSPACING="3" CELLPADDING="0">{cell}</TABLE>>'}

    def _scheme(self, step: Step) -> list[str]:
        scheme = step.item.scheme if "schemes" in self.view.show and line_kind(step) != "explanation" else None
        return [scheme.replace("-", " ")] if scheme else []

    # -- the legend

    def _reach(self) -> float:
        """How wide the picture is at least, in points, as far as can be told before it is laid out."""
        if self.is_across:
            depths = [self.graph.nodes[at].number.count(".") for at in self.scope.nodes]
            return (_NARROW + 40) * (1 + max(depths) - min(depths))
        return _NARROW * self.ends

    def _used(self) -> legend.Used:
        steps = [self.graph.steps[at] for at in self.scope.steps]
        nodes = [self.graph.nodes[at] for at in self.scope.nodes]
        found = (self.badges[node.id] for node in nodes if node.id in self.badges)
        return legend.Used(
            lines={line_kind(step) for step in steps},
            kinds={node.kind for node in nodes},
            tones={badge.tone for badge in found},
            additions=any(card.is_addition(self.graph, node) for node in nodes),
            bars=any(len(step.premises) > 1 for step in steps),
            strengths=any(step.item.strength for step in steps),
            references=bool(self.references),
        )


_EDGE = {
    "fontname": theme.FONT,
    "fontsize": f"{theme.SMALL_SIZE:g}",
    "dir": "back",
    "arrowsize": "0.8",
    "arrowtail": "normal",
    "style": "solid",
    "penwidth": f"{theme.DEFAULT_WIDTH:g}",
}


def _node_attributes(paint: theme.Paint) -> dict[str, str]:
    margin = f"{theme.CARD_MARGIN / 72:.3f}"
    return {
        "fontname": theme.FONT,
        "fontsize": f"{theme.TEXT_SIZE:g}",
        "fontcolor": paint.colour("ink"),
        "shape": "box",
        "style": "rounded,filled",
        "color": paint.colour("muted"),
        "fillcolor": paint.colour("card"),
        "penwidth": "1",
        "margin": f"{margin},{margin}",
    }


def _changed(attributes: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """The attributes that differ from the defaults of the drawing."""
    return {name: value for name, value in attributes.items() if defaults.get(name) != value}


def _graph_attributes(direction: Direction, paint: theme.Paint, count: int) -> dict[str, str]:
    attributes = {
        "rankdir": direction,
        "ordering": "out",
        "bgcolor": paint.colour("page"),
        "fontname": theme.FONT,
        "fontsize": f"{theme.SMALL_SIZE:g}",
        "fontcolor": paint.colour("muted"),
        "nodesep": "0.3",
        "ranksep": "0.45",
        "charset": "UTF-8",
    }
    if count > MANY_NODES:
        attributes |= {"nslimit": "0.1", "nslimit1": "0.1", "mclimit": "0.1", "splines": "line"}
    return attributes


def roles(graph: Graph) -> list[Role]:
    """The role of every node, by position. What is a reason here and an attack there is called by where it stands."""
    roles = [Role()] * len(graph.nodes)
    for step in graph.steps:
        for premise in step.premises:
            if graph.nodes[premise].parent == step.to or roles[premise].step is None:
                is_reply = step.kind == "but" and graph.sides[premise] == "reply"
                roles[premise] = Role(step=step.kind, is_reply=is_reply)
    for thesis in graph.theses:
        roles[thesis] = Role(is_thesis=True)
    return roles


def _at_home(graph: Graph, shown: Scope) -> frozenset[int]:
    """The nodes that are drawn where they stand in the file, and not only where a `see` leads to them."""
    steps = (graph.steps[at] for at in shown.steps)
    return frozenset(premise for step in steps for premise in step.premises if graph.nodes[premise].parent == step.to)


def _elsewhere(graph: Graph, shown: Scope, at_home: frozenset[int]) -> frozenset[tuple[int, int]]:
    """The uses, as step and premise, of what is drawn in another place: its own in the file, or its first use."""
    placed, found = set(shown.roots), set()
    visible = frozenset(shown.steps)
    for at in shown.nodes:  # as they are drawn
        for step in moves(graph, graph.nodes[at]):
            for premise in step.premises if step.at in visible else ():
                at_its_place = premise not in at_home or graph.nodes[premise].parent == step.to
                if at_its_place and premise not in placed:
                    placed.add(premise)
                else:
                    found.add((step.at, premise))
    return frozenset(found)


def _classes(node: Node, role: Role, badge: Badge | None) -> str:
    marks = ["thesis"] if role.is_thesis else []
    if badge:
        marks.append(f"tone-{badge.tone}")
    return " ".join([node.kind, *marks])


def _bar_name(at: int) -> str:
    return f"step {at}"  # with a space, so that it is nobody's id


def _target(graph: Graph, step: Step) -> str:
    """What the step's arrow points at: a card, or the bar of the step that it undercuts."""
    return graph.nodes[step.to].id if step.undercuts is None else _bar_name(step.undercuts)


def line_kind(step: Step) -> str:
    """The step's kind as a line: an explanation is drawn apart, for it supports nothing."""
    return "explanation" if step.kind == "because" and not step.supports else step.kind


def _look(step: Step) -> theme.LineLook:
    return theme.LINES[line_kind(step)]


def _head(step: Step) -> dict[str, str]:
    return {"arrowtail": _look(step).head}


def _thickness(step: Step) -> str:
    return f"{theme.STRENGTH_WIDTHS.get(step.item.strength or '', theme.DEFAULT_WIDTH):g}"


def bar_words(step: Step) -> str:
    """What is written where premises meet."""
    words = theme.BAR_WORDS[line_kind(step)]
    if step.item.granted:
        words += " (granted)"
    few = step.needs < len(step.premises)
    return f"{words}: {step.needs} of {len(step.premises)} suffice" if few else words


def _bar_spoken(step: Step) -> str:
    """What a bar joins, in plain text, with what the map says of the step."""
    count = len(step.premises)
    parts = [f"Step {step.id}, {bar_words(step)}: " + (f"{count} premises together." if count > 1 else "one premise.")]
    if step.item.scheme:
        parts.append(f"Scheme: {step.item.scheme.replace('-', ' ')}.")
    if step.item.strength:
        parts.append(f"Strength: {step.item.strength}.")
    if step.item.warrant:
        parts.append(f"Warrant: {step.item.warrant}")
    return text.clean(" ".join(parts))


def title_of(graph: Graph) -> str:
    """The map's title, or its theses where it has none."""
    return graph.map.title or "; ".join(graph.nodes[at].text for at in graph.theses)


def described(graph: Graph, shown: Scope, badges: Mapping[str, Badge]) -> str:
    """What the picture holds, in counts."""
    nodes = [graph.nodes[at] for at in shown.nodes]
    kinds = Counter(node.kind for node in nodes)
    parts = [_count(kinds["claim"], "claim"), _count(kinds["evidence"], "item of evidence", "items of evidence")]
    parts += [_count(kinds["assumption"], "assumption")]
    attacks = Counter(graph.steps[at].kind for at in shown.steps)
    parts += [_count(attacks["but"], "objection"), _count(attacks["unless"], "undercut")]
    found = sum(node.id in badges for node in nodes)
    parts.append(f"{found} with a finding" if found else "")
    said = f"Argument map: {', '.join(part for part in parts if part)}."
    hidden = len(graph.nodes) - len(nodes)
    return f"{said} {hidden} more are not shown." if hidden else said


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""
