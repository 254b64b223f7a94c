"""Argdown: its language as the official parser reads it, what that passes over in silence, and hostile files."""

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.cli import main
from argmap.formats import argdown
from argmap.formats.argdown import lexing
from argmap.formats.argdown.lexing import Lexer
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.parsing import Parser
from argmap.formats.shared.common import File, Options, Taken
from argmap.formats.shared.write import map_text
from argmap.graph import Graph, Step
from argmap.load import load
from tests.effort import PATIENCE, tries
from tests.formats.test_argdown_written import rich_maps, written
from tests.support.maps import graph_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpora" / "argdown"


def read(text: str, *more: File) -> Taken:
    return argdown.read([File("map.argdown", text.encode()), *more], Options())


def graph(text: str) -> Graph:
    taken = read(text)
    assert taken.map is not None, [*map(str, taken.problems)]
    assert taken.data is not None
    assert load(map_text(taken.data)).map == taken.map
    found, problems = arrange(taken.map, taken.places)
    assert found is not None, [*map(str, problems)]
    return found


def moves(text: str) -> list[str]:
    """The steps of a text, in short: `A + B` is `B supports A`, `A _ (B + C)` that A undercuts the step from B."""
    found = graph(text)

    def name(at: int) -> str:
        return found.nodes[at].id if found.nodes[at].item.id else found.nodes[at].text

    def said(step: Step) -> str:
        premises = " & ".join(name(at) for at in step.premises)
        if step.undercuts is not None:
            return f"{premises} undercuts ({said(found.steps[step.undercuts])})"
        return f"{premises} {'supports' if step.kind == 'because' else 'attacks'} {name(step.to)}"

    return sorted(said(step) for step in found.steps)


def remarks(text: str) -> list[str]:
    """What is noted and what is left out, with the places."""
    taken = read(text)
    assert taken.map is not None, [*map(str, taken.problems)]
    return [*map(str, taken.left_out), *(note for note in taken.notes if note.startswith("map.argdown:"))]


# -- against the official parser

# Where the official parser errs: sample -> what it should have counted, and why it did not.
ERRS = {
    # The data of its inference are no YAML. The official parser stops at them, before it has come to the conclusion.
    "argdown__lexer-argument.argdown": [3, 1, 0],
}


def test_the_official_parsers_counts() -> None:
    """Statements, arguments and relations of every sample that the official parser reads without an error."""
    if not CORPUS.exists():
        pytest.skip("the samples (shared/corpora/argdown beside the checkout) are not here")
    with (CORPUS / "INDEX.tsv").open(encoding="utf-8", newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file, delimiter="\t")}
    assert len(rows) > 30
    for name, row in rows.items():
        raw = (CORPUS / name).read_bytes()
        # Parsed alone: how the samples that include others were run, the index does not say.
        parser = _parsed(raw.decode())
        model = Model(parser.blocks)
        if row["ref_parser_errors"] != "0":
            assert parser.problems, f"{name}: the official parser finds an error"
        elif not row["ref_exception"]:
            strict = parser.frontmatter is not None and "mode: strict" in parser.frontmatter[1]
            counted = [int(row[f"ref_{what}"]) for what in ("statements", "arguments", "relations")]
            assert parser.problems == [], name
            assert [name, *model.counts(strict=strict)] == [name, *ERRS.get(name, counted)]


def test_every_sample_is_a_map_or_refused_with_a_place() -> None:
    if not CORPUS.exists():
        pytest.skip("the samples (shared/corpora/argdown beside the checkout) are not here")
    for path in sorted(CORPUS.glob("argdown__*")):
        taken = argdown.read([File(path.name, path.read_bytes())], Options())
        if taken.map is None:
            assert all(problem.problem.help for problem in taken.problems)
            assert taken.problems, path.name
        else:
            found, problems = arrange(taken.map, taken.places)
            assert found is not None, (path.name, problems)


def _parsed(text: str) -> Parser:
    parser = Parser(Lexer(text).run(), len(text))
    parser.run()
    return parser


