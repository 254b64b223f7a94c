"""What the page's script knows of a map: statements, steps, sources, and what the withdrawal of each source comes to.

Grades are worked out here and nowhere else: the script looks them up. For what is not among the answers it says only
what loses all support, which it works out on the steps and the lineages that stand here too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from json import dumps
from typing import Any, TypeAlias

from argmap import theme
from argmap.changes import Changes, changed
from argmap.draw.card import Role, kind_words
from argmap.draw.dot import roles
from argmap.draw.scope import moves, scope
from argmap.draw.text import address, clean
from argmap.graph import Graph, Node, Step
from argmap.model import Together
from argmap.passages import PassageError, Text, locate, read_text
from argmap.report import said
from argmap.report.digest import Digest
from argmap.rules.passage_not_found import locator
from argmap.support.assessment import READINGS, Assessment
from argmap.support.comparison import Comparison
from argmap.support.grades import ALL
from argmap.support.reasons import Reasons

Data: TypeAlias = dict[str, Any]

REGRADED = 200_000  # statements and sources graded again to answer what each withdrawal comes to: some seconds
NAMED = 12  # of the losses each of which takes all support from a statement: all of them would be a square in size
PAIRED = 10  # of the sources that carry most every two are asked for together


def as_json(data: Mapping[str, Any]) -> str:
    """Data for a script element that is not run: no character of it can end the element or open another."""
    text = dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def explored(
    digest: Digest,
    entries: Sequence[Iterable[str]],
    direction: str,
    essay: str | None = None,
    budget: int = REGRADED,
) -> Data:
    """All that the script is given, by positions in the graph.

    `entries` has the ids of the statements that each listed finding is about; `direction` is TB or LR. From `essay`,
    the text that the map reconstructs, only the passages that the map points to are taken.
    """
    graph, support = digest.graph, digest.support
    strings = _Strings()
    text = read_text(essay) if essay is not None else None
    placed = places(graph)
    return {
        "direction": direction,
        "roots": [node.at for node in graph.nodes if node.at not in placed],
        "theses": list(graph.theses),
        "nodes": _nodes(digest, strings, _about(graph, entries), text, essay or ""),
        "steps": [_step(graph, step, placed) for step in graph.steps],
        "sources": {key: _source(digest, key) for key in graph.sources.by_key},
        "groups": {
            group: {"name": clean(graph.sources.name(group)), "keys": list(keys)}
            for group, keys in graph.sources.groups.items()
        },
        "withdrawn": withdrawals(support, budget),
        "asked": _affordable(graph, budget),
        "hasText": int(text is not None),
        "legend": {"lines": theme.LINE_WORDS, "tones": theme.TONE_WORDS},
        "strings": strings.all,
    }


class _Strings:
    """Sentences that many statements share, each once."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}

    @property
    def all(self) -> list[str]:
        return list(self._at)

    def put(self, text: str) -> int:
        return self._at.setdefault(clean(text), len(self._at))


# -- where everything stands


def homes(graph: Graph) -> dict[int, int]:
    """The step under which each statement is written, by position; `see` may use it in others, even at one parent."""
    found: dict[int, int] = {}
    for step in graph.steps:
        for premise in step.premises:
            number = graph.nodes[premise].number
            if number == step.id:
                found[premise] = step.at
            elif isinstance(step.item, Together) and number.rpartition(".")[0] == step.id:
                found.setdefault(premise, step.at)
    return found


def places(graph: Graph) -> dict[int, int]:
    """The one step under which each statement stands in a tree of the map; roots have none.

    That is its home, and for what has none the first step that refers to it, nearest the thesis.
    """
    at_home = homes(graph)
    placed: dict[int, int] = {}
    seen = set[int]()
    roots = [*scope(graph).roots, *(node.at for node in graph.nodes if node.parent is None)]
    for root in roots:
        waiting = [] if root in seen or root in at_home else [root]
        seen.update(waiting)
        for at in waiting:
            for step in moves(graph, graph.nodes[at]):
                for premise in step.premises:
                    if premise not in seen and at_home.get(premise, step.at) == step.at:
                        seen.add(premise)
                        placed[premise] = step.at
                        waiting.append(premise)
    return placed


def _step(graph: Graph, step: Step, placed: Mapping[int, int]) -> Data:
    kind = "explanation" if step.kind == "because" and not step.supports else step.kind
    data: Data = {
        "to": step.to,
        "kind": kind,
        "how": how(graph, step),
        "premises": list(step.premises),
        "placed": [premise for premise in step.premises if placed.get(premise) == step.at],
        "needs": step.needs,
    }
    if step.undercuts is not None:
        data["undercuts"] = step.undercuts
    if step.unless:
        data["unless"] = list(step.unless)
    if step.item.granted:
        data["granted"] = 1
    if step.item.strength:
        data["width"] = theme.STRENGTH_WIDTHS[step.item.strength]
    if told := [clean(text) for text in said.of_step(step)]:
        data["said"] = told
    return data


def how(graph: Graph, step: Step) -> str:
    """What a step is to the statement above it, in a word or two."""
    if step.item.scheme == "explanation" and step.kind == "because":
        return "explained by"
    is_reply = all(graph.sides[premise] == "reply" for premise in step.premises)
    words = {"because": "because", "but": "reply" if is_reply else "objection", "unless": "undercut"}[step.kind]
    count = len(step.premises)
    linked = "linked" if step.needs == count else f"linked, {step.needs} of {count} suffice"
    marks = [linked] if count > 1 else []
    marks += ["granted"] if step.item.granted else []
    return words + (f" ({', '.join(marks)})" if marks else "")


