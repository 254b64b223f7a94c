"""The forms of the audit's report: a table from name to module. `parts` says what a module has."""

from argmap.report import comment, concise, github, json, junit, sarif, text
from argmap.report.parts import Format

FORMATS: dict[str, Format] = {
    "text": text,
    "concise": concise,
    "json": json,
    "sarif": sarif,
    "github": github,
    "junit": junit,
    "markdown": comment,
}
