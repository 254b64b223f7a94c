"""Maps as graphs, and both engines where they are installed."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from argmap.arrange import arrange
from argmap.draw.engine import Engine, EngineError, find
from argmap.graph import Graph
from argmap.load import load
from tests.draw.samples import BRIDGE


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


@pytest.fixture
def bridge(graph_of: Callable[[str], Graph]) -> Graph:
    """A small map with every kind of statement and step."""
    return graph_of(BRIDGE)
