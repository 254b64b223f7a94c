"""What an audit says of a map, as diagnostics of the protocol."""

from collections.abc import Iterator

from lsprotocol import types as lsp

from argmap.audit import Finding, MapAudit
from argmap.language.lines import Lines
from argmap.problem import Problem, one_line

LEVELS = {
    "error": lsp.DiagnosticSeverity.Error,
    "warning": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}


def diagnostics(audit: MapAudit, uri: str, lines: Lines) -> list[lsp.Diagnostic]:
    """The problems of a map, or its findings, each from its place to the end of the line."""
    found = [_problem(problem, lines) for problem in audit.problems]
    return found + [_finding(finding, audit, uri, lines) for finding in audit.findings]


def _problem(problem: Problem, lines: Lines) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=lines.rest_of_line(problem.line, problem.column),
        message=_with_help(problem.message, problem.help),
        severity=lsp.DiagnosticSeverity.Error,
        code=problem.code,
        source="argmap",
    )


def _finding(finding: Finding, audit: MapAudit, uri: str, lines: Lines) -> lsp.Diagnostic:
    return lsp.Diagnostic(
        range=lines.rest_of_line(finding.line, finding.column),
        message=_with_help(finding.message, finding.help),
        severity=LEVELS[finding.level],
        code=finding.rule,
        source="argmap",
        related_information=list(_related(finding, audit, uri, lines)) or None,
    )


def _related(finding: Finding, audit: MapAudit, uri: str, lines: Lines) -> Iterator[lsp.DiagnosticRelatedInformation]:
    assert audit.graph is not None
    for name in finding.related:
        node = audit.graph.find(name)
        if node is not None:
            place = lsp.Location(uri, lines.rest_of_line(*audit.place(node.at)))
            yield lsp.DiagnosticRelatedInformation(place, f"{node.id}: {one_line(node.text)}")


def _with_help(message: str, help_: str) -> str:
    return f"{message}\n→ {help_}" if help_ else message
