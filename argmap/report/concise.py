"""The audit for editors and for grep: one line a problem or finding, and nothing else."""

from collections.abc import Iterable, Iterator, Sequence

from argmap.audit import MapAudit
from argmap.report.ink import safe
from argmap.report.parts import How, Part


def as_concise(audits: Sequence[MapAudit]) -> str:
    """`path:line:column: AM302 warning single-source: message` a finding; what makes a map unreadable has its help."""
    return "".join(part(audit, How()) for audit in audits)


def part(audit: MapAudit, how: How) -> str:
    """The lines of one map."""
    return "".join(f"{safe(line)}\n" for line in _lines(audit))


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """All lines."""
    yield from (one.text for one in parts)


def _lines(audit: MapAudit) -> Iterator[str]:
    for problem in audit.problems:
        yield f"{audit.path}:{problem}"
    for one in audit.findings:
        yield f"{audit.path}:{one.line}:{one.column}: {one.code} {one.level} {one.rule}: {one.message}"
