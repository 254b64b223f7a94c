"""The scripts of the page: one a thing, joined in a fixed order into the one that a page runs.

All stand in one scope, from the ground up: what one declares the later ones use, and only `start` does anything when
it is read. Where an act has to draw what was drawn before (a button of the panel withdraws a source, and the panel
tells what falls), the drawing file names a function of `acts`, which is called later.

elements   making elements, wording texts; the live page's script has these too
page       the parts of the page that are filled
map        the map as a graph, as explore.py gives it
folds      which statements are shown
loss       what the withdrawal of sources comes to
cards      cards and bars, copied from the still picture
items      what is drawn, as a tree
tidy       where a tidy tree puts it
lines      the lines between, heads and words
scene      all of it drawn
view       pan, zoom and fit
marks      selection, hits and changes on the cards
lineage    sources over those that they repeat
passages   the reader's own text
panel      what is told beside the map
acts       what a reader does
search     statements and sources by their words
pointers   mouse, finger and wheel
clicks     tools, cards and links
keys       the keyboard
place      where the reader is, kept over a change of the map
start      the beginning
"""

from functools import cache
from importlib.resources import files

PAGE = (
    *("elements", "page", "map", "folds", "loss", "cards", "items", "tidy", "lines", "scene", "view", "marks"),
    *("lineage", "passages", "panel", "acts", "search", "pointers", "clicks", "keys", "place", "start"),
)


@cache  # the live page has it at every save
def page_script() -> str:
    """The script that makes a page's diagram a map to explore."""
    return joined(*map(script, PAGE))


def script(name: str) -> str:
    """One of the files, by its name."""
    return files("argmap.report.scripts").joinpath(f"{name}.js").read_text("utf-8")


def joined(*scripts: str) -> str:
    """Scripts as one, whose names nobody outside sees."""
    return '"use strict";\n(() => {\n' + "\n".join(scripts) + "})();\n"
