"""The audit, the diagram and the sources as one HTML page: it opens from disk, prints, and asks nothing of anybody.

There is no script in it, and its policy forbids one: a map may come from anyone, and all of its text is escaped.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from typing import NamedTuple
from xml.etree import ElementTree

from argmap.audit import MapAudit
from argmap.draw.text import address, clean
from argmap.graph import Graph, Node, Step
from argmap.model import Source
from argmap.problem import counted
from argmap.report.digest import TITLES, Answer, Digest, Entry, summary

_EVERYTHING = 10_000
_FITTED = 1800  # points: a wider diagram would be too small to read at the width of a page, and scrolls
_COLUMNS = ("Source", "Rating", "Grade", "What to know", "Premises it carries")
_SVG = "{http://www.w3.org/2000/svg}"


def as_page(audit: MapAudit, svg: bytes) -> str:
    """One readable map's page; `svg` is its diagram, as `argmap.draw` made it."""
    return "\n".join(_Page(audit, svg).parts()) + "\n"


class _Page:
    def __init__(self, audit: MapAudit, svg: bytes) -> None:
        self.audit, self.svg = audit, svg
        self.digest = Digest(audit, _EVERYTHING)

    @property
    def graph(self) -> Graph:
        return self.digest.graph

    def parts(self) -> Iterator[str]:
        drawing = _inlined(self.svg)
        styles = [files("argmap.report").joinpath("page.css").read_text("utf-8"), *drawing.styles]
        title = _text(self.digest.title or "A map without a title")
        yield "<!DOCTYPE html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_policy(styles)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}</title>"
        yield from (f"<style>{style}</style>" for style in styles)
        yield f"</head><body><header><h1>{title}</h1>"
        yield f"<p>{self._about()}{self.digest.contents()}. {summary([self.audit])}</p>"
        yield f"<nav>{self._navigation()}</nav></header><main>"
        yield '<section id="answer"><h2>What it rests on</h2>'
        yield from (self._answer(answer) for answer in self.digest.answers())
        yield "</section>"
        yield '<section id="diagram"><h2>The argument</h2>'
        size = "fitted" if drawing.width <= _FITTED else "whole"
        yield f'<div class="diagram {size}" tabindex="0" role="region" aria-label="Diagram, scrolls">'
        yield f"{drawing.markup}</div></section>"
        yield '<section id="findings"><h2>Findings</h2>'
        yield from self._findings()
        yield "</section>"
        yield from self._sources()
        yield '<section id="outline"><h2>Every statement</h2>'
        yield from self._outline()
        yield "</section></main></body></html>"

    def _about(self) -> str:
        about = self.graph.map.about
        if about is None:
            return "Its maker's own argument. "
        told = [part for part in (about.title, about.author, about.published) if part]
        return f"A reconstruction of: {_text(', '.join(told))}. " if told else ""

    def _navigation(self) -> str:
        places = (("answer", "The answer"), ("diagram", "Diagram"), ("findings", "Findings"), ("sources", "Sources"))
        shown = [(name, word) for name, word in places if name != "sources" or self.graph.sources.by_key]
        return " ".join(f'<a href="#{name}">{word}</a>' for name, word in (*shown, ("outline", "Every statement")))

    def _answer(self, answer: Answer) -> str:
        rows = "".join(
            f"<tr><th scope=row>{standing.heading}</th><td>{_grade(str(standing.grade))}"
            f"{' contested' if standing.contested else ''}</td><td>{_text(standing.falls_with)}</td></tr>"
            for standing in answer.standings
        )
        return (
            f'<article class="answer"><h3>{self._link(answer.node)} {_text(answer.node.text)}</h3>'
            f"<table><tbody>{rows}"
            f"<tr><th scope=row>Basis</th><td></td><td>{_text(answer.basis)}</td></tr></tbody></table></article>"
        )

    # -- findings

    def _findings(self) -> Iterator[str]:
        nothing = True
        for section, entries in self.digest.sections():
            nothing = False
            yield f"<h3>{TITLES[section]}</h3><ul class=findings>"
            yield from (self._entry(entry) for entry in entries)
            yield "</ul>"
        if nothing:
            yield "<p>None.</p>"
        if self.audit.allowed:
            yield "<h3>Allowed</h3><ul class=findings>"
            for one in self.audit.allowed:
                yield f"<li>{one.rule} at {_text(one.node or one.source or '')}: {_text(one.reason)}</li>"
            yield "</ul>"

    def _entry(self, entry: Entry) -> str:
        head = _text(entry.headline) + "<br>" if len(entry.findings) > 1 else ""
        messages = head + "<br>".join(
            f"{_text(one.message)} <small>[{one.rule}, line {one.line}]</small>" for one in entry.findings
        )
        nodes = "".join(f"<li>{self._link(node)} {_text(node.text)}</li>" for node in entry.nodes)
        folded = f"<details><summary>{counted(len(entry.nodes), 'statement')}</summary><ul>{nodes}</ul></details>"
        return (
            f'<li><span class="level {entry.level}">{entry.level}</span> {messages}'
            f"<p class=help>{_text(entry.findings[0].help)}</p>{folded if entry.nodes else ''}</li>"
        )

    # -- sources

    def _sources(self) -> Iterator[str]:
        by_key = self.graph.sources.by_key
        if not by_key:
            return
        yield '<section id="sources"><h2>Sources</h2>'
        yield '<div class="wide" tabindex="0" role="region" aria-label="Table of sources"><table>'
        yield f"<thead><tr>{''.join(f'<th scope=col>{word}</th>' for word in _COLUMNS)}</tr></thead><tbody>"
        for key, source in by_key.items():
            grade = self.digest.support.source_grades.plain[key][0]
            known = _text("; ".join(self._known(key, source)))
            carried = ", ".join(self._link(self.graph.nodes[at]) for at in self.digest.support.carries[key])
            yield (
                f'<tr id="source-{key}"><th scope=row>{self._source_name(source)}</th>'
                f"<td>{source.reliability or 'unjudged'}</td><td>{_grade(str(grade))}</td>"
                f"<td>{known}</td><td>{carried or 'none'}</td></tr>"
            )
        yield "</tbody></table></div></section>"

    def _source_name(self, source: Source) -> str:
        link = address(source.url) if source.url else None
        name = _text(source.name)
        return f'<a href="{escape(link)}" rel="noreferrer">{name}</a>' if link else name

    def _known(self, key: str, source: Source) -> Iterator[str]:
        what = ", ".join(part for part in (source.kind, source.role) if part)
        if what:
            yield what
        yield from self.digest.doubts(key)
        if source.reason:
            yield f"rated so because: {source.reason.rstrip('.')}"

    # -- the outline, which says in words all that the diagram shows

    def _outline(self) -> Iterator[str]:
        yield "<ol class=outline>"
        roots = [node for node in self.graph.nodes if node.parent is None]
        for node in roots:
            yield from self._statement(node, "")
        yield "</ol>"

    def _statement(self, node: Node, word: str) -> Iterator[str]:
        """A statement and what stands below it, without recursion: an outline may be deep."""
        waiting: list[str | tuple[Node, str]] = [(node, word)]
        while waiting:
            top = waiting.pop()
            if isinstance(top, str):
                yield top
                continue
            here, how = top
            yield f'<li id="statement-{here.id}">{how}{self._line(here)}'
            waiting.append("</li>")
            if below := list(self._below(here)):
                yield "<ol>"
                waiting.append("</ol>")
                waiting.extend(reversed(below))

    def _below(self, node: Node) -> Iterator[str | tuple[Node, str]]:
        steps = [self.graph.steps[at] for at in (*node.reasons, *node.objections)]
        while steps:
            step = steps.pop(0)
            steps[:0] = [self.graph.steps[at] for at in step.unless]
            for premise in step.premises:
                below = self.graph.nodes[premise]
                how = f"<b>{_move(step)}</b> "
                if below.parent == node.at:
                    yield below, how
                else:
                    yield f"<li>{how}see {self._link(below)}</li>"

    def _line(self, node: Node) -> str:
        grade = self.digest.support.alone.nodes[node.at]
        cites = ", ".join(
            f'<a href="#source-{cite.key}">{_text(self.graph.sources.name(cite.key))}</a>'
            + (f" ({_text(cite.locator)})" if cite.locator else "")
            for cite in node.cites
        )
        by = " <em>the mapper's</em>" if node.by == "mapper" and self.graph.map.about else ""
        sources = f" <small>Source: {cites}</small>" if cites else ""
        return f"<span class=number>{node.number}</span> {_text(node.text)}{by} {_grade(str(grade))}{sources}"

    def _link(self, node: Node) -> str:
        return f'<a href="#statement-{node.id}">{_text(node.id)}</a>'


def _move(step: Step) -> str:
    words = {"because": "because", "but": "objection:", "unless": "undercut:"}
    if step.item.scheme == "explanation":
        return "explained by"
    return words[step.kind] + (" (linked)" if len(step.premises) > 1 else "")


def _grade(grade: str) -> str:
    return f'<span class="grade {grade}">{grade}</span>'


def _text(text: str) -> str:
    return escape(clean(text))


class _Inlined(NamedTuple):
    """An SVG as part of a page, its style sheets, which stand at the top of the page, and its width in points."""

    markup: str
    styles: list[str]
    width: float


def _inlined(svg: bytes) -> _Inlined:
    ElementTree.register_namespace("", _SVG.strip("{}"))
    ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")
    root = ElementTree.fromstring(svg)
    styles = []
    for parent in list(root.iter()):
        for style in parent.findall(f"{_SVG}style"):
            styles.append(style.text or "")
            parent.remove(style)
    width = float(root.get("width", "0").removesuffix("pt"))
    return _Inlined(ElementTree.tostring(root, encoding="unicode"), styles, width)


def _policy(styles: Iterable[str]) -> str:
    """Nothing may load or run; the page's own style sheets are named by their hashes (CSP level 3)."""
    hashes = " ".join(f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles)
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"
