"""Where the steps of a draft lead, and which of them close a ring."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from argmap.formats.shared.draft import Statement, Step, conclusion


def closing(below: dict[Statement, list[tuple[Statement, Step]]]) -> Iterator[Step]:
    """The steps that close a ring, met on a walk from each conclusion down to its premises."""
    done: set[Statement] = set()
    cut: set[Step] = set()
    for start in below:
        on_way: set[Statement] = set()
        waiting: list[tuple[Statement, Step | None, bool]] = [(start, None, False)]
        while waiting:
            here, by, leaving = waiting.pop()
            if leaving:
                on_way.discard(here)
                done.add(here)
            elif here in on_way:
                if by is not None and by not in cut:
                    cut.add(by)
                    yield by
            elif here not in done and by not in cut:
                on_way.add(here)
                waiting.append((here, None, True))
                waiting.extend((premise, step, False) for premise, step in reversed(below.get(here, [])))


def ends(statements: Sequence[Statement], steps: Sequence[Step]) -> list[Statement]:
    """To what the steps lead: a statement from which none leaves, or the first of a knot from which none leaves.

    Knots are the strongly connected components (Tarjan 1972), here in its form without calls that call themselves.
    """
    above: dict[Statement, list[Statement]] = {}
    for step in steps:
        for premise in step.premises:
            above.setdefault(premise, []).append(conclusion(step))
    led_to = Counter(conclusion(step) for step in steps)
    knot: dict[Statement, int] = {}
    for number, members in enumerate(_knots(statements, above)):
        knot.update(dict.fromkeys(members, number))
    leaves = {knot[here] for here, ends in above.items() for end in ends if knot[end] != knot[here]}
    found: dict[int, Statement] = {}
    for statement in statements:
        if led_to[statement] and knot[statement] not in leaves:
            found.setdefault(knot[statement], statement)
    return list(found.values())


def _knots(statements: Iterable[Statement], above: dict[Statement, list[Statement]]) -> Iterator[list[Statement]]:
    index: dict[Statement, int] = {}
    low: dict[Statement, int] = {}
    stack: list[Statement] = []
    on_stack: set[Statement] = set()
    for start in statements:
        if start in index:
            continue
        way: list[tuple[Statement, Iterator[Any]]] = []
        here: Statement | None = start
        while True:
            if here is not None:
                index[here] = low[here] = len(index)
                stack.append(here)
                on_stack.add(here)
                way.append((here, iter(above.get(here, ()))))
            here = None
            at, ends = way[-1]
            for end in ends:
                if end not in index:
                    here = end
                    break
                if end in on_stack:
                    low[at] = min(low[at], index[end])
            if here is not None:
                continue
            way.pop()
            if way:
                low[way[-1][0]] = min(low[way[-1][0]], low[at])
            if low[at] == index[at]:
                members = []
                while at in on_stack:
                    members.append(stack.pop())
                    on_stack.discard(members[-1])
                yield members
            if not way:
                break
