"""The language server as an editor meets it: pygls's own client asks it over standard input and output."""

import asyncio
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the extra argmap[lsp] is not installed")

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException
from pygls.lsp.client import LanguageClient

from tests.effort import PATIENCE

URI = "file:///bridge.argmap.yaml"
MAP = """\
argmap: 1
sources:
  survey:
    name: County survey 😀
    reliability: B
    reason: It was reviewed.
  gazette: {name: The Gazette, from: survey}
thesis:
  id: close
  claim: The bridge should close.
  because:
  - id: cracks
    claim: It cracks.
    because:
    - evidence: Cracks grew.
      source: survey, p. 12
    - evidence: The paper says "😀 so".
      source: [gazette]
  - evidence: Nobody is cited.
  but:
  - claim: Detours cost.
    because:
    - see: cracks
"""


class Editor(LanguageClient):
    """A client that keeps what the server says of its file."""

    def __init__(self) -> None:
        super().__init__("tests", "1")
        self.said: asyncio.Queue[lsp.PublishDiagnosticsParams] = asyncio.Queue()
        self.turn = 0

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def published(params: lsp.PublishDiagnosticsParams) -> None:
            self.said.put_nowait(params)

    async def open(self, text: str) -> list[lsp.Diagnostic]:
        self.turn = 0
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(lsp.TextDocumentItem(URI, "yaml", 0, text)))
        return await self.next()

    async def change(self, text: str) -> list[lsp.Diagnostic]:
        self.turn += 1
        document = lsp.VersionedTextDocumentIdentifier(self.turn, URI)
        whole = lsp.TextDocumentContentChangeWholeDocument(text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(document, [whole]))
        return await self.next()

    async def next(self) -> list[lsp.Diagnostic]:
        while True:
            said = await self.said.get()
            if said.version in (None, self.turn):
                return list(said.diagnostics)


