"""BibTeX and BibLaTeX, through the library bibtexparser, which the extra `argmap[bib]` installs.

Source of the names: Patashnik, BibTeXing (1988); Kime, Wemheuer and Lehman, The biblatex Package (3.20), sections 2.1
(types), 2.2 (fields) and 2.2.3 (`ids`, `crossref`, `xdata`). The library splits a file into entries and goes on after
a broken one; LaTeX is turned into plain text for the entries alone that a map cites.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import Any

from argmap.bibliography.entry import FIELD_LIMIT, Entry, Facts, Held, address, iso_date, plain, unbraced
from argmap.files import Unreadable, decoded
from argmap.model import SourceKind
from argmap.problem import Problem

ENTRIES_LIMIT = 50_000
NOT_INSTALLED = (
    "this is BibTeX, and what reads it is not installed",
    "`pip install 'argmap[bib]'`, or save the bibliography as CSL JSON (.json)",
)

KINDS: dict[str, SourceKind] = {
    "article": "study",
    "artwork": "image",
    "book": "document",
    "bookinbook": "document",
    "booklet": "document",
    "collection": "document",
    "conference": "study",
    "dataset": "dataset",
    "image": "image",
    "inbook": "document",
    "incollection": "document",
    "inproceedings": "study",
    "inreference": "document",
    "jurisdiction": "document",
    "legal": "document",
    "legislation": "document",
    "letter": "document",
    "manual": "document",
    "mastersthesis": "study",
    "mvbook": "document",
    "patent": "document",
    "periodical": "media",
    "phdthesis": "study",
    "proceedings": "document",
    "reference": "document",
    "report": "document",
    "standard": "document",
    "suppbook": "document",
    "techreport": "document",
    "thesis": "study",
    "unpublished": "document",
}  # what is not here (misc, online, software, …) may be several kinds, and the map says which
_NEWS = frozenset({"newspaper", "magazine"})  # biblatex: an article's `entrysubtype`
_BODIES = ("organization", "institution", "school", "publisher", "howpublished")
_INHERITED = ("date", "year", "month", "editor")  # from a `crossref`: what such an entry leaves to the whole volume
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ENTRY = re.compile(r"@\s*\w+\s*[{(]")
_KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,{}()\"=]+)\s*,")
_PIECE = r"(?:\"[^\"]*\"|\{[^{}]*\}|[\w:.-]+)"
_JOINED = re.compile(rf"{_PIECE}(?:\s*#\s*{_PIECE})+")
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([%#&_$~{}])")
_URL = re.compile(r"\\(?:url|href)\s*\{([^{}]*)\}")
_TEX = re.compile(r"[\\{}$~%&#^_]|--|``|''")


def read_bibtex(raw: bytes) -> Held:
    """The entries of a .bib file. Raises `Unreadable`, for a missing library too."""
    text = decoded(raw)
    if len(_ENTRY.findall(text)) > ENTRIES_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file has more than {ENTRIES_LIMIT:,} entries", "split it"))
    library = _parsed(text)
    words = {key.lower(): _bare(str(one.value)) for key, one in library.strings_dict.items()}
    entries, again, broken = dict[str, Entry](), dict[str, tuple[int, ...]](), list[tuple[int, str]]()
    for block in library.blocks:
        line = (block.start_line or 0) + 1
        entry = getattr(block, "ignore_error_block", block)  # an entry with a field or key that stands there twice
        if type(entry).__name__ != "Entry":
            if type(block).__name__ == "ParsingFailedBlock":
                found = _KEY.match((block.raw or "")[:FIELD_LIMIT].lstrip())
                broken.append((line, found[1] if found else ""))
            continue
        if entry.key in entries:
            again[entry.key] = (*again.get(entry.key, ()), line)
        else:
            entries[entry.key] = _entry(entry, line, words)
    return Held({key: _whole(one, entries) for key, one in entries.items()}, again, tuple(broken))


def _parsed(text: str) -> Any:
    try:
        bibtexparser = import_module("bibtexparser")
        parse = bibtexparser.parse_string
    except (ImportError, AttributeError):  # or a version before 2, which has another way in
        raise Unreadable(Problem(1, 1, *NOT_INSTALLED)) from None
    log = logging.getLogger("bibtexparser")
    log.addHandler(logging.NullHandler())  # what it says of a broken entry, we say ourselves
    log.propagate = False
    return parse(text)


def _entry(entry: Any, line: int, words: Mapping[str, str]) -> Entry:
    fields = dict[str, str]()
    for field in entry.fields:  # of a field that stands there twice, BibTeX takes the first
        fields.setdefault(field.key.lower(), _joined(str(field.value), words))
    aliases = tuple(alias for one in fields.get("ids", "").split(",") if (alias := one.strip()))
    return Entry(entry.key, line, 1, entry.entry_type.lower(), fields, aliases)


def _joined(value: str, words: Mapping[str, str]) -> str:
    """A value put together with `#`, which the library leaves as it is written."""
    if "#" not in value or not _JOINED.fullmatch(value):
        return value
    pieces = re.findall(_PIECE, value)
    return "".join(_bare(piece) if piece[0] in '"{' else words.get(piece.lower(), piece) for piece in pieces)


def _bare(value: str) -> str:
    return value[1:-1] if value[:1] + value[-1:] in ('""', "{}") else value


def _whole(entry: Entry, entries: Mapping[str, Entry]) -> Entry:
    """An entry with what it leaves to those that it names under `xdata` and `crossref`."""
    inherited = dict[str, str]()
    for name in entry.fields.get("xdata", "").split(","):
        if (above := entries.get(name.strip())) is not None:
            inherited = {**above.fields, **inherited}
    if (above := entries.get(entry.fields.get("crossref", "").strip())) is not None:
        own_date = "date" in entry.fields or "year" in entry.fields
        passed = [name for name in _INHERITED if name in above.fields and not (own_date and name != "editor")]
        inherited = {**{name: above.fields[name] for name in passed}, **inherited}
    if not inherited:
        return entry
    return Entry(entry.key, entry.line, entry.column, entry.kind, {**inherited, **entry.fields}, entry.aliases)


def facts(entry: Entry) -> Facts:
    """What an entry says of its work."""
    fields = entry.fields
    news = fields.get("entrysubtype", "").strip().lower() in _NEWS
    authors = tuple(_names(fields.get("author", "") or fields.get("editor", "")))
    if not authors:
        bodies = ("journaltitle", "journal") if news else _BODIES
        authors = tuple(name for body in bodies if (name := _text(fields.get(body, ""))) and "://" not in name)[:1]
    return Facts(
        authors=authors,
        title=_text(fields.get("title", "")),
        short_title=_text(fields.get("shorttitle", "")),
        date=_date(fields),
        url=address(_address(fields), fields.get("doi", "")),
        accessed=unbraced(fields.get("urldate", "")),
        kind="media" if news and entry.kind == "article" else KINDS.get(entry.kind),
    )


# -- LaTeX


def _text(value: str) -> str:
    """A value as plain text; where its LaTeX cannot be read, as it is written but for the braces."""
    value = value[:FIELD_LIMIT]
    if not _TEX.search(value):
        return plain(value)
    try:
        # A bare % would begin a comment in LaTeX; in a field of BibTeX it is nothing but itself.
        return plain(_decoder().latex_to_text(re.sub(r"(?<!\\)%", r"\\%", value)))
    except Exception:  # braces without end, or a command without what it needs: the library has no error of its own
        return unbraced(value)


@cache
def _decoder() -> Any:
    logging.getLogger("pylatexenc").addHandler(logging.NullHandler())
    logging.getLogger("pylatexenc").propagate = False
    return import_module("pylatexenc.latex2text").LatexNodes2Text(math_mode="text", strict_latex_spaces=False)


def _names(value: str) -> Iterator[str]:
    """The family names in a list of persons; a name in braces is that of a body."""
    for name in _split(value[:FIELD_LIMIT]):
        if name.lower() == "others":
            yield ""
        elif name.startswith("{") and name.endswith("}"):
            yield _text(name)
        elif "family=" in name.replace(" ", ""):  # biblatex's extended format
            parts = dict(part.strip().split("=", 1) for part in name.split(",") if "=" in part)
            found = {key.strip(): part.strip().strip('"') for key, part in parts.items()}
            yield _text(" ".join(one for one in (found.get("prefix", ""), found.get("family", "")) if one))
        elif "," in name:
            yield _text(name.split(",", 1)[0])
        else:
            yield _text(" ".join(_family(_words(name))))


def _split(value: str) -> Iterator[str]:
    """The persons of a list: divided by `and` outside of braces."""
    begin = depth = 0
    for found in re.finditer(r"[{}]|" + _AND.pattern, value, re.IGNORECASE):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0:
            if value[begin : found.start()].strip():
                yield value[begin : found.start()].strip()
            begin = found.end()
    if value[begin:].strip():
        yield value[begin:].strip()


def _words(name: str) -> list[str]:
    """The words of a name, what stands in braces being one."""
    return re.findall(r"(?:\{(?:[^{}]|\{[^{}]*\})*\}|[^\s{}]|[{}])+", name)


def _family(words: list[str]) -> list[str]:
    """The family name of `First von Last`: from the first small word on, else the last word."""
    for place, word in enumerate(words[:-1]):
        if word[:1].islower():
            return words[place:]
    return words[-1:]


def _address(fields: Mapping[str, str]) -> str:
    """The address of a work, without what LaTeX writes around its signs."""
    url = fields.get("url", "").strip()
    if not url and (found := _URL.search(fields.get("howpublished", "") + fields.get("note", ""))):
        url = found[1]
    if not url and fields.get("eprinttype", fields.get("archiveprefix", "")).strip().lower() == "arxiv":
        url = f"https://arxiv.org/abs/{fields.get('eprint', '').strip()}"
    found = _URL.fullmatch(url)
    return _ESCAPED.sub(r"\1", found[1] if found else url).replace("{", "").replace("}", "")


def _date(fields: Mapping[str, str]) -> str:
    if date := unbraced(fields.get("date", "")):  # of BibLaTeX, which is ISO 8601-2 (EDTF) already
        return date
    year = _text(fields.get("year", ""))
    month = fields.get("month", "").strip().lower()
    number = str(_MONTHS.index(month[:3]) + 1) if month[:3] in _MONTHS else month
    return iso_date(year, number, fields.get("day", "")) or year
