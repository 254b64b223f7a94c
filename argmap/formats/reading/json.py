"""JSON from anybody, read into plain data with places.

One loop over the tokens of a text, which calls nothing that calls itself: nesting costs no stack. Every object keeps
where it begins. Numbers stay as they are written, so that an id is the same whether it stands in quotes or not. What is
odd and can be read all the same (a repeated key, half a surrogate pair, another encoding) is read and said.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from json import JSONDecodeError, JSONDecoder
from typing import Any, NoReturn

from argmap.files import BYTES_LIMIT, Unreadable
from argmap.problem import Problem, one_line

VALUES_LIMIT = 1_000_000
DEPTH_LIMIT = 1_000
ODDITIES_LIMIT = 1_000  # after which they are counted

_TOKEN = re.compile(
    r"""[ \t\r\n]*(?:
        "(?P<plain>[^"\\]*)"
      | (?P<sign>[{}\[\]:,])
      | (?P<number>-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.])
      | (?P<word>true|false|null)(?!\w)
      | (?P<quote>")
      | (?P<end>\Z)
      | (?P<other>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_DECODER = JSONDecoder(strict=False)  # line ends within a text harm nobody
_WORDS = {"true": True, "false": False, "null": None}
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# What may come next: a value, a key, or what stands between them.
_VALUE, _VALUE_OR_END, _KEY, _KEY_OR_END, _COLON, _AFTER, _CLOSED = range(7)


class Object(dict[str, Any]):
    """A JSON object with the offset at which it begins."""

    __slots__ = ("at",)
    at: int

    def text(self, *names: str) -> str:
        """The text or number under the first of these keys that has one; empty where none has."""
        return next((value for name in names if isinstance(value := self.get(name), str)), "")

    def objects(self, name: str) -> "list[Object]":
        """The objects in the list under a key; nothing where there is no list."""
        value = self.get(name)
        return [part for part in value if isinstance(part, Object)] if isinstance(value, list) else []

    def object(self, name: str) -> "Object":
        """The object under a key; an empty one at the place of this one where there is none."""
        value = self.get(name)
        if isinstance(value, Object):
            return value
        empty = Object()
        empty.at = self.at
        return empty


class Json:
    """A file's value, the places in it, and what is odd about it."""

    def __init__(self, text: str, oddities: Iterable[Problem] = ()) -> None:
        self.oddities = list(oddities)
        self._unsaid = 0
        self._text = text
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self.value = self._read()
        if self._unsaid:
            what = f"and {self._unsaid} more oddities of the file"
            self.oddities.append(Problem(1, 1, what, "it is read all the same"))

    def place(self, at: int) -> tuple[int, int]:
        """The line and column, both from 1, of an offset."""
        line = bisect_right(self._lines, at)
        return line, at - self._lines[line - 1] + 1

    def problem(self, part: Object, message: str, help_: str = "") -> Problem:
        """Something to say at an object's place."""
        return Problem(*self.place(part.at), message, help_)

    def _read(self) -> Any:
        """One loop over all tokens. `data` is the container in the making, those around it wait on the stack."""
        text, token = self._text, _TOKEN.match
        stack: list[tuple[Any, str]] = []
        data: Any = None
        key, state, at, count = "", _VALUE, 0, 0
        top: Any = None
        while True:
            found = token(text, at)
            assert found is not None  # the last alternatives take anything
            kind = found.lastgroup
            assert kind is not None
            at, value = found.end(), found[kind]
            if kind == "quote":
                kind, (value, at) = "plain", self._string(at - 1)
            if kind == "plain" and state in (_KEY, _KEY_OR_END):
                if value in data:
                    start = found.start(found.lastgroup or 0) - (found.lastgroup == "plain")
                    self._odd(start, f"the key `{one_line(value, 40)}` stands here twice", "the last one is read")
                key, state = value, _COLON
                continue
            made: Any = value
            if kind == "sign" and value not in "{[":
                state = self._sign(value, state, data, at)
                if state != _CLOSED:
                    continue
                made = data
                data, key = stack.pop()
            elif kind == "end":
                if state == _AFTER and data is None:
                    return top
                self._refuse(at, "the file ends in the middle", "is it whole?")
            elif kind == "other" or state not in (_VALUE, _VALUE_OR_END):
                self._unexpected(at, value, state, data)
            elif kind == "sign":
                if len(stack) >= DEPTH_LIMIT:
                    self._refuse(at, f"this is nested deeper than {DEPTH_LIMIT:,}", "no map is")
                stack.append((data, key))
                if value == "{":
                    data, state = Object(), _KEY_OR_END
                    data.at = at - 1
                else:
                    data, state = [], _VALUE_OR_END
                continue
            elif kind == "word":
                made = _WORDS[value]
            count += 1
            if count > VALUES_LIMIT:
                self._refuse(at, f"the file has more than {VALUES_LIMIT:,} values", "split it")
            state = _AFTER
            if type(data) is list:
                data.append(made)
            elif data is not None:
                data[key] = made
            else:
                top = made

    def _sign(self, sign: str, state: int, data: Any, at: int) -> int:
        """What may come after a colon, a comma or a closing bracket."""
        within_list = type(data) is list
        if sign == ":" and state == _COLON:
            return _VALUE
        if sign == "," and state == _AFTER and data is not None:
            return _VALUE if within_list else _KEY
        if sign == "]" and within_list and state in (_AFTER, _VALUE_OR_END):
            return _CLOSED
        if sign == "}" and data is not None and not within_list and state in (_AFTER, _KEY_OR_END):
            return _CLOSED
        return self._unexpected(at, sign, state, data)

    def _unexpected(self, at: int, what: str, state: int, data: Any) -> NoReturn:
        if state == _AFTER and data is None:
            self._refuse(at, "something follows the end of the value", "take it out")
        wanted = {
            _VALUE: "a value",
            _VALUE_OR_END: "a value or `]`",
            _KEY: 'a key in `"`',
            _KEY_OR_END: 'a key in `"` or `}`',
            _COLON: "`:`",
            _AFTER: "`,` or `]`" if type(data) is list else "`,` or `}`",
        }[state]
        self._refuse(at, f"this is not JSON: `{one_line(what, 20)}` where {wanted} belongs", "mend it here")

    def _string(self, at: int) -> tuple[str, int]:
        """A string with escapes, from its first quote, and where it ends."""
        try:
            value, end = _DECODER.raw_decode(self._text, at)
        except JSONDecodeError as error:
            what = f"{error.msg[:1].lower()}{error.msg[1:]}".removesuffix(" starting at")
            self._refuse(error.pos + 1, f"this is not JSON: {what}", "mend it here")
        if _SURROGATE.search(value):
            value = _SURROGATE.sub(_REPLACEMENT, value)
            self._odd(at, "a text holds half of a character", "a replacement character stands for it")
        return value, end

    def _odd(self, at: int, message: str, help_: str) -> None:
        if len(self.oddities) < ODDITIES_LIMIT:
            self.oddities.append(Problem(*self.place(at), message, help_))
        else:
            self._unsaid += 1

    def _refuse(self, at: int, message: str, help_: str) -> NoReturn:
        """`at` is behind what is wrong."""
        raise Unreadable(Problem(*self.place(max(0, at - 1)), message, help_))


def begins_as_object(head: bytes) -> bool:
    """Whether a file that begins like this is an object, if it is JSON."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")


def read_json(raw: bytes) -> Json:
    """The value of a file. Raises `Unreadable` where it is not JSON, too large or too deep."""
    if len(raw) > BYTES_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file is larger than {BYTES_LIMIT >> 20} MiB", "split it"))
    text, oddities = _decoded(raw)
    return Json(text, oddities)


def read_nodes(raw: bytes, help_: str) -> Json:
    """A file that holds an object with a list `nodes`. Raises `Unreadable`; `help_` says what one without it lacks."""
    found = read_json(raw)
    if not isinstance(found.value, Object) or not isinstance(found.value.get("nodes"), list):
        raise Unreadable(Problem(1, 1, "there is no list `nodes` in it", help_))
    return found


def _decoded(raw: bytes) -> tuple[str, list[Problem]]:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), []
        except UnicodeDecodeError:
            raise Unreadable(Problem(1, 1, "this is no UTF-16 text", "save the file as UTF-8")) from None
    try:
        return raw.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        what = "this is not UTF-8 text: it is read as Windows-1252"
        return raw.decode("cp1252", "replace"), [Problem(line, 1, what, "save the file as UTF-8")]
