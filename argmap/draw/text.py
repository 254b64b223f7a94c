"""Words on a card: cleaned, measured, wrapped to the width of the card, and escaped for Graphviz.

Graphviz neither wraps nor knows every script, so lines are broken here by the widths of the very letters, and the same
widths later hold the lines inside their cards when a viewer has another font (`textLength` in the SVG).
"""

import html
import re
import unicodedata
from functools import cache, lru_cache

from argmap import theme
from argmap.draw import widths

ELLIPSIS = "…"
RIGHT_TO_LEFT = "\u200f"  # a mark without width: what follows reads from right to left

# Estimates, in em, for what the tables do not hold. Wide ones first: a line that is too short is better than one that
# leaves its card.
_WIDE_EM = 1.0
_EMOJI_EM = 1.3
_OTHER_EM = 0.6
_MARK_EM = 0.3  # of Indic and Thai script and the like: none where a font joins them, a box of its own where none does
_EMOJI_SIGN_EM = 0.75  # what U+FE0F adds to the sign before it

# A text with a width that is guessed cannot be held to it, so it needs room for a viewer's widest common font.
_SLACK, _BOLD_SLACK = 1.15, 1.25  # DejaVu Sans to Arial

# Marks take no room, so only a count of characters bounds a line of nothing but marks.
MOST_CHARACTERS = 100
# On one letter. They pile up, and no script needs more; a tower of them would stand over the cards around.
MOST_MARKS = 4

_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls, but for those that are white space
    "\u202a-\u202e\u2066-\u2069"  # bidirectional overrides and isolates: they reorder the words around them
    "\ud800-\udfff\ufffe\uffff]"  # halves of characters, and two that XML forbids
)
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
_JOINING = "\u200d\ufe0e\ufe0f"
_NOT_AT_LINE_START = frozenset(
    "、。，．・：；？！）」』】〉》〕］｝ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々〜”’….,;:!?)]}»›%"
)
_NOT_AT_LINE_END = frozenset("（「『【〈《〔［｛“‘([{«‹")
_BREAK_AFTER = frozenset("-‐–—/\u200b")

# In text without marks and East Asian characters two patterns find the places to break, much faster.
_ALPHABETIC = re.compile(
    "[\x00-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*\\Z"
)
_BREAKS = re.compile(r"(?<= )(?=[^ ])|(?<=[-‐–—/])(?=[^\W\d_])")


def clean(text: str) -> str:
    """The text on one line: white space becomes single spaces, what could harm a viewer the replacement character."""
    if text.isprintable():  # as nearly all are: no character is unsafe, and none but the space is white
        return " ".join(text.split())
    return _SPACES.sub(" ", _UNSAFE.sub("\ufffd", text)).strip(" ")


def lowered(text: str) -> str:
    """The text with an ellipsis for all marks on a letter but the first MOST_MARKS."""
    if _ALPHABETIC.match(text):
        return text
    kept, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        if category != "Cf":  # a joiner between two marks does not part them
            marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks <= MOST_MARKS:
            kept.append(character)
        elif kept[-1] != ELLIPSIS:
            kept.append(ELLIPSIS)
    return "".join(kept)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """How wide the text is in points, set in Arial at `size` points. No kerning, as in Graphviz.

    Where letters are in it whose widths are guessed, it is a little more: such a text is as wide as a viewer has it.
    """
    return _units(text, bold) * _slack(text, bold) * size / widths.UNITS_PER_EM


def is_measured(text: str) -> bool:
    """Whether every width is known and none is guessed. East Asian characters are one em wide in every font."""
    if text.isascii():
        return True
    known = _known()
    return all(c in known or _em(c) in (0.0, _WIDE_EM) for c in text)


def runs_left(text: str) -> bool:
    """Whether the text reads from right to left: its first letter with a direction does (Unicode's UAX 9, P2)."""
    directions = (unicodedata.bidirectional(c) for c in text)
    return next((direction in ("R", "AL") for direction in directions if direction in ("L", "R", "AL")), False)


def is_plain(character: str) -> bool:
    """Whether Arimo, the font of the PDF and of graphviz-pure's PNG, has the character by the tables."""
    return character in _known()


def wrap(
    text: str,
    room: float = theme.LINE_WIDTH,
    size: float = theme.TEXT_SIZE,
    *,
    bold: bool = False,
    most: int = theme.MAX_LINES,
) -> list[str]:
    """The cleaned text in lines no wider than `room` points, at most `most` of them; what is cut ends in an ellipsis.

    A line breaks at a space, after a hyphen, dash or slash, and around an East Asian character, as Unicode's UAX 14
    has it in the main; a word that is too long breaks anywhere but inside a cluster of letter and marks.
    """
    return list(_wrapped(text, room, size, bold, most))


@lru_cache(2**13)  # many cards say the same in part, and the next picture of a map mostly says the same again
def _wrapped(text: str, room: float, size: float, bold: bool, most: int) -> tuple[str, ...]:
    limit = int(room * widths.UNITS_PER_EM / size / _slack(text, bold))
    lines, line, used = [], "", 0
    for piece in _pieces(lowered(clean(text))[: (most + 1) * MOST_CHARACTERS]):
        for part in _fitting(piece, limit, bold):
            bare = part.rstrip(" ")
            if line and (used + _units(bare, bold) > limit or len(line) + len(bare) > MOST_CHARACTERS):
                lines.append(line.rstrip(" "))
                line, used = "", 0
            line += part
            used += _units(part, bold)
    lines.extend([line.rstrip(" ")] if line else [])
    return tuple(lines if len(lines) <= most else _cut(lines[:most], limit, bold))


