"""Strengths and labels of formal argumentation: as a page to read on a terminal, and as JSON.

No number stands alone: each has its base score and what moved it beside it, and the page says what it is not.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from argmap import __version__
from argmap.audit import MapAudit
from argmap.graph import Graph, Node, Step
from argmap.problem import counted, in_row, one_line
from argmap.report.ink import PLAIN, WIDTH, Ink, safe, wrapped
from argmap.report.json import SCHEMA, dumped
from argmap.strength.evaluation import Evaluation
from argmap.strength.gradual import SEMANTICS

NAMED = 8  # arguments that one sentence names
DECIMALS = 10  # of a strength in JSON: platforms agree on these
GROUNDED_TITLE, GROUNDED_SOURCE = "grounded semantics", "Dung, Artificial Intelligence 77, 1995"
STRENGTH_IS = (
    "A strength says how far this map's reasons and objections move a base score that somebody chose. It is no "
    "probability, and it knows nothing of sources, of ratings, or of who repeats whom: `argmap audit` says what a "
    "claim rests on. Compare strengths within one map and one semantics."
)
LABEL_IS = (
    "A label says what must be accepted (in) or rejected (out) if every bare statement is accepted that no objection "
    "defeats; undecided is what nothing settles. It does not say what is true, and it knows nothing of sources or "
    "ratings: `argmap audit` says what a claim rests on."
)


def as_strength(
    audit: MapAudit, found: Evaluation, claims: Sequence[Node] = (), *, ink: Ink = PLAIN, width: int = WIDTH
) -> str:
    """The page of a map, or of some of its statements. `width` is in columns."""
    return "\n".join(_Page(audit, found, ink, width).lines(claims)) + "\n"


def as_strength_json(audit: MapAudit, found: Evaluation, claims: Sequence[Node] = ()) -> str:
    """One object: every statement, or those asked for, and every step that counts and bears on one of them."""
    graph, encoding, strengths = found.encoding.graph, found.encoding, found.strengths
    nodes = claims or graph.nodes
    shown = {node.at for node in nodes}
    steps = [graph.steps[at] for at in encoding.speaks if graph.steps[at].to in shown]
    return dumped(
        {
            "argmap": __version__,
            "schema": SCHEMA,
            "path": PurePath(audit.path).as_posix(),
            "title": _title(graph),
            "semantics": found.semantics,
            "note": LABEL_IS if strengths is None else STRENGTH_IS,
            "settled": strengths is None or strengths.settled,
            "unsettled": [
                {"members": list(_statements(graph, knot.members)), "moves": round(knot.moves, DECIMALS)}
                for knot in (strengths.unsettled if strengths else ())
            ],
            "theses": [graph.nodes[at].id for at in graph.theses],
            "statements": [_statement(found, node) for node in nodes],
            "steps": [_step(found, step) for step in steps],
        }
    )


def _statement(found: Evaluation, node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "number": node.number,
        "kind": node.kind,
        "claim": node.text,
        **_value(found, node.at),
        "supporters": [step.id for step in _once(found, node.reasons)],
        "attackers": [step.id for step in _once(found, node.objections)],
    }


def _step(found: Evaluation, step: Step) -> dict[str, Any]:
    graph = found.encoding.graph
    return {
        "id": step.id,
        "kind": step.kind,
        "to": graph.nodes[step.to].id,
        "undercuts": None if step.undercuts is None else graph.steps[step.undercuts].id,
        "from": [graph.nodes[premise].id for premise in step.premises],
        "needs": step.needs,
        **_value(found, found.encoding.speaks[step.at]),
        "attackers": [undercut.id for undercut in _once(found, step.unless)],
    }


def _value(found: Evaluation, at: int) -> dict[str, Any]:
    if found.strengths is None:
        assert found.labels is not None
        return {"label": found.labels[at]}
    base = found.base_score(found.encoding.framework[at])
    return {"base": round(base, DECIMALS), "strength": round(found.strengths.values[at], DECIMALS)}


def _once(found: Evaluation, steps: Iterable[int]) -> tuple[Step, ...]:
    """Those steps that count, each argument that they speak through once."""
    graph, speaks = found.encoding.graph, found.encoding.speaks
    by_argument: dict[int, Step] = {}
    for at in steps:
        if at in speaks:
            by_argument.setdefault(speaks[at], graph.steps[at])
    return tuple(by_argument.values())


def _title(graph: Graph) -> str | None:
    about = graph.map.about
    return graph.map.title or (about and about.title) or None


def _statements(graph: Graph, members: Iterable[int]) -> Iterator[str]:
    """The ids of the statements among arguments."""
    return (graph.nodes[at].id for at in members if at < len(graph.nodes))


class _Page:
    def __init__(self, audit: MapAudit, found: Evaluation, ink: Ink, width: int) -> None:
        self.audit, self.found, self.ink, self.width = audit, found, ink, width
        self.encoding, self.graph = found.encoding, found.encoding.graph

    def lines(self, claims: Sequence[Node]) -> Iterator[str]:
        yield from self._head()
        theses = [self.graph.nodes[at] for at in self.graph.theses]
        for node in claims or theses:
            yield ""
            yield from self._block(node)
        if not claims and len(self.graph.nodes) > len(theses):
            yield ""
            yield self.ink.paint("STATEMENTS", "bold")
            for node in self.graph.nodes:
                if node.at not in self.graph.theses:
                    yield self._row(node)

    # -- what this is

    def _head(self) -> Iterator[str]:
        if title := _title(self.graph):
            yield from self._wrapped(self.ink.paint(safe(title), "bold"))
        known = SEMANTICS.get(self.found.semantics)
        name, source = (known.title, known.source) if known else (GROUNDED_TITLE, GROUNDED_SOURCE)
        yield f"{safe(self.audit.path)}: {counted(len(self.graph.nodes), 'statement')}, {name} ({source})"
        yield from self._wrapped(STRENGTH_IS if known else LABEL_IS, "  ")
        for knot in self.found.strengths.unsettled if self.found.strengths else ():
            names = in_row(list(_statements(self.graph, knot.members)), NAMED)
            text = (
                f"NOT SETTLED: a ring through {names} has not come to rest; its strengths still move by up "
                f"to {knot.moves:.2g}. They, and those that depend on them, are no answer."
            )
            yield from self._wrapped(self.ink.paint(text, "yellow"), "  ")

    # -- statements

    def _block(self, node: Node) -> Iterator[str]:
        """A statement with all that bears on it."""
        thesis = "THESIS  " if node.at in self.graph.theses else ""
        yield from self._wrapped(f"{self.ink.paint(thesis + node.id, 'bold')}  {safe(node.text)}", "", "  ")
        yield f"  {self._value(node.at).rstrip()}"
        reasons, objections = _once(self.found, node.reasons), _once(self.found, node.objections)
        for step in (*reasons, *objections):
            yield from self._wrapped(self._move(step), "    ", " " * 9)
        if not reasons and not objections:
            yield "    nothing for or against it"

    def _row(self, node: Node) -> str:
        head = f"  {self._value(node.at)}  {node.id}  "
        return head + one_line(safe(node.text), max(20, self.width - len(head)))

    def _move(self, step: Step) -> str:
        worth = self._short(self.encoding.speaks[step.at])
        head = f"{'for' if step.kind == 'because' else 'against':7}  {worth}  "
        granted = ", granted" if step.item.granted else ""
        if self.encoding.inference(step) is None:
            return f"{head}{self._named(step.premises[0])}{granted}"
        undercuts = (f"; undercut {self._undercut(undercut)}" for undercut in _once(self.found, step.unless))
        return f"{head}step {step.id} from {self._premises(step)}{granted}{''.join(undercuts)}"

    def _premises(self, step: Step) -> str:
        named = " + ".join(f"{self.graph.nodes[at].id} {self._short(at)}" for at in step.premises[:NAMED])
        more = f" + {len(step.premises) - NAMED} more" if len(step.premises) > NAMED else ""
        needs = f" ({step.needs} of them needed)" if len(step.premises) > 1 else ""
        return f"{named}{more}{needs}"

    def _undercut(self, step: Step) -> str:
        ids = " + ".join(self.graph.nodes[at].id for at in step.premises[:NAMED])
        granted = ", granted" if step.item.granted else ""
        return f"by {ids} {self._short(self.encoding.speaks[step.at])}{granted}"

    def _named(self, at: int) -> str:
        return f"{self.graph.nodes[at].id} “{one_line(safe(self.graph.nodes[at].text))}”"

    # -- values

    def _value(self, at: int) -> str:
        if self.found.strengths is None:
            return f"{self._short(at):9}"
        return f"base {self.found.base_score(self.encoding.framework[at]):.4f} → {self._short(at)}"

    def _short(self, at: int) -> str:
        if self.found.strengths is not None:
            return f"{self.found.strengths.values[at]:.4f}"
        assert self.found.labels is not None
        return {"in": "in", "out": "out", "undec": "undecided"}[self.found.labels[at]]

    def _wrapped(self, text: str, indent: str = "", hang: str = "") -> Iterator[str]:
        yield from wrapped(text, self.width, indent, indent + hang)
