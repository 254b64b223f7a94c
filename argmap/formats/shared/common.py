"""What a format is given, and what it gives back."""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias

from argmap.formats.shared.features import Feature
from argmap.graph import Graph
from argmap.model import Map
from argmap.place import Places, marked
from argmap.problem import Problem
from argmap.profile import Profile
from argmap.support.function import Reading, View

Data: TypeAlias = dict[str, Any]

NOWHERE = Places(marked(0, 0))  # the places of a map that stands in no file of its own


class File(NamedTuple):
    """A file as it was read."""

    path: str
    raw: bytes


class Placed(NamedTuple):
    """A problem, or what cannot be carried, with the file that it is in."""

    path: str
    problem: Problem

    def __str__(self) -> str:
        return f"{self.path}:{self.problem}"


def in_order(lines: Iterable[Placed], paths: Sequence[str]) -> tuple[Placed, ...]:
    """By file, in the order of the paths, and by place; each once."""
    unique = dict.fromkeys(lines)
    return tuple(sorted(unique, key=lambda one: (paths.index(one.path), one.problem.line, one.problem.column)))


class NoSuchClaim(Exception):
    """The options name a claim that the map does not have; the arguments are the name and what may help."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a conversion may be told. A format looks at what concerns it."""

    claim: str | None = None  # an id or outline number; None for every thesis
    reading: Reading = "sources_alone"
    view: View = "source"
    holds: Mapping[str, float] = field(default_factory=dict)  # event -> probability that it holds, from 0 to 1
    profile: Profile | None = None  # the probabilities of the other events
    mission_time: float | None = None  # hours


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds: a map with its places, or the problems that forbid one."""

    map: Map | None
    places: Places = NOWHERE
    data: Data | None = None  # the same map as plain data, where it was made here
    problems: tuple[Placed, ...] = ()
    left_out: tuple[Placed, ...] = ()  # what a map cannot carry
    beside: Mapping[str, str] = field(default_factory=dict)  # further files of the map: ending -> text
    notes: tuple[str, ...] = ()  # what a reader of the map should know


@dataclass(frozen=True, slots=True)
class Arranged:
    """A map to be written in another format."""

    path: str  # of the file that it came from
    graph: Graph
    places: Places
    data: Data | None


@dataclass(frozen=True, slots=True)
class Made:
    """A file's text, what it cannot carry, and what its reader should know."""

    text: str
    left_out: tuple[Placed, ...] = ()
    notes: tuple[str, ...] = ()


class Format(Protocol):
    """A module of this package: what one format is called, and what of a map it can carry."""

    NAME: str
    SUFFIXES: tuple[str, ...]
    FEATURES: AbstractSet[Feature]  # what of a map the format can hold
    CARRIES: str  # the same in words


class Reader(Format, Protocol):
    """A format that is read."""

    @staticmethod
    def recognises(head: bytes) -> bool:
        """Whether a file that begins like this is of the format."""

    @staticmethod
    def read(files: Sequence[File], options: Options) -> Taken:
        """The map in the files of one model."""


class Writer(Format, Protocol):
    """A format that is written."""

    @staticmethod
    def write(arranged: Arranged, options: Options) -> Made:
        """A map in this format. Raises `NoSuchClaim`."""
