"""A text's words, locators, and finding passages again after the text moved or changed."""

import hashlib
import random
import re
import unicodedata
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.passages import (
    Found,
    Locator,
    PassageError,
    Status,
    Text,
    copied_runs,
    edit_distances,
    find_words,
    locate,
    make,
    parse_at,
    read_text,
)
from argmap.passages.words import _clusters

FERRY = """The ferry's new timetable

The ferry crosses twice a day in winter, and it is rarely full. Nobody on the “north shore” has asked for
a third crossing, so the council’s plan to pay for one answers a wish that no passenger has uttered so far.

Summer is another matter: on four Sundays in July the queue reached back to the lighthouse, the café on the pier ran
out of bread, and a school class from the valley waited until dusk because the last two boats took only cyclists.

A larger boat would cost more than the two small ones together, it would need a deeper channel that the harbour
master does not want to dredge, and in a storm it could not turn in the basin; so it should be ruled out at once,
whatever the company that builds such boats may say about its savings on diesel and crew over the next ten years.

Keep both boats.
"""
EVERY_WORD_ITS_OWN = [f"term{number}" for number in range(3000)]


def words_of(text: str) -> list[str]:
    return list(read_text(text).words)


def prose(seed: int, paragraphs: int = 30) -> list[str]:
    dice = random.Random(seed)
    return [" ".join(dice.choices(EVERY_WORD_ITS_OWN, k=dice.randint(60, 90))) for _ in range(paragraphs)]


def join(paragraphs: list[str]) -> Text:
    return read_text("\n\n".join(paragraphs))


def shown(original: str, text: Text, place: Locator | Found) -> str:
    span = text.span(place)
    assert span is not None
    return original[slice(*span)]


# --------------------------------------------------------------------------------------------------- words


