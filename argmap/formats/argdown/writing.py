"""A map as Argdown.

A statement is a statement, its id the title; one without an id has its outline number in brackets for a title where it
needs one. A reason or objection of a single premise without further keys hangs below its claim. Every other step is a
premise-conclusion structure with its keys as data of the inference and its undercuts below it; where it speaks against
something, a conclusion marked `{argmap: against}` stands for the premises together. What only a map has stands in the
frontmatter under `for-argmap`. The official parser reads all of it, and reading it back gives the same map.
"""

import json
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from argmap.formats.argdown.fields import AGAINST, FRONT, KIND, MARK
from argmap.formats.argdown.shortcodes import SHORTCODES
from argmap.formats.shared.carrying import left_out
from argmap.formats.shared.common import Arranged, Made, Options, Placed, in_order
from argmap.formats.shared.features import EVERYTHING, Feature
from argmap.formats.shared.naming import kebab
from argmap.formats.shared.write import map_text
from argmap.graph import Node, Step
from argmap.model import Map, Part, Together
from argmap.problem import Problem, one_line

FEATURES: frozenset[Feature] = EVERYTHING - {"bibliography"}

_DATA = (
    "source", "by", "likelihood", "passage", "note", "allow", "basis", "credibility", "against_interest", "why",
)  # fmt: skip
_STEP = ("strength", "warrant", "granted", "needs")
_MARKS = {"because": "+", "but": "-", "unless": "_"}
_ESCAPED = re.compile(r"[\\\[<{}*_#\t]|/(?=[/*])|=(?===)|(?<= ) |[.:](?=\S)|\((?<=@include\()")
_WORD = re.compile(r"\.(\S+?)\.|:(\S+?):")
_MEANS_MORE = re.compile(r"[\\\[<{}*_#(]|/[/*]|===")
_LINES = re.compile(r"\s*[\r\n]\s*")
_HARMFUL = re.compile(r"=(?===)|@(?=include\()")  # in YAML, where both stand in double quotes alone
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff}@]")


def write(arranged: Arranged, options: Options) -> Made:
    """A map as Argdown, and what of it Argdown cannot hold."""
    writer = _Writer(arranged)
    lost = [*left_out(arranged, FEATURES), *writer.lost()]
    return Made(writer.text(), in_order(lost, [arranged.path]))


