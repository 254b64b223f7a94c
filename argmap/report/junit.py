"""The audit as JUnit's XML, which every build server shows: a suite a map, a case a finding.

There is no standard; the shape is that of the Jenkins xUnit plugin's schema (junit-10.xsd). A finding from `--fail-on`
up is a failure, one below it passes and says so, one that is allowed is skipped with its reason, and a map that cannot
be read is an error. A map with nothing to say is a case that passes.
"""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from argmap.audit import Finding, MapAudit
from argmap.problem import Problem
from argmap.report.ink import safe
from argmap.report.parts import How, Part, rule_of


def part(audit: MapAudit, how: How) -> str:
    """The suite of one map."""
    failures = sum(how.fails(finding) for finding in audit.findings)
    cases = [*_cases(audit, how)] or [_case(audit.path, "audit", "")]
    counts = {"tests": len(cases), "failures": failures, "errors": len(audit.problems), "skipped": len(audit.allowed)}
    numbers = " ".join(f'{key}="{count}"' for key, count in counts.items())
    known = f'<properties><property name="known" value="{audit.known}"/></properties>\n' if audit.known else ""
    return f"<testsuite name={_quoted(audit.path)} {numbers}>\n{known}{''.join(cases)}</testsuite>\n"


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """The document, piece by piece."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="argmap">\n'
    yield from (one.text for one in parts)
    yield "</testsuites>\n"


def _cases(audit: MapAudit, how: How) -> Iterator[str]:
    for problem in audit.problems:
        yield _case(audit.path, rule_of(problem), _problem(audit, problem))
    for finding in audit.findings:
        name = f"{finding.rule} at {finding.node or ', '.join(finding.sources)}"
        yield _case(audit.path, name, _finding(audit, finding, how))
    for one in audit.allowed:
        yield _case(
            audit.path, f"{one.rule} at {one.node or one.source}", f"<skipped message={_quoted(one.reason)}/>\n"
        )


def _problem(audit: MapAudit, problem: Problem) -> str:
    said = f"{audit.path}:{problem}"
    return f'<error type="unreadable" message={_quoted(problem.message)}>{_text(said)}</error>\n'


def _finding(audit: MapAudit, finding: Finding, how: How) -> str:
    place = f"{audit.path}:{finding.line}:{finding.column}"
    said = _text(f"{place}: {finding.level} {finding.rule}: {finding.message} ({finding.help})")
    if not how.fails(finding):
        return f"<system-out>{said}</system-out>\n"
    return f'<failure type="{finding.level}" message={_quoted(finding.message)}>{said}</failure>\n'


def _case(path: str, name: str, inside: str) -> str:
    head = f"<testcase classname={_quoted(path)} name={_quoted(name)}"
    return f"{head}>\n{inside}</testcase>\n" if inside else f"{head}/>\n"


def _quoted(text: str) -> str:
    return quoteattr(_allowed_in_xml(text))


def _text(text: str) -> str:
    return escape(_allowed_in_xml(text))


def _allowed_in_xml(text: str) -> str:
    """A text without what XML 1.0 cannot hold: controls, half characters of a file's name, and two others."""
    whole = safe(text).encode("utf-8", "backslashreplace").decode()
    return whole.replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
