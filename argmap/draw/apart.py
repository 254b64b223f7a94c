"""The cards and bars of a drawing, each by itself: for a page that lays them out on its own."""

from collections.abc import Mapping
from functools import lru_cache

from argmap.collector import collector_paused
from argmap.draw.box import face, sized
from argmap.draw.compose import part_lines
from argmap.draw.dot import Box, Drawing
from argmap.draw.label import KEPT
from argmap.draw.layout import Part
from argmap.draw.outline import Frame


@collector_paused()
def apart(drawing: Drawing) -> bytes:
    """An SVG, as UTF-8, of groups like those of a whole picture, but with the corner of each at the origin."""
    groups = (_group(box, drawing.node, drawing.words.get(box.attributes["id"], "")) for box in drawing.boxes)
    return f'<svg class="argmap">\n{"".join(groups)}</svg>\n'.encode()


def _group(box: Box, defaults: Mapping[str, str], words: str) -> str:
    return _drawn(box.name, box.label, tuple(box.attributes.items()), tuple(defaults.items()), words)


# What was drawn once is not drawn again: a map that is watched changes little from save to save.
@lru_cache(KEPT)
def _drawn(
    name: str, label: str, attributes: tuple[tuple[str, str], ...], defaults: tuple[tuple[str, str], ...], words: str
) -> str:
    look, made, wide, high = sized(Box(name, label, dict(attributes)), dict(defaults))
    items = tuple(face(look, made, Frame(0.0, -high, wide, 0.0)))
    return "".join(part_lines(Part(look["id"], f"node {look['class']}", items), words))
