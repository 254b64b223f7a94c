"""How likely each claim and objection of a map is, by a profile: from below, if independent, and from above.

The events are those that can be lost (sources, assumptions, own word), and what a number adds to doubt without being
lost: the credibility of a piece of evidence, and the strength of a step. The bounds are true whatever the dependence of
all of these. In the exact value they are independent, but for sources that share part of their origin: those of one
group of the map, and those of which the profile says so. Such sources have a common event (the beta factor of Fleming,
A Reliability Model for Common Mode Failures, General Atomic, 1975), and each keeps its own probability: where its doubt
is q and the common event fails with beta q, what is its own fails with 1 - (1 - q) / (1 - beta q). Sources with
different doubts have in common a part of the smallest.

Objections have numbers of their own. Nothing is taken off a claim for them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import prod
from typing import Literal, NamedTuple, TypeAlias

from argmap.graph import Graph, Node, Sources, Step
from argmap.model import LIKELIHOODS, UNKNOWN, Evidence
from argmap.profile import Profile
from argmap.support.assessment import READINGS, Assessment
from argmap.support.chances import Chances
from argmap.support.cutsets import NODE_LIMIT
from argmap.support.function import (
    FALSE,
    Formula,
    Leaves,
    Lineage,
    Reading,
    Writer,
    beneath_first,
    made,
)
from argmap.support.orders import event_orders

DIGITS = 12  # decimals of an answer: what lies beyond is rounding, and would make a claim of 0.5 fall short of 0.5
LOSABLE = ("source", "group", "beta", "node", "word")  # sorts of events of which the importance is told

Verdict: TypeAlias = Literal[
    "holds", "holds only if independent", "falls short if independent", "falls short", "undecided"
]

# Intelligence Community Directive 203 (2015): the ranges of its words, which meet at their ends.
# The directive stops at 1 and 99 percent; here the outer words go to the ends, since no number is left without a word.
ICD_203: tuple[tuple[str, float, float], ...] = tuple(
    zip(LIKELIHOODS, (0.01, 0.05, 0.2, 0.45, 0.55, 0.8, 0.95), (0.05, 0.2, 0.45, 0.55, 0.8, 0.95, 0.99), strict=True)
)


def likelihood(chance: float) -> str:
    """The ICD 203 word for a probability, as maps write it: `very-likely`.

    Where two ranges meet, it is the word nearer to an even chance. Raises `ValueError` outside 0 to 1.
    """
    if not 0 <= chance <= 1:
        raise ValueError(f"{chance} is no probability")
    for word, low, high in ICD_203:
        if chance < high or (chance == high and low >= 0.45):
            return word
    return LIKELIHOODS[-1]


@dataclass(frozen=True, slots=True)
class Chance:
    """How likely a claim or objection is, in one reading. Probabilities from 0 to 1, of twelve decimals."""

    lower: float  # at least this, whatever the dependence
    exact: float | None  # this, if all is independent but for what shares an origin; None beyond the limits
    upper: float  # at most this, whatever the dependence
    sharp: bool  # whether the bounds are of the best path set and cut set; else true, only wider

    def verdict(self, threshold: float) -> Verdict:
        """Whether it holds, which is to reach the threshold, and whether that turns on independence.

        `undecided` is where the bounds lie on both sides and the exact value is not known.
        """
        if self.lower >= threshold:
            return "holds"
        if self.upper < threshold:
            return "falls short"
        if self.exact is None:
            return "undecided"
        return "holds only if independent" if self.exact >= threshold else "falls short if independent"


@dataclass(frozen=True, slots=True)
class AttackNumbers:
    """An objection or undercut, with its own numbers: how likely it is that its premises are so and carry it."""

    attack: int  # the position of its step
    readings: Mapping[Reading, Chance]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of one claim: its own by reading, and those of what is said against it."""

    at: int  # the position of its node
    readings: Mapping[Reading, Chance]
    attacks: tuple[AttackNumbers, ...]  # objections to it, and undercuts of its reasons, in the order of the map
    threshold: float

    def verdict(self, reading: Reading) -> Verdict:
        """Whether it holds in a reading, by the profile's threshold."""
        return self.readings[reading].verdict(self.threshold)


@dataclass(frozen=True, slots=True)
class Importance:
    """How much a claim turns on one event. Measures are as in `argmap.support.chances`; None beyond the limits.

    Of a source that shares part of its origin they are of what is its own; what it shares is an event beside it.
    """

    sort: str  # source, group, beta (sources that share an origin by the profile), node (an assumption), word
    name: str
    chance: float  # that it holds, of a source the whole of it
    order: int | None  # the size of the smallest minimal cut set with it, without numbers; None where it is in none
    birnbaum: float | None
    fussell_vesely: float | None
    criticality: float | None


