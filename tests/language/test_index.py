"""Names and parts of a map that is being typed, and what a Tab offers, for texts that no reader would take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.cli.completing import names
from argmap.formats.interchange import schemes
from argmap.language.cursor import SCHEMES, choices
from argmap.language.index import index
from tests.effort import tries

MAP = """\
argmap: 1
sources:
  survey: {name: County survey, group: county}
  "gazette":
    name: The Gazette
    from: [survey, unknown]
thesis:
  id: close
  claim: "The bridge: it should close."
  because:
    - id: 'cracks'
      claim: It cracks.
    - together: [It is old., {see: cracks}]
    - evidence: So says the paper.
      source:
      - gazette?, p. 3
claims:
- {id: detour, claim: There is none.}
"""


def named(text: str) -> list[tuple[str, str, bool]]:
    found = index(text)
    assert found is not None
    return [(one.what, text[one.start : one.end], one.gives) for one in found.mentions]


NAMES = [
    ("source", "survey", True),
    ("group", "county", True),
    ("source", "gazette", True),
    ("source", "survey", False),
    ("claim", "close", True),
    ("claim", "cracks", True),
    ("claim", "cracks", False),
    ("source", "gazette", False),
    ("claim", "detour", True),
]


def test_names_are_found_with_the_characters_that_they_take() -> None:
    assert named(MAP) == NAMES


@pytest.mark.parametrize("line", ["    - see: [", "      claim: a: b: c", '      note: "open', "\t- x", "    - &a b"])
def test_a_broken_line_hides_no_name(line: str) -> None:
    text = MAP.replace("    - together", f"{line}\n    - together")
    assert named(text) == NAMES


def test_what_a_tab_offers_is_what_the_map_gives() -> None:
    assert list(names(MAP, ["claims"])) == ["close", "cracks", "detour"]
    assert list(names(MAP, ["sources"])) == ["survey", "gazette"]
    assert list(names(MAP, ["groups"])) == ["county"]


@tries(150)
@given(st.data())
def test_no_text_is_too_broken_to_be_looked_at(data: st.DataObject) -> None:
    text = MAP
    for _ in range(data.draw(st.integers(1, 4))):
        begin = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(begin, min(len(text), begin + 30)))
        new = data.draw(st.sampled_from(["", "\n", "  ", "- ", ": ", "[", "{", '"', "'", "&a ", "---\n", "\t", "😀"]))
        text = text[:begin] + new + text[end:]
    found = index(text)
    for mention in found.mentions if found else ():
        assert 0 <= mention.start <= mention.end <= len(text)
    choices(text, data.draw(st.integers(0, len(text))), found)
    list(names(text, ["claims", "sources", "groups"]))


def test_schemes_that_are_offered_are_spelled_as_those_of_aif_are_read() -> None:
    known = {name: schemes.named(name) for name in SCHEMES if schemes.number(name)}
    assert {"analogy", "expert-opinion"} <= known.keys()
    assert {name: schemes.key("RA", words) for name, words in known.items()} == {name: name for name in known}
