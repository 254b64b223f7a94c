"""Laws of the formats that are graphs of the Argument Interchange Format, and files that nobody wrote on purpose."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats import aif, sadface, xaif
from argmap.formats.reading.markup import folded, with_markup, without_markup
from argmap.formats.shared.common import File, Taken
from argmap.formats.table import guessed
from argmap.graph import Graph, Step
from tests.effort import tries
from tests.formats.nodesets import OPTIONS, again, made, node_set, record, said, taken
from tests.formats.test_aif import BRIDGE, TALK
from tests.formats.test_sadface import RICH as DOCUMENT
from tests.support.maps import Data, graph_of, maps

FORMATS = (aif, xaif, sadface)
ENDS = (
    "",
    " &amp; so",
    " <b>on</b>",
    " it\\'s",
    " : well",
    ": well",
    "\nand on",
    " “so”",
    " 1<2>1",
    " &#8211",
    "\xa0!",
)

# -- from a map and back


def items(data: Any) -> Iterator[Data]:
    """All items of a map, as plain data."""
    if isinstance(data, dict):
        yield data
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from items(part)


@st.composite
def told_apart(draw: st.DrawFn) -> Data:
    """A map of which every statement has a text of its own, with whatever stands in texts."""
    data: Data = draw(maps())
    number = count()
    for item in items(data):
        for key in ("claim", "evidence", "assume"):
            if key in item:
                item[key] = f"{item[key]} {next(number)}{draw(st.sampled_from(ENDS))}"
        if item.get("source"):
            item["source"][0] += draw(st.sampled_from(("", ", p. 3")))
    return data


@pytest.mark.parametrize("format_", FORMATS)
def test_line_breaks_are_not_lost_in_silence(format_: ModuleType) -> None:
    map_ = {
        "argmap": "1",
        "sources": {"survey": {"name": "The\nsurvey"}},
        "thesis": {
            "claim": "The bridge should close.\n\nTo lorries.",
            "because": [{"evidence": "Cracks  doubled.", "source": "survey"}],
        },
    }
    assert [line for line in said(made(format_, map_)) if "line breaks" in line] == [
        "line breaks of the name of the source survey “The survey” (a text is one line)",
        "line breaks of 1 “The bridge should close. To lorries.” (a text is one line)",
    ]


def shape(graph: Graph) -> tuple[Counter[Any], Counter[Any]]:
    """What of a graph all these formats hold: texts with their sources, and steps between texts."""
    texts = [folded(node.text) for node in graph.nodes]

    def of(step: Step) -> Any:
        premises = frozenset(texts[premise] for premise in step.premises)
        end = texts[step.to] if step.undercuts is None else of(graph.steps[step.undercuts])
        return step.kind, premises, end, step.item.scheme

    nodes = Counter(
        (text, frozenset(graph.sources.name(cite.key) for cite in node.cites))
        for text, node in zip(texts, graph.nodes, strict=True)
    )
    return nodes, Counter(map(of, graph.steps))


def graph_taken(found: Taken) -> Graph:
    assert found.map is not None
    graph, problems = arrange(found.map, found.places)
    assert graph is not None, problems
    return graph


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: str(format_.NAME))
@tries(40)
@given(told_apart())
def test_a_map_comes_back_but_for_what_the_format_does_not_carry(format_: ModuleType, data: Data) -> None:
    found = again(format_, data)
    if not said(found):
        assert shape(graph_taken(found)) == shape(graph_of(data))
    # A ring of objections that leads nowhere has a first member, which is taken for a thesis and cannot speak on.
    assert all(
        "is a thesis and speaks against" in line or "an undercut speaks against a step" in line for line in said(found)
    )


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: str(format_.NAME))
@tries(15)
@given(told_apart())
def test_what_came_back_comes_back_whole(format_: ModuleType, data: Data) -> None:
    once = again(format_, data)
    twice = again(format_, once)
    assert once.data is not None
    assert twice.data == once.data


@tries(100)
@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"])) | st.text("&<>\\'\"#;ab8 /", max_size=12))
def test_any_text_comes_through_markup(text: str) -> None:
    assert without_markup(with_markup(text)) == folded(text)


# -- from a file and back

FORCES = ("Asserting", "Agreeing", "Pure Questioning", "Default Illocuting", "Challenging", "Musing")
SCHEMES = ("", "Default", "ExpertOpinion", "Two Wrongs", "Modus Ponens")


@st.composite
def node_sets(draw: st.DrawFn) -> Data:
    """A node set in order: steps lead to earlier statements, conflicts to earlier steps too, people say things."""
    statements = draw(st.integers(1, 7))
    nodes = [f"{number} I Statement {number}{draw(st.sampled_from(('.', ' : so.', ' &amp; so.')))}"
             for number in range(1, statements + 1)]  # fmt: skip
    ways: list[str] = []
    ends: dict[int, int] = {}  # step -> the statement that it ends in, whatever steps are between
    numbers = count(100)
    for _ in range(draw(st.integers(0, 6)) if statements > 1 else 0):
        id_, type_ = next(numbers), draw(st.sampled_from(("RA", "RA", "CA", "MA")))
        end = draw(st.integers(1, statements - 1))
        step = draw(st.sampled_from([*ends])) if type_ == "CA" and ends and draw(st.booleans()) else None
        end = end if step is None else ends[step]
        premises = draw(st.lists(st.integers(end + 1, statements), min_size=1, max_size=3, unique=True))
        nodes.append(f"{id_} {type_} {draw(st.sampled_from(SCHEMES))}")
        ways += [f"{premise} > {id_}" for premise in premises] + [f"{id_} > {step or end}"]
        ends[id_] = end
    records = []
    for number in range(1, statements + 1):
        for speaker in draw(st.lists(st.sampled_from(("Ada", "Bob Lee", "Cy Orr", "")), max_size=3)):
            locution, illocution = next(numbers), next(numbers)
            words = draw(st.sampled_from((f"Statement {number}.", "Quite so.", "It is 10:30 now.")))
            nodes += [
                f"{locution} L {speaker + ' : ' if speaker else ''}{words}",
                f"{illocution} YA {draw(st.sampled_from(FORCES))}",
            ]
            ways.append(f"{locution} > {illocution} > {number}")
            if not speaker and draw(st.booleans()):
                records.append(record(str(locution), "77"))
    return node_set(nodes, ways, locutions=records)


def relations(whole: Data) -> tuple[Any, ...]:
    """What a node set says, whatever numbers its relations and locutions have."""
    nodes = {one["nodeID"]: one for one in whole["nodes"]}
    into: dict[str, list[str]] = {}
    out_of: dict[str, list[str]] = {}
    for edge in whole["edges"]:
        into.setdefault(edge["toID"], []).append(edge["fromID"])
        out_of.setdefault(edge["fromID"], []).append(edge["toID"])

    def called(id_: str) -> str:
        words = nodes[id_].get("text", "")
        scheme = nodes[id_].get("scheme") or ""
        name = words if scheme.startswith("Default") or not scheme else scheme
        plain = "".join(filter(str.isalnum, name)).lower()
        return "" if plain.startswith("default") else plain

    def of(id_: str) -> Any:
        if nodes[id_]["type"] == "I":
            return id_
        premises = frozenset(one for one in into[id_] if nodes[one]["type"] == "I")
        return nodes[id_]["type"], called(id_), premises, frozenset(of(end) for end in out_of[id_])

    people = {one["nodeID"]: one["personID"] for one in whole["locutions"]}
    texts = {id_: without_markup(one["text"]) for id_, one in nodes.items() if one["type"] == "I"}
    steps = Counter(of(id_) for id_, one in nodes.items() if one["type"] in ("RA", "CA", "MA"))
    said_ = Counter(
        (without_markup(nodes[into[id_][0]]["text"]), called(id_), out_of[id_][0])
        for id_, one in nodes.items() if one["type"] == "YA"
    )  # fmt: skip
    unnamed = Counter(
        nodes[id_]["text"] for id_, person in people.items() if person == "77" and nodes[id_]["type"] == "L"
    )
    return texts, steps, said_, unnamed


@tries(60)
@given(node_sets())
def test_a_node_set_comes_back(whole: Data) -> None:
    found = taken(aif, whole)
    assert said(found) == []
    written = made(aif, found)
    assert [line for line in said(written) if "a thesis is left out" not in line] == []
    assert relations(json.loads(written.text)) == relations(whole)


# -- files that nobody wrote on purpose

JUNK: tuple[Any, ...] = (
    *(None, True, 3, -1.5, "", "1", "7", "I", "L", "CA", "x" * 50, "\x00", "a1"),
    *([], {}, [[]], [None], {"id": 1}),
)


def samples() -> list[Data]:
    document = json.loads(made(sadface, DOCUMENT).text)
    return [BRIDGE, TALK, json.loads(made(xaif, DOCUMENT).text), document]


SAMPLES = [json.dumps(one) for one in samples()]


def spots(value: Any) -> list[tuple[Any, Any]]:
    """All places in a value, each as a container and a key or position."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        here = waiting.pop()
        keys = list(here) if isinstance(here, dict) else range(len(here)) if isinstance(here, list) else ()
        for key in keys:
            found.append((here, key))
            waiting.append(here[key])
    return found


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """A sample with parts taken out, put twice, put elsewhere or made junk, and perhaps cut or with wrong bytes."""
    value = json.loads(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(0, 6))):
        found = spots(value)
        if not found:
            break
        here, key = found[draw(st.integers(0, len(found) - 1))]
        match draw(st.integers(0, 3)):
            case 0:
                del here[key]
            case 1:
                here[key] = json.loads(json.dumps(draw(st.sampled_from(JUNK))))  # a copy, for it may be spoilt too
            case 2:
                there, other = found[draw(st.integers(0, len(found) - 1))]
                here[key] = json.loads(json.dumps(there[other]))
            case 3 if isinstance(here, list):
                here.insert(draw(st.integers(0, len(here))), json.loads(json.dumps(here[key])))
    raw = json.dumps(value).encode()
    if draw(st.integers(0, 5)) == 5:
        at = draw(st.integers(0, len(raw)))
        raw = raw[:at] + draw(st.binary(max_size=4)) + raw[at + draw(st.integers(0, 3)) :]
    return raw