@pytest.mark.parametrize(
    ("original", "words"),
    [
        ("Don't, don’t, DONʼT and donʼt", ["dont", "dont", "dont", "and", "dont"]),
        ("har\u00adbour e\u200bmail", ["harbour", "email"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("cafe\u0301 CAFÉ cafe\u00ad\u0301", ["café"] * 3),
        ("the ﬁrst ２ boats™", ["the", "first", "2", "boatstm"]),
        ("_twice_ a **day**", ["twice", "a", "day"]),
        ("3½ — … €", ["31", "2"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af 한글", ["한글", "한글"]),
        ("\ud800 \u0301 ' ’", []),
    ],
)
def test_words_are_folded_and_freed_of_what_typography_adds(original: str, words: list[str]) -> None:
    assert words_of(original) == words


@pytest.mark.parametrize(
    ("original", "words"),
    [
        ("船は冬に", ["船", "は", "冬", "に"]),
        ("フェリー・ｶﾞｽ", ["フ", "ェ", "リ", "ー", "ガ", "ス"]),
        ("渡轮AI時代", ["渡", "轮", "ai", "時", "代"]),
        ("เรือที่", ["เ", "รื", "อ", "ที่"]),
        ("ເຮືອ", ["ເ", "ຮື", "ອ"]),
        ("ទូក", ["ទូ", "ក"]),
        ("လှေ", ["လှေ"]),
    ],
)
def test_scripts_without_spaces_give_a_word_a_character(original: str, words: list[str]) -> None:
    assert words_of(original) == words


@given(st.text())
def test_normal_forms_and_case_make_no_difference(original: str) -> None:
    words = words_of(original)
    for form in ("NFC", "NFD"):
        assert words_of(unicodedata.normalize(form, original)) == words


@given(st.text(alphabet=st.characters(categories=["L", "M", "N", "P", "Z", "Cc"])))
def test_spans_lead_back_to_the_words(original: str) -> None:
    text = read_text(original)
    for word, (start, end) in zip(text.words, text.spans, strict=True):
        assert 0 <= start < end <= len(original)
        assert word in words_of(original[start:end])
    assert list(text.spans) == sorted(text.spans)


def test_a_heap_of_marks_is_cut_up_before_it_is_put_in_order() -> None:
    for heap in ("\u0300\u0327", "\u0300\u00ad\u0327"):
        original = "a" + heap * 1000
        assert len(words_of(original)) == 1
        assert max(map(len, _clusters(original))) <= 32


@pytest.mark.parametrize(
    "gap", ["\n\n", "\r\n\r\n", "\r\r", "\n \t\u00a0\n", "\n\n\n\n", "\f", "\u2029", "\n\n***\n\n"]
)
def test_blank_lines_part_paragraphs(gap: str) -> None:
    assert read_text(f"{gap}one two{gap}three{gap}").paragraph_of == (1, 1, 2)


@pytest.mark.parametrize("gap", ["\n", "\r\n", "\r", " ", "\u2028"])
def test_a_mere_line_break_parts_nothing(gap: str) -> None:
    assert read_text(f"one two{gap}three").paragraph_of == (1, 1, 1)


def test_a_text_knows_its_size_and_hash() -> None:
    text = read_text("Keep it.\n\nDon't!")
    assert (len(text.words), text.paragraphs, text.paragraph_words(1), text.paragraph_words(3)) == (3, 2, 2, 0)
    assert text.sha256 == hashlib.sha256(b"keep it dont").hexdigest()[:16]


@pytest.mark.parametrize("original", ["", "…", "\n\n"])
def test_a_text_without_words_has_no_paragraph(original: str) -> None:
    text = read_text(original)
    assert (text.words, text.paragraphs) == ((), 0)
    assert locate(text, Locator(1, 1, 3, 3, "0" * 16)).status == Status.LOST
    assert copied_runs(text, original) == []


# ------------------------------------------------------------------------------------------------ locators

numbers = st.integers(1, 999)


@given(numbers, st.none() | st.tuples(numbers, numbers), st.none() | numbers)
def test_a_written_place_reads_back(paragraph: int, span: tuple[int, int] | None, further: int | None) -> None:
    first, last = span or (None, None)
    if span and not further:
        first, last = sorted(span)
    until = paragraph + further if span and further else None
    place = Locator(paragraph, first, last, last_paragraph=until)
    assert parse_at(str(place)) == place


@pytest.mark.parametrize(
    ("at", "place"),
    [
        ("12", Locator(12)),
        ("12:40", Locator(12, 40, 40)),
        ("12:40-53", Locator(12, 40, 53)),
        ("12:40-13:5", Locator(12, 40, 5, last_paragraph=13)),
        ("12:40-12:53", Locator(12, 40, 53)),
    ],
)
def test_places_are_read(at: str, place: Locator) -> None:
    assert parse_at(at) == place


@pytest.mark.parametrize("at", ["", "0", "12:", "12:0", "12:4-", "12-13", "1:2-3-4", "١٢", " 12", "12\n", "9" * 5000])
def test_what_is_no_place_is_refused(at: str) -> None:
    with pytest.raises(PassageError, match=r"is no place in a text \(write paragraph:first-last"):
        parse_at(at)


@pytest.mark.parametrize("at", ["12:53-40", "12:40-11:53"])
def test_a_place_that_runs_backwards_is_refused(at: str) -> None:
    with pytest.raises(PassageError, match=f"{at}: the passage ends before it begins"):
        parse_at(at)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"paragraph": 0}, "counted from 1"),
        ({"first": 3}, "a first and a last word"),
        ({"last_paragraph": 2}, "a first and a last word"),
        ({"words": 0}, "at least one word"),
        ({"sha256": "9F2C41D07AB3E865"}, "16 hexadecimal digits in small letters"),
        ({"trace": "t128"}, "octal digits"),
        ({"trace": "t" + "1" * 49}, "octal digits"),
        ({"trace": "t1230", "words": 5}, "4 digits is not that of 5 words"),
    ],
)
def test_impossible_locators_are_refused(values: dict[str, object], message: str) -> None:
    with pytest.raises(PassageError, match=message):
        replace(Locator(1), **values)  # type: ignore[arg-type]


def test_a_locator_is_hash_and_trace_and_no_word() -> None:
    text = read_text(FERRY)
    locator = make(text, 2, 1, 12)
    words = text.words[4:16]
    assert locator.sha256 == hashlib.sha256(" ".join(words).encode()).hexdigest()[:16]
    assert locator.trace == "t" + "".join(str(hashlib.sha256(w.encode()).digest()[-1] % 8) for w in words)
    assert locator.words == 12


