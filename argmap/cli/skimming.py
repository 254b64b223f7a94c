"""A map's statements with their outline numbers, as its lines alone tell them: for a shell, which waits at every Tab.

No YAML library is imported, and nothing is checked. What is read is the block form in which maps are written, with
texts in any style; where a line does not fit into it (items in braces that hold others, a file with faults), there are
no numbers at all, rather than wrong ones. Numbers are given as `argmap.graph` gives them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

SIZE_LIMIT = 1 << 20  # bytes of a map that is looked at for its outline: some ten thousand statements
WIDTH = 60  # characters of a text that are shown

_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[A-Za-z][\w-]*)(?P=quote) *:(?: +(?P<value>\S.*)|\s*)")
_DASH = re.compile(r"- +(?=\S)|-\s*$")
_COMMENT = re.compile(r"\s#.*|^#.*")
_HEADER = re.compile(r"[>|][-+0-9]*")
_PAIR = r"([\w-]+): +('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"|[^,{}\[\]'\"]+)"
_PAIRS = re.compile(_PAIR)
_BRACES = re.compile(rf"\{{(?P<body> *{_PAIR}(?: *, *{_PAIR})* *,? *)\}} *(?:#.*)?")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
KINDS = ("claim", "evidence", "assume")


class Skimmed(NamedTuple):
    """A statement: its outline number, its id where it has one, and the beginning of its text."""

    number: str
    id: str
    text: str


class _Lost(Exception):
    """A line that does not fit."""


@dataclass(slots=True)
class _Text:
    """A scalar, as its lines are written."""

    lines: list[str]

    def shown(self) -> str:
        """Its words on one line, without what YAML writes around them."""
        first, *rest = self.lines
        if not _HEADER.match(first):
            rest = [first, *rest]
        words = " ".join(" ".join(rest).split())
        if not _HEADER.match(first):
            quoted = _QUOTED.match(words)
            words = quoted[0][1:-1].replace("''", "'") if quoted else words.split(" #", 1)[0]
        words = _CONTROL.sub(" ", words).strip()
        return words if len(words) <= WIDTH else words[: WIDTH - 1].rstrip() + "…"


@dataclass(slots=True)
class _Block:
    """A mapping or list in the making: the column of its keys or dashes, and the place that waits for a value."""

    column: int
    data: Any
    waits: Any = field(default=None)

    def put(self, value: Any) -> None:
        """Fill the place that waits."""
        if self.waits is None:
            raise _Lost
        if isinstance(self.data, list):
            self.data.append(value)
        else:
            self.data[self.waits] = value
        self.waits = None


def skim(text: str) -> tuple[Skimmed, ...]:
    """The statements of a map's text in the order of the file; none where its lines do not tell."""
    if len(text) > SIZE_LIMIT or "\t" in text:
        return ()
    try:
        root = _read(text.removeprefix("\ufeff"))
        return tuple(_numbered(root))
    except (_Lost, RecursionError):
        return ()


def _read(text: str) -> dict[str, Any]:
    """Mappings, lists and texts, as the indents of the lines tell."""
    stack = [_Block(0, {})]
    owner = -1  # the column past which a line is more of the text above it
    last: _Text | None = None
    for line in text.splitlines():
        bare = line.strip()
        column = len(line) - len(line.lstrip(" "))
        if not bare:
            continue
        if last is not None and column > owner:
            last.lines.append(bare)
            continue
        if bare.startswith("#"):
            continue
        last = None
        while found := _DASH.match(line, column):
            _dashed(stack, column)
            owner, column = column, found.end()
        rest = line[column:].rstrip()
        if not rest:
            continue
        key = _KEY.fullmatch(rest)
        if key is None:
            last = _Text([rest])
            stack[-1].put(last)
            continue
        block = _keyed(stack, column, key["key"])
        value = _COMMENT.sub("", key["value"] or "") if (key["value"] or "").startswith("#") else key["value"]
        if value:
            last, owner = _Text([value]), column
            block.put(last)
    root = stack[0].data
    assert isinstance(root, dict)
    return root


