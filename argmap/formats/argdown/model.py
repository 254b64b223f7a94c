"""The model of an Argdown text: statements and arguments by title, and the relations between them.

It is the official parser's model (Argdown 1.7), so that its counts are that parser's: what has one title is one
statement, a relation counts once however often it stands, what a reconstructed argument does its conclusion does, what
undercuts it undercuts its last inference, and an attack on it that is one on a premise counts as that.

Where the official parser errs it is not followed: it takes an undercut below any statement for one of the last
inference before it in the text, and a relation of a statement to itself for a repetition of another one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from argmap.formats.argdown.parsing import Block, Entry, Heading, Inference, Reconstruction, Related

Sort: TypeAlias = Literal["support", "attack", "undercut", "contradictory", "entails", "contrary"]

# The mark before what hangs below: the relation, and whether it leads up.
SYMBOLS: Mapping[str, tuple[Sort, bool]] = {
    "+": ("support", True),
    "<+": ("support", True),
    "-": ("attack", True),
    "<-": ("attack", True),
    "_": ("undercut", True),
    "<_": ("undercut", True),
    "+>": ("support", False),
    "->": ("attack", False),
    "_>": ("undercut", False),
    "><": ("contradictory", False),
}


@dataclass(slots=True, eq=False)
class Statement:
    """What has one title, or stands once without one."""

    title: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Conclusion:
    """An inference with what it leads from and to."""

    inference: Inference
    premises: list[tuple[int, Statement, Entry]]  # with the number as written
    end: Statement
    entry: Entry


@dataclass(slots=True, eq=False)
class Argument:
    """What has one title in angle brackets, or stands once without one."""

    title: str
    entries: list[Entry] = field(default_factory=list)
    reconstruction: Reconstruction | None = None
    inferences: list[Conclusion] = field(default_factory=list)

    @property
    def conclusion(self) -> Statement | None:
        """What a reconstructed argument leads to."""
        return self.inferences[-1].end if self.inferences else None

    def premises(self) -> list[Statement]:
        """The statements that it leads from and does not lead to itself."""
        ends = {id(one.end) for one in self.inferences[:-1]}
        found = (premise for one in self.inferences for _, premise, _ in one.premises)
        return [premise for premise in dict.fromkeys(found) if id(premise) not in ends]


Member: TypeAlias = Statement | Argument | Conclusion


@dataclass(slots=True, eq=False)
class Relation:
    """A relation as it stands first, from member to member."""

    sort: Sort
    origin: Member
    to: Member
    at: int
    entry: Entry  # what hangs below


class Model:
    """The statements, arguments and relations of a text, in its order."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.statements: list[Statement] = []
        self.arguments: list[Argument] = []
        self.relations: list[Relation] = []
        self.headings: list[Heading] = []
        self.problems: list[tuple[int, str, str]] = []
        self.order: list[Statement | Argument] = []
        self._titled_statements: dict[str, Statement] = {}
        self._titled_arguments: dict[str, Argument] = {}
        self._seen: set[tuple[Sort, int, int]] = set()
        last: Argument | None = None
        for block in blocks:
            argument: Argument | None = None
            if isinstance(block, Heading):
                self.headings.append(block)
            elif isinstance(block, Reconstruction):
                self._reconstructed(block, last)
            else:
                member = self._with_relations(block)
                argument = member if isinstance(member, Argument) and not block.in_list else None
            last = argument

    def statement(self, title: str) -> Statement | None:
        """The statement of a title."""
        return self._titled_statements.get(title)

    def argument(self, title: str) -> Argument | None:
        """The argument of a title."""
        return self._titled_arguments.get(title)

    def counts(self, *, strict: bool = False) -> tuple[int, int, int]:
        """Statements, arguments and relations, as the official parser counts them."""
        return len(self.statements), len(self.arguments), _relations_counted(self.relations, strict)

    # -- members

    def _member(self, entry: Entry) -> Statement | Argument:
        if entry.is_argument:
            argument = self._titled_arguments.get(entry.title)
            if argument is None:
                argument = self._titled_arguments[entry.title] = Argument(entry.title)
                self.arguments.append(argument)
                self.order.append(argument)
            argument.entries.append(entry)
            return argument
        statement = self._titled_statements.get(entry.title) if entry.title else None
        if statement is None:
            statement = Statement(entry.title)
            self.statements.append(statement)
            self.order.append(statement)
            if entry.title:
                self._titled_statements[entry.title] = statement
        statement.entries.append(entry)
        return statement

    def _with_relations(self, entry: Entry, conclusion: Conclusion | None = None) -> Statement | Argument:
        """An entry and all below it; what undercuts a conclusion undercuts the inference to it."""
        top = self._member(entry)
        waiting: list[tuple[Member, Related, Conclusion | None]] = []
        waiting.extend((top, related, conclusion) for related in reversed(entry.relations))
        while waiting:
            above, related, inference = waiting.pop()
            here = self._member(related.other)
            sort, up = SYMBOLS[related.symbol]
            target = inference if inference is not None and sort == "undercut" and up else above
            ends: tuple[Member, Member] = (here, target) if up else (target, here)
            self._relate(sort, *ends, related)
            waiting.extend((here, below, None) for below in reversed(related.other.relations))
        return top

    def _relate(self, sort: Sort, origin: Member, to: Member, related: Related) -> None:
        relation = Relation(sort, origin, to, related.at, related.other)
        keys = [(sort, id(origin), id(to))]
        if sort == "contradictory":
            keys.append((sort, id(to), id(origin)))
        if not any(key in self._seen for key in keys):
            self._seen.add(keys[0])
            self.relations.append(relation)

    # -- reconstructions

    def _reconstructed(self, block: Reconstruction, argument: Argument | None) -> None:
        if argument is None:
            argument = Argument("")
            self.arguments.append(argument)
            self.order.append(argument)
        elif argument.reconstruction is not None:
            what = f"<{argument.title}> is reconstructed a second time"
            self.problems.append((block.at, what, "give the second one a title of its own"))
            return
        argument.reconstruction = block
        premises: list[tuple[int, Statement, Entry]] = []
        numbers = iter(block.numbers)
        inference: Inference | None = None
        for part in block.parts:
            if isinstance(part, Inference):
                inference = part
                continue
            number = next(numbers)
            if inference is None:
                statement = self._with_relations(part)
                assert isinstance(statement, Statement)
                premises.append((number, statement, part))
                continue
            end = Statement("")  # until its title is read
            conclusion = Conclusion(inference, premises, end, part)
            found = self._with_relations(part, conclusion)
            assert isinstance(found, Statement)
            conclusion.end = found
            for related in inference.undercuts:
                self._undercut(conclusion, related)
            argument.inferences.append(conclusion)
            premises = [(number, found, part)]
            inference = None

    def _undercut(self, conclusion: Conclusion, related: Related) -> None:
        here = self._with_relations(related.other)
        self._relate("undercut", here, conclusion, related)


