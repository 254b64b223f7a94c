"""CSV of sources: one row each, with its key, name and all that is said of it; and how many statements cite it."""

from collections import Counter
from collections.abc import Iterator, Mapping

from argmap.formats.reading.csv import read_table, table
from argmap.formats.shared.carrying import sources_left_out
from argmap.formats.shared.common import Arranged, File, Made, Options, Placed, in_order
from argmap.formats.shared.draft import Draft
from argmap.formats.shared.features import Feature
from argmap.formats.shared.flat import SOURCE_KEYS, is_id, read_source, source_record
from argmap.formats.shared.naming import KEY_LIMIT
from argmap.model import RESERVED, UNKNOWN
from argmap.problem import Problem, counted, one_line

NAME = "csv-sources"
SUFFIXES = (".sources.csv",)
FEATURES: frozenset[Feature] = frozenset(
    (
        "sources", "uncited", "lineage", "groups", "ratings", "kinds", "anonymity", "interests", "retractions", "urls",
        "dates", "notes",
    )
)  # fmt: skip
CARRIES = "the sources, with all but their keys in bibliographies and the rules kept silent there; no statements"
COLUMNS = ("key", "name", "cited", *SOURCE_KEYS)


def write(arranged: Arranged, options: Options) -> Made:
    """The table of a map's sources."""
    lost = [*sources_left_out(arranged, FEATURES), _statements(arranged)]
    return Made(table(COLUMNS, _rows(arranged)), in_order(lost, [arranged.path]))


def _statements(arranged: Arranged) -> Placed:
    """What a table of sources is not meant to hold, in one line."""
    count = counted(len(arranged.graph.nodes), "statement")
    what = f"all but its sources is left out: {count}, their steps, and what is said of the map"
    place = arranged.places.key(("thesis",))
    return Placed(arranged.path, Problem(*place, what, "`--to csv-claims` writes a table of the statements"))


def _rows(arranged: Arranged) -> Iterator[Mapping[str, str]]:
    graph = arranged.graph
    cited = Counter(cite.key for node in graph.nodes for cite in node.cites)
    for key, source in graph.sources.by_key.items():
        yield {"key": key, "name": source.name, "cited": str(cited[key]), **source_record(source)}


def read_sources(draft: Draft, file: File) -> list[Placed]:
    """Put the sources of a table into a draft; what of it has no room is given back. Raises `Unreadable`."""
    rows, left = read_table(file.path, file.raw, COLUMNS)
    for row in rows:
        key = row.cells.get("key", "")
        if not is_id(key) or key in RESERVED or key in draft.sources:
            why = (
                "it stands there twice"
                if key in draft.sources
                else f"a key is of small letters, digits and hyphens, {KEY_LIMIT} at most"
            )
            left.append(Placed(file.path, Problem(row.line, 1, f"the source `{one_line(key)}`", why)))
            continue
        fields, faults = read_source(row.cells.get("name", key), row.cells)
        left += [Placed(file.path, Problem(row.line, 1, fault, "mend it")) for fault in faults]
        draft.sources[key] = fields
    return [*left, *_strangers(draft, file)]


def _strangers(draft: Draft, file: File) -> Iterator[Placed]:
    """What repeats a source that is not there no longer does."""
    for key, source in draft.sources.items():
        above = source.get("from", [])
        source["from"] = [one for one in above if one in draft.sources or one == UNKNOWN]
        for one in above:
            if one not in source["from"]:
                what = f"that {key} repeats `{one_line(one)}`"
                yield Placed(file.path, Problem(1, 1, what, "no source has this key"))