def _dashed(stack: list[_Block], column: int) -> None:
    """A dash at a column: one more item of the list there, which begins with it where there is none."""
    while stack and (stack[-1].column > column or (stack[-1].column == column and stack[-1].waits is None
                                                   and isinstance(stack[-1].data, dict))):  # fmt: skip
        stack.pop()
    if not stack:
        raise _Lost
    block = stack[-1]
    if not (isinstance(block.data, list) and block.column == column):
        made: list[Any] = []
        block.put(made)
        block = _Block(column, made)
        stack.append(block)
    if block.waits is not None:  # an item without anything
        raise _Lost
    block.waits = True


def _keyed(stack: list[_Block], column: int, key: str) -> _Block:
    """A key at a column: one more of the mapping there, which begins with it where there is none."""
    while stack and (stack[-1].column > column or (stack[-1].column == column and isinstance(stack[-1].data, list))):
        stack.pop()
    if not stack:
        raise _Lost
    block = stack[-1]
    if not (isinstance(block.data, dict) and block.column == column):
        made: dict[str, Any] = {}
        block.put(made)
        block = _Block(column, made)
        stack.append(block)
    if block.waits is not None or key in block.data:  # a key without a value, or twice
        raise _Lost
    block.waits = key
    return block


# -- numbers


def _numbered(root: dict[str, Any]) -> Iterator[Skimmed]:
    for number, item in enumerate((*_items(root.get("thesis")), *_items(root.get("claims"))), 1):
        yield from _statement(_parts(item), str(number))[0]


def _items(value: Any) -> list[Any]:
    """The items under a key; one of them where a list may stand is a list of one."""
    if value is None:
        return []
    if isinstance(value, _Text) and value.lines[0].startswith("["):
        raise _Lost
    return value if isinstance(value, list) else [value]


def _parts(item: Any) -> dict[str, Any]:
    """An item as a mapping: a bare text is a claim, and what stands in braces may hold texts alone."""
    if isinstance(item, dict):
        return item
    if not isinstance(item, _Text):
        raise _Lost
    written = " ".join(item.lines)
    if not written.startswith(("{", "[")):
        return {"claim": item}
    found = _BRACES.fullmatch(written)
    if found is None:
        raise _Lost
    return {key: _Text([value]) for key, value in _PAIRS.findall(found["body"])}


def _statement(item: dict[str, Any], number: str) -> tuple[list[Skimmed], int]:
    """A statement with those below it, and the number of the last part directly below it."""
    kind = next((kind for kind in KINDS if kind in item), None)
    if kind is None or not isinstance(item[kind], _Text):
        raise _Lost
    id_ = item["id"].shown() if isinstance(item.get("id"), _Text) else ""
    found, child = [Skimmed(number, id_, item[kind].shown())], 0
    for key in ("because", "but"):
        for below in _items(item.get(key)):
            steps, child = _step(_parts(below), number, number, child)
            found += steps
    return found, child


def _step(item: dict[str, Any], claim: str, above: str, child: int) -> tuple[list[Skimmed], int]:
    """What stands under `because`, `but` or `unless`, and its number below the one above.

    A `see` takes none: it is called by the claim to which the step leads, an undercut's too.
    """
    if isinstance(see := item.get("see"), _Text):
        number, last, found = f"{claim}>{see.shown()}", 0, list[Skimmed]()
    else:
        child += 1
        number = f"{above}.{child}"
        found, last = _members(item, number) if "together" in item else _statement(item, number)
    for below in _items(item.get("unless")):
        steps, last = _step(_parts(below), claim, number, last)
        found += steps
    return found, child


def _members(item: dict[str, Any], number: str) -> tuple[list[Skimmed], int]:
    found, child = list[Skimmed](), 0
    for member in map(_parts, _items(item["together"])):
        if "see" not in member:
            child += 1
            found += _statement(member, f"{number}.{child}")[0]
    return found, child
