"""What a semantics says of every argument of a map."""

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.graph import Graph
from argmap.strength.encoding import BASE, Encoding, encode
from argmap.strength.framework import Argument
from argmap.strength.gradual import SEMANTICS, Strengths, base_score, strengths
from argmap.strength.grounded import Label, grounded

GROUNDED = "grounded"  # beside the names of the gradual semantics


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Strengths under a gradual semantics, or labels under the grounded: the other is None."""

    encoding: Encoding
    semantics: str
    strengths: Strengths | None
    labels: tuple[Label, ...] | None

    def base_score(self, argument: Argument) -> float:
        """What an argument starts from, under a gradual semantics."""
        assert self.strengths is not None
        return base_score(argument, self.strengths.values)


def evaluate(graph: Graph, semantics: str, base: float = BASE, bases: Mapping[int, float] | None = None) -> Evaluation:
    """Evaluate a map; base scores as `encode` takes them.

    `semantics` is `grounded` or a name of `SEMANTICS`; another is a KeyError.
    """
    encoding = encode(graph, base, bases)
    if semantics == GROUNDED:
        return Evaluation(encoding, semantics, None, grounded(encoding.framework))
    return Evaluation(encoding, semantics, strengths(encoding.framework, SEMANTICS[semantics]), None)
