"""A user's file, and what the loader says of it: the map as it was written, or the problems at their places."""

import time
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import argmap.load
from argmap.files import Unreadable, decoded, read_text
from argmap.load import REREADS, Loaded, load
from argmap.problem import PROBLEMS_LIMIT

PURE = yaml.SafeLoader
LIBYAML = getattr(yaml, "CSafeLoader", None)
needs_libyaml = pytest.mark.skipif(LIBYAML is None, reason="PyYAML was built without libyaml")


@pytest.fixture(params=[pytest.param(LIBYAML, id="libyaml", marks=needs_libyaml), pytest.param(PURE, id="pure")])
def loader(request: pytest.FixtureRequest) -> Any:
    return request.param


def said(loaded: Loaded) -> list[str]:
    """The problems without what to do about them."""
    return [f"{p.line}:{p.column}: {p.code + ' ' if p.code else ''}{p.message}" for p in loaded.problems]


def under_because(items: str) -> str:
    """A map with these reasons; the first of them begins at line 5, column 3."""
    return "argmap: 1\nthesis:\n  claim: A.\n  because:\n" + indent(dedent(items).strip("\n"), "  ") + "\n"


def reasons(loaded: Loaded) -> list[str]:
    assert loaded.map is not None, loaded.problems
    thesis: Any = loaded.map.thesis[0]
    return [item.claim for item in thesis.because]


# -- hostile files


DEEP = "this is nested deeper than 200 claims"
BRACKETS = "a list in brackets would split a text at its commas"
DIRECTIVE = "a line that begins with % is a directive, and directives are not read"


@pytest.mark.parametrize(
    ("text", "line", "messages"),
    [
        pytest.param("[" * 50_000, 1, {DEEP, BRACKETS}, id="brackets"),
        pytest.param("argmap: 1\nthesis:\n  source: " + "[" * 50_000, 3, {DEEP, BRACKETS}, id="brackets at a source"),
        pytest.param("- " * 50_000, 1, {DEEP}, id="dashes"),
        pytest.param("{a: " * 50_000, 1, {DEEP}, id="braces"),
        pytest.param("".join(" " * depth + "a:\n" for depth in range(3000)), 409, {DEEP}, id="mappings"),
        pytest.param("? " * 50_000, 1, {"a key must be a plain word"}, id="question marks"),
    ],
)
def test_deep_nesting_is_refused_and_does_not_crash(loader: Any, text: str, line: int, messages: set[str]) -> None:
    """The two parsers look ahead by different lengths, so they agree on the line and not on the column."""
    [problem] = load(text, loader).problems
    assert problem.line == line
    assert problem.message in messages


