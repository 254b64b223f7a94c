"""XML from anybody, read into a plain tree with places.

The standard library's expat is given the whole file at once, with every way to refer outside or to multiply closed: a
document type may stand there, and may declare nothing. Elements and depth are limited; nothing here calls itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from argmap.files import BYTES_LIMIT, Unreadable
from argmap.formats.reading.files import Reading
from argmap.place import Place
from argmap.problem import Problem

ELEMENTS_LIMIT = 1_000_000
DEPTH_LIMIT = 1_000


@dataclass(slots=True, eq=False)
class Element:
    """An element with its place, line and column from 1."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    column: int
    parts: "list[Element]" = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What stands in it outside its parts, blanks folded."""
        return " ".join("".join(self.texts).split())

    def problem(self, message: str, help_: str) -> Problem:
        """Something to say at this element's place."""
        return Problem(self.line, self.column, message, help_)

    def named(self, *tags: str) -> "Iterator[Element]":
        """The parts of those names."""
        return (part for part in self.parts if part.tag in tags)


class XmlReading(Reading[Element]):
    """Of XML files: a place is an element."""

    def place(self, at: Element) -> Place:
        return Place(at.line, at.column)


def read_xml(raw: bytes) -> Element:
    """The root of a file. Raises `Unreadable` where it is not well-formed, too large or declares entities."""
    if len(raw) > BYTES_LIMIT:
        raise Unreadable(Problem(1, 1, f"the file is larger than {BYTES_LIMIT >> 20} MiB", "split it"))
    return _Reader().read(raw)


class _Reader:
    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self.count = 0
        parser = self.parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.SkippedEntityHandler = self._skipped

    def read(self, raw: bytes) -> Element:
        try:
            self.parser.Parse(raw, True)
        except expat.ExpatError as error:
            what = f"this is not well-formed XML: {expat.ErrorString(error.code)}"
            raise Unreadable(Problem(error.lineno, error.offset + 1, what, "mend it here or just before")) from None
        except (LookupError, ValueError) as error:  # an encoding that Python does not know, or that expat cannot take
            raise Unreadable(Problem(1, 1, f"the file cannot be decoded: {error}", "save it as UTF-8")) from None
        assert self.root is not None
        return self.root

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _refuse(self, message: str, help_: str) -> None:
        raise Unreadable(Problem(*self._place(), message, help_))

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > ELEMENTS_LIMIT:
            self._refuse(f"the file has more than {ELEMENTS_LIMIT:,} elements", "split it")
        if len(self.open) >= DEPTH_LIMIT:
            self._refuse(f"elements are nested deeper than {DEPTH_LIMIT:,}", "give the inner ones a name of their own")
        element = Element(tag, attributes, *self._place())
        if self.open:
            self.open[-1].parts.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, tag: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        texts = self.open[-1].texts
        if texts or not text.isspace():
            texts.append(text)

    def _doctype(self, name: str, system: str | None, public: str | None, internal: bool) -> None:
        if internal:
            self._refuse("the document type declares things of its own", "take the part in brackets out")

    def _skipped(self, name: str, parameter: bool) -> None:
        self._refuse(f"`&{name};` is an entity, and entities are not read", "write its text out")
