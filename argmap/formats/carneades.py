"""Argument graphs of Carneades 4 in YAML, read (Gordon, Prakken and Walton 2007, and the manual of version 4).

An argument is a step: its premises are linked, its undercutter speaks against it. The positions of an issue exclude
each other, so each objects to the others. What is assumed and no argument concludes is an assumption. Weights, proof
standards, the labels that a test expects and what would be derived by schemes are left out, and said.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

from argmap.formats.reading.plain import YamlReading
from argmap.formats.shared.common import Data, File, Options, Taken
from argmap.formats.shared.draft import Draft, Statement, Step
from argmap.formats.shared.features import Feature
from argmap.formats.shared.naming import kebab
from argmap.place import Route
from argmap.problem import nearest, one_line

NAME = "carneades"
SUFFIXES = (".carneades.yml", ".carneades.yaml", ".yml", ".yaml")
FEATURES: frozenset[Feature] = frozenset(
    {"linked", "objections", "undercuts", "shared", "assumptions", "schemes", "notes", "ids", "title"}
)
CARRIES = "statements, assumptions, arguments with schemes and undercutters, issues as objections"

EMPTY = ("the file holds no argument graph", "write `statements:` and `arguments:`")
_HEAD = re.compile(rb"^(statements|arguments|issues)[ \t]*:", re.MULTILINE)
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_META = ("note", "description", "source")  # of the graph, besides its title
EXCLUDING_LIMIT = 100_000  # objections of one position to another
NOT_READ = {
    "language": "the verbalisations of predicates",
    "argument_schemes": "the argument schemes",
    "issue_schemes": "the issue schemes",
    "tests": "the labels that a test expects",
    "ag": "the kind of graph",
}


def recognises(head: bytes) -> bool:
    return len(set(_HEAD.findall(head))) > 1


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together."""
    draft, reading = Draft(), YamlReading()
    for file in files:
        _Graph(draft, reading, reading.file(file, EMPTY)).read()
    return reading.taken(draft, files)


