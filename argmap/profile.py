"""Profiles: which probabilities the ratings, strengths and events of a map stand for.

A profile is a file in the strict YAML of maps. What it leaves out is as in the profile that comes with argmap, whose
text a user can copy and change; its comments say why each figure is what it is.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from argmap.graph import Graph
from argmap.load import read_plain
from argmap.model import Key, Keys, Part, Strength, Text
from argmap.place import Place, Places, Route
from argmap.problem import Problem, listed, nearest, one_line
from argmap.references import Missing
from argmap.wording import place_of, route_of

NO_PROFILE = ("the file holds no profile", "begin with `ratings:`, or copy the profile that comes with argmap")
OWN_NAMES = ("text", "mapper", "unknown")  # events that are neither a source nor an assumption
MERGED = ("ratings", "credibility", "strengths")  # of these a profile may hold a part

Probability = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Beta(Part):
    """Sources that share part of their origin, and how much of their doubt they have in common."""

    sources: Annotated[Keys, Field(min_length=2)] | None = Field(
        default=None, description="The sources that share part of their origin, by key: two or more."
    )
    group: Key | None = Field(default=None, description="In place of sources: a group of the map.")
    beta: Probability = Field(description="The common part of their doubt, from 0 (they fail apart) to 1 (together).")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.sources is None) == (self.group is None):
            raise PydanticCustomError("one_of_two", "sources or group")
        return self


class Profile(Part):
    """What a profile file may hold; probabilities are of holding, from 0 to 1."""

    ratings: dict[Literal["A", "B", "C", "D", "E", "F", "unjudged"], Probability] = Field(
        description="That what a source says is so, by its reliability: A to F, or `unjudged`."
    )
    credibility: dict[Literal["1", "2", "3", "4", "5", "6"], Probability] = Field(
        description="That evidence is so although its source is believed, by its credibility: 1 to 6."
    )
    strengths: dict[Strength, Probability] = Field(description="That a step carries its claim, by its strength.")
    own_word: Probability = Field(description="That what is said with no source behind it is so.")
    assumption: Probability = Field(description="That an assumption is so.")
    group: Probability = Field(description="How much of their doubt the sources of a group have in common.")
    events: dict[Text, Probability] = Field(
        default={}, description="Single sources and assumptions by key or id; and `text`, `mapper`, `unknown`."
    )
    beta: tuple[Beta, ...] = Field(default=(), description="Sources that share part of their origin.")
    threshold: Probability = Field(description="The probability from which a claim is said to hold.")

    def rated(self, reliability: str | None) -> float:
        """The figure for a source's letter; F is as if absent, unless the profile has a figure for it."""
        return next(
            (chance for letter, chance in self.ratings.items() if letter == reliability), self.ratings["unjudged"]
        )

    def shared(self, group: str) -> float:
        """How much of their doubt the sources of a group have in common."""
        return next((entry.beta for entry in self.beta if entry.group == group), self.group)


@dataclass(frozen=True, slots=True)
class LoadedProfile:
    """What a profile file holds: the profile (None where a problem forbids it), places, and problems in order."""

    profile: Profile | None
    places: Places
    problems: tuple[Problem, ...]


def profile_template() -> str:
    """The text of the profile that comes with argmap, for a user to copy and change."""
    return Path(__file__).with_name("profile.yaml").read_text("utf-8")


@lru_cache(maxsize=1)
def default_profile() -> Profile:
    """The profile that comes with argmap."""
    return Profile.model_validate(_default_data())


def load_profile(text: str) -> LoadedProfile:
    """Read a profile's text. What it leaves out is as in the default profile."""
    plain = _plain(text)
    problems = list(plain.problems)
    profile: Profile | None = None
    if plain.whole:
        try:
            profile = Profile.model_validate(_completed(plain.data))
        except ValidationError as error:
            taken = {(problem.line, problem.column) for problem in problems}
            details = [(place_of(detail, plain.places), detail) for detail in error.errors(include_url=False)]
            problems.extend(_explained(place, detail) for place, detail in details if place not in taken)
        else:
            problems.extend(_said_twice(profile, plain.places))
    return LoadedProfile(None if problems else profile, plain.places, listed(problems))


def strangers(loaded: LoadedProfile, graph: Graph) -> tuple[Problem, ...]:
    """The names in a profile that mean nothing in a map, at their places in the profile."""
    return () if loaded.profile is None else listed(_Strangers(graph).met(loaded.profile, loaded.places))


# -- reading


def _plain(text: str) -> Any:
    return read_plain(text, NO_PROFILE, ("sources",))


@lru_cache(maxsize=1)
def _default_data() -> dict[str, Any]:
    data: dict[str, Any] = _plain(profile_template()).data
    return data


def _completed(data: Any) -> Any:
    """A profile's data with what it leaves out."""
    if not isinstance(data, dict):
        return data
    default = _default_data()
    parts = {key: {**default[key], **data[key]} for key in MERGED if isinstance(data.get(key), dict)}
    return {**default, **data, **parts}


