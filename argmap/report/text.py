"""The audit as a page to read: the answer first, then what to do about it, one cause one entry."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from textwrap import wrap
from typing import Literal

from argmap.audit import Finding, MapAudit
from argmap.graph import Graph
from argmap.problem import LEVELS, Level, counted, one_line
from argmap.report.ink import WIDTH, Ink, safe
from argmap.support.assessment import Assessment
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading
from argmap.support.grades import NONE

SOURCE_RULES = frozenset(
    {"single-source", "circular-reporting", "interested-source", "weak-source-alone", "second-hand", "retracted-source"}
)
OWN_WORD_RULES = frozenset({"unsupported-premise", "no-source", "unnamed-authority"})
OBJECTION_RULES = frozenset({"unanswered-objection", "bare-answer", "one-sided-map", "both-sides-claim"})
WEAK_RULES = frozenset({"weak-support"})
THESIS_RULES = frozenset({"linchpin"})  # said at the thesis itself
FOLDED = 4  # places shown of one entry, entries shown of a section's notes

_HEADINGS: dict[Reading, str] = {
    "sources_alone": "On its sources alone",
    "own_word_taken": "Taking the text's word",
}
_INKS: dict[Level, tuple[str, ...]] = {"error": ("red", "bold"), "warning": ("yellow",), "note": ("dim",)}


def as_text(audits: Sequence[MapAudit], *, unfold: bool = False, ink: Ink = Ink(), width: int = WIDTH) -> str:  # noqa: B008
    """The whole report: a page a map, and a last line that counts."""
    pages = ["\n".join(_Page(audit, unfold, ink, width).lines()) for audit in audits]
    return "\n\n".join((*pages, summary(audits))) + "\n"


def summary(audits: Sequence[MapAudit]) -> str:
    """The counts of all maps in one line."""
    counts = [
        counted(sum(finding.level == level for audit in audits for finding in audit.findings), level)
        for level in LEVELS
    ]
    allowed = sum(len(audit.allowed) for audit in audits)
    unreadable = sum(bool(audit.problems) for audit in audits)
    parts = [", ".join(counts)]
    if allowed:
        parts.append(f"{allowed} allowed")
    if unreadable:
        parts.append(f"{counted(unreadable, 'map')} cannot be read")
    of = f" in {len(audits)} maps" if len(audits) > 1 else ""
    return "; ".join(parts) + of + "."


@dataclass
class _Entry:
    """Findings with one cause: of a source all rules together, else one finding."""

    findings: list[Finding] = field(default_factory=list)

    @property
    def level(self) -> Level:
        return min((finding.level for finding in self.findings), key=LEVELS.index)

    @property
    def places(self) -> list[str]:
        """The nodes it is about, each once."""
        named = (name for finding in self.findings for name in (finding.node, *finding.related) if name)
        return list(dict.fromkeys(named))


class _Page:
    """One map's report."""

    def __init__(self, audit: MapAudit, unfold: bool, ink: Ink, width: int) -> None:
        self.audit, self.unfold, self.ink, self.width = audit, unfold, ink, width

    @property
    def graph(self) -> Graph:
        assert self.audit.graph is not None
        return self.audit.graph

    @property
    def support(self) -> Assessment:
        assert self.audit.support is not None
        return self.audit.support

    def lines(self) -> Iterator[str]:
        if self.audit.graph is None:
            yield self.ink.paint(f"{safe(self.audit.path)} cannot be read:", "bold", "red")
            for problem in self.audit.problems:
                yield from self._wrapped(safe(f"{self.audit.path}:{problem}"), "  ", hang="    ")
            return
        yield from self._head()
        for thesis in self.graph.theses:
            yield ""
            yield from self._thesis(thesis)
        for title, entries in self._sections():
            if entries:
                yield ""
                yield from self._section(title, entries)
        if self.audit.allowed:
            yield ""
            yield from self._allowed()

    # -- the answer

    def _head(self) -> Iterator[str]:
        map_ = self.graph.map
        title = map_.title or (map_.about.title if map_.about else None)
        yield self.ink.paint(safe(title), "bold") if title else self.ink.paint("A map without a title", "dim")
        kinds = [node.kind for node in self.graph.nodes]
        counts = [
            counted(kinds.count("claim"), "claim"),
            f"{kinds.count('evidence')} pieces of evidence" if kinds.count("evidence") != 1 else "1 piece of evidence",
            counted(kinds.count("assumption"), "assumption"),
            counted(len(self.graph.sources.by_key), "source"),
        ]
        yield self.ink.paint(f"{safe(self.audit.path)}: {', '.join(counts)}", "dim")

    def _thesis(self, at: int) -> Iterator[str]:
        node = self.graph.nodes[at]
        label = "THESIS" if len(self.graph.theses) == 1 else f"THESIS {node.number}"
        yield from self._wrapped(f"{self.ink.paint(label, 'bold')}  {safe(node.text)}", hang="  ")
        readings: tuple[Reading, ...] = ("sources_alone", "own_word_taken")
        for reading in readings:
            yield from self._reading(at, reading)
        yield from self._wrapped(f"Basis: {self._basis(at)}", "  ", hang="    ")

    def _reading(self, at: int, reading: Reading) -> Iterator[str]:
        grade = self.support.grades(reading).nodes[at]
        contested = ", contested" if self.support.contested(at) else ""
        head = f"{_HEADINGS[reading]}: {self.ink.paint(str(grade), 'bold')}{contested}."
        yield from self._wrapped(f"{head} {self._falls_with(at, reading, grade is NONE)}", "  ", hang="    ")

    def _falls_with(self, at: int, reading: Reading, is_none: bool) -> str:
        by_source = self.support.cut_sets(at, reading, "source")
        by_claim = self.support.cut_sets(at, reading, "claim")
        if by_source.sets == ((),):
            return "Nothing carries it: every way up to it passes through what is said on nobody's word."
        parts = []
        linchpins = [self._thing(name) for name in by_source.linchpins if name not in ("text", "mapper")]
        claims = [name for name in by_claim.linchpins if name not in by_source.linchpins]
        if linchpins:
            parts.append(f"It falls with {_listed(linchpins, 'or', self._most)}.")
        if "text" in by_source.linchpins or "mapper" in by_source.linchpins:
            parts.append("It falls with its author's own word.")
        if claims:
            parts.append(f"It falls if {_listed(claims, 'or', self._most)} is false.")
        if not parts:
            parts.append(f"No single loss brings it down; {_smallest(by_source)}.")
        return " ".join(parts)

    @property
    def _most(self) -> int:
        return 1000 if self.unfold else FOLDED

    def _thing(self, name: str) -> str:
        """A source, group or assumption in a sentence."""
        node = self.graph.find(name)
        if node is not None:
            return f"the assumption {node.id}"
        return safe(self.graph.sources.name(name))

    def _basis(self, at: int) -> str:
        basis = self.support.basis(at)
        silent = f", {basis.no_lineage} with no lineage given" if basis.no_lineage else ""
        parts = [
            f"{counted(basis.own_word, 'statement')} on own word and {counted(basis.assumptions, 'assumption')}",
            f"{counted(len(basis.origins), 'origin')}{silent}",
            f"corroborated facts: {basis.corroborated} of {basis.facts}",
        ]
        if basis.weakest_step is not None:
            grade = self.support.alone.steps[basis.weakest_step.at]
            parts.append(f"weakest step {basis.weakest_step.id} ({grade})")
        return " · ".join(parts)

    # -- the findings

    def _sections(self) -> Iterator[tuple[str, list[_Entry]]]:
        groups: dict[str, list[Finding]] = {"source": [], "own": [], "weak": [], "objection": [], "map": []}
        for finding in self.audit.findings:
            if finding.rule not in THESIS_RULES:
                groups[_group(finding.rule)].append(finding)
        yield "SOURCES THAT STAND ALONE, one entry a source", list(self._by_source(groups["source"]))
        yield "ON NOBODY'S WORD, by main line", [_Entry([finding]) for finding in groups["own"]]
        yield "WEAK SUPPORT", [_Entry([finding]) for finding in groups["weak"]]
        yield "OBJECTIONS", [_Entry([finding]) for finding in groups["objection"]]
        yield "THE MAP ITSELF", [_Entry([finding]) for finding in groups["map"]]

    def _by_source(self, findings: Iterable[Finding]) -> Iterator[_Entry]:
        entries: dict[str, _Entry] = {}
        for finding in findings:
            key = (finding.origins or finding.sources or (finding.node or "",))[0]
            entries.setdefault(key, _Entry()).findings.append(finding)
        yield from sorted(entries.values(), key=lambda entry: (LEVELS.index(entry.level), entry.findings[0].rank))

    def _section(self, title: str, entries: list[_Entry]) -> Iterator[str]:
        yield self.ink.paint(title, "bold")
        notes = [entry for entry in entries if entry.level == "note"]
        shown = entries if self.unfold else [entry for entry in entries if entry.level != "note"] + notes[:FOLDED]
        for entry in shown:
            yield from self._entry(entry)
        if len(shown) < len(entries):
            yield self.ink.paint(f"  and {counted(len(entries) - len(shown), 'more note')} (--all shows them)", "dim")

    def _entry(self, entry: _Entry) -> Iterator[str]:
        level = self.ink.paint(entry.level, *_INKS[entry.level])
        first, *others = entry.findings
        rules = self.ink.paint(f"[{', '.join(dict.fromkeys(f.rule for f in entry.findings))}]", "dim")
        yield from self._wrapped(f"{level} line {first.line}: {safe(first.message)} {rules}", "  ", hang="    ")
        for other in others:
            yield from self._wrapped(safe(other.message), "    ", hang="      ")
        if len(entry.places) > 1 or self.unfold:
            yield from self._places(entry)
        yield from self._wrapped(f"→ {safe(first.help)}", "    ", hang="      ")

    def _places(self, entry: _Entry) -> Iterator[str]:
        nodes = [node for name in entry.places if (node := self.graph.find(name))]
        for node in nodes[: self._most]:
            line = self.audit.place(node.at).line
            text = one_line(safe(node.text), self.width - 24 - len(node.id))
            yield f"      {node.id} (line {line}): {text}"
        if len(nodes) > self._most:
            yield self.ink.paint(f"      and {len(nodes) - self._most} more (--all shows them)", "dim")

    def _allowed(self) -> Iterator[str]:
        yield self.ink.paint("ALLOWED", "bold")
        for one in self.audit.allowed:
            text = f"line {one.line}: {one.rule} at {one.node or one.source}: {safe(one.reason)}"
            yield from self._wrapped(text, "  ", hang="    ")

    def _wrapped(self, text: str, indent: str = "", hang: str | None = None) -> Iterator[str]:
        yield from wrapped(text, self.width, indent, indent if hang is None else hang)


def wrapped(text: str, width: int, indent: str, hang: str) -> list[str]:
    """A paragraph in lines; escape sequences take no room."""
    bare = re.sub(r"\x1b\[[\d;]*m", "", text)
    slack = len(text) - len(bare)
    return wrap(text, width + slack, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False)


def _group(rule: str) -> Literal["source", "own", "weak", "objection", "map"]:
    if rule in SOURCE_RULES:
        return "source"
    if rule in OWN_WORD_RULES:
        return "own"
    if rule in WEAK_RULES:
        return "weak"
    return "objection" if rule in OBJECTION_RULES else "map"


def _listed(things: Sequence[str], word: str, most: int) -> str:
    shown = list(things[:most])
    if len(things) > most:
        return ", ".join(shown) + f" {word} any of {len(things) - most} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"


def _smallest(found: CutSets) -> str:
    if not found.sets:
        return "it takes the loss of four or more together"
    size = len(found.sets[0])
    count = sum(len(one) == size for one in found.sets)
    words = {2: "two", 3: "three"}
    return f"it takes {words.get(size, str(size))} together ({counted(count, 'way')})"
