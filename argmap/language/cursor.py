"""Where a cursor stands in a map that is being typed, and what may be written there.

The lines alone are looked at, since a line in the making seldom reads as YAML: what stands above with less indentation
holds what stands below.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.language.index import Index
from argmap.model import About, Assumption, Claim, Evidence, Map, Part, Passage, See, Source, Together
from argmap.problem import one_line
from argmap.rules import RULES, page

# The schemes of Walton, Reed and Macagno (2008) that texts use most, in a few words each. AIF's names, with the numbers
# of a database, are another table (`formats.interchange.schemes`): it has what nobody writes by hand, and not all of
# these. Where both have a scheme, they spell it alike, which is tested.
SCHEMES = {
    "analogy": "It held in a like case.",
    "cause-to-effect": "The cause is there, so its effect will be.",
    "commitment": "Who is bound by what they said.",
    "correlation-to-cause": "The two go together, so one brings the other about.",
    "established-rule": "A rule says so for such cases.",
    "example": "One case shows it.",
    "expert-opinion": "Somebody who knows the field says so.",
    "explanation": "A cause offered for what is given; it supports nothing.",
    "negative-consequences": "It would lead to harm.",
    "popular-opinion": "Most people hold it.",
    "position-to-know": "Somebody who was there says so.",
    "positive-consequences": "It would lead to good.",
    "practical-reasoning": "It is a means to an end that is wanted.",
    "precedent": "It was decided so before.",
    "sign": "What would be seen if it were so is seen.",
    "slippery-slope": "One step leads to the next, up to a bad end.",
    "verbal-classification": "It falls under the word, so what holds of that holds of it.",
    "witness-testimony": "A witness says that it happened.",
}

_ENTRY = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<key>[a-z][a-z0-9-]*) *: *(?P<value>.*)")
_TYPED_VALUE = re.compile(r" *(?:- +)*(?P<key>[a-z][a-z0-9-]*) *: +[\[\"']?(?:[^\[\]\"']*[,\[] *)?(?P<typed>[\w?-]*)")
_TYPED_CITE = re.compile(r" *(?:cite|.*[{,] *cite) *: +(?P<typed>[\"']?[^\s\"',{}]*)")
_IN_BRACES = re.compile(r" *(?:- +)*(?P<holder>[a-z0-9][a-z0-9-]*) *: +\{(?P<inside>[^{}]*)")
_PART = re.compile(r" *(?P<key>[a-z][a-z0-9-]*) *:(?: +(?P<value>.*))?")  # of what stands in braces
_TYPED_ITEM = re.compile(r"(?P<indent> *)- +[\"']?(?P<typed>[\w-]*)")
_TYPED_KEY = re.compile(r"(?P<indent> *)(?P<dashes>(?:- +)*)(?P<typed>[\w-]*)")
_LISTED = ("because", "but", "unless", "together", "thesis", "claims")
_ITEMS: tuple[type[Part], ...] = (Claim, Evidence, Assumption, Together, See)
_CLOSED: dict[type[Part], str] = {Claim: "claim", Evidence: "evidence", Assumption: "assume", Together: "together",
                                  See: "see"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that may be written: the word, what it is, more about it, and what goes behind a key."""

    word: str
    kind: str  # key, claim, source, group, scheme, rule, entry or value
    detail: str = ""
    more: str = ""
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be written in the place of the last `typed` characters before the cursor."""

    typed: int
    choices: tuple[Choice, ...]


def choices(
    text: str, offset: int, names: Index | None, entries: Callable[[], Iterable[Choice]] | None = None
) -> Choices:
    """What may stand at a place of the text; nothing in the middle of prose. `entries` are those of bibliographies."""
    lines = text[:offset].split("\n")
    line, above = lines[-1], lines[:-1]
    below = text[offset:].split("\n")
    if entries and (cite := _TYPED_CITE.fullmatch(line)):
        return Choices(len(cite["typed"]), tuple(entries()))
    if braces := _IN_BRACES.fullmatch(line):
        return _in_braces(braces["inside"], [braces["holder"], *_within(line, above)], names)
    if value := _TYPED_VALUE.fullmatch(line):
        return Choices(len(value["typed"]), tuple(_values(value["key"], _within(line, above), names)))
    if item := _TYPED_ITEM.fullmatch(line):
        listed = _key_above(above, len(item["indent"]) + 1)
        if listed and listed not in _LISTED:
            return Choices(len(item["typed"]), tuple(_values(listed, _within(line, above), names)))
    if key := _TYPED_KEY.fullmatch(line):
        indent = len(key["indent"]) + len(key["dashes"])
        holders = _holders(above, indent, bool(key["dashes"]))
        there = _siblings(above, below[1:], indent) if not key["dashes"] else _siblings([], below[1:], indent)
        return Choices(len(key["typed"]), tuple(_keys(holders, there)))
    return Choices(0, ())


def _in_braces(inside: str, holders: Sequence[str], names: Index | None) -> Choices:
    """What may stand behind an open brace: a key, or the value of the last one."""
    *done, last = inside.split(",")
    if part := _PART.fullmatch(last):
        typed = part["value"] or ""
        found = _values(part["key"], holders, names) if re.fullmatch(r"[\w?-]*", typed) else ()
        return Choices(len(typed), tuple(found))
    if not re.fullmatch(r" *[\w-]*", last):
        return Choices(0, ())
    there = {part["key"] for one in done if (part := _PART.fullmatch(one))}
    return Choices(len(last.strip()), tuple(one for one in _keys(holders, there) if one.word not in there))


def _within(line: str, above: Sequence[str]) -> list[str]:
    found = _ENTRY.match(line)
    indent = len(found["indent"]) + len(found["dashes"]) if found else len(line) - len(line.lstrip(" "))
    return _holders(above, indent, False)


def _key_above(above: Sequence[str], indent: int) -> str | None:
    """The key under whose value a line with that indentation stands."""
    for line in reversed(above):
        found = _ENTRY.fullmatch(line)
        if found and len(found["indent"]) + len(found["dashes"]) < indent:
            return found["key"]
    return None


def _holders(above: Sequence[str], indent: int, dashed: bool) -> list[str]:
    """The keys that hold a line, from the innermost out; a dash may stand as deep as the key of its list."""
    found: list[str] = []
    limit = indent - 1 if dashed else indent
    for line in reversed(above):
        entry = _ENTRY.fullmatch(line)
        if entry is None:
            continue
        column = len(entry["indent"]) + len(entry["dashes"])
        if column < limit and not entry["value"].strip():
            found.append(entry["key"])
            # Where dashes stand before a key, its siblings begin behind them, and what holds it before them.
            limit = column if not entry["dashes"] else len(entry["indent"]) + 1
        elif column < limit:
            limit = min(limit, len(entry["indent"]) + 1 if entry["dashes"] else column + 1)
    return found


def _siblings(above: Sequence[str], below: Sequence[str], indent: int) -> set[str]:
    """The keys that stand beside a line already."""
    found = set[str]()
    for lines in (reversed(above), iter(below)):
        for line in lines:
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            column = len(line) - len(line.lstrip(" "))
            entry = _ENTRY.fullmatch(line)
            deep = column + len(entry["dashes"]) if entry else column
            if entry and deep == indent:
                found.add(entry["key"])
                if entry["dashes"]:
                    break
            if column < indent:
                break
    return found


# -- what may be written


def _values(key: str, holders: Sequence[str], names: Index | None) -> Iterator[Choice]:
    if key == "see" and names:
        yield from (Choice(one, "claim", _said(names, one)) for one in names.given("claim"))
    elif key in ("source", "from") and names:
        yield from (Choice(one, "source", _said(names, one)) for one in names.given("source"))
        if key == "from":
            yield Choice("unknown", "source", "It repeats somebody, and nobody knows whom.")
    elif key == "group" and names:
        yield from (Choice(one, "group") for one in names.given("group"))
    elif key == "scheme":
        yield from (Choice(name, "scheme", said) for name, said in SCHEMES.items())
    else:
        model = _model(holders)
        for part in (model,) if model else _ITEMS:
            yield from (Choice(word, "value") for word in _words(part, key))
            if any(_words(part, key)):
                return


def _said(names: Index, name: str) -> str:
    return next((one_line(part.text, 80) for part in names.parts if part.name == name), "")


def _keys(holders: Sequence[str], there: set[str]) -> Iterator[Choice]:
    if holders and holders[0] == "allow":
        yield from (Choice(rule.NAME, "rule", page(rule).fault, behind=": ") for rule in RULES)
        return
    model = _model(holders)
    if model is not None:
        yield from _fields(model, there)
        return
    if holders and holders[0] not in _LISTED:
        return
    kinds = [part for part in _ITEMS if _CLOSED[part] in there] or list(_ITEMS)
    seen = set(there)
    for part in kinds:
        for choice in _fields(part, seen):
            seen.add(choice.word)
            yield choice


def _model(holders: Sequence[str]) -> type[Part] | None:
    """Whose keys stand under these; None for an item, which may be one of several."""
    if not holders:
        return Map
    if holders[0] == "about":
        return About
    if holders[0] == "passage":
        return Passage
    if len(holders) == 2 and holders[1] == "sources":
        return Source
    return None


def _fields(model: type[Part], there: set[str]) -> Iterator[Choice]:
    for field in model.model_fields.values():
        name = field.alias or ""
        if name and name not in there:
            nested = name in (*_LISTED, "sources", "about", "allow")
            yield Choice(name, "key", field.description or "", behind=":" if nested else ": ")


def _words(model: type[Part], key: str) -> Iterator[str]:
    """The words of a closed list that a key takes."""
    schema = _schema(model)
    field = schema.get("properties", {}).get(key, {})
    for choice in (field, *field.get("anyOf", ())):
        yield from map(str, choice.get("enum", ()))
        if choice.get("type") == "boolean" and "minLength" not in field:
            yield from ("true", "false")


def _schema(model: type[Part]) -> dict[str, Any]:
    if model not in _SCHEMAS:
        whole = model.model_json_schema(by_alias=True)
        name = whole.get("$ref", "").rpartition("/")[2]
        _SCHEMAS[model] = whole.get("$defs", {}).get(name, whole)
    return _SCHEMAS[model]


_SCHEMAS: dict[type[Part], dict[str, Any]] = {}