def at(text: str, mark: str, plus: int = 0) -> lsp.Position:
    """The position of a mark in a text, in units of UTF-16."""
    before = text[: text.index(mark) + plus]
    return lsp.Position(before.count("\n"), len(before.rpartition("\n")[2].encode("utf-16-le")) // 2)


DOCUMENT = lsp.TextDocumentIdentifier(URI)


class Session:
    """A server that stays for many questions, each about a document that is opened for it."""

    def __init__(self, options: dict[str, str] | None = None) -> None:
        # In a thread of its own: a browser that other tests drive keeps a loop running in this one.
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.editor = self._run(self._started(options))

    def _run(self, question: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(asyncio.wait_for(question, PATIENCE), self._loop).result()

    async def _started(self, options: dict[str, str] | None) -> Editor:
        editor = Editor()
        await editor.start_io(sys.executable, "-m", "argmap", "lsp")
        params = lsp.InitializeParams(capabilities=lsp.ClientCapabilities(), initialization_options=options)
        await editor.initialize_async(params)
        editor.initialized(lsp.InitializedParams())
        return editor

    def ask(self, question: Callable[[Editor], Awaitable[Any]]) -> Any:
        return self._run(self._asked(question))

    async def _asked(self, question: Callable[[Editor], Awaitable[Any]]) -> Any:
        try:
            return await question(self.editor)
        finally:
            self.editor.text_document_did_close(lsp.DidCloseTextDocumentParams(DOCUMENT))
            while await self.editor.next():  # what it says last, of a closed document, is nothing
                pass

    def end(self) -> int:
        """End the server as the protocol asks; its exit code."""
        code = self._run(self._ended())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
        return int(code)

    async def _ended(self) -> int:
        await self.editor.shutdown_async(None)
        self.editor.exit(None)
        process = self.editor._server
        assert process is not None
        code = await process.wait()
        await self.editor.stop()
        return int(code)


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    begun = Session()
    yield begun
    assert begun.end() == 0


def applied(text: str, edit: lsp.WorkspaceEdit) -> str:
    """A text with the edits of the protocol made."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(position: lsp.Position) -> int:
        units = lines[position.line].encode("utf-16-le")[: position.character * 2].decode("utf-16-le")
        return starts[position.line] + len(units)

    assert edit.changes is not None
    for one in sorted(edit.changes[URI], key=lambda one: offset(one.range.start), reverse=True):
        text = text[: offset(one.range.start)] + one.new_text + text[offset(one.range.end) :]
    return text


def test_it_says_what_the_audit_finds_and_what_breaks_the_file(session: Session) -> None:
    broken = MAP.replace("source: survey, p. 12", "source: surveys")

    async def question(editor: Editor) -> tuple[list[lsp.Diagnostic], list[lsp.Diagnostic], list[lsp.Diagnostic]]:
        return await editor.open(MAP), await editor.change(broken), await editor.change(MAP)

    found, faults, again = session.ask(question)
    lines = MAP.split("\n")
    reporting = next(one for one in found if one.code == "circular-reporting")
    assert reporting.severity == lsp.DiagnosticSeverity.Warning
    assert lines[reporting.range.start.line].strip() == "- id: cracks"
    assert [one.code for one in faults] == ["AM102"]
    assert faults[0].message == "`surveys` names no source\n→ did you mean `survey`?"
    assert faults[0].range.start == at(broken, "surveys")
    assert [one.code for one in again] == [one.code for one in found]


def test_it_tells_of_a_claim_and_of_a_source(session: Session) -> None:
    async def question(editor: Editor) -> list[str]:
        await editor.open(MAP)
        told = []
        for mark in ("cracks", "survey, p. 12", "Detours", "argmap: 1"):
            hover = await editor.text_document_hover_async(lsp.HoverParams(DOCUMENT, at(MAP, mark, 1)))
            told.append(hover.contents.value if hover else "")  # type: ignore[union-attr]
        return told

    claim, source, innermost, nothing = session.ask(question)
    assert claim.startswith("**cracks** · claim 1.1, for the thesis\n\nIt cracks.\n")
    assert "- On its sources alone: **" in claim
    assert "2 sources beneath it, 1 origin: County survey 😀" in claim
    assert source.startswith("**County survey 😀** · source `survey`\n\n- Rated B: It was reviewed.\n")
    assert "Carries" in source
    assert innermost.startswith("**1.3** · claim, against it")
    assert nothing == ""


def completed(session: Session, text: str, mark: str) -> list[str]:
    """What is offered where `mark` is written; the mark is taken out."""
    without, position = text.replace(mark, ""), at(text, mark)

    async def question(editor: Editor) -> list[str]:
        await editor.open(MAP)
        await editor.change(without)
        found = await editor.text_document_completion_async(lsp.CompletionParams(DOCUMENT, position))
        assert isinstance(found, lsp.CompletionList)
        return [item.label for item in found.items]

    labels: list[str] = session.ask(question)
    return labels


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("      source: ‸", ["survey", "gazette"]),
        ("      source: [gazette, s‸", ["survey", "gazette"]),
        ("    - see: ‸", ["close", "cracks"]),
        ("    scheme: exp‸", ["expert-opinion", "practical-reasoning"]),
        ("      basis: ‸", ["observed", "own-act"]),
        ("    - evidence: So.\n      ‸", ["source", "basis", "credibility"]),
        ("    allow:\n      ‸", ["single-source", "no-source"]),
        ("    allow: {‸", ["single-source", "no-source"]),
        ("    allow: {no-source: it is plain, sin‸", ["single-source"]),
        ("    passage: {at: 1:2-3, ‸", ["words", "sha256"]),
    ],
)
def test_it_completes_while_the_line_breaks_the_file(session: Session, line: str, offered: list[str]) -> None:
    text = MAP.replace("    - evidence: The paper", f"{line}\n    - evidence: The paper")
    labels = completed(session, text, "‸")
    assert set(offered) <= set(labels)
    assert "title" not in labels


def test_keys_that_stand_there_are_not_offered_again(session: Session) -> None:
    labels = completed(session, MAP.replace("  because:\n  - id: cracks", "  ‸\n  because:\n  - id: cracks"), "‸")
    assert "note" in labels
    assert {"id", "claim", "because", "but", "source", "why"}.isdisjoint(labels)
    assert "role" in completed(session, MAP.replace("    reliability: B", "    reliability: B\n    ‸"), "‸")


def test_it_completes_in_the_braces_of_a_source(session: Session) -> None:
    keys = completed(session, MAP.replace("Gazette, from: survey}", "Gazette, from: survey, ‸"), "‸")
    assert {"kind", "reliability"} <= set(keys)
    assert {"name", "from", "claim"}.isdisjoint(keys)
    assert completed(session, MAP.replace("from: survey}", "reliability: ‸}"), "‸") == list("ABCDEF")
    assert "survey" in completed(session, MAP.replace("from: survey}", "from: su‸"), "‸")
    assert completed(session, MAP.replace("The Gazette, from: survey}", "The ‸"), "‸") == []


def test_it_finds_definitions_and_references(session: Session) -> None:
    async def question(editor: Editor) -> Any:
        await editor.open(MAP)
        where = at(MAP, "see: cracks", 6)
        given = await editor.text_document_definition_async(lsp.DefinitionParams(DOCUMENT, where))
        context = lsp.ReferenceContext(include_declaration=True)
        used = await editor.text_document_references_async(
            lsp.ReferenceParams(context, DOCUMENT, at(MAP, "survey, p. 12"))
        )
        return given, used

    given, used = session.ask(question)
    assert [one.range.start for one in given] == [at(MAP, "cracks")]
    assert [one.range.start for one in used] == [
        at(MAP, "survey:\n"),
        at(MAP, "survey}"),
        at(MAP, "survey, p. 12"),
    ]


def test_it_renames_with_every_reference_and_refuses_bad_names(session: Session) -> None:
    async def question(editor: Editor) -> tuple[lsp.WorkspaceEdit | None, str]:
        await editor.open(MAP)
        where = at(MAP, "gazette]")
        edit = await editor.text_document_rename_async(lsp.RenameParams(DOCUMENT, where, "the-gazette"))
        try:
            await editor.text_document_rename_async(lsp.RenameParams(DOCUMENT, where, "survey"))
        except JsonRpcException as error:
            return edit, error.message
        return edit, ""

    edit, refused = session.ask(question)
    assert applied(MAP, edit) == MAP.replace("gazette:", "the-gazette:").replace("[gazette]", "[the-gazette]")
    assert refused == "`survey` is the name of a source already (choose another name)"


def test_it_outlines_and_folds(session: Session) -> None:
    async def question(editor: Editor) -> Any:
        await editor.open(MAP)
        symbols = await editor.text_document_document_symbol_async(lsp.DocumentSymbolParams(DOCUMENT))
        folds = await editor.text_document_folding_range_async(lsp.FoldingRangeParams(DOCUMENT))
        return symbols, folds

    symbols, folds = session.ask(question)

    def outline(found: Any) -> Any:
        return [(one.name, outline(one.children or [])) for one in found]

    assert outline(symbols) == [
        ("County survey 😀", []),
        ("The Gazette", []),
        (
            "The bridge should close.",
            [
                ("It cracks.", [("Cracks grew.", []), ('The paper says "😀 so".', [])]),
                ("Nobody is cited.", []),
                ("Detours cost.", [("cracks", [])]),
            ],
        ),
    ]
    assert (at(MAP, "- id: cracks").line, at(MAP, "[gazette]").line) in [
        (one.start_line, one.end_line) for one in folds
    ]


def mended(session: Session, mark: str, title: str, marked: str = "", text: str = MAP) -> str:
    """The map after the action of that title at a mark."""

    async def question(editor: Editor) -> lsp.WorkspaceEdit:
        await editor.open(text)
        span = lsp.Range(at(text, mark), at(text, mark, len(marked)))
        context = lsp.CodeActionContext([])
        found = await editor.text_document_code_action_async(lsp.CodeActionParams(DOCUMENT, span, context))
        titles = {one.title: one for one in found or []}
        assert title in titles, list(titles)
        edit = titles[title].edit  # type: ignore[union-attr]
        assert edit is not None
        return edit

    return applied(text, session.ask(question))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("source: survey, p. 12", "source: survy, p. 12"),
        ("source: [gazette]", "source: [gazete]"),
        ("see: cracks", "see: crack"),
        ("from: survey}", "from: suvey}"),
        ("    because:\n    - evidence: Cracks", "    becuase:\n    - evidence: Cracks"),
    ],
)
def test_it_offers_what_was_meant(session: Session, right: str, wrong: str) -> None:
    word = next(word.strip("[],}:") for word in right.split() if word not in wrong.split())
    assert mended(session, wrong, f"Write {word}", text=MAP.replace(right, wrong)) == MAP


def test_it_offers_an_id_a_citation_and_an_allow(session: Session) -> None:
    assert "  - id: nobody-is-cited\n    evidence: Nobody is cited." in mended(
        session, "- evidence: Nobody", "Give it the id nobody-is-cited"
    )
    assert "  - evidence: Nobody is cited.\n    source: gazette\n" in mended(
        session, "- evidence: Nobody", "Cite gazette"
    )
    allowed = mended(session, "- id: cracks", "Allow circular-reporting here, with a reason")
    assert "    allow:\n      circular-reporting: say here why this is fine\n" in allowed


def test_it_writes_the_place_of_marked_words(tmp_path: Path) -> None:
    essay = tmp_path / "essay.txt"
    essay.write_text("First.\n\nIn the county they say that Detours cost. And more.\n", "utf-8")
    session = Session({"text": str(essay)})
    text = mended(session, "Detours cost.", "Write where the text says this into 1.3", "Detours cost.")
    assert session.end() == 0
    assert "    passage: {at: 2:7-8, words: 2, sha256: " in text


@pytest.mark.parametrize("length", [10**18, 10**30])
def test_what_no_editor_sends_is_said(length: int) -> None:
    command = [sys.executable, "-m", "argmap", "lsp"]
    done = subprocess.run(
        command, input=b"Content-Length: %d\r\n\r\n{}" % length, capture_output=True, timeout=PATIENCE
    )
    assert (done.returncode, done.stderr) == (
        2, b"Error: what came in is no message of an editor (let the editor start this)\n"
    )  # fmt: skip


def test_keys_of_a_bibliography_are_offered_told_and_followed(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '[\n {"id": "doe:2020", "title": "On <i>mills</i>",\n  "author": {"family": "Doe"}},\n {"id": "a: b"}\n]'
    )
    text = (
        f"argmap: 1\nbibliography: {path}\nsources:\n  s: {{cite: 'doe:2020'}}\n  t:\n    cite: do|\n"
        "thesis:\n  claim: A.\n"
    )
    whole = text.replace("do|", "doe:2020")

    async def question(editor: Editor) -> tuple[Any, Any]:
        await editor.open(whole)
        place = at(whole, "doe:2020", 2)
        hover = await editor.text_document_hover_async(lsp.HoverParams(DOCUMENT, place))
        return hover, await editor.text_document_definition_async(lsp.DefinitionParams(DOCUMENT, place))

    assert completed(session, text, "|") == ["doe:2020", '"a: b"']
    hover, (found,) = session.ask(question)
    assert hover.contents.value.startswith("**Doe: On mills** · entry `doe:2020`\n")
    assert hover.contents.value.endswith("a.json, line 2\n")
    assert (found.uri, found.range.start) == (path.as_uri(), lsp.Position(1, 1))
