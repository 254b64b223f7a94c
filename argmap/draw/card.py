"""One statement as a card: what it is, what was found, what it says and who says so.

The card is a Graphviz HTML label, a table: number and kind with the badge at their right, the text, what else was asked
for, the sources, and what is folded below. Every cell is as wide as its words measure, so that they fit in any engine.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Literal, NamedTuple, TypeAlias

from argmap import theme
from argmap.draw import text
from argmap.graph import Citation, Graph, Node, StepKind

Part: TypeAlias = Literal["sources", "numbers", "grades", "passages", "likelihoods", "schemes"]

# What can stand in a picture besides texts and kinds, and what does where nobody says otherwise.
PARTS: tuple[Part, ...] = ("sources", "numbers", "grades", "passages", "likelihoods", "schemes")
SHOWN: frozenset[Part] = frozenset({"sources", "numbers"})

BORDERS = 2.0 * (theme.CARD_MARGIN + 2)  # points of a card's width that no word can take: margins and padding

MOST_SOURCES = 4
_PADDING = 2  # points around the words of a cell
_SHORT = 100  # characters, that any card has lines for
_LINE_HEIGHT = 1.2  # ems from line to line, as Graphviz has it for plain text
_GAP = 12.0  # points at least between the kind and the badge


class Badge(NamedTuple):
    """What an audit found of a statement: words for the card, a tone for its colours, a sentence for its tooltip."""

    words: str
    tone: theme.Tone = "plain"
    note: str = ""
    origin: str = ""  # the name of the one origin behind it, where the sources on cards do not say it


class Look(NamedTuple):
    """How cards are drawn: `room` in points for a line of words, colours, and what stands on them."""

    room: float = theme.LINE_WIDTH
    paint: theme.Paint = theme.Paint()
    show: frozenset[Part] = SHOWN


PLAIN = Look()


class Role(NamedTuple):
    """The part a statement plays in the map: the thesis, or what kind of step it is a premise of, if any."""

    is_thesis: bool = False
    step: StepKind | None = None
    is_reply: bool = False  # an objection to what is itself against the thesis


def html_label(
    graph: Graph,
    node: Node,
    role: Role,
    badge: Badge | None,
    folded: int,
    look: Look = PLAIN,
    grade: str = "",
    file: str = "",
) -> str:
    """The label of a card in Graphviz's HTML, with its angle brackets.

    `grade` is what to say of its support, `file` the picture that the card leads to.
    """
    return _table(_Card(graph, node, role, look).rows(badge, folded, grade, file))


def reference_label(graph: Graph, node: Node, look: Look = PLAIN) -> str:
    """The label of a small card that says where a statement stands, and how it begins."""
    return _table([_Card(graph, node, Role(), look).reference()])


def _table(rows: Iterable[str]) -> str:
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{_PADDING}">{"".join(rows)}</TABLE>>'


def kind_words(node: Node, role: Role) -> str:
    """What a card is called: Thesis, Claim, Objection, Reply, Undercut (evidence) …"""
    kind = theme.KIND_WORDS[node.kind]
    if role.is_thesis:
        return theme.THESIS_WORD
    attack = theme.REPLY_WORD if role.is_reply else theme.ATTACK_WORDS.get(role.step or "")
    if attack is None:
        return kind
    return attack if node.kind == "claim" else f"{attack} ({kind.lower()})"


def spoken(graph: Graph, node: Node, role: Role, badge: Badge | None, folded: int) -> str:
    """The whole card in one line of plain text, for a tooltip and a screen reader: all of its text, every source."""
    added = ", added by the map's maker" if is_addition(graph, node) else ""
    parts = [f"{node.number} {kind_words(node, role)}{added}: {node.text}"]
    if node.item.likelihood:
        parts.append(f"Said to be {node.item.likelihood.replace('-', ' ')}.")
    if node.cites:
        parts.append("Sources: " + "; ".join(cited(graph, cite) for cite in node.cites) + ".")
    if badge:
        parts.append(f"Found: {badge.words}. {badge.note}".strip())
    if folded:
        parts.append(f"{folded} more folded below.")
    return text.clean(" ".join(parts))


def is_cut(node: Node, role: Role, look: Look) -> bool:
    """Whether its text is longer than a card has lines for."""
    if len(node.text) <= _SHORT:
        return False
    most = theme.MAX_LINES + 1
    # Any two lines that follow each other hold more than one has room for: mostly that is enough to know.
    wide = text.width(node.text, theme.TEXT_SIZE, bold=role.is_thesis)
    if 2 * (wide / look.room + len(node.text) / text.MOST_CHARACTERS) + 1 < most:
        return False
    return len(text.wrap(node.text, look.room, bold=role.is_thesis, most=most)) == most


def is_addition(graph: Graph, node: Node) -> bool:
    """Whether the map's maker added it to the text that the map reconstructs."""
    return graph.map.about is not None and node.by == "mapper"


