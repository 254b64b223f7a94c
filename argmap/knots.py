"""What hangs together in a ring: the strongly connected components of any graph."""

from collections.abc import Iterable, Iterator, Sequence


def knots(beneath_of: Sequence[Iterable[int]]) -> Iterator[list[int]]:
    """The strongly connected components, each after all that lies beneath it (Tarjan, SIAM J. Comput. 1, 1972).

    `beneath_of` has for each thing the positions of those beneath it. Positions in ascending order; what is in no ring
    is a component by itself.
    """
    met: dict[int, int] = {}  # in which order things were met
    low: dict[int, int] = {}  # the earliest thing that each leads back to, as far as is known
    open_: dict[int, None] = {}  # met, and not yet known to be of a finished component; in order
    path: list[tuple[int, Iterator[int]]] = []

    def enter(at: int) -> None:
        met[at] = low[at] = len(met)
        open_[at] = None
        path.append((at, iter(beneath_of[at])))

    for start in range(len(beneath_of)):
        if start not in met:
            enter(start)
        while path:
            at, beneath = path[-1]
            new = None
            for other in beneath:
                if other not in met:
                    new = other
                    break
                if other in open_:
                    low[at] = min(low[at], met[other])
            if new is not None:
                enter(new)
                continue
            path.pop()
            if path:
                above = path[-1][0]
                low[above] = min(low[above], low[at])
            if low[at] == met[at]:
                yield _closed(open_, at)


def _closed(open_: dict[int, None], first: int) -> list[int]:
    """Take a component off what is open: its first, and all that were met later."""
    found: list[int] = []
    while first in open_:
        found.append(open_.popitem()[0])
    return sorted(found)