def test_short_passages_have_no_trace_and_long_ones_keep_both_ends() -> None:
    text = join([" ".join(EVERY_WORD_ITS_OWN[:60])])
    whole, half = make(text, 1), make(text, 1, 37, 60)
    assert make(text, 1, 1, 9).trace is None
    assert make(text, 1, 1, 10).trace is not None
    assert whole.trace == f"{make(text, 1, 1, 24).trace}{(half.trace or '')[1:]}"
    assert whole.words == 60


def test_a_word_a_paragraph_and_a_passage_over_its_end() -> None:
    text = read_text(FERRY)
    assert (make(text, 1, 3).at, make(text, 1).at, make(text, 1, 2, 3, 2).at) == ("1:3", "1", "1:2-2:3")
    assert [make(text, *place).words for place in ((1, 3), (1,), (1, 2, 3, 2))] == [1, 4, 6]


@pytest.mark.parametrize(
    ("at", "message"),
    [
        ("9", r"9: there is no paragraph 9 \(the text has 5\)"),
        ("1:2-9", r"1:2-9: there is no word 9 in paragraph 1 \(it has 4\)"),
        ("1:7", r"1:7: there is no word 7 in paragraph 1 \(it has 4\)"),
        ("1:2-9:1", r"there is no paragraph 9"),
        ("4:1-5:4", r"there is no word 4 in paragraph 5 \(it has 3\)"),
    ],
)
def test_a_place_beyond_the_text_is_named(at: str, message: str) -> None:
    place = parse_at(at)
    with pytest.raises(PassageError, match=message):
        make(read_text(FERRY), place.paragraph, place.first, place.last, place.last_paragraph)


# --------------------------------------------------------------------------------------------- by quotation


def test_a_quotation_is_found_whatever_its_typography() -> None:
    text = read_text(FERRY)
    locator = find_words(text, "the COUNCIL'S plan, to\npay")
    assert shown(FERRY, text, locator) == "the council’s plan to pay"
    assert locate(text, locator).status == Status.EXACT


def test_a_quotation_may_run_over_the_end_of_a_paragraph() -> None:
    assert find_words(read_text("One two.\n\nThree four."), "two three").at == "1:2-2:1"


def test_whole_words_only() -> None:
    with pytest.raises(PassageError, match="the text has no word 'ferr'"):
        find_words(read_text("the ferries of the ferry"), "ferr")


def test_a_quotation_in_several_places_needs_a_paragraph() -> None:
    text = read_text("a boat\n\nno\n\na boat and a boat\n\nyes")
    with pytest.raises(PassageError, match=r"stand in 3 places: 1:1-2, 3:1-2, 3:4-5 \(say which"):
        find_words(text, "a boat")
    assert find_words(text, "a boat", near=1).at == "1:1-2"
    assert find_words(text, "boat and a boat", near=1).at == "3:2-5"
    with pytest.raises(PassageError, match="2 places: 3:1-2, 3:4-5 "):
        find_words(text, "a boat", near=4)


@pytest.mark.parametrize(
    ("quotation", "at"),
    [
        ("The council … pay.", "1:1-10"),
        ("the council...pay", "1:1-10"),
        ("… council wants to", "1:2-4"),  # nothing stands before it
        ("buy … pay", "1:7-10"),  # the second `buy`: the shortest way
        ("pay … dearly", "2:2-4"),  # not over the end of a paragraph
        ("both ... boats", "3:1-3"),  # the text's own
    ],
)
def test_first_and_last_words_will_do(quotation: str, at: str) -> None:
    text = read_text("The council wants to buy, to buy and to pay.\n\nTo pay up dearly.\n\nBoth... big boats, buy.")
    assert find_words(text, quotation).at == at


@pytest.mark.parametrize(
    ("quotation", "said"),
    [
        ("pay … council", "in no paragraph do the words behind the ellipsis follow"),
        ("sell … pay", "the text has no word 'sell'"),
        ("council … sell", "the text has no word 'sell'"),
        ("to … pay … dearly", "does not go on with 'pay'"),
        ("up … boat", "these words stand in 2 places: 1:2-4, 1:6-8"),
    ],
)
def test_an_ellipsis_that_leads_nowhere_is_said(quotation: str, said: str) -> None:
    with pytest.raises(PassageError, match=re.escape(said)):
        find_words(read_text("council up a boat to up the boat\n\npay"), quotation)


