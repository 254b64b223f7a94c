"""Arguments with their supports and attacks, as formal argumentation has them.

A *quantitative bipolar argumentation framework* (Baroni, Rago and Toni, IJAR 105, 2019) is a set of arguments with base
scores, one relation of support and one of attack. Here an argument may also be an *inference*: the joint support, or
joint attack, of several premises of which so many are needed. It has no base score of its own.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias


class Argument(NamedTuple):
    """One argument; others are given by their positions in the framework."""

    base: float = 0.5  # its base score, from 0 to 1; that of an inference is not read
    supporters: tuple[int, ...] = ()
    attackers: tuple[int, ...] = ()
    premises: tuple[int, ...] = ()  # of an inference
    needs: int = 0  # how many of the premises suffice, from 1

    @property
    def rests_on(self) -> tuple[int, ...]:
        """All arguments that its strength depends on directly."""
        return self.premises + self.supporters + self.attackers


Framework: TypeAlias = Sequence[Argument]


def knots(framework: Framework) -> Iterator[list[int]]:
    """The strongly connected components, each after all that its arguments rest on (Tarjan, SIAM J. Comput. 1, 1972).

    Positions in ascending order. An argument in no cycle is a component by itself.
    """
    met: dict[int, int] = {}  # in which order arguments were met
    low: dict[int, int] = {}  # the earliest argument that each leads back to, as far as is known
    open_: dict[int, None] = {}  # met, and not yet known to be of a finished component; in order
    path: list[tuple[int, Iterator[int]]] = []

    def enter(at: int) -> None:
        met[at] = low[at] = len(met)
        open_[at] = None
        path.append((at, iter(framework[at].rests_on)))

    for start in range(len(framework)):
        if start not in met:
            enter(start)
        while path:
            at, beneath = path[-1]
            new = None
            for other in beneath:
                if other not in met:
                    new = other
                    break
                if other in open_:
                    low[at] = min(low[at], met[other])
            if new is not None:
                enter(new)
                continue
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[at])
            if low[at] == met[at]:
                yield _closed(open_, at)


def _closed(open_: dict[int, None], first: int) -> list[int]:
    """Take a component off the open arguments: its first, and all that were met later."""
    found: list[int] = []
    while first in open_:
        found.append(open_.popitem()[0])
    return sorted(found)
