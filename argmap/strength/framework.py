"""Arguments with their supports and attacks, as formal argumentation has them.

A *quantitative bipolar argumentation framework* (Baroni, Rago and Toni, IJAR 105, 2019) is a set of arguments with base
scores, one relation of support and one of attack. Here an argument may also be an *inference*: the joint support, or
joint attack, of several premises of which so many are needed. It has no base score of its own.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from argmap.knots import knots as components


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
    """The strongly connected components, each after all that its arguments rest on, positions in ascending order."""
    return components([argument.rests_on for argument in framework])
