"""Gradual semantics: published values, the papers' own formulas, and the laws that all of them keep."""

import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.strength.framework import Argument, knots
from argmap.strength.gradual import SEMANTICS, TOLERANCE, Strengths, strengths
from tests.oracles import oracle
from tests.strength.frameworks import SCORES, frameworks, layers, named

NAMES = tuple(SEMANTICS)
IN_ORACLES = {
    "df-quad": "DF-QuAD",
    "quadratic-energy": "QuadraticEnergy",
    "euler": "EulerBased",
    "mlp": "MLPBased",
}
CLOSE = 1e-8
ROUNDING = 1e-12
every_semantics = pytest.mark.parametrize("name", NAMES)


def of(framework: Sequence[Argument], name: str) -> Strengths:
    return strengths(framework, SEMANTICS[name])


def published(graph: Any) -> tuple[list[str], list[Argument]]:
    if "gen" not in graph:
        return list(graph["w"]), named(graph["w"], graph["sup"], graph["att"])
    ten = [str(at) for at in range(10)]
    return ["A", *(f"B{at}" for at in ten), *(f"C{at}" for at in ten)], layers(1, 10, 10)


# -- published values


@every_semantics
def test_the_published_graphs(name: str) -> None:
    graphs, expected = oracle("gradual_graphs.json"), oracle("gradual_expected.json")
    for key, graph in graphs.items():
        names, framework = published(graph)
        found = of(framework, name)
        assert found.settled, key
        assert dict(zip(names, found.values, strict=True)) == pytest.approx(
            expected[key][IN_ORACLES[name]]["strength"], rel=0, abs=CLOSE
        ), key


def test_the_e_democracy_map_of_the_audit_cases() -> None:
    known = oracle("audit.json")["qbaf"]
    names, framework = published(oracle("gradual_graphs.json")["rago_edemocracy"])
    for key, name in (("DF-QuAD", "df-quad"), ("Euler", "euler"), ("QuadraticEnergy", "quadratic-energy")):
        found = dict(zip(names, of(framework, name).values, strict=True))
        assert {one: found[one] for one in known[key]} == pytest.approx(known[key], abs=1e-6)  # as printed there


@pytest.mark.parametrize(
    ("name", "supported", "attacked", "by_itself"),
    [
        ("df-quad", 0.75, 0.25, 1 / 3),
        ("quadratic-energy", 0.6, 0.4, 0.4238537991),
        ("euler", 0.5888970714, 0.4245224032, 0.4335749021),
        ("mlp", 0.6224593312, 0.3775406688, 0.4010581375),
    ],
)
def test_one_edge_between_halves(name: str, supported: float, attacked: float, by_itself: float) -> None:
    half = Argument(0.5)
    assert of([half, Argument(0.5, (0,))], name).values[1] == pytest.approx(supported, abs=CLOSE)
    assert of([half, Argument(0.5, (), (0,))], name).values[1] == pytest.approx(attacked, abs=CLOSE)
    assert of([Argument(0.5, (), (0,))], name).values[0] == pytest.approx(by_itself, abs=CLOSE)


# -- cycles


@pytest.mark.parametrize("name", ["df-quad", "quadratic-energy"])
def test_a_ring_that_plain_iteration_never_settles(name: str) -> None:
    """Potyka (KR 2018): one argument supports ten, each of these ten more, and they attack the first."""
    found = of(layers(1, 10, 10), name)
    assert found.settled
    assert max(found.values[1:11]) - min(found.values[1:11]) < ROUNDING


@pytest.mark.parametrize("name", ["df-quad", "quadratic-energy"])
def test_a_ring_that_does_not_settle_says_how_far_it_moves(name: str) -> None:
    """With one layer more even the differential equation goes round for ever."""
    framework = [*layers(1, 10, 10, 10), Argument(0.5, (0,)), Argument(0.25)]
    found = of(framework, name)
    assert [one.members for one in found.unsettled] == [tuple(range(31))]
    assert 0.01 < found.unsettled[0].moves < 1
    assert found.values[32] == 0.25


def test_a_large_ring_ends_at_the_limit_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.strength.gradual.WORK_LIMIT", 1000)
    found = of([Argument(0.5, (), ((at + 1) % 50,)) for at in range(50)], "df-quad")
    assert not found.settled
    assert found.unsettled[0].moves > TOLERANCE


def test_knots_come_after_what_they_rest_on() -> None:
    framework = [Argument(attackers=(1,)), Argument(attackers=(2,)), Argument(attackers=(1, 3)), Argument()]
    assert list(knots(framework)) == [[3], [1, 2], [0]]


@given(frameworks(size=10, cyclic=True))
def test_knots_are_the_arguments_that_reach_each_other(framework: list[Argument]) -> None:
    reached = [{at} for at in range(len(framework))]
    for _ in framework:
        for at, argument in enumerate(framework):
            reached[at].update(*(reached[below] for below in argument.rests_on))
    mutual = {tuple(b for b in sorted(reached[a]) if a in reached[b]) for a in range(len(framework))}
    found = [tuple(knot) for knot in knots(framework)]
    assert len(found) == len(mutual)
    assert set(found) == mutual
    done: set[int] = set()
    for knot in found:
        done.update(knot)
        assert all(set(framework[at].rests_on) <= done for at in knot)


def test_a_chain_of_ten_thousand_needs_no_recursion() -> None:
    deep = 10_000
    chain = [*(Argument(0.5, (at + 1,)) for at in range(deep)), Argument(1.0)]
    assert of(chain, "df-quad").values[0] == 1


# -- the papers' own forms, as a second opinion


