"""Facts, and the one origin that they hang on: what the rules about sources share.

A *fact* is a claim with cited evidence directly beneath it, or cited evidence that is itself a premise. It hangs on one
origin if it falls when that origin is lost, or the group that the origin shares with others. All that falls with the
origin and stands above such a fact *leans* on it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from argmap.graph import Citation, Sources
from argmap.problem import counted, one_line
from argmap.rules.common import Case
from argmap.support.grades import ALL

NAME_WIDTH = 60  # characters of a source's name in a message
TEXT_WIDTH = 44  # characters of a statement's text beside names of sources
MOST_NAMES = 2  # sources that a message names where there are more
POOR_RATINGS = ("D", "E")
POOR_CREDIBILITY = (4, 5)


@dataclass(frozen=True, slots=True)
class Leaning:
    """What hangs on one origin: facts in the order of their weight, all that leans on it, and the keys cited for it."""

    origin: str
    facts: tuple[int, ...]
    nodes: tuple[int, ...]
    keys: tuple[str, ...]


# -- facts


def in_play(case: Case, at: int) -> bool:
    """Whether anything is to be said of a node, whatever is allowed there."""
    return case.graph.sides[at] != "unused" and at not in case.support.settled


def facts(case: Case) -> Iterator[int]:
    """The facts of which something is to be said: an allow on all the evidence of a fact is one on the fact."""
    for fact in case.support.facts:
        if case.spoken_of(fact) and any(case.spoken_of(at) for at in case.support.reports(fact)):
            yield fact


def live_citations(case: Case, fact: int) -> Iterator[tuple[int, Citation]]:
    """The evidence of a fact with what it cites, certainly and of sources that stand."""
    for at in case.support.reports(fact):
        for cite in case.node(at).cites:
            if not cite.uncertain and case.support.falls.sources[cite.key] != ALL:
                yield at, cite


def keys_of(case: Case, facts: Iterable[int]) -> tuple[str, ...]:
    """The keys that facts cite, in the order of the map's sources."""
    cited = {cite.key for fact in facts for _, cite in live_citations(case, fact)}
    return in_order(case, cited)


def in_order(case: Case, keys: Iterable[str]) -> tuple[str, ...]:
    """Keys in the order of the map's sources, other names behind them."""
    places = case.support.falls.bits
    return tuple(sorted(set(keys), key=lambda key: (places.get(key, ALL) == ALL, places.get(key, 0), key)))


def rank(case: Case, at: int) -> tuple[bool, int, int]:
    """What a list of nodes is sorted by: fewest losses that take the thesis down, then place in the file."""
    order = case.support.orders[at] if case.graph.sides[at] == "for" else None
    return order is None, order or 0, at


def ranked(case: Case, nodes: Iterable[int]) -> list[int]:
    """Nodes in the order of their weight, each once."""
    return sorted(set(nodes), key=lambda at: rank(case, at))


def folded(case: Case, groups: Mapping[str, Sequence[int]]) -> list[tuple[str, list[int]]]:
    """Nodes by origin: each list in the order of weight, and the lists in that of their first."""
    lists = [(origin, ranked(case, nodes)) for origin, nodes in groups.items()]
    return sorted(lists, key=lambda one: rank(case, one[1][0]))


# -- leaning


def leanings(case: Case) -> list[Leaning]:
    """By origin, the facts that hang on it alone. Those of circular reports are left out: they are told together."""
    circular = reported_in_circles(case)
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in facts(case):
        origin = case.support.one_origin(fact)
        if origin is not None and fact not in circular:
            groups[origin].append(fact)
    return [_leaning(case, origin, hanging) for origin, hanging in folded(case, groups)]


def _leaning(case: Case, origin: str, hanging: Sequence[int]) -> Leaning:
    above = upwards(case, origin, hanging)
    nodes = tuple(dict.fromkeys((*hanging, *ranked(case, above))))
    return Leaning(origin, tuple(hanging), nodes, keys_of(case, hanging))


