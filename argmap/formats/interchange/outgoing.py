"""A map as the graph of the Argument Interchange Format: statements, and relations between them.

What the reader of such a graph puts into a map in a way of its own is taken back: a reason that says nothing but that
its source says so is the citation of the claim, and lines of a note that tell of utterances are utterances.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import Node
from argmap.formats.interchange.utterances import ASSERTING, Utterance, person_number, read_line
from argmap.formats.reading.markup import folded
from argmap.formats.shared.carrying import left_out
from argmap.formats.shared.common import Arranged, Placed, in_order
from argmap.formats.shared.features import Feature
from argmap.graph import Citation, Graph, Step
from argmap.graph import Node as Claim
from argmap.place import Place
from argmap.problem import Problem, one_line


@dataclass(frozen=True, slots=True)
class Relations:
    """Statements and relations, the edges between them, and which node of the graph stands for which of the map's."""

    nodes: tuple[Node, ...]  # statements first, then relations; texts without markup
    edges: tuple[tuple[str, str], ...]
    ids: dict[int, str]  # position of a claim in the map's graph -> id
    cites: dict[int, tuple[Citation, ...]]  # of the claims that are written
    steps: dict[int, str]  # position of a step in the map's graph -> id


def relations(graph: Graph, kept: Callable[[str], str], new: Callable[[int, str], str]) -> Relations:
    """The graph of a map.

    `kept` gives the id that an id of the map keeps, or nothing; `new` makes one for the n-th node, of that text.
    """
    folds = {step.at: step.premises[0] for step in graph.steps if _only_cites(graph, step)}
    gone = set(folds.values())
    claims = [node for node in graph.nodes if node.at not in gone]
    old = {node.at: id_ for node in claims if (id_ := kept(node.id))}
    taken = set(old.values())
    numbers = iter(range(1, len(graph.nodes) + len(graph.steps) + len(taken) + 1))

    def fresh(text: str) -> str:
        return next(id_ for number in numbers if (id_ := new(number, text)) not in taken)

    ids = {node.at: old.get(node.at) or fresh(node.text) for node in claims}
    nodes = [Node(ids[node.at], "I", folded(node.text)) for node in claims]
    steps: dict[int, str] = {}
    edges: list[tuple[str, str]] = []
    for step in graph.steps:
        if step.at not in folds:
            type_, name, words = _relation(step)
            id_ = steps[step.at] = fresh(words)
            nodes.append(Node(id_, type_, words, name))
    for step in graph.steps:
        if step.at not in folds:
            end = ids[step.to] if step.undercuts is None else steps[step.undercuts]
            edges.extend((ids[premise], steps[step.at]) for premise in dict.fromkeys(step.premises))
            edges.append((steps[step.at], end))
    cites = {node.at: node.cites for node in claims}
    for at, premise in folds.items():
        cites[graph.steps[at].to] = graph.nodes[premise].cites
    return Relations(tuple(nodes), tuple(edges), ids, cites, steps)


def _relation(step: Step) -> tuple[str, str, str]:
    """Type, scheme and words of the node that stands for a step."""
    scheme = step.item.scheme or ""
    if step.kind == "because":
        return schemes.written(scheme)
    return "CA", *schemes.attack(scheme)


def _only_cites(graph: Graph, step: Step) -> bool:
    """Whether a reason says nothing but that its source says so, beside another reason."""
    node = graph.nodes[step.premises[0]]
    names = list(dict.fromkeys(graph.sources.name(cite.key) for cite in node.cites))
    reasons = graph.nodes[step.to].reasons
    last = step.kind == "because" and len(step.premises) == 1 and len(reasons) > 1 and reasons[-1] == step.at
    if not last or not names or step.unless or node.objections or node.item is not step.item:
        return False
    plain = node.item.model_fields_set <= {"evidence", "source"}
    return plain and node.text == f"{' and '.join(names)} {'say' if len(names) > 1 else 'says'} so."


def utterances(graph: Graph, node: Claim, cites: Sequence[Citation]) -> list[Utterance]:
    """What is said to make a statement: by its sources, and by whom its note tells of."""
    told = told_utterances(graph, node, cites) or []
    tellers = {one.speaker.casefold() for one in told}
    said: list[Utterance] = []
    plain = deque(
        Utterance(name, ASSERTING, folded(node.text), recorded=bool(person_number(name)))
        for name in (folded(graph.sources.name(cite.key)) for cite in cites)
        if name.casefold() not in tellers
    )
    order = {folded(graph.sources.name(cite.key)).casefold(): place for place, cite in enumerate(cites)}
    for one in told:
        place = order.get(one.speaker.casefold(), -1)
        while plain and order[plain[0].speaker.casefold()] < place:
            said.append(plain.popleft())
        said.append(one)
    return [*said, *plain]


