"""Formats that are read alone: a file in each, and the map that it becomes."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats import arggraph, brat, carneades, gsn, kialo
from argmap.formats.reading.xml import XmlReading
from argmap.formats.shared.common import File, Options, Reader, Taken
from argmap.formats.shared.draft import Draft
from argmap.formats.shared.write import map_text
from argmap.formats.table import guessed
from tests.effort import tries

SHARED = Path(__file__).parents[3] / "shared" / "corpora"


def taken(format_: object, *texts: str) -> Taken:
    files = [File(f"{number}.txt", text.encode()) for number, text in enumerate(texts, 1)]
    found: Taken = format_.read(files, Options())  # type: ignore[attr-defined]
    return found


def as_map(format_: object, *texts: str) -> str:
    found = taken(format_, *texts)
    assert found.problems == (), [str(problem) for problem in found.problems]
    assert found.map is not None
    assert found.data is not None
    assert arrange(found.map, found.places)[1] == ()
    return map_text(found.data)


def left(found: Taken) -> list[str]:
    return [str(one) for one in found.left_out]


def problems(format_: object, *texts: str) -> list[str]:
    return [str(one) for one in taken(format_, *texts).problems]


# -- arggraph

MICROTEXT = """<?xml version='1.0' encoding='UTF-8'?>
<arggraph id="t1" topic_id="close_the_bridge" stance="pro">
  <edu id="e1"><![CDATA[The bridge should close,]]></edu>
  <edu id="e1b"><![CDATA[and soon.]]></edu>
  <edu id="e2"><![CDATA[It cracks.]]></edu>
  <edu id="e3"><![CDATA[Cracks grow.]]></edu>
  <edu id="e4"><![CDATA[It can be mended.]]></edu>
  <edu id="e5"><![CDATA[Nobody mends bridges.]]></edu>
  <edu id="e6" implicit="true"><![CDATA[Others have closed.]]></edu>
  <joint id="j1"/>
  <adu id="a1" type="pro"/><adu id="a2" type="pro"/><adu id="a3" type="pro"/>
  <adu id="a4" type="opp"/><adu id="a5" type="pro"/><adu id="a6" type="pro"/>
  <edge id="s0" src="e1" trg="j1" type="seg"/><edge id="s0b" src="e1b" trg="j1" type="seg"/>
  <edge id="s1" src="j1" trg="a1" type="seg"/><edge id="s2" src="e2" trg="a2" type="seg"/>
  <edge id="s3" src="e3" trg="a3" type="seg"/><edge id="s4" src="e4" trg="a4" type="seg"/>
  <edge id="s5" src="e5" trg="a5" type="seg"/><edge id="s6" src="e6" trg="a6" type="seg"/>
  <edge id="c5" src="a5" trg="c4" type="und"/>
  <edge id="c4" src="a4" trg="c2" type="und"/>
  <edge id="c3" src="a3" trg="c2" type="add"/>
  <edge id="c2" src="a2" trg="a1" type="sup"/>
  <edge id="c6" src="a6" trg="a1" type="exa"/>
