"""The tokens of an Argdown text, one pass from its beginning to its end.

The language is what the official lexer takes (Argdown 1.7): at each place the first of an ordered list of tokens that
fits. Which comes first decides what `.x.`, `:` or `[A] as in [B]:` mean, so the order is kept. What asks there how far
a token reaches is remembered here, so that no text costs more than a time linear in its length.
"""

import re
from enum import IntEnum
from typing import NamedTuple


class Kind(IntEnum):
    """What a token is."""

    FRONTMATTER = 0
    DATA = 1
    ESCAPED = 2
    SHORTCODE = 3
    EMPTYLINE = 4
    NEWLINE = 5
    INDENT = 6
    DEDENT = 7
    INFERENCE = 8
    RULES_COMMA = 9
    INFERENCE_END = 10
    RELATION = 11
    HEADING = 12
    NUMBER = 13
    ORDERED = 14
    UNORDERED = 15
    OPENING = 16
    CLOSING = 17
    LINK = 18
    TAG = 19
    STATEMENT = 20  # [Title]:
    STATEMENT_REFERENCE = 21  # [Title]
    STATEMENT_MENTION = 22  # @[Title]
    ARGUMENT = 23  # <Title>:
    ARGUMENT_REFERENCE = 24  # <Title>
    ARGUMENT_MENTION = 25  # @<Title>
    PLAIN = 26
    MARK = 27  # a character that could have meant something, and does not


class Token(NamedTuple):
    """A token: where it begins and ends in the text, and what it says (a title, a symbol, its text)."""

    kind: Kind
    start: int
    end: int
    said: str


class Skipped(NamedTuple):
    """What the lexer passes over: a comment."""

    start: int
    end: int


_ANY = "[^\n\r\u2028\u2029]"  # what a dot means in JavaScript
_EMPTYLINE = re.compile(r"(?:[ \t]*\r?\n){2,}")
_NEWLINE = re.compile(r"[ \t]*(?:\r\n|\n|\r)")
_SPACES = re.compile(r"[ \t]+")
_PLAIN = re.compile(r"[^\\@#*_\[\],.:;</>\-\r\n(){}]+")
_SHORTCODE = re.compile(r"(?:\.\S+?\.|:\S+?:)[ \t]?")
_ESCAPED = re.compile(rf"\\({_ANY}) *")
_FRONTMATTER = re.compile(r"===+([\s\S]*?)===+")
_TAG = re.compile(r"#([a-zA-z0-9\-\u00A0-\uD7FF\uF900-\uFDCF\uFDF0-\uFFEF]+)[ \t]?")
_LINE_BREAK = re.compile(r"[\n\r]")
_AFTER_COMMENT = re.compile(r"(?:[ \t]*\r\n|\n|\r)*")
_ONE_AFTER_COMMENT = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r)(?![ \t]*(?:\r\n|\n|\r)))?")
# What can only begin a line. The apostrophe is no slip of this file: the official lexer indents with it too.
_LINE_START = re.compile(
    r"(?P<inference>[' \t]*--)"
    r"|(?P<indent>[' \t]*)(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))"
    r"|(?P<heading>\#+)[ ]"
    r"|(?P<blank>[' \t]*)(?:\((?P<number>\d+)\)|(?P<ordered>\d+\.)(?=\s)|(?P<unordered>\*)(?=\s))"
)
_AFTER_CLOSING = r"(?:[ \t]|(?=[\n\r)}_.,!?;:\-*])|\Z)"
_CLOSING = {mark: re.compile(re.escape(mark) + _AFTER_CLOSING) for mark in ("**", "__", "*", "_")}
_STOP_OF_DATA = re.compile(r"\}\s[^,}]|[\r\u2028\u2029]")
_NO_END_OF_DATA = re.compile(r"\}\s*[,}]")
_LINE_END = re.compile(r"[\n\r\u2028\u2029]")
_ANGLE = ("<", ">", Kind.ARGUMENT, Kind.ARGUMENT_REFERENCE, Kind.ARGUMENT_MENTION)
_BEFORE_A_LINE = frozenset({Kind.NEWLINE, Kind.EMPTYLINE})
_MARKS = frozenset(" \t\r\n\\@#*_[],.:;</>-(){}")  # what no plain text begins with
_BRACKET = ("[", "]", Kind.STATEMENT, Kind.STATEMENT_REFERENCE, Kind.STATEMENT_MENTION)


