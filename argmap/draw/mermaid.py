"""A graph as Mermaid text: a flowchart that GitHub draws where it stands in Markdown.

Lines run from a premise to its claim, and the chart from the bottom to the top, so that the thesis is on top. Mermaid
has neither cards nor a legend: what a card says stands in its words, and every line says in a word what it is. What is
joined meets in a small node, as in the other pictures.

The words of a map become Mermaid's own entities wherever a sign could mean something to Mermaid, to the Markdown or
HTML that it reads in labels, or to TeX. Mermaid takes no more than a certain length, so cards are cut as in a picture.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap import theme
from argmap.draw import card, dot, text
from argmap.draw.card import Badge
from argmap.draw.dot import WHOLE, View
from argmap.draw.scope import moves, scope
from argmap.formats import mermaid
from argmap.formats.mermaid import MOST_CHARACTERS as MOST_CHARACTERS
from argmap.formats.mermaid import MOST_LINES as MOST_LINES
from argmap.graph import Graph, Node, Step
from argmap.problem import counted

_FEWER_LINES = (6, 3, 1)  # of a text, where a chart would be too long

# Mermaid draws thesis-on-top upwards, since its lines run from premise to claim; and left-to-right leftwards.
_DIRECTIONS = {"auto": "BT", "TB": "BT", "LR": "RL"}
_WRAPPING_WIDTH = 320  # pixels: more than a line of a card takes, so that no line is broken twice

_SHAPES = {"claim": ('("', '")'), "evidence": ('["', '"]'), "assumption": ('{{"', '"}}')}
_HEADS = {"because": "-->", "but": "-.-x", "unless": "-.-o", "explanation": "-->"}
_JOIN = "---"
_DASHES = {"but": ",stroke-dasharray:8 4", "unless": ",stroke-dasharray:2 4"}


class Chart(NamedTuple):
    """Mermaid text, how many lines between nodes it has, and how many lines of a text stand on a card at most."""

    source: str
    lines: int
    most: int

    @property
    def notes(self) -> tuple[str, ...]:
        """What is to be told of it: that texts are cut short, or that Mermaid will refuse to draw it."""
        size = f"Mermaid draws {MOST_CHARACTERS:,} characters and {MOST_LINES:,} lines between cards at most"
        less = "--depth and --root draw less"
        if len(self.source) > MOST_CHARACTERS or self.lines > MOST_LINES:
            return (f"{size}, and this chart has {len(self.source):,} and {self.lines:,}: {less}",)
        if self.most < theme.MAX_LINES:
            return (f"{size}: each text is cut after {counted(self.most, 'line')} ({less})",)
        return ()


def chart(graph: Graph, badges: Mapping[str, Badge] | None = None, view: View = WHOLE) -> Chart:
    """A graph as a flowchart; `badges` says what was found, by the id of a node.

    Of the view its direction, root, depth, `only` and palette are kept. Texts are cut shorter than in a picture where
    the chart would be too long otherwise. Source: the syntax of Mermaid 11's flowcharts.
    """
    made = _made(graph, badges or {}, view, theme.MAX_LINES)
    for most in _FEWER_LINES:
        if len(made.source) > MOST_CHARACTERS and made.lines <= MOST_LINES:
            made = _made(graph, badges or {}, view, most)
    return made


def _made(graph: Graph, badges: Mapping[str, Badge], view: View, most: int) -> Chart:
    sketch = _Sketch(graph, badges, view, most)
    source = "\n".join(sketch.statements()) + "\n"
    return Chart(source, sum(map(len, sketch.lines.values())), most)


def escaped(words: str) -> str:
    """Words of a map for a quoted label or a description: what is shown is these words, and nothing else happens."""
    return mermaid.escaped(text.clean(words))


class _Sketch:
    """The text while it is written."""

    def __init__(self, graph: Graph, badges: Mapping[str, Badge], view: View, most: int) -> None:
        self.graph, self.badges, self.view, self.most = graph, badges, view, most
        self.scope = scope(graph, view.root, view.depth, view.only)
        self.shown = frozenset(self.scope.steps)
        self.roles = dot.roles(graph)
        self.classes: dict[str, list[str]] = defaultdict(list)
        self.lines: dict[str, list[int]] = defaultdict(list)  # the places of the lines of each kind among all

    def statements(self) -> Iterator[str]:
        yield from ("---", "config:", "  flowchart:", f"    wrappingWidth: {_WRAPPING_WIDTH}", "---")
        yield f"flowchart {_DIRECTIONS[self.view.direction]}"
        if title := escaped(dot.title_of(self.graph)):
            yield f"accTitle: {title}"
        yield f"accDescr: {escaped(dot.described(self.graph, self.scope, self.badges))}"
        yield from map(self._card, (self.graph.nodes[at] for at in self.scope.nodes))
        for at in self.scope.nodes:
            for step in moves(self.graph, self.graph.nodes[at]):
                if step.at in self.shown:
                    yield from self._step(step)
        yield from self._looks()

    # -- cards

    def _card(self, node: Node) -> str:
        name, badge = _name(node), self.badges.get(node.id)
        if node.at in self.graph.theses:
            self.classes["thesis"].append(name)
        if badge and badge.tone in theme.TONES:
            self.classes[badge.tone].append(name)
        if card.is_addition(self.graph, node):
            self.classes["added"].append(name)
        start, end = _SHAPES[node.kind]
        return f"{name}{start}{'<br>'.join(map(escaped, self._words(node, badge)))}{end}"

    def _words(self, node: Node, badge: Badge | None) -> Iterator[str]:
        """What the card says, line by line."""
        added = ", added by the map's maker" if card.is_addition(self.graph, node) else ""
        kind = card.kind_words(node, self.roles[node.at])
        found = f" · {badge.words}" if badge else ""
        yield from text.wrap(f"{node.number} {kind}{added}{found}", most=4)
        yield from text.wrap(node.text, most=self.most)
        cites = node.cites if len(node.cites) <= card.MOST_SOURCES else node.cites[: card.MOST_SOURCES - 1]
        for place, cite in enumerate(cites):
            lead = ("Sources: " if len(node.cites) > 1 else "Source: ") if place == 0 else ""
            yield from text.wrap(lead + card.cited(self.graph, cite), most=min(3, self.most))
        if len(cites) < len(node.cites):
            yield f"and {len(node.cites) - len(cites)} more"
        if badge and badge.origin:
            yield from text.wrap(f"One origin: {badge.origin}", most=min(2, self.most))
        if folded := self.scope.folded.get(node.at, 0):
            yield f"+{folded} folded"

    # -- steps

    def _step(self, step: Step) -> Iterator[str]:
        end = _name(self.graph.nodes[step.to]) if step.undercuts is None else _joint(step.undercuts)
        starts = [_name(self.graph.nodes[premise]) for premise in step.premises]
        if len(starts) == 1 and not any(at in self.shown for at in step.unless):
            yield self._line(step, f"{starts[0]} {_arrow(step)} {end}")
            return
        joint = _joint(step.at)
        self.classes[f"joint-{dot.line_kind(step)}"].append(joint)
        yield f'{joint}["{dot.bar_words(step)}"]'
        for start in starts:
            yield self._line(step, f"{start} {_JOIN} {joint}")
        yield self._line(step, f"{joint} {_arrow(step)} {end}")

    def _line(self, step: Step, words: str) -> str:
        self.lines[dot.line_kind(step)].append(sum(map(len, self.lines.values())))
        return words

    # -- looks

    def _looks(self) -> Iterator[str]:
        yield f"classDef default {_look('card', 'muted', 'ink')}"
        for name, look in self._class_looks():  # of several looks of a card the last wins
            if name in self.classes:
                yield f"classDef {name} {look}"
                yield f"class {','.join(self.classes[name])} {name}"
        for kind, places in self.lines.items():
            colour = theme.midtone(theme.LINES[kind].colour, self.view.palette)
            yield f"linkStyle {','.join(map(str, places))} stroke:{colour},stroke-width:2px{_DASHES.get(kind, '')}"

    def _class_looks(self) -> Iterator[tuple[str, str]]:
        for tone, look in theme.TONES.items():
            yield tone, f"fill:{look.fill.light},stroke:{look.ink.light},stroke-width:2px"
        yield "thesis", f"stroke:{theme.colour('ink')},stroke-width:4px"
        yield "added", "stroke-dasharray:5 3"
        for kind in theme.LINES:
            name = theme.LINES[kind].text
            yield f"joint-{kind}", _look(name, name, "on-line", self.view.palette)


def _look(fill: str, stroke: str, ink: str, palette: theme.Palette = "default") -> str:
    colours = (theme.colour(name, palette) for name in (fill, stroke, ink))
    return "fill:{},stroke:{},color:{}".format(*colours)


def _name(node: Node) -> str:
    """The node's name in the text: never the author's id, which may be a word of Mermaid's own, such as `end`."""
    return f"n{node.number.replace('.', '_')}"


def _joint(at: int) -> str:
    return f"joint{at}"


def _arrow(step: Step) -> str:
    kind = dot.line_kind(step)
    word = theme.LINES[kind].word + (" (granted)" if step.item.granted else "")
    return f'{_HEADS[kind]}|"{word}"|'