def test_a_quotation_that_is_not_there_says_where_it_leaves_the_text() -> None:
    text = read_text(FERRY)
    for known, wrong in product((1, 2, 3), (["if"], ["if", "possible"])):
        quotation = " ".join([*["keep", "both", "boats"][:known], *wrong])
        message = rf"for {known} of {known + len(wrong)} words \(paragraph 5\), and does not go on with 'if'"
        with pytest.raises(PassageError, match=message):
            find_words(text, quotation)
    with pytest.raises(PassageError, match="the text has no word 'sell', with which the quotation begins"):
        find_words(text, "Sell both boats")
    with pytest.raises(PassageError, match="holds no word"):
        find_words(text, "…")


# --------------------------------------------------------------------------------------------- finding again


@given(st.data())
def test_a_passage_is_exact_where_it_was_made(data: st.DataObject) -> None:
    letters = st.text(alphabet="ab船\u0301'", min_size=1, max_size=3)
    text = join(data.draw(st.lists(st.lists(letters, max_size=30).map(" ".join), max_size=6)))
    if not text.words:
        return
    start = data.draw(st.integers(0, len(text.words) - 1))
    end = data.draw(st.integers(start + 1, len(text.words)))
    locator = make_between(text, start, end)
    found = locate(text, locator)
    assert (found.status, found.at or "", found.differ, found.words) == (Status.EXACT, locator.at, 0, end - start)


def make_between(text: Text, start: int, end: int) -> Locator:
    """The locator of a run of words, counting paragraphs apart from the module's own table."""
    numbers = text.paragraph_of
    first, last = (at - numbers.index(numbers[at]) + 1 for at in (start, end - 1))
    return make(text, numbers[start], first, last, numbers[end - 1])


@pytest.mark.parametrize("at", ["7:3-9", "7:3-30", "7:1-60", "7:50-9:20", "7"])
@pytest.mark.parametrize("traced", [True, False])
def test_a_passage_moves_with_its_paragraph(at: str, traced: bool) -> None:
    paragraphs, place = prose(1), parse_at(at)
    locator = make(join(paragraphs), place.paragraph, place.first, place.last, place.last_paragraph)
    longer = ["A new beginning.", *paragraphs]
    found = locate(join(longer), locator if traced else replace(locator, trace=None))
    assert (found.status, found.paragraph, found.differ) == (Status.MOVED, 8, 0)
    assert (found.first, found.last_paragraph) == (place.first or 1, 10 if place.last_paragraph else None)


def test_of_two_places_the_nearer_one_is_meant() -> None:
    locator = replace(find_words(read_text("keep both boats"), "keep both boats"), paragraph=5)
    near = locate(read_text("keep both boats\n\nno\n\nno\n\nno keep both boats"), locator)
    assert (near.status, near.at) == (Status.MOVED, "4:2-4")


@pytest.mark.parametrize(
    "retyped",
    [
        FERRY.upper(),
        unicodedata.normalize("NFD", FERRY),
        FERRY.replace("’", "'").replace("“", "«").replace("”", "»"),
        FERRY.replace("passenger", "pas\u00adsen\u00adger").replace("winter,", "winter —"),
        FERRY.replace("\n", "\r\n"),
        FERRY.replace("rarely", "_rarely_"),
    ],
)
def test_typography_leaves_a_passage_exact(retyped: str) -> None:
    text = read_text(FERRY)
    assert retyped != FERRY
    for locator in (make(text, 2), make(text, 2, 15, 40), make(text, 3, 20, 24)):
        assert locate(read_text(retyped), locator).status == Status.EXACT


def change(paragraph: str, at: list[int]) -> str:
    """Replace the words at these indices by words whose digits of the trace are others than theirs."""
    words = paragraph.split()
    for index in at:
        words[index] = next(w for w in ("oar", "sail", "tide") if digit(w) != digit(words[index]))
    return " ".join(words)


def digit(word: str) -> int:
    return hashlib.sha256(word.encode()).digest()[-1] % 8


@pytest.mark.parametrize("shift", [0, 1, 2])
@pytest.mark.parametrize(
    ("last", "changed"),
    [(14, [2]), (14, [0, 8]), (30, [3, 11, 25]), (48, [0, 20, 47]), (60, [5, 55]), (60, [0, 59]), (60, [23, 36, 40])],
)
def test_changed_words_are_counted(last: int, changed: list[int], shift: int) -> None:
    paragraphs = prose(2)
    locator = make(join(paragraphs), 9, 1, last)
    paragraphs[8] = change(paragraphs[8], changed)
    found = locate(join(["Something new."] * shift + paragraphs), locator)
    assert (found.status, found.at) == (Status.EDITED, f"{9 + shift}:1-{last}")
    assert (found.differ, found.words) == (len(changed), last)


