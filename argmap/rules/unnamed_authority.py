"""An authority is appealed to and not named.

What it finds
    Claims without a reason, and evidence without a source, whose text leans on people or work that nobody could look
    up. The list is short, and matched in whole words: `reportedly`, `allegedly`, `supposedly`, `purportedly`; `it is
    said`, `is said to`, `widely believed` and the like, with thought, reported, claimed, rumoured, understood; and a
    nameless speaker followed by a verb of saying: `experts say`, `studies show`, `critics argue`, `many people
    believe`. One finding is made for each main line of the argument.
Why it matters
    Such words borrow weight from somebody who cannot be asked. Ganter and Strube, Finding Hedges by Chasing Weasels
    (ACL-IJCNLP 2009), describe them from the tags that Wikipedia's editors set on statements that pretend to have a
    source.
Fails
    ```yaml
    argmap: 1
    thesis:
      claim: The school should start an hour later.
      because:
      - claim: Experts say that pupils sleep too little.
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      survey: Sleep survey of the district, 2021
    thesis:
      claim: The school should start an hour later.
      because:
      - evidence: Two pupils in three sleep less than eight hours.
        source: survey, table 2
    ```
How to mend it
    Name them: make it evidence with a `source`. Where the text names nobody, keep its words as evidence whose source is
    `anonymous`, so that the map shows how little is known. Or leave the authority out, and give the reason.
False alarms
    A claim about what people say (critics disliked the film). Evidence of that, with a source, silences the rule.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.leaning import folded

CODE = "AM402"
NAME = "unnamed-authority"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

HELP = "name them as `source:` of evidence, or leave the authority out and give the reason"

_SPEAKERS = (
    "experts|specialists|scientists|researchers|scholars|academics|historians|economists|doctors|analysts|observers|"
    "commentators|insiders|sources|officials|authorities|critics|detractors|opponents|supporters|proponents|"
    "studies|research|surveys|polls|statistics|reports|"
    "(?:many|some|most|few|several)(?: people| experts| observers| scientists)?|people|everybody|everyone"
)
_VERBS = (
    "says?|said|agrees?|agreed|believes?|believed|thinks?|thought|argues?|argued|claims?|claimed|warns?|warned|"
    "suggests?|suggested|shows?|showed|indicates?|indicated|finds?|found|knows?|note|noted|insists?|insisted|"
    "maintain|maintained|contend|contended|fear|feared"
)
_SAID = "said|believed|thought|reported|claimed|rumou?red|understood|alleged|supposed"
_PHRASE = re.compile(
    rf"\b(?:reportedly|allegedly|supposedly|purportedly"
    rf"|it (?:is|was|has been) (?:widely |generally |often |commonly )?(?:{_SAID})"
    rf"|(?:is|are|was|were) (?:widely |generally |often |commonly )?(?:{_SAID}) to"
    rf"|(?:widely|generally|commonly) (?:{_SAID}|regarded|accepted)"
    rf"|(?:{_SPEAKERS})(?: have| has)?(?: \w+ly| often| long| now)? (?:{_VERBS}))\b"
)


def check(case: Case) -> Iterator[Found]:
    """One finding a main line of the argument, for the statements that lean on somebody nameless."""
    lines: dict[str, list[int]] = defaultdict(list)
    for node in case.graph.nodes:
        if case.graph.is_bare(node) and case.spoken_of(node.at) and phrase(node.text):
            line = case.support.lines[node.at]
            lines[case.node(node.at if line is None else line).id].append(node.at)
    for _, nodes in folded(case, lines):
        yield _found(case, nodes)


def phrase(text: str) -> str | None:
    """The first words of a text that appeal to somebody nameless, case-folded, or None."""
    found = _PHRASE.search(" ".join(text.casefold().split()))
    return found[0] if found else None


def _found(case: Case, nodes: list[int]) -> Found:
    said = phrase(case.node(nodes[0]).text)
    message = f"{case.quoted(nodes[0])} appeals to somebody who is not named (“{said}”)"
    if others := nodes[1:]:
        message += f"; so {'does' if len(others) == 1 else 'do'} {case.listed(others)}"
    return Found(message, HELP, at=nodes[0], related=tuple(nodes))