def _said_twice(profile: Profile, places: Places) -> Iterator[Problem]:
    counts = Counter(entry.group for entry in profile.beta if entry.group)
    lists = Counter(frozenset(entry.sources) for entry in profile.beta if entry.sources)
    for place, entry in enumerate(profile.beta):
        if entry.group and counts[entry.group] > 1:
            what = f"the group `{entry.group}` stands under `beta:` more than once"
            yield Problem(*places.at(("beta", place, "group")), what, "keep one of them")
        if lists[frozenset(entry.sources or ())] > 1:
            what = "the same sources stand under `beta:` more than once"
            yield Problem(*places.at(("beta", place, "sources")), what, "keep one of them")
        for at, key in enumerate(entry.sources or ()):
            if key in (entry.sources or ())[:at]:
                what = f"`{key}` stands in one list twice"
                yield Problem(*places.at(("beta", place, "sources", at)), what, "keep one of them")


# -- problems in words


def _explained(place: Place, detail: Any) -> Problem:
    return Problem(*place, *_said(detail, route_of(detail)))


def _said(detail: Any, route: Route) -> tuple[str, str]:
    if not route:
        return NO_PROFILE
    name = next(str(part) for part in reversed(route) if isinstance(part, str))
    match detail["type"]:
        case "extra_forbidden":
            return _no_key(name, Beta if route[0] == "beta" else Profile)
        case "literal_error":
            return _no_word(name, str(route[0]), detail)
        case "dict_type" | "model_type":
            return f"`{name}` needs keys of its own", "write them below it, one a line, or take it out"
        case "tuple_type":
            return f"`{name}` must be a list", "write one entry a line, each after `- `"
        case "too_short":
            return "`sources` needs two keys or more", "name the sources that share part of their origin"
        case "one_of_two":
            return "sources share part of their origin either by name or by group", "write `sources:` or `group:`"
        case "missing":
            return f"`{name}` is missing", f"write `{name}:` and a number from 0 to 1"
        case "string_type" | "string_pattern_mismatch" | "string_too_short" | "string_too_long":
            return f"`{name}` is not a name", "write the key of a source, or the id of an assumption"
        case _:
            return _no_probability(name, detail["input"])


def _no_key(name: str, part: type[Part]) -> tuple[str, str]:
    known = [field.alias or key for key, field in part.model_fields.items()]
    near = nearest(name, known)
    of = "a profile" if part is Profile else "`beta`"
    return f"`{one_line(name, 40)}` is not a key of {of}", f"did you mean `{near}`?" if near else _they_are(known)


def _no_word(name: str, table: str, detail: Any) -> tuple[str, str]:
    known = re.findall(r"'([^']+)'", str(detail.get("ctx", {}).get("expected", "")))
    near = nearest(name, known)
    return f"`{one_line(name, 40)}` is not a key of `{table}`", f"did you mean `{near}`?" if near else _they_are(known)


def _they_are(known: list[str]) -> str:
    return "the keys are " + ", ".join(known)


def _no_probability(name: str, value: Any) -> tuple[str, str]:
    if not isinstance(value, str):
        return f"`{name}` must be a number", "write a number from 0 to 1"
    percent = re.fullmatch(r"(\d+(?:\.\d+)?) ?%", value.strip())
    help_ = (
        f"write {float(percent[1]) / 100:g}" if percent and float(percent[1]) <= 100 else "write a number from 0 to 1"
    )
    return f"`{name}` cannot be `{one_line(value, 40)}`", help_


class _Strangers:
    """What of a profile's names means nothing in a map."""

    def __init__(self, graph: Graph) -> None:
        self.sources = graph.sources
        self.nodes = {name: node for node in graph.nodes for name in (node.number, node.id)}
        assumptions = (node.id for node in graph.nodes if node.kind == "assumption")
        self.events = dict.fromkeys((*graph.sources.by_key, *assumptions, *OWN_NAMES))
        self.missing = Missing()

    def met(self, profile: Profile, places: Places) -> Iterator[Problem]:
        """A problem for each, at its place."""
        for name in profile.events:
            if said := self._event(name):
                yield Problem(*places.key(("events", name)), *said)
        for place, entry in enumerate(profile.beta):
            for at, key in enumerate(entry.sources or ()):
                if key not in self.sources.by_key:
                    said = self.missing.said(key, self.sources.by_key, "source")
                    yield Problem(*places.at(("beta", place, "sources", at)), *said)
            if entry.group and entry.group not in self.sources.groups:
                said = self.missing.said(entry.group, self.sources.groups, "group")
                yield Problem(*places.at(("beta", place, "group")), *said)

    def _event(self, name: str) -> tuple[str, str] | None:
        node = self.nodes.get(name)
        if name in self.events or (node is not None and node.kind == "assumption"):
            return None
        if name in self.sources.groups:
            return f"`{name}` is a group", "say under `beta:` how much of their doubt its sources have in common"
        if node is not None:
            what = "evidence" if node.kind == "evidence" else "a claim"
            return f"`{name}` is {what}", "a figure belongs to what it rests on: its sources and assumptions"
        return self.missing.said(one_line(name, 40), self.events, "event", "a source or an assumption")
