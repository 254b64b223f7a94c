"""JSON of the model: exactly the map, and back."""

import json

import pytest
from hypothesis import given

from argmap.formats import native
from argmap.formats.model_json import read, recognises
from argmap.formats.shared.common import File, Options
from argmap.formats.shared.write import map_text
from argmap.load import load
from argmap.model import Map
from tests.effort import tries
from tests.formats.rich import rich_maps, through
from tests.formats.test_carrying import RICH
from tests.support.maps import Data


@given(rich_maps())
@tries(60)
def test_a_map_comes_back_the_same(data: Data) -> None:
    made, taken, back = through(data, "json")
    assert made.left_out == ()
    assert back.map == Map.model_validate(data)
    assert taken.left_out == ()
    assert recognises(made.text.encode())


def test_every_key_comes_back_as_a_map_file_too() -> None:
    loaded = load(RICH).map
    assert loaded is not None
    _, taken, back = through(loaded.model_dump(mode="json", by_alias=True, exclude_unset=True), "json")
    assert back.map == loaded
    assert taken.data is not None
    assert load(map_text(taken.data)).map == loaded


def test_the_text_drives_no_terminal() -> None:
    made, _, back = through({"argmap": 1, "thesis": [{"claim": "a\u202eb\u2028c\x85d"}]}, "json")
    assert '"claim": "a\\u202eb\\u2028c\\u0085d"' in made.text
    assert back.nodes[0].text == "a\u202eb\u2028c\x85d"


def test_deep_maps() -> None:
    item: Data = {"claim": "0"}
    for count in range(1, 200):
        item = {"claim": str(count), "because": [item]}
    _, _, back = through({"argmap": 1, "thesis": [item]}, "json")
    assert len(back.nodes) == 200


def test_control_characters_of_an_escape_are_replaced() -> None:
    taken = read([File("m", b'{"argmap": 1, "thesis": {"claim": "a\\u0000b\\u001b[2Jc"}}')], Options())
    assert taken.map == Map.model_validate({"argmap": 1, "thesis": {"claim": "a\ufffdb\ufffd[2Jc"}})
    assert [str(one) for one in taken.left_out] == [
        "m:1:25: a control character in “a\ufffdb\ufffd[2Jc” "
        "(no map may hold one: a replacement character stands for it)"
    ]


def test_numbers_and_nulls_are_taken() -> None:
    taken = read([File("m", b'{"argmap": 1, "title": null, "thesis": {"claim": 1914, "allow": null}}')], Options())
    assert taken.map == Map.model_validate({"argmap": 1, "thesis": {"claim": "1914"}})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "m:1:1: the file holds no map"),
        ('{"argmap": 1,\n "thesis": {"claim": "A.", "becuase": []}}', "m:2:12: AM601 "),
        ('{"argmap": 1, "thesis": {"claim": "A."}', "m:1:39: the file ends in the middle"),
        ('{"argmap": 1, "thesis": ' + '{"because": ' * 500 + "[]" + "}" * 501, "m:1:1: this is nested deeper than 200"),
    ],
)
def test_what_is_wrong_stands_at_its_object(text: str, said: str) -> None:
    (problem, *_) = read([File("m", text.encode())], Options()).problems
    assert str(problem).startswith(said)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ('{"argmap": 1, "thesis": []}', True),
        ('\ufeff{\n  "argmap": 1\n}', True),
        ('{"title": "A", "argmap": 1, "thesis": []}', True),
        ('{"argmap": "0.1.0", "schema": 1, "maps": []}', False),  # an audit
        ('{"nodes": []}', False),
        ("argmap: 1\n", False),
    ],
)
def test_a_model_is_told_from_other_json(text: str, is_one: bool) -> None:
    assert recognises(text.encode()) == is_one
    assert native.recognises(text.encode()) == text.startswith("argmap")


def test_what_is_written_is_json() -> None:
    made, _, _ = through({"argmap": 1, "thesis": [{"claim": "A.", "because": [{"evidence": "B."}]}]}, "json")
    assert json.loads(made.text) == {"argmap": 1, "thesis": [{"claim": "A.", "because": [{"evidence": "B."}]}]}
