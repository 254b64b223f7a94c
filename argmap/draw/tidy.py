"""Where the boxes of a tree go: the tidy tree of van der Ploeg, for boxes of unequal size, in linear time.

Source: A. van der Ploeg, "Drawing non-layered tidy trees in linear time", Software: Practice and Experience 44 (2014),
1467-1484; it carries the layout of Reingold and Tilford (1981) and Walker (1990), and the linear time that Buchheim,
Jünger and Leipert (2002) gave it, over to boxes that are each as long as they need. *Non-layered*: a box starts where
its parent ends, and not where the longest box of a level ends, so that the drawing is compact. *Tidy*: no two boxes
overlap, a parent is in the middle over its children, children keep their order, and those between two that push each
other apart share out the room.

The tree grows along one axis, its siblings lie across it: `along` and `across` are down and right where the root is on
top, and right and down where it is at the left. Nothing here is recursive: a chain may be as deep as there are boxes.
"""

from collections.abc import Sequence
from typing import NamedTuple


class Tidy(NamedTuple):
    """Where each box starts on both axes, in the unit of the sizes, and how many steps along contours that took."""

    across: list[float]
    along: list[float]
    steps: int


class _Node:
    """A box while it is placed, with the paper's fields: all are across, and relative until the second walk.

    `left` and `right` are the lowest boxes of the subtree's two contours (the paper's extremes), `left_shift` and
    `right_shift` the sums of the moves on the way to them. A thread leads from the end of a contour on to where it
    continues in a neighbour's subtree.
    """

    __slots__ = (
        "bottom", "change", "children", "left", "left_shift", "left_thread", "move", "place", "right", "right_shift",
        "right_thread", "share", "size",
    )  # fmt: skip

    def __init__(self, size: float) -> None:
        self.size = size
        self.bottom = 0.0
        self.children: list[_Node] = []
        self.place = 0.0  # within the parent's frame, before `move`
        self.move = 0.0  # of the whole subtree
        self.share = 0.0  # what each child from here on is moved further than the one before
        self.change = 0.0
        self.left = self.right = self
        self.left_shift = self.right_shift = 0.0
        self.left_thread: _Node | None = None
        self.right_thread: _Node | None = None


class _Lowest(NamedTuple):
    """A sibling that reaches lower than all after it, in a list from last to first (the paper's IYL)."""

    bottom: float
    sibling: int
    before: "_Lowest | None"


def arrange(children: Sequence[Sequence[int]], across: Sequence[float], along: Sequence[float]) -> Tidy:
    """Place a forest of boxes with those sizes; `children` names each box's, in order, by position.

    What is nobody's child is a root, and roots stand side by side. Room between boxes is part of their sizes. A box
    that is its own ancestor, or has two parents, is none of a forest: ValueError.
    """
    nodes = [_Node(size) for size in across]
    root = _Node(0.0)
    named = bytearray(len(nodes))
    for node, below in zip(nodes, children, strict=True):
        node.children = [nodes[child] for child in below]
        for child in below:
            named[child] += 1
    root.children = [node for node, is_named in zip(nodes, named, strict=True) if not is_named]
    order = _order(root)
    if len(order) != len(nodes) + 1:
        raise ValueError("no forest: a box has two parents, or is its own ancestor")
    tops = _tops(root, order, dict(zip(map(id, nodes), along, strict=True)))
    steps = 0
    for node in reversed(order):  # children first: a child stands after its parent
        steps += _join(node)
    _settle(order)
    first = min((node.place for node in nodes), default=0.0)
    return Tidy([node.place - first for node in nodes], [tops[id(node)] for node in nodes], steps)


def _order(root: _Node) -> list[_Node]:
    """Every node after its parent; one with two parents would be there twice."""
    order, waiting = [], [root]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting.extend(reversed(node.children))
    return order


