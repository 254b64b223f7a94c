"""Fault trees for tests: as XML, as random data, and a second opinion on the cut sets of a formula."""

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeAlias

from hypothesis import strategies as st

from argmap.arrange import arrange
from argmap.formats import openpsa
from argmap.formats.shared.common import File, Made, Options, Taken
from argmap.formats.table import READERS, WRITERS, convert, find
from argmap.graph import Graph
from argmap.profile import load_profile, strangers
from argmap.support.chances import Chances
from argmap.support.function import FALSE, TRUE, Formula, Reading, View, formula
from tests.support.maps import counting

Sets: TypeAlias = set[frozenset[str]]
WAY = (find("argmap", READERS), find("openpsa", WRITERS))


def model(*parts: str, name: str = "Tree") -> str:
    """A model of one fault tree."""
    return f'<opsa-mef><define-fault-tree name="{name}">{"".join(parts)}</define-fault-tree></opsa-mef>'


def gate(name: str, formula: str, label: str = "") -> str:
    label = f"<label>{label}</label>" if label else ""
    return f'<define-gate name="{name}">{label}{formula}</define-gate>'


def event(name: str, expression: str = "") -> str:
    return f'<define-basic-event name="{name}">{expression}</define-basic-event>'


def events(names: str) -> str:
    """Basic events, each named by a word, without probabilities."""
    return "".join(map(event, names.split()))


def leaf(name: str) -> str:
    return f'<event name="{name}"/>'


def any_of(*inputs: str) -> str:
    return f"<or>{''.join(inputs)}</or>"


def all_of(*inputs: str) -> str:
    return f"<and>{''.join(inputs)}</and>"


def at_least(count: int, *inputs: str) -> str:
    return f'<atleast min="{count}">{"".join(inputs)}</atleast>'


def taken(*texts: str, options: Options | None = None) -> Taken:
    """What the reader makes of a model's files."""
    files = [File(f"{'abcdef'[place]}.xml", text.encode()) for place, text in enumerate(texts)]
    return openpsa.read(files, options or Options())


def made(map_text: str, options: Options | None = None) -> Made:
    """A map's text written as Open-PSA."""
    found, read = convert([File("m.argmap.yaml", map_text.encode())], *WAY, options or Options())
    assert found is not None, read.problems
    return found


def graph_of(read: Taken) -> Graph:
    """The graph of a map that was read."""
    assert read.map is not None, [str(problem) for problem in read.problems]
    graph, problems = arrange(read.map, read.places)
    assert graph is not None, [str(problem) for problem in problems]
    return graph


def formula_of(graph: Graph, at: int, reading: Reading = "sources_alone", view: View = "source") -> Formula:
    return formula(graph, at, reading, view, counting(graph, reading))


def names_of(graph: Graph) -> dict[str, str]:
    """By id, the names that gates and basic events had in the fault tree."""
    return {node.id: node.text.partition(" does not occur")[0] for node in graph.nodes}


def named_sets(read: Taken, reading: Reading = "sources_alone", view: View = "source") -> dict[str, Sets]:
    """The minimal cut sets of every thesis, all in the names of the fault tree."""
    graph = graph_of(read)
    names = names_of(graph)
    found = {}
    for at in graph.theses:
        sets = minimal_sets(formula_of(graph, at, reading, view))
        found[names[graph.nodes[at].id]] = {frozenset(names[one] for one in each) for each in sets}
    return found


# -- the second opinion


def minimal_sets(formula: Formula) -> Sets:
    """All minimal cut sets of a formula, gate by gate: each choice of inputs that makes it fail."""
    if formula.root < 0:
        return {frozenset()} if formula.root == FALSE else set()
    assert formula.root != TRUE
    found: list[Sets] = []
    for needs, inputs, name in zip(formula.needs, formula.inputs, formula.names, strict=True):
        found.append(_gate(needs, [found[item] for item in inputs]) if needs else {frozenset([name])})
    return found[formula.root]


def _gate(needs: int, families: list[Sets]) -> Sets:
    fails = len(families) - needs + 1
    sets: set[frozenset[str]] = set()
    for chosen in combinations(families, fails):
        product: Sets = {frozenset()}
        for family in chosen:
            product = _minimal(some | other for some in product for other in family)
        sets |= product
    return _minimal(sets)


def _minimal(sets: Iterable[frozenset[str]]) -> Sets:
    kept: Sets = set()
    by_event: dict[str, list[frozenset[str]]] = {}
    for one in sorted(set(sets), key=len):
        if not any(small <= one for item in one for small in by_event.get(item, ())) and frozenset() not in kept:
            kept.add(one)
            for item in one:
                by_event.setdefault(item, []).append(one)
    return kept


