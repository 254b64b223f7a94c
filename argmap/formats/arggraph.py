"""arggraph XML: the short texts of the argumentative microtext corpus (Peldszus and Stede 2016), read.

A text is cut into segments (`edu`), which make up statements (`adu`) of the proponent or of an opponent. Edges support
(`sup`, `exa` by an example), rebut (`reb`) a statement, undercut (`und`) an edge, or add a premise to one (`add`), so
that the two are linked. What an opponent is made to say is tagged `opponent`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from argmap.formats.reading.xml import Element, read_xml
from argmap.formats.shared.common import Data, File, Options, Placed, Taken, in_order
from argmap.formats.shared.draft import Draft, Statement, Step, taken
from argmap.formats.shared.features import Feature
from argmap.load import Unreadable
from argmap.problem import Problem, one_line

NAME = "arggraph"
SUFFIXES = (".arggraph.xml", ".xml")
FEATURES: frozenset[Feature] = frozenset({"linked", "objections", "undercuts", "shared", "by", "title"})
CARRIES = "read only: statements of proponent and opponent, support, rebuttals, undercuts, linked premises, examples"

_HEAD = re.compile(rb"<arggraph[\s/>]")
_STEPS: Mapping[str, Literal["because", "but", "unless"]] = {
    "sup": "because",
    "exa": "because",
    "reb": "but",
    "und": "unless",
}


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together."""
    draft = Draft()
    reader = _Reader(draft)
    for file in files:
        try:
            reader.read(file)
        except Unreadable as error:
            reader.problems.append(Placed(file.path, error.problem))
    if reader.problems:
        return Taken(None, problems=in_order(reader.problems, [file.path for file in files]))
    return taken(draft, files, reader.left_out)


class _Reader:
    """One graph after the other; ids are those of their file."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []

    def read(self, file: File) -> None:
        root = read_xml(file.raw)
        if root.tag != "arggraph":
            raise Unreadable(root.problem(f"`{one_line(root.tag)}` is no arggraph", "name a file of that format"))
        self.path = file.path
        self.texts: dict[str, list[Element]] = {}  # of a statement or joint: its segments
        self.statements: dict[str, Statement] = {}
        self.steps: dict[str, Step] = {}
        topic, stance = (root.attributes.get(name, "") for name in ("topic_id", "stance"))
        self.draft.title = self.draft.title or topic.replace("_", " ") or root.attributes.get("id", "")
        if stance and stance != "unclear":
            self.draft.note = f"The text's stance on the topic: {stance}."
        self._elements(root)
        edges = [edge for edge in root.named("edge") if edge.attributes.get("type") != "seg"]
        self._edges([edge for edge in edges if edge.attributes.get("type") not in ("und", "add")])
        self._edges([edge for edge in edges if edge.attributes.get("type") == "und"])
        self._edges([edge for edge in edges if edge.attributes.get("type") == "add"])

    def _elements(self, root: Element) -> None:
        parts = {part.attributes.get("id", ""): part for part in root.named("edu", "joint")}
        inside: dict[str, list[str]] = {}
        for edge in root.named("edge"):
            if edge.attributes.get("type") == "seg":
                inside.setdefault(edge.attributes.get("trg", ""), []).append(edge.attributes.get("src", ""))
        for element in root.named("adu"):
            name = element.attributes.get("id", "")
            if name in self.statements:
                self._problem(element, f"two statements are called `{one_line(name)}`", "give one another id")
                continue
            segments = [segment for part in inside.get(name, ()) for segment in _segments(part, parts, inside)]
            fields: Data = {"tags": ["opponent"]} if element.attributes.get("type") == "opp" else {}
            implied = bool(segments) and all(one.attributes.get("implicit") in ("true", "1") for one in segments)
            fields |= {"by": "mapper" if implied else "text"}
            at = segments[0] if segments else element
            text = " ".join(segment.text for segment in segments)
            self.statements[name] = Statement(
                text, hint=name, fields=fields, path=self.path, line=at.line, column=at.column
            )
        self.draft.statements.extend(self.statements.values())
        for element in root.parts:
            if element.tag not in ("edu", "joint", "adu", "edge"):
                self._leave(element, f"`{one_line(element.tag)}` is nothing that is read", "see whether it matters")

    def _edges(self, edges: list[Element]) -> None:
        """Steps of these edges; an undercut of an undercut waits for it."""
        waiting = edges
        while waiting:
            later = [edge for edge in waiting if not self._edge(edge)]
            if len(later) == len(waiting):
                for edge in later:
                    target = one_line(edge.attributes.get("trg", ""))
                    self._problem(edge, f"the edge leads to `{target}`, which is not there", "mend its `trg`")
                return
            waiting = later

    def _edge(self, edge: Element) -> bool:
        """Whether the edge could be read, or never will be."""
        kind, source, target = (edge.attributes.get(name, "") for name in ("type", "src", "trg"))
        premise = self.statements.get(source)
        if premise is None:
            self._problem(edge, f"the edge begins at `{one_line(source)}`, which is not there", "mend its `src`")
            return True
        if kind == "add":
            step = self.steps.get(target)
            if step is not None:
                step.premises.append(premise)
            return step is not None
        if kind not in _STEPS:
            self._leave(edge, f"an edge of the type `{one_line(kind)}`", "sup, exa, reb, und, add and seg are read")
            return True
        to = self.steps.get(target) if kind == "und" else self.statements.get(target)
        if to is None:
            return False
        fields = {"scheme": "example"} if kind == "exa" else {}
        step = Step(_STEPS[kind], [premise], to, fields, self.path, edge.line, edge.column)
        self.steps[edge.attributes.get("id", "")] = step
        self.draft.steps.append(step)
        return True

    def _problem(self, element: Element, what: str, help_: str) -> None:
        self.problems.append(Placed(self.path, element.problem(what, help_)))

    def _leave(self, element: Element, what: str, help_: str) -> None:
        self.left_out.append(Placed(self.path, Problem(element.line, element.column, what, help_)))


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
