"""The audit as JSON, for other programs: one object, described in `contract`."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Literal

from argmap import __version__
from argmap.audit import Allowed, Finding, MapAudit
from argmap.graph import Graph, Node, Step
from argmap.problem import Problem
from argmap.report.digest import Tally, tally
from argmap.report.parts import How, Part
from argmap.support.assessment import READINGS, Assessment
from argmap.support.attacks import Standing
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading
from argmap.support.reasons import Reasons

if TYPE_CHECKING:
    from argmap.report import contract

SCHEMA: Literal[1] = 1  # of the contract
_GRAVEST_FIRST: tuple[Standing, ...] = ("open", "answered-barely", "answered", "granted")
# Written as escapes, which mean the same: what could drive a terminal, and half characters from a file's name.
_ESCAPED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def as_json(audits: Sequence[MapAudit]) -> str:
    """All audits as one object, in a stable order."""
    return "".join(whole((Part(part(audit, How()), tally(audit)) for audit in audits), How()))


def part(audit: MapAudit, how: How) -> str:
    """One map's object, indented as it stands in the whole."""
    return "\n".join(f"  {line}" for line in dumped(_map(audit)).splitlines())


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """The object, piece by piece."""
    yield f'{{\n "argmap": {json.dumps(__version__)},\n "schema": {SCHEMA},\n "maps": ['
    total = Tally()
    for one in parts:
        yield (",\n" if total.maps else "\n") + one.text
        total += one.tally
    yield ("\n ]" if total.maps else "]") + ',\n "summary": '
    yield "\n".join(f" {line}" for line in dumped(_summary(total)).splitlines()).lstrip() + "\n}\n"


