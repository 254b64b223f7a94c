"""What formats are given, what they give back, and what several of them share.

From the floor up: `features` lists what a format may be able to carry; `common` says what a format is given and gives
back; `naming` makes names; `signs` are those of outlines written by hand; `markdown` escapes texts for a line, and
reads them, and is light, since reports ask for it too; `carrying` says item by item what a format cannot carry; `write`
writes the text of a map file; `draft` is a graph of statements, `rings` says where its steps lead, and `outline` makes
a map of it; `flat` is a map as records of texts, `network` as nodes and edges.
"""
