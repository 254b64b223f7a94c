"""One entry of a bibliography, whatever its format, and what a source of a map takes from it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.model import SourceKind
from argmap.problem import one_line

SHORT_TITLE = 60
"""Characters of a title that a name keeps."""
FIELD_LIMIT = 2_000
"""Characters of a field that are looked at."""
DOI = "https://doi.org/"

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ufeff]+")
_SUBTITLE = re.compile(r"(?<=\S)(?::\s|\s[–—]\s|\.\s|\?\s)")
_YEAR = re.compile(r"(?<!\d)-?\d{4}(?!\d)")
_DOI_LEAD = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as its file has it: `kind` in the words of its format, line and column from 1."""

    key: str
    line: int
    column: int
    kind: str
    fields: Mapping[str, Any]
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds: its entries by key, keys that it gives more than once, and what of it cannot be read.

    `again` are the lines of further entries under a key; `broken` the lines of what could not be read, with the key
    that stands there where there is one.
    """

    entries: Mapping[str, Entry] = field(default_factory=dict)
    again: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    broken: tuple[tuple[int, str], ...] = ()


class Facts(NamedTuple):
    """What an entry says of its work, as plain text on one line; empty where it does not say it."""

    authors: tuple[str, ...] = ()  # family names, or the names of bodies; an empty one stands for others
    title: str = ""
    short_title: str = ""
    date: str = ""  # as ISO 8601 where the entry gives it in numbers
    url: str = ""
    accessed: str = ""
    kind: SourceKind | None = None

    def name(self) -> str:
        """The work as a reader would know it: `Smith and Jones: Short title (2020)`, without commas of its own making.

        Reports name several sources with commas between them.
        """
        found = _YEAR.search(self.date)
        year = found[0] if found else self.date
        named = ": ".join(part for part in (_listed(self.authors), self.short_title or shortened(self.title)) if part)
        return f"{named} ({year})" if named and year and year not in named else named


def _listed(authors: Sequence[str]) -> str:
    """One name, two with `and`, and the first of more."""
    if len(authors) > 2 or "" in authors[1:]:
        return f"{authors[0]} et al."
    return " and ".join(authors)


def shortened(title: str) -> str:
    """A title without its subtitle, cut at a word where it is longer than a name has room for."""
    main = _SUBTITLE.split(title, maxsplit=1)[0]
    if len(main) <= SHORT_TITLE:
        return main
    cut = main[:SHORT_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;-") + "…"


def plain(text: str) -> str:
    """A text on one line, without what could steer a terminal, and no longer than anybody needs."""
    return one_line(_CONTROL.sub(" ", text[:FIELD_LIMIT]), FIELD_LIMIT)


def unbraced(text: str) -> str:
    """A text without the braces in which BibTeX keeps letters as they are, as `plain` gives it."""
    return plain(text.replace("{", "").replace("}", ""))


def address(url: str, doi: str = "") -> str:
    """Where a work can be looked up: its address on the web, else the one that its DOI stands for."""
    url, doi = plain(url), _DOI_LEAD.sub("", plain(doi))
    if _ADDRESS.fullmatch(url):
        return url
    return DOI + doi if doi.startswith("10.") and " " not in doi else ""


def iso_date(*parts: str) -> str:
    """Year, month and day in numbers as ISO 8601, as far as they are given and make sense; empty without a year."""
    made = ""
    for part, most in zip(parts, (9999, 12, 31), strict=False):
        number = part.strip()
        if not (number.isascii() and number.isdigit() and 1 <= int(number[:6]) <= most):
            break
        made += f"-{int(number):02}" if made else f"{int(number):04}"
    return made