class _Card:
    """The rows of one card."""

    def __init__(self, graph: Graph, node: Node, role: Role, look: Look) -> None:
        self.graph, self.node, self.role, self.look = graph, node, role, look

    def rows(self, badge: Badge | None, folded: int, grade: str, file: str) -> Iterator[str]:
        """All of them, from the header down."""
        yield from self._header(badge)
        yield self._body()
        yield from map(self._note, self._remarks(grade))
        if "sources" in self.look.show:
            yield from self._sources()
            if badge and badge.origin:
                yield self._note(f"One origin: {badge.origin}")
        if folded or file:
            yield self._elsewhere(folded, file)

    def reference(self) -> str:
        """The one row of a card for what stands elsewhere."""
        number = f" {self.node.number}" if "numbers" in self.look.show else ""
        return self._note(f"see{number}: {self.node.text}")

    def _header(self, badge: Badge | None) -> list[str]:
        """Number and kind, and the badge at their right where both fit, below them where they do not."""
        words = kind_words(self.node, self.role)
        number = ""
        if "numbers" in self.look.show:
            number = _tail(self.node.number, self.look.room - text.width(words, theme.SMALL_SIZE) - _GAP)
            words = f"\u00a0{words}"
        # Two texts, because Graphviz sets a line of one plain text lower than one with bold in it.
        left, wide = self._small(number) + self._small(words), text.width(number + words, theme.SMALL_SIZE)
        if badge is None:
            return [_row(_cell(left, wide))]
        marks, widest, is_one_line = self._badge(badge)
        if is_one_line and wide + widest + _GAP <= self.look.room:
            return [f"<TR>{_cell(left, wide, span=1)}{_cell(marks, widest + _GAP, span=1, align='RIGHT')}</TR>"]
        return [_row(_cell(left, wide)), _row(_cell(marks, widest))]

    def _badge(self, badge: Badge) -> tuple[str, float, bool]:
        """The words of a badge, how wide they are, and whether they stand on one line."""
        frame = theme.TONE_FRAMES.get(badge.tone) if self.look.paint.is_print else None
        around = 2.0 * (frame[1] + _PADDING) if frame else 0.0
        lines = text.wrap(badge.words, self.look.room - around, theme.SMALL_SIZE, bold=True, most=3)
        ink = self.look.paint.ink(badge.tone)
        widest = _widest(lines, theme.SMALL_SIZE, bold=True)
        marks = _bold_lines([self._small(line, bold=True, colour=ink) for line in lines], theme.SMALL_SIZE)
        if frame:
            marks = _framed(marks, widest, *frame)
        return marks, widest + around, len(lines) == 1

    def _body(self) -> str:
        bold = self.role.is_thesis
        lines = text.wrap(self.node.text, self.look.room, bold=bold)
        labels = [text.label(line) for line in _marked(lines, self.node.text)]
        wide, high = _widest(lines, theme.TEXT_SIZE, bold=bold), _height(lines, theme.TEXT_SIZE)
        if bold and len(lines) > 1:  # a table in a cell of fixed size ends Graphviz 2.43: the cells in it are fixed
            return _row(
                _cell(_bold_lines([_bold(line) for line in labels], theme.TEXT_SIZE, wide if high else 0), wide)
            )
        shown = _lines([_bold(line) for line in labels] if bold else labels)
        return _row(_cell(shown, wide, high=high))

    def _remarks(self, grade: str) -> Iterator[str]:
        item, show = self.node.item, self.look.show
        if "likelihoods" in show and item.likelihood:
            yield f"Said to be {item.likelihood.replace('-', ' ')}"
        if "grades" in show and grade:
            yield grade
        if "passages" in show and item.passage:
            several = "s" if len(item.passage) > 1 else ""
            yield f"Passage{several} {', '.join(passage.at for passage in item.passage)}"

    def _sources(self) -> Iterator[str]:
        """A row for each source, so that each can be a link; the last says how many are left out."""
        cites = self.node.cites
        shown = cites if len(cites) <= MOST_SOURCES else cites[: MOST_SOURCES - 1]
        for place, cite in enumerate(shown):
            lead = ("Sources: " if len(cites) > 1 else "Source: ") if place == 0 else ""
            source = self.graph.sources.by_key[cite.key]
            lines = _source_lines(lead, source.name, _marks(self.graph, cite), 3 - min(place, 1), self.look.room)
            yield self._small_row(lines, text.address(source.url or ""))
        if len(cites) > len(shown):
            yield self._note(f"and {len(cites) - len(shown)} more")

    def _note(self, words: str) -> str:
        return self._small_row(text.wrap(words, self.look.room, theme.SMALL_SIZE, most=2))

    def _small_row(self, lines: Sequence[str], link: str | None = None) -> str:
        shown = _lines(self._small(line) for line in lines)
        wide, high = _widest(lines, theme.SMALL_SIZE), _height(lines, theme.SMALL_SIZE)
        return _row(_cell(shown, wide, link=link, high=high))

    def _elsewhere(self, folded: int, file: str) -> str:
        """How much is folded below, and the picture that shows it; or the overview that this picture belongs to."""
        words = f"+{folded} folded" if folded else "Overview"
        if file:
            words += f": {PurePosixPath(file).name}"
        lines = text.wrap(words, self.look.room, theme.SMALL_SIZE, bold=True, most=2)
        colour = self.look.paint.colour("support") if file else ""
        shown = _bold_lines([self._small(line, bold=True, colour=colour) for line in lines], theme.SMALL_SIZE)
        return _row(_cell(shown, _widest(lines, theme.SMALL_SIZE, bold=True)))

    def _small(self, words: str, *, bold: bool = False, colour: str = "") -> str:
        if not words:
            return ""
        shown = _bold(text.label(words)) if bold else text.label(words)
        colour = colour or self.look.paint.colour("muted")
        return f'<FONT POINT-SIZE="{theme.SMALL_SIZE:g}" COLOR="{colour}">{shown}</FONT>'


