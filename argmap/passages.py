"""Passages of a text: its words, locators that say where a claim is made, and finding them again.

A locator never quotes. It holds a hint (paragraph and words), a hash that knows the passage wherever it stands, and a
*trace* of three bits a word that finds it again after edits; so a map of a copyrighted text can be published, and
whoever has the text can check it. Everything here works on strings: no files, no YAML.

A *word* is what is left after NFKC, case folding and dropping apostrophes, soft hyphens and other invisible joiners:
a run of letters and digits with the marks on them. The underscore is no letter, since Markdown writes emphasis with it.
In scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) every character, with its marks, is a word.
A *paragraph* is a block between blank lines with a word in it, counted from 1.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

SHORTEST_TRACED = 10
"""Words: eight digits tell so few words apart that a shorter trace matches by chance."""
TRACE_CAP = 48
"""Digits: every digit gives a little of the text away, so a longer passage keeps its first and last 24 only."""
HALF_TRACE = TRACE_CAP // 2
LARGEST_EDIT = 0.3
"""Share of the trace that may differ before the passage counts as lost."""
_AT_HOME = 3
"""Words from the hint: so near, a likeness is no chance, even where the text has another like it."""


class PassageError(ValueError):
    """A passage that cannot be written or made; the message says what is wrong and what to do."""


# ---------------------------------------------------------------------------------------------------------- words

_DROPPED = frozenset("'’‘ʼ\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0xFE00, 0xFE10))))
_WITHOUT_SPACES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # Han radicals
    (0x3005, 0x3007),  # Han iteration mark and zero
    (0x3021, 0x30FF),  # Han numerals, Hiragana, Katakana
    (0x31F0, 0x31FF),  # Katakana extensions
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xA9E0, 0xA9FF),  # Myanmar extended
    (0xAA60, 0xAA7F),
    (0xF900, 0xFAFF),  # Han compatibility
    (0x1AFF0, 0x1B16F),  # kana extensions
    (0x20000, 0x3FFFF),
)
_NEWLINE = r"(?:\r\n|\r(?!\n)|[\n\x85\u2028])"
_PARAGRAPH_BREAK = re.compile(rf"{_NEWLINE}[^\S\r\n\x85\u2028\u2029\f]*{_NEWLINE}|[\f\u2029]")
_CHUNK = re.compile(r"[\x00-\x7f]+(?![^\x00-\x7f])|[\x00-\x7f]?[^\x00-\x7f]+")
"""Plain ASCII, or other characters with the letter before them, which may be under a mark."""
_LONGEST_CLUSTER = 32
"""Characters; the stream-safe format of UAX #15 allows 30 marks in a row."""
_WORD = re.compile("s(?:d*m)*|w[wm]*(?:d+[wm]+)*")


class _Kinds(dict[int, str]):
    """What a character is to a word, for `str.translate`: w letter, s a word alone, m mark, d dropped, blank other."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _kind(chr(code))
        return kind


def _kind(char: str) -> str:
    if char in _DROPPED:
        return "d"
    if unicodedata.category(char).startswith("M"):
        return "m"
    if not char.isalnum():
        return " "
    return "s" if any(low <= ord(char) <= high for low, high in _WITHOUT_SPACES) else "w"


_KINDS = _Kinds()


@lru_cache(maxsize=4096)
def _folded(cluster: str) -> str:
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold())


@lru_cache(maxsize=4096)
def _joins_the_one_before(char: str) -> bool:
    """Whether normalisation may melt the character into the one before it: marks, and vowels and finals of Hangul."""
    first = unicodedata.normalize("NFKD", char)[0]
    return unicodedata.category(first).startswith("M") or "\u1160" <= first <= "\u11ff"


def _clusters(text: str) -> Iterator[str]:
    """Pieces that normalise by themselves. Reordering marks takes squared time, so a heap of them is cut up."""
    start = 0
    for here in range(1, len(text)):
        if not _joins_the_one_before(text[here]) or here - start == _LONGEST_CLUSTER:
            yield text[start:here]
            start = here
    yield text[start:]


def _fold(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """The text case-folded in NFKC, and for every character of it where its cluster begins and ends in the original."""
    if text.isascii():
        return text.lower(), range(len(text)), range(1, len(text) + 1)
    parts: list[str] = []
    begins: list[int] = []
    ends: list[int] = []
    for chunk in _CHUNK.finditer(text):
        start = chunk.start()
        for piece in chunk[0] if chunk[0].isascii() else _clusters(chunk[0]):
            parts.append(_folded(piece))
            begins += [start] * len(parts[-1])
            start += len(piece)
            ends += [start] * len(parts[-1])
    return "".join(parts), begins, ends


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each normalised word with the range of characters that it takes in the original."""
    folded, begins, ends = _fold(text)
    kinds = folded.translate(_KINDS)
    for match in _WORD.finditer(kinds):
        start, end = match.span()
        word = folded[start:end]
        if "d" in match[0]:
            rest = "".join(char for char in word if char not in _DROPPED)
            word = "".join(map(_folded, _clusters(rest)))  # what stood between a letter and its mark is gone
        yield word, begins[start], ends[end - 1]