def shorten(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The cleaned text on one line of `room` points, its end an ellipsis where it is too long."""
    return "".join(wrap(text, room, size, bold=bold, most=1))


def label(text: str) -> str:
    """Text for inside a Graphviz HTML label. Graphviz reads backslashes there too, so each is doubled."""
    return html.escape(text).replace("\\", "\\\\")


def attribute(text: str) -> str:
    r"""Text for a quoted attribute that Graphviz takes for text with escapes, such as a tooltip.

    It undoes entities once and then backslashes twice (`\N` is the name of the node), in Graphviz 2.43 and 16 alike.
    As entities, because the graphviz library takes quadratic time over a run of backslashes.
    """
    return html.escape(text).replace("\\", "&#92;" * 4)


def address(url: str) -> str | None:
    """The URL if it may live in a picture - http, https, mailto or a place in the page - and None if not."""
    if re.match(r"(?:https?://|mailto:|#)[^\s<>\"\\]+\Z", url, re.IGNORECASE) and clean(url) == url:
        return url
    return None


class _Table(dict[str, int]):
    """Widths by character; one that no table holds gets its estimate when it is first met."""

    def __missing__(self, character: str) -> int:
        self[character] = guess = int(_em(character) * widths.UNITS_PER_EM)
        return guess


@cache
def _known() -> dict[str, int]:
    spaces = {space: wide for wide, spaces in widths.SPACES.items() for space in spaces}
    return spaces | _parsed(widths.REGULAR)


@cache
def _table(bold: bool) -> _Table:
    return _Table(_known() | _parsed(widths.BOLD) if bold else _known())


def _parsed(table: str) -> dict[str, int]:
    return {character: int(word[:4]) for word in table.split() for character in word[4:]}


def _slack(text: str, bold: bool) -> float:
    if _ALPHABETIC.match(text) or is_measured(text):
        return 1.0
    return _BOLD_SLACK if bold else _SLACK


@lru_cache(2**14)  # the same words and lines are measured again and again
def _units(text: str, bold: bool) -> int:
    return sum(map(_table(bold).__getitem__, text))


def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        if character == "\ufe0f":
            return _EMOJI_SIGN_EM
        return _MARK_EM if "\u0900" <= character < "\u1ab0" else 0.0
    if ord(character) >= 0x1F000 and ord(character) < 0x20000:
        return _EMOJI_EM
    return _WIDE_EM if unicodedata.east_asian_width(character) in "WF" else _OTHER_EM


def _fits(line: str, limit: int, bold: bool) -> bool:
    return len(line) <= MOST_CHARACTERS and _units(line, bold) <= limit


def _pieces(text: str) -> list[str]:
    """The text cut wherever a line may break."""
    if _ALPHABETIC.match(text):
        return _BREAKS.split(text) if text else []
    pieces, start = [], 0
    for i in range(1, len(text)):
        if _may_break(text[i - 1], text[i]):
            pieces.append(text[start:i])
            start = i
    return [*pieces, text[start:]] if text else []


def _may_break(before: str, after: str) -> bool:
    if after == " " or _joins(before, after):
        return False
    if before == " " or (before in _BREAK_AFTER and after.isalpha()):
        return True
    wide = _is_wide(before) or _is_wide(after)
    return wide and after not in _NOT_AT_LINE_START and before not in _NOT_AT_LINE_END


def _joins(before: str, after: str) -> bool:
    """Whether the two belong to one cluster: a mark on a letter, or a joined emoji."""
    if before < "\u0300" > after:
        return False
    skin_tone = "\U0001f3fb" <= after <= "\U0001f3ff"
    return skin_tone or after in _JOINING or before == "\u200d" or unicodedata.category(after) in ("Mn", "Mc", "Me")


def _is_wide(character: str) -> bool:
    return character > "\u1100" and unicodedata.east_asian_width(character) in "WF"


def _fitting(piece: str, limit: int, bold: bool) -> list[str]:
    """The piece itself, or what a line can hold of it at a time where it is longer than a line."""
    if _fits(piece.rstrip(" "), limit, bold):
        return [piece]
    parts, part = [], ""
    for cluster in _clusters(piece):
        if part and not _fits((part + cluster).rstrip(" "), limit, bold):
            parts.append(part)
            part = ""
        part += cluster
    return [*parts, part]


def _clusters(piece: str) -> list[str]:
    clusters: list[str] = []
    for character in piece:
        joined = clusters and len(clusters[-1]) < 16 and _joins(clusters[-1][-1], character)
        if joined:
            clusters[-1] += character
        else:
            clusters.append(character)
    return clusters


def _cut(lines: list[str], limit: int, bold: bool) -> list[str]:
    """The lines with an ellipsis at the end of the last."""
    last = lines[-1]
    while last and not _fits(last + ELLIPSIS, limit, bold):
        last = last[:-1].rstrip(" ")
    return [*lines[:-1], last + ELLIPSIS]
