"""A map arranged: numbers, steps, sides and order; and what is out of place, said at its place."""

import time
from textwrap import indent

import pytest

from argmap.arrange import arrange
from argmap.graph import Graph, text_only
from argmap.load import load
from argmap.problem import PROBLEMS_LIMIT
from tests.samples import MAPS, nested

# Eight lines, so that what is put under them begins at line 9.
TOP = """\
argmap: 1
sources:
  survey:
    name: Survey
  gazette: The Gazette
thesis:
  id: top
  claim: A.
"""


def said(text: str) -> list[str]:
    loaded = load(text)
    assert loaded.map is not None, loaded.problems
    graph, problems = arrange(loaded.map, loaded.places)
    assert (graph is None) == bool(problems)
    return [str(problem) for problem in problems]


def because(items: str) -> str:
    """A map whose first reason begins at line 10, column 3."""
    return TOP + "  because:\n" + indent(items, "  ") + "\n"


def graph_of(text: str) -> Graph:
    loaded = load(text)
    assert loaded.map is not None, loaded.problems
    graph, problems = arrange(loaded.map, loaded.places)
    assert graph is not None, problems
    return graph


# -- what is out of place

NO_MEMBER = "one of several linked premises is no step by itself (write it on `together`)"
NO_THESIS = "the thesis is no step to anything (take it out)"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        pytest.param(
            because(
                "- together:\n  - claim: X.\n    scheme: analogy\n    strength: weak\n    warrant: W.\n    unless: U.\n"
                "    granted: G.\n  - Y."
            ),
            [
                f"12:7: `scheme` stands on no step: {NO_MEMBER}",
                f"13:7: `strength` stands on no step: {NO_MEMBER}",
                f"14:7: `warrant` stands on no step: {NO_MEMBER}",
                f"15:7: `unless` stands on no step: {NO_MEMBER}",
                f"16:7: `granted` stands on no step: {NO_MEMBER}",
            ],
            id="step keys on a member",
        ),
        pytest.param(
            because("- together:\n  - see: y\n    strength: weak\n  - id: y\n    claim: Y."),
            [f"12:7: `strength` stands on no step: {NO_MEMBER}"],
            id="step key on a member that stands elsewhere",
        ),
        pytest.param(
            TOP + "  scheme: analogy\n  unless: U.\n  granted: G.\n",
            [
                f"9:3: `scheme` stands on no step: {NO_THESIS}",
                f"10:3: `unless` stands on no step: {NO_THESIS}",
                f"11:3: `granted` stands on no step: {NO_THESIS}",
            ],
            id="step keys on the thesis",
        ),
        pytest.param(
            TOP + "claims:\n- id: x\n  claim: X.\n  strength: weak\n",
            ["12:3: `strength` stands on no step: an item under `claims:` is no step to anything (take it out)"],
            id="step key under claims",
        ),
        pytest.param(
            because("- claim: X.\n  granted: G."),
            ["11:14: `granted` stands on a reason (only an objection or undercut is granted)"],
            id="a granted reason",
        ),
        pytest.param(
            because("- together:\n  - X.\n  - Y.\n  needs: 3"),
            ["13:12: `needs: 3` of 2 premises (write a number up to 2)"],
            id="needs more than there are",
        ),
        pytest.param(
            because("- together:\n  - X.\n  - together:\n    - Y.\n    - Z."),
            ["12:7: `together` stands directly inside `together` (put its premises in the outer one)"],
            id="together in together",
        ),
        pytest.param(
            "argmap: 1\nthesis:\n  together:\n  - X.\n  - Y.\n",
            ["3:3: the thesis must be a statement of its own (write `claim:`)"],
            id="together for a thesis",
        ),
        pytest.param(
            TOP + "claims:\n- see: top\n",
            ["10:3: an item under `claims:` must be a statement of its own (write `claim:`)"],
            id="see under claims",
        ),
        pytest.param(
            TOP + "claims:\n- claim: X.\n- Y.\n- id: z\n  claim: Z.\n",
            [
                "10:3: an item under `claims:` has no id (give it one, and `see` it where it is used)",
                "11:3: an item under `claims:` has no id (give it one, and `see` it where it is used)",
            ],
            id="no ids under claims",
        ),
        pytest.param(
            because("- see: top"),
            ["10:10: `top` is a thesis, and a thesis supports nothing (see another claim)"],
            id="see a thesis",
        ),
        pytest.param(
            because("- id: one\n  claim: X.\n- id: one\n  claim: Y.\n- id: survey\n  claim: Z."),
            [
                "12:9: AM103 the id `one` stands at line 10 already (give one of them another id)",
                "14:9: AM103 `survey` is also a source (ids and source keys share one namespace: rename one)",
            ],
            id="one name twice",
        ),
        pytest.param(
            because("- id: text\n  claim: X.\n- id: mapper\n  claim: Y.\n- id: unknown\n  claim: Z."),
            [
                "10:9: `text` has a meaning of its own (choose another id)",
                "12:9: `mapper` has a meaning of its own (choose another id)",
                "14:9: `unknown` has a meaning of its own (choose another id)",
            ],
            id="reserved ids",
        ),
        pytest.param(
            TOP.replace("  survey:\n    name: Survey", "  anonymous:\n    name: Somebody\n    group: gazette"),
            [
                "3:3: `anonymous` has a meaning of its own (choose another key)",
                "5:12: `gazette` has a source of that name (choose another name for the group)",
            ],
            id="reserved source, group like a source",
        ),
        pytest.param(
            because("- evidence: X.\n  source: survey, gazette"),
            ["11:13: `gazette` is a source, not a place in one (write several sources as a list)"],
            id="a source for a locator",
        ),
        pytest.param(
            because("- evidence: X.\n  source: 'survey, '"),
            ["11:13: nothing stands after the comma of `survey,` (say where, or take it out)"],
            id="a comma and no locator",
        ),
    ],
)
def test_what_is_out_of_place(text: str, problems: list[str]) -> None:
    assert said(text) == problems


