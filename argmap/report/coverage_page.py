"""A text beside its map as one HTML page: coloured by the claims that use it, each leading to the other.

A passage is a link to the narrowest claim that it stands for, a place beside a claim is a link to the passage; so the
page works with scripts off. One small script marks all that belongs to what was chosen, and leads from words that
several claims use to each of them in turn. Text of map and essay is escaped, and nothing is asked of anybody.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from itertools import pairwise

from argmap.draw.text import clean
from argmap.graph import Node, Step
from argmap.passages import Status
from argmap.problem import counted
from argmap.report.coverage import Coverage, Reach, fate, summary
from argmap.report.explore import as_json, homes, how
from argmap.report.nested import nested
from argmap.report.outline import title_of
from argmap.report.policy import Addition, policy

TINTS = 8  # colours of the style sheet, one a line of the argument, and round again
LINES = 16  # lines that are told apart at most
MOST = 4  # a line that holds the fourth part of a map or more is told by its parts
NAMED = 6  # claims that the hint of a passage names
_LINE_END = re.compile(r"\r\n|[\n\r\f\x85\u2028\u2029]")


def as_page(found: Coverage, addition: Addition | None = None) -> str:
    """The page of a map beside its text; it holds the whole text."""
    return "\n".join(_Page(found, addition).parts()) + "\n"


class _Page:
    def __init__(self, found: Coverage, addition: Addition | None) -> None:
        self.found, self.graph, self.text = found, found.graph, found.text
        self.addition = addition
        self.homes = homes(self.graph)
        self.tints = _tints(found)
        self.reaches: dict[int, list[Reach]] = defaultdict(list)
        for reach in found.reaches:
            self.reaches[reach.node].append(reach)

    def parts(self) -> Iterator[str]:
        styles = [files("argmap.report").joinpath("coverage.css").read_text("utf-8")]
        scripts = [files("argmap.report").joinpath("coverage.js").read_text("utf-8")]
        if self.addition:
            styles.append(self.addition.style)
            scripts.append(self.addition.script)
        allowed = policy(styles, scripts, asks=self.addition is not None)
        title = _shown(title_of(self.graph))
        yield "<!DOCTYPE html>"
        yield '<html lang="en"><head><meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{allowed}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{title}: the text and the map</title>"
        if self.addition:
            yield '<link rel="icon" href="data:,">'  # or the browser asks for one
        yield from (f"<style>{style}</style>" for style in styles)
        yield "</head><body>"
        yield f"<header><h1>{title}</h1><p>{_prose(summary(self.found))}</p></header><main>"
        yield '<section class="text" id="text" tabindex="0" aria-label="The text"><h2>The text</h2>'
        yield from self._uncovered()
        yield from self._paragraphs()
        yield '</section><section class="map" id="map" tabindex="0" aria-label="The map"><h2>The map</h2>'
        yield from self._bare()
        yield from self._outline()
        yield "</section></main>"
        if self.addition:
            yield f'<script type="application/json" id="live-data">{as_json(self.addition.data)}</script>'
        yield from (f"<script>{script}</script>" for script in scripts)
        yield "</body></html>"

    # -- the text

    def _uncovered(self) -> Iterator[str]:
        gaps = self.found.uncovered
        if gaps:
            count = counted(len(gaps), "passage")
            yield f"<details><summary>No claim stands for {count}, underlined in dots</summary><ul>"
            for place, gap in enumerate(gaps):
                yield f'<li><a href="#gap-{place}">{gap.at}</a> {counted(gap.words, "word")}</li>'
            yield "</ul></details>"

    def _paragraphs(self) -> Iterator[str]:
        """The whole text in its paragraphs; what stands between two words stays where it is."""
        spans, numbers = self.text.spans, self.text.paragraph_of
        firsts = [at for at in range(len(numbers)) if not at or numbers[at] != numbers[at - 1]]
        before = self.found.essay[: spans[0][0]] if spans else self.found.essay
        for first, end in pairwise((*firsts, len(spans))):
            after = self.found.essay[spans[end - 1][1] : spans[end][0] if end < len(spans) else None]
            line_end = _LINE_END.search(after) if end < len(spans) else None
            kept, left = (after[: line_end.start()], after[line_end.end() :]) if line_end else (after, "")
            aside = ' class="aside"' if first < self.found.starts else ""
            yield f'<p{aside} id="paragraph-{numbers[first]}"><span class="number">{numbers[first]}</span> '
            yield f"{_shown(before.lstrip())}{''.join(self._segments(first, end))}{_shown(kept.rstrip())}</p>"
            before = left
        if not spans and before.strip():
            yield f"<p>{_shown(before)}</p>"

    def _segments(self, first: int, end: int) -> Iterator[str]:
        """The words of a paragraph, cut wherever a passage or an uncovered stretch begins or ends."""
        reaches = [one for one in self.found.reaches if one.is_there and one.start < end and one.end > first]
        gaps = [(place, gap) for place, gap in enumerate(self.found.uncovered) if first <= gap.start < end]
        cuts = {first, end}
        cuts.update(at for one in reaches for at in (one.start, one.end) if first < at < end)
        cuts.update(at for _, gap in gaps for at in (gap.start, gap.end))
        for start, stop in pairwise(sorted(cuts)):
            if start > first:
                between = self.found.essay[self.text.spans[start - 1][1] : self.text.spans[start][0]]
                yield _shown(between)
            words = _shown(self.found.words(start, stop))
            here = [one for one in reaches if one.start <= start and one.end >= stop]
            place = next((place for place, gap in gaps if gap.start == start), None)
            yield self._passage(words, here, start) if here else _uncovered(words, place)

    def _passage(self, words: str, here: Sequence[Reach], start: int) -> str:
        ordered = sorted(here, key=lambda one: (one.end - one.start, one.node))
        nodes = list(dict.fromkeys(one.node for one in ordered))
        names = [self.graph.nodes[at].id for at in nodes]
        more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        anchors = "".join(f'<span id="{_anchor(one)}"></span>' for one in here if one.start == start)
        many = ' data-many=""' if len(nodes) > 1 else ""
        return (
            f'{anchors}<a class="passage {self.tints[nodes[0]]}" href="#claim-{escape(names[0])}"{many} '
            f'data-claims="{" ".join(map(str, nodes))}" title="{escape(", ".join(names[:NAMED]) + more)}">{words}</a>'
        )

    # -- the map

    def _bare(self) -> Iterator[str]:
        if self.found.bare:
            count = counted(len(self.found.bare), "statement")
            has = "has" if len(self.found.bare) == 1 else "have"
            yield f"<details><summary>{count} of the text {has} no passage</summary><ul>"
            for node in self.found.bare:
                yield f'<li><a href="#claim-{escape(node.id)}">{_shown(node.id)}</a> {_shown(node.text)}</li>'
            yield "</ul></details>"

    def _outline(self) -> Iterator[str]:
        yield "<ol>"
        yield from nested(self.graph, self.homes, self._stated, self._seen)
        yield "</ol>"

    def _stated(self, node: Node, step: Step | None) -> str:
        claim = f'<div id="claim-{escape(node.id)}" data-claim="{node.at}">{self._move(step)}{self._line(node)}</div>'
        return f'<li class="{self.tints[node.at]}">{claim}'

    def _seen(self, node: Node, step: Step) -> str:
        return f'{self._move(step)}see <a href="#claim-{escape(node.id)}">{_shown(node.id)}</a>'

    def _move(self, step: Step | None) -> str:
        return f"<b>{how(self.graph, step)}</b> " if step else ""

    def _line(self, node: Node) -> str:
        name = f"<small>{_shown(node.id)}</small> "
        words = _shown(node.text)
        if self.found.is_mappers(node):
            return f"{name}<em>[{words}]</em>"
        places = " ".join(self._place(one) for one in self.reaches[node.at]) or '<span class="none">no passage</span>'
        return f"{name}{words} {places}"

    def _place(self, reach: Reach) -> str:
        told = f" ({_shown(fate(reach))})" if fate(reach) else ""
        if not reach.is_there or reach.found is None:
            return f'<span class="none">{_shown(reach.at)}{told}</span>'
        shown = reach.at if reach.found.status is not Status.FOUND else f"{reach.at}, unchecked"
        return f'<a class="place" href="#{_anchor(reach)}" data-shows="{reach.node}">{_shown(shown)}</a>{told}'


def _anchor(reach: Reach) -> str:
    return f"passage-{reach.node}-{reach.place}"


def _uncovered(words: str, place: int | None) -> str:
    return words if place is None else f'<span class="gap" id="gap-{place}">{words}</span>'


def _tints(found: Coverage) -> dict[int, str]:
    """The class of each statement: the colour of the line where it stands; what joins the lines has one of its own."""
    nodes = found.graph.nodes
    lines = {at: f"tint-{place % TINTS}" for place, at in enumerate(_lines(found))}
    tints: dict[int, str] = {}
    for node in nodes:  # parents stand before what is under them
        above = "top" if node.parent is None else tints[node.parent]
        tints[node.at] = lines.get(node.at, above)
    return tints


def _lines(found: Coverage) -> list[int]:
    """Where the lines of the argument begin: under the theses, and lower where one line is most of the map."""
    nodes = found.graph.nodes
    below: dict[int, list[int]] = defaultdict(list)
    sizes = [1] * len(nodes)
    for node in reversed(nodes):
        if node.parent is not None:
            sizes[node.parent] += sizes[node.at]
            below[node.parent].insert(0, node.at)
    lines = [at for node in nodes if node.parent is None for at in below[node.at]]
    while lines:
        largest = max(lines, key=lambda at: sizes[at])
        parts = below[largest]
        if sizes[largest] * MOST < len(nodes) or len(parts) < 2 or len(lines) + len(parts) - 1 > LINES:
            break
        place = lines.index(largest)
        lines[place : place + 1] = parts
    return lines


def _shown(text: str) -> str:
    """Text as markup that shows it, on one line; the blanks at its ends stay, for it may be a part of a line."""
    head = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and text.strip() else ""
    return f"{head}{escape(clean(text))}{tail}"


def _prose(text: str) -> str:
    """A sentence of ours, in which what is written in backticks is code."""
    return re.sub("`([^`]+)`", r"<code>\1</code>", _shown(text))
