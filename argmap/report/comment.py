"""The audit as Markdown for a comment on a pull request: what it comes to, then each map with something to say."""

import re
from collections.abc import Iterable, Iterator, Sequence

from argmap.audit import MapAudit
from argmap.formats.shared import markdown
from argmap.problem import counted, one_line
from argmap.report.blocks import escaped
from argmap.report.digest import TITLES, Digest, Entry, Tally, summary
from argmap.report.ink import harmless
from argmap.report.parts import How, Part

LIMIT = 60_000  # characters: GitHub takes 65,536 in one comment
LISTED = 30  # warnings of one map, and as many notes; all with `--all`
LONGEST = 400  # characters of one sentence
EVERYTHING = 1_000_000

_CODE = re.compile(r"`([\w :.,{}-]{1,60})`")


def part(audit: MapAudit, how: How) -> str:
    """The section of one map; nothing where there is nothing to say."""
    if not audit.problems and not audit.findings:
        return ""
    return "\n".join(_unreadable(audit) if audit.graph is None else _Section(audit, how).lines()) + "\n"


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """The comment. It must begin with the counts, so it is held back; as it has a limit, that is not much."""
    total, kept, room = Tally(), list[str](), LIMIT
    silent = left_out = 0
    for one in parts:
        total += one.tally
        silent += not one.text
        if one.text and (left_out or len(one.text) > room):
            left_out += 1
        elif one.text:
            kept.append(one.text)
            room -= len(one.text) + 1
    yield f"### argmap: {summary(total)}\n"
    for text in kept:
        yield f"\n{text}"
    if left_out:
        yield f"\n{counted(left_out, 'more map')} with something to say: a comment has room for no more.\n"
    if silent and total.maps > 1:
        yield f"\n{counted(silent, 'map')} with nothing{' new' if total.known else ''} to say.\n"


def _unreadable(audit: MapAudit) -> Iterator[str]:
    yield f"#### {escaped(audit.path)} cannot be read"
    yield ""
    for problem in audit.problems:
        yield f"- **error** line {problem.line}: {_sentence(problem.message)}" + _helped(problem.help)


class _Section:
    """One readable map with findings."""

    def __init__(self, audit: MapAudit, how: How) -> None:
        self.audit = audit
        self.most = EVERYTHING if how.unfold else LISTED
        self.digest = Digest(audit, 3)

    def lines(self) -> Iterator[str]:
        yield f"#### {escaped(self.audit.path)}"
        yield ""
        yield "| thesis | on its sources alone | taking the text's word |"
        yield "| --- | --- | --- |"
        for answer in self.digest.answers():
            grades = [f"{one.grade}{', contested' if one.contested else ''}" for one in answer.standings]
            yield f"| {_sentence(answer.node.text)} | {' | '.join(grades)} |"
        yield ""
        yield from (f"- {_sentence(f'{answer.standings[0].falls_with}')}" for answer in self.digest.answers())
        entries = [entry for section, found in self.digest.sections() if section in TITLES for entry in found]
        yield from self._listed([entry for entry in entries if entry.level != "note"])
        if notes := [entry for entry in entries if entry.level == "note"]:
            yield ""
            yield f"<details><summary>{counted(len(notes), 'note')}</summary>"
            yield ""
            yield from self._listed(notes)
            yield ""
            yield "</details>"

    def _listed(self, entries: Sequence[Entry]) -> Iterator[str]:
        for entry in entries[: self.most]:
            rules = " ".join(f"`{rule}`" for rule in entry.rules)
            first = entry.findings[0]
            said = f"- **{entry.level}** line {first.line}: {_sentence(entry.headline)} {rules}"
            yield said + (_helped(first.help) if entry.level != "note" else "")
        if len(entries) > self.most:
            yield f"- and {len(entries) - self.most} more (`argmap audit --all` shows them)"


def _helped(help_: str) -> str:
    return f"<br>→ {_sentence(help_)}" if help_ else ""


def _sentence(text: str) -> str:
    """A sentence of ours, with the words of a map in it: what is plain and stands in backquotes is shown as code."""
    pieces = _told_apart(harmless(one_line(text, LONGEST)))  # with the blanks at their ends
    return "".join(f"`{piece}`" if code else markdown.escaped(piece) for code, piece in pieces if piece)


def _told_apart(text: str) -> Iterator[tuple[bool, str]]:
    for place, piece in enumerate(_CODE.split(text)):
        yield place % 2 == 1, piece
