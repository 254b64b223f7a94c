"""A draft as the outline that a map file is, with its places in the foreign file.

What is used twice stands once and is seen elsewhere; rings of reasons are cut; what a map has no room for is said item
by item.
"""

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from argmap.formats.shared.common import Data, File, Placed, Taken, in_order
from argmap.formats.shared.draft import NO_TEXT, Draft, Kind, Statement, Step, called, conclusion
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.rings import closing, ends
from argmap.formats.shared.write import printable
from argmap.model import RESERVED, TEXT_LIMIT, Map
from argmap.place import Entry, Places, marked
from argmap.problem import Problem, counted, in_row, one_line

NESTED = 40  # levels of an outline, after which a part stands under `claims:`
UNDERCUTS = 40  # undercuts that an undercut may stand on, each of the one before
NAMED = 3  # theses that a note names
ON_EVIDENCE = ("basis", "credibility", "against-interest")  # keys that a claim does not have
ON_STEP = ("scheme", "strength", "warrant", "granted", "needs", "note")
TOGETHER = ("needs", "note")  # keys that only linked premises have for their step


def taken(draft: Draft, files: Sequence[File], left_out: Iterable[Placed] = ()) -> Taken:
    """The map that a draft is, with its places in the first file.

    `left_out` is what the reader had to leave out itself. A draft without a statement is a problem.
    """
    paths = [file.path for file in files]
    if not draft.statements:
        problem = Problem(1, 1, "there is no statement in it", "a map needs a claim")
        return Taken(None, problems=(Placed(paths[0], problem),), left_out=in_order(left_out, paths))
    outline = _Outline(draft, paths[0])
    outline.walk()
    data, marks = outline.data()
    said = in_order([*left_out, *outline.left_out], paths)
    return Taken(Map.model_validate(data), Places(marks), data, left_out=said, notes=tuple(outline.notes))


class _Item:
    """A statement, step or `see` on its way into the outline."""

    __slots__ = ("because", "but", "mark", "own", "step", "together", "unless")

    def __init__(self, own: Data, mark: int) -> None:
        self.own, self.mark = own, mark
        self.step: Data = {}
        self.together: list[_Item] = []
        self.because: list[_Item] = []
        self.but: list[_Item] = []
        self.unless: list[_Item] = []

    def written(self) -> tuple[Data, Entry]:
        """The item as plain data, and the marks of its places."""
        data: Data = {key: value for key, value in self.own.items() if value not in (None, "", [], {})}
        entry: Entry = {None: self.mark, **dict.fromkeys((*data, *self.step), (self.mark, self.mark))}
        for key in ("together", "because", "but"):
            _put(key, getattr(self, key), data, entry)
        data.update(self.step)
        _put("unless", self.unless, data, entry)
        return data, entry


def _put(key: str, items: list[_Item], data: Data, entry: Entry) -> None:
    if items:
        pairs = [item.written() for item in items]
        data[key] = [pair[0] for pair in pairs]
        entry[key] = (entry[None], [entry[None], *(pair[1] for pair in pairs)])


