"""The outline as the lines alone tell it: the numbers of the graph, or none."""

from pathlib import Path

import pytest
from hypothesis import given

from argmap.cli.skimming import skim
from argmap.editing.layout import layout
from argmap.editing.opening import opened
from tests.editing.documents import Document, documents
from tests.effort import tries

PACKAGE = Path(__file__).parent.parent.parent
MAPS = [*PACKAGE.glob("maps/*.yaml"), *PACKAGE.glob("argmap/starting/templates/*.yaml")]


def numbers(text: str) -> list[tuple[str, str]]:
    return [(node.number, node.item.id or "") for node in opened(text).graph.nodes]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.split(".")[0])
def test_the_numbers_of_every_map_are_found(path: Path) -> None:
    text = path.read_text("utf-8")
    assert sorted((one.number, one.id) for one in skim(text)) == sorted(numbers(text))


@tries(60)
@given(documents())
def test_numbers_are_right_or_not_given(document: Document) -> None:
    found = [(one.number, one.id) for one in skim(document.text)]
    assert not found or sorted(found) == sorted(numbers(document.text))


@tries(30)
@given(documents())
def test_a_map_laid_out_by_fmt_is_always_read(document: Document) -> None:
    text = layout(document.text).text
    assert sorted((one.number, one.id) for one in skim(text)) == sorted(numbers(text))


def test_what_stands_elsewhere_is_called_by_the_claim_to_which_its_step_leads() -> None:
    text = """\
argmap: 1
thesis:
  claim: Top.
  because:
  - id: low
    claim: Low.
    unless:
    - see: low
      unless:
      - Lower.
"""
    assert [one.number for one in skim(text)] == ["1", "1.1", "1>low.1"] == [number for number, _ in numbers(text)]


def test_texts_are_shown_as_they_read() -> None:
    text = """\
argmap: 1
thesis:
  claim: 'It''s late.'  # beside
  because:
  - >-
    A long text: one
    that goes on and on, past all that anybody wants to see beside a number
  - {evidence: "Seen, twice", source: a}
  - assume: C# is [2J a language
  but: One alone
"""
    assert [(one.number, one.text) for one in skim(text)] == [
        ("1", "It's late."),
        ("1.1", "A long text: one that goes on and on, past all that anybody…"),
        ("1.2", "Seen, twice"),
        ("1.3", "C# is [2J a language"),
        ("1.4", "One alone"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "argmap: 1\nthesis: {claim: A, because: [B, C]}\n",
        "argmap: 1\nthesis:\n  claim: A.\n  because:\n  - {together: [B, C]}\n  - D.\n",
        "argmap: 1\nthesis:\n\tclaim: A.\n",
        "{[",
        "- " * 5_000,
        "a:\n" * 3,
        "thesis:\n  because:\n" + "".join(f"{'  ' * at}- claim: A\n{'  ' * at}  because:\n" for at in range(5_000)),
    ],
)
def test_what_does_not_fit_gives_no_numbers(text: str) -> None:
    assert skim(text) == ()
