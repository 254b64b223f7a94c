"""Profiles: what a user's file says, and what is wrong with it, at its place."""

import pytest

from argmap.profile import LoadedProfile, default_profile, load_profile, profile_template, strangers
from tests.support.maps import graph_of
from tests.support.test_cutsets import of_map, saying


def said(loaded: LoadedProfile) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_the_template_is_the_default_profile() -> None:
    loaded = load_profile(profile_template())
    assert loaded.problems == ()
    assert loaded.profile == default_profile()


def test_the_default_keeps_the_order_that_the_words_have() -> None:
    known = default_profile()
    letters = [known.ratings[letter] for letter in ("A", "B", "C", "D", "E")]
    assert letters == sorted(letters, reverse=True)
    assert known.rated(None) == known.rated("F") == known.ratings["unjudged"]
    credible = [known.credibility[digit] for digit in ("1", "2", "3", "4", "5")]
    assert credible == sorted(credible, reverse=True)
    assert known.strengths["weak"] < known.strengths["moderate"] < known.strengths["strong"]


def test_the_examples_in_the_template_can_be_used() -> None:
    lines = profile_template().splitlines()
    start = next(place for place, line in enumerate(lines) if line == "# events:")
    end = next(place for place in range(start, len(lines)) if not lines[place])
    example = [line.removeprefix("# ") for line in lines[start:end] if not line.startswith("# Sources")]
    loaded = load_profile("\n".join(example))
    assert said(loaded) == []
    assert loaded.profile is not None
    assert (loaded.profile.events, len(loaded.profile.beta)) == ({"survey": 0.9, "text": 0.6}, 2)


def test_what_is_left_out_is_as_in_the_default() -> None:
    loaded = load_profile("ratings:\n  A: 0.99   # the register itself\nthreshold: 0.8\n")
    assert loaded.profile is not None
    assert (loaded.profile.ratings["A"], loaded.profile.threshold) == (0.99, 0.8)
    assert loaded.profile.ratings["B"] == default_profile().ratings["B"]
    assert loaded.profile.own_word == default_profile().own_word


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1: the file holds no profile (begin with `ratings:`, or copy the profile that comes with argmap)"),
        ("- A\n", "1:1: the file holds no profile (begin with `ratings:`, or copy the profile that comes with argmap)"),
        ("rating:\n  A: 1\n", "1:1: `rating` is not a key of a profile (did you mean `ratings`?)"),
        ("ratings:\n  A: 90%\n", "2:6: `A` cannot be `90%` (write 0.9)"),
        ("ratings:\n  A: 1.5\n", "2:6: `A` cannot be `1.5` (write a number from 0 to 1)"),
        ("events:\n  a: nan\n", "2:6: `a` cannot be `nan` (write a number from 0 to 1)"),
        ("threshold:\n  a: 1\n", "2:3: `threshold` must be a number (write a number from 0 to 1)"),
        ("ratings: 0.3\n", "1:10: `ratings` needs keys of its own (write them below it, one a line, or take it out)"),
        (
            "ratings:\n  G: 0.3\n",
            "2:3: `G` is not a key of `ratings` (the keys are A, B, C, D, E, F, unjudged)",
        ),
        ("ratings:\n  unjuged: 0.3\n", "2:3: `unjuged` is not a key of `ratings` (did you mean `unjudged`?)"),
        ("credibility:\n  7: 0.3\n", "2:3: `7` is not a key of `credibility` (the keys are 1, 2, 3, 4, 5, 6)"),
        ("strengths:\n  wek: 0.3\n", "2:3: `wek` is not a key of `strengths` (did you mean `weak`?)"),
        ("beta: 0.3\n", "1:7: `beta` must be a list (write one entry a line, each after `- `)"),
        (
            "beta:\n- sources: [a]\n  beta: 0.1\n",
            "2:3: `sources` needs two keys or more (name the sources that share part of their origin)",
        ),
        (
            "beta:\n- beta: 0.1\n",
            "2:3: sources share part of their origin either by name or by group (write `sources:` or `group:`)",
        ),
        ("beta:\n- group: a\n", "2:3: `beta` is missing (write `beta:` and a number from 0 to 1)"),
        ("beta:\n- group: a\n  bet: 0.1\n  beta: 0.1\n", "3:3: `bet` is not a key of `beta` (did you mean `beta`?)"),
        ("beta:\n- sources: [a, a]\n  beta: 0.1\n", "2:16: `a` stands in one list twice (keep one of them)"),
        (
            "threshold: &a 1\n",
            "1:12: `&a` is an anchor, and anchors are not read (take it out; a text that begins with & goes in quotes)",
        ),
        (
            "threshold: !p x\n",
            "1:12: `!p` is a tag, and tags are not read (take it out; a text that begins with ! goes in quotes)",
        ),
        ("own-word: 0.1\nown-word: 0.2\n", "2:1: the key `own-word` stands here twice (keep one of them)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_profile(text: str, problem: str) -> None:
    loaded = load_profile(text)
    assert said(loaded) == [problem]
    assert loaded.profile is None


def test_all_problems_in_one_run() -> None:
    text = (
        "ratings:\n  A: x\nbeta:\n- group: a\n  beta: 0.1\n- group: a\n  beta: 0.2\n"
        "- sources: [a, b]\n  beta: 0.1\n- sources: [b, a]\n  beta: 0.2\n"
    )
    assert said(load_profile(text)) == ["2:6: `A` cannot be `x` (write a number from 0 to 1)"]
    assert said(load_profile(text.replace("x", "1"))) == [
        "4:10: the group `a` stands under `beta:` more than once (keep one of them)",
        "6:10: the group `a` stands under `beta:` more than once (keep one of them)",
        "8:12: the same sources stand under `beta:` more than once (keep one of them)",
        "10:12: the same sources stand under `beta:` more than once (keep one of them)",
    ]


def test_names_that_the_map_does_not_know() -> None:
    sources = {"survey": "A survey", "desk": {"name": "Desk", "group": "house"}, "gazette": "The Gazette"}
    linked = {"together": [saying("survey"), saying("desk"), {"assume": "So.", "id": "so"}, {"assume": "And so."}]}
    graph = graph_of(of_map(sources, linked))
    good = "events: {survey: 1, so: 1, 1.1.4: 1, text: 1, mapper: 1, unknown: 1}\nbeta:\n- group: house\n  beta: 1\n"
    assert strangers(load_profile(good), graph) == ()
    bad = (
        "events:\n  survye: 1\n  house: 1\n  1: 1\n  1.1.1: 1\n  nobody-at-all: 1\n"
        "beta:\n- sources: [gazete, desk]\n  beta: 1\n- group: hose\n  beta: 1\n"
    )
    assert [str(problem) for problem in strangers(load_profile(bad), graph)] == [
        "2:3: `survye` names no event (did you mean `survey`?)",
        "3:3: `house` is a group (say under `beta:` how much of their doubt its sources have in common)",
        "4:3: `1` is a claim (a figure belongs to what it rests on: its sources and assumptions)",
        "5:3: `1.1.1` is evidence (a figure belongs to what it rests on: its sources and assumptions)",
        "6:3: `nobody-at-all` names no event (name one of the events of this map, a source or an assumption)",
        "8:13: `gazete` names no source (did you mean `gazette`?)",
        "10:10: `hose` names no group (did you mean `house`?)",
    ]