def _digest(joined: bytes) -> bytes:
    return hashlib.sha256(joined).digest()[:8]


@lru_cache(maxsize=65536)
def _trace_digit(word: str) -> str:
    """The low three bits of the SHA-256 of a normalised word, as an octal digit."""
    return str(hashlib.sha256(word.encode()).digest()[-1] & 7)


# ----------------------------------------------------------------------------------------------------------- text


@dataclass(frozen=True)
class Text:
    """The words of a text, made by `read_text`.

    `words` are normalised; `paragraph_of` is the number of the paragraph of each, and `spans` the range of characters
    (from, to, the end not included) that each takes in the original.
    """

    words: tuple[str, ...]
    paragraph_of: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the text has."""
        return self.paragraph_of[-1] if self.words else 0

    @cached_property
    def sha256(self) -> str:
        """16 hexadecimal digits: the SHA-256 of the normalised words, joined by one blank."""
        return _digest(self._joined).hex()

    def paragraph_words(self, paragraph: int) -> int:
        """How many words a paragraph has; none if there is no such paragraph."""
        if not 1 <= paragraph <= self.paragraphs:
            return 0
        return self._starts[paragraph] - self._starts[paragraph - 1]

    def span(self, place: "Locator | Found") -> tuple[int, int] | None:
        """The range of characters of a place in the original, or None if the text has no such place."""
        reach = self.reach(place)
        return reach and (self.spans[reach[0]][0], self.spans[reach[1] - 1][1])

    def reach(self, place: "Locator | Found") -> tuple[int, int] | None:
        """The indices of a place's first word and of the word after its last, or None where `span` is None."""
        if place.paragraph is None:
            return None
        return self._range(place.paragraph, place.first, place.last, place.last_paragraph)

    def written_at(self, start: int, end: int) -> str:
        """The place of the words from index `start` up to `end`, which is not among them, as a locator writes it."""
        return _write_at(*self._place(start, end))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Index of the first word of each paragraph, and the number of words after the last."""
        turns = (i for i, number in enumerate(self.paragraph_of) if not i or number != self.paragraph_of[i - 1])
        return (*turns, len(self.words))

    @cached_property
    def _joined(self) -> bytes:
        return " ".join(self.words).encode()

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where each word begins in `_joined`, and one past the blank that would follow the last."""
        offsets = [0]
        for word in self.words:
            offsets.append(offsets[-1] + len(word.encode()) + 1)
        return tuple(offsets)

    @cached_property
    def _trace(self) -> str:
        return "".join(map(_trace_digit, self.words))

    @cached_property
    def _window_cache(self) -> dict[int, bytes]:
        return {}

    @cached_property
    def _run_cache(self) -> dict[int, frozenset[tuple[str, ...]]]:
        return {}

    def _hash(self, start: int, end: int) -> bytes:
        return _digest(self._joined[self._offsets[start] : self._offsets[end] - 1])

    def _windows(self, length: int) -> bytes:
        """The hashes of all runs of so many words, 8 bytes each, in order."""
        if length not in self._window_cache:
            hashes = (self._hash(start, start + length) for start in range(len(self.words) - length + 1))
            self._window_cache[length] = b"".join(hashes)
        return self._window_cache[length]

    def _runs(self, length: int) -> frozenset[tuple[str, ...]]:
        if length not in self._run_cache:
            self._run_cache[length] = frozenset(zip(*(self.words[shift:] for shift in range(length)), strict=False))
        return self._run_cache[length]

    def _range(
        self, paragraph: int, first: int | None, last: int | None, last_paragraph: int | None
    ) -> tuple[int, int] | None:
        """Indices of the first word and of the word after the last, or None where the text has no such place."""
        end_paragraph = last_paragraph or paragraph
        size, end_size = self.paragraph_words(paragraph), self.paragraph_words(end_paragraph)
        first, last = first or 1, last or (first or end_size)
        if first > size or last > end_size:
            return None
        start, end = self._starts[paragraph - 1] + first - 1, self._starts[end_paragraph - 1] + last
        return (start, end) if start < end else None

    def _place(self, start: int, end: int) -> tuple[int, int, int, int | None]:
        """Paragraph, first word, last word, and the paragraph of the last word where it is another."""
        paragraph, last_paragraph = self.paragraph_of[start], self.paragraph_of[end - 1]
        first = start - self._starts[paragraph - 1] + 1
        last = end - self._starts[last_paragraph - 1]
        return paragraph, first, last, None if last_paragraph == paragraph else last_paragraph


