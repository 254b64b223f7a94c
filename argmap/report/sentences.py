"""A map as sentences to read out: what is wrong with an argument is often heard before it is seen.

Every statement with something for or against it has a paragraph, in the order of the file: "A, because B and C
together; but D." What the map's maker adds to a text stands in brackets. Under a paragraph stands, for every premise
that is said to support by itself, the question that finds a forgotten `together`: would it support the claim if nothing
beside it held? (Walton, Argument Structure, 1996, compares this test for linked premises with others.)
"""

import re
from collections.abc import Iterator, Sequence

from argmap.draw.card import is_addition
from argmap.graph import Graph, Node, Step
from argmap.problem import counted, one_line
from argmap.report.blocks import Block, Heading, Items, Paragraph
from argmap.report.outline import title_of

LONGEST = 70  # words of one sentence; beyond, each reason and objection is a sentence of its own
QUOTED = 80  # characters of a statement in a question

# Words whose capital only says that a sentence begins. Any other first word may be a name, and stays as it is.
_SMALL = frozenset(
    """
    a about above across after against all although among an and any are around as at because before behind below beside
    besides between beyond both but by can could despite did do does during each even every few for from had has have he
    her here his how if in instead into is it its less like many may might more most much must nearly neither no nobody
    none nor not nothing of often on once one only or other our out over people perhaps several she should since so some
    somebody still such than that the their then there these they this those though through to too towards under unless
    until up upon was we were what when where whether which while who whoever whose why with within without would you
    your
    """.split()  # noqa: SIM905  # a list of a hundred quoted words is no easier to read
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def as_sentences(graph: Graph, *, questions: bool = True) -> list[Block]:
    """The page of a map, with or without its questions. A map of several main lines has a heading for each of them."""
    return list(_Reading(graph, questions).blocks())


class _Reading:
    def __init__(self, graph: Graph, questions: bool) -> None:
        self.graph, self.questions = graph, questions
        self.asked = 0
        self.in_line = False  # whether the heading above is that of a main line
        # What the map writes small somewhere is no name, so it may be small at the beginning of a text as well.
        self.small = _SMALL.union(*(_WORD.findall(node.text)[1:] for node in graph.nodes))

    def blocks(self) -> Iterator[Block]:
        yield Heading(title_of(self.graph), 1)
        spoken = [node for node in self.graph.nodes if _is_spoken(node)]
        for node in spoken:
            if heading := self._heading(node, spoken):
                yield Heading(heading)
            yield from self._paragraphs(node)
        if self.asked:
            yield Heading("How to read the questions")
            yield Paragraph(
                f"{counted(self.asked, 'premise')} {'is' if self.asked == 1 else 'are'} said to support by "
                f"{'itself' if self.asked == 1 else 'themselves'}. Suppose each time that nothing else beside it held. "
                "Where it would then support nothing, write it under one `together` with what it needs."
            )

    def _heading(self, node: Node, spoken: Sequence[Node]) -> str | None:
        """What opens a main line: a thesis, what stands directly under one and goes on below, or a part of its own.

        What does not go on below stands with its thesis; behind another main line it is one of its own.
        """
        if node.parent is None:
            self.in_line = False
            return "Thesis" if node.at in self.graph.theses else f"A part that stands apart: {node.id}"
        goes_on = self.in_line or any(below.parent == node.at for below in spoken)
        if node.parent not in self.graph.theses or not goes_on:
            return None
        self.in_line = True
        return f"In the line of {node.id}"

    # -- a statement and all that is said for and against it

    def _paragraphs(self, node: Node) -> Iterator[Block]:
        steps = [self.graph.steps[at] for at in (*node.reasons, *node.objections)]
        sentence = f"{node.id}: {self._said(node, _bare(node.text))}"
        said = [(step, first, self._clause(step)) for step, first in _with_first(steps)]
        if len(" ".join((sentence, *(clause for _, _, clause in said))).split()) <= LONGEST:
            joined = "".join(f"{_joint(step, first)}{clause}" for step, first, clause in said)
            yield Paragraph(f"{sentence}{joined}.")
        else:
            yield Paragraph(" ".join((f"{sentence}.", *(f"{_begin(step, first)}{one}." for step, first, one in said))))
        alone = [step for step in steps if step.supports and len(step.premises) == 1]
        if self.questions and alone:
            self.asked += len(alone)
            yield Items(tuple(self._question(step) for step in alone))

    def _question(self, step: Step) -> str:
        premise = self.graph.nodes[step.premises[0]]
        return f"Would {premise.id} support it alone: “{one_line(premise.text, QUOTED)}”?"

    def _clause(self, step: Step) -> str:
        """The premises of a step, and what is said of it."""
        clause = self._premises(step)
        if step.item.warrant:
            clause += f" (which bears on it since {self._inside(step.item.warrant)})"
        clause += self._granted(step)
        waiting = [self.graph.steps[at] for at in reversed(step.unless)]
        while waiting:
            undercut = waiting.pop()
            clause += f", unless {self._premises(undercut)}{self._granted(undercut)}"
            waiting.extend(self.graph.steps[at] for at in reversed(undercut.unless))
        return clause

    def _granted(self, step: Step) -> str:
        return f", which is granted: {self._inside(step.item.granted)}" if step.item.granted else ""

    def _premises(self, step: Step) -> str:
        """The premises in a row; of several that need each other it is said that they do."""
        nodes = [self.graph.nodes[at] for at in step.premises]
        said = [self._said(node, self._inside(node.text)) for node in nodes]
        if len(said) == 1:
            return said[0]
        row = f"{', '.join(said[:-1])} and {said[-1]}"
        if step.needs == len(said):
            return f"{row} together"
        return f"{row}, of which {_number(step.needs)} suffice{'s' if step.needs == 1 else ''}"

    def _said(self, node: Node, words: str) -> str:
        """A statement, in brackets where the map's maker added it, and in parentheses what is to be heard of it."""
        marks = list(self._marks(node))
        words = f"[{words}]" if is_addition(self.graph, node) else words
        return f"{words} ({'; '.join(marks)})" if marks else words

    def _marks(self, node: Node) -> Iterator[str]:
        if node.kind == "assumption":
            yield "assumed"
        if node.item.likelihood:
            yield node.item.likelihood.replace("-", " ")
        for cite in node.cites:
            name = self._inside(self.graph.sources.name(cite.key))
            yield f"{'perhaps ' if cite.uncertain else ''}according to {name}"
        if node.kind == "evidence" and not node.cites:
            yield "no source"

    def _inside(self, text: str) -> str:
        """A sentence as a part of another one: its first word small where that can be no name."""
        words = _bare(text)
        first = _WORD.match(words)
        return words[0].lower() + words[1:] if first and first[0].lower() in self.small else words


def _is_spoken(node: Node) -> bool:
    return bool(node.reasons or node.objections) or node.parent is None


def _with_first(steps: Sequence[Step]) -> Iterator[tuple[Step, bool]]:
    """Each step, and whether it is the first of its kind."""
    seen: set[str] = set()
    for step in steps:
        kind = _kind(step)
        yield step, kind not in seen
        seen.add(kind)


def _kind(step: Step) -> str:
    return "explanation" if step.kind == "because" and not step.supports else step.kind


def _joint(step: Step, first: bool) -> str:
    """What joins a step to the sentence before it."""
    joints = {
        "because": (", because ", "; and because "),
        "explanation": (", which comes about because ", "; and comes about because "),
        "but": ("; but ", "; and against it, "),
    }
    return joints[_kind(step)][not first]


def _begin(step: Step, first: bool) -> str:
    """What a step begins with as a sentence of its own."""
    begins = {
        "because": ("Because ", "Also because "),
        "explanation": ("It comes about because ", "It also comes about because "),
        "but": ("But ", "Also against it: "),
    }
    return begins[_kind(step)][not first]


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _bare(text: str) -> str:
    """A sentence without its full stop, on one line; an ellipsis stays."""
    words = " ".join(text.split())
    return words[:-1] if words.endswith(".") and not words.endswith("..") else words