def _relations_counted(relations: Iterable[Relation], strict: bool) -> int:
    """How many relations are left when the model is made consistent, step by step as the official parser does it."""
    sorts: list[tuple[Sort, Member, Member]] = []
    at = Counter[tuple[Sort, int, int]]()  # of a member: relations of a sort to an end, wherever they come from
    for one in relations:
        for member in (one.origin, one.to):
            at[one.sort, id(member), id(one.to)] += 1
    for one in relations:
        origin, to, sort = one.origin, one.to, one.sort
        if isinstance(origin, Argument) and (end := origin.conclusion) is not None:
            at[sort, id(origin), id(to)] -= 1
            if at[sort, id(end), id(to)]:
                at[sort, id(to), id(to)] -= 1
                continue
            origin = end
            at[sort, id(end), id(to)] += 1
        if isinstance(to, Argument) and to.inferences and sort == "undercut":
            to = to.inferences[-1]
        sorts.append((sort, origin, to))
    if strict:
        sorts = list(_strictly(sorts))
    against = {
        frozenset((id(origin), id(to)))
        for sort, origin, to in sorts
        if sort in ("contradictory", "contrary") and isinstance(to, Statement)
    }
    attacks = {(id(origin), id(to)) for sort, origin, to in sorts if sort == "attack" and isinstance(to, Statement)}
    return sum(
        not (
            sort == "attack"
            and isinstance(origin, Statement)
            and isinstance(to, Argument)
            and any(
                (id(origin), id(premise)) in attacks or frozenset((id(origin), id(premise))) in against
                for premise in to.premises()
            )
        )
        for sort, origin, to in sorts
    )


def _strictly(relations: Iterable[tuple[Sort, Member, Member]]) -> Iterable[tuple[Sort, Member, Member]]:
    """Between statements a support is an entailment, and an attack makes the two contrary, both ways at once."""
    contrary: set[frozenset[int]] = set()
    for sort, origin, to in relations:
        if not (isinstance(origin, Statement) and isinstance(to, Statement)) or sort not in ("support", "attack"):
            yield sort, origin, to
        elif sort == "support":
            yield "entails", origin, to
        elif frozenset((id(origin), id(to))) not in contrary:
            contrary.add(frozenset((id(origin), id(to))))
            yield "contrary", origin, to