# -- statements


def _about(graph: Graph, entries: Sequence[Iterable[str]]) -> dict[int, list[int]]:
    """For each statement the places of the listed findings that are about it."""
    found: dict[int, list[int]] = {}
    for place, names in enumerate(entries):
        for name in dict.fromkeys(names):
            if name in graph.by_id:
                found.setdefault(graph.by_id[name], []).append(place)
    return found


def _nodes(
    digest: Digest, strings: _Strings, findings: Mapping[int, list[int]], text: Text | None, essay: str
) -> list[Data]:
    told = [Reasons(digest.support, reading) for reading in READINGS]
    found, plays = [], roles(digest.graph)
    for node in digest.graph.nodes:
        data = _node(digest, node, plays[node.at])
        data["why"] = [[strings.put(reason.text) for reason in reasons.of(node.at)] for reasons in told]
        if node.at in findings:
            data["findings"] = findings[node.at]
        if node.item.passage:
            data["locators"] = [passage.model_dump(exclude_none=True) for passage in node.item.passage]
            if text is not None:
                data["passages"] = list(_passages(node, text, essay))
        found.append(data)
    return found


def _node(digest: Digest, node: Node, role: Role) -> Data:
    support, graph = digest.support, digest.graph
    data: Data = {
        "id": node.id,
        "number": node.number,
        "kind": kind_words(node, role),
        "text": clean(node.text),
        "grades": [int(support.grades(reading).nodes[node.at]) for reading in READINGS],
        "steps": [*node.reasons, *node.objections],
    }
    if node.cites:
        data["cites"] = [[cite.key, clean(cite.locator or ""), int(cite.uncertain)] for cite in node.cites]
    if support.contested(node.at):
        data["contested"] = 1
    if node.kind == "assumption":
        data["assumed"] = 1
    if node.by == "mapper" and graph.map.about:
        data["added"] = 1
    if told := [clean(text) for text in said.all_of(node)]:
        data["said"] = told
    if node.item.note:
        data["note"] = clean(node.item.note)
    taken = support.falls.nodes[node.at]
    if taken and taken != ALL:
        data["falls"] = [clean(graph.sources.name(name)) for name in islice(support.falls.named(taken), NAMED)]
        data["alsoFalls"] = taken.bit_count() - len(data["falls"])
    return data


def _passages(node: Node, text: Text, essay: str) -> Iterator[Data]:
    """The passages of a statement as they stand in the text, and how each was found."""
    for passage in node.item.passage:
        try:
            found = locate(text, locator(passage))
        except PassageError:
            continue
        span = text.span(found)
        quoted = clean(essay[span[0] : span[1]]) if span else ""
        yield {"at": found.at or passage.at, "status": found.status.value, "words": quoted}


# -- sources


def _source(digest: Digest, key: str) -> Data:
    source = digest.graph.sources.by_key[key]
    known = [part for part in (source.kind, source.role) if part] + list(digest.doubts(key))
    data: Data = {
        "name": clean(source.name),
        "grade": int(digest.support.source_grades.plain[key][0]),
        "known": clean("; ".join(known)),
        "carries": list(digest.support.carries[key]),
    }
    if source.from_:
        data["from"] = list(source.from_)
    if groups := digest.graph.sources.groups_of(key):
        data["groups"] = [clean(digest.graph.sources.name(group)) for group in groups]
    if source.retracted:
        data["retracted"] = 1
    if link := address(source.url or ""):
        data["url"] = link
    return data


# -- what a withdrawal comes to


def withdrawals(support: Assessment, budget: int = REGRADED) -> dict[str, Data]:
    """What the loss of each source, of each group, and of each two of those that carry most comes to.

    By keys, in their order and joined with `+`.

    Only as many as the budget allows, in statements and sources that are graded again; what carries most comes first.
    """
    sources = support.graph.sources
    standing = [key for key, source in sources.by_key.items() if not source.retracted]
    ranked = sorted(standing, key=lambda key: -len(support.carries[key]))
    groups = [[key for key in keys if key in ranked] for keys in sources.groups.values()]
    pairs = combinations(ranked[:PAIRED], 2)
    asked = dict.fromkeys(tuple(sorted(keys)) for keys in (*([key] for key in ranked), *groups, *pairs) if keys)
    return {"+".join(keys): _withdrawal(support, keys) for keys in list(asked)[: _affordable(support.graph, budget)]}


def _affordable(graph: Graph, budget: int) -> int:
    """How many questions a budget allows: each grades every statement and every source again."""
    return budget // (len(graph.nodes) + len(graph.sources.by_key))


def _withdrawal(support: Assessment, keys: tuple[str, ...]) -> Data:
    """The new grades on sources alone, by position; of each thesis also the other reading, and whether it falls."""
    compared = Comparison(support, Assessment(changed(support.graph, Changes(without=keys))))
    theses = {
        thesis: [int(compared.grades(thesis, reading)[1]) for reading in READINGS] + [int(compared.falls(thesis))]
        for thesis in support.graph.theses
    }
    return {"grades": {shift.at: int(shift.after) for shift in compared.shifts}, "theses": theses}