def dumped(data: object) -> str:
    """Plain data as JSON, indented by one, with a newline at the end."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _summary(total: Tally) -> "contract.Summary":
    return {
        "errors": total.errors,
        "warnings": total.warnings,
        "notes": total.notes,
        "known": total.known,
        "allowed": total.allowed,
        "unreadable": total.unreadable,
    }


def _map(audit: MapAudit) -> "contract.Map":
    map_ = audit.loaded.map if audit.loaded else None
    about = map_.about if map_ else None
    told = _Told(audit, audit.graph, audit.support) if audit.graph and audit.support else None
    return {
        "path": PurePath(audit.path).as_posix(),
        "title": (map_ and map_.title) or (about and about.title) or None,
        "problems": [_problem(problem) for problem in audit.problems],
        "left_out": [_left_out(one) for one in audit.left_out],
        "theses": [told.thesis(at) for at in told.graph.theses] if told else [],
        "nodes": [told.node(node) for node in told.graph.nodes] if told else [],
        "steps": [told.step(step) for step in told.graph.steps] if told else [],
        "sources": list(told.sources()) if told else [],
        "findings": [_finding(finding) for finding in audit.findings],
        "known": audit.known,
        "allowed": [_allowed(one) for one in audit.allowed],
    }


def _left_out(one: Problem) -> "contract.LeftOut":
    return {"line": one.line, "column": one.column, "message": one.message, "help": one.help}


def _problem(problem: Problem) -> "contract.Problem":
    return {
        "line": problem.line,
        "column": problem.column,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
    }


def _finding(finding: Finding) -> "contract.Finding":
    return {
        "code": finding.code,
        "rule": finding.rule,
        "level": finding.level,
        "for": finding.audience,
        "line": finding.line,
        "column": finding.column,
        "node": finding.node,
        "related": list(finding.related),
        "sources": list(finding.sources),
        "origins": list(finding.origins),
        "message": finding.message,
        "help": finding.help,
        "fingerprint": finding.fingerprint,
    }


def _allowed(one: Allowed) -> "contract.Allowed":
    return {
        "code": one.code,
        "rule": one.rule,
        "line": one.line,
        "node": one.node,
        "source": one.source,
        "reason": one.reason,
    }


class _Told:
    """One readable map, in one pass over its statements, steps and sources."""

    def __init__(self, audit: MapAudit, graph: Graph, support: Assessment) -> None:
        self.audit, self.graph, self.support = audit, graph, support
        self.ids = [node.id for node in graph.nodes]
        self.words = {grade: str(grade) for grade in {*support.alone.nodes, *support.own_word.nodes}}
        self.reasons = Reasons(support, "sources_alone")
        self.beneath = _sources_beneath(graph)
        self.standings = _standings(support)

    def thesis(self, at: int) -> "contract.Thesis":
        node, support = self.graph.nodes[at], self.support
        basis = support.basis(at)
        return {
            "id": node.id,
            "number": node.number,
            "claim": node.text,
            "line": self.audit.place(at).line,
            "grade": self._grade(at),
            "grade_own_word": self._grade_own_word(at),
            "contested": support.contested(at),
            "why": self._why(at),
            "origins": list(basis.origins),
            "no_lineage": basis.no_lineage,
            "own_word": basis.own_word,
            "assumptions": basis.assumptions,
            "facts": basis.facts,
            "corroborated": basis.corroborated,
            "weakest_step": basis.weakest_step.id if basis.weakest_step else None,
            **{reading: self._reading(at, reading) for reading in READINGS},  # type: ignore[typeddict-item]
        }

    def _reading(self, at: int, reading: Reading) -> "contract.Reading":
        by_source = self.support.cut_sets(at, reading, "source")
        by_claim = self.support.cut_sets(at, reading, "claim")
        return {"linchpins": list(by_source.linchpins), **_cut_sets(by_source), "by_claim": _cut_sets(by_claim)}

    def node(self, node: Node) -> "contract.Node":
        at = node.at
        place, origins = self.audit.place(at), self.support.origins[at]
        return {
            "id": node.id,
            "number": node.number,
            "kind": node.kind,
            "claim": node.text,
            "by": node.by,
            "side": self.graph.sides[at],
            "parent": None if node.parent is None else self.ids[node.parent],
            "line": place.line,
            "column": place.column,
            "grade": self._grade(at),
            "grade_own_word": self._grade_own_word(at),
            "why": self._why(at),
            "cites": [cite.key for cite in node.cites],
            "sources": sorted(self.beneath[at]),
            "origins": sorted(origins),
            "single_source": len(origins) == 1,
            "order": self.support.orders[at],
            "contested": self.support.contested(at),
            "standing": self.standings.get(at),
        }

    def step(self, step: Step) -> "contract.Step":
        return {
            "id": step.id,
            "to": self.ids[step.to],
            "from": [self.ids[premise] for premise in step.premises],
            "kind": step.kind,
            "needs": step.needs,
            "scheme": step.item.scheme,
            "grade": str(self.support.alone.steps[step.at]),  # type: ignore[typeddict-item]
        }

    def sources(self) -> "Iterator[contract.Source]":
        for key, source in self.graph.sources.by_key.items():
            yield {
                "key": key,
                "name": source.name,
                "reliability": source.reliability,
                "from": list(source.from_),
                "group": source.group,
                "anonymous": source.anonymous,
                "interest": source.interest,
                "carries": [self.ids[fact] for fact in self.support.carries[key]],
            }

    def _why(self, at: int) -> list[str]:
        return [reason.text for reason in self.reasons.of(at)]

    def _grade(self, at: int) -> Any:
        return self.words[self.support.alone.nodes[at]]

    def _grade_own_word(self, at: int) -> Any:
        return self.words[self.support.own_word.nodes[at]]


def _cut_sets(found: CutSets) -> "contract.ByClaim":
    return {
        "cut_sets": [list(one) for one in found.sets],
        "cut_set_count": found.count,
        "complete": found.complete,
    }


def _sources_beneath(graph: Graph) -> list[frozenset[str]]:
    """The keys cited by every node and all that supports it."""
    beneath = [frozenset[str]()] * len(graph.nodes)
    for at in graph.order:
        node = graph.nodes[at]
        premises = [beneath[premise] for step in graph.supporting(node) for premise in step.premises]
        own = frozenset(cite.key for cite in node.cites)
        beneath[at] = premises[0] if len(premises) == 1 and not own else own.union(*premises)
    return beneath


def _standings(support: Assessment) -> dict[int, Standing]:
    """Where each premise of an attack stands; the gravest where it is used in several."""
    found: dict[int, Standing] = {}
    for step in support.graph.steps:
        if step.kind != "because":
            standing = support.standing(step)
            for premise in step.premises:
                found[premise] = min(standing, found.get(premise, standing), key=_GRAVEST_FIRST.index)
    return found