</arggraph>
"""


def test_a_microtext_becomes_a_map() -> None:
    assert as_map(arggraph, MICROTEXT) == (
        "argmap: 1\n"
        "title: close the bridge\n"
        'note: "The text\'s stance on the topic: pro."\n'
        "thesis:\n"
        "- claim: The bridge should close, and soon.\n"
        "  by: text\n"
        "  because:\n"
        "  - together:\n"
        "    - claim: It cracks.\n"
        "      by: text\n"
        "    - claim: Cracks grow.\n"
        "      by: text\n"
        "    unless:\n"
        "    - claim: It can be mended.\n"
        "      tags:\n"
        "      - opponent\n"
        "      by: text\n"
        "      unless:\n"
        "      - claim: Nobody mends bridges.\n"
        "        by: text\n"
        "  - claim: Others have closed.\n"
        "    by: mapper\n"
        "    scheme: example\n"
    )


def test_an_edge_from_or_to_nowhere_is_a_problem_at_its_place() -> None:
    broken = MICROTEXT.replace('src="a2" trg="a1"', 'src="a9" trg="a1"').replace(
        'src="a6" trg="a1"', 'src="a6" trg="a8"'
    )
    assert problems(arggraph, broken) == [
        "1.txt:17:3: the edge leads to `c4`, which is no edge that is read (mend its `trg`)",
        "1.txt:18:3: the edge leads to `c2`, which is no edge that is read (mend its `trg`)",
        "1.txt:19:3: the edge leads to `c2`, which is no edge that is read (mend its `trg`)",
        "1.txt:20:3: the edge begins at `a9`, which is no statement (mend its `src`)",
        "1.txt:21:3: the edge leads to `a8`, which is no statement (mend its `trg`)",
    ]


def test_premises_may_be_added_to_added_ones_and_in_any_order() -> None:
    text = as_map(arggraph, MICROTEXT.replace('src="a6" trg="a1" type="exa"', 'src="a6" trg="c3" type="add"'))
    assert "    - claim: Cracks grow.\n      by: text\n    - claim: Others have closed.\n" in text


def test_a_segment_of_no_statement_is_said() -> None:
    text = MICROTEXT.replace('src="e3" trg="a3"', 'src="e3" trg="a9"').replace(
        'src="e1b" trg="j1"', 'src="e1b" trg="j9"'
    )
    assert left(taken(arggraph, text)) == [
        "1.txt:4:3: the segment “and soon.” makes up no statement (lead a `seg` edge from it to an `adu`)",
        "1.txt:6:3: the segment “Cracks grow.” makes up no statement (lead a `seg` edge from it to an `adu`)",
        "1.txt:11:53: a statement without a text (it reads “(no text)” in the map)",
    ]


def test_undercuts_before_what_they_undercut_take_no_longer() -> None:
    """Going through the edges again for each one that waits would take some ten million readings of an edge here."""
    edges = [f'<edge id="c{at}" src="a1" trg="c{at + 1}" type="und"/>' for at in range(5000)]
    text = f'<arggraph><adu id="a1"/>{"".join(edges)}<edge id="c5000" src="a1" trg="a1" type="sup"/></arggraph>'
    reader = arggraph._Reader(Draft(), XmlReading())
    seen: list[str] = []
    read_edge = reader._edge
    reader._edge = lambda edge: seen.append(edge.tag) or read_edge(edge)  # type: ignore[method-assign,func-returns-value]
    reader.read(File("1.txt", text.encode()))
    assert len(seen) == 5001


def test_files_of_one_model_keep_their_titles_and_notes() -> None:
    other = MICROTEXT.replace("close_the_bridge", "close_the_road").replace('stance="pro"', 'stance="con"')
    found = taken(arggraph, MICROTEXT, other)
    assert found.map is not None
    assert (found.map.title, found.map.note) == (
        "close the bridge",
        "The text's stance on the topic: pro.\nclose the road\nThe text's stance on the topic: con.",
    )


# -- BRAT

ESSAY = (
    "T1\tMajorClaim 10 20;25 30\tBridges should close\n"
    "T2\tMajorClaim 500 520\tso we must close them\n"
    "T3\tClaim 40 60\tthey crack\r\n"
    "A1\tStance T3 For\n"
    "T4\tClaim 70 80\tdetours cost\n"
    "A2\tStance T4 Against\n"
    'T5\tPremise 90 99\tit says "so" \x85 in the survey\n'
    "R1\tsupports Arg1:T5 Arg2:T3\t\n"
    "R2\tattacks Arg1:T5 Arg2:T4\t\n"
    "#1\tAnnotatorNotes T1\tlook again\n"
)


def test_an_annotated_essay_becomes_a_map() -> None:
    found = taken(brat, ESSAY)
    assert left(found) == ["1.txt:10:1: “#1 AnnotatorNotes T1 look again” (entities, stances and relations are read)"]
    assert as_map(brat, ESSAY) == (
        "argmap: 1\n"
        "thesis:\n"
        "- claim: Bridges should close\n"
        '  note: "Said again: “so we must close them”"\n'
        "  because:\n"
        "  - claim: they crack\n"
        "    because:\n"
        "    - id: t5\n"
        '      claim: "it says \\"so\\" \\u0085 in the survey"\n'
        "  but:\n"
        "  - claim: detours cost\n"
        "    but:\n"
        "    - see: t5\n"
    )


def test_a_relation_of_what_is_not_there_is_a_problem() -> None:
    assert problems(brat, ESSAY.replace("Arg1:T5 Arg2:T4", "Arg1:T6 Arg2:T4")) == [
        "1.txt:9:1: `T6` names no entity (mend the name, or add the entity)"
    ]


def test_stances_that_are_missing_or_lead_nowhere_are_said() -> None:
    text = "T1\tMajorClaim 1 2\tA.\nT2\tClaim 3 4\tB.\nT3\tPremise 5 6\tC.\nA1\tStance T3 For\n\tstray\n"
    text += "R1\tsupports Arg1:T3 Arg2:T2\n"
    assert left(taken(brat, text)) == [
        "1.txt:2:1: the claim T2 has no stance (it is read as one for the thesis)",
        "1.txt:4:1: “A1 Stance T3 For” (only the stance of a Claim towards a MajorClaim is read)",
        "1.txt:5:1: “stray” (entities, stances and relations are read)",
    ]
    twice = text.replace("Stance T3 For", "Stance T2 For\nA2\tStance T2 Against\t")
    assert problems(brat, twice) == ["1.txt:5:1: “A2 Stance T2 Against” is a second stance of T2 (keep one of them)"]


# -- Kialo

DISCUSSION = """Discussion Title: Should the bridge close?

