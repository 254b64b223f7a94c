"""A map as a nested list in Markdown, for a pull request, an issue or a wiki."""

from collections.abc import Iterator

from argmap.draw.scope import Scope
from argmap.graph import Graph
from argmap.report.blocks import escaped
from argmap.report.outline import READING, Entry, outline, title_of
from argmap.support.assessment import Assessment

DEEPEST = 40  # levels that are indented: what is deeper is hard to read, and says its level


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
    deep = (f"level {entry.level}",) if entry.level > DEEPEST else ()
    marks = escaped(", ".join((*entry.marks, *deep)))
    what = f"**{escaped(f'{entry.number} {entry.kind}')}**" + (f" {marks}" if marks else "")
    said = [escaped(entry.text), *([f"*{escaped(' '.join(entry.details))}*"] if entry.details else [])]
    return f"{what}: {' '.join(filter(None, said))}" if any(said) else what
