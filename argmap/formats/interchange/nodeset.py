"""A node set, as AIFdb and the tools around it write one in JSON: read into a graph, and written from a map.

AIFdb's own form and xAIF are two wrappings of it: the first has the names of schemes in the nodes, the second has their
numbers beside them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import Edge, Interchange, Node, Record, put_reasoning
from argmap.formats.interchange.outgoing import not_carried, relations, utterances
from argmap.formats.interchange.utterances import ASSERTING, Dialogue, Utterance, locates, person_number
from argmap.formats.reading.json import Json, Object
from argmap.formats.reading.markup import folded, with_markup
from argmap.formats.shared.common import Arranged, Data, File, Placed, Taken
from argmap.formats.shared.draft import Draft
from argmap.formats.shared.features import Feature
from argmap.formats.shared.outline import taken
from argmap.formats.shared.write import printable
from argmap.problem import Problem, one_line

FEATURES: frozenset[Feature] = frozenset(
    {"linked", "objections", "undercuts", "explanations", "shared", "evidence", "schemes", "sources"}
)

NAME_LIMIT = 200  # characters of a name; the rest is cut
_NUMBERED = re.compile(r"i([0-9]+(?:-[0-9]+)?)")


def put_file(
    graph: Interchange, json: Json, top: Object, path: str, scheme_numbers: dict[str, str] | None = None
) -> None:
    """Put what stands in an object with nodes and edges into a graph.

    `scheme_numbers` are by node id, where they stand apart from the nodes.
    """
    graph.left_out.extend(Placed(path, problem) for problem in json.oddities)
    for name in ("nodes", "edges", "locutions", "participants"):
        if (value := top.get(name)) is not None and not (
            isinstance(value, list) and len(top.objects(name)) == len(value)
        ):
            problem = json.problem(top, f"`{name}` holds what is no object", "that is left out")
            graph.left_out.append(Placed(path, problem))
    for one in top.objects("nodes"):
        id_ = one.text("nodeID")
        graph.put_node(_node(one, id_, path, json.place(one.at), (scheme_numbers or {}).get(id_, "")))
    for one in top.objects("edges"):
        graph.put_edge(Edge(one.text("fromID"), one.text("toID"), path, *json.place(one.at)))
    for one in top.objects("locutions"):
        place = json.place(one.at)
        start = one.text("start") if locates(one.text("start")) else ""
        graph.records.append(Record(one.text("nodeID"), one_line(one.text("personID")), start, path, *place))
        known = ("end", "source") if start else ("start", "end", "source")
        if more := [f"{name} “{one_line(one.text(name))}”" for name in known if one.text(name)]:
            problem = Problem(*place, f"{' and '.join(more)} of a locution is left out", "a map has no place for it")
            graph.left_out.append(Placed(path, problem))
    for one in top.objects("participants"):
        name = " ".join(filter(None, (one.text("firstname").strip(), one.text("surname").strip())))
        if name and one.text("participantID"):
            graph.people[one_line(one.text("participantID"))] = one_line(printable(name), NAME_LIMIT)


def _node(one: Object, id_: str, path: str, place: tuple[int, int], number: str) -> Node:
    type_, text = one.text("type").strip().upper(), one.text("text")
    number = one.text("schemeID") or number
    given = (one.text("scheme"), schemes.by_number(number))
    if type_ in ("I", "L"):
        scheme = schemes.named(one.text("scheme"))
    else:
        scheme = schemes.named(given[0], text, "" if given[0] else given[1])
    return Node(id_, type_, text, scheme, path, *place, name=f"i{id_}")


def taken_from(graph: Interchange, files: Sequence[File], title: str = "", main: Sequence[str] = ()) -> Taken:
    """The map of a graph that holds all of its files; `main` are the ids of its main claims, where it names them."""
    draft = Draft(title)
    graph.join()
    dialogue = Dialogue(graph)
    statements = put_reasoning(graph, draft)
    notes = dialogue.put(draft, statements)
    draft.theses.extend(statements[id_] for id_ in dict.fromkeys(main) if id_ in statements)
    found = taken(draft, files, graph.left_out)
    return replace(found, notes=(*found.notes, *notes))


class NodeSet:
    """The parts of a node set that holds a map: nodes, edges, locutions, participants.

    Whoever a claim is cited from asserts it in a locution. Text begins with the name of the speaker, as AIFdb has it.
    """

    def __init__(self, arranged: Arranged, *, sessions: bool) -> None:
        """`sessions` is whether the id of a node may be two numbers, as in xAIF."""
        self.graph, self.arranged = arranged.graph, arranged
        self.made = relations(self.graph, lambda id_: _kept(id_, sessions), lambda number, _: str(number))
        self.nodes = [*self.made.nodes]
        self.edges = [*self.made.edges]
        self.locutions: list[Data] = []
        self.people: dict[str, str] = {}  # name -> number
        self._numbers = _free(node.id for node in self.nodes)
        self._people_numbers = _free(person_number(source.name) for source in self.graph.sources.by_key.values())
        for node in self.graph.nodes:
            if node.at in self.made.ids:
                cites = self.made.cites[node.at]
                where = {folded(self.graph.sources.name(cite.key)).casefold(): cite.locator or "" for cite in cites}
                for one in utterances(self.graph, node, cites):
                    placed = one.placed(where.get(one.speaker.casefold(), ""))
                    self._utter(self.made.ids[node.at], placed)

    def left_out(self) -> tuple[Placed, ...]:
        """What of the map is not written."""
        return not_carried(self.arranged, self.made, FEATURES, tells=True, locates=locates)

    def participants(self, number: type[int] | type[str]) -> list[Data]:
        """Who speaks: first names, and the last one."""
        named = ((id_, *name.rpartition(" ")) for name, id_ in self.people.items() if not person_number(name))
        return [{"participantID": number(id_), "firstname": first, "surname": last} for id_, first, _, last in named]

    def _utter(self, statement: str, one: Utterance) -> None:
        """Write an utterance."""
        if one.recorded:
            self._record(statement, one)
            return
        locution = self._locution(one, statement, one.force)
        if one.through:
            self._locution(Utterance(one.through, ASSERTING, f"{one.speaker} : {one.words}"), locution, ASSERTING)

    def _locution(self, one: Utterance, end: str, force: str) -> str:
        """A locution that leads to a node through an illocution; its id."""
        locution, illocution = next(self._numbers), next(self._numbers)
        named = one.speaker and not person_number(one.speaker)
        self.nodes.append(Node(locution, "L", f"{one.speaker} : {one.words}" if named else one.words))
        self.nodes.append(Node(illocution, "YA", force, schemes.written_name("YA", force)))
        self.edges += [(locution, illocution), (illocution, end)]
        if one.speaker:
            self._record(locution, one)
        return locution

    def _record(self, node: str, one: Utterance) -> None:
        record = {"nodeID": node, "personID": self._person(one.speaker)}
        self.locutions.append({**record, "start": one.start or None, "end": None, "source": None})

    def _person(self, name: str) -> str:
        if name not in self.people:
            self.people[name] = person_number(name) or next(self._people_numbers)
        return self.people[name]


def _free(taken: Iterable[str]) -> Iterator[str]:
    """Numbers that are not taken."""
    used = frozenset(taken)
    return (str(number) for number in count(1) if str(number) not in used)


def node_data(node: Node) -> Data:
    """A node as both forms have it."""
    return {"nodeID": node.id, "text": with_markup(node.text), "type": node.type}


def _kept(id_: str, sessions: bool) -> str:
    found = _NUMBERED.fullmatch(id_)
    return found[1].replace("-", "_") if found and (sessions or "-" not in found[1]) else ""
