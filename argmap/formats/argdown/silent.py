"""What Argdown drops, or passes over without a word though a writer may have meant something else."""

import re
from collections.abc import Iterator
from typing import TypeAlias

from argmap.formats.argdown.fields import NUMBERED
from argmap.formats.argdown.lexing import Lexer
from argmap.formats.argdown.model import Argument, Model, Statement
from argmap.problem import counted, one_line

Remark: TypeAlias = tuple[int, str, str]  # where in the text, what, what to do

_NOT_WORDS = re.compile(r"[\W_]+")
_SHOWN = 60  # characters of a title, blanks and all
_NUMBERS = 10


def dropped(lexer: Lexer, model: Model) -> Iterator[Remark]:
    """What of a text a map does not hold, beside data: headings, emphasis, comments, addresses that are cut."""
    for heading in model.headings:
        content = heading.content
        yield content.at, f"the heading “{one_line(content.text)}”", "a map has no headings"
    yield from _comments(lexer)
    if lexer.emphasis:
        places = counted(len(lexer.emphasis), "place")
        yield lexer.emphasis[0], f"emphasis in {places}, from here on", "a map has none"


def passed_over(lexer: Lexer, model: Model) -> Iterator[Remark]:
    """What is read as Argdown reads it, and may have been meant in another way."""
    yield from _alike(model.statements)
    yield from _alike(model.arguments)
    yield from _mentions(model)
    yield from _numbers(model)
    for at in lexer.apart:
        yield at, "this is indented like nothing above it", "it hangs below the last one that is indented less"
    for at in lexer.mixed:
        yield at, "tabs and blanks indent lines of one block", "a tab is one column to Argdown"


def _comments(lexer: Lexer) -> Iterator[Remark]:
    text = lexer.text
    others = []
    for comment in lexer.comments:
        if text.startswith("//", comment.start) and text[comment.start - 1 : comment.start] == ":":
            what = f"“{one_line(text[comment.start : comment.end])}” is a comment to Argdown: the text ends before it"
            yield comment.start, what, "write the address as `[words](address)`, or `:\\//`"
        else:
            others.append(comment.start)
    if others:
        yield others[0], f"{counted(len(others), 'comment')}, from here on", "Argdown drops them too"


def _alike(members: "list[Statement] | list[Argument]") -> Iterator[Remark]:
    """Titles that differ in blanks, capitals or signs alone."""
    first: dict[str, Statement | Argument] = {}
    for member in members:
        key = _NOT_WORDS.sub(" ", member.title.casefold()).strip()
        if not key or not member.entries or NUMBERED.fullmatch(member.title):
            continue
        other = first.setdefault(key, member)
        if other is not member:
            what = f"`{member.title[:_SHOWN]}` and `{other.title[:_SHOWN]}` are two titles"
            yield member.entries[0].at, what, "write them alike where they mean the same"


def _mentions(model: Model) -> Iterator[Remark]:
    for member in model.order:
        for entry in member.entries:
            for is_argument, title, at in entry.mentions:
                found = model.argument(title) if is_argument else model.statement(title)
                if found is None:
                    yield at, f"`{one_line(title)}` is mentioned and stands nowhere", "mind its spelling"


def _numbers(model: Model) -> Iterator[Remark]:
    for argument in model.arguments:
        block = argument.reconstruction
        if block is not None and block.numbers != list(range(1, len(block.numbers) + 1)):
            numbers = " ".join(f"({number})" for number in block.numbers[:_NUMBERS])
            yield block.at, f"the statements are numbered {numbers}", "Argdown counts them from 1 itself"
