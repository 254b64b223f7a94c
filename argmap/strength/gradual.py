"""Gradual semantics: a strength from 0 to 1 for every argument, from its base score and what supports and attacks it.

All four are *modular* (Mossakowski and Neuhaus, arXiv 1807.06685, 2018): an aggregation makes one number of the
strengths of supporters and attackers, and an influence moves the base score by it.

- DF-QuAD: Rago, Toni, Aurisicchio and Baroni, KR 2016.
- quadratic energy: Potyka, KR 2018.
- Euler-based: Amgoud and Ben-Naim, IJAR 99, 2018.
- MLP-based: Potyka, AAAI 2021.

An inference takes as its base score the strength of the weakest premise that it needs, the k-th best of them where k
suffice. So linked premises carry no more than the weakest, as in argmap's grades. The definitions above know no joint
support; to make one number of a set first is what Rapberger, Russo, Rago and Toni do (KR 2025).

Without cycles the strengths are exact, in one pass. A cycle has no order: its strengths follow the differential
equation ds/dt = f(s) - s from the base scores (Potyka, KR 2018), in steps of a tenth, until they rest. Some never do,
and that is said, with how far they still move.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from argmap.strength.framework import Argument, Framework, knots

TOLERANCE = 1e-12  # strengths that move less than this are at rest
STEP = 0.1  # of the integration (Euler's method)
STEPS_LIMIT = 10_000  # for one cycle; those that rest need some three hundred
WORK_LIMIT = 8_000_000  # strengths and edges looked at, all cycles together: a second or two

Aggregation: TypeAlias = Callable[[Sequence[float], Sequence[float]], float]
Influence: TypeAlias = Callable[[float, float], float]


class Semantics(NamedTuple):
    """One gradual semantics."""

    title: str
    source: str
    aggregation: Aggregation  # strengths of supporters, strengths of attackers -> the aggregate
    influence: Influence  # base score, aggregate -> strength


class Unsettled(NamedTuple):
    """A cycle whose strengths have not come to rest."""

    members: tuple[int, ...]
    moves: float  # how far the strength of a member is from what the others make it, at most


@dataclass(frozen=True, slots=True)
class Strengths:
    """The strength of every argument, by position, and the cycles in which they are no more than the last tried."""

    values: tuple[float, ...]
    unsettled: tuple[Unsettled, ...]

    @property
    def settled(self) -> bool:
        return not self.unsettled


def strengths(framework: Framework, semantics: Semantics) -> Strengths:
    """The strength of every argument of a framework."""
    values = [argument.base for argument in framework]
    unsettled: list[Unsettled] = []
    work = WORK_LIMIT
    for knot in knots(framework):
        if len(knot) == 1 and knot[0] not in framework[knot[0]].rests_on:
            values[knot[0]] = _strength(framework[knot[0]], values, semantics)
            continue
        size = sum(1 + len(framework[at].rests_on) for at in knot)
        steps, moves = _integrate(framework, knot, values, semantics, min(STEPS_LIMIT, work // size))
        work -= steps * size
        if moves > TOLERANCE:
            unsettled.append(Unsettled(tuple(knot), moves))
    return Strengths(tuple(values), tuple(unsettled))


def _integrate(
    framework: Framework, knot: Sequence[int], values: list[float], semantics: Semantics, limit: int
) -> tuple[int, float]:
    """Move the strengths of a cycle until they rest: how many steps it took, and how far they still move."""
    for at in knot:
        values[at] = base_score(framework[at], values)
    for step in range(limit + 1):
        moves = [_strength(framework[at], values, semantics) - values[at] for at in knot]
        furthest = max(map(abs, moves))
        if furthest <= TOLERANCE or step == limit:
            break
        for at, move in zip(knot, moves, strict=True):
            values[at] += STEP * move
    return step, furthest


def _strength(argument: Argument, values: Sequence[float], semantics: Semantics) -> float:
    base = base_score(argument, values)
    if not argument.supporters and not argument.attackers:
        return base
    supporters = [values[at] for at in argument.supporters]
    attackers = [values[at] for at in argument.attackers]
    return semantics.influence(base, semantics.aggregation(supporters, attackers))


def base_score(argument: Argument, values: Sequence[float]) -> float:
    """An argument's own base score; of an inference the strength of the weakest premise that it needs."""
    if not argument.premises:
        return argument.base
    return sorted((values[at] for at in argument.premises), reverse=True)[argument.needs - 1]


# -- aggregations


def _product(supporters: Sequence[float], attackers: Sequence[float]) -> float:
    return math.prod(1 - strength for strength in attackers) - math.prod(1 - strength for strength in supporters)


def _sum(supporters: Sequence[float], attackers: Sequence[float]) -> float:
    return math.fsum(supporters) - math.fsum(attackers)  # exactly rounded: the order of the file does not matter


# -- influences


def _linear(base: float, aggregate: float) -> float:
    return base + aggregate * (1 - base if aggregate > 0 else base)


def _quadratic(base: float, aggregate: float) -> float:
    share = aggregate**2 / (1 + aggregate**2)
    return base + share * (1 - base) if aggregate > 0 else base - share * base


def _euler(base: float, aggregate: float) -> float:
    return 1 - (1 - base**2) / (1 + base * math.exp(min(aggregate, 700)))  # a double holds no higher power


def _logistic(base: float, aggregate: float) -> float:
    if base in (0, 1):
        return base  # the logit is infinite, and no aggregate moves it
    odds = math.log(base / (1 - base)) + aggregate
    return 1 / (1 + math.exp(-odds)) if odds > 0 else math.exp(odds) / (1 + math.exp(odds))


SEMANTICS: Mapping[str, Semantics] = {
    "df-quad": Semantics("DF-QuAD", "Rago, Toni, Aurisicchio and Baroni, KR 2016", _product, _linear),
    "quadratic-energy": Semantics("quadratic energy", "Potyka, KR 2018", _sum, _quadratic),
    "euler": Semantics("Euler-based", "Amgoud and Ben-Naim, IJAR 99, 2018", _sum, _euler),
    "mlp": Semantics("MLP-based", "Potyka, AAAI 2021", _sum, _logistic),
}
