"""Small node sets for tests: nodes and edges in one line each."""

import json
import re
from collections.abc import Iterable
from itertools import pairwise
from types import ModuleType
from typing import Any

from argmap.arrange import arrange
from argmap.formats import aif, sadface, xaif
from argmap.formats.shared.common import Arranged, File, Made, Options, Taken
from argmap.formats.shared.write import map_text
from argmap.load import load
from tests.support.maps import Data

OPTIONS = Options()

_QUOTED = re.compile(r'(?<=[:-] )"([^"\\]*)"$', re.MULTILINE)


def node_set(nodes: Iterable[str], ways: Iterable[str] = (), **more: Any) -> Data:
    """A node set as AIFdb has it: each node as `ID TYPE text`, edges as `3 > 2 > 1`."""
    rows = [row.split(" ", 2) for row in nodes]
    found = [{"nodeID": id_, "type": type_, "text": text, "timestamp": ""} for id_, type_, text in rows]
    edges = [
        {"edgeID": str(number), "fromID": start, "toID": end, "formEdgeID": None}
        for number, (start, end) in enumerate(pairs(ways))
    ]
    return {"nodes": found, "edges": edges, "locutions": [], **more}


def pairs(ways: Iterable[str]) -> list[tuple[str, str]]:
    """The edges along ways such as `3 > 2 > 1`."""
    stops = [way.split(" > ") for way in ways]
    return [(start, end) for way in stops for start, end in pairwise(way)]


def record(node: str, person: str, **more: Any) -> Data:
    return {"nodeID": node, "personID": person, "timestamp": "", "start": None, "end": None, "source": None, **more}


def taken(format_: ModuleType, *values: Any) -> Taken:
    """What a format takes of files that hold these values, text or bytes."""
    raws = [value if isinstance(value, bytes) else json.dumps(value, indent=0).encode() for value in values]
    found: Taken = format_.read([File(f"{place}.json", raw) for place, raw in enumerate(raws)], OPTIONS)
    if found.map is not None:
        assert found.data is not None
        assert load(map_text(found.data)).map == found.map
        graph, problems = arrange(found.map, found.places)
        assert graph is not None, problems
    return found


def known_as(value: Any) -> list[str]:
    """The formats that take a file for one of their own."""
    raw = value if isinstance(value, bytes) else json.dumps(value).encode()
    return [format_.NAME for format_ in (aif, xaif, sadface) if format_.recognises(raw)]


def outline(found: Taken) -> str:
    """The map that was taken, without its first line and the quotes around its texts."""
    assert found.data is not None, [str(one) for one in found.problems]
    return _QUOTED.sub(r"\1", map_text(found.data).removeprefix("argmap: 1\n"))


def said(found: Taken | Made) -> list[str]:
    """What was left out, without places."""
    return [f"{one.problem.message} ({one.problem.help})" for one in found.left_out]


def refused(found: Taken) -> str:
    (problem,) = found.problems
    assert found.map is None
    return str(problem)


def made(format_: ModuleType, found: Taken | Data) -> Made:
    """What a format makes of a map."""
    if isinstance(found, dict):
        loaded = load(map_text(found))
        assert loaded.map is not None, loaded.problems
        found = Taken(loaded.map, loaded.places, found)
    assert found.map is not None
    graph, problems = arrange(found.map, found.places)
    assert graph is not None, problems
    written: Made = format_.write(Arranged("map.argmap.yaml", graph, found.places, found.data), OPTIONS)
    return written


def again(format_: ModuleType, found: Taken | Data) -> Taken:
    """What comes back of a map that is written and read."""
    return taken(format_, made(format_, found).text.encode())