def test_all_names_that_lead_nowhere_in_one_run() -> None:
    text = TOP.replace("name: Survey", "name: Survey\n    from: [gazett, unknown]")
    text += """\
  because:
  - see: tpo
  - see: qqqq
  - evidence: B.
    source: survay, p. 3
  - evidence: C.
    source: [zzz, gazette?]
  - together:
    - see: tap
    - D.
"""
    assert said(text) == [
        "5:12: AM102 `gazett` names no source (did you mean `gazette`?)",
        "11:10: AM102 `tpo` names no claim (did you mean `top`?)",
        "12:10: AM102 `qqqq` names no claim (name one of the claims of this map)",
        "14:13: AM102 `survay` names no source (did you mean `survey`?)",
        "16:14: AM102 `zzz` names no source (name one of the sources of this map)",
        "18:12: AM102 `tap` names no claim (did you mean `top`?)",
    ]


def test_names_where_there_are_none() -> None:
    assert said("argmap: 1\nthesis:\n  claim: A.\n  because:\n  - see: b\n  - {evidence: C., source: d}\n") == [
        "5:10: AM102 `b` names no claim (this map has no claims yet: add it)",
        "6:28: AM102 `d` names no source (this map has no sources yet: add it)",
    ]


def test_a_ring_and_a_dangling_name_are_both_said() -> None:
    text = because("- id: a\n  claim: B.\n  because:\n  - see: a\n  - see: c-c-c")
    assert said(text) == [
        "13:7: AM101 a claim supports itself: a <- a (take one of these reasons out)",
        "14:12: AM102 `c-c-c` names no claim (name one of the claims of this map)",
    ]


RING = """\
- id: a
  claim: B.
  because:
  - id: b
    claim: C.
    because:
    - together:
      - see: a
      - D."""


def test_a_ring_of_reasons_names_its_members() -> None:
    """It is said where `see` closes it, not where the first of its claims stands."""
    assert said(because(RING)) == ["16:9: AM101 a claim supports itself: a <- b <- a (take one of these reasons out)"]


def test_two_rings_are_both_said() -> None:
    text = (
        TOP
        + "claims:\n"
        + "".join(
            f"- id: {one}\n  claim: X.\n  because:\n  - see: {other}\n" for one, other in ("ab", "ba", "cd", "dc", "ea")
        )
    )
    assert said(text) == [
        "13:5: AM101 a claim supports itself: a <- b <- a (take one of these reasons out)",
        "21:5: AM101 a claim supports itself: c <- d <- c (take one of these reasons out)",
    ]


def test_an_explanation_closes_no_ring() -> None:
    assert said(because("- id: a\n  claim: B.\n  because:\n  - see: a\n    scheme: explanation")) == []


