"""What of a map a format can carry: a closed list, of which each format names its own."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Literal, TypeAlias, get_args

Feature: TypeAlias = Literal[
    "theses",
    "linked",
    "needs",
    "objections",
    "undercuts",
    "explanations",
    "shared",
    "evidence",
    "assumptions",
    "why",
    "granted",
    "schemes",
    "strengths",
    "warrants",
    "likelihoods",
    "basis",
    "credibility",
    "by",
    "passages",
    "notes",
    "tags",
    "allow",
    "ids",
    "title",
    "map-note",
    "about",
    "sources",
    "uncited",
    "locators",
    "doubts",
    "lineage",
    "groups",
    "ratings",
    "kinds",
    "anonymity",
    "interests",
    "retractions",
    "urls",
    "dates",
    "bibliography",
]

WORDS: Mapping[Feature, str] = {
    "theses": "which statements are theses",
    "linked": "linked premises",
    "needs": "how many of linked premises suffice",
    "objections": "objections",
    "undercuts": "undercuts",
    "explanations": "explanations",
    "shared": "statements used in several places",
    "evidence": "which statements are evidence",
    "assumptions": "which statements are assumptions",
    "why": "why something may be assumed",
    "granted": "which objections are granted",
    "schemes": "argument schemes",
    "strengths": "strengths of steps",
    "warrants": "warrants",
    "likelihoods": "likelihoods",
    "basis": "how a source came by its evidence",
    "credibility": "credibility",
    "by": "whose statement one is",
    "passages": "passages",
    "notes": "notes",
    "tags": "tags",
    "allow": "rules kept silent",
    "ids": "ids",
    "title": "the title",
    "map-note": "the note on the whole map",
    "about": "the text that the map is about",
    "sources": "sources",
    "uncited": "sources that nothing cites",
    "locators": "where in a source",
    "doubts": "doubtful citations",
    "lineage": "whom a source repeats",
    "groups": "groups of sources",
    "ratings": "ratings of sources",
    "kinds": "kinds and roles of sources",
    "anonymity": "anonymous sources",
    "interests": "interests of sources",
    "retractions": "retracted sources",
    "urls": "addresses of sources",
    "dates": "dates of sources",
    "bibliography": "bibliographies",
}  # as a reader is told of them

EVERYTHING: frozenset[Feature] = frozenset(get_args(Feature))


def in_words(carries: AbstractSet[Feature]) -> str:
    """What a format can carry and what it cannot, in one sentence for people."""
    has = [WORDS[feature] for feature in WORDS if feature in carries]
    lacks = [WORDS[feature] for feature in WORDS if feature not in carries]
    if not lacks:
        return "everything"
    if len(lacks) < len(has):
        return f"everything but {', '.join(lacks)}"
    return f"the statements and their reasons; {', '.join(has)}; nothing else" if has else "statements and reasons"
