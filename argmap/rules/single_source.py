"""A fact comes from one source.

What it finds
    Claims with cited evidence directly beneath them, and cited evidence that is itself a premise, all of which falls
    when one origin is lost. An origin is a source that repeats nobody; sources of one `group` may be the same people
    under two keys, and anonymous sources without `distinct` are such a group. One finding is made for each origin, with
    every place that leans on it. Where several citations go back to one origin, circular-reporting speaks instead.
Why it matters
    However often a source is cited, it is one source, and if it is wrong there is nothing to catch the mistake. The
    Society of Professional Journalists' Code of Ethics (2014) asks reporters to verify before they publish; Joint
    Publication 2-0, Joint Intelligence (2013), lets confidence rest on how well information is corroborated.
Fails
    ```yaml
    argmap: 1
    sources:
      gardener: The head gardener
    thesis:
      claim: The oak must be felled.
      because:
      - claim: The oak is hollow.
        because:
        - evidence: It rings hollow when it is struck.
          source: gardener, note of March
        - evidence: Sawdust trickles from the trunk.
          source: gardener, note of May
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      gardener: The head gardener
      scan: Sonic scan of the trunk, by the forestry office
    thesis:
      claim: The oak must be felled.
      because:
      - claim: The oak is hollow.
        because:
        - evidence: It rings hollow when it is struck.
          source: gardener, note of March
        - evidence: Sound takes twice the usual time to cross the trunk.
          source: scan
    ```
How to mend it
    Look for a source that knows it some other way, and cite both. If there is none, say in the text whose word it is.
False alarms
    What has one good record and needs no second (a statute for its own wording, a party's own announcement). Allow the
    rule there, with that reason.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level, counted
from argmap.rules.common import Case, Found
from argmap.rules.leaning import Leaning, first_and_others, leanings, origin_first, several, source_names

CODE = "AM302"
NAME = "single-source"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "cite a source that knows it some other way, or say in the text that one source is all there is"


def check(case: Case) -> Iterator[Found]:
    """One finding an origin, for all that leans on it."""
    for leaning in leanings(case):
        first = leaning.facts[0]
        yield Found(
            _message(case, leaning),
            HELP,
            at=first,
            level=case.level(first),
            related=leaning.nodes,
            sources=origin_first(leaning.origin, leaning.keys),
            origins=(leaning.origin,),
        )


def _message(case: Case, leaning: Leaning) -> str:
    what = first_and_others(case, leaning.facts, "premise")
    verb = "rests" if len(leaning.facts) == 1 else "rest"
    above = len(leaning.nodes) - len(leaning.facts)
    lean = f"; {counted(above, 'claim')} above lean{'s' if above == 1 else ''} on it" if above else ""
    return f"{what} {verb} on {_origin(case, leaning)}{lean}"


def _origin(case: Case, leaning: Leaning) -> str:
    """One source, as it is cited, with what it repeats; or several that may be one."""
    keys = leaning.keys
    names = source_names(case, keys)
    if keys == (leaning.origin,):
        return f"one source, {names}"
    if leaning.origin in case.graph.sources.by_key:
        others = tuple(key for key in keys if key != leaning.origin)
        repeats = "repeat" if several(case, others) else "repeats"
        return f"one origin, {source_names(case, (leaning.origin,))} ({source_names(case, others)} {repeats} it)"
    if len(keys) == 1:
        return f"one source, {names}"
    how_many = "two keys" if len(keys) == 2 else f"{len(keys)} keys"
    return f"{names}: {how_many}, perhaps one source"
