"""The names and parts of a map's text with the characters that they take, while it is being typed too.

A line that breaks the file is read as if it were blank, so that everything keeps its place and the names of the other
lines stay known.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from yaml import YAMLError

from argmap.editing.tree import Mapping, Node, Scalar, Sequence, tree
from argmap.load import FLOW_LISTS, read_plain
from argmap.model import ITEM_KEYS, UNKNOWN
from argmap.place import Route
from argmap.references import cited_key
from argmap.wording import NO_MAP

What: TypeAlias = Literal["claim", "source", "group"]

BROKEN_LIMIT = 8  # broken lines that are looked past
ITEM_LISTS = ("because", "but", "unless", "together", "thesis", "claims")


class Mention(NamedTuple):
    """A name in the text: of what, whether it is given there, and its characters from `start` up to `end`."""

    what: What
    name: str
    gives: bool
    start: int
    end: int


class Part(NamedTuple):
    """A statement, `together` or `see`, or a source, and the characters that it takes."""

    kind: str  # claim, evidence, assume, together, see or source
    text: str
    name: str  # its id or key; empty where it has none
    route: Route
    start: int
    end: int
    head: Scalar  # the text that tells it: of its claim, of a source's key


class Cite(NamedTuple):
    """A source's key in a bibliography, and its characters from `start` up to `end`."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Index:
    """What a text names, and its parts from the outermost in; `whole` where no line had to be looked past."""

    mentions: tuple[Mention, ...]
    parts: tuple[Part, ...]
    whole: bool
    cites: tuple[Cite, ...] = ()
    bibliography: tuple[str, ...] = ()  # the files as the text names them

    def cite_at(self, offset: int) -> Cite | None:
        """The key in a bibliography at a place of the text."""
        return next((one for one in self.cites if one.start <= offset <= one.end), None)

    def at(self, offset: int) -> Mention | None:
        """The name at a place of the text."""
        return next((one for one in self.mentions if one.start <= offset <= one.end), None)

    def part_at(self, offset: int) -> Part | None:
        """The innermost part around a place of the text."""
        around = [part for part in self.parts if part.start <= offset <= part.end]
        return max(around, key=lambda part: (len(part.route), part.start), default=None)

    def given(self, what: What) -> tuple[str, ...]:
        """The names that the text gives to claims, sources or groups, each once, in its order."""
        return tuple(dict.fromkeys(one.name for one in self.mentions if one.what == what and one.gives))

    def of(self, mention: Mention) -> tuple[Mention, ...]:
        """Every place where the text names the same thing."""
        return tuple(one for one in self.mentions if one[:2] == mention[:2])


def index(text: str) -> Index | None:
    """The index of a text, or None where nothing can be read of it, however many broken lines are looked past."""
    read, whole = text, True
    for _ in range(BROKEN_LIMIT):
        root = _root(read)
        if isinstance(root, Mapping):
            break
        lines = read.split("\n")
        if not 0 < root <= len(lines) or not lines[root - 1].strip():
            return None
        lines[root - 1] = " " * len(lines[root - 1])
        read, whole = "\n".join(lines), False
    else:
        return None
    mentions = sorted(_mentions(read, root), key=lambda one: one.start)
    files = tuple(name.data.strip() for name in _scalars(root, "bibliography"))
    return Index(tuple(mentions), tuple(_parts(root)), whole, tuple(_cites(root)), files)


def _root(text: str) -> Mapping | int:
    """The parts of a text, or the line that breaks it, from 1; 0 where no line alone does."""
    plain = read_plain(text, NO_MAP, FLOW_LISTS)
    if plain.whole and isinstance(plain.data, dict):
        # The strict reader mends what only wants quotes; here each such line is still in the way.
        with suppress(YAMLError, AssertionError):
            return tree(text)
    return min((problem.line for problem in plain.problems), default=0)


def _parts(root: Mapping) -> Iterator[Part]:
    sources = root.entries.get("sources")
    for key, node in sources[1].entries.values() if sources and isinstance(sources[1], Mapping) else ():
        name = node.entries["name"][1] if isinstance(node, Mapping) and "name" in node.entries else node
        text = name.data if isinstance(name, Scalar) else key.data
        yield Part("source", text, key.data, ("sources", key.data), key.start, max(node.end, key.end), key)
    waiting: list[tuple[Route, Node]] = [
        ((key,), root.entries[key][1]) for key in ("claims", "thesis") if key in root.entries
    ]
    while waiting:
        route, node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(((*route, at), item) for at, item in reversed(list(enumerate(node.items))))
        elif isinstance(node, Scalar):
            at = route if isinstance(route[-1], int) else (*route, 0)
            yield Part("claim", node.data, "", at, node.start, node.end, node)
        else:
            if not isinstance(route[-1], int):
                route = (*route, 0)
            if (part := _item(node, route)) is not None:
                yield part
            inside = [key for key in node.entries if key in ITEM_LISTS]
            waiting.extend(((*route, key), node.entries[key][1]) for key in reversed(inside))


def _cites(root: Mapping) -> Iterator[Cite]:
    sources = root.entries.get("sources")
    for _, node in sources[1].entries.values() if sources and isinstance(sources[1], Mapping) else ():
        for scalar in _scalars(node, "cite") if isinstance(node, Mapping) else ():
            yield Cite(scalar.data.strip(), scalar.start, scalar.end)


def _item(node: Mapping, route: Route) -> Part | None:
    kind = next((key for key in ITEM_KEYS if key in node.entries), None)
    if kind is None:
        return None
    key, value = node.entries[kind]
    head = value if isinstance(value, Scalar) else key
    id_ = node.entries["id"][1] if "id" in node.entries else None
    name = id_.data if isinstance(id_, Scalar) else ""
    return Part(kind, head.data if head is value else "", name, route, node.start, node.end, head)


def _mentions(text: str, root: Mapping) -> Iterator[Mention]:
    sources = root.entries.get("sources")
    for key, node in sources[1].entries.values() if sources and isinstance(sources[1], Mapping) else ():
        yield _mention(text, "source", key.data, True, key)
        if isinstance(node, Mapping):
            for scalar in _scalars(node, "from"):
                if scalar.data.strip() != UNKNOWN:
                    yield _mention(text, "source", scalar.data.strip(), False, scalar)
            for scalar in _scalars(node, "group"):
                yield _mention(text, "group", scalar.data.strip(), True, scalar)
    waiting: list[Node] = [root.entries[key][1] for key in ("thesis", "claims") if key in root.entries]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Sequence):
            waiting.extend(node.items)
        elif isinstance(node, Mapping):
            for what, gives, name in (("claim", True, "id"), ("claim", False, "see"), ("source", False, "source")):
                for scalar in _scalars(node, name):
                    called = cited_key(scalar.data)[0] if name == "source" else scalar.data.strip()
                    yield _mention(text, what, called, gives, scalar)  # type: ignore[arg-type]
            waiting.extend(node.entries[key][1] for key in node.entries if key in ITEM_LISTS)


def _scalars(mapping: Mapping, key: str) -> Iterator[Scalar]:
    """The texts under a key; one text where a list may stand is a list of one."""
    node = mapping.entries[key][1] if key in mapping.entries else None
    for one in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(one, Scalar) and one.data.strip():
            yield one


def _mention(text: str, what: What, name: str, gives: bool, scalar: Scalar) -> Mention:
    """A name with the characters that it takes alone, without quotes and without what a citation says besides."""
    begin = text.find(name, scalar.start, scalar.end)
    if begin < 0:  # written with escapes
        return Mention(what, name, gives, scalar.start, scalar.end)
    return Mention(what, name, gives, begin, begin + len(name))
