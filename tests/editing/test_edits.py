"""Edits of random files: exact in the data, every comment kept, every line that is not meant byte for byte the same."""

from collections import Counter
from collections.abc import Callable, Iterable
from copy import deepcopy
from hashlib import sha256
from random import Random
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from argmap.editing.adding import RELATIONS, add
from argmap.editing.citing import cite
from argmap.editing.describing import describe
from argmap.editing.lines import Lines
from argmap.editing.moving import move, remove
from argmap.editing.opening import opened
from argmap.editing.quoting import quote
from argmap.editing.renaming import rename
from argmap.editing.sheet import Sheet
from argmap.editing.splice import Edit, Refused, spliced
from argmap.editing.tree import Mapping, Node, Scalar, Sequence
from argmap.graph import Graph
from argmap.load import load
from argmap.model import Map
from argmap.passages import read_text
from argmap.place import Route
from tests.editing.documents import TEXTS, Document, comments, documents
from tests.effort import tries
from tests.support.maps import Data

ESSAY = read_text("One two three. Four five six seven.\n\nEight nine ten eleven twelve thirteen fourteen fifteen.")
seeds = st.integers(0, 2**32).map(Random)


def at(data: Data, route: Route) -> Any:
    here: Any = data
    for part in route:
        here = here[part]
    return here


def held(text: str) -> Map:
    loaded = load(text)
    assert loaded.map is not None, (text, [str(one) for one in loaded.problems])
    return loaded.map


def graph_of(text: str) -> Graph:
    return opened(text).graph


def spans(text: str, *nodes: Node) -> set[int]:
    """The lines that parts of a text take."""
    lines = Lines(text)
    return {line for node in nodes for line in range(lines.at(node.start), lines.at(node.end - 1) + 1)}


def entry_spans(text: str, mapping: Mapping, keys: Iterable[str]) -> set[int]:
    """The lines that some entries of a mapping take, each from its key to the end of its value."""
    lines, entries = Lines(text), [mapping.entries[key] for key in keys if key in mapping.entries]
    return {line for key, value in entries for line in range(lines.at(key.start), lines.at(value.end - 1) + 1)}


def short_forms(text: str, route: Route, key: str | None = None) -> set[int]:
    """The lines that may change because something there is written in a short way: bare, in braces, one for a list."""
    sheet, found = Sheet(text), set[int]()
    for size in range(2, len(route) + 1):
        if isinstance(route[size - 1], int):
            node = sheet.look(route[:size])
            if not isinstance(node, Mapping) or node.flow:
                found |= spans(text, node)
            if not isinstance(sheet.look(route[: size - 1]), Sequence):
                holder = sheet.look(route[: size - 2])
                assert isinstance(holder, Mapping)
                found |= spans(text, *holder.entries[str(route[size - 2])])
    node = sheet.look(route)
    if key and isinstance(node, Mapping) and key in node.entries:
        mark, value = node.entries[key]
        if not isinstance(value, Sequence) or value.flow:
            found |= spans(text, mark, value)
    return found


def check(before: str, edit: Edit, expected: Data, may_change: set[int], *, lost_comments: bool = False) -> None:
    """What holds after any edit. `may_change` are lines of the text before that may be others after."""
    after = edit.text
    assert held(after) == Map.model_validate(expected)
    assert spliced(before, edit.splices) == after
    kept, new = Counter(comments(before)), Counter(comments(after))
    assert new == kept or (lost_comments and new <= kept), (kept - new, new - kept)
    new_lines = iter(after.replace("\r\n", "\n").split("\n"))
    for number, line in enumerate(before.replace("\r\n", "\n").split("\n")):
        assert number in may_change or line in new_lines, f"the line {line!r} is not what or where it was"
    assert after.endswith("\n") == before.endswith("\n")
    assert after.count("\r\n") == (after.count("\n") if "\r\n" in before else 0)