def numbers(support: Assessment, at: int, profile: Profile, limit: int = NODE_LIMIT) -> Numbers:
    """The numbers of a node and of what is said against it, in both readings. `limit`: nodes of a decision diagram."""
    graph = support.graph
    figures = Figures(graph, profile)
    node = graph.nodes[at]
    undercuts = [undercut for step in graph.supporting(node) for undercut in step.unless]

    def both(target: Node | Step) -> dict[Reading, Chance]:
        return {reading: _chance(support, target, reading, figures, limit) for reading in READINGS}

    attacks = tuple(AttackNumbers(attack, both(graph.steps[attack])) for attack in (*node.objections, *undercuts))
    return Numbers(at, both(node), attacks, profile.threshold)


def importance(
    support: Assessment, at: int, reading: Reading, profile: Profile, limit: int = NODE_LIMIT
) -> tuple[Importance, ...]:
    """How much a node turns on each event that can be lost, in one reading.

    The first is the likeliest to have a part in its fall (by Fussell-Vesely); where that is not known or the same, the
    one of the smallest order, then of the largest criticality.
    """
    figures = Figures(support.graph, profile)
    node = support.graph.nodes[at]
    formula, known = composed(support, node, reading, figures, shared=True)
    events = {name: known[name] for name in formula.names if name}
    chances = Chances(formula, {name: event.chance for name, event in events.items()}, limit)
    orders = event_orders(composed(support, node, reading, figures, shared=True, judged=False)[0]).by_name
    slopes, union, critical = chances.birnbaum or {}, chances.fussell_vesely or {}, chances.criticality or {}
    found = [
        Importance(
            event.sort,
            event.name,
            figures.of_source(event.name) if event.sort == "source" else event.chance,
            orders.get(name),
            slopes.get(name),
            union.get(name),
            critical.get(name),
        )
        for name, event in events.items()
        if event.sort in LOSABLE
    ]
    return tuple(sorted(found, key=_rank))


def _rank(one: Importance) -> tuple[float, float, float, str, str]:
    union, critical = (round(measure or 0, DIGITS) for measure in (one.fussell_vesely, one.criticality))
    return -union, one.order or float("inf"), -critical, one.sort, one.name


def _chance(support: Assessment, target: Node | Step, reading: Reading, figures: "Figures", limit: int) -> Chance:
    apart, tied = (_chances(support, target, reading, figures, limit, shared=shared) for shared in (False, True))
    bounds = apart.bounds
    exact = (apart if apart == tied else tied).exact  # the same where nothing is shared: then one diagram serves both
    if exact is None:
        return Chance(round(bounds.lower, DIGITS), None, round(bounds.upper, DIGITS), bounds.sharp)
    # The exact value lies between, but for the last digit of a float.
    lower, upper = min(bounds.lower, exact), max(bounds.upper, exact)
    return Chance(round(lower, DIGITS), round(exact, DIGITS), round(upper, DIGITS), bounds.sharp)


def _chances(
    support: Assessment, target: Node | Step, reading: Reading, figures: "Figures", limit: int, *, shared: bool
) -> Chances:
    formula, events = composed(support, target, reading, figures, shared=shared)
    return Chances(formula, {name: event.chance for name, event in events.items()}, limit)


# -- the formula


class Event(NamedTuple):
    """An event of a formula: what sort of thing it is, its name, and the probability that it holds."""

    sort: str
    name: str
    chance: float


class _Events(Writer):
    """A writer that keeps what is known of each event, by a name that no other sort of event has."""

    def __init__(self, event_of: Callable[[str, str], Event]) -> None:
        super().__init__()
        self.known: dict[str, Event] = {}
        self._event_of = event_of

    def event(self, sort: str, name: str) -> int:
        """The item of an event."""
        shown = f"{sort}: {name}"
        if shown not in self.known:
            self.known[shown] = self._event_of(sort, name)
        return super().event(sort, shown)


def composed(
    support: Assessment, target: Node | Step, reading: Reading, figures: "Figures", *, shared: bool, judged: bool = True
) -> tuple[Formula, Mapping[str, Event]]:
    """The formula of a node, or of what an attack rests on, with its events by their names in it.

    `shared`: whether sources that share part of their origin have a common event; `judged`: whether credibility and
    strength are events.
    """
    graph = support.graph
    order = beneath_first(graph, [target.at] if isinstance(target, Node) else target.premises)
    reasons = support.counting(reading)
    reasons.prepare(order)
    lineage = Lineage(figures.tied if shared else graph.sources)
    cited = (key for at in order for key in made(graph.nodes[at], reading))
    common = lineage.shared_groups(cited) if shared else frozenset()
    writer = _Events(lambda sort, name: figures.event(sort, name, common))
    leaves = Leaves(writer, lineage, reading, "source", common)
    items: dict[int, int] = {}
    for at in order:
        items[at] = _of_node(leaves, graph.nodes[at], reasons.of(at), items, judged)
    root = items[target.at] if isinstance(target, Node) else _of_step(writer, target, items, judged)
    return writer.formula(root), writer.known


