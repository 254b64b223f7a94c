"""The text that a map reconstructs, from whatever file it comes in: paragraphs with an empty line between them.

Text and Markdown are taken as they stand, so that a place counted in them is a place in the file. HTML is read by the
standard library; Word and PDF by python-docx and pypdf, which the extra `argmap[documents]` installs. All that is left
out of a file is said.
"""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from zipfile import BadZipFile, ZipFile

from argmap.files import BYTES_LIMIT, Unreadable, decoded, read_bytes
from argmap.problem import Problem, counted

if TYPE_CHECKING:
    from pypdf import PdfReader

UNPACKED_LIMIT = 256 * 2**20  # bytes of a Word file when it is unpacked
LINE_SHARE = 0.8  # of the usual line of a page: a shorter one that ends a sentence ends its paragraph
EXTRA = "run `pip install 'argmap[documents]'`, or save the text as .txt or .html"


@dataclass(frozen=True, slots=True)
class Essay:
    """A text in paragraphs, what its file says of it, and what is to be said of how it was read."""

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    notes: tuple[str, ...] = ()


def read_essay(path: str) -> Essay:
    """The text of a file, by its ending; of standard input for `-`.

    Raises `argmap.files.Unreadable` for what is missing, too large, not permitted, damaged, in no encoding that is
    said, or in a format whose library is not installed.
    """
    return essay_of(read_bytes(path), path)


def essay_of(raw: bytes, path: str) -> Essay:
    """The text of a file's bytes, by the ending of its path; raises `Unreadable` as `read_essay` does."""
    if len(raw) > BYTES_LIMIT:
        raise _unreadable(f"the file is larger than {BYTES_LIMIT >> 20} MiB", "take the part that is mapped")
    reader = _READERS.get(PurePath(path).suffix.lower(), _read_plain)
    return reader(raw)


def _unreadable(message: str, help_: str) -> Unreadable:
    return Unreadable(Problem(1, 1, message, help_))


# -- text and Markdown


_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*")
# What Pandoc, Jekyll and Obsidian write above a text in YAML. A line that is neither key, list, remark nor set in makes
# the hyphens a rule of Markdown.
_FRONT = re.compile(
    r"---[ \t]*\r?\n((?:(?:[\w-]+:(?:[ \t].*)?|[ \t]+.*|- .*|#.*)?\r?\n)+?)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)"
)
_FRONT_ENTRY = re.compile(r"^([\w-]+):[ \t]+([^\[{|>\s].*?)[ \t\r]*$", re.MULTILINE)


def _read_plain(raw: bytes) -> Essay:
    return Essay(decoded(raw))


def _read_markdown(raw: bytes) -> Essay:
    text = decoded(raw)
    front = _FRONT.match(text)
    said = dict(_FRONT_ENTRY.findall(front[1])) if front else {}
    title, author, published = (said.get(key, "").strip("\"'") or None for key in ("title", "author", "date"))
    text = text[front.end() :] if front else text
    headings = (_HEADING.fullmatch(line) for line in text.splitlines())
    title = title or next((heading[1] for heading in headings if heading and heading[1]), None)
    return Essay(text, title, author, published, notes=("its front matter is no part of the text",) if front else ())


# -- HTML

_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section select
    summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905  # a list of fifty quoted names is no easier to read
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "textarea", "iframe", "object", "svg", "math"})
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_META = {
    "author": "author",
    "article:author": "author",
    "article:published_time": "published",
    "date": "published",
    "og:url": "url",
}


def _read_html(raw: bytes) -> Essay:
    parser = _Html()
    # Python's parser stops at a marked section that is none; to HTML every one of them is a comment up to the next `>`.
    parser.feed(_decoded_html(raw).replace("<![", "<! ["))
    parser.close()
    parser.end_block()
    said = parser.said
    title = " ".join("".join(parser.title).split()) or None
    return Essay("\n\n".join(parser.blocks), title, said.get("author"), said.get("published"), said.get("url"))


def _decoded_html(raw: bytes) -> str:
    """UTF-8, or the encoding that the page names (WHATWG's prescan, cut down to `<meta charset>`)."""
    try:
        return decoded(raw)
    except Unreadable as error:
        named = _CHARSET.search(raw[:4096])
        if not named:
            raise error from None
        name = named[1].decode("ascii")
    try:
        # Browsers take the two names of ASCII's and Latin's tables for Windows' own, which has more in it.
        return raw.decode(
            "cp1252" if name.lower() in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name, "replace"
        )
    except LookupError:
        raise _unreadable(f"the page is in {name}, which is not known", "save the file as UTF-8") from None


