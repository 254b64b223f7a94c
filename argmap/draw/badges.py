"""What an audit has to say of each statement, in the two or three words that a card has room for."""

from collections.abc import Iterator

from argmap.draw.card import Badge
from argmap.graph import Graph, Node
from argmap.model import Evidence
from argmap.problem import counted
from argmap.support.assessment import Assessment
from argmap.support.grades import ALL, NONE, WEAK, Grade, waives_interest
from argmap.theme import Tone


def badges(support: Assessment) -> dict[str, Badge]:
    """Badges for the statements of a graph, by id; none for what nothing is to be said of."""
    facts = frozenset(support.facts)
    found: dict[str, Badge] = {}
    for node in support.graph.nodes:
        parts = list(_parts(support, node, facts))
        if parts:
            words = " · ".join(word for word, _, _ in parts)
            tone, note = _gravest(tone for _, tone, _ in parts), " ".join(note for *_, note in parts)
            found[node.id] = Badge(words, tone, note, _origin(support, node) if "one source" in words else "")
    return found


def grade_words(support: Assessment) -> dict[str, str]:
    """What is said of every statement's support where grades are shown, by id: both readings, where they differ."""
    return {
        node.id: _both(support.alone.nodes[node.at], support.own_word.nodes[node.at]) for node in support.graph.nodes
    }


def _both(alone: Grade, own_word: Grade) -> str:
    return f"Support: {alone}" + (f"; taking the text's word: {own_word}" if own_word != alone else "")


def _parts(support: Assessment, node: Node, facts: frozenset[int]) -> Iterator[tuple[str, Tone, str]]:
    graph = support.graph
    grade = support.alone.nodes[node.at]
    if _cites_withdrawn(graph, node):
        yield "retracted", "broken", "A source that it cites has been withdrawn."
    if node.at in graph.theses:
        yield _word(grade), "weak" if grade <= WEAK else "plain", f"Support on its sources alone: {grade}."
    elif graph.is_bare(node):
        yield "no source", "weak", "It stands on its speaker's own word."
    elif node.at in facts and len(support.origins[node.at]) == 1:
        yield from _one_source(support, node)
    elif node.kind == "evidence" and not _cites_withdrawn(graph, node):
        yield from _cited(support, node)
    elif grade <= WEAK and node.kind == "claim":
        yield _word(grade), "weak", f"Support on its sources alone: {grade}."
    if support.contested(node.at):
        yield "contested", "contested", "An objection to it, or to a step of it, is in force."


def _cited(support: Assessment, node: Node) -> Iterator[tuple[str, Tone, str]]:
    """Of evidence: that what it cites is not neutral, and that it is weak."""
    grade = support.alone.nodes[node.at]
    tone: Tone = "weak" if grade <= WEAK else "caution"
    interested = _interested(support, node)
    if interested:
        yield "interested", tone, f"It stands on {interested}, not neutral."
    if grade <= WEAK:
        yield _word(grade), tone, f"Support on its sources alone: {grade}."


def _interested(support: Assessment, node: Node) -> str:
    """The source with an interest without which a statement falls, by its name, or ""; as AM304 has it."""
    sources, taken = support.graph.sources, support.falls.nodes[node.at]
    reports = (support.graph.nodes[at].item for at in support.reports(node.at))
    if taken == ALL or any(isinstance(item, Evidence) and waives_interest(item) for item in reports):
        return ""
    alone = (sources.by_key[key] for key in support.falls.named(taken) if key in sources.by_key)
    return next((source.name for source in alone if source.interest), "")


def _one_source(support: Assessment, node: Node) -> Iterator[tuple[str, Tone, str]]:
    (origin,) = support.origins[node.at]
    keys = len(support.sources(node.at))
    name = support.graph.sources.name(origin)
    note = f"It comes from one origin, {name}, under {counted(keys, 'name')}."
    grade = support.alone.nodes[node.at]
    weak = grade <= WEAK
    words, interested = ["one source"], _interested(support, node)
    if interested:
        words.append("interested")
        note += f" {interested} is not neutral." if interested != name else " It is not neutral."
    words += [_word(grade)] if weak else []
    yield " · ".join(words), "weak" if weak else "caution", note


def _word(grade: Grade) -> str:
    return "no support" if grade is NONE else str(grade)


def _origin(support: Assessment, node: Node) -> str:
    """The one origin of a statement whose own card does not name it, or ""; a fact's sources stand below it."""
    (origin,) = support.origins[node.at]
    shown = {cite.key for fact in support.reports(node.at) for cite in support.graph.nodes[fact].cites}
    return "" if shown == {origin} else support.graph.sources.name(origin)


def _cites_withdrawn(graph: Graph, node: Node) -> bool:
    return any(graph.sources.by_key[cite.key].retracted for cite in node.cites)


def _gravest(tones: Iterator[Tone]) -> Tone:
    gravity: tuple[Tone, ...] = ("broken", "weak", "contested", "caution", "plain")
    return min(tones, key=gravity.index)
