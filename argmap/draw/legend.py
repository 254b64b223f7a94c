"""The legend of a picture: a sample and a few words for each kind of line, card and finding that occurs in it."""

import math
from collections.abc import Set
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
    samples = [(_stroke(kind, paint), theme.LINE_WORDS[kind]) for kind in theme.LINES if kind in used.lines]
    samples += [(_swatch(tone, paint), theme.TONE_WORDS[tone]) for tone in theme.TONES if tone in used.tones]
    remarks = _remarks(used)
    said = [*(words for _, words in samples), *remarks]
    if not said:
        return ""
    # All are as wide as the widest, so that no remark stretches the column of samples.
    wide = math.ceil(max(text.width(words, theme.SMALL_SIZE) for words in said)) + 2
    rows = [f"<TR><TD>{sample}</TD>{_words(words, wide, paint)}</TR>" for sample, words in samples]
    rows += [f"<TR>{_words(words, wide, paint, span=2)}</TR>" for words in remarks]
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="1">{_GAP}{"".join(rows)}</TABLE>>'


def _remarks(used: Used) -> list[str]:
    remarks = [words for kind, words in theme.SHAPE_WORDS.items() if kind in used.kinds and words]
    if used.additions:
        remarks.append("dashed border: added by the map's maker")
    if used.bars:
        remarks.append("joined by a bar: one step")
    if used.strengths:
        remarks.append("thickness of a line: strength of the step")
    return remarks


def _words(words: str, wide: int, paint: theme.Paint, span: int = 1) -> str:
    font = f'<FONT POINT-SIZE="{theme.SMALL_SIZE:g}" COLOR="{paint.colour("muted")}">{text.label(words)}</FONT>'
    return f'<TD ALIGN="LEFT" COLSPAN="{span}" WIDTH="{wide}">{font}</TD>'


def _stroke(kind: str, paint: theme.Paint) -> str:
    """A piece of the line: the lower border of an empty cell."""
    look = theme.LINES[kind]
    return _sample(f'SIDES="B" STYLE="{look.style}" COLOR="{paint.colour(look.colour)}" HEIGHT="6"')


def _swatch(tone: theme.Tone, paint: theme.Paint) -> str:
    if paint.is_print:
        style, border = theme.TONE_FRAMES[tone]
        return _sample(f'STYLE="{style}" COLOR="{paint.ink(tone)}" HEIGHT="10"', border)
    return _sample(f'COLOR="{paint.ink(tone)}" BGCOLOR="{paint.fill(tone)}" HEIGHT="10"')


def _sample(attributes: str, border: int = 2) -> str:
    """An empty cell, in a table of its own so that it stands at the mid height of the words beside it."""
    cell = f'<TD BORDER="{border}" CELLPADDING="0" WIDTH="28" FIXEDSIZE="TRUE" {attributes}>{_SPACE}</TD>'
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cell}</TR></TABLE>'
