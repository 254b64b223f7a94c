"""One statement as a card: what it is, what was found, what it says and who says so.

The card is a Graphviz HTML label, a table: number and kind with the badge at their right, the text, the sources, and
what is folded below. Every cell is as wide as its words measure, so that they fit in any engine.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.graph import Citation, Graph, Node, StepKind

MOST_SOURCES = 4
_PADDING = 2  # points around the words of a cell
_LINE_HEIGHT = 1.2  # ems from line to line, as Graphviz has it for plain text
_GAP = 12.0  # points at least between the kind and the badge


class Badge(NamedTuple):
    """What an audit found of a statement: words for the card, a tone for its colours, a sentence for its tooltip."""

    words: str
    tone: theme.Tone = "plain"
    note: str = ""
    origin: str = ""  # the name of the one origin behind it, where the sources on cards do not say it


class Role(NamedTuple):
    """The part a statement plays in the map: the thesis, or what kind of step it is a premise of, if any."""

    is_thesis: bool = False
    step: StepKind | None = None
    is_reply: bool = False  # an objection to what is itself against the thesis


def html_label(graph: Graph, node: Node, role: Role, badge: Badge | None, folded: int) -> str:
    """The label of a card in Graphviz's HTML, with its angle brackets."""
    rows = [*_header(node, role, badge), _body(node, role), *_sources(graph, node)]
    if badge and badge.origin:
        rows.append(_note(f"One origin: {badge.origin}"))
    if folded:
        rows.append(_row(_cell(_small(f"+{folded} folded", bold=True), text.width(f"+{folded} folded", 9, bold=True))))
    table = f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{_PADDING}">'
    return f"<{table}{''.join(rows)}</TABLE>>"


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


def is_addition(graph: Graph, node: Node) -> bool:
    """Whether the map's maker added it to the text that the map reconstructs."""
    return graph.map.about is not None and node.by == "mapper"


def _header(node: Node, role: Role, badge: Badge | None) -> list[str]:
    """Number and kind, and the badge at their right where both fit, below them where they do not."""
    words = kind_words(node, role)
    number = _tail(node.number, theme.LINE_WIDTH - text.width(words, theme.SMALL_SIZE) - _GAP)
    wide = text.width(f"{number} {words}", theme.SMALL_SIZE)
    # Two texts, because Graphviz sets a line of one plain text lower than one with bold in it.
    left = _small(number) + _small(f"\u00a0{words}")
    name = _cell(left, wide)
    if badge is None:
        return [_row(name)]
    ink = theme.TONES[badge.tone].ink.light if badge.tone in theme.TONES else theme.colour("muted")
    lines = text.wrap(badge.words, theme.LINE_WIDTH, theme.SMALL_SIZE, bold=True, most=3)
    widest = _widest(lines, theme.SMALL_SIZE, bold=True)
    marks = _bold_lines([_small(line, bold=True, colour=ink) for line in lines], theme.SMALL_SIZE)
    if len(lines) == 1 and wide + widest + _GAP <= theme.LINE_WIDTH:
        return [f"<TR>{_cell(left, wide, span=1)}{_cell(marks, widest + _GAP, span=1, align='RIGHT')}</TR>"]
    return [_row(name), _row(_cell(marks, widest))]


def _body(node: Node, role: Role) -> str:
    lines = text.wrap(node.text, bold=role.is_thesis)
    labels = [text.label(line) for line in lines]
    shown = _bold_lines([_bold(line) for line in labels], theme.TEXT_SIZE) if role.is_thesis else _lines(labels)
    return _row(_cell(shown, _widest(lines, theme.TEXT_SIZE, bold=role.is_thesis)))


def _sources(graph: Graph, node: Node) -> list[str]:
    """A row for each source, so that each can be a link; the last says how many are left out."""
    cites = node.cites if len(node.cites) <= MOST_SOURCES else node.cites[: MOST_SOURCES - 1]
    rows = []
    for place, cite in enumerate(cites):
        lead = ("Sources: " if len(node.cites) > 1 else "Source: ") if place == 0 else ""
        lines = _source_lines(lead, graph.sources.by_key[cite.key].name, _marks(graph, cite), 3 - min(place, 1))
        link = text.address(graph.sources.by_key[cite.key].url or "")
        shown = _lines(_small(line) for line in lines)
        rows.append(_row(_cell(shown, _widest(lines, theme.SMALL_SIZE), link=link)))
    left = len(node.cites) - len(cites)
    if left:
        rows.append(_note(f"and {left} more"))
    return rows


def _source_lines(lead: str, name: str, marks: str, most: int) -> list[str]:
    """A source in a few lines; where it is too long its name is cut, and not where in it one must look."""
    whole = text.wrap(f"{lead}{name}{marks}", theme.LINE_WIDTH, theme.SMALL_SIZE, most=most + 1)
    words = name.split()
    while len(whole) > most and len(words) > 1:
        words.pop()
        cut = " ".join(words).rstrip(",;:") + text.ELLIPSIS
        whole = text.wrap(f"{lead}{cut}{marks}", theme.LINE_WIDTH, theme.SMALL_SIZE, most=most + 1)
    return whole if len(whole) <= most else text.wrap(lead + name, theme.LINE_WIDTH, theme.SMALL_SIZE, most=most)


def _note(words: str) -> str:
    lines = text.wrap(words, theme.LINE_WIDTH, theme.SMALL_SIZE, most=2)
    return _row(_cell(_lines(_small(line) for line in lines), _widest(lines, theme.SMALL_SIZE)))


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
    while text.width(number, theme.SMALL_SIZE) > room:
        number = text.ELLIPSIS + number.lstrip(text.ELLIPSIS).partition(".")[2]
    return number


def _widest(lines: Sequence[str], size: float, *, bold: bool = False) -> float:
    return max((text.width(line, size, bold=bold) for line in lines), default=0.0)


def _row(cell: str) -> str:
    return f"<TR>{cell}</TR>"


def _cell(content: str, wide: float, *, span: int = 2, align: str = "LEFT", link: str | None = None) -> str:
    attributes = [f'WIDTH="{math.ceil(wide) + 2 * _PADDING}" ALIGN="{align}" BALIGN="LEFT"']
    if span > 1:
        attributes.append(f'COLSPAN="{span}"')
    if link:
        # Graphviz 2.43 writes a link as it stands once the label is read: an entity must be left in it.
        attributes.append(f'HREF="{link.replace("&", "&amp;amp;").replace(chr(39), "%27")}"')
    return f"<TD {' '.join(attributes)}>{content}</TD>"


def _lines(lines: Iterable[str]) -> str:
    return "<BR/>".join(lines)


def _bold_lines(lines: Sequence[str], size: float) -> str:
    """Lines with bold in them, one below the other; between such lines Graphviz leaves no space of its own."""
    if len(lines) < 2:
        return _lines(lines)
    rows = (f'<TR><TD ALIGN="LEFT" HEIGHT="{math.ceil(size * _LINE_HEIGHT)}">{line}</TD></TR>' for line in lines)
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{"".join(rows)}</TABLE>'


def _bold(words: str) -> str:
    return f"<B>{words}</B>" if words else ""  # an empty pair of tags is an error to Graphviz


def _small(words: str, *, bold: bool = False, colour: str = "") -> str:
    if not words:
        return ""
    shown = _bold(text.label(words)) if bold else text.label(words)
    return f'<FONT POINT-SIZE="{theme.SMALL_SIZE:g}" COLOR="{colour or theme.colour("muted")}">{shown}</FONT>'
