"""The steps that relations are, once claims and inferences are known; undercuts last, for they speak against steps."""

from collections import Counter, deque
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from argmap.formats.argdown.claims import Claims
from argmap.formats.argdown.inferring import Inferred
from argmap.formats.argdown.model import Argument, Conclusion, Member, Model, Relation, Statement
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.argdown.steps import Steps
from argmap.formats.shared.draft import Statement as Drafted
from argmap.formats.shared.draft import Step, StepKind
from argmap.problem import counted, one_line

EACH_LIMIT = 12  # steps that one undercut of a statement speaks against, and premises that one support is for
UNDERCUTS_LIMIT = 20  # undercuts of undercuts, one above the other
_KINDS: Mapping[str, StepKind] = {
    "support": "because", "entails": "because", "attack": "but", "contrary": "but", "contradictory": "but",
}  # fmt: skip


def relate(
    model: Model, claims: Claims, inferred: Inferred, steps: Steps, remarks: Remarks, *, strict: bool = False
) -> None:
    """Add the steps of all relations to `steps`; `strict` as the frontmatter has it."""
    relating = _Relating(model, claims, inferred, steps, remarks, strict=strict)
    for relation in model.relations:
        if relation.sort != "undercut":
            relating.add(relation)
    relating.undercut([relation for relation in model.relations if relation.sort == "undercut"])
    relating.say_idle()


