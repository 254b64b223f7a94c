"""JSON from anybody: read with places, or refused with one."""

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.files import Unreadable
from argmap.formats.reading import json as jsons
from argmap.formats.reading.json import DEPTH_LIMIT, ODDITIES_LIMIT, Object, read_json
from tests.effort import tries


def refuse(constant: str) -> None:
    raise ValueError(constant)


def by_python(text: str) -> Any:
    """What Python's own reader makes of a text, with numbers as they are written."""
    return json.loads(text, parse_int=str, parse_float=str, parse_constant=refuse, strict=False)


def whole(value: Any) -> Any:
    """The value with replacement characters for halves of one."""
    match value:
        case dict():
            return {whole(key): whole(part) for key, part in value.items()}
        case list():
            return [whole(part) for part in value]
        case str():
            return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", value)
    return value


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=12)
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=6), inner, max_size=4)),
)


@tries(80)
@given(VALUES, st.booleans(), st.sampled_from([None, 0, 2]))
def test_what_is_written_is_read(value: Any, ascii_: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    assert read_json(text.encode()).value == by_python(text)


@tries(150)
@given(
    VALUES, st.integers(0, 60), st.integers(0, 2), st.sampled_from(['"', "{", "]", ",", ":", "\\", "0", "e", ".", ""])
)
def test_a_spoilt_text_is_read_as_python_reads_it_or_refused(value: Any, at: int, cut: int, sign: str) -> None:
    text = json.dumps(value)
    spoilt = text[:at] + sign + text[at + cut :]
    try:
        expected = by_python(spoilt)
    except ValueError:
        with pytest.raises(Unreadable):
            read_json(spoilt.encode())
    else:
        assert read_json(spoilt.encode()).value == whole(expected)


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"", "1:1: the file ends in the middle (is it whole?)"),
        (b'{"a": [1, 2', "1:11: the file ends in the middle (is it whole?)"),
        (b'{"a":\n [1 2]}', "2:5: this is not JSON: `2` where `,` or `]` belongs (mend it here)"),
        (b'{"a": 1,}', '1:9: this is not JSON: `}` where a key in `"` belongs (mend it here)'),
        (b"[1,]", "1:4: this is not JSON: `]` where a value belongs (mend it here)"),
        (b'{"a" 1}', "1:6: this is not JSON: `1` where `:` belongs (mend it here)"),
        (b"{1: 2}", '1:2: this is not JSON: `1` where a key in `"` or `}` belongs (mend it here)'),
        (b'{"a": 1]', "1:8: this is not JSON: `]` where `,` or `}` belongs (mend it here)"),
        (b"1 2", "1:3: something follows the end of the value (take it out)"),
        (b"[NaN]", "1:2: this is not JSON: `N` where a value or `]` belongs (mend it here)"),
        (b'["abc', "1:2: this is not JSON: unterminated string (mend it here)"),
        (b'["\\x"]', "1:3: this is not JSON: invalid \\escape (mend it here)"),
        (b"\xff\xfea", "1:1: this is no UTF-16 text (save the file as UTF-8)"),
    ],
)
def test_what_is_no_json_is_refused_at_its_place(raw: bytes, problem: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_json(raw)
    assert str(caught.value) == problem


@pytest.mark.parametrize("unit", [b"[", b'{"a":'])
def test_deep_nesting_costs_no_stack(unit: bytes) -> None:
    with pytest.raises(Unreadable, match="nested deeper than 1,000"):
        read_json(unit * 200_000)
    read_json(b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT)


def test_size_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsons, "VALUES_LIMIT", 3)
    with pytest.raises(Unreadable, match="more than 3 values"):
        read_json(b"[1, 2, 3, 4]")
    monkeypatch.setattr(jsons, "BYTES_LIMIT", 3)
    with pytest.raises(Unreadable, match="larger than"):
        read_json(b"[1, 2, 3, 4]")


def test_objects_know_their_place() -> None:
    found = read_json('\ufeff[\n  {"b": "\u00e9", "c": {"d": 7}}]'.encode())
    outer = found.value[0]
    assert isinstance(outer, Object)
    assert found.place(outer.at) == (2, 3)
    assert found.place(outer["c"].at) == (2, 19)
    assert str(found.problem(outer["c"], "here", "mend it")) == "2:19: here (mend it)"


def test_numbers_stay_as_they_are_written() -> None:
    found = read_json(b'{"a": 12, "b": "12", "c": -1.50e3, "d": ' + b"9" * 5000 + b"}").value
    assert found.text("a") == found.text("b") == "12"
    assert found.text("c") == "-1.50e3"
    assert len(found.text("d")) == 5000
    assert found.text("e", "a") == "12"


def test_parts_of_another_kind_are_none() -> None:
    found = read_json(b'{"a": null, "b": 1, "c": [{"x": 1}, 2], "d": {"y": true}}').value
    assert found.objects("a") == found.objects("b") == []
    assert found.objects("c") == [{"x": "1"}]
    assert found.object("d") == {"y": True}
    assert found.object("b") == {}
    assert found.text("a") == found.text("d") == ""


def test_oddities_are_read_and_said() -> None:
    found = read_json(b'{"a": 1,\n "a": 2, "b": "\\ud83d", "c": "\\ud83d\\ude00", "\\u0061": 3}')
    assert found.value == {"a": "3", "b": "\N{REPLACEMENT CHARACTER}", "c": "\U0001f600"}
    assert [str(one) for one in found.oddities] == [
        "2:2: the key `a` stands here twice (the last one is read)",
        "2:15: a text holds half of a character (a replacement character stands for it)",
        "2:46: the key `a` stands here twice (the last one is read)",
    ]


def test_oddities_without_end_are_counted() -> None:
    found = read_json(b"{" + b'"a": 1,' * 5000 + b'"a": 2}')
    assert len(found.oddities) == ODDITIES_LIMIT + 1
    assert found.oddities[-1].message == "and 4000 more oddities of the file"


def test_other_encodings_are_read() -> None:
    assert read_json('["\u2013"]'.encode("utf-16")).value == ["\u2013"]
    found = read_json('{"a": 1,\n"b": "caf\u00e9 \u2013"}'.encode("cp1252"))
    assert found.value["b"] == "caf\u00e9 \u2013"
    assert [str(one) for one in found.oddities] == [
        "2:1: this is not UTF-8 text: it is read as Windows-1252 (save the file as UTF-8)"
    ]
