"""Only weak sources stand under a premise that bears load.

What it finds
    Facts that the thesis leans on and for which nothing is cited but sources rated D or E, sources that repeat only
    such, and reports of credibility 4 or 5. One finding is made for each origin.
Why it matters
    D says that a source is not usually reliable, 4 that a report is doubtful: whoever rated them so has said that they
    should not be leant on. AJP-2.1, where the ratings come from, has analysts judge source and report apart so that a
    doubt about either is not lost on the way to the conclusion.
Fails
    ```yaml
    argmap: 1
    sources:
      forum:
        name: A posting in a sailing forum
        kind: social-media
        reliability: E
        reason: The account has invented accidents before.
    thesis:
      claim: The harbour entrance has silted up.
      because:
      - claim: A boat drawing two metres ran aground there.
        because:
        - evidence: A skipper says that he touched the ground at high water.
          source: forum
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      forum:
        name: A posting in a sailing forum
        kind: social-media
        reliability: E
        reason: The account has invented accidents before.
      lifeboat:
        name: Log of the lifeboat
        reliability: B
        reason: Kept by trained crews and checked every month.
    thesis:
      claim: The harbour entrance has silted up.
      because:
      - claim: A boat drawing two metres ran aground there.
        because:
        - evidence: A skipper says that he touched the ground at high water.
          source: forum
        - evidence: The crew pulled a yacht off the bar in June.
          source: lifeboat
    ```
How to mend it
    Look for a source that can be leant on, or let the thesis do without the premise.
False alarms
    A rating given for other matters than this one. Rate the report itself with `credibility`, and write the `reason` of
    the letter so that it says what it is about.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.model import Evidence
from argmap.problem import Audience, Level, one_line
from argmap.rules.common import Case, Found
from argmap.rules.leaning import (
    MOST_NAMES,
    NAME_WIDTH,
    POOR_CREDIBILITY,
    POOR_RATINGS,
    facts,
    first_and_others,
    folded,
    keys_of,
    listed_with,
    live_citations,
    poorly_rated,
)

CODE = "AM306"
NAME = "weak-source-alone"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "find a source that can be leant on, or let the thesis do without this premise"


def check(case: Case) -> Iterator[Found]:
    """One finding an origin, or set of sources, for the facts that have nothing better."""
    poor = poorly_rated(case.graph.sources)
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in facts(case):
        if case.support.load_bearing(fact) and _only_weak(case, fact, poor):
            groups[case.support.one_origin(fact) or " ".join(keys_of(case, [fact]))].append(fact)
    for _, hanging in folded(case, groups):
        yield _found(case, hanging, poor)


def _only_weak(case: Case, fact: int, poor: frozenset[str]) -> bool:
    """Whether all that is cited for a fact is weak, and it has no other reasons that stand."""
    cited = list(live_citations(case, fact))
    reports = case.support.reports(fact)
    steps = case.graph.supporting(case.node(fact))
    others = [step for step in steps if not (len(step.premises) == 1 and step.premises[0] in reports)]
    return (
        bool(cited)
        and all(cite.key in poor or _doubtful(case, at) for at, cite in cited)
        and not any(case.support.carried("sources_alone", step) for step in others)
    )


def _doubtful(case: Case, at: int) -> int | None:
    """The credibility of a report, where it is doubtful or improbable."""
    item = case.node(at).item
    return item.credibility if isinstance(item, Evidence) and item.credibility in POOR_CREDIBILITY else None


def _found(case: Case, hanging: list[int], poor: frozenset[str]) -> Found:
    cited = [cited for fact in hanging for cited in live_citations(case, fact)]
    whys = {cite.key: _why(case, at, cite.key, poor) for at, cite in reversed(cited)}
    keys = keys_of(case, hanging)
    names = [f"{one_line(case.named(key), NAME_WIDTH)} ({whys[key]})" for key in keys[:MOST_NAMES]]
    said = listed_with(names, len(keys) - len(names))
    what = first_and_others(case, hanging, "premise")
    message = f"the thesis leans on {what}, for which there is only {said}"
    one = case.support.one_origin(hanging[0])
    return Found(
        message,
        HELP,
        at=hanging[0],
        related=tuple(hanging),
        sources=keys,
        origins=(one,) if one else (),
    )


def _why(case: Case, at: int, key: str, poor: frozenset[str]) -> str:
    source = case.graph.sources.by_key[key]
    if key not in poor:
        return f"credibility {_doubtful(case, at)}"
    return f"rated {source.reliability}" if source.reliability in POOR_RATINGS else "repeats only what is rated so"
