"""An outline typed in haste: what it is as a map, and what is said of one that cannot be read."""

import random
from textwrap import dedent
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from argmap.audit import arrange_text
from argmap.formats.shared.naming import Names, slug
from argmap.formats.shared.write import map_text
from argmap.passages import make, read_text
from argmap.starting.outline import capture
from tests.effort import tries


def captured(outline: str) -> dict[str, Any]:
    made = capture(dedent(outline))
    assert made.problems == ()
    assert made.data is not None
    assert arrange_text(map_text(made.data)).problems == ()
    return made.data


def said(outline: str) -> list[str]:
    made = capture(outline)
    assert made.data is None
    return list(map(str, made.problems))


def test_an_outline_is_a_map() -> None:
    data = captured("""\
        # Should the square be closed?
        The square should be closed.
        + Traffic fouls the air.
          + It was 40 % above the limit. [council, p. 12]
          ~ The monitor stands at a bus stop.
        & Closing the square would end that.
        - Shops would lose their deliveries.
          - They come before nine. [gazette?; council]
        [council]: Council air report: 2023
        """)
    assert data == {
        "argmap": 1,
        "title": "Should the square be closed?",
        "sources": {"council": {"name": "Council air report: 2023"}, "gazette": {"name": "gazette"}},
        "thesis": {
            "claim": "The square should be closed.",
            "because": [
                {
                    "together": [
                        {
                            "claim": "Traffic fouls the air.",
                            "because": [{"evidence": "It was 40 % above the limit.", "source": "council, p. 12"}],
                        },
                        "Closing the square would end that.",
                    ],
                    "unless": ["The monitor stands at a bus stop."],
                },
            ],
            "but": [
                {
                    "claim": "Shops would lose their deliveries.",
                    "but": [{"evidence": "They come before nine.", "source": ["gazette?", "council"]}],
                }
            ],
        },
    }


def test_a_thesis_alone_is_a_map() -> None:
    assert captured("It is so.")["thesis"] == {"claim": "It is so."}


def test_four_keystrokes_a_premise() -> None:
    """The line end, a tab or its removal where the depth changes (editors keep it else), the sign and the blank."""
    lines = ["It is so.", "+ First.", "\t+ Second.", "\t\t+ Third.", "\t\t& Fourth.", "\t- Fifth."]
    depths = [line.count("\t") for line in lines]
    signs = [len(line.strip()) - len(line.strip().lstrip("+-&~ ")) for line in lines]
    keys = [1 + abs(depths[at] - depths[at - 1]) + signs[at] for at in range(1, len(lines))]
    assert max(keys) == 4
    first = captured("\n".join(lines))["thesis"]["because"][0]
    assert first == {
        "claim": "First.",
        "because": [{"claim": "Second.", "because": [{"together": ["Third.", "Fourth."]}]}],
        "but": ["Fifth."],
    }


def test_text_goes_on_in_the_next_line() -> None:
    data = captured("""\
        The square
        should be closed.
        + Traffic fouls
          the air, and
        has for years.

        The park should stay.
        """)
    first, second = data["thesis"]
    assert first == {"claim": "The square should be closed.", "because": ["Traffic fouls the air, and has for years."]}
    assert second == {"claim": "The park should stay."}


def test_an_undercut_stands_on_the_step_of_the_line_above_it() -> None:
    data = captured("T.\n+ A.\n  ~ U.\n    - R.\n- B.\n  ~ V.\n  & W.\n")
    assert data["thesis"]["because"] == [{"claim": "A.", "unless": [{"claim": "U.", "but": ["R."]}]}]
    assert data["thesis"]["but"] == [{"claim": "B.", "unless": [{"together": ["V.", "W."]}]}]


def test_assumptions_and_sources_with_names_of_their_own() -> None:
    data = captured(
        "T.\n+ assume: Nothing changes.\n+ E. [The Gazette, 4 May]\n+ F. [the gazette]\n+ G. [the-gazette]\n"
    )
    assert data["sources"] == {"the-gazette": {"name": "The Gazette"}, "the-gazette-2": {"name": "the-gazette"}}
    assumed, first, second, third = data["thesis"]["because"]
    assert assumed == {"assume": "Nothing changes."}
    assert [first["source"], second["source"], third["source"]] == [
        "the-gazette, 4 May",
        "the-gazette",
        "the-gazette-2",
    ]


