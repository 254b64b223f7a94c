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
ROWS = 40  # of the table


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
        if self.resting.set_aside:
            yield Paragraph(self._set_aside())
        if self.resting.losses:
            yield Heading("Sources and assumptions, what matters most first")
            yield from self._table(self.resting.losses)
        yield from self._sets("Smallest sets of losses, by source: who must be wrong", "source")
        yield from self._sets("Smallest sets of losses, by claim: what must be false", "claim")
        yield from self._paths()
        yield from self._grantings()
        yield Heading("What would help most")
        yield from self._advice()

    # -- sentences

    def _seems(self) -> str:
        by_key = self.graph.sources.by_key
        gone = [key for key in self.resting.cited if by_key[key].retracted]
        cited, origins = len(self.resting.cited) - len(gone), self.resting.origins
        withdrawn = f" (and {len(gone)} withdrawn)" if gone else ""
        if not cited:
            return f"Nothing beneath it is cited{withdrawn}."
        looks = f"It looks like {counted(cited, 'source')}{withdrawn}"
        if not origins:
            return f"{looks}, and none of them carries it."
        same = "and is" if len(origins) == cited else "but is"
        return f"{looks}, {same} {counted(len(origins), 'independent origin')}: {self.names.listed(origins)}."

    def _reading(self, reading: Reading) -> str:
        grade = self.support.grades(reading).nodes[self.node.at]
        contested = ", contested" if self.support.contested(self.node.at) else ""
        return f"{grade}{contested}. {self._falls(reading)}"

    def _falls(self, reading: Reading) -> str:
        found = self.resting.cuts(reading, "source")
        if found.sets == ((),):
            return "Nothing carries it."
        if found.count == 0:
            return "It rests on nothing that could be lost."
        if found.linchpins:
            return f"It falls if {self.names.listed(found.linchpins, 'or')} is lost."
        if not found.sets:
            return f"No {_number(self.resting.order)} losses together bring it down."
        size = len(found.sets[0])
        ways = sum(len(one) == size for one in found.sets)
        if ways == 1:
            return f"No single loss brings it down; {_number(size)} together do: {self.names.together(found.sets[0])}."
        more = "at least " if len(found.sets) >= self.resting.listed and size == len(found.sets[-1]) else ""
        return f"No single loss brings it down; {_number(size)} together do, in {more}{ways} ways."

    def _set_aside(self) -> str:
        names = self.names.listed([self.graph.nodes[at].id for at in self.resting.set_aside])
        return f"Set aside, since nothing cited stands beneath it and it stands beside reasons with a source: {names}."

    # -- tables and lists

    def _table(self, losses: Sequence[Loss]) -> Iterator[Block]:
        several = len(self.graph.theses) > 1
        rows = [
            (
                self.names.thing(loss.name) + (" (withdrawn)" if self._is_gone(loss.name) else ""),
                "0" if self._is_gone(loss.name) else str(len(loss.carries)),
                _brings_down(loss),
                "–" if loss.name in ("text", "mapper") else "?" if loss.grade is None else str(loss.grade),
                *([str(len(loss.theses))] if several else []),
            )
            for loss in losses[:ROWS]
        ]
        head = ("source or assumption", "premises carried", "brings it down", "grade without it")
        yield Table((*head, *(["theses that fall"] if several else [])), tuple(rows))
        if len(losses) > ROWS:
            yield Paragraph(f"and {len(losses) - ROWS:,} more (--format json lists all)")
        if any(loss.order is None and loss.order_own_word is not None for loss in losses):
            yield Paragraph("In brackets: only taking the text's word; on its sources alone it is idle.")
        if not all(loss.exact for loss in losses):
            yield Paragraph("At least: how many losses it takes was too much to work out exactly.")
        if any(loss.grade is None for loss in losses):
            yield Paragraph("A question mark: the grade was not worked out, for want of time.")

    def _is_gone(self, name: str) -> bool:
        source = self.graph.sources.by_key.get(name)
        return source is not None and source.retracted is not None

    def _sets(self, title: str, view: View) -> Iterator[Block]:
        for reading in HEADINGS:
            found = self.resting.cuts(reading, view)
            if reading == "own_word_taken" and found == self.resting.cuts("sources_alone", view):
                continue
            if any(found.sets):
                yield Heading(f"{title} ({HEADINGS[reading].lower()})")
                yield from self._listed(found, "losses")

    def _listed(self, found: CutSets, noun: str) -> Iterator[Block]:
        yield Items(tuple(map(self.names.together, found.sets[:SETS_SHOWN])))
        if rest := self._rest(found, min(SETS_SHOWN, len(found.sets)), noun):
            yield Paragraph(rest)

    def _rest(self, found: CutSets, shown: int, noun: str) -> str:
        """How many there are besides, and how far that is known."""
        if found.count is None:
            return "There are more, and their number is beyond the limits of what is worked out."
        left, listed = found.count - shown, len(found.sets) - shown
        if not left:
            return ""
        more = f"of more than {_number(max(self.resting.order, len(found.sets[-1])))} {noun}"
        cut = len(found.sets) >= self.resting.listed
        larger = "" if cut or left == listed else f" {more}" if not listed else f", {left - listed:,} of them {more}"
        return f"and {left:,} more{larger} ({found.count:,} in all; --order and --listed list more)"

    def _paths(self) -> Iterator[Block]:
        reading: Reading = "sources_alone" if self.support.alone.nodes[self.node.at] else "own_word_taken"
        found = self.resting.paths(reading, "source")
        if any(found.sets):
            yield Heading(f"Enough to carry it, if all else is lost ({HEADINGS[reading].lower()})")
            yield from self._listed(found, "things")

    def _grantings(self) -> Iterator[Block]:
        found = self.resting.grantings
        if any(found.sets):
            yield Heading("Objections that would leave it without support, if they were granted together")
            yield from self._listed(found, "objections")

    def _advice(self) -> Iterator[Block]:
        given = self.resting.advice
        if given.wanting is not None:
            yield from self._wanting(given.wanting)
            return
        if not given.candidates:
            yield Paragraph("There is no place for one more source: all beneath it is assumed.")
            return
        if not given.tried:
            yield Paragraph("Time was up before any place for one more source was tried (--time-limit gives more).")
            return
        if not given.complete:
            yield Paragraph(
                f"Of {given.candidates:,} places for one more source the {given.tried:,} that bear most were tried."
            )
        if not given.helps:
            which = "any of the places" if given.complete else "any of these"
            none = "would take away no single loss that brings it down, and no pair"
            yield Paragraph(f"One further source under {which} {none}.")
            return
        yield Paragraph("One more independent source, under one of these:")
        yield Items(tuple(self._help(one) for one in given.helps[:HELPS_SHOWN]))

    def _help(self, one: Help) -> str:
        before = self.support.alone.nodes[self.node.at]
        effects = []
        if one.linchpins:
            effects.append(f"it would stand if {self.names.listed(one.linchpins, 'or')} were lost")
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


def _brings_down(loss: Loss) -> str:
    """With how many other losses; in brackets where that is so in the other reading alone."""
    order = loss.order if loss.order is not None else loss.order_own_word
    if order is None:
        return "–"
    words = "alone" if order == 1 else f"{'' if loss.exact else 'at least '}{order - 1} more"
    return words if loss.order is not None else f"({words})"


def _number(count: int) -> str:
    return NUMBERS.get(count, str(count))


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
                "order_own_word": loss.order_own_word,
                "order_exact": loss.exact,
                "carries": [graph.nodes[at].id for at in loss.carries],
                "theses": [graph.nodes[at].id for at in loss.theses],
                "grade": None if loss.grade is None else str(loss.grade),
            }
            for loss in resting.losses
        ],
        "set_aside": [graph.nodes[at].id for at in resting.set_aside],
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
