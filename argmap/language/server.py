"""The language server: what the modules beside it know, over the Language Server Protocol (3.17).

Speaks through pygls, which the extra `argmap[lsp]` installs. A map is audited when it is opened and a moment after each
change, in a thread of its own; while it cannot be read, what was known of it last is still answered.
"""

import asyncio
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcInvalidParams
from pygls.lsp.server import LanguageServer

from argmap import __version__
from argmap.audit import MapAudit, Options, audit_text
from argmap.bibliography.files import rough_title
from argmap.bibliography.looking_up import Found, shelf_of
from argmap.config import ConfigError, nearest_config
from argmap.editing.renaming import rename
from argmap.editing.splice import Edit, Refused
from argmap.files import Unreadable
from argmap.graph import Node
from argmap.language.cursor import Choice, choices
from argmap.language.index import Cite, Index, Mention, Part, index
from argmap.language.lines import Lines
from argmap.language.mending import Mending, corrections, mendings
from argmap.language.saying import diagnostics
from argmap.language.telling import of_entry, of_node, of_source
from argmap.passages import read_text as as_passages
from argmap.problem import Problem, one_line
from argmap.scalars import scalar
from argmap.starting.texts import read_essay

PAUSE = 0.25  # seconds without a change, after which a map is audited
TRIGGERS = (" ", "-", ",", "[")  # after these, names may follow
_BARE = re.compile(r"[A-Za-z][\w.+/-]*(?::[\w.+/-]+)*")  # a key that YAML takes as it is, and for nothing else
KINDS = {
    "key": lsp.CompletionItemKind.Property,
    "claim": lsp.CompletionItemKind.Reference,
    "source": lsp.CompletionItemKind.Variable,
    "group": lsp.CompletionItemKind.Module,
    "scheme": lsp.CompletionItemKind.EnumMember,
    "rule": lsp.CompletionItemKind.Constant,
    "entry": lsp.CompletionItemKind.Reference,
    "value": lsp.CompletionItemKind.Value,
}
SYMBOLS = {
    "claim": lsp.SymbolKind.Class,
    "evidence": lsp.SymbolKind.Event,
    "assume": lsp.SymbolKind.Constant,
    "together": lsp.SymbolKind.Array,
    "see": lsp.SymbolKind.Key,
    "source": lsp.SymbolKind.Variable,
}


class View:
    """One map as it stands in the editor at one moment."""

    def __init__(self, uri: str, text: str, lines: Lines, last: "Known") -> None:
        self.uri, self.text, self.lines, self._last = uri, text, lines, last

    @cached_property
    def names(self) -> Index | None:
        """The names of the present text, or of the last one that could be read."""
        self._last.names = index(self.text) or self._last.names
        return self._last.names

    @property
    def audit(self) -> MapAudit | None:
        """What was found the last time that the map could be read."""
        return self._last.audit

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the map could not be read when it was looked at last."""
        return self._last.problems

    def mention(self, position: lsp.Position) -> Mention | None:
        """The name at a position."""
        return self.names.at(self.lines.offset(position)) if self.names else None

    @property
    def entries(self) -> Mapping[str, tuple[Found, ...]]:
        """The entries of the map's bibliographies by key, those that can be read."""
        return shelf_of(self.names.bibliography, _path(self.uri)).entries if self.names else {}

    def cite(self, position: lsp.Position) -> Cite | None:
        """The key in a bibliography at a position."""
        return self.names.cite_at(self.lines.offset(position)) if self.names else None

    def entry_choices(self) -> Iterator[Choice]:
        """The keys of the bibliographies, as they may be written."""
        for key, found in self.entries.items():
            yield Choice(key if _BARE.fullmatch(key) else scalar(key), "entry", rough_title(found[0].entry))

    def range(self, thing: Mention | Part | Cite) -> lsp.Range:
        """The characters of a name or part."""
        return self.lines.range(thing.start, thing.end)

    def node(self, position: lsp.Position) -> Node | None:
        """The statement at a position: the one that is named there, else the innermost one around it."""
        if self.names is None or self.audit is None or self.audit.graph is None:
            return None
        offset = self.lines.offset(position)
        mention, part = self.names.at(offset), self.names.part_at(offset)
        if mention is not None and mention.what == "claim":
            return self.audit.graph.find(mention.name)
        if part is None or part.kind in ("source", "together", "see"):
            return None
        return next((node for node in self.audit.graph.nodes if node.route == part.route), None)


@dataclass(slots=True)
class Known:
    """What is known of an open map beside its text: what could be read of it last, and the audit that waits."""

    names: Index | None = None
    audit: MapAudit | None = None
    problems: tuple[Problem, ...] = ()
    waiting: "asyncio.Task[None] | None" = None


