"""BRAT standoff files of annotated essays (Stab and Gurevych 2017), read.

A line is an entity (`T`: MajorClaim, Claim or Premise, with its span and words), a stance of a claim towards the major
claim (`A`), or a relation (`R`: supports or attacks). A major claim is the thesis; a further one says it again.
"""

import re
from collections.abc import Sequence

from argmap.files import decoded
from argmap.formats.reading.files import Lines
from argmap.formats.shared.common import File, Options, Taken
from argmap.formats.shared.draft import Draft, Statement, Step
from argmap.formats.shared.features import Feature
from argmap.problem import one_line

NAME = "brat"
SUFFIXES = (".ann",)
FEATURES: frozenset[Feature] = frozenset({"theses", "objections", "shared"})
CARRIES = "major claims, claims with their stance, premises, support and attack"

KINDS = frozenset({"MajorClaim", "Claim", "Premise"})
_HEAD = re.compile(rb"^T\d+\t(MajorClaim|Claim|Premise) \d", re.MULTILINE)
_ENTITY = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)")
_RELATION = re.compile(r"(\S+) Arg1:(\S+) Arg2:(\S+)")
_STANCE = re.compile(r"Stance (\S+)(?: (\S+))?")


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together."""
    draft, reading = Draft(), Lines()
    for file in files:
        with reading.within(file):
            _Essay(draft, reading).read(decoded(file.raw))
    return reading.taken(draft, files)


class _Essay:
    """One file; names are those of its own."""

    def __init__(self, draft: Draft, reading: Lines) -> None:
        self.draft, self.reading = draft, reading
        self.statements: dict[str, Statement] = {}
        self.major: Statement | None = None

    def read(self, text: str) -> None:
        # By hand, since `splitlines` takes characters for line ends that stand in texts.
        lines = [(number, line.rstrip("\r").split("\t")) for number, line in enumerate(text.split("\n"), 1)]
        claims = [self._entity(number, parts) for number, parts in lines if parts[0].startswith("T")]
        stances: dict[str, str] = {}
        for number, parts in lines:
            if parts[0].startswith("A"):
                self._stance(number, parts, claims, stances)
        for name in filter(None, claims):
            if self.major is not None:
                self._lead_to(self.major, name, stances.get(name))
        for number, parts in lines:
            if parts[0].startswith("R"):
                self._relation(number, parts)
            elif any(map(str.strip, parts)) and not parts[0].startswith(("T", "A")):
                self.reading.leave(
                    number, f"“{one_line(' '.join(parts), 40)}”", "entities, stances and relations are read"
                )

    def _entity(self, number: int, parts: list[str]) -> str | None:
        """Read an entity; its name if it is a claim, which speaks for or against the thesis."""
        found = _ENTITY.fullmatch(parts[1]) if len(parts) == 3 else None
        if found is None or found[1] not in KINDS:
            what = f"“{one_line(' '.join(parts), 40)}” is no entity of an argument"
            self.reading.leave(number, what, "MajorClaim, Claim and Premise, a span and the words are read")
            return None
        if parts[0] in self.statements:
            self.reading.problem(number, f"two entities are called `{one_line(parts[0], 20)}`", "give one another name")
            return None
        if found[1] == "MajorClaim" and self.major is not None:
            self.statements[parts[0]] = self.major
            again = f"Said again: “{parts[2].strip()}”"
            self.major.fields["note"] = "\n".join(filter(None, [self.major.fields.get("note"), again]))
            return None
        statement = Statement(parts[2], hint=parts[0], path=self.reading.path, line=number)
        self.statements[parts[0]] = statement
        self.draft.statements.append(statement)
        if found[1] == "MajorClaim":
            self.major = statement
            self.draft.theses.append(statement)
        return parts[0] if found[1] == "Claim" else None

    def _stance(self, number: int, parts: list[str], claims: list[str | None], stances: dict[str, str]) -> None:
        found = _STANCE.fullmatch(parts[1].strip()) if len(parts) >= 2 else None
        shown = f"“{one_line(' '.join(parts), 40)}”"
        if found is None or found[1] not in self.statements or found[2] not in ("For", "Against"):
            help_ = "`Stance`, the name of a claim, and `For` or `Against` are read"
            self.reading.leave(number, f"{shown} is no stance of an entity", help_)
        elif found[1] not in claims or self.major is None:
            self.reading.leave(number, shown, "only the stance of a Claim towards a MajorClaim is read")
        elif found[1] in stances:
            self.reading.problem(number, f"{shown} is a second stance of {found[1]}", "keep one of them")
        else:
            stances[found[1]] = found[2]

    def _lead_to(self, major: Statement, name: str, stance: str | None) -> None:
        """The step from a claim to the thesis, by its stance."""
        step = self._step("attacks" if stance == "Against" else "supports", name, major)
        self.draft.steps.append(step)
        if stance is None:
            self.reading.leave(
                step.line, f"the claim {one_line(name, 20)} has no stance", "it is read as one for the thesis"
            )

    def _relation(self, number: int, parts: list[str]) -> None:
        found = _RELATION.fullmatch(parts[1].strip()) if len(parts) >= 2 else None
        if found is None or found[1] not in ("supports", "attacks"):
            what = f"“{one_line(' '.join(parts), 40)}” is no relation between entities"
            self.reading.leave(number, what, "`supports` and `attacks`, from Arg1 to Arg2, are read")
            return
        missing = [name for name in found.groups()[1:] if name not in self.statements]
        for name in missing:
            self.reading.problem(number, f"`{one_line(name, 20)}` names no entity", "mend the name, or add the entity")
        if not missing:
            step = self._step(found[1], found[2], self.statements[found[3]])
            step.line = number
            self.draft.steps.append(step)

    def _step(self, relation: str, name: str, to: Statement) -> Step:
        premise = self.statements[name]
        return Step(
            "but" if relation == "attacks" else "because", [premise], to, path=self.reading.path, line=premise.line
        )
