"""Tidy trees: nothing overlaps, parents stand in the middle, contours are as a brute force has them, in linear time."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.draw.tidy import Tidy, arrange

NEAR = 1e-6


class Forest(NamedTuple):
    """Boxes, each with its children, its size across and its size along."""

    children: list[list[int]]
    across: list[float]
    along: list[float]

    def parents(self) -> dict[int, int]:
        return {child: parent for parent, below in enumerate(self.children) for child in below}

    def subtree(self, top: int) -> list[int]:
        found = [top]
        for at in found:
            found.extend(self.children[at])
        return found


def forest(parents: Sequence[int | None], sizes: Callable[[int], tuple[float, float]]) -> Forest:
    """A forest from each box's parent, which stands before it."""
    children: list[list[int]] = [[] for _ in parents]
    for at, parent in enumerate(parents):
        if parent is not None:
            children[parent].append(at)
    across, along = zip(*map(sizes, range(len(parents))), strict=True)
    return Forest(children, list(across), list(along))


def _forest(boxes: Sequence[tuple[int, float, float]]) -> Forest:
    """Each box stands under one of the few before it; where that is none, it is a root."""
    parents = [at - back if 0 < back <= at else None for at, (back, _, _) in enumerate(boxes)]
    return forest(parents, lambda at: boxes[at][1:])


# Some boxes are far larger than others, and small whole numbers make edges meet exactly.
SIZES = st.one_of(st.integers(1, 4).map(float), st.floats(1, 60))
FORESTS = st.lists(st.tuples(st.integers(-1, 7).map(abs), SIZES, SIZES), min_size=1, max_size=25).map(_forest)


def placed(made: Forest) -> Tidy:
    return arrange(made.children, made.across, made.along)


@given(FORESTS)
def test_no_two_boxes_overlap(made: Forest) -> None:
    tidy = placed(made)
    boxes = range(len(made.across))
    for one in boxes:
        for other in range(one):
            apart_across = (
                tidy.across[one] + made.across[one] <= tidy.across[other] + NEAR
                or tidy.across[other] + made.across[other] <= tidy.across[one] + NEAR
            )
            apart_along = (
                tidy.along[one] + made.along[one] <= tidy.along[other] + NEAR
                or tidy.along[other] + made.along[other] <= tidy.along[one] + NEAR
            )
            assert apart_across or apart_along, (one, other)


@given(FORESTS)
def test_a_box_starts_where_its_parent_ends(made: Forest) -> None:
    tidy, parents = placed(made), made.parents()
    for at in range(len(made.across)):
        parent = parents.get(at)
        assert tidy.along[at] == (0 if parent is None else tidy.along[parent] + made.along[parent])


@given(FORESTS)
def test_a_parent_is_in_the_middle_over_its_children(made: Forest) -> None:
    tidy = placed(made)
    for parent, below in enumerate(made.children):
        if below:
            first, last = tidy.across[below[0]], tidy.across[below[-1]] + made.across[below[-1]]
            assert tidy.across[parent] + made.across[parent] / 2 == pytest.approx((first + last) / 2)


@given(FORESTS)
def test_children_keep_their_order(made: Forest) -> None:
    tidy = placed(made)
    for below in made.children:
        for one, other in pairwise(below):
            assert tidy.across[one] + made.across[one] <= tidy.across[other] + NEAR
    assert min(tidy.across) == 0


def gap(made: Forest, tidy: Tidy, one: int, other: int) -> float:
    """The least room between two subtrees, box by box; `other` stands after `one`."""
    room = float("inf")
    for left in made.subtree(one):
        for right in made.subtree(other):
            if (
                tidy.along[left] < tidy.along[right] + made.along[right]
                and tidy.along[right] < tidy.along[left] + made.along[left]
            ):
                room = min(room, tidy.across[right] - tidy.across[left] - made.across[left])
    return room


@given(FORESTS)
def test_contours_are_those_of_a_brute_force(made: Forest) -> None:
    """The last subtree is as near to those before it as can be: it touches one, as every pair of boxes has it."""
    tidy = placed(made)
    for *before, last in filter(None, made.children):
        if before:
            assert min(gap(made, tidy, each, last) for each in before) == pytest.approx(0, abs=NEAR)


@given(FORESTS)
def test_a_mirrored_tree_of_two_arms_is_the_mirror_of_the_tree(made: Forest) -> None:
    """With no more than two children no room is shared out, so that right and left are alike."""
    roots = set(range(len(made.across))) - set(made.parents())
    if len(roots) == 1 and all(len(below) <= 2 for below in made.children):
        mirrored = made._replace(children=[below[::-1] for below in made.children])
        first, second = placed(made), placed(mirrored)
        wide = max(start + size for start, size in zip(first.across, made.across, strict=True))
        expected = [wide - start - size for start, size in zip(first.across, made.across, strict=True)]
        assert second.across == pytest.approx(expected)


def test_two_children_stand_side_by_side_under_the_middle() -> None:
    made = Forest([[1, 2], [], []], [10, 4, 8], [3, 5, 7])
    assert placed(made) == Tidy([1, 0, 4], [0, 3, 3], 2)


def test_a_small_one_between_two_large_ones_stands_in_the_middle() -> None:
    """The room that the third needs beside the first is shared with the second."""
    made = Forest([[1, 2, 3], [4], [], [5], [], []], [2, 2, 2, 2, 10, 10], [1, 1, 1, 1, 1, 1])
    tidy = placed(made)
    assert tidy.across[2] - tidy.across[1] == pytest.approx(tidy.across[3] - tidy.across[2])


def test_boxes_are_not_layered() -> None:
    """The child of a short box goes up beside a long one."""
    made = Forest([[1, 2], [3], [], []], [2, 2, 2, 2], [1, 1, 10, 1])
    assert placed(made).along == [0, 1, 1, 2]


def test_what_is_no_forest_is_refused() -> None:
    for children in ([[1], [0]], [[1, 1], []], [[2], [2], []]):
        with pytest.raises(ValueError, match="no forest"):
            arrange(children, [1.0] * len(children), [1.0] * len(children))


def test_nothing_is_placed_nowhere() -> None:
    assert arrange([], [], []) == Tidy([], [], 0)


SHAPES: dict[str, Callable[[int, Random], int]] = {
    "chain": lambda at, _: at - 1,
    "star": lambda _, __: 0,
    "comb": lambda at, _: at - 1 if at % 2 else max(0, at - 2),
    "two long arms": lambda at, _: max(0, at - 2),
    "binary": lambda at, _: (at - 1) // 2,
    "any": lambda at, random: random.randrange(at),
    "deep": lambda at, random: max(0, at - random.randint(1, 5)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_the_steps_grow_with_the_boxes(shape: str) -> None:
    """Linear time, counted: never more than four steps along contours a box, however many boxes there are."""
    for count in (100, 1_000, 10_000):
        random = Random(count)
        parents = [None, *(SHAPES[shape](at, random) for at in range(1, count))]
        made = forest(parents, lambda _, random=random: (random.uniform(1, 9), random.uniform(1, 90)))  # type: ignore[misc]
        assert placed(made).steps <= 4 * count
