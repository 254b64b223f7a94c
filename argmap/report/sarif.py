"""The audit as SARIF 2.1.0, for code scanning: what GitHub, GitLab and editors show beside the lines of a file.

Source: OASIS, Static Analysis Results Interchange Format Version 2.1.0 (2020). A finding is a result; so is a fault
that makes a map unreadable, and a rule that was kept silent, with its reason as the suppression's.
"""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import PurePath
from typing import Any, TypeAlias
from urllib.parse import quote

from argmap import __version__
from argmap.audit import Allowed, Finding, MapAudit, fingerprint
from argmap.problem import Problem, one_line
from argmap.report.digest import Tally, tally
from argmap.report.json import dumped
from argmap.report.parts import How, Part, rule_of
from argmap.rules import RULES, find, page
from argmap.rules.common import Rule

Data: TypeAlias = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "argmapFinding/v1"  # a new way of making them would be v2

_UNREADABLE: Data = {
    "id": "unreadable",
    "shortDescription": {"text": "A map cannot be read."},
    "help": {"text": "Mend the file where the message says, and audit it again: the rules run on maps that are whole."},
    "defaultConfiguration": {"level": "error"},
}


def as_sarif(audits: Sequence[MapAudit]) -> str:
    """All audits as one SARIF log with one run."""
    return "".join(whole((Part(part(audit, How()), tally(audit)) for audit in audits), How()))


def part(audit: MapAudit, how: How) -> str:
    """The results of one map, as they stand in the list of them."""
    return ",\n".join(_indented(one, 4) for one in _results(audit))


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """The log, piece by piece."""
    yield f'{{\n "$schema": {json.dumps(SCHEMA)},\n "version": "2.1.0",\n "runs": [\n  {{\n'
    yield f'   "tool": {_indented(_tool(), 3).lstrip()},\n'
    yield '   "columnKind": "unicodeCodePoints",\n   "results": ['
    total, joint = Tally(), "\n"
    for one in parts:
        if one.text:
            yield joint + one.text
            joint = ",\n"
        total += one.tally
    yield "]" if joint == "\n" else "\n   ]"
    yield f',\n   "invocations": {_indented([{"executionSuccessful": not total.unreadable}], 3).lstrip()}'
    yield f',\n   "properties": {_indented({"maps": total.maps, "known": total.known}, 3).lstrip()}\n  }}\n ]\n}}\n'


def _indented(data: object, by: int) -> str:
    return "\n".join(" " * by + line for line in dumped(data).splitlines())


# -- the tool


def _tool() -> Data:
    return {"driver": {"name": "argmap", "version": __version__, "rules": [*map(_rule, RULES), _UNREADABLE]}}


def _rule(rule: Rule) -> Data:
    said = page(rule)
    texts = {heading: text for heading, text in said.sections.items() if heading not in ("Fails", "Passes")}
    what = texts.pop("What it finds", said.fault)
    return {
        "id": rule.CODE,
        "name": rule.NAME,
        "shortDescription": {"text": said.fault},
        "fullDescription": {"text": " ".join(what.split())},
        "help": {
            "text": "\n\n".join(f"{heading}: {' '.join(text.split())}" for heading, text in texts.items()),
            "markdown": "\n\n".join(f"## {heading}\n\n{text}" for heading, text in said.sections.items()),
        },
        "defaultConfiguration": {"level": rule.LEVEL},
        "properties": {"tags": [f"for-{rule.AUDIENCE}"]},
    }


@cache
def _index(code: str) -> int:
    """The place of a rule in the list; the last is that of maps which cannot be read."""
    return next((place for place, rule in enumerate(RULES) if code == rule.CODE), len(RULES))


# -- results


def _results(audit: MapAudit) -> Iterator[Data]:
    yield from (_problem(audit, problem) for problem in audit.problems)
    yield from (_finding(audit, finding) for finding in audit.findings)
    yield from (_allowed(audit, one) for one in audit.allowed)


def _problem(audit: MapAudit, problem: Problem) -> Data:
    return {
        **_ruled(rule_of(problem), "error", _told(problem.message, problem.help)),
        "locations": [_location(audit, problem.line, problem.column)],
        "partialFingerprints": {FINGERPRINT: fingerprint(rule_of(problem), problem.message)},
    }


def _finding(audit: MapAudit, finding: Finding) -> Data:
    related = [
        {"id": number, **_at_node(audit, name)}
        for number, name in enumerate(finding.related)
        if audit.graph is not None and name in audit.graph.by_id
    ]
    keys = {"for": finding.audience, "sources": list(finding.sources), "origins": list(finding.origins)}
    return {
        **_ruled(finding.code, finding.level, _told(finding.message, finding.help)),
        "locations": [_location(audit, finding.line, finding.column, finding.node)],
        **({"relatedLocations": related} if related else {}),
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        "properties": keys,
    }


def _allowed(audit: MapAudit, one: Allowed) -> Data:
    node = audit.graph.find(one.node) if audit.graph is not None and one.node else None
    keys = [one.source] if one.source else []
    rule = find(one.rule)
    message = f"{one.rule} is allowed at {one.node or one.source}"
    return {
        **_ruled(one.code, rule.LEVEL if rule else "note", _told(message, "")),
        "locations": [_location(audit, one.line, 1, one.node)],
        "partialFingerprints": {FINGERPRINT: fingerprint(f"allow {one.rule}", node.text if node else "", keys)},
        "suppressions": [{"kind": "inSource", "justification": _inert(one.reason)}],
    }


def _ruled(code: str, level: str, text: str) -> Data:
    return {"ruleId": code, "ruleIndex": _index(code), "level": level, "message": {"text": text}}


def _told(message: str, help_: str) -> str:
    return _inert(f"{message} ({help_})" if help_ else message)


def _inert(text: str) -> str:
    """A map's text as a message: a viewer makes a link of `[text](target)`, and a map may come from anyone."""
    return " ".join(text.split()).replace("](", "]\u200b(")


def _at_node(audit: MapAudit, name: str) -> Data:
    assert audit.graph is not None
    at = audit.graph.by_id[name]
    place = audit.place(at)
    said = _inert(one_line(audit.graph.nodes[at].text))
    return {**_location(audit, place.line, place.column, name), "message": {"text": said}}


def _location(audit: MapAudit, line: int, column: int, node: str | None = None) -> Data:
    physical = {
        "artifactLocation": {"uri": _uri(audit.path)},
        "region": {"startLine": line, "startColumn": column},
    }
    return {
        "physicalLocation": physical,
        **({"logicalLocations": [{"name": node, "kind": "element"}]} if node else {}),
    }


def _uri(path: str) -> str:
    """A path as a reference: a relative one stays relative, to the folder that the audit ran in."""
    pure = PurePath(path)
    return pure.as_uri() if pure.is_absolute() else quote(os.fsencode(pure.as_posix()))