def df_quad(base: float, supporters: Sequence[float], attackers: Sequence[float]) -> float:
    """Rago et al. 2016: strengths are aggregated one by one, and the larger side moves the base score."""

    def aggregated(values: Sequence[float]) -> float:
        total = 0.0
        for value in values:
            total = total + value - total * value
        return total

    for_, against = aggregated(supporters), aggregated(attackers)
    if against >= for_:
        return base - base * (against - for_)
    return base + (1 - base) * (for_ - against)


def quadratic_energy(base: float, supporters: Sequence[float], attackers: Sequence[float]) -> float:
    """Potyka 2018: base + (1 - base) h(E) - base h(-E), where h(x) = max(x, 0)^2 / (1 + max(x, 0)^2)."""

    def impact(x: float) -> float:
        return max(x, 0) ** 2 / (1 + max(x, 0) ** 2)

    energy = sum(supporters) - sum(attackers)
    return base + (1 - base) * impact(energy) - base * impact(-energy)


@pytest.mark.parametrize(("name", "slow"), [("df-quad", df_quad), ("quadratic-energy", quadratic_energy)])
@given(framework=frameworks(cyclic=True))
def test_settled_strengths_satisfy_the_definition(name: str, slow: Any, framework: list[Argument]) -> None:
    found = of(framework, name)
    assume(found.settled)
    for at, argument in enumerate(framework):
        premises = sorted(found.values[below] for below in argument.premises)
        base = premises[-argument.needs] if premises else argument.base
        supporters = [found.values[below] for below in argument.supporters]
        attackers = [found.values[below] for below in argument.attackers]
        assert found.values[at] == pytest.approx(slow(base, supporters, attackers), abs=1e-9)


# -- laws


@every_semantics
@given(framework=frameworks(cyclic=True))
def test_strengths_stay_between_0_and_1(name: str, framework: list[Argument]) -> None:
    assert all(0 <= value <= 1 for value in of(framework, name).values)


@every_semantics
@given(framework=frameworks(), data=st.data())
def test_a_further_attacker_never_raises_and_a_further_supporter_never_lowers(
    name: str, framework: list[Argument], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(framework) - 1))
    more = [*framework, Argument(data.draw(SCORES))]
    before = of(framework, name).values[at]
    more[at] = framework[at]._replace(attackers=(*framework[at].attackers, len(framework)))
    assert of(more, name).values[at] <= before + ROUNDING
    more[at] = framework[at]._replace(supporters=(*framework[at].supporters, len(framework)))
    assert of(more, name).values[at] >= before - ROUNDING


@every_semantics
@given(framework=frameworks(), data=st.data())
def test_a_higher_base_score_never_lowers_and_a_further_needed_premise_never_raises(
    name: str, framework: list[Argument], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(framework) - 1))
    argument, before = framework[at], of(framework, name).values[at]
    if argument.premises:
        premises = (*argument.premises, len(framework))
        changed = argument._replace(premises=premises, needs=argument.needs + 1)
        more = [*framework[:at], changed, *framework[at + 1 :], Argument(data.draw(SCORES))]
        assert of(more, name).values[at] <= before + ROUNDING
    else:
        higher = argument._replace(base=data.draw(st.floats(argument.base, 1)))
        assert of([*framework[:at], higher, *framework[at + 1 :]], name).values[at] >= before - ROUNDING


@every_semantics
@given(framework=frameworks(), data=st.data())
def test_names_and_order_play_no_part(name: str, framework: list[Argument], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(framework))))  # where each goes

    def moved(positions: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(order[at] for at in positions))

    turned = [Argument()] * len(framework)
    for at, (base, supporters, attackers, premises, needs) in enumerate(framework):
        turned[order[at]] = Argument(base, moved(supporters), moved(attackers), moved(premises), needs)
    before, after = of(framework, name).values, of(turned, name).values
    assert [after[order[at]] for at in range(len(framework))] == pytest.approx(before, abs=ROUNDING)


@pytest.mark.parametrize("name", ["df-quad", "quadratic-energy", "mlp"])
@given(base=SCORES, sides=st.tuples(st.lists(SCORES, max_size=4), st.lists(SCORES, max_size=4)))
def test_attack_and_support_mirror_each_other(name: str, base: float, sides: tuple[list[float], list[float]]) -> None:
    """Duality (Potyka, KR 2018), which the Euler-based semantics alone has not."""
    leaves = [Argument(score) for side in sides for score in side]
    one, other = tuple(range(len(sides[0]))), tuple(range(len(sides[0]), len(leaves)))
    found = of([*leaves, Argument(base, one, other)], name).values[-1]
    mirrored = of([*leaves, Argument(1 - base, other, one)], name).values[-1]
    assert mirrored == pytest.approx(1 - found, abs=1e-9)


@given(base=SCORES, attackers=st.lists(SCORES, max_size=5))
def test_euler_never_goes_below_the_square_of_the_base_score(base: float, attackers: list[float]) -> None:
    leaves = [Argument(score) for score in attackers]
    found = of([*leaves, Argument(base, (), tuple(range(len(leaves))))], "euler").values[-1]
    assert found >= base**2 - ROUNDING


@every_semantics
@pytest.mark.parametrize("base", [0.0, 1.0])
def test_thousands_of_reasons_overflow_nothing(name: str, base: float) -> None:
    many = tuple(range(3000))
    leaves = [Argument(1.0)] * len(many)
    for middle in (Argument(base, many), Argument(base, (), many), Argument(0.5, many), Argument(0.5, (), many)):
        assert math.isfinite(of([*leaves, middle], name).values[-1])
