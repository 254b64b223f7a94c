"""The blocks of data in braces and the frontmatter: YAML, of which only mappings, lists and texts are taken.

Read from PyYAML's events with a builder of our own, as map files are: no tags, no aliases, limited in depth.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import yaml

from argmap.load import LOADER

Value: TypeAlias = Any  # a text, None, a list of values, or a mapping from texts to values

DEPTH_LIMIT = 30
_BLOCK = re.compile(r"\{[ \t]*(?:\n\r|\n)")
_FLAT = re.compile(r'\{\s*([A-Za-z][\w-]*):\s+(?:"([^"\\\r\n]*)"|([A-Za-z][\w /-]*))\s*\}')  # most blocks are as plain
_GLUED = re.compile(r"([\w-]+):(\S.*)", re.DOTALL)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


class Wrong(Exception):
    """A block cannot be read: how far in it, in characters, what, what to do."""


class Slip(NamedTuple):
    """Something in a block that Argdown passes over: how far in it, what, what to do."""

    at: int
    message: str
    help: str


def read_block(block: str) -> tuple[dict[str, Value], list[Slip]]:
    """The data of a block with its braces. Raises `Wrong`."""
    flat = _FLAT.fullmatch(block)
    if flat and (flat[3] is None or flat[3] not in _WORDS):
        return {flat[1]: flat[2] if flat[2] is not None else flat[3].strip()}, []
    opening = _BLOCK.match(block)
    if opening:
        # The first line keeps its length, so that places stay what they were.
        return read_yaml(" " * (opening.end() - 1) + block[opening.end() - 1 : block.rindex("}")])
    return read_yaml(block)


def read_yaml(text: str) -> tuple[dict[str, Value], list[Slip]]:
    """The mapping in a YAML text; empty where there is nothing. Raises `Wrong`."""
    slips: list[Slip] = []
    try:
        value = _built(yaml.parse(text, Loader=LOADER), slips)
    except yaml.MarkedYAMLError as error:
        mark: Any = error.problem_mark or error.context_mark  # its type says that it has no index
        what = f"this is not YAML: {error.problem or error.context}"
        raise Wrong(mark.index if mark else 0, what, "put a text with signs in it in quotes") from None
    except yaml.reader.ReaderError as error:
        raise Wrong(error.position, "a control character stands here", "take it out") from None
    if value is None:
        return {}, slips
    if not isinstance(value, dict):
        raise Wrong(0, "this is no mapping", "write `key: value`, with a blank behind the colon")
    return value, slips


def _built(events: Iterator[yaml.Event], slips: list[Slip]) -> Value:
    """The first document of a stream of events."""
    open_: list[tuple[Any, list[tuple[str, int]]]] = []  # mappings and lists, with the keys that wait for a value
    for event in events:
        mark: Any = event.start_mark  # every event of a text has one
        at = mark.index
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Wrong(at, "this is YAML's mark of an anchor", "put the text in quotes")
        if getattr(event, "tag", None) and not isinstance(event, yaml.DocumentEndEvent):
            raise Wrong(at, "this is YAML's mark of a type", "put the text in quotes")
        if isinstance(event, yaml.ScalarEvent):
            value: Value = None if not event.style and event.value in _NOTHING else event.value
            if open_ and isinstance(open_[-1][0], dict) and not open_[-1][1]:
                open_[-1][1].append((event.value, at))
                continue
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            if open_ and isinstance(open_[-1][0], dict) and not open_[-1][1]:
                raise Wrong(at, "a key is a list or mapping", "a key is a text")
            if len(open_) >= DEPTH_LIMIT:
                raise Wrong(at, "the data are nested too deep", "make them flatter")
            open_.append(({} if isinstance(event, yaml.MappingStartEvent) else [], []))
            continue
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            value, _ = open_.pop()
        else:
            continue
        if not open_:
            return value
        _put(open_[-1], value, at, slips)
    return None


def _put(open_: tuple[Any, list[tuple[str, int]]], value: Value, at: int, slips: list[Slip]) -> None:
    holder, waiting = open_
    if isinstance(holder, list):
        holder.append(value)
        return
    key, at = waiting.pop()
    glued = _GLUED.fullmatch(key) if value is None else None
    if glued:
        slips.append(Slip(at, f"`{key}` is a key without a value to Argdown", "a blank goes behind the colon"))
        key, value = glued[1], glued[2].strip("\"'")
    if key in holder:
        raise Wrong(at, f"`{key}` stands twice", "keep one of them")
    holder[key] = value
