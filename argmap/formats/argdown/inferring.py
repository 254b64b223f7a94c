"""The steps of reconstructed arguments: each inference from its premises, linked, to its conclusion."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.data import Value
from argmap.formats.argdown.fields import NUMBERED, of_step, shown
from argmap.formats.argdown.metadata import DataOf
from argmap.formats.argdown.model import Argument, Conclusion, Member, Model, Statement
from argmap.formats.argdown.parsing import Entry
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.argdown.steps import Steps
from argmap.formats.shared.draft import Step
from argmap.formats.shared.naming import kebab
from argmap.problem import one_line


class Inferred(NamedTuple):
    """The steps that are inferences, and the inferences to what stands for objections, whose steps wait."""

    steps: dict[Conclusion, Step]
    entering: dict[Member, Conclusion]


def infer(model: Model, data: DataOf, claims: Claims, steps: Steps, remarks: Remarks) -> Inferred:
    """Add the step of every inference to `steps`."""
    inferring = _Inferring(data, claims, steps, remarks)
    for argument in model.arguments:
        numbered = _numbered(argument)
        for conclusion in argument.inferences:
            inferring.add(argument, conclusion, numbered)
    return inferring.inferred


class _Inferring:
    def __init__(self, data: DataOf, claims: Claims, steps: Steps, remarks: Remarks) -> None:
        self.data, self.claims, self.steps, self.remarks = data, claims, steps, remarks
        self.inferred = Inferred({}, {})

    def add(self, argument: Argument, conclusion: Conclusion, numbered: Sequence[tuple[Statement, Entry]]) -> None:
        """The step of one inference; its numbered statements are those of the whole argument."""
        at, end = conclusion.inference.at, conclusion.end
        data = dict(self.data.get(conclusion.inference, {}))
        used = data.pop("uses", data.pop("from", None))
        found = self._used(conclusion, used, numbered) if isinstance(used, list) else []
        members = found or [statement for _, statement, _ in conclusion.premises]
        fields = self._fields(argument, conclusion, data)
        premises = [drafted for one in members if (drafted := self.claims.of.get(one))]
        if end in self.claims.against:
            self.inferred.entering[end] = conclusion
            self.inferred.steps[conclusion] = self.steps.waiting(premises, at, fields)
        else:
            self.inferred.steps[conclusion] = self.steps.add("because", premises, self.claims.of[end], at, fields)

    def _used(self, end: Conclusion, used: list[Value], numbered: Sequence[tuple[Statement, Entry]]) -> list[Statement]:
        """The premises that an inference says it uses, by their place among the numbered statements."""
        found = []
        for number in used:
            at = int(number) if isinstance(number, str) and number.isdecimal() and len(number) < 9 else 0
            if 0 < at <= len(numbered) and numbered[at - 1][1].at < end.inference.at:
                found.append(numbered[at - 1][0])
            else:
                what = f"`uses: {shown(number)}` names no statement before this inference"
                self.remarks.leave(end.inference.at, what, "count the numbered statements from 1")
        return found

    def _fields(self, argument: Argument, conclusion: Conclusion, data: dict[str, Value]) -> dict[str, Any]:
        """The keys of the step: its rule, its data, and the gist of its argument as a note of the last one."""
        fields: dict[str, Any] = {}
        rules = list(conclusion.inference.rules)
        if rules:
            fields["scheme"] = kebab(rules.pop(0), "scheme")
        notes = [f"also by {', '.join(rules)}"] if rules else []
        for key, value in data.items():
            checked = of_step(key, value)
            if checked is None:
                what = f"`{one_line(key)}` of an inference: {shown(value)}"
                self.remarks.leave(conclusion.inference.at, what)
            else:
                fields[key] = checked
        if conclusion is argument.inferences[-1]:
            notes += self._gists(argument)
        if notes:
            fields["note"] = "\n".join(filter(None, (fields.get("note"), *notes)))
        return fields

    def _gists(self, argument: Argument) -> list[str]:
        """The descriptions of a reconstructed argument; its data and tags have no place."""
        notes = []
        titled = f"<{one_line(argument.title)}>"
        for entry in argument.entries:
            if entry.text:
                title = f"{argument.title}: " if argument.title else ""
                notes.append(f"{title}{entry.text}")
            for read, address in entry.links:
                notes.append(f"{read}: {address}")
            for tag in entry.tags:
                self.remarks.leave(entry.at, f"the tag `{one_line(tag)}` of {titled}", "no step has tags")
            for key, value in self.data.get(entry, {}).items():
                if key != "isCanonical":
                    self.remarks.leave(entry.at, f"`{one_line(key)}` of {titled}: {shown(value)}")
        if not notes and argument.title and not NUMBERED.fullmatch(argument.title):
            notes.append(argument.title)
        return list(dict.fromkeys(notes))


def _numbered(argument: Argument) -> list[tuple[Statement, Entry]]:
    """The numbered statements of an argument in their order."""
    found: dict[Entry, Statement] = {}
    for one in argument.inferences:
        for _, statement, entry in one.premises:
            found.setdefault(entry, statement)
        found.setdefault(one.entry, one.end)
    return [(statement, entry) for entry, statement in found.items()]
