"""CSL JSON and CSL YAML, as reference managers and Pandoc write them.

Source of the names: Citation Style Language 1.0.2, appendix of item types and variables, and its JSON schema; Pandoc's
manual, "Specifying bibliographic data". A file is a list of items, or an object with the list under `references` or
`items`. YAML is read from PyYAML's events, with no stack to overrun and no tag to act on.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from argmap.bibliography.entry import Entry, Facts, Held, address, iso_date, plain
from argmap.files import Unreadable, decoded
from argmap.formats.reading.json import DEPTH_LIMIT, VALUES_LIMIT, Object, read_json
from argmap.formats.reading.markup import without_markup
from argmap.load import LOADER
from argmap.model import SourceKind
from argmap.place import marked, place_of
from argmap.problem import Problem
from argmap.wording import explain_syntax

LISTS = ("references", "items")
NO_ITEMS = ("there is no list of references in it", "CSL is a list of items, or has one under `references`")

KINDS: dict[str, SourceKind] = {
    "article": "study",
    "article-journal": "study",
    "article-magazine": "media",
    "article-newspaper": "media",
    "bill": "document",
    "book": "document",
    "broadcast": "media",
    "chapter": "document",
    "dataset": "dataset",
    "entry": "document",
    "entry-dictionary": "document",
    "entry-encyclopedia": "document",
    "figure": "image",
    "graphic": "image",
    "hearing": "document",
    "interview": "person",
    "legal_case": "document",
    "legislation": "document",
    "manuscript": "document",
    "map": "image",
    "pamphlet": "document",
    "paper-conference": "study",
    "patent": "document",
    "personal_communication": "person",
    "post": "social-media",
    "regulation": "document",
    "report": "document",
    "standard": "document",
    "thesis": "study",
    "treaty": "document",
}  # what is not here (a web page, software, music, …) may be several kinds, and the map says which
_PERIODICALS = ("article-magazine", "article-newspaper", "broadcast")
_NUMBER = re.compile(r"-?[0-9]+")


def read_csl_json(raw: bytes) -> Held:
    """The items of a CSL JSON file. Raises `Unreadable`."""
    file = read_json(raw)
    return _held(file.value, lambda item: file.place(item.at))


def read_csl_yaml(raw: bytes) -> Held:
    """The items of a CSL YAML file. Raises `Unreadable`."""
    value = _built(decoded(raw))
    return _held(value, lambda item: place_of(item.at))


def _held(value: Any, place: Callable[[Object], tuple[int, int]]) -> Held:
    if isinstance(value, Object):
        value = next((value[name] for name in LISTS if isinstance(value.get(name), list)), None)
    if not isinstance(value, list):
        raise Unreadable(Problem(1, 1, *NO_ITEMS))
    entries, again = dict[str, Entry](), dict[str, tuple[int, ...]]()
    for item in value:
        key = item.text("id") if isinstance(item, Object) else ""
        if not key:
            continue
        line, column = place(item)
        if key in entries:
            again[key] = (*again.get(key, ()), line)
        else:
            entries[key] = Entry(key, line, column, item.text("type"), item)
    return Held(entries, again)


def facts(entry: Entry) -> Facts:
    """What an item says of its work."""
    item = entry.fields
    assert isinstance(item, Object)
    authors = _names(item, "author") or _names(item, "editor")
    if not authors and entry.kind in _PERIODICALS:
        authors = (_text(item, "container-title"),)
    if not authors:
        authors = (_text(item, "publisher", "authority"),)
    url, doi = item.text("URL", "url"), item.text("DOI", "doi")
    return Facts(
        authors=authors,
        title=_text(item, "title", "container-title"),
        short_title=_text(item, "title-short", "shortTitle"),
        date=_date(item.get("issued")),
        url=address(url, doi),
        accessed=_date(item.get("accessed")),
        kind=KINDS.get(entry.kind),
    )


def _text(item: Object, *names: str) -> str:
    return plain(without_markup(item.text(*names)[:10_000]))


def _names(item: Object, role: str) -> tuple[str, ...]:
    """The family names, with their particles, and names of bodies; a role may be one object where a list belongs."""
    value = item.get(role)
    return tuple(name for one in (value if isinstance(value, list) else [value]) if (name := _name(one)))


def _name(name: Any) -> str:
    if isinstance(name, str):
        return plain(name)
    if not isinstance(name, Object):
        return ""
    family = " ".join(part for part in (name.text("non-dropping-particle"), name.text("family")) if part)
    return plain(family or name.text("literal", "name", "given"))


def _date(value: Any) -> str:
    """A date in any of the ways that CSL and Pandoc know; a range has a slash between its ends."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, Object):
        if isinstance(parts := value.get("date-parts"), list):
            return "/".join(_ends(parts))
        said = value.text("raw", "literal")
        return plain(said) if said else iso_date(*(value.text(part) for part in ("year", "month", "day")))
    if isinstance(value, list):
        return "/".join(_ends(value))
    return ""


