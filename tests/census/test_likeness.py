"""Names that look like one name: which are told, for which reason, and which are not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.census.likeness import Alike, alike, plain
from tests.effort import tries


def why(one: str, other: str) -> str | None:
    """The reason that two names are told of, None where they are not."""
    found = alike({one: (), other: ()})
    assert all(set(told.names) == {one, other} for told in found)
    assert len(found) <= 1
    return found[0].why if found else None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("The Gazette", "the gazette!", "the same but for capitals, accents and punctuation"),
        ("U.S. Army", "US army", "the same but for capitals, accents and punctuation"),
        ("L'Écho", "L’Echo", "the same but for capitals, accents and punctuation"),
        ("The Gazette", "Gazette", "the same but for little words and titles"),
        ("Dr. Anna Jones", "Anna Jones", "the same but for little words and titles"),
        ("Smith, John", "John Smith", "the same words in another order"),
        ("J. Smith", "John Smith", "the same surname, and a first name with its initial"),
        ("World Health Organization", "WHO", "one is the initials of the other"),
        ("State water ofice", "State water office", "one letter apart"),
        ("State water effice", "State water office", "one letter apart"),
        ("Reuters", "Reuters news agency", "one begins with the whole of the other"),
    ],
)
def test_what_looks_alike(one: str, other: str, reason: str) -> None:
    assert why(one, other) == reason
    assert why(other, one) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("County bridge survey 2019", "County bridge survey 2022"),
        ("County bridge survey", "County bridge survey 2022"),
        ("Witness 1", "Witness 11"),
        ("Report A", "Report B"),
        ("Report", "Report A"),
        ("K. Smith", "J. Smith"),
        ("K. Smith", "John Smith"),
        ("The Herald", "The Gazette"),
        ("An eyewitness", "Another man"),
        ("who", "World Health Organization"),
        ("!!!", "???"),
    ],
)
def test_what_does_not(one: str, other: str) -> None:
    assert why(one, other) is None


def test_an_initial_of_many_says_nothing() -> None:
    names = {f"{first} Smith": () for first in ("John", "James", "Jack", "Jane", "J.")}
    assert alike(names) == ()


def test_one_web_address() -> None:
    names = {"The report": ["https://www.example.org/r/"], "R. 7": ["http://example.org/r"], "Home": ["https://e.org/"]}
    assert alike(names | {"Elsewhere": ["https://e.org"], "Bad": ["http://["]}) == (
        Alike(("R. 7", "The report"), "the same web address"),
    )


def test_a_pair_is_told_of_once() -> None:
    names = {"The Gazette": ["https://g.org/1"], "the gazette": ["https://g.org/1"], "Gazette": ()}
    assert alike(names) == (
        Alike(("The Gazette", "the gazette"), "the same but for capitals, accents and punctuation"),
        Alike(("Gazette", "The Gazette", "the gazette"), "the same but for little words and titles"),
    )


@given(st.lists(st.text("aAbB. é1'", max_size=9), unique=True, max_size=8))
@tries(100)
def test_laws(names: list[str]) -> None:
    """The order of names changes nothing, names alike stay so among others, and the same form is always told."""
    found = alike(dict.fromkeys(names, ()))
    assert found == alike(dict.fromkeys(reversed(names), ()))
    told = {pair for one in found for pair in combinations(one.names, 2)}
    for one, other in combinations(sorted(names), 2):
        if plain(one) and plain(one) == plain(other):
            assert (one, other) in told
        if plain(one) == "" or plain(other) == "":
            assert (one, other) not in told