def test_the_official_program_reads_what_is_written(tmp_path: Path) -> None:
    """Every text, tag and source of forty random maps stands in the JSON of the official program."""
    program = shutil.which("argdown")
    if program is None:
        pytest.skip("the official program (npm install @argdown/cli) is not here")
    graphs: list[Graph] = []

    @tries(40)
    @given(rich_maps())
    def fill(data: Any) -> None:
        (tmp_path / f"m{len(graphs)}.argdown").write_text(written(data), "utf-8")
        graphs.append(graph_of(data))

    fill()
    run = [program, "json", str(tmp_path / "*.argdown"), str(tmp_path / "out"), "--silent"]
    done = subprocess.run(run, capture_output=True, text=True, timeout=PATIENCE, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    for number, found in enumerate(graphs):
        model = json.loads((tmp_path / "out" / f"m{number}.json").read_text("utf-8"))
        members = [member for one in model["statements"].values() for member in one["members"]]
        texts = [re.sub(r"( #[a-z0-9-]+ ?)+$", "", member.get("text") or "").strip() for member in members]
        said = sorted(text for text in texts if text and not text.startswith("Against "))
        assert said == sorted(node.text.strip() for node in found.nodes)
        data = [member.get("data") or {} for member in members]
        cited = [source for one in data for source in _listed(one.get("source"))]
        assert sorted(cited) == sorted(source for node in found.nodes for source in getattr(node.item, "source", ()))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


# -- the language


@pytest.mark.parametrize(
    ("symbol", "step"),
    [
        ("+", "b supports a"),
        ("<+", "b supports a"),
        ("+>", "a supports b"),
        ("-", "b attacks a"),
        ("<-", "b attacks a"),
        ("->", "a attacks b"),
    ],
)
def test_a_relation_leads_up_or_down(symbol: str, step: str) -> None:
    assert moves(f"[a]: A.\n  {symbol} [b]: B.\n") == [step]
    assert moves(f"<a>: A.\n\t{symbol} <b>: B.\n") == [step]


def test_what_is_contradictory_speaks_against_each_other() -> None:
    text = "[t]: T.\n  + [a]: A.\n    >< [b]: B.\n"
    assert moves(text) == ["a attacks b", "a supports t", "b attacks a"]


@pytest.mark.parametrize(
    "text",
    [
        "(1) [a]: A.\n----\n(2) [c]: C.\n----\n(3) [c]: C. {argmap: against}\n",  # of two inferences, and a premise
        "[c]: C. {argmap: against}\n  +> [t]: T.\n",
    ],
)
def test_a_mark_where_no_objection_of_several_premises_stands_is_said(text: str) -> None:
    taken = read(text)
    assert "c" in graph(text).by_id
    assert any("`argmap: against` (it is for the conclusion of one inference" in str(one) for one in taken.left_out)


def test_strict_mode_makes_attacks_mutual() -> None:
    loose = "[t]: T.\n  + [a]: A.\n    - [b]: B.\n"
    assert moves(loose) == ["a supports t", "b attacks a"]
    assert moves(f"===\nmodel:\n  mode: strict\n===\n\n{loose}") == ["a attacks b", "a supports t", "b attacks a"]


def test_an_undercut_speaks_against_the_step_from_what_it_hangs_below() -> None:
    assert moves("[t]: T.\n  + [a]: A.\n    _ [u]: U.\n") == ["a supports t", "u undercuts (a supports t)"]
    assert moves("[u]: U.\n  _> <a>: A.\n    +> [t]: T.\n") == ["a supports t", "u undercuts (a supports t)"]


RECONSTRUCTED = """<Argument>: The gist.

(1) [p]: P.
(2) [q]: Q.
--
Modus ponens, Rule 2 {strength: weak}
--
  _ [u]: U.
(3) [i]: I.
(4) [r]: R.
-----
(5) [c]: C.
  _ [v]: V.
"""


def test_a_reconstruction_is_linked_premises() -> None:
    steps = ["i & r supports c", "p & q supports i", "u undercuts (p & q supports i)", "v undercuts (i & r supports c)"]
    assert moves(RECONSTRUCTED) == steps
    first, last = (step.item for step in graph(RECONSTRUCTED).steps if len(step.premises) == 2)
    if first.scheme is None:
        first, last = last, first
    assert (first.scheme, first.strength, getattr(first, "note", None)) == ("modus-ponens", "weak", "also by Rule 2")
    assert getattr(last, "note", None) == "Argument: The gist."


def test_uses_says_which_premises_an_inference_has() -> None:
    text = RECONSTRUCTED.replace("-----", "--\n{uses: [1, 4]}\n--")
    assert "p & r supports c" in moves(text)


@pytest.mark.parametrize(
    ("relation", "steps"),
    [
        ("<A>\n  - [x]: X.", ["x undercuts (p & q supports c)"]),
        ("<A>\n  _ [x]: X.", ["x undercuts (p & q supports c)"]),
        ("<A>\n  + [x]: X.", ["x supports p", "x supports q"]),
        ("<A>\n  + [x]: X.\n\n[q]\n  + [x]", ["x supports q"]),  # one says which premise is meant
        ("<A>\n  -> [x]: X.", ["c attacks x"]),
        ("<A>\n  +> <B>: B.", ["c supports b"]),
        ("[c]\n  + <A>", []),  # it is the argument for its own conclusion
    ],
)
def test_what_leads_to_and_from_a_reconstructed_argument(relation: str, steps: list[str]) -> None:
    text = f"<A>\n\n(1) [p]: P.\n(2) [q]: Q.\n----\n(3) [c]: C.\n\n{relation}\n"
    assert moves(text) == sorted(["p & q supports c", *steps])


def test_one_title_is_one_statement_and_untitled_ones_are_apart() -> None:
    assert moves("[a]: A.\n  + Same.\n  + Same.\n\n[a]\n  - [b]\n\n[b]: B.\n") == [
        "Same. supports a",
        "Same. supports a",
        "b attacks a",
    ]


def test_texts_lose_their_marks_and_keep_their_words() -> None:
    text = (
        "[a]: One *two* __three__\nfour\\* #red #(Very blue) [five](http://x.org/?a_b) @[b] .~.p /* no */ "
        "<!-- no -->.\n\n"
        "[b]: B.\n"
    )
    node = graph(text).nodes[0]
    assert node.text == "One two three four* five b ¬p ."
    assert node.item.tags == ("red", "very-blue")
    assert node.item.note == "five: http://x.org/?a_b"


def test_lists_windows_line_ends_and_no_line_end() -> None:
    assert moves("[t]: T.\r\n  + [a]: A\r\n  and more.\r\n\r\n  * [b]: B.\r\n    - C.") == [
        "C. attacks b",
        "a supports t",
    ]


def test_data_are_sources_and_keys_of_a_map() -> None:
    text = """===
title: The title
author: [A. Author, B. Author]
===

[t]: T.
  + [a]: A. {source: "Town report", likelihood: likely}
  + [b]: B.
    {sources: [
        {name: Survey, author: J. Smith, year: 2019, pages: 3-4, url: "http://x.org"},
        Town report, http://y.org/z]}
"""
    taken = read(text)
    assert taken.map is not None
    assert taken.left_out == ()
    assert (taken.map.title, taken.map.note) == ("The title", "author: A. Author, B. Author")
    sources = {key: source.model_dump(exclude_defaults=True) for key, source in taken.map.sources.items()}
    assert sources == {
        "town-report": {"name": "Town report"},
        "j-smith-survey": {"name": "J. Smith, Survey", "date": "2019", "url": "http://x.org"},
        "http-y-org-z": {"name": "http://y.org/z", "url": "http://y.org/z"},
    }
    a, b = graph(text).nodes[1:]
    assert (a.kind, a.item.likelihood, [cite.key for cite in a.cites]) == ("evidence", "likely", ["town-report"])
    assert [(cite.key, cite.locator) for cite in b.cites] == [
        ("j-smith-survey", "3-4"),
        ("town-report", None),
        ("http-y-org-z", None),
    ]
    assert taken.places.at(("thesis", 0, "because", 1)) == (8, 5)
    assert taken.places.key(("sources", "j-smith-survey")) == (9, 5)


# -- what Argdown passes over in silence


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[a]: See https://x.org for more.\n", "1:16: “//x.org for more.” is a comment to Argdown"),
        ("[a]: A.\n  + [Reasn]\n\n[Reason]: R.\n", "2:5: [Reasn] is written nowhere (its title stands for it; did you"),
        ("[Claim One]: A.\n\n[claim  one]: B.\n", "3:1: `claim  one` and `Claim One` are two titles"),
        ("[a]: A. {source: x}\n\n[a] {source: y}\n", "3:5: [a] has sources in several places"),
        ('[a]: A. {source:"x"}\n', '1:10: `source:"x"` is a key without a value to Argdown'),
        ("[a]: A.\n\n[a]: B.\n", "1:1: another text of [a]: “A.”"),
        ("[a]: A.\n  + [b]: B.\n    + [a]\n", "3:5: b “B.” supports itself through a “A.”"),
        ("[a]: A.\n  + B.\n\t\t+ C.\n", "3:1: tabs and blanks indent lines of one block"),
        ("[a]: A.\n  + B.\n      + C.\n    + D.\n", "4:5: this is indented like nothing above it"),
        ("(1) A.\n(7) B.\n----\n(3) C.\n", "1:1: the statements are numbered (1) (7) (3)"),
        ("(1) A.\n--\n{uses: [2]}\n--\n(2) C.\n", "2:1: `uses: 2` names no statement before this inference"),
        ("[a]: A. @[b]\n", "1:9: `b` is mentioned and stands nowhere"),
        ("# Heading\n\n[a]: A.\n", "1:1: the heading “Heading”"),
        ("[a]: *A*. // more\n", "1:11: 1 comment, from here on"),
        ("[a]: *A*.\n", "1:6: emphasis in 1 place, from here on"),
        ("[a]: 5*3 is 15.\n", "1:7: `*` begins emphasis (it is never closed"),
        ("===\ntitle: T\n===\n[a]: A.\n", "3:1: no empty line stands behind the frontmatter"),
        ("===\ncolor: {a: b}\n===\n\n[a]: A.\n", "1:4: `color` in the frontmatter"),
        ("[a]: A. {credence: 0.8}\n", "1:9: `credence` of [a]: 0.8"),
        ("[a]: A. {by: John}\n", "1:9: `by` of [a]: John"),
        ("[a]: A. {source: {name: S, colour: red}}\n", "1:9: `colour` of a source at [a]"),
        ("[a]: A.\n  _ [b]: B.\n", "2:3: an undercut of “a”, from which no step leads"),
        ("<a> #x\n\n(1) P.\n----\n(2) C.\n", "1:1: the tag `x` of <a>"),
        ("[a]:\n", "1:1: [a] is written nowhere"),
        ("[a]: A.\n  + [a]\n", "2:3: a support of a statement by itself"),
        ("[a]: A.\n  - [a]\n", "2:3: an attack of a statement by itself"),
    ],
)  # fmt: skip
def test_what_is_passed_over_is_said(text: str, said: str) -> None:
    assert [remark for remark in remarks(text) if remark.startswith(f"map.argdown:{said}")], remarks(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: there is no statement in it"),
        ("[a] some text\n", "1:5: a text follows what has none"),
        ("[a]: A.\n[b]: B.\n", "2:1: `[b]:` stands inside something else"),
        ("[a]: as [b] says\n", "1:9: `[b]` stands inside something else"),
        ("[a]: A.\n\n  + B.\n", "3:3: `+` has nothing above it to relate to"),
        ("[a]: A.\n+ B.\n", "2:1: `+` has nothing above it to relate to"),
        ("(1) A.\n(2) B.\n", "1:1: these numbered statements end in no conclusion"),
        ("(1) A.\n---\n(2) B.\n", "2:1: this line of an inference is not closed"),
        ("(1) <A>: B.\n----\n(2) C.\n", "1:5: an argument stands where a numbered statement does"),
        ("(1) A.\n----\n(2) <B>\n", "3:5: an argument stands where a numbered statement does"),
        ("(1) A.\n----\n(2) B.\n(3) C.\n", "1:1: these numbered statements end in no conclusion"),
        ("[a]: A.\n  >< <b>\n", "2:6: `><` stands before an argument"),
        ("[a]: A. {x: [}\n", "1:14: this is not YAML"),
        ("[a]: A. {x: &y z}\n", "1:13: this is YAML's mark of an anchor"),
        ("[a]: A. {x: 1, x: 2}\n", "1:16: `x` stands twice"),
        ("===\n- a\n===\n\n[a]: A.\n", "1:4: this is no mapping"),
        ("* A.\n  * B.\n", "2:3: a list stands here"),
        ("<a>\n\n(1) A.\n----\n(2) B.\n\n<a>\n\n(1) A.\n----\n(2) B.\n", "9:1: <a> is reconstructed a second time"),
    ],
)  # fmt: skip
def test_what_the_official_parser_refuses_is_refused_with_its_place(text: str, said: str) -> None:
    taken = read(text)
    assert taken.map is None
    assert [one for one in map(str, taken.problems) if one.startswith(f"map.argdown:{said}")], taken.problems


