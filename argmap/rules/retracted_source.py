"""Something retracted is still cited.

What it finds
    Evidence that cites a source marked `retracted`, or a source that repeats one. One finding a retracted source, with
    all the evidence that leans on it.
Why it matters
    A withdrawn report supports nothing, and what repeats it falls with it. Budd, Sievert and Schultz, Phenomena of
    retraction (JAMA 280, 1998), found that papers go on being cited for years as if nothing had happened. The
    retraction guidelines of the Committee on Publication Ethics (2009) are there to warn readers off such findings.
Fails
    ```yaml
    argmap: 1
    sources:
      trial:
        name: Trial of a sleeping draught, 2016
        retracted: The author could not show the patients' records.
    thesis:
      claim: The draught helps people to sleep.
      because:
      - evidence: In a trial, patients who took it slept an hour longer.
        source: trial, table 3
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      second-trial: Trial of a sleeping draught in two hospitals, 2020
    thesis:
      claim: The draught helps people to sleep.
      because:
      - evidence: In a trial, patients who took it slept twenty minutes longer.
        source: second-trial, table 1
    ```
How to mend it
    Take the citation out, or cite what has replaced it. Where the text leans on it all the same, the finding
    stands.
False alarms
    Evidence about the withdrawal itself, or about what a party once believed. Cite who reports the withdrawal.
"""

from collections import defaultdict
from collections.abc import Iterator

from argmap.graph import Sources
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM205"
NAME = "retracted-source"
LEVEL: Level = "error"
AUDIENCE: Audience = "text"

HELP = "take the citation out, or cite what has replaced it"


def check(case: Case) -> Iterator[Found]:
    """One finding a retracted source."""
    retracted = _retracted_behind(case.graph.sources)
    leaning: dict[str, dict[int, str]] = defaultdict(dict)  # retracted source -> evidence -> what it cites
    for node in case.graph.nodes if retracted else ():
        for cite in node.cites if case.spoken_of(node.at) else ():
            for key in retracted.get(cite.key, ()):
                leaning[key].setdefault(node.at, cite.key)
    for key in case.graph.sources.by_key:
        if key in leaning:
            yield _found(case, key, leaning[key])


def _retracted_behind(sources: Sources) -> dict[str, list[str]]:
    """For each source, the retracted ones that it is or repeats."""
    gone = {key for key, source in sources.by_key.items() if source.retracted}
    return {key: [k for k in sources.lineage(key) if k in gone] for key in sources.by_key} if gone else {}


def _found(case: Case, key: str, leaning: dict[int, str]) -> Found:
    nodes = sorted(leaning, key=lambda at: (case.graph.sides[at] != "for", at))
    cites = dict.fromkeys(leaning.values())
    through = [case.named(cited) for cited in cites if cited != key]
    by = f" through {', '.join(through)}," if through and key not in cites else ""
    more = f" and {case.listed(nodes[1:])}" if nodes[1:] else ""
    message = f"{case.quoted(nodes[0])}{more} cite{'' if more else 's'}{by} {case.named(key)}, which is retracted"
    keys = (key, *(cited for cited in cites if cited != key))
    return Found(message, HELP, at=nodes[0], related=tuple(nodes), sources=keys)
