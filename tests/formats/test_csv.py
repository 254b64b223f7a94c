"""CSV of claims and of sources: what is written is read back, and a spreadsheet runs nothing of it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.formats import csv_claims, csv_sources
from argmap.formats.reading.csv import meant, shown
from argmap.formats.shared.common import File, Options, Taken
from tests.effort import tries
from tests.formats.rich import essence, rich_maps, through
from tests.support.maps import Data, graph_of


@given(rich_maps())
@tries(60)
def test_a_map_comes_back_but_for_what_the_table_cannot_carry(data: Data) -> None:
    graph = graph_of(data)
    assume(all(len(set(step.premises)) == len(step.premises) for step in graph.steps))
    _, taken, back = through(data, "csv-claims")
    assert taken.left_out == ()
    before, after = essence(graph, csv_claims.FEATURES), essence(back, csv_claims.FEATURES)
    assert after["sources"].keys() == before["sources"].keys()
    for part in ("statements", "steps", "theses"):
        assert after[part] == before[part]


@given(rich_maps())
@tries(60)
def test_with_the_table_of_sources_the_sources_come_back_too(data: Data) -> None:
    graph = graph_of(data)
    assume(all(len(set(step.premises)) == len(step.premises) for step in graph.steps))
    _, taken, back = through(data, "csv-claims", "csv-sources")
    assert taken.left_out == ()
    features = csv_claims.FEATURES | csv_sources.FEATURES
    for part in ("statements", "steps", "theses", "sources"):
        assert essence(back, features)[part] == essence(graph, features)[part]


@given(st.text(alphabet="'=+-@\t\r\nab", max_size=6))
def test_a_cell_is_no_formula_and_means_what_was_written(text: str) -> None:
    assert shown(text)[:1] not in tuple("=+-@\t\r\n")
    assert meant(shown(text)) == text


def read(text: str, sources: str = "") -> Taken:
    more = [File("s", sources.encode())] if sources else []
    return csv_claims.read([File("m", text.encode()), *more], Options())


def test_a_table_that_somebody_typed() -> None:
    """Few columns, a spreadsheet's semicolons, a source by its name, and a reason without a relation."""
    found = read(
        "\ufeffid;to;text;source\r\n"
        "main;;The bridge should close.;\r\n"
        "2;main;It is cracking.;\r\n"
        '3;2;"It was measured;\ntwice.";County survey, p. 3\r\n'
    )
    assert found.data == {
        "argmap": 1,
        "sources": {"county-survey": {"name": "County survey"}},
        "thesis": [
            {
                "id": "main",
                "claim": "The bridge should close.",
                "because": [
                    {
                        "claim": "It is cracking.",
                        "because": [{"evidence": "It was measured;\ntwice.", "source": ["county-survey, p. 3"]}],
                    }
                ],
            }
        ],
    }
    assert found.left_out == ()
    assert found.places.at(("thesis", 0, "because", 0)) == (3, 1)
    assert found.places.at(("thesis", 0, "because", 0, "because", 0)) == (4, 1)


def test_a_head_tells_a_table_of_claims() -> None:
    assert csv_claims.recognises(b"id,to,text\n")
    assert csv_claims.recognises(b'\xef\xbb\xbf"Id";"relation";"TO";"Text"\r\n')
    assert not csv_claims.recognises(b"id,text\n")
    assert not csv_claims.recognises(b"key,name,cited\nid,to,text\n")


HEAD = "id,relation,to,step,text,likelihood\na,thesis,,,A.,\nb,because,a,s,B.,\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("c,because,nowhere,,C.,\n", "m:4:1: `nowhere` is no id of this table (name one in `to`)"),
        ("c,because,,,,\n", "m:4:1: no row with a text has the id `c` (give this one a text)"),
        ("b,because,a,,Other.,\n", "m:4:1: the id `b` stands at line 3 already (give it another)"),
        ("c,unless,t,,C.,\n", "m:4:1: `t` is no step of this table (name one in `to`)"),
        ("c,because,b,s,C.,\n", "m:4:1: the step `s` leads elsewhere at line 3 (give it another name)"),
        ('c,because,a,,"C.,\n', "m:4:1: this row is no CSV: unexpected end of data (mend its quotation marks)"),
    ],
)
def test_a_table_that_cannot_be_read(rows: str, said: str) -> None:
    (problem,) = read(HEAD + rows).problems
    assert str(problem) == said


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("c,hates,a,,C.,\n", "m:4:1: the relation “hates” (it is thesis, because, but or unless)"),
        ("c,because,a,,C.,certain\n", "m:4:1: `likelihood` “certain”: Input should be"),
    ],
)
def test_a_cell_that_means_nothing_is_said(rows: str, said: str) -> None:
    (one,) = read(HEAD + rows).left_out
    assert str(one).startswith(said)


def test_columns_that_nobody_reads() -> None:
    (one,) = read("id,to,text,likelyhood\na,,A.,likely\n").left_out
    assert str(one) == "m:1:1: the column `likelyhood` (did you mean `likelihood`?)"


def test_a_table_of_sources_beside_it() -> None:
    sources = (
        "key,name,from,reliability\nx,The X,y,Z\ny,The Y,nobody,\nx,Twice,,\nNo key,N,,\n"
        + f"{(long := 'k' * 90)},N,,\n"
    )
    found = read("id,to,text,source\na,,A.,\nb,a,B.,x\n", sources)
    assert found.data is not None
    assert found.data["sources"] == {"x": {"name": "The X", "from": ["y"]}, "y": {"name": "The Y", "from": []}}
    assert [str(one).split(": Input")[0] for one in found.left_out] == [
        "s:1:1: that y repeats `nobody` (no source has this key)",
        "s:2:1: `reliability` “Z”",
        "s:4:1: the source `x` (it stands there twice)",
        "s:5:1: the source `No key` (a key is of small letters, digits and hyphens, 80 at most)",
        f"s:6:1: the source `{long[:59]}…` (a key is of small letters, digits and hyphens, 80 at most)",
    ]


def test_a_long_key_is_cut() -> None:
    found = read(f"id,to,text,source\n{'i' * 90},,A.,\nb,{'i' * 90},B.,{'k' * 90}\n")
    assert found.data is not None
    assert found.data["sources"] == {"k" * 80: {"name": "k" * 90}}
    assert found.data["thesis"][0]["because"][0]["source"] == ["k" * 80]


def test_a_spreadsheet_runs_nothing() -> None:
    data: Data = {
        "argmap": 1,
        "sources": {"s": {"name": '=HYPERLINK("http://x","y")', "role": "@SUM(1)"}},
        "thesis": [{"claim": "=1+1", "because": [{"evidence": "-2", "source": "s, =3"}, "+4"]}],
    }
    made, *_ = through(data, "csv-claims")
    assert "'=1+1," in made.text
    assert "'-2," in made.text
    assert "'+4," in made.text
    assert made.text.splitlines()[0] == "id,relation,to,kind,text,source,by"
