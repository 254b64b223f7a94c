"""The audit as workflow commands: GitHub shows each as a note at its line of a pull request.

Source: GitHub's documentation, "Workflow commands for GitHub Actions". Of each level it shows ten for a step; all stand
in the step's log.
"""

import re
from collections.abc import Iterable, Iterator

from argmap.audit import MapAudit
from argmap.problem import Level
from argmap.report.digest import Tally, summary
from argmap.report.ink import safe
from argmap.report.parts import How, Part, rule_of

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def part(audit: MapAudit, how: How) -> str:
    """The commands of one map, one a line."""
    return "".join(f"{line}\n" for line in _lines(audit))


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """All commands, and a line for the log that counts."""
    total = Tally()
    for one in parts:
        yield one.text
        total += one.tally
    yield f"{summary(total)}\n"


def _lines(audit: MapAudit) -> Iterator[str]:
    for problem in audit.problems:
        yield _command(
            audit.path, "error", problem.line, problem.column, rule_of(problem), problem.message, problem.help
        )
    for one in audit.findings:
        yield _command(audit.path, one.level, one.line, one.column, f"{one.code} {one.rule}", one.message, one.help)


def _command(path: str, level: Level, line: int, column: int, title: str, message: str, help_: str) -> str:
    properties = {"file": path, "line": str(line), "col": str(column), "title": title}
    written = ",".join(f"{key}={_escaped(value, _PROPERTY)}" for key, value in properties.items())
    return f"::{_COMMANDS[level]} {written}::{_escaped(f'{message} ({help_})' if help_ else message, _DATA)}"


def _escaped(text: str, signs: dict[str, str]) -> str:
    """A text that neither ends a command nor begins another."""
    return re.sub("[%\r\n:,]", lambda found: signs.get(found[0], found[0]), safe(text))
