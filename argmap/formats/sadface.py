"""SADFace, the JSON argument format of Simon Wells' tools: atoms, and inferences and conflicts between them.

Atoms become claims, or evidence of the resources that they are taken from; an inference becomes a reason, linked where
it has several premises; a conflict an objection or, against another of these, an undercut. The title, the description
and the main claim go into the map, ids of the map into the metadata of the atoms. Files of versions 0.1 to 0.5 are
read, and what the tools export for Cytoscape.js; 0.5 is written.

SADFace 0.5 writes an attack from the attacked to the attacker, against its own description; other conflicts, and those
of other versions, lead from the attacker. Two atoms in disagreement attack each other.
"""

import json
import re
from collections.abc import Iterator, Sequence
from uuid import UUID, uuid5

from argmap.files import Unreadable
from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import Edge, Interchange, Node, put_reasoning
from argmap.formats.interchange.outgoing import Relations, not_carried, relations
from argmap.formats.reading.json import Json, Object, begins_as_object, read_nodes
from argmap.formats.reading.markup import folded, with_markup, without_markup
from argmap.formats.shared.common import Arranged, Data, File, Made, Options, Placed, Taken
from argmap.formats.shared.draft import Cited, Draft, Statement
from argmap.formats.shared.features import Feature, in_words
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.outline import taken
from argmap.formats.shared.write import printable
from argmap.model import RESERVED
from argmap.problem import one_line

NAME = "sadface"
SUFFIXES = (".sadface.json", ".sadface")
FEATURES: frozenset[Feature] = frozenset(
    {"linked", "objections", "undercuts", "explanations", "shared", "evidence", "schemes", "sources", "uncited", "ids",
     "title"}
)  # fmt: skip
CARRIES = in_words(FEATURES)
VERSION = "0.5"
NAMESPACE = UUID("6f2a6a6e-2f52-5a6e-9d0c-0f8a4c1c7f5e")  # of the ids that are made here
OURS = "argmap"  # under which metadata says what SADFace has no key for
DISAGREEING = 20  # atoms in one disagreement, each of which attacks each other one
NAME_LIMIT = 200  # characters of the name of a resource; the rest is cut
NO_TIME = "1970-01-01T00:00:00"  # the same map makes the same file

