"""From the route of a part to its line and column."""

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from argmap.load import load
from argmap.place import Places, Route, marked

MAP = """\
argmap: 1
sources:
  survey: {name: Survey, from: unknown}
thesis:
  id: top
  claim: A.
  because:
  - B.
  - claim: C.
    tags: [x, y]
    because:
      evidence: D.
      source: survey
  but:
    claim: E.
"""


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("argmap",), (1, 9), (1, 1)),
        (("sources", "survey"), (3, 11), (3, 3)),
        (("sources", "survey", "name"), (3, 18), (3, 12)),
        (("sources", "survey", "from", 0), (3, 32), (3, 32)),
        (("thesis",), (5, 3), (4, 1)),
        (("thesis", 0), (5, 3), (5, 3)),
        (("thesis", 0, "id"), (5, 7), (5, 3)),
        (("thesis", 0, "because"), (8, 3), (7, 3)),
        (("thesis", 0, "because", 0), (8, 5), (8, 5)),
        (("thesis", 0, "because", 1), (9, 5), (9, 5)),
        (("thesis", 0, "because", 1, "claim"), (9, 12), (9, 5)),
        (("thesis", 0, "because", 1, "tags", 1), (10, 15), (10, 15)),
        (("thesis", 0, "because", 1, "because", 0), (12, 7), (12, 7)),
        (("thesis", 0, "because", 1, "because", 0, "source", 0), (13, 15), (13, 15)),
        (("thesis", 0, "but", 0, "claim"), (15, 12), (15, 5)),
    ],
)
def test_a_route_leads_to_its_place(route: Route, value: tuple[int, int], key: tuple[int, int]) -> None:
    places = load(MAP).places
    assert places.at(route) == value
    assert places.key(route) == key


@pytest.mark.parametrize(
    ("route", "value", "key"),
    [
        (("thesis", 0, "because", 0, "claim"), (8, 5), (8, 5)),
        (("thesis", 0, "note"), (5, 3), (5, 3)),
        (("thesis", 0, "because", 2), (8, 3), (7, 3)),
        (("thesis", 0, "because", 7), (8, 3), (7, 3)),
        (("thesis", 3), (5, 3), (4, 1)),
        (("claims", 0, "id"), (1, 1), (1, 1)),
        (("thesis", 0, "because", "claim"), (8, 3), (7, 3)),
    ],
)
def test_what_is_not_there_stands_at_the_nearest_part_above(
    route: Route, value: tuple[int, int], key: tuple[int, int]
) -> None:
    places = load(MAP).places
    assert places.at(route) == value
    assert places.key(route) == key


def test_an_empty_file_has_a_place() -> None:
    assert Places(marked(0, 0)).at(("thesis", 0)) == (1, 1)


KEYS = st.from_regex(r"[a-z]{1,5}", fullmatch=True).filter(lambda key: key not in ("on", "off", "yes", "no", "y", "n"))
WORDS = st.from_regex(r"[a-zäπ]{1,8}\.", fullmatch=True)
TREES = st.dictionaries(
    KEYS,
    st.recursive(
        WORDS,
        lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
        max_leaves=12,
    ),
    min_size=1,
    max_size=4,
)


def scalars(tree: Any, route: Route = ()) -> list[tuple[Route, str]]:
    if isinstance(tree, str):
        return [(route, tree)]
    parts = tree.items() if isinstance(tree, dict) else enumerate(tree)
    return [found for key, below in parts for found in scalars(below, (*route, key))]


@given(TREES, st.integers(2, 6))
def test_every_scalar_stands_where_its_place_says(tree: Any, blanks: int) -> None:
    """Whatever the shape of the file: its text at the place of its route, and its key at that of the key."""
    text = yaml.safe_dump(tree, allow_unicode=True, indent=blanks, default_flow_style=False)
    lines, places = text.splitlines(), load(text).places
    for route, value in scalars(tree):
        line, column = places.at(route)
        assert lines[line - 1][column - 1 :] == value
        if isinstance(route[-1], str):
            line, column = places.key(route)
            assert lines[line - 1][column - 1 :].startswith(f"{route[-1]}: ")
