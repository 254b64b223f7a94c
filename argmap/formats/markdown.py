"""Markdown: the argument as a nested list, for a wiki, an issue or a word processor.

Each item says in bold how it leads to the item above it. What is used again is named by its outline number. Written
alone: an outline for readers keeps too little to be read back. Source: the GitHub Flavored Markdown specification.
"""

import re
from collections.abc import Iterator

from argmap.formats.shared.carrying import Kept, kept, left_out
from argmap.formats.shared.common import Arranged, Made, Options
from argmap.formats.shared.features import Feature, in_words
from argmap.formats.shared.flat import cited_text
from argmap.graph import Graph, Node, Step
from argmap.problem import one_line

NAME = "markdown"
SUFFIXES = (".md", ".markdown")
FEATURES: frozenset[Feature] = frozenset(
    (
        "theses", "linked", "needs", "objections", "undercuts", "explanations", "shared", "evidence", "assumptions",
        "granted", "title", "map-note", "sources", "locators", "doubts",
    )
)  # fmt: skip
CARRIES = in_words(FEATURES)
DEEPEST = 40  # levels that are indented: what is deeper is hard to read, and says its level

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")  # signs that Markdown, or HTML in it, would read as its own
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def escaped(text: str, *, on_github: bool = True) -> str:
    """A text on one line as Markdown that shows it and does nothing: no markup, no HTML.

    On GitHub no link of a bare address, no mention and no issue either: what keeps them apart has no width, but is
    copied along, so that an editor, which makes a link of an address at most, goes without.
    """
    shown = _SPECIAL.sub(r"\\\1", text)
    if on_github:
        shown = re.sub(r"(https?|ftp|www)([:.])", "\\1\u200b\\2", shown)
        shown = re.sub(r"@(?=\w)", "@\u200b", shown)
        shown = re.sub(r"(#|\bGH-)(?=\d)", "\\1\u200b", shown)  # a backslash would not do
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", shown))


def write(arranged: Arranged, options: Options) -> Made:
    """A heading and a list of the theses with all that leads to them."""
    part = kept(arranged.graph, FEATURES)
    return Made("\n".join(_lines(arranged.graph, part)) + "\n", left_out(arranged, FEATURES))


def _lines(graph: Graph, part: Kept) -> Iterator[str]:
    map_ = graph.map
    yield f"# {_shown(map_.title or graph.nodes[graph.theses[0]].text)}"
    yield ""
    if map_.note:
        yield from (_shown(map_.note), "")
    steps = frozenset(part.steps)
    met = set[int]()
    used = {premise for at in part.steps for premise in graph.steps[at].premises}
    tops = [at for at in part.nodes if at not in used]
    for at in (*tops, *part.nodes):  # and what only attacks each other in a ring
        if at not in met:
            word = "Thesis" if at in graph.theses else "Apart"
            yield from _Outline(graph, steps, met).lines(at, word)


class _Outline:
    """The list below one statement. `met` are those that stand somewhere already."""

    def __init__(self, graph: Graph, steps: frozenset[int], met: set[int]) -> None:
        self.graph, self.steps, self.met = graph, steps, met

    def lines(self, top: int, word: str) -> Iterator[str]:
        """What waits is a level, the words before a statement, and its position; None for words alone."""
        waiting: list[tuple[int, str, int | None]] = [(0, word, top)]
        while waiting:
            level, lead, at = waiting.pop()
            deep = f" (level {level})" if level > DEEPEST else ""
            item = f"{'  ' * min(level, DEEPEST)}- **{lead}**{deep}"
            if at is None:
                yield f"{item}:"
                continue
            node = self.graph.nodes[at]
            if at in self.met:
                yield f"{item}: see {node.number}, “{_shown(one_line(node.text))}”"
                continue
            self.met.add(at)
            yield f"{item} {node.number}: {self._said(node)}"
            moves = [self.graph.steps[at] for at in (*node.reasons, *node.objections) if at in self.steps]
            waiting += reversed([one for step in moves for one in self._step(step, level + 1)])

    def _step(self, step: Step, level: int) -> Iterator[tuple[int, str, int | None]]:
        word = "explained by" if step.kind == "because" and not step.supports else str(step.kind)
        if step.item.granted:
            word += f" (granted: {_shown(step.item.granted)})"
        count = len(step.premises)
        if count == 1:
            yield level, word, step.premises[0]
        else:
            how = "all of these together" if step.needs == count else f"any {step.needs} of these {count}"
            yield level, f"{word} {how}", None
            yield from ((level + 1, "and", premise) for premise in step.premises)
        for undercut in (self.graph.steps[at] for at in step.unless if at in self.steps):
            yield from self._step(undercut, level + 1)

    def _said(self, node: Node) -> str:
        kind = {"claim": "", "evidence": " (evidence)", "assumption": " (assumed)"}[node.kind]
        names = self.graph.sources.by_key
        cited = "; ".join(_shown(cited_text(cite._replace(key=names[cite.key].name))) for cite in node.cites)
        return f"{_shown(node.text)}{kind}{f' *{cited}*' if cited else ''}"


def _shown(text: str) -> str:
    return escaped(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))
