"""The audit, the diagram and the sources as one HTML page: it opens from disk, prints, and asks nothing of anybody.

One script of ours makes the diagram a map to explore; its hash is in the page's policy, and no other script can run. A
map may come from anyone: all of its text is escaped, here, and put in as text by the script. With scripts off the page
shows the still picture and says the same.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from importlib.resources import files
from typing import NamedTuple

from argmap import theme
from argmap.audit import MapAudit
from argmap.draw.badges import badges
from argmap.draw.dot import Direction, Drawing, View, draw
from argmap.draw.svg import style_sheet
from argmap.draw.text import address, clean
from argmap.graph import Graph, Node, Step
from argmap.model import Source
from argmap.problem import counted
from argmap.report import said
from argmap.report.digest import TITLES, Answer, Digest, Entry, summary, tally
from argmap.report.explore import REGRADED, as_json, explored, homes, how
from argmap.report.nested import nested
from argmap.report.policy import Addition, policy
from argmap.report.scripts import page_script

TALL = 10  # beyond so many statements a diagram with its thesis at the left suits a page better
_EVERYTHING = 10_000
_SMALLEST = 0.6  # of a diagram's size: smaller, its words cannot be read, and it scrolls instead
_CODE = re.compile("`([^`]+)`")
_COLUMNS = ("Source", "Rating", "Grade", "What to know", "Premises it carries")
_STYLE = re.compile(r"<style>(.*?)</style>\n", re.DOTALL)
_WIDTH = re.compile("""<svg[^>]* width=["']([0-9.]+)""")
_ID = re.compile(' id="([^"]*)"')


def diagram(audit: MapAudit, direction: Direction | None = None) -> tuple[Drawing, Direction]:
    """The drawing for one readable map's page, and the direction in which it grows, where none is given."""
    assert audit.graph is not None
    assert audit.support is not None
    direction = direction or ("LR" if len(audit.graph.nodes) > TALL else "TB")
    view = View(direction=direction, title=False, shared="auto")
    return draw(audit.graph, badges(audit.support), view), direction


def as_page(audit: MapAudit, svg: bytes, *, direction: str = "TB", essay: str | None = None) -> str:
    """One readable map's page; `svg` is its diagram, as `argmap.draw` made it, and grows in `direction`: TB or LR.

    From `essay`, the text that the map reconstructs, the page shows the passages that the map points to.
    """
    picture = inlined(svg)
    return Page(audit, picture.ids, direction, essay).around(picture)


