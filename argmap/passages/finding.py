"""Finding a passage again: by its hash at the hint, by its hash anywhere, by its trace."""

import re
from collections.abc import Sequence

from argmap.passages.distances import edit_distances
from argmap.passages.locators import HALF_TRACE, SHORTEST_TRACED, TRACE_CAP, Found, Locator, Status
from argmap.passages.text import Text

LARGEST_EDIT = 0.3
"""Share of the trace that may differ before the passage counts as lost."""
_AT_HOME = 3
"""Words from the hint: so near, a likeness is no chance, even where the text has another like it."""


def locate(text: Text, locator: Locator) -> Found:
    """Find a passage again: by its hash at the hint, by its hash anywhere, by its trace; else it is lost.

    Whether the text is the one the map was made from (`about.sha256`) is for the caller to say.
    """
    hint = text.indices(locator.paragraph, locator.first, locator.last, locator.last_paragraph)
    length = _length(locator, hint[1] - hint[0] if hint else 0)
    if locator.sha256 is None and (locator.trace is None or length < SHORTEST_TRACED):
        return _found(text, Status.FOUND, *hint) if hint else Found(Status.LOST, words=length)
    start = _hint_start(text, locator)
    found = _by_hash(text, locator, length, start) or _by_trace(text, locator, length, start)
    return found or Found(Status.LOST, words=length)


def _length(locator: Locator, hinted: int) -> int:
    """How many words the passage had: as it says, else a digit of an uncapped trace each, else as its place has."""
    digits = len(locator.trace) - 1 if locator.trace else 0
    return locator.words or (max(hinted, digits) if digits in (0, TRACE_CAP) else digits)


def _found(text: Text, status: Status, start: int, end: int, differ: int = 0, words: int | None = None) -> Found:
    return Found(status, *text.place_of(start, end), differ, end - start if words is None else words)


def _hint_start(text: Text, locator: Locator) -> int:
    """Index of the word where the passage should begin; the nearest one where the text is too short for it."""
    if locator.paragraph > text.paragraphs:
        return len(text.words)
    return min(text.starts[locator.paragraph - 1] + (locator.first or 1) - 1, len(text.words))


def _by_hash(text: Text, locator: Locator, length: int, hint: int) -> Found | None:
    if locator.sha256 is None or not 1 <= length <= len(text.words):
        return None
    wanted = bytes.fromhex(locator.sha256)
    if hint + length <= len(text.words) and text.hash_of(hint, hint + length) == wanted:
        return _found(text, Status.EXACT, hint, hint + length)
    starts = _same_trace(text, locator.trace, length) if locator.trace else _same_window(text, wanted, length)
    starts = [start for start in starts if text.hash_of(start, start + length) == wanted]
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - hint))
    return _found(text, Status.MOVED, start, start + length)


def _same_trace(text: Text, trace: str, length: int) -> list[int]:
    """Where the trace stands unchanged: far quicker than hashing every run of words, and the same words have it."""
    digits = trace[1:]
    head, tail = (digits, "") if length <= TRACE_CAP else (digits[:HALF_TRACE], digits[HALF_TRACE:])
    last = len(text.words) - length
    return [i for i in _all(text.digits, head) if i <= last and text.digits[i : i + length].endswith(tail)]


def _all(text: str, part: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={part})", text)]


def _same_window(text: Text, wanted: bytes, length: int) -> list[int]:
    windows, starts = text.windows(length), []
    at = windows.find(wanted)
    while at >= 0:
        if at % len(wanted) == 0:
            starts.append(at // len(wanted))
        at = windows.find(wanted, at + 1)
    return starts


def _by_trace(text: Text, locator: Locator, length: int, hint: int) -> Found | None:
    if locator.trace is None or length < SHORTEST_TRACED or not text.words:
        return None
    digits = locator.trace[1:]
    costs = _costs(text.digits, digits, length)
    cost = min(costs)
    if cost > LARGEST_EDIT * len(digits):
        return None
    start, end = _best_place(text.digits, digits, length, hint, costs)
    elsewhere = min(costs[: start + 1] + costs[end + length :], default=len(digits))
    if abs(start - hint) > _AT_HOME and elsewhere - cost < _margin(len(digits)):
        return None
    return _edited(text, locator, start, end, max(cost, abs(end - start - length)), length)


def _edited(text: Text, locator: Locator, start: int, end: int, differ: int, length: int) -> Found:
    if locator.sha256 is None and not differ:
        return _found(text, Status.FOUND, start, end, 0, length)
    return _found(text, Status.EDITED, start, end, max(differ, 1), length)


def _margin(digits: int) -> int:
    """How many digits worse the second best place must be, for the best not to be chance or one of two likenesses."""
    return max(2, digits // 8)


def _costs(text: str, digits: str, length: int) -> list[int]:
    """For every index of a word, the least number of digits by which a passage that ends before it differs."""
    if length <= TRACE_CAP:
        return edit_distances(digits, text)
    heads, tails = (edit_distances(half, text) for half in (digits[:HALF_TRACE], digits[HALF_TRACE:]))
    return [
        tail + min((heads[i] for i in _head_ends(end, length)), default=HALF_TRACE)
        if tail < HALF_TRACE // 2
        else TRACE_CAP
        for end, tail in enumerate(tails)
    ]


def _head_ends(end: int, length: int) -> range:
    """Where the first half of the trace may end, for a passage of about so many words that ends here."""
    slack = HALF_TRACE // 3 + length // 5
    middle = end - length + HALF_TRACE
    return range(max(middle - slack, 0), max(min(middle + slack, end - HALF_TRACE // 2) + 1, 0))


def _best_place(text: str, digits: str, length: int, hint: int, costs: Sequence[int]) -> tuple[int, int]:
    """First word and the word after the last at the least cost: at home if possible, then nearest to the old length."""
    least = min(costs)
    ends = [end for end, cost in enumerate(costs) if cost == least]
    nearest = min(ends, key=lambda end: abs(end - hint - length))
    around = [end for end in ends if abs(end - nearest) <= HALF_TRACE]
    pairs = [(_start_of(text, digits, length, end), end) for end in around]
    return min(pairs, key=lambda pair: (abs(pair[1] - pair[0] - length), abs(pair[0] - hint)))


def _start_of(text: str, digits: str, length: int, end: int) -> int:
    """Where the passage that ends here best begins: at the least cost, then nearest to its old length."""
    if length > TRACE_CAP:
        head_end = _head_end(text, digits[:HALF_TRACE], length, end)
        return _start_of(text, digits[:HALF_TRACE], HALF_TRACE, head_end)
    before = text[max(end - 2 * length, 0) : end][::-1]
    distances = edit_distances(digits[::-1], before, anchored=True)
    return end - min(range(len(distances)), key=lambda size: (distances[size], abs(size - length)))


def _head_end(text: str, head: str, length: int, end: int) -> int:
    ends = _head_ends(end, length)
    origin = max(ends.start - TRACE_CAP, 0)
    distances = edit_distances(head, text[origin : ends.stop])
    return min(ends, key=lambda i: (distances[i - origin], abs(end - i - length + HALF_TRACE)))
