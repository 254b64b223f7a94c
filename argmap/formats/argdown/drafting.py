"""From the model of an Argdown text to a draft of a map.

A statement is a claim; with a source it is evidence, as the outline sees to. An argument that is only sketched is a
claim too, by its gist, and its relations are steps from and to it. An argument that is reconstructed is its inferences:
each is a step from its premises, linked, to its conclusion (`uses` says which; else those since the inference before,
with its conclusion); the gist is a note of the last step. What leads from such an argument leads from its conclusion.
What attacks or undercuts it undercuts its last step, for it does not say which premise it means; what supports it
supports its premise, or each of them. An undercut of a statement or of a sketched argument speaks against every step
that leads from there; where none does, it is an objection. What is contradictory or contrary is an objection both ways.
"""

import re
from collections import Counter, deque
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from argmap.formats.argdown.citing import CITING, Citing
from argmap.formats.argdown.data import Slip, Value, Wrong, read_block, read_yaml
from argmap.formats.argdown.fields import AGAINST, FRONT, KIND, KINDS, MARK, NUMBERED, of_statement, of_step, shown
from argmap.formats.argdown.lexing import Lexer
from argmap.formats.argdown.model import Argument, Conclusion, Member, Model, Relation, Statement
from argmap.formats.argdown.parsing import Entry, Inference, Parser
from argmap.formats.argdown.silent import dropped, passed_over
from argmap.formats.argdown.texts import Text
from argmap.formats.shared.common import Placed
from argmap.formats.shared.draft import Draft, Step, StepKind
from argmap.formats.shared.draft import Statement as Drafted
from argmap.formats.shared.naming import KEY_LIMIT, kebab
from argmap.formats.shared.write import printable
from argmap.model import TEXT_LIMIT, About
from argmap.problem import counted, nearest, one_line

EACH_LIMIT = 12  # steps that one undercut of a statement speaks against, and premises that one support is for
UNDERCUTS_LIMIT = 20  # undercuts of undercuts, one above the other
COMPARISONS_LIMIT = 50_000  # titles compared in search of the nearest, and then no more hints
_KEBAB = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_DESCRIPTION = ("subTitle", "subtitle", "author", "authors", "date", "abstract")
_HONOURED = frozenset({"isCanonical", *CITING})
_SAME_SORT: Mapping[str, StepKind] = {
    "support": "because", "entails": "because", "attack": "but", "contrary": "but", "contradictory": "but",
}  # fmt: skip
_NO_ROOM = "a map has no place for it"


class _Made(NamedTuple):
    """A step with the place by which it is ordered."""

    at: int
    step: Step


