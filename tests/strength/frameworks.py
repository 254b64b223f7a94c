"""Random frameworks, and the published ones by name."""

from collections.abc import Iterable, Mapping
from itertools import pairwise

from hypothesis import strategies as st

from argmap.strength.framework import Argument

SCORES = st.sampled_from((0.0, 0.1, 0.3, 0.5, 0.8, 1.0)) | st.floats(0, 1)


def named(
    bases: Mapping[str, float], supports: Iterable[tuple[str, str]], attacks: Iterable[tuple[str, str]]
) -> list[Argument]:
    """A framework from names, in their order; a pair is who supports or attacks, and whom."""
    place = {name: at for at, name in enumerate(bases)}
    supports, attacks = list(supports), list(attacks)
    return [
        Argument(
            base,
            tuple(place[by] for by, to in supports if to == name),
            tuple(place[by] for by, to in attacks if to == name),
        )
        for name, base in bases.items()
    ]


def layers(*sizes: int) -> list[Argument]:
    """One argument, and layers each supported by all of the layer before it; the last layer attacks the one."""
    starts = [sum(sizes[:layer]) for layer in range(len(sizes) + 1)]
    spans = [tuple(range(first, last)) for first, last in pairwise(starts)]
    made = [Argument(1.0, (), spans[-1])]
    for before, size in zip(spans, sizes[1:], strict=False):
        made += [Argument(0.0, before)] * size
    return made


@st.composite
def frameworks(draw: st.DrawFn, *, size: int = 7, cyclic: bool = False) -> list[Argument]:
    """Arguments and inferences; without cycles each rests on later ones alone."""
    count = draw(st.integers(1, size))
    made: list[Argument] = []
    for at in range(count):
        known = list(range(count)) if cyclic else list(range(at + 1, count))
        some = st.lists(st.sampled_from(known), max_size=3, unique=True).map(tuple) if known else st.just(())
        premises = draw(some) if draw(st.integers(0, 3)) == 0 else ()
        if premises:
            made.append(Argument(0.0, (), draw(some), premises, draw(st.integers(1, len(premises)))))
        else:
            made.append(Argument(draw(SCORES), draw(some), draw(some)))
    return made