def told_utterances(graph: Graph, node: Claim, cites: Sequence[Citation]) -> list[Utterance] | None:
    """The utterances that a note tells of; None where it is a note of another kind."""
    found = [read_line(line) for line in (node.item.note or "").splitlines()]
    cited = {folded(graph.sources.name(cite.key)).casefold() for cite in cites}
    told = [one for one in found if one is not None]
    sound = all(not one.speaker or not one.vouches or one.speaker.casefold() in cited for one in told)
    return told if found and len(told) == len(found) and sound else None


def not_carried(
    arranged: Arranged,
    made: Relations,
    carries: AbstractSet[Feature],
    *,
    tells: bool = False,
    locates: Callable[[str], bool],
    keys: Sequence[str] = (),
) -> tuple[Placed, ...]:
    """What of a map is lost in such a graph, item by item, in the order of the map.

    `tells` is whether utterances are written, `locates` whether a locator is, `keys` are those of the map that are.
    What is written in a way of the format's own is taken out of the map before the rest is counted.
    """
    graph, places, path = arranged.graph, arranged.places, arranged.path
    nodes = tuple(_bare(graph, node, made, tells, locates) for node in graph.nodes)
    map_ = graph.map.model_copy(update=dict.fromkeys(keys)) if keys else graph.map
    simple = replace(arranged, graph=replace(graph, nodes=nodes, map=map_))
    found = [*left_out(simple, carries)]
    for node in graph.nodes:
        if node.kind == "evidence" and not made.cites.get(node.at, (None,)):
            what = f"that {_called(node)} is evidence is left out"
            found.append(Placed(path, Problem(*places.at(node.route), what, "without a source it is a statement")))
    for place, whose in _of_several_lines(arranged, made, carries):
        found.append(Placed(path, Problem(*place, f"line breaks of {whose}", "a text is one line")))
    for step in graph.steps:
        scheme = step.item.scheme or ""
        type_, name, words = _relation(step)
        if schemes.key(type_, schemes.named(name, words)) != scheme:
            what = f"the scheme {scheme} of the step {step.id} is left out"
            found.append(Placed(path, Problem(*places.at(step.route), what, "the format takes the word for none")))
    names = Counter(folded(source.name).casefold() for source in graph.sources.by_key.values())
    for key, source in graph.sources.by_key.items():
        if names[folded(source.name).casefold()] > 1:
            what = f"that the source {key} is not the other one of the name “{one_line(source.name)}” is left out"
            found.append(Placed(path, Problem(*places.key(("sources", key)), what, "give them different names")))
    return in_order(found, [path])


def _of_several_lines(
    arranged: Arranged, made: Relations, carries: AbstractSet[Feature]
) -> Iterator[tuple[Place, str]]:
    """Which of the texts that are written come back on one line, and where they stand."""
    graph, places = arranged.graph, arranged.places
    if "title" in carries and len((graph.map.title or "").splitlines()) > 1:
        yield places.key(("title",)), "the map's title"
    for key, source in graph.sources.by_key.items():
        if len(source.name.splitlines()) > 1:
            yield places.key(("sources", key)), f"the name of the source {key} “{one_line(source.name)}”"
    for node in graph.nodes:
        if node.at in made.ids and len(node.text.splitlines()) > 1:
            yield places.at(node.route), _called(node)


def _bare(graph: Graph, node: Claim, made: Relations, tells: bool, locates: Callable[[str], bool]) -> Claim:
    """A node without what is written in a way of its own."""
    item, without = node.item, dict[str, object]()
    if item.id is not None and item.id in _kept_ids(made, node):
        without["id"] = None
    if tells and item.note is not None and told_utterances(graph, node, made.cites.get(node.at, ())) is not None:
        without["note"] = None
    cites = tuple(cite._replace(locator=None) if locates(cite.locator or "") else cite for cite in node.cites)
    return node._replace(item=item.model_copy(update=without) if without else item, cites=cites)


def _kept_ids(made: Relations, node: Claim) -> tuple[str, ...]:
    """The ids of the map from which the id of a node can be told again."""
    id_ = made.ids.get(node.at, "")
    return id_, f"i{id_.replace('_', '-')}"


def _called(node: Claim) -> str:
    return f"{node.id} “{one_line(node.text)}”"