class Drafting:
    """A draft of one text, what of it is left out, and what its reader should know."""

    def __init__(self, text: Text, lexer: Lexer, parser: Parser, model: Model) -> None:
        self.text, self.lexer, self.parser, self.model = text, lexer, parser, model
        self.draft = Draft()
        self.problems: list[Placed] = []
        self.left_out: list[Placed] = []
        self.notes: list[Placed] = []
        self.strict = False
        self._theses: list[str] = []
        self._citing = Citing()
        self._data: dict[int, dict[str, Value]] = {}  # of entries and inferences, by identity
        self._drafted: dict[int, Drafted] = {}
        self._made: list[_Made] = []
        self._steps: dict[int, Step] = {}  # of an inference
        self._leaving: dict[int, list[Step]] = {}  # of a drafted statement
        self._depth: dict[int, int] = {}  # of a step: how many steps it speaks against, one above the other
        self._against: set[int] = set()  # statements that stand for an objection of several premises
        self._entering: dict[int, Conclusion] = {}
        self._premises: dict[int, tuple[list[Statement], set[int]]] = {}  # of a reconstructed argument
        self._speaking: dict[int, set[tuple[int, bool]]] = {}  # to what a statement leads, and whether it supports it
        self._titles: dict[bool, dict[str, str]] = {}
        self._comparisons = COMPARISONS_LIMIT

    def run(self) -> Draft:
        """The whole draft."""
        self._read_data()
        self._frontmatter()
        self._find_against()
        for member in self.model.order:
            self._statement(member) if isinstance(member, Statement) else self._argument(member)
        for argument in self.model.arguments:
            numbered = _numbered(argument)
            for conclusion in argument.inferences:
                self._inferred(argument, conclusion, numbered)
        self._undercut(self._all_related())
        self._settle()
        for remark in dropped(self.lexer, self.model):
            self._leave(*remark)
        for remark in passed_over(self.lexer, self.model):
            self._note(*remark)
        return self.draft

    # -- saying

    def _leave(self, at: int, what: str, help_: str = _NO_ROOM) -> None:
        self.left_out.append(self.text.problem(at, what, help_))

    def _note(self, at: int, what: str, help_: str) -> None:
        self.notes.append(self.text.problem(at, what, help_))

    # -- data

    def _read_data(self) -> None:
        for member in self.model.order:
            for entry in member.entries:
                self._block(entry)
        for argument in self.model.arguments:
            for conclusion in argument.inferences:
                self._block(conclusion.inference)

    def _block(self, holder: Entry | Inference) -> None:
        if holder.data is None:
            return
        at, block = holder.data
        try:
            self._data[id(holder)], slips = read_block(block)
        except Wrong as wrong:
            inner, message, help_ = wrong.args
            self.problems.append(self.text.problem(at + inner, message, help_))
        else:
            self._slipped(at, slips)

    def _slipped(self, at: int, slips: Iterable[Slip]) -> None:
        for slip in slips:
            self._note(at + slip.at, slip.message, slip.help)

    def _frontmatter(self) -> None:
        if self.parser.frontmatter is None:
            return
        at, block = self.parser.frontmatter
        try:
            data, slips = read_yaml(block)
        except Wrong as wrong:
            inner, message, help_ = wrong.args
            self.problems.append(self.text.problem(at + inner, message, help_))
            return
        self._slipped(at, slips)
        own = data.pop(FRONT, None)
        self._described(data, at)
        if isinstance(own, dict):
            self._own(own, at)

    def _described(self, data: dict[str, Value], at: int) -> None:
        title = data.pop("title", None)
        self.draft.title = title if isinstance(title, str) else ""
        settings = data.get("model")
        if isinstance(settings, dict) and settings.get("mode") in ("strict", "loose"):
            self.strict = settings.pop("mode") == "strict"
            if not settings:
                del data["model"]
        lines = []
        for key in _DESCRIPTION:
            value = data.pop(key, None)
            if value is not None:
                texts = map(str, value) if isinstance(value, list) else [str(value)]
                lines.append(f"{key}: {', '.join(texts)}")
        self.draft.note = "\n".join(lines)
        for key, value in data.items():
            self._leave(at, f"`{one_line(key)}` in the frontmatter: {shown(value)}")

    def _own(self, own: dict[str, Value], at: int) -> None:
        """What a map has beside its statements, as argmap itself writes it."""
        for lost in self._citing.declare(own.pop("sources", None) or {}, at):
            self._leave(at, lost)
        note = own.pop("note", None)
        if isinstance(note, str):
            self.draft.note = "\n".join(filter(None, (note, self.draft.note)))
        about = own.pop("about", None)
        for key, value in about.items() if isinstance(about, dict) else ():
            clean = printable(value).strip()[:TEXT_LIMIT] if isinstance(value, str) else value
            try:
                found = About.model_validate({key: clean})
            except ValidationError:
                self._leave(at, f"`{one_line(key)}` in the frontmatter's `about`: {shown(value)}")
            else:
                self.draft.about |= found.model_dump(mode="json", by_alias=True, exclude_unset=True)
        theses = own.pop("theses", None)
        self._theses = [one for one in theses if isinstance(one, str)] if isinstance(theses, list) else []
        for key, value in own.items():
            self._leave(at, f"`{one_line(key)}` in the frontmatter's `{FRONT}`: {shown(value)}")

    # -- statements

    def _find_against(self) -> None:
        """The marked conclusions of one inference each, which are not premises too; what else is marked is said."""
        inferred = [one for argument in self.model.arguments for one in argument.inferences]
        ends = Counter(id(one.end) for one in inferred)
        used = {id(statement) for one in inferred for _, statement, _ in one.premises}
        for statement in self.model.order:
            marked = [one for one in statement.entries if self._data.get(id(one), {}).get(MARK) == AGAINST]
            if not marked or not isinstance(statement, Statement):
                continue
            if ends[id(statement)] == 1 and id(statement) not in used:
                self._against.add(id(statement))
            else:
                help_ = "it is for the conclusion of one inference, and for no premise"
                self._leave(marked[0].at, f"`{MARK}: {AGAINST}`", help_)

    def _statement(self, statement: Statement) -> None:
        if id(statement) not in self._against:
            self._add(statement, "[", "]")

    def _argument(self, argument: Argument) -> None:
        if argument.reconstruction is None:
            self._add(argument, "<", ">")

    def _add(self, member: Statement | Argument, opening: str, closing: str) -> None:
        """The claim that a statement or a sketched argument is."""
        title, entries = member.title, member.entries
        chosen = self._chosen(entries)
        text = chosen.text if chosen else ""
        at = (chosen or entries[0]).at
        path, line, column = self.text.place(at)
        named = "" if NUMBERED.fullmatch(title) else title
        found = Drafted(text or named, name=named, path=path, line=line, column=column)
        self._drafted[id(member)] = found
        self.draft.statements.append(found)
        called = f"{opening}{one_line(title, 40)}{closing}" if title else f"“{one_line(text, 40)}”"
        for entry in entries:
            if not entry.refers and chosen and entry.text and entry.text.split() != text.split():
                self._leave(entry.at, f"another text of {called}: “{one_line(entry.text)}”", "one text has one title")
            if entry.data is not None or entry.tags or entry.links:
                self._kept(entry, found, called)
        if chosen is None:
            self._undefined(member, called)

    def _chosen(self, entries: list[Entry]) -> Entry | None:
        """The entry whose text counts: the last, or the last that says so itself."""
        if len(entries) == 1:
            return None if entries[0].refers or not entries[0].text else entries[0]
        written = [entry for entry in entries if not entry.refers and entry.text]
        marked = [self._data.get(id(entry), {}).get("isCanonical") for entry in written]
        canonical = [entry for entry, mark in zip(written, marked, strict=True) if mark not in (None, "false")]
        chosen = canonical or written
        return chosen[-1] if chosen else None

    def _kept(self, entry: Entry, found: Drafted, called: str) -> None:
        """Data, tags and links of one entry."""
        fields = found.fields
        tags = [_tag(tag) for tag in entry.tags]
        if tags:
            fields["tags"] = list(dict.fromkeys((*fields.get("tags", ()), *tags)))
        for read, address in entry.links:
            line = f"{read}: {address}"
            fields["note"] = "\n".join(dict.fromkeys((*filter(None, [fields.get("note")]), line)))
        data = self._data.get(id(entry))
        if not data or entry.data is None:
            return
        at = entry.data[0]
        cites, lost = self._citing.cited(data, at)
        if cites and found.cites:
            self._note(at, f"{called} has sources in several places", "Argdown keeps the last alone; all were read")
        found.cites = list({str(one): one for one in (*found.cites, *cites)}.values())
        for what in lost:
            self._leave(at, f"{what} at {called}")
        for key, value in data.items():
            if key not in _HONOURED:
                self._field(key, value, found, called, at)

    def _field(self, key: str, value: Value, found: Drafted, called: str, at: int) -> None:
        if key == KIND and value in KINDS:
            found.kind = KINDS[value]
            return
        if key == "tags":
            texts = [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
            tags = [_tag(tag) for tag in texts]
            found.fields["tags"] = list(dict.fromkeys((*found.fields.get("tags", ()), *tags)))
            return
        checked = of_statement(key, value)
        if checked is None:
            self._leave(at, f"`{one_line(key)}` of {called}: {shown(value)}")
        elif key == "note" and found.fields.get("note"):
            found.fields["note"] = "\n".join((found.fields["note"], checked))
        else:
            if found.fields.get(key, checked) != checked:
                self._leave(at, f"another `{key}` of {called}: {shown(found.fields[key])}", "the last one counts")
            found.fields[key] = checked

    def _undefined(self, member: Statement | Argument, called: str) -> None:
        what = f"{called} is written nowhere" if isinstance(member, Statement) else f"{called} is described nowhere"
        self._note(member.entries[0].at, what, self._nearest(member) or "its title stands for it")

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

    # -- steps

    def _inferred(self, argument: Argument, conclusion: Conclusion, numbered: list[tuple[Statement, Entry]]) -> None:
        at = conclusion.inference.at
        premises = [statement for _, statement, _ in conclusion.premises]
        data = dict(self._data.get(id(conclusion.inference), {}))
        used = data.pop("uses", data.pop("from", None))
        if isinstance(used, list):
            premises = self._used(conclusion, used, numbered) or premises
        fields: dict[str, Any] = {}
        rules = list(conclusion.inference.rules)
        if rules:
            fields["scheme"] = kebab(rules.pop(0), "scheme")
        notes = [f"also by {', '.join(rules)}"] if rules else []
        for key, value in data.items():
            checked = of_step(key, value)
            if checked is None:
                self._leave(at, f"`{one_line(key)}` of an inference: {shown(value)}")
            else:
                fields[key] = checked
        if conclusion is argument.inferences[-1]:
            notes += self._gists(argument, conclusion)
        if notes:
            fields["note"] = "\n".join(filter(None, (fields.get("note"), *notes)))
        statements = [drafted for one in premises if (drafted := self._drafted.get(id(one)))]
        if id(conclusion.end) in self._against:
            self._entering[id(conclusion.end)] = conclusion
            # Where it leads is known when its relation is read.
            step = self._steps[id(conclusion)] = Step("but", statements, Drafted(""), fields, *self.text.place(at))
            self._depth[id(step)] = 0
            return
        self._steps[id(conclusion)] = self._step("because", statements, self._drafted[id(conclusion.end)], at, fields)

    def _used(self, end: Conclusion, used: list[Value], numbered: list[tuple[Statement, Entry]]) -> list[Statement]:
        """The premises that an inference says it uses, by their place among the numbered statements."""
        found = []
        for number in used:
            at = int(number) if isinstance(number, str) and number.isdecimal() and len(number) < 9 else 0
            if 0 < at <= len(numbered) and numbered[at - 1][1].at < end.inference.at:
                found.append(numbered[at - 1][0])
            else:
                what = f"`uses: {shown(number)}` names no statement before this inference"
                self._leave(end.inference.at, what, "count the numbered statements from 1")
        return found

    def _gists(self, argument: Argument, conclusion: Conclusion) -> list[str]:
        """The descriptions of a reconstructed argument; its data and tags have no place."""
        notes = []
        for entry in argument.entries:
            if entry.text:
                title = f"{argument.title}: " if argument.title else ""
                notes.append(f"{title}{entry.text}")
            for read, address in entry.links:
                notes.append(f"{read}: {address}")
            for tag in entry.tags:
                self._leave(entry.at, f"the tag `{one_line(tag)}` of <{one_line(argument.title)}>", "no step has tags")
            for key, value in self._data.get(id(entry), {}).items():
                if key != "isCanonical":
                    self._leave(entry.at, f"`{one_line(key)}` of <{one_line(argument.title)}>: {shown(value)}")
        if not notes and argument.title and not NUMBERED.fullmatch(argument.title):
            notes.append(argument.title)
        return list(dict.fromkeys(notes))

    def _step(
        self, kind: StepKind, premises: list[Drafted], to: Drafted | Step, at: int, fields: dict[str, Any] | None = None
    ) -> Step:
        step = Step(kind, premises, to, fields or {}, *self.text.place(at))
        self._made.append(_Made(at, step))
        self._depth[id(step)] = self._depth[id(to)] + 1 if isinstance(to, Step) else 0
        for premise in premises:
            self._leaving.setdefault(id(premise), []).append(step)
        return step

    def _origin(self, member: Member) -> Statement | Argument:
        """What a relation from a member leads from."""
        if isinstance(member, Argument):
            return member.conclusion or member
        return member.end if isinstance(member, Conclusion) else member

    def _all_related(self) -> list[Relation]:
        """Make the steps of all relations but the undercuts, which are given back."""
        for relation in self.model.relations:
            origin = self._origin(relation.origin)
            self._speaking.setdefault(id(origin), set()).add((id(relation.to), relation.sort == "support"))
        undercuts = []
        for relation in self.model.relations:
            if relation.sort == "undercut":
                undercuts.append(relation)
            else:
                self._related(relation)
        return undercuts

    def _related(self, relation: Relation) -> None:
        origin, to, at = self._origin(relation.origin), relation.to, relation.at
        kind = _SAME_SORT[relation.sort]
        if isinstance(to, Argument) and to.inferences:
            self._to_reconstructed(origin, to, relation)
            return
        assert not isinstance(to, Conclusion), "only undercuts lead to an inference"
        if origin is to:
            if not isinstance(relation.origin, Argument):
                self._leave(at, f"a {relation.sort} of a statement by itself", "a relation leads to another one")
            return  # an argument hung below its own conclusion
        self._lead(kind, origin, self._drafted.get(id(to)), at)
        if relation.sort == "contradictory" or (self.strict and kind == "but" and isinstance(to, Statement)):
            both = isinstance(origin, Statement) and isinstance(to, Statement)
            if both and id(origin) in self._drafted and id(to) in self._drafted:
                self._step("but", [self._drafted[id(to)]], self._drafted[id(origin)], at)

    def _lead(self, kind: StepKind, origin: Statement | Argument, to: Drafted | Step | None, at: int) -> None:
        """A step from a statement, or from the premises of an objection that stands for them."""
        conclusion = self._entering.get(id(origin))
        if to is None:
            return
        if isinstance(to, Step):
            depth = self._depth[id(to)]
            if depth > UNDERCUTS_LIMIT:
                self._leave(at, f"an undercut of {depth} undercuts of each other", "say it of a claim")
                return
        if conclusion is None:
            if id(origin) in self._drafted:
                self._step(kind, [self._drafted[id(origin)]], to, at)
            return
        waiting = self._steps[id(conclusion)]
        step = self._step(kind, waiting.premises, to, at, waiting.fields)
        self._steps[id(conclusion)] = step

    def _to_reconstructed(self, origin: Statement | Argument, to: Argument, relation: Relation) -> None:
        """A support of a reconstructed argument, or an attack on it."""
        if id(to) not in self._premises:
            found = to.premises()
            self._premises[id(to)] = found, {id(premise) for premise in found}
        premises, own = self._premises[id(to)]
        at, title, supports = relation.at, f"<{one_line(to.title, 40)}>", relation.sort == "support"
        if self._speaks(origin, own, supports) or (supports and id(origin) in own):
            return  # it is a premise, or leads to one, which says it better
        if not supports:
            self._lead("unless", origin, self._steps[id(to.inferences[-1])], at)
            return
        if len(premises) > 1:
            what = f"a support of {title} does not say of which premise"
            self._note(at, what, "it was taken for each of them; hang it below the one that is meant")
        for premise in premises[:EACH_LIMIT]:
            self._lead("because", origin, self._drafted.get(id(premise)), at)
        if len(premises) > EACH_LIMIT:
            self._leave(at, f"the support of {counted(len(premises) - EACH_LIMIT, 'premise')} of {title}")

    def _speaks(self, origin: Statement | Argument, ends: set[int], supports: bool) -> bool:
        """Whether a statement leads to any of some others."""
        speaking = self._speaking.get(id(origin), set())
        if len(speaking) < len(ends):
            return any(end in ends and sort == supports for end, sort in speaking)
        return any((end, supports) in speaking for end in ends)

    # -- undercuts

    def _undercut(self, relations: list[Relation]) -> None:
        """Undercuts, each after those that lead from what it undercuts, for it may speak against these."""
        origins = Counter(id(self._origin(one.origin)) for one in relations)
        behind: dict[int, list[Relation]] = {}
        pending: dict[int, int] = {}
        for one in relations:
            awaited = self._awaited(one.to)
            pending[id(one)] = origins[id(awaited)]
            behind.setdefault(id(awaited), []).append(one)
        ready = deque(one for one in relations if not pending[id(one)])
        while ready:
            one = ready.popleft()
            self._one_undercut(one)
            for other in behind.get(id(self._origin(one.origin)), ()):
                pending[id(other)] -= 1
                if not pending[id(other)]:
                    ready.append(other)
        for one in relations:
            if pending[id(one)]:
                self._leave(one.at, "an undercut that speaks against itself in a ring", "undercut something outside it")

    def _awaited(self, to: Member) -> Statement | Argument | None:
        """The statement of which the steps that lead from it must be known before an undercut is made."""
        if isinstance(to, Argument) and to.inferences:
            to = to.inferences[-1]
        if isinstance(to, Conclusion):
            return to.end if id(to.end) in self._against else None
        return to

    def _one_undercut(self, relation: Relation) -> None:
        origin, to, at = self._origin(relation.origin), relation.to, relation.at
        if isinstance(to, Argument) and to.inferences:
            to = to.inferences[-1]
        if isinstance(to, Conclusion):
            self._lead("unless", origin, self._steps[id(to)], at)
            return
        end = self._drafted.get(id(to))
        if end is None or origin is to:
            self._leave(at, "an undercut of a statement by itself", "undercut another one")
            return
        steps = list(self._leaving.get(id(end), ()))
        called = one_line(end.name or end.text, 40)
        if not steps:
            self._note(at, f"an undercut of “{called}”, from which no step leads", "it was taken for an objection")
            self._lead("but", origin, end, at)
        for step in steps[:EACH_LIMIT]:
            self._lead("unless", origin, step, at)
        if len(steps) > EACH_LIMIT:
            more = counted(len(steps) - EACH_LIMIT, "step")
            self._leave(at, f"that an undercut speaks against {more} more that lead from “{called}”")

    # -- the rest

    def _settle(self) -> None:
        """Steps and sources in the order of the text, and the theses."""
        self.draft.steps = [made.step for made in sorted(self._made, key=lambda made: made.at)]
        self.draft.sources = self._citing.sources
        for key, at in self._citing.places.items():
            path, line, column = self.text.place(at)
            if path == self.text.files[0].path:
                self.draft.places[key] = (line, column)
        made = {id(one.step) for one in self._made}
        for conclusion in self._entering.values():
            if id(self._steps[id(conclusion)]) not in made:
                self._leave(conclusion.inference.at, "an objection of several premises that speaks against nothing")
        for title in self._theses:
            statement = self.model.statement(title)
            if statement is not None and id(statement) in self._drafted:
                self.draft.theses.append(self._drafted[id(statement)])


def _tag(written: str) -> str:
    return written if len(written) <= KEY_LIMIT and _KEBAB.fullmatch(written) else kebab(written, "tag")


def _numbered(argument: Argument) -> list[tuple[Statement, Entry]]:
    """The numbered statements of an argument in their order."""
    found: dict[int, tuple[Statement, Entry]] = {}
    for one in argument.inferences:
        for _, statement, entry in one.premises:
            found.setdefault(id(entry), (statement, entry))
        found.setdefault(id(one.entry), (one.end, one.entry))
    return list(found.values())