def read_text(text: str) -> Text:
    """The words and paragraphs of a text. Any string will do; one without words has no paragraphs."""
    breaks = [found.start() for found in _PARAGRAPH_BREAK.finditer(text)]
    words: list[str] = []
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    number, block = 0, -1
    for word, start, end in _words(text):
        if (here := bisect_right(breaks, start)) != block:
            number, block = number + 1, here
        words.append(word)
        numbers.append(number)
        spans.append((start, end))
    return Text(tuple(words), tuple(numbers), tuple(spans))


# ------------------------------------------------------------------------------------------------------- locators

_AT = re.compile(r"([1-9][0-9]{0,8})(?::([1-9][0-9]{0,8})(?:-(?:([1-9][0-9]{0,8}):)?([1-9][0-9]{0,8}))?)?")
_SHA256 = re.compile("[0-9a-f]{16}")
_TRACE = re.compile(f"t[0-7]{{1,{TRACE_CAP}}}")


@dataclass(frozen=True)
class Locator:
    """Where a passage stands, without its words.

    `first` and `last` count words in the paragraph from 1, both included; both are None for a whole paragraph. Where
    the passage runs on into a later paragraph, `last_paragraph` is its number and `last` counts in that one.
    `words` is the length of the passage, `sha256` 16 hexadecimal digits of the hash of its normalised words joined by
    one blank, `trace` a `t` (so that YAML sees no number) and an octal digit a word, for the first and last 24 words
    only where there are more than 48. Raises PassageError for values that no passage can have.
    """

    paragraph: int
    first: int | None = None
    last: int | None = None
    words: int | None = None
    sha256: str | None = None
    trace: str | None = None
    last_paragraph: int | None = None

    def __post_init__(self) -> None:
        self._check_place()
        if self.words is not None and self.words < 1:
            raise PassageError(f"a passage has at least one word, not {self.words}")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise PassageError(f"sha256 is 16 hexadecimal digits in small letters, not {self.sha256!r}")
        if self.trace is not None:
            self._check_trace(self.trace)

    def _check_place(self) -> None:
        numbers = (self.paragraph, self.first, self.last, self.last_paragraph)
        if any(number is not None and number < 1 for number in numbers):
            raise PassageError("paragraphs and words are counted from 1")
        if (self.first is None) != (self.last is None) or (self.last_paragraph is not None and self.last is None):
            raise PassageError("a passage has a first and a last word, or is a whole paragraph")
        if (self.paragraph, self.first or 1) > (self.last_paragraph or self.paragraph, self.last or self.first or 1):
            raise PassageError(f"{self}: the passage ends before it begins (turn the two around)")

    def _check_trace(self, trace: str) -> None:
        if not _TRACE.fullmatch(trace):
            raise PassageError(f"a trace is t and 1 to {TRACE_CAP} octal digits, not {trace!r}")
        if self.words is not None and len(trace) - 1 != min(self.words, TRACE_CAP):
            raise PassageError(f"a trace of {len(trace) - 1} digits is not that of {self.words} words (make it anew)")

    @property
    def at(self) -> str:
        """The place as it is written: `12`, `12:40`, `12:40-53`, or `12:40-13:5` over the end of a paragraph."""
        if self.first is None:
            return str(self.paragraph)
        return _write_at(self.paragraph, self.first, self.last or self.first, self.last_paragraph)

    def __str__(self) -> str:
        return self.at


