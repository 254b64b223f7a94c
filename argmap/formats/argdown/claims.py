"""The claims of a draft: what each statement and each sketched argument says, with its sources, tags and data.

A marked conclusion is no claim: it stands for an objection of several premises, which is the step that leads to it.
"""

import re
from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from argmap.formats.argdown.citing import CITING, Citing
from argmap.formats.argdown.data import Value
from argmap.formats.argdown.fields import AGAINST, KIND, KINDS, MARK, NUMBERED, of_statement, shown
from argmap.formats.argdown.metadata import DataOf
from argmap.formats.argdown.model import Argument, Member, Model, Statement
from argmap.formats.argdown.parsing import Entry
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.shared.draft import Statement as Drafted
from argmap.formats.shared.naming import KEY_LIMIT, kebab
from argmap.problem import nearest, one_line

COMPARISONS_LIMIT = 50_000  # titles compared in search of the nearest, and then no more hints
_KEBAB = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_HONOURED = frozenset({"isCanonical", *CITING})


class Claims(NamedTuple):
    """The claims by what they are made of, in the order of the text; and what stands for objections."""

    of: Mapping[Member, Drafted]
    against: AbstractSet[Member]


def claims(model: Model, data: DataOf, citing: Citing, remarks: Remarks) -> Claims:
    """The claims of a text; what they cite goes to `citing`."""
    against = _against(model, data, remarks)
    drafting = _Claims(model, data, citing, remarks)
    for member in model.order:
        if isinstance(member, Argument):
            if member.reconstruction is None:
                drafting.add(member, f"<{one_line(member.title, 40)}>")
        elif member not in against:
            drafting.add(member, f"[{one_line(member.title, 40)}]")
    return Claims(drafting.of, against)


def _against(model: Model, data: DataOf, remarks: Remarks) -> AbstractSet[Member]:
    """The marked conclusions of one inference each, which are not premises too; what else is marked is said."""
    found: set[Member] = set()
    inferred = [one for argument in model.arguments for one in argument.inferences]
    ends = Counter(one.end for one in inferred)
    used = {statement for one in inferred for _, statement, _ in one.premises}
    for statement in model.order:
        marked = [one for one in statement.entries if data.get(one, {}).get(MARK) == AGAINST]
        if not marked or not isinstance(statement, Statement):
            continue
        if ends[statement] == 1 and statement not in used:
            found.add(statement)
        else:
            help_ = "it is for the conclusion of one inference, and for no premise"
            remarks.leave(marked[0].at, f"`{MARK}: {AGAINST}`", help_)
    return found


class _Claims:
    """One claim after the other."""

    def __init__(self, model: Model, data: DataOf, citing: Citing, remarks: Remarks) -> None:
        self.model, self.data, self.citing, self.remarks = model, data, citing, remarks
        self.of: dict[Member, Drafted] = {}
        self._titles: dict[bool, dict[str, str]] = {}
        self._comparisons = COMPARISONS_LIMIT

    def add(self, member: Statement | Argument, titled: str) -> None:
        """The claim that a statement or a sketched argument is; `titled` is how it stands in the text."""
        title, entries = member.title, member.entries
        chosen = self._chosen(entries)
        text = chosen.text if chosen else ""
        path, line, column = self.remarks.text.place((chosen or entries[0]).at)
        named = "" if NUMBERED.fullmatch(title) else title
        found = self.of[member] = Drafted(text or named, name=named, path=path, line=line, column=column)
        called = titled if title else f"“{one_line(text, 40)}”"
        for entry in entries:
            if not entry.refers and chosen and entry.text and entry.text.split() != text.split():
                what = f"another text of {called}: “{one_line(entry.text)}”"
                self.remarks.leave(entry.at, what, "one text has one title")
            if entry.data is not None or entry.tags or entry.links:
                self._keep(entry, found, called)
        if chosen is None:
            self._say_undefined(member, called)

    def _chosen(self, entries: list[Entry]) -> Entry | None:
        """The entry whose text counts: the last, or the last that says so itself."""
        if len(entries) == 1:
            return None if entries[0].refers or not entries[0].text else entries[0]
        written = [entry for entry in entries if not entry.refers and entry.text]
        marked = [self.data.get(entry, {}).get("isCanonical") for entry in written]
        canonical = [entry for entry, mark in zip(written, marked, strict=True) if mark not in (None, "false")]
        chosen = canonical or written
        return chosen[-1] if chosen else None

    # -- sources, tags and data

    def _keep(self, entry: Entry, found: Drafted, called: str) -> None:
        """Data, tags and links of one entry."""
        fields = found.fields
        _add_tags(found, entry.tags)
        for read, address in entry.links:
            line = f"{read}: {address}"
            fields["note"] = "\n".join(dict.fromkeys((*filter(None, [fields.get("note")]), line)))
        data = self.data.get(entry)
        if not data or entry.data is None:
            return
        at = entry.data[0]
        cites, lost = self.citing.cited(data, at)
        if cites and found.cites:
            help_ = "Argdown keeps the last alone; all were read"
            self.remarks.note(at, f"{called} has sources in several places", help_)
        found.cites = list({str(one): one for one in (*found.cites, *cites)}.values())
        for what in lost:
            self.remarks.leave(at, f"{what} at {called}")
        for key, value in data.items():
            if key not in _HONOURED:
                self._field(key, value, found, called, at)

    def _field(self, key: str, value: Value, found: Drafted, called: str, at: int) -> None:
        if key == KIND and value in KINDS:
            found.kind = KINDS[value]
            return
        if key == "tags":
            _add_tags(found, [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)])
            return
        checked = of_statement(key, value)
        if checked is None:
            self.remarks.leave(at, f"`{one_line(key)}` of {called}: {shown(value)}")
        elif key == "note" and found.fields.get("note"):
            found.fields["note"] = "\n".join((found.fields["note"], checked))
        else:
            if found.fields.get(key, checked) != checked:
                what = f"another `{key}` of {called}: {shown(found.fields[key])}"
                self.remarks.leave(at, what, "the last one counts")
            found.fields[key] = checked

    # -- titles that stand alone

    def _say_undefined(self, member: Statement | Argument, called: str) -> None:
        what = f"{called} is written nowhere" if isinstance(member, Statement) else f"{called} is described nowhere"
        self.remarks.note(member.entries[0].at, what, self._nearest(member) or "its title stands for it")

    def _nearest(self, member: Statement | Argument) -> str:
        """A title that may be meant."""
        known = self._known(isinstance(member, Argument))
        self._comparisons -= len(known)
        if self._comparisons < 0:
            return ""
        near = nearest(member.title, [title for title in known if title != member.title])
        return f"its title stands for it; did you mean `{known[near]}`?" if near else ""

    def _known(self, arguments: bool) -> dict[str, str]:
        if arguments not in self._titles:
            members = self.model.arguments if arguments else self.model.statements
            written = [one for one in members if one.title and any(entry.text for entry in one.entries)]
            self._titles[arguments] = {one.title.lower(): one.title for one in written}
        return self._titles[arguments]


def _add_tags(found: Drafted, written: list[str]) -> None:
    if written:
        tags = [one if len(one) <= KEY_LIMIT and _KEBAB.fullmatch(one) else kebab(one, "tag") for one in written]
        found.fields["tags"] = list(dict.fromkeys((*found.fields.get("tags", ()), *tags)))
