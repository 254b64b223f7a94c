"""A map shows itself in a notebook: what `argmap.check` returns has the two methods that IPython asks for."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

import argmap
from argmap.draw.engine import EngineError
from tests.report.samples import hostile_map

MAP = "argmap: 1\ntitle: A title\nthesis: {claim: It is so.}\n"


def checked(folder: Path, text: str) -> argmap.Audit:
    path = folder / "map.argmap.yaml"
    path.write_text(text, "utf-8")
    return argmap.check(str(path))


def test_a_map_is_a_picture(tmp_path: Path) -> None:
    found = checked(tmp_path, MAP)
    shown = found._repr_svg_()
    assert shown is not None
    assert ElementTree.fromstring(shown).tag == "{http://www.w3.org/2000/svg}svg"
    assert "It is so." in shown
    assert "no support" in shown.replace("\u00a0", " ")  # what the audit finds
    assert found._repr_html_() is None  # a notebook would take it instead


def test_a_map_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    found = checked(tmp_path, "argmap: 1\nthesis: {claim: A., because: [<b>]}\nclam: <script>alert(1)</script>\n")
    shown = found._repr_html_()
    assert shown is not None
    assert f"map.argmap.yaml:{found.problems[0].line}:" in shown
    assert shown.count("<li>") == len(found.problems)
    assert "<script" not in shown
    assert found._repr_svg_() is None


def test_without_an_engine_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise EngineError("no engine, and <no> tags")

    found = checked(tmp_path, MAP)
    monkeypatch.setattr("argmap.draw.picture", fail)
    assert found._repr_svg_() is None
    assert "no engine, and &lt;no&gt; tags" in str(found._repr_html_())


def test_a_hostile_map_is_a_picture_of_words(tmp_path: Path) -> None:
    shown = checked(tmp_path, hostile_map())._repr_svg_()
    assert shown is not None
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(shown).iter()}
    assert not names & {"script", "iframe", "img", "image", "foreignObject"}
