"""Mermaid: the argument as a plain flowchart, for Markdown and wikis; `argmap render` writes one with the audit on it.

The words of a map become Mermaid's own entities wherever a sign could mean something to Mermaid, to the Markdown or
HTML that it reads in labels, or to TeX. Source: the syntax of Mermaid 11's flowcharts.
"""

import re
from collections.abc import Iterator

from argmap.formats.shared.carrying import Kept, kept, left_out
from argmap.formats.shared.common import Arranged, Made, Options
from argmap.formats.shared.features import Feature, in_words
from argmap.formats.shared.flat import cited_text
from argmap.graph import Graph, Node, Step

NAME = "mermaid"
SUFFIXES = (".mmd", ".mermaid")
FEATURES: frozenset[Feature] = frozenset(
    (
        "theses", "linked", "needs", "objections", "undercuts", "explanations", "shared", "evidence", "assumptions",
        "title", "sources", "locators", "doubts",
    )
)  # fmt: skip
CARRIES = in_words(FEATURES)
MOST_CHARACTERS = 50_000  # `maxTextSize` of Mermaid, which GitHub leaves as it is
MOST_LINES = 500  # `maxEdges`

# Letters, digits and what is only punctuation everywhere are written as they are.
_SPECIAL = re.compile(r"[^\w .,:!?'()/+=\u0080-\U0010ffff-]|_|:(?! |$)")
# What Mermaid reads even where it was an entity: a line break, TeX, icons, its own marks for `;` and `&`; and, wherever
# it stands, a direction. A word joiner, which nobody sees, keeps the signs apart.
_PAIRS = re.compile(
    r"\\(?=n)|\$(?=\$)|:(?=fa-)|\u00b6(?=\u00df)|l(?=\u00b0)|direction(?=\s+(?:TB|BT|TD|BR|RL|LR))", re.IGNORECASE
)
_WORD_JOINER = "\u2060"
# What Markdown would read as a list, a rule or a link.
_MARKDOWN = re.compile(r"^[-=]|^\+(?= |$)|(?<=^\d)[.)](?= |$)|(?<=^\d\d)[.)](?= |$)|(?<=\bwww)\.", re.IGNORECASE)
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_SHAPES = {"claim": ('("', '")'), "evidence": ('["', '"]'), "assumption": ('{{"', '"}}')}
_ARROWS = {"because": "-->|because|", "but": "-.-x|but|", "unless": "-.-o|unless|"}


def escaped(words: str) -> str:
    """Words on one line for a quoted label or a description: what is shown is these words, and nothing else happens."""
    apart = _PAIRS.sub(rf"\g<0>{_WORD_JOINER}", words)
    return _MARKDOWN.sub(_entity, _SPECIAL.sub(_entity, apart))


def _entity(found: re.Match[str]) -> str:
    return f"#{ord(found[0])};"


def write(arranged: Arranged, options: Options) -> Made:
    """A flowchart with the theses on top, and what Mermaid will not draw of it."""
    part = kept(arranged.graph, FEATURES)
    lines = list(_lines(arranged.graph, part))
    text = "\n".join(lines) + "\n"
    joins = sum("--" in line or "-.-" in line for line in lines if not line.startswith("    "))
    notes = []
    if len(text) > MOST_CHARACTERS or joins > MOST_LINES:
        notes.append(
            f"Mermaid draws {MOST_CHARACTERS:,} characters and {MOST_LINES:,} lines between cards at most, and this "
            f"chart has {len(text):,} and {joins:,} (`argmap render -f mermaid --depth 3` draws less)"
        )
    return Made(text, left_out(arranged, FEATURES), tuple(notes))


def _lines(graph: Graph, part: Kept) -> Iterator[str]:
    yield "flowchart BT"
    if graph.map.title:
        yield f"accTitle: {_shown(graph.map.title)}"
    for node in (graph.nodes[at] for at in part.nodes):
        start, end = _SHAPES[node.kind]
        yield f"{_name(node)}{start}{'<br>'.join(_words(graph, node))}{end}"
    for step in (graph.steps[at] for at in part.steps):
        yield from _step(graph, step)
    yield "classDef thesis stroke-width:4px"
    yield f"class {','.join(_name(graph.nodes[at]) for at in graph.theses)} thesis"


def _words(graph: Graph, node: Node) -> Iterator[str]:
    yield _shown(node.text)
    for cite in node.cites:
        name = graph.sources.by_key[cite.key].name
        yield f"Source: {_shown(cited_text(cite._replace(key=name)))}"


def _step(graph: Graph, step: Step) -> Iterator[str]:
    end = _name(graph.nodes[step.to]) if step.undercuts is None else _joint(step.undercuts)
    arrow = "-->|explains|" if step.kind == "because" and not step.supports else _ARROWS[step.kind]
    starts = [_name(graph.nodes[premise]) for premise in step.premises]
    if len(starts) == 1 and not step.unless:
        yield f"{starts[0]} {arrow} {end}"
        return
    count = len(starts)
    label = "and" if step.needs == count else f"{step.needs} of {count}"
    yield f'{_joint(step.at)}["{label if count > 1 else step.kind}"]'
    yield from (f"{start} --- {_joint(step.at)}" for start in starts)
    yield f"{_joint(step.at)} {arrow} {end}"


def _shown(text: str) -> str:
    return escaped(_REORDERING.sub("", " ".join(text.split())))


def _name(node: Node) -> str:
    """The node's name in the text: never the author's id, which may be a word of Mermaid's own, such as `end`."""
    return f"n{node.number.replace('.', '_')}"


def _joint(at: int) -> str:
    return f"joint{at}"
