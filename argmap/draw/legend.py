"""The legend of a picture: a sample and a few words for each kind of line, card and finding that occurs in it."""

import math
from collections.abc import Callable, Iterator, Mapping, Set
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.graph import Kind

# Graphviz sets a legend close below the lowest card. An empty cell would be as high as a line of text.
_SPACE = '<FONT POINT-SIZE="1"> </FONT>'
_GAP = f'<TR><TD HEIGHT="8" COLSPAN="2">{_SPACE}</TD></TR>'


class Used(NamedTuple):
    """What occurs in a picture."""

    lines: Set[str]  # of theme.LINES
    kinds: Set[Kind]
    tones: Set[theme.Tone]
    additions: bool
    bars: bool
    strengths: bool


def html_label(used: Used, paint: theme.Paint) -> str:
    """The legend in Graphviz's HTML, with its angle brackets; empty where there is nothing to tell apart."""
    samples = list(_samples(used, paint))
    if not samples:
        return ""
    wide = math.ceil(max(text.width(words, theme.SMALL_SIZE) for _, words in samples)) + 2
    rows = "".join(f"<TR><TD>{sample}</TD>{_words(words, wide, paint)}</TR>" for sample, words in samples)
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="1">{_GAP}{rows}</TABLE>>'


def _samples(used: Used, paint: theme.Paint) -> Iterator[tuple[str, str]]:
    """Each kind of thing in the picture, and what it means."""
    for kind in theme.LINES:
        if kind in used.lines:
            yield _stroke(kind, paint), theme.LINE_WORDS[kind]
    if used.bars:
        yield _bar(paint), "joins the premises of one step"
    if used.strengths:
        yield _strengths(paint), "weak, moderate and strong step"
    for tone in theme.TONES:
        if tone in used.tones:
            yield _swatch(tone, paint), theme.TONE_WORDS[tone]
    for kind, words in theme.SHAPE_WORDS.items():
        if kind in used.kinds:
            yield _SHAPES[kind](paint.colour("muted")), words
    if used.additions:
        yield _sample(f'STYLE="dashed" COLOR="{paint.colour("muted")}" HEIGHT="10"', 1), "added by the map's maker"


def _words(words: str, wide: int, paint: theme.Paint) -> str:
    return f'<TD ALIGN="LEFT" WIDTH="{wide}">{_small(words, paint.colour("muted"))}</TD>'


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


_SHAPES: Mapping[str, Callable[[str], str]] = {"evidence": _folded, "assumption": _cut}


def _sample(attributes: str, border: int = 2, wide: int = 28) -> str:
    """An empty cell, in a table of its own so that it stands at the mid height of the words beside it."""
    return _table(
        f'<TR><TD BORDER="{border}" CELLPADDING="0" WIDTH="{wide}" FIXEDSIZE="TRUE" {attributes}>{_SPACE}</TD></TR>'
    )


def _table(rows: str) -> str:
    return f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">{rows}</TABLE>'
