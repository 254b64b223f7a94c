"""A map with everything in it, findings for it, and words that try to be more than words."""

import dataclasses

from argmap.draw.card import Badge
from argmap.graph import Graph

BRIDGE = """
    title: Should the old bridge close?
    about: {title: A bridge too far}
    sources:
      survey: {name: County bridge survey 2022, url: 'https://example.org/survey?year=2022&part=1'}
      gazette: {name: The Gazette, url: 'javascript:alert(1)'}
      haulers: {name: Hauliers' association, retracted: Withdrawn.}
    thesis:
      id: close
      claim: The old bridge should close to lorries.
      because:
      - together:
        - id: cracks
          claim: The bridge is cracking under lorries.
          because:
          - evidence: Crack length doubled in two years.
            source: [survey, gazette?]
            strength: strong
        - assume: No repair is possible before 2026.
          by: mapper
        strength: moderate
        scheme: cause-to-effect
        unless:
        - claim: Cars alone would crack it as fast.
          by: mapper
      - see: rivals
      - claim: It was built for carts.
        scheme: explanation
      but:
      - claim: The detour costs hauliers an hour a day.
        because:
        - evidence: The association's own survey says so.
          source: haulers, p. 12
        but:
        - claim: Half of them already take it.
        granted: The text says so.
    claims:
    - id: rivals
      claim: The next bridge downstream would be overloaded.
    - id: lonely
      claim: Nobody refers to this.
"""

BADGES = {
    "close": Badge("weak", "weak", "Support on its sources alone: weak."),
    "cracks": Badge("one source · interested · no lineage given", "caution"),
    "1.1.1.1": Badge("one source", "caution"),
    "1.3": Badge("contested", "contested"),
    "1.3.1": Badge("retracted", "broken"),
    "rivals": Badge("strong"),
}

HOSTILE = [
    "<B></B><script>alert(1)</script>",
    'quote " and ] and } and ; and -> x [label=evil]',
    r"\N \G \E \T \L \n back\slash \\ end\\",
    "&amp; &lt;b&gt; &#60; & < > ' %s {0}",
    "x" * 10_000,
    '"' * 10_000,
    "\\" * 10_000,
    "\u0301" * 10_000,
    "\U0001f9ed" * 10_000,
    "<",
    ">",
    "<<TABLE></TABLE>>",
    "\x00\x1b[31m\u202eevil\u2066\ud800\ufffe",
    "\\",
    "#!/* // comment",
    "{|}",
]


def with_words(graph: Graph, words: str) -> Graph:
    """The graph with these words in every statement, source and locator, past all checks of the loader."""
    nodes = tuple(
        node._replace(text=words, cites=tuple(cite._replace(locator=words) for cite in node.cites))
        for node in graph.nodes
    )
    by_key = {
        key: source.model_copy(update={"name": words, "url": words}) for key, source in graph.sources.by_key.items()
    }
    sources = dataclasses.replace(graph.sources, by_key=by_key)
    return dataclasses.replace(graph, nodes=nodes, sources=sources, map=graph.map.model_copy(update={"title": words}))
