"""What a rule is given, and what it gives back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from argmap.graph import Graph, Node
from argmap.place import Route
from argmap.problem import Audience, Level, in_row, one_line
from argmap.support.assessment import Assessment

if TYPE_CHECKING:
    from argmap.passages import Text


@dataclass(frozen=True, slots=True)
class Case:
    """A map on the audit's table: its graph, what it rests on, and the text it reconstructs where that is at hand."""

    graph: Graph
    support: Assessment
    text: "Text | None" = None
    silent: frozenset[int] = frozenset()  # nodes where the rule that is running is allowed

    def node(self, at: int) -> Node:
        return self.graph.nodes[at]

    def level(self, at: int, bearing: Level = "warning") -> Level:
        """`bearing` for a node that bears load, else a note."""
        return bearing if self.support.load_bearing(at) else "note"

    def spoken_of(self, at: int) -> bool:
        """Whether anything is said of a node: not in unused parts, under settled objections, or where allowed."""
        return self.graph.sides[at] != "unused" and at not in self.support.settled and at not in self.silent

    def quoted(self, at: int) -> str:
        """A node in a message: its name and the beginning of its text."""
        node = self.graph.nodes[at]
        return f"{node.id} “{one_line(node.text)}”"

    def named(self, key: str) -> str:
        """A source, group or what stands for one in a message."""
        return self.graph.sources.name(key)

    def listed(self, nodes: tuple[int, ...] | list[int], most: int = 6) -> str:
        """The names of nodes in a message."""
        return in_row([self.graph.nodes[at].id for at in nodes], most)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule finds: the audit adds place, level and fingerprint."""

    message: str  # what is wrong, and why here
    help: str  # how to go on
    at: int | None = None  # the node it is about; the first thesis where None and no source is named
    source: str | None = None  # the source it is about, where its place is the source's
    route: Route | None = None  # a more exact place
    level: Level | None = None  # where it is not the rule's own
    related: tuple[int, ...] = ()  # the other nodes it is about
    sources: tuple[str, ...] = ()  # the keys it is about
    origins: tuple[str, ...] = ()


class Rule(Protocol):
    """A rule is a module: its docstring is its page, with an example that fails and one that passes."""

    CODE: str
    NAME: str
    LEVEL: Level
    AUDIENCE: Audience
    __doc__: str | None

    @staticmethod
    def check(case: Case) -> Iterator[Found]:
        """What the rule finds in a map."""
        ...