def test_an_objection_closes_no_ring() -> None:
    assert said(because("- id: a\n  claim: B.\n  but:\n  - see: a")) == []


def test_a_long_ring_is_shortened_and_found_quickly() -> None:
    count = 20_000
    text = (
        TOP
        + "claims:\n"
        + "".join(f"- id: r-{at}\n  claim: X.\n  because:\n  - see: r-{(at + 1) % count}\n" for at in range(count))
    )
    start = time.process_time()
    [problem] = said(text)
    assert time.process_time() - start < 20  # it takes one second; what is quadratic takes minutes
    assert problem == (
        "13:5: AM101 a claim supports itself: r-0 <- r-1 <- r-2 <- r-3 <- … <- r-19997 <- r-19998 <- r-19999 <- r-0 "
        "(take one of these reasons out)"
    )


def test_very_many_dangling_names_are_capped_and_hints_end() -> None:
    ids = "".join(f"- id: y-{at}\n  claim: X.\n" for at in range(10_000))
    names = "".join(f"- see: x-{at}\n" for at in range(10_000))
    start = time.process_time()
    problems = said(because(ids + names))
    assert time.process_time() - start < 20
    assert len(problems) == PROBLEMS_LIMIT + 1
    assert problems[0].endswith("AM102 `x-0` names no claim (did you mean `y-0`?)")
    assert problems[99].endswith("AM102 `x-99` names no claim (name one of the claims of this map)")
    assert problems[-1].endswith("and 9900 more problems (mend the first ones)")


@pytest.mark.parametrize(
    ("sources", "problem"),
    [
        (
            "  a: {name: A, from: b}\n  b: {name: B, from: [c]}\n  c: {name: C, from: a}\n",
            "5:22: sources repeat each other in a ring: a <- b <- c <- a (one of them must be the first)",
        ),
        (
            "  a: {name: A, from: a}\n",
            "3:22: sources repeat each other in a ring: a <- a (one of them must be the first)",
        ),
    ],
)
def test_a_ring_of_sources(sources: str, problem: str) -> None:
    assert said(f"argmap: 1\nsources:\n{sources}thesis: A.\n") == [problem]


def test_sources_that_meet_again_are_no_ring() -> None:
    text = "sources:\n  a: {name: A, from: [b, c]}\n  b: {name: B, from: d}\n  c: {name: C, from: d}\n  d: D\n"
    assert graph_of(f"argmap: 1\n{text}thesis: A.\n").sources.lineage("a") == ("a", "b", "c", "d")


@pytest.mark.parametrize("key", ["because", "but"])
def test_nesting_ends_at_200_claims(key: str) -> None:
    assert len(graph_of(nested(200, key)).nodes) == 200
    assert said(nested(201, key)) == [
        "403:403: this is nested deeper than 200 claims (move a part of it to `claims:` and `see` it)"
    ]


def test_undercuts_end_there_too() -> None:
    text = nested(201, "unless").replace("unless:", "because:", 1)
    assert said(text)[0].startswith("403:403: this is nested deeper than 200 claims")


# -- numbers

OUTLINE = """\
argmap: 1
about: {title: T}
thesis:
- id: top
  claim: A.
  because:
  - B.
  - together:
    - C.
    - see: far
    - claim: D.
      because:
      - E.
    unless:
    - F.
  - see: far
    unless:
    - G.
  - claim: H.
    because:
    - I.
    unless:
    - J.
  but:
  - claim: K.
    but:
    - L.
    unless:
    - claim: M.
      unless:
      - N.
  - together:
    - O.
    - P.
- Q.
claims:
- id: far
  claim: R.
  because:
  - S.
- id: lost
  claim: T.
"""


def test_numbers_follow_the_file() -> None:
    """`see` takes no number; `together` takes one, and its premises the next level, before what undercuts it."""
    graph = graph_of(OUTLINE)
    assert {node.text: node.number for node in graph.nodes} == {
        "A.": "1", "B.": "1.1", "C.": "1.2.1", "D.": "1.2.2", "E.": "1.2.2.1", "F.": "1.2.3", "G.": "1>far.1",
        "H.": "1.3", "I.": "1.3.1", "J.": "1.3.2", "K.": "1.4", "L.": "1.4.1", "M.": "1.4.2", "N.": "1.4.2.1",
        "O.": "1.5.1", "P.": "1.5.2", "Q.": "2", "R.": "3", "S.": "3.1", "T.": "4",
    }  # fmt: skip