class _Relating:
    def __init__(
        self, model: Model, claims: Claims, inferred: Inferred, steps: Steps, remarks: Remarks, *, strict: bool
    ) -> None:
        self.of, self.against, self.entering = claims.of, claims.against, inferred.entering
        self.steps, self.remarks, self.strict = steps, remarks, strict
        self._inferences = dict(inferred.steps)  # of an objection that waited, the last step that it became
        self._premises: dict[Argument, tuple[list[Statement], AbstractSet[Member]]] = {}
        self._speaking: dict[Member, set[tuple[Member, bool]]] = {}  # to what a statement leads; does it support it?
        for relation in model.relations:
            leads_to = self._speaking.setdefault(_origin(relation), set())
            leads_to.add((relation.to, relation.sort == "support"))

    # -- supports and attacks

    def add(self, relation: Relation) -> None:
        """The steps of a relation that is no undercut."""
        origin, to, at = _origin(relation), relation.to, relation.at
        if isinstance(to, Argument) and to.inferences:
            self._to_reconstructed(origin, to, relation)
            return
        assert not isinstance(to, Conclusion), "only undercuts lead to an inference"
        if origin is to:
            if not isinstance(relation.origin, Argument):
                article = "an" if relation.sort[0] in "aeiou" else "a"
                what = f"{article} {relation.sort} of a statement by itself"
                self.remarks.leave(at, what, "a relation leads to another one")
            return  # an argument hung below its own conclusion
        kind = _KINDS[relation.sort]
        self._lead(kind, origin, self.of.get(to), at)
        if relation.sort == "contradictory" or (self.strict and kind == "but" and isinstance(to, Statement)):
            both = isinstance(origin, Statement) and isinstance(to, Statement)
            if both and origin in self.of and to in self.of:
                self.steps.add("but", [self.of[to]], self.of[origin], at)

    def _lead(self, kind: StepKind, origin: Member, to: Drafted | Step | None, at: int) -> None:
        """A step from a statement, or from the premises of an objection that stands for them."""
        if to is None:
            return
        if isinstance(to, Step):
            depth = self.steps.depth(to)
            if depth > UNDERCUTS_LIMIT:
                self.remarks.leave(at, f"an undercut of {depth} undercuts of each other", "say it of a claim")
                return
        conclusion = self.entering.get(origin)
        if conclusion is not None:
            waiting = self._inferences[conclusion]
            self._inferences[conclusion] = self.steps.add(kind, waiting.premises, to, at, waiting.fields)
        elif origin in self.of:
            self.steps.add(kind, [self.of[origin]], to, at)

    def _to_reconstructed(self, origin: Member, to: Argument, relation: Relation) -> None:
        """A support of a reconstructed argument, or an attack on it."""
        if to not in self._premises:
            found = to.premises()
            self._premises[to] = found, set(found)
        premises, own = self._premises[to]
        at, title, supports = relation.at, f"<{one_line(to.title, 40)}>", relation.sort == "support"
        if self._speaks(origin, own, supports) or (supports and origin in own):
            return  # it is a premise, or leads to one, which says it better
        if not supports:
            self._lead("unless", origin, self._inferences[to.inferences[-1]], at)
            return
        if len(premises) > 1:
            what = f"a support of {title} does not say of which premise"
            self.remarks.note(at, what, "it was taken for each of them; hang it below the one that is meant")
        for premise in premises[:EACH_LIMIT]:
            self._lead("because", origin, self.of.get(premise), at)
        if len(premises) > EACH_LIMIT:
            more = counted(len(premises) - EACH_LIMIT, "premise")
            self.remarks.leave(at, f"the support of {more} of {title}")

    def _speaks(self, origin: Member, ends: AbstractSet[Member], supports: bool) -> bool:
        """Whether a statement leads to any of some others."""
        speaking = self._speaking.get(origin, set())
        if len(speaking) < len(ends):
            return any(end in ends and sort == supports for end, sort in speaking)
        return any((end, supports) in speaking for end in ends)

    # -- undercuts

    def undercut(self, relations: list[Relation]) -> None:
        """Undercuts, each after those that lead from what it undercuts, for it may speak against these."""
        origins = Counter(_origin(one) for one in relations)
        behind: dict[Member | None, list[Relation]] = {}
        pending: dict[Relation, int] = {}
        for one in relations:
            awaited = self._awaited(one.to)
            pending[one] = origins[awaited] if awaited else 0
            behind.setdefault(awaited, []).append(one)
        ready = deque(one for one in relations if not pending[one])
        while ready:
            one = ready.popleft()
            self._one_undercut(one)
            for other in behind.get(_origin(one), ()):
                pending[other] -= 1
                if not pending[other]:
                    ready.append(other)
        for one in relations:
            if pending[one]:
                what = "an undercut that speaks against itself in a ring"
                self.remarks.leave(one.at, what, "undercut something outside it")

    def _awaited(self, to: Member) -> Statement | Argument | None:
        """The statement of which the steps that lead from it must be known before an undercut is made."""
        if isinstance(to, Argument) and to.inferences:
            to = to.inferences[-1]
        if isinstance(to, Conclusion):
            return to.end if to.end in self.against else None
        return to

    def _one_undercut(self, relation: Relation) -> None:
        origin, to, at = _origin(relation), relation.to, relation.at
        if isinstance(to, Argument) and to.inferences:
            to = to.inferences[-1]
        if isinstance(to, Conclusion):
            self._lead("unless", origin, self._inferences[to], at)
            return
        end = self.of.get(to)
        if end is None or origin is to:
            self.remarks.leave(at, "an undercut of a statement by itself", "undercut another one")
            return
        steps = self.steps.leaving(end)
        called = one_line(end.name or end.text, 40)
        if not steps:
            what = f"an undercut of “{called}”, from which no step leads"
            self.remarks.note(at, what, "it was taken for an objection")
            self._lead("but", origin, end, at)
        for step in steps[:EACH_LIMIT]:
            self._lead("unless", origin, step, at)
        if len(steps) > EACH_LIMIT:
            more = counted(len(steps) - EACH_LIMIT, "step")
            self.remarks.leave(at, f"that an undercut speaks against {more} more that lead from “{called}”")

    # -- what leads nowhere

    def say_idle(self) -> None:
        """Say which objections of several premises still wait for what they speak against."""
        for conclusion in self.entering.values():
            if self._inferences[conclusion] not in self.steps:
                what = "an objection of several premises that speaks against nothing"
                self.remarks.leave(conclusion.inference.at, what)


def _origin(relation: Relation) -> Statement | Argument:
    """What a relation leads from."""
    member = relation.origin
    if isinstance(member, Argument):
        return member.conclusion or member
    return member.end if isinstance(member, Conclusion) else member
