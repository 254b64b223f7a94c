"""Maps that tests of several parts look at."""

from pathlib import Path
from textwrap import dedent

MAPS = sorted((Path(__file__).parent.parent / "maps").glob("*.argmap.yaml"))
"""The maps that ship with argmap."""

BRIDGE = dedent("""\
    argmap: 1
    title: Should the old bridge close?
    about:
      title: A bridge too far
      author: J. Smith
    sources:
      survey:
        name: County bridge survey 2022
        kind: dataset
        reliability: B
      gazette:
        name: The Gazette
        kind: media
        from: [survey]
      haulers:
        name: Hauliers' association
        interest: its members use the bridge
    thesis:
      id: close
      claim: The old bridge should close to lorries.
      because:
      - together:
        - id: cracks
          claim: The bridge is cracking under lorries.
          because:
          - evidence: Crack length doubled in two years.
            source: survey, p. 12
            basis: recorded
          - evidence: The Gazette reports the same growth.
            source: gazette
        - assume: No repair is possible before 2026.
        scheme: cause-to-effect
        unless:
        - claim: Cars alone would crack it as fast.
      but:
      - claim: The detour costs hauliers an hour a day.
        because:
        - evidence: The association's own survey says so.
          source: haulers
        but:
        - claim: Half of them already take it.
      - see: rivals
    claims:
    - id: rivals
      claim: The next bridge downstream would be overloaded.
    """)
"""The worked example: all sorts of statements, an echo, an interest, an undercut, a reply, a claim used elsewhere."""


def nested(depth: int, key: str = "because") -> str:
    """A map of so many claims, each beneath the one before it."""
    lines = ["argmap: 1", "thesis:", "  claim: Claim 1."]
    for level in range(2, depth + 1):
        blanks = "  " * (level - 1)
        lines += [f"{blanks}{key}:", f"{blanks}- claim: Claim {level}."]
    return "\n".join(lines)