class _Graph:
    """One graph; names are those of its file."""

    def __init__(self, draft: Draft, reading: YamlReading, data: Data) -> None:
        self.draft, self.reading, self.data = draft, reading, data
        self.statements: dict[str, Statement] = {}
        self.steps: list[tuple[Step, str, Route]] = []  # with the name of the undercutter
        self.excluding = 0

    def read(self) -> None:
        """Read all that is in it."""
        reading, data = self.reading, self.data
        self._about()
        for name, entry, route in reading.mapping(data, "statements"):
            self._statement(name, entry, route)
        assumed = [self._named(name, route) for name, route in reading.texts(data.get("assumptions"), ("assumptions",))]
        for statement in filter(None, assumed):
            statement.kind = "assume"
        for name, entry, route in reading.mapping(data, "arguments"):
            self._argument(name, entry if isinstance(entry, dict) else {}, route)
        for step, undercutter, route in self.steps:
            against = self._named(undercutter, route) if undercutter else None
            if against is not None:
                self.draft.steps.append(self._step("unless", [against], step, route))
        for _, entry, route in reading.mapping(data, "issues"):
            self._issue(entry if isinstance(entry, dict) else {}, route)
        for key in data:
            if key in NOT_READ or key not in ("meta", "statements", "assumptions", "arguments", "issues"):
                what = NOT_READ.get(key, f"`{one_line(key)}`")
                reading.leave((key,), what, "a map has no place for it")

    def _about(self) -> None:
        meta, reading, draft = self.data.get("meta"), self.reading, self.draft
        if not isinstance(meta, dict):
            return
        notes = [" ".join(reading.text(meta.get(key), ("meta", key)).split()) for key in _META]
        draft.entitle(reading.text(meta.get("title"), ("meta", "title")), "\n".join(filter(None, notes)))
        for key in meta:
            if key not in ("title", *_META):
                reading.leave(("meta", key), f"`{one_line(key)}` of the graph", "a map has no place for it")

    def _statement(self, name: str, entry: Any, route: Route) -> None:
        reading = self.reading
        own = entry if isinstance(entry, dict) else {"text": entry}
        text = " ".join(reading.text(own.get("text"), route).split())
        line, column = reading.place(route)
        statement = Statement(text or name, name=name, path=reading.path, line=line, column=column)
        if reading.flag(own.get("assumed"), (*route, "assumed")):
            statement.kind = "assume"
        for key in own:
            if key not in ("text", "assumed"):
                reading.leave((*route, key), f"`{one_line(key)}` of {one_line(name)}", "a map has no place for it")
        self.statements[name] = statement
        self.draft.statements.append(statement)

    def _argument(self, name: str, data: Data, route: Route) -> None:
        reading = self.reading
        conclusion = reading.text(data.get("conclusion"), (*route, "conclusion"))
        if not conclusion:
            reading.problem(route, f"the argument {one_line(name)} has no conclusion", "write `conclusion:` beneath it")
            return
        to = self._named(conclusion, (*route, "conclusion"))
        given = reading.texts(data.get("premises"), (*route, "premises"))
        premises = [found for premise, at in given if (found := self._named(premise, at)) is not None]
        if to is None or len(premises) < len(given):
            return
        step = self._step("because", premises, to, route)
        self._scheme(name, data, route, step)
        if isinstance(data.get("premises"), dict):
            what = f"the roles of the premises of {one_line(name)}: {one_line(', '.join(data['premises']), 40)}"
            reading.leave((*route, "premises"), what, "a map has no place for them")
        for key in data:
            if key not in ("conclusion", "premises", "scheme", "undercutter"):
                reading.leave((*route, key), f"`{one_line(key)}` of {one_line(name)}", "a map has no place for it")
        self.draft.steps.append(step)
        undercutter = reading.text(data.get("undercutter"), (*route, "undercutter"))
        self.steps.append((step, undercutter, (*route, "undercutter")))

    def _scheme(self, name: str, data: Data, route: Route, step: Step) -> None:
        scheme, _, parameters = self.reading.text(data.get("scheme"), (*route, "scheme")).partition("(")
        if scheme.strip():
            step.fields["scheme"] = kebab(_HUMP.sub("-", scheme), "scheme")
        if parameters:
            what = f"what the scheme of {one_line(name)} is applied to: ({one_line(parameters, 40)}"
            self.reading.leave((*route, "scheme"), what, "a map has no place for it")

    def _issue(self, data: Mapping[str, Any], route: Route) -> None:
        """The positions of an issue exclude each other."""
        reading = self.reading
        positions = reading.texts(data.get("positions"), (*route, "positions"))
        self.excluding += len(positions) * (len(positions) - 1)
        if self.excluding > EXCLUDING_LIMIT:
            what = f"the issues make more than {EXCLUDING_LIMIT:,} objections of one position to another"
            reading.problem(route, what, "split the graph")
            return
        found = [(statement, at) for name, at in positions if (statement := self._named(name, at)) is not None]
        for (one, at), (other, _) in permutations(found, 2):
            self.draft.steps.append(self._step("but", [one], other, at))
        for key in data:
            if key != "positions":
                reading.leave((*route, key), f"`{one_line(key)}` of an issue", "a map has no place for it")

    def _named(self, name: str, route: Route) -> Statement | None:
        if name in self.statements:
            return self.statements[name]
        near = nearest(name, self.statements)
        help_ = f"did you mean `{near}`?" if near else "write it under `statements:`"
        self.reading.problem(route, f"`{one_line(name)}` is no statement", help_)
        return None

    def _step(self, kind: Any, premises: list[Statement], to: Statement | Step, route: Route) -> Step:
        line, column = self.reading.place(route)
        return Step(kind, premises, to, path=self.reading.path, line=line, column=column)