def _write_at(paragraph: int, first: int, last: int, last_paragraph: int | None) -> str:
    if last_paragraph not in (None, paragraph):
        return f"{paragraph}:{first}-{last_paragraph}:{last}"
    return f"{paragraph}:{first}" if first == last else f"{paragraph}:{first}-{last}"


def parse_at(at: str) -> Locator:
    """A locator with a place only, from `12`, `12:40`, `12:40-53` or `12:40-13:5`; PassageError for anything else."""
    match = _AT.fullmatch(at)
    if not match:
        raise PassageError(f"{at!r} is no place in a text (write paragraph:first-last, such as 12:40-53, or 12 alone)")
    paragraph, first, last_paragraph, last = (None if part is None else int(part) for part in match.groups())
    assert paragraph is not None
    other = None if last_paragraph == paragraph else last_paragraph
    return Locator(paragraph, first, last or first, last_paragraph=other)


def make(
    text: Text, paragraph: int, first: int | None = None, last: int | None = None, last_paragraph: int | None = None
) -> Locator:
    """The full locator of a place in a text; without `last` one word, without `first` the whole paragraph.

    Passages under ten words get no trace: it would find nothing and still give something away.
    Raises PassageError, with what the text has, when there is no such place.
    """
    place = Locator(paragraph, first, last or first, last_paragraph=last_paragraph)
    reach = text._range(paragraph, first, last, last_paragraph)
    if reach is None:
        raise PassageError(_no_such_place(text, place))
    return _locator(text, place, *reach)


def _locator(text: Text, place: Locator, start: int, end: int) -> Locator:
    count = end - start
    trace = f"t{_capped(text._trace[start:end])}" if count >= SHORTEST_TRACED else None
    sha256 = text._hash(start, end).hex()
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
    paragraph, first, last, last_paragraph = text._place(start, end)
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
    haystack, needle = b" " + text._joined + b" ", b" " + " ".join(words).encode() + b" "
    starts: list[int] = []
    at = haystack.find(needle)
    while at >= 0:
        starts.append(bisect_right(text._offsets, at) - 1)
        at = haystack.find(needle, at + 1)
    return starts


def _nearest(text: Text, runs: Sequence[tuple[int, int]], near: int | None) -> tuple[int, int]:
    if near is not None:
        least = min(abs(text.paragraph_of[start] - near) for start, _ in runs)
        runs = [run for run in runs if abs(text.paragraph_of[run[0]] - near) == least]
    if len(runs) == 1:
        return runs[0]
    places = ", ".join(_write_at(*text._place(*run)) for run in runs[:5])
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


# -------------------------------------------------------------------------------------------------- finding again


class Status(StrEnum):
    """What became of a passage."""

    EXACT = "exact"  # the same words at the same place
    MOVED = "moved"  # the same words elsewhere
    EDITED = "edited"  # nearly the same words
    FOUND = "found"  # the place exists, and the locator says nothing of its words
    LOST = "lost"


@dataclass(frozen=True)
class Found:
    """Where a passage is now. Places count as in `Locator`, and are None where the passage is lost.

    `differ` of `words` words are not as they were: at least so many, for one changed word in eight leaves its digit
    of the trace as it was, and the middle of a passage of more than 48 words leaves no trace.
    """

    status: Status
    paragraph: int | None = None
    first: int | None = None
    last: int | None = None
    last_paragraph: int | None = None
    differ: int = 0
    words: int = 0

    @property
    def at(self) -> str | None:
        """The place as it is written in a locator, or None where the passage is lost."""
        if self.paragraph is None or self.first is None or self.last is None:
            return None
        return _write_at(self.paragraph, self.first, self.last, self.last_paragraph)


