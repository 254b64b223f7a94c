"""Statements, steps and sources as flat records of texts, for formats of rows, and of nodes with attributes.

The keys are those of a map file, and so are the values, but that lists are texts: tags and keys of sources with commas
between, citations one a line. What is empty has no key.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias

from pydantic import ValidationError

from argmap.formats.shared.common import Data
from argmap.formats.shared.draft import Cited, Kind
from argmap.formats.shared.features import EVERYTHING, Feature
from argmap.formats.shared.naming import KEY_LIMIT
from argmap.graph import Citation, Node
from argmap.graph import Step as GraphStep
from argmap.model import KEBAB, Assumption, Claim, Evidence, Move, Part, Source, Together
from argmap.problem import one_line
from argmap.references import cited_key

Record: TypeAlias = dict[str, str]

# What needs more than a flat record, or stands beside statements, steps and sources.
CARRIED: frozenset[Feature] = EVERYTHING - {"passages", "allow", "bibliography", "about", "title", "map-note"}
# The keys of records beside those that say what stands where, in the order of columns.
STATEMENT_KEYS = (
    "source", "basis", "credibility", "against-interest", "why", "likelihood", "by", "tags", "note",
)  # fmt: skip
STEP_KEYS = ("needs", "scheme", "strength", "warrant", "granted", "step-note")
SOURCE_KEYS = (
    "role", "kind", "reliability", "reason", "from", "group", "anonymous", "plural", "distinct", "interest",
    "retracted", "url", "date", "accessed", "note",
)  # fmt: skip
KINDS: Mapping[str, Kind] = {"claim": "claim", "evidence": "evidence", "assumption": "assume"}

_PARTS: Mapping[Kind, type[Part]] = {"claim": Claim, "evidence": Evidence, "assume": Assumption}
_ID = re.compile(KEBAB)
_LISTS = frozenset({"tags", "from"})


# -- from a graph


def statement_record(node: Node) -> Record:
    """What a statement says of itself, beside its id, kind and text."""
    item = node.item.model_dump(by_alias=True, exclude_unset=True, exclude={"because", "but", "unless"})
    found = {key: _text(item.get(key)) for key in STATEMENT_KEYS}
    found |= {"by": node.by, "source": "\n".join(map(cited_text, node.cites))}
    if found["basis"] == "reported":  # as where nothing is said
        del found["basis"]
    return _without_empty(found)


def step_record(step: GraphStep) -> Record:
    """What a step says of itself, beside its kind and ends."""
    item = step.item.model_dump(by_alias=True, exclude_unset=True, include={*STEP_KEYS, "note"})
    found = {key: _text(item.get(key)) for key in STEP_KEYS}
    found["needs"] = str(step.needs) if step.needs < len(step.premises) else ""
    found["step-note"] = _text(item.get("note")) if isinstance(step.item, Together) else ""
    return _without_empty(found)


def source_record(source: Source) -> Record:
    """What a source says of itself, beside its key and name."""
    item = source.model_dump(by_alias=True, exclude_unset=True)
    return _without_empty({key: _text(item.get(key)) for key in SOURCE_KEYS})


def cited_text(cite: Citation) -> str:
    """A citation as it stands in a map file, on one line."""
    locator = " ".join(cite.locator.splitlines()) if cite.locator else ""
    return str(Cited(cite.key, locator, cite.uncertain))


def is_id(name: str) -> bool:
    """Whether a name can be an id of a map; an outline number cannot."""
    return len(name) <= KEY_LIMIT and bool(_ID.search(name)) and not name.isdigit()


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else ""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)


def _without_empty(record: Record) -> Record:
    return {key: value for key, value in record.items() if value}


# -- to a draft


class Sifted(NamedTuple):
    """What of a record a map can hold, as in its file, and what is wrong with the rest."""

    fields: Data
    faults: list[str]


def read_statement(kind: Kind, record: Mapping[str, str], default_by: str) -> tuple[Sifted, list[Cited]]:
    """The fields of a statement, and its citations: the keys that a record has, and nothing else."""
    cites = [Cited(*cited_key(line)) for line in record.get("source", "").split("\n") if line.strip()]
    found = _read(record, (key for key in STATEMENT_KEYS if key != "source"))
    if found.get("by") == default_by:
        del found["by"]
    return _sifted(_PARTS[kind], {kind: "A text."}, found), cites


def read_step(record: Mapping[str, str]) -> Sifted:
    """The fields of a step."""
    found = _read(record, STEP_KEYS)
    together: Data = {key: found.pop(key) for key in ("needs", "step-note") if key in found}
    if "step-note" in together:
        together["note"] = together.pop("step-note")
    linked = _sifted(Together, {"together": ["A.", "B."]}, together)
    fields, faults = _sifted(Move, {}, found)
    return Sifted({**fields, **linked.fields}, [*faults, *linked.faults])


def read_source(name: str, record: Mapping[str, str]) -> Sifted:
    """The fields of a source with its name."""
    sifted = _sifted(Source, {"name": name}, _read(record, SOURCE_KEYS))
    return Sifted({"name": name, **sifted.fields}, sifted.faults)


def _read(record: Mapping[str, str], keys: Iterable[str]) -> Data:
    found: Data = {}
    for key in keys:
        value = record.get(key, "").strip()
        if value:
            parts = [part.strip() for part in value.split(",")]
            found[key] = [part for part in parts if part] if key in _LISTS else value
    return found


def _sifted(part: type[Part], own: Data, fields: Data) -> Sifted:
    """The fields that a part of a map takes; `own` is what it needs besides."""
    if not fields:
        return Sifted(fields, [])
    try:
        part.model_validate({**own, **fields})
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["msg"] for one in error.errors()}
        faults = [f"`{key}` “{one_line(_text(fields[key]))}”: {wrong[key]}" for key in fields if key in wrong]
        return Sifted({key: value for key, value in fields.items() if key not in wrong}, faults)
    return Sifted(fields, [])
