"""What a report says and in which order, without a form: the answer first, then findings folded one cause an entry."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from typing import Literal, TypeAlias

from argmap.audit import Finding, MapAudit
from argmap.graph import Graph, Node
from argmap.problem import LEVELS, Level, counted, in_sentence
from argmap.support.assessment import READINGS, Assessment
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading
from argmap.support.grades import NONE, Grade

Section: TypeAlias = Literal["sources", "own word", "weak", "objections", "map"]

TITLES: dict[Section, str] = {
    "sources": "Sources that stand alone, one entry a source",
    "own word": "On nobody's word, by main line",
    "weak": "Weak support",
    "objections": "Objections",
    "map": "The map itself",
}
_SECTION_OF: dict[str, Section] = {
    "single-source": "sources",
    "circular-reporting": "sources",
    "interested-source": "sources",
    "weak-source-alone": "sources",
    "second-hand": "sources",
    "retracted-source": "sources",
    "unsupported-premise": "own word",
    "no-source": "own word",
    "unnamed-authority": "own word",
    "weak-support": "weak",
    "unanswered-objection": "objections",
    "bare-answer": "objections",
    "one-sided-map": "objections",
    "both-sides-claim": "objections",
}
_STANDING_ALONE = ("single-source", "interested-source", "weak-source-alone")
_SAID_AT_THE_THESIS = ("linchpin", "fragile-thesis")
_HEADINGS: dict[Reading, str] = {
    "sources_alone": "On its sources alone",
    "own_word_taken": "Taking the text's word",
}
_SIZES = {2: "two", 3: "three"}


@dataclass(frozen=True, slots=True)
class Tally:
    """What was found, in counts over some maps."""

    maps: int = 0
    errors: int = 0
    warnings: int = 0
    notes: int = 0
    known: int = 0  # in the baseline, and so in none of these three
    allowed: int = 0
    unreadable: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thesis stands in one reading, and what it falls with."""

    heading: str
    grade: Grade
    contested: bool
    falls_with: str
    rules: tuple[str, ...] = ()  # what the findings call it


