"""Fonts for what Arimo lacks: those of the extra `fonts`, then this machine's, where the extra is installed.

Arabic, Hebrew and the scripts of India need more than letters: which form a letter takes, and from where a line runs.
HarfBuzz, which fpdf2 asks, knows both; without it nothing is tried. A picture with letters of the machine's own fonts
is the same, byte for byte, on that machine only.
"""

import importlib.util
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

PACKAGES = ("fontpkg_noto_sans_arabic", "fontpkg_noto_sans_devanagari", "fontpkg_noto_sans_thai")
_MOST_FONTS = 2000  # of a machine's, that are looked into
_STYLES = ("bold", "italic", "oblique", "black", "light", "thin", "medium", "condensed", "mono", "serif", "math")
PAIRS = " ()[]{}<>«»‹›"  # which turn with the line
# Of a font, what is kept; the rest is for screens, or has colours.
_TABLES = frozenset(
    ("head", "hhea", "maxp", "OS/2", "hmtx", "cmap", "glyf", "loca", "CFF ", "cvt ", "name", "post", "GDEF", "GSUB")
) | {"GPOS", "fvar", "gvar", "avar", "HVAR", "MVAR", "STAT"}


class Face(NamedTuple):
    """A font file, and the characters that are taken from it; of several fonts in one file, the first is meant."""

    path: Path
    characters: frozenset[str]


class Run(NamedTuple):
    """Letters that run in one direction and are set in one font: the place of its face, or None for Arimo."""

    words: str
    face: int | None
    turned: bool


def can_shape() -> bool:
    """Whether letters can be joined and lines turned."""
    return importlib.util.find_spec("uharfbuzz") is not None


def can_rasterise() -> bool:
    """Whether a page can be made a PNG."""
    return can_shape() and importlib.util.find_spec("pypdfium2") is not None


def faces(characters: str) -> list[Face]:
    """Fonts that have the characters between them, as far as there are any: the first that has one gives it."""
    wanted, found = set(characters), []
    if not wanted or not can_shape():
        return []
    for path in _fonts():
        taken = wanted & _covered(path)
        if taken:
            found.append(Face(path, frozenset(taken)))
            wanted -= taken
        if not wanted:
            break
    return found


def cut(face: Face, others: set[str], folder: Path) -> Path:
    """A font file in `folder` with the characters of a face, and of the `others` those that it has; in regular weight.

    What stands between letters (stops, brackets) may be set in their font.
    """
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    font = TTFont(face.path, fontNumber=0, recalcTimestamp=False)
    unknown = sorted({*font.keys()} - _TABLES)
    cutter = Subsetter(Options(layout_features=["*"], notdef_outline=True, hinting=False, drop_tables=unknown))
    cutter.populate(unicodes=[ord(c) for c in face.characters | others | set(PAIRS)])
    cutter.subset(font)
    if "fvar" in font:
        regular = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": 400}
        font = instantiateVariableFont(font, regular)
    path = folder / f"more-{len(list(folder.iterdir()))}.ttf"
    font.save(path)
    return path


def runs(words: str, more: Sequence[Face], *, turned: bool) -> list[Run]:
    """The runs of a line, from left to right as they stand on the page; `turned` where the line runs to the left.

    The order is that of Unicode's UAX 9.
    """
    from fpdf.bidi import BidiParagraph
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if turned else TextDirection.LTR
    chosen = _chosen(words, more)
    placed = [
        (each.character_index, each.embedding_level % 2 == 1)
        for each in BidiParagraph(text=words, base_direction=base, preserve_bn_chars=True).get_reordered_characters()
    ]
    made = []
    for (face, is_turned), group in groupby(placed, key=lambda pair: (chosen[pair[0]], pair[1])):
        letters = [words[at] for at, _ in group]
        made.append(Run("".join(reversed(letters) if is_turned else letters), face, is_turned))
    return made


def _chosen(words: str, more: Sequence[Face]) -> list[int | None]:
    """The face of each character; what stands between letters keeps the face of the letter before it, if it can."""
    chosen: list[int | None] = []
    for character in words:
        face = next((at for at, each in enumerate(more) if character in each.characters), None)
        before = chosen[-1] if chosen else None
        if face is None and before is not None and not character.isalpha():
            face = before if character in _covered(more[before].path) else None
        chosen.append(face)
    return chosen


def _fonts() -> Iterator[Path]:
    """Every font there is: the extra's, then this machine's, plain ones before bold and slanted ones."""
    for name in PACKAGES:
        if importlib.util.find_spec(name):
            yield from (Path(str(file)) for file in (files(name) / "files").iterdir() if file.name.endswith(".ttf"))
    yield from _of_machine()


@cache
def _of_machine() -> tuple[Path, ...]:
    if not importlib.util.find_spec("find_system_fonts_filename"):
        return ()
    from find_system_fonts_filename import FindSystemFontsFilenameException, get_system_fonts_filename

    try:
        paths = map(Path, get_system_fonts_filename())
    except (FindSystemFontsFilenameException, OSError):  # a system without a list of its fonts
        return ()
    ordered = sorted(paths, key=lambda path: (any(style in path.name.lower() for style in _STYLES), str(path)))
    return tuple(ordered[:_MOST_FONTS])


@cache
def _covered(path: Path) -> frozenset[str]:
    """The characters that a font has an outline for; none where it cannot be read, or has pictures only."""
    from fontTools.ttLib import TTFont, TTLibError

    try:
        with path.open("rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:
            is_drawn = "glyf" in font or "CFF " in font
            return frozenset(map(chr, font.getBestCmap() or ())) if is_drawn else frozenset()
    except (TTLibError, OSError, ValueError, KeyError):
        return frozenset()
