"""All support for a thesis hangs on one thing.

What it finds
    A source, group of sources, assumption, piece of evidence or bare claim whose loss alone leaves a thesis without
    support: on its sources alone, taking the text's word, or in both readings, which the message says. The speaker's
    own word as a whole is never called a linchpin. A source is named by its citation together with what it repeats, and
    evidence that falls with a named source is not named again.
Why it matters
    Reliability engineers look for single failures first, because no care elsewhere makes up for them (Vesely and
    others, Fault Tree Handbook, NUREG-0492, 1981). MacEachin, The Tradecraft of Analysis (1994), calls the
    premises that hold an estimate together its linchpins, and Intelligence Community Directive 203 (2015) wants such
    assumptions said openly, with what would follow if they were wrong.
Fails
    ```yaml
    argmap: 1
    sources:
      warden: The warden of the reserve
    thesis:
      claim: The storks have come back to nest.
      because:
      - evidence: A pair was seen on the church tower.
        source: warden, letter of 3 April
      - evidence: There are fresh twigs on the old nest.
        source: warden, letter of 9 April
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      warden: The warden of the reserve
      sexton: The sexton of the church
    thesis:
      claim: The storks have come back to nest.
      because:
      - evidence: A pair was seen on the church tower.
        source: warden, letter of 3 April
      - evidence: There are fresh twigs on the old nest.
        source: sexton
    ```
How to mend it
    Find a second line of support that can do without it, or say in the text how much hangs on it.
False alarms
    A conclusion that can only have one witness (what somebody dreamt). Allow the rule on the thesis and say so.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.support.assessment import READINGS
from argmap.support.function import Reading, View

CODE = "AM202"
NAME = "linchpin"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

OWN_WORD = ("text", "mapper")
VIEWS: tuple[View, ...] = ("source", "claim")
SAID: dict[tuple[Reading, ...], str] = {
    ("sources_alone",): "on its sources alone",
    ("own_word_taken",): "even taking the text's word",
    ("sources_alone", "own_word_taken"): "whether or not the text's word is taken",
}
When = tuple[tuple[int, Reading], ...]  # the theses that fall, each with the reading in which it does


def check(case: Case) -> Iterator[Found]:
    """One finding a source or assumption; one for all other statements that take the same with them."""
    falls = _falls(case)
    keys = [name for name in falls if name not in case.graph.by_id]
    cited = [key for key in keys if not _is_behind(case, key, keys)]
    for key in cited:
        yield _source(case, key, [key, *(name for name in keys if _is_behind(case, name, [key]))], falls[key])
    together: dict[When, list[int]] = defaultdict(list)
    for at in sorted(case.graph.by_id[name] for name in falls if name in case.graph.by_id):
        if case.node(at).kind == "assumption":
            yield _statements(case, [at], falls[case.node(at).id])
        elif not _falls_with(case, at, keys):
            together[falls[case.node(at).id]].append(at)
    for when, nodes in together.items():
        yield _statements(case, nodes, when)


def _falls(case: Case) -> dict[str, When]:
    """By name of what is lost: the theses that lose all support, and in which readings."""
    falls: dict[str, When] = {}
    for thesis in case.graph.theses:
        for reading in READINGS if case.spoken_of(thesis) else ():
            linchpins = (case.support.linchpins(thesis, reading, view) for view in VIEWS)
            for name in dict.fromkeys(chain.from_iterable(linchpins)):
                if name not in OWN_WORD and case.graph.by_id.get(name, -1) not in {thesis, *case.silent}:
                    falls[name] = (*falls.get(name, ()), (thesis, reading))
    return falls


def _is_behind(case: Case, name: str, keys: list[str]) -> bool:
    """Whether a source or group falls only where one of `keys` does: one that repeats it or belongs to it."""
    sources = case.graph.sources
    for key in keys:
        lineage = sources.lineage(key) if key in sources.by_key else ()
        groups = {group for above in lineage if above in sources.by_key for group in sources.groups_of(above)}
        if name in {*lineage[1:], *groups}:
            return True
    return False


def _falls_with(case: Case, at: int, keys: list[str]) -> bool:
    """Whether all that a piece of evidence cites falls with one of `keys`, which has been named."""
    cites = case.node(at).cites
    taking = [case.support.takes(cite.key) | {cite.key} for cite in cites]
    return bool(taking) and not frozenset.intersection(*taking).isdisjoint(keys)


def _source(case: Case, key: str, keys: list[str], when: When) -> Found:
    theses, readings = _told(case, when)
    behind = f" (or what it repeats: {', '.join(case.named(name) for name in keys[1:])})" if keys[1:] else ""
    message = f"without {case.named(key)}{behind} nothing supports {theses}, {readings}"
    help_ = "find support that does not come from there, or say in the text how much hangs on it"
    facts = tuple(fact for fact in case.support.carries.get(key, ()) if case.graph.sides[fact] == "for")
    return Found(message, help_, at=when[0][0], related=facts, sources=tuple(keys))


def _statements(case: Case, nodes: list[int], when: When) -> Found:
    theses, readings = _told(case, when)
    one = case.node(nodes[0])
    if len(nodes) > 1:
        what = f"any one of {len(nodes)} statements ({case.listed(nodes)})"
    else:
        what = f"{'the assumption ' if one.kind == 'assumption' else ''}{case.quoted(one.at)}"
    message = f"if {what} is false, nothing supports {theses}, {readings}"
    help_ = "find a line of support that can do without it, or say in the text how much hangs on it"
    return Found(message, help_, at=one.at, related=tuple(nodes))


def _told(case: Case, when: When) -> tuple[str, str]:
    """The theses and the readings in words."""
    theses = list(dict.fromkeys(thesis for thesis, _ in when))
    readings = tuple(reading for reading in READINGS if reading in {found for _, found in when})
    if len(case.graph.theses) == 1:
        return "the thesis", SAID[readings]
    return f"the {'theses' if len(theses) > 1 else 'thesis'} {case.listed(theses)}", SAID[readings]