@dataclass(frozen=True, slots=True)
class Answer:
    """A thesis with both its readings and its basis line."""

    node: Node
    standings: tuple[Standing, ...]
    basis: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings with one cause: of a source all rules together, else one finding."""

    headline: str
    findings: tuple[Finding, ...]
    nodes: tuple[Node, ...]  # what it is about, the finding's own node first

    @property
    def level(self) -> Level:
        """The gravest of its findings."""
        return min((finding.level for finding in self.findings), key=LEVELS.index)

    @property
    def rules(self) -> tuple[str, ...]:
        """The names of its rules, each once."""
        return tuple(dict.fromkeys(finding.rule for finding in self.findings))


@dataclass(frozen=True)
class Digest:
    """One readable map's report. `most` is how many things one sentence lists."""

    audit: MapAudit
    most: int

    @property
    def graph(self) -> Graph:
        assert self.audit.graph is not None
        return self.audit.graph

    @property
    def support(self) -> Assessment:
        assert self.audit.support is not None
        return self.audit.support

    @property
    def title(self) -> str | None:
        """The map's title, or that of the text it reconstructs."""
        map_ = self.graph.map
        return map_.title or (map_.about.title if map_.about else None)

    def contents(self) -> str:
        """What the map holds, in counts."""
        kinds = [node.kind for node in self.graph.nodes]
        evidence = kinds.count("evidence")
        return ", ".join(
            (
                counted(kinds.count("claim"), "claim"),
                counted(evidence, "piece of evidence", "pieces of evidence"),
                counted(kinds.count("assumption"), "assumption"),
                counted(len(self.graph.sources.by_key), "source"),
            )
        )

    def passages(self) -> str | None:
        """What came of looking the map's passages up in the text; None where it was not at hand."""
        count = self.audit.passages
        if count is None:
            return None
        if not count:
            return "the map has no passages to look up in the text"
        lost = any(finding.rule == "passage-not-found" for finding in self.audit.findings)
        return f"{counted(count, 'passage')} looked up in the text, " + ("not all found" if lost else "all found")

    def answers(self) -> Iterator[Answer]:
        """Every thesis with what it stands on and falls with."""
        for at in self.graph.theses:
            yield Answer(self.graph.nodes[at], tuple(self._standings(at)), self._basis(at))

    def sections(self) -> Iterator[tuple[Section, tuple[Entry, ...]]]:
        """The findings, section by section; empty ones are left out. Linchpins are said at the thesis."""
        groups: dict[Section, list[Finding]] = {section: [] for section in TITLES}
        for finding in self.audit.findings:
            if finding.rule not in _SAID_AT_THE_THESIS:
                groups[_SECTION_OF.get(finding.rule, "map")].append(finding)
        for section, findings in groups.items():
            if findings:
                yield section, tuple(self._by_source(findings) if section == "sources" else map(self._entry, findings))

    # -- sentences

    def _standings(self, at: int) -> Iterator[Standing]:
        before = ""
        for reading in READINGS:
            grade = self.support.grades(reading).nodes[at]
            falls_with = self._falls_with(at, reading)
            told = "The same holds." if falls_with == before else falls_with
            stands_on = self._stands_on(at) if reading == "sources_alone" else ""
            rules = tuple(self._said_here(at, reading))
            yield Standing(_HEADINGS[reading], grade, self.support.contested(at), stands_on + told, rules)
            before = falls_with

    def _stands_on(self, at: int) -> str:
        names = [self.graph.sources.name(name) for name in sorted(self.support.origins[at])]
        return f"It stands on {in_sentence(names, self.most)}. " if names else ""

    def _said_here(self, at: int, reading: Reading) -> Iterator[str]:
        """The rules that found what is said of a thesis in a reading."""
        name = self.graph.nodes[at].id
        found = {one.rule for one in self.audit.findings if name in (one.node, *one.related)}
        linchpins = {*self.support.linchpins(at, reading, "source"), *self.support.linchpins(at, reading, "claim")}
        if "linchpin" in found and linchpins - {"text", "mapper", name}:
            yield "linchpin"
        if "fragile-thesis" in found and reading == "sources_alone":
            yield "fragile-thesis"

    def _falls_with(self, at: int, reading: Reading) -> str:
        by_source = self.support.cut_sets(at, reading, "source")
        if by_source.sets == ((),):
            return "Nothing carries it: every way up to it passes through what stands on nobody's word."
        own_word = any(name in ("text", "mapper") for name in by_source.linchpins)
        things = [self.graph.called(name) for name in by_source.linchpins if name not in ("text", "mapper")]
        by_claim = self.support.linchpins(at, reading, "claim")
        claims = [name for name in by_claim if name not in (*by_source.linchpins, self.graph.nodes[at].id)]
        parts = []
        needed = [called for called in map(self.graph.called, self.support.needed(at, reading)) if called not in things]
        if needed:
            parts.append(f"It is weak at best without {self._listed(needed)}.")
        if things:
            parts.append(f"It falls if {self._listed(things)} is lost.")
        if own_word:
            parts.append("It falls if its author's own word is not taken.")
        if claims:
            parts.append(f"It falls if {self._listed(claims)} is false.")
        if not (things or own_word or claims):
            parts.append(f"No single loss brings it down: {self._smallest(by_source)}.")
        return " ".join(parts)

    def _smallest(self, found: CutSets) -> str:
        """The smallest sets of a thesis without a linchpin, the first of them by name."""
        if not found.sets:
            return "it takes the loss of four or more together"
        size = len(found.sets[0])
        smallest = [" + ".join(map(self.graph.called, one)) for one in found.sets if len(one) == size]
        shown = smallest[: max(1, self.most - 1)]
        ways = f", in {len(smallest)} ways" if len(smallest) > 1 else ""
        first = ", as" if len(shown) < len(smallest) else ":"
        return f"it takes {_SIZES[size]} together{ways}{first} {'; '.join(shown)}"

    def _listed(self, things: Sequence[str]) -> str:
        shown, more = list(things[: self.most]), len(things) - self.most
        if more > 0:
            return f"{', '.join(shown)} or any of {more} more"
        return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} or {shown[-1]}"

    def _basis(self, at: int) -> str:
        if self.graph.is_bare(self.graph.nodes[at]):
            return "nothing stands under it"
        basis = self.support.basis(at)
        silent = f", {basis.no_lineage} with no lineage given" if basis.no_lineage else ""
        parts = [
            f"{counted(basis.own_word, 'statement')} on own word and {counted(basis.assumptions, 'assumption')}",
            f"{counted(len(basis.origins), 'origin')}{silent}",
            f"corroborated facts: {basis.corroborated} of {basis.facts}",
        ]
        if basis.weakest_step is not None:
            grade = self.support.alone.steps[basis.weakest_step.at]
            words = "nothing on its sources alone" if grade is NONE else str(grade)
            premises = " + ".join(self.graph.nodes[premise].id for premise in basis.weakest_step.premises)
            parts.append(f"weakest needed step: from {premises} ({words})")
        return " · ".join(parts)

    # -- entries

    def _entry(self, finding: Finding) -> Entry:
        return Entry(finding.message, (finding,), self._nodes((finding,)))

    def _nodes(self, findings: Iterable[Finding]) -> tuple[Node, ...]:
        names = dict.fromkeys(name for one in findings for name in (one.node, *one.related) if name)
        return tuple(node for name in names if (node := self.graph.find(name)))

    def _by_source(self, findings: Iterable[Finding]) -> Iterator[Entry]:
        of_source: dict[str, list[Finding]] = {}
        for finding in findings:
            key = (*finding.origins, *finding.sources, finding.node or "")[0]
            of_source.setdefault(key, []).append(finding)
        entries = [self._source_entry(key, group) for key, group in of_source.items()]
        yield from sorted(entries, key=lambda entry: (LEVELS.index(entry.level), entry.findings[0].rank))

    def _source_entry(self, key: str, findings: Sequence[Finding]) -> Entry:
        facts = frozenset(self.support.facts)
        leaning = self._nodes(findings)
        premises = tuple(node for node in leaning if node.at in facts) or leaning
        of_group = self._of_group(key, findings, premises) if key in self.graph.sources.groups else None
        headline = of_group or f"{self._introduced(key, findings)}: {self._carries(findings, premises)}"
        return Entry(headline, tuple(findings), premises)

    def _of_group(self, group: str, findings: Sequence[Finding], premises: Sequence[Node]) -> str | None:
        """The sources of a group that are cited, each where it is; None where that does not tell them apart."""
        sources, behind = self.graph.sources, self._behind(findings)
        by_cited: dict[tuple[str, ...], list[Node]] = {}
        for node in premises:
            cited = {cite.key for cite in self.support.cited(node.at)}
            by_cited.setdefault(tuple(key for key in behind if key in cited), []).append(node)
        if () in by_cited or not set(behind) <= set(sources.groups[group]):
            return None
        if len(behind) == 1:
            others = in_sentence([sources.name(key) for key in self._others(group, behind)], self.most, "or")
            doubts = "; ".join((*self.doubts(behind[0]), f"may be the same as {others}"))
            return f"{sources.name(behind[0])} ({doubts}): {self._carries(findings, premises)}"
        if len(by_cited) == 1:
            return None
        parts = [
            f"{' and '.join(map(sources.name, keys))}: {self._carries(findings, nodes)}"
            for keys, nodes in by_cited.items()
        ]
        return f"{'; '.join(parts)} ({sources.name(group)}: perhaps the same)"

    def _others(self, group: str, behind: Sequence[str]) -> list[str]:
        """The other sources of a group that are cited or repeated: there are some, or it would not be told of."""
        lineage = self.graph.sources.lineage
        used = {key for node in self.graph.nodes for cite in node.cites for key in lineage(cite.key)}
        return [key for key in self.graph.sources.groups[group] if key in used and key not in behind]

    def _introduced(self, key: str, findings: Sequence[Finding]) -> str:
        """A source with why it is doubtful; a group or an unknown origin by the sources that it stands behind."""
        if key not in self.graph.sources.by_key:
            behind = self._behind(findings)
            if len(behind) != 1:
                names = "; ".join(map(self.graph.sources.name, behind))
                return f"{self.graph.sources.name(key)}{f' ({names})' if names else ''}"
            (key,) = behind
        return f"{self.graph.sources.name(key)} ({'; '.join(self.doubts(key))})"

    def _behind(self, findings: Sequence[Finding]) -> list[str]:
        """The keys that findings are about, each once."""
        by_key = self.graph.sources.by_key
        return list(dict.fromkeys(name for one in findings for name in one.sources if name in by_key))

    def _carries(self, findings: Sequence[Finding], premises: Sequence[Node]) -> str:
        rules = {finding.rule for finding in findings}
        if "retracted-source" in rules:
            return f"still cited for {self._ids(premises)}"
        if "circular-reporting" in rules:
            keys = {key for finding in findings if finding.rule == "circular-reporting" for key in finding.sources}
            return f"the one origin behind {counted(len(keys), 'source')} cited for {self._ids(premises)}"
        leaning = {node.at for node in self._nodes(one for one in findings if one.rule in _STANDING_ALONE)}
        alone = [node for node in premises if node.at in leaning]
        others = [node for node in premises if node.at not in leaning]
        if not alone:
            return f"cited for {self._ids(premises)}"
        more = f" and is cited for {self._ids(others)}" if others else ""
        return f"stands alone under {self._ids(alone)}{more}"

    def _ids(self, nodes: Sequence[Node]) -> str:
        return in_sentence([node.id for node in nodes], self.most)

    def doubts(self, key: str) -> Iterator[str]:
        """What a reader should know of a source or group before believing it."""
        source = self.graph.sources.by_key.get(key)
        if source is None:
            return
        if source.retracted:
            yield f"withdrawn: {source.retracted.rstrip('.')}"
        if source.anonymous:
            yield "anonymous"
        if source.interest:
            yield f"not neutral: {source.interest.rstrip('.')}"
        if source.from_:
            yield f"repeats {', '.join(self.graph.sources.name(above) for above in source.from_)}"
        yield f"rated {source.reliability}" if source.reliability not in (None, "F") else "unjudged"


def tally(audit: MapAudit) -> Tally:
    """The counts of one map."""
    levels = [finding.level for finding in audit.findings]
    errors, warnings, notes = (levels.count(level) for level in LEVELS)
    return Tally(1, errors, warnings, notes, audit.known, len(audit.allowed), int(bool(audit.problems)))


def summary(tally: Tally) -> str:
    """The counts in one line."""
    counts = zip((tally.errors, tally.warnings, tally.notes), LEVELS, strict=True)
    parts = [", ".join(counted(count, level) for count, level in counts)]
    if tally.known:
        parts.append(f"{tally.known} known from the baseline")
    if tally.allowed:
        parts.append(f"{tally.allowed} allowed")
    if tally.unreadable:
        parts.append(f"{counted(tally.unreadable, 'map')} cannot be read")
    return "; ".join(parts) + (f" in {tally.maps} maps" if tally.maps > 1 else "") + "."
