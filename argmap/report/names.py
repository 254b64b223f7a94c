"""What the things of a map are called in a sentence."""

from collections.abc import Sequence

from argmap.audit import MapAudit
from argmap.graph import Graph, Node
from argmap.problem import in_sentence, one_line
from argmap.support.function import Reading

HEADINGS: dict[Reading, str] = {
    "sources_alone": "On its sources alone",
    "own_word_taken": "Taking the text's word",
}
_SIDES = {"for": "for the thesis", "against": "against it", "reply": "a reply to an objection", "unused": "not used"}
NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}


MOST = 6  # things that one sentence names
LONG = 80  # characters of a name


def side_of(graph: Graph, node: Node) -> str:
    """On which side of the argument a statement stands."""
    return "the thesis" if node.at in graph.theses else _SIDES[graph.sides[node.at]]


class Names:
    """The names of one map's things."""

    def __init__(self, audit: MapAudit) -> None:
        assert audit.graph is not None
        self.audit, self.graph = audit, audit.graph

    def thing(self, name: str) -> str:
        """A source, group, assumption, own word or statement, by what a cut set calls it; a long name is cut."""
        called = self.graph.called(name)
        return called if self.graph.find(name) else one_line(called, LONG)

    def quoted(self, node: Node) -> str:
        """A statement with its beginning and its line."""
        return f"{node.id} “{one_line(node.text)}” (line {self.audit.place(node.at).line})"

    def listed(self, names: Sequence[str], word: str = "and") -> str:
        """Several things, the first few of them by name."""
        return in_sentence([*map(self.thing, names[:MOST]), *names[MOST:]], MOST, word)  # the rest is only counted

    def together(self, names: Sequence[str]) -> str:
        """A set of things that are lost together, or that are enough together."""
        return " + ".join(map(self.thing, names))