def test_a_line_may_say_where_the_text_has_it() -> None:
    outline = "A. @1:1-2\n+ B. [s, p. 3] @2:1\n+ C.\n  @1:2-2:1\n+ assume: D. @1:1\n+ E @2.\n"
    assert capture(outline).data == {
        "argmap": 1,
        "sources": {"s": {"name": "s"}},
        "thesis": {
            "claim": "A.",
            "passage": {"at": "1:1-2"},
            "because": [
                {"evidence": "B.", "source": "s, p. 3", "passage": {"at": "2:1"}},
                {"claim": "C.", "passage": {"at": "1:2-2:1"}},
                {"assume": "D.", "passage": {"at": "1:1"}},
                "E @2.",
            ],
        },
    }


def test_with_the_text_at_hand_a_place_is_a_full_locator() -> None:
    essay = "One two.\n\n" + "So it was said, and there it was written down for all.\n"
    data = capture("A. @2:1-12\n+ B. @1:2", read_text(essay)).data
    assert data is not None
    assert arrange_text(map_text(data)).problems == ()
    thesis, reason = data["thesis"]["passage"], data["thesis"]["because"][0]["passage"]
    assert (thesis["words"], thesis["trace"][:1], reason["words"], "trace" in reason) == (12, "t", 1, False)
    assert thesis["sha256"] == make(read_text(essay), 2, 1, 12).sha256


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("3:1", "1:1: 3:1: there is no paragraph 3 (the text has 2)"),
        ("1:9", "1:1: 1:9: there is no word 9 in paragraph 1"),
        ("1:2-1", "the passage ends before it begins"),
        ("1:0", "'1:0' is no place in a text"),
    ],
)
def test_a_place_that_is_none_is_said(place: str, said: str) -> None:
    captured = capture(f"A. @{place}", read_text("One two.\n\nThree."))
    assert captured.data is None
    assert said in str(captured.problems[0])


def test_a_bracket_inside_a_text_is_no_source() -> None:
    assert captured("T.\n+ He [the mayor] said so [sic].")["thesis"]["because"] == ["He [the mayor] said so [sic]."]


def test_sources_in_a_script_without_letters_of_ascii_have_keys_too() -> None:
    data = captured("T.\n+ E. [市役所]\n+ F. [新聞]\n")
    assert data["sources"] == {"source": {"name": "市役所"}, "source-2": {"name": "新聞"}}


@pytest.mark.parametrize(
    ("outline", "problem"),
    [
        ("", "1:1: there is no thesis (write it as the first line, without a sign)"),
        ("+ A.", "1:1: `+` stands above any thesis (begin with the thesis, without a sign)"),
        ("  T.", "1:3: this goes on with no line above it (begin with the thesis, not indented)"),
        ("T.\n& A.", "2:1: `&` has nothing to join (it joins the line before it at its own level: write that first, "),
        ("T.\n+ A.\n  & B.", "3:3: `&` has nothing to join"),
        ("T.\n~ A.", "2:1: no step leads up from a thesis (indent `~` under a reason)"),
        ("T.\n+", "2:1: nothing stands after `+` (write a sentence after it)"),
        ("T.\n+A.", "2:1: `+A.` begins with what is no sign (put a blank after the sign)"),
        ("T.\n  * A.", "2:3: `* A.` begins with what is no sign (`+` is a reason, `-` an objection)"),
        ("T.\n1. A.", "2:1: `1. A.` begins with what is no sign"),
        ("T.\n    + A.\n  + B.", "3:3: this is indented like no line above it (line it up with one)"),
        ("T.\n+ A.\n    + B.\n  + C.", "4:3: this is indented like no line above it (line it up with one)"),
        ("T.\n  + A.\n\t\t\t+ B.", "3:1: tabs and blanks are mixed before this line (indent with one of the two)"),
        ("T.\n+ A.\n\n  B.", "4:3: no sign, after an empty line"),
        ("T.\n# A", "2:1: a title stands at the top, once (take the line out)"),
        ("#\nT.", "1:1: nothing stands after `#`"),
        ("T.\n+ E. [a]\n  + B.", "3:3: a reason stands under evidence, which is not argued (leave out the source"),
        (
            "T.\n+ assume: E.\n  + B.",
            "3:3: a reason stands under an assumption, which is not argued (leave out `assume:`",
        ),
        ("T.\n+ [a]", "2:1: a source, but no evidence"),
        ("T.\n+ E. [a, ]", "2:1: nothing stands after the comma in `[a,]`"),
        ("T.\n+ E. [a;]", "2:1: no source is named in `[]`"),
        ("T.\n+ E. [unknown]", "2:1: `unknown` has a meaning of its own (call the source something else)"),
        ("T.\n+ assume:", "2:1: nothing stands after `assume:`"),
        ("T.\n+ assume: E. [a]", "2:1: an assumption has no source (leave out `assume:` or the source"),
        ("T.\n+ E. [gazette]\n[gazete]: G", "3:1: no line cites the source `gazete` (did you mean `gazette`?)"),
        ("T.\n+ E. [a]\n[a]: A\n[A]: B", "4:1: `A` has a name at line 3 already (take one out)"),
        ("T.\n[a]:", "2:1: the source `a` gets no name"),
        ("T.\n+ \x1b[31m", "2:3: a control character stands here (take it out)"),
        ("x" * 50_001, "1:1: a text of more than 50,000 characters"),
    ],
)
def test_what_cannot_be_read_is_said_at_its_place(outline: str, problem: str) -> None:
    (only,) = said(outline)
    assert only.startswith(problem)


