"""Open-PSA fault trees: read as maps, written from maps, and solved by an independent program."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from argmap.audit import audit_text
from argmap.formats import native, openpsa
from argmap.formats.shared.common import File, NoSuchClaim, Options
from argmap.formats.shared.write import map_text
from argmap.formats.table import convert
from argmap.load import load
from argmap.support.chances import Chances
from argmap.support.cutsets import cut_sets
from argmap.support.function import Reading, View
from tests.formats import scram
from tests.formats.trees import (
    WAY,
    Test,
    all_of,
    any_of,
    are_minimal_cuts,
    at_least,
    brute_sets,
    event,
    events,
    formula_of,
    gate,
    graph_of,
    leaf,
    made,
    minimal_sets,
    model,
    named_sets,
    names_of,
    probability,
    random_trees,
    taken,
)
from tests.samples import MAPS
from tests.support.maps import Data, maps

READINGS: tuple[Reading, ...] = ("sources_alone", "own_word_taken")
VIEWS: tuple[View, ...] = ("source", "claim")

THEATRE = """\
<?xml version="1.0"?>
<opsa-mef>
  <label>Power for the operating theatre</label>
  <define-fault-tree name="Theatre">
    <define-gate name="Theatre">
      <label>No power</label>
      <and>
        <basic-event name="Mains_Fail"/>
        <gate name="Generator"/>
      </and>
    </define-gate>
    <define-gate name="Generator">
      <or>
        <basic-event name="Gen_Fail"/>
        <basic-event name="Relay_Fail"/>
      </or>
    </define-gate>
    <define-basic-event name="Mains_Fail"><float value="3e-2"/></define-basic-event>
    <define-basic-event name="Gen_Fail"><float value="2e-2"/></define-basic-event>
    <define-basic-event name="Relay_Fail"><label>The relay sticks</label></define-basic-event>
  </define-fault-tree>
</opsa-mef>
"""

THEATRE_MAP = """\
argmap: 1
title: Power for the operating theatre
note: "Read from fault trees: each claim says that a gate, each assumption that a basic event does not occur."
thesis:
- id: theatre
  claim: "Theatre does not occur: No power"
  because:
  - id: mains-fail
    assume: Mains_Fail does not occur.
  - id: generator
    claim: Generator does not occur.
    because:
    - together:
      - id: gen-fail
        assume: Gen_Fail does not occur.
      - id: relay-fail
        assume: "Relay_Fail does not occur: The relay sticks"