def _of_node(leaves: Leaves, node: Node, steps: tuple[Step, ...], items: Mapping[int, int], judged: bool) -> int:
    if node.kind == "claim" and steps:
        return leaves.writer.gate(1, [_of_step(leaves.writer, step, items, judged) for step in steps])
    leaf = leaves.leaf(node)
    if judged and leaf != FALSE and isinstance(node.item, Evidence) and node.item.credibility is not None:
        return leaves.writer.gate(2, [leaf, leaves.writer.event("credibility", node.id)])
    return leaf


def _of_step(writer: Writer, step: Step, items: Mapping[int, int], judged: bool) -> int:
    carried = writer.gate(step.needs, [items[premise] for premise in step.premises])
    if judged and carried != FALSE and step.item.strength is not None:
        return writer.gate(2, [carried, writer.event("strength", str(step.at))])
    return carried


# -- the figures


class _Common(NamedTuple):
    """What sources have in common: how much of their doubt, and which they are."""

    beta: float
    members: tuple[str, ...]


class Figures:
    """The probability of every event of a map, by a profile."""

    def __init__(self, graph: Graph, profile: Profile) -> None:
        self.graph, self.profile = graph, profile

    @cached_property
    def tied(self) -> Sources:
        """The sources of the map, with those that share part of their origin by the profile as groups more."""
        sources = self.graph.sources
        joined = dict(sources.joined)
        for name, common in self._common.items():
            if name not in sources.groups:
                for key in common.members:
                    joined[key] = (*joined.get(key, ()), name)
        return replace(sources, joined=joined)

    def event(self, sort: str, name: str, common: frozenset[str] = frozenset()) -> Event:
        """An event of the function with its probability, where the sources have those things in common."""
        match sort:
            case "source":
                return Event(sort, name, self._own(name, common))
            case "group":
                of_map = name in self.graph.sources.groups
                return Event("group" if of_map else "beta", name, 1 - self._common_doubts[name])
            case "word":
                return Event(sort, name, self.profile.events.get(name, self.profile.own_word))
            case "credibility":
                return Event(sort, name, self._credibility(name))
            case "strength":
                return Event(sort, name, self.profile.strengths[self.graph.steps[int(name)].item.strength or "strong"])
            case _:
                return Event(sort, name, self._assumption(name))

    def _credibility(self, id_: str) -> float:
        item = self.graph.nodes[self.graph.by_id[id_]].item
        assert isinstance(item, Evidence)
        return next(chance for key, chance in self.profile.credibility.items() if key == str(item.credibility))

    def _assumption(self, id_: str) -> float:
        node, events = self.graph.nodes[self.graph.by_id[id_]], self.profile.events
        return next((events[name] for name in (node.id, node.number) if name in events), self.profile.assumption)

    def of_source(self, key: str) -> float:
        """The probability that what a source says is so, whatever it shares with others."""
        rating = None if key == UNKNOWN else self.graph.sources.by_key[key].reliability
        return self.profile.events.get(key, self.profile.rated(rating))

    def _own(self, key: str, common: frozenset[str]) -> float:
        """The probability of what is a source's own beside what it has in common with others."""
        whole = self.of_source(key)
        names = self.tied.groups_of(key) if key != UNKNOWN else ()
        others = prod(1 - self._common_doubts[name] for name in names if name in common)
        return min(1.0, whole / others) if others else 1.0

    @cached_property
    def _common(self) -> dict[str, _Common]:
        """By name what is shared: by the groups of the map, and by the profile."""
        found = {group: _Common(self._beta(group), keys) for group, keys in self.graph.sources.groups.items()}
        for entry in self.profile.beta:
            keys = tuple(key for key in entry.sources or () if key in self.graph.sources.by_key)
            if len(keys) > 1:
                found[", ".join(sorted(keys))] = _Common(entry.beta, keys)
        return found

    def _beta(self, group: str) -> float:
        """How much of their doubt the sources of a group share: all, where a question takes them as one."""
        as_one = any(group in groups for groups in self.graph.sources.joined.values())
        return 1.0 if as_one else self.profile.shared(group)

    @cached_property
    def _shares(self) -> dict[str, float]:
        """How much of its doubt each source has in common with others, summed over all that it shares."""
        shares = dict.fromkeys(self.graph.sources.by_key, 0.0)
        for common in self._common.values():
            for key in common.members:
                shares[key] += common.beta
        return shares

    @cached_property
    def _common_doubts(self) -> dict[str, float]:
        """The probability that what sources have in common fails: the beta part of the least doubt of any.

        A source in several groups has no more in common with others than all its doubt: the parts are cut down to that.
        """
        return {name: self._common_doubt(common) for name, common in self._common.items()}

    def _common_doubt(self, common: _Common) -> float:
        most = max(self._shares[key] for key in common.members)
        alive = [key for key in common.members if self.graph.sources.by_key[key].retracted is None]
        return common.beta / max(1.0, most) * min((1 - self.of_source(key) for key in alive), default=0.0)
