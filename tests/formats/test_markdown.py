"""Outlines in Markdown, read: those that argmap writes come back, and those of people become maps or say why not."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats.markdown.writing import FEATURES
from argmap.formats.shared.common import File, Options, Taken
from argmap.formats.shared.write import map_text
from argmap.formats.table import READERS, find, guessed
from argmap.graph import Graph
from tests.effort import tries
from tests.formats.rich import essence, rich_maps, through
from tests.support.maps import Data, graph_of

_KEPT = {
    "claim", "evidence", "assume", "together", "see", "id", "because", "but", "unless", "source", "granted", "needs",
}  # fmt: skip


def carried(data: Any, within: str = "") -> Any:
    """A map without what Markdown cannot hold."""
    if isinstance(data, list):
        return [carried(one, within) for one in data]
    if not isinstance(data, dict):
        return " ".join(data.split()) if isinstance(data, str) else data
    kept = {key: carried(value, key) for key, value in data.items() if key in _KEPT}
    explains = within == "because" and data.get("scheme") == "explanation"
    return kept | ({"scheme": "explanation"} if explains else {})


def said(graph: Graph) -> Data:
    """What a map says, with sources known by their names and statements without ids."""
    found = essence(graph, FEATURES)
    names = {key: " ".join(source.name.split()) for key, source in graph.map.sources.items()}
    for text, (_, kind, _, cites, *_) in found["statements"].items():
        told = {(names[key], " ".join((locator or "").split()), unsure) for key, locator, unsure in cites}
        found["statements"][text] = (kind, told)
    return found | {"sources": sorted(names[key] for key in found["sources"])}


@tries(100)
@given(rich_maps())
def test_what_is_written_is_read_back(data: Data) -> None:
    plain: Data = {
        "argmap": 1,
        "sources": {key: {"name": carried(one["name"])} for key, one in data["sources"].items()},
    }
    plain |= {key: carried(data[key]) for key in ("title", "note", "thesis", "claims") if key in data}
    before = graph_of(plain)
    made, _, after = through(plain, "markdown")
    told = [str(one) for one in made.left_out]
    assert [one for one in told if "`id` of" not in one and "nothing that is written cites it" not in one] == []
    assert said(after) == said(before)


def read(text: str, path: str = "map.md") -> Taken:
    return find("markdown", READERS).read([File(path, text.encode())], Options())


def as_map(text: str) -> str:
    found = read(text)
    assert found.problems == (), [str(problem) for problem in found.problems]
    assert found.map is not None
    assert found.data is not None
    assert arrange(found.map, found.places)[1] == ()
    return map_text(found.data)


def problems(text: str) -> list[str]:
    return [str(one) for one in read(text).problems]


BY_HAND = """\
# Should the square be closed?

We talked about it for a year.

