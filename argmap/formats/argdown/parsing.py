"""The blocks of an Argdown text: headings, statements and arguments with what hangs below them, and reconstructions.

The grammar is the official parser's (Argdown 1.7), walked with a stack and no call that calls itself. What that parser
refuses is a problem here too, but for two slips whose meaning is plain: emphasis that is never closed, and a
frontmatter without an empty line behind it. Behind a problem the reading goes on with the next block.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from argmap.formats.argdown.lexing import Kind, Token
from argmap.formats.argdown.shortcodes import SHORTCODES

DEPTH_LIMIT = 10_000  # relations below each other


@dataclass(slots=True, eq=False)
class Entry:
    """A statement or argument where it stands once: it defines, or it refers by its title alone."""

    is_argument: bool
    at: int  # where in the text
    title: str = ""  # empty where it has none
    refers: bool = False
    text: str = ""
    tags: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # what is read, and the address
    mentions: list[tuple[bool, str, int]] = field(default_factory=list)  # of an argument?, title, place
    data: tuple[int, str] | None = None  # place, and the block with its braces
    relations: list["Related"] = field(default_factory=list)
    in_list: bool = False


@dataclass(slots=True, eq=False)
class Related:
    """What hangs below a statement or argument, with the mark before it."""

    symbol: str
    at: int
    other: Entry


@dataclass(slots=True, eq=False)
class Inference:
    """The lines between premises and a conclusion."""

    at: int
    rules: list[str] = field(default_factory=list)
    data: tuple[int, str] | None = None
    undercuts: list[Related] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Heading:
    """A heading with its level, from 1."""

    level: int
    content: Entry


@dataclass(slots=True, eq=False)
class Reconstruction:
    """Numbered statements and the inferences between them, in order, with their numbers as written."""

    at: int
    parts: list["Entry | Inference"] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)


Block: TypeAlias = Heading | Entry | Reconstruction


class _Wrong(Exception):
    """A block is not Argdown from here on: place, what, what to do."""


_INLINE = frozenset(
    {
        Kind.PLAIN, Kind.MARK, Kind.ESCAPED, Kind.SHORTCODE, Kind.LINK, Kind.TAG, Kind.NEWLINE, Kind.OPENING,
        Kind.CLOSING, Kind.STATEMENT_MENTION, Kind.ARGUMENT_MENTION,
    }
)  # fmt: skip
_RULES = frozenset({Kind.PLAIN, Kind.MARK, Kind.ESCAPED, Kind.SHORTCODE})
_DEFINES = frozenset({Kind.STATEMENT, Kind.ARGUMENT})
_REFERS = frozenset({Kind.STATEMENT_REFERENCE, Kind.ARGUMENT_REFERENCE})
_LISTED = frozenset({Kind.ORDERED, Kind.UNORDERED})


class Parser:
    """The blocks of the tokens of a text; what is wrong, and what was read though the official parser refuses it."""

    def __init__(self, tokens: list[Token], length: int) -> None:
        end = tokens[-1].end if tokens else length
        self.tokens = [*tokens, Token(Kind.EMPTYLINE, end, end, "")]  # what is read always ends before one
        self.last = len(tokens)
        self.here = 0
        self.frontmatter: tuple[int, str] | None = None
        self.blocks: list[Block] = []
        self.problems: list[tuple[int, str, str]] = []
        self.tolerated: list[tuple[int, str, str]] = []

    def run(self) -> None:
        """Read all blocks."""
        self._beginning()
        while self.here < self.last:
            try:
                self._block()
                if self.here < self.last and self._kind() is not Kind.EMPTYLINE:
                    raise self._unexpected()
            except _Wrong as wrong:
                self.problems.append(wrong.args[0])
                while self._kind() is not Kind.EMPTYLINE:
                    self.here += 1
            self.here += 1

    def _kind(self) -> Kind:
        return self.tokens[self.here].kind

    def _take(self) -> Token:
        token = self.tokens[self.here]
        self.here += 1
        return token

    def _skip(self, kind: Kind) -> bool:
        if self._kind() is kind and self.here < self.last:
            self.here += 1
            return True
        return False

    # -- blocks

    def _beginning(self) -> None:
        while self._skip(Kind.NEWLINE) or self._skip(Kind.EMPTYLINE):
            pass
        if self._kind() is Kind.FRONTMATTER:
            token = self._take()
            self.frontmatter = (token.start, token.said)
            if self.here < self.last and self._kind() is not Kind.EMPTYLINE:
                while self._skip(Kind.NEWLINE):
                    pass
                if self._kind() is not Kind.EMPTYLINE:
                    what = "no empty line stands behind the frontmatter"
                    self.tolerated.append((token.end - 3, what, "Argdown's own parser wants one"))
            self._skip(Kind.EMPTYLINE)

    def _block(self) -> None:
        while self._skip(Kind.NEWLINE):  # behind a comment
            pass
        kind = self._kind()
        if kind is Kind.HEADING:
            self._heading()
        elif kind is Kind.NUMBER:
            self._reconstruction()
        elif kind is Kind.INDENT and self.tokens[self.here + 1].kind in _LISTED:
            self._list()
        elif kind is not Kind.EMPTYLINE:
            self.blocks.append(self._with_relations())

    def _heading(self) -> None:
        token = self._take()
        content = Entry(False, token.start)
        self._content(content)
        self._data(content)
        self.blocks.append(Heading(len(token.said), content))

    def _list(self) -> None:
        self._take()
        while self._kind() in _LISTED:
            self._take()
            entry = self._with_relations()
            entry.in_list = True
            self.blocks.append(entry)
        if not self._skip(Kind.DEDENT):
            raise self._unexpected()

    def _reconstruction(self) -> None:
        found = Reconstruction(self.tokens[self.here].start)
        while self._kind() in (Kind.NUMBER, Kind.INFERENCE):
            if self._kind() is Kind.NUMBER:
                found.numbers.append(int(self._take().said[:9]))
                part = self._with_relations()
                if part.is_argument:
                    help_ = "put its conclusion here: `[Title]` or its text"
                    raise _Wrong((part.at, "an argument stands where a numbered statement does", help_))
                found.parts.append(part)
                continue
            if not found.parts or isinstance(found.parts[-1], Inference):
                raise self._wrong("no numbered statement stands before this line", "write the premises first: `(1) …`")
            found.parts.append(self._inference())
        if len(found.parts) < 3 or not isinstance(found.parts[-2], Inference) or isinstance(found.parts[-1], Inference):
            if self.here < self.last and self._kind() is not Kind.EMPTYLINE:
                raise self._unexpected()
            raise _Wrong((found.at, *_NO_CONCLUSION))
        self.blocks.append(found)

    def _inference(self) -> Inference:
        found = Inference(self._take().start)
        text, over = "", False  # over: the line of the rules is
        while True:
            kind = self._kind()
            if kind in _RULES and not over:
                text += self._plain(self._take())
            elif kind is Kind.NEWLINE:
                self.here += 1
                over = bool(found.rules or text.strip())
            elif kind is Kind.RULES_COMMA and not over:
                self.here += 1
                found.rules.append(text)
                text = ""
            elif kind is Kind.DATA and found.data is None:
                token = self._take()
                found.data = (token.start, token.said)
            else:
                break
        found.rules = [rule.strip() for rule in (*found.rules, text) if rule.strip()]
        if not self._skip(Kind.INFERENCE_END):
            help_ = "write `----`, or the rule on one line between `--` and `--`"
            raise _Wrong((found.at, "this line of an inference is not closed", help_))
        if not self._skip(Kind.NEWLINE):
            raise self._wrong("no conclusion follows this inference", "write it on the next line: `(3) …`")
        if self._kind() is Kind.INDENT:
            self._inference_relations(found)
        if self._kind() is not Kind.NUMBER:
            raise self._wrong("no conclusion follows this inference", "write it on the next line: `(3) …`")
        return found

    def _inference_relations(self, found: Inference) -> None:
        holder = Entry(False, found.at)
        self._relations(holder)
        for related in holder.relations:
            if related.symbol not in ("_", "<_"):
                what = f"`{related.symbol}` stands below an inference"
                raise _Wrong((related.at, what, "only an undercut does: `_`"))
        found.undercuts = holder.relations

    # -- statements and arguments with all below them

    def _with_relations(self) -> Entry:
        entry = self._entry()
        self._relations(entry)
        return entry

    def _relations(self, entry: Entry) -> None:
        open_: list[Entry] = []
        here = entry
        while True:
            kind = self._kind()
            if kind is Kind.INDENT and self.tokens[self.here + 1].kind is Kind.RELATION:
                self.here += 1
                open_.append(here)
                if len(open_) > DEPTH_LIMIT:
                    raise self._wrong("relations are nested too deep", "refer to a part of them by its title")
            elif kind is Kind.RELATION and open_:
                token = self._take()
                here = self._entry()
                if token.said == "><" and here.is_argument:
                    raise _Wrong((here.at, "`><` stands before an argument", "only statements contradict each other"))
                open_[-1].relations.append(Related(token.said, token.start, here))
            elif kind is Kind.DEDENT and open_:
                self.here += 1
                open_.pop()
            else:
                return

    def _entry(self) -> Entry:
        """A statement or argument without what hangs below it."""
        token = self.tokens[self.here]
        kind = token.kind
        entry = Entry(kind in (Kind.ARGUMENT, Kind.ARGUMENT_REFERENCE), token.start)
        if kind in _REFERS:
            entry.title, entry.refers = self._take().said, True
            while self._kind() is Kind.TAG:
                entry.tags.append(self._take().said)
            self._skip(Kind.NEWLINE)
        else:
            if kind in _DEFINES:
                entry.title = self._take().said
            self._content(entry)
        self._data(entry)
        return entry

    def _data(self, entry: Entry) -> None:
        if self._kind() is Kind.DATA:
            token = self._take()
            entry.data = (token.start, token.said)
            self._skip(Kind.NEWLINE)

    def _content(self, entry: Entry) -> None:
        begin = self.here
        pieces: list[str] = []
        open_: list[Token] = []
        tokens = self.tokens
        while (token := tokens[self.here]).kind in _INLINE:
            self.here += 1
            kind = token.kind
            if kind is Kind.PLAIN or kind is Kind.MARK:
                pieces.append(token.said)
            elif kind is Kind.OPENING:
                open_.append(token)
            elif kind is Kind.CLOSING and open_:
                open_.pop()
                pieces.append(token.said)
            else:
                pieces.append(self._inline(token, entry, pieces))
        if self.here == begin:
            raise self._unexpected() if self.here < self.last else self._wrong("a text is missing here", "write it")
        for token in open_:
            help_ = "it is never closed; write a backslash before it where it means itself"
            self.tolerated.append((token.start, f"`{token.said}` begins emphasis", help_))
        entry.text = "".join(pieces).strip()

    def _inline(self, token: Token, entry: Entry, pieces: list[str]) -> str:
        match token.kind:
            case Kind.NEWLINE:
                return "" if not pieces or pieces[-1].endswith(" ") else " "
            case Kind.LINK:
                read, _, address = token.said.rstrip(" \t)").rpartition("](")
                entry.links.append((read[1:], address))
                return read[1:] + (" " if token.said[-1] in " \t" else "")
            case Kind.TAG:
                entry.tags.append(token.said)
                return ""
            case Kind.STATEMENT_MENTION | Kind.ARGUMENT_MENTION:
                entry.mentions.append((token.kind is Kind.ARGUMENT_MENTION, token.said.rstrip(" \t"), token.start))
                return token.said
        return self._plain(token)

    @staticmethod
    def _plain(token: Token) -> str:
        if token.kind is Kind.SHORTCODE and (sign := SHORTCODES.get(token.said.strip()[1:-1])):
            return sign + token.said[len(token.said.rstrip()) :]
        return token.said

    # -- what is wrong

    def _wrong(self, message: str, help_: str) -> _Wrong:
        return _Wrong((self.tokens[self.here].start, message, help_))

    def _unexpected(self) -> _Wrong:
        """What to say of a token that cannot stand where it does."""
        token = self.tokens[self.here]
        if token.kind in (Kind.INDENT, Kind.DEDENT) and self.here + 1 < self.last:
            self.here += 1
            return self._unexpected()
        explained = _UNEXPECTED.get(token.kind)
        if token.kind is Kind.RELATION:
            return _Wrong((token.start, f"`{token.said}` has nothing above it to relate to", _INDENT_IT))
        if explained is None:
            return _Wrong((token.start, "this cannot stand here", "put an empty line above it"))
        message, help_ = explained
        return _Wrong((token.start, message.format(token.said), help_))


_INDENT_IT = "indent it below its statement, without an empty line between; a hyphen that begins a text is `\\-`"
_NO_CONCLUSION = (
    "these numbered statements end in no conclusion",
    "write a line `----` before the last; a text that begins like this is `\\(1)`",
)
_APART = "put an empty line above it; brackets in a text are `\\[`, a mention is `@[…]`"
_APART_TOO = "put an empty line above it; `<` in a text is `\\<`, a mention is `@<…>`"
_AFTER_TITLE = "a text follows a title with a colon: `[Title]: text`"
_UNEXPECTED: dict[Kind, tuple[str, str]] = {
    Kind.FRONTMATTER: ("a frontmatter stands here", "it stands before all else, and only once"),
    Kind.DATA: ("a block in braces stands here", "one stands behind the text; a brace in a text is `\\{`"),
    Kind.INFERENCE: ("a line of an inference stands among no numbered statements", "number the premises: `(1) …`"),
    Kind.HEADING: ("a heading follows a text", "put an empty line above it"),
    Kind.NUMBER: ("a numbered statement follows a text", "put an empty line above it"),
    Kind.ORDERED: ("a list stands here", "put an empty line above it, and make no list inside another"),
    Kind.UNORDERED: ("a list stands here", "put an empty line above it, and make no list inside another"),
    Kind.STATEMENT: ("`[{}]:` stands inside something else", _APART),
    Kind.STATEMENT_REFERENCE: ("`[{}]` stands inside something else", _APART),
    Kind.ARGUMENT: ("`<{}>:` stands inside something else", _APART_TOO),
    Kind.ARGUMENT_REFERENCE: ("`<{}>` stands inside something else", _APART_TOO),
    **dict.fromkeys(_INLINE, ("a text follows what has none", _AFTER_TITLE)),
}
