"""Graphviz DOT: the argument as a network with attributes, for programs that read graphs.

This is the data, not the drawing: `argmap render` draws. Every text stands in quotes, in which backslashes are doubled,
as Graphviz wants them in labels. Source: "The DOT Language", graphviz.org.
"""

from collections.abc import Iterator, Mapping

from argmap.formats.shared.carrying import kept, left_out
from argmap.formats.shared.common import Arranged, Made, Options
from argmap.formats.shared.features import in_words
from argmap.formats.shared.network import FEATURES as FEATURES
from argmap.formats.shared.network import edges, head, vertices

NAME = "dot"
SUFFIXES = (".dot", ".gv")
CARRIES = in_words(FEATURES)


def write(arranged: Arranged, options: Options) -> Made:
    """A directed graph, from premises to claims."""
    return Made("\n".join(_lines(arranged)) + "\n", left_out(arranged, FEATURES))


def _lines(arranged: Arranged) -> Iterator[str]:
    graph = arranged.graph
    part = kept(graph, FEATURES)
    yield "digraph argument {"
    yield from (f"  {_name(key)}={quoted(value)}" for key, value in head(graph).items())
    for vertex in vertices(graph, part):
        yield f"  {quoted(vertex.name)} {_attributes({'kind': vertex.kind, 'label': vertex.text, **vertex.attributes})}"
    for edge in edges(graph, part):
        ends = f"{quoted(edge.tail)} -> {quoted(edge.head)}"
        yield f"  {ends} {_attributes({'kind': edge.kind, 'label': edge.kind, **edge.attributes})}"
    yield "}"


def _attributes(attributes: Mapping[str, str]) -> str:
    return f"[{', '.join(f'{_name(key)}={quoted(value)}' for key, value in attributes.items())}]"


def _name(key: str) -> str:
    """DOT's bare names have no hyphens."""
    return key.replace("-", "_")


def quoted(text: str) -> str:
    """A text as DOT's quoted string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r\n", "\n")
    return '"' + escaped.replace("\n", "\\n").replace("\r", "\\n") + '"'
