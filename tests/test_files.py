"""A name on the command line, and the text behind it or the one problem."""

import io
import os
import sys
from pathlib import Path

import pytest

from argmap.files import BYTES_LIMIT, Unreadable, decoded, read_text


def refusal(path: Path | str) -> str:
    with pytest.raises(Unreadable) as caught:
        read_text(path)
    return str(caught.value)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.argmap.yaml") == "1:1: there is no such file (check the name)"


def test_a_folder(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "1:1: this is a folder, not a file (name a map in it)"


NOT_PERMITTED = "1:1: the file may not be read (check its permissions)"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read anything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.argmap.yaml"
    path.write_text("argmap: 1\n", encoding="utf-8")
    path.chmod(0)
    assert refusal(path) == NOT_PERMITTED


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (PermissionError(13, "Permission denied"), NOT_PERMITTED),
        (OSError(5, "Input/output error"), "1:1: the file cannot be read: Input/output error (check the name)"),
    ],
)
def test_what_the_system_refuses(error: OSError, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def opening(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", opening)
    assert refusal("a.argmap.yaml") == message


@pytest.mark.skipif(not Path("/dev/zero").is_char_device(), reason="there are no devices among the files here")
def test_a_device() -> None:
    assert refusal("/dev/zero") == "1:1: this is a device, not a file (name a map file)"


def test_a_file_over_64_mib(tmp_path: Path) -> None:
    path = tmp_path / "a.argmap.yaml"
    with path.open("wb") as file:
        file.truncate(BYTES_LIMIT + 1)
    assert refusal(path) == "1:1: the file is larger than 64 MiB (split the map)"


@pytest.mark.parametrize(
    ("raw", "place"),
    [
        (b"argmap: 1\nthesis: caf\xe9\n", "2:12"),
        ("argmap: 1\nthesis: é".encode() + b"\xff\n", "2:10"),
        ("argmap: 1\nthesis: A.\n".encode("utf-16"), "1:1"),
        (b"argmap: 1\nthesis: \xed\xa0\x80\n", "2:9"),
    ],
    ids=["Latin-1", "after a wide letter", "UTF-16", "a surrogate in UTF-8"],
)
def test_what_is_not_utf_8(raw: bytes, place: str) -> None:
    """Columns are characters here as everywhere, not bytes."""
    with pytest.raises(Unreadable) as caught:
        decoded(raw)
    assert str(caught.value) == f"{place}: this is not UTF-8 text (save the file as UTF-8)"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"argmap: 1\nthesis: A.\n")))
    assert read_text("-") == "argmap: 1\nthesis: A.\n"