def _tops(root: _Node, order: Sequence[_Node], along: dict[int, float]) -> dict[int, float]:
    """Where each box starts along the tree, by its identity: where its parent ends."""
    tops = {id(root): 0.0}
    for node in order:
        node.bottom = tops[id(node)] + along.get(id(node), 0.0)
        for child in node.children:
            tops[id(child)] = node.bottom
    return tops


def _join(node: _Node) -> int:
    """The first walk at one node: push the subtrees of its children apart, and put it in the middle over them."""
    if not node.children:
        return 0
    steps = 0
    lowest: _Lowest | None = None
    for place, child in enumerate(node.children):
        reach = child.right.bottom  # before a thread leads on from there
        if lowest is not None:
            steps += _separate(node, place, lowest)
        while lowest is not None and reach >= lowest.bottom:
            lowest = lowest.before
            steps += 1
        lowest = _Lowest(reach, place, lowest)
    first, last = node.children[0], node.children[-1]
    node.place = (first.place + first.move + last.place + last.move + last.size - node.size) / 2
    node.left, node.left_shift = first.left, first.left_shift
    node.right, node.right_shift = last.right, last.right_shift
    return steps


def _separate(node: _Node, place: int, lowest: _Lowest) -> int:
    """Walk down between a child and the siblings before it, and move it until nothing overlaps; the steps it took."""
    child = node.children[place]
    sibling = node.children[place - 1]
    before: _Node | None = sibling
    after: _Node | None = child
    before_move, after_move = sibling.move, child.move
    blame = lowest
    steps = 0
    while before is not None and after is not None:
        steps += 1
        while before.bottom > blame.bottom and blame.before is not None:
            blame = blame.before
            steps += 1
        overlap = before_move + before.place + before.size - after_move - after.place
        # A subtree starts beside the root before it, wherever its own boxes reach.
        if overlap > 0 or (before is sibling and after is child):
            after_move += overlap
            _move(node, place, blame.sibling, overlap)
        is_higher, is_lower = before.bottom <= after.bottom, before.bottom >= after.bottom
        if is_higher:
            before = before.children[-1] if before.children else before.right_thread
            before_move += before.move if before is not None else 0.0
        if is_lower:
            after = after.children[0] if after.children else after.left_thread
            after_move += after.move if after is not None else 0.0
    if after is not None:
        _thread_left(node, place, after, after_move)
    elif before is not None:
        _thread_right(node, place, before, before_move)
    return steps


def _move(node: _Node, place: int, sibling: int, distance: float) -> None:
    """Move a child, and share out the room among those between it and the sibling that it was in the way of."""
    child = node.children[place]
    child.move += distance
    child.left_shift += distance
    child.right_shift += distance
    between = place - sibling
    if between > 1:
        node.children[sibling + 1].share += distance / between
        child.share -= distance / between
        child.change -= distance - distance / between


def _thread_left(node: _Node, place: int, after: _Node, after_move: float) -> None:
    """The siblings before are shorter: their left contour goes on at `after`, in the child's subtree."""
    first, child = node.children[0], node.children[place]
    end = first.left
    end.left_thread = after
    # The end of the contour takes the difference of the two frames, without moving itself.
    difference = after_move - after.move - first.left_shift
    end.move += difference
    end.place -= difference
    first.left, first.left_shift = child.left, child.left_shift


def _thread_right(node: _Node, place: int, before: _Node, before_move: float) -> None:
    """The child is shorter than the siblings before it: its right contour goes on at `before`, in one of theirs."""
    child, sibling = node.children[place], node.children[place - 1]
    end = child.right
    end.right_thread = before
    difference = before_move - before.move - child.right_shift
    end.move += difference
    end.place -= difference
    child.right, child.right_shift = sibling.right, sibling.right_shift


def _settle(order: Sequence[_Node]) -> None:
    """The second walk: add up the moves on the way from the root, and share out the room between children."""
    sums = {id(order[0]): 0.0}
    for node in order:
        moved = sums.pop(id(node)) + node.move
        node.place += moved
        shared = further = 0.0
        for child in node.children:
            shared += child.share
            further += shared + child.change
            child.move += further
            sums[id(child)] = moved