def upwards(case: Case, origin: str, nodes: Iterable[int]) -> set[int]:
    """The nodes, and the claims above them that fall with an origin."""
    return _closure(nodes, lambda at: (up for up in case.support.supports[at] if _leans(case, up, origin)))


def downwards(case: Case, origin: str, nodes: Iterable[int]) -> set[int]:
    """The nodes, and what stands beneath them that falls with an origin."""

    def beneath(at: int) -> Iterator[int]:
        for step in case.graph.supporting(case.node(at)):
            yield from (premise for premise in step.premises if case.support.falls.falls_with(premise, origin))

    return _closure(nodes, beneath)


def _leans(case: Case, at: int, origin: str) -> bool:
    return case.support.falls.falls_with(at, origin) and in_play(case, at)


def _closure(nodes: Iterable[int], further: Callable[[int], Iterable[int]]) -> set[int]:
    found = set(nodes)
    waiting = list(found)
    while waiting:
        new = [at for at in further(waiting.pop()) if at not in found]
        found.update(new)
        waiting.extend(new)
    return found


# -- circular reporting


def circles(case: Case, taken: Sequence[int]) -> list[tuple[str, list[int]]]:
    """By origin, the statements that look corroborated and fall with it: the lowest ones of each line.

    `taken` is what takes each node. A statement looks corroborated if no one citation takes it. That it falls with one
    origin all the same is the work of `from` alone: what several sources share through a group is no more than a guess,
    and is not told here.
    """
    falls, facts = case.support.falls, set(case.support.facts)
    groups: dict[str, list[int]] = defaultdict(list)
    told: dict[str, set[int]] = defaultdict(set)
    for at in case.graph.order:
        if taken[at] == ALL or falls.by_citation[at] or not in_play(case, at):
            continue
        if case.node(at).kind == "evidence" and at not in facts:
            continue  # the claim directly above it is the fact, and may have better
        premises = [premise for step in case.graph.supporting(case.node(at)) for premise in step.premises]
        for root in falls.named(taken[at] & falls.roots):
            if told[root].isdisjoint(premises):
                groups[root].append(at)
            told[root].add(at)
    return folded(case, groups)


def reported_in_circles(case: Case) -> set[int]:
    """All that belongs to circular reports: nothing of it is said to hang on a single source besides.

    Reports of own acts are among it: they are no echo, and yet not under one citation alone.
    """
    return {at for root, tops in circles(case, case.support.falls.nodes) for at in downwards(case, root, tops)}


# -- sources


def poorly_rated(sources: Sources) -> frozenset[str]:
    """The sources rated D or E, and those that repeat only such: a source is never better than the best it repeats."""
    poor = set[str]()
    for key in sources.from_the_top:
        source = sources.by_key[key]
        if source.reliability in POOR_RATINGS or (source.from_ and poor.issuperset(source.from_)):
            poor.add(key)
    return frozenset(poor)


def source_names(case: Case, keys: Sequence[str]) -> str:
    """The names of sources in a message."""
    names = [one_line(case.named(key), NAME_WIDTH) for key in keys[:MOST_NAMES]]
    return listed_with(names, len(keys) - len(names))


def several(case: Case, keys: Sequence[str]) -> bool:
    """Whether a verb after the names of sources is plural: they are more than one, or one that is many people."""
    source = case.graph.sources.by_key.get(keys[0])
    return len(keys) > 1 or (source is not None and source.plural)


def listed_with(names: Sequence[str], more: int) -> str:
    """Some names and how many more there are."""
    if more:
        return f"{', '.join(names)} and {more} more"
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def first_and_others(case: Case, nodes: Sequence[int], noun: str) -> str:
    """The first of some nodes, quoted, and how many others there are."""
    node, others = case.node(nodes[0]), len(nodes) - 1
    quoted = f"{node.id} “{one_line(node.text, TEXT_WIDTH)}”"
    return f"{quoted} and {counted(others, f'other {noun}')}" if others else quoted


def origin_first(origin: str, keys: Sequence[str]) -> tuple[str, ...]:
    """The keys cited, the origin first where it is one of them: there the finding can be allowed."""
    return (origin, *(key for key in keys if key != origin)) if origin in keys else tuple(keys)
