"""A name refers to nothing in the map.

What it finds
    A `see`, `source` or `from` that names no claim and no source of this map; a file of the `bibliography` that is not
    there, and a `cite` that no such file has an entry for. All of them are reported in one run, each with the name most
    like it.
Why it matters
    A reason or source that is not there would be lost in silence, and the claim above it would look weaker, or better
    attested, than its author meant. Formats with references make them checkable for that reason: in XML an IDREF must
    match an ID of the same document (W3C, Extensible Markup Language 1.0, validity constraint IDREF).
Fails
    ```yaml
    argmap: 1
    sources:
      tide-table: Harbour office, tide table
    thesis:
      claim: The ferry can leave at noon.
      because:
      - evidence: High water is at half past eleven.
        source: tide-tables
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      tide-table: Harbour office, tide table
    thesis:
      claim: The ferry can leave at noon.
      because:
      - evidence: High water is at half past eleven.
        source: tide-table
    ```
How to mend it
    Correct the name, or add the source under `sources:`, the claim under `claims:` or where it belongs, the entry to
    the bibliography. A bibliography is named from the folder of the map on.
False alarms
    None known. Whom a source repeats without saying so is written `from: unknown`.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM102"
NAME = "dangling-reference"
LEVEL: Level = "error"
AUDIENCE: Audience = "map"


def check(case: Case) -> Iterator[Found]:
    """Nothing: the graph reports these as problems, and a map with problems is not audited."""
    yield from ()
