"""GraphML: the argument as a network with attributes, for programs that analyse graphs.

What is written here is read back whole. Any other GraphML is read as far as it goes: a node is a statement, with the
text of its attribute `text` or `label`, and an edge a reason unless its attribute `kind` says otherwise.
Source: the GraphML specification, graphml.graphdrawing.org.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from argmap.files import Unreadable
from argmap.formats.reading.xml import Element, XmlReading, read_xml
from argmap.formats.shared.carrying import kept, left_out
from argmap.formats.shared.common import Arranged, File, Made, Options, Taken
from argmap.formats.shared.draft import Cited, Draft, Statement, Step, StepKind
from argmap.formats.shared.features import in_words
from argmap.formats.shared.flat import (
    KINDS,
    SOURCE_KEYS,
    STATEMENT_KEYS,
    STEP_KEYS,
    Record,
    is_id,
    read_source,
    read_statement,
    read_step,
)
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.network import ABOUT_KEYS, FLAGS, NUMBERS, edges, head, vertices
from argmap.formats.shared.network import FEATURES as FEATURES
from argmap.model import RESERVED, UNKNOWN, About
from argmap.problem import one_line

NAME = "graphml"
SUFFIXES = (".graphml",)
CARRIES = in_words(FEATURES)

_HEAD = re.compile(rb"<graphml[\s/>]")
_SPACE = "http://graphml.graphdrawing.org/xmlns"
_MOVES: Mapping[str, StepKind] = {"because": "because", "but": "but", "unless": "unless"}
_OWN = frozenset({"kind", "text", "label", "thesis", "from-unknown", "source-kind", "locator", "unsure"})
_KNOWN = _OWN.union(STATEMENT_KEYS, STEP_KEYS, SOURCE_KEYS)


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


# -- written


def write(arranged: Arranged, options: Options) -> Made:
    """A directed graph, from premises to claims."""
    return Made("\n".join(_lines(arranged)) + "\n", left_out(arranged, FEATURES))


def _lines(arranged: Arranged) -> Iterator[str]:
    graph = arranged.graph
    part = kept(graph, FEATURES)
    nodes = [(one.name, {"kind": one.kind, "text": one.text, **one.attributes}) for one in vertices(graph, part)]
    lines = [(one.tail, one.head, {"kind": one.kind, **one.attributes}) for one in edges(graph, part)]
    above = head(graph)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<graphml xmlns="{_SPACE}">'
    yield from _keys("graph", [above])
    yield from _keys("node", (record for _, record in nodes))
    yield from _keys("edge", (record for *_, record in lines))
    yield '  <graph id="argument" edgedefault="directed">'
    yield from _data("graph", above, "    ")
    for name, record in nodes:
        yield f"    <node id={quoteattr(name)}>"
        yield from _data("node", record, "      ")
        yield "    </node>"
    for tail, end, record in lines:
        yield f"    <edge source={quoteattr(tail)} target={quoteattr(end)}>"
        yield from _data("edge", record, "      ")
        yield "    </edge>"
    yield "  </graph>"
    yield "</graphml>"


def _keys(part: str, records: Iterable[Record]) -> Iterator[str]:
    for name in dict.fromkeys(key for record in records for key in record):
        type_ = "boolean" if name in FLAGS else "int" if name in NUMBERS else "string"
        yield f'  <key id="{part}-{name}" for="{part}" attr.name="{name}" attr.type="{type_}"/>'


def _data(part: str, record: Record, indent: str) -> Iterator[str]:
    for key, value in record.items():
        if value:
            text = escape(value, {"\r": "&#13;"})
            yield f'{indent}<data key="{part}-{key}">{text}</data>'


# -- read


def read(files: Sequence[File], options: Options) -> Taken:
    """The network of a file as a map; only the first graph of it."""
    draft, reading = Draft(no_other=True), XmlReading()
    with reading.within(files[0]):
        _Network(read_xml(files[0].raw), draft, reading).put()
    return reading.taken(draft, files)


class _Vertex(NamedTuple):
    element: Element
    record: Record


class _Network:
    """The nodes and edges of a file on their way to a draft."""

    def __init__(self, root: Element, draft: Draft, reading: XmlReading) -> None:
        self.draft, self.reading = draft, reading
        found = next(root.named("graph"), None)
        if found is None:
            raise Unreadable(root.problem("there is no graph in it", "a GraphML file has a `graph` with nodes"))
        self.graph = found
        self.names = {key.attributes.get("id", ""): key.attributes.get("attr.name", "") for key in root.named("key")}
        for more in list(root.named("graph"))[1:]:
            self.reading.leave(more, "a further graph of the file", "a map is one graph: put it in a file of its own")
        self.nodes = {one.element.attributes.get("id", ""): one for one in self._vertices()}
        self.keys: dict[str, str] = {}  # of the sources, by the name of their node
        self.statements: dict[str, Statement] = {}
        self.steps: dict[str, Step] = {}  # that are nodes
        self.led = set[str]()  # those of them that lead somewhere

    def put(self) -> None:
        """Put the whole into the draft."""
        self._head()
        names = Names(RESERVED)
        for name, one in self.nodes.items():
            kind = one.record.get("kind", "claim")
            if kind == "source":
                self._source(name, one, names)
            elif kind == "step":
                self.steps[name] = self._step(one.element, one.record, "because")
            else:
                self._statement(name, one)
        self._edges()
        for name in self.steps:
            if name not in self.led:
                self.reading.leave(
                    self.nodes[name].element, f"the step `{one_line(name)}`", "no edge leads from it to a claim"
                )

    # -- what stands in the file

    def _vertices(self) -> Iterator[_Vertex]:
        for element in self.graph.named("node"):
            yield _Vertex(element, self._record(element))
            for inner in element.named("graph", "port"):
                name = element.attributes.get("id", "")
                self.reading.leave(inner, f"what is nested in the node `{name}`", "a map is flat")

    def _record(self, element: Element) -> Record:
        record = {}
        for data in element.named("data"):
            key = data.attributes.get("key", "")
            record[self.names.get(key) or key] = "".join(data.texts).strip()
        return record

    def _head(self) -> None:
        record = self._record(self.graph)
        self.draft.title, self.draft.note = record.pop("title", ""), record.pop("note", "")
        about = {key: record.pop(f"about-{key}") for key in ABOUT_KEYS if record.get(f"about-{key}")}
        for key in list(about):
            try:
                About.model_validate({key: about[key]})
            except ValueError:
                self.reading.leave(self.graph, f"`about-{key}` “{one_line(about.pop(key))}”", "it cannot be that")
        self.draft.about = about
        self._strange(self.graph, record, frozenset())

    def _source(self, name: str, one: _Vertex, names: Names) -> None:
        record = dict(one.record)
        key = self.keys[name] = names.new(kebab(name, "source"), KEY_LIMIT)
        known = {**record, "kind": record.get("source-kind", ""), "from": UNKNOWN * ("from-unknown" in record)}
        fields, faults = read_source(record.get("text") or record.get("label") or name, known)
        self.draft.sources[key] = fields
        self.draft.places[key] = (one.element.line, one.element.column)
        self._say(one.element, faults)
        self._strange(one.element, record, frozenset(SOURCE_KEYS) | _OWN)

    def _statement(self, name: str, one: _Vertex) -> None:
        record, element = one.record, one.element
        kind = KINDS.get(record.get("kind", "claim"))
        if kind is None:
            self.reading.leave(
                element, f"the kind “{one_line(record['kind'])}” of `{one_line(name)}`", "it is read as a claim"
            )
            kind = "claim"
        (fields, faults), _ = read_statement(kind, record, "text" if self.draft.about else "mapper")
        statement = Statement(
            record.get("text") or record.get("label") or name,
            kind,
            name=name if is_id(name) else "",
            hint=name,
            fields=fields,
            path=self.reading.path,
            line=element.line,
            column=element.column,
        )
        self.statements[name] = statement
        self.draft.statements.append(statement)
        if record.get("thesis") == "true":
            self.draft.theses.append(statement)
        self._say(element, faults)
        self._strange(element, record, _KNOWN)

    def _step(self, element: Element, record: Record, kind: StepKind) -> Step:
        fields, faults = read_step(record)
        self._say(element, faults)
        self._strange(element, record, frozenset(STEP_KEYS) | _OWN)
        nowhere = Statement("")
        return Step(kind, [], nowhere, fields, self.reading.path, element.line, element.column)

    # -- edges

    def _edges(self) -> None:
        """Edges in the order of the file; a step that is a node stands where its own edge does."""
        found = [_Vertex(element, self._record(element)) for element in self.graph.named("edge")]
        for element, record in found:
            tail, end = element.attributes.get("source", ""), element.attributes.get("target", "")
            if tail not in self.nodes or end not in self.nodes:
                name = tail if tail not in self.nodes else end
                self.reading.leave(element, f"an edge of `{one_line(name)}`, which is no node", "it is left out")
            elif not self._edge(element, record, tail, end):
                what = f"an edge from `{one_line(tail)}` to `{one_line(end)}`: “{one_line(record.get('kind', ''))}”"
                self.reading.leave(element, what, "nothing in a map leads from the one to the other in this way")

    def _edge(self, element: Element, record: Record, tail: str, end: str) -> bool:
        """Take an edge in; whether it means anything."""
        kind = record.get("kind", "because")
        if kind == "from" and tail in self.keys and end in self.keys:
            above = self.draft.sources[self.keys[end]].setdefault("from", [])
            above.append(self.keys[tail])
        elif kind == "source" and tail in self.keys and end in self.statements:
            cited = Cited(self.keys[tail], record.get("locator", ""), record.get("unsure") == "true")
            self.statements[end].cites.append(cited)
        elif kind == "premise" and tail in self.statements and end in self.steps:
            self.steps[end].premises.append(self.statements[tail])
        elif kind in _MOVES and (tail in self.statements or tail in self.steps):
            return self._move(element, record, tail, end, _MOVES[kind])
        else:
            return False
        return True

    def _move(self, element: Element, record: Record, tail: str, end: str, kind: StepKind) -> bool:
        to = self.steps.get(end) if kind == "unless" else self.statements.get(end)
        if to is None or tail in self.led:
            return False
        if tail in self.steps:
            step = self.steps[tail]
            step.kind = kind
            self.led.add(tail)
        else:
            step = self._step(element, record, kind)
            step.premises.append(self.statements[tail])
        step.to = to
        self.draft.steps.append(step)
        return True

    # -- what has no room

    def _strange(self, element: Element, record: Record, known: frozenset[str]) -> None:
        for key in record:
            if key not in known:
                self.reading.leave(
                    element, f"the attribute `{one_line(key)}` “{one_line(record[key])}”", "a map has no such key"
                )

    def _say(self, element: Element, faults: Iterable[str]) -> None:
        for fault in faults:
            self.reading.leave(element, fault, "mend it")
