"""A map begun from a text: `about` and `sources` filled in, and below them, as comments, what to move into place."""

import re
from collections.abc import Iterator
from textwrap import wrap
from typing import Any

from argmap.formats.shared.write import map_text, printable
from argmap.passages import Locator
from argmap.problem import counted
from argmap.scalars import scalar
from argmap.starting.cues import KINDS
from argmap.starting.reading import Cited, Reading, Sentence, read_for_map
from argmap.starting.texts import Essay

WIDTH = 110  # columns of a comment
TITLE = 15  # words of a first line that may be a title

HEAD = """\
Begun from a text. Its sentences that look like claims, evidence, concessions and attributions stand as comments below.
1. Write the thesis in your own words.
2. Move what belongs to it under `because:` or `but:`, take away the comment signs, and say it in your own words.
3. Take out the rest. `argmap coverage MAP TEXT` shows what of the text no claim stands for."""

_BYLINE = re.compile(r"(?:[Bb]y|BY)\s+(?P<name>[A-Z][\w.'’-]*(?:\s+(?:(?:and|de|van|von)\s+)*[A-Z][\w.'’-]*)+)")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}\s+{_MONTH}\s+\d{{4}}|{_MONTH}\s+\d{{1,2}},?\s+\d{{4}}")
_PLACES = "Paragraphs are counted as blocks between empty lines, the words in each from 1."


def draft(essay: Essay) -> str:
    """The text of the map file."""
    reading = read_for_map(essay.text)
    data: dict[str, Any] = {
        "argmap": 1,
        "title": "What does the text argue?",
        "about": _about(essay, reading),
        "sources": {source.key: _source(source) for source in reading.sources},
        "thesis": {"id": "thesis", "claim": "Write here in your own words what the text wants its readers to believe."},
    }
    return map_text(data, HEAD) + "\n".join(["", *_comments(reading), ""])


def with_about(data: dict[str, Any], essay: Essay) -> dict[str, Any]:
    """The data of a map with what is known of the text that it maps."""
    head = {key: data[key] for key in ("argmap", "title") if key in data}
    return head | {"about": _about(essay, read_for_map(essay.text))} | data


def _about(essay: Essay, reading: Reading) -> dict[str, Any]:
    """What is known of the text; its words and hash tell whoever has it whether it is the same edition."""
    title, author, published = _first_lines(essay.text)
    about: dict[str, Any] = {"title": essay.title or title, "author": essay.author or author}
    about |= {"published": essay.published or published, "url": essay.url}
    about = {key: printable(" ".join(value.split())) for key, value in about.items() if value}
    if reading.text.words:
        about |= {"words": len(reading.text.words), "sha256": reading.text.sha256, "starts": reading.starts}
    return about


def _first_lines(text: str) -> tuple[str | None, str | None, str | None]:
    """Title, author and date, as far as short lines at the beginning give them.

    The title is the first of them that is neither byline nor date and ends in no full stop; one in title case goes
    before any other.
    """
    lines = [line for line in (raw.strip("#*_ \t") for raw in text.splitlines()[:20]) if _is_short(line)]
    author = next((byline["name"] for line in lines if (byline := _BYLINE.fullmatch(line))), None)
    published = next(filter(_DATE.fullmatch, lines), None)
    titles = [line for line in lines if not (_BYLINE.fullmatch(line) or _DATE.fullmatch(line))]
    return next(filter(_is_title_case, titles), titles[0] if titles else None), author, published


def _is_short(line: str) -> bool:
    return bool(line) and len(line.split()) <= TITLE and line[-1] not in ".,;:"


def _is_title_case(line: str) -> bool:
    """Whether its words of four letters and more begin with capitals, and there are two of them or more."""
    words = [word for word in line.split() if len(word) > 3]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _source(source: Cited) -> dict[str, Any]:
    made: dict[str, Any] = {"name": printable(source.name)}
    if source.kind:
        made["kind"] = source.kind
    if source.role:
        made["role"] = printable(source.role)
    made |= {name: True for name in ("anonymous", "plural") if getattr(source, name)}
    if source.is_report:
        made["from"] = "unknown"
    return made


def _comments(reading: Reading) -> Iterator[str]:
    before = sum(sentence.at.paragraph < reading.starts for sentence in reading.sentences)
    silent = len(reading.sentences) - len(reading.told) - before
    yield f"# {counted(len(reading.told), 'sentence')} with a cue; {counted(silent, 'other')} without one."
    if before:
        yield f"# What stands before paragraph {reading.starts} is left out; `starts` says where the argument begins."
    yield f"# {_PLACES}"
    yield "# What a cue, in parentheses, speaks for:"
    yield from (f"#   {kind}: {what}" for kind, what in KINDS.items())
    paragraph = None
    for sentence in reading.told:
        if sentence.at.paragraph != paragraph:
            paragraph = sentence.at.paragraph
            yield "#"
            yield f"# ---- paragraph {paragraph}"
        yield "#"
        yield from _comment(sentence)


def _comment(sentence: Sentence) -> Iterator[str]:
    told = "; ".join(f"{cue.kind} ({printable(cue.words)})" for cue in sentence.cues)
    yield from (f"# {line}" for line in wrap(f"{sentence.at}: {told}", WIDTH, subsequent_indent="    "))
    quoted = wrap(printable(sentence.words), WIDTH, break_long_words=False, break_on_hyphens=False)
    yield from (f"#     {line}" for line in quoted)
    yield from (f"#   {line}" for line in _item(sentence))  # without its sign, the line stands where `because` needs it


def _item(sentence: Sentence) -> Iterator[str]:
    """An item to be moved: evidence where it is attributed or reports a fact, else a claim."""
    kinds = {cue.kind for cue in sentence.cues}
    kind = "evidence" if kinds & {"attribution", "evidence"} else "claim"
    yield f"- {kind}: {'Objection. ' if kinds & {'concession', 'objection'} else ''}Say here what it says."
    if len(sentence.sources) == 1:
        yield f"  source: {scalar(sentence.sources[0])}"
    elif sentence.sources:
        yield f"  source: [{', '.join(map(scalar, sentence.sources))}]"
    yield f"  passage: {_passage(sentence.at)}"


def _passage(at: Locator) -> str:
    trace = f", trace: {at.trace}" if at.trace else ""
    return f"{{at: {at.at}, words: {at.words}, sha256: {at.sha256}{trace}}}"