"""


def sets(*words: str) -> set[frozenset[str]]:
    """Sets of events, each written as a word of one-letter names."""
    return {frozenset(word) for word in words}


def said(read: Any) -> list[str]:
    """What is wrong with a model, or left out of it."""
    return [str(one) for one in (*read.problems, *read.left_out)]


# -- reading


def test_a_fault_tree_becomes_a_map() -> None:
    read = taken(THEATRE)
    assert read.data is not None
    assert map_text(read.data) == THEATRE_MAP
    assert read.left_out == ()
    assert read.beside == {
        ".profile.yaml": "# The probability that each event holds: 1 minus the probability that the fault tree gives "
        "it.\n# Without one, so that the figure for an assumption stands for it: relay-fail.\n"
        "events:\n  mains-fail: 0.97\n  gen-fail: 0.98\n"
    }


def test_the_map_audits_and_falls_as_the_tree_does() -> None:
    audit = audit_text(THEATRE_MAP)
    assert audit.problems == ()
    assert audit.support is not None
    for reading in READINGS:
        for view in VIEWS:
            found = audit.support.cut_sets(0, reading, view)
            assert found.sets == (("gen-fail", "mains-fail"), ("mains-fail", "relay-fail"))
            assert (found.count, found.complete) == (2, True)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (any_of(leaf("a"), leaf("b"), leaf("c")), sets("a", "b", "c")),
        (all_of(leaf("a"), leaf("b"), leaf("c")), sets("abc")),
        (at_least(2, leaf("a"), leaf("b"), leaf("c")), sets("ab", "ac", "bc")),
        (at_least(3, leaf("a"), leaf("b"), leaf("c"), leaf("d")), sets("abc", "abd", "acd", "bcd")),
        (any_of(leaf("a"), all_of(leaf("b"), any_of(leaf("c"), leaf("d")))), sets("a", "bc", "bd")),
        (all_of(any_of(leaf("a"), leaf("b")), any_of(leaf("a"), leaf("c"))), sets("a", "bc")),
        (at_least(2, leaf("a"), leaf("a"), leaf("b")), sets("a")),
        (any_of(leaf("a"), leaf("a")), sets("a")),
        ('<basic-event name="d"/>', sets("d")),
        (any_of(leaf("a"), '<constant value="false"/>'), sets("a")),
        (all_of(leaf("a"), '<constant value="true"/>', leaf("b")), sets("ab")),
        (at_least(2, leaf("a"), '<constant value="true"/>', leaf("b")), sets("a", "b")),
        (at_least(2, leaf("a"), '<constant value="false"/>', leaf("b")), sets("ab")),
    ],
)
def test_a_formula_keeps_its_cut_sets(formula: str, expected: set[frozenset[str]]) -> None:
    read = taken(model(gate("top", formula), events("a b c d")))
    for reading in READINGS:
        for view in VIEWS:
            assert named_sets(read, reading, view) == {"top": expected}


def test_what_is_shared_stands_once_and_is_seen() -> None:
    read = taken(
        model(
            gate("top", all_of(leaf("left"), leaf("right"))),
            gate("left", any_of(leaf("a"), leaf("both"))),
            gate("right", any_of(leaf("b"), leaf("both"))),
            gate("both", all_of(leaf("a"), leaf("b"))),
            events("a b"),
        )
    )
    assert read.data is not None
    assert [one["id"] for one in read.data["claims"]] == ["a", "both", "b"]
    assert map_text(read.data).count("see: both\n") == 2
    assert named_sets(read) == {"top": sets("ab")}


def test_several_trees_and_files_are_one_model() -> None:
    first = model(gate("one", any_of(leaf("a"), leaf("b"))), gate("two", all_of(leaf("a"), leaf("b"))))
    second = f"<opsa-mef><model-data>{events('a b')}</model-data></opsa-mef>"
    third = model(gate("three", all_of(leaf("one"), leaf("c"))), events("c"), name="Other")
    assert named_sets(taken(first, second, third)) == {"two": sets("ab"), "three": sets("ac", "bc")}


def test_names_private_to_a_component() -> None:
    inside = gate("top", any_of(leaf("a"), leaf("b"))) + events("b")
    read = taken(
        model(
            gate("top", all_of(leaf("part.top"), leaf("a"), leaf("part.b"))),
            f'<define-component name="part" role="private">{inside}</define-component>',
            events("a b"),
            gate("other", leaf("b")),
        )
    )
    assert named_sets(read) == {"top": {frozenset(["a", "Tree.part.b"])}, "other": sets("b")}


def test_names_are_looked_for_from_the_inside_out_and_by_their_path() -> None:
    inner = f'<define-component name="inner">{gate("g", leaf("b"))}</define-component>'
    outer = f'<define-component name="outer" role="private">{events("b")}{inner}</define-component>'
    read = taken(
        model(gate("top", leaf("outer.inner.g")), outer),
        model(gate("far", leaf("Tree.outer.b")), name="Other"),
    )
    assert named_sets(read) == {"top": {frozenset(["Tree.outer.b"])}, "far": {frozenset(["Tree.outer.b"])}}


def test_what_a_formula_names_twice_is_one_premise() -> None:
    read = taken(model(gate("top", any_of(leaf("a"), leaf("a"), all_of(leaf("b"), leaf("b")))), events("a b")))
    assert read.data is not None
    assert map_text(read.data).count("assume") == 2
    assert "see" not in map_text(read.data)


def test_ids_are_unique_and_as_near_to_the_names_as_ids_come() -> None:
    names = ["Pump_1", "Pump-1", "pump.1", "42", "Über", "text", "?", "x" * 90, "x" * 91]
    read = taken(model(gate("top", any_of(*map(leaf, names))), *map(event, names)))
    graph = graph_of(read)
    assert [node.id for node in graph.nodes[1:-2]] == [
        *("pump-1", "pump-1-2", "pump-1-3", "event-42", "uber", "text-2", "event"),
    ]
    assert [len(node.id) for node in graph.nodes[-2:]] == [80, 80]
    assert [names_of(graph)[node.id] for node in graph.nodes[1:]] == names


def test_house_events_are_worked_in_and_all_that_goes_with_them_is_said() -> None:
    house = '<define-house-event name="h"><constant value="true"/></define-house-event>'
    read = taken(
        "\n".join(
            [
                '<opsa-mef><define-fault-tree name="T">',
                gate("top", any_of(leaf("a"), all_of(leaf("sure"), leaf("b")))),
                gate("sure", any_of(leaf("h"), leaf("c"))),
                house,
                events("a b c d"),
                "</define-fault-tree></opsa-mef>",
            ]
        )
    )
    assert named_sets(read) == {"top": sets("a", "b")}
    assert said(read) == [
        "a.xml:3:1: the gate `sure` becomes the constant true (house events and constants decide it)",
        "a.xml:4:1: the house event `h` becomes the constant true "
        "(a map has no switches: it is worked into the gates above)",
        "a.xml:5:101: `c` is left out (house events and constants decide all above it)",
        "a.xml:5:151: the basic event `d` is left out (no gate names it)",
    ]


def test_what_stands_beside_the_trees_is_said() -> None:
    tree = model(gate("top", leaf("a")), event("a", '<attributes><attribute name="flavor" value="x"/></attributes>'))
    beside = '<define-event-tree name="E"/><define-alignment name="A"/><define-unheard-of/>'
    read = taken(tree, f"<opsa-mef>\n{beside}</opsa-mef>")
    assert said(read) == [
        "a.xml:1:138: the attribute `flavor=x` of `a` is left out (a claim has no such thing)",
        "b.xml:2:1: the event tree `E` is left out (a map holds fault trees alone)",
        "b.xml:2:30: the alignment `A` is left out (a map holds fault trees alone)",
        "b.xml:2:58: `define-unheard-of` is left out (a map holds fault trees alone)",
    ]


GROUP = """
<define-CCF-group name="Pumps" model="{model}"><members><basic-event name="p"/><basic-event name="q"/></members>
<distribution><float value="0.1"/></distribution><factor level="2"><float value="0.2"/></factor></define-CCF-group>
"""


def test_a_beta_factor_group_is_expanded() -> None:
    read = taken(model(gate("top", all_of(leaf("p"), leaf("q"))), GROUP.format(model="beta-factor")))
    assert named_sets(read) == {"top": {frozenset(["Pumps"]), frozenset(["p alone", "q alone"])}}
    assert "  p-alone: 0.92\n  pumps: 0.98\n  q-alone: 0.92\n" in read.beside[".profile.yaml"]


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (
            gate("top", any_of("\n<not>", leaf("a"), "</not>")),
            "2:1: `not` in a formula: no map says what holds because",
        ),
        (gate("top", f"\n<xor>{leaf('a')}{leaf('b')}</xor>"), "2:1: `xor` in a formula"),
        (gate("top", f"\n<iff>{leaf('a')}{leaf('b')}</iff>"), "2:1: `iff` in a formula"),
        (gate("top", "\n<imply/>"), "2:1: `imply` in a formula"),
        (gate("top", "\n<strange/>"), "2:1: `strange` is no formula that is read (write and, or, atleast, an event)"),
        (gate("top", f"\n{leaf('aa')}"), "2:1: `aa` names no event (did you mean `a`?)"),
        (gate("top", f"\n{leaf('Zzz')}"), "2:1: `Zzz` names no event (define it, or name the file that does"),
        (gate("top", '\n<gate name="a"/>'), "2:1: `a` names no gate"),
        (gate("top", "\n<or></or>"), "2:1: `or` has nothing in it"),
        (gate("top", f'\n<atleast min="3">{leaf("a")}{leaf("b")}</atleast>'), "2:1: `atleast` of 2 inputs has min=“3”"),
        (gate("top", f"\n<atleast>{leaf('a')}{leaf('b')}</atleast>"), "2:1: `atleast` of 2 inputs has min=“”"),
        (gate("top", leaf("a") + f"\n{leaf('b')}"), "2:1: `top` has more than one formula or value (keep one of them)"),
        ("\n" + gate("top", ""), "2:1: the gate `top` has no formula"),
        ("\n<define-gate><or/></define-gate>", "2:1: `define-gate` has no name"),
        (event("a") + "\n" + event("a"), "2:1: `a` is defined a second time, after line 1 of a.xml"),
        (
            "\n" + gate("x", leaf("y")) + gate("y", any_of(leaf("a"), leaf("x"))),
            "2:1: a gate stands beneath itself: x <-",
        ),
        ("\n" + gate("x", any_of(all_of(leaf("x")))), "2:1: a gate stands beneath itself: x <- x (take one of these"),
        ("", "1:1: there is no gate here"),
        (gate("top", '<constant value="false"/>'), "1:1: no top gate is open: house events and constants decide all"),
        (
            '\n<include file="b.xml"/>',
            "2:1: `include` is not followed (name the file with --with, and take the line out)",
        ),
        ('\n<define-substitution name="S"/>', "2:1: the substitution `S` changes which sets of events count"),
        (GROUP.format(model="MGL"), "2:1: the common-cause group `Pumps` has the model “MGL”"),
        (
            '\n<define-CCF-group name="G" model="beta-factor"/>',
            "2:1: the group `G` has not one distribution and one factor",
        ),
        (GROUP.format(model="beta-factor") * 2, "5:1: `p` is in two common-cause groups"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(inner: str, message: str) -> None:
    read = taken(model(inner, events("a b")))
    assert read.map is None
    assert any(one.startswith(f"a.xml:{message}") for one in said(read)), said(read)


def test_all_problems_of_a_model_are_told_in_order() -> None:
    read = taken(model("\n" + gate("one", leaf("x")), "\n" + gate("two", leaf("y"))), "<oops/>")
    assert [one.partition(" ")[0] for one in said(read)] == ["b.xml:1:1:"]
    read = taken(model("\n" + gate("one", leaf("x")), "\n" + gate("two", leaf("y"))))
    assert [one.partition(": ")[0] for one in said(read)] == ["a.xml:2:25", "a.xml:3:25"]


def test_many_rings_are_not_all_told() -> None:
    read = taken(model(*(gate(f"g{n}", leaf(f"g{n}")) for n in range(100))))
    assert len(read.problems) == 20


def test_components_nest_so_deep_and_no_deeper() -> None:
    def nested(depth: int) -> str:
        opened = "".join(f'<define-component name="c{n}">' for n in range(depth))
        return model(f"{opened}{gate('top', leaf('a'))}{events('a')}{'</define-component>' * depth}")

    assert named_sets(taken(nested(30))) == {"top": sets("a")}
    assert said(taken(nested(32)))[0].endswith("components are nested deeper than 30 (move the inner ones out)")


@pytest.mark.parametrize(
    ("expression", "lost"),
    [
        ('<float value="0.25"/>', 0.25),
        ('<int value="1"/>', 1),
        ('<bool value="true"/>', 1),
        ('<parameter name="p"/>', 0.125),
        ('<mul><float value="0.5"/><parameter name="p"/></mul>', 0.0625),
        ('<sub><float value="0.5"/><float value="0.25"/><float value="0.125"/></sub>', 0.125),
        ('<exponential><float value="0.001"/><float value="1000"/></exponential>', 0.6321205588285577),
        ('<exponential><float value="0.001"/><system-mission-time/></exponential>', 0.09516258196404048),
        ('<lognormal-deviate><float value="0.01"/><float value="3"/><float value="0.95"/></lognormal-deviate>', 0.01),
        ('<uniform-deviate><float value="0.25"/><float value="0.5"/></uniform-deviate>', 0.375),
        (
            '<periodic-test><float value="0.01"/><int value="20"/><int value="60"/><int value="100"/></periodic-test>',
            0.18126924692201818,
        ),
        ('<GLM><int value="0"/><float value="0.01"/><int value="0"/><int value="100"/></GLM>', 0.6321205588285577),
        ('<Weibull><int value="100"/><int value="2"/><int value="0"/><int value="100"/></Weibull>', 0.6321205588285577),
    ],
)
def test_plain_expressions_have_a_value(expression: str, lost: float) -> None:
    parameter = '<define-parameter name="p"><float value="0.125"/></define-parameter>'
    read = taken(model(gate("top", leaf("a")), event("a", expression), parameter), options=Options(mission_time=100))
    assert said(read) == []
    assert float(read.beside[".profile.yaml"].split()[-1]) == pytest.approx(1 - lost, abs=1e-15)


@pytest.mark.parametrize(
    ("expression", "why"),
    [
        ("<system-mission-time/>", "it depends on the mission time: say --mission-time"),
        ('<float value="1.5"/>', "1.5 is no probability"),
        ('<float value="nan"/>', "`float` is not finite"),
        ('<float value="much"/>', "`float` cannot be worked out"),
        ("<float/>", "`float` cannot be worked out"),
        ("<histogram/>", "`histogram` has no plain value"),
        ('<div><int value="1"/><int value="0"/></div>', "`div` cannot be worked out"),
        ('<exp><int value="100000"/></exp>', "`exp` cannot be worked out"),
        ('<pow><int value="1"/></pow>', "`pow` with 1 arguments has no plain value"),
        ('<parameter name="q"/>', "the parameter `q` is defined nowhere"),
        ('<parameter name="ring"/>', "the expression is nested too deep, or its parameters form a ring"),
    ],
)
def test_other_expressions_are_left_out_and_said(expression: str, why: str) -> None:
    ring = '<define-parameter name="ring"><neg><parameter name="ring"/></neg></define-parameter>'
    read = taken(model(gate("top", leaf("a")), event("a", expression), ring))
    assert said(read) == [f"a.xml:1:126: the probability of `a` is left out ({why})"]
    assert read.beside == {}


def test_a_chain_of_five_thousand_gates() -> None:
    chain = [gate(f"g{n}", any_of(leaf(f"e{n}"), leaf(f"g{n + 1}"))) + event(f"e{n}") for n in range(5000)]
    read = taken(model(*chain, gate("g5000", leaf("e0"))))
    assert read.data is not None
    loaded = load(map_text(read.data))
    assert loaded.problems == ()
    assert loaded.map == read.map
    graph = graph_of(read)
    assert cut_sets(formula_of(graph, 0)).count == 5000


def test_formulae_nested_as_deep_as_the_reader_goes() -> None:
    deep = "<or>" * 990 + leaf("a") + "</or>" * 990
    assert named_sets(taken(model(gate("top", deep), events("a")))) == {"top": sets("a")}
    assert said(taken(model(gate("top", "<or>" * 1000 + leaf("a") + "</or>" * 1000), events("a")))) == [
        "a.xml:1:4054: elements are nested deeper than 1,000 (give the inner ones a name of their own)"
    ]


@given(random_trees())
def test_any_tree_keeps_its_cut_sets(drawn: tuple[str, dict[str, Test]]) -> None:
    text, occurs = drawn
    read = taken(text)
    if read.map is None:
        assert "no top gate is open" in said(read)[0]
        return
    assert audit_text(map_text(read.data or {})).problems == ()
    for reading in READINGS:
        for view in VIEWS:
            if reading == "own_word_taken" and read.notes:
                continue  # a claim without reasons stands on its own word, and a fault tree has none
            for top, found in named_sets(read, reading, view).items():
                assert found == set(brute_sets(occurs[top], [f"e{number}" for number in range(5)]))


# -- hostile XML


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "1:1: this is not well-formed XML: no element found"),
        ("<opsa-mef>\n <a></b>", "2:7: this is not well-formed XML: mismatched tag (mend it here or just before)"),
        ("<opsa-mef>&x;</opsa-mef>", "1:11: this is not well-formed XML: undefined entity"),
        (
            '<!DOCTYPE a [<!ENTITY x "y">]><opsa-mef>&x;</opsa-mef>',
            "1:13: the document type declares things of its own",
        ),
        ('<!DOCTYPE opsa-mef [<!ATTLIST a b CDATA "c">]><opsa-mef/>', "1:20: the document type declares things"),
        ('<!DOCTYPE a SYSTEM "/etc/passwd"><opsa-mef>&x;</opsa-mef>', "1:44: `&x;` is an entity, and entities are not"),
        ('<?xml version="1.0" encoding="klingon"?><opsa-mef/>', "1:1: "),
        ("<html/>", "1:1: `html` is no Open-PSA model (its root is `opsa-mef`)"),
        ("<a>" * 1001, "1:3001: elements are nested deeper than 1,000"),
        ("<opsa-mef>\x00</opsa-mef>", "1:11: this is not well-formed XML: not well-formed"),
    ],
)
def test_hostile_or_broken_xml_is_one_problem(text: str, message: str) -> None:
    (problem,) = said(taken(text))
    assert problem.startswith(f"a.xml:{message}"), problem


def test_a_file_may_have_so_many_bytes_and_elements(monkeypatch: pytest.MonkeyPatch) -> None:
    text = model(gate("top", any_of(leaf("a"), leaf("b"))), events("a b"))
    monkeypatch.setattr("argmap.formats.reading.xml.ELEMENTS_LIMIT", 8)
    assert said(taken(text)) == []
    monkeypatch.setattr("argmap.formats.reading.xml.ELEMENTS_LIMIT", 7)
    assert "the file has more than 7 elements (split it)" in said(taken(text))[0]
    monkeypatch.setattr("argmap.formats.reading.xml.BYTES_LIMIT", 100)
    assert "the file is larger than 0 MiB" in said(taken(text))[0]


def test_a_plain_document_type_and_other_encodings_are_read() -> None:
    text = '<?xml version="1.0" encoding="latin-1"?><!DOCTYPE opsa-mef>' + model(gate("Größe", leaf("a")), events("a"))
    read = openpsa.read([File("a.xml", text.encode("latin-1"))], Options())
    assert named_sets(read) == {"Größe": sets("a")}


def test_texts_that_no_map_may_hold_are_cleaned() -> None:
    read = taken(model(gate("top", leaf("a"), label="Bell \x7f&#x85; rings\u2028twice"), events("a")))
    assert read.data is not None
    assert load(map_text(read.data)).map == read.map
    assert graph_of(read).nodes[0].text == "top does not occur: Bell \ufffd rings twice"


# -- writing


BRIDGE = """\
argmap: 1
title: The bridge & the lorries
sources:
  survey: {name: Survey, reliability: B, reason: It is careful.}
  gazette:
    name: The Gazette
    from: survey