_OURS = re.compile(rb'"(?:source_id|target_id|analyst_email|analyst_name|resource_id|resources)"\s*:')
_CYTOSCAPE = re.compile(rb'"type"\s*:\s*"atom"')
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_RANGE = re.compile(r"characters ([0-9]{1,12})-([0-9]{1,12})")
_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def recognises(head: bytes) -> bool:
    return begins_as_object(head) and bool(_OURS.search(head) or _CYTOSCAPE.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in a document, or in several of one model."""
    graph, draft = Interchange(), Draft()
    main: list[str] = []
    documents = []
    for file in files:
        try:
            found = read_nodes(file.raw, "SADFace has nodes, and edges between them")
        except Unreadable as error:
            return Taken(None, problems=(Placed(file.path, error.problem),))
        documents.append(_Document(graph, found, found.value, file.path))
    graph.join()
    for document in documents:
        document.turn_conflicts()
    statements = put_reasoning(graph, draft)
    for document in documents:
        document.put_sources(draft, statements)
        core = document.core
        notes = [core.text(key).strip() for key in ("description", "notes")]
        draft.entitle(without_markup(core.text("title")), "\n".join(filter(None, notes)))
        main.append(core.text("claim"))
        document.say_notes()
    draft.theses.extend(statements[id_] for id_ in dict.fromkeys(main) if id_ in statements)
    return taken(draft, files, graph.left_out)


class _Document:
    """A document of SADFace on its way into a graph."""

    def __init__(self, graph: Interchange, found: Json, top: Object, path: str) -> None:
        self.graph, self.found, self.top, self.path = graph, found, top, path
        core = top.object("metadata").object("core")
        self.core = core or top  # version 0.1 has at the top what later ones have there
        self.atoms: list[Object] = []
        self.conflicts: dict[str, tuple[str, Object]] = {}  # id -> name
        graph.left_out.extend(Placed(path, problem) for problem in found.oddities)
        for name in ("nodes", "edges", "resources"):
            if (value := top.get(name)) is not None and not (
                isinstance(value, list) and len(top.objects(name)) == len(value)
            ):
                self._leave(top, f"`{name}` holds what is no object", "that is left out")
        for one in top.objects("nodes"):
            self._put(one.object("data") if isinstance(one.get("data"), Object) else one)
        for one in top.objects("edges"):
            edge = one.object("data") if isinstance(one.get("data"), Object) else one
            ends = edge.text("source_id", "source"), edge.text("target_id", "target")
            graph.put_edge(Edge(*ends, path, *found.place(one.at)))

    def _leave(self, at: Object, message: str, help_: str) -> None:
        self.graph.left_out.append(Placed(self.path, self.found.problem(at, message, help_)))

    def _put(self, one: Object) -> None:
        id_, type_ = one.text("id"), one.text("type").strip().lower()
        words, place = one.text("text", "content"), self.found.place(one.at)
        if type_ == "atom":
            self.atoms.append(one)
            name = one.object("metadata").object(OURS).text("id") or id_
            self.graph.put_node(Node(id_, "I", words, "", self.path, *place, name=name))
            return
        name = one.text("name") or words
        kind = {"inference": "RA", "conflict": "CA", "scheme": _kind(name)}.get(type_, one.text("type"))
        if kind == "CA":
            self.conflicts[id_] = type_, one
        self.graph.put_node(Node(id_, kind, name, schemes.named(name), self.path, *place))

    def turn_conflicts(self) -> None:
        """Let all conflicts lead from the attacker to the attacked."""
        graph = self.graph
        for id_, (type_, one) in self.conflicts.items():
            node = graph.nodes.get(id_)
            if node is None:
                continue
            before, after = graph.into.get(id_, []), graph.out_of.get(id_, [])
            if type_ == "conflict" and schemes.plain(node.text) == "attack" and len(before) == len(after) == 1:
                what = f"{node} is an attack as SADFace 0.5 writes it: it is read from the attacked to the attacker"
                self._leave(one, what, "where it is the other way round, name it `conflict`")
                self._lead(node, after, before)
            elif not before and len(after) > DISAGREEING:
                self._leave(one, f"{node} is a disagreement of {len(after)} atoms: it is left out", "name fewer")
                self._lead(node, [], [])
                del graph.nodes[id_]
            elif not before and len(after) > 1:
                self._disagree(node, after)

    def _disagree(self, node: Node, atoms: list[Node]) -> None:
        """Make a conflict of one atom with all others for each of them."""
        graph = self.graph
        self._lead(node, atoms[:1], atoms[1:])
        for number, atom in enumerate(atoms[1:], 2):
            again = Node(f"{node.id}/{number}", "CA", node.text, node.scheme, node.path, node.line, node.column)
            graph.nodes[again.id] = again
            self._lead(again, [atom], [one for one in atoms if one is not atom])

    def _lead(self, node: Node, attackers: list[Node], attacked: list[Node]) -> None:
        graph = self.graph
        for one in [*graph.into.pop(node.id, [])]:
            graph.out_of[one.id].remove(node)
        for one in [*graph.out_of.pop(node.id, [])]:
            graph.into[one.id].remove(node)
        for start, end in [*((one, node) for one in attackers), *((node, one) for one in attacked)]:
            graph.into.setdefault(end.id, []).append(start)
            graph.out_of.setdefault(start.id, []).append(end)
            graph.edges.setdefault((start.id, end.id), Edge(start.id, end.id, node.path, node.line, node.column))

    # -- resources

    def put_sources(self, draft: Draft, statements: dict[str, Statement]) -> None:
        """Put the resources into a draft, and cite them where atoms are taken from them."""
        names = Names((*RESERVED, *draft.sources))
        keys: dict[str, str] = {}
        for resource in self.top.objects("resources"):
            content = without_markup(resource.text("content"))
            meta = resource.object("metadata")
            title = without_markup(meta.object("core").text("title"))
            name = printable(one_line(title, NAME_LIMIT) or one_line(content, 80)).strip()
            name = name or f"Resource {one_line(resource.text('id'), 40)}"
            key = meta.object(OURS).text("key")
            key = names.new(key if _KEBAB.fullmatch(key) else kebab(name[:40], "resource"), KEY_LIMIT)
            keys[resource.text("id")] = key
            draft.sources[key] = {"name": name}
            draft.places[key] = self.found.place(resource.at)
            if content not in ("", name):
                what = f"the text of the resource “{one_line(name, 40)}” is left out"
                self._leave(resource, what, "a map points to a text, and holds none")
        for atom in self.atoms:
            statement = statements.get(atom.text("id"))
            for source in atom.objects("sources") if statement is not None else ():
                self._cite(statement, atom, source, keys)

    def _cite(self, statement: Statement | None, atom: Object, source: Object, keys: dict[str, str]) -> None:
        assert statement is not None
        id_ = source.text("resource_id")
        if id_ not in keys:
            what = f"the atom {one_line(atom.text('id'), 40)} is taken from `{one_line(id_, 40)}`, which is no resource"
            self._leave(source, what, "this is left out")
            return
        start, length = source.text("offset"), source.text("length")
        known = start.isdecimal() and length.isdecimal() and len(start) < 12 and len(length) < 12
        where = f"characters {int(start)}-{int(start) + int(length)}" if known and int(length) else ""
        statement.cites.append(Cited(keys[id_], where))
        quoted = without_markup(source.text("text"))
        if quoted not in ("", statement.text):
            what = f"the words “{one_line(quoted, 40)}” that the atom is taken from are left out"
            self._leave(source, what, "a map points to a text, and holds none")

    def say_notes(self) -> None:
        """What else the metadata of the document say."""
        for name in ("analyst_name", "analyst_email"):
            value = self.core.text(name).strip()
            if value and value not in _PLACEHOLDERS:
                self._leave(self.core, f"`{name}` is left out: “{one_line(value)}”", "a map has no such key")
        for name in self.top.object("metadata"):
            if name not in ("core", OURS):
                what = f"the metadata `{one_line(name, 40)}` are left out"
                self._leave(self.top.object("metadata"), what, "another program reads them")


_PLACEHOLDERS = frozenset({"Default Analyst Email", "Default Analyst Name", "A User", "user@email.address"})


def _kind(name: str) -> str:
    """What a scheme is of which the name alone says it."""
    bare = schemes.plain(name)
    return "CA" if any(word in bare for word in ("attack", "conflict", "disagree", "rebut", "undercut")) else "RA"


# -- from a map


def write(arranged: Arranged, options: Options) -> Made:
    """The map as a document of SADFace 0.5."""
    graph = arranged.graph
    title = folded(graph.map.title or "")
    made = relations(
        graph,
        lambda id_: id_ if _UUID.fullmatch(id_) else "",
        lambda number, text: str(uuid5(NAMESPACE, f"{title}\n{number}\n{text}")),
    )
    resources = {key: str(uuid5(NAMESPACE, f"{title}\n{key}")) for key in graph.sources.by_key}
    theses = [made.ids[at] for at in graph.theses]
    core = {
        "analyst_email": "",
        "analyst_name": "",
        "claim": theses[0],
        "created": NO_TIME,
        "description": (graph.map.note or "").strip(),
        "edited": NO_TIME,
        "id": str(uuid5(NAMESPACE, title)),
        "notes": "",
        "title": with_markup(title),
        "version": VERSION,
    }
    whole = {
        "metadata": {"core": core},
        "resources": [_resource(key, id_, graph.sources.name(key)) for key, id_ in resources.items()],
        "nodes": [*_nodes(arranged, made, resources)],
        "edges": [
            {"id": str(uuid5(NAMESPACE, f"{start}\n{end}")), "source_id": start, "target_id": end}
            for start, end in made.edges
        ],
    }
    left_out = not_carried(arranged, made, FEATURES, locates=lambda where: _range(where) != (0, 0), keys=["note"])
    return Made(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", left_out)


def _resource(key: str, id_: str, name: str) -> Data:
    words = with_markup(name)
    return {
        "id": id_,
        "type": "text",
        "content": words,
        "metadata": {"core": {"title": words}, OURS: {"key": key}},
    }


def _nodes(arranged: Arranged, made: Relations, resources: dict[str, str]) -> Iterator[Data]:
    claims = {id_: at for at, id_ in made.ids.items()}
    for node in made.nodes:
        if node.type == "I":
            claim = arranged.graph.nodes[claims[node.id]]
            own = {OURS: {"id": claim.item.id}} if claim.item.id and claim.item.id != node.id else {}
            sources = [_source(resources[cite.key], cite.locator or "") for cite in made.cites[claim.at]]
            yield {
                "id": node.id,
                "type": "atom",
                "text": with_markup(node.text),
                "sources": sources,
                "metadata": {"core": {}, **own},
            }
        else:
            kind = "conflict" if node.type == "CA" else "inference"
            yield {"id": node.id, "type": kind, "name": _name(node), "metadata": {"core": {}}}


def _name(node: Node) -> str:
    """The name of an inference or conflict. No conflict is called `attack`: it would be read the other way round."""
    words = "" if node.text == schemes.DEFAULTS[node.type] else node.text
    if node.type == "MA":
        return f"{schemes.REPHRASE} {words}".rstrip()
    if node.type == "CA" and (not words or schemes.plain(words) in ("attack", "disagree")):
        return "conflict"
    return words or "support"


def _source(resource: str, where: str) -> Data:
    start, end = _range(where)
    return {"resource_id": resource, "text": "", "offset": start, "length": end - start}


def _range(where: str) -> tuple[int, int]:
    """The characters that a locator names; none where it names no range."""
    found = _RANGE.fullmatch(where)
    start, end = (int(found[1]), int(found[2])) if found else (0, 0)
    return (start, end) if start < end else (0, 0)
