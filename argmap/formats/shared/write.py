"""The text of a map file, from plain data: what the strict reader reads back is what was given."""

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.scalars import FORBIDDEN, scalar

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """A text with a replacement character for each control character and lone surrogate, which no map may hold."""
    return FORBIDDEN.sub(REPLACEMENT, text)


def map_text(data: Mapping[str, Any], comment: str = "") -> str:
    """A YAML file of mappings, lists, texts and numbers, its keys in their order; `comment` stands above it.

    Texts must be `printable`. A mapping or list that is empty is left out together with its key.
    """
    first = [f"# {line}" for line in comment.splitlines()]
    return "\n".join([*first, *_lines(data)]) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    """One loop instead of calls that call themselves: a map may be nested deeper than a stack of generators likes.

    What waits is an indent, a first mark (`- ` for an item of a list) and the key and value that follow it.
    """
    waiting: list[tuple[str, str, str | None, Any]] = [("", "", *pair) for pair in reversed(list(data.items()))]
    while waiting:
        indent, mark, key, value = waiting.pop()
        head = f"{indent}{mark}" if key is None else f"{indent}{mark}{scalar(key)}:"
        below = indent + " " * len(mark)
        if isinstance(value, dict) and key is None:
            # The first key of an item stands behind its dash.
            pairs = [pair for pair in value.items() if not _empty(pair[1])]
            waiting.extend((below, "", *pair) for pair in reversed(pairs[1:]))
            waiting.extend((indent, mark, *pair) for pair in pairs[:1])
        elif isinstance(value, dict):
            if not _empty(value):
                yield head
                waiting.extend((below + "  ", "", *pair) for pair in reversed(list(value.items())))
        elif isinstance(value, list | tuple):
            if not _empty(value):
                yield head
                waiting.extend((below, "- ", None, item) for item in reversed(value))
        else:
            yield f"{head}{'' if key is None else ' '}{scalar(value)}"


def _empty(value: Any) -> bool:
    return not value and isinstance(value, dict | list | tuple)
