"""A map as a nested list in Markdown, for a pull request, an issue or a wiki."""

from collections.abc import Iterator

from argmap.draw.scope import Scope
from argmap.graph import Graph
from argmap.report.blocks import escaped
from argmap.report.outline import READING, Entry, outline, title_of
from argmap.support.assessment import Assessment

DEEPEST = 40  # levels that are indented: deeper lists are hard to read, and numbers tell the rest


def as_markdown_outline(graph: Graph, shown: Scope, support: Assessment | None = None) -> str:
    """The outline of what is shown of a map, as GitHub's Markdown; grades and badges where there is a `support`.

    The words of the map are shown and do nothing. Source: the GitHub Flavored Markdown specification.
    """
    return "\n".join(_lines(graph, shown, support)) + "\n"


def _lines(graph: Graph, shown: Scope, support: Assessment | None) -> Iterator[str]:
    yield f"# {escaped(title_of(graph))}"
    yield ""
    if support:
        yield READING
        yield ""
    for entry in outline(graph, shown, support):
        yield f"{'  ' * min(entry.level, DEEPEST)}- {_item(entry)}"


def _item(entry: Entry) -> str:
    """An entry in one line: what it is in bold, the text, and its sources in italics."""
    marks = f" ({escaped(', '.join(entry.marks))})" if entry.marks else ""
    text = f" {escaped(entry.text)}" if entry.text else ""
    details = f" *{escaped(' '.join(entry.details))}*" if entry.details else ""
    return f"**{escaped(entry.number)} {escaped(entry.kind)}**{marks}:{text}{details}".removesuffix(":")
