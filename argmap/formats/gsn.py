"""Safety cases in Goal Structuring Notation, as gsn2x keeps them in YAML, read (GSN Community Standard 3).

Goals are claims. What supports a goal supports it together: a strategy is the warrant of that step, a solution is
evidence, and a source of its own. An assumption is one more premise of the step that it is made for; contexts and
justifications are notes. Counter goals and counter solutions object to what they challenge; where that is a strategy,
they undercut its step. Modules are several files of one model; what a module says that it develops of another is joined
to it where that is given too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from argmap.formats.reading.plain import YamlReading
from argmap.formats.shared.common import Data, File, Options, Placed, Taken
from argmap.formats.shared.draft import Cited, Draft, Kind, Statement, Step, StepKind
from argmap.formats.shared.features import Feature
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.model import RESERVED
from argmap.place import Route
from argmap.problem import Problem, nearest, one_line

NAME = "gsn"
SUFFIXES = (".gsn.yaml", ".gsn.yml")
FEATURES: frozenset[Feature] = frozenset(
    {
        "linked",
        "objections",
        "undercuts",
        "shared",
        "evidence",
        "assumptions",
        "warrants",
        "notes",
        "tags",
        "ids",
        "title",
        "sources",
    }
)
CARRIES = "goals, strategies, solutions, assumptions, contexts, justifications, challenges, modules"

EMPTY = ("the file holds no safety case", "write its elements, as in `G1:` with `text:` beneath it")
# By prefix, the longer ones first; an element's `nodeType` says it too.
KINDS = {
    "CSn": "CounterSolution",
    "CG": "CounterGoal",
    "Sn": "Solution",
    "G": "Goal",
    "S": "Strategy",
    "C": "Context",
    "A": "Assumption",
    "J": "Justification",
}
STATED = frozenset({"Goal", "Solution", "Assumption", "CounterGoal", "CounterSolution"})
SOLVING = frozenset({"Solution", "CounterSolution"})
SEPARATE = frozenset({"text", "supportedBy", "inContextOf", "challenges", "undeveloped", "url", "nodeType", "defeated"})
_ASIDE = frozenset({"supportedBy", "inContextOf", "challenges", "undeveloped", "defeated"})
STRATEGIES_LIMIT = 40  # one beneath another
PREMISES_LIMIT = 1_000_000  # of all steps: what stands above a strategy is said of each step below it
UNREAD = {"Context": _ASIDE, "Justification": _ASIDE, "Strategy": frozenset({"challenges", "defeated"})}
_HEAD = re.compile(
    rb"^(?:G|S|Sn|C|A|J|CG|CSn)[\w-]*:\s*\n(?:\s*\n|[ \t]*#.*\n)*[ \t]+(text|supportedBy|inContextOf):", re.MULTILINE
)


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in the modules of one safety case."""
    case = _Case()
    for file in files:
        case.module(file)
    case.connect()
    return case.reading.taken(case.draft, files)


class _Reference(NamedTuple):
    """A name of another element, with its place, line and column from 1."""

    name: str
    path: str
    line: int
    column: int


def _references(reading: YamlReading, value: Any, route: Route) -> list[_Reference]:
    return [_Reference(name, reading.path, *reading.place(at)) for name, at in reading.texts(value, route)]


class _Element:
    """An element as it stands in its file."""

    def __init__(self, name: str, kind: str, data: Data, reading: YamlReading) -> None:
        self.name, self.kind, self.data = name, kind, data
        self.path = reading.path
        self.line, self.column = reading.place((name,))
        self.text = " ".join(reading.text(data.get("text"), (name, "text")).split())
        self.url = reading.text(data.get("url"), (name, "url")).strip()
        self.undeveloped = reading.flag(data.get("undeveloped"), (name, "undeveloped"))
        self.defeated = reading.flag(data.get("defeated"), (name, "defeated"))
        self.supported = _references(reading, data.get("supportedBy"), (name, "supportedBy"))
        self.context = _references(reading, data.get("inContextOf"), (name, "inContextOf"))
        self.challenged = _references(reading, data.get("challenges"), (name, "challenges"))

    @property
    def said(self) -> str:
        """What it says where it is no statement of its own."""
        return f"{self.name}: {self.text}{f' ({self.url})' if self.url else ''}"


