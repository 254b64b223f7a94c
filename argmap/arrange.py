"""From a map to its graph: one walk over the outline, and all that is out of place in it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from argmap.collector import collector_paused
from argmap.graph import Citation, Graph, Kind, Node, Sources, Step, StepKind, sides
from argmap.model import (
    ANONYMOUS,
    RESERVED,
    UNKNOWN,
    Assumption,
    Claim,
    Evidence,
    Item,
    Map,
    Move,
    See,
    Source,
    Statement,
    Together,
)
from argmap.place import Places, Route
from argmap.problem import Problem, listed, one_line
from argmap.references import Missing, cited_key

DEPTH_LIMIT = 200
STEP_KEYS = ("scheme", "strength", "warrant", "unless")


@collector_paused()
def arrange(map_: Map, places: Places) -> tuple[Graph | None, tuple[Problem, ...]]:
    """The graph of a map, or the problems that forbid one: all of them, at their places."""
    outline = _Outline(map_, places)
    outline.walk()
    graph = outline.graph()
    return graph, listed(outline.problems)


class _Draft:
    """A statement met on the walk, with the steps found at it so far."""

    __slots__ = ("item", "number", "objections", "parent", "reasons", "route")

    def __init__(self, item: Statement, number: str, route: Route, parent: int | None) -> None:
        self.item, self.number, self.route, self.parent = item, number, route, parent
        self.reasons: list[int] = []
        self.objections: list[int] = []


class _Move:
    """A step met on the walk; a premise is a position, or the id that a `see` names."""

    __slots__ = ("id", "item", "kind", "needs", "premises", "route", "to", "undercuts", "unless")

    def __init__(self, kind: StepKind, to: int, undercuts: int | None, route: Route, item: Move) -> None:
        self.kind, self.to, self.undercuts, self.route, self.item = kind, to, undercuts, route, item
        self.id = ""
        self.premises: list[int | str] = []
        self.needs = 1
        self.unless: list[int] = []


class _Outline:
    """One walk over a map: its statements and steps in file order, and what is out of place."""

    def __init__(self, map_: Map, places: Places) -> None:
        self.map = map_
        self.places = places
        self.problems: list[Problem] = []
        self.drafts: list[_Draft] = []
        self.moves: list[_Move] = []
        self.ids: dict[str, int] = {}
        self.theses: list[int] = []
        self._last_child = 0  # the number of the last part below what was walked last
        self._missing = Missing()
        self.default_by: Literal["text", "mapper"] = "text" if map_.about else "mapper"

    # -- the walk

    def walk(self) -> None:
        self._check_names()
        number = 0
        for place, item in enumerate(self.map.thesis):
            number += 1
            index = self._root(item, str(number), ("thesis", place), "the thesis")
            if index is not None:
                self.theses.append(index)
        for place, item in enumerate(self.map.claims):
            number += 1
            route: Route = ("claims", place)
            self._root(item, str(number), route, "an item under `claims:`")
            if isinstance(item, Statement) and item.id is None:
                self._say(route, "an item under `claims:` has no id", "give it one, and `see` it where it is used")
        self._resolve()

    def _root(self, item: Item, number: str, route: Route, what: str) -> int | None:
        if isinstance(item, Together | See):
            self._say(route, f"{what} must be a statement of its own", "write `claim:`")
            return None
        self._refuse_step_keys(item, route, f"{what} is no step to anything")
        return self._statement(item, number, route, None)

    def _statement(self, item: Statement, number: str, route: Route, parent: int | None) -> int:
        index = len(self.drafts)
        draft = _Draft(item, number, route, parent)
        self.drafts.append(draft)
        if item.id is not None:
            self._name(item.id, index, route)
        if number.count(".") >= DEPTH_LIMIT:
            self._say(route, "this is nested deeper than 200 claims", "move a part of it to `claims:` and `see` it")
            return index
        child = 0
        if isinstance(item, Claim):
            for place, below in enumerate(item.because):
                child = self._child(child, below)
                draft.reasons.append(
                    self._step(below, f"{number}.{child}", (*route, "because", place), "because", index)
                )
        for place, below in enumerate(item.but):
            child = self._child(child, below)
            draft.objections.append(self._step(below, f"{number}.{child}", (*route, "but", place), "but", index))
        self._last_child = child
        return index

    @staticmethod
    def _child(child: int, item: Item) -> int:
        """A `see` takes no number."""
        return child if isinstance(item, See) else child + 1

    def _step(
        self, item: Item, number: str, route: Route, kind: StepKind, to: int, undercuts: int | None = None
    ) -> int:
        index = len(self.moves)
        move = _Move(kind, to, undercuts, route, item)
        self.moves.append(move)
        if item.granted is not None and kind == "because":
            self._say((*route, "granted"), "`granted` stands on a reason", "only an objection or undercut is granted")
        child = 0
        if isinstance(item, See):
            move.id = f"{self.drafts[to].number}>{item.see}"
            move.premises.append(item.see)
            number = move.id
        elif isinstance(item, Together):
            move.id = number
            child = self._members(item, move, number, route)
        else:
            move.id = number
            move.premises.append(self._statement(item, number, route, to))
            child = self._last_child
        for place, below in enumerate(item.unless):
            child = self._child(child, below)
            move.unless.append(self._step(below, f"{number}.{child}", (*route, "unless", place), "unless", to, index))
        self._last_child = child
        return index

    def _members(self, item: Together, move: _Move, number: str, route: Route) -> int:
        child = 0
        for place, member in enumerate(item.together):
            at: Route = (*route, "together", place)
            if isinstance(member, Together):
                self._say(at, "`together` stands directly inside `together`", "put its premises in the outer one")
                continue
            self._refuse_step_keys(member, at, "one of several linked premises is no step by itself")
            if isinstance(member, See):
                move.premises.append(member.see)
                continue
            child += 1
            move.premises.append(self._statement(member, f"{number}.{child}", at, move.to))
        count = len(item.together)
        move.needs = count if item.needs is None else item.needs
        if move.needs > count:
            self._say((*route, "needs"), f"`needs: {item.needs}` of {count} premises", f"write a number up to {count}")
        return child

    # -- what is out of place

    def _say(self, route: Route, message: str, help_: str, code: str | None = None, *, key: bool = False) -> None:
        place = self.places.key(route) if key else self.places.at(route)
        self.problems.append(Problem(*place, message, help_, code))

    def _refuse_step_keys(self, item: Move, route: Route, why: str) -> None:
        for key in (*STEP_KEYS, "granted"):
            if getattr(item, key):
                help_ = "write it on `together`" if "together" in route[-2:] else "take it out"
                self._say((*route, key), f"`{key}` stands on no step: {why}", help_, key=True)

    def _name(self, name: str, index: int, route: Route) -> None:
        at: Route = (*route, "id")
        if name in RESERVED:
            self._say(at, f"`{name}` has a meaning of its own", "choose another id")
        elif name.isdigit():
            self._say(at, f"the id `{name}` reads as an outline number", "choose an id with a letter in it")
        elif name in self.map.sources:
            self._say(at, f"`{name}` is also a source", "ids and source keys share one namespace: rename one", "AM103")
        elif name in self.ids:
            first = self.places.at((*self.drafts[self.ids[name]].route, "id"))
            self._say(
                at, f"the id `{name}` stands at line {first.line} already", "give one of them another id", "AM103"
            )
        else:
            self.ids[name] = index

    def _check_names(self) -> None:
        sources = self.map.sources
        for key, source in sources.items():
            route: Route = ("sources", key)
            if key in RESERVED:
                self._say(route, f"`{key}` has a meaning of its own", "choose another key", key=True)
            if source.group is not None and (source.group in RESERVED or source.group in sources):
                what = "a meaning of its own" if source.group in RESERVED else "a source of that name"
                self._say((*route, "group"), f"`{source.group}` has {what}", "choose another name for the group")
            for place, above in enumerate(source.from_):
                if above != UNKNOWN and above not in sources:
                    self._dangling((*route, "from", place), above, sources, "source", "or `unknown`")
        self._check_lineage()

    def _check_lineage(self) -> None:
        """Nobody repeats himself, not even through others."""
        done: set[str] = set()
        for start in self.map.sources:
            path: list[str] = []
            on_path: set[str] = set()
            stack: list[tuple[str, bool]] = [(start, False)]
            while stack:
                key, leaving = stack.pop()
                if leaving:
                    path.pop()
                    on_path.discard(key)
                    done.add(key)
                elif key in on_path:
                    ring = _chain(path[path.index(key) :])
                    at: Route = ("sources", path[-1], "from")
                    self._say(at, f"sources repeat each other in a ring: {ring}", "one of them must be the first")
                elif key not in done and key in self.map.sources:
                    path.append(key)
                    on_path.add(key)
                    stack.append((key, True))
                    stack.extend((above, False) for above in reversed(self.map.sources[key].from_))

    def _dangling(self, route: Route, name: str, known: Mapping[str, object], what: str, also: str = "") -> None:
        self._say(route, *self._missing.said(name, known, what, also), "AM102")

    def _resolve(self) -> None:
        """Put positions where `see` names ids; what names none is left out, so that the rest can be looked at."""
        for move in self.moves:
            targets = (
                self._target(move, place, premise) if isinstance(premise, str) else premise
                for place, premise in enumerate(move.premises)
            )
            move.premises = [target for target in targets if target is not None]

    def _target(self, move: _Move, place: int, name: str) -> int | None:
        route = (*move.route, "together", place, "see") if isinstance(move.item, Together) else (*move.route, "see")
        index = self.ids.get(name)
        if index is None:
            self._dangling(route, name, self.ids, "claim")
        elif index in self.theses:
            self._say(route, f"`{name}` is a thesis, and a thesis supports nothing", "see another claim")
            return None
        return index

    # -- the graph

    def graph(self) -> Graph | None:
        """The graph, or None where there are problems: those that it alone can show are then among them."""
        nodes = tuple(self._node(index, draft) for index, draft in enumerate(self.drafts))
        steps = tuple(
            Step(
                index, move.id, move.kind, move.to, move.undercuts, tuple(map(int, move.premises)), move.needs,
                move.route, move.item, tuple(move.unless),
            )
            for index, move in enumerate(self.moves)
        )  # fmt: skip
        order = self._topological(nodes, steps)
        if self.problems:
            return None
        theses = tuple(self.theses)
        by_id = {node.id: node.at for node in nodes}
        sources = Sources(self.map.sources, _groups(self.map.sources))
        return Graph(self.map, nodes, steps, theses, sides(nodes, steps, theses), order, sources, by_id)

    def _node(self, index: int, draft: _Draft) -> Node:
        item = draft.item
        cites: tuple[Citation, ...] = ()
        if isinstance(item, Claim):
            kind: Kind = "claim"
            text = item.claim
        elif isinstance(item, Evidence):
            kind, text = "evidence", item.evidence
            if item.source:
                cites = self._citations(item, draft.route)
        else:
            assert isinstance(item, Assumption)
            kind, text = "assumption", item.assume
        return Node(
            index, item.id or draft.number, draft.number, kind, text, item.by or self.default_by, draft.route,
            draft.parent, item, tuple(draft.reasons), tuple(draft.objections), cites,
        )  # fmt: skip

    def _citations(self, item: Evidence, route: Route) -> tuple[Citation, ...]:
        found: dict[str, Citation] = {}
        for place, written in enumerate(item.source):
            key, locator, uncertain = cited_key(written)
            at: Route = (*route, "source", place)
            if key not in self.map.sources:
                self._dangling(at, key, self.map.sources, "source")
            elif "," in written and not locator:
                self._say(
                    at, f"nothing stands after the comma of `{one_line(written, 40)}`", "say where, or take it out"
                )
            elif locator.rstrip("?") in self.map.sources:
                self._say(at, f"`{locator}` is a source, not a place in one", "write several sources as a list")
            elif key not in found or (found[key].uncertain and not uncertain):
                # Cited surely anywhere is cited surely, in whatever order the two stand.
                found[key] = Citation(key, locator or None, uncertain)
        return tuple(found.values())

    def _topological(self, nodes: Sequence[Node], steps: Sequence[Step]) -> tuple[int, ...]:
        """Every node after its premises (Kahn 1962); rings are reported with their members."""
        missing = [0] * len(nodes)
        above: dict[int, list[int]] = defaultdict(list)
        for step in steps:
            if step.supports:
                missing[step.to] += len(step.premises)
                for premise in step.premises:
                    above[premise].append(step.to)
        # From the last to the first: what stands lower in the file is mostly what supports.
        order = [index for index in range(len(nodes) - 1, -1, -1) if not missing[index]]
        for index in order:
            for claim in above[index]:
                missing[claim] -= 1
                if not missing[claim]:
                    order.append(claim)
        if len(order) < len(nodes):
            for ring in _rings({index for index in range(len(nodes)) if missing[index]}, nodes, steps):
                self._say_ring(ring, nodes, steps)
        return tuple(order)

    def _say_ring(self, ring: list[int], nodes: Sequence[Node], steps: Sequence[Step]) -> None:
        names = _chain([nodes[index].id for index in ring])
        route = nodes[ring[0]].route
        for claim, premise in zip(ring, [*ring[1:], ring[0]], strict=True):
            reasons = (steps[reason] for reason in nodes[claim].reasons)
            by_see = next((step for step in reasons if step.supports and premise in step.premises
                           and nodes[premise].parent != claim), None)  # fmt: skip
            if by_see:
                route = by_see.route
                break
        self._say(route, f"a claim supports itself: {names}", "take one of these reasons out", "AM101")


def _chain(names: Sequence[str]) -> str:
    """A ring from its first member round to it again, the middle of a long one left out."""
    shown = [*names] if len(names) <= 8 else [*names[:4], "…", *names[-3:]]
    return " <- ".join([*shown, names[0]])


def _groups(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for key, source in sources.items():
        if source.group:
            groups[source.group].append(key)
        if source.anonymous and not source.distinct:
            groups[ANONYMOUS].append(key)
    return {name: tuple(keys) for name, keys in groups.items()}


def _rings(left: set[int], nodes: Sequence[Node], steps: Sequence[Step]) -> Iterator[list[int]]:
    """A ring for each knot of claims: from claim to premise, until one comes round again."""
    below = {
        index: [p for s in nodes[index].reasons if steps[s].supports for p in steps[s].premises if p in left]
        for index in left
    }
    seen: set[int] = set()
    for start in sorted(left):
        path: dict[int, int] = {}
        here: int | None = start
        while here is not None and here not in seen and here not in path:
            path[here] = len(path)
            here = next(iter(below[here]), None)
        if here is not None and here in path:
            yield list(path)[path[here] :]
        seen.update(path)