class Server(LanguageServer):
    """The server with the maps that are open. `essay` is the path of the text that they reconstruct."""

    def __init__(self, essay: str | None = None) -> None:
        super().__init__("argmap", __version__)
        self.known: dict[str, Known] = {}
        self.essay_path = essay

    def view(self, uri: str) -> View:
        """A map as it stands now."""
        document = self.workspace.get_text_document(uri)
        lines = Lines(document.source, document.position_codec)
        return View(uri, document.source, lines, self.known.setdefault(uri, Known()))

    def essay(self) -> str | None:
        """The text that the maps reconstruct, where it is named and can be read."""
        if self.essay_path is None:
            return None
        try:
            return read_essay(self.essay_path).text
        except Unreadable as error:
            what = f"argmap: {self.essay_path}: {error.problem.message}"
            self.window_log_message(lsp.LogMessageParams(lsp.MessageType.Warning, what))
            return None

    def check(self, uri: str, pause: float = 0) -> None:
        """Audit a map after a pause, unless it changes again before."""
        known = self.known.setdefault(uri, Known())
        if known.waiting is not None:
            known.waiting.cancel()
        known.waiting = asyncio.get_running_loop().create_task(self._check(uri, pause))

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        view, path = self.view(uri), _path(uri)
        version = self.workspace.get_text_document(uri).version
        audit = await asyncio.to_thread(audit_text, view.text, path, _options(path), self.essay())
        if uri not in self.known or self.workspace.get_text_document(uri).version != version:
            return  # it was closed, or changed meanwhile
        self.known[uri].problems = audit.problems
        if audit.graph is not None:
            self.known[uri].audit = audit
        found = diagnostics(audit, uri, view.lines)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, found, version))

    def forget(self, uri: str) -> None:
        """Let go of a map that is closed."""
        known = self.known.pop(uri, None)
        if known is not None and known.waiting is not None:
            known.waiting.cancel()
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))


def _options(path: str) -> Options:
    """The options that the settings of the map's project give; those that cannot be read are as if there were none."""
    try:
        settings = nearest_config(Path(path).parent).settings
    except (ConfigError, OSError):
        return Options()
    return Options(select=settings.select, ignore=settings.ignore, levels=dict(settings.levels))


def _path(uri: str) -> str:
    parts = urlsplit(uri)
    return os.path.relpath(unquote(parts.path)) if parts.scheme == "file" else uri


# -- what is asked


def server(essay: str | None = None) -> Server:
    """A language server for maps, ready to be started."""
    made = Server(essay)
    _answer_changes(made)
    _answer_questions(made)
    _answer_edits(made)
    return made


def _answer_changes(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        options = params.initialization_options
        if isinstance(options, dict) and isinstance(options.get("text"), str):
            server.essay_path = options["text"]

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.check(params.text_document.uri, PAUSE)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: lsp.DidSaveTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)


def _answer_questions(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        view = server.view(params.text_document.uri)
        if (cite := view.cite(params.position)) and (entries := view.entries.get(cite.key)):
            return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, of_entry(entries[0])), view.range(cite))
        mention, audit = view.mention(params.position), view.audit
        if audit is None or audit.graph is None:
            return None
        told, node = None, view.node(params.position)
        if mention is not None and mention.what == "source":
            told = of_source(audit, mention.name) if mention.name in audit.graph.sources.by_key else None
        elif node is not None:
            told = of_node(audit, node)
        if told is None:
            return None
        where = view.range(mention) if mention else None
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, told), where)

    @server.feature(lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=TRIGGERS))
    def completion(params: lsp.CompletionParams) -> lsp.CompletionList:
        view = server.view(params.text_document.uri)
        offset = view.lines.offset(params.position)
        found = choices(view.text, offset, view.names, view.entry_choices)
        where = view.lines.range(offset - found.typed, offset)
        return lsp.CompletionList(
            is_incomplete=False,
            items=[
                lsp.CompletionItem(
                    label=choice.word,
                    kind=KINDS[choice.kind],
                    detail=choice.detail or None,
                    sort_text=f"{place:04}",
                    text_edit=lsp.TextEdit(where, choice.word + choice.behind),
                )
                for place, choice in enumerate(found.choices)
            ],
        )

    @server.feature(lsp.TEXT_DOCUMENT_DEFINITION)
    def definition(params: lsp.DefinitionParams) -> list[lsp.Location]:
        view = server.view(params.text_document.uri)
        if cite := view.cite(params.position):
            return [_place_of(found) for found in view.entries.get(cite.key, ())]
        mention = view.mention(params.position)
        found = view.names.of(mention) if view.names and mention else ()
        return [lsp.Location(view.uri, view.range(one)) for one in found if one.gives]

    @server.feature(lsp.TEXT_DOCUMENT_REFERENCES)
    def references(params: lsp.ReferenceParams) -> list[lsp.Location]:
        view = server.view(params.text_document.uri)
        mention = view.mention(params.position)
        found = view.names.of(mention) if view.names and mention else ()
        wanted = [one for one in found if params.context.include_declaration or not one.gives]
        return [lsp.Location(view.uri, view.range(one)) for one in wanted]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT)
    def highlight(params: lsp.DocumentHighlightParams) -> list[lsp.DocumentHighlight]:
        view = server.view(params.text_document.uri)
        mention = view.mention(params.position)
        found = view.names.of(mention) if view.names and mention else ()
        kinds = {True: lsp.DocumentHighlightKind.Write, False: lsp.DocumentHighlightKind.Read}
        return [lsp.DocumentHighlight(view.range(one), kinds[one.gives]) for one in found]

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def symbols(params: lsp.DocumentSymbolParams) -> list[lsp.DocumentSymbol]:
        view = server.view(params.text_document.uri)
        return _symbols(view.names.parts, view) if view.names else []

    @server.feature(lsp.TEXT_DOCUMENT_FOLDING_RANGE)
    def folding(params: lsp.FoldingRangeParams) -> list[lsp.FoldingRange]:
        view = server.view(params.text_document.uri)
        spans = [view.range(part) for part in (view.names.parts if view.names else ())]
        return [lsp.FoldingRange(one.start.line, one.end.line) for one in spans if one.end.line > one.start.line]


