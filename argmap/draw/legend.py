"""The legend of a picture: a sample and a few words for each kind of line, card and finding that occurs in it."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.graph import Kind

# Graphviz sets a legend close below the lowest card. An empty cell would be as high as a line of text.
_SPACE = '<FONT POINT-SIZE="1"> </FONT>'
_ABOVE = 12  # points between the lowest card and the legend
_BESIDE = 5  # points between a sample and its words
_BETWEEN = 18  # points between two columns
_PADDING = 1
_SAMPLE = 32  # points: how wide a sample is, with what is around it


class Used(NamedTuple):
    """What occurs in a picture."""

    lines: Set[str]  # of theme.LINES
    kinds: Set[Kind]
    tones: Set[theme.Tone]
    additions: bool
    bars: bool
    strengths: bool
    references: bool = False


def html_label(used: Used, paint: theme.Paint, room: float = 0.0) -> str:
    """The legend in Graphviz's HTML, with its angle brackets; empty where there is nothing to tell apart.

    Lines, findings and cards stand in columns side by side where the picture is at least so wide; `room` is in points.
    """
    groups = [group for group in (list(made) for made in _groups(used, paint)) if group]
    if not groups:
        return ""
    columns = groups if room >= _wide(groups) else [[sample for group in groups for sample in group]]
    above = f'<TR><TD HEIGHT="{_ABOVE}" COLSPAN="{4 * len(columns) - 1}">{_SPACE}</TD></TR>'
    rows = "".join(_row(columns, at, paint) for at in range(max(map(len, columns))))
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="{_PADDING}">{above}{rows}</TABLE>>'


def _groups(used: Used, paint: theme.Paint) -> Iterator[Iterator[tuple[str, str]]]:
    """Each kind of thing in the picture, and what it means: lines, findings, cards."""
    yield _of_lines(used, paint)
    yield ((_swatch(tone, paint), theme.TONE_WORDS[tone]) for tone in theme.TONES if tone in used.tones)
    yield _of_cards(used, paint.colour("muted"))


def _of_lines(used: Used, paint: theme.Paint) -> Iterator[tuple[str, str]]:
    for kind in theme.LINES:
        if kind in used.lines:
            yield _stroke(kind, paint), theme.LINE_WORDS[kind]
    if used.bars:
        yield _bar(paint), "joins the premises of one step"
    if used.strengths:
        yield _strengths(paint), "weak, moderate and strong step"


def _of_cards(used: Used, colour: str) -> Iterator[tuple[str, str]]:
    for kind, words in theme.SHAPE_WORDS.items():
        if kind in used.kinds:
            yield _SHAPES[kind](colour), words
    if used.additions:
        yield _sample(f'STYLE="dashed" COLOR="{colour}" HEIGHT="10"', 1), "added by the map's maker"
    if used.references:
        yield _reference(colour), "stands elsewhere in the picture"


def _row(columns: Sequence[Sequence[tuple[str, str]]], at: int, paint: theme.Paint) -> str:
    """The samples in that place of the columns, each with its words."""
    cells = []
    for column in columns:
        sample, words = column[at] if at < len(column) else (_SPACE, "")
        said = _small(words, paint.colour("muted")) if words else _SPACE
        wide = _widest(column) + 2
        cells.append(f'<TD>{sample}</TD>{_gap(_BESIDE)}<TD ALIGN="LEFT" WIDTH="{wide}">{said}</TD>')
    return f"<TR>{_gap(_BETWEEN).join(cells)}</TR>"


def _gap(wide: int) -> str:
    return f'<TD WIDTH="{wide}">{_SPACE}</TD>'


def _widest(column: Iterable[tuple[str, str]]) -> int:
    return math.ceil(max(text.width(words, theme.SMALL_SIZE) for _, words in column))


def _wide(columns: Iterable[Sequence[tuple[str, str]]]) -> float:
    """How wide columns are side by side, in points."""
    return sum(_SAMPLE + _BESIDE + _widest(column) + _BETWEEN for column in columns)


def _small(words: str, colour: str) -> str:
    return f'<FONT POINT-SIZE="{theme.SMALL_SIZE:g}" COLOR="{colour}">{text.label(words)}</FONT>'


def _stroke(kind: str, paint: theme.Paint) -> str:
    """A piece of the line, which is the lower border of an empty cell, and its head."""
    look = theme.LINES[kind]
    colour = paint.colour(look.colour)
    line = _sample(f'SIDES="B" STYLE="{look.style}" COLOR="{colour}" HEIGHT="6"', wide=20)
    head = theme.HEAD_SIGNS[look.head]
    return _table(f'<TR><TD>{line}</TD><TD WIDTH="8" ALIGN="LEFT">{_small(head, colour)}</TD></TR>')


def _strengths(paint: theme.Paint) -> str:
    colour = paint.colour("support")
    cells = "".join(
        f'<TD BORDER="{width}" WIDTH="9" FIXEDSIZE="TRUE" SIDES="B" COLOR="{colour}" HEIGHT="6">{_SPACE}</TD>'
        for width in sorted(map(round, theme.STRENGTH_WIDTHS.values()))
    )
    return _table(f"<TR>{cells}</TR>")


def _bar(paint: theme.Paint) -> str:
    colour = paint.colour("support")
    fill = paint.colour("card") if paint.is_print else colour
    return _sample(f'STYLE="rounded" COLOR="{colour}" BGCOLOR="{fill}" HEIGHT="10"', 1)


def _swatch(tone: theme.Tone, paint: theme.Paint) -> str:
    if paint.is_print:
        style, border = theme.TONE_FRAMES[tone]
        return _sample(f'STYLE="{style}" COLOR="{paint.ink(tone)}" HEIGHT="10"', border)
    return _sample(f'COLOR="{paint.ink(tone)}" BGCOLOR="{paint.fill(tone)}" HEIGHT="10"')


def _folded(colour: str) -> str:
    """A card with a folded corner, of cells with some of their sides."""
    rows = ((("LT", 23, 4, 1), ("LB", 5, 4, 1)), (("LRB", 28, 7, 2),))
    return _table("".join(f"<TR>{''.join(_part(*cell, colour) for cell in row)}</TR>" for row in rows))


def _cut(colour: str) -> str:
    """A card with its corners cut off."""
    rows = (
        (("RB", 4, 3, 1), ("T", 20, 3, 1), ("LB", 4, 3, 1)),
        (("LR", 28, 4, 3),),
        (("RT", 4, 3, 1), ("B", 20, 3, 1), ("LT", 4, 3, 1)),
    )
    return _table("".join(f"<TR>{''.join(_part(*cell, colour) for cell in row)}</TR>" for row in rows))


def _part(sides: str, wide: int, high: int, span: int, colour: str) -> str:
    size = f'WIDTH="{wide}" HEIGHT="{high}" FIXEDSIZE="TRUE" COLSPAN="{span}"'
    return f'<TD BORDER="1" CELLPADDING="0" SIDES="{sides}" COLOR="{colour}" {size}>{_SPACE}</TD>'


def _reference(colour: str) -> str:
    """Where a statement stands elsewhere: the words that lead there."""
    return _small("see 1", colour)


_SHAPES: Mapping[str, Callable[[str], str]] = {"evidence": _folded, "assumption": _cut}


def _sample(attributes: str, border: int = 2, wide: int = 28) -> str:
    """An empty cell, in a table of its own so that it stands at the mid height of the words beside it."""
    return _table(
        f'<TR><TD BORDER="{border}" CELLPADDING="0" WIDTH="{wide}" FIXEDSIZE="TRUE" {attributes}>{_SPACE}</TD></TR>'
    )


def _table(rows: str) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'