def test_numbers_and_step_ids_are_unique() -> None:
    graph = graph_of(OUTLINE)
    assert len({node.number for node in graph.nodes}) == len(graph.nodes)
    assert len({step.id for step in graph.steps}) == len(graph.steps)


def test_an_item_is_called_by_its_id_or_else_its_number() -> None:
    graph = graph_of(OUTLINE)
    assert [node.id for node in graph.nodes if node.id != node.number] == ["top", "far", "lost"]
    for name in ("far", "3"):
        found = graph.find(name)
        assert found is not None
        assert found.text == "R."
    assert graph.find("9") is None


def test_the_steps_of_a_map() -> None:
    graph = graph_of(OUTLINE)
    name = [node.text.rstrip(".") for node in graph.nodes]
    steps = [
        (step.kind, "".join(name[at] for at in step.premises), name[step.to], step.needs,
         "".join(name[at] for at in graph.steps[step.undercuts].premises) if step.undercuts is not None else "")
        for step in graph.steps
    ]  # fmt: skip
    assert steps == [
        ("because", "B", "A", 1, ""),
        ("because", "CRD", "A", 3, ""),
        ("because", "E", "D", 1, ""),
        ("unless", "F", "A", 1, "CRD"),
        ("because", "R", "A", 1, ""),
        ("unless", "G", "A", 1, "R"),
        ("because", "H", "A", 1, ""),
        ("because", "I", "H", 1, ""),
        ("unless", "J", "A", 1, "H"),
        ("but", "K", "A", 1, ""),
        ("but", "L", "K", 1, ""),
        ("unless", "M", "A", 1, "K"),
        ("unless", "N", "A", 1, "M"),
        ("but", "OP", "A", 2, ""),
        ("because", "S", "R", 1, ""),
    ]


def test_what_is_written_once_and_used_twice_is_one_node() -> None:
    graph = graph_of(OUTLINE)
    far = graph.by_id["far"]
    assert [node.text for node in graph.nodes].count("R.") == 1
    assert sum(far in step.premises for step in graph.steps) == 2
    assert graph.nodes[far].parent is None


def test_a_citation_has_a_key_a_place_and_a_doubt() -> None:
    graph = graph_of(because("- evidence: X.\n  source:\n  - survey?, p. 3, line 4\n  - gazette\n  - survey, p. 9"))
    [evidence] = [node for node in graph.nodes if node.kind == "evidence"]
    assert evidence.cites == (("survey", "p. 9", False), ("gazette", None, False))


def test_of_two_citations_of_one_source_the_surer_or_else_the_first_counts() -> None:
    for written in ("[survey?, survey]", "[survey, survey?]"):
        graph = graph_of(because(f"- evidence: X.\n  source: {written}"))
        [evidence] = [node for node in graph.nodes if node.kind == "evidence"]
        assert evidence.cites == (("survey", None, False),)
    graph = graph_of(because("- evidence: X.\n  source:\n  - survey, p. 1\n  - survey, p. 2"))
    assert [node.cites for node in graph.nodes if node.kind == "evidence"] == [(("survey", "p. 1", False),)]


def test_whose_statements_they_are() -> None:
    items = "- claim: B.\n  by: mapper\n- claim: C.\n  by: text\n- D."
    own = graph_of(because(items))
    text = graph_of(because(items).replace("sources:", "about: {title: T}\nsources:"))
    assert [node.by for node in own.nodes] == ["mapper", "mapper", "text", "mapper"]
    assert [node.by for node in text.nodes] == ["text", "mapper", "text", "text"]


# -- sides


def test_sides() -> None:
    """By attacks on the way up: an undercut of a reason speaks against, that of an objection or a reply speaks for."""
    sides = {
        node.text.rstrip("."): side
        for graph in [graph_of(OUTLINE)]
        for node, side in zip(graph.nodes, graph.sides, strict=True)
    }
    assert {name for name, side in sides.items() if side == "for"} == set("ABCDEHIQRS")
    assert {name for name, side in sides.items() if side == "against"} == set("FGJKOPN")
    assert {name for name, side in sides.items() if side == "reply"} == set("LM")
    assert {name for name, side in sides.items() if side == "unused"} == set("T")


