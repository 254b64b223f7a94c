"""A text read for what its sentences look like: what somebody starting a map of it would underline.

The sentences with a cue, each with its place and with the sources that it names; the others are counted, never
dropped in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from argmap.formats.shared.naming import Names, slug
from argmap.passages import Locator, Text, make, read_text
from argmap.starting.attributions import Attribution, attributions, described, head
from argmap.starting.cues import Cue, cues

LONG = 25  # words of the first paragraph of an argument; shorter ones are headings, bylines, captions

_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[A-Z0-9ÀÖØ-Þ])|[。！？]+[」』”]?")
_CLOSING = re.compile(r"[%.!?…。！？\"'”’」』)\]]+")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gen|Col|Gov|No|vs|e\.g|i\.e|cf|al|Jan|Feb|Aug|Sept|Oct|Nov|Dec)|\b[A-Z](?:\.[A-Z])*)\.$"
)


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as it goes into the map: its key, and what is known of it."""

    key: str
    name: str
    role: str | None
    kind: str | None
    anonymous: bool
    plural: bool
    is_report: bool  # whom it repeats is not known


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with what speaks for its being of use. `sources` are keys, with `?` where that is a guess."""

    at: Locator
    words: str  # as the text writes them, on one line
    cues: tuple[Cue, ...]
    sources: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a text has in it for a map."""

    text: Text
    sentences: tuple[Sentence, ...]
    sources: tuple[Cited, ...]

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences of the argument with a cue."""
        return tuple(one for one in self.sentences if one.cues and one.at.paragraph >= self.starts)

    @cached_property
    def starts(self) -> int:
        """The first paragraph that is more than a heading, a byline or a caption; 1 where there is none."""
        numbers = range(1, self.text.paragraphs + 1)
        return next((number for number in numbers if self.text.paragraph_words(number) >= LONG), 1)


def read_for_map(essay: str) -> Reading:
    """Read an English text for cues and sources; a text of another language has its sentences, and few cues."""
    reader = _Reader(essay)
    sentences = tuple(reader.sentences())
    return Reading(reader.text, sentences, tuple(reader.sources.values()))


class _Reader:
    def __init__(self, essay: str) -> None:
        self.essay, self.text = essay, read_text(essay)
        self.sources: dict[str, Cited] = {}
        self.keys: dict[str, str] = {}  # by name without its article and case
        self.free = Names()
        self.people: dict[str, str] = {}  # by last name
        self.last: str | None = None  # the key of the source named last

    def sentences(self) -> Iterator[Sentence]:
        for paragraph, first, start, end in _spans(self.text, self.essay):
            words = " ".join(self.essay[self._begin(start) : self._end(end)].split())
            at = make(self.text, paragraph, first, first + end - start - 1)
            found = attributions(words)
            told = [Cue("attribution", one.cue) for one in found[:1]]
            told += [cue for cue in cues(words) if cue.kind != "attribution" or not told]
            sources = tuple(dict.fromkeys(key for one in found if (key := self._key(one))))
            yield Sentence(at, words, tuple(told), sources)

    def _begin(self, start: int) -> int:
        """Where the first word begins, with the quotation mark or bracket before it."""
        at = self.text.spans[start][0]
        while at and self.essay[at - 1] in "“‘\"'([«":
            at -= 1
        return at

    def _end(self, end: int) -> int:
        """Where the last word ends, with the signs that close a sentence."""
        after = _CLOSING.match(self.essay, self.text.spans[end - 1][1])
        return after.end() if after else self.text.spans[end - 1][1]

    def _key(self, one: Attribution) -> str | None:
        if one.source is None:
            return f"{self.last}?" if self.last else None
        folded = re.sub(r"^(?:the|an?)\s+", "", one.source.casefold())
        if folded not in self.keys:
            self.keys[folded] = self._called_before(folded) or self._new(one)
        self.last = self.keys[folded]
        return self.last

    def _called_before(self, folded: str) -> str | None:
        """The key of somebody who was named in full before, and is now called by the last name alone."""
        return self.people.get(re.sub(r"^(?:mr|mrs|ms|dr|prof)\.?\s+", "", folded))

    def _new(self, one: Attribution) -> str:
        assert one.source is not None
        told = described(one.source, one.role)
        key = self.free.new("-".join(slug(head(one.source)).split("-")[:4]) or "source")
        if not told.anonymous:
            self.people.setdefault(one.source.casefold().split()[-1], key)
        self.sources[key] = Cited(key, told.name, one.role, told.kind, told.anonymous, told.plural, one.is_report)
        return key


def _spans(text: Text, essay: str) -> Iterator[tuple[int, int, int, int]]:
    """The sentences: paragraph, number of the first word in it, indices of that word and of the one after the last."""
    begin, number = 0, 1
    for at, paragraph in enumerate(text.paragraph_of):
        is_last = at + 1 == len(text.words) or text.paragraph_of[at + 1] != paragraph
        if is_last or _ends(essay, text.spans[at][0], text.spans[at][1], text.spans[at + 1][0]):
            yield paragraph, number, begin, at + 1
            number = 1 if is_last else number + at + 1 - begin
            begin = at + 1


def _ends(essay: str, start: int, end: int, following: int) -> bool:
    """Whether a sentence ends between a word and the one that follows it."""
    between = essay[end : following + 1]
    found = _SENTENCE_END.search(between)
    if not found:
        return False
    before = essay[max(0, start - 12) : end] + between[: found.start() + 1]
    return not (found[0] == "." and _ABBREVIATED.search(before))