def _place_of(found: Found) -> lsp.Location:
    """Where an entry begins in its file."""
    begin = lsp.Position(found.entry.line - 1, found.entry.column - 1)
    return lsp.Location(found.path.absolute().as_uri(), lsp.Range(begin, begin))


def _symbols(parts: Sequence[Part], view: View) -> list[lsp.DocumentSymbol]:
    """The parts as an outline, each with those inside it."""
    top: list[lsp.DocumentSymbol] = []
    around: list[tuple[Part, lsp.DocumentSymbol]] = []
    for part in sorted(parts, key=lambda part: (part.start, -part.end, len(part.route))):
        while around and part.route[: len(around[-1][0].route)] != around[-1][0].route:
            around.pop()
        head = view.lines.range(part.head.start, min(part.head.end, part.end))
        name = one_line(part.text, 80) or part.name or part.kind
        symbol = lsp.DocumentSymbol(name, SYMBOLS[part.kind], view.range(part), head, part.name or None, children=[])
        siblings = around[-1][1].children if around else top
        assert isinstance(siblings, list)
        siblings.append(symbol)
        around.append((part, symbol))
    return top


def _answer_edits(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_PREPARE_RENAME)
    def prepare(params: lsp.PrepareRenameParams) -> lsp.PrepareRenamePlaceholder | None:
        view = server.view(params.text_document.uri)
        mention = view.mention(params.position)
        return lsp.PrepareRenamePlaceholder(view.range(mention), mention.name) if mention else None

    @server.feature(lsp.TEXT_DOCUMENT_RENAME)
    def renamed(params: lsp.RenameParams) -> lsp.WorkspaceEdit | None:
        view = server.view(params.text_document.uri)
        mention = view.mention(params.position)
        if mention is None:
            return None
        try:
            edit = rename(view.text, mention.name, params.new_name)
        except Refused as refused:
            raise JsonRpcInvalidParams(str(refused)) from None
        return _changes(view, edit)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions([lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.RefactorRewrite]),
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        view = server.view(params.text_document.uri)
        audit, span = view.audit, params.range
        start, end = view.lines.offset(span.start), view.lines.offset(span.end)
        marked = range(span.start.line + 1, span.end.line + 2)
        found = list(corrections(view.text, view.problems, marked))
        if audit is not None and view.names is not None and view.names.whole:
            essay = server.essay()
            passages = as_passages(essay) if essay is not None else None
            found += mendings(view.text, audit, marked, view.text[start:end], passages)
        return [
            lsp.CodeAction(
                title=one.title,
                kind=lsp.CodeActionKind.QuickFix if one.answers else lsp.CodeActionKind.RefactorRewrite,
                diagnostics=[given for given in params.context.diagnostics if _answers(one, given)] or None,
                edit=_changes(view, one.edit),
            )
            for one in found
        ]


def _answers(mending: Mending, given: lsp.Diagnostic) -> bool:
    if isinstance(mending.answers, Problem):
        return given.code == mending.answers.code and given.range.start.line + 1 == mending.answers.line
    return mending.answers is not None and given.code == mending.answers.rule


def _changes(view: View, edit: Edit) -> lsp.WorkspaceEdit:
    edits = [lsp.TextEdit(view.lines.range(start, end), text) for start, end, text in edit.splices]
    return lsp.WorkspaceEdit(changes={view.uri: edits})