class _Html(HTMLParser):
    """The text of a page in blocks: what a reader sees, without what is run or drawn."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[str] = []
        self.title: list[str] = []
        self.said: dict[str, str] = {}
        self.line: list[str] = []
        self.unseen: list[str] = []
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen.append(tag)
        elif tag == "title" and not self.unseen:
            self.in_title = True
        elif tag == "meta":
            self._read_meta({name: value or "" for name, value in attrs})
        elif tag == "br":
            self.line.append("\n")
        elif tag in _BLOCKS:
            self.end_block()

    def handle_endtag(self, tag: str) -> None:
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        elif tag == "title":
            self.in_title = False
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if self.in_title:
            self.title.append(data)
        elif not self.unseen:
            self.line.append(re.sub(r"\s+", " ", data))

    def end_block(self) -> None:
        lines = (" ".join(line.split()) for line in "".join(self.line).split("\n"))
        if block := "\n".join(line for line in lines if line):
            self.blocks.append(block)
        self.line = []

    def _read_meta(self, attributes: Mapping[str, str]) -> None:
        key = _META.get((attributes.get("name") or attributes.get("property") or "").lower())
        content = " ".join(attributes.get("content", "").split())
        if key and content:
            self.said.setdefault(key, content)


# -- Word

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_SIGNS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _read_docx(raw: bytes) -> Essay:
    try:
        from docx import Document
    except ImportError:
        raise _unreadable("reading .docx needs python-docx", EXTRA) from None
    _refuse_bombs(raw)
    try:
        document = Document(BytesIO(raw))
        body, core = document.element.body, document.core_properties
        paragraphs = ["".join(_word_text(paragraph)).strip() for paragraph in body.iter(f"{_WORD}p")]
        title, author = core.title or None, core.author or None
    except Exception as error:  # it is whatever the libraries below make of a damaged file
        raise _unreadable(f"this is no Word document that can be read ({_named(error)})", "save it again") from None
    return Essay("\n\n".join(filter(None, paragraphs)), title, author, notes=tuple(_word_notes(body)))


def _refuse_bombs(raw: bytes) -> None:
    try:
        unpacked = sum(member.file_size for member in ZipFile(BytesIO(raw)).infolist())
    except (BadZipFile, ValueError, OSError):
        raise _unreadable("this is no Word document", "save it as .docx again") from None
    if unpacked > UNPACKED_LIMIT:
        raise _unreadable(f"unpacked it is larger than {UNPACKED_LIMIT >> 20} MiB", "save it without its pictures")


def _word_text(paragraph: Any) -> Iterator[str]:
    """The text of a paragraph as it reads when all changes are accepted; a paragraph in it, as of a box, is another."""
    for element in paragraph.iter():
        name = str(element.tag).removeprefix(_WORD)
        if name == "t" and next(element.iterancestors(f"{_WORD}p")) is paragraph:
            yield element.text or ""
        elif name in _WORD_SIGNS and next(element.iterancestors(f"{_WORD}p")) is paragraph:
            yield _WORD_SIGNS[name]


def _word_notes(body: Any) -> Iterator[str]:
    changes = sum(1 for _ in body.iter(f"{_WORD}ins", f"{_WORD}del"))
    if changes:
        yield f"{counted(changes, 'tracked change')} of the document read as if accepted"
    notes = sum(1 for _ in body.iter(f"{_WORD}footnoteReference", f"{_WORD}endnoteReference"))
    if notes:
        yield f"{counted(notes, 'footnote')} of the document left out"


# -- PDF

_LIGATURE = re.compile("[\ufb00-\ufb06]")  # signs of the printed page, for ff, fi, fl, ffi, ffl and st


def _read_pdf(raw: bytes) -> Essay:
    try:
        from pypdf import PdfReader
    except ImportError:
        raise _unreadable("reading .pdf needs pypdf", EXTRA) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it would print below our one message, without a place
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _unreadable("this PDF is locked with a password", "save it without one")
        text = "\n\n".join(_pdf_paragraphs(reader))
        title, author = _pdf_said(reader)
    except Unreadable:
        raise
    except Exception as error:  # a damaged file makes pypdf fail in many ways
        raise _unreadable(f"this is no PDF that can be read ({_named(error)})", "save it as text") from None
    if not text.strip():
        raise _unreadable("this PDF holds no text, only pictures of pages perhaps", "have its letters recognised first")
    return Essay(text, title, author, notes=("the paragraphs of a PDF are guessed from its lines: look them over",))


def _pdf_paragraphs(reader: "PdfReader") -> Iterator[str]:
    """Lines joined into paragraphs. One ends at an empty line, or where a short line ends a sentence."""
    text = "\n".join(page.extract_text() for page in reader.pages)
    lines = [line.strip() for line in _LIGATURE.sub(lambda sign: normalize("NFKC", sign[0]), text).splitlines()]
    sizes = sorted(len(line) for line in lines if line)
    usual = sizes[len(sizes) * 3 // 4] if sizes else 0
    paragraph: list[str] = []
    for line in lines:
        if line:
            paragraph.append(line)
        ends = not line or (len(line) < usual * LINE_SHARE and line[-1] in '.!?…:"”’)')
        if ends and paragraph:
            yield _joined(paragraph)
            paragraph = []
    if paragraph:
        yield _joined(paragraph)


def _joined(lines: list[str]) -> str:
    """Lines as one, with words that were parted at a line's end put together."""
    return re.sub(r"(?<=[a-z])- (?=[a-z])", "", " ".join(lines))


def _pdf_said(reader: "PdfReader") -> tuple[str | None, str | None]:
    said = reader.metadata
    return (said.title or None, said.author or None) if said else (None, None)


def _named(error: Exception) -> str:
    return type(error).__name__


_READERS: Mapping[str, Callable[[bytes], Essay]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".docx": _read_docx,
    ".pdf": _read_pdf,
}
