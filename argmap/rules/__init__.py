"""The rules of the audit: a table in the order of their codes, and the pages that they carry as docstrings.

A rule is a module of this package. A new one is a file with a docstring in the form of `Page`, the four names of
`common.Rule` and a `check`, and one line in the table. `common` says what a rule is given and gives back.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import dedent

from argmap.rules import (
    bad_allow,
    bare_answer,
    both_sides_claim,
    circular_reporting,
    circular_support,
    dangling_reference,
    duplicate_claim,
    fragile_thesis,
    interested_source,
    linchpin,
    no_source,
    one_sided_map,
    passage_changed,
    passage_not_found,
    rating_mismatch,
    retracted_source,
    second_hand,
    single_source,
    unanswered_objection,
    unknown_field,
    unnamed_authority,
    unsupported_premise,
    unused_claim,
    weak_source_alone,
    weak_support,
    words_of_the_text,
)
from argmap.rules.common import Rule

RULES: tuple[Rule, ...] = (  # type: ignore[assignment]  # mypy knows no module with a static method
    circular_support,
    dangling_reference,
    duplicate_claim,
    unused_claim,
    both_sides_claim,
    unsupported_premise,
    linchpin,
    fragile_thesis,
    unanswered_objection,
    retracted_source,
    one_sided_map,
    weak_support,
    bare_answer,
    no_source,
    single_source,
    circular_reporting,
    interested_source,
    rating_mismatch,
    weak_source_alone,
    second_hand,
    unnamed_authority,
    passage_not_found,
    passage_changed,
    words_of_the_text,
    unknown_field,
    bad_allow,
)

_BY_NAME: Mapping[str, Rule] = {name: rule for rule in RULES for name in (rule.NAME, rule.CODE)}


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule says of itself: the fault in a sentence, and a text under each heading, in order."""

    fault: str
    sections: Mapping[str, str]

    def example(self, heading: str) -> str | None:
        """What stands in the first fenced block under a heading, or None."""
        lines = self.sections.get(heading, "").splitlines()
        fences = [place for place, line in enumerate(lines) if line.startswith("```")]
        return "\n".join(lines[fences[0] + 1 : fences[1]]) + "\n" if len(fences) > 1 else None


def find(name: str) -> Rule | None:
    """The rule of that name or code, in capitals or not; None where there is none."""
    return _BY_NAME.get(name) or _BY_NAME.get(name.upper())


def page(rule: Rule) -> Page:
    """A rule's docstring in its parts. A heading stands flush, the text below it is indented."""
    fault, *lines = (rule.__doc__ or "").splitlines()
    sections: dict[str, list[str]] = {}
    for line in lines:
        if line.strip() and not line.startswith(" "):
            sections[line.strip()] = []
        elif sections:
            sections[next(reversed(sections))].append(line)
    return Page(fault.strip(), {heading: dedent("\n".join(text)).strip("\n") for heading, text in sections.items()})
