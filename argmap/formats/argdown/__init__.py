"""Argdown: the notation that most text argument maps are written in (argdown.org; version 1.7 of its parser).

From the floor up: `lexing` makes tokens, `parsing` blocks of them, `model` statements, arguments and relations with the
official parser's counts; `texts` pastes includes in and keeps places; `data` reads the YAML in braces, `fields` and
`citing` what a map has of it; `silent` says what Argdown does not. `drafting` makes a draft of a map: from `metadata`,
`claims`, and the `steps` that inferences (`inferring`) and relations (`relating`) are, with `remarks` on all of them.
`writing` makes Argdown of a map.

What Argdown reads without a word, and means something else or nothing by, is noted at its place: titles that stand
nowhere or are nearly alike, addresses cut at `//`, sources that replace each other, tabs among blanks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from argmap.collector import collector_paused
from argmap.files import Unreadable
from argmap.formats.argdown.drafting import drafted
from argmap.formats.argdown.lexing import Lexer
from argmap.formats.argdown.model import Model
from argmap.formats.argdown.parsing import Parser
from argmap.formats.argdown.remarks import Remarks
from argmap.formats.argdown.texts import Text
from argmap.formats.argdown.writing import FEATURES, write
from argmap.formats.shared.common import File, Options, Placed, Taken, in_order
from argmap.formats.shared.features import in_words
from argmap.formats.shared.outline import taken
from argmap.problem import PROBLEMS_LIMIT, Problem

__all__ = ["CARRIES", "FEATURES", "NAME", "SUFFIXES", "read", "recognises", "write"]

NAME = "argdown"
SUFFIXES = (".argdown", ".ad", ".adown")
CARRIES = in_words(FEATURES)

# A definition with a colon, a relation below something, or an include: no other text format begins like these.
_HEAD = re.compile(
    rb"\A\s*={3}|^(?:\[[^\]\r\n]+\]:[ \t]|<[^<>\r\n!?/]+>:[ \t]|[ \t]+(?:<?[+_]|[+_]>)[ \t]+[\[<]|@include\()",
    re.MULTILINE,
)


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head)) and not head.lstrip().startswith((b"{", b"<?xml", b"<!DOCTYPE"))


@collector_paused()
def read(files: Sequence[File], options: Options) -> Taken:
    """The map in a file and what it includes: other files given with it, or those in its folder."""
    try:
        text = Text(files)
    except Unreadable as error:
        return Taken(None, problems=(Placed(files[0].path, error.problem),))
    paths = [file.path for file in text.files]
    lexer = Lexer(text.text)
    parser = Parser(lexer.run(), len(text.text))
    parser.run()
    model = Model(parser.blocks)
    problems = [*text.problems, *(text.problem(*one) for one in (*parser.problems, *model.problems))]
    if problems:
        return Taken(None, problems=_first(in_order(problems, paths)))
    remarks = Remarks(text)
    draft = drafted(lexer, parser, model, remarks)
    if remarks.problems:
        return Taken(None, problems=_first(in_order(remarks.problems, paths)))
    for at, what, help_ in parser.tolerated:
        remarks.note(at, what, help_)
    found = taken(draft, text.files, [*text.left_out, *remarks.left_out])
    return _noted(found, in_order(remarks.notes, paths))


def _first(problems: tuple[Placed, ...]) -> tuple[Placed, ...]:
    """The first problems, and how many more there are."""
    more = len(problems) - PROBLEMS_LIMIT
    if more <= 0:
        return problems
    path, last = problems[PROBLEMS_LIMIT]
    rest = Placed(path, Problem(last.line, last.column, f"and {more} more problems", "mend the first ones"))
    return (*problems[:PROBLEMS_LIMIT], rest)


def _noted(found: Taken, notes: Sequence[Placed]) -> Taken:
    return replace(found, notes=(*found.notes, *map(str, notes)))
