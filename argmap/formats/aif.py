"""AIF in the JSON of AIFdb: `{"nodes": …, "edges": …, "locutions": …}`, the Argument Interchange Format.

Statements (I) become claims, or evidence of whoever asserts them; inferences (RA) become reasons, linked where they
have several premises; conflicts (CA) become objections and, against a relation, undercuts; rephrases (MA) reasons with
the scheme `rephrase`. A statement's id is `i` and the number of its node, and is so given back; other nodes get new
numbers. The format names no thesis: the statements to which all leads are taken for theses. When a node was loaded up
is passed over.
"""

import json
import re
from collections.abc import Sequence

from argmap.files import Unreadable
from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import RELATIONS, Interchange, Node
from argmap.formats.interchange.nodeset import FEATURES, NodeSet, node_data, put_file, taken_from
from argmap.formats.reading.json import begins_as_object, read_nodes
from argmap.formats.shared.common import Arranged, Data, File, Made, Options, Placed, Taken
from argmap.formats.shared.features import in_words

NAME = "aif"
SUFFIXES = (".aif.json", ".aifdb.json")
CARRIES = in_words(FEATURES)

_OURS = re.compile(rb'"(?:nodeID|fromID|locutions)"\s*:')
_OTHERS = re.compile(rb'"(?:AIF|OVA|ova)"\s*:')


def recognises(head: bytes) -> bool:
    return begins_as_object(head) and bool(_OURS.search(head)) and not _OTHERS.search(head)


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in a node set, or in several of one model: nodes of one number are one."""
    graph = Interchange()
    for file in files:
        try:
            found = read_nodes(file.raw, "AIF has nodes, and edges between them")
        except Unreadable as error:
            return Taken(None, problems=(Placed(file.path, error.problem),))
        put_file(graph, found, found.value, file.path)
    return taken_from(graph, files)


def write(arranged: Arranged, options: Options) -> Made:
    """The map as a node set that AIFdb and OVA load."""
    made = NodeSet(arranged, sessions=False)
    edges = [
        {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}
        for number, (start, end) in enumerate(made.edges, 1)
    ]
    whole = {
        "nodes": [_node(node) for node in made.nodes],
        "edges": edges,
        "locutions": made.locutions,
        "participants": made.participants(str),
        "schemefulfillments": [
            {"nodeID": node.id, "schemeID": number} for node in made.nodes if (number := schemes.number(node.scheme))
        ],
    }
    return Made(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", made.left_out())


def _node(node: Node) -> Data:
    named = node.type in RELATIONS or node.type == "YA"
    scheme = {"scheme": node.scheme, "schemeID": schemes.number(node.scheme)} if named else {}
    return node_data(node) | scheme
