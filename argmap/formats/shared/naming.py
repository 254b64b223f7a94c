"""Names for what comes from other programs: kebab-case, each different, as near to the given ones as they can be."""

import re
from collections.abc import Iterable
from unicodedata import normalize

KEY_LIMIT = 80  # characters of an id or key
_NOT_KEBAB = re.compile(r"[^a-z0-9]+")


def kebab(text: str, instead: str = "event") -> str:
    """A text as an id or key: small letters, digits, hyphens; `instead` goes before a mere number or nothing."""
    plain = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    stem = _NOT_KEBAB.sub("-", plain).strip("-")[:KEY_LIMIT].rstrip("-")
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
