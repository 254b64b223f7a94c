"""arggraph XML: the short texts of the argumentative microtext corpus (Peldszus and Stede 2016), read.

A text is cut into segments (`edu`), which make up statements (`adu`) of the proponent or of an opponent. Edges support
(`sup`, `exa` by an example), rebut (`reb`) a statement, undercut (`und`) an edge, or add a premise to one (`add`), so
that the two are linked. What an opponent is made to say is tagged `opponent`.
"""

import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from argmap.files import Unreadable
from argmap.formats.reading.xml import Element, XmlReading, read_xml
from argmap.formats.shared.common import Data, File, Options, Taken
from argmap.formats.shared.draft import Draft, Statement, Step, StepKind
from argmap.formats.shared.features import Feature
from argmap.problem import one_line

NAME = "arggraph"
SUFFIXES = (".arggraph.xml", ".xml")
FEATURES: frozenset[Feature] = frozenset({"linked", "objections", "undercuts", "shared", "by", "title"})
CARRIES = "statements of proponent and opponent, support, rebuttals, undercuts, linked premises, examples"

_HEAD = re.compile(rb"<arggraph[\s/>]")
_STEPS: Mapping[str, StepKind] = {
    "sup": "because",
    "exa": "because",
    "reb": "but",
    "und": "unless",
}


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together."""
    draft, reading = Draft(), XmlReading()
    reader = _Reader(draft, reading)
    for file in files:
        with reading.within(file):
            reader.read(file)
    return reading.taken(draft, files)


class _Reader:
    """One graph after the other; ids are those of their file."""

    def __init__(self, draft: Draft, reading: XmlReading) -> None:
        self.draft, self.reading = draft, reading

    def read(self, file: File) -> None:
        root = read_xml(file.raw)
        if root.tag != "arggraph":
            raise Unreadable(root.problem(f"`{one_line(root.tag)}` is no arggraph", "name a file of that format"))
        self.statements: dict[str, Statement] = {}
        self.steps: dict[str, Step] = {}
        topic, stance = (root.attributes.get(name, "") for name in ("topic_id", "stance"))
        known = stance not in ("", "unclear")
        note = f"The text's stance on the topic: {stance}." if known else ""
        self.draft.entitle(topic.replace("_", " ") or root.attributes.get("id", ""), note)
        self._elements(root)
        self._edges([edge for edge in root.named("edge") if edge.attributes.get("type") != "seg"])

    def _elements(self, root: Element) -> None:
        parts = {part.attributes.get("id", ""): part for part in root.named("edu", "joint")}
        inside: dict[str, list[str]] = {}
        for edge in root.named("edge"):
            if edge.attributes.get("type") == "seg":
                inside.setdefault(edge.attributes.get("trg", ""), []).append(edge.attributes.get("src", ""))
        for element in root.named("adu"):
            name = element.attributes.get("id", "")
            if name in self.statements:
                self.reading.problem(element, f"two statements are called `{one_line(name)}`", "give one another id")
                continue
            segments = [segment for part in inside.get(name, ()) for segment in _segments(part, parts, inside)]
            fields: Data = {"tags": ["opponent"]} if element.attributes.get("type") == "opp" else {}
            implied = bool(segments) and all(one.attributes.get("implicit") in ("true", "1") for one in segments)
            fields |= {"by": "mapper" if implied else "text"}
            at = segments[0] if segments else element
            text = " ".join(segment.text for segment in segments)
            self.statements[name] = Statement(
                text, hint=name, fields=fields, path=self.reading.path, line=at.line, column=at.column
            )
        self.draft.statements.extend(self.statements.values())
        self._segments_of_none(root, inside)
        for element in root.parts:
            if element.tag not in ("edu", "joint", "adu", "edge"):
                self.reading.leave(
                    element, f"`{one_line(element.tag)}` is nothing that is read", "see whether it matters"
                )

    def _segments_of_none(self, root: Element, inside: Mapping[str, Sequence[str]]) -> None:
        """Say which segments make up no statement."""
        waiting, met = list(self.statements), set[str]()
        while waiting:
            here = waiting.pop()
            if here not in met:
                met.add(here)
                waiting.extend(inside.get(here, ()))
        for segment in root.named("edu"):
            if segment.attributes.get("id", "") not in met:
                what = f"the segment “{one_line(segment.text, 40)}” makes up no statement"
                self.reading.leave(segment, what, "lead a `seg` edge from it to an `adu`")

    def _edges(self, edges: Sequence[Element]) -> None:
        """Steps of these edges; what speaks against an edge or adds to one waits for it."""
        behind: dict[str, list[Element]] = {}
        for first in edges:
            waiting = deque([first])
            while waiting:
                edge = waiting.popleft()
                target = edge.attributes.get("trg", "")
                if edge.attributes.get("type") in ("und", "add") and target not in self.steps:
                    behind.setdefault(target, []).append(edge)
                elif self._edge(edge):
                    waiting.extend(behind.pop(edge.attributes.get("id", ""), ()))
        for edge in chain.from_iterable(behind.values()):
            target = one_line(edge.attributes.get("trg", ""), 20)
            self.reading.problem(edge, f"the edge leads to `{target}`, which is no edge that is read", "mend its `trg`")

    def _edge(self, edge: Element) -> bool:
        """Whether the edge is a step now, or part of one."""
        kind, name, source, target = (edge.attributes.get(key, "") for key in ("type", "id", "src", "trg"))
        premise = self.statements.get(source)
        to = self.steps.get(target) if kind in ("und", "add") else self.statements.get(target)
        if kind not in ("add", *_STEPS):
            self.reading.leave(
                edge, f"an edge of the type `{one_line(kind, 20)}`", "sup, exa, reb, und, add and seg are read"
            )
        elif premise is None:
            self.reading.problem(
                edge, f"the edge begins at `{one_line(source, 20)}`, which is no statement", "mend its `src`"
            )
        elif to is None:
            self.reading.problem(
                edge, f"the edge leads to `{one_line(target, 20)}`, which is no statement", "mend its `trg`"
            )
        elif name and name in self.steps:
            self.reading.problem(edge, f"two edges are called `{one_line(name, 20)}`", "give one another id")
        elif kind == "add" and isinstance(to, Step):
            to.premises.append(premise)
            self.steps[name] = to
            return True
        else:
            fields = {"scheme": "example"} if kind == "exa" else {}
            step = Step(_STEPS[kind], [premise], to, fields, self.reading.path, edge.line, edge.column)
            self.steps[name] = step
            self.draft.steps.append(step)
            return True
        return False


def _segments(name: str, parts: Mapping[str, Element], inside: Mapping[str, list[str]]) -> Iterator[Element]:
    """The segments behind a name, through the joints that bind several of them."""
    waiting, seen = [name], set[str]()
    while waiting:
        here = waiting.pop()
        if here in seen or here not in parts:
            continue
        seen.add(here)
        if parts[here].tag == "edu":
            yield parts[here]
        waiting.extend(reversed(inside.get(here, [])))