def _source_lines(lead: str, name: str, marks: str, most: int, room: float) -> list[str]:
    """A source in a few lines; where it is too long its name is cut, and not where in it one must look."""
    whole = text.wrap(f"{lead}{name}{marks}", room, theme.SMALL_SIZE, most=most + 1)
    words = name[: most * text.MOST_CHARACTERS].split()  # no more can be shown, however long the name
    while len(whole) > most and len(words) > 1:
        words.pop()
        cut = " ".join(words).rstrip(",;:") + text.ELLIPSIS
        whole = text.wrap(f"{lead}{cut}{marks}", room, theme.SMALL_SIZE, most=most + 1)
    return whole if len(whole) <= most else text.wrap(lead + name, room, theme.SMALL_SIZE, most=most)


def cited(graph: Graph, cite: Citation) -> str:
    """A source by its name, with where in it, and what is to be said of the citation."""
    return f"{graph.sources.by_key[cite.key].name}{_marks(graph, cite)}"


def _marks(graph: Graph, cite: Citation) -> str:
    """What is to be said of a citation, and where in the source it is."""
    where = f", {cite.locator}" if cite.locator else ""
    retracted = graph.sources.by_key[cite.key].retracted
    return "".join([" (uncertain)" if cite.uncertain else "", " (retracted)" if retracted else "", where])


