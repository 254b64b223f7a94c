"""What a map names that is not there: a `see`, a `source:` or a `from:` without its other end.

A map that keeps to its format is asked for this where its graph is arranged; one that does not is looked over as plain
data, so that a writer hears of all that is wrong at once.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from argmap.model import UNKNOWN
from argmap.place import Places, Route
from argmap.problem import Problem, nearest

COMPARISONS_LIMIT = 50_000  # names compared in search of the nearest: a quarter of a second, and then no more hints


class Missing:
    """Puts into words what names nothing; goes on without looking for the nearest name once that has cost enough."""

    def __init__(self) -> None:
        self._comparisons = COMPARISONS_LIMIT

    def said(self, name: str, known: Mapping[str, object], what: str, also: str = "") -> tuple[str, str]:
        """Message and help for a name of a `what` that is not among the known."""
        self._comparisons -= len(known)
        near = nearest(name, known) if self._comparisons >= 0 else None
        if near:
            help_ = f"did you mean `{near}`?"
        elif known:
            help_ = f"name one of the {what}s of this map" + (f", {also}" if also else "")
        else:
            help_ = f"this map has no {what}s yet: add it"
        return f"`{name}` names no {what}", help_


def cited_key(written: str) -> tuple[str, str, bool]:
    """A citation as it is written, taken apart: the source's key, where in the source, and whether it is in doubt."""
    key, _, locator = written.partition(",")
    key = key.strip()
    return key.rstrip("? "), locator.strip(), key.endswith("?")


def dangling(data: Any, places: Places) -> Iterator[Problem]:
    """The names without another end in the plain data of a map whose format is at fault somewhere."""
    if not isinstance(data, dict):
        return
    sources = data.get("sources")
    keys = sources if isinstance(sources, dict) else {}
    found = list(_references(data, keys))
    ids = {name: None for _, what, name in found if what == "id"}
    missing = Missing()
    for route, what, name in found:
        known: Mapping[str, object] = ids if what == "claim" else keys
        if what != "id" and name not in known:
            yield Problem(*places.at(route), *missing.said(name, known, what), "AM102")


def _references(data: dict[str, Any], sources: dict[str, Any]) -> Iterator[tuple[Route, str, str]]:
    """All ids, and all that names an id or a source, each with where it stands and which of them it is."""
    for key, source in sources.items():
        for place, above in _texts(source.get("from") if isinstance(source, dict) else None):
            if above != UNKNOWN:
                yield ("sources", key, "from", place), "source", above
    waiting: list[tuple[Route, Any]] = [((name,), data.get(name)) for name in ("claims", "thesis")]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(((*route, place), item) for place, item in reversed(list(enumerate(value))))
        elif isinstance(value, dict):
            yield from _named_in(route, value)
            waiting.extend(((*route, key), item) for key, item in value.items() if not isinstance(item, str))


def _named_in(route: Route, item: dict[str, Any]) -> Iterator[tuple[Route, str, str]]:
    for key, what in (("id", "id"), ("see", "claim")):
        if isinstance(item.get(key), str) and item[key]:
            yield (*route, key), what, item[key]
    for place, written in _texts(item.get("source")):
        yield (*route, "source", place), "source", cited_key(written)[0]


def _texts(value: Any) -> Iterator[tuple[int, str]]:
    """The texts of a list; one text where a list may stand is a list of one."""
    for place, text in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(text, str) and text:
            yield place, text