ANCHOR = "anchors are not read"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(
            under_because("- &x B.\n- *x"),
            ["5:5: `&x` is an anchor, and anchors are not read", "6:5: `*x` is an alias, and aliases are not read"],
            id="alias",
        ),
        pytest.param(
            "a: &a {x: y}\nb: &b {x: *a, y: *a}\n",
            [
                "1:1: AM601 `a` is not a key",
                "1:1: `argmap` is missing",
                "1:1: `thesis` is missing",
                "1:4: `&a` is an anchor, and anchors are not read",
                "2:1: AM601 `b` is not a key",
                "2:4: `&b` is an anchor, and anchors are not read",
                "2:11: `*a` is an alias, and aliases are not read",
            ],
            id="billion laughs",
        ),
        pytest.param(
            under_because("- &x\n  claim: B."), ["5:5: `&x` is an anchor, and anchors are not read"], id="anchor of map"
        ),
        pytest.param(
            under_because("- !!str B.\n- !!python/object:os.system C.\n- !own D."),
            [
                "5:5: `!!str` is a tag, and tags are not read",
                "6:5: `!!python/object:os.system` is a tag, and tags are not read",
                "7:5: `!own` is a tag, and tags are not read",
            ],
            id="tags",
        ),
        pytest.param(under_because("- <<: x\n  claim: B."), ["5:5: merge keys (`<<`) are not read"], id="merge key"),
        pytest.param(
            "argmap: 1\nthesis: A.\nthesis: B.\n", ["3:1: the key `thesis` stands here twice"], id="repeated key"
        ),
        pytest.param(
            "argmap: 1\nthesis: A.\n---\nargmap: 1\n", ["3:1: a second document begins here"], id="second document"
        ),
        pytest.param(
            "argmap: 1\nthesis: A.\n...\nmore: 1\n", ["4:1: a second document begins here"], id="text after the end"
        ),
        pytest.param("%YAML 1.2\n---\nargmap: 1\nthesis: A.\n", [f"1:1: {DIRECTIVE}"], id="directive"),
        pytest.param("%YAML 9.9\n---\nargmap: 1\nthesis: A.\n", [f"1:1: {DIRECTIVE}"], id="later version"),
        pytest.param("%FOO bar\n---\nargmap: 1\nthesis: A.\n", [f"1:1: {DIRECTIVE}"], id="unknown directive"),
        pytest.param(under_because("- [a]: b"), ["5:5: a key must be a plain word"], id="a list for a key"),
        pytest.param(under_because("- {a: b}: c"), ["5:5: a key must be a plain word"], id="a mapping for a key"),
        pytest.param(under_because("- ? [a]\n  : b"), ["5:7: a key must be a plain word"], id="complex key"),
        pytest.param("argmap: 1\n'': x\nthesis: A.\n", ["2:1: a key is empty"], id="empty key"),
        pytest.param("", ["1:1: the file holds no map"], id="empty"),
        pytest.param("# nothing yet\n\n", ["1:1: the file holds no map"], id="only comments"),
        pytest.param("---\n", ["2:1: the file holds no map"], id="an empty document"),
        pytest.param("hello\n", ["1:1: the file holds no map"], id="one word"),
        pytest.param("- argmap: 1\n", ["1:1: the file holds no map"], id="a list"),
        pytest.param(
            "argmap: 1\nthesis: " + "x" * 60_000,
            ["2:9: `claim` is longer than 50,000 characters"],
            id="very long line",
        ),
        pytest.param(
            "argmap: 1\n" + "k" * 2000 + ": x\nthesis: A.\n",
            ["2:2001: a key has no colon after it, or a text is not indented under its key"],
            id="very long key",
        ),
        pytest.param(
            "argmap: 1\nthesis:\n\tclaim: B.\n", ["3:1: a tab stands where blanks indent"], id="tab at the start"
        ),
        pytest.param(
            under_because("- claim: B.\n\tbecause: C."), ["6:3: a tab stands where blanks indent"], id="tab to indent"
        ),
    ],
)
def test_what_yaml_offers_and_maps_do_not(loader: Any, text: str, problems: list[str]) -> None:
    assert said(load(text, loader)) == problems


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("argmap: 1\nthesis: a\0b\n", 2, id="NUL"),
        pytest.param("argmap: 1\nthesis: a\x1b[31m\n", 2, id="escape"),
        pytest.param("argmap: 1\nthesis: a\x9bb\n", 2, id="C1"),
        pytest.param("argmap: 1\nthesis: a\uffffb\n", 2, id="no character"),
        pytest.param("argmap: 1\n# a\x07\nthesis: A.\n", 2, id="in a comment"),
        pytest.param('argmap: 1\nthesis: "a\\0"\n', 2, id="NUL escaped"),
        pytest.param('argmap: 1\nthesis: "a\\e[31m"\n', 2, id="escape escaped"),
        pytest.param('argmap: 1\n"no\\ete": B.\nthesis: A.\n', 2, id="escaped in a key"),
        pytest.param("argmap: 1\nthesis: a \ud800 b\n", 2, id="lone surrogate"),
        pytest.param('argmap: 1\nthesis: "\\ud800"\n', 2, id="lone surrogate escaped"),
        pytest.param('argmap: 1\nthesis: "\\UFFFFFFFF"\n', 2, id="past the end of Unicode"),
    ],
)
def test_control_characters_and_what_is_none(loader: Any, text: str, line: int) -> None:
    """The parsers differ in column and words: libyaml refuses some escapes that the pure one lets through to us."""
    problems = load(text, loader).problems
    assert {problem.line for problem in problems} == {line}
    [first, *_] = problems
    assert any(word in first.message for word in ("control character", "the character U+", "Unicode", "an escape"))


def test_the_control_character_is_named(loader: Any) -> None:
    assert said(load('argmap: 1\nthesis: "a\\e[31m"\n', loader)) == ["2:9: a text holds the character U+001B"]


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"])
def test_line_ends_that_editors_do_not_count(loader: Any, sign: str) -> None:
    text = f"argmap: 1\nthesis:\n  claim: One{sign}    two.\n"
    assert said(load(text, loader)) == [f"3:13: a line ends in the character U+{ord(sign):04X}"]