1. The bridge should [close](https://example.org/a_\\(b\\)).
1.1. Pro: It cracks.
It has for [years](http://www.example.org/cracks), [they say](http://www.example.org/cracks).
1.1.1. Con: It \\*hardly\\* cracks.
1.2. Con: -> See 1.1.1.
1.3. Pro: Look [here](data:text/html).
"""


def test_a_discussion_becomes_a_map() -> None:
    assert as_map(kialo, DISCUSSION) == (
        "argmap: 1\n"
        "title: Should the bridge close?\n"
        "sources:\n"
        "  example-org:\n"
        '    name: "https://example.org/a_(b)"\n'
        '    url: "https://example.org/a_(b)"\n'
        "  example-org-2:\n"
        '    name: "http://www.example.org/cracks"\n'
        '    url: "http://www.example.org/cracks"\n'
        "  data-text-html:\n"
        '    name: "data:text/html"\n'
        '    url: "data:text/html"\n'
        "thesis:\n"
        "- claim: The bridge should close.\n"
        "  because:\n"
        "  - evidence: It cracks. It has for years, they say.\n"
        "    source:\n"
        "    - example-org-2\n"
        "    but:\n"
        "    - see: claim-1-1-1\n"
        "  - evidence: Look here.\n"
        "    source:\n"
        "    - data-text-html\n"
        '  - evidence: "https://example.org/a_(b) says so."\n'
        "    source:\n"
        "    - example-org\n"
        "  but:\n"
        "  - id: claim-1-1-1\n"
        '    claim: "It *hardly* cracks."\n'
    )


def test_numbers_that_lead_nowhere_are_problems() -> None:
    text = "Discussion Title: T\n\n1. A.\n1.2.1. Pro: B.\n1.3. C.\n1.4. Con: -> See 1.9.\n1.3. Pro: D.\n"
    assert problems(kialo, text) == [
        "1.txt:4:1: nothing has the number 1.2, above 1.2.1 (export the discussion anew)",
        "1.txt:5:1: 1.3 is neither Pro nor Con (write `Pro:` or `Con:` behind the number)",
        "1.txt:6:1: there is no claim 1.9 to see (export the discussion anew)",
        "1.txt:7:1: two claims have the number 1.3 (export the discussion anew; "
        "a line of a text cannot begin with a number and a full stop)",
    ]


def test_many_brackets_take_no_longer() -> None:
    """Following each one to the end of the text would take more than a minute."""
    text = "[" * 40_000
    assert f"{text}." in as_map(kialo, f"1. {text}.\n1.1. Pro: Yes.\n")


def test_a_text_of_another_kind_is_one_problem() -> None:
    assert problems(kialo, "Dear all,\nplease find attached\nthe minutes.\n") == [
        "1.txt:1:1: “Dear all,” stands before the first claim (begin with `1. `)"
    ]


def test_an_address_may_have_brackets_in_pairs() -> None:
    text = as_map(
        kialo, "1. [So](https://example.org/a_(b)) it is ([or not](https://example.org/c)).\n1.1. Pro: Yes.\n"
    )
    assert "- claim: So it is (or not).\n" in text
    assert '    url: "https://example.org/a_(b)"\n' in text


# -- Carneades

ARGUMENTS = """meta:
  title: The bridge
  source: >
    Made for
    a test.
statements:
  close: The bridge should close.
  ¬close: {text: The bridge should stay open.}
  cracks:
    text: It cracks.
    assumed: true
    label: in
  grow: Cracks grow.
  mended: It is mended.
assumptions: [grow]
issues:
  i1:
    positions: [close, ¬close]
    standard: PE
arguments:
  a1:
    scheme: causeToEffect(cracks, close)
    premises: {minor: cracks, major: grow}
    conclusion: close
    undercutter: mended
    weight: 0.7
tests:
  in: [cracks]
"""


def test_an_argument_graph_becomes_a_map() -> None:
    found = taken(carneades, ARGUMENTS)
    assert left(found) == [
        "1.txt:12:5: `label` of cracks (a map has no place for it)",
        "1.txt:18:17: close “The bridge should close.” is a thesis and speaks against "
        "¬close “The bridge should stay open.”: this step is left out (a thesis leads to nothing else in a map)",
        "1.txt:19:5: `standard` of an issue (a map has no place for it)",
        "1.txt:22:5: what the scheme of a1 is applied to: (cracks, close) (a map has no place for it)",
        "1.txt:23:5: the roles of the premises of a1: minor, major (a map has no place for them)",
        "1.txt:26:5: `weight` of a1 (a map has no place for it)",
        "1.txt:27:1: the labels that a test expects (a map has no place for it)",
    ]
    assert as_map(carneades, ARGUMENTS) == (
        "argmap: 1\n"
        "title: The bridge\n"
        "note: Made for a test.\n"
        "thesis:\n"
        "- id: close\n"
        "  claim: The bridge should close.\n"
        "  because:\n"
        "  - together:\n"
        "    - id: cracks\n"
        "      assume: It cracks.\n"
        "    - id: grow\n"
        "      assume: Cracks grow.\n"
        "    scheme: cause-to-effect\n"
        "    unless:\n"
        "    - id: mended\n"
        "      claim: It is mended.\n"
        "  but:\n"
        "  - id: close-2\n"
        "    claim: The bridge should stay open.\n"
    )


def test_names_of_no_statement_are_problems_with_the_nearest() -> None:
    text = (
        "statements:\n  close: A.\n  cracks: B.\n"
        "arguments:\n  a1:\n    conclusion: closed\n    premises: [crack]\n  a2: {}\n"
    )
    assert problems(carneades, text) == [
        "1.txt:6:5: `closed` is no statement (did you mean `close`?)",
        "1.txt:7:16: `crack` is no statement (did you mean `cracks`?)",
        "1.txt:8:3: the argument a2 has no conclusion (write `conclusion:` beneath it)",
    ]


def test_words_and_lists_of_carneades_are_read_or_refused() -> None:
    text = (
        "statements:\n  a: A.\n  b: {text: B., assumed: yes}\n  c: {text: C., assumed: maybe}\n"
        "arguments:\n  a1:\n    conclusion: a\n    premises: {one: b, two: [c]}\n"
        "issues:\n"
    )
    assert "claim: a(b, c)" in as_map(carneades, 'statements:\n  "a(b, c)":\narguments:\n')
    assert problems(carneades, text) == [
        "1.txt:4:17: `true` or `false` is wanted, not “maybe” (write one of them)",
        "1.txt:8:24: a name is wanted here (write the name alone)",
    ]
    assert 'assume: "B."' in as_map(carneades, text.replace("maybe", "no").replace("[c]", "c"))


def test_positions_that_exclude_each_other_without_end_are_a_problem() -> None:
    names = [f"s{at}" for at in range(400)]
    statements = "".join(f"  {name}: A.\n" for name in names)
    assert problems(carneades, f"statements:\n{statements}issues:\n  i:\n    positions: [{', '.join(names)}]\n") == [
        "1.txt:403:3: the issues make more than 100,000 objections of one position to another (split the graph)"
    ]


# -- GSN

CASE = """module:
  name: Brakes
  brief: Why they hold
G1:
  text: The brakes hold.
  supportedBy: [S1]
  inContextOf: [C1, A1]
C1:
  text: On dry roads
A1:
  text: Pads are fitted as drawn.
S1:
  text: Over each wheel
  inContextOf: J1
  supportedBy: [G2, G3]
J1:
  text: Wheels fail apart.
G2:
  text: The front holds.
  supportedBy: [Sn1]
G3:
  text: The rear holds.
  undeveloped: true
Sn1:
  text: Test report 7
  url: https://example.org/7
  classes: [red]
CG1:
  text: Pads wear.
  challenges: G2
"""


def test_a_safety_case_becomes_a_map() -> None:
    assert left(taken(gsn, CASE)) == ["1.txt:27:3: `classes` of Sn1 (a map has no place for it)"]
    assert as_map(gsn, CASE) == (
        "argmap: 1\n"
        'title: "Brakes"\n'
        "note: Why they hold\n"
        "sources:\n"
        "  source-sn1:\n"
        "    name: Test report 7\n"
        '    url: "https://example.org/7"\n'
        "thesis:\n"
        "- id: g1\n"
        "  claim: The brakes hold.\n"
        '  note: "Context C1: On dry roads"\n'
        "  because:\n"
        "  - together:\n"
        "    - id: g2\n"
        "      claim: The front holds.\n"
        "      because:\n"
        "      - id: sn1\n"
        "        evidence: Test report 7\n"
        "        source:\n"
        "        - source-sn1\n"
        "      but:\n"
        "      - id: cg1\n"
        "        claim: Pads wear.\n"
        "    - id: g3\n"
        "      claim: The rear holds.\n"
        "      tags:\n"
        "      - undeveloped\n"
        "    - id: a1\n"
        "      assume: Pads are fitted as drawn.\n"
        '    warrant: "S1: Over each wheel\\nJustification J1: Wheels fail apart."\n'
    )


def test_a_module_develops_a_goal_of_another() -> None:
    first = "G1:\n  text: The brakes hold.\n  undeveloped: true\n"
    second = (
        "module:\n  name: Rear\n  extends:\n    - module: Brakes\n      develops:\n        G1: [G9]\n"
        "G9:\n  text: The rear holds.\n"
    )
    assert "because:\n  - id: g9" in as_map(gsn, first, second)
    assert left(taken(gsn, second)) == [
        "1.txt:6:9: `G1` is developed here, and stands in another module "
        "(name that module's file before this one to join them)"
    ]


def test_elements_of_no_kind_and_names_of_none_are_problems() -> None:
    text = "G1:\n  text: A.\n  supportedBy: [G2, S7]\nX1:\n  text: B.\nG22:\n  text: C.\nG3: D.\n"
    assert problems(gsn, text) == [
        "1.txt:3:17: `G2`, in `supportedBy` of G1, is no element (did you mean `G22`?)",
        "1.txt:3:21: `S7`, in `supportedBy` of G1, is no element (add it, or name the file of its module too)",
        "1.txt:4:1: `X1` is of no kind (its name must begin with A, C, CG, CSn, G, J, S, Sn, or say its `nodeType`)",
        "1.txt:8:1: `G3` is no element (write `text:` beneath it)",
    ]


def test_a_strategy_beneath_another_and_what_challenges_them() -> None:
    text = (
        "G1:\n  text: A.\n  supportedBy: [S1]\nS1:\n  text: By part\n  supportedBy: [S2]\n  inContextOf: [A1]\n"
        "S2:\n  text: By wheel\n  supportedBy: [G2]\nG2:\n  text: B.\nA1:\n  text: C.\n"
        "CG1:\n  text: D.\n  challenges: S1\n"
    )
    assert as_map(gsn, text) == as_map(gsn, text.replace("challenges: S1", "challenges: S2"))
    assert as_map(gsn, text) == (
        "argmap: 1\n"
        "thesis:\n"
        "- id: g1\n"
        '  claim: "A."\n'
        "  because:\n"
        "  - together:\n"
        "    - id: g2\n"
        '      claim: "B."\n'
        "    - id: a1\n"
        '      assume: "C."\n'
        '    warrant: "S1: By part\\nS2: By wheel"\n'
        "    unless:\n"
        "    - id: cg1\n"
        '      claim: "D."\n'
    )
    assert left(taken(gsn, text)) == []


def test_strategies_without_end_are_a_problem() -> None:
    chain = "".join(f"S{at}:\n  text: S.\n  supportedBy: [S{at + 1}]\n" for at in range(5000))
    text = f"G1:\n  text: A.\n  supportedBy: [S0]\n{chain}S5000:\n  text: S.\n"
    assert problems(gsn, text) == [
        "1.txt:124:1: more than 40 strategies stand one beneath another (put goals between them)"
    ]


def test_premises_without_end_are_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gsn, "PREMISES_LIMIT", 10)
    wide = "".join(f"S{at}:\n  text: S.\n  supportedBy: [G2]\n" for at in range(8))
    names = ", ".join(f"S{at}" for at in range(8))
    text = f"G1:\n  text: A.\n  supportedBy: [{names}]\n  inContextOf: [A1]\n{wide}G2:\n  text: B.\nA1:\n  text: C.\n"
    assert problems(gsn, text) == ["1.txt:14:1: the strategies lead to more than 10 premises (split the case)"]


def test_what_of_a_safety_case_stands_nowhere_is_said() -> None:
    text = (
        "module: {name: M, owner: me}\nG1:\n  text: A.\n  supportedBy: [Sn1, C2]\nSn1:\n  text: B.\n  url: ''\n"
        "C1:\n  text: C.\n  url: https://example.org\nC2:\n  text: D.\n  undeveloped: true\n"
        "S1:\n  text: E.\n  supportedBy: [G2]\nG2:\n  text: F.\n"
    )
    assert left(taken(gsn, text)) == [
        "1.txt:1:19: `owner` of the module (a map has no place for it)",
        "1.txt:2:1: Context C2: D. as support of G1 (name it under `inContextOf`)",
        "1.txt:8:1: Context C1: C. (https://example.org) (no other element names it)",
        "1.txt:13:3: `undeveloped` of C2 (a map has no place for it)",
        "1.txt:14:1: Strategy S1: E. (no other element names it)",
    ]


def test_words_of_gsn_are_read_or_refused() -> None:
    text = "module: M\nG1:\n  text: A.\n  undeveloped: Yes\n  supportedBy: [Sn1]\nSn1:\n  text: B.\n  defeated: maybe\n"
    assert problems(gsn, text) == [
        "1.txt:1:1: `module` is no mapping (write `name:` beneath it)",
        "1.txt:8:3: `true` or `false` is wanted, not “maybe” (write one of them)",
    ]
    assert "- undeveloped" in as_map(gsn, text.replace("module: M\n", "").replace("maybe", "no"))


def test_assumptions_of_what_is_not_developed_stand_in_its_note() -> None:
    text = "G1:\n  text: A.\n  supportedBy: [S1]\n  inContextOf: [A1]\nS1:\n  text: S.\n  inContextOf: [A2]\n"
    assert as_map(gsn, text + "A1:\n  text: B.\nA2:\n  text: C.\n") == (
        "argmap: 1\n"
        "thesis:\n"
        "- id: g1\n"
        '  claim: "A."\n'
        '  note: "S1: S. (not developed)\\nAssumed: A2: C.\\nAssumed: A1: B."\n'
    )


# -- all of them


@pytest.mark.parametrize(
    ("format_", "text"),
    [(arggraph, MICROTEXT), (brat, ESSAY), (kialo, DISCUSSION), (carneades, ARGUMENTS), (gsn, CASE)],
    ids=["arggraph", "brat", "kialo", "carneades", "gsn"],
)
def test_a_file_is_recognised_by_what_it_holds(format_: Reader, text: str) -> None:
    assert guessed("a-file", text.encode()) is format_


SAMPLES: Sequence[Path] = sorted([*SHARED.glob("arggraph/*.xml"), *SHARED.glob("gsn/*.yaml")])


@pytest.mark.skipif(not SAMPLES, reason="the corpora are not beside the project")
def test_every_sample_of_the_corpora_is_read() -> None:
    for path in SAMPLES:
        raw = path.read_bytes()
        format_ = guessed(path.name, raw)
        assert format_ is not None, path.name
        found = format_.read([File(path.name, raw)], Options())
        assert found.map is not None, [str(problem) for problem in found.problems]
        assert arrange(found.map, found.places)[1] == ()


TEXTS = [(arggraph, MICROTEXT), (brat, ESSAY), (kialo, DISCUSSION), (carneades, ARGUMENTS), (gsn, CASE)]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[object, str]:
    """A file with a few pieces taken out, said twice or put elsewhere."""
    format_, text = draw(st.sampled_from(TEXTS))
    for _ in range(draw(st.integers(1, 4))):
        begin = draw(st.integers(0, len(text)))
        end = draw(st.integers(begin, min(len(text), begin + 60)))
        put = draw(st.integers(0, len(text)))
        piece = text[begin:end]
        text = draw(st.sampled_from([text[:begin] + text[end:], text[:put] + piece + text[put:], piece + text]))
    return format_, text


@tries(200)
@given(damaged())
def test_a_damaged_file_is_a_map_or_has_problems(file: tuple[object, str]) -> None:
    found = taken(*file)
    assert (found.map is None) == bool(found.problems)
    if found.map is not None:
        assert arrange(found.map, found.places)[1] == ()
