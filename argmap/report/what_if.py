"""What a map would come to if something in it were otherwise, in words and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.audit import MapAudit
from argmap.changes import Changes
from argmap.report.blocks import Block, Heading, Items, Paragraph
from argmap.report.names import HEADINGS, NUMBERS, Names
from argmap.support.comparison import Comparison, Shift
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading

SHOWN = 20  # statements of a list, unless all are asked for


def as_blocks(audit: MapAudit, changes: Changes, comparison: Comparison, *, unfold: bool = False) -> tuple[Block, ...]:
    """The theses before and after, and what falls, weakens or gains."""
    return tuple(_Page(audit, changes, comparison, unfold).blocks())


class _Page:
    def __init__(self, audit: MapAudit, changes: Changes, comparison: Comparison, unfold: bool) -> None:
        self.audit, self.changes, self.comparison = audit, changes, comparison
        self.graph, self.names = comparison.graph, Names(audit)
        self.shown = len(self.graph.nodes) if unfold else SHOWN

    def blocks(self) -> Iterator[Block]:
        yield Heading(f"{self.audit.path}, {self._asked()}", 1)
        by_key = self.graph.sources.by_key
        gone = [name for name in self.changes.without if name in by_key and by_key[name].retracted]
        if gone:
            yield Paragraph(f"Withdrawn already: {self.names.listed(gone)}.")
        for at in self.graph.theses:
            node = self.graph.nodes[at]
            yield Heading(f"Thesis {node.id}" if len(self.graph.theses) > 1 else "Thesis")
            yield Paragraph(node.text)
            for reading in HEADINGS:
                yield Paragraph(f"{HEADINGS[reading]}: {self._reading(at, reading)}")
        yield from self._shifts("Falls: no support is left on its sources alone", self.comparison.fallen)
        yield from self._shifts("Weaker on its sources alone", self.comparison.weaker)
        yield from self._shifts("Stronger, since what speaks against it has lost ground", self.comparison.stronger)
        if not self.comparison.shifts:
            yield Heading("Everything else")
            yield Paragraph("No statement has another grade on its sources alone.")

    def _asked(self) -> str:
        parts = []
        if self.changes.without:
            parts.append(f"without {self.names.listed(self.changes.without)}")
        if self.changes.granted:
            parts.append(f"granting {', '.join(self.changes.granted)}")
        as_one = (self.names.listed(keys) for keys in self.changes.as_one)
        parts.extend(f"with {names} as one source" for names in as_one)
        return ", and ".join(parts)

    def _reading(self, at: int, reading: Reading) -> str:
        before, after = self.comparison.before, self.comparison.after
        old, new = self.comparison.grades(at, reading)
        grade = f"{old}, as before" if old is new else f"{old} → {new}"
        sentences = [f"{grade}."]
        if reading == "sources_alone":
            sentences.append(self._origins(len(before.origins[at]), len(after.origins[at])))
        if reading == "sources_alone" and new and self.comparison.falls(at):
            sentences.append("What is left of its support is assumed: no source carries it any more.")
        was, is_ = before.cut_sets(at, reading, "source"), after.cut_sets(at, reading, "source")
        now = _falls(self.names, is_)
        sentences.append(now if was != is_ else "")
        return " ".join(filter(None, sentences))

    @staticmethod
    def _origins(before: int, after: int) -> str:
        if before == after:
            return f"Independent origins: {after}, as before."
        return f"Independent origins: {before} → {after}."

    def _shifts(self, title: str, shifts: Sequence[Shift]) -> Iterator[Block]:
        if not shifts:
            return
        yield Heading(f"{title} ({len(shifts)})")
        lines = [f"{self.names.quoted(self.graph.nodes[shift.at])}: {shift.before} → {shift.after}" for shift in shifts]
        yield Items(tuple(lines[: self.shown]))
        if len(lines) > self.shown:
            yield Paragraph(f"and {len(lines) - self.shown:,} more (--all shows them)")


def _falls(names: Names, found: CutSets) -> str:
    if found.sets == ((),):
        return "Nothing carries it any more."
    if found.count == 0:
        return "It rests on nothing that could be lost."
    if found.linchpins:
        return f"It then falls if {names.listed(found.linchpins, 'or')} is lost."
    if not found.sets:
        return "It then takes four losses or more together to bring it down."
    size = len(found.sets[0])
    first = names.together(found.sets[0])
    return f"It then takes {NUMBERS[size]} losses together to bring it down, as {first}."


def as_data(audit: MapAudit, changes: Changes, comparison: Comparison) -> dict[str, Any]:
    """The same for programs."""
    graph = comparison.graph
    return {
        "path": audit.path,
        "without": list(changes.without),
        "granted": list(changes.granted),
        "as_one": [list(keys) for keys in changes.as_one],
        "thesis_falls": comparison.thesis_falls,
        "theses": [
            {**_statement(audit, at), **{reading: _both(comparison, at, reading) for reading in HEADINGS}}
            for at in graph.theses
        ],
        "shifts": [
            {**_statement(audit, shift.at), "before": str(shift.before), "after": str(shift.after)}
            for shift in comparison.shifts
        ],
    }


def _statement(audit: MapAudit, at: int) -> dict[str, Any]:
    assert audit.graph is not None
    node = audit.graph.nodes[at]
    return {"id": node.id, "number": node.number, "claim": node.text, "line": audit.place(at).line}


def _both(comparison: Comparison, at: int, reading: Reading) -> dict[str, Any]:
    sides = {"before": comparison.before, "after": comparison.after}
    found = {}
    for side, support in sides.items():
        cuts = support.cut_sets(at, reading, "source")
        found[side] = {
            "grade": str(support.grades(reading).nodes[at]),
            "origins": sorted(support.origins[at]) if reading == "sources_alone" else None,
            "cut_sets": [list(one) for one in cuts.sets],
            "cut_set_count": cuts.count,
            "complete": cuts.complete,
        }
    return found