* The square should be closed to cars.
    * **Because:** Traffic *fouls* the air
      beyond the limit. [council, p. 12]
    * because both together:
        * Shops would gain.
        * assume: Gains stay in the town.
        * unless: they are a chain's
    * Pro: It is [closed in Ghent](https://example.org/ghent).
    * But lorries need it.
        * **reply** They come before nine. [council?; Hauliers]
    * evidence: It was tried.

[council]: Council air report 2023
"""


WRITTEN = """\
# Should it close?

- **Thesis** 1: The bridge should close.
  - **because any 1 of these 2**:
    - **and** 1.1.1: It is cracking.
      - **because** 1.1.1.1 (evidence): Cracks doubled. *County survey*?, p. 12; *The Gazette*
    - **and** 1.1.2 (assumed): No repair is possible.
    - **unless** 1.1.3: Cars alone would do it.
  - **but (granted: There is a ferry.)** 1.2: Lorries need it.
    - **explained by**: see 1.1.1, “It is cracking.”
- **Apart** 2: The next bridge is full.
"""


def test_a_list_that_people_write_becomes_a_map() -> None:
    assert (
        as_map(BY_HAND)
        == """\
argmap: 1
title: Should the square be closed?
note: We talked about it for a year.
sources:
  council-air-report-2023:
    name: Council air report 2023
  closed-in-ghent:
    name: closed in Ghent
    url: "https://example.org/ghent"
  hauliers:
    name: "Hauliers"
thesis:
- claim: The square should be closed to cars.
  because:
  - evidence: Traffic fouls the air beyond the limit.
    source:
    - council-air-report-2023, p. 12
  - together:
    - claim: Shops would gain.
    - assume: Gains stay in the town.
    unless:
    - claim: they are a chain's
  - evidence: It is closed in Ghent.
    source:
    - closed-in-ghent
  - evidence: It was tried.
  but:
  - claim: lorries need it.
    but:
    - evidence: They come before nine.
      source:
      - "council-air-report-2023?"
      - hauliers
"""
    )


def test_bullets_are_signs_where_a_list_has_both() -> None:
    assert as_map("The square should be closed.\n\n+ Air.\n  - Only there.\n& Law.\n- Shops.\n  ~ Few.\n") == (
        "argmap: 1\nthesis:\n- claim: The square should be closed.\n  because:\n  - together:\n"
        '    - claim: "Air."\n      but:\n      - claim: Only there.\n    - claim: "Law."\n'
        '  but:\n  - claim: "Shops."\n    unless:\n    - claim: "Few."\n'
    )


def test_headings_may_say_how_a_list_leads_to_the_thesis() -> None:
    assert as_map("# Close the square\n\n## Pros\n\n1. Air\n   - but: Wind\n\n## Cons\n\n- Shops\n") == (
        'argmap: 1\nthesis:\n- claim: Close the square\n  because:\n  - claim: "Air"\n    but:\n'
        '    - claim: "Wind"\n  but:\n  - claim: "Shops"\n'
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- A\n  - B\n", "2:3: “B” does not say how it leads to what stands above it"),
        ("- A\n  - therefore: B\n", "2:3: this leads away from the line above it"),
        ("- A\n  - unless: B\n", "2:3: no step leads up from a thesis"),
        ("- A\n  - and: B\n", "2:3: `and` has nothing to join (it joins the item before it at its own level)"),
        ("- because: B\n", "1:1: no thesis stands above this (begin with the thesis, without a sign)"),
        ("- A\n\n```\ncode\n```\n", "3:1: “```” is no item of a list (take out what is no part of the argument)"),
        ("- A\n\n## More\n", "3:1: the heading “More” does not say how what follows leads to the thesis"),
        ("- A\n  - because:\n", "2:3: this says nothing (write a sentence)"),
        ("- A\n  - because: B [x,]\n", "2:3: no source, or no place in it, stands in `[x,]` (write it)"),
        (
            "- **Thesis** 1: A\n  - **because**: see 2, “B”\n",
            "2:3: no items have the number 2",
        ),
        ("- **Thesis** 1: A\n  - **because** 1.1 (evidence): B *x\n", "2:3: “*x” is no source in italics"),
        ("- **1 Thesis** none: A\n", "1:1: this outline has the words of an audit in it, as `argmap render` writes it"),
        ("Only words.\n", "1:1: there is no statement in it (a map needs a claim)"),
    ],
)
def test_what_cannot_be_understood_is_a_problem(text: str, told: str) -> None:
    (problem,) = problems(text)
    assert problem.startswith(f"map.md:{told}")


def test_what_is_written_says_what_is_lost_on_one_line() -> None:
    data: Data = {"argmap": 1, "title": "A.", "note": "two\nlines", "thesis": [{"claim": "A.", "because": []}]}
    data["sources"] = {"a": {"name": "The Times"}, "b": {"name": "The  Times"}}
    data["thesis"][0]["because"] = [{"evidence": "tab\there", "source": ["a", "b?, p. 1"]}]
    made, found, graph = through(data, "markdown")
    assert "- **because** 1.1 (evidence): tab here *The Times*; *The Times (b)*?, p. 1\n" in made.text
    assert [one.problem.message for one in made.left_out] == [
        "line breaks, or signs that are not shown, of the map's note",
        "that the map has a title",
        "the name of the source b “The Times”",
        "line breaks, or signs that are not shown, of 1.1 “tab here”",
    ]
    assert [cite.key for cite in graph.nodes[1].cites] == ["the-times", "the-times-b"]
    assert found.left_out == ()


def test_an_outline_is_recognised() -> None:
    assert guessed("a.txt", b"# A\n\n- **Thesis** 1: A.\n") is find("markdown", READERS)
    assert guessed("a.md", b"- A\n") is find("markdown", READERS)
    assert guessed("a.txt", b"- A\n") is None


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """An outline with a few pieces taken out, or put elsewhere too."""
    text = draw(st.sampled_from((BY_HAND, WRITTEN)))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 60)))
        put = draw(st.integers(0, len(text)))
        text = draw(st.sampled_from([text[:begin] + text[end:], text[:put] + text[begin:end] + text[put:]]))
    return text


@tries(100)
@given(damaged())
def test_a_damaged_outline_is_a_map_or_has_problems(text: str) -> None:
    found = read(text)
    assert (found.map is None) == bool(found.problems)
    if found.map is not None:
        assert arrange(found.map, found.places)[1] == ()
