"""YAML files of other programs, read as strictly as a map, but for lists in brackets, which they like."""

from collections.abc import Container, Iterator
from typing import Any

from argmap.formats.shared.common import Data, File, Placed
from argmap.load import Plain, Unreadable, decoded, read_plain
from argmap.place import Place, Route
from argmap.problem import Problem, one_line

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")


class _Any(Container[str]):
    def __contains__(self, key: object) -> bool:
        return True


class Reading:
    """What several files of one model hold, while a reader goes through them; problems and what is left out."""

    def __init__(self) -> None:
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []

    def file(self, file: File, empty: tuple[str, str]) -> Data:
        """The mapping in a file, its keys in order; an empty one where there are problems."""
        self.path, self.plain = file.path, Plain(None, None, (), False)  # type: ignore[arg-type]  # set just below
        try:
            self.plain = read_plain(decoded(file.raw), empty, _Any())
        except Unreadable as error:
            self.problems.append(Placed(file.path, error.problem))
            return {}
        self.problems += [Placed(file.path, problem) for problem in self.plain.problems]
        if self.plain.problems:
            return {}
        if not isinstance(self.plain.data, dict):
            self.problem((), *empty)
            return {}
        return self.plain.data

    def place(self, route: Route) -> Place:
        """Where the key or item at the end of a route stands in the file that is being read."""
        return self.plain.places.key(route)

    def problem(self, route: Route, what: str, help_: str) -> None:
        """Note a problem at a place of the file that is being read."""
        self.problems.append(Placed(self.path, Problem(*self.place(route), what, help_)))

    def leave(self, route: Route, what: str, help_: str) -> None:
        """Note what is left out, at a place of the file that is being read."""
        self.left_out.append(Placed(self.path, Problem(*self.place(route), what, help_)))

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
