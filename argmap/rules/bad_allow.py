"""A rule is kept silent without a reason, or without need.

What it finds
    An `allow` of a rule that does not exist or without a reason, which is a problem that forbids the audit; and an
    `allow` of a rule that ran and had nothing to say there, which is a finding.
Why it matters
    An exception without a reason cannot be reviewed, and one that is no longer needed will hide the next fault.
    Checkers of programs report such leftovers for that reason: mypy an ignore that ignores nothing, ESLint a directive
    that disables nothing.
Fails
    ```yaml
    argmap: 1
    sources:
      register: Land register
      deed: Deed of sale, 1958
    thesis:
      claim: The meadow belongs to the parish.
      because:
      - claim: The parish bought it.
        allow:
          single-source: Only the register knows.
        because:
        - evidence: The register names the parish.
          source: register, sheet 40
        - evidence: The deed was made out to the parish.
          source: deed
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      register: Land register
    thesis:
      claim: The meadow belongs to the parish.
      because:
      - claim: The parish bought it.
        allow:
          single-source: The register is public and is proof by law.
        because:
        - evidence: The register names the parish.
          source: register, sheet 40
    ```
How to mend it
    Write the reason after the colon, correct the name of the rule, or take the `allow` out.
False alarms
    An `allow` on a map that is audited with other settings elsewhere. Rules that did not run are never called needless.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found

CODE = "AM602"
NAME = "bad-allow"
LEVEL: Level = "warning"
AUDIENCE: Audience = "map"


def check(case: Case) -> Iterator[Found]:
    """Nothing: only the audit knows which rules spoke; it yields these findings itself, and the rest are problems."""
    yield from ()
