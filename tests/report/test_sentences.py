"""A map as sentences: how each kind of step is read, what stands in brackets, what is asked."""

from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.audit import arrange_text
from argmap.cli import main
from argmap.formats.shared.write import map_text
from argmap.graph import Graph, text_only
from argmap.report.blocks import Heading, Items, Paragraph, as_markdown, as_terminal
from argmap.report.sentences import as_sentences
from tests.report.samples import hostile_map
from tests.samples import MAPS


def graph_of(text: str) -> Graph:
    arranged = arrange_text("argmap: 1\n" + dedent(text))
    assert arranged.graph is not None, arranged.problems
    return arranged.graph


def paragraphs(text: str) -> list[str]:
    return [block.text for block in as_sentences(graph_of(text), questions=False) if isinstance(block, Paragraph)]


def questions(text: str) -> list[str]:
    return [item for block in as_sentences(graph_of(text)) if isinstance(block, Items) for item in block.items]


def test_what_does_not_go_on_below_stands_under_no_other_line() -> None:
    map_text = """\
        thesis:
          id: a
          claim: A.
          because:
          - id: short
            claim: B.
            because: [C.]
          - id: long
            claim: D.
            because:
            - id: e
              claim: E.
              because: [F.]
          - id: last
            claim: G.
            because: [H.]
        """.replace("[", "\n              - ").replace("]", "")
    blocks = as_sentences(graph_of(map_text), questions=False)
    said = [block.text for block in blocks if isinstance(block, Heading | Paragraph)]
    assert said[1:] == [
        "Thesis", "a: A, because B; and because D; and because G.", "short: B, because C.",
        "In the line of long", "long: D, because E.", "e: E, because F.",
        "In the line of last", "last: G, because H.",
    ]  # fmt: skip


def test_reasons_linked_premises_and_objections() -> None:
    assert paragraphs("""\
        thesis:
          id: a
          claim: A.
          because:
          - together:
            - claim: The dog barks.
            - claim: It barks at strangers.
          - claim: Anna says so.
          but:
          - claim: It is old.
          - claim: The dog sleeps.
        """) == [
        "a: A, because the dog barks and it barks at strangers together; and because Anna says so; but it is old; "
        "and against it, the dog sleeps."
    ]  # fmt: skip


def test_what_is_heard_of_a_statement_stands_in_parentheses() -> None:
    text = """\
        sources: {x: The Herald, y: Jo}
        thesis:
          id: a
          claim: A.
          likelihood: very-likely
          because:
          - evidence: It rained.
            source: [x, "y?"]
          - evidence: It snowed.
          - assume: It froze.
          - claim: It hailed.
            scheme: explanation
          - together:
            - B.
            - C.
            - D.
            needs: 2
            warrant: They agree.
        """
    assert paragraphs(text) == [
        "a: A (very likely), because it rained (according to the Herald; perhaps according to Jo); and because it "
        "snowed (no source); and because it froze (assumed), which comes about because it hailed; and because B, C "
        "and D, of which two suffice (which bears on it since they agree)."
    ]


def test_undercuts_replies_and_what_is_granted() -> None:
    assert paragraphs("""\
        thesis:
          id: a
          claim: A.
          because:
          - claim: B.
            unless:
            - id: u
              claim: You see it.
              granted: No matter.
              unless: V.
              but: W.
          but:
          - claim: D.
            id: d
            granted: It is small.
            but: E.
        """) == [
        "a: A, because B, unless you see it, which is granted: no matter, unless V; but D, which is granted: it is "
        "small.",
        "u: You see it; but W.",
        "d: D; but E.",
    ]  # fmt: skip


RECONSTRUCTED = """\
about: {title: X}
thesis:
  id: a
  claim: A.
  because:
  - together:
    - {claim: B.}
    - {claim: So it is., by: mapper}
  but:
  - {claim: D., by: mapper}
"""


