"""The audit for editors and for grep: one line a problem or finding, and nothing else."""

from collections.abc import Iterator, Sequence

from argmap.audit import MapAudit
from argmap.report.ink import safe


def as_concise(audits: Sequence[MapAudit]) -> str:
    """`path:line:column: AM302 warning single-source: message` a finding; what makes a map unreadable has its help."""
    return "".join(f"{safe(line)}\n" for audit in audits for line in _lines(audit))


def _lines(audit: MapAudit) -> Iterator[str]:
    for problem in audit.problems:
        yield f"{audit.path}:{problem}"
    for one in audit.findings:
        yield f"{audit.path}:{one.line}:{one.column}: {one.code} {one.level} {one.rule}: {one.message}"
