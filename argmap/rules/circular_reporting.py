"""Several sources, one origin.

What it finds
    Statements that seem to be corroborated, since no one citation carries them alone, and yet fall when one origin is
    lost: the sources cited repeat it, directly or through others. Counted is what `from` says, except where a source
    tells of its own act (`basis: own-act`): in that it repeats nobody. One finding is made for each origin, at the
    lowest statements where its reports meet.
Why it matters
    An echo sounds like agreement. Before the war of 2003 nearly all that was reported of mobile weapons laboratories in
    Iraq went back to one informant, code-named Curveball, in almost a hundred reports (Commission on the Intelligence
    Capabilities of the United States Regarding Weapons of Mass Destruction, Report to the President, 2005).
Fails
    ```yaml
    argmap: 1
    sources:
      walker:
        name: A woman walking her dog
        kind: witness
      herald:
        name: The Herald
        kind: media
        from: walker
      radio:
        name: Valley Radio
        kind: media
        from: herald
    thesis:
      claim: A lynx lives in the town woods.
      because:
      - evidence: A lynx was seen at the pond, the paper writes.
        source: herald, 3 May
      - evidence: The radio tells of a lynx at the pond.
        source: radio
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      walker:
        name: A woman walking her dog
        kind: witness
      herald:
        name: The Herald
        kind: media
        from: walker
      camera:
        name: Camera trap of the forestry office
        kind: image
    thesis:
      claim: A lynx lives in the town woods.
      because:
      - evidence: A lynx was seen at the pond, the paper writes.
        source: herald, 3 May
      - evidence: A lynx passed the pond on two nights in May.
        source: camera
    ```
How to mend it
    Count the reports as one, and cite the origin. Then look for a source that does not have it from there.
False alarms
    A source that repeats another and has checked it besides. Give it a second source for what it found itself, without
    `from`. Where the spreading is the point (one filmed it, the other sent it round), write `basis: own-act`.
"""

from collections.abc import Iterator

from argmap.model import UNKNOWN
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.leaning import (
    circles,
    downwards,
    first_and_others,
    keys_of,
    origin_first,
    ranked,
    several,
    source_names,
    upwards,
)

CODE = "AM303"
NAME = "circular-reporting"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "count them as one source, and cite one that does not repeat it"


def check(case: Case) -> Iterator[Found]:
    """One finding an origin, for the statements where its reports meet and for what leans on them."""
    falls = case.support.falls
    for origin, statements in circles(case, falls.own_acts_apart):
        tops = [at for at in statements if at not in case.silent]
        if not tops:
            continue
        beneath = {at for at in downwards(case, origin, tops) if falls.own_acts_apart[at] & falls.bits[origin]}
        facts = [at for at in case.support.facts if at in beneath]
        keys = _repeating(case, origin, [*beneath])
        yield Found(
            _message(case, origin, tops, keys),
            HELP,
            at=tops[0],
            related=tuple(dict.fromkeys((*tops, *facts, *ranked(case, upwards(case, origin, tops))))),
            sources=origin_first(origin, keys),
            origins=(origin,),
        )


def _repeating(case: Case, origin: str, nodes: list[int]) -> tuple[str, ...]:
    """The keys that the nodes cite and that fall with the origin."""
    falls = case.support.falls
    return tuple(key for key in keys_of(case, nodes) if falls.sources[key] & falls.bits[origin])


def _message(case: Case, origin: str, tops: list[int], keys: tuple[str, ...]) -> str:
    what = first_and_others(case, tops, "statement")
    seems = "seem" if len(tops) > 1 else "seems"
    head = f"{what} {seems} to have {len(keys)} sources"
    others = tuple(key for key in keys if key != origin)
    repeat = "repeats" if len(others) == 1 else "all repeat" if len(others) > 2 else "both repeat"
    if origin == UNKNOWN:
        return f"{head}, but {source_names(case, others)} {repeat} somebody who is not named: perhaps one origin"
    if len(others) < len(keys):
        repeat = "repeat" if several(case, others) else "repeats"
        return f"{head}, but {source_names(case, others)} only {repeat} {source_names(case, (origin,))}"
    return f"{head}, but {source_names(case, others)} {repeat} one origin: {source_names(case, (origin,))}"