def test_what_the_mapper_adds_stands_in_brackets_and_goes_with_by_text() -> None:
    assert paragraphs(RECONSTRUCTED) == ["a: A, because B and [so it is] together; but [D]."]
    (_, _, said) = as_sentences(text_only(graph_of(RECONSTRUCTED)), questions=False)
    assert said == Paragraph("a: A, because B.")


def test_brackets_mean_nothing_in_a_map_of_ones_own() -> None:
    assert paragraphs(RECONSTRUCTED.replace("about: {title: X}\n", "")) == [
        "a: A, because B and so it is together; but D."
    ]


def test_a_long_sentence_is_made_several() -> None:
    long = " ".join(["word"] * 30)
    text = f"""\
        thesis:
          id: a
          claim: A.
          because:
          - claim: B {long}.
          - claim: C {long}.
          - {{claim: E., scheme: explanation}}
          but:
          - claim: D {long}.
          - claim: F.
        """
    assert paragraphs(text) == [
        f"a: A. Because B {long}. Also because C {long}. It comes about because E. But D {long}. Also against it: F."
    ]


def test_each_premise_that_supports_alone_is_asked_about() -> None:
    assert questions("""\
        thesis:
          id: a
          claim: A.
          because:
          - claim: B.
          - together:
            - claim: C.
            - claim: D.
          - claim: E.
            scheme: explanation
          but:
          - claim: F.
        """) == ["Would 1.1 support it alone: “B.”?"]  # fmt: skip


def test_a_first_word_that_may_be_a_name_keeps_its_capital() -> None:
    text = (
        "thesis:\n  id: a\n  claim: A smith worked.\n  because:\n  - {claim: Smith said so.}\n  - {claim: Bell rang.}\n"
    )
    assert paragraphs(text) == ["a: A smith worked, because smith said so; and because Bell rang."]


def test_a_shared_statement_has_one_paragraph_and_a_part_apart_has_its_own() -> None:
    text = """\
        thesis:
          id: a
          claim: A.
          because:
          - see: b
          - {claim: C., because: {see: b}}
        claims:
        - {id: b, claim: B., because: {claim: E.}}
        - {id: z, claim: Z.}
        """
    assert paragraphs(text) == ["a: A, because B; and because C.", "1.1: C, because B.", "b: B, because E.", "z: Z."]
    headings = [block.text for block in as_sentences(graph_of(text)) if isinstance(block, Heading)]
    assert headings[1:4] == ["Thesis", "A part that stands apart: b", "A part that stands apart: z"]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_every_statement_of_a_shipped_map_is_read(path: Path) -> None:
    graph = arrange_text(path.read_text("utf-8")).graph
    assert graph is not None
    page = " ".join(as_terminal(as_sentences(graph, questions=False)).split()).casefold()
    for node in graph.nodes:
        assert " ".join(node.text.rstrip(".").split()).casefold() in page


def test_hostile_text_is_shown_and_does_nothing() -> None:
    graph = arrange_text(hostile_map()).graph
    assert graph is not None
    blocks = as_sentences(graph)
    assert "\u202e" not in as_terminal(blocks)
    assert "<script" not in as_markdown(blocks).replace("\\<script", "")


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(lambda x: x.strip()))
def test_any_text_is_read(text: str) -> None:
    arranged = arrange_text(map_text({"argmap": 1, "thesis": {"claim": "A.", "because": [{"claim": text}]}}))
    if arranged.graph is not None:
        assert as_terminal(as_sentences(arranged.graph))


def test_the_command(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.argmap.yaml"
    file.write_text("argmap: 1\n" + RECONSTRUCTED)
    path = str(file)
    assert main(["read-aloud", path]) == 0
    out = capfd.readouterr().out
    assert "  a: A, because B and [so it is] together; but [D].\n" in out
    assert "READ THE QUESTIONS" not in out  # nothing stands alone
    assert main(["read-aloud", path, "--by", "text", "--format", "markdown"]) == 0
    out = capfd.readouterr().out
    assert "a: A, because B.\n\n- Would 1.1.1 support it alone: “B.”?\n" in out
    assert main(["read-aloud", path, "--by", "text", "--no-questions"]) == 0
    assert "Would" not in capfd.readouterr().out
