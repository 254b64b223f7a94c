"""Text of a map file -> map, places, problems. The one module that knows YAML.

A strict subset is read: every scalar is text, and what YAML offers beyond mappings, lists and scalars is refused. The
file is taken as PyYAML's stream of events, never composed or constructed: libyaml's composer overruns the stack on deep
nesting, and the events carry the place of everything. The builder is iterative, keeps no YAML node, and reports every
problem that it meets, not only the first.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from pydantic import ValidationError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from argmap.collector import collector_paused
from argmap.model import Map
from argmap.place import SHIFT, Entry, Places
from argmap.problem import Problem, listed, one_line
from argmap.references import dangling
from argmap.scalars import FORBIDDEN
from argmap.wording import (
    DIRECTIVE,
    EMPTY_ITEM,
    NO_MAP,
    SECOND_DOCUMENT,
    TOO_DEEP,
    explain,
    explain_syntax,
    goes_in_quotes,
)

NODES_LIMIT = 1_000_000
DEPTH_LIMIT = 408  # 200 claims, each a mapping in a list, and what stands inside the last one
REREADS = 20  # faults of YAML in one file after which reading again is of no use
REREAD_LENGTH = 2_000_000  # characters read again, all together
SYNTAX_LIMIT = 1000  # problems of YAML after which reading on is of no use

_SPLIT = ("a list in brackets would split a text at its commas", "write one item a line, each after `- `")
_CUT = (
    "YAML takes the rest of this line, from `#`, for a comment",
    "put the text in quotes; a comment goes on its own line",
)

_NOTHING = frozenset({"~", "null", "Null", "NULL"})
_NO_KEYS = frozenset({"<<", ""})
_NO_NOTHING = ("write what is meant, or take the line out; the word itself goes in quotes",)

LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# The keys under which a list may be written in brackets: what stands there holds no prose to split at a comma.
FLOW_LISTS = frozenset({"source", "from", "tags", "bibliography", "passage"})
# YAML ends a line at these, and editors do not: every place after one would be off.
_ODD_LINE_ENDS = ("\x85", "\u2028", "\u2029")
# What makes a decoder give up before YAML sees it: half a surrogate pair, or an escape past the end of Unicode.
_UNDECODABLE = re.compile(r"[\ud800-\udfff]|\\U(?!0010|000[0-9A-Fa-f])[0-9A-Fa-f]{8}")
_GLUED = re.compile(r"(claim|evidence|assume|together|see):\S")
_VALUE = re.compile(r"(?P<lead>\s*(?:(?:- +)+(?:[\w-]+: +)?|[\w-]+: +))(?P<value>\S.*?)(?P<end>\s*)")
_SENTENCE_END = (".", "!", "?", "…", '"', "”", "’", "»", ")")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a file holds: the map (None where a problem forbids it), the places of its parts, its problems in order."""

    map: Map | None
    places: Places
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """What the strict reader makes of a file of any kind: mappings, lists and texts, with the places of its parts."""

    data: Any
    places: Places
    problems: tuple[Problem, ...]
    whole: bool  # whether it was read to its end, so that its parts can be looked at


def load(text: str, loader: type | None = None) -> Loaded:
    """Read a map's text. `loader` is the PyYAML loader whose events are read: libyaml's where it is there."""
    with collector_paused():
        plain = read_plain(text, NO_MAP, FLOW_LISTS, loader)
        problems, places = [*plain.problems], plain.places
        if not plain.whole:
            return Loaded(None, places, listed(problems))
        try:
            map_ = Map.model_validate(plain.data)
        except ValidationError as error:
            problems.extend(_dangling(plain.data, places, problems))
            return Loaded(None, places, explain(error, plain.data, places, problems))
        if problems:
            problems.extend(_dangling(plain.data, places, problems))
        return Loaded(None if problems else map_, places, listed(problems))


