"""The words of a text, normalised: what is left after NFKC, case folding and dropping apostrophes and joiners."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

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
PARAGRAPH_BREAK = re.compile(rf"{_NEWLINE}[^\S\r\n\x85\u2028\u2029\f]*{_NEWLINE}|[\f\u2029]")
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


def words_of(text: str) -> Iterator[tuple[str, int, int]]:
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


def digest(joined: bytes) -> bytes:
    return hashlib.sha256(joined).digest()[:8]


@lru_cache(maxsize=65536)
def trace_digit(word: str) -> str:
    """The low three bits of the SHA-256 of a normalised word, as an octal digit."""
    return str(hashlib.sha256(word.encode()).digest()[-1] & 7)