@needs_libyaml
def test_a_scalar_of_50_megabytes_is_refused_quickly() -> None:
    """Whole process time, with a wide margin: it takes half a second."""
    text = "argmap: 1\nthesis: " + "x" * 50_000_000
    start = time.process_time()
    assert said(load(text, LIBYAML)) == ["2:9: `claim` is longer than 50,000 characters"]
    assert time.process_time() - start < 5


@needs_libyaml
@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "argmap: 1\nthesis: A.\n" + "".join(f"k{at}: v\n" for at in range(100_000)),
            "3:1: AM601 `k0` is not a key",
            id="unknown keys",
        ),
        pytest.param(under_because("-\n" * 100_000), "5:4: an item is empty", id="empty items"),
        pytest.param("argmap: 1\n" + "a: v\n" * 100_000, "3:1: the key `a` stands here twice", id="one key"),
    ],
)
def test_very_many_faults_are_capped(text: str, first: str) -> None:
    start = time.process_time()
    problems = said(load(text, LIBYAML))
    assert time.process_time() - start < 5
    assert problems[0] == first
    assert len(problems) == PROBLEMS_LIMIT + 1
    assert "and " in problems[-1]
    assert problems[-1].endswith("more problems")


def test_the_capped_list_says_how_many_more() -> None:
    problems = said(load("argmap: 1\nthesis: A.\n" + "".join(f"k{at}: v\n" for at in range(250))))
    assert problems[-1] == "102:1: and 150 more problems"


@needs_libyaml
def test_many_sources_are_no_fault() -> None:
    text = "argmap: 1\nthesis: A.\nsources:\n" + "".join(f"  k{at}: v\n" for at in range(300_000))
    loaded = load(text, LIBYAML)
    assert loaded.map is not None
    assert len(loaded.map.sources) == 300_000


