"""An outline in Markdown, as argmap writes it or as people do, to a draft of a map.

A list is an argument where each item says how it leads to the one above it: by a word before a colon or in bold
(`because`, `reason`, `pro`, `for`; `but`, `objection`, `con`, `against`; `unless`; `evidence`; `assume`), by `because`
or `but` as its first word, by a heading of such a word over the list, or by the bullets `+` and `-` where a list has
both. `and` joins the item before. `[source, page 3]` at the end makes evidence, and so does a link. The thesis is an
item at the top that says nothing of the kind, or the words or the heading above a list of which every item does.

What does not say how it leads anywhere is a problem: to take it for a reason would be a guess.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from argmap.files import decoded
from argmap.formats.markdown.blocks import Block, beneath, blocks
from argmap.formats.reading.files import Reading
from argmap.formats.shared.common import File, Options, Placed, Taken
from argmap.formats.shared.draft import Cited, Draft, Kind, Statement, Step, StepKind
from argmap.formats.shared.markdown import plain
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.signs import LINKED, SIGNS, bracketed, split_sources
from argmap.model import RESERVED
from argmap.place import Place
from argmap.problem import listed, one_line

Sign: TypeAlias = Literal["", "thesis", "apart", "because", "but", "unless", "explained by", "and", "backwards"]

_SYNONYMS: dict[Sign, str] = {
    "because": "because reason reasons pro pros for support supports supported-by arguments-for premise premises since",
    "but": "but objection objections con cons contra against arguments-against however rebuttal rebuttals reply replies"
    " counterargument counterarguments counter-argument counter-arguments",
    "unless": "unless undercut undercuts exception exceptions",
    "explained by": "explained-by",
    "and": "and",
    "thesis": "thesis theses claim conclusion main-claim",
    "backwards": "therefore so hence thus",
}
SIGN_OF: dict[str, Sign] = {word.replace("-", " "): sign for sign, words in _SYNONYMS.items() for word in words.split()}
KIND_OF: dict[str, Kind] = {"evidence": "evidence", "assume": "assume", "assumed": "assume", "assumption": "assume"}

_WRITTEN = re.compile(
    r"\*\*(?P<word>Thesis|Apart|and|because|but|unless|explained by)"
    r"(?: \(granted: (?P<granted>(?:[^*\\]|\\.)*)\))?"
    r"(?: (?:(?P<all>all of these together)|any (?P<needs>\d{1,6}) of these \d{1,6}))?\*\*"
    r"(?: \(level \d{1,6}\))?(?: (?P<number>\d[^\s:]*))?(?: \((?P<kind>evidence|assumed)\))?:(?: (?P<rest>.*))?",
    re.DOTALL,
)
_AGAIN = re.compile(r"see (\S+), “")
_OF_AN_AUDIT = re.compile(r"\*\*\d\S* (?:Thesis|Claim|Evidence|Assumption|Objection|Reply|Undercut|Linked)\b")
_LEAD = re.compile(
    r"(?P<open>\*{1,3}|_{1,3}|[(\[])?(?P<word>[^\W\d_](?:[^\W\d_]|[ -](?=[^\W\d_])){0,24}|[-+~&–−](?![^\s)\]:*_]))"
    r"(?P<colon>:)?(?P<close>\*{1,3}|_{1,3}|[)\]])?(?P<late>:)?(?:\s+|$)"
)
_BARE = re.compile(r"(?P<word>because|but|unless|therefore|hence)\s+", re.IGNORECASE)  # words that need no colon
_TOGETHER = re.compile(r"(?:(?:all|both) of (?:these|them) |both |all )?together:?$", re.IGNORECASE)
_CITES = re.compile(r"((?:[^*\\]|\\.)*)(\*.*)?", re.DOTALL)
_CITE = re.compile(
    r"\*(?P<name>(?:[^*\\]|\\.)+)\*(?P<unsure>\?)?(?:, (?P<locator>(?:[^*\\]|\\.)+?))?(?:; (?=\*)|$)", re.DOTALL
)
_ADDRESS = re.compile(r"https?://\S+")
_HEAD = re.compile(rb"^\s*[-*+] \*\*(?:Thesis|Apart)\*\* \d", re.MULTILINE)


def recognises(head: bytes) -> bool:
    return bool(_HEAD.search(head))


def read(files: Sequence[File], options: Options) -> Taken:
    """The map in each file, all together; sources are shared by name."""
    draft, reading = Draft(no_other=True), _Places()
    reader = _Reader(draft, reading)
    for file in files:
        with reading.within(file):
            reader.read(decoded(file.raw))
    told = reading.problems
    reading.problems = [
        Placed(path, one)
        for path in dict.fromkeys(file.path for file in files)
        for one in listed(placed.problem for placed in told if placed.path == path)
    ]
    return reading.taken(draft, files)


class _Places(Reading[Block]):
    """Of Markdown files: a place is a block."""

    def place(self, at: Block) -> Place:
        return Place(at.line, at.column)


class _Said(NamedTuple):
    """What an item says of itself."""

    sign: Sign
    text: str
    kind: Kind = "claim"
    cites: tuple[Cited, ...] = ()
    granted: str = ""
    number: str = ""
    again: str = ""  # the number of the statement that is meant
    is_group: bool = False
    needs: int = 0
    is_implied: bool = False  # that it is a reason, by being evidence or assumed


@dataclass(slots=True, eq=False)
class _Above:
    """What the items below something may speak of: a statement, the step from it, or the step of linked premises."""

    statement: Statement | None = None
    step: Step | None = None
    before: "_Above | None" = None  # the item below it that was read last
    is_group: bool = False


@dataclass(slots=True)
class _Seen:
    """A place where a statement of another is used again."""

    at: Block
    number: str
    step: Step
    position: int  # among the premises


class _Reader:
    """One file after the other."""

    def __init__(self, draft: Draft, reading: _Places) -> None:
        self.draft, self.reading = draft, reading
        self._names = Names(RESERVED)
        self._keys: dict[str, str] = {}  # key of a source by its name or address, without case

    def read(self, text: str) -> None:
        found = blocks(text)
        self._called = {block.mark.casefold(): block for block in found if block.kind == "source"}
        self._signed = any(map(_is_mixed, _lists(found)))
        self._numbered: dict[str, list[Statement]] = {}
        self._seen: list[_Seen] = []
        self._heading: Block | None = None  # the title
        self._top: _Above | None = None  # the thesis that lists are about
        self._given: Sign = ""  # how they lead there, by their heading
        self._words: list[Block] = []  # paragraphs that no list has taken for its thesis
        run: list[Block] = []
        for block in (*found, Block("heading", 0, 0, "", depth=9)):
            if block.kind == "item":
                run.append(block)
                continue
            self._list(run)
            run = []
            self._other_block(block)
        self._finish()

    # -- what stands around lists

    def _other_block(self, block: Block) -> None:
        if block.kind == "words":
            self._words.append(block)
        elif block.kind == "front":
            self.reading.leave(block, "the front matter", "a map has a title, a note and `about`")
        elif block.kind == "other":
            what = f"“{one_line(block.text, 40)}” is no item of a list"
            self.reading.problem(block, what, "take out what is no part of the argument")
        elif block.kind == "heading" and block.line:
            word = plain(block.text).rstrip(":").casefold()
            sign = SIGN_OF.get(word, "")
            if sign in ("because", "but"):
                self._given = sign
            elif self._heading is None and self._top is None:
                self._heading, self._given = block, ""
            else:
                what = f"the heading “{one_line(block.text, 40)}” does not say how what follows leads to the thesis"
                self.reading.problem(block, what, "let it be `Pro` or `Con`, or take it out")

    def _finish(self) -> None:
        for seen in self._seen:
            meant = self._numbered.get(seen.number, [])
            if len(meant) == 1:
                seen.step.premises[seen.position] = meant[0]
            else:
                what = f"{len(meant) or 'no'} items have the number {one_line(seen.number, 40)}"
                self.reading.problem(seen.at, what, "give its number to the one that is meant")
        note = "\n".join(plain(block.text) for block in self._words)
        title = plain(self._heading.text) if self._heading else ""
        first = self.draft.theses[0].text if self.draft.theses else ""
        self.draft.entitle("" if title == first else title, note)

    # -- lists

    def _list(self, run: list[Block]) -> None:
        """The items at the top that stand behind each other, with all below them."""
        signed = _is_mixed(run) or (bool(run and self._words) and all(one.mark == "+" for one in run))
        said = [(block, self._said(block, signed=signed)) for block in run]
        if said and (self._given or said[0][1].sign not in ("", "thesis", "apart")):
            self._take_thesis()
        is_led = self._top is not None
        for block, own in said:
            if self._given and not own.sign:
                own = own._replace(sign=self._given)
            if own.sign in ("", "thesis", "apart") and not own.is_group and not own.again:
                if is_led and not own.sign:
                    self._say_unsigned(block)
                    continue
                made = self._statement(block, own)
                if own.sign != "apart":
                    self.draft.theses.append(made)
                above = _Above(made)
                self._top = self._top if is_led else above
            elif self._top is None:
                self.reading.problem(block, "no thesis stands above this", "begin with the thesis, without a sign")
                continue
            else:
                made_step = self._lead(block, own, self._top)
                if made_step is None:
                    continue
                above = made_step
            self._walk(block, above)

    def _take_thesis(self) -> None:
        """Take the words above a list, or the title, for its thesis, where there is none."""
        if self._words:
            at = self._words.pop()
        elif self._heading is not None and self._top is None:
            at, self._heading = self._heading, None
        else:
            return
        thesis = self._statement(at, self._parsed(at, at.text))
        self.draft.theses.append(thesis)
        self._top = _Above(thesis)

    def _walk(self, block: Block, above: _Above) -> None:
        """All that stands below an item."""
        waiting = [(block, above)]
        while waiting:
            parent, above = waiting.pop()
            signed = self._signed and _is_signs(parent.below)
            made = []
            for below in parent.below:
                own = self._said(below, signed=signed)
                if found := self._lead(below, own, above):
                    made.append((below, found))
            waiting.extend(reversed(made))

    def _lead(self, block: Block, own: _Said, above: _Above) -> _Above | None:
        """The step from an item to what it stands under; a problem where it says none."""
        if own.sign == "and" or (above.is_group and (not own.sign or own.is_implied)):
            return self._join(block, own, above)
        if own.sign == "unless":
            if above.step is None:
                self.reading.problem(
                    block, "no step leads up from a thesis", "put this under the reason that it speaks about"
                )
                return None
            return self._step(block, own, "unless", above.step, above)
        if own.sign in ("because", "but", "explained by") and above.statement is not None:
            return self._step(block, own, "but" if own.sign == "but" else "because", above.statement, above)
        if above.is_group:
            self.reading.problem(block, "this stands under no premise", "indent it under one of the premises")
        elif own.sign == "backwards":
            self.reading.problem(
                block, "this leads away from the line above it", "put the conclusion above its reasons"
            )
        else:
            self._say_unsigned(block)
        return None

    def _join(self, block: Block, own: _Said, above: _Above) -> _Above | None:
        """One more premise of a step: of linked ones above it, or of the item before it."""
        to = above if above.is_group else above.before
        if to is None or to.step is None:
            self.reading.problem(block, "`and` has nothing to join", "it joins the item before it at its own level")
            return None
        step = to.step
        self._premise(block, own, step)
        return _Above(step.premises[-1] if not own.again else None, None if above.is_group else step)

    def _step(self, block: Block, own: _Said, kind: StepKind, to: Statement | Step, above: _Above) -> _Above:
        step = Step(kind, [], to, path=self.reading.path, line=block.line, column=block.column)
        if own.sign == "explained by":
            step.fields["scheme"] = "explanation"
        if own.granted:
            step.fields["granted"] = own.granted
        if own.needs:
            step.fields["needs"] = own.needs
        self.draft.steps.append(step)
        made = _Above(None, step, is_group=own.is_group)
        if not own.is_group:
            self._premise(block, own, step)
            made.statement = None if own.again else step.premises[0]
        above.before = made
        return made

    def _premise(self, block: Block, own: _Said, step: Step) -> None:
        """Add a premise; one that stands elsewhere is put in its place when all are read."""
        if own.is_group:
            self.reading.problem(
                block, "these premises are premises together with others", "write all of them in one list"
            )
            return
        if own.again:
            self._seen.append(_Seen(block, own.again, step, len(step.premises)))
            step.premises.append(_NOWHERE)
        else:
            step.premises.append(self._statement(block, own))

    def _statement(self, block: Block, own: _Said) -> Statement:
        if not own.text:
            self.reading.problem(block, "this says nothing", "write a sentence")
        made = Statement(own.text, own.kind, cites=list(own.cites), hint=own.text[:40])
        made.path, made.line, made.column = self.reading.path, block.line, block.column
        self.draft.statements.append(made)
        if own.number:
            self._numbered.setdefault(own.number, []).append(made)
        return made

    # -- what an item says

    def _said(self, block: Block, *, signed: bool) -> _Said:
        written = _WRITTEN.fullmatch(block.text)
        if written and (written["number"] or written["all"] or written["needs"] or _AGAIN.match(written["rest"] or "")):
            return self._as_written(block, written)
        if _OF_AN_AUDIT.match(block.text):
            what = "this outline has the words of an audit in it, as `argmap render` writes it"
            self.reading.problem(block, what, "write it with `argmap convert`, which is read back")
            return _Said("thesis", "x")
        own = self._parsed(block, block.text)
        if not own.sign and (signed or block.mark in f"{LINKED}~"):
            sign: Sign = "and" if block.mark == LINKED else SIGNS.get(block.mark, "")  # type: ignore[assignment]
            return own._replace(sign=sign)
        return own

    def _as_written(self, block: Block, written: re.Match[str]) -> _Said:
        """An item in argmap's own words."""
        sign: Sign = written["word"].lower()  # type: ignore[assignment]
        granted, rest = plain(written["granted"] or ""), written["rest"] or ""
        if written["all"] or written["needs"]:
            return _Said(sign, "", granted=granted, is_group=True, needs=int(written["needs"] or 0))
        number = written["number"] or ""
        if not number and (again := _AGAIN.match(rest)):
            return _Said(sign, "", granted=granted, again=again[1])
        if written["kind"] != "evidence":
            kind: Kind = "assume" if written["kind"] else "claim"
            return _Said(sign, plain(rest), kind, granted=granted, number=number)
        split = _CITES.fullmatch(rest)
        text, cites = (split[1], split[2] or "") if split else (rest, "")
        return _Said(sign, plain(text), "evidence", tuple(self._cited(block, cites)), granted, number)

    def _cited(self, block: Block, written: str) -> Iterator[Cited]:
        """The sources in italics behind evidence."""
        end = 0
        while end < len(written):
            found = _CITE.match(written, end)
            if found is None:
                what = f"“{one_line(written[end:], 40)}” is no source in italics"
                self.reading.problem(block, what, "write `*name*, where in it`, and `; ` between several")
                return
            yield Cited(self._source(plain(found["name"])), plain(found["locator"] or ""), bool(found["unsure"]))
            end = found.end()

    def _parsed(self, block: Block, text: str) -> _Said:
        """An item in somebody's own words: first how it leads, then what it says, then who says so."""
        sign: Sign = ""
        kind: Kind = "claim"
        implied = False
        for _ in range(2):  # as `because: evidence: …`
            word, end = _lead(text)
            given: Sign = SIGN_OF.get(word) or SIGNS.get(word, "")  # type: ignore[assignment]
            if not sign and given:
                sign = given
            elif kind == "claim" and word in KIND_OF:
                kind = KIND_OF[word]
                sign, implied = sign or "because", not sign
            else:
                break
            text = text[end:]
        if sign and _TOGETHER.match(text):
            return _Said(sign, "", is_group=True)
        links: list[tuple[str, str]] = []
        cites: list[Cited] = []
        split = split_sources(text)
        if split and not split[0].endswith("\\") and not text.endswith("\\]"):
            text = split[0]
            cites = [one for part in split[1].split(";") for one in self._bracketed(block, part)]
        said = plain(text, lambda words, address: links.append((words, address)))
        cites += [Cited(self._source(words or address, address)) for words, address in links]
        kind = "evidence" if cites and kind == "claim" else kind
        return _Said(sign, said, kind, tuple(dict.fromkeys(cites)), is_implied=implied)

    def _bracketed(self, block: Block, part: str) -> Iterator[Cited]:
        found = bracketed(plain(part))
        if not found.called or (found.has_comma and not found.locator):
            self.reading.problem(block, f"no source, or no place in it, stands in `[{one_line(part, 40)}]`", "write it")
            return
        named = self._called.get(found.called.casefold())
        name = plain(named.text) if named else found.called
        address = _ADDRESS.match(named.text) if named else None
        key = self._source(found.called if address else name, address[0] if address else "")
        yield Cited(key, found.locator, found.is_unsure)

    # -- sources

    def _source(self, name: str, address: str = "") -> str:
        """The key of a source; one that has an address is known by it."""
        known = (address or name).casefold()
        if known not in self._keys:
            key = self._keys[known] = self._names.new(kebab(name, "source"), KEY_LIMIT)
            self.draft.sources[key] = {"name": name, **({"url": address} if address else {})}
        return self._keys[known]

    # -- problems

    def _say_unsigned(self, block: Block) -> None:
        what = f"“{one_line(plain(block.text[:200]), 40)}” does not say how it leads to what stands above it"
        self.reading.problem(block, what, "write `because:` or `but:` before it")


