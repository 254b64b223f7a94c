"""What one claim rests on, in words and as data."""

from collections.abc import Iterator, Sequence
from typing import Any

from argmap.audit import MapAudit
from argmap.problem import counted
from argmap.report import numbers
from argmap.report.blocks import Block, Heading, Items, Paragraph, Table
from argmap.report.names import HEADINGS, NUMBERS, Names
from argmap.report.numbers import Figured
from argmap.support.corroboration import Help
from argmap.support.cutsets import CutSets
from argmap.support.function import Reading, View
from argmap.support.resting import Loss, Resting

SETS_SHOWN = 12
HELPS_SHOWN = 3


def as_blocks(audit: MapAudit, resting: Resting, figured: Figured | None = None) -> tuple[Block, ...]:
    """The whole answer for one claim, with its numbers where they are asked for."""
    page = _Page(audit, resting)
    return (*page.blocks(), *(numbers.as_blocks(figured, page.names) if figured else ()))


class _Page:
    def __init__(self, audit: MapAudit, resting: Resting) -> None:
        self.audit, self.resting, self.support = audit, resting, resting.support
        self.graph, self.names = resting.support.graph, Names(audit)
        self.node = self.graph.nodes[resting.at]

    def blocks(self) -> Iterator[Block]:
        yield Heading(f"{self.node.id}  {self.node.text}", 1)
        yield Paragraph(f"{self.audit.path}:{self.audit.place(self.node.at).line}")
        yield Heading("What it rests on")
        yield Paragraph(self._seems())
        for reading in HEADINGS:
            yield Paragraph(f"{HEADINGS[reading]}: {self._reading(reading)}")
        if self.resting.losses:
            yield Heading("Sources and assumptions, what matters most first")
            yield self._table(self.resting.losses)
        yield from self._sets("Smallest sets of losses, by source: who must be wrong", "source")
        yield from self._sets("Smallest sets of losses, by claim: what must be false", "claim")
        yield from self._paths()
        yield from self._grantings()
        yield Heading("What would help most")
        yield from self._advice()

    # -- sentences

    def _seems(self) -> str:
        cited, origins = len(self.resting.cited), self.resting.origins
        if not cited:
            return "Nothing beneath it is cited."
        looks = f"It looks like {counted(cited, 'source')}"
        if not origins:
            return f"{looks}, and none of them carries it."
        named = self.names.listed(origins)
        same = "and is" if len(origins) == cited else "but is"
        return f"{looks}, {same} {counted(len(origins), 'independent origin')}: {named}."

    def _reading(self, reading: Reading) -> str:
        grade = self.support.grades(reading).nodes[self.node.at]
        contested = ", contested" if self.support.contested(self.node.at) else ""
        return f"{grade}{contested}. {self._falls(self.resting.cuts(reading, 'source'))}"

    def _falls(self, found: CutSets) -> str:
        if found.sets == ((),):
            return "Nothing carries it."
        if found.count == 0:
            return "It rests on nothing that could be lost."
        if found.linchpins:
            return f"It falls with {self.names.listed(found.linchpins, 'or with')} alone."
        if not found.sets:
            return f"No {self._order()} losses together bring it down."
        size = len(found.sets[0])
        ways = sum(len(one) == size for one in found.sets)
        more = "at least " if len(found.sets) >= self.resting.listed and size == len(found.sets[-1]) else ""
        together = NUMBERS.get(size, str(size))
        return f"No single loss brings it down; {together} together do, in {more}{counted(ways, 'way')}."

    # -- tables and lists

    def _table(self, losses: Sequence[Loss]) -> Table:
        rows = []
        for loss in losses:
            falls = "–" if loss.order is None else "alone" if loss.order == 1 else f"{loss.order - 1} more"
            grade = "?" if loss.grade is None else str(loss.grade)
            grade = "–" if loss.name in ("text", "mapper") else grade
            cells = [self.names.thing(loss.name), str(len(loss.carries)), falls, grade]
            if len(self.graph.theses) > 1:
                cells.append(str(len(loss.theses)))
            rows.append(tuple(cells))
        head = ("source or assumption", "premises carried", "brings it down", "grade without it")
        return Table((*head, "theses that fall")[: len(rows[0])], tuple(rows))

    def _sets(self, title: str, view: View) -> Iterator[Block]:
        for reading in HEADINGS:
            found = self.resting.cuts(reading, view)
            if reading == "own_word_taken" and found == self.resting.cuts("sources_alone", view):
                continue
            if not any(found.sets):
                continue
            yield Heading(f"{title} ({HEADINGS[reading].lower()})")
            shown = found.sets[:SETS_SHOWN]
            yield Items(tuple(" + ".join(map(self.names.thing, one)) for one in shown))
            if rest := self._rest(found, len(shown)):
                yield Paragraph(rest)

    def _rest(self, found: CutSets, shown: int) -> str:
        """How many there are besides, and how far that is known."""
        if found.count is None:
            return (
                f"There are more; the number was too much to work out, and sets of more than {self._order()} as well."
            )
        left, listed = found.count - shown, len(found.sets) - shown
        if not left:
            return ""
        cut = len(found.sets) >= self.resting.listed
        larger = "" if cut or left == listed else f", {left - listed:,} of them of {self._order(1)} losses or more"
        return f"and {left:,} more{larger} ({found.count:,} in all; --order and --listed list more)"

    def _order(self, more: int = 0) -> str:
        return NUMBERS.get(self.resting.order + more, str(self.resting.order + more))

    def _paths(self) -> Iterator[Block]:
        reading: Reading = "sources_alone" if self.support.alone.nodes[self.node.at] else "own_word_taken"
        found = self.resting.paths(reading, "source")
        if not any(found.sets):
            return
        yield Heading(f"Enough to carry it, if all else is lost ({HEADINGS[reading].lower()})")
        shown = found.sets[:SETS_SHOWN]
        yield Items(tuple(" + ".join(map(self.names.thing, one)) for one in shown))
        if rest := self._rest(found, len(shown)):
            yield Paragraph(rest)

    def _grantings(self) -> Iterator[Block]:
        found = self.resting.grantings
        if not any(found.sets):
            return
        yield Heading("Objections that would leave it without support, if they were granted")
        shown = found.sets[:SETS_SHOWN]
        yield Items(tuple(" + ".join(one) for one in shown))
        if rest := self._rest(found, len(shown)):
            yield Paragraph(rest)

    def _advice(self) -> Iterator[Block]:
        given = self.resting.advice
        if given.wanting is not None:
            yield from self._wanting(given.wanting)
            return
        if not given.complete:
            yield Paragraph(
                f"Of {given.candidates:,} places for one more source the {given.tried:,} that bear most were tried."
            )
        if not given.helps:
            yield Paragraph("No one further source would take away a single loss or a pair that brings it down.")
            return
        yield Paragraph("One more independent source, under one of these:")
        yield Items(tuple(self._help(one) for one in given.helps[:HELPS_SHOWN]))

    def _help(self, one: Help) -> str:
        before = self.support.alone.nodes[self.node.at]
        effects = []
        if one.linchpins:
            effects.append(f"it would no longer fall with {self.names.listed(one.linchpins, 'or with')} alone")
        if one.pairs > 0:
            effects.append(f"{counted(one.pairs, 'pair')} fewer would bring it down")
        if one.needed:
            effects.append(f"its grade would not hang on {self.names.listed(one.needed, 'or')} any more")
        if one.grade > before:
            effects.append(f"it would be {one.grade} instead of {before}")
        return f"{self.names.quoted(self.graph.nodes[one.at])}: {'; '.join(effects)}"

    def _wanting(self, wanting: CutSets) -> Iterator[Block]:
        if not any(wanting.sets):
            yield Paragraph("Nothing cited carries it, and no few sources would: see `argmap audit`.")
            return
        yield Paragraph("Nothing cited carries it. It would stand on its sources if all of one of these had one:")
        yield Items(tuple(" + ".join(one) for one in wanting.sets[:SETS_SHOWN]))


