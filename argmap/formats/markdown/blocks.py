"""The lines of a Markdown file as headings, paragraphs and items of lists, each with what stands below it.

Of Markdown's blocks these are what an outline is made of. Comments and rules are passed over; what else there is
(code, quotations, tables, HTML) is given as a block that is no part of one. Nothing here calls itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["heading", "words", "item", "source", "front", "other"]

TAB = 4  # columns

_ITEM = re.compile(r"([-+*~&]|\d{1,9}[.)])(?:\s+(.*)|$)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})(?:\s+|$)")
_UNDERLINE = re.compile(r"=+|-{2,}")
_NAMING = re.compile(r"\[([^\[\]]+)\]:\s*(\S.*)")
_FENCE = re.compile(r"`{3,}|~{3,}")
_OTHER = re.compile(r">|\||<[A-Za-z/!?]")
_LEVEL = re.compile(r"\*\*(?:[^*\\]|\\.)*\*\* \(level (\d{1,6})\)")
_TASK = re.compile(r"\[[ xX]\]\s+")


@dataclass(slots=True, eq=False)
class Block:
    """A block with its place, line and column from 1; `mark` is an item's bullet, or what a source is called."""

    kind: Kind
    line: int
    column: int
    text: str
    mark: str = ""
    depth: int = 0  # of a heading, from 1; of an item, from 0
    indent: int = 0  # columns before it
    below: "list[Block]" = field(default_factory=list)

    def more(self, text: str) -> None:
        """Go on with its text."""
        self.text = f"{self.text} {text}".strip()


def blocks(text: str) -> list[Block]:
    """The blocks of a file, items below others inside them."""
    reader = _Reader()
    # By hand, since `splitlines` takes characters for line ends that stand in texts.
    for number, line in enumerate(text.split("\n"), 1):
        reader.read(number, line.rstrip("\r"))
    return reader.found


def beneath(block: Block) -> Iterator[Block]:
    """A block and all items below it, in their order."""
    waiting = [block]
    while waiting:
        one = waiting.pop()
        yield one
        waiting.extend(reversed(one.below))


def _is_rule(line: str) -> bool:
    """Whether a line is three or more of one sign, and blanks."""
    return line[0] in "-*_" and not line.strip(f"{line[0]} \t") and line.count(line[0]) > 2


def _without_end(heading: str) -> str:
    """A heading without the number signs that may close it."""
    open_ = heading.rstrip("#")
    return open_.rstrip() if not open_ or open_[-1].isspace() else heading


class _Reader:
    """One pass over the lines."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.open: list[Block] = []  # items to which what is indented more belongs
        self.last: Block | None = None  # whose text a further line goes on with
        self.after_gap = True
        self.until: str | None = None  # what ends a block of which the lines are no Markdown

    def read(self, number: int, line: str) -> None:
        body = line.strip()
        if self.until is not None:
            self._pass_over(body)
            return
        if not body:
            self.after_gap = True
            return
        indent = len(line.expandtabs(TAB)) - len(line.expandtabs(TAB).lstrip())
        column = len(line) - len(line.lstrip()) + 1
        self._read(Block("words", number, column, body, indent=indent), body)
        self.after_gap = False

    def _pass_over(self, body: str) -> None:
        assert self.until is not None
        if body == self.until or (self.until != "---" and self.until in body):
            self.until = None

    def _read(self, block: Block, body: str) -> None:
        at_top = block.indent < 2 or not self.open
        if body == "---" and block.line == 1:
            self._put(block, "front", body)
            self.last, self.until = None, "---"
        elif body.startswith("<!--"):
            self.until = None if "-->" in body else "-->"
        elif (fence := _FENCE.match(body)) and "~ " not in body[:2]:
            self._other(block, fence[0])
        elif at_top and (heading := _HEADING.match(body)):
            self._put(block, "heading", _without_end(body[heading.end() :]))
            block.depth = len(heading[1])
        elif self._is_underline(body):
            assert self.last is not None
            self.last.kind, self.last.depth = "heading", 1 if body[0] == "=" else 2
            self.last = None
        elif _is_rule(body):
            self.open, self.last = [], None
        elif item := _ITEM.fullmatch(body):
            self._item(block, item[1], (item[2] or "").strip())
        elif at_top and (named := _NAMING.fullmatch(body)):
            self._put(block, "source", named[2].strip())
            block.mark, self.last = named[1], None
        elif self.last is not None and (not self.after_gap or (self.open and not at_top)):
            self.last.more(body)
        elif _OTHER.match(body):
            self._other(block, None)
        else:
            self._put(block, "words", body)

    def _is_underline(self, body: str) -> bool:
        last = self.last
        return bool(last and last.kind == "words" and not self.after_gap and _UNDERLINE.fullmatch(body))

    def _put(self, block: Block, kind: Kind, text: str) -> None:
        block.kind, block.text = kind, text
        self.found.append(block)
        self.open, self.last = [], None if kind == "heading" else block

    def _other(self, block: Block, until: str | None) -> None:
        if not (self.found and self.found[-1].kind == "other" and not self.after_gap):
            self._put(block, "other", block.text)
        self.last, self.until = None, until

    def _item(self, block: Block, mark: str, text: str) -> None:
        """An item is below the last one that is indented less by two columns or more, or by what it says itself."""
        block.kind, block.mark, block.text = "item", mark, _TASK.sub("", text, count=1) if text[:1] == "[" else text
        if level := _LEVEL.match(text):
            del self.open[int(level[1]) :]
        else:
            while self.open and block.indent < self.open[-1].indent + 2:
                self.open.pop()
        block.depth = len(self.open)
        (self.open[-1].below if self.open else self.found).append(block)
        self.open.append(block)
        self.last = block
