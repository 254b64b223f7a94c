"""CSV of claims: one row for each use of a statement, with the claim that it leads to.

`relation` is thesis, because, but or unless, or empty for a statement that stands apart. `to` is the id of the claim,
or the name of the step that an `unless` speaks against. Premises whose rows have the same `step` are linked. A
statement that is used again has a row with its id and without a text. Sources stand under their keys; a table of
sources says more of them (`csv-sources`), and is read with this one if it is named as a further file.
"""

from collections.abc import Iterator, Sequence

from argmap.formats.csv_sources import read_sources
from argmap.formats.reading.csv import Row, has_columns, read_table, table
from argmap.formats.reading.files import Lines
from argmap.formats.shared.carrying import Kept, kept, left_out
from argmap.formats.shared.common import Arranged, File, Made, Options, Placed, Taken, in_order
from argmap.formats.shared.draft import Draft, Statement, Step, StepKind
from argmap.formats.shared.features import Feature, in_words
from argmap.formats.shared.flat import (
    CARRIED,
    KINDS,
    STATEMENT_KEYS,
    STEP_KEYS,
    Record,
    is_id,
    read_statement,
    read_step,
    statement_record,
    step_record,
)
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.graph import Graph
from argmap.graph import Step as GraphStep
from argmap.model import RESERVED
from argmap.problem import Problem, one_line

NAME = "csv-claims"
SUFFIXES = (".claims.csv", ".csv")
FEATURES: frozenset[Feature] = CARRIED - {
    "uncited", "lineage", "groups", "ratings", "kinds", "anonymity", "interests", "retractions", "urls", "dates",
}  # fmt: skip
CARRIES = f"{in_words(FEATURES)}; of sources their keys"
COLUMNS = ("id", "relation", "to", "step", "kind", "text", *STATEMENT_KEYS, *STEP_KEYS)
_RELATIONS: dict[str, StepKind] = {"because": "because", "but": "but", "unless": "unless"}


def recognises(head: bytes) -> bool:
    return has_columns(head, ("id", "to", "text"))


# -- written


def write(arranged: Arranged, options: Options) -> Made:
    """The table of a map's statements."""
    graph = arranged.graph
    part = kept(graph, FEATURES)
    lost = [*left_out(arranged, FEATURES), *_names(arranged, part)]
    return Made(table(COLUMNS, _rows(graph, part)), in_order(lost, [arranged.path]))


def _names(arranged: Arranged, part: Kept) -> Iterator[Placed]:
    for key in part.sources:
        source = arranged.graph.sources.by_key[key]
        place = arranged.places.key(("sources", key))
        what, are = ("name and note", "are") if source.note else ("name", "is")
        said = f"the {what} of the source {key} “{one_line(source.name)}” {are} left out"
        help_ = "`--to csv-sources` writes a table of sources"
        yield Placed(arranged.path, Problem(*place, said, help_))


def _rows(graph: Graph, part: Kept) -> Iterator[Record]:
    """What leads to a claim stands together, below the claim; the claims are in the order of the file."""
    written = set[int]()
    used = {premise for at in part.steps for premise in graph.steps[at].premises}
    to: dict[int, list[GraphStep]] = {}
    for step in (graph.steps[at] for at in part.steps):
        to.setdefault(step.to, []).append(step)
    for at in part.nodes:
        if at not in used:
            yield _statement(graph, at, written) | ({"relation": "thesis"} if at in graph.theses else {})
        for step in to.get(at, ()):
            yield from _uses(graph, step, written)


def _uses(graph: Graph, step: GraphStep, written: set[int]) -> Iterator[Record]:
    end = graph.nodes[step.to].id if step.undercuts is None else _step(step.undercuts)
    where = {"relation": step.kind, "to": end}
    if len(step.premises) > 1 or step.unless:
        where["step"] = _step(step.at)
    for place, premise in enumerate(step.premises):
        yield _statement(graph, premise, written) | where | (step_record(step) if place == 0 else {})


def _statement(graph: Graph, at: int, written: set[int]) -> Record:
    node = graph.nodes[at]
    if at in written:
        return {"id": node.id}
    written.add(at)
    return {"id": node.id, "kind": node.kind, "text": node.text, **statement_record(node)}


def _step(at: int) -> str:
    return f"step.{at + 1}"


# -- read


def read(files: Sequence[File], options: Options) -> Taken:
    """The map of a table of statements; a further file is its table of sources."""
    draft = Draft(no_other=True)
    reading = Lines()
    for file in (*files[1:], files[0]):
        with reading.within(file):
            if file is not files[0]:
                reading.left_out += read_sources(draft, file)
            else:
                rows, strange = read_table(file.path, file.raw, COLUMNS)
                reading.left_out += strange
        if reading.problems:
            return reading.taken(draft, files)
    _Rows(rows, draft, reading).take()
    return reading.taken(draft, files)


