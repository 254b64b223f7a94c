"""Labels laid out here: as large as Graphviz makes them, each word where it puts it, and nothing guessed."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from argmap.draw import label, picture
from argmap.draw.dot import View, draw
from argmap.draw.engine import Engine
from argmap.draw.label import Font
from argmap.draw.layout import Words
from argmap.graph import Graph
from tests.draw.samples import BADGES

SVG = "{http://www.w3.org/2000/svg}"


def cell(content: str, attributes: str = "") -> str:
    return f'<<TABLE BORDER="0" CELLSPACING="0" CELLPADDING="2"><TR><TD {attributes}>{content}</TD></TR></TABLE>>'


def test_a_cell_is_as_large_as_its_words() -> None:
    table = label.read(cell("Two<BR/>lines"))
    assert table.width == pytest.approx(label.plain("lines", Font()).width + 4)
    assert table.height == pytest.approx(2 * 11 * 1.2 + 4)


def test_a_width_is_the_least() -> None:
    table = label.read(cell("x", 'WIDTH="90" HEIGHT="50"'))
    assert (table.width, table.height) == (90, 50)


def test_words_stand_left_right_or_in_the_middle() -> None:
    wide = label.plain("x", Font()).width
    for align, x in (("LEFT", 2), ("RIGHT", 88 - wide), ("CENTER", 45 - wide / 2)):
        (words,) = label.draw(label.read(cell("x", f'WIDTH="90" ALIGN="{align}"')), 0, 0)
        assert isinstance(words, Words)
        assert words.at[0] == pytest.approx(x)


def test_fonts_and_links_are_read() -> None:
    content = '<FONT POINT-SIZE="9" COLOR="#57606a"><B>a &amp;&#x27; \\\\ b</B></FONT>'
    (words,) = label.draw(label.read(cell(content, 'HREF="https://example.org/?a=1&amp;amp;b=2"')), 0, 0)
    assert isinstance(words, Words)
    assert words.text == r"a &' \ b"
    assert (words.size, words.bold, words.colour) == (9, True, "#57606a")
    assert words.link == "https://example.org/?a=1&b=2"


@pytest.mark.parametrize(
    "odd",
    [cell("x", 'VALIGN="TOP"'), cell("<I>x</I>"), "<<TABLE><HR/></TABLE>>", "<<TABLE><TR><TH>x</TH></TR></TABLE>>"],
)
def test_what_is_not_understood_is_no_guess(odd: str) -> None:
    with pytest.raises(ValueError, match=r"understood|expected"):
        label.read(odd)


def placed(svg: bytes, id_: str) -> dict[str, tuple[float, float]]:
    """Each text of a card by its words, from the corner of the card."""
    (card,) = (group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("id") == id_)
    shape = next(part for part in card.iter() if part.get("class") == "card")
    numbers = re.findall(r"(-?[\d.]+),(-?[\d.]+)", shape.get("d") or shape.get("points") or "")
    left, top = (min(float(pair[axis]) for pair in numbers) for axis in (0, 1))
    lines = [line for line in card.iter(f"{SVG}text") if line.get("text-anchor") == "start"]
    return {line.text or "": (float(line.attrib["x"]) - left, float(line.attrib["y"]) - top) for line in lines}


def test_words_stand_on_a_card_where_graphviz_puts_them(
    bridge: Graph, engine: Engine, graph_of: Callable[[str], Graph]
) -> None:
    if engine.name != "graphviz-pure":
        pytest.skip("where `dot` puts words depends on the fonts of the machine")
    for drawing in (draw(bridge, BADGES), draw(bridge, BADGES, View(depth=0))):
        ours, theirs = (picture(drawing, engine=name).data for name in ("tree", engine.name))
        for box in drawing.boxes:
            id_ = box.attributes["id"]
            expected = placed(theirs, id_)
            found = placed(ours, id_)
            assert list(found) == list(expected)
            for words, place in expected.items():
                assert found[words] == pytest.approx(place, abs=0.6), (id_, words)
