"""A map as a nested list in Markdown.

    # Should the old bridge close?

    - **Thesis** 1: The old bridge should close to lorries.
      - **because all of these together**:
        - **and** 1.1.1: The bridge is cracking.
          - **because** 1.1.1.1 (evidence): Cracks doubled in two years. *County survey*, p. 12
        - **and** 1.1.2 (assumed): No repair is possible.
        - **unless** 1.1.3: Cars alone would crack it as fast.
      - **but (granted: There is a ferry.)** 1.2: Lorries need it.
        - **because**: see 1.1.1, “The bridge is cracking.”

Each item says in bold how it leads to the item above it. A source stands in italics behind what it reports, with a
question mark where that is unsure, and then where in it. What is used again is named by its outline number. Source: the
GitHub Flavored Markdown specification.
"""

from collections.abc import Iterator, Mapping

from argmap.formats.shared.carrying import Kept, kept, left_out
from argmap.formats.shared.common import Arranged, Made, Options, Placed, in_order
from argmap.formats.shared.features import Feature
from argmap.formats.shared.markdown import is_told, shown
from argmap.graph import Citation, Graph, Node, Step
from argmap.place import Place
from argmap.problem import Problem, one_line

FEATURES: frozenset[Feature] = frozenset(
    (
        "theses", "linked", "needs", "objections", "undercuts", "explanations", "shared", "evidence", "assumptions",
        "granted", "title", "map-note", "sources", "locators", "doubts",
    )
)  # fmt: skip
DEEPEST = 40  # levels that are indented: what is deeper is hard to read, and says its level


def write(arranged: Arranged, options: Options) -> Made:
    """A heading and a list of the theses with all that leads to them."""
    writer = _Writer(arranged)
    lost = [*left_out(arranged, FEATURES), *writer.lost()]
    return Made("\n".join(writer.lines()) + "\n", in_order(lost, [arranged.path]))


class _Writer:
    """The lines of one map, and what is lost in a way of Markdown's own."""

    def __init__(self, arranged: Arranged) -> None:
        self.arranged, self.graph = arranged, arranged.graph
        self.part = kept(self.graph, FEATURES)
        self.names = _names(self.graph, self.part)

    def lines(self) -> Iterator[str]:
        graph, map_ = self.graph, self.graph.map
        yield f"# {shown(map_.title or graph.nodes[graph.theses[0]].text)}"
        yield ""
        if map_.note:
            yield from (shown(map_.note), "")
        met = set[int]()
        used = {premise for at in self.part.steps for premise in graph.steps[at].premises}
        tops = [at for at in self.part.nodes if at not in used]
        outline = _Outline(graph, frozenset(self.part.steps), met, self.names)
        for at in (*tops, *self.part.nodes):  # and what only attacks each other in a ring
            if at not in met:
                yield from outline.lines(at, "Thesis" if at in graph.theses else "Apart")

    def lost(self) -> Iterator[Placed]:
        """Texts that come back otherwise, and sources that have one name."""
        for place, message, help_ in self._lost():
            yield Placed(self.arranged.path, Problem(*place, message, help_))

    def _lost(self) -> Iterator[tuple[Place, str, str]]:
        graph, places = self.graph, self.arranged.places
        folded = "it stands on one line, without what steers a display"
        for key, text in (("title", graph.map.title), ("note", graph.map.note)):
            if text and not is_told(text):
                yield places.key((key,)), f"line breaks, or signs that are not shown, of the map's {key}", folded
        if graph.map.title and shown(graph.map.title) == shown(graph.nodes[graph.theses[0]].text):
            yield places.key(("title",)), "that the map has a title", "it reads as its thesis does"
        for key in self.part.sources:
            name = graph.sources.by_key[key].name
            if self.names[key] != " ".join(name.split()):
                what = f"the name of the source {key} “{one_line(name)}”"
                yield places.key(("sources", key)), what, f"another has it too: it is “{one_line(self.names[key])}” now"
            elif not is_told(name):
                yield places.key(("sources", key)), f"signs that are not shown of “{one_line(name)}”", folded
        for at in self.part.nodes:
            node = graph.nodes[at]
            if not all(map(is_told, (node.text, *(cite.locator for cite in node.cites if cite.locator)))):
                what = f"line breaks, or signs that are not shown, of {node.id} “{one_line(node.text)}”"
                yield places.at(node.route), what, folded
        for at in self.part.steps:
            step = graph.steps[at]
            if step.item.granted and not is_told(step.item.granted):
                what = f"line breaks, or signs that are not shown, of why {step.id} is granted"
                yield places.at(step.route), what, folded


def _names(graph: Graph, part: Kept) -> Mapping[str, str]:
    """The name of each source that is written, by key; one that another has too is told apart by the key."""
    names: dict[str, str] = {}
    taken = set[str]()
    for key in part.sources:
        name = " ".join(graph.sources.by_key[key].name.split())
        while shown(name) in taken:
            name = f"{name} ({key})"
        taken.add(shown(name))
        names[key] = name
    return names


class _Outline:
    """The list below one statement. `met` are those that stand somewhere already."""

    def __init__(self, graph: Graph, steps: frozenset[int], met: set[int], names: Mapping[str, str]) -> None:
        self.graph, self.steps, self.met, self.names = graph, steps, met, names

    def lines(self, top: int, word: str) -> Iterator[str]:
        """What waits is a level, the words before a statement, and its position; None for words alone."""
        waiting: list[tuple[int, str, int | None]] = [(0, word, top)]
        while waiting:
            level, lead, at = waiting.pop()
            deep = f" (level {level})" if level > DEEPEST else ""
            item = f"{'  ' * min(level, DEEPEST)}- **{lead}**{deep}"
            if at is None:
                yield f"{item}:"
                continue
            node = self.graph.nodes[at]
            if at in self.met:
                yield f"{item}: see {node.number}, “{shown(one_line(node.text))}”"
                continue
            self.met.add(at)
            yield f"{item} {node.number}{self._said(node)}"
            moves = [self.graph.steps[at] for at in (*node.reasons, *node.objections) if at in self.steps]
            waiting += reversed([one for step in moves for one in self._step(step, level + 1)])

    def _step(self, step: Step, level: int) -> Iterator[tuple[int, str, int | None]]:
        word = "explained by" if step.kind == "because" and not step.supports else str(step.kind)
        if step.item.granted:
            word += f" (granted: {shown(step.item.granted)})"
        count = len(step.premises)
        if count == 1:
            yield level, word, step.premises[0]
        else:
            how = "all of these together" if step.needs == count else f"any {step.needs} of these {count}"
            yield level, f"{word} {how}", None
            yield from ((level + 1, "and", premise) for premise in step.premises)
        for undercut in (self.graph.steps[at] for at in step.unless if at in self.steps):
            yield from self._step(undercut, level + 1)

    def _said(self, node: Node) -> str:
        kind = {"claim": "", "evidence": " (evidence)", "assumption": " (assumed)"}[node.kind]
        cited = "; ".join(map(self._cited, node.cites))
        return f"{kind}: {shown(node.text)}{f' {cited}' if cited else ''}"

    def _cited(self, cite: Citation) -> str:
        where = f", {shown(cite.locator)}" if cite.locator else ""
        return f"*{shown(self.names[cite.key])}*{'?' if cite.uncertain else ''}{where}"