def test_all_problems_are_told_at_once() -> None:
    assert [one.partition(": ")[0] for one in said("T.\n+A.\n& B.\n+ E. [a,]\n")] == ["2:1", "3:1", "4:1"]


def test_what_is_nested_too_deep_is_said() -> None:
    deep = "T.\n" + "".join(f"{' ' * level}+ L{level}.\n" for level in range(199))
    assert capture(deep).problems == ()
    captured(deep)
    (only,) = said(deep + f"{' ' * 199}+ One more.\n")
    assert only.startswith("201:200: this is nested deeper than 200 claims")


# -- laws


def outline_of(dice: random.Random, unit: str, depth: int = 0, count: int = 3) -> tuple[list[str], dict[str, Any]]:
    """Random lines under a statement at a level, and the moves that they are."""
    lines: list[str] = []
    moves: dict[str, Any] = {}
    for _ in range(dice.randrange(count + 1) if depth < 4 else 0):
        sign, key = dice.choice((("+", "because"), ("-", "but")))
        premises: list[Any] = []
        unless: list[Any] = []
        for place in range(dice.choice((1, 1, 2, 3))):
            words = f"Said {dice.randrange(10**6)}: so, or # not."
            below, under = outline_of(dice, unit, depth + 1, count - 1)
            indent = unit * depth
            lines.append(f"{indent}{sign if place == 0 else '&'} {words}")
            if dice.random() < 0.2:
                lines.append(f"{indent}{unit}~ Unless {words}")
                unless.append(f"Unless {words}")
            lines += below
            premises.append({"claim": words, **under} if under else words)
        step = premises[0] if len(premises) == 1 else {"together": premises}
        if unless:
            step = {"claim": step} if isinstance(step, str) else step
            step["unless"] = unless
        moves.setdefault(key, []).append(step)
    return lines, {key: moves[key] for key in ("because", "but") if key in moves}


@tries(60)
@given(st.integers(0, 2**32), st.sampled_from([" ", "  ", "\t", "   "]), st.sampled_from(["\n", "\r\n", "\n\n"]))
def test_the_map_is_what_was_typed(seed: int, unit: str, end: str) -> None:
    lines, moves = outline_of(random.Random(seed), unit)
    text = end.join(["It is so.", *lines])
    data = captured(text)
    assert data["thesis"] == {"claim": "It is so.", **moves}
    assert yaml.safe_load(map_text(data))["thesis"] == data["thesis"]


PIECES = [
    "T.",
    "+ ",
    "- ",
    "& ",
    "~ ",
    "  ",
    "\t",
    "\n",
    "[a]",
    "[b, c]",
    "assume: ",
    "#",
    "x",
    ":",
    "\u2028",
    "é",
    "]:",
]


@tries(200)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("T.\n+ \u2028\n")
@example("#\u2028\nT.")
def test_whatever_is_typed_is_a_map_or_a_problem(outline: str) -> None:
    made = capture(outline)
    assert (made.data is None) == bool(made.problems)
    if made.data is not None:
        assert arrange_text(map_text(made.data)).problems == ()


@tries(60)
@given(st.text())
def test_a_slug_is_a_key(name: str) -> None:
    key = slug(name)
    assert len(key) <= 76
    assert not key or all(part.isalnum() and part.isascii() for part in key.split("-"))


def test_a_slug_keeps_letters_under_their_accents() -> None:
    assert [slug(name) for name in ("ÖBB", "Société Générale", "Maße")] == ["obb", "societe-generale", "masse"]


def test_keys_are_given_once() -> None:
    keys = Names()
    assert [keys.new(key) for key in ("a", "a-2", "a", "a", "b")] == ["a", "a-2", "a-3", "a-4", "b"]