@pytest.mark.parametrize(("last", "at"), [(30, 12), (60, 12), (60, 30), (60, 45)])
def test_words_put_in_and_left_out_are_counted(last: int, at: int) -> None:
    paragraphs = prose(3)
    locator, words = make(join(paragraphs), 4, 1, last), paragraphs[3].split()
    longer, shorter = [*words[:at], "oar", "sail", *words[at:]], words[:at] + words[at + 3 :]
    for changed, size, differ in ((longer, last + 2, 2), (shorter, last - 3, 3)):
        found = locate(join([*paragraphs[:3], " ".join(changed), *paragraphs[4:]]), locator)
        assert (found.at, found.differ) == (f"4:1-{size}", differ)


def test_a_long_insertion_in_the_middle_of_a_long_passage() -> None:
    paragraphs = prose(10)
    locator, words = make(join(paragraphs), 4, 1, 60), paragraphs[3].split()
    longer = " ".join([*words[:30], *EVERY_WORD_ITS_OWN[500:516], *words[30:]])
    found = locate(join([*paragraphs[:3], longer, *paragraphs[4:]]), locator)
    assert (found.status, found.at, found.differ) == (Status.EDITED, "4:1-76", 16)


def test_in_a_text_that_repeats_itself_a_passage_stays_at_home() -> None:
    locator = make(read_text("row " * 200), 1, 51, 150)
    found = locate(read_text("row " * 99 + "on " + "row " * 99), locator)
    assert (found.status, found.at, found.differ) == (Status.EDITED, "1:51-150", 1)


def test_a_change_that_the_trace_does_not_see_is_still_a_change() -> None:
    paragraphs = prose(4)
    locator, words = make(join(paragraphs), 4, 1, 60), paragraphs[3].split()
    words[30] = "unseen"
    found = locate(join([*paragraphs[:3], " ".join(words), *paragraphs[4:]]), locator)
    assert (found.status, found.differ) == (Status.EDITED, 1)


@pytest.mark.parametrize("last", [5, 14, 30, 60])
def test_a_deleted_passage_is_lost(last: int) -> None:
    paragraphs = prose(5)
    locator = make(join(paragraphs), 9, 1, last)
    paragraphs[8] = " ".join(paragraphs[8].split()[last:])
    assert locate(join(paragraphs), locator) == Found(Status.LOST, words=last)


def test_a_rewritten_passage_is_lost() -> None:
    paragraphs = prose(6)
    locator = make(join(paragraphs), 9, 1, 30)
    mostly = [index for index in range(30) if index % 5 < 2]
    paragraphs[8] = change(paragraphs[8], mostly)
    assert locate(join(paragraphs), locator).status == Status.LOST


def test_of_two_likenesses_none_is_taken_but_the_one_at_home() -> None:
    paragraphs = prose(7)
    locator = make(join(paragraphs), 9, 1, 30)
    likeness = change(paragraphs[8], [3, 9])
    twice = join([*paragraphs[:8], likeness, *paragraphs[9:], likeness])
    assert locate(twice, locator).at == "9:1-30"
    assert locate(twice, replace(locator, paragraph=20)).status == Status.LOST


def test_short_passages_rely_on_their_hash() -> None:
    paragraphs = prose(8)
    locator = make(join(paragraphs), 9, 1, 9)
    paragraphs[8] = change(paragraphs[8], [4])
    assert locate(join(paragraphs), locator).status == Status.LOST


@pytest.mark.parametrize(
    "original",
    [
        "渡轮在冬天每天只开两班而且很少坐满人",
        "船は冬の間一日に二回しか出ないうえ空席が多い",
        "เรือข้ามฟากวิ่งวันละสองเที่ยวในฤดูหนาว",
    ],
)
def test_scripts_without_spaces_are_found_again(original: str) -> None:
    text = read_text(f"{original}。\n\n{original[::-1]}")
    locator = make(text, 1, 2, 15)
    moved, edited = (locate(read_text(f"序\n\n{t}"), locator) for t in (original, original.replace(original[7], "X")))
    assert (moved.status, moved.at) == (Status.MOVED, "2:2-15")
    assert (edited.status, edited.paragraph) == (Status.EDITED, 2)


