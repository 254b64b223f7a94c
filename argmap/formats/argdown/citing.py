"""What `source` and `sources` in data say: texts, lists and mappings become sources of a map, and citations."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from argmap.formats.argdown.data import Value
from argmap.formats.shared.draft import Cited
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.write import printable
from argmap.model import RESERVED, TEXT_LIMIT, Source
from argmap.problem import one_line
from argmap.references import cited_key

CITING = ("source", "sources")
# Keys of a source in the words that people use for them; what comes first is what counts.
_NAME = ("name", "title", "author", "authors", "url", "link", "id")
_ALSO: Mapping[str, str] = {"link": "url", "href": "url", "year": "date", "published": "date", "type": "kind"}
_LOCATOR = ("locator", "page", "pages", "p", "pp", "chapter", "section")


class Citing:
    """The sources of a text, by key; the same name is the same source."""

    def __init__(self) -> None:
        self.sources: dict[str, dict[str, Any]] = {}
        self.places: dict[str, int] = {}  # where in the text each is first named
        self._names = Names(RESERVED)
        self._by_name: dict[str, str] = {}

    def declare(self, declared: Value, at: int) -> Iterator[str]:
        """Take sources by key, as a map file has them; yields what of them cannot be read."""
        if not isinstance(declared, dict):
            yield "`sources` in the frontmatter is no mapping from keys to sources"
            return
        for key, value in declared.items():
            if key != kebab(key, "source") or key in RESERVED or not isinstance(value, dict):
                yield f"the source `{one_line(key)}` is no key with a mapping"
                continue
            source, lost = _checked({"name": key, **value})
            yield from (f"`{part}` of the source `{key}`" for part in lost)
            self._names.new(key)
            self._add(key, source, at)

    def cited(self, data: Mapping[str, Value], at: int) -> tuple[list[Cited], list[str]]:
        """The citations in data, each once, and what of them cannot be read."""
        cites: dict[str, Cited] = {}
        lost: list[str] = []
        for key in CITING:
            values = data.get(key)
            for value in values if isinstance(values, list) else [values]:
                if isinstance(value, dict):
                    one, also = self._described(value, at)
                    lost += also
                elif isinstance(value, str) and value.strip():
                    one = self._called(value.strip(), at)
                else:
                    if value is not None:
                        lost.append(f"`{key}`")
                    continue
                cites.setdefault(str(one), one)
        return list(cites.values()), lost

    def _called(self, written: str, at: int) -> Cited:
        """A source by its key with a locator, where the key is declared, or else by its name."""
        key, locator, unsure = cited_key(written)
        if key in self.sources:
            return Cited(key, locator if locator not in self.sources else "", unsure)
        source = {"name": written}
        if written.startswith(("http://", "https://")) and not any(map(str.isspace, written)):
            source["url"] = written
        return Cited(self._source(source, at))

    def _described(self, value: Mapping[str, Value], at: int) -> tuple[Cited, list[str]]:
        """A source by a mapping of what is known of it."""
        locator = next((str(value[key]) for key in _LOCATOR if isinstance(value.get(key), str)), "")
        name = next((_joined(value[key]) for key in _NAME if value.get(key)), "")
        said = {key: part for key, part in value.items() if key not in _LOCATOR}
        used = next((key for key in _NAME if value.get(key)), "")
        if used not in ("url", "link"):
            said.pop(used, None)
        found: dict[str, Value] = {"name": name or "a source without a name"}
        for key, part in said.items():
            if key in ("author", "authors"):
                found["name"] = f"{_joined(part)}, {found['name']}"
            else:
                found.setdefault(_ALSO.get(key, key), part)
        source, lost = _checked(found)
        return Cited(self._source(source, at), locator), [f"`{key}` of a source" for key in lost]

    def _source(self, source: dict[str, Any], at: int) -> str:
        name = printable(str(source["name"])).strip()[:TEXT_LIMIT] or "a source without a name"
        known = self._by_name.get(name)
        if known is not None:
            for key, value in source.items():
                self.sources[known].setdefault(key, value)
            return known
        key = self._names.new(kebab(name[:KEY_LIMIT], "source"), KEY_LIMIT)
        self._add(key, source | {"name": name}, at)
        return key

    def _add(self, key: str, source: dict[str, Any], at: int) -> None:
        self.sources[key] = source
        self.places[key] = at
        self._by_name.setdefault(str(source["name"]), key)


def _joined(value: Value) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _checked(found: Mapping[str, Value]) -> tuple[dict[str, Any], list[str]]:
    """What of a mapping a source of a map can hold, and the keys of the rest."""
    kept: dict[str, Any] = {}
    lost: list[str] = []
    known = {(field.alias or name): name for name, field in Source.model_fields.items()}
    for key, value in found.items():
        clean = printable(value).strip()[:TEXT_LIMIT] if isinstance(value, str) else value
        try:
            whole = Source.model_validate({"name": "x", key: clean})
        except ValidationError:
            lost.append(one_line(key))
            continue
        kept[key] = whole.model_dump(mode="json", include={known[key]}, by_alias=True)[key]
    kept["name"] = kept.get("name") or "a source without a name"
    return kept, lost
