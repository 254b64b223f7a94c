"""A passage of the text moved or changed since the map was made.

What it finds
    With the text at hand (`--text`): a `passage` whose words are not quite what they were, with how many differ and
    where it stands now; and in one finding, a note, all those whose words stand unchanged at another place.
Why it matters
    Whoever edits a text after it was mapped may have taken back what the map says that it claims, so the passage is to
    be read again. A place alone would not show it; several descriptions of one place do (Phelps and Wilensky, Robust
    Hyperlinks and Locations, 2000).
Text
    ```text
    The ferry is slow. It takes two hours to cross the sound, and in a storm it does not sail.
    ```
Fails
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: The crossing is long, and not always to be had.
        passage: {at: 1:5-20, words: 16, sha256: f8e044ffb45ace7f, trace: t3776140507353170}
    ```
Passes
    ```yaml
    argmap: 1
    about:
      title: Bridge the sound
    thesis:
      claim: The sound needs a bridge.
      because:
      - claim: The crossing is long, and not always to be had.
        passage: {at: 1:5-20, words: 16, sha256: 3a6bef7a786c079f, trace: t3734140507353170}
    ```
How to mend it
    Read the passage again, mend the claim if it no longer says what the text does, and make the locator again.
False alarms
    Another edition of the text, or one that was read in by a machine. The count is a lower bound, for one changed word
    in eight cannot be told from the old one. Under ten words, a passage is lost once any of its words changed.
"""

from collections.abc import Iterator

from argmap.passages import Found as Place
from argmap.passages import PassageError, Status, locate
from argmap.problem import Audience, Level, counted
from argmap.rules.common import Case, Found
from argmap.rules.passage_not_found import locator

CODE = "AM502"
NAME = "passage-changed"
LEVEL: Level = "warning"
AUDIENCE: Audience = "map"

EDITED = "read the passage again: mend the claim if need be, and make the locator again"
MOVED = "nothing is lost by it; make the locators again to have their places right"
SHOWN = 4  # places that a message lists


def check(case: Case) -> Iterator[Found]:
    """One finding an edited passage, and one for all that moved."""
    moved: dict[int, str] = {}
    for at, place, found in _passages(case):
        if found.status is Status.EDITED:
            yield _edited(case, at, place, found)
        elif found.status is Status.MOVED:
            passage = case.node(at).item.passage[place]
            moved.setdefault(at, f"that of {case.node(at).id} from {passage.at} to {found.at}")
    if moved:
        places = list(moved.values())
        more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
        message = f"passages stand elsewhere in this text, their words unchanged: {'; '.join(places[:SHOWN])}{more}"
        yield Found(message, MOVED, at=next(iter(moved)), level="note", related=tuple(moved))


def _passages(case: Case) -> Iterator[tuple[int, int, Place]]:
    """Every passage of the map that can be one, and where it is now."""
    if case.text is None:
        return
    for node in case.graph.nodes:
        for place, passage in enumerate(node.item.passage if node.at not in case.silent else ()):
            try:
                yield node.at, place, locate(case.text, locator(passage))
            except PassageError:
                continue  # passage-not-found says it


def _edited(case: Case, at: int, place: int, found: Place) -> Found:
    passage = case.node(at).item.passage[place]
    now = "" if found.at == passage.at else f"; it now stands at {found.at}"
    differ = f"{'one' if found.differ == 1 else found.differ} of {counted(found.words, 'word')}"
    verb = "differs" if found.differ == 1 else "differ"
    message = f"the text changed where {case.quoted(at)} points to it at {passage.at}: at least {differ} {verb}{now}"
    return Found(message, EDITED, at=at, route=(*case.node(at).route, "passage", place))
