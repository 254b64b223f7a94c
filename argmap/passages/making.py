"""The locator of a place in a text, or of the words that are quoted from it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from argmap.passages.locators import HALF_TRACE, SHORTEST_TRACED, TRACE_CAP, Locator, PassageError, write_at
from argmap.passages.text import Text, read_text


def make(
    text: Text, paragraph: int, first: int | None = None, last: int | None = None, last_paragraph: int | None = None
) -> Locator:
    """The full locator of a place in a text; without `last` one word, without `first` the whole paragraph.

    Passages under ten words get no trace: it would find nothing and still give something away.
    Raises PassageError, with what the text has, when there is no such place.
    """
    place = Locator(paragraph, first, last or first, last_paragraph=last_paragraph)
    reach = text.indices(paragraph, first, last, last_paragraph)
    if reach is None:
        raise PassageError(_no_such_place(text, place))
    return _locator(text, place, *reach)


def _locator(text: Text, place: Locator, start: int, end: int) -> Locator:
    count = end - start
    trace = f"t{_capped(text.digits[start:end])}" if count >= SHORTEST_TRACED else None
    sha256 = text.hash_of(start, end).hex()
    return Locator(place.paragraph, place.first, place.last, count, sha256, trace, place.last_paragraph)


def _capped(digits: str) -> str:
    return digits if len(digits) <= TRACE_CAP else digits[:HALF_TRACE] + digits[-HALF_TRACE:]


def _no_such_place(text: Text, place: Locator) -> str:
    for paragraph, word in ((place.paragraph, place.first), (place.last_paragraph or place.paragraph, place.last)):
        if paragraph > text.paragraphs:
            return f"{place}: there is no paragraph {paragraph} (the text has {text.paragraphs})"
        if word and word > (size := text.paragraph_words(paragraph)):
            return f"{place}: there is no word {word} in paragraph {paragraph} (it has {size})"
    raise AssertionError(f"{place} is a place of this text")


_ELLIPSIS = re.compile(r"…|\.\.\.")


def find_words(text: Text, quotation: str, near: int | None = None) -> Locator:
    """The locator of the words of a quotation; of several places the one nearest to paragraph `near`.

    An ellipsis (… or ...) stands for what is between the words before and behind it, in one paragraph and the shortest
    way. Raises PassageError when the words are not there (and says how far they follow the text), or stand in several
    places with nothing to choose between them.
    """
    words = read_text(quotation).words
    if not words:
        raise PassageError("the quotation holds no word")
    runs = [(start, start + len(words)) for start in _occurrences(text, words)]
    parts = [read_text(part).words for part in _ELLIPSIS.split(quotation)]
    if not runs and len(parts) == 2 and all(parts):
        runs = _from_to(text, *parts)
    if not runs:
        raise PassageError(_not_there(text, words))
    start, end = _nearest(text, runs, near)
    paragraph, first, last, last_paragraph = text.place_of(start, end)
    place = Locator(paragraph, first, last, last_paragraph=last_paragraph)
    return _locator(text, place, start, end)


def _from_to(text: Text, head: Sequence[str], tail: Sequence[str]) -> list[tuple[int, int]]:
    """Where words run from `head` to `tail` within a paragraph, each time the shortest way; raises PassageError."""
    heads, tails = _occurrences(text, head), _occurrences(text, tail)
    if not heads:
        raise PassageError(_not_there(text, head))
    if not tails:
        raise PassageError(_not_there(text, tail))
    runs: dict[int, int] = {}
    for start in heads:
        at = bisect_left(tails, start + len(head))
        if at < len(tails) and text.paragraph_of[start] == text.paragraph_of[end := tails[at] + len(tail) - 1]:
            runs[end] = start  # the latest start is the shortest way to the end
    if not runs:
        raise PassageError("in no paragraph do the words behind the ellipsis follow those before it")
    return [(start, end + 1) for end, start in runs.items()]


def _occurrences(text: Text, words: Sequence[str]) -> list[int]:
    """Indices of the words at which the given run of words begins."""
    haystack, needle = b" " + text.joined + b" ", b" " + " ".join(words).encode() + b" "
    starts: list[int] = []
    at = haystack.find(needle)
    while at >= 0:
        starts.append(bisect_right(text.offsets, at) - 1)
        at = haystack.find(needle, at + 1)
    return starts


def _nearest(text: Text, runs: Sequence[tuple[int, int]], near: int | None) -> tuple[int, int]:
    if near is not None:
        least = min(abs(text.paragraph_of[start] - near) for start, _ in runs)
        runs = [run for run in runs if abs(text.paragraph_of[run[0]] - near) == least]
    if len(runs) == 1:
        return runs[0]
    places = ", ".join(write_at(*text.place_of(*run)) for run in runs[:5])
    more = f" and {len(runs) - 5} more" if len(runs) > 5 else ""
    raise PassageError(f"these words stand in {len(runs)} places: {places}{more} (say which, or quote more words)")


def _not_there(text: Text, words: Sequence[str]) -> str:
    known, unknown = 0, len(words)
    while unknown - known > 1:
        middle = (known + unknown) // 2
        known, unknown = (middle, unknown) if _occurrences(text, words[:middle]) else (known, middle)
    if not known:
        return f"the text has no word {words[0]!r}, with which the quotation begins"
    paragraph = text.paragraph_of[_occurrences(text, words[:known])[0]]
    here = f"{known} of {len(words)} words (paragraph {paragraph})"
    return f"the text follows the quotation for {here}, and does not go on with {words[known]!r}"