# -- as data


def as_data(audit: MapAudit, resting: Resting, figured: Figured | None = None) -> dict[str, Any]:
    """The same for programs; sets name sources, groups, assumptions, `text`, `mapper`, and statements by id."""
    graph, support, node = resting.support.graph, resting.support, resting.support.graph.nodes[resting.at]
    return {
        "id": node.id,
        "number": node.number,
        "claim": node.text,
        "line": audit.place(node.at).line,
        "cited": list(resting.cited),
        "origins": list(resting.origins),
        "contested": support.contested(node.at),
        **{reading: _reading_data(resting, reading) for reading in HEADINGS},
        "losses": [
            {
                "name": loss.name,
                "order": loss.order,
                "carries": [graph.nodes[at].id for at in loss.carries],
                "theses": [graph.nodes[at].id for at in loss.theses],
                "grade": None if loss.grade is None else str(loss.grade),
            }
            for loss in resting.losses
        ],
        "grantings": _sets_data(resting.grantings),
        "advice": _advice_data(resting),
        **({"numbers": numbers.as_data(figured, Names(audit))} if figured else {}),
    }


def _reading_data(resting: Resting, reading: Reading) -> dict[str, Any]:
    views: tuple[View, ...] = ("source", "claim")
    return {
        "grade": str(resting.support.grades(reading).nodes[resting.at]),
        **{f"by_{view}": _sets_data(resting.cuts(reading, view)) for view in views},
        **{f"paths_by_{view}": _sets_data(resting.paths(reading, view)) for view in views},
    }


def _sets_data(found: CutSets) -> dict[str, Any]:
    return {"sets": [list(one) for one in found.sets], "count": found.count, "complete": found.complete}


def _advice_data(resting: Resting) -> dict[str, Any]:
    given, nodes = resting.advice, resting.support.graph.nodes
    return {
        "helps": [
            {
                "under": nodes[one.at].id,
                "linchpins": list(one.linchpins),
                "pairs": one.pairs,
                "needed": list(one.needed),
                "grade": str(one.grade),
            }
            for one in given.helps
        ],
        "tried": given.tried,
        "candidates": given.candidates,
        "wanting": None if given.wanting is None else _sets_data(given.wanting),
    }
