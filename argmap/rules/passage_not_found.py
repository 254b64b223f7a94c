"""The text does not hold a passage that the map points to.

What it finds
    With the text at hand (`--text`): a `passage` whose words stand nowhere in it, neither where they are said to stand
    nor elsewhere, not even with small changes; and one that cannot be a passage. If no passage of the map is found at
    all, one finding says so: the text is then most likely another. Passages that moved are found, and those that were
    edited are passage-changed's business.
Why it matters
    A passage is the evidence that the author makes the claim at all. One that cannot be found may be a slip of the pen,
    or a claim that the author never made; the straw man is the name of that mistake (Walton, The Straw Man Fallacy,
    1996). The Web Annotation Data Model (W3C, 2017) says why a place alone is not enough: texts change.
Text
    ```text
    The ferry is slow. It takes an hour to cross the sound, and in a storm it does not sail.
    ```
Fails
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: In bad weather nobody gets across.
        passage: {at: 3:10-19}
    ```
Passes
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: In bad weather nobody gets across.
        passage: {at: 1:13-20}
    ```
How to mend it
    Find the words in the text and make the locator again. If they are gone, take the passage out, and say `by: mapper`
    if the text no longer makes the claim.
False alarms
    Another edition of the text. Say which one the map was made from, under `about`.
"""

from collections.abc import Iterator
from dataclasses import replace

from argmap.model import Passage
from argmap.passages import Locator, PassageError, Status, Text, locate, parse_at
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM501"
NAME = "passage-not-found"
LEVEL: Level = "error"
AUDIENCE: Audience = "map"

AGAIN = "find the words and make the locator again, or take the passage out"
ANOTHER = "check that it is the text that the map was made from"
FEWEST = 2  # passages that must all be lost for the text to be called another


def locator(passage: Passage) -> Locator:
    """The locator that a passage of a map writes; raises `PassageError` for what no passage can be."""
    return replace(parse_at(passage.at), words=passage.words, sha256=passage.sha256, trace=passage.trace)


def check(case: Case) -> Iterator[Found]:
    """One finding a passage, or one for all of them."""
    if case.text is None:
        return
    passages = [(node.at, place) for node in case.graph.nodes for place in range(len(node.item.passage))]
    lost = [(at, place, why) for at, place in passages if (why := _lost(case, case.text, at, place))]
    if len(lost) == len(passages) >= FEWEST:
        edition = "" if _same_edition(case, case.text) else ", whose words are not those that `about` names"
        message = f"none of the {len(passages)} passages of this map is in the text given{edition}"
        yield Found(message, ANOTHER, at=lost[0][0], related=tuple(dict.fromkeys(at for at, _, _ in lost)))
        return
    for at, place, why in lost:
        if at not in case.silent:
            yield Found(why, AGAIN, at=at, route=(*case.node(at).route, "passage", place))


def _lost(case: Case, text: Text, at: int, place: int) -> str | None:
    """Why a passage is lost, or None."""
    passage = case.node(at).item.passage[place]
    try:
        found = locate(text, locator(passage))
    except PassageError as error:
        return f"{case.quoted(at)} points to what cannot be a passage: {error}"
    if found.status is not Status.LOST:
        return None
    if passage.sha256 is None and passage.trace is None:
        return f"{case.quoted(at)} is said to stand at {passage.at}, but the text has no such place"
    return f"the words that {case.quoted(at)} points to at {passage.at} are not in the text"


def _same_edition(case: Case, text: Text) -> bool:
    about = case.graph.map.about
    return about is None or about.sha256 in (None, text.sha256)