def test_the_fewest_attacks_decide() -> None:
    """A claim on both sides counts where it is nearest the thesis, whichever stands first in the file."""
    graph = graph_of(
        TOP
        + "  but:\n  - claim: B.\n    because:\n    - see: far\n    but:\n    - see: far\n  because:\n  - see: far\n"
        "claims:\n- {id: far, claim: C.}\n"
    )
    assert graph.sides[graph.by_id["far"]] == "for"


def test_what_supports_only_an_explanation_is_on_its_side() -> None:
    graph = graph_of(because("- claim: B.\n  scheme: explanation\n  because:\n  - C."))
    assert graph.sides == ("for", "for", "for")
    assert graph.supporting(graph.nodes[0]) == ()
    assert graph.is_bare(graph.nodes[0])


# -- order


@pytest.mark.parametrize(
    "text", [OUTLINE, *(path.read_text(encoding="utf-8") for path in MAPS)], ids=["outline", *(p.stem for p in MAPS)]
)
def test_every_node_comes_after_its_premises(text: str) -> None:
    graph = graph_of(text)
    place = {at: position for position, at in enumerate(graph.order)}
    assert sorted(graph.order) == list(range(len(graph.nodes)))
    for step in graph.steps:
        if step.supports:
            assert all(place[premise] < place[step.to] for premise in step.premises)


def test_what_lies_beneath_a_node() -> None:
    graph = graph_of(OUTLINE)
    assert {graph.nodes[at].text for at in graph.beneath(0)} == {f"{name}." for name in "ABCDEHIRS"}


# -- without the additions of the map's maker

MIXED = """\
argmap: 1
about: {title: T}
thesis:
  claim: A.
  because:
  - claim: B.
    by: mapper
    because:
    - C.
  - together:
    - D.
    - claim: E.
      by: mapper
    - id: fun
      claim: F.
    unless:
    - claim: G.
      by: mapper
  - together:
    - {claim: H., by: mapper}
    - {claim: I., by: mapper}
    unless:
    - J.
  - see: far
  but:
  - claim: K.
    but:
    - claim: L.
      by: mapper
      because:
      - see: far
    unless:
    - M.
claims:
- id: far
  claim: N.
- {id: own, claim: O., by: mapper}
"""


def test_the_text_alone_keeps_ids_and_numbers() -> None:
    graph = graph_of(MIXED)
    alone = text_only(graph)
    whole = {node.text: (node.id, node.number) for node in graph.nodes}
    assert {node.text: (node.id, node.number) for node in alone.nodes} == {
        f"{name}.": whole[f"{name}."] for name in "ADFKMN"
    }
    assert all(alone.nodes[at].id == name for name, at in alone.by_id.items())


def test_the_text_alone_drops_steps_that_are_emptied() -> None:
    """With them goes what speaks against them, and what stands under an addition and nowhere else."""
    alone = text_only(graph_of(MIXED))
    name = [node.text.rstrip(".") for node in alone.nodes]
    steps = [(s.kind, "".join(name[at] for at in s.premises), name[s.to], s.needs, s.undercuts) for s in alone.steps]
    assert steps == [
        ("because", "DF", "A", 2, None),
        ("because", "N", "A", 1, None),
        ("but", "K", "A", 1, None),
        ("unless", "M", "A", 1, 2),
    ]


@pytest.mark.parametrize("text", [MIXED, OUTLINE, *(path.read_text(encoding="utf-8") for path in MAPS)])
def test_the_text_alone_hangs_together(text: str) -> None:
    alone = text_only(graph_of(text))
    assert [node.at for node in alone.nodes] == list(range(len(alone.nodes)))
    assert [step.at for step in alone.steps] == list(range(len(alone.steps)))
    assert sorted(alone.order) == list(range(len(alone.nodes)))
    assert len(alone.sides) == len(alone.nodes)
    for node in alone.nodes:
        assert all(alone.steps[at].to == node.at for at in (*node.reasons, *node.objections))
    for step in alone.steps:
        assert step.premises
        assert 1 <= step.needs <= len(step.premises)
        assert all(alone.steps[at].undercuts == step.at for at in step.unless)


def test_a_map_without_additions_stays_as_it_is() -> None:
    graph = graph_of(OUTLINE)
    assert text_only(graph).nodes == graph.nodes
    assert text_only(graph).steps == graph.steps
    assert text_only(graph).sides == graph.sides
