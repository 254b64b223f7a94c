"""A page as blocks, in a form of its own for a terminal and for Markdown: what is said is written once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import TypeAlias

from argmap.formats.shared import markdown
from argmap.report.ink import PLAIN, WIDTH, Ink, safe, wrapped

GAP = 2  # columns between those of a table
NARROW = 12  # columns that one of a table has at least


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows; the first of a page is the page's."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence or several."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one thing an item."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head; the first column holds names and is the one that gives way where room is short."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Paragraph | Items | Table


def as_terminal(blocks: Sequence[Block], ink: Ink = PLAIN, width: int = WIDTH) -> str:
    """The blocks as text of so many columns."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading) and lines:
            lines.append("")
        lines.extend(_terminal(block, ink, width))
    return "\n".join(lines) + "\n"


def as_markdown(blocks: Sequence[Block]) -> str:
    """The blocks as Markdown with tables (GitHub's)."""
    return "\n\n".join("\n".join(_markdown(block)) for block in blocks) + "\n"


def _terminal(block: Block, ink: Ink, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        words = safe(block.text if block.level == 1 else block.text.upper())
        yield from (ink.paint(line, "bold") for line in wrapped(words, width, "", "  "))
    elif isinstance(block, Paragraph):
        yield from wrapped(safe(block.text), width, "  ", "    ")
    elif isinstance(block, Items):
        for item in block.items:
            yield from wrapped(safe(item), width, "  - ", "    ")
    else:
        yield from _table(block, ink, width)


def _table(table: Table, ink: Ink, width: int) -> Iterator[str]:
    rows = [[safe(cell) for cell in row] for row in (table.head, *table.rows)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(table.head))]
    rest = sum(widths[1:]) + GAP * len(widths)
    widths[0] = max(NARROW, min(widths[0], width - rest))
    for number, row in enumerate(rows):
        first, *more = wrap(row[0], widths[0]) or [""]
        cells = [first, *row[1:]]
        line = "  " + (" " * GAP).join(cell.ljust(size) for cell, size in zip(cells, widths, strict=True)).rstrip()
        yield ink.paint(line, "dim") if number == 0 else line
        yield from ("  " + part for part in more)


def _markdown(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{'#' * block.level} {escaped(block.text)}"
    elif isinstance(block, Paragraph):
        yield escaped(block.text)
    elif isinstance(block, Items):
        yield from (f"- {escaped(item)}" for item in block.items)
    else:
        for number, row in enumerate((block.head, *block.rows)):
            yield f"| {' | '.join(map(escaped, row))} |"
            if number == 0:
                yield f"|{' --- |' * len(row)}"


def escaped(text: str) -> str:
    """Text of a map as Markdown that shows it and does nothing: no link, no HTML, no mention."""
    return markdown.escaped(safe(text))
