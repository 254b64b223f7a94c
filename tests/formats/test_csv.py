"""CSV of claims and of sources: what is written is read back, and a spreadsheet runs nothing of it."""

from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.formats import csv_claims, csv_sources
from argmap.formats.csv import meant, shown
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