class _Writer:
    """The blocks of one map, those that stand at their beginning and those that wait to be written."""

    def __init__(self, arranged: Arranged) -> None:
        self.arranged, self.graph = arranged, arranged.graph
        self.blocks: list[str] = []
        self._written: set[int] = set()  # nodes of which the text stands already
        self._waiting: deque[tuple[Node, list[Step]]] = deque()  # a claim, with steps that could not hang below it
        self._objections: deque[tuple[str, Step]] = deque()  # by title
        self._plain = set(_plain(self.graph.steps))
        self._titles: dict[int, str] = {}
        self._give_titles()
        self._count = 0

    def text(self) -> str:
        """The whole file."""
        graph = self.graph
        roots = [node for node in graph.nodes if node.parent is None and node.at not in graph.theses]
        for node in (*(graph.nodes[at] for at in graph.theses), *roots):
            if node.at not in self._written:
                self._block(self._tree(node, ""))
            self._rest()
        head = _HARMFUL.sub(_by_code, map_text(self._frontmatter()))
        return "\n\n".join([f"===\n{head}===", *self.blocks]) + "\n"

    def lost(self) -> Iterator[Placed]:
        """What is lost in a way of Argdown's own."""
        places = self.arranged.places
        for node in self.graph.nodes:
            name = f"{node.id} “{one_line(node.text)}”"
            if _LINES.search(node.text):
                problem = Problem(*places.at(node.route), f"line breaks of {name}", "a text is one paragraph")
                yield Placed(self.arranged.path, problem)
            if node.item.id is not None and kebab(node.item.id, "claim") != node.item.id:
                problem = Problem(*places.at(node.route), f"the id of {name}", "a number is no title")
                yield Placed(self.arranged.path, problem)

    # -- the frontmatter

    def _frontmatter(self) -> dict[str, Any]:
        map_: Map = self.graph.map
        own: dict[str, Any] = {
            "theses": [self._titles[at] for at in self.graph.theses],
            "apart": [self._titles[node.at] for node in self._unused()],
            "note": map_.note,
            "about": _dumped(map_.about) if map_.about else {},
            "sources": {key: _dumped(source, "cite") for key, source in map_.sources.items()},
        }
        head = {"title": map_.title} if map_.title else {}
        return {**head, FRONT: {key: value for key, value in own.items() if value}}

    def _unused(self) -> Iterator[Node]:
        """What steps lead to and none from, and is no thesis: who sees the text alone would take it for one."""
        leaving = {premise for step in self.graph.steps for premise in step.premises}
        for node in self.graph.nodes:
            is_end = node.parent is None and node.at not in leaving
            if is_end and node.at not in self.graph.theses and (node.reasons or node.objections):
                yield node

    # -- blocks

    def _block(self, lines: Iterator[str]) -> None:
        self.blocks.append("\n".join(lines))

    def _rest(self) -> None:
        """What waits: reconstructions, and what comes after them below the same claim."""
        while self._waiting or self._objections:
            if self._objections:
                title, step = self._objections.popleft()
                said = "a step to " if step.kind == "unless" else ""
                text = f"Against {said}“{one_line(self.graph.nodes[step.to].text)}”."
                end = f"[{title}]: {escaped(text)} {_block({MARK: AGAINST})}"
                self._block(self._reconstruction(step, end))
                continue
            node, steps = self._waiting.popleft()
            if steps[0].at in self._plain:
                self._block(self._further(node, steps))
            else:
                self._block(self._reconstruction(steps[0], f"[{self._titles[node.at]}]"))
                if steps[1:]:
                    self._waiting.appendleft((node, steps[1:]))

    def _further(self, node: Node, steps: list[Step]) -> Iterator[str]:
        """A claim again, with more reasons below it."""
        yield f"[{self._titles[node.at]}]"
        yield from self._below([(step, 1) for step in self._hanging(node, steps)])

    def _tree(self, node: Node, prefix: str) -> Iterator[str]:
        """A statement with all that hangs below it."""
        line, below = self._line(node)
        yield prefix + line
        yield from self._below([(step, 1) for step in below])

    def _below(self, steps: Sequence[tuple[Step, int]]) -> Iterator[str]:
        waiting = list(reversed(steps))
        while waiting:
            step, depth = waiting.pop()
            mark = f"{'  ' * depth}{_MARKS[step.kind]} "
            if step.at not in self._plain:
                yield f"{mark}[{self._objection(step)}]"
                continue
            node = self.graph.nodes[step.premises[0]]
            line, below = self._line(node)
            yield mark + line
            waiting.extend((one, depth + 1) for one in reversed(below))

    def _objection(self, step: Step) -> str:
        """The title of what stands for the premises of an objection or undercut, which is yet to be written."""
        self._count += 1
        title = f"Objection {self._count}"
        self._objections.append((title, step))
        return title

    def _line(self, node: Node) -> tuple[str, list[Step]]:
        """A statement in full where it stands first, with the steps that hang below it; later its title alone."""
        title = self._titles.get(node.at)
        if node.at in self._written:
            return f"[{title}]", []
        self._written.add(node.at)
        parts = [f"[{title}]:"] if title else []
        parts.append(escaped(node.text))
        parts += [f"#{tag}" for tag in node.item.tags]
        data = _data(node)
        steps = self.graph.steps
        reasons = self._hanging(node, [steps[at] for at in node.reasons])
        line = " ".join([*parts, _block(data)] if data else parts)
        return line, [*reasons, *(steps[at] for at in node.objections)]

    def _hanging(self, node: Node, reasons: list[Step]) -> list[Step]:
        """The reasons before the first that is a reconstruction, which waits with those behind it."""
        end = next((at for at, step in enumerate(reasons) if step.at not in self._plain), len(reasons))
        if reasons[end:]:
            self._waiting.append((node, reasons[end:]))
        return reasons[:end]

    def _reconstruction(self, step: Step, end: str) -> Iterator[str]:
        """The premises of a step, its inference, and what it leads to as it is to be written."""
        for number, at in enumerate(step.premises, 1):
            yield from self._tree(self.graph.nodes[at], f"({number}) ")
        fields = {key: value for key in _STEP if (value := getattr(step.item, key, None)) is not None}
        if isinstance(step.item, Together) and step.item.note is not None:
            fields["note"] = step.item.note
        inner = [step.item.scheme or "", _block(fields) if fields else ""]
        yield "\n".join(("--", *filter(None, inner), "--")) if any(inner) else "----"
        yield from self._below([(self.graph.steps[at], 1) for at in step.unless])
        yield f"({len(step.premises) + 1}) {end}"

    # -- titles

    def _give_titles(self) -> None:
        """Each its id; its number in brackets where it has none and stands at the top or is led to from elsewhere."""
        taken = set[str]()
        for node in self.graph.nodes:
            if node.item.id is not None:
                self._titles[node.at] = node.item.id
            elif node.parent is None or not self._plain.issuperset(node.reasons):
                number = node.number if node.number not in taken else f"{node.number}>{node.at}"
                taken.add(number)
                self._titles[node.at] = f"({number})"


