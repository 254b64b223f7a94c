"""The legend of a picture: a sample and a few words for each kind of line, card and finding that occurs in it."""

import math
from collections.abc import Set
from typing import NamedTuple

from argmap import theme
from argmap.draw import text
from argmap.graph import Kind


class Used(NamedTuple):
    """What occurs in a picture."""

    lines: Set[str]  # of theme.LINES
    kinds: Set[Kind]
    tones: Set[theme.Tone]
    additions: bool
    bars: bool
    strengths: bool


def html_label(used: Used, palette: theme.Palette) -> str:
    """The legend in Graphviz's HTML, with its angle brackets; empty where there is nothing to tell apart."""
    rows = [_sampled(_stroke(kind, palette), theme.LINE_WORDS[kind]) for kind in theme.LINES if kind in used.lines]
    rows += [_sampled(_swatch(tone), theme.TONE_WORDS[tone]) for tone in theme.TONES if tone in used.tones]
    rows += [f"<TR>{_words(words, span=2)}</TR>" for words in _remarks(used)]
    if not rows:
        return ""
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="1" CELLPADDING="1">{"".join(rows)}</TABLE>>'


def _remarks(used: Used) -> list[str]:
    remarks = [words for kind, words in theme.SHAPE_WORDS.items() if kind in used.kinds and words]
    if used.additions:
        remarks.append("dashed border: added by the map's maker")
    if used.bars:
        remarks.append("joined by a bar: one step")
    if used.strengths:
        remarks.append("thickness of a line: strength of the step")
    return remarks


def _sampled(sample: str, words: str) -> str:
    return f"<TR><TD>{sample}</TD>{_words(words)}</TR>"


def _words(words: str, span: int = 1) -> str:
    wide = math.ceil(text.width(words, theme.SMALL_SIZE)) + 2
    font = f'<FONT POINT-SIZE="{theme.SMALL_SIZE:g}" COLOR="{theme.colour("muted")}">{text.label(words)}</FONT>'
    return f'<TD ALIGN="LEFT" COLSPAN="{span}" WIDTH="{wide}">{font}</TD>'


def _stroke(kind: str, palette: theme.Palette) -> str:
    """A piece of the line: the lower border of an empty cell."""
    look = theme.LINES[kind]
    return _sample(f'SIDES="B" STYLE="{look.style}" COLOR="{theme.colour(look.colour, palette)}" HEIGHT="6"')


def _swatch(tone: theme.Tone) -> str:
    look = theme.TONES[tone]
    return _sample(f'COLOR="{look.ink.light}" BGCOLOR="{look.fill.light}" HEIGHT="10"')


def _sample(attributes: str) -> str:
    """An empty cell, in a table of its own so that it stands at the mid height of the words beside it."""
    space = '<FONT POINT-SIZE="1"> </FONT>'  # an empty cell would be as high as a line of text
    cell = f'<TD BORDER="2" CELLPADDING="0" WIDTH="28" FIXEDSIZE="TRUE" {attributes}>{space}</TD>'
    return f'<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="0"><TR>{cell}</TR></TABLE>'