class _Rows:
    """The rows of a table on their way to a draft."""

    def __init__(self, rows: Sequence[Row], draft: Draft, reading: Lines) -> None:
        self.rows, self.draft, self.reading = rows, draft, reading
        self.statements: dict[str, Statement] = {}  # by id
        self.steps: dict[str, Step] = {}  # by name
        self.keys = {key: key for key in draft.sources}  # of sources, as they are written
        self.names = Names((*RESERVED, *draft.sources))

    def take(self) -> None:
        """Statements, then reasons and objections, then undercuts: a row may name what stands below it."""
        own = {row.line: self._statement(row) for row in self.rows if "text" in row.cells}
        undercuts = []
        for row in self.rows:
            statement = own.get(row.line) or self.statements.get(row.cells.get("id", ""))
            relation = row.cells.get("relation", "because" if "to" in row.cells else "").lower()
            if statement is None:
                name = one_line(row.cells.get("id", ""))
                self.reading.problem(row.line, f"no row with a text has the id `{name}`", "give this one a text")
            elif relation == "thesis":
                self.draft.theses.append(statement)
            elif relation == "unless":
                undercuts.append((row, statement))
            elif relation in _RELATIONS:
                self._move(row, statement, _RELATIONS[relation])
            elif relation:
                self.reading.leave(
                    row.line, f"the relation “{one_line(relation)}”", "it is thesis, because, but or unless"
                )
        self._take_undercuts(undercuts)

    def _take_undercuts(self, waiting: list[tuple[Row, Statement]]) -> None:
        """An undercut may speak against another that stands below it."""
        count = 0
        while waiting and len(waiting) != count:
            count = len(waiting)
            waiting = [(row, statement) for row, statement in waiting if not self._undercut(row, statement)]
        for row, _ in waiting:
            self.reading.problem(
                row.line, f"`{one_line(row.cells.get('to', ''))}` is no step of this table", "name one in `to`"
            )

    def _statement(self, row: Row) -> Statement:
        cells = row.cells
        name = cells.get("id", "")
        known = self.statements.get(name)
        if known is not None:
            if known.text != cells["text"]:
                self.reading.problem(
                    row.line, f"the id `{one_line(name)}` stands at line {known.line} already", "give it another"
                )
            return known
        kind = KINDS.get(cells.get("kind", "claim").lower())
        if kind is None:
            self.reading.leave(row.line, f"the kind “{one_line(cells['kind'])}”", "it is claim, evidence or assumption")
            kind = "claim"
        (fields, faults), cites = read_statement(kind, cells, "mapper")
        for fault in faults:
            self.reading.leave(row.line, fault, "mend it")
        cites = [cited._replace(key=self._key(cited.key)) for cited in cites]
        called = name if is_id(name) else ""
        statement = Statement(cells["text"], kind, called, name, cites, fields, self.reading.path, row.line)
        if name:
            self.statements[name] = statement
        self.draft.statements.append(statement)
        return statement

    def _key(self, written: str) -> str:
        """The key of a source; one of which nothing else is known is called as it is written."""
        if written not in self.keys:
            fits = is_id(written) and written not in RESERVED
            self.keys[written] = self.names.new(written if fits else kebab(written, "source"), KEY_LIMIT)
            self.draft.sources[self.keys[written]] = {"name": written or "(no name)"}
        return self.keys[written]

    def _move(self, row: Row, statement: Statement, kind: StepKind) -> None:
        end = self.statements.get(row.cells.get("to", ""))
        if end is None:
            self.reading.problem(
                row.line, f"`{one_line(row.cells.get('to', ''))}` is no id of this table", "name one in `to`"
            )
        else:
            self._join(row, statement, kind, end)

    def _undercut(self, row: Row, statement: Statement) -> bool:
        end = self.steps.get(row.cells.get("to", ""))
        if end is not None:
            self._join(row, statement, "unless", end)
        return end is not None

    def _join(self, row: Row, statement: Statement, kind: StepKind, end: Statement | Step) -> None:
        """Put a premise into the step that its row names, or into one of its own."""
        name = row.cells.get("step", "")
        fields, faults = read_step(row.cells)
        for fault in faults:
            self.reading.leave(row.line, fault, "mend it")
        step = self.steps.get(name)
        if step is None:
            step = Step(kind, [], end, {}, self.reading.path, row.line)
            self.draft.steps.append(step)
            if name:
                self.steps[name] = step
        elif step.to is not end or step.kind != kind:
            self.reading.problem(
                row.line, f"the step `{one_line(name)}` leads elsewhere at line {step.line}", "give it another name"
            )
        step.premises.append(statement)
        step.fields |= fields
