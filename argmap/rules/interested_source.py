"""A source with an interest stands alone.

What it finds
    Facts that fall with one source of which the map says that it is not neutral (`interest`), whether it is cited or
    repeated by what is cited. Nothing is said where the source reports its own act (`basis: own-act`), of which it is
    the best witness, or speaks `against-interest`. One finding is made for each such source.
Why it matters
    Who gains by being believed has a reason to say it other than its truth. The Society of Professional Journalists'
    Code of Ethics (2014) asks to consider what moves a source; and courts in the United States admit at second hand
    what somebody said to his own cost, since few would invent it (Federal Rules of Evidence, rule 804(b)(3)).
Fails
    ```yaml
    argmap: 1
    sources:
      maker:
        name: The maker of the helmet
        interest: It sells the helmet.
    thesis:
      claim: Schools should buy the new helmet.
      because:
      - claim: The new helmet halves injuries.
        because:
        - evidence: In a trial, injuries fell by half.
          source: maker, leaflet
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      maker:
        name: The maker of the helmet
        interest: It sells the helmet.
      insurer:
        name: Injury figures of the school insurer
    thesis:
      claim: Schools should buy the new helmet.
      because:
      - claim: The new helmet halves injuries.
        because:
        - evidence: In a trial, injuries fell by half.
          source: maker, leaflet
        - evidence: Schools that use it claim half as often.
          source: insurer
    ```
How to mend it
    Look for somebody who gains nothing by it. If the source says it to its own cost, write `against-interest:` with the
    reason; if it tells what it did or said itself, write `basis: own-act`.
False alarms
    An interest that has no bearing on this statement. Allow the rule there, with that reason.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.model import Evidence
from argmap.problem import Audience, Level, one_line
from argmap.rules.common import Case, Found
from argmap.rules.leaning import facts, first_and_others, folded, keys_of, several, source_names
from argmap.support.falls import union
from argmap.support.grades import ALL, waives_interest

CODE = "AM304"
NAME = "interested-source"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "find a source that gains nothing by it; `against-interest` and `basis: own-act` are for what needs none"


def check(case: Case) -> Iterator[Found]:
    """One finding a source with an interest, for the facts that fall with it."""
    falls, sources = case.support.falls, case.graph.sources.by_key
    interested = union(falls.bits[key] for key, source in sources.items() if source.interest)
    groups: dict[str, list[int]] = defaultdict(list)
    for fact in facts(case):
        for key in falls.named(_alone(case, fact) & interested):
            groups[key].append(fact)
    for key, hanging in folded(case, groups):
        origin = case.support.one_origin(hanging[0])
        yield Found(
            _message(case, key, hanging),
            HELP,
            at=hanging[0],
            related=tuple(hanging),
            sources=(key, *(cited for cited in keys_of(case, hanging) if cited != key)),
            origins=(origin,) if origin else (),
        )


def _alone(case: Case, fact: int) -> int:
    """The bits of what stands alone under a fact; none where an interest does not count."""
    taken = case.support.falls.nodes[fact]
    waived = taken == ALL or any(_waived(case, at) for at in case.support.reports(fact))
    return 0 if waived else taken


def _waived(case: Case, at: int) -> bool:
    item = case.node(at).item
    return isinstance(item, Evidence) and waives_interest(item)


def _message(case: Case, key: str, hanging: list[int]) -> str:
    interest = one_line(case.graph.sources.by_key[key].interest or "", 50)
    what = first_and_others(case, hanging, "premise")
    stands, is_ = ("stand", "are") if several(case, (key,)) else ("stands", "is")
    return f"{source_names(case, (key,))} {stands} alone for {what}, and {is_} not neutral: {interest}"