class _Outline:
    """The outline of a draft: what is used first stands where it is used, later uses `see` it."""

    def __init__(self, draft: Draft, path: str) -> None:
        self.draft, self.path = draft, path
        self.left_out: list[Placed] = []
        self.notes: list[str] = []
        self.names = Names((*RESERVED, *draft.sources, *_groups(draft)))
        self.placed: dict[Statement, _Item] = {}
        self.theses: list[_Item] = []
        self.apart: list[_Item] = []
        self._waiting: deque[tuple[Statement, int]] = deque()  # placed, with what leads to it still to be placed

    def walk(self) -> None:
        """Place every statement."""
        self.steps = self._without_rings(self._sound_steps())
        theses = self._chosen()
        kept = set(theses)
        self.steps = self._with_undercuts_of([step for step in self.steps if self._leaves_theses_alone(step, kept)])
        self.to: dict[Statement | Step, list[Step]] = {}
        for step in self.steps:
            self.to.setdefault(step.to, []).append(step)
        for thesis in theses:
            self.theses.append(self._place(thesis, 1))
        self._place_waiting()
        used = {premise for step in self.steps for premise in step.premises}
        for statement in sorted(
            self.draft.statements, key=used.__contains__
        ):  # else a part would stand before its whole
            if statement not in self.placed:
                self._apart(statement)
                self._place_waiting()

    def data(self) -> tuple[Data, Entry]:
        """The whole map as plain data, and the marks of its places."""
        draft, top = self.draft, marked(0, 0)
        head = {"title": draft.title, "note": draft.note, "about": draft.about}
        head = {key: self._fitting(value, f"`{key}` of the map", self.path) for key, value in head.items()}
        data: Data = {"argmap": 1, **head, "sources": dict(self._sources())}
        data = {key: value for key, value in data.items() if value}
        sources: Entry = {None: top}
        sources.update(self._source_marks())
        marks: Entry = {None: top, "sources": (top, sources)}
        for key, items in (("thesis", self.theses), ("claims", self.apart)):
            _put(key, items, data, marks)
        return data, marks

    def _sources(self) -> Iterator[tuple[str, Data]]:
        for key, source in self.draft.sources.items():
            line, column = self.draft.places.get(key, (1, 1))
            fields = self._fitting(source, f"the source {key}", self.path, line, column)
            yield key, fields if fields.get("name") else {"name": key, **fields}

    def _source_marks(self) -> dict[str, Entry]:
        marks = {key: marked(line - 1, column - 1) for key, (line, column) in self.draft.places.items()}
        return {key: (mark, {None: mark}) for key, mark in marks.items()}

    # -- what steps there are

    def _sound_steps(self) -> list[Step]:
        """The steps with premises, each premise once and none its own conclusion; undercuts of what is left."""
        known, sound = set(self.draft.statements), dict[Step, int]()  # with how many undercuts each stands on
        waiting = deque(self.draft.steps)
        behind: dict[Step, list[Step]] = {}  # an undercut may stand before the step that it speaks against
        while waiting:
            step = waiting.popleft()
            if isinstance(step.to, Step) and step.to not in sound:
                behind.setdefault(step.to, []).append(step)
                continue
            end = conclusion(step)
            self._say_twice(step)
            premises = [premise for premise in dict.fromkeys(step.premises) if premise in known]
            if step.kind != "unless" and end in premises:
                premises.remove(end)
                what = f"{called(end)} {_SPEAKS[step.kind]} itself{'' if premises else ': this step is left out'}"
                self._leave(step, what, "a step leads to another claim")
            elif end not in known or not premises:
                self._leave(step, f"a step to {called(end)} has no premise: it is left out", "name what it rests on")
            if end not in known or not premises:
                continue
            depth = sound[step.to] + 1 if isinstance(step.to, Step) else 0
            if depth > UNDERCUTS:
                what = f"an undercut stands on {counted(UNDERCUTS, 'other')}: it is left out"
                self._leave(step, what, "no map goes so deep")
                continue
            step.premises = premises
            sound[step] = depth
            waiting.extendleft(reversed(behind.pop(step, [])))
        for steps in behind.values():
            for step in steps:
                self._leave(step, "an undercut speaks against a step that is left out", "mend that step first")
        return [step for step in self.draft.steps if step in sound]

    def _say_twice(self, step: Step) -> None:
        """Say which premises a step names more than once; no more are needed than there are."""
        named = Counter(step.premises)
        for premise, times in named.items():
            if times > 1:
                what = f"{called(premise)} stands {times} times among the premises of a step to"
                self._leave(step, f"{what} {called(conclusion(step))}", "it counts once")
        if int(step.fields.get("needs") or 0) > len(named):
            step.fields["needs"] = len(named)

    def _without_rings(self, steps: list[Step]) -> list[Step]:
        """The steps without those that close a ring of reasons, in which a claim would support itself."""
        reasons = [step for step in steps if step.kind == "because" and step.fields.get("scheme") != "explanation"]
        below: dict[Statement, list[tuple[Statement, Step]]] = {}
        for step in reasons:
            below.setdefault(conclusion(step), []).extend((premise, step) for premise in step.premises)
        closed = set(closing(below))
        for step in reasons:
            if step in closed:
                premises = ", ".join(map(called, step.premises))
                what = f"{called(conclusion(step))} supports itself through {premises}: this step is left out"
                self._leave(step, what, "no claim can be among its own reasons")
        return self._with_undercuts_of([step for step in steps if step not in closed])

    def _with_undercuts_of(self, steps: list[Step]) -> list[Step]:
        """The steps without the undercuts of steps that are not among them."""
        kept = set(steps)
        while True:
            gone = [step for step in steps if isinstance(step.to, Step) and step.to not in kept]
            if not gone:
                return steps
            for step in gone:
                self._leave(step, "an undercut speaks against a step that is left out", "mend that step first")
                kept.discard(step)
            steps = [step for step in steps if step in kept]

    # -- what it is all about

    def _chosen(self) -> list[Statement]:
        """The theses: what the file names, and the ends to which the steps lead."""
        named = list(dict.fromkeys(self.draft.theses))
        loose = [] if named and self.draft.no_other else self.steps
        reached = ends(self.draft.statements, [step for step in loose if not set(step.premises) & set(named)])
        apart = set(self.draft.apart)
        chosen = list(dict.fromkeys([*named, *(end for end in reached if end not in apart)]))
        if not chosen:
            chosen = list(self.draft.statements)
            if len(chosen) > 1:
                self.notes.append("no step leads from any statement to another: all were taken for theses")
        elif not named and len(chosen) > 1:
            self.notes.append(
                f"no main claim is named: {_listed(chosen)}, to which the steps lead, were taken for theses"
            )
        elif named and len(chosen) > len(named):
            more = _listed(chosen[len(named) :])
            self.notes.append(f"beside what the file names, steps lead to {more}: taken for theses too")
        return chosen

    def _leaves_theses_alone(self, step: Step, theses: set[Statement]) -> bool:
        """Whether no thesis is a premise of a step; a thesis supports nothing in a map."""
        over = [premise for premise in step.premises if premise in theses]
        if over:
            what = f"{called(over[0])} is a thesis and {_SPEAKS[step.kind]} {called(conclusion(step))}"
            self._leave(step, f"{what}: this step is left out", "a thesis leads to nothing else in a map")
        return not over

    # -- placing

    def _place(self, statement: Statement, level: int) -> _Item:
        """A statement where it is first used, or a `see` where it was before or would stand too deep."""
        if statement in self.placed:
            return self._see(statement)
        if level > NESTED:
            self._apart(statement)
            return self._see(statement)
        item = self.placed[statement] = _Item(self._own(statement), self._mark(statement))
        self._waiting.append((statement, level))
        return item

    def _apart(self, statement: Statement) -> None:
        item = self._place(statement, 1)
        self._identified(statement)
        self.apart.append(item)

    def _see(self, statement: Statement) -> _Item:
        return _Item({"see": self._identified(statement)}, self._mark(statement))

    def _identified(self, statement: Statement) -> str:
        own = self.placed[statement].own
        if own["id"] is None:
            own["id"] = self.names.new(kebab(statement.hint or statement.text[:40], "claim"), KEY_LIMIT)
        return str(own["id"])

    def _place_waiting(self) -> None:
        """Place what leads to the placed, level by level, so that nothing stands deeper than it must."""
        while self._waiting:
            statement, level = self._waiting.popleft()
            item = self.placed[statement]
            for step in self.to.get(statement, ()):
                (item.because if step.kind == "because" else item.but).append(self._step(step, level + 1))
            self._settle(statement, item)

    def _step(self, step: Step, level: int) -> _Item:
        linked = len(step.premises) > 1
        inner = level + 1 if linked else level
        items = [self._place(premise, inner) for premise in step.premises]
        item = _Item({}, self._mark(step)) if linked else items[0]
        item.together = items if linked else item.together
        for key in ON_STEP:
            if key in step.fields and (linked or key not in TOGETHER):
                item.step |= self._fields({key: step.fields[key]}, step, step.premises[0])
            elif key in step.fields:
                value = one_line(printable(str(step.fields[key])))
                what = f"`{key}` of the step from {called(step.premises[0])}: “{value}”"
                self._leave(step, what, "only linked premises have one")
        item.unless = [self._step(undercut, level + 1) for undercut in self.to.get(step, ())]
        return item

    # -- statements

    def _own(self, statement: Statement) -> Data:
        own: Data = {
            "id": self.names.new(kebab(statement.name, "claim"), KEY_LIMIT) if statement.name.strip() else None
        }
        own[statement.kind] = self._text(statement.text, statement)
        own["source"] = self._cites(statement)
        return own | self._fields(statement.fields, statement, statement)

    def _cites(self, statement: Statement) -> list[str]:
        cites = [str(cited) for cited in statement.cites]
        return list(self._fields({"source": cites}, statement, statement)["source"])

    def _fields(self, fields: Data, thing: Statement | Step, whose: Statement) -> Data:
        what = f"what is said of {called(whose)}"
        return dict(self._fitting(fields, what, thing.path or self.path, thing.line, thing.column))

    def _settle(self, statement: Statement, item: _Item) -> None:
        """Make what has reasons a claim, and what else cites evidence."""
        kind: Kind = "claim" if item.because else "evidence" if statement.cites else statement.kind
        item.own = {kind if key == statement.kind else key: value for key, value in item.own.items()}
        if statement.kind == "assume" != kind:
            why = item.own.pop("why", None)
            also = f", and why it is assumed: “{one_line(str(why))}”" if why else ""
            stands = "it has reasons" if item.because else "it has a source"
            self._leave(
                statement, f"that {called(statement)} is an assumption{also}", f"{stands}, so it is no longer one"
            )
        if statement.kind == "evidence" != kind and not statement.cites:
            self._leave(statement, f"that {called(statement)} is evidence", "it has reasons, so it is a claim")
        if kind == "claim":
            self._reported(statement, item)

    def _reported(self, statement: Statement, item: _Item) -> None:
        """Move what only evidence has: the citation of a claim with reasons becomes one more reason."""
        item.own.pop("source")
        reported = {key: item.own.pop(key) for key in ON_EVIDENCE if key in item.own}
        if statement.cites:
            said = [self.draft.sources.get(cited.key, {}).get("name", cited.key) for cited in statement.cites]
            text = f"{' and '.join(dict.fromkeys(said))} {'say' if len(set(said)) > 1 else 'says'} so."
            own = {"evidence": self._text(text, statement), "source": self._cites(statement), **reported}
            item.because.append(_Item(own, item.mark))
        elif reported:
            what = f"{', '.join(reported)} of {called(statement)}"
            self._leave(statement, what, "it has reasons and no source, so it is no evidence")

    def _text(self, text: str, statement: Statement) -> str:
        place = (statement.path or self.path, statement.line, statement.column)
        fitting = str(self._fitting(text, called(statement), *place))
        if not fitting:
            self._leave(statement, "a statement without a text", f"it reads “{NO_TEXT}” in the map")
        return fitting or NO_TEXT

    def _fitting(self, value: Any, what: str, path: str, line: int = 1, column: int = 1) -> Any:
        """A value with texts as a map holds them, without keys that have an empty one; what is cut off is said."""
        if isinstance(value, str):
            fitting = printable(value).strip()
            if len(fitting) > TEXT_LIMIT:
                over = counted(len(fitting) - TEXT_LIMIT, "character")
                problem = Problem(
                    line, column, f"the last {over} of {what}", f"a text ends at {TEXT_LIMIT:,} characters"
                )
                self.left_out.append(Placed(path, problem))
            return fitting[:TEXT_LIMIT].rstrip()
        if isinstance(value, list):
            return [self._fitting(one, what, path, line, column) for one in value]
        if isinstance(value, dict):
            pairs = ((key, self._fitting(one, what, path, line, column)) for key, one in value.items())
            return {key: one for key, one in pairs if one != ""}
        return value

    # -- places

    def _mark(self, thing: Statement | Step) -> int:
        """The mark of a place; what stands in another file of the map has none in this one."""
        return marked(thing.line - 1, thing.column - 1) if thing.path in ("", self.path) else marked(0, 0)

    def _leave(self, thing: Statement | Step, what: str, help_: str) -> None:
        self.left_out.append(Placed(thing.path or self.path, Problem(thing.line, thing.column, what, help_)))


_SPEAKS: dict[str, str] = {"because": "supports", "but": "speaks against", "unless": "speaks against a step to"}


def _listed(statements: Sequence[Statement]) -> str:
    return in_row([called(statement) for statement in statements], NAMED)


def _groups(draft: Draft) -> Iterator[str]:
    return (str(source["group"]) for source in draft.sources.values() if source.get("group"))