def unless_refused(edit: Callable[[], Edit], *reasons: str) -> Edit | None:
    """The edit, or None where it is refused for one of the reasons that are good."""
    try:
        return edit()
    except Refused as refused:
        said = str(refused)
    assert any(reason in said for reason in reasons), said
    return None


@tries(60)
@given(documents(), seeds)
def test_a_statement_is_added(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    node = random.choice(graph.nodes)
    key = random.choice(RELATIONS)
    step = next((one for one in graph.steps if one.route in (node.route, node.route[:-2]) and
                 (one.route == node.route or node.route[-2] == "together")), None)  # fmt: skip
    assume(key != "because" or node.kind == "claim")
    assume(key != "unless" or step)
    route = step.route if key == "unless" and step else node.route
    said, id_ = random.choice(TEXTS), random.choice((None, "new-one"))
    expected = deepcopy(document.data)
    at(expected, route).setdefault(key, []).append({"claim": said} | ({"id": id_} if id_ else {}))
    edit = add(document.text, node.id, said, key, id_=id_)
    check(document.text, edit, expected, short_forms(document.text, route, key))


@tries(40)
@given(documents(), seeds)
def test_a_premise_is_linked(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    premises = [node for node in graph.nodes if node.parent is not None and node.route[-2] in ("because", "together")]
    premises = [node for node in premises if node.route[-2] == "because" or node.route[-4] == "because"]
    assume(premises)
    node = random.choice(premises)
    assert node.parent is not None
    said, expected = random.choice(TEXTS), deepcopy(document.data)
    holder, place = at(expected, node.route[:-1]), node.route[-1]
    assert isinstance(place, int)
    may_change = short_forms(document.text, node.route)
    if node.route[-2] == "together":
        holder.insert(place + 1, {"claim": said})
    else:
        item = holder[place]
        moved = {key: item.pop(key) for key in ("scheme", "strength", "warrant", "unless") if key in item}
        holder[place] = {"together": [item, {"claim": said}], **moved}
        extent = Sheet(document.text).look(node.route)
        last = Lines(document.text).at(extent.end - 1)
        may_change |= spans(document.text, extent)
        while Lines(document.text).comment(last + 1) is not None:
            last += 1
            may_change.add(last)
    parent = graph.nodes[node.parent].id
    edit = unless_refused(lambda: add(document.text, parent, said, together_with=node.id), "argmap fmt")
    if edit:
        check(document.text, edit, expected, may_change)


@tries(60)
@given(documents(), seeds)
def test_a_statement_is_moved(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    movable = [node for node in graph.nodes if node.route[-2] in ("because", "but", "unless")]
    assume(movable)
    node = random.choice(movable)
    claims = [one for one in graph.nodes if one.kind == "claim" and one.route[: len(node.route)] != node.route]
    under, key = random.choice(claims), random.choice(RELATIONS[:2])
    expected = deepcopy(document.data)
    value = at(expected, node.route)
    at(expected, under.route).setdefault(key, []).append(value)
    holder = at(expected, node.route[:-1])
    del holder[int(node.route[-1])]
    if not holder:
        del at(expected, node.route[:-2])[node.route[-2]]
    reasons = ("argmap fmt", "supports itself", "stands on a reason", "scheme", "`granted`")
    same = ("stands there already",) if expected == document.data else ()
    edit = unless_refused(lambda: move(document.text, node.id, under.id, key), *reasons, *same)
    if edit:
        check(document.text, edit, expected, moved_lines(document.text, node.route)
          | short_forms(document.text, node.route) | short_forms(document.text, under.route, key))  # fmt: skip


def moved_lines(text: str, route: Route) -> set[int]:
    """The lines of an item with what may be its comments, and the line of its key, which goes if it is the last."""
    sheet = Sheet(text)
    found = spans(text, sheet.look(route))
    holder = sheet.look(route[:-2])
    assert isinstance(holder, Mapping)
    mark, value = holder.entries[str(route[-2])]
    found |= spans(text, mark)
    if len(at_most_one := getattr(value, "items", [value])) == 1 or not at_most_one:
        found |= set(range(sheet.lines.at(mark.start), sheet.lines.at(value.end - 1) + 1))
    if not Lines(text).first_on_line(mark.start):  # the key after it comes to stand behind the dash
        following = min((key.start for key, _ in holder.entries.values() if key.start > mark.start), default=value.end)
        found |= set(range(sheet.lines.at(value.end - 1), sheet.lines.at(following) + 1))
    for line in range(len(Lines(text))):
        if Lines(text).comment(line) is not None and found & {line - 1, line + 1}:
            found |= {line}
    for line in reversed(range(len(Lines(text)))):
        if Lines(text).comment(line) is not None and found & {line - 1, line + 1}:
            found |= {line}
    # The dash may stand on a line of its own, above comments.
    first = min(found)
    return found | set(range(max(0, first - 8), first))


@tries(40)
@given(documents(), seeds)
def test_a_statement_is_removed(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    removable = [node for node in graph.nodes if node.route[-2] in ("because", "but", "unless")]
    assume(removable)
    node = random.choice(removable)
    names = {one.item.id for one in graph.nodes if one.route[: len(node.route)] == node.route and one.item.id}
    seen = [step for step in graph.steps if step.route[: len(node.route)] != node.route
            and names & {graph.nodes[premise].id for premise in step.premises}]  # fmt: skip
    routes = [*(one.route for one in graph.nodes), *(step.route for step in graph.steps)]
    inside = [route for route in routes if route[: len(node.route)] == node.route]
    beneath = [route for route in inside if route != node.route]
    if seen or beneath:
        refused = ""
        try:
            remove(document.text, node.id)
        except Refused as error:
            refused = str(error)
        assert "--force" in refused
        return
    expected = deepcopy(document.data)
    holder = at(expected, node.route[:-1])
    del holder[int(node.route[-1])]
    if not holder:
        del at(expected, node.route[:-2])[node.route[-2]]
    edit = unless_refused(lambda: remove(document.text, node.id), "argmap fmt")
    if not edit:
        return
    may_change = moved_lines(document.text, node.route) | short_forms(document.text, node.route)
    check(document.text, edit, expected, may_change, lost_comments=True)


@tries(40)
@given(documents(), seeds)
def test_what_is_forced_out_leaves_a_map_in_order(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    node = random.choice(graph.nodes)
    reasons = ("a map has a thesis", "braces", "argmap fmt", "write a number up to")
    edit = unless_refused(lambda: remove(document.text, node.id, force=True), *reasons)
    if not edit:
        return
    left = {one.item.id for one in graph_of(edit.text).nodes if one.item.id}
    gone = {one.item.id for one in graph.nodes if one.route[: len(node.route)] == node.route and one.item.id}
    assert not left & gone
    assert left <= {one.item.id for one in graph.nodes}


def test_a_statement_moved_after_another_stays_above_the_heading_that_follows() -> None:
    head = "argmap: 1\nthesis:\n  claim: It stands.\n  because:\n"
    a, b, c = "  - id: a\n    claim: A.\n", "  # Of b.\n  - id: b\n    claim: B.\n", "  - id: c\n    claim: C.\n"
    law = "\n  # --- law ---\n\n"
    assert move(head + a + b + law + c, "a", after="b").text == head + b + a + law + c
    assert move(head + a + law + b + c, "c", before="b").text == head + a + law + c + b
    assert move(head + a + law + b + c, "c", after="a").text == head + a + c + law + b


def test_of_neighbouring_steps_that_lose_a_premise_the_others_stay_in_order() -> None:
    head = "argmap: 1\nthesis:\n  claim: It stands.\n  because:\n  - id: gone\n    claim: It goes.\n"
    steps = "".join(f"  - together:\n    - see: gone\n    - claim: Left {number}.\n" for number in range(8))
    left = "".join(f"  - claim: Left {number}.\n" for number in range(8))
    assert remove(head + steps, "gone", force=True).text == head.partition("  - id")[0] + left


def test_what_names_a_removed_premise_goes_from_the_undercut_of_its_step() -> None:
    text = """argmap: 1
thesis:
  claim: It stands.
  because:
  - together:
    - claim: It is old.
    - see: deep
    scheme: sign
    unless:
    - claim: It looks new.
      but:
      - see: deep
    - see: deep
claims:
- id: deep
  claim: Old walls are thick.
"""
    assert (
        remove(text, "deep", force=True).text
        == """argmap: 1
thesis:
  claim: It stands.
  because:
  - claim: It is old.
    scheme: sign
    unless:
    - claim: It looks new.
"""
    )


def test_what_names_a_removed_premise_goes_from_beneath_the_one_it_was_linked_with() -> None:
    text = """argmap: 1
thesis:
  claim: It stands.
  because:
  - together:
    # The first.
    - id: first
      claim: It is old.
      but:
      - id: doubt
        claim: It looks new.
        because:
        - see: deep
      because:
      - It was built in 1612.
      - see: deep
    - id: second
      claim: What is old stands.
      because:
      - id: deep
        claim: Old walls are thick.
  - see: deep
"""
    assert (
        remove(text, "second", force=True).text
        == """argmap: 1
thesis:
  claim: It stands.
  because:
  # The first.
  - id: first
    claim: It is old.
    but:
    - id: doubt
      claim: It looks new.
    because:
    - It was built in 1612.
"""
    )


def renamed(data: Any, old: str, new: str, keys: Callable[[str], bool]) -> Any:
    """The data with a name in the place of another, where it is a name."""
    if isinstance(data, list):
        return [renamed(one, old, new, keys) for one in data]
    if not isinstance(data, dict):
        return data
    return {(new if key == old else key): _renamed_value(key, value, old, new, keys) for key, value in data.items()}


def _renamed_value(key: str, value: Any, old: str, new: str, keys: Callable[[str], bool]) -> Any:
    if not keys(key):
        return renamed(value, old, new, keys)
    if isinstance(value, list):
        return [one.replace(old, new) if one.rstrip("?") == old else one for one in value]
    return new if value == old else value


@tries(60)
@given(documents(), seeds)
def test_names_are_renamed_everywhere(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    ids = [node.id for node in graph.nodes if node.item.id]
    groups = [name for name in graph.sources.groups if name != "anonymous"]
    old = random.choice([*ids, *graph.sources.by_key, *groups])
    new = random.choice(("another-name", "no", "n", "1e5"))
    keys = ("id", "see", "source", "from", "group")
    edit = rename(document.text, old, new)
    may_change = {number for number, line in enumerate(document.text.split("\n")) if old in line}
    may_change |= {number - 1 for number in may_change}  # a name under `>-` comes to stand on the line of that
    check(document.text, edit, renamed(document.data, old, new, keys.__contains__), may_change)
    assert all(splice.text for splice in edit.splices)


@tries(60)
@given(documents(), seeds)
def test_a_number_gets_an_id(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    nameless = [node for node in graph.nodes if not node.item.id]
    assume(nameless)
    node, expected = random.choice(nameless), deepcopy(document.data)
    at(expected, node.route)["id"] = "named"
    sheet = Sheet(document.text)
    here = sheet.look(node.route)
    line = sheet.lines.at(here.start)
    check(document.text, rename(document.text, node.number, "named"), expected,
          short_forms(document.text, node.route) | {line})  # fmt: skip


@tries(40)
@given(documents(), seeds)
def test_a_source_is_cited(document: Document, random: Random) -> None:
    graph = graph_of(document.text)
    evidence = [node for node in graph.nodes if node.kind == "evidence"]
    assume(evidence)
    node = random.choice(evidence)
    free = [key for key in graph.sources.by_key if key not in {one.key for one in node.cites}]
    key = random.choice([*free, "new-source"])
    locator, expected = random.choice((None, "p. 3, below")), deepcopy(document.data)
    written = key + (f", {locator}" if locator else "")
    at(expected, node.route)["source"] = [*at(expected, node.route).get("source", ()), written]
    source = {"name": "A name: new", "from": "unknown"} if key == "new-source" else {}
    if source:
        expected.setdefault("sources", {})[key] = source
    edit = cite(document.text, node.id, key, locator=locator, source=source)
    here = Sheet(document.text).look(node.route)
    may_change = short_forms(document.text, node.route, "source")
    if isinstance(here, Mapping) and here.flow:
        may_change |= spans(document.text, here)
    check(document.text, edit, expected, may_change)


SAID: dict[str, tuple[str | list[str], ...]] = {
    "name": ("A name: new", "Plain name"),
    "kind": ("media", "social-media"),
    "reliability": ("A", "E"),
    "reason": ("It was wrong: twice", "It's reviewed, and #1"),
    "from": ("unknown",),
    "group": ("house", "new-desk"),
    "anonymous": ("true",),
    "interest": ("it gains by it", '"So" they say'),
    "retracted": ("withdrawn", "no: never"),
    "url": ("https://example.org/a#b?c=d,e",),
    "date": ("2023-05-04",),
    "note": tuple(text for text in TEXTS if "  " not in text),
}


@tries(80)
@given(documents(), seeds)
def test_a_source_is_described(document: Document, random: Random) -> None:
    key = random.choice(list(document.data["sources"]))
    here, expected = Sheet(document.text).mapping(("sources", key)), deepcopy(document.data)
    fields = {field: random.choice(SAID[field]) for field in random.sample(list(SAID), random.randint(0, 3))}
    if "from" in fields and random.random() < 0.5:
        fields["from"] = ["unknown", *(one for one in ("s0",) if key != "s0")]
    there = [field for field in here.entries if field not in ("name", *fields)]
    removed = random.sample(there, min(len(there), random.randint(0, 2)))
    assume(fields or removed)
    expected["sources"][key].update(fields)
    for field in removed:
        del expected["sources"][key][field]
    may_change = entry_spans(document.text, here, (*fields, *removed))
    may_change |= spans(document.text, here) if here.flow else set()
    if here.flow and (removed or "from" in fields):  # it is written out
        sources = Sheet(document.text).mapping(("sources",))
        may_change |= spans(document.text, *sources.entries[key])
    lost = {line for line in range(len(Lines(document.text))) if Lines(document.text).comment(line) is not None}
    reasons = ("comments stand in the list", "holds a comment", "repeat each other in a ring")
    edit = unless_refused(lambda: describe(document.text, key, fields, removed), *reasons)
    if edit:
        check(document.text, edit, expected, may_change | (lost if removed else set()), lost_comments=bool(removed))


@pytest.mark.parametrize(
    ("written", "fields", "removed", "becomes"),
    [
        ("  s: 'A paper'  # old\n", {"kind": "media"}, (), "  s:\n    name: 'A paper'  # old\n    kind: media\n"),
        ("  s: 'A paper'  # old\n", {"name": "A: b"}, (), '  s: "A: b"  # old\n'),
        ("  s: {name: A paper}  # old\n", {"reliability": "E"}, (), "  s: {name: A paper, reliability: E}  # old\n"),
        ("  s: {name: A, role: b, kind: media}\n", {}, ("role",), "  s:\n    name: A\n    kind: media\n"),
        ("  s: {name: A, from: t}\n", {"from": ("t", "unknown")}, (), "  s: {name: A, from: [t, unknown]}\n"),
        ("  s:\n    name: >-\n      A long\n      name\n", {"name": "B c"}, (), "  s:\n    name: >-\n      B c\n"),
        ("  s:\n    name: A\n    from:\n    - t\n", {"from": "unknown"}, (),
         "  s:\n    name: A\n    from:\n    - unknown\n"),
        ("  s:\n    name: A\n    cite: a1\n", {"anonymous": "true"}, ("name",),
         "  s:\n    cite: a1\n    anonymous: true\n"),
    ],
)  # fmt: skip
def test_sources_in_every_form_are_described(
    written: str, fields: dict[str, str], removed: tuple[str, ...], becomes: str
) -> None:
    frame = "argmap: 1\nsources:\n  t: T\n{}# beneath\nthesis: A.\n"
    assert describe(frame.format(written), "s", fields, removed).text == frame.format(becomes)


@tries(60)
@given(documents(), seeds)
def test_a_passage_is_written(document: Document, random: Random) -> None:
    node, expected = random.choice(graph_of(document.text).nodes), deepcopy(document.data)
    edit = quote(document.text, node.id, ESSAY, "four five, SIX")
    at(expected, node.route)["passage"] = {
        "at": "1:4-6",
        "words": 3,
        "sha256": sha256(b"four five six").hexdigest()[:16],
    }
    check(document.text, edit, expected, short_forms(document.text, node.route))


def test_scalars_are_told_from_what_follows() -> None:
    sheet = Sheet("argmap: 1\nnote: |  # why\n  One\n\n  two\n\n\n# beneath\nthesis: A claim.  # beside\n")
    note, thesis = sheet.look(("note",)), sheet.look(("thesis",))
    assert isinstance(note, Scalar)
    assert sheet.text[note.start : note.end] == "|  # why\n  One\n\n  two"
    assert sheet.text[thesis.start : thesis.end] == "A claim."


OWNED = """\
argmap: 1
thesis:
  claim: A.
  because:
  # of b
  - id: b
    claim: B is so.
    # beneath b

  # of c, and of the list no more
  - id: c
    claim: C is so.
"""


def test_comments_go_with_what_they_stand_at() -> None:
    assert (
        move(OWNED, "b", "c").text
        == """\
argmap: 1
thesis:
  claim: A.
  because:

  # of c, and of the list no more
  - id: c
    claim: C is so.
    because:
    # of b
    - id: b
      claim: B is so.
      # beneath b
"""
    )
    assert add(OWNED, "b", "New one.").text.splitlines()[5:12] == [
        "  - id: b", "    claim: B is so.", "    # beneath b", "    because:", "    - New one.", "",
        "  # of c, and of the list no more",
    ]  # fmt: skip
    assert "b" not in remove(OWNED, "b").text.replace("because", "")
    assert "# of c" in remove(OWNED, "b").text


def test_a_key_that_goes_leaves_its_comments() -> None:
    head = "argmap: 1\nthesis:\n  claim: A.\n  # why\n"
    text = head + "  because:  # one only\n  - B is so.\n  but:\n  - id: c\n    claim: C.\n"
    assert move(text, "1.1", "c").text == (
        head + "  # one only\n  but:\n  - id: c\n    claim: C.\n    because:\n    - B is so.\n"
    )  # fmt: skip


def test_long_texts_are_folded_and_hard_ones_quoted() -> None:
    long = "It is said at length, " * 8 + "and more."
    lines = add(OWNED, "c", long, kind="evidence").text.splitlines()[12:]
    assert lines[:2] == ["    because:", "    - evidence: >-"]
    assert max(map(len, lines)) <= 120
    assert " ".join(line.strip() for line in lines[2:]) == long
    for said in ("- a", "a: b", "a #b", "'a'", '"a"', "no", "1e5", "a\u00a0b", "{a}", "@a", "| a", "a\tb"):
        (claim,) = held(add(OWNED, "c", said).text).thesis[0].because[1].because  # type: ignore[union-attr]
        assert claim.claim == said.replace("\t", " ")  # type: ignore[union-attr]