def locate(text: Text, locator: Locator) -> Found:
    """Find a passage again: by its hash at the hint, by its hash anywhere, by its trace; else it is lost.

    Whether the text is the one the map was made from (`about.sha256`) is for the caller to say.
    """
    hint = text._range(locator.paragraph, locator.first, locator.last, locator.last_paragraph)
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
    return Found(status, *text._place(start, end), differ, end - start if words is None else words)


def _hint_start(text: Text, locator: Locator) -> int:
    """Index of the word where the passage should begin; the nearest one where the text is too short for it."""
    if locator.paragraph > text.paragraphs:
        return len(text.words)
    return min(text._starts[locator.paragraph - 1] + (locator.first or 1) - 1, len(text.words))


def _by_hash(text: Text, locator: Locator, length: int, hint: int) -> Found | None:
    if locator.sha256 is None or not 1 <= length <= len(text.words):
        return None
    wanted = bytes.fromhex(locator.sha256)
    if hint + length <= len(text.words) and text._hash(hint, hint + length) == wanted:
        return _found(text, Status.EXACT, hint, hint + length)
    starts = _same_trace(text, locator.trace, length) if locator.trace else _same_window(text, wanted, length)
    starts = [start for start in starts if text._hash(start, start + length) == wanted]
    if not starts:
        return None
    start = min(starts, key=lambda start: abs(start - hint))
    return _found(text, Status.MOVED, start, start + length)


def _same_trace(text: Text, trace: str, length: int) -> list[int]:
    """Where the trace stands unchanged: far quicker than hashing every run of words, and the same words have it."""
    digits = trace[1:]
    head, tail = (digits, "") if length <= TRACE_CAP else (digits[:HALF_TRACE], digits[HALF_TRACE:])
    last = len(text.words) - length
    return [i for i in _all(text._trace, head) if i <= last and text._trace[i : i + length].endswith(tail)]


def _all(text: str, part: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={part})", text)]


def _same_window(text: Text, wanted: bytes, length: int) -> list[int]:
    windows, starts = text._windows(length), []
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
    costs = _costs(text._trace, digits, length)
    cost = min(costs)
    if cost > LARGEST_EDIT * len(digits):
        return None
    start, end = _best_place(text._trace, digits, length, hint, costs)
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


def edit_distances(pattern: str, text: str, *, anchored: bool = False) -> list[int]:
    """Least edit distance of a pattern to a part of the text that ends at each index, from 0 to its length.

    The part may begin anywhere, or, anchored, at the beginning of the text. One column of the table is two integers,
    a bit for every step up or down (Myers 1999; a carry makes the anchored form): one turn a character of the text.
    """
    top, mask, score = 1 << (len(pattern) - 1), (1 << len(pattern)) - 1, len(pattern)
    same = {char: sum(1 << i for i, other in enumerate(pattern) if other == char) for char in set(pattern)}
    up, down, carry = mask, 0, int(anchored)
    scores = [score]
    for char in text:
        match = same.get(char, 0)
        across, along = (((match & up) + up) ^ up) | match, match | down
        right_up, right_down = (down | ~(across | up)) & mask, up & across
        score += bool(right_up & top) - bool(right_down & top)
        right_up, right_down = (right_up << 1 | carry) & mask, right_down << 1 & mask
        up, down = (right_down | ~(along | right_up)) & mask, right_up & along
        scores.append(score)
    return scores


# --------------------------------------------------------------------------------------------------- copied words


def copied_runs(text: Text, own: str, length: int = 8) -> list[str]:
    """The runs of `length` or more words of the text that another string repeats, as they stand in that string.

    Runs that overlap are given as one.
    """
    if length < 1:
        raise ValueError(f"a run has at least one word, not {length}")
    other, known = read_text(own), text._runs(length)
    runs: list[tuple[int, int]] = []
    for start in range(len(other.words) - length + 1):
        if other.words[start : start + length] not in known:
            continue
        begin = runs.pop()[0] if runs and start < runs[-1][1] else start
        runs.append((begin, start + length))
    return [own[other.spans[begin][0] : other.spans[end - 1][1]] for begin, end in runs]