class Page:
    """The page without its picture, of which it has to know the `ids`.

    `budget` is how many statements and sources may be graded again, to answer what withdrawals come to.
    """

    def __init__(
        self,
        audit: MapAudit,
        ids: frozenset[str],
        direction: str = "TB",
        essay: str | None = None,
        addition: Addition | None = None,
        budget: int = REGRADED,
    ) -> None:
        self.audit, self.ids, self.direction, self.essay = audit, ids, direction, essay
        self.addition, self.budget = addition, budget
        self.digest = Digest(audit, _EVERYTHING)
        self.homes = homes(self.graph)
        self.entries: list[Entry] = []  # the findings in the order of the page
        self.scripts = [page_script(), *([addition.script] if addition else [])]
        self.before, self.after = tuple(self._before()), tuple(self._after())

    def around(self, picture: "Inlined") -> str:
        """The whole page, with that picture in it."""
        return "\n".join((*self._head(picture), *self.before, f"{picture.markup}</div></section>", *self.after)) + "\n"

    @property
    def graph(self) -> Graph:
        return self.digest.graph

    def _head(self, picture: "Inlined") -> Iterator[str]:
        page = files("argmap.report").joinpath("page.css").read_text("utf-8")
        styles = [page, _line_styles(), _fitting(picture.width)]
        if self.addition:  # a newer picture, in the place of this one, may have any of the colours
            styles += [style_sheet(set(theme.pairs())), self.addition.style]
        else:
            styles += picture.styles
        yield "<!DOCTYPE html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        allowed = policy(styles, self.scripts, asks=self.addition is not None)
        yield f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{self._title()}</title>"
        if self.addition:
            yield '<link rel="icon" href="data:,">'  # or the browser asks for one
        yield from (f"<style>{style}</style>" for style in styles)
        yield "</head>"

    def _title(self) -> str:
        return _text(self.digest.title or "A map without a title")

    def _before(self) -> Iterator[str]:
        yield f"<body><header><h1><bdi>{self._title()}</bdi></h1>"
        yield f"<p>{self._about()}{self.digest.contents()}. {summary(tally(self.audit))}</p>"
        yield f"<nav>{self._navigation()}</nav></header><main>"
        yield '<section id="answer"><h2>What it rests on</h2>'
        yield from (self._answer(answer) for answer in self.digest.answers())
        yield "</section>"
        yield '<section id="diagram"><h2>The argument</h2>'
        yield _EXPLORE
        yield '<div class="diagram" tabindex="0" role="region" aria-label="Diagram, scrolls">'

    def _after(self) -> Iterator[str]:
        yield '<section id="findings"><h2>Findings</h2>'
        yield from self._findings()
        yield "</section>"
        yield from self._sources()
        yield '<section id="outline"><h2>Every statement</h2>'
        yield from self._outline()
        yield "</section></main>"
        about = [_names(entry) for entry in self.entries]
        data = explored(self.digest, about, self.direction, self.essay, self.budget)
        yield f'<script type="application/json" id="map-data">{as_json(data)}</script>'
        if self.addition:
            yield f'<script type="application/json" id="live-data">{as_json(self.addition.data)}</script>'
        yield from (f"<script>{script}</script>" for script in self.scripts)
        yield "</body></html>"

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
            f"{' contested' if standing.contested else ''}</td><td>{_prose(standing.falls_with)}"
            f"{f' <small>[{_text(chr(44).join(standing.rules))}]</small>' if standing.rules else ''}</td></tr>"
            for standing in answer.standings
        )
        return (
            f'<article class="answer"><h3>{self._link(answer.node)} {_own(answer.node.text)}</h3>'
            f"<table><tbody>{rows}"
            f"<tr><th scope=row>Basis</th><td colspan=2>{_text(answer.basis)}</td></tr></tbody></table></article>"
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
        place = len(self.entries)
        self.entries.append(entry)
        head = f"<b>{_prose(entry.headline)}</b><br>" if len(entry.findings) > 1 else ""
        messages = head + "<br>".join(
            f"{_prose(one.message)} <small>[{one.rule}, line {one.line}]</small>" for one in entry.findings
        )
        nodes = "".join(f"<li>{self._link(node)} {_own(node.text)}</li>" for node in entry.nodes)
        folded = f"<details><summary>{counted(len(entry.nodes), 'statement')}</summary><ul>{nodes}</ul></details>"
        return (
            f'<li id="finding-{place}"><span class="level {entry.level}">{entry.level}</span> {messages}'
            f"<p class=help>{_prose(entry.findings[0].help)}</p>{folded if entry.nodes else ''}</li>"
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
            known = _prose("; ".join(self._known(key, source)))
            carried = ", ".join(self._link(self.graph.nodes[at]) for at in self.digest.support.carries[key])
            yield (
                f'<tr id="source-{key}"><th scope=row>{self._source_name(source)}</th>'
                f"<td>{_rating(source)}</td><td>{_grade(str(grade))}</td>"
                f"<td>{known}</td><td>{carried or 'none'}</td></tr>"
            )
        yield "</tbody></table></div></section>"

    def _source_name(self, source: Source) -> str:
        link = address(source.url) if source.url else None
        name = _own(source.name)
        return f'<a href="{escape(link)}" rel="noreferrer">{name}</a>' if link else name

    def _known(self, key: str, source: Source) -> Iterator[str]:
        what = ", ".join(part for part in (source.kind, source.role) if part)
        if what:
            yield what
        yield from (doubt for doubt in self.digest.doubts(key) if not _repeats_the_rating(doubt))
        if source.reason:
            yield f"rated so because: {source.reason.rstrip('.')}"

    # -- the outline, which says in words all that the diagram shows

    def _outline(self) -> Iterator[str]:
        yield "<ol class=outline>"
        yield from nested(self.graph, self.homes, self._stated, self._seen)
        yield "</ol>"

    def _stated(self, node: Node, step: Step | None) -> str:
        return f'<li id="statement-{node.id}">{self._how(step)}{self._line(node)}{self._said(node, step)}'

    def _seen(self, node: Node, step: Step) -> str:
        return f"{self._how(step)}see {self._link(node)}{self._said(node, step)}"

    def _how(self, step: Step | None) -> str:
        return f"<b>{self._move(step)}</b> " if step else ""

    def _said(self, node: Node, step: Step | None) -> str:
        """What the map says of a step, with its first premise."""
        return _small(said.of_step(step)) if step and node.at == step.premises[0] else ""

    def _move(self, step: Step) -> str:
        return how(self.graph, step) + (":" if step.kind != "because" else "")

    def _line(self, node: Node) -> str:
        grade = self.digest.support.alone.nodes[node.at]
        cites = ", ".join(
            f'<a href="#source-{cite.key}">{_own(self.graph.sources.name(cite.key))}</a>'
            + (" (uncertain)" if cite.uncertain else "")
            + (f" ({_own(cite.locator)})" if cite.locator else "")
            for cite in node.cites
        )
        by = " <em>the mapper's</em>" if node.by == "mapper" and self.graph.map.about else ""
        sources = f" <small>Source: {cites}</small>" if cites else ""
        number = f"<span class=number>{node.number}</span>"
        if f"node-{node.id}" in self.ids:
            number = f'<a class=number href="#node-{node.id}">{node.number}</a>'
        return f"{number} {_own(node.text)}{by} {_grade(str(grade))}{sources}{_small(said.all_of(node))}"

    def _link(self, node: Node) -> str:
        return f'<a href="#statement-{node.id}">{_text(node.id)}</a>'


def _names(entry: Entry) -> list[str]:
    """The ids of all statements that an entry is about."""
    named = [name for one in entry.findings for name in (one.node, *one.related) if name]
    return [*named, *(node.id for node in entry.nodes)]


def _rating(source: Source) -> str:
    return source.reliability if source.reliability not in (None, "F") else "unjudged"


def _repeats_the_rating(doubt: str) -> bool:
    return doubt == "unjudged" or re.fullmatch("rated [A-E]", doubt) is not None


def _grade(grade: str) -> str:
    return f'<span class="grade {grade}">{grade}</span>'


def _text(text: str) -> str:
    return escape(clean(text))


def _own(text: str) -> str:
    """A text of the map: it runs in its own direction, and does not move the words beside it."""
    return f"<bdi>{_text(text)}</bdi>"


def _small(sentences: Iterable[str]) -> str:
    return "".join(f" <small>{_own(sentence)}</small>" for sentence in sentences)


def _prose(text: str) -> str:
    """A sentence of ours, in which what is written in backticks is code."""
    return _CODE.sub(r"<code>\1</code>", _text(text))


class Inlined(NamedTuple):
    """An SVG as part of a page, its style sheets, which stand at the top of the page, its width in points, its ids."""

    markup: str
    styles: list[str]
    width: float
    ids: frozenset[str]


def inlined(svg: bytes) -> Inlined:
    """The SVG as it was written, for HTML reads it as XML does; but its declaration has no place in a page."""
    picture = svg.decode()
    picture = picture[picture.index("<svg") :].rstrip("\n")
    styles = [unescape(style) for style in _STYLE.findall(picture)]
    width = _WIDTH.search(picture)
    return Inlined(_STYLE.sub("", picture), styles, float(width[1]) if width else 0.0, frozenset(_ID.findall(picture)))


def _fitting(width: float) -> str:
    """The style of a diagram `width` points wide: it may leave the column of the text, and shrinks, but not too far."""
    margin = f"min(0px,max(50% - 50vw + 1.5rem,50% - {width / 2:.0f}pt - 1rem))"
    return f"@media screen{{.diagram{{margin:0 {margin}}}.diagram svg{{min-width:{width * _SMALLEST:.0f}pt}}}}"


def _line_styles() -> str:
    """The colours that the script draws with, as variables, light and dark: those of the still picture."""
    pairs = theme.pairs()
    light = "".join(f"--map-{name}:{pair.light};" for name, pair in pairs.items())
    dark = "".join(f"--map-{name}:{pair.dark};" for name, pair in pairs.items())
    tints = "".join(f".tint.{tone}{{fill:var(--map-{tone}-fill);stroke:var(--map-{tone}-ink)}}" for tone in theme.TONES)
    return f".explore{{{light}}}@media screen and (prefers-color-scheme:dark){{.explore{{{dark}}}}}{tints}"


# Shown by the script alone; without it these would be buttons that do nothing.
_EXPLORE = """\
<div class="explore" id="explore" hidden>
<div class="tools" role="group" aria-label="Tools of the map">
<span class="finder"><label for="map-search">Search</label> <input type="search" id="map-search" autocomplete="off">
<span class="found" id="map-found" hidden></span></span>
<button type="button" data-do="closer" aria-label="Zoom in">+</button>
<button type="button" data-do="farther" aria-label="Zoom out">\u2212</button>
<button type="button" data-do="fit">Fit</button>
<button type="button" data-do="unfold">Unfold all</button>
<button type="button" data-do="fold">Fold a level</button>
<button type="button" data-do="start">Sources and keys</button>
<button type="button" data-do="window" aria-pressed="false">Full window</button>
</div>
<div class="stage" id="map-stage"></div>
<aside class="panel" id="map-panel" aria-label="Details" tabindex="0"></aside>
<p class="said" id="map-said" role="status"></p>
</div>"""
