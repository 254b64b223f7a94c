"""Edits that an editor offers at a place of a map: allow a rule, give an id, cite a source, write a passage."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from argmap.audit import Finding, MapAudit
from argmap.editing.citing import cite
from argmap.editing.opening import finished, opened
from argmap.editing.quoting import quote
from argmap.editing.renaming import rename
from argmap.editing.shapes import written_out
from argmap.editing.sheet import Draft
from argmap.editing.splice import Edit, Refused, Splice, spliced
from argmap.formats.shared.naming import Names, kebab
from argmap.graph import Node
from argmap.model import RESERVED
from argmap.passages import Text
from argmap.place import Route
from argmap.problem import Problem
from argmap.scalars import scalar

REASON = "say here why this is fine"
OFFERED = 5  # sources that are offered for citing
WORDS = 5  # of a claim that its id is made of
_MEANT = re.compile(r"did you mean `([^`]+)`\?")


class Mending(NamedTuple):
    """An edit with its title, and the finding that it answers."""

    title: str
    edit: Edit
    answers: Finding | Problem | None = None


def corrections(text: str, problems: Iterable[Problem], lines: range) -> Iterator[Mending]:
    """What was meant in the place of a misspelt name on these lines, from 1; the map need not be readable."""
    written = text.split("\n")
    for problem in problems:
        meant = _MEANT.search(problem.help or "")
        if meant is None or problem.line not in lines:
            continue
        before = sum(len(line) + 1 for line in written[: problem.line - 1])
        rest = written[problem.line - 1]
        for name in reversed(re.findall(r"`([^`]+)`", problem.message)):
            if found := re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])").search(rest, problem.column - 1):
                splice = Splice(before + found.start(), before + found.end(), meant[1])
                yield Mending(f"Write {meant[1]}", Edit((splice,), spliced(text, (splice,))), problem)
                break


def mendings(
    text: str, audit: MapAudit, lines: range, selected: str = "", essay: Text | None = None
) -> Iterator[Mending]:
    """What may be mended on these lines of a readable map, from 1; an edit that would be refused is not offered.

    `selected` is what is marked in the editor: words of the `essay`, whose place may be written into the statement.
    """
    graph = audit.graph
    assert graph is not None
    for finding in audit.findings:
        if finding.line in lines:
            edit = partial(_allowed, text, audit, finding)
            yield from _tried(f"Allow {finding.rule} here, with a reason", edit, finding)
    for node in graph.nodes:
        if audit.place(node.at).line in lines:
            yield from _of_node(text, audit, node)
    around = _around(audit, lines)
    if essay is not None and around is not None and len(selected.split()) > 1:
        edit = partial(quote, text, around.id, essay, selected)
        yield from _tried(f"Write where the text says this into {around.id}", edit)


def _of_node(text: str, audit: MapAudit, node: Node) -> Iterator[Mending]:
    assert audit.graph is not None
    if node.item.id is None:
        name = _id_for(audit, node)
        yield from _tried(f"Give it the id {name}", partial(rename, text, node.id, name))
    if node.kind == "evidence" and not node.cites:
        for key in list(audit.graph.sources.by_key)[:OFFERED]:
            yield from _tried(f"Cite {key}", partial(cite, text, node.id, key))


def _tried(title: str, edit: Callable[[], Edit], answers: Finding | None = None) -> Iterator[Mending]:
    with suppress(Refused):
        yield Mending(title, edit(), answers)


def _around(audit: MapAudit, lines: range) -> Node | None:
    """The last statement that begins at or above the first of the lines."""
    assert audit.graph is not None
    above = [node for node in audit.graph.nodes if audit.place(node.at).line <= lines.start]
    return max(above, key=lambda node: audit.place(node.at), default=None)


def _id_for(audit: MapAudit, node: Node) -> str:
    """A name that the map does not have, of the first words of a statement."""
    assert audit.graph is not None
    sources = audit.graph.sources
    taken = Names((*RESERVED, *audit.graph.by_id, *sources.by_key, *sources.groups))
    return taken.new(kebab(" ".join(node.text.split()[:WORDS]), "claim"))


def _allowed(text: str, audit: MapAudit, finding: Finding) -> Edit:
    """Keep the rule of a finding silent where it speaks, with a reason for the user to write."""
    route = _place_for(audit, finding)
    sheet = written_out(opened(text).sheet, route)
    draft = Draft(sheet)
    if "allow" in sheet.mapping(route).entries:
        draft.add_key((*route, "allow"), finding.rule, [f"{finding.rule}: {scalar(REASON)}"], REASON)
    else:
        lines = ["allow:", f"  {finding.rule}: {scalar(REASON)}"]
        draft.add_key(route, "allow", lines, {finding.rule: REASON})
    return finished(text, draft.read())


def _place_for(audit: MapAudit, finding: Finding) -> Route:
    """Where an `allow` for a finding belongs: at its statement, else at its source, else at the thesis."""
    assert audit.graph is not None
    node = audit.graph.find(finding.node) if finding.node is not None else None
    if node is None and finding.sources:
        return ("sources", finding.sources[0])
    return (node or audit.graph.nodes[audit.graph.theses[0]]).route