_NOWHERE = Statement("")  # until it is known what is meant


def _lead(text: str) -> tuple[str, int]:
    """The word or sign at the beginning of an item that says how it leads, and where it ends; an empty one without."""
    found = _LEAD.match(text)
    if found and _is_marked(found):
        word = " ".join(found["word"].casefold().split())
        word = {"&": "and", "–": "-", "−": "-"}.get(word, word)
        if word in SIGN_OF or word in KIND_OF or word in SIGNS:
            return word, found.end()
    bare = _BARE.match(text)
    return (bare["word"].casefold(), bare.end()) if bare else ("", 0)


def _is_marked(found: re.Match[str]) -> bool:
    """Whether a word stands before a colon, in bold or in brackets, or is a sign."""
    closed = bool(found["open"]) and found["close"] in (found["open"], {"(": ")", "[": "]"}.get(found["open"]))
    return closed if found["open"] or found["close"] else bool(found["colon"]) or not found["word"][0].isalpha()


def _lists(found: Sequence[Block]) -> Iterator[list[Block]]:
    """The lists of a file, those at the top first: items that stand behind each other."""
    run: list[Block] = []
    for block in found:
        if block.kind == "item":
            run.append(block)
        else:
            yield run
            run = []
    yield run
    yield from (one.below for block in found for one in beneath(block))


def _is_mixed(items: Sequence[Block]) -> bool:
    return {"+", "-"} <= {item.mark for item in items}


def _is_signs(items: Sequence[Block]) -> bool:
    return all(item.mark in "+-~&" for item in items)
