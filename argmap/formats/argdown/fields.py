"""The keys of data that a map has too: of statements, and of the steps between them."""

import re
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from argmap.formats.argdown.data import Value
from argmap.formats.shared.draft import Kind
from argmap.formats.shared.write import printable
from argmap.model import TEXT_LIMIT, Assumption, Evidence, Part, Together
from argmap.problem import one_line

FRONT = "for-argmap"  # the frontmatter's key for what only a map has
MARK = "argmap"  # the key of what argmap writes for its own use
AGAINST = "against"  # the mark of a conclusion that stands for an objection of several premises
NUMBERED = re.compile(r"\(\d+([.>][a-z0-9-]+)*\)")  # a title that argmap gives to what has no id
KIND = "kind"
KINDS: Mapping[str, Kind] = {"evidence": "evidence", "assumption": "assume"}

_OF_EVIDENCE = (
    "by", "likelihood", "passage", "note", "allow", "basis", "credibility", "against-interest",
)  # fmt: skip
_OF_STATEMENT: dict[str, type[Part]] = {**dict.fromkeys(_OF_EVIDENCE, Evidence), "why": Assumption}
_OF_STEP: dict[str, type[Part]] = dict.fromkeys(("scheme", "strength", "warrant", "granted", "needs", "note"), Together)
# What a model needs beside the key that is tried; a step may need as many premises as it says.
_REST: dict[type[Part], dict[str, Any]] = {
    Evidence: {"evidence": "x"},
    Assumption: {"assume": "x"},
    Together: {"together": ["x", "x"]},
}


def of_statement(key: str, value: Value) -> Any:
    """The value of a statement's key as a map has it; None where it has none such."""
    return _checked(_OF_STATEMENT, key, value)


def of_step(key: str, value: Value) -> Any:
    """The value of a step's key as a map has it; None where it has none such."""
    return _checked(_OF_STEP, key, value)


def _checked(known: Mapping[str, type[Part]], key: str, value: Value) -> Any:
    model = known.get(key)
    if model is None or value is None:
        return None
    field = key.replace("-", "_")
    clean = printable(value).strip()[:TEXT_LIMIT] if isinstance(value, str) else value
    try:
        whole = model.model_validate({**_REST[model], key: clean})
    except ValidationError:
        return None
    dumped = whole.model_dump(mode="json", include={field}, by_alias=True, exclude_unset=True, exclude_none=True)
    return dumped.get(key)


def shown(value: Value) -> str:
    """A value on one line, for a message."""
    return one_line(str(value)) if isinstance(value, str) else one_line(repr(value))