def _plain(steps: Iterable[Step]) -> Iterator[int]:
    """The steps that are one premise and nothing else, so that a mark before it says all: Argdown counts them once."""
    seen: set[tuple[str, int, int | None, int]] = set()
    for step in steps:
        item = step.item
        more = len(step.premises) > 1 or isinstance(item, Together) or step.unless
        if more or item.scheme or item.strength or item.warrant or item.granted:
            continue
        key = (step.kind, step.to, step.undercuts, step.premises[0])
        if key not in seen:
            seen.add(key)
            yield step.at


def _data(node: Node) -> dict[str, Any]:
    """What of a statement stands in braces."""
    found: dict[str, Any] = {}
    if node.kind == "assumption":
        found[KIND] = "assumption"
    elif node.kind == "evidence" and not node.cites:
        found[KIND] = "evidence"
    keys = {key for key in _DATA if key in node.item.model_fields_set}
    if keys:
        found |= node.item.model_dump(mode="json", include=keys, by_alias=True, exclude_none=True)
    for key in ("source", "passage"):
        if len(found.get(key, ())) == 1:
            found[key] = found[key][0]
    return {key: value for key, value in found.items() if value not in (None, [], {})}


def _dumped(part: Part, *without: str) -> dict[str, Any]:
    dumped = part.model_dump(mode="json", by_alias=True, exclude_unset=True, exclude=set(without))
    return {key: value for key, value in dumped.items() if value not in (None, [], {})}


def _block(data: Mapping[str, Any]) -> str:
    """Data in braces on one line, with nothing in it that could end it."""
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in data.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return _block(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _HIDDEN.sub(_by_code, json.dumps(value, ensure_ascii=False))


def _by_code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def escaped(text: str) -> str:
    """A text with a backslash before each sign that would mean something in Argdown; line breaks become blanks."""
    text = _LINES.sub(" ", text)
    pieces: list[str] = []
    position = 0
    while match := _ESCAPED.search(text, position):
        at = match.start()
        word = _WORD.match(text, at)
        pieces.append(text[position:at])
        if word and not _MEANS_MORE.search(word[0]) and (word[1] or word[2]) not in SHORTCODES:
            pieces.append(word[0])
            position = word.end()
            continue
        plain = text[at] in ".:" and word is None
        pieces.append(text[at] if plain else f"\\{text[at]}")
        position = at + 1
    return "".join((*pieces, text[position:]))
