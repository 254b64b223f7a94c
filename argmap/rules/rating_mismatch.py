"""A rating does not fit what is known of the source.

What it finds
    Evidence of credibility 1, which means that other independent sources confirm it, where the fact that it belongs to
    has one origin only; and sources with a reliability from A to E and no `reason` for it, in one finding for all.
Why it matters
    The two ratings of the Admiralty system answer different questions, and 1 is earned by corroboration alone: NATO's
    AJP-2.1 reads it as confirmed by other sources. It weighs heavily: Samet, Subjective Interpretation of Reliability
    and Accuracy Scales (US Army Research Institute, 1975), found that officers let the rating of the report count for
    more than that of its source. And a letter without a reason cannot be questioned.
Fails
    ```yaml
    argmap: 1
    sources:
      diver:
        name: A diver of the harbour police
        reliability: B
        reason: His earlier reports all proved right.
    thesis:
      claim: The wreck is the Anna Maria.
      because:
      - claim: The wreck has three masts.
        because:
        - evidence: Three stumps stand on the deck.
          source: diver, log of 2 July
          credibility: 1
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      diver:
        name: A diver of the harbour police
        reliability: B
        reason: His earlier reports all proved right.
      sonar: Sonar picture of the sea survey
    thesis:
      claim: The wreck is the Anna Maria.
      because:
      - claim: The wreck has three masts.
        because:
        - evidence: Three stumps stand on the deck.
          source: diver, log of 2 July
          credibility: 1
        - evidence: The picture shows three long shadows across the hull.
          source: sonar
    ```
How to mend it
    Write credibility 2 (probably true) for what one origin says and other knowledge fits, or cite what confirms it.
    Give every rating its `reason`: the record of the source, not the liking for it.
False alarms
    What is confirmed by sources that the map leaves out. Add one of them.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.model import Evidence
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.leaning import facts, first_and_others, folded, keys_of, origin_first, several, source_names

CODE = "AM305"
NAME = "rating-mismatch"
LEVEL: Level = "warning"
AUDIENCE: Audience = "map"

CONFIRMED = 1
CONFIRM = "cite what confirms it, or write `credibility: 2`"
EXPLAIN = "write the `reason`: what record or position the rating goes by"


def check(case: Case) -> Iterator[Found]:
    """One finding an origin whose word is called confirmed, and one for all ratings without a reason."""
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in facts(case):
        origin = case.support.one_origin(fact)
        for at in case.support.reports(fact) if origin is not None else ():
            if _confirmed(case, at) and case.spoken_of(at):
                groups[str(origin)].append(at)
    for origin, nodes in folded(case, groups):
        yield _mismatch(case, origin, nodes)
    yield from _unexplained(case)


def _confirmed(case: Case, at: int) -> bool:
    item = case.node(at).item
    return isinstance(item, Evidence) and item.credibility == CONFIRMED


def _mismatch(case: Case, origin: str, nodes: list[int]) -> Found:
    what = first_and_others(case, nodes, "report")
    called, they = ("is", "it comes") if len(nodes) == 1 else ("are", "they come")
    name = source_names(case, (origin,))
    message = f"{what} {called} called confirmed (credibility 1), but {they} from one origin, {name}"
    keys = keys_of(case, nodes)
    return Found(
        message, CONFIRM, at=nodes[0], related=tuple(nodes), sources=origin_first(origin, keys), origins=(origin,)
    )


def _unexplained(case: Case) -> Iterator[Found]:
    sources = case.graph.sources.by_key
    keys = tuple(key for key, source in sources.items() if source.reliability not in (None, "F") and not source.reason)
    if not keys:
        return
    names = source_names(case, keys)
    if len(keys) == 1:
        message = f"{names} {'are' if several(case, keys) else 'is'} rated {sources[keys[0]].reliability}"
    else:
        message = f"{len(keys)} sources are rated, {names},"
    route = ("sources", keys[0], "reliability")
    yield Found(f"{message} without a reason", EXPLAIN, source=keys[0], route=route, sources=keys)
