"""Names for what comes from other programs: kebab-case, each different, as near to the given ones as they can be."""

import re
from collections.abc import Iterable
from unicodedata import normalize

KEY_LIMIT = 80  # characters of an id or key
_WORD = re.compile("[a-z0-9]+")
_WITHIN = re.compile("[\u0300-\u036f'’]")  # accents, when they are taken off their letters, and apostrophes


def slug(text: str, limit: int = KEY_LIMIT - 4) -> str:
    """The words of a text with hyphens between them, in small ASCII letters without their accents, and digits.

    Empty where there are none. No longer than `limit`, which leaves room for a number, and cut after a whole word where
    that can be.
    """
    words = _WORD.findall(_WITHIN.sub("", normalize("NFKD", text.casefold())))
    made = "-".join(words)
    if len(made) <= limit:
        return made
    end = made.rfind("-", 0, limit + 1)
    return made[: end if end > 0 else limit]


def kebab(text: str, instead: str = "event") -> str:
    """A text as an id or key, its `slug`; `instead` goes before a mere number or nothing."""
    stem = slug(text, KEY_LIMIT)
    if not stem or stem.replace("-", "").isdigit():
        stem = f"{instead}-{stem}".rstrip("-")
    return stem[:KEY_LIMIT].rstrip("-")


class Names:
    """Names that are taken, with the last number given to each stem: ten thousand names may have the same one."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._last = dict.fromkeys(names, 1)

    def new(self, stem: str, limit: int | None = None) -> str:
        """A name that is not taken, and now is: the stem, or the stem with a number."""
        stem = stem[:limit].rstrip("-") if limit else stem
        name, number = stem, self._last.get(stem, 0)
        while name in self._last:
            number += 1
            end = f"-{number}"
            name = (stem[: limit - len(end)].rstrip("-") if limit else stem) + end
        self._last[stem] = max(number, 1)
        self._last.setdefault(name, 1)
        return name