def test_all_problems_are_said_in_one_run() -> None:
    text = "[a] b\n\n[c]: C.\n\n(1) d\n\n[e]: {x: [}\n"
    assert [problem.problem.line for problem in read(text).problems] == [1, 5, 7]


# -- includes


def test_includes_are_read_from_the_folder_each_once(tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "_b.argdown").write_text("[b]: B.\n  + [c]\n\n@include(_c.argdown)\n", "utf-8")
    (tmp_path / "more" / "_c.argdown").write_text("[c]: C. {nonsense: 1}\n\n@include(../a.argdown)\n", "utf-8")
    path = tmp_path / "a.argdown"
    path.write_text("[a]: A.\n  + [b]\n\n@include(more/_b.argdown)\n\n[a]\n  - [d]: D.\n", "utf-8")
    taken = argdown.read([File(path.as_posix(), path.read_bytes())], Options())
    assert taken.map is not None
    found, _ = arrange(taken.map, taken.places)
    assert found is not None
    assert sorted(node.id for node in found.nodes) == ["a", "b", "c", "d"]
    said = [str(one).removeprefix(f"{tmp_path.as_posix()}/") for one in taken.left_out]
    assert said == [
        "more/_c.argdown:1:9: `nonsense` of [c]: 1 (a map has no place for it)",
        "more/_c.argdown:3:1: `../a.argdown` is not included a second time "
        "(each file is included once; a ring ends there)",
    ]
    assert taken.places.at(("thesis", 0, "but", 0)) == (7, 5)


def test_an_include_may_be_given_and_may_not_lead_out_of_the_folder(tmp_path: Path) -> None:
    given_file = File("b.argdown", b"[b]: B.\n")
    assert read("@include(b.argdown)\n", given_file).map is not None
    (tmp_path / "in").mkdir()
    (tmp_path / "out.argdown").write_text("[o]: O.\n", "utf-8")
    (tmp_path / "in" / "link.argdown").symlink_to(tmp_path / "out.argdown")
    main_file = (tmp_path / "in" / "a.argdown").as_posix()
    for name in ("../out.argdown", "/etc/passwd", "link.argdown", "missing.argdown", "C:\\x"):
        taken = argdown.read([File(main_file, f"\n@include({name})\n".encode())], Options())
        assert [one.problem.line for one in taken.problems] == [2], name


# -- hostile files

PIECES = [
    *"[]<>{}()*_#@:./\\-+=,'\n\t ", "\n\n", "\n  ", "[a]", "[a]: ", "<b>", "<b>: ", "@[a]", "+ ", "- ", "_ ", "-> ",
    "+> ", "_> ", ">< ", "(1) ", "----\n", "--\n", "// ", "/*", "*/", "<!--", "-->", "===\n", "{x: y}", "{source: z}",
    "{argmap: against}", "{uses: [1]}", "#t ", "# ", "1. ", "* ", "@include(x)", "word", "\r\n", "\u2028", "🙂",
]  # fmt: skip