def test_too_many_parts(loader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(argmap.load, "NODES_LIMIT", 10)
    assert said(load(under_because("- B.\n" * 20), loader)) == ["13:5: the file has more than 10 parts"]


# -- marks and line ends


def test_utf_16_without_a_mark_holds_control_characters() -> None:
    text = decoded("argmap: 1\nthesis: A.\n".encode("utf-16-le"))
    assert said(load(text)) == ["1:2: the file holds a control character"]


def test_a_byte_order_mark_is_passed_over(loader: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.argmap.yaml"
    path.write_bytes(b"\xef\xbb\xbfargmap: 1\nthesis: A.\n")
    assert read_text(path) == "argmap: 1\nthesis: A.\n"
    assert said(load(read_text(path), loader)) == []
    assert said(load("\ufeffargmap: 2\nthesis: A.\n", loader)) == ["1:9: this file is of version `2` of the format"]


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"], ids=["CRLF", "CR", "LF"])
@pytest.mark.parametrize("last", [True, False], ids=["closed", "no final newline"])
def test_line_ends(loader: Any, ends: str, last: bool) -> None:
    text = ends.join(["argmap: 1", "thesis:", "  claim: A.", "  because:", "  - B is so."]) + ends * last
    loaded = load(text, loader)
    assert reasons(loaded) == ["B is so."]
    assert loaded.places.at(("thesis", 0, "because", 0)) == (5, 5)


def test_a_question_mark_may_stand_before_a_key(loader: Any) -> None:
    assert reasons(load(under_because("- ? claim\n  : B."), loader)) == ["B."]


# -- traps of prose


SWALLOWED = "this line looks like an item, but YAML reads it as more of the text above"
CUT = "YAML takes the rest of this line, from `#`, for a comment"
COLON = "a colon and a blank inside a text look like a key"
AFTER_QUOTES = "a text goes on after its closing quotation mark"
NOTHING = "is YAML's word for nothing"
OPEN_QUOTES = "a quotation mark opens here and does not close"


@pytest.mark.parametrize(
    ("items", "problems"),
    [
        pytest.param("- B is.\n  - C is.", [f"6:5: {SWALLOWED}"], id="a reason under a bare text"),
        pytest.param("- claim: B is.\n    - C is.", [f"6:7: {SWALLOWED}"], id="a reason under a claim"),
        pytest.param(
            "- B is.\n  - claim: C is.", [f"6:5: {SWALLOWED}", f"6:12: {COLON}"], id="a claim under a bare text"
        ),
        pytest.param("- B is.\n  because:\n  - C is.", [f"6:12: {COLON}"], id="because under a bare text"),
        pytest.param("- It costs #1 here.", [f"5:14: {CUT}"], id="a number sign"),
        pytest.param("- claim: It costs # 1 here.", [f"5:21: {CUT}"], id="a number sign and a blank"),
        pytest.param("- It is so. #1 says it.", [f"5:15: {CUT}"], id="a number sign after a sentence"),
        pytest.param(
            "- evidence: B.\n  source: survey, issue #4",
            ["6:13: AM102 `survey` names no source", f"6:27: {CUT}"],
            id="a number sign in a locator",
        ),
        pytest.param("- Note: x", ["5:5: `Note:` is read as a key"], id="a colon in a bare text"),
        pytest.param("- He said this: no.", ["5:5: `He said this:` is read as a key"], id="a longer one"),
        pytest.param("- claim: He said this: no.", [f"5:24: {COLON}"], id="a colon in a claim"),
        pytest.param("- Claim: x", ["5:5: `Claim` is not a kind of item"], id="nearly a key"),
        pytest.param(
            "- {claim: One, two}",
            ["5:18: a comma inside braces splits a text here: `two` is read as a key"],
            id="a comma in braces",
        ),
        pytest.param(
            "- {claim: One, two is., note: x}",
            ["5:18: a comma inside braces splits a text here: `two is.` is read as a key"],
            id="a comma in the middle of braces",
        ),
        pytest.param("- [One, two]", [f"5:5: {BRACKETS}"], id="a comma in brackets"),
        pytest.param("- claim: B.\n  because: [One, two]", [f"6:14: {BRACKETS}"], id="reasons in brackets"),
        pytest.param(
            "- evidence: B.\n  source: [survey, p. 12]",
            [
                "6:14: AM102 `survey` names no source",
                "6:22: a comma inside brackets splits a text here: `p. 12` is read as a source",
            ],
            id="a locator in brackets",
        ),
        pytest.param("- claim:\n- B.", ["5:5: `claim` is empty"], id="no text"),
        pytest.param("- claim: ~\n- null", [f"5:12: `~` {NOTHING}", f"6:5: `null` {NOTHING}"], id="YAML's nothing"),
        pytest.param("- claim: '  '", ["5:12: `claim` is empty"], id="blanks"),
        pytest.param("-\n- B.", ["5:4: an item is empty"], id="an item without text"),
        pytest.param("- ''", ["5:5: an item is empty"], id="quotes without text"),
        pytest.param('- "Fire" is a word.', [f"5:12: {AFTER_QUOTES}"], id="a text that begins with a quoted word"),
        pytest.param("- claim: 'It's so.'", [f"5:16: {AFTER_QUOTES}"], id="an apostrophe in quotes"),
        pytest.param('- "B is.\n- C is.', [f"5:5: {OPEN_QUOTES}"], id="double quotes left open"),
        pytest.param("- 'B is.\n- C is.", [f"5:5: {OPEN_QUOTES}"], id="single quotes left open"),
        pytest.param("- `B` is.", ["5:5: a text cannot begin with `"], id="backtick"),
        pytest.param("- @B is.", ["5:5: a text cannot begin with @"], id="at"),
        pytest.param("- claim: %B is.", ["5:12: a text cannot begin with %"], id="per cent"),
        pytest.param("- , B is.", ["5:5: a text cannot begin with ,"], id="comma"),
        pytest.param("- ] B is.", ["5:5: a text cannot begin with ]"], id="bracket closed"),
        pytest.param("- >B is.", ["5:5: a text cannot begin with >"], id="greater"),
        pytest.param("- |B is.", ["5:5: a text cannot begin with |"], id="bar"),
        pytest.param("- *B is.", ["5:5: `*B` is an alias, and aliases are not read"], id="star"),
        pytest.param(
            "- claim: *B* is.", ["5:12: a text here begins with a sign that YAML reads as its own"], id="stars"
        ),
        pytest.param("- &B is.", ["5:5: `&B` is an anchor, and anchors are not read"], id="ampersand"),
        pytest.param("- !B is.", ["5:5: `!B` is a tag, and tags are not read"], id="exclamation mark"),
        pytest.param(
            "- claim: {B is.",
            [
                "5:12: a bracket or brace opens here, and what is in it does not fit",
                "5:13: a comma inside braces splits a text here: `B is.` is read as a key",
            ],
            id="brace left open",
        ),
        pytest.param(
            "- claim:B is.\n- C.", ["5:5: `claim:` without a blank after it is read as text"], id="no blank after colon"
        ),
        pytest.param(
            "- claim: B.\n  because\n  - C.",
            ["7:5: a key has no colon after it, or a text is not indented under its key"],
            id="no colon",
        ),
        pytest.param("- claim: B.\n because: C.", ["6:4: the lines here do not fit together"], id="bad indentation"),
    ],
)
def test_traps_of_prose(loader: Any, items: str, problems: list[str]) -> None:
    assert said(load(under_because(items), loader)) == problems


def test_a_bad_escape_has_its_own_message(loader: Any) -> None:
    """The pure parser points at the letter, libyaml at the backslash."""
    [problem] = load(under_because('- claim: "C:\\Windows"'), loader).problems
    assert problem.line == 5
    assert problem.message == "a backslash in double quotes begins an escape that does not exist"


@pytest.mark.parametrize(
    ("item", "help_"),
    [
        ("- claim: He said: no.", "put the text in quotes, or under `>-`"),
        ("- It costs #1 here.", "put the text in quotes"),
        ("- B is.\n  - C is.", "give the text above `claim:` and `because:`"),
        ("- {claim: One, two}", "put the whole text in quotes"),
        ('- "Fire" is a word.', "the other kind of quotes"),
        ("- *B is.", "a text that begins with * goes in quotes"),
    ],
)
def test_each_trap_says_what_to_do(loader: Any, item: str, help_: str) -> None:
    [problem] = load(under_because(item), loader).problems
    assert help_ in problem.help


def test_all_that_is_wrong_is_said_at_once(loader: Any) -> None:
    """Faults of YAML, of the format and of names, of which each used to hide the next."""
    text = """
        argmap: 1
        title: Yes: a title
        sources:
          gazette: {name: The Gazette, from: survy}
          survey: {name: A survey}
        thesis:
          claim: "He said" that it was so
          becuase: x
          because:
          - claim: @home
          - together: [One, two]
          - evidence: Half of it.
            source: [gazzette, survey]
          - see: nowhere
          - claim: *star
          - claim: Last.
            likelihood: maybe
        """
    assert said(load(dedent(text).lstrip(), loader)) == [
        "2:11: a colon and a blank inside a text look like a key",
        "4:38: AM102 `survy` names no source",
        "7:20: a text goes on after its closing quotation mark",
        "8:3: AM601 `becuase` is not a key of a claim",
        "10:12: a text cannot begin with @",
        "11:15: a list in brackets would split a text at its commas",
        "13:14: AM102 `gazzette` names no source",
        "14:10: AM102 `nowhere` names no claim",
        "15:12: `*star` is an alias, and aliases are not read",
        "17:17: `likelihood` cannot be `maybe`",
    ]


def test_a_text_that_cannot_be_mended_by_quotes_ends_the_reading(loader: Any) -> None:
    assert said(load(under_because("- 'open\n- claim: @home"), loader)) == [f"5:5: {OPEN_QUOTES}"]


def test_very_many_faults_of_yaml_end_soon(loader: Any) -> None:
    found = load(under_because("- @x\n" * 5000), loader).problems
    assert len(found) == REREADS + 1


@pytest.mark.parametrize(
    ("items", "texts"),
    [
        pytest.param("# of its own\n- B is so.", ["B is so."], id="its own line"),
        pytest.param("- The road is for lorries.   # remark", ["The road is for lorries."], id="after a sentence"),
        pytest.param("- 'B is so'  # remark", ["B is so"], id="after quotes"),
        pytest.param("- claim: B is so.\n  because:   # remark\n  - C.", ["B is so."], id="after a key"),
        pytest.param("- claim: B is so.\n  id: b-b  # remark", ["B is so."], id="after a word"),
        pytest.param("- B is so\n  and so on.", ["B is so and so on."], id="a text of two lines"),
        pytest.param("- >-\n  He said: no # 1\n  - at all.", ["He said: no # 1 - at all."], id="folded block"),
        pytest.param("- At 12:40 http://a.b/c#d said so.", ["At 12:40 http://a.b/c#d said so."], id="no blank"),
        pytest.param("- -5 degrees, ?why :so", ["-5 degrees, ?why :so"], id="signs that are harmless"),
        pytest.param("- {claim: One.}\n- {claim: 'One, two.'}", ["One.", "One, two."], id="braces"),
    ],
)
def test_what_is_harmless_is_read(loader: Any, items: str, texts: list[str]) -> None:
    assert reasons(load(under_because(items), loader)) == texts


@pytest.mark.parametrize("source", ["survey, p. 12   # remark", "\n  - survey, p. 12   # remark\n  - survey # once"])
def test_a_remark_may_follow_a_source(loader: Any, source: str) -> None:
    assert said(load(under_because(f"- evidence: B.\n  source: {source}"), loader)) == []


# -- scalars


SCALARS = """
    no yes on true false 1914 2023-05-04 1e3 010 0x1F 1_000 1:30 .inf = 12:30:45 +1 -0 1.
"""


@pytest.mark.parametrize("written", SCALARS.split())
def test_scalars_stay_what_was_written(loader: Any, written: str) -> None:
    loaded = load(f"argmap: 1\ntitle: {written}\nthesis:\n  claim: {written}\n  because:\n  - '{written}'\n", loader)
    assert loaded.map is not None
    assert loaded.map.title == written
    assert reasons(loaded) == [written]


def test_fields_type_what_they_hold(loader: Any) -> None:
    text = """\
        argmap: 1
        sources:
          s:
            name: 1914
            anonymous: yes
            plural: false
            date: 2023-05-04
        thesis:
          claim: A.
          passage: {at: 12:40-53, words: 14, sha256: 1234567890123456}
          because:
          - together:
            - {evidence: B, credibility: 2}
            - C
            needs: 1
        """
    loaded = load(dedent(text), loader)
    assert loaded.map is not None, loaded.problems
    source, thesis = loaded.map.sources["s"], loaded.map.thesis[0]
    assert (source.name, source.anonymous, source.plural, source.date) == ("1914", True, False, "2023-05-04")
    assert thesis.model_dump(by_alias=True, exclude_defaults=True) == {
        "claim": "A.",
        "passage": ({"at": "12:40-53", "words": 14, "sha256": "1234567890123456"},),
        "because": ({"together": ({"evidence": "B", "credibility": 2}, {"claim": "C"}), "needs": 1},),
    }


# -- all problems in one run


FAULTY = """\
argmap: 2
titel: Bridges
sources:
  survey:
    name: Survey
    kind: datset
    reliability: G
    anonymous: maybe
  Gazette: The Gazette
thesis:
  claim: A.
  allow: {single-source: }
  because:
  - claim: B.
    claim: C.
  - evidence: D.
    credibility: 9
    because:
    - E.
  - together:
    - F is #1.
  - nothing: G
  - id: Some Thing
    claim:
  - claim: H.
    passage: {at: chapter 3}
"""


def test_all_problems_of_a_file_in_order(loader: Any) -> None:
    assert said(load(FAULTY, loader)) == [
        "1:9: this file is of version `2` of the format",
        "2:1: AM601 `titel` is not a key",
        "6:11: `kind` cannot be `datset`",
        "7:18: `reliability` cannot be `G`",
        "8:16: `anonymous` is either true or false, not `maybe`",
        "9:3: `Gazette` is not a name in small letters, digits and hyphens",
        "12:11: AM602 `single-source` is silenced without a reason",
        "15:5: the key `claim` stands here twice",
        "17:18: `credibility` cannot be `9`",
        "18:5: AM601 `because` does not belong to evidence",
        "20:5: `together` needs two premises or more",
        "21:12: YAML takes the rest of this line, from `#`, for a comment",
        "22:5: `nothing:` is read as a key",
        "23:9: `Some Thing` is not a name in small letters, digits and hyphens",
        "24:5: `claim` is empty",
        "26:19: `at` cannot be `chapter 3`",
    ]


# -- any text at all


@given(st.text(alphabet="abc :-#'\"[]{},&*!|>%@`?\n\t\\\x85\u2028é", max_size=60))
def test_any_text_gives_a_map_or_problems(text: str) -> None:
    for loader in filter(None, (LIBYAML, PURE)):
        loaded = load("argmap: 1\nthesis: " + text, loader)
        assert (loaded.map is None) == bool(loaded.problems)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_map_or_problems(raw: bytes) -> None:
    try:
        text = decoded(raw)
    except Unreadable:
        return
    for loader in filter(None, (LIBYAML, PURE)):
        assert load(text, loader).problems


@pytest.mark.parametrize("key", ["<claim>", "[key]", "<x"])
def test_a_key_that_looks_like_a_mark_of_pydantic_is_a_key(key: str) -> None:
    [problem] = load(f"argmap: 1\nthesis: A.\n'{key}': B.\n").problems
    assert str(problem).startswith(f"3:1: AM601 `{key}` is not a key")