thesis:
  id: close
  claim: The bridge should close.
  because:
  - together:
    - id: cracks
      claim: It is cracking.
      because:
      - evidence: Cracks grow.
        source: survey
      - evidence: The Gazette reports it.
        source: gazette
    - assume: No repair is possible.
    - It is old.
    needs: 2
    unless:
    - Cars alone would crack it.
  but:
  - claim: The detour costs an hour.
"""


def test_a_thesis_becomes_the_dual_tree() -> None:
    found = made(BRIDGE, Options(reading="own_word_taken"))
    assert "<label>The bridge &amp; the lorries</label>" in found.text
    assert '<atleast min="2">' in found.text
    assert "<label>No support left: The bridge should close.</label>" in found.text
    assert "<label>Lost: The Gazette</label>" in found.text
    assert "<label>Lost: the mapper's own word</label>" in found.text
    back = named_sets(taken(found.text))
    assert back == {
        "close": {frozenset(one) for one in (["survey", "_1_1_2"], ["survey", "mapper"], ["_1_1_2", "mapper"])}
    }
    assert found.notes == ("each event without a profile is given the probability 0.5 of being lost, as likely as not",)
    assert found.text.count('<float value="0.5"/>') == 4


def test_the_reading_on_sources_alone_loses_own_word_from_the_start() -> None:
    found = made(BRIDGE)
    assert named_sets(taken(found.text)) == {"close": {frozenset(["survey"]), frozenset(["_1_1_2"])}}


def test_by_claim_every_leaf_is_an_event() -> None:
    found = made(BRIDGE, Options(view="claim"))
    assert named_sets(taken(found.text)) == {"close": {frozenset(["_1_1_2"]), frozenset(["_1_1_1_1", "_1_1_1_2"])}}


def test_what_a_fault_tree_does_not_hold_is_said_at_its_place() -> None:
    assert [str(one) for one in made(BRIDGE).left_out] == [
        "m.argmap.yaml:4:3: reliability, reason of the source survey are left out (a fault tree has no such thing)",
        "m.argmap.yaml:16:9: 1.1.1.1 “Cracks grow.” is left out (it stands and falls with survey)",
        "m.argmap.yaml:21:7: 1.1.3 “It is old.” is left out (it has no support in this reading)",
        "m.argmap.yaml:24:7: the undercut 1.1.4 “Cars alone would crack it.”, with all under it, is left out "
        "(a fault tree holds support alone)",
        "m.argmap.yaml:26:5: the objection 1.2 “The detour costs an hour.”, with all under it, is left out "
        "(a fault tree holds support alone)",
    ]


PASSED_OVER = """\
argmap: 1
sources:
  s: S
