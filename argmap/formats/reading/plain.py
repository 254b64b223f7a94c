"""YAML files of other programs, read as strictly as a map, but for lists in brackets, which they like."""

from collections.abc import Container, Iterator
from typing import Any

from argmap.files import decoded
from argmap.formats.reading.files import Reading
from argmap.formats.shared.common import Data, File, Placed
from argmap.load import read_plain
from argmap.place import Place, Route
from argmap.problem import one_line

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


class _Any(Container[str]):
    def __contains__(self, key: object) -> bool:
        return True


class YamlReading(Reading[Route]):
    """Of YAML files: a place is the route of a key or item."""

    def file(self, file: File, empty: tuple[str, str]) -> Data:
        """The mapping in a file, its keys in order; an empty one where there are problems."""
        with self.within(file):
            self.plain = read_plain(decoded(file.raw), empty, _Any())
            self.problems += [Placed(file.path, problem) for problem in self.plain.problems]
            if isinstance(self.plain.data, dict) and not self.plain.problems:
                return self.plain.data
            if not self.plain.problems:
                self.problem((), *empty)
        return {}

    def place(self, at: Route) -> Place:
        return self.plain.places.key(at)

    def mapping(self, data: Data, key: str, route: Route = ()) -> Iterator[tuple[str, Any, Route]]:
        """The entries of the mapping under a key, each with its route; what is no mapping is a problem."""
        value = data.get(key) or None  # nothing beneath a key is read as an empty text
        if isinstance(value, dict):
            yield from ((name, entry, (*route, key, name)) for name, entry in value.items())
        elif value is not None:
            self.problem((*route, key), f"`{key}` is no mapping", "write `name: …` lines beneath it")

    def texts(self, value: Any, route: Route) -> list[tuple[str, Route]]:
        """The texts of a list, or of one text in its place, each with its route."""
        if value is None:
            return []
        if isinstance(value, str):
            return [(value, route)]
        pairs = value.items() if isinstance(value, dict) else enumerate(value)  # a mapping: roles of premises
        found = [(item, (*route, at)) for at, item in pairs]
        for item, at in found:
            if not isinstance(item, str):
                self.problem(at, "a name is wanted here", "write the name alone")
        return [(item, at) for item, at in found if isinstance(item, str)]

    def flag(self, value: Any, route: Route) -> bool:
        """Whether something is said to be so, in a word of YAML; any other text in its place is a problem."""
        word = str(value or "false").lower()
        if word not in (*_TRUE, *_FALSE):
            self.problem(route, f"`true` or `false` is wanted, not “{one_line(str(value), 40)}”", "write one of them")
        return word in _TRUE

    def text(self, value: Any, route: Route) -> str:
        """A text; anything else in its place is a problem."""
        if isinstance(value, str):
            return value
        if value is not None:
            self.problem(route, f"a text is wanted, not “{one_line(str(value), 40)}”", "put it in quotes")
        return ""
