"""The text of a map file: what is written is what the strict reader reads back."""

from hypothesis import given
from hypothesis import strategies as st

from argmap.formats.shared.write import map_text, printable
from argmap.load import load
from argmap.scalars import scalar
from tests.support.maps import Data, maps

texts = st.text(min_size=1).map(printable).map(str.strip).filter(bool)
HARD = [
    "no", "null", "~", "1e3", "0x1F", "2023-05-04", "a: b", "a #b", "- a", "? a", "&a", "*a", "!a", "%a", "@a", "`a`",
    "'a'", '"a"', "a\nb", "a\\b", "[a, b]", "{a: b}", "a, b", "claim:x", "A.\n- B.", "| a", "> a", "a\u2028b",
    "\ufeffa", "\U0001f600", "a\x85b", "---", "...", "<<", "=", "true", "y", "12:30", "a\tb", "ends with a colon:",
]  # fmt: skip


def read_back(text: str) -> str:
    loaded = load(map_text({"argmap": 1, "thesis": {"claim": text, "because": [{"assume": text}]}}))
    assert loaded.problems == (), [str(one) for one in loaded.problems]
    assert loaded.map is not None
    return str(loaded.map.model_dump()["thesis"][0]["claim"])


@given(texts)
def test_any_text_is_read_back(text: str) -> None:
    assert read_back(text) == text


def test_texts_that_yaml_would_take_for_something_else_are_read_back() -> None:
    assert [read_back(text) for text in HARD] == [text.strip() for text in HARD]


@given(maps())
def test_any_map_is_read_back(data: Data) -> None:
    written = {key: value for key, value in data.items() if value}
    loaded = load(map_text(written))
    assert loaded.map is not None, [str(one) for one in loaded.problems]
    from argmap.model import Map

    assert loaded.map == Map.model_validate(data)


def test_plain_words_need_no_quotes() -> None:
    assert scalar("The bridge is old, and cracks.") == "The bridge is old, and cracks."
    assert scalar("on-time") == "on-time"
    assert scalar("on") == '"on"'
    assert scalar("It is so: look") == '"It is so: look"'
    assert scalar(True) == "true"
    assert scalar(0.25) == "0.25"


def test_the_shape_of_a_file() -> None:
    data = {"argmap": 1, "sources": {}, "thesis": [{"id": "a", "because": [{"together": ["B b.", {"see": "c"}]}]}]}
    assert map_text(data, "Made.") == (
        "# Made.\nargmap: 1\nthesis:\n- id: a\n  because:\n  - together:\n    - B b.\n    - see: c\n"
    )


def test_deep_data_needs_no_deep_stack() -> None:
    item: Data = {"claim": "A."}
    for _ in range(5000):
        item = {"claim": "A.", "because": [item]}
    assert map_text({"thesis": item}).count("claim") == 5001
