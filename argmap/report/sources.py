"""The sources of many maps: as a page, as JSON, and as CSV for a spreadsheet."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from textwrap import indent
from typing import Any

from argmap import __version__
from argmap.census.likeness import Alike
from argmap.census.sources import NAMED, Census, Counted, Entry, Paths, Use
from argmap.problem import counted, one_line
from argmap.report.blocks import Block, Heading, Items, Paragraph, Table
from argmap.report.ink import safe
from argmap.report.json import dumped

SHOWN = 30  # sources, and likenesses; all with `--all`
LONGEST = 70  # characters of a name
COLUMNS = (
    "name",
    "sort",
    "maps",
    "cited",
    "claims_alone",
    "theses_alone",
    "theses_falling",
    "reliability",
    "retracted_in",
    "looks_like",
)
_HEAD = ("source", "maps", "cited", "claims alone", "theses alone", "theses that fall")
_FORMULA = re.compile(r"[=+\-@\t\r]")


def as_blocks(census: Census, maps: int, *, unfold: bool = False) -> Iterator[Block]:
    """The page: every source in a table, then where maps disagree about one, then what looks like one."""
    most = max(len(census.entries), len(census.alike)) if unfold else SHOWN
    yield Heading(f"{counted(len(census.entries), 'source')} in {counted(maps, 'map')}", 1)
    if census.entries:
        yield Paragraph(
            "Claims and theses alone have no origin but this source; theses that fall lose all support without it."
        )
        yield Table(_HEAD, tuple(_row(entry) for entry in census.entries[:most]))
        yield from _more(len(census.entries) - most, "source")
    if disagreeing := [*_disagreements(census)]:
        yield Heading("Where maps disagree")
        yield Items(tuple(disagreeing))
    if census.alike:
        yield Heading("Perhaps one source")
        yield Paragraph("These names look alike. Whether they are one source is for a reader to say; none are joined.")
        yield Items(tuple(_told(one) for one in census.alike[:most]))
        yield from _more(len(census.alike) - most, "likeness", "likenesses")


def _row(entry: Entry) -> tuple[str, ...]:
    numbers = (entry.maps, entry.cited, entry.claims, entry.theses, entry.falling)
    return (_name(entry), *(str(number) for number in numbers))


def _name(entry: Entry) -> str:
    """A name, with its map where it means something only there."""
    name = one_line(entry.name, LONGEST)
    if entry.sort == "source":
        return name
    return f"{name} ({'anonymous, ' if entry.sort == 'anonymous' else ''}{entry.path})"


def _more(count: int, noun: str, several: str | None = None) -> Iterator[Block]:
    if count > 0:
        yield Paragraph(f"and {counted(count, f'more {noun}', several and f'more {several}')} (--all shows them)")


def _disagreements(census: Census) -> Iterator[str]:
    for entry in census.entries:
        name = one_line(entry.name, LONGEST)
        if len(entry.rated) > 1:
            rated = (f"{letter} in {_paths(maps)}" for letter, maps in entry.rated.items())
            yield f"{name} is rated {'; '.join(rated)}"
        if entry.retracted and entry.silent.all:
            withdrawn = _paths(Paths(entry.retracted[:NAMED], len(entry.retracted)))
            yield f"{name} is withdrawn in {withdrawn}, and cited as if it were not in {_paths(entry.silent)}"


def _paths(maps: Paths) -> str:
    more = maps.all - len(maps.first)
    return ", ".join(maps.first) + (f" and {more} more" if more else "")


def _told(one: Alike) -> str:
    names = [f"“{one_line(name, LONGEST)}”" for name in one.names[:NAMED]]
    more = len(one.names) - len(names)
    return f"{' and '.join(names)}{f' and {more} more' if more else ''}: {one.why}"


# -- for programs


def as_json(
    census: Census, maps: int, unread: Sequence[Counted], uses: Callable[[int], Iterable[Use]]
) -> Iterator[str]:
    """The same as JSON, piece by piece, with what was not read; `uses` gives those of an entry by its number."""
    unreadable = [{"path": one.path, "problems": [str(problem) for problem in one.problems]} for one in unread]
    alike = [{"names": list(one.names), "why": one.why} for one in census.alike]
    frame = {"argmap": __version__, "schema": 1, "maps": maps, "unreadable": unreadable, "sources": [], "alike": alike}
    # No text of a map stands behind the end of a line in JSON.
    head, empty, tail = dumped(frame).partition('\n "sources": []')
    yield head + empty.removesuffix("]")
    between = "\n"
    for entry in census.entries:
        yield between + indent(dumped(_entry(entry, uses(entry.number))).rstrip(), "  ")
        between = ",\n"
    yield ("\n ]" if census.entries else "]") + tail


def _entry(entry: Entry, uses: Iterable[Use]) -> dict[str, Any]:
    return {
        "name": entry.name,
        "sort": entry.sort,
        "maps": entry.maps,
        "cited": entry.cited,
        "claims_alone": entry.claims,
        "theses_alone": entry.theses,
        "theses_falling": entry.falling,
        "reliability": list(entry.rated),
        "retracted_in": list(entry.retracted),
        "uses": [
            {
                "path": use.path,
                "line": use.line,
                "key": use.key,
                "cited": use.cited,
                "claims_alone": list(use.claims),
                "theses_alone": list(use.theses),
                "theses_falling": list(use.falling),
            }
            for use in uses
        ],
    }


def as_csv(census: Census) -> str:
    """A row a source, under a head; lists are joined by a semicolon. Source: RFC 4180, with line feeds alone."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    like = _likenesses(census.alike)
    for entry in census.entries:
        numbers = (entry.maps, entry.cited, entry.claims, entry.theses, entry.falling)
        lists = (tuple(entry.rated), entry.retracted, like.get(entry.name, ()) if entry.sort == "source" else ())
        writer.writerow((_cell(_whole_name(entry)), entry.sort, *numbers, *(_cell("; ".join(one)) for one in lists)))
    return out.getvalue()


def _whole_name(entry: Entry) -> str:
    return entry.name if entry.sort == "source" else f"{entry.name} ({entry.path})"


def _likenesses(alike: Sequence[Alike]) -> dict[str, tuple[str, ...]]:
    like: dict[str, dict[str, None]] = {}
    for one in alike:
        for name in one.names:
            like.setdefault(name, {}).update((f"{other} ({one.why})", None) for other in one.names if other != name)
    return {name: tuple(others) for name, others in like.items()}


def _cell(text: str) -> str:
    """A text that a spreadsheet takes for a text: what begins like a formula is run by some of them."""
    shown = safe(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown
