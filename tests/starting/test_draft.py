"""A map begun from a text: it can be read at once, and what stands in its comments can be moved into place."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.audit import arrange_text, audit_text
from argmap.cli import main
from argmap.model import Map
from argmap.starting.draft import draft
from argmap.starting.reading import read_for_map
from argmap.starting.texts import Essay
from tests.effort import tries
from tests.report.samples import HOSTILE

TEXT = """\
Skip to content

Bridge the Sound

The council should build a bridge over the sound, since the ferry is slow and, according to Eva Holm, an engineer at the
yard, takes an hour. “It is old,” Holm said. Dr. A. B. Lind denied it. He said that “it floats”. The sea is grey.

However, a survey of 1,200 voters shows that most are content. Critics have warned of the cost!
"""


def map_of(text: str) -> Map:
    arranged = arrange_text(text)
    assert arranged.graph is not None, arranged.problems
    return arranged.graph.map


def test_about_and_sources_are_filled_in() -> None:
    made = map_of(draft(Essay(TEXT)))
    assert made.about is not None
    assert (made.about.title, made.about.starts, made.about.words) == ("Bridge the Sound", 3, 71)
    told = {key: (one.name, one.kind, one.role, one.anonymous) for key, one in made.sources.items()}
    assert told == {
        "eva-holm": ("Eva Holm", "expert", "an engineer at the yard", False),
        "dr-a-b-lind": ("Dr. A. B. Lind", "person", None, False),
        "survey": ("A survey of 1,200 voters", "study", None, False),
        "critics": ("Critics", "party", None, True),
    }


def test_what_a_file_says_of_itself_comes_first() -> None:
    essay = Essay(TEXT, "A title", "J. Smith", "2023-05-04", "https://example.org/")
    about = map_of(draft(essay)).about
    assert about is not None
    assert (about.title, about.author, about.published, about.url) == (
        "A title", "J. Smith", "2023-05-04", "https://example.org/",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("A bridge\n\nBy Mara Lind\n14 March 2024", ("A bridge", "Mara Lind", "14 March 2024")),
        ("By Mara Lind and Bo Ek\nMarch 14, 2024\n\nA bridge", ("A bridge", "Mara Lind and Bo Ek", "March 14, 2024")),
        ("A bridge\n2024-03-14", ("A bridge", None, "2024-03-14")),
        ("By bridge alone", ("By bridge alone", None, None)),
        ("By Bridge or by Ferry?", ("By Bridge or by Ferry?", None, None)),
    ],
)
def test_a_byline_and_a_date_are_no_title(head: str, told: tuple[str | None, ...]) -> None:
    about = map_of(draft(Essay(f"{head}\n\n{TEXT.split('Sound', 1)[1]}"))).about
    assert about is not None
    assert (about.title, about.author, about.published) == told


def test_it_audits_with_nothing_but_notes() -> None:
    audit = audit_text(draft(Essay(TEXT)), essay=TEXT)
    assert audit.problems == ()
    assert {finding.level for finding in audit.findings} == {"note"}


def test_sentences_have_their_sources_even_by_last_name_and_pronoun() -> None:
    told = {sentence.words: sentence.sources for sentence in read_for_map(TEXT).sentences}
    assert told["“It is old,” Holm said."] == ("eva-holm",)
    assert told["Dr. A. B. Lind denied it."] == ("dr-a-b-lind",)
    assert told["He said that “it floats”."] == ("dr-a-b-lind?",)
    assert told["Critics have warned of the cost!"] == ("critics",)
    assert told["The sea is grey."] == ()


def test_the_comments_say_why_and_count_the_rest() -> None:
    made = draft(Essay(TEXT))
    assert "# 6 sentences with a cue; 1 other without one.\n# What stands before paragraph 3 is left out;" in made
    assert "# 4:1-12: attribution (shows); evidence (a survey); objection (However)\n" in made
    assert "#     However, a survey of 1,200 voters shows that most are content.\n" in made
    assert "The sea is grey" not in made


def moved(made: str) -> str:
    """All that stands in the comments, moved under the thesis as a writer would."""
    items = [line[2:] for line in made.splitlines() if re.match(r"#   (?:- |  source: |  passage: )", line)]
    head = made.partition("\n\n#")[0]
    return "\n".join([head, "  because:", *(line for line in items)]) + "\n"


def test_what_stands_in_the_comments_can_be_moved_into_place() -> None:
    audit = audit_text(moved(draft(Essay(TEXT))), essay=TEXT)
    assert audit.problems == ()
    assert audit.passages == 6
    assert not {"passage-not-found", "passage-changed", "words-of-the-text"} & {one.rule for one in audit.findings}


PIECES = [
    "# ",
    "\n",
    "\n\n",
    "\x1b[31m",
    "\x00",
    "\u2028",
    "\x85",
    "said Eva Holm. ",
    "According to ",
    "thesis: x",
    "”",
    ": ",
    "A.",
    " - ",
]


@tries(80)
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(HOSTILE) | st.text(max_size=20), max_size=12).map("".join))
def test_any_text_begins_a_map_and_nothing_of_it_leaves_the_comments(text: str) -> None:
    made = draft(Essay(text))
    whole = map_of(made)
    assert len(whole.thesis) == 1
    assert all(line.startswith("#") or not line for line in made.partition("\n\n#")[2].splitlines()[1:])
    assert not set(made) & set("\x00\x1b\x85\u2028\u2029")
    if "- claim" in made or "- evidence" in made:
        assert audit_text(moved(made), essay=text).problems == ()


def test_the_same_text_begins_the_same_map() -> None:
    assert draft(Essay(TEXT)) == draft(Essay(TEXT))


def test_a_text_in_another_language_has_its_places_and_few_cues() -> None:
    reading = read_for_map("Die Fähre ist alt. Sie fährt nicht.\n\n渡轮很慢。它很旧。")
    assert [sentence.at.at for sentence in reading.sentences] == ["1:1-4", "1:5-7", "2:1-4", "2:5-7"]
    assert reading.sources == ()


# -- the command


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("bridge.txt").write_text(TEXT, "utf-8")
    return tmp_path


def test_a_map_is_begun_from_a_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--from", "bridge.txt"]) == 0
    assert "bridge.argmap.yaml is written" in capfd.readouterr().out
    assert Path("bridge.argmap.yaml").read_text("utf-8") == draft(Essay(TEXT))
    assert main(["audit", "bridge.argmap.yaml", "--text", "bridge.txt"]) == 0
    assert main(["new", "--from", "bridge.txt"]) == 2
    assert main(["new", "other", "--from", "bridge.txt"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.argmap.yaml", "bridge.txt", "other.argmap.yaml"]


def test_places_in_a_page_are_those_of_its_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    page = "".join(f"<p>{block}</p>" for block in TEXT.split("\n\n"))
    Path("bridge.html").write_text(f"<title>A &amp; B</title><script>1</script>{page}", "utf-8")
    assert main(["new", "--from", "bridge.html"]) == 0
    made = Path("bridge.argmap.yaml").read_text("utf-8")
    Path("moved.argmap.yaml").write_text(moved(made), "utf-8")
    assert main(["audit", "moved.argmap.yaml", "--text", "bridge.html", "--select", "AM5", "--format", "concise"]) == 0
    assert "AM50" not in capfd.readouterr().out
    assert map_of(made).about.title == "A & B"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--from", "nowhere.txt"], "nowhere.txt: there is no such file"),
        (["--from", "bridge.txt", "--template", "news"], "starts from a text or from a template"),
        ([], "the map has no name"),
        (["--from", "empty.txt"], "empty.txt: the text holds no word"),
    ],
)
def test_wrong_use_is_said(words: list[str], said: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Path("empty.txt").write_text(" \n…\n")
    assert main(["new", *words]) == 2
    assert said in capfd.readouterr().err
    assert sorted(path.name for path in folder.iterdir()) == ["bridge.txt", "empty.txt"]