class _Ahead:
    """The next place of a string or pattern from any place on; asked in ascending order, each text is read once."""

    def __init__(self, text: str, what: "str | re.Pattern[str]") -> None:
        self.text, self.what = text, what
        self.asked, self.found = 0, -1

    def from_(self, start: int) -> int:
        """Where it stands next; the length of the text where it does not."""
        if not self.asked <= start <= self.found:
            if isinstance(self.what, str):
                found = self.text.find(self.what, start)
            else:
                match = self.what.search(self.text, start)
                found = match.start() if match else -1
            self.asked, self.found = start, len(self.text) if found < 0 else found
        return self.found


class Lexer:
    """The tokens of one text, and the comments that were passed over."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[Skipped] = []
        self.apart: list[int] = []  # places of a relation whose indent is none of those above it
        self.mixed: list[int] = []  # one place in each block whose lines are indented with tabs and with blanks
        self.emphasis: list[int] = []  # where emphasis begins
        self._blanks: set[str] = set()  # what has indented the lines of a block
        self._indents = [0]
        self._ranges: list[str] = []
        self._ahead: dict[str, _Ahead] = {}
        self._stop_of_data = _Ahead(text, _STOP_OF_DATA)
        self._line_end, self._line_break = _Ahead(text, _LINE_END), _Ahead(text, _LINE_BREAK)
        self._data_end = (0, -1, -1)  # from where, up to which stop, and where the last brace is

    def run(self) -> list[Token]:
        """All tokens."""
        position, end, in_inference = 0, len(self.text), False
        while position < end:
            if in_inference:
                position, in_inference = self._inside_inference(position)
            else:
                position = self._next(position)
                in_inference = bool(self.tokens) and self.tokens[-1].kind is Kind.INFERENCE
        if self.tokens and self.tokens[-1].kind is Kind.EMPTYLINE:
            self.tokens.pop()
        self._dedent_all(end)
        return self.tokens

    # -- one token

    def _next(self, at: int) -> int:
        """Take what begins at a place; returns where the next one begins."""
        text, tokens = self.text, self.tokens
        first = text[at]
        at_start = not tokens or tokens[-1].kind in _BEFORE_A_LINE
        match = None
        if first not in _MARKS:
            match = _PLAIN.match(text, at)
            if match and not at_start and first != "=":
                return self._add(Kind.PLAIN, at, match.end(), match[0])
        special = _SPECIAL.get(first)
        if special is not None and (after := special(self, at)):
            return after
        if at_start and (after := self._line_start(at)):
            return after
        inline = _INLINE.get(first)
        if inline is not None and (after := inline(self, at)):
            return after
        if spaces := _SPACES.match(text, at):
            return spaces.end()
        if match:
            return self._add(Kind.PLAIN, at, match.end(), match[0])
        after = at + 2 if text[at + 1 : at + 2] in (" ", "\t") else at + 1
        return self._add(Kind.MARK, at, after, text[at:after])

    def _add(self, kind: Kind, start: int, end: int, said: str) -> int:
        self.tokens.append(Token(kind, start, end, said))
        return end

    def _inside_inference(self, at: int) -> tuple[int, bool]:
        """Take what begins at a place between the two lines of an inference."""
        text = self.text
        first = text[at]
        after = 0
        if first in "/<":
            after = self._comment(at)
        elif match := _NEWLINE.match(text, at):
            after = self._add(Kind.NEWLINE, at, match.end(), "\n")
        elif first in "\\.:":
            after = self._escaped(at) if first == "\\" else self._shortcode(at)
        elif text.startswith("--", at):
            end = at + 2
            while text.startswith("-", end):
                end += 1
            return self._add(Kind.INFERENCE_END, at, end, "--"), False
        elif first == "{":
            after = self._data(at)
        elif first == ",":
            after = self._add(Kind.RULES_COMMA, at, at + 1, ",")
        if after:
            return after, True
        if spaces := _SPACES.match(text, at):
            return spaces.end(), True
        if match := _PLAIN.match(text, at):
            return self._add(Kind.PLAIN, at, match.end(), match[0]), True
        after = at + 2 if text[at + 1 : at + 2] in (" ", "\t") else at + 1
        return self._add(Kind.MARK, at, after, text[at:after]), True

    # -- what may stand anywhere

    def _next_of(self, what: str, start: int) -> int:
        ahead = self._ahead.get(what)
        if ahead is None:
            ahead = self._ahead[what] = _Ahead(self.text, what)
        return ahead.from_(start)

    def _comment(self, at: int) -> int:
        text, end = self.text, 0
        for opening, closing in (("<!--", "-->"), ("/*", "*/")):
            if text.startswith(opening, at):
                end = self._next_of(closing, at + len(opening)) + len(closing)
        if not 0 < end <= len(text):
            end = self._line_break.from_(at)
            if not text.startswith("//", at) or end == len(text):
                return 0  # to the official lexer a comment in the last line, without a line break, is none
        self.comments.append(Skipped(at, end))
        last = self.tokens[-1].kind if self.tokens else None
        if last is Kind.EMPTYLINE:
            match = _AFTER_COMMENT.match(text, end)
        else:
            match = _ONE_AFTER_COMMENT.match(text, end) if last is Kind.NEWLINE else None
        return match.end() if match else end

    def _frontmatter(self, at: int) -> int:
        match = _FRONTMATTER.match(self.text, at)
        return self._add(Kind.FRONTMATTER, match.start(1), match.end(), match[1]) if match else 0

    def _data(self, at: int) -> int:
        """A block in braces: up to the last one before a brace, a blank and something else."""
        stop = self._stop_of_data.from_(at + 1)
        since, known_stop, last = self._data_end
        if known_stop != stop or at < since:
            last = self.text.rfind("}", at + 1, stop + 1)
            while last > at and _NO_END_OF_DATA.match(self.text, last):
                last = self.text.rfind("}", at + 1, last)
            self._data_end = (at, stop, last)
        return self._add(Kind.DATA, at, last + 1, self.text[at : last + 1]) if last > at else 0

    def _escaped(self, at: int) -> int:
        match = _ESCAPED.match(self.text, at)
        return self._add(Kind.ESCAPED, at, match.end(), self.text[at + 1 : match.end()]) if match else 0

    def _shortcode(self, at: int) -> int:
        match = _SHORTCODE.match(self.text, at)
        return self._add(Kind.SHORTCODE, at, match.end(), match[0]) if match else 0

    def _line(self, at: int) -> int:
        """An empty line or the end of one."""
        after_empty = bool(self.tokens) and self.tokens[-1].kind is Kind.EMPTYLINE
        if not after_empty and (match := _EMPTYLINE.match(self.text, at)):
            if match.end() < len(self.text):
                self._dedent_all(at)
            return self._add(Kind.EMPTYLINE, at, match.end(), "")
        match = _NEWLINE.match(self.text, at)
        return self._add(Kind.NEWLINE, at, match.end(), "\n") if match else 0

    # -- what begins a line

    def _line_start(self, at: int) -> int:
        match = _LINE_START.match(self.text, at)
        if not match:
            return 0
        found = match.lastgroup
        after_newline = not self.tokens or self.tokens[-1].kind is Kind.NEWLINE
        if found == "inference" and not after_newline:  # behind an empty line it is the mark of an attack
            self._indent(match[0][:-2], at)
            return self._add(Kind.RELATION, match.end() - 2, match.end() - 1, "-")
        if found == "inference":
            self._dedent_all(at)
            return self._add(Kind.INFERENCE, match.end() - 2, match.end(), "--")
        if found == "relation":
            self._indent(match["indent"], at)
            return self._add(Kind.RELATION, match.start("relation"), match.end(), match["relation"])
        if found == "heading":
            return self._add(Kind.HEADING, at, match.end(), match["heading"])
        if found == "number":
            self._dedent_all(at)
            return self._add(Kind.NUMBER, match.start("number") - 1, match.end(), match["number"])
        self._indent(match["blank"] + (match["blank"][-1:] or " "), at)  # as wide as the text behind the mark
        kind = Kind.ORDERED if found == "ordered" else Kind.UNORDERED
        return self._add(kind, match.end() - len(match[found or ""]), match.end(), match[found or ""])

    def _indent(self, blank: str, at: int) -> None:
        width = len(blank)
        if len(self._blanks) < 2 and width:
            self._blanks.update(blank.replace("'", " "))
            if len(self._blanks) > 1:
                self.mixed.append(at)
        if width > self._indents[-1]:
            self._indents.append(width)
            self._add(Kind.INDENT, at, at, "")
        while len(self._indents) > 1 and width < self._indents[-1]:
            self._indents.pop()
            self._add(Kind.DEDENT, at, at, "")
            if width > self._indents[-1]:
                self.apart.append(at + width)

    def _dedent_all(self, at: int) -> None:
        for _ in self._indents[1:]:
            self._add(Kind.DEDENT, at, at, "")
        del self._indents[1:]
        self._blanks.clear()

    # -- what stands in a line

    def _emphasis(self, at: int) -> int:
        text, mark = self.text, self.text[at]
        open_ = self._ranges[-1] if self._ranges else ""
        for width in (2, 1):
            marks = mark * width
            if open_ == marks and self.tokens and (match := _CLOSING[marks].match(text, at)):
                self._ranges.pop()
                return self._add(Kind.CLOSING, at, match.end(), text[at + width : match.end()])
        for width in (2, 1):
            behind = text[at + width : at + width + 1]
            if text.startswith(mark * width, at) and not behind.isspace():
                self._ranges.append(mark * width)
                self.emphasis.append(at)
                return self._add(Kind.OPENING, at, at + width, mark * width)
        return 0

    def _link(self, at: int) -> int:
        text = self.text
        middle = self._next_of("]", at + 1)
        if middle == at + 1 or not text.startswith("](", middle):
            return 0
        end = self._next_of(")", middle + 2)
        if end in (middle + 2, len(text)):
            return 0
        after = end + 2 if text[end + 1 : end + 2] in (" ", "\t") else end + 1
        return self._add(Kind.LINK, at, after, text[at:after])

    def _bracket(self, at: int) -> int:
        return self._link(at) or self._titled(at, *_BRACKET[:4])

    def _angle(self, at: int) -> int:
        return self._titled(at, *_ANGLE[:4])

    def _titled(self, at: int, _: str, closing: str, definition: Kind, reference: Kind) -> int:
        """`[Title]:` or `[Title]`: within one line, and the first only where it reaches a colon."""
        text, end_of_line = self.text, self._line_end.from_(at + 1)
        close = self._next_of(f"{closing}:", at + 2)
        if close < end_of_line:
            return self._add(definition, at, close + 2, text[at + 1 : close])
        close = self._next_of(closing, at + 2)
        if text[at + 1 : at + 2] != "-" and close < self._line_end.from_(at + 2):
            return self._add(reference, at, close + 1, text[at + 1 : close])
        return 0

    def _mention(self, at: int) -> int:
        text, end_of_line = self.text, self._line_end.from_(at + 1)
        for opening, closing, _, _, kind in (_BRACKET, _ANGLE):
            if text.startswith(opening, at + 1):
                close = self._next_of(closing, at + 3)
                if close < end_of_line:
                    after = close + 2 if text[close + 1 : close + 2] in (" ", "\t") else close + 1
                    return self._add(kind, at, after, text[at + 2 : after].replace(closing, "", 1))
        return 0

    def _tag(self, at: int) -> int:
        text = self.text
        if text.startswith("(", at + 1):
            close = self._next_of(")", at + 2)
            if at + 2 < close < len(text):
                after = close + 2 if text[close + 1 : close + 2] in (" ", "\t") else close + 1
                return self._add(Kind.TAG, at, after, text[at + 2 : close])
            return 0
        match = _TAG.match(text, at)
        return self._add(Kind.TAG, at, match.end(), match[1]) if match else 0


_SPECIAL = {
    "/": Lexer._comment,
    "<": Lexer._comment,
    "=": Lexer._frontmatter,
    "{": Lexer._data,
    "\\": Lexer._escaped,
    ".": Lexer._shortcode,
    ":": Lexer._shortcode,
    **dict.fromkeys(" \t\r\n", Lexer._line),
}
_INLINE = {
    "*": Lexer._emphasis,
    "_": Lexer._emphasis,
    "[": Lexer._bracket,
    "<": Lexer._angle,
    "@": Lexer._mention,
    "#": Lexer._tag,
}
