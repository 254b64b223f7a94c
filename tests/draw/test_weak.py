"""The weak part of a map: what it holds, and that what is folded is counted."""

from argmap.audit import arrange_text
from argmap.draw.dot import View, draw
from argmap.draw.weak import WeakPart, weak_part
from argmap.support.assessment import Assessment

MILL = """argmap: 1
sources:
  survey: {name: Buildings survey 2019, reliability: A, reason: Reviewed.}
  record: {name: Land record, reliability: A, reason: Kept by law.}
  herald: {name: The Herald, reliability: E, reason: It errs.}
thesis:
  id: list-it
  claim: The old mill should be listed.
  because:
  - together:
    - id: rare
      claim: It is the last of its kind.
      because:
      - {id: seen, evidence: No other was found., source: survey}
      - {id: recorded, evidence: None other is recorded., source: record}
    - id: liked
      claim: People like it.
      because:
      - {id: told, evidence: The paper says so., source: herald}
    unless: {id: moved, claim: It can be moved., but: {id: cracks, claim: It would crack.}}
  but: {id: dear, claim: Repairs cost too much.}
"""


def support_of(text: str) -> Assessment:
    support = arrange_text(text).support
    assert support is not None
    return support


def names(support: Assessment, part: frozenset[int]) -> set[str]:
    return {support.graph.nodes[at].id for at in part}


def folded(support: Assessment, part: WeakPart) -> dict[str, int]:
    scope_of = draw(support.graph, view=View(only=part.drawn)).words
    counts = {}
    for id_, words in scope_of.items():
        if "more folded below" in words:
            counts[id_] = int(words.rpartition(" more folded")[0].rpartition(" ")[2])
    return counts


def test_the_weak_and_the_way_to_the_thesis_with_what_is_linked() -> None:
    support = support_of(MILL)
    part = weak_part(support)
    assert names(support, part.weak) == {"liked", "told"}
    assert names(support, part.drawn) == {"list-it", "liked", "told", "rare"}


def test_the_rest_is_folded_and_counted() -> None:
    support = support_of(MILL)
    part = weak_part(support)
    assert folded(support, part) == {"node-list-it": 3, "node-rare": 2}
    drawing = draw(support.graph, view=View(only=part.drawn))
    assert drawing.description.endswith("5 more are not shown.")


def test_a_bar_stands_where_an_undercut_is_drawn_and_where_premises_are_linked() -> None:
    text = "argmap: 1\nthesis: {claim: T., because: {claim: R., unless: {claim: U.}}}\n"
    support = support_of(text)
    assert '"step 0"' in draw(support.graph).source
    assert '"step 0"' not in draw(support.graph, view=View(only=weak_part(support).drawn)).source


def test_a_fact_of_one_source_is_drawn_with_what_names_the_source() -> None:
    text = MILL.replace("source: record", "source: survey").replace("herald}", "record}")
    support = support_of(text)
    part = weak_part(support)
    assert names(support, part.weak) == {"rare", "liked"}
    assert names(support, part.drawn) == {"list-it", "rare", "liked", "seen", "recorded", "told"}


def test_below_a_root_alone() -> None:
    support = support_of(MILL)
    part = weak_part(support, support.graph.find("rare"))
    assert names(support, part.weak) == set()
    assert names(support, part.drawn) == {"rare"}


def test_where_nothing_is_weak_the_thesis_is_left() -> None:
    text = (
        MILL.replace("reliability: E", "reliability: A")
        .replace("[", "[")
        .replace("source: herald", "source: [survey, record]")
    )
    support = support_of(text)
    part = weak_part(support)
    assert names(support, part.drawn) == {"list-it"}
    assert part.weak == frozenset()
