"""The fault trees in files of the Open-PSA Model Exchange Format (version 2.0d; scram 0.16's schema).

What is read: fault trees and components with private and public names, gates with `and`, `or` and `atleast` formulae
within each other, house events and constants, basic events and parameters, beta-factor common-cause groups. A formula
that is not monotone is refused, for no map says "holds because that does not". What stands beside the trees is left
out, and said; a substitution is refused, for without it the tree has other cut sets.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap.files import Unreadable
from argmap.formats.faults.expressions import NoValue, Values
from argmap.formats.reading.xml import Element, read_xml
from argmap.formats.shared.common import File, Placed
from argmap.problem import Problem, nearest, one_line

ALWAYS, NEVER = -1, -2  # items that are no items: what has failed from the start, and what cannot fail

Kind: TypeAlias = Literal["gate", "basic-event", "house-event", "parameter"]
KINDS: dict[str, Kind] = {
    "define-gate": "gate",
    "define-basic-event": "basic-event",
    "define-house-event": "house-event",
    "define-parameter": "parameter",
}
CONNECTIVES = frozenset({"and", "or", "atleast"})
NOT_MONOTONE = frozenset({"not", "xor", "nand", "nor", "iff", "imply", "cardinality"})
REFERENCES: dict[str, tuple[Kind, ...]] = {
    "event": ("gate", "basic-event", "house-event"),
    "gate": ("gate",),
    "basic-event": ("basic-event",),
    "house-event": ("house-event",),
}
CONTAINERS = frozenset({"define-fault-tree", "define-component", "model-data"})
DESCRIPTIONS = frozenset({"label", "attributes"})
COMPARISONS_LIMIT = 50_000  # names compared in search of the nearest, and then no more hints
RINGS_LIMIT = 20
SCOPES_LIMIT = 30
BESIDE = {
    "define-event-tree": "the event tree",
    "define-initiating-event": "the initiating event",
    "define-functional-event": "the functional event",
    "define-sequence": "the sequence",
    "define-rule": "the rule",
    "define-alignment": "the alignment",
    "define-consequence": "the consequence",
    "define-consequence-group": "the group of consequences",
    "define-mission": "the mission",
    "define-extern-library": "the external library",
    "define-extern-function": "the external function",
}


@dataclass(slots=True, eq=False)
class Item:
    """A basic event (`fails` 0), or a gate that fails if so many of its inputs do; one without any always does."""

    name: str
    label: str = ""
    probability: float | None = None  # that a basic event occurs
    fails: int = 0
    inputs: list[int] = field(default_factory=list)
    source: Element | None = None  # None for what has no name in the file
    path: str = ""  # of the file


@dataclass(frozen=True, slots=True)
class Trees:
    """Fault trees: their top gates, in the order of the files, and all items. Constants are worked in."""

    title: str
    tops: tuple[int, ...]
    items: tuple[Item, ...]


@dataclass(slots=True, eq=False)
class _Definition:
    kind: Kind
    name: str  # as the whole model knows it: with its path where it is private
    scope: str
    element: Element
    path: str  # of the file

    @property
    def body(self) -> Element | None:
        """Its formula, constant or expression."""
        return next((part for part in self.element.parts if part.tag not in DESCRIPTIONS), None)


class Model:
    """Reads the files of one model. Problems and what is left out collect in lists."""

    def __init__(self, mission_time: float | None = None) -> None:
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []
        self.title = ""
        self.items: list[Item] = []
        self.values = Values(mission_time)
        self._definitions: list[_Definition] = []
        self._public: dict[tuple[bool, str], _Definition] = {}  # events and parameters have names of their own
        self._by_path: dict[tuple[bool, str], _Definition] = {}
        self._groups: list[tuple[str, Element, str]] = []  # common-cause groups: scope, element, file
        self._at: dict[int, int] = {}  # the item of a gate or basic event, by the identity of its definition
        self._comparisons = COMPARISONS_LIMIT

    def read(self, files: Sequence[File]) -> Trees | None:
        """The trees of the files; None where there are problems."""
        for file in files:
            self._file(file)
        if self.problems:
            return None
        for scope, group, path in self._groups:
            self._common_cause(scope, group, path)
        gates = [one for one in self._definitions if one.kind == "gate"]
        for gate in gates:
            self._formula(gate)
        for one in self._definitions:
            self._describe(one)
        order = self._inputs_first()
        if self.problems:
            return None
        return self._trees([self._at[id(gate)] for gate in gates], order, files[0].path)

    def _say(self, path: str, element: Element, message: str, help_: str) -> None:
        self.problems.append(Placed(path, element.problem(message, help_)))

    def _leave(self, path: str, element: Element, message: str, why: str) -> None:
        self.left_out.append(Placed(path, element.problem(message, why)))

    # -- what is defined

    def _file(self, file: File) -> None:
        try:
            root = read_xml(file.raw)
        except Unreadable as error:
            self.problems.append(Placed(file.path, error.problem))
            return
        if root.tag != "opsa-mef":
            self._say(file.path, root, f"`{root.tag}` is no Open-PSA model", "its root is `opsa-mef`")
            return
        self.title = self.title or _label(root) or root.attributes.get("name", "")
        waiting = [(root, "", "public")]
        while waiting:
            container, scope, role = waiting.pop()
            inner = []
            for part in container.parts:
                if part.tag in CONTAINERS:
                    inner.append(self._container(part, scope, role, file.path))
                elif part.tag in KINDS:
                    self._define(part, scope, role, file.path)
                elif part.tag == "define-CCF-group":
                    self._groups.append((scope, part, file.path))
                elif part.tag == "include":
                    help_ = "name the file with --with, and take the line out"
                    self._say(file.path, part, "`include` is not followed", help_)
                elif part.tag == "define-substitution":
                    what = f"the substitution {_quoted(part)} changes which sets of events count".replace("  ", " ")
                    self._say(file.path, part, what, "apply it to the tree, or take it out")
                elif part.tag not in DESCRIPTIONS:
                    what = f"{BESIDE.get(part.tag, f'`{part.tag}`')} {_quoted(part)}".strip()
                    self._leave(file.path, part, f"{what} is left out", "a map holds fault trees alone")
            if scope.count(".") <= SCOPES_LIMIT:
                waiting.extend(reversed(inner))

    def _container(self, element: Element, scope: str, role: str, path: str) -> tuple[Element, str, str]:
        if element.tag == "model-data":
            return element, "", "public"
        name = self._name(element, path)
        if scope.count(".") == SCOPES_LIMIT:
            self._say(path, element, f"components are nested deeper than {SCOPES_LIMIT}", "move the inner ones out")
        if element.tag == "define-fault-tree":
            self.title = self.title or _label(element) or name
        elif label := _label(element):
            self._leave(path, element, f"the label “{one_line(label)}” of `{name}` is left out", "no claim is it")
        return element, f"{scope}.{name}" if scope else name, element.attributes.get("role", role)

    def _define(self, element: Element, scope: str, role: str, path: str) -> None:
        kind, name = KINDS[element.tag], self._name(element, path)
        private = element.attributes.get("role", role) == "private" and scope != ""
        full = f"{scope}.{name}" if scope else name
        one = _Definition(kind, full if private else name, scope, element, path)
        sort = kind == "parameter"
        first = self._by_path.get((sort, full)) or (None if private else self._public.get((sort, name)))
        if first is not None:
            what = f"`{one.name}` is defined a second time, after line {first.element.line} of {first.path}"
            self._say(path, element, what, "give one of them another name")
            return
        bodies = [part for part in element.parts if part.tag not in DESCRIPTIONS]
        for body in bodies[1:]:
            self._say(path, body, f"`{one.name}` has more than one formula or value", "keep one of them")
        self._definitions.append(one)
        self._by_path[sort, full] = one
        if not private:
            self._public[sort, name] = one

    def _name(self, element: Element, path: str) -> str:
        name = element.attributes.get("name", "").strip()
        if not name:
            self._say(path, element, f"`{element.tag}` has no name", 'write name="…"')
        return name

    def _describe(self, one: _Definition) -> None:
        """Say what of a definition finds no place in a map."""
        for attributes in one.element.named("attributes"):
            for each in attributes.parts:
                what = f"the attribute {_quoted(each)} of `{one.name}` is left out"
                self._leave(one.path, each, what, "a claim has no such thing")
        if one.kind == "basic-event" and id(one) not in self._at:
            self._leave(one.path, one.element, f"the basic event `{one.name}` is left out", "no gate names it")
        if one.kind == "house-event":
            state = "true" if _truth(one.body) else "false"
            what = f"the house event `{one.name}` becomes the constant {state}"
            self._leave(one.path, one.element, what, "a map has no switches: it is worked into the gates above")

    # -- what is referred to

    def _find(self, reference: str, scope: str, *, parameter: bool = False) -> _Definition | None:
        """What a reference means: what is nearest around it, then what is public, then what has that path."""
        while scope:
            if found := self._by_path.get((parameter, f"{scope}.{reference}")):
                return found
            scope = scope.rpartition(".")[0]
        return self._public.get((parameter, reference)) or self._by_path.get((parameter, reference))

    def _reference(self, element: Element, scope: str, path: str) -> int | None:
        """The item or constant that a formula's leaf stands for."""
        if element.tag == "constant":
            return ALWAYS if _truth(element) else NEVER
        if element.tag in NOT_MONOTONE:
            what = f"`{element.tag}` in a formula: no map says what holds because something else does not"
            self._say(path, element, what, "write the tree with and, or, atleast alone")
            return None
        if element.tag not in REFERENCES:
            self._say(path, element, f"`{element.tag}` is no formula that is read", "write and, or, atleast, an event")
            return None
        name = element.attributes.get("name", "").strip()
        found = self._find(name, scope)
        if found is None or found.kind not in REFERENCES[element.tag]:
            near = self._nearest(name, REFERENCES[element.tag])
            help_ = f"did you mean `{near}`?" if near else "define it, or name the file that does with --with"
            self._say(path, element, f"`{name}` names no {element.tag}", help_)
            return None
        if found.kind == "house-event":
            return ALWAYS if _truth(found.body) else NEVER
        return self._item(found)

    def _nearest(self, name: str, kinds: tuple[Kind, ...]) -> str | None:
        self._comparisons -= len(self._definitions)
        known = [one.name for one in self._definitions if one.kind in kinds] if self._comparisons >= 0 else []
        return nearest(name, known)

    def _item(self, one: _Definition) -> int:
        if id(one) not in self._at:
            at = self._at[id(one)] = self._put(Item(one.name, _label(one.element), source=one.element, path=one.path))
            if one.kind == "basic-event" and one.body is not None:
                self.items[at].probability = self._probability(one.body, one)
        return self._at[id(one)]

    def _put(self, item: Item) -> int:
        self.items.append(item)
        return len(self.items) - 1

    def _probability(self, expression: Element, of: _Definition) -> float | None:
        try:
            return self.values.probability(expression, lambda name: self._parameter(name, of.scope))
        except NoValue as error:
            self._leave(of.path, expression, f"the probability of `{of.name}` is left out", str(error))
            return None

    def _parameter(self, name: str, scope: str) -> Element | None:
        found = self._find(name, scope, parameter=True)
        return found.body if found else None

    # -- formulae

    def _formula(self, gate: _Definition) -> None:
        """Put the formula of a gate into its item; formulae within it become items of their own."""
        at, body = self._item(gate), gate.body
        if body is None:
            self._say(gate.path, gate.element, f"the gate `{gate.name}` has no formula", "write one, as in <or>…</or>")
            return
        part = 0
        waiting = [(at, body)]
        while waiting:
            at, element = waiting.pop()
            inputs: list[int | None] = []
            for below in element.parts if element.tag in CONNECTIVES else [element]:
                if below.tag in CONNECTIVES:
                    part += 1
                    inner = self._put(Item(f"{gate.name}, part {part}"))
                    inputs.append(inner)
                    waiting.append((inner, below))
                else:
                    inputs.append(self._reference(below, gate.scope, gate.path))
            self.items[at].inputs = [item for item in inputs if item is not None]
            self.items[at].fails = self._fails(element, len(inputs), gate)

    def _fails(self, element: Element, count: int, gate: _Definition) -> int:
        """How many inputs must fail for a formula to be true."""
        if not count:
            self._say(gate.path, element, f"`{element.tag}` has nothing in it", "write its inputs, or take it out")
        if element.tag == "and":
            return count
        if element.tag != "atleast":
            return 1
        written = element.attributes.get("min", "")
        if not written.isdecimal() or len(written) > 9 or int(written) > count:
            what = f"`atleast` of {count} inputs has min=“{one_line(written, 20)}”"
            self._say(gate.path, element, what, f"write a number from 0 to {count}")
            return 1
        return int(written)

    def _common_cause(self, scope: str, group: Element, path: str) -> None:
        """A beta-factor group: each member fails by itself or with all others (Open-PSA 2.0d, III.1.2)."""
        name, model = self._name(group, path), group.attributes.get("model", "")
        if model != "beta-factor":
            what = f"the common-cause group `{name}` has the model “{one_line(model, 20)}”"
            self._say(path, group, what, "beta-factor groups alone are read: expand it before, or take it out")
            return
        members = [part for list_ in group.named("members") for part in list_.parts]
        known = [self._member(member, scope, path) for member in members]
        total, beta = self._beta(scope, group, path, name)
        own = total * (1 - beta) if total is not None and beta is not None else None
        common = total * beta if total is not None and beta is not None else None
        names = ", ".join(self.items[at].name for at in known)
        together = self._put(Item(name, f"one cause takes {names} together", common, source=group, path=path))
        for at in known:
            item = self.items[at]
            if item.fails:
                self._say(path, group, f"`{item.name}` is in two common-cause groups", "leave it in one of them")
                continue
            alone = self._put(Item(f"{item.name} alone", item.label, own))
            item.fails, item.inputs = 1, [alone, together]

    def _member(self, member: Element, scope: str, path: str) -> int:
        """The item of a member of a group; a group may define its members by naming them."""
        name = self._name(member, path)
        found = self._find(name, scope)
        if found is None or found.kind != "basic-event":
            itself = Element(member.tag, {}, member.line, member.column)
            found = _Definition("basic-event", name, scope, itself, path)
            self._public.setdefault((False, name), found)
        return self._item(found)

    def _beta(self, scope: str, group: Element, path: str, name: str) -> tuple[float | None, float | None]:
        """The probability of a member, and the share of it that is common."""
        of = _Definition("basic-event", name, scope, group, path)
        factors = [*group.named("factor"), *(part for list_ in group.named("factors") for part in list_.parts)]
        parts = [part for holder in (*group.named("distribution"), *factors) for part in holder.parts]
        if len(parts) != 2:
            self._say(path, group, f"the group `{name}` has not one distribution and one factor", "write both, once")
            return None, None
        return self._probability(parts[0], of), self._probability(parts[1], of)

    # -- the trees

    def _inputs_first(self) -> list[int]:
        """All items, each after its inputs; a ring is a problem."""
        order: list[int] = []
        rings = 0
        state = [0] * len(self.items)  # 1 while what is beneath is looked at, 2 when that is done
        for start in range(len(self.items)):
            path: list[int] = []
            waiting = [start]
            while waiting:
                at = waiting.pop()
                if at < 0:
                    state[~at] = 2
                    order.append(path.pop())
                elif not state[at]:
                    state[at] = 1
                    path.append(at)
                    waiting.append(~at)
                    waiting.extend(item for item in reversed(self.items[at].inputs) if item >= 0 and state[item] < 2)
                elif state[at] == 1 and (rings := rings + 1) <= RINGS_LIMIT:
                    self._say_ring(path[path.index(at) :])
        return order

    def _say_ring(self, ring: list[int]) -> None:
        named = [item for item in (self.items[at] for at in ring) if item.source is not None]
        names = [item.name for item in named]
        shown = [*names[:4], "…", *names[-3:]] if len(names) > 8 else names
        what = f"a gate stands beneath itself: {' <- '.join([*shown, names[0]])}"
        first = named[0]
        assert first.source is not None
        problem = Placed(first.path, first.source.problem(what, "take one of these inputs out"))
        if problem not in self.problems:
            self.problems.append(problem)

    def _trees(self, gates: list[int], order: list[int], path: str) -> Trees | None:
        used = {at for item in self.items for at in item.inputs}
        value = self._without_constants(order)
        tops = []
        for at in gates:
            gate = self.items[at]
            assert gate.source is not None
            if value[at] == ALWAYS and at not in used:
                gate.fails, gate.inputs = 1, []
                tops.append(at)
            if value[at] < 0:
                state = "true" if value[at] == ALWAYS else "false"
                what = f"the gate `{gate.name}` becomes the constant {state}"
                if not any(gate.source.named("constant")):  # else it is one, and nothing is lost
                    self._leave(gate.path, gate.source, what, "house events and constants decide it")
            elif at not in used:
                tops.append(at)
        if not tops:
            what = "no top gate is open: house events and constants decide all" if gates else "there is no gate here"
            self.problems.append(Placed(path, Problem(1, 1, what, "name the file of the fault tree")))
            return None
        self._say_unused(tops, value)
        return Trees(self.title, tuple(tops), tuple(self.items))

    def _say_unused(self, tops: list[int], value: list[int]) -> None:
        """Constants may leave a gate or an event without anything open above it."""
        kept, waiting = set(tops), list(tops)
        while waiting:
            new = [at for at in self.items[waiting.pop()].inputs if at not in kept]
            kept.update(new)
            waiting.extend(new)
        for at, item in enumerate(self.items):
            if at not in kept and value[at] >= 0 and item.source is not None:
                what = f"`{item.name}` is left out"
                self._leave(item.path, item.source, what, "house events and constants decide all above it")

    def _without_constants(self, order: list[int]) -> list[int]:
        """What each item comes to: itself, ALWAYS or NEVER; gates lose the inputs that are constant."""
        value = list(range(len(self.items)))
        for at in order:
            item = self.items[at]
            if not item.inputs:
                continue
            found = [value[below] if below >= 0 else below for below in item.inputs]
            open_ = [below for below in found if below >= 0]
            item.fails -= found.count(ALWAYS)
            if item.fails <= 0:
                value[at] = ALWAYS
            elif item.fails > len(open_):
                value[at] = NEVER
            if item.fails in (1, len(open_)):
                every = item.fails == len(open_)
                open_ = list(dict.fromkeys(open_))
                item.fails = len(open_) if every else 1
            item.inputs = open_
        return value


def _label(element: Element) -> str:
    return next((part.text for part in element.named("label")), "")


def _quoted(element: Element) -> str:
    name = element.attributes.get("name")
    value = element.attributes.get("value")
    if name is None:
        return ""
    return f"`{one_line(name)}`" if value is None else f"`{one_line(name)}={one_line(value)}`"


def _truth(element: Element | None) -> bool:
    """The value of a constant; a house event without one is false."""
    return element is not None and element.attributes.get("value", "").strip().lower() in ("true", "1")
