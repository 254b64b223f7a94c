"""Texts from files of every kind that is read: their paragraphs, what they say of themselves, what cannot be read."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from fpdf import FPDF
from hypothesis import given
from hypothesis import strategies as st

from argmap.files import Unreadable
from argmap.passages import read_text
from argmap.starting.texts import _read_html, read_essay


@pytest.fixture
def written(tmp_path: Path) -> Any:
    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def problem(path: str) -> str:
    with pytest.raises(Unreadable) as raised:
        read_essay(path)
    return str(raised.value.problem)


def test_plain_text_and_markdown_are_taken_as_they_stand(written: Any) -> None:
    text = "# The ferry\n\nIt is *slow*.\r\n"
    assert read_essay(written("a.txt", text)).text == text
    markdown = read_essay(written("a.md", text))
    assert (markdown.text, markdown.title) == (text, "The ferry")


def test_the_front_matter_of_markdown_says_what_the_text_is_and_is_none_of_it(written: Any) -> None:
    front = "---\ntitle: 'The ferry'\nauthor: J. Smith\ntags:\n- a\n- b\n\ndate: 2020-05-04\nlang: [en]\n---\n"
    for head in (front, front.replace("\n", "\r\n"), front.replace("\n---\n", "\n...\n")):
        essay = read_essay(written("a.md", f"{head}\n# Slow\n\nIt is slow.\n"))
        assert essay.text == "\n# Slow\n\nIt is slow.\n"
        assert (essay.title, essay.author, essay.published) == ("The ferry", "J. Smith", "2020-05-04")
        assert essay.notes == ("its front matter is no part of the text",)


@pytest.mark.parametrize(
    "text", ["---\nIt is slow.\n---\n\nSo.\n", "---\ntitle: A\n\nIt is slow.\n", "---\n---\nSo.\n"]
)
def test_a_rule_of_markdown_is_no_front_matter(written: Any, text: str) -> None:
    essay = read_essay(written("a.md", text))
    assert (essay.text, essay.title, essay.notes) == (text, None, ())


HTML = """<!DOCTYPE html><html><head><title>The &amp; ferry</title><meta name=author content="J. Smith">
<meta property="article:published_time" content="2023-05-04"><style>p{}</style>
<script>var a = "<p>no</p>";</script></head>
<body><nav><a href=x>Home</a></nav><h1>The ferry</h1><p>It is <b>sl</b>ow&nbsp;&mdash; an hour
to cross.<br>Or two.<p>Unclosed<ul><li>One</li><li>Two</ul>
<table><tr><td>A</td><td>B</td></tr></table><template><p>no</p></template><!-- no --></body></html>
"""


def test_html_has_a_paragraph_a_block_and_nothing_that_is_run(written: Any) -> None:
    essay = read_essay(written("a.html", HTML))
    assert essay.text.split("\n\n") == [
        "Home",
        "The ferry",
        "It is slow — an hour to cross.\nOr two.",
        "Unclosed",
        "One",
        "Two",
        "A",
        "B",
    ]
    assert (essay.title, essay.author, essay.published) == ("The & ferry", "J. Smith", "2023-05-04")
    assert read_text(essay.text).paragraphs == 8


def test_html_in_the_encoding_that_it_names(written: Any) -> None:
    page = "<meta charset=iso-8859-1><p>Caf\u00e9 \u201cAm Kai\u201d"
    assert read_essay(written("a.htm", page.encode("cp1252"))).text == "Café “Am Kai”"
    assert "not UTF-8 text" in problem(written("b.html", b"<p>Caf\xe9"))
    assert "in nonsense, which is not known" in problem(written("c.html", b"<meta charset=nonsense><p>Caf\xe9"))


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<script>", "</script>", "<!--", "-->", "<b", "&amp", "x", "<br>", "<![", "'"])
    )
)
def test_any_page_is_read(parts: list[str]) -> None:
    assert "\n\n\n" not in _read_html("".join(parts).encode()).text


def test_a_page_of_unclosed_tags_takes_no_long_time(written: Any) -> None:
    assert read_essay(written("a.html", "<div><b><svg>" * 50_000 + "x")).text == ""


# -- PDF


def pdf(*paragraphs: str, pages: int = 1) -> bytes:
    made = FPDF()
    made.set_title("The ferry")
    made.set_author("J. Smith")
    made.set_font("Helvetica", size=11)
    for _ in range(pages):
        made.add_page()
        for paragraph in paragraphs:
            made.multi_cell(0, 6, paragraph, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


LONG = "The ferry is slow and takes an hour to cross the sound in good weather and two in bad. " * 3 + "It is old."


def test_a_pdf_has_its_paragraphs_guessed_and_says_so(written: Any) -> None:
    pytest.importorskip("pypdf")
    essay = read_essay(written("a.pdf", pdf(LONG, LONG)))
    assert essay.text.split("\n\n") == [LONG, LONG]
    assert (essay.title, essay.author) == ("The ferry", "J. Smith")
    assert essay.notes == ("the paragraphs of a PDF are guessed from its lines: look them over",)


def test_words_parted_at_the_end_of_a_line_are_joined(written: Any) -> None:
    pytest.importorskip("pypdf")
    text = LONG.replace("It is old.", "It is a very slow old fer-\nry, and well-\nKnown.")
    assert "slow old ferry, and well- Known." in read_essay(written("a.pdf", pdf(text))).text


def test_the_ligatures_of_a_pdf_are_letters(written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pypdf")
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page: "The o\ufb03ce \ufb01nds 5 m² of sta\ufb00.")
    assert read_essay(written("a.pdf", pdf(LONG))).text == "The office finds 5 m² of staff."


def test_a_pdf_without_text_or_that_is_none_is_said(written: Any, caplog: pytest.LogCaptureFixture) -> None:
    pytest.importorskip("pypdf")
    assert "this PDF holds no text" in problem(written("a.pdf", pdf()))
    assert "this is no PDF that can be read" in problem(written("b.pdf", b"%PDF-1.7\nnonsense"))
    assert not caplog.messages  # what the library has to say of it, nobody can place


# -- Word


def docx(*paragraphs: str) -> bytes:
    document = pytest.importorskip("docx").Document()
    document.core_properties.title, document.core_properties.author = "The ferry", "J. Smith"
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def changed(raw: bytes, old: str, new: str) -> bytes:
    """A Word file with its main part edited."""
    made = BytesIO()
    with ZipFile(BytesIO(raw)) as source, ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, part.replace(old.encode(), new.encode()) if name == "word/document.xml" else part)
    return made.getvalue()


def test_a_word_file_has_its_paragraphs(written: Any) -> None:
    essay = read_essay(written("a.docx", docx("It is slow.", "", "Or\ttwo.")))
    assert essay.text == "It is slow.\n\nOr two."
    assert (essay.title, essay.author, essay.notes) == ("The ferry", "J. Smith", ())


def test_tracked_changes_are_read_as_accepted_and_said(written: Any) -> None:
    edits = "<w:ins><w:r><w:t>very </w:t></w:r></w:ins><w:del><w:r><w:delText>not </w:delText></w:r></w:del>"
    raw = changed(docx("It is ", "slow."), "</w:p><w:p>", f"{edits}</w:p><w:p>")
    essay = read_essay(written("a.docx", raw))
    assert essay.text == "It is very\n\nslow."
    assert essay.notes == ("2 tracked changes of the document read as if accepted",)


def test_footnotes_are_said_to_be_left_out(written: Any) -> None:
    raw = changed(docx("It is slow."), "</w:p>", '<w:r><w:footnoteReference w:id="1"/></w:r></w:p>')
    assert read_essay(written("a.docx", raw)).notes == ("1 footnote of the document left out",)


def test_a_word_file_that_is_none_or_is_damaged_or_too_large_is_said(
    written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = docx("It is slow.")
    assert "this is no Word document" in problem(written("a.docx", b"nonsense"))
    assert "this is no Word document that can be read" in problem(written("b.docx", changed(whole, "<w:body>", "<w:")))
    monkeypatch.setattr("argmap.starting.texts.UNPACKED_LIMIT", 1000)
    assert "unpacked it is larger than" in problem(written("c.docx", whole))


@pytest.mark.parametrize(("name", "library"), [("a.docx", "docx"), ("a.pdf", "pypdf")])
def test_a_library_that_is_missing_is_named(
    name: str, library: str, written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, library, None)
    assert "pip install 'argmap[documents]'" in problem(written(name, b"x"))


def test_the_live_page_reads_them_too(written: Any) -> None:
    from argmap.preview.page import Sight, read

    map_ = written("a.argmap.yaml", "argmap: 1\nthesis: T.\n")
    now = read(Sight(map_, written("a.html", HTML)))
    assert now.trouble == ()
    assert now.texts[1] == read_essay(written("b.html", HTML)).text
    (trouble,) = read(Sight(map_, written("c.html", b"<p>Caf\xe9"))).trouble
    assert "c.html:1:7: this is not UTF-8 text" in trouble


def test_what_is_too_large_is_said(written: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("argmap.starting.texts.BYTES_LIMIT", 10)
    assert "larger than" in problem(written("a.txt", "x" * 11))
