"""One line a problem or finding."""

import re

import pytest

from argmap.audit import Finding, MapAudit, audit_text
from argmap.problem import Problem
from argmap.report.concise import as_concise
from tests.samples import BRIDGE, MAPS


def finding(message: str) -> Finding:
    return Finding("AM302", "single-source", "warning", "text", 7, 3, "1", (), (), (), message, "mend it", "f", 1)


def test_a_finding_is_a_line() -> None:
    audit = MapAudit("maps/a.yaml", None, None, None, (), (finding("it rests on one source"),))
    assert as_concise([audit]) == "maps/a.yaml:7:3: AM302 warning single-source: it rests on one source\n"


def test_a_problem_is_a_line_with_its_help() -> None:
    audit = MapAudit("a.yaml", None, None, None, (Problem(2, 4, "`claim` is empty", "write its text"),))
    assert as_concise([audit]) == "a.yaml:2:4: `claim` is empty (write its text)\n"


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("two\nlines\r\nhere", "two lines here"),
        ("a bell \x07 and \x1b[31mred", "a bell <U+0007> and <U+001B>[31mred"),
        ("turned \u202eround", "turned <U+202E>round"),
    ],
)
def test_nothing_breaks_the_line_or_drives_the_terminal(message: str, shown: str) -> None:
    audit = MapAudit("a.yaml", None, None, None, (), (finding(message),))
    assert as_concise([audit]) == f"a.yaml:7:3: AM302 warning single-source: {shown}\n"


def test_every_finding_of_every_map_is_a_line_in_order() -> None:
    audits = [audit_text(path.read_text("utf-8"), path.name) for path in MAPS] + [audit_text(BRIDGE, "bridge")]
    lines = as_concise(audits).splitlines()
    assert len(lines) == sum(len(audit.findings) for audit in audits)
    assert all(re.match(r"[^:]+:\d+:\d+: AM\d{3} (error|warning|note) [a-z-]+: \S", line) for line in lines)


def test_a_clean_map_says_nothing() -> None:
    assert as_concise([]) == ""
