"""Grounded semantics: published frameworks, and Dung's definition as a second opinion."""

from collections.abc import Sequence

import pytest
from hypothesis import given

from argmap.strength.framework import Argument
from argmap.strength.grounded import Label, grounded
from tests.oracles import oracle
from tests.strength.frameworks import frameworks, named


def attacks(*pairs: str) -> list[Argument]:
    """A framework of attacks alone: `a>b` is an attack of a on b."""
    edges = [(pair[0], pair[-1]) for pair in pairs if len(pair) == 3]
    return named(dict.fromkeys(sorted({name for pair in pairs for name in pair if name != ">"}), 0.5), (), edges)


def test_the_published_frameworks() -> None:
    known = oracle("dung.json")
    assert len(known) == 19
    for key, one in known.items():
        labels = grounded(named(dict.fromkeys(one["args"], 0.5), (), one["atts"]))
        accepted = [name for name, label in zip(one["args"], labels, strict=True) if label == "in"]
        assert [sorted(accepted)] == [sorted(extension) for extension in one["GR"]], key


@pytest.mark.parametrize(
    ("pairs", "labels"),
    [
        (["a"], ["in"]),
        (["a>b"], ["in", "out"]),
        (["a>b", "b>c"], ["in", "out", "in"]),
        (["a>b", "b>a"], ["undec", "undec"]),
        (["a>a"], ["undec"]),
        (["a>b", "b>a", "c>b"], ["in", "out", "in"]),
        (["a>b", "b>c", "c>a"], ["undec", "undec", "undec"]),
    ],
)
def test_small_frameworks(pairs: list[str], labels: list[Label]) -> None:
    assert list(grounded(attacks(*pairs))) == labels


def by_definition(framework: Sequence[Argument]) -> list[Label]:
    """Labels by going over all arguments again and again until nothing changes."""
    labels: list[Label] = ["undec"] * len(framework)
    for _ in framework:
        for at, one in enumerate(framework):
            beneath = [labels[below] for below in one.premises or one.supporters]
            needs = one.needs if one.premises else min(1, len(beneath))
            against = [labels[below] for below in one.attackers]
            if all(label == "out" for label in against) and beneath.count("in") >= needs:
                labels[at] = "in"
            elif "in" in against or len(beneath) - beneath.count("out") < needs:
                labels[at] = "out"
    return labels


@given(frameworks(size=9, cyclic=True))
def test_labels_are_those_of_the_definition(framework: list[Argument]) -> None:
    assert list(grounded(framework)) == by_definition(framework)


@given(frameworks(size=9, cyclic=True))
def test_attacks_alone_give_the_least_fixed_point_of_what_is_defended(framework: list[Argument]) -> None:
    """Dung 1995: from the empty set, take in what the set defends until nothing is added."""
    bare = [Argument(attackers=one.attackers) for one in framework]
    accepted: set[int] = set()
    for _ in bare:
        accepted = {
            at
            for at, one in enumerate(bare)
            if all(accepted & set(bare[attacker].attackers) for attacker in one.attackers)
        }
    assert {at for at, label in enumerate(grounded(bare)) if label == "in"} == accepted


def test_ten_thousand_reasons_of_one_claim_are_each_looked_at_once() -> None:
    many = 10_000
    leaves = [Argument(attackers=(many,))] * many
    framework = [*leaves, Argument(), Argument(supporters=tuple(range(many)))]
    assert grounded(framework)[-1] == "out"
