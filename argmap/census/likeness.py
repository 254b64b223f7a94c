"""Names that look like one name: each likeness with its reason in words, and none taken for more than that.

Two names are never called the same. What tells them apart for certain (a year, a number, an edition) ends the
comparison. Candidates are found by keys that like names share, never by trying every pair, so that tens of thousands of
names take seconds. The keys follow record linkage: a normalised form and its tokens sorted (the *fingerprint* of
OpenRefine), initials, and the forms of a name with one letter left out (W. Garbe's SymSpell).
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import NamedTuple
from urllib.parse import urlsplit

LITTLE = frozenset({"the", "of", "and", "for", "in"})  # words that a name may have or not
FIRST = frozenset({"a", "an"})  # the same before all others; elsewhere a letter tells one report from another
TITLES = frozenset({"mr", "mrs", "ms", "dr", "prof", "professor", "sir", "st"})
SHORTEST = 6  # letters of a name in which one of them may be a slip
MOST_MORE = 3  # words that a longer form of a name adds
COMMON = 20  # names that share a key which says little: more than that, and it says nothing


class Alike(NamedTuple):
    """Names that may be one, in alphabetical order, and what they have in common."""

    names: tuple[str, ...]
    why: str


def alike(names: Mapping[str, Iterable[str]]) -> tuple[Alike, ...]:
    """The likenesses among names, each given with its web addresses; two names are told of once, by the best reason."""
    told = set[tuple[str, str]]()
    found = []
    for why, groups in _reasons(names):
        for group in sorted(groups):
            pairs = [pair for pair in combinations(group, 2) if pair not in told]
            if pairs:
                told.update(pairs)
                found.append(Alike(tuple(dict.fromkeys(name for pair in pairs for name in pair)), why))
    return tuple(found)


def plain(name: str) -> str:
    """A name without what people write now one way and now another: capitals, accents, punctuation, blanks."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    kept = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", re.sub("['’]", "", kept))  # U.S. is US
    return " ".join(re.findall(r"\w+", kept))


def _reasons(names: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, set[tuple[str, ...]]]]:
    """Every reason with the names that it holds for, the surest first."""
    words = {name: tuple(plain(name).split()) for name in names}
    words = {name: split for name, split in words.items() if split}
    yield "the same but for capitals, accents and punctuation", _sharing(words, " ".join)
    yield "the same but for little words and titles", _sharing(words, lambda split: " ".join(_telling(split)))
    yield "the same words in another order", _sharing(words, lambda split: " ".join(sorted(_telling(split))))
    yield "the same web address", _by_address(names)
    yield "the same surname, and a first name with its initial", _initials(words)
    yield "one is the initials of the other", _acronyms(words, names)
    yield "one letter apart", _slips(words)
    yield "one begins with the whole of the other", _longer(words)


def _telling(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name that tell it from others; all of them where none would be left."""
    words = tuple(words)
    later = words[1:] if words[0] in FIRST else words
    return tuple(word for word in later if word not in LITTLE and word not in TITLES) or words


def _sharing(words: Mapping[str, tuple[str, ...]], key: Callable[[tuple[str, ...]], str]) -> set[tuple[str, ...]]:
    by_key = defaultdict[str, list[str]](list)
    for name, split in words.items():
        by_key[key(split)].append(name)
    return {tuple(sorted(group)) for group in by_key.values() if len(group) > 1}


def _by_address(names: Mapping[str, Iterable[str]]) -> set[tuple[str, ...]]:
    by_address = defaultdict[str, set[str]](set)
    for name, urls in names.items():
        for url in urls:
            if address := _address(url):
                by_address[address].add(name)
    return {tuple(sorted(group)) for group in by_address.values() if 1 < len(group) <= COMMON}


def _address(url: str) -> str | None:
    """A web address without what does not tell pages apart; None for one that is only a site, and for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    if parts.scheme not in ("http", "https") or not (path or parts.query):
        return None
    return f"{parts.netloc.casefold().removeprefix('www.')}{path}?{parts.query}"


def _initials(words: Mapping[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """`J. Smith` and `John Smith`; with several full names for one initial it says so little that none is told."""
    short, full = defaultdict[tuple[str, str], list[str]](list), defaultdict[tuple[str, str], list[str]](list)
    for name, split in words.items():
        telling = _telling(split)
        if len(telling) >= 2 and all(word.isalpha() for word in telling):
            is_short = all(len(word) == 1 for word in telling[:-1])
            (short if is_short else full)[telling[0][0], telling[-1]].append(name)
    return {
        tuple(sorted((one, other)))
        for key, ones in short.items()
        for one in ones
        for other in full.get(key, ())
        if len(full[key]) <= MOST_MORE and len(words[other]) <= MOST_MORE + 1
    }


def _acronyms(words: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> set[tuple[str, ...]]:
    short = {name.casefold(): name for name in names if re.fullmatch("[A-Z]{3,8}", name)}
    found = set()
    for name, split in words.items():
        for letters in {"".join(word[0] for word in some) for some in (split, _telling(split)) if len(some) > 2}:
            if letters in short:
                found.add(tuple(sorted((short[letters], name))))
    return found


def _slips(words: Mapping[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    by_form = defaultdict[str, list[str]](list)
    for name, split in words.items():
        text = " ".join(split)
        if len(text) >= SHORTEST:
            for form in {text, *(text[:at] + text[at + 1 :] for at in range(len(text)))}:
                by_form[form].append(name)
    return {
        tuple(sorted(pair))
        for group in by_form.values()
        if 1 < len(group) <= COMMON
        for pair in combinations(group, 2)
        if _one_letter_apart(*(" ".join(words[name]) for name in pair))
    }


def _one_letter_apart(one: str, other: str) -> bool:
    """Whether one letter of a longer word is left out, put in or another; a number or an initial is no slip."""
    one, other = sorted((one, other), key=len)
    start = next((at for at, (mine, theirs) in enumerate(zip(one, other, strict=False)) if mine != theirs), len(one))
    if one == other or one[start + (len(one) == len(other)) :] != other[start + 1 :]:
        return False
    differing = other[start] + (one[start] if len(one) == len(other) else "")
    beside = other[max(0, start - 1) : start] + other[start + 1 : start + 2]
    return differing.isalpha() and any(letter.isalpha() for letter in beside)


def _longer(words: Mapping[str, tuple[str, ...]]) -> set[tuple[str, ...]]:
    """`Reuters` and `Reuters news agency`; a number or a letter among the further words tells one edition apart."""
    by_words = defaultdict[tuple[str, ...], list[str]](list)
    for name, split in words.items():
        by_words[_telling(split)].append(name)
    found = defaultdict[str, list[str]](list)
    for name, split in words.items():
        telling = _telling(split)
        for count in range(max(1, len(telling) - MOST_MORE), len(telling)):
            further = telling[count:]
            if len(telling[0]) > 2 and all(len(word) > 1 and word.isalpha() for word in further):
                for shorter in by_words.get(telling[:count], ()):
                    found[shorter].append(name)
    return {tuple(sorted((one, other))) for one, others in found.items() if len(others) <= COMMON for other in others}
