"""A graph as DOT text, in the order of the file. Nothing is run here; the same graph gives the same text.

Lines are written from a claim down to its premises and drawn backwards, with the head at the claim: Graphviz puts tails
above heads, so the thesis is on top, and `ordering=out` keeps premises from left to right as they stand in the file.
What belongs together in one step, and what an undercut points at, meets in a small bar (a joint). Neither `concentrate`
nor `splines=ortho` is used: with these engines differ, and ortho is slow.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graphviz import Digraph

from argmap import theme
from argmap.draw import card, legend, text
from argmap.draw.card import Badge, Role
from argmap.draw.scope import Scope, moves, scope
from argmap.graph import Graph, Node, Step

Direction: TypeAlias = Literal["TB", "LR"]

# Beyond so many nodes the layout is told to stop polishing; below it, that could leave cards on top of each other.
MANY_NODES = 2000

_TOOLTIP = 600  # characters, each of which may take twenty bytes


@dataclass(frozen=True, slots=True)
class View:
    """What of a map to draw, and how. `depth` counts levels below the top (0: the top alone); None draws all."""

    direction: Direction = "TB"
    root: Node | None = None
    depth: int | None = None
    palette: theme.Palette = "default"
    legend: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """DOT text, how the whole picture is called and described, and each card in words, by its id in the picture.

    The words are in the DOT text too, as tooltips, but cut: Graphviz 2.43 reads no string beyond 16,384 bytes.
    """

    source: str
    title: str
    description: str
    words: Mapping[str, str]


WHOLE = View()


def draw(graph: Graph, badges: Mapping[str, Badge] | None = None, view: View = WHOLE) -> Drawing:
    """Draw a graph; `badges` says what was found, by the id of a node."""
    sketch = _Sketch(graph, badges or {}, view)
    sketch.fill()
    return Drawing(sketch.source(), title_of(graph), described(graph, sketch.scope, badges or {}), sketch.words)


class _Sketch:
    """The DOT text while it is written."""

    def __init__(self, graph: Graph, badges: Mapping[str, Badge], view: View) -> None:
        self.graph = graph
        self.badges = badges
        self.view = view
        self.scope = scope(graph, view.root, view.depth)
        self.roles = roles(graph)
        self.at_home = _at_home(graph, self.scope)
        self.words: dict[str, str] = {}
        self.edge = _EDGE | {"color": self._colour("support")}
        graph_attributes = _graph_attributes(view, len(self.scope.nodes))
        self.dot = Digraph("argmap", graph_attr=graph_attributes, node_attr=_NODE, edge_attr=self.edge)

    def fill(self) -> None:
        shown = set(self.scope.steps)
        for at in self.scope.nodes:
            self._card(self.graph.nodes[at])
        for at in self.scope.nodes:
            for step in moves(self.graph, self.graph.nodes[at]):
                if step.at in shown:
                    self._step(step)

    def source(self) -> str:
        label = legend.html_label(self._used(), self.view.palette) if self.view.legend else ""
        if label:
            self.dot.attr(label=label, labelloc="b", labeljust="l")
        return str(self.dot.source)

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
        attributes |= _border(role, badge)
        label = card.html_label(self.graph, node, role, badge, folded)
        self.dot.node(node.id, label, **_changed(attributes, _NODE))

    def _tooltip(self, id_: str, words: str) -> str:
        self.words[id_] = words
        cut = words if len(words) <= _TOOLTIP else words[: _TOOLTIP - 1] + text.ELLIPSIS
        return text.attribute(cut)

    # -- steps

    def _step(self, step: Step) -> None:
        """A line from premise to claim; where several meet, or an undercut needs a place to point at, through a bar."""
        if not _has_bar(step):
            self._line(step, _target(self.graph, step), step.premises[0], f"edge-{step.at}", _head(step) | _word(step))
            return
        self._bar(step)
        self._line(step, _target(self.graph, step), _bar_name(step.at), f"edge-{step.at}", _head(step))
        for premise in step.premises:
            self._line(step, _bar_name(step.at), premise, f"edge-{step.at}-{premise}", {"dir": "none"})

    def _bar(self, step: Step) -> None:
        id_, colour = f"step-{step.at}", self._colour(_look(step).text)
        self.dot.node(
            _bar_name(step.at),
            bar_words(step),
            id=id_,
            fillcolor=colour,
            color=colour,
            fontcolor=theme.colour("on-line"),
            fontsize=f"{theme.SMALL_SIZE:g}",
            height="0.2",
            margin="0.08,0.02",
            tooltip=self._tooltip(id_, _bar_spoken(step)),
            **{"class": f"joint {step.kind}"},
        )

    def _line(self, step: Step, start: str, end: str | int, id_: str, ending: dict[str, str]) -> None:
        attributes = {"id": id_, "class": line_kind(step), "color": self._colour(_look(step).colour)}
        attributes |= {"style": _look(step).style, "penwidth": _thickness(step)} | ending
        if "label" in ending:
            attributes["fontcolor"] = self._colour(_look(step).text)
        if isinstance(end, int):
            premise = self.graph.nodes[end]
            if premise.parent != step.to and end in self.at_home:  # a claim that stands elsewhere stays there
                attributes["weight"] = "0"
            end = premise.id
        self.dot.edge(start, end, **_changed(attributes, self.edge))

    def _colour(self, name: str) -> str:
        return theme.colour(name, self.view.palette)

    # -- the legend

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
        )


_NODE = {
    "fontname": theme.FONT,
    "fontsize": f"{theme.TEXT_SIZE:g}",
    "fontcolor": theme.colour("ink"),
    "shape": "box",
    "style": "rounded,filled",
    "color": theme.colour("muted"),
    "fillcolor": theme.colour("card"),
    "penwidth": "1",
    "margin": f"{theme.CARD_MARGIN / 72:.3f},{theme.CARD_MARGIN / 72:.3f}",
}
_EDGE = {
    "fontname": theme.FONT,
    "fontsize": f"{theme.SMALL_SIZE:g}",
    "dir": "back",
    "arrowsize": "0.8",
    "arrowtail": "normal",
    "style": "solid",
    "penwidth": f"{theme.DEFAULT_WIDTH:g}",
}


def _changed(attributes: Mapping[str, str], defaults: Mapping[str, str]) -> dict[str, str]:
    """The attributes that differ from the defaults of the drawing."""
    return {name: value for name, value in attributes.items() if defaults.get(name) != value}


def _graph_attributes(view: View, count: int) -> dict[str, str]:
    attributes = {
        "rankdir": view.direction,
        "ordering": "out",
        "bgcolor": theme.colour("page"),
        "fontname": theme.FONT,
        "fontsize": f"{theme.SMALL_SIZE:g}",
        "fontcolor": theme.colour("muted"),
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


def _border(role: Role, badge: Badge | None) -> dict[str, str]:
    """Fill and border of a card: a finding tints it, and the thesis keeps its heavy border."""
    look = theme.TONES.get(badge.tone) if badge else None
    fill = look.fill.light if look else theme.colour("card")
    if role.is_thesis:
        return {"fillcolor": fill, "color": theme.colour("ink"), "penwidth": "3"}
    if look:
        return {"fillcolor": fill, "color": look.ink.light, "penwidth": "2"}
    return {"fillcolor": fill, "color": theme.colour("muted"), "penwidth": "1"}


def _classes(node: Node, role: Role, badge: Badge | None) -> str:
    marks = ["thesis"] if role.is_thesis else []
    if badge:
        marks.append(f"tone-{badge.tone}")
    return " ".join([node.kind, *marks])


def _has_bar(step: Step) -> bool:
    return len(step.premises) > 1 or bool(step.unless)


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


def _word(step: Step) -> dict[str, str]:
    """The word on a line, with spaces that keep it off the line. A plain reason needs none."""
    if line_kind(step) == "because":
        return {}
    word = _look(step).word + (" (granted)" if step.item.granted else "")
    return {"label": f"\u00a0{word}\u00a0"}


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
