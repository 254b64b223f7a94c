"""The table of formats: what is in it, and how the format of a file is told."""

from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from argmap.formats import table as formats
from argmap.formats.shared.features import EVERYTHING
from argmap.formats.table import FORMATS, READERS, WRITERS, by_suffix, find, guessed, names


def named(name: str, *suffixes: str, mark: bytes = b"") -> Any:
    return SimpleNamespace(NAME=name, SUFFIXES=suffixes, recognises=lambda head: bool(mark) and mark in head)


def test_formats_are_modules_with_names_of_their_own() -> None:
    assert all(isinstance(format_, ModuleType) and format_.__doc__ for format_ in FORMATS)
    assert len(set(names(FORMATS))) == len(FORMATS)
    assert names(FORMATS)[0] == "argmap"
    assert set(FORMATS) == {*READERS, *WRITERS}


@pytest.mark.parametrize("format_", FORMATS, ids=names(FORMATS))
def test_each_says_what_it_carries(format_: Any) -> None:
    assert format_.FEATURES <= EVERYTHING
    assert format_.CARRIES
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in format_.SUFFIXES)


@pytest.mark.parametrize("format_", FORMATS, ids=names(FORMATS))
def test_what_a_table_says_of_a_format_it_can_do(format_: Any) -> None:
    assert (format_ in READERS) == (hasattr(format_, "read") and hasattr(format_, "recognises"))
    assert (format_ in WRITERS) == hasattr(format_, "write")


def test_a_format_is_found_by_name() -> None:
    assert find("openpsa", READERS).NAME == "openpsa"
    with pytest.raises(LookupError, match="'opnpsa' is not among the formats argmap, "):
        find("opnpsa", READERS)


def test_the_longest_ending_tells_the_format(monkeypatch: pytest.MonkeyPatch) -> None:
    short, long_, other = named("short", ".xml"), named("long", ".tree.xml", ".x"), named("other", ".xml")
    table = (short, long_, other)
    monkeypatch.setattr(formats, "FORMATS", table)
    assert by_suffix("a/b.tree.XML", table) == (long_,)
    assert by_suffix("a/b.xml", table) == (short, other)
    assert by_suffix("a.xml/b", table) == ()
    assert formats.stem("a/b.tree.xml") == "a/b"
    assert formats.stem("a.b/c.txt") == "a.b/c"


def test_content_goes_before_the_ending(monkeypatch: pytest.MonkeyPatch) -> None:
    one, two, three = named("one", ".xml"), named("two", ".xml", mark=b"<two"), named("three", ".t", mark=b"<t")
    monkeypatch.setattr(formats, "READERS", (one, two, three))
    assert guessed("a.xml", b"<two/>") is two
    assert guessed("a.t", b"<two/>") is three  # both recognise it, and this one has the ending
    assert guessed("a.txt", b"<two/>") is two
    assert guessed("a.t", b"<other/>") is three
    assert guessed("a.txt", b"<other/>") is None
    assert guessed("a.txt", "<two/>".encode("utf-16")) is two
    monkeypatch.setattr(formats, "READERS", (one,))
    assert guessed("a.xml", b"<other/>") is None  # an ending of much else
    monkeypatch.setattr(formats, "READERS", (named("four", ".t"), three))
    assert guessed("a.t", b"<other/>") is None  # several end so