class _Case:
    """All modules of a safety case."""

    def __init__(self) -> None:
        self.draft, self.reading = Draft(), YamlReading()
        self.elements: dict[str, _Element] = {}
        self.statements: dict[str, Statement] = {}
        self._keys = Names(RESERVED)
        self._developed: list[tuple[str, _Reference]] = []  # goal of another module, and what supports it
        self._premises = 0  # of all steps so far
        self._explained: dict[str, list[Step]] = {}  # by the name of a strategy
        self._used: set[str] = set()  # what another element names
        self._noted: set[Statement] = set()  # assumptions that stand in a note

    # -- reading

    def module(self, file: File) -> None:
        """Read the elements of one module."""
        reading = self.reading
        data = reading.file(file, EMPTY)
        for name, entry in data.items():
            if name == "module":
                self._about(entry)
                continue
            data_of = entry if isinstance(entry, dict) else {}
            kind = self._kind(name, data_of)
            if not isinstance(entry, dict):
                reading.problem((name,), f"`{one_line(name)}` is no element", "write `text:` beneath it")
            elif kind is None:
                help_ = f"its name must begin with {', '.join(sorted(KINDS))}, or say its `nodeType`"
                reading.problem((name,), f"`{one_line(name)}` is of no kind", help_)
            elif name in self.elements:
                reading.problem((name,), f"`{one_line(name)}` stands in two modules", "give one of them another name")
            else:
                element = self.elements[name] = _Element(name, kind, entry, reading)
                if not element.text:
                    reading.problem((name,), f"`{one_line(name)}` has no text", "write `text:` beneath it")
                self._leave_strange(element)

    def _about(self, module: object) -> None:
        reading = self.reading
        if not isinstance(module, dict):
            reading.problem(("module",), "`module` is no mapping", "write `name:` beneath it")
            return
        name, brief = (reading.text(module.get(key), ("module", key)) for key in ("name", "brief"))
        self.draft.entitle(name, brief)
        extended = module.get("extends")
        if not isinstance(extended, list | None):
            reading.problem(
                ("module", "extends"), "`extends` is no list", "write `- module:` and `develops:` beneath it"
            )
        for at, extension in enumerate(extended if isinstance(extended, list) else []):
            develops = extension.get("develops") if isinstance(extension, dict) else None
            for goal, support in (develops or {}).items() if isinstance(develops, dict) else ():
                route: Route = ("module", "extends", at, "develops", goal)
                self._developed += [(goal, reference) for reference in _references(reading, support, route)]
                if goal not in self.elements:
                    what = f"`{one_line(goal)}` is developed here, and stands in another module"
                    reading.leave(route, what, "name that module's file before this one to join them")
        for key in module:
            if key not in ("name", "brief", "extends"):
                reading.leave(("module", key), f"`{one_line(key)}` of the module", "a map has no place for it")

    @staticmethod
    def _kind(name: str, data: Data) -> str | None:
        given = data.get("nodeType")
        if isinstance(given, str):
            return given if given in KINDS.values() else None
        return next((kind for prefix, kind in KINDS.items() if name.startswith(prefix)), None)

    def _leave_strange(self, element: _Element) -> None:
        """Say what of an element nobody reads."""
        read = SEPARATE - UNREAD.get(element.kind, frozenset())
        for key in element.data:
            if key not in read:
                what = f"`{one_line(key)}` of {one_line(element.name)}"
                self.reading.leave((element.name, key), what, "a map has no place for it")

    # -- from elements to statements and steps

    def connect(self) -> None:
        """Make the statements, then the steps between them."""
        for element in self.elements.values():
            if element.kind in STATED:
                self._state(element)
        for goal, reference in self._developed:
            if goal in self.elements and self.elements[goal].path != reference.path:
                self.elements[goal].supported.append(reference)
        for element in self.elements.values():
            if element.kind in STATED:
                self._support(element, self.statements[element.name])
        for element in self.elements.values():
            if element.kind in STATED:
                self._challenge(element)
        self._leave_unused()
        self._drop_noted()

    def _drop_noted(self) -> None:
        """Take out the assumptions of which a note says all."""
        steps = self.draft.steps
        stays = {premise for step in steps for premise in step.premises} | {step.to for step in steps}
        gone = {one for one in self._noted - stays if not one.fields.get("note")}
        self.draft.statements = [statement for statement in self.draft.statements if statement not in gone]

    def _leave_unused(self) -> None:
        for element in self.elements.values():
            if element.kind not in STATED and element.name not in self._used:
                what = f"{element.kind} {one_line(element.said, 60)}"
                self._left(element, what, "no other element names it")

    def _state(self, element: _Element) -> None:
        tags = {"undeveloped": element.undeveloped, "defeated": element.defeated}
        fields: Data = {"tags": [tag for tag, said in tags.items() if said]}
        kind: Kind = "assume" if element.kind == "Assumption" else "evidence" if element.kind in SOLVING else "claim"
        statement = Statement(element.text, kind, element.name, fields=fields, path=element.path)
        statement.line, statement.column = element.line, element.column
        if element.kind in SOLVING:
            key = self._keys.new(kebab(f"source-{element.name}"), KEY_LIMIT)
            self.draft.sources[key] = {"name": element.text, "url": element.url}
            self.draft.places[key] = (element.line, element.column)
            statement.cites = [Cited(key)]
        elif element.url:
            statement.fields["note"] = f"See {element.url}"
        self.statements[element.name] = statement
        self.draft.statements.append(statement)

    def _support(self, element: _Element, to: Statement) -> None:
        """One step from all that supports an element, or one for each strategy and one for the rest."""
        assumed = list(self._context(element, to.fields))
        direct: list[Statement] = []
        count = len(self.draft.steps)
        for below in self._supporting(element):
            if below.kind == "Strategy":
                self._strategy(below, to, assumed)
            else:
                direct.append(self.statements[below.name])
        if direct:
            self.draft.steps.append(self._step(element, "because", [*direct, *assumed], to))
        elif len(self.draft.steps) == count:
            self._note_assumed(assumed, to)

    def _note_assumed(self, assumed: list[Statement], to: Statement) -> None:
        """Assumptions of what is not developed have no step to stand in."""
        if assumed:
            _note(to.fields, f"Assumed: {'; '.join(self.elements[one.name].said for one in assumed)}")
            self._noted.update(assumed)

    def _strategy(self, strategy: _Element, to: Statement, assumed: list[Statement]) -> None:
        """The steps that a strategy explains; one beneath another explains its step more closely."""
        waiting: list[tuple[tuple[_Element, ...], str, list[Statement]]] = [((strategy,), "", assumed)]
        seen: set[str] = set()
        while waiting:
            chain, above, premises = waiting.pop()
            here = chain[-1]
            if here.name in seen or self._too_much(here, len(chain), len(premises)):
                continue
            seen.add(here.name)
            also: Data = {}
            own = list(self._context(here, also))
            warrant = "\n".join(filter(None, [above, here.said, also.get("note")]))
            below = self._supporting(here)
            closer = [one for one in below if one.kind == "Strategy"]
            waiting.extend(((*chain, one), warrant, [*own, *premises]) for one in reversed(closer))
            stated = [self.statements[one.name] for one in below if one.kind != "Strategy"]
            if stated:
                step = self._step(here, "because", [*stated, *own, *premises], to)
                step.fields = {"warrant": warrant}
                self.draft.steps.append(step)
                for one in chain:
                    self._explained.setdefault(one.name, []).append(step)
            elif not closer:
                _note(to.fields, f"{warrant} (not developed)")
                self._note_assumed(own, to)

    def _too_much(self, strategy: _Element, depth: int, premises: int) -> bool:
        """Whether a strategy is one more than is read."""
        if depth > STRATEGIES_LIMIT:
            what = f"more than {STRATEGIES_LIMIT} strategies stand one beneath another"
            self._wrong(strategy, what, "put goals between them")
            return True
        before = self._premises
        self._premises += premises + len(strategy.supported) + 1
        if before <= PREMISES_LIMIT < self._premises:
            self._wrong(strategy, f"the strategies lead to more than {PREMISES_LIMIT:,} premises", "split the case")
        return self._premises > PREMISES_LIMIT

    def _wrong(self, element: _Element, what: str, help_: str) -> None:
        self.reading.problems.append(Placed(element.path, Problem(element.line, element.column, what, help_)))

    def _left(self, element: _Element, what: str, help_: str) -> None:
        self.reading.left_out.append(Placed(element.path, Problem(element.line, element.column, what, help_)))

    def _supporting(self, element: _Element) -> list[_Element]:
        """The strategies and statements beneath an element."""
        below = self._named(element, element.supported, "supportedBy")
        for one in below:
            if one.kind != "Strategy" and one.kind not in STATED:
                what = f"{one.kind} {one_line(one.said, 60)} as support of {one_line(element.name)}"
                self._left(element, what, "name it under `inContextOf`")
        return [one for one in below if one.kind == "Strategy" or one.kind in STATED]

    def _context(self, element: _Element, fields: Data) -> Iterator[Statement]:
        """The assumptions that an element is made under; contexts and justifications go into a note."""
        for context in self._named(element, element.context, "inContextOf"):
            if context.kind == "Assumption":
                yield self.statements[context.name]
            else:
                _note(fields, f"{context.kind} {context.said}")

    def _challenge(self, element: _Element) -> None:
        """The objection to a statement, or the undercuts of the steps that a strategy explains."""
        premise = self.statements[element.name]
        for challenged in self._named(element, element.challenged, "challenges"):
            to = self.statements.get(challenged.name)
            if to is not None:
                self.draft.steps.append(self._step(element, "but", [premise], to))
            elif steps := self._explained.get(challenged.name):
                self.draft.steps += [self._step(element, "unless", [premise], step) for step in steps]
            else:
                _note(premise.fields, f"Challenges {challenged.said}")

    def _named(self, element: _Element, references: Iterable[_Reference], key: str) -> list[_Element]:
        found = []
        for name, path, line, column in references:
            if name in self.elements:
                found.append(self.elements[name])
                self._used.add(name)
                continue
            near = nearest(name, self.elements)
            help_ = f"did you mean `{near}`?" if near else "add it, or name the file of its module too"
            what = f"`{one_line(name)}`, in `{key}` of {one_line(element.name)}, is no element"
            self.reading.problems.append(Placed(path, Problem(line, column, what, help_)))
        return found

    @staticmethod
    def _step(element: _Element, kind: StepKind, premises: list[Statement], to: Statement | Step) -> Step:
        return Step(kind, premises, to, {}, element.path, element.line, element.column)


def _note(fields: Data, text: str) -> None:
    fields["note"] = "\n".join(filter(None, [fields.get("note"), text]))