def _ends(dates: Iterable[Any]) -> Iterator[str]:
    for date in dates:
        if isinstance(date, Object):
            made = _date(date)
        else:
            made = iso_date(*(part for part in (date if isinstance(date, list) else [date]) if isinstance(part, str)))
        if made:
            yield made


# -- YAML


def _built(text: str) -> Any:
    """The value of a YAML text: every scalar a text, every mapping an object with its place. Raises `Unreadable`."""
    try:
        return _value(yaml.parse(text, Loader=LOADER))
    except yaml.YAMLError as error:
        raise Unreadable(explain_syntax(error, text)) from None
    except (ValueError, OverflowError):
        raise Unreadable(Problem(1, 1, "this is no text in Unicode", "save the file as UTF-8")) from None


def _value(events: Iterator[Any]) -> Any:
    """One loop over the events; what is outside the container in the making waits on the stack."""
    stack: list[tuple[Any, str | None]] = []
    data: Any = None
    key: str | None = None
    top: Any = None
    documents = count = 0
    for event in events:
        if isinstance(event, DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise _refused(event, "a second document begins here", "keep one list of references a file")
        elif isinstance(event, AliasEvent):
            raise _refused(
                event, f"`*{plain(event.anchor or '')}` is an alias, and aliases are not read", "write it out"
            )
        elif isinstance(event, MappingStartEvent | SequenceStartEvent):
            if len(stack) >= DEPTH_LIMIT:
                raise _refused(event, f"this is nested deeper than {DEPTH_LIMIT:,}", "no bibliography is")
            if isinstance(data, Object) and key is None:
                raise _refused(event, "a key must be a plain word", "write `key: value`")
            stack.append((data, key))
            data, key = (Object() if isinstance(event, MappingStartEvent) else []), None
            if isinstance(data, Object):
                data.at = marked(*_place(event))
        elif isinstance(event, ScalarEvent | MappingEndEvent | SequenceEndEvent):
            if isinstance(event, ScalarEvent):
                if isinstance(data, Object) and key is None:
                    key = event.value
                    continue
                made: Any = event.value
            else:
                made = data
                data, key = stack.pop()
            count += 1
            if count > VALUES_LIMIT:
                raise _refused(event, f"the file has more than {VALUES_LIMIT:,} values", "split it")
            if isinstance(data, Object):
                data.setdefault(str(key), made)
                key = None
            elif data is not None:
                data.append(made)
            else:
                top = made
    return top


def _refused(event: Any, message: str, help_: str) -> Unreadable:
    line, column = _place(event)
    return Unreadable(Problem(line + 1, column + 1, message, help_))


def _place(event: Any) -> tuple[int, int]:
    """Line and column, both from 0, at which an event begins."""
    return event.start_mark.line, event.start_mark.column
