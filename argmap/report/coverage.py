"""What a map covers of the text that it reconstructs: words that no claim stands for, claims that point nowhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from argmap.graph import Graph, Node
from argmap.passages import Found, PassageError, Status, Text, locate, read_text
from argmap.problem import counted, one_line
from argmap.report.blocks import Block, Heading, Items, Paragraph
from argmap.report.outline import title_of
from argmap.rules.passage_not_found import locator

LEAST = 5  # words: what is shorter between two passages is mostly a conjunction
QUOTED = 70  # characters of a stretch that the page shows
_FOUND = {Status.EXACT, Status.FOUND}


@dataclass(frozen=True, slots=True)
class Reach:
    """One passage of a statement: `start` and `end` are indices of words, the end not among them."""

    node: int  # position in the graph
    place: int  # position among the passages of the node
    at: str  # where the map says that it stands
    found: Found | None  # None for what can be no passage
    start: int = 0
    end: int = 0

    @property
    def is_there(self) -> bool:
        return self.start < self.end


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of one paragraph that no claim stands for."""

    at: str
    start: int
    end: int

    @property
    def words(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Coverage:
    """A map beside its text. `essay` is the text as it is written, `text` its words."""

    graph: Graph
    essay: str
    text: Text

    @cached_property
    def reaches(self) -> tuple[Reach, ...]:
        """Every passage of the map in the order of the file, found in the text or not."""
        return tuple(self._reach(node, place) for node in self.graph.nodes for place in range(len(node.item.passage)))

    @cached_property
    def bare(self) -> tuple[Node, ...]:
        """The text's own statements that point to no passage. What the mapper adds need not."""
        return tuple(node for node in self.graph.nodes if not node.item.passage and not self.is_mappers(node))

    def is_mappers(self, node: Node) -> bool:
        """Whether it is the mapper's, and not said in the text; in a map of one's own text nothing is."""
        return self.graph.map.about is not None and node.by == "mapper"

    @cached_property
    def starts(self) -> int:
        """Index of the first word of the argument, which `about.starts` names by its paragraph."""
        about = self.graph.map.about
        first = (about.starts if about else None) or 1
        return next((at for at, number in enumerate(self.text.paragraph_of) if number >= first), len(self.text.words))

    @cached_property
    def covered(self) -> tuple[bool, ...]:
        """For each word of the text whether a claim stands for it."""
        turns = [0] * (len(self.text.words) + 1)
        for reach in self.reaches:
            turns[reach.start] += 1
            turns[reach.end] -= 1
        covered, depth = [], 0
        for turn in turns[:-1]:
            depth += turn
            covered.append(depth > 0)
        return tuple(covered)

    @cached_property
    def gaps(self) -> tuple[Stretch, ...]:
        """All stretches of the argument that no claim stands for, however short; none goes over a paragraph's end."""
        gaps: list[tuple[int, int]] = []
        for at in range(self.starts, len(self.text.words)):
            if self.covered[at]:
                continue
            if gaps and gaps[-1][1] == at and self.text.paragraph_of[at] == self.text.paragraph_of[at - 1]:
                gaps[-1] = (gaps[-1][0], at + 1)
            else:
                gaps.append((at, at + 1))
        return tuple(Stretch(self.text.written_at(*gap), *gap) for gap in gaps)

    @cached_property
    def uncovered(self) -> tuple[Stretch, ...]:
        """The gaps long enough to say something."""
        return tuple(gap for gap in self.gaps if gap.words >= LEAST)

    @property
    def counts(self) -> tuple[int, int]:
        """How many words of the argument a claim stands for, and how many it has."""
        return sum(self.covered[self.starts :]), len(self.text.words) - self.starts

    def words(self, start: int, end: int) -> str:
        """Words of the text as they are written in it."""
        return self.essay[self.text.spans[start][0] : self.text.spans[end - 1][1]]

    def _reach(self, node: Node, place: int) -> Reach:
        passage = node.item.passage[place]
        try:
            found = locate(self.text, locator(passage))
        except PassageError:
            return Reach(node.at, place, passage.at, None)
        start, end = self.text.reach(found) or (0, 0)
        return Reach(node.at, place, passage.at, found, start, end)


def coverage(graph: Graph, essay: str) -> Coverage:
    """The map beside the text that it reconstructs."""
    return Coverage(graph, essay, read_text(essay))


def summary(found: Coverage) -> str:
    """The answer in a sentence or three."""
    return " ".join(_sentences(found))


def _sentences(found: Coverage) -> Iterator[str]:
    covered, words = found.counts
    used = len({reach.node for reach in found.reaches if reach.is_there})
    share = f" ({covered / words:.0%})" if words else ""
    whole = "the argument" if found.starts else "the text"
    stand = "stands" if used == 1 else "stand"
    yield f"{counted(used, 'statement')} of the map {stand} for {covered:,} of the {words:,} words of {whole}{share}."
    if found.starts:
        yield f"It starts after paragraph {found.text.paragraph_of[found.starts - 1]}, says `about.starts`."
    if short := [gap for gap in found.gaps if gap.words < LEAST]:
        total, are = sum(gap.words for gap in short), "is" if len(short) == 1 else "are"
        yield f"{counted(len(short), 'gap')} of fewer than {LEAST} words ({total:,} in all) {are} not listed."


def as_blocks(found: Coverage) -> list[Block]:
    """The page for a terminal or for Markdown."""
    return list(_blocks(found))


def _blocks(found: Coverage) -> Iterator[Block]:
    yield Heading(title_of(found.graph), 1)
    yield Paragraph(summary(found))
    yield Heading("No claim stands for")
    stretches = tuple(
        f"{gap.at} ({counted(gap.words, 'word')}): “{one_line(found.words(gap.start, gap.end), QUOTED)}”"
        for gap in found.uncovered
    )
    yield Items(stretches) if stretches else Paragraph("Nothing: a claim stands for every part of it.")
    yield Heading("No passage")
    bare = tuple(f"{node.id} ({node.kind}): {one_line(node.text, QUOTED)}" for node in found.bare)
    yield Items(bare) if bare else Paragraph("None: every statement of the text's points to where it says so.")
    odd = tuple(
        f"{found.graph.nodes[reach.node].id}, {reach.at}: {fate(reach)}" for reach in found.reaches if fate(reach)
    )
    if odd:
        yield Heading("Passages that are not where they were")
        yield Items(odd)


def fate(reach: Reach) -> str:
    """What became of a passage that is not as and where the map says; empty for one that is."""
    if reach.found is None:
        return "can be no passage of any text"
    if reach.found.status is Status.LOST:
        return "not in this text"
    if reach.found.status is Status.MOVED:
        return f"now at {reach.found.at}"
    if reach.found.status is Status.EDITED:
        differ = f"at least {reach.found.differ} of {counted(reach.found.words, 'word')}"
        return f"changed, {differ}; now at {reach.found.at}"
    return ""


def as_data(found: Coverage) -> dict[str, Any]:
    """The same for programs; no word of the text is among it."""
    covered, words = found.counts
    return {
        "title": title_of(found.graph),
        "words": words,
        "covered": covered,
        "uncovered": [{"at": gap.at, "words": gap.words} for gap in found.gaps],
        "without_passage": [node.id for node in found.bare],
        "passages": [
            {
                "node": found.graph.nodes[reach.node].id,
                "at": reach.at,
                "status": "impossible" if reach.found is None else str(reach.found.status),
                "now": None if reach.found is None else reach.found.at,
                "differ": 0 if reach.found is None else reach.found.differ,
            }
            for reach in found.reaches
        ],
    }
