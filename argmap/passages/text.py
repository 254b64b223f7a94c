"""A text as words in paragraphs, with the places of all of them."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from argmap.passages.locators import Found, Locator, write_at
from argmap.passages.words import PARAGRAPH_BREAK, digest, trace_digit, words_of


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
        return digest(self.joined).hex()

    def paragraph_words(self, paragraph: int) -> int:
        """How many words a paragraph has; none if there is no such paragraph."""
        if not 1 <= paragraph <= self.paragraphs:
            return 0
        return self.starts[paragraph] - self.starts[paragraph - 1]

    def span(self, place: Locator | Found) -> tuple[int, int] | None:
        """The range of characters of a place in the original, or None if the text has no such place."""
        reach = self.reach(place)
        return reach and (self.spans[reach[0]][0], self.spans[reach[1] - 1][1])

    def reach(self, place: Locator | Found) -> tuple[int, int] | None:
        """The indices of a place's first word and of the word after its last, or None where `span` is None."""
        if place.paragraph is None:
            return None
        return self.indices(place.paragraph, place.first, place.last, place.last_paragraph)

    def written_at(self, start: int, end: int) -> str:
        """The place of the words from index `start` up to `end`, which is not among them, as a locator writes it."""
        return write_at(*self.place_of(start, end))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Index of the first word of each paragraph, and the number of words after the last."""
        turns = (i for i, number in enumerate(self.paragraph_of) if not i or number != self.paragraph_of[i - 1])
        return (*turns, len(self.words))

    @cached_property
    def joined(self) -> bytes:
        """The words with a blank between them, in UTF-8."""
        return " ".join(self.words).encode()

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each word begins in `joined`, and one past the blank that would follow the last."""
        offsets = [0]
        for word in self.words:
            offsets.append(offsets[-1] + len(word.encode()) + 1)
        return tuple(offsets)

    @cached_property
    def digits(self) -> str:
        """The trace of the whole text: an octal digit a word."""
        return "".join(map(trace_digit, self.words))

    @cached_property
    def _window_cache(self) -> dict[int, bytes]:
        return {}

    @cached_property
    def _run_cache(self) -> dict[int, frozenset[tuple[str, ...]]]:
        return {}

    def hash_of(self, start: int, end: int) -> bytes:
        """The hash of the words from index `start` up to `end`, which is not among them: 8 bytes."""
        return digest(self.joined[self.offsets[start] : self.offsets[end] - 1])

    def windows(self, length: int) -> bytes:
        """The hashes of all runs of so many words, 8 bytes each, in order."""
        if length not in self._window_cache:
            hashes = (self.hash_of(start, start + length) for start in range(len(self.words) - length + 1))
            self._window_cache[length] = b"".join(hashes)
        return self._window_cache[length]

    def runs(self, length: int) -> frozenset[tuple[str, ...]]:
        """All runs of so many words."""
        if length not in self._run_cache:
            self._run_cache[length] = frozenset(zip(*(self.words[shift:] for shift in range(length)), strict=False))
        return self._run_cache[length]

    def indices(
        self, paragraph: int, first: int | None, last: int | None, last_paragraph: int | None
    ) -> tuple[int, int] | None:
        """Indices of the first word and of the word after the last, or None where the text has no such place."""
        end_paragraph = last_paragraph or paragraph
        size, end_size = self.paragraph_words(paragraph), self.paragraph_words(end_paragraph)
        first, last = first or 1, last or (first or end_size)
        if first > size or last > end_size:
            return None
        start, end = self.starts[paragraph - 1] + first - 1, self.starts[end_paragraph - 1] + last
        return (start, end) if start < end else None

    def place_of(self, start: int, end: int) -> tuple[int, int, int, int | None]:
        """Paragraph, first word, last word, and the paragraph of the last word where it is another."""
        paragraph, last_paragraph = self.paragraph_of[start], self.paragraph_of[end - 1]
        first = start - self.starts[paragraph - 1] + 1
        last = end - self.starts[last_paragraph - 1]
        return paragraph, first, last, None if last_paragraph == paragraph else last_paragraph


def read_text(text: str) -> Text:
    """The words and paragraphs of a text. Any string will do; one without words has no paragraphs."""
    breaks = [found.start() for found in PARAGRAPH_BREAK.finditer(text)]
    words: list[str] = []
    numbers: list[int] = []
    spans: list[tuple[int, int]] = []
    number, block = 0, -1
    for word, start, end in words_of(text):
        if (here := bisect_right(breaks, start)) != block:
            number, block = number + 1, here
        words.append(word)
        numbers.append(number)
        spans.append((start, end))
    return Text(tuple(words), tuple(numbers), tuple(spans))


def copied_runs(text: Text, own: str, length: int = 8) -> list[str]:
    """The runs of `length` or more words of the text that another string repeats, as they stand in that string.

    Runs that overlap are given as one.
    """
    if length < 1:
        raise ValueError(f"a run has at least one word, not {length}")
    other, known = read_text(own), text.runs(length)
    runs: list[tuple[int, int]] = []
    for start in range(len(other.words) - length + 1):
        if other.words[start : start + length] not in known:
            continue
        begin = runs.pop()[0] if runs and start < runs[-1][1] else start
        runs.append((begin, start + length))
    return [own[other.spans[begin][0] : other.spans[end - 1][1]] for begin, end in runs]
