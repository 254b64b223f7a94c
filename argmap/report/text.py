"""The audit as a page to read on a terminal: the answer first, then what to do about it."""

from collections.abc import Iterable, Iterator, Sequence

from argmap.audit import MapAudit
from argmap.problem import Level, counted, one_line
from argmap.report.digest import TITLES, Answer, Digest, Entry, Tally, summary
from argmap.report.ink import Ink, safe, wrapped
from argmap.report.parts import How, Part

FOLDED = 3  # places shown of one entry, notes shown of a section
EVERYTHING = 10_000

_INKS: dict[Level, tuple[str, ...]] = {"error": ("red", "bold"), "warning": ("yellow",), "note": ("dim",)}


def part(audit: MapAudit, how: How) -> str:
    """The page of one map."""
    return "\n".join(_Page(audit, how).lines())


def whole(parts: Iterable[Part], how: How) -> Iterator[str]:
    """The pages, and a last line that counts."""
    total = Tally()
    for one in parts:
        yield f"{one.text}\n\n"
        total += one.tally
    yield f"{summary(total)}\n"


class _Page:
    """One map's report."""

    def __init__(self, audit: MapAudit, how: How) -> None:
        self.audit, self.unfold, self.ink, self.width = audit, how.unfold, Ink(how.colour), how.width
        self.most = EVERYTHING if how.unfold else FOLDED
        self.digest = Digest(audit, self.most)

    def lines(self) -> Iterator[str]:
        if self.audit.graph is None:
            yield from self._unreadable()
            return
        yield self.ink.paint(safe(self.digest.title or "A map without a title"), "bold")
        yield self.ink.paint(f"{safe(self.audit.path)}: {self.digest.contents()}", "dim")
        if passages := self.digest.passages():
            yield self.ink.paint(passages, "dim")
        for answer in self.digest.answers():
            yield ""
            yield from self._answer(answer)
        for section, entries in self.digest.sections():
            yield ""
            yield from self._section(TITLES[section], entries)
        if self.audit.known:
            yield ""
            yield self.ink.paint(f"{counted(self.audit.known, 'finding')} known from the baseline not shown", "dim")
        if self.audit.allowed:
            yield ""
            yield from self._allowed()

    def _unreadable(self) -> Iterator[str]:
        yield self.ink.paint(f"{safe(self.audit.path)} cannot be read:", "bold", "red")
        for problem in self.audit.problems:
            yield from self._wrapped(safe(f"{self.audit.path}:{problem}"), "  ", "    ")

    def _answer(self, answer: Answer) -> Iterator[str]:
        label = "THESIS" if len(self.digest.graph.theses) == 1 else f"THESIS {answer.node.number}"
        yield from self._wrapped(f"{self.ink.paint(label, 'bold')}  {safe(answer.node.text)}", "", "  ")
        for standing in answer.standings:
            grade = self.ink.paint(str(standing.grade), "bold") + (", contested" if standing.contested else "")
            rules = self.ink.paint(f" [{', '.join(standing.rules)}]", "dim") if standing.rules else ""
            text = f"{standing.heading}: {grade}. {safe(standing.falls_with)}{rules}"
            yield from self._wrapped(text, "  ", "    ")
        yield from self._wrapped(f"Basis: {answer.basis}.", "  ", "    ")

    def _section(self, title: str, entries: Sequence[Entry]) -> Iterator[str]:
        yield self.ink.paint(title.upper(), "bold")
        notes = [entry for entry in entries if entry.level == "note"]
        shown = [entry for entry in entries if entry.level != "note"] + notes[: self.most]
        for entry in shown:
            yield from self._entry(entry)
        if len(shown) < len(entries):
            yield self.ink.paint(f"  and {counted(len(entries) - len(shown), 'more note')} (--all shows them)", "dim")

    def _entry(self, entry: Entry) -> Iterator[str]:
        """Whole for what should be mended; in a line or two for a note, unless all is unfolded."""
        level = self.ink.paint(entry.level, *_INKS[entry.level])
        rules = self.ink.paint(f"[{', '.join(entry.rules)}]", "dim")
        first = entry.findings[0]
        yield from self._wrapped(f"{level} line {first.line}: {safe(entry.headline)} {rules}", "  ", "    ")
        if entry.level == "note" and not self.unfold:
            return
        if self.unfold and len(entry.findings) > 1:
            for finding in entry.findings:
                yield from self._wrapped(f"{finding.rule}: {safe(finding.message)}", "    ", "      ")
        if len(entry.nodes) > 2 or len(entry.findings) > 1:
            yield from self._nodes(entry)
        yield from self._wrapped(f"→ {safe(first.help)}", "    ", "      ")

    def _nodes(self, entry: Entry) -> Iterator[str]:
        for node in entry.nodes[: self.most]:
            head = f"      {node.id} (line {self.audit.place(node.at).line}): "
            yield head + one_line(safe(node.text), max(20, self.width - len(head)))
        if len(entry.nodes) > self.most:
            yield self.ink.paint(f"      and {len(entry.nodes) - self.most} more (--all shows them)", "dim")

    def _allowed(self) -> Iterator[str]:
        yield self.ink.paint("ALLOWED", "bold")
        for one in self.audit.allowed:
            text = f"line {one.line}: {one.rule} at {one.node or one.source}: {safe(one.reason)}"
            yield from self._wrapped(text, "  ", "    ")

    def _wrapped(self, text: str, indent: str, hang: str) -> Iterator[str]:
        yield from wrapped(text, self.width, indent, hang)
