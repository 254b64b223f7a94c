"""Letters that Arimo lacks: from the extra `fonts` and from the machine; and what is said where neither has them."""

from collections.abc import Callable
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from argmap.draw import fallback, picture
from argmap.draw.dot import draw
from argmap.draw.fallback import Face, Run
from argmap.graph import Graph
from tests.draw.gallery import SCRIPTS
from tests.draw.test_png import size

GraphOf = Callable[[str], Graph]

ARIMO = Path(str(files("fontpkg_arimo"))) / "files" / "Arimo[wght].ttf"


@pytest.fixture
def fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fonts of the extra, and none of this machine's."""
    for name in ("uharfbuzz", "pypdfium2", *fallback.PACKAGES):
        pytest.importorskip(name, reason="the extra `fonts` is not installed")
    monkeypatch.setattr(fallback, "_of_machine", lambda: ())


@pytest.mark.usefixtures("fonts")
@pytest.mark.parametrize("engine", ["graphviz-pure", "tree"])
def test_a_pdf_has_the_letters_of_many_scripts(graph_of: GraphOf, engine: str) -> None:
    drawing = draw(graph_of(SCRIPTS))
    made = picture(drawing, "pdf", engine=engine)
    (note,) = made.notes
    lost = note.partition("each: ")[2].partition(" (")[0]
    assert lost.startswith("、 。 あ い")  # no font of the extra is East Asian
    assert note.endswith("; once a font for them is installed, the PDF can too)")
    shown = PdfReader(BytesIO(made.data)).pages[0].extract_text()
    for letters in ("सभी", "มนุษย์", "Все"):
        assert letters in shown
    assert made == picture(drawing, "pdf", engine=engine)


@pytest.mark.usefixtures("fonts")
def test_a_png_has_them_too(graph_of: GraphOf) -> None:
    drawing = draw(graph_of("thesis: {claim: 'يجب إغلاق الجسر (قبل عام 2026).', because: 'הגשר נסדק, ו-40% כבד.'}"))
    made = picture(drawing, "png", engine="graphviz-pure", resolution=72)
    assert made.notes == ()
    plain = picture(draw(graph_of("thesis: {claim: Top., because: Reason.}")), "png", resolution=72)
    assert size(made.data)[0] > size(plain.data)[0] > 60


@pytest.mark.parametrize("format_", ["pdf", "png"])
def test_without_the_extra_it_is_said_how_to_get_them(
    graph_of: GraphOf, monkeypatch: pytest.MonkeyPatch, format_: str
) -> None:
    monkeypatch.setattr(fallback, "can_shape", lambda: False)
    (note,) = picture(draw(graph_of("thesis: สมัชชา")), format_, engine="graphviz-pure").notes
    assert f"; for more in a {format_.upper()}, pip install 'argmap[fonts]')" in note


def test_the_first_font_that_has_a_letter_gives_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What is no font at all is passed over."""
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0 no font")
    monkeypatch.setattr(fallback, "can_shape", lambda: True)
    monkeypatch.setattr(fallback, "PACKAGES", ())
    monkeypatch.setattr(fallback, "_of_machine", lambda: (broken, tmp_path / "gone.ttf", ARIMO))
    assert fallback.faces("ш漢ש") == [Face(ARIMO, frozenset("שш"))]
    assert fallback.faces("漢") == []
    assert fallback.faces("") == []


@pytest.mark.parametrize(
    ("words", "turned", "runs"),
    [
        ("Plain words.", False, [Run("Plain words.", None, False)]),
        ("גשר, 40%!", True, [Run("!", None, True), Run("40%", None, False), Run("גשר, ", None, True)]),
        (
            "The word גשר means",
            False,
            [Run("The word ", None, False), Run("גשר", None, True), Run(" means", None, False)],
        ),
        ("ш漢, ш", False, [Run("ш", None, False), Run("漢, ", 0, False), Run("ш", None, False)]),
    ],
)
def test_runs_stand_from_left_to_right(words: str, turned: bool, runs: list[Run]) -> None:
    """By UAX 9; a comma keeps the font of the letter before it."""
    assert fallback.runs(words, [Face(ARIMO, frozenset("漢"))], turned=turned) == runs
