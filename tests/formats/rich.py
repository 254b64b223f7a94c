"""Random maps with something in every corner, and what of a map must come back from a format and in again."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats.shared.carrying import kept
from argmap.formats.shared.common import Arranged, File, Made, Options, Taken
from argmap.formats.shared.features import Feature
from argmap.formats.table import READERS, WRITERS, find
from argmap.graph import Graph, Step
from argmap.model import Together
from argmap.place import Places, marked
from tests.support.maps import Data, graph_of, maps

# What some format or other might take for something of its own.
HARD = (
    "=1+1", "@here", "-5 degrees", "+49", "'quoted", "''=x", 'he said "no"', "a, b; c", "a | b", "<b>&amp;</b>",
    "back\\slash\\", "two\nlines", "# not a heading", "- not an item", "1. not a number", "[x](http://y)", "ä ß 漢 😀",
    "$x$ `code` *bold*", "end", "a -> b", "]]>", "{x: y}", "tab\tin it", "%20 %s", "\u2028line", "#35;", "x\u00a0y",
)  # fmt: skip


@st.composite
def rich_maps(draw: st.DrawFn, size: int = 14) -> Data:
    """A map whose statements all read differently, with optional keys of all sorts strewn over it."""
    data = draw(maps(size=size))
    seed = draw(st.integers(0, 1000))
    for count, item in enumerate(_items([*data["thesis"], *data["claims"]]), seed):
        _enrich(item, count)
    for count, source in enumerate(data["sources"].values(), seed):
        _enrich_source(source, count)
    if seed % 2:
        data |= {"title": HARD[seed % len(HARD)], "note": HARD[(seed + 1) % len(HARD)]}
    return data


def _items(items: list[Any]) -> Iterator[Data]:
    for item in items:
        yield item
        for key in ("together", "because", "but", "unless"):
            yield from _items(item.get(key, []))


def _enrich(item: Data, count: int) -> None:
    text = f"{HARD[count % len(HARD)]} {count}"
    kind = next(key for key in ("claim", "evidence", "assume", "together", "see") if key in item)
    if kind in ("claim", "evidence", "assume"):
        item[kind] = text
        more: Data = {"likelihood": "likely", "tags": ["one", "two"], "note": f"Note {text}"}
        item |= {key: value for place, (key, value) in enumerate(more.items()) if (count + place) % 5 == 0}
    if kind == "evidence":
        item["source"] = [f"{key}, p. {count}; q" if count % 3 else key for key in item["source"]]
        if count % 4 == 0:
            item["against-interest"] = text
    if kind == "assume" and count % 2:
        item["why"] = text
    if kind == "together" and count % 2:
        item["note"] = text
    if "strength" in item:  # it is a step
        item |= {"warrant": text} if count % 2 else {"scheme": "expert-opinion"}


def _enrich_source(source: Data, count: int) -> None:
    source["name"] = f"{HARD[count % len(HARD)]} {count}"
    more: Data = {
        "role": "It counts.", "kind": "dataset", "reason": "So.", "url": "https://example.org/?a=b&c", "date": "2022",
        "accessed": "2023-05-04", "plural": True, "note": "=note",
    }  # fmt: skip
    source |= {key: value for place, (key, value) in enumerate(more.items()) if (count + place) % 3 == 0}


def through(data: Data, format_: str, *more: str) -> tuple[Made, Taken, Graph]:
    """A map written in a format and read back: what was made, what was taken, and its graph."""
    writer, reader = find(format_, WRITERS), find(format_, READERS)
    arranged = Arranged("m.argmap.yaml", graph_of(data), Places(marked(0, 0)), None)
    made = writer.write(arranged, Options())
    beside = [File(name, find(name, WRITERS).write(arranged, Options()).text.encode()) for name in more]
    found = reader.read([File("m", made.text.encode()), *beside], Options())
    assert found.problems == ()
    assert found.map is not None
    graph, problems = arrange(found.map, found.places)
    assert graph is not None, [str(one) for one in problems]
    return made, found, graph


def essence(graph: Graph, carries: frozenset[Feature]) -> Data:
    """What a map says, with statements known by their texts, as far as a format with these features carries it."""
    part = kept(graph, carries)
    text = {node.at: " ".join(node.text.split()) for node in graph.nodes}
    statements = {}
    for node in (graph.nodes[at] for at in part.nodes):
        item = node.item.model_dump(
            exclude={"because", "but", "unless", "source", "claim", "evidence", "assume", "by", "id", "note"}
            | {"scheme", "strength", "warrant", "granted"},
            exclude_defaults=True,
        )
        id_ = node.id if node.id != node.number else ""
        cites = frozenset((cite.key, cite.locator, cite.uncertain) for cite in node.cites)
        statements[text[node.at]] = (id_, node.kind, node.by, cites, _dumped(item), node.item.note)
    steps = [_step(graph, graph.steps[at], text) for at in part.steps]
    sources = {
        key: (frozenset(source.from_), _dumped(source.model_dump(exclude={"from_"}, exclude_defaults=True)))
        for key, source in graph.sources.by_key.items()
        if key in part.sources
    }
    theses = [text[at] for at in graph.theses]
    about = graph.map.about.model_dump(exclude_defaults=True) if graph.map.about else None
    return {
        "statements": statements, "steps": sorted(map(repr, steps)), "sources": sources, "theses": theses,
        "title": graph.map.title, "note": graph.map.note, "about": about,
    }  # fmt: skip


def _dumped(data: Data) -> list[tuple[str, str]]:
    return sorted((key, repr(value)) for key, value in data.items())


def _step(graph: Graph, step: Step, text: dict[int, str]) -> Any:
    """A step by the texts at its ends; one that an undercut speaks against stands in it."""
    against = _step(graph, graph.steps[step.undercuts], text) if step.undercuts is not None else text[step.to]
    item = step.item
    own = (item.scheme, item.strength, item.warrant, item.granted, item.note if isinstance(item, Together) else None)
    premises = sorted(text[premise] for premise in dict.fromkeys(step.premises))
    # What names a premise twice needs it once.
    needs = min(step.needs, len(premises))
    return (step.kind, against, premises, needs, own)
