"""Words on a card: nothing is wider than the card, and nothing is lost but what the ellipsis stands for."""

import sys
import time

import pytest
from fontpkg_arimo import ROOT
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given
from hypothesis import strategies as st

from argmap import theme
from argmap.draw import text
from argmap.draw.text import _SPACES, _UNSAFE, ELLIPSIS, clean, lowered, shorten, width, wrap

ROOM = theme.LINE_WIDTH
ANY_TEXT = st.text(max_size=400)
WORDS = st.lists(st.text(st.characters(categories=["L", "N", "P", "M"]), max_size=60), max_size=60).map(" ".join)


@given(st.one_of(ANY_TEXT, WORDS), st.booleans())
def test_no_line_leaves_the_card(words: str, bold: bool) -> None:
    for line in wrap(words, bold=bold):
        assert width(line, theme.TEXT_SIZE, bold=bold) <= ROOM
        assert line == line.strip(" ")
        assert line


@given(st.one_of(ANY_TEXT, WORDS))
def test_no_character_is_lost_without_an_ellipsis(words: str) -> None:
    lines = wrap(words)
    kept = "".join(lines).replace(" ", "")
    whole = lowered(clean(words)).replace(" ", "")
    assert len(lines) <= theme.MAX_LINES
    if kept != whole:
        assert len(lines) == theme.MAX_LINES
        assert kept.endswith(ELLIPSIS)
        assert whole.startswith(kept.removesuffix(ELLIPSIS))


@given(ANY_TEXT)
def test_a_clean_text_is_harmless_and_stays_as_it_is(words: str) -> None:
    cleaned = clean(words)
    assert clean(cleaned) == cleaned
    assert not any(c in cleaned for c in "\x00\x07\x1b\r\n\t\u202e\u2066\ufffe")


def test_what_is_taken_out_is_seen() -> None:
    assert clean("left\u202eright\x1b[31m") == "left\ufffdright\ufffd[31m"
    assert clean(" two\n lines\there ") == "two lines here"
    assert clean("  two   words ") == "two words"


def test_nothing_printable_has_to_be_cleaned_away() -> None:
    """`clean` takes a quicker way there."""
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert not _UNSAFE.search(printable)
    assert _SPACES.findall(printable) == [" "]
    assert [c for c in printable if c.isspace()] == [" "]


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("The bridge should close to lorries in spring.", ["The bridge should close to lorries", "in spring."]),
        ("", []),
        (" \n", []),
        ("x" * 30, ["x" * 30]),
        ("well-known", ["well-known"]),
        ("2019-2022 " * 4, ["2019-2022 2019-2022 2019-2022", "2019-2022"]),
        ("漢字" * 10, ["漢字" * 7 + "漢", "字" + "漢字" * 2]),
        ("漢" * 15 + "。", ["漢" * 14, "漢。"]),
        ("漢" * 15 + ".", ["漢" * 14, "漢."]),
        ("漢" * 14 + "(漢)", ["漢" * 14, "(漢)"]),
        ("e\u0301" * 40, ["e\u0301" * 27, "e\u0301" * 13]),
    ],
)
def test_where_a_line_breaks(words: str, lines: list[str]) -> None:
    assert wrap(words) == lines


def test_a_word_of_ten_thousand_characters_is_bounded() -> None:
    lines = wrap("x" * 10_000)
    assert len(lines) == theme.MAX_LINES
    assert lines[-1].endswith(ELLIPSIS)


@pytest.mark.parametrize("words", ["x" * 1_000_000, "\u0301" * 1_000_000, "漢" * 1_000_000, "x " * 500_000])
def test_long_texts_are_not_slow(words: str) -> None:
    start = time.process_time()
    wrap(words)
    assert time.process_time() - start < 1.0


def test_one_line_ends_in_an_ellipsis() -> None:
    assert shorten("short", ROOM, 9) == "short"
    long = shorten("A private laboratory that the fishing club had hired in spring", ROOM, 9)
    assert long.endswith(ELLIPSIS)
    assert width(long, 9) <= ROOM


@pytest.mark.parametrize(("weight", "bold"), [(400, False), (700, True)])
def test_widths_are_those_of_the_font(weight: int, bold: bool) -> None:
    face = instantiateVariableFont(TTFont(ROOT / "files" / "Arimo[wght].ttf"), {"wght": weight})
    known = {chr(code): name for code, name in face.getBestCmap().items() if text.is_plain(chr(code))}
    assert len(known) > 1500
    assert {c: width(c, 2048, bold=bold) for c in known} == {c: face["hmtx"][name][0] for c, name in known.items()}


def test_known_widths_and_guesses_are_told_apart() -> None:
    assert text.is_measured("Ünïcödé 漢字")
    assert not text.is_measured("नमस्ते")
    assert not text.is_measured("👍")


@pytest.mark.parametrize(
    "url", ["https://example.org/a?b=1&c=2", "http://example.org", "mailto:a@example.org", "#node-x", "HTTPS://A.ORG"]
)
def test_links_that_live(url: str) -> None:
    assert text.address(url) == url


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", " javascript:x", "data:text/html,x", "file:///etc/passwd", "//example.org", "", "https://",
     'https://a"b', "https://a b", "https://a\u202eb", "JaVaScRiPt:x", "https://a\\b", "vbscript:x"],
)  # fmt: skip
def test_links_that_do_not(url: str) -> None:
    assert text.address(url) is None


def test_guessed_widths_leave_room_for_another_font() -> None:
    """A text that is measured is held to its width; one that is not is as wide as the viewer's font has it."""
    word = text.width("bridge", 11)
    assert text.width("bridge 橋", 11) == pytest.approx(word + text.width(" ", 11) + 11)
    assert text.width("bridge ج", 11) > 1.1 * (word + text.width(" ", 11))
    assert text.width("bridge ج", 11, bold=True) > 1.2 * text.width("bridge ", 11, bold=True)


def test_an_emoji_sign_makes_a_digit_as_wide_as_an_emoji() -> None:
    assert text.width("1\ufe0f\u20e3", 10) >= 12.5
    assert text.width("e\u0301", 10) == text.width("e", 10)


@pytest.mark.parametrize(
    ("words", "left"),
    [("שלום world", True), ("hello שלום", False), ("12, جسر", True), ("12.", False), ("", False), ("漢字 שלום", False)],
)
def test_the_first_letter_says_where_a_text_begins(words: str, left: bool) -> None:
    assert text.runs_left(words) is left


def test_marks_pile_up_only_so_high() -> None:
    """Thousands of them would stand over the cards around; what a script needs is kept."""
    assert wrap("z" + "\u0301" * 5000 + "a end") == ["z" + "\u0301" * 4 + "…a end"]
    assert wrap("z" + "\u0301\u200d" * 5000) == ["z" + "\u0301\u200d" * 4 + "…"]
    for words in ("Việt Nam", "ที่นี้ก็", "בְּרֵאשִׁ֖ית", "مُحَمَّدٌ", "क्षत्रियः", "བསྒྲུབས"):
        assert "".join(wrap(words)) == words
