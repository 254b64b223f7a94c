"""The forms of the audit's report: a table from name to module. `parts` says what a module has."""

from importlib import import_module
from typing import cast

from argmap.report.parts import Format

FORMATS: dict[str, str] = {
    "text": "text",
    "concise": "concise",
    "json": "json",
    "sarif": "sarif",
    "github": "github",
    "junit": "junit",
    "markdown": "comment",
}


def form(name: str) -> Format:
    """The module of a form, imported where it is used: one needs half of the program, and the others do not."""
    return cast(Format, import_module(f"argmap.report.{FORMATS[name]}"))