def _tail(number: str, room: float) -> str:
    """The number, or the end of it where nesting is deep: the end tells neighbours apart."""
    while "." in number and text.width(number, theme.SMALL_SIZE) > room:
        number = text.ELLIPSIS + number.lstrip(text.ELLIPSIS).partition(".")[2]
    return number


def _marked(lines: Sequence[str], words: str) -> list[str]:
    """The lines, each with a mark before it where the whole reads from right to left: a line alone may not look so."""
    return [text.RIGHT_TO_LEFT + line for line in lines] if text.runs_left(words) else list(lines)


def _height(lines: Sequence[str], size: float) -> int | None:
    """How high the lines are in points where an engine must not measure them, or None.

    Engines that take every byte for a space, or measure with a font of this machine, would make the card too wide.
    """
    return None if all(map(text.is_measured, lines)) else math.ceil(len(lines) * size * _LINE_HEIGHT) + 2 * _PADDING


def _widest(lines: Sequence[str], size: float, *, bold: bool = False) -> float:
    return max((text.width(line, size, bold=bold) for line in lines), default=0.0)


def _row(cell: str) -> str:
    return f"<TR>{cell}</TR>"


def _cell(
    content: str, wide: float, *, span: int = 2, align: str = "LEFT", link: str | None = None, high: int | None = None
) -> str:
    attributes = [f'WIDTH="{math.ceil(wide) + 2 * _PADDING}" ALIGN="{align}" BALIGN="LEFT"']
    if high:
        attributes.append(f'HEIGHT="{high}" FIXEDSIZE="TRUE"')
    if span > 1:
        attributes.append(f'COLSPAN="{span}"')
    if link:
        # Graphviz 2.43 writes a link as it stands once the label is read: an entity must be left in it.
        attributes.append(f'HREF="{link.replace("&", "&amp;amp;").replace(chr(39), "%27")}"')
    return f"<TD {' '.join(attributes)}>{content}</TD>"


def _lines(lines: Iterable[str]) -> str:
    return "<BR/>".join(lines)


def _bold_lines(lines: Sequence[str], size: float, fixed: float = 0) -> str:
    """Lines with bold in them, one below the other; between such lines Graphviz leaves no space of its own.

    Where they are `fixed`, all are so many points wide, whatever an engine measures.
    """
    if len(lines) < 2:
        return _lines(lines)
    held = f' WIDTH="{math.ceil(fixed)}" BALIGN="LEFT" FIXEDSIZE="TRUE"' if fixed else ""
    rows = (f'<TR><TD ALIGN="LEFT" HEIGHT="{math.ceil(size * _LINE_HEIGHT)}"{held}>{line}</TD></TR>' for line in lines)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{"".join(rows)}</TABLE>'


def _framed(content: str, wide: float, style: str, border: int) -> str:
    """Words in a frame of that style, its lines `border` points thick."""
    frame = f'BORDER="{border}" STYLE="{style}" COLOR="#000000" CELLPADDING="{_PADDING}"'
    cell = f'<TD {frame} WIDTH="{math.ceil(wide) + 2 * (border + _PADDING)}" BALIGN="LEFT">{content}</TD>'
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cell}</TR></TABLE>'


def _bold(words: str) -> str:
    return f"<B>{words}</B>" if words else ""  # an empty pair of tags is an error to Graphviz
