"""The whole derivation of one statement's grade, as a page to read on a terminal."""

from collections.abc import Iterator, Sequence

from argmap.audit import MapAudit
from argmap.graph import Graph, Node
from argmap.problem import counted, in_sentence
from argmap.report.ink import PLAIN, WIDTH, Ink, safe, wrapped
from argmap.report.names import side_of
from argmap.support.assessment import READINGS
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading
from argmap.support.reasons import Line, derivation, said_of

NAMED = 8  # things that one sentence names
DEEPEST = 12  # levels of a derivation that are indented; ids tell the rest
HEADINGS: dict[Reading, str] = {
    "sources_alone": "ON ITS SOURCES ALONE",
    "own_word_taken": "TAKING THE TEXT'S WORD",
}


def as_why(audit: MapAudit, node: Node, *, ink: Ink = PLAIN, width: int = WIDTH) -> str:
    """What a statement of a readable map rests on, and its grade derived in both readings. `width` is in columns."""
    return "\n".join(_Page(audit, node, ink, width).lines()) + "\n"


class _Page:
    def __init__(self, audit: MapAudit, node: Node, ink: Ink, width: int) -> None:
        assert audit.support is not None
        self.audit, self.support, self.node, self.ink, self.width = audit, audit.support, node, ink, width

    @property
    def graph(self) -> Graph:
        return self.support.graph

    def lines(self) -> Iterator[str]:
        yield from self._wrapped(f"{self.ink.paint(self.node.id, 'bold')}  {safe(self.node.text)}", 0, "  ")
        yield self.ink.paint(f"{safe(self.audit.path)}:{self.audit.place(self.node.at).line}: {self._what()}", "dim")
        yield ""
        for sentence in self._facts():
            yield from self._wrapped(safe(sentence), 1, "  ")
        derived: tuple[Line, ...] = ()
        for reading in READINGS:
            before, derived = derived, tuple(derivation(self.support, self.node.at, reading))
            yield ""
            yield from self._reading(reading, derived, same=derived == before)

    def _what(self) -> str:
        node = self.node
        number = f" {node.number}" if node.id != node.number else ""
        whose = ", added by the mapper" if node.by == "mapper" and self.graph.map.about else ""
        side = side_of(self.graph, node)
        return f"{node.kind}{number}, {side}{whose}"

    # -- what it rests on

    def _facts(self) -> Iterator[str]:
        yield f"Beneath it: {self._beneath()}."
        yield f"Origins: {self._origins()}."
        yield f"Order: {self._order()}."
        node = self.node
        for at in node.objections:
            yield f"Objection {said_of(self.support, self.graph.steps[at])}."
        undercuts = [at for reason in node.reasons for at in self.graph.steps[reason].unless]
        for at in undercuts:
            yield f"Undercut {said_of(self.support, self.graph.steps[at])}."
        if not node.objections and not undercuts:
            yield "Objections: none."

    def _beneath(self) -> str:
        """All that is written under it, whether it carries anything or not."""
        beneath = [self.graph.nodes[at] for at in self.graph.beneath(self.node.at)]
        by_key = self.graph.sources.by_key
        sources = [
            self.graph.called(key) + (" (retracted)" if by_key[key].retracted else "")
            for key in self.support.sources(self.node.at)
        ]
        return "; ".join(
            (
                counted(len(sources), "source") + (f" ({in_sentence(sources, NAMED)})" if sources else ""),
                counted(sum(node.kind == "assumption" for node in beneath), "assumption"),
                f"{counted(sum(self.graph.is_bare(node) for node in beneath), 'statement')} on own word",
            )
        )

    def _origins(self) -> str:
        origins = [self.graph.called(key) for key in sorted(self.support.origins[self.node.at])]
        if len(origins) == 1:
            return f"{origins[0]} alone, so it has a single source"
        return in_sentence(origins, NAMED) if origins else "none, nothing cited carries it"

    def _order(self) -> str:
        order, theses = self.support.orders[self.node.at], len(self.graph.theses)
        thesis = "the thesis" if theses == 1 else "a thesis"
        if self.node.at in self.graph.theses:
            return "it is the thesis" if theses == 1 else "it is one of the theses"
        if order is None:
            return f"its loss takes no support from {thesis}"
        if order == 1:
            return f"1, its loss alone takes all support from {thesis}"
        others = counted(order - 1, "leaf", "leaves")
        return f"{order}, its loss and that of {others} of the argument take all support from {thesis}"

    # -- one reading

    def _reading(self, reading: Reading, derived: Sequence[Line], *, same: bool) -> Iterator[str]:
        grade = str(self.support.grades(reading).nodes[self.node.at])
        contested = ", contested" if self.support.contested(self.node.at) else ""
        yield f"{self.ink.paint(HEADINGS[reading], 'bold')}: {grade}{contested}"
        by_source = self.support.cut_sets(self.node.at, reading, "source")
        by_claim = self.support.cut_sets(self.node.at, reading, "claim")
        yield from self._wrapped(safe(self._falls_with(by_source, by_claim)), 1, "  ")
        if same:
            yield "  By the same reasons."
        else:
            for line in derived:
                yield from self._line(line)

    def _falls_with(self, by_source: CutSets, by_claim: CutSets) -> str:
        if by_source.sets == ((),):
            return "Nothing carries it."
        lost = [self.graph.called(name) for name in by_source.linchpins]
        false = [
            self.graph.called(name) for name in by_claim.linchpins if name not in {*by_source.linchpins, self.node.id}
        ]
        parts = [f"It falls if {in_sentence(lost, NAMED, 'or')} is lost."] if lost else []
        parts += [f"It falls if {in_sentence(false, NAMED, 'or')} is false."] if false else []
        return " ".join(parts) or self._together(by_source)

    def _together(self, found: CutSets) -> str:
        if not found.sets:
            return "No three losses bring it down." if found.count != 0 else "Nothing brings it down."
        size = len(found.sets[0])
        smallest = [one for one in found.sets if len(one) == size]
        shown = "; ".join(" + ".join(self.graph.called(name) for name in one) for one in smallest[:3])
        more = f"; and {len(smallest) - 3} more" if len(smallest) > 3 else ""
        return f"No single loss brings it down; {'two' if size == 2 else 'three'} together do: {shown}{more}."

    def _line(self, line: Line) -> Iterator[str]:
        indent = min(line.depth, DEEPEST) + 1
        if line.kind == "reason":
            text = self.ink.paint(safe(f"- {line.text}"), "dim")
        else:
            text = safe(line.text) + (f": {self.ink.paint(str(line.grade), 'bold')}" if line.grade is not None else "")
        yield from self._wrapped(text, indent, "  ")

    def _wrapped(self, text: str, depth: int, hang: str) -> Iterator[str]:
        indent = "  " * depth
        yield from wrapped(text, self.width, indent, indent + hang)