thesis:
  claim: A.
  because:
  - id: same
    claim: B.
    because:
    - assume: C.
    - assume: D.
  - evidence: E.
    source: s
  - id: cause
    claim: F.
    scheme: explanation
"""
LATE = """\
argmap: 1
thesis:
  claim: A.
  because:
    see: late
claims:
- id: early
  claim: B.
  because:
  - assume: C.
  - assume: D.
- id: late
  claim: E.
  because:
    see: early
"""


def left_out(map_text: str, options: Options | None = None) -> list[str]:
    return [
        one.problem.message.partition(" is left")[0] + ": " + one.problem.help
        for one in made(map_text, options).left_out
    ]


def test_why_a_claim_has_no_gate_of_its_own_is_said() -> None:
    assert left_out(PASSED_OVER) == [
        "same “B.”: no step from it counts in this reading",
        "1.1.1 “C.”: no step from it counts in this reading",
        "1.1.2 “D.”: no step from it counts in this reading",
        "1.2 “E.”: it stands and falls with s",
        "the explanation 1.3: it supports nothing",
        "cause “F.”: it supports nothing that is written",
    ]


CITING = """\
argmap: 1
sources:
  s1: {name: One}
  s2: {name: Two, from: s1}
  s3: {name: Three}
  s4: {name: Four, retracted: 2020}
  s5: {name: Five}
