"""A claim, a step's premises or a source put into words, as Markdown for an editor to show."""

from collections.abc import Iterator

from argmap.audit import MapAudit
from argmap.bibliography.files import facts
from argmap.bibliography.looking_up import Found
from argmap.formats.shared import markdown
from argmap.graph import Node
from argmap.problem import counted, one_line
from argmap.report.names import HEADINGS, Names, side_of
from argmap.support.assessment import READINGS
from argmap.support.reasons import reasons

SHOWN = 6  # reasons and premises that are told; the rest is counted


def of_node(audit: MapAudit, node: Node) -> str:
    """A statement: its grade in both readings with the reasons, its origins, and what it carries."""
    assert audit.graph is not None
    assert audit.support is not None
    names, support = Names(audit), audit.support
    side = side_of(audit.graph, node)
    number = f" {node.number}" if node.id != node.number else ""
    lines = [f"**{plain(node.id)}** · {node.kind}{number}, {side}", "", plain(one_line(node.text, 300)), ""]
    for reading in READINGS:
        lines.append(f"- {HEADINGS[reading]}: **{support.grades(reading).nodes[node.at]}**")
        lines += [f"  - {one}" for one in _first([plain(reason) for reason in reasons(support, node.at, reading)])]
    origins = sorted(support.origins[node.at])
    sources = support.sources(node.at)
    if sources:
        lines.append(f"- {counted(len(sources), 'source')} beneath it, {counted(len(origins), 'origin')}"
                     + (f": {plain(names.listed(origins))}" if origins else ""))  # fmt: skip
    order = support.orders[node.at]
    if order is not None:
        others = (
            "its loss alone takes"
            if order == 1
            else f"with {counted(order - 1, 'other loss', 'other losses')} it takes"
        )
        lines.append(f"- Order {order}: {others} all support from the thesis")
    if support.contested(node.at):
        lines.append("- Contested: an objection with something behind it is in force")
    return "\n".join(lines) + "\n"


def of_source(audit: MapAudit, key: str) -> str:
    """A source: who it is, its rating, whom it repeats down to the origins, and the premises that it carries."""
    assert audit.graph is not None
    assert audit.support is not None
    graph, support, names = audit.graph, audit.support, Names(audit)
    source = graph.sources.by_key[key]
    lines = [f"**{plain(source.name)}** · source `{key}`", ""]
    lines += [f"- {plain(one)}" for one in _of_source(source.model_dump(exclude_defaults=True, by_alias=True))]
    above = [name for name in graph.sources.lineage(key) if name != key]
    if above:
        lines.append(f"- Repeats {plain(names.listed(above))}")
    carried = support.carries.get(key, ())
    told = [f"{plain(graph.nodes[at].id)}: {plain(one_line(graph.nodes[at].text))}" for at in carried]
    lines.append(f"- Carries {counted(len(carried), 'premise')}" + (":" if told else ""))
    lines += [f"  - {one}" for one in _first(told)]
    return "\n".join(lines) + "\n"


def of_entry(found: Found) -> str:
    """An entry of a bibliography: what a source takes from it, and where it stands."""
    said = facts(found.entry)
    lines = [f"**{plain(said.name() or found.entry.key)}** · entry `{found.entry.key.replace('`', '')}`", ""]
    for heading, value in (("", said.title), ("Kind: ", said.kind), ("Date: ", said.date), ("", said.url)):
        if value:
            lines.append(f"- {heading}{plain(one_line(value, 200))}")
    lines.append(f"- {plain(one_line(found.name, 200))}, line {found.entry.line}")
    return "\n".join(lines) + "\n"


def _of_source(data: dict[str, object]) -> Iterator[str]:
    rating = data.get("reliability")
    if rating:
        yield f"Rated {rating}" + (f": {one_line(str(data['reason']), 200)}" if "reason" in data else "")
    else:
        yield "Not rated: counted as moderate"
    for key, said in (("role", ""), ("kind", "Kind: "), ("interest", "Not neutral: "), ("retracted", "Retracted: "),
                      ("group", "Group: "), ("date", "Date: "), ("url", "")):  # fmt: skip
        if key in data:
            yield said + one_line(str(data[key]), 200)
    if data.get("anonymous"):
        yield "Anonymous" + (", and another than the others" if "distinct" in data else "")


def _first(lines: list[str]) -> list[str]:
    return lines if len(lines) <= SHOWN else [*lines[:SHOWN], f"and {len(lines) - SHOWN} more"]


def plain(text: str) -> str:
    """A text from a map that an editor shows as it is, and not as Markdown or HTML."""
    return markdown.escaped(text, on_github=False)