def read_plain(text: str, empty: tuple[str, str], flow_lists: Container[str], loader: type | None = None) -> Plain:
    """Read a text in the strict subset of YAML, whatever it is to hold.

    `empty` is what to say of one that holds nothing, and what to do; `flow_lists` are the keys under which a list may
    be written in brackets. The problems are neither sorted nor cut short.
    """
    builder, broken = _built(text, loader or LOADER, empty, flow_lists)
    return Plain(builder.data, Places(builder.marks), (*broken, *builder.problems), builder.whole)


def _dangling(data: Any, places: Places, problems: Iterable[Problem]) -> Iterator[Problem]:
    """What names nothing, but where something else is wrong already."""
    taken = {(problem.line, problem.column) for problem in problems}
    return (one for one in dangling(data, places) if (one.line, one.column) not in taken)


def _built(
    text: str, loader: type, empty: tuple[str, str], flow_lists: Container[str]
) -> "tuple[_Builder, list[Problem]]":
    """What is read, and the faults of YAML that stood in the way: each such line is quoted, and all is read again."""
    builder = _Builder(text, empty, flow_lists)
    builder.read(loader)
    broken: list[Problem] = []
    while builder.broken:
        fault = builder.broken
        again = fault.line in {problem.line for problem in broken}
        # What else was said of that line would be lost: it stands quoted in what is read again.
        broken += [fault, *(problem for problem in builder.problems if problem.line == fault.line)]
        mended = _quoted(text, fault.line) if goes_in_quotes(fault) else text
        if again or mended == text or len(broken) > REREADS or len(text) * len(broken) > REREAD_LENGTH:
            break
        text = mended
        builder = _Builder(text, empty, flow_lists)
        builder.read(loader)
    return builder, broken


def _quoted(text: str, number: int) -> str:
    """The text with what stands on one line after its dashes and key in quotes."""
    lines = text.splitlines(keepends=True)
    found = _VALUE.fullmatch(lines[number - 1]) if number <= len(lines) else None
    if found is None:
        return text
    quoted = found["value"].replace("'", "''")
    lines[number - 1] = f"{found['lead']}'{quoted}'{found['end']}"
    return "".join(lines)


class _Stop(Exception):
    """Reading on would only make noise, or take too long."""


class _At:
    """A mark of our own making, where PyYAML has none to give."""

    def __init__(self, line: int, column: int) -> None:
        self.line, self.column = line, column


