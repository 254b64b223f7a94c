"""What a map says of a statement or a step besides its text, as sentences, for all that shows a map in words."""

from collections.abc import Iterator

from argmap.graph import Node, Step
from argmap.model import Assumption, Evidence


def of_statement(node: Node) -> Iterator[str]:
    """Why it may be assumed; how its source came by it, where the map says so; what makes it more or less credible."""
    item = node.item
    if isinstance(item, Assumption) and item.why:
        yield f"Why it may be assumed: {item.why}"
    if isinstance(item, Evidence):
        if item.basis != "reported":
            yield f"Basis: {item.basis.replace('-', ' ')}."
        if item.credibility:
            yield f"Credibility: {item.credibility} of 6, where 1 is confirmed."
        if item.against_interest:
            yield f"Against its source's interest: {item.against_interest}"


def of_step(step: Step) -> Iterator[str]:
    """Why the claim survives what is granted; the scheme, the strength and the warrant of the step."""
    if step.item.granted:
        yield f"Granted: {step.item.granted}"
    if step.item.scheme and (step.supports or step.kind != "because"):
        yield f"Scheme: {step.item.scheme.replace('-', ' ')}."
    if step.item.strength:
        yield f"Strength of the step: {step.item.strength}."
    if step.item.warrant:
        yield f"Warrant: {step.item.warrant}"


def likelihood(node: Node) -> Iterator[str]:
    """How sure the map says that the statement itself is."""
    if node.item.likelihood:
        yield f"said to be {node.item.likelihood.replace('-', ' ')}"


def all_of(node: Node) -> Iterator[str]:
    """The likelihood as a sentence, and all else that is said of a statement."""
    yield from (f"{words.capitalize()}." for words in likelihood(node))
    yield from of_statement(node)
