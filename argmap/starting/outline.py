"""An outline typed in haste -> the data of a map, with every problem at its line and column.

    # Should the square be closed to cars?      a title, if there is one
    The square should be closed to cars.        the thesis: a line without a sign
    + Traffic fouls the air.                    a reason
      + It was 40 % above the limit. [council, p. 12]
      ~ The monitor stands at a bus stop.       an undercut, of the step from the line above it
    & Closing the square would end that.        linked: needs the line before it at its own level
    - Shops would lose their deliveries.        an objection
      - They come before nine.                  a reply
    [council]: Council air report 2023          the name of a source, if its key is not enough

What stands under a line is indented more, by blanks or tabs. A line that ends in `[source]`, `[source, where in it]` or
`[one; another]` is evidence (a bracket that names no source needs a full stop behind it); one that begins with
`assume:` is an assumption. `@4:8-42` behind all that is the place in the mapped text: paragraph 4, words 8 to 42. A
line without a sign goes on with the text of the one above it; after an empty line, and not indented, it is one more
thesis.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.formats.shared.naming import Names, slug
from argmap.formats.shared.signs import LINKED, SIGNS, bracketed, split_sources
from argmap.model import RESERVED, TEXT_LIMIT
from argmap.passages import PassageError, Text, make, parse_at
from argmap.problem import Problem, listed, nearest, one_line
from argmap.scalars import FORBIDDEN

DEEPEST = 200  # levels of a map
_SIGNED = re.compile(r"([-+&~])(?:\s+(.*))?")
_NO_SIGN = re.compile(r"[-+&~*•‣–—−→>]|\d{1,3}[.)](?=\s)")
_NAMING = re.compile(r"\[([^\[\]]+)\]:\s*(.*)")
_PLACED = re.compile(r"(.*?)\s+@(\d+:\d[\d:-]*)", re.DOTALL)
_ASSUMED = re.compile(r"assume:\s*(.*)", re.IGNORECASE | re.DOTALL)


class Captured(NamedTuple):
    """The data of a map file, in the order of its keys, or None where a problem forbids it; and the problems."""

    data: dict[str, Any] | None
    problems: tuple[Problem, ...]


@dataclass
class _Item:
    """A statement as it is met; `indent` is the white space before its sign."""

    line: int
    column: int
    indent: str
    text: str
    moves: "dict[str, list[_Step]]" = field(default_factory=dict)


@dataclass
class _Step:
    """Premises that stand or fall together, one or several, and what undercuts the step from them."""

    premises: list[_Item]
    unless: "list[_Step]" = field(default_factory=list)


class _Open(NamedTuple):
    """An item to which a further line may belong, with the step that it is a premise of."""

    item: _Item
    step: _Step | None


def capture(text: str, essay: Text | None = None) -> Captured:
    """Read an outline. Every problem of it is told, in order. With `essay`, its places become full locators."""
    reader = _Reader(essay)
    for number, line in enumerate(text.split("\n"), 1):
        reader.read(number, line.removesuffix("\r"))
    data = reader.data()
    problems = listed(reader.problems)
    return Captured(None if problems else data, problems)


class _Reader:
    """One pass over the lines, and one over what they came to."""

    def __init__(self, essay: Text | None) -> None:
        self.essay = essay
        self.problems: list[Problem] = []
        self.title: str | None = None
        self.theses: list[_Item] = []
        self.open: list[_Open] = []  # from the thesis down to the last line
        self.last: _Item | None = None  # whose text a further line goes on with
        self.after_gap = False
        self.names: dict[str, tuple[str, int]] = {}  # by key: name, and the line that gives it
        self.keys: dict[str, str] = {}  # key of a source by what the outline calls it, without case
        self.free = Names()
        self.sources: dict[str, str] = {}  # name by key, in the order of use

    # -- lines

    def read(self, number: int, line: str) -> None:
        if control := FORBIDDEN.search(line):
            self._say(number, control.start() + 1, "a control character stands here", "take it out")
            return
        body = line.strip()
        column = len(line) - len(line.lstrip()) + 1
        if not body:
            self.after_gap = True
        elif body.startswith("#"):
            self._read_title(number, column, body)
        elif named := _NAMING.fullmatch(body):
            self._read_name(number, column, named[1], named[2].strip())
        elif signed := _SIGNED.fullmatch(body):
            self._read_item(number, column, line[: column - 1], signed[1], (signed[2] or "").strip())
        else:
            self._read_words(number, column, body)
        if body:
            self.after_gap = False

    def _read_title(self, number: int, column: int, body: str) -> None:
        title = " ".join(body.lstrip("#").split())
        if self.title is not None or self.theses:
            self._say(number, column, "a title stands at the top, once", "take the line out")
        elif not title:
            self._say(number, column, "nothing stands after `#`", "write the title after it")
        else:
            self.title = title

    def _read_name(self, number: int, column: int, key: str, name: str) -> None:
        written = " ".join(key.split())
        self.last = None
        if not name:
            self._say(number, column, f"the source `{one_line(written, 40)}` gets no name", "write it after the colon")
        elif written.casefold() in self.names:
            line = self.names[written.casefold()][1]
            self._say(number, column, f"`{one_line(written, 40)}` has a name at line {line} already", "take one out")
        else:
            self.names[written.casefold()] = (name, number)

    def _read_words(self, number: int, column: int, body: str) -> None:
        """A thesis, or more of the text above."""
        if mark := _NO_SIGN.match(body):
            help_ = "put a blank after the sign" if mark[0] in "+-&~" else "`+` is a reason, `-` an objection"
            self._say(number, column, f"`{one_line(body, 20)}` begins with what is no sign", help_)
        elif column == 1 and (not self.theses or self.after_gap or self.last is None):
            thesis = _Item(number, column, "", body)
            self.theses.append(thesis)
            self.open, self.last = [_Open(thesis, None)], thesis
        elif self.last is None:
            self._say(number, column, "this goes on with no line above it", "begin with the thesis, not indented")
        elif self.after_gap:
            self._say(number, column, "no sign, after an empty line", "write `+`, `-`, `&` or `~` before it")
        else:
            self.last.text += f" {body}"

    def _read_item(self, number: int, column: int, indent: str, sign: str, text: str) -> None:
        if not text:
            self._say(number, column, f"nothing stands after `{sign}`", "write a sentence after it")
            return
        item = _Item(number, column, indent, text)
        self.last = item
        if not self.theses:
            self._say(number, column, f"`{sign}` stands above any thesis", "begin with the thesis, without a sign")
        elif self._close(item):
            self._put(item, sign)

    def _close(self, item: _Item) -> bool:
        """Leave open what the item may belong to: what is indented less, and the item before it at its level."""
        while len(self.open) > 1 and len(self.open[-1].item.indent) > len(item.indent):
            closed = self.open.pop()
            above = self.open[-1].item.indent if len(self.open) > 1 else None
            if above is None or len(above) < len(item.indent):
                self.open.append(closed)
                self._say(item.line, item.column, "this is indented like no line above it", "line it up with one")
                return False
        if len(self.open) > 1 and not item.indent.startswith(self.open[-1].item.indent):
            self._say(item.line, 1, "tabs and blanks are mixed before this line", "indent with one of the two")
            return False
        return True

    def _put(self, item: _Item, sign: str) -> None:
        before = self.open.pop() if len(self.open) > 1 and self.open[-1].item.indent == item.indent else None
        parent = self.open[-1]
        if sign == LINKED:
            if before is None or before.step is None:
                help_ = "it joins the line before it at its own level: write that first, with `+` or `-`"
                self._say(item.line, item.column, "`&` has nothing to join", help_)
                return
            before.step.premises.append(item)
            self.open.append(_Open(item, before.step))
            return
        step = _Step([item])
        if SIGNS[sign] == "unless":
            if parent.step is None:
                self._say(item.line, item.column, "no step leads up from a thesis", "indent `~` under a reason")
                return
            parent.step.unless.append(step)
        else:
            parent.item.moves.setdefault(SIGNS[sign], []).append(step)
        self.open.append(_Open(item, step))

    # -- the map

    def data(self) -> dict[str, Any]:
        if not self.theses and not self.problems:
            self._say(1, 1, "there is no thesis", "write it as the first line, without a sign")
        theses = [self._statement(thesis, 0) for thesis in self.theses]
        for called, (_, line) in self.names.items():
            if called not in self.keys:
                near = nearest(called, self.keys)
                help_ = f"did you mean `{near}`?" if near else "take the line out, or cite it in brackets"
                self._say(line, 1, f"no line cites the source `{one_line(called, 40)}`", help_)
        data: dict[str, Any] = {"argmap": 1}
        if self.title is not None:
            data["title"] = self.title
        data["sources"] = {key: {"name": name} for key, name in self.sources.items()}
        return data | {"thesis": theses if len(theses) != 1 else theses[0]}

    def _statement(self, item: _Item, depth: int) -> Any:
        """An item of the map: a bare text where there is nothing more to say of it."""
        if depth >= DEEPEST:
            self._say(item.line, item.column, f"this is nested deeper than {DEEPEST} claims", "take a part of it out")
            return item.text
        placed = _PLACED.fullmatch(item.text)
        if placed:
            item.text = placed[1]
        kind, made = self._own(item)
        if placed and (passage := self._passage(item, placed[2])):
            made["passage"] = passage
        for key in ("because", "but"):
            if steps := item.moves.get(key):
                if key == "because" and kind != "claim":
                    self._say_no_reasons(kind, steps[0].premises[0])
                made[key] = [self._step(step, depth) for step in steps]
        return item.text if kind == "claim" and len(made) == 1 and depth else made

    def _own(self, item: _Item) -> tuple[str, dict[str, Any]]:
        """What an item says itself: its kind, its text, its sources."""
        if len(item.text) > TEXT_LIMIT:
            self._say(item.line, item.column, f"a text of more than {TEXT_LIMIT:,} characters", "make it one sentence")
        if cited := split_sources(item.text):
            if not cited[0]:
                self._say(item.line, item.column, "a source, but no evidence", "write before it what it reports")
            elif _ASSUMED.fullmatch(cited[0]):
                help_ = "leave out `assume:` or the source; a bracket that names none needs a full stop behind it"
                self._say(item.line, item.column, "an assumption has no source", help_)
            written = [one for part in cited[1].split(";") for one in self._citation(item, part)]
            return "evidence", {"evidence": cited[0], "source": written if len(written) > 1 else "".join(written)}
        if assumed := _ASSUMED.fullmatch(item.text):
            if not assumed[1]:
                self._say(item.line, item.column, "nothing stands after `assume:`", "write what is assumed")
            return "assumption", {"assume": assumed[1]}
        return "claim", {"claim": item.text}

    def _passage(self, item: _Item, at: str) -> dict[str, Any] | None:
        """The locator of a place; without the text, the place alone."""
        try:
            place = parse_at(at)
            if self.essay is None:
                return {"at": place.at}
            found = make(self.essay, place.paragraph, place.first, place.last, place.last_paragraph)
        except PassageError as error:
            self._say(item.line, item.column, str(error), "`argmap coverage` shows the places")
            return None
        trace = {"trace": found.trace} if found.trace else {}
        return {"at": found.at, "words": found.words, "sha256": found.sha256, **trace}

    def _say_no_reasons(self, kind: str, reason: _Item) -> None:
        what, help_ = "evidence", "leave out the source of the line above, and give it to what the source reports"
        if kind == "assumption":
            what, help_ = "an assumption", "leave out `assume:` above"
        self._say(reason.line, reason.column, f"a reason stands under {what}, which is not argued", help_)

    def _step(self, step: _Step, depth: int) -> Any:
        if len(step.premises) == 1:
            made = self._statement(step.premises[0], depth + 1)
            made = made if isinstance(made, dict) or not step.unless else {"claim": made}
        else:
            made = {"together": [self._statement(item, depth + 2) for item in step.premises]}
        if step.unless:
            made["unless"] = [self._step(undercut, depth + 1) for undercut in step.unless]
        return made

    # -- sources

    def _citation(self, item: _Item, part: str) -> Iterator[str]:
        """One citation as the map writes it: `key`, `key?` or `key, where in it`."""
        cited = bracketed(part)
        if not cited.called or (cited.has_comma and not cited.locator):
            what = "nothing stands after the comma" if cited.called else "no source is named"
            self._say(item.line, item.column, f"{what} in `[{one_line(part.strip(), 40)}]`", "write it, or take it out")
            return
        key = self._key(item, cited.called) + ("?" if cited.is_unsure else "")
        yield f"{key}, {cited.locator}" if cited.locator else key

    def _key(self, item: _Item, called: str) -> str:
        folded = called.casefold()
        if folded not in self.keys:
            name = self.names.get(folded, (called, 0))[0]
            key = slug(called)
            if key in RESERVED:
                self._say(item.line, item.column, f"`{key}` has a meaning of its own", "call the source something else")
            self.keys[folded] = self.free.new(key or "source")
            self.sources[self.keys[folded]] = name
        return self.keys[folded]

    def _say(self, line: int, column: int, message: str, help_: str) -> None:
        self.problems.append(Problem(line, column, message, help_))
