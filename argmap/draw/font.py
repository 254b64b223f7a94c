"""The font of the PDF: Arimo, which has Arial's widths, and what it lacks.

graphviz-pure's PNG is drawn with the same family, so that both lack the same characters: most scripts but Latin, Greek
and Cyrillic, and pictographs.
"""

import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from argmap.draw import text

REPLACEMENT = "□"  # as wide as most of what it stands for is taken to be

_WEIGHTS = {"": 400, "B": 700}


def missing(texts: Iterable[str], *, ordered: bool = False) -> str:
    """The characters of the texts that Arimo cannot show, each once, in order of code.

    Letters that run from right to left are among them unless something else has `ordered` them: nothing here does.
    What is never seen (joiners, variation selectors) is not missed.
    """
    odd = {c for words in texts for c in unicodedata.normalize("NFC", words) if not text.is_plain(c)}
    return "".join(sorted(c for c in odd if not _is_unseen(c) and not _is_covered(c, ordered)))


def shown(words: str, lost: str) -> str:
    """The words as Arimo can show them: composed, a box for each letter of the `lost`, without what is never seen."""
    return "".join(_shown(c, lost) for c in unicodedata.normalize("NFC", words))


def cut_faces(characters: set[str], folder: Path) -> dict[str, Path]:
    """Font files in `folder` with those characters only: regular under "", bold under "B". The same bytes each time."""
    # fontTools has no stubs.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    paths = {}
    with as_file(_file()) as source:
        for style, weight in _WEIGHTS.items():
            face = TTFont(source, recalcTimestamp=False)
            cutter = Subsetter(Options(layout_features=[], notdef_outline=True, hinting=False))
            cutter.populate(unicodes=[ord(c) for c in characters])
            cutter.subset(face)
            paths[style] = folder / f"arimo-{weight}.ttf"
            instantiateVariableFont(face, {"wght": weight}).save(paths[style])
    return paths


def _shown(character: str, lost: str) -> str:
    if character in lost:
        return "" if unicodedata.category(character) in ("Mn", "Me") else REPLACEMENT  # a mark goes with its letter
    return "" if _is_unseen(character) else character


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _is_covered(character: str, ordered: bool) -> bool:
    return ord(character) in _covered() and (ordered or unicodedata.bidirectional(character) not in ("R", "AL"))


@cache
def _covered() -> frozenset[int]:
    from fontTools.ttLib import TTFont

    with as_file(_file()) as source, TTFont(source, lazy=True) as face:
        return frozenset(face.getBestCmap())


def _file() -> Traversable:
    return files("fontpkg_arimo") / "files" / "Arimo[wght].ttf"