class _Builder:
    """Builds plain data and its marks from events, and collects problems."""

    def __init__(self, text: str, empty: tuple[str, str], flow_lists: Container[str]) -> None:
        self.data: Any = None
        self.marks: Entry = 0
        self.problems: list[Problem] = []
        self.broken: Problem | None = None  # the fault of YAML that ended the reading
        self.whole = False
        self._split_at = -1  # the mark of the last list in brackets where none may stand
        self._text, self._empty, self._flow_lists = text, empty, flow_lists
        self._comments = " #" in text or "\t#" in text

    @cached_property
    def _lines(self) -> list[str]:
        return self._text.splitlines()

    def read(self, loader: type) -> None:
        """Read all events; `whole` says whether the file was read to its end, so that its parts can be looked at."""
        self._refuse_odd_line_ends()
        try:
            self._build(iter(loader(self._text).get_event, None))
        except _Stop:
            return
        except yaml.YAMLError as error:
            self.broken = explain_syntax(error, self._text)
        except (ValueError, OverflowError):
            self._refuse_undecodable()
        else:
            self.whole = self.data is not None
            if not self.whole:
                self.problems.append(Problem(1, 1, *self._empty))

    def _build(self, events: Iterator[Any]) -> None:
        """One loop over all events. Calls are left to what is rare: they would double the time of a large map.

        `data` is the container in the making and `entry` its marks; `key` is the key of a mapping that waits for its
        value, with its mark. What is outside the container waits on the stack.
        """
        stack: list[tuple[Any, Entry, tuple[str, int] | None]] = []
        data: Any = None
        entry: Entry = 0
        key: tuple[str, int] | None = None
        count = documents = 0
        comments, flow_lists = self._comments, self._flow_lists
        for event in events:
            kind = type(event)
            if kind is ScalarEvent:
                start = event.start_mark
                value: Any = event.value
                own: Entry = start.line << SHIFT | start.column
                if not event.style:  # plain: None from the pure parser, empty from libyaml
                    if " " in value:
                        if comments or key is None or event.end_mark.line != start.line:
                            self._check_plain(event, key, stack, entry)
                    elif not value and (key is not None or type(data) is list):
                        self._check_empty(start, key)
                    elif value in _NOTHING:
                        self._say(start, f"`{value}` is YAML's word for nothing", *_NO_NOTHING)
                elif event.style == '"' and FORBIDDEN.search(value):
                    self._refuse_control(event)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                if key is None and type(data) is dict:
                    if value in data or value in _NO_KEYS:
                        self._refuse_key(event, data)
                    key = (value, own)
                    continue
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark
                if event.anchor is not None or event.tag is not None:
                    self._refuse_extras(event)
                if key is None and type(data) is dict:
                    self._say(start, "a key must be a plain word", "write `key: value`")
                    raise _Stop
                if event.flow_style and kind is SequenceStartEvent and not (key and key[0] in flow_lists):
                    if type(data) is list and entry[0] == self._split_at:
                        raise _Stop  # brackets in brackets are no prose
                    self._say(start, *_SPLIT)
                    self._split_at = start.line << SHIFT | start.column
                if len(stack) >= DEPTH_LIMIT:
                    self._say(start, *TOO_DEEP)
                    raise _Stop
                stack.append((data, entry, key))
                own = start.line << SHIFT | start.column
                data, entry = ({}, {None: own}) if kind is MappingStartEvent else ([], [own])
                key = None
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value, own = data, entry
                data, entry, key = stack.pop()
            elif kind is AliasEvent:
                self._refuse_alias(event)
                raise _Stop
            else:
                if kind is DocumentStartEvent:
                    documents += 1
                    self._check_document(event, documents)
                continue
            count += 1
            if count > NODES_LIMIT:
                self._say(event.start_mark, f"the file has more than {NODES_LIMIT:,} parts", "split the map")
                raise _Stop
            if key is not None:
                data[key[0]] = value
                entry[key[0]] = (key[1], own)
                key = None
            elif data is None:
                self.data, self.marks = value, own
            else:
                data.append(value)
                entry.append(own)

    def _say(self, mark: Any, message: str, help_: str) -> None:
        self.problems.append(Problem(mark.line + 1, mark.column + 1, message, help_))
        if len(self.problems) > SYNTAX_LIMIT:
            raise _Stop

    def _refuse_odd_line_ends(self) -> None:
        if self._text.isascii():
            return
        for sign in _ODD_LINE_ENDS:
            at = self._text.find(sign)
            if at >= 0:
                mark = self._mark(at)
                self._say(mark, f"a line ends in the character U+{ord(sign):04X}", "end it as all others end")

    def _refuse_undecodable(self) -> None:
        bad = _UNDECODABLE.search(self._text)
        mark = self._mark(bad.start()) if bad else _At(0, 0)
        self._say(mark, "this is no character of Unicode", "take it out")

    def _mark(self, at: int) -> _At:
        return _At(self._text.count("\n", 0, at), at - (self._text.rfind("\n", 0, at) + 1))

    def _check_document(self, event: Any, documents: int) -> None:
        if documents > 1:
            self._say(event.start_mark, *SECOND_DOCUMENT)
            raise _Stop
        for number, line in enumerate(self._lines[: event.end_mark.line] if event.explicit else ()):
            if line.startswith("%"):
                self._say(_At(number, 0), *DIRECTIVE)

    def _refuse_control(self, event: Any) -> None:
        bad = FORBIDDEN.search(event.value)
        if bad:
            self._say(event.start_mark, f"a text holds the character U+{ord(bad[0]):04X}", "take it out")

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor is not None:
            what, sign = f"`&{event.anchor}` is an anchor, and anchors are not read", "&"
        else:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            what, sign = f"`{tag}` is a tag, and tags are not read", "!"
        self._say(event.start_mark, what, f"take it out; a text that begins with {sign} goes in quotes")

    def _refuse_alias(self, event: Any) -> None:
        what = f"`*{event.anchor}` is an alias, and aliases are not read"
        help_ = "write it out; a text that begins with * goes in quotes"
        self.broken = Problem(event.start_mark.line + 1, event.start_mark.column + 1, what, help_)

    def _refuse_key(self, event: Any, data: dict[str, Any]) -> None:
        if event.value in data:
            self._say(event.start_mark, f"the key `{event.value}` stands here twice", "keep one of them")
        elif event.value == "<<":
            self._say(event.start_mark, "merge keys (`<<`) are not read", "write the keys out")
        else:
            self._say(event.start_mark, "a key is empty", "write it before the colon")

    def _check_empty(self, mark: Any, key: tuple[str, int] | None) -> None:
        """In braces, what stands between two commas without a colon is a key without a value."""
        if key is None:
            self._say(mark, *EMPTY_ITEM)
            return
        line, column = key[1] >> SHIFT, key[1] & (1 << SHIFT) - 1
        written = self._lines[line][column:]
        quote = written[:1] if written[:1] in ('"', "'") else ""
        after = written.removeprefix(f"{quote}{key[0]}{quote}").lstrip()
        if not after.startswith(":") and not self._lines[line][:column].rstrip().endswith("?"):
            what = f"a comma inside braces splits a text here: `{one_line(key[0], 40)}` is read as a key"
            self._say(_At(line, column), what, "put the whole text in quotes, or write one key a line, without braces")

    def _check_plain(self, event: Any, key: tuple[str, int] | None, stack: list[Any], entry: Entry) -> None:
        """The traps of unquoted prose that YAML passes over in silence."""
        if event.end_mark.line != event.start_mark.line:
            self._check_swallowed_item(event)
        if self._comments or key is None:
            # A text in a list stands under the key of the list.
            name = key[0] if key else stack[-1][2][0] if stack and stack[-1][2] else ""
            if self._comments:
                self._check_cut(event.value, event.end_mark, name)
            if key is None and type(entry) is list:
                self._check_member(event, name, entry[0])

    def _check_member(self, event: Any, name: str, list_mark: int) -> None:
        """The traps of a text that is an item of a list."""
        if name == "source" and self._lines[list_mark >> SHIFT][list_mark & (1 << SHIFT) - 1] == "[":
            what = f"a comma inside brackets splits a text here: `{one_line(event.value, 40)}` is read as a source"
            self._say(event.start_mark, what, "put the source and where in it in quotes together")
        glued = _GLUED.match(event.value)
        if glued:
            what = f"`{glued[1]}:` without a blank after it is read as text"
            self._say(event.start_mark, what, f"write `{glued[1]}: ` with a blank")

    def _check_swallowed_item(self, event: Any) -> None:
        for number in range(event.start_mark.line + 1, min(event.end_mark.line + 1, len(self._lines))):
            line = self._lines[number]
            if number == event.end_mark.line:
                line = line[: event.end_mark.column]
            if line.lstrip().startswith("- "):
                what = "this line looks like an item, but YAML reads it as more of the text above"
                how = "give the text above `claim:` and `because:`; a long text goes under `>-`"
                self._say(_At(number, len(line) - len(line.lstrip())), what, how)
                return

    def _check_cut(self, value: str, end: Any, name: str) -> None:
        rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
        comment = rest.lstrip()
        if not comment.startswith("#"):
            return
        if comment[1:2].strip() or not (name == "source" or value.endswith(_SENTENCE_END)):
            self._say(_At(end.line, end.column + len(rest) - len(comment)), *_CUT)
