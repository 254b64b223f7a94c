"""Drawing: a graph becomes DOT text, and DOT text becomes a picture.

The floors, lowest first; a module imports only from those above it in this list:

widths     how wide each letter of Arial is
text       words cleaned, measured, wrapped, escaped
scope      how much of a map is drawn
card       one statement as a card
badges     what an audit found, as words for a card
weak       the part of a map that is weak
legend     what the lines, cards and tints mean
dot        graph -> DOT text, without running anything
mermaid    graph -> Mermaid text
split      a large map as several drawings
engine     finds and runs a layout program
font       the font of the PDF, and what it lacks
fallback   fonts for what it lacks, of an extra and of the machine
layout     what an engine drew, as values
heading    the map's title over its picture
outline    the outlines of cards, the heads of lines
label      the labels of cards, laid out here
box        a card or bar by itself, measured and drawn
tidy       where the boxes of a tree go
route      ways past the cards for all other lines
tree       a layout of our own, of those five
svg, pdf   those two formats, finished
compose    the SVG of a layout of our own
apart      cards and bars without a layout
render     DOT text -> SVG, PNG or PDF, with notes on what was lost

`argmap.draw.dot.draw` makes the drawing, `picture` the bytes. Whatever is slow to import waits until it is used.
"""

from argmap.draw.engine import EngineError
from argmap.draw.render import ENGINES, FORMATS, Picture, picture

__all__ = ["ENGINES", "FORMATS", "EngineError", "Picture", "picture"]
