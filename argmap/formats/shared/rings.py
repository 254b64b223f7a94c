"""Where the steps of a draft lead, and which of them close a ring."""

from collections.abc import Iterator, Sequence

from argmap.formats.shared.draft import Statement, Step, conclusion
from argmap.knots import knots


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
    """To what the steps lead: a statement from which none leaves, or the first of a knot from which none leaves."""
    at = {statement: place for place, statement in enumerate(statements)}
    above: list[list[int]] = [[] for _ in statements]
    led_to = set[int]()
    for step in steps:
        end = at[conclusion(step)]
        led_to.add(end)
        for premise in step.premises:
            above[at[premise]].append(end)
    found = []
    for knot in knots(above):
        inside = set(knot)
        if all(inside.issuperset(above[here]) for here in knot):
            found.extend([here for here in knot if here in led_to][:1])
    return [statements[here] for here in sorted(found)]