@tries(400)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_text_is_a_map_or_is_refused(text: str) -> None:
    taken = argdown.read([File("map.argdown", text.encode("utf-8"))], Options())
    assert (taken.map is None) == bool(taken.problems)
    if taken.map is not None:
        arrange(taken.map, taken.places)


@pytest.mark.parametrize("piece", ["[", "<", "{", "{a", "//", "/*", "<!--", "#(", "@[", "[a](b", "}", "]:", ">"])
def test_what_is_never_closed_is_looked_for_once(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten thousand signs, each of which looks for its other end: they read the text a few times over."""
    read_over = 0

    class Counting(lexing._Ahead):
        def from_(self, start: int) -> int:
            nonlocal read_over
            before = self.asked, self.found
            found = super().from_(start)
            read_over += found - start if (self.asked, self.found) != before else 0
            return found

    monkeypatch.setattr(lexing, "_Ahead", Counting)
    text = f"[a]: A.\n\n{piece * 10_000}"
    Lexer(text).run()
    assert read_over < 20 * len(text)


def test_chains_and_deep_nesting_are_bounded() -> None:
    chain = "".join(f"[a{at}]: A.\n  _ [a{at + 1}]\n\n" for at in range(600))
    assert read(chain + "[a600]: A.\n").map is not None
    deep = "".join(f"{' ' * at}+ A.\n" for at in range(1, 600))
    assert len(graph(f"[t]: T.\n{deep}").nodes) == 600


# -- the command


def test_convert_reads_and_writes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("x.argdown").write_text("[t]: T.\n  + [a]: A. {source: Report}\n  - [b]: B.\n", "utf-8")
    assert main(["convert", "x.argdown", "x.argmap.yaml"]) == 0
    assert main(["convert", "x.argmap.yaml", "y.argdown"]) == 0
    assert main(["convert", "y.argdown", "y.argmap.yaml"]) == 0
    assert Path("y.argmap.yaml").read_text("utf-8") == Path("x.argmap.yaml").read_text("utf-8")
    assert Path("y.argdown").read_text("utf-8").endswith('[t]: T.\n  + [a]: A. {source: "report"}\n  - [b]: B.\n')
