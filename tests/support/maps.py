"""Random maps as plain data, and a second opinion on them: support worked out by trying every loss.

The evaluator reads the graph with the rules of support as they are written down and knows nothing of formulas, parts
or diagrams. It is slow on purpose: a map may have a dozen events.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, combinations
from typing import Any, TypeAlias

from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.graph import Graph, Node, Step
from argmap.model import Map
from argmap.place import Places, marked
from argmap.support.function import Reading, Reasons, View
from argmap.support.grades import NONE, SourceGrades, grade

Data: TypeAlias = dict[str, Any]
Event: TypeAlias = tuple[str, str]  # its sort and its name


def graph_of(data: Data) -> Graph:
    """The graph of a map that is in order."""
    graph, problems = arrange(Map.model_validate(data), Places(marked(0, 0)))
    assert graph is not None, [str(problem) for problem in problems]
    return graph


def carried(graph: Graph, reading: Reading) -> Callable[[Step], bool]:
    """Whether the grade of a step is above none, attacks aside (they never bring a grade down to none)."""
    grades = grade(graph, SourceGrades(graph.sources), own_word=reading == "own_word_taken")
    return lambda step: grades.steps[step.at] is not NONE


def counting(graph: Graph, reading: Reading) -> Reasons:
    """The steps that count in a reading, as the support has it."""
    return Reasons(graph, carried(graph, reading))


# -- random maps


@dataclass
class _Sketch:
    """What the drawing of a map has come to: how many items are left to draw, and the ids that can be seen."""

    keys: list[str]
    left: int
    seen: list[str] = field(default_factory=list)
    ids: int = 0


@st.composite
def maps(draw: st.DrawFn, *, size: int = 14, keys: int = 5, attacks: bool = True) -> Data:
    """A map in order: shared and linked parts, lineage, groups, anonymous and retracted sources, all kinds of items."""
    sources = draw(source_lists(keys))
    sketch = _Sketch(list(sources), size)
    shared = [_statement(draw, sketch, 2, attacks, named=True) for _ in range(draw(st.integers(0, 3)))]
    thesis = [_claim(draw, sketch, 0, attacks) for _ in range(draw(st.sampled_from((1, 1, 1, 2))))]
    data: Data = {"argmap": 1, "sources": sources, "thesis": thesis, "claims": shared}
    if _one_in(draw, 2):
        data["about"] = {"title": "A text"}
    return data


@st.composite
def source_lists(draw: st.DrawFn, most: int = 5) -> dict[str, Data]:
    """Sources by key; each repeats only earlier ones."""
    sources: dict[str, Data] = {}
    for place in range(draw(st.integers(1, most))):
        source: Data = {"name": f"Source {place}", "reliability": draw(st.sampled_from("AABCDF"))}
        known: list[str] = [*sources, "unknown"]
        above: list[str] = draw(st.lists(st.sampled_from(known), max_size=2, unique=True))
        if above and _one_in(draw, 2):
            source["from"] = above
        keys: tuple[tuple[str, Any, int], ...] = (
            ("group", draw(st.sampled_from(("house", "desk"))), 3),
            ("anonymous", True, 4),
            ("distinct", "met in person", 5),
            ("interest", "it gains by it", 5),
            ("retracted", "withdrawn by its publisher", 8),
        )
        for key, value, chance in keys:
            if _one_in(draw, chance):
                source[key] = value
        sources[f"s{place}"] = source
    return sources


def _one_in(draw: st.DrawFn, count: int) -> bool:
    return draw(st.integers(1, count)) == count


def _statement(draw: st.DrawFn, sketch: _Sketch, depth: int, attacks: bool, *, named: bool = False) -> Data:
    sketch.left -= 1
    kind = draw(st.sampled_from(("claim", "evidence", "evidence", "assume") if depth else ("claim",)))
    if kind == "claim":
        item = _claim(draw, sketch, depth, attacks)
    elif kind == "evidence":
        cited = draw(st.lists(st.sampled_from(sketch.keys), max_size=2, unique=True))
        item = {"evidence": "Something was seen.", "source": [key + "?" * _one_in(draw, 6) for key in cited]}
        if _one_in(draw, 4):
            item["basis"] = draw(st.sampled_from(("observed", "judged", "own-act")))
        if _one_in(draw, 6):
            item["credibility"] = draw(st.integers(1, 6))
    else:
        item = {"assume": "Something is taken for granted."}
    if _one_in(draw, 6):
        item["by"] = draw(st.sampled_from(("text", "mapper")))
    if attacks and depth < 3 and sketch.left > 0 and _one_in(draw, 6):
        item["but"] = [_reason(draw, sketch, depth + 1, attacks)]
    if named or _one_in(draw, 3):
        item["id"] = f"n{sketch.ids}"
        sketch.ids += 1
        sketch.seen.append(item["id"])  # complete now: what is drawn later may see it without a ring
    return item


def _claim(draw: st.DrawFn, sketch: _Sketch, depth: int, attacks: bool) -> Data:
    count = draw(st.integers(0 if depth else 1, 3)) if depth < 4 and sketch.left > 0 else 0
    return {"claim": "Something is so.", "because": [_reason(draw, sketch, depth + 1, attacks) for _ in range(count)]}


def _reason(draw: st.DrawFn, sketch: _Sketch, depth: int, attacks: bool) -> Data:
    if _one_in(draw, 3):
        count = draw(st.integers(2, 3))
        item: Data = {"together": [_premise(draw, sketch, depth, attacks) for _ in range(count)]}
        if _one_in(draw, 2):
            item["needs"] = draw(st.integers(1, count))
    else:
        item = _premise(draw, sketch, depth, attacks)
    if _one_in(draw, 10):
        item["scheme"] = "explanation"
    if _one_in(draw, 6):
        item["strength"] = draw(st.sampled_from(("weak", "moderate", "strong")))
    if attacks and depth < 3 and sketch.left > 0 and _one_in(draw, 8):
        item["unless"] = [_reason(draw, sketch, depth + 1, attacks)]
    return item


def _premise(draw: st.DrawFn, sketch: _Sketch, depth: int, attacks: bool) -> Data:
    if sketch.seen and _one_in(draw, 4):
        return {"see": draw(st.sampled_from(sketch.seen))}
    return _statement(draw, sketch, depth, attacks)


# -- the second opinion


class Slow:
    """The support of nodes by the rules as written, for one reading and view, under any losses."""

    def __init__(self, graph: Graph, reading: Reading, view: View) -> None:
        self.graph, self.reading, self.view = graph, reading, view
        self.carried = carried(graph, reading)

    def reasons(self, node: Node) -> list[Step]:
        steps = [self.graph.steps[at] for at in node.reasons if self.graph.steps[at].supports]
        sourced = [step for step in steps if self.has_source(step)]
        if any(self.carried(step) for step in sourced):
            return [step for step in steps if step in sourced or not any(
                self.carried(other) for other in sourced if other is not step)]  # fmt: skip
        return steps

    def has_source(self, step: Step) -> bool:
        return any(self.graph.nodes[at].cites for premise in step.premises for at in self.graph.beneath(premise))

    def made(self, node: Node) -> list[str]:
        return [cite.key for cite in node.cites if self.reading == "own_word_taken" or not cite.uncertain]

    def shared_groups(self, root: int) -> set[str]:
        keys = {
            key
            for at in self.graph.beneath(root)
            for cited in self.made(self.graph.nodes[at])
            for key in self.graph.sources.lineage(cited)
        }
        groups = self.graph.sources.groups
        return {group for group, members in groups.items() if len(keys & set(members)) > 1}

    def there(self, key: str, root: int, lost: frozenset[Event]) -> bool:
        """Whether a source is there, for what stands beneath a root."""
        if key == "unknown":
            return ("source", key) not in lost
        source = self.graph.sources.by_key[key]
        groups = set(self.graph.sources.groups_of(key)) & self.shared_groups(root)
        itself = self.view == "source" or not (source.from_ or groups)
        own: set[Event] = {("source", key)} if itself else set()
        if source.retracted or lost & (own | {("group", group) for group in groups}):
            return False
        return not source.from_ or any(self.there(above, root, lost) for above in source.from_)

    def holds(self, at: int, root: int, lost: frozenset[Event], given: Mapping[int, bool] | None = None) -> bool:
        """Whether a node has support left; `given` says it outright of some nodes."""
        if given and at in given:
            return given[at]
        node = self.graph.nodes[at]
        steps = self.reasons(node) if node.kind == "claim" else []
        if steps:
            return any(
                sum(self.holds(premise, root, lost, given) for premise in step.premises) >= step.needs for step in steps
            )
        return self._leaf(node, root, lost)

    def _leaf(self, node: Node, root: int, lost: frozenset[Event]) -> bool:
        if self.view == "claim":
            return ("node", node.id) not in lost and self._ever(node)
        if node.kind == "assumption":
            return self.view == "origin" or ("node", node.id) not in lost
        if node.cites:
            return any(self.there(key, root, lost) for key in self.made(node))
        return self.view == "source" and self.reading == "own_word_taken" and ("word", node.by) not in lost

    def _ever(self, node: Node) -> bool:
        if node.kind == "assumption":
            return True
        if not node.cites:
            return self.reading == "own_word_taken"
        return any(Slow.there(_as_source(self), key, node.at, frozenset()) for key in self.made(node))

    def events(self, root: int) -> list[Event]:
        """All that can be lost beneath a root, and perhaps some that are idle."""
        nodes = [self.graph.nodes[at] for at in sorted(self.graph.beneath(root))]
        if self.view == "claim":
            return [("node", node.id) for node in nodes if node.kind != "claim" or not self.reasons(node)]
        sources: dict[Event, None] = {}
        for node in nodes:
            for cited in self.made(node):
                sources |= dict.fromkeys(("source", key) for key in self.graph.sources.lineage(cited))
        groups: list[Event] = [("group", group) for group in sorted(self.shared_groups(root))]
        rest = [] if self.view == "origin" else self._words_and_assumptions(nodes)
        return [*sources, *groups, *rest]

    def _words_and_assumptions(self, nodes: Iterable[Node]) -> list[Event]:
        assumed: list[Event] = [("node", node.id) for node in nodes if node.kind == "assumption"]
        return [("word", "text"), ("word", "mapper"), *assumed]

    def cut_sets(self, root: int) -> set[frozenset[Event]]:
        """The minimal cut sets of a node: every set of events is tried."""
        found: list[frozenset[Event]] = []
        for lost in subsets(self.events(root)):
            if not any(one <= lost for one in found) and not self.holds(root, root, lost):
                found.append(lost)
        return set(found)

    def depends_on(self, root: int) -> set[str]:
        """The names of the events that appear in a minimal cut set."""
        return {name for one in self.cut_sets(root) for _, name in one}

    def order(self, at: int, thesis: int) -> int | None:
        """The fewest losses, the node's own among them and none idle, that take all support from a thesis."""
        own: Event = ("node", self.graph.nodes[at].id)
        others = [event for event in self.events(thesis) if event != own]
        if not self.holds(at, thesis, frozenset()):
            return None
        for lost in subsets(others):
            without = self.holds(thesis, thesis, lost, {at: False})
            if not without and self.holds(thesis, thesis, lost, {at: True}):
                return 1 + len(lost)
        return None


def _as_source(slow: Slow) -> Slow:
    twin = Slow.__new__(Slow)
    twin.graph, twin.reading, twin.view, twin.carried = slow.graph, slow.reading, "source", slow.carried
    return twin


def subsets(events: Iterable[Event]) -> Iterator[frozenset[Event]]:
    """All sets of events, smallest first."""
    pool = list(events)
    return map(frozenset, chain.from_iterable(combinations(pool, size) for size in range(len(pool) + 1)))