@pytest.mark.parametrize("format_", FORMATS, ids=lambda format_: str(format_.NAME))
@tries(60)
@given(spoilt())
def test_a_spoilt_file_is_read_or_refused_with_a_reason(format_: ModuleType, raw: bytes) -> None:
    found = format_.read([File("spoilt.json", raw)], OPTIONS)
    assert (found.map is None) == bool(found.problems)
    for line in (*found.problems, *found.left_out):
        assert line.problem.line >= 1
        assert line.problem.column >= 1
        assert str(line).encode()
    if found.map is not None:
        graph_taken(found)
        for other in FORMATS:
            assert again(other, found).map is not None


# -- files of other people

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
FILES = sorted(path for part in ("aif", "xaif", "sadface") for path in (CORPORA / part).rglob("*.json"))


@pytest.mark.skipif(not FILES, reason="the samples of other people are not at hand")
def test_files_of_other_people_are_read_and_come_back() -> None:
    refusals: list[str] = []
    for path in FILES:
        raw = path.read_bytes()
        format_: Any = guessed(path.as_posix(), raw)
        assert format_ in FORMATS, path
        found = taken(format_, raw)
        refusals.extend(str(one.problem) for one in found.problems)
        if found.map is not None:
            assert again(format_, found).data == found.data, path
    assert refusals == ["1:1: there is no statement in it (a map needs a claim)"] * 2