thesis:
  claim: A.
  because:
  - evidence: B.
    source:
    - s2, p. 3
    - s3?
    - s4
  - evidence: C.
    source:
    - s1
    - s2
"""


def test_sources_and_citations_that_are_not_written_are_said() -> None:
    nothing = "nothing that is written rests on it"
    assert left_out(CITING) == [
        f"the source s3 “Three”: {nothing}",
        f"the source s4 “Four”: {nothing}",
        f"the source s5 “Five”: {nothing}",
        "“p. 3” of s2 at 1.1 “B.”: a fault tree has no such thing",
        "the citation of s3, which is in doubt, at 1.1 “B.”: it does not count in this reading",
    ]
    assert left_out(CITING, Options(reading="own_word_taken"))[2:] == [
        "“p. 3” of s2 at 1.1 “B.”: a fault tree has no such thing",
        "that s3 is in doubt at 1.1 “B.”: it is written as cited",
    ]
    assert left_out(CITING, Options(view="claim")) == [
        f"the source s{number} “{name}”: in this view statements are lost, not sources"
        for number, name in enumerate(("One", "Two", "Three", "Four", "Five"), 1)
    ]


def test_the_claim_asked_for_gives_its_gate_the_name() -> None:
    asked = Options(claim="late")
    assert '<define-gate name="late">' in made(LATE, asked).text
    assert left_out(LATE, asked) == [
        "1 “A.”: it supports nothing that is written",
        "early “B.”: it stands and falls with late",
    ]


def test_a_claim_alone_and_all_theses() -> None:
    two = "argmap: 1\nthesis:\n- {id: a, claim: A., because: {see: c}}\n- {id: b, claim: B., because: {see: c}}\n"
    two += "claims:\n- {id: c, assume: C.}\n"
    both = named_sets(taken(made(two).text))
    assert both == {"a": sets("c"), "b": sets("c")}
    assert named_sets(taken(made(two, Options(claim="b")).text)) == {"b": sets("c")}
    with pytest.raises(NoSuchClaim, match="nobody"):
        made(two, Options(claim="nobody"))


def test_a_thesis_without_support_is_a_constant() -> None:
    found = made("argmap: 1\nthesis: It is so.\n")
    assert '<constant value="true"/>' in found.text
    assert "<model-data>" not in found.text
    assert found.notes == ()
    back = taken(found.text)
    assert (said(back), back.notes) == (
        [],
        ("the gate `_1` occurs whatever holds: it is read as a claim without reasons",),
    )
    assert named_sets(back) == {"_1": {frozenset()}}


def test_a_gate_that_a_house_event_decides_is_a_claim_without_reasons() -> None:
    house = '<define-house-event name="h"><constant value="true"/></define-house-event>'
    read = taken(model(gate("top", any_of(leaf("h"), leaf("a"))) + gate("other", leaf("a")), house, events("a")))
    assert named_sets(read) == {"top": {frozenset()}, "other": sets("a")}
    assert [line.split(": ", 1)[1] for line in said(read)] == [
        "the gate `top` becomes the constant true (house events and constants decide it)",
        "the house event `h` becomes the constant true (a map has no switches: it is worked into the gates above)",
    ]


def test_an_input_that_counts_twice_is_named_twice() -> None:
    """Open-PSA wants each input of a gate once."""
    shared = (
        "argmap: 1\nthesis:\n  claim: A.\n  because:\n  - together:\n    - see: b\n    - see: b\n    - assume: C.\n"
    )
    shared += "    - assume: D.\n    needs: 3\nclaims:\n- {id: b, assume: B.}\n"
    found = made(shared)
    assert '<gate name="b-again"/>' in found.text
    assert named_sets(taken(found.text)) == {"_1": {frozenset(["b"]), frozenset(["_1_1_1", "_1_1_2"])}}


def test_probabilities_come_from_a_mapping() -> None:
    found = made(BRIDGE, Options(holds={"survey": 0.9, "1.1.2": 1.0}))
    assert re.findall(r'name="(\w+)">\s*<label>Lost.*\s*<float value="([^"]+)"', found.text) == [
        ("survey", "0.1"),
        ("gazette", "0.5"),
        ("_1_1_2", "0.0"),
    ]


def test_names_are_those_that_open_psa_allows() -> None:
    found = made("argmap: 1\nthesis:\n  id: 2-b\n  claim: A.\n  because:\n  - assume: B.\n  - assume: C.\n")
    names = re.findall(r'(?:gate|event) name="([^"]+)"', found.text)
    assert {"_2-b", "_1_1", "_1_2"} == set(names)
    assert all(re.fullmatch(r"[A-Za-z_]\w*(-\w+)*", name) for name in names)


def there_and_back(data: Data, reading: Reading, view: View) -> None:
    text = map_text({key: value for key, value in data.items() if value})
    loaded = load(text)
    assert loaded.problems == (), [str(one) for one in loaded.problems]
    read, _ = convert([File("m", text.encode())], *WAY, Options(reading=reading, view=view))
    assert read is not None
    again = taken(read.text)
    graph = graph_of(native.read([File("m", text.encode())], Options()))
    expected = [minimal_sets(formula_of(graph, at, reading, view)) for at in graph.theses]
    open_ = [one for one in expected if one]
    if not open_:
        assert again.map is None
        return
    found = list(named_sets(again).values())
    assert [{frozenset(map(plain, one)) for one in each} for each in open_] == found


def plain(name: str) -> str:
    return ("_" if name[0].isdigit() else "") + name.replace(".", "_")


@given(maps())
def test_any_map_keeps_its_cut_sets_there_and_back(data: Data) -> None:
    for reading in READINGS:
        for view in VIEWS:
            there_and_back(data, reading, view)


# -- an independent program, and published numbers

needs_scram = pytest.mark.skipif(
    scram.PROGRAM is None or not scram.FOLDER.exists(), reason="scram and its models (Debian: scram) are not installed"
)


@needs_scram
@pytest.mark.parametrize("known", scram.MODELS, ids=lambda known: known.name)
def test_the_models_of_scram_have_the_cut_sets_that_it_finds(known: scram.Model, tmp_path: Path) -> None:
    files = [File(str(path), path.read_bytes()) for path in known.paths]
    read = openpsa.read(files, Options())
    theirs = scram.solve(known.paths, tmp_path / "report.xml", known.options)
    graph = graph_of(read)
    names = names_of(graph)
    assert {names[graph.nodes[at].id] for at in graph.theses} == theirs.keys()
    for at in graph.theses:
        expected = theirs[names[graph.nodes[at].id]]
        found = cut_sets(formula_of(graph, at))
        assert found.count == len(expected)
        listed = {frozenset(names[event] for event in one) for one in found.sets}
        small = {one for one in expected if len(one) <= 3}
        assert listed == small if len(small) <= 100 else (len(listed) == 100 and listed <= small)
        # As many as ours, each of them one of ours: they are the same sets.
        ids = {name: id_ for id_, name in names.items()}
        assert are_minimal_cuts(formula_of(graph, at), [[ids[event] for event in one] for one in expected])


@needs_scram
@pytest.mark.parametrize("known", scram.MODELS, ids=lambda known: known.name)
def test_the_profile_gives_the_probabilities_that_scram_finds(known: scram.Model, tmp_path: Path) -> None:
    files = [File(str(path), path.read_bytes()) for path in known.paths]
    read = openpsa.read(files, Options(mission_time=8760))  # what scram takes where nothing is said
    theirs = scram.probabilities(known.paths, tmp_path / "report.xml", known.options)
    graph = graph_of(read)
    names = names_of(graph)
    ours = {names[graph.nodes[at].id]: probability(formula_of(graph, at), read) for at in graph.theses}
    assert ours == pytest.approx(theirs, rel=1e-5)


@needs_scram
def test_a_model_with_negations_is_refused() -> None:
    files = [File(str(path), path.read_bytes()) for path in scram.NOT_MONOTONE.paths]
    read = openpsa.read(files, Options())
    assert read.map is None
    assert len(read.problems) == 30
    assert all("`not` in a formula" in one for one in said(read))


@needs_scram
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_the_maps_that_ship_have_the_cut_sets_that_scram_finds(
    path: Path, reading: Reading, view: View, tmp_path: Path
) -> None:
    """The file that we write is one that scram takes, and it finds in it what we find in the map."""
    file = File(path.name, path.read_bytes())
    found, _ = convert([file], *WAY, Options(reading=reading, view=view))
    assert found is not None
    (tmp_path / "tree.xml").write_text(found.text, "utf-8")
    theirs = scram.solve([tmp_path / "tree.xml"], tmp_path / "report.xml")
    graph = graph_of(native.read([file], Options()))
    for at in graph.theses:
        formula = formula_of(graph, at, reading, view)
        expected = theirs[plain(graph.nodes[at].id)]
        assert cut_sets(formula).count == len(expected)
        assert {frozenset(map(plain, one)) for one in minimal_sets(formula)} == expected


@needs_scram
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name)
def test_the_maps_that_ship_have_the_probability_that_scram_finds(path: Path, tmp_path: Path) -> None:
    file = File(path.name, path.read_bytes())
    graph = graph_of(native.read([file], Options()))
    names = {*graph.sources.by_key, *graph.sources.groups, *graph.by_id, "unknown"}
    holds = {name: 1 - 1 / (3 + place) for place, name in enumerate(sorted(names))}
    found, _ = convert([file], *WAY, Options(holds=holds))
    assert found is not None
    assert found.notes == ()
    (tmp_path / "tree.xml").write_text(found.text, "utf-8")
    theirs = scram.probabilities([tmp_path / "tree.xml"], tmp_path / "report.xml")
    ours = {plain(graph.nodes[at].id): Chances(formula_of(graph, at), holds).fails for at in graph.theses}
    assert ours == pytest.approx(theirs, rel=1e-5)


@pytest.fixture(scope="module")
def published_trees(oracles: Any) -> Any:
    return {one["name"]: one for one in oracles["fault_trees"]}


def test_the_published_cut_sets_of_the_theatre(published_trees: Any) -> None:
    expected = {frozenset(one) for one in published_trees["Theatre"]["cut_sets"]}
    assert named_sets(taken(THEATRE)) == {"Theatre": expected}


def test_the_published_count_of_three_trains_with_common_causes(published_trees: Any) -> None:
    """Three trains of a pump and a valve; all pumps share causes, and all valves do."""
    known = published_trees["BetaFactorCCF three trains"]
    groups = "".join(
        f'<define-CCF-group name="{kind}s CCF" model="beta-factor"><members>'
        + "".join(f'<basic-event name="{kind}{n}"/>' for n in (1, 2, 3))
        + f'</members><distribution><float value="{known["q"]}"/></distribution>'
        f'<factor><float value="{known["beta"]}"/></factor></define-CCF-group>'
        for kind in ("Pump", "Valve")
    )
    trains = [gate(f"train{n}", any_of(leaf(f"Pump{n}"), leaf(f"Valve{n}"))) for n in (1, 2, 3)]
    read = taken(model(gate("top", all_of(*(leaf(f"train{n}") for n in (1, 2, 3)))), *trains, groups))
    (found,) = named_sets(read).values()
    assert len(found) == known["n_cut_sets"]
    assert {name for one in found if len(one) == 1 for name in one} == set(known["singletons"])
    assert probability(formula_of(graph_of(read), 0), read) == pytest.approx(known["exact"], abs=1e-9)


@needs_scram
@pytest.mark.parametrize(
    ("name", "published"),
    [("ThreeMotor", "ThreeMotor"), ("Chinese", "Chinese tree"), ("HIPPS", "HIPPS"), ("NE574", "NE574"),
     ("Baobab1", "Baobab1")],
)  # fmt: skip
def test_the_published_counts(name: str, published: str, published_trees: Any) -> None:
    known = published_trees[published]
    files = [File(str(path), path.read_bytes()) for one in scram.MODELS if one.name == name for path in one.paths]
    graph = graph_of(openpsa.read(files, Options()))
    found = cut_sets(formula_of(graph, 0))
    assert found.count == known["n_cut_sets"]
    orders = known.get("by_order", {})
    by_order = orders if isinstance(orders, dict) else {str(n): count for n, count in enumerate(orders, 1)}
    for order in (1, 2, 3):
        if by_order:
            assert sum(len(one) == order for one in found.sets) == by_order.get(str(order), 0)
