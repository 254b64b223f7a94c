"""The parts of a map file with the characters that each takes, and the plain data that each stands for.

Made from the same stream of events as the loader's data, and only of a text that the loader has taken: it knows no
anchors, tags or further documents. The data of a mapping or list is one object that an edit may change in place.
"""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from yaml.events import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent

from argmap.collector import collector_paused
from argmap.load import LOADER


@dataclass(slots=True, eq=False)
class Scalar:
    """A text: `start` to `end` with its quotes or its `>`, without blank lines and comments after it."""

    start: int
    end: int
    style: str  # empty for plain, else ' " | >
    data: str


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values; a block begins at its first key and ends with its last value."""

    start: int
    end: int
    flow: bool
    data: dict[str, Any] = field(default_factory=dict)
    entries: "dict[str, tuple[Scalar, Node]]" = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Sequence:
    """A list; a block begins at its first dash and ends with its last item."""

    start: int
    end: int
    flow: bool
    data: list[Any] = field(default_factory=list)
    items: "list[Node]" = field(default_factory=list)


Node: TypeAlias = Scalar | Mapping | Sequence


@collector_paused()
def tree(text: str) -> Mapping:
    """The parts of a text that the strict reader has taken: a mapping with what stands in it."""
    root: Node | None = None
    stack: list[tuple[Mapping | Sequence, Scalar | None]] = []
    here: Mapping | Sequence | None = None
    key: Scalar | None = None
    for event in iter(LOADER(text).get_event, None):
        kind = type(event)
        if kind is ScalarEvent:
            start, end, style = event.start_mark.index, event.end_mark.index, event.style or ""
            if style in ("|", ">"):
                end = _block_end(text, start, end)
            scalar = Scalar(start, end, style, event.value)
            if key is None and type(here) is Mapping:
                key = scalar
                continue
            node: Node = scalar
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if here is not None:
                stack.append((here, key))
            start = event.start_mark.index
            here = Mapping(start, start, event.flow_style) if kind is MappingStartEvent else Sequence(
                start, start, event.flow_style
            )  # fmt: skip
            key = None
            continue
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            assert here is not None
            node = here
            if node.flow:
                node.end = event.end_mark.index
            here, key = stack.pop() if stack else (None, None)
        else:
            continue
        if type(here) is Mapping:
            assert key is not None
            here.entries[key.data] = (key, node)
            here.data[key.data] = node.data
            here.end = node.end
            key = None
        elif type(here) is Sequence:
            here.items.append(node)
            here.data.append(node.data)
            here.end = node.end
        else:
            root = node
    assert isinstance(root, Mapping)
    return root


def _block_end(text: str, start: int, end: int) -> int:
    """YAML ends a block of text where the next thing begins: the blank lines before that are not its own.

    With `+` they are: all but the end of the last.
    """
    raw = text[start:end]
    header = raw.split("\n", 1)[0].split("#", 1)[0]
    kept = len(raw) if "+" in header else len(raw.rstrip(" \t\r\n"))
    for sign in ("\r\n", "\n", "\r"):
        if "+" in header and raw.endswith(sign):
            return end - len(sign)
    ends = [at for sign in "\r\n" if (at := raw.find(sign, kept)) >= 0]
    return start + min(ends, default=len(raw))