@pytest.mark.parametrize(("at", "status"), [("2:3-9", "found"), ("2", "found"), ("1:2-9", "lost"), ("9", "lost")])
def test_a_bare_place_is_there_or_not(at: str, status: str) -> None:
    found = locate(read_text(FERRY), parse_at(at))
    assert (found.status, found.differ) == (status, 0)
    assert found.at == {"2:3-9": "2:3-9", "2": "2:1-42"}.get(at)


def test_what_a_locator_leaves_out_is_made_up_for() -> None:
    paragraphs = prose(9)
    text, longer = join(paragraphs), join(["New.", *paragraphs])
    for last in (14, 60):
        locator = make(text, 9, 1, last)
        found = locate(longer, replace(locator, words=None))
        assert (found.status, found.at) == (Status.MOVED, f"10:1-{last}")
        assert locate(longer, replace(locator, sha256=None)) == Found(Status.FOUND, 10, 1, last, words=last)
    assert locate(longer, replace(make(text, 9, 1, 14), words=None, paragraph=99)).at == "10:1-14"
    assert locate(read_text("too short"), replace(make(text, 9, 1, 60), words=None)).status == Status.LOST


def test_spans_show_the_passage_in_the_original() -> None:
    text = read_text(FERRY)
    assert shown(FERRY, text, parse_at("5")) == "Keep both boats"
    assert shown(FERRY, text, parse_at("1:4-2:2")) == "timetable\n\nThe ferry"
    assert shown(FERRY, text, locate(text, make(text, 2, 17, 19))) == "north shore” has"
    assert text.span(parse_at("9")) is None
    assert text.span(Found(Status.LOST)) is None


# ---------------------------------------------------------------------------------------------- edit distance


def by_table(pattern: str, text: str, anchored: bool) -> list[int]:
    """The textbook's table, a column for each character of the text."""
    column, last = list(range(len(pattern) + 1)), [len(pattern)]
    for index, char in enumerate(text, 1):
        new = [index if anchored else 0]
        for row, other in enumerate(pattern):
            new.append(min(column[row] + (char != other), column[row + 1] + 1, new[row] + 1))
        column = new
        last.append(column[-1])
    return last


@given(st.text("012", min_size=1, max_size=50), st.text("0123", max_size=60), st.booleans())
def test_edit_distances_are_those_of_the_table(pattern: str, text: str, anchored: bool) -> None:
    assert edit_distances(pattern, text, anchored=anchored) == by_table(pattern, text, anchored)


# ----------------------------------------------------------------------------------------------- copied words


def test_copied_words_are_found_under_another_dress() -> None:
    own = "As it says, NOBODY ON THE NORTH SHORE HAS ASKED — for a boat."
    assert copied_runs(read_text(FERRY), own) == ["NOBODY ON THE NORTH SHORE HAS ASKED — for a"]


def test_seven_words_are_free_and_the_length_can_be_chosen() -> None:
    text, own = read_text(FERRY), "But nobody on the north shore has asked."
    assert copied_runs(text, own) == []
    assert copied_runs(text, own, 7) == ["nobody on the north shore has asked"]
    with pytest.raises(ValueError, match="at least one word, not 0"):
        copied_runs(text, own, 0)


def test_runs_apart_are_given_apart() -> None:
    own = "The queue reached back to the lighthouse, the café closed; it would need a deeper channel that the crew dug."
    assert copied_runs(read_text(FERRY), own) == [
        "The queue reached back to the lighthouse, the café",
        "it would need a deeper channel that the",
    ]


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_every_copied_window_lies_in_a_run(theirs: list[str], ours: list[str]) -> None:
    runs = copied_runs(read_text(" ".join(theirs)), " ".join(ours), 4)
    windows = {tuple(theirs[i : i + 4]) for i in range(len(theirs) - 3)}
    covered = {i + k for i in range(len(ours) - 3) if tuple(ours[i : i + 4]) in windows for k in range(4)}
    assert sum(len(run.split()) for run in runs) == len(covered)
    assert all(f" {run} " in f" {' '.join(ours)} " for run in runs)