def are_minimal_cuts(formula: Formula, sets: Iterable[Iterable[str]]) -> bool:
    """Whether each of the sets makes a formula fail, and none of its proper parts does.

    All are tried at once: bit n of an event's number says whether the n-th set takes it.
    """
    whole = [frozenset(one) for one in sets]
    parts = [one - {event} for one in whole for event in one]
    return _failing(formula, whole) == (1 << len(whole)) - 1 and not _failing(formula, parts)


def _failing(formula: Formula, sets: list[frozenset[str]]) -> int:
    lost = {name: bytearray(len(sets) // 8 + 1) for name in formula.names}
    for at, one in enumerate(sets):
        for event in one:
            lost[event][at // 8] |= 1 << at % 8
    found: list[int] = []
    for needs, inputs, name in zip(formula.needs, formula.inputs, formula.names, strict=True):
        fails = [0] * (len(inputs) - needs + 1)  # by how many inputs have failed so far
        for item in inputs:
            for place in range(len(fails) - 1, 0, -1):
                fails[place] |= fails[place - 1] & found[item]
            fails[0] |= found[item]
        found.append(fails[-1] if needs else int.from_bytes(lost[name], "little"))
    return found[formula.root]


def probability(formula: Formula, read: Taken) -> float | None:
    """The exact probability that a formula fails, by the profile beside a map."""
    loaded = load_profile(read.beside[".profile.yaml"])
    assert loaded.profile is not None, [str(problem) for problem in loaded.problems]
    assert strangers(loaded, graph_of(read)) == ()
    return Chances(formula, loaded.profile.events).fails


# -- random trees


@st.composite
def random_trees(draw: st.DrawFn) -> tuple[str, dict[str, Callable[[frozenset[str]], bool]]]:
    """A model, and for each gate whether it occurs when given events do. Gates may be shared, nested and of k of n."""
    count = draw(st.integers(1, 5))
    occurs: dict[str, Callable[[frozenset[str]], bool]] = {}
    written = [event(f"e{number}") for number in range(5)]
    written += ['<define-house-event name="on"><constant value="true"/></define-house-event>']
    written += ['<define-house-event name="off"><constant value="false"/></define-house-event>']
    for number in range(count):
        text, test = draw(_formulae(list(occurs.items()), 2))
        occurs[f"g{number}"] = test
        written.append(gate(f"g{number}", text))
    return model(*draw(st.permutations(written))), occurs


Test: TypeAlias = Callable[[frozenset[str]], bool]


@st.composite
def _formulae(draw: st.DrawFn, gates: list[tuple[str, Test]], depth: int) -> tuple[str, Test]:
    kinds = ["event", "event", "gate", "constant"] + ["nested"] * 4 * (depth > 0)
    kind = draw(st.sampled_from(kinds if gates else [kind for kind in kinds if kind != "gate"]))
    if kind == "event":
        name = f"e{draw(st.integers(0, 4))}"
        return f'<basic-event name="{name}"/>', lambda lost: name in lost
    if kind == "gate":
        name, test = draw(st.sampled_from(gates))
        return f'<gate name="{name}"/>', test
    if kind == "constant":
        state = draw(st.booleans())
        house = f'<house-event name="{"on" if state else "off"}"/>'
        return draw(st.sampled_from((house, f'<constant value="{str(state).lower()}"/>'))), lambda lost: state
    inner = [draw(_formulae(gates, depth - 1)) for _ in range(draw(st.integers(1, 4)))]
    texts, tests = [text for text, _ in inner], [test for _, test in inner]
    least = draw(st.integers(0, len(inner)))
    form = draw(st.sampled_from(("and", "or", "atleast")))
    if form == "and":
        return all_of(*texts), lambda lost: all(test(lost) for test in tests)
    if form == "or":
        return any_of(*texts), lambda lost: any(test(lost) for test in tests)
    return at_least(least, *texts), lambda lost: sum(test(lost) for test in tests) >= least


def brute_sets(occurs: Test, names: Iterable[str]) -> Iterator[frozenset[str]]:
    """The minimal sets of events that make a gate occur: every set is tried."""
    found: list[frozenset[str]] = []
    pool = sorted(names)
    for size in range(len(pool) + 1):
        for chosen in map(frozenset, combinations(pool, size)):
            if not any(one <= chosen for one in found) and occurs(chosen):
                found.append(chosen)
                yield chosen
