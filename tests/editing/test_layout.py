"""`fmt`: a map laid out anew says what it said, keeps its comments, and is laid out once for all."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given

from argmap.editing.layout import layout
from argmap.editing.splice import spliced
from argmap.load import load
from argmap.model import Map
from tests.editing.documents import Document, comments, documents
from tests.effort import tries
from tests.samples import MAPS


@tries(100)
@given(documents())
def test_data_and_comments_stay_and_twice_is_once(document: Document) -> None:
    edit = layout(document.text)
    assert load(edit.text).map == Map.model_validate(document.data)
    assert Counter(comments(edit.text)) == Counter(comments(document.text))
    assert spliced(document.text, edit.splices) == edit.text
    assert layout(edit.text).splices == ()
    assert edit.text.endswith("\n")
    assert edit.text.count("\r\n") == (edit.text.count("\n") if "\r\n" in document.text else 0)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_our_own_maps_are_in_their_layout(path: Path) -> None:
    assert layout(path.read_text("utf-8")).splices == ()


MESSY = """\

# Top.
thesis:
    because:        # why
        # The first.
        -   {evidence: Cracks are growing., source: survey, id: cracks}


        -   # odd
            scheme: sign   # a sign
            claim: >-
                A
                b
              # deeper
        # nothing after this
    claim: "LONG"
    id: close
argmap:   1
sources:
    survey:
        reliability: B
        name: The
          survey
"""
LAID_OUT = """\
argmap: 1
sources:
  survey:
    name: The survey
    reliability: B

# Top.
thesis:
  id: close
  claim: >-
    Close the bridge, since it is old and cracked and bears more lorries in a year than it was built for in ten, and
    soon.
  because:          # why
  # The first.
  - {evidence: Cracks are growing., source: survey, id: cracks}

  # odd
  - claim: >-
      A
      b
     # deeper
    scheme: sign           # a sign
    # nothing after this
"""


def test_the_layout_of_a_file() -> None:
    text = MESSY.replace("LONG", " ".join(LAID_OUT.splitlines()[10:12]).replace("    ", ""))
    assert layout(text).text == LAID_OUT


def test_braces_around_a_whole_map_are_opened() -> None:
    text = '{"argmap": 1, "thesis": {"claim": "A.", "because": {"claim": "B: c", "id": "b"}}}'
    assert layout(text).text == (
        '"argmap": 1\n"thesis":\n  "claim": "A."\n  "because": {"claim": "B: c", "id": "b"}\n'
    )  # fmt: skip


def test_a_text_that_says_how_deep_it_stands_keeps_its_own_indent() -> None:
    text = "argmap: 1\nthesis:\n    claim: B.\n    note: |2\n        A\n      b\n"
    assert layout(text).text == "argmap: 1\nthesis:\n  claim: B.\n  note: |2\n      A\n    b\n"


@pytest.mark.parametrize("end_mark", ["\n", "\r\n", "\r"])
def test_blank_lines_that_a_text_keeps_are_its_own(end_mark: str) -> None:
    text = "argmap: 1\nnote: |+\n  A\n\n\n# beneath\nthesis: B.\n".replace("\n", end_mark)
    assert layout(text).splices == ()
