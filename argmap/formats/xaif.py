"""xAIF, the JSON of OVA3 and of the Open Argument Mining Framework: a node set with its picture and its text.

Read and written as AIFdb's form is (see `aif`). The picture and the marks in the text have no place in a map. Analyses
saved by OVA 2 are read too: there, edges hold whole nodes, and a node may be marked as the main claim.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence

from argmap.files import Unreadable
from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import Edge, Interchange, Node
from argmap.formats.interchange.nodeset import FEATURES, NodeSet, node_data, put_file, taken_from
from argmap.formats.reading.json import Json, Object, begins_as_object, read_json
from argmap.formats.reading.markup import without_markup
from argmap.formats.shared.common import Arranged, Data, File, Made, Options, Placed, Taken
from argmap.formats.shared.features import in_words
from argmap.problem import Problem, counted

NAME = "xaif"
SUFFIXES = (".xaif.json", ".xaif")
CARRIES = in_words(FEATURES)

WIDTH, HEIGHT = 250, 120  # of the place of a node in the picture, in pixels

_OURS = re.compile(rb'"(?:AIF|OVA|ova)"\s*:|"(?:text_begin|cqdesc|majorClaim|annotatorName|plain_txt|ovaVersion)"\s*:')


def recognises(head: bytes) -> bool:
    return begins_as_object(head) and bool(_OURS.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in an analysis, or in several of one model: nodes of one number are one."""
    graph = Interchange()
    main: list[str] = []
    title = ""
    for file in files:
        try:
            found = read_json(file.raw)
        except Unreadable as error:
            return Taken(None, problems=(Placed(file.path, error.problem),))
        top = found.value if isinstance(found.value, Object) else None
        if top is not None and isinstance(top.get("AIF"), Object):
            _put_analysis(graph, found, top, file.path)
        elif top is not None and isinstance(top.get("nodes"), list):
            main += _put_old(graph, found, top, file.path)
            title = title or without_markup(top.object("analysis").text("documentTitle"))
        else:
            problem = Problem(1, 1, "there is neither `AIF` nor a list `nodes` in it", "say --from with another format")
            return Taken(None, problems=(Placed(file.path, problem),))
    return taken_from(graph, files, title, main)


def _put_analysis(graph: Interchange, found: Json, top: Object, path: str) -> None:
    inner = top.object("AIF")
    numbers = {one.text("nodeID"): one.text("schemeID") for one in inner.objects("schemefulfillments")}
    put_file(graph, found, inner, path, numbers)
    for name in ("descriptorfulfillments", "cqdescriptorfulfillments"):
        if inner.get(name):
            _leave(graph, found, inner, path, f"`{name}` of the schemes", "a map does not say what fills a scheme")
    text = top.text("text") or top.object("text").text("txt")
    if text.strip():
        _leave(graph, found, top, path, "the text and the marks in it", "a map points to a text, and holds none")


def _leave(graph: Interchange, found: Json, at: Object, path: str, what: str, help_: str) -> None:
    graph.left_out.append(Placed(path, found.problem(at, f"left out: {what}", help_)))


# -- OVA 2


def _put_old(graph: Interchange, found: Json, top: Object, path: str) -> list[str]:
    """Put an analysis of OVA 2 into a graph; the ids of its main claims."""
    graph.left_out.extend(Placed(path, problem) for problem in found.oddities)
    main, lost = list[str](), Counter[str]()
    for one in top.objects("nodes"):
        node = _old_node(one, path, found.place(one.at))
        graph.put_node(node)
        if one.get("majorClaim") in (True, "true", "1"):
            main.append(node.id)
        for name, what in _OLD_EXTRAS.items():
            if one.get(name) not in (None, "", "0", False, [], {}):
                lost[what] += 1
    for one in top.objects("edges"):
        ends = [_old_end(one.get(name)) for name in ("from", "to")]
        graph.put_edge(Edge(ends[0], ends[1], path, *found.place(one.at)))
    for what, count in lost.items():
        _leave(graph, found, top, path, f"{what} of {counted(count, 'node')}", "a map has no place for it")
    analysis = top.object("analysis")
    if analysis.text("txt").strip() or analysis.text("plain_txt").strip():
        _leave(graph, found, analysis, path, "the text and the marks in it", "a map points to a text, and holds none")
    if top.objects("participants"):
        _leave(graph, found, top, path, "the list of participants", "no locution names one of them")
    return main


# Keys of a node of OVA 2 that say something, and what it is. Colours, places and sizes are the picture's.
_OLD_EXTRAS = {
    "comment": "the comments",
    "descriptors": "what fills the schemes",
    "cqdesc": "the critical questions",
    "imgurl": "the pictures",
    "is_check_worthy": "whether it is worth a check",
    "source": "the `source`",
}


def _old_node(one: Object, path: str, place: tuple[int, int]) -> Node:
    type_, id_ = one.text("type").strip().upper(), one.text("id")
    scheme = "" if type_ in ("I", "L") else schemes.named(one.text("text"), schemes.by_number(one.text("scheme")))
    return Node(id_, type_, one.text("text"), scheme, path, *place, name=f"i{id_}")


def _old_end(value: object) -> str:
    """The id of a node of which an edge holds a copy, or the id itself."""
    return value.text("id") if isinstance(value, Object) else value if isinstance(value, str) else ""


# -- from a map


def write(arranged: Arranged, options: Options) -> Made:
    """The map as an analysis that OVA3 loads, laid out in rows."""
    made = NodeSet(arranged, sessions=True)
    edges = [{"edgeID": number, "fromID": start, "toID": end} for number, (start, end) in enumerate(made.edges, 1)]
    fulfilled = [
        {"nodeID": node.id, "schemeID": number} for node in made.nodes if (number := schemes.number(node.scheme))
    ]
    inner = {
        "nodes": [node_data(node) for node in made.nodes],
        "edges": edges,
        "schemefulfillments": fulfilled,
        "participants": made.participants(int),
        "locutions": made.locutions,
        "descriptorfulfillments": [],
        "cqdescriptorfulfillments": [],
    }
    picture = {
        "firstname": "",
        "surname": "",
        "url": "",
        "nodes": _laid_out(made),
        "edges": [{"fromID": start, "toID": end, "visible": True} for start, end in made.edges],
    }
    dialog = any(node.type == "L" for node in made.nodes)
    whole = {"AIF": inner, "OVA": picture, "text": "", "dialog": dialog}
    return Made(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", made.left_out())


def _laid_out(made: NodeSet) -> list[Data]:
    """A place for each node: as far down as the shortest way to where nothing leads further, side by side there."""
    into: dict[str, list[str]] = {}
    leaving = {start for start, _ in made.edges}
    for start, end in made.edges:
        into.setdefault(end, []).append(start)
    rows: dict[str, int] = {node.id: 0 for node in made.nodes if node.id not in leaving}
    waiting = list(rows)
    for id_ in waiting:
        for start in into.get(id_, ()):
            if start not in rows:
                rows[start] = rows[id_] + 1
                waiting.append(start)
    used = Counter[int]()
    places = []
    for node in made.nodes:
        row = rows.get(node.id, 0)  # rings of attacks lead nowhere
        x, y = used[row] * WIDTH, row * HEIGHT
        used[row] += 1
        places.append({"nodeID": node.id, "visible": True, "x": x, "y": y, "timestamp": ""})
    return places
