"""Maps as graphs, and both engines where they are installed."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from argmap.draw.engine import Engine, EngineError, find
from argmap.graph import Graph, arrange
from argmap.load import load


@pytest.fixture
def graph_of() -> Callable[[str], Graph]:
    """The graph of a map that is written in the test, without its first line."""

    def arranged(text: str) -> Graph:
        loaded = load("argmap: 1\n" + dedent(text))
        assert loaded.map is not None, loaded.problems
        graph, problems = arrange(loaded.map, loaded.places)
        assert graph is not None, problems
        return graph

    return arranged


@pytest.fixture(params=["graphviz-pure", "dot"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Each layout program in turn."""
    try:
        return find(request.param)
    except EngineError as error:
        pytest.skip(str(error))


BRIDGE = """
    title: Should the old bridge close?
    about: {title: A bridge too far}
    sources:
      survey: {name: County bridge survey 2022, url: 'https://example.org/survey?year=2022&part=1'}
      gazette: {name: The Gazette, url: 'javascript:alert(1)'}
      haulers: {name: Hauliers' association, retracted: Withdrawn.}
    thesis:
      id: close
      claim: The old bridge should close to lorries.
      because:
      - together:
        - id: cracks
          claim: The bridge is cracking under lorries.
          because:
          - evidence: Crack length doubled in two years.
            source: [survey, gazette?]
            strength: strong
        - assume: No repair is possible before 2026.
          by: mapper
        strength: moderate
        scheme: cause-to-effect
        unless:
        - claim: Cars alone would crack it as fast.
          by: mapper
      - see: rivals
      - claim: It was built for carts.
        scheme: explanation
      but:
      - claim: The detour costs hauliers an hour a day.
        because:
        - evidence: The association's own survey says so.
          source: haulers, p. 12
        but:
        - claim: Half of them already take it.
        granted: The text says so.
    claims:
    - id: rivals
      claim: The next bridge downstream would be overloaded.
    - id: lonely
      claim: Nobody refers to this.
"""


@pytest.fixture
def bridge(graph_of: Callable[[str], Graph]) -> Graph:
    """A small map with every kind of statement and step."""
    return graph_of(BRIDGE)
