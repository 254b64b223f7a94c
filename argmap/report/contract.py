"""The audit's JSON, written down: what `audit --format json` promises to whoever reads it.

Keys are added, never renamed, until `schema` rises. Positions are lines and columns from 1; a statement is named by its
author's id or its outline number, a source by its key.
"""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config
from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

import argmap.model

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_Grade = Literal["none", "weak", "moderate", "strong"]
_Level = Literal["error", "warning", "note"]
_Audience = Literal["text", "map"]
_Line = Annotated[int, Field(ge=1, description="Line in the file, from 1.")]
_Column = Annotated[int, Field(ge=1, description="Column in the line, from 1.")]
_Count = Annotated[int, Field(ge=0)]
_Number = Annotated[str, Field(description="Its place in the outline, as 1.2.1.")]
_Alone = Annotated[_Grade, Field(description="Its grade on its sources alone.")]
_Taken = Annotated[_Grade, Field(description="Its grade taking the text's word.")]
_Why = Annotated[list[str], Field(description="The reasons of `grade`, each a step up or down, in order.")]
_Origins = Annotated[list[str], Field(description="The origins that it really depends on, on its sources alone.")]
_Contested = Annotated[
    bool, Field(description="Whether a counted objection to it, or undercut of a step, is in force.")
]
_CutSets = Annotated[list[list[str]], Field(description="The minimal cut sets up to order three, at most a hundred.")]
_CutSetCount = Annotated[
    _Count | None, Field(description="How many cut sets there are in all; null where that went beyond a limit.")
]
_Complete = Annotated[bool, Field(description="Whether `cut_sets` lists all of them.")]

_closed = with_config(ConfigDict(extra="forbid"))

# A key that is a word of Python can only be written in this form.
_From = TypedDict("_From", {"from": list[str]})
_For = TypedDict("_For", {"for": Annotated[_Audience, Field(description="What to mend: the text or the map.")]})


@_closed
class Problem(TypedDict):
    """A fault that makes a map unreadable."""

    line: _Line
    column: _Column
    code: Annotated[str | None, Field(description="The rule's code, where a rule describes this fault.")]
    message: Annotated[str, Field(description="What is wrong.")]
    help: Annotated[str, Field(description="What to do about it.")]


@_closed
class ByClaim(TypedDict):
    """What must be false: every statement that nothing supports, or that is reported, is one event."""

    cut_sets: _CutSets
    cut_set_count: _CutSetCount
    complete: _Complete


@_closed
class Reading(TypedDict):
    """What a thesis falls with in one reading, by source: who must be wrong."""

    linchpins: Annotated[
        list[str],
        Field(description="Sources, groups, assumptions, `text` and `mapper`, each of whose loss removes all support."),
    ]
    cut_sets: _CutSets
    cut_set_count: _CutSetCount
    complete: _Complete
    by_claim: ByClaim


@_closed
class Thesis(TypedDict):
    """A main claim and what it rests on."""

    id: str
    number: _Number
    claim: Annotated[str, Field(description="Its text.")]
    line: _Line
    grade: _Alone
    grade_own_word: _Taken
    contested: _Contested
    why: _Why
    origins: _Origins
    no_lineage: Annotated[
        _Count, Field(description="Media and documents behind it without a word on whom they repeat.")
    ]
    own_word: Annotated[_Count, Field(description="Statements on own word that it uses.")]
    assumptions: Annotated[_Count, Field(description="Assumptions that it uses.")]
    facts: Annotated[_Count, Field(description="Claims with cited evidence directly beneath, and linked evidence.")]
    corroborated: Annotated[_Count, Field(description="Facts that no one origin or group takes with it when lost.")]
    weakest_step: Annotated[str | None, Field(description="The weakest step on its best line of support.")]
    sources_alone: Annotated[Reading, Field(description="On its sources alone: own word lost, assumptions kept.")]
    own_word_taken: Annotated[Reading, Field(description="Taking the text's word.")]


@_closed
class Node(TypedDict):
    """A claim, a piece of evidence or an assumption."""

    id: str
    number: _Number
    kind: Literal["claim", "evidence", "assumption"]
    claim: Annotated[str, Field(description="Its text, of whatever kind it is.")]
    by: Annotated[Literal["text", "mapper"], Field(description="Whose statement it is.")]
    side: Annotated[
        Literal["for", "against", "reply", "unused"], Field(description="The side of the argument it stands on.")
    ]
    parent: Annotated[str | None, Field(description="The statement that it stands under in the file.")]
    line: _Line
    column: _Column
    grade: _Alone
    grade_own_word: _Taken
    why: _Why
    cites: Annotated[list[str], Field(description="The sources that it cites itself.")]
    sources: Annotated[list[str], Field(description="The sources cited by it and all that supports it.")]
    origins: _Origins
    single_source: Annotated[bool, Field(description="Whether it depends on exactly one origin.")]
    order: Annotated[
        int | None, Field(ge=1, description="The fewest losses, its own among them, that bring a thesis down.")
    ]
    contested: _Contested
    standing: Annotated[
        Literal["open", "answered", "answered-barely", "granted"] | None,
        Field(description="Where it stands as an objection or undercut; null where it is none."),
    ]


@_closed
class Step(_From):
    """A move from the premises under `from` to a statement. An undercut names the statement its step ends in."""

    id: str
    to: Annotated[str, Field(description="The statement that it ends in or speaks against.")]
    kind: Literal["because", "but", "unless"]
    needs: Annotated[int, Field(ge=1, description="How many of its premises suffice.")]
    scheme: Annotated[str | None, Field(description="Its argument scheme.")]
    grade: _Alone


@_closed
class Source(_From):
    """Who or what reports. `from` are the sources that it repeats, or `unknown`."""

    key: str
    name: str
    reliability: Annotated[Literal["A", "B", "C", "D", "E", "F"] | None, Field(description="Its Admiralty letter.")]
    group: Annotated[str | None, Field(description="The author, newsroom or family of data that it shares.")]
    anonymous: bool
    interest: Annotated[str | None, Field(description="Why it is not neutral.")]
    carries: Annotated[list[str], Field(description="The facts that cite it, or a source that repeats it.")]


@_closed
class Finding(_For):
    """What a rule finds."""

    code: Annotated[str, Field(pattern=r"^AM\d{3}$")]
    rule: Annotated[str, Field(description="The rule's name, as `allow` writes it.")]
    level: _Level
    line: _Line
    column: _Column
    node: Annotated[str | None, Field(description="The statement that it is about; null where it is about a source.")]
    related: Annotated[list[str], Field(description="The other statements that it is about.")]
    sources: Annotated[list[str], Field(description="The sources that it is about.")]
    origins: list[str]
    message: Annotated[str, Field(description="What is wrong, and why here.")]
    help: Annotated[str, Field(description="How to go on.")]
    fingerprint: Annotated[str, Field(description="The same after edits elsewhere in the file.")]


@_closed
class Allowed(TypedDict):
    """A rule that was kept silent somewhere."""

    code: Annotated[str, Field(pattern=r"^AM\d{3}$")]
    rule: Annotated[str, Field(description="The rule's name.")]
    line: _Line
    node: Annotated[str | None, Field(description="The statement where it is silent.")]
    source: Annotated[str | None, Field(description="The source where it is silent.")]
    reason: Annotated[str, Field(description="Why it is.")]


@_closed
class LeftOut(TypedDict):
    """What a file of another program has and a map cannot carry."""

    line: _Line
    column: _Column
    message: Annotated[str, Field(description="What it is.")]
    help: Annotated[str, Field(description="Why, or what to do about it.")]


@_closed
class Map(TypedDict):
    """One map. One that cannot be read has problems, and its other lists are empty."""

    path: Annotated[str, Field(description="The file as it was given, with `/`; `-` is standard input.")]
    title: str | None
    problems: list[Problem]
    left_out: Annotated[list[LeftOut], Field(description="Of a file of another program: what a map cannot carry.")]
    theses: list[Thesis]
    nodes: list[Node]
    steps: list[Step]
    sources: list[Source]
    findings: Annotated[list[Finding], Field(description="The gravest first; without those of the baseline.")]
    known: Annotated[_Count, Field(description="Findings that stand in the baseline.")]
    allowed: list[Allowed]


@_closed
class Summary(TypedDict):
    """Counts over all maps."""

    errors: _Count
    warnings: _Count
    notes: _Count
    known: Annotated[_Count, Field(description="Findings that stand in the baseline, counted nowhere else.")]
    allowed: Annotated[_Count, Field(description="Places where a rule was kept silent.")]
    unreadable: Annotated[_Count, Field(description="Maps that cannot be read.")]


@_closed
class Audit(TypedDict):
    """What `argmap audit --format json` writes."""

    argmap: Annotated[str, Field(description="The version of argmap that wrote it.")]
    schema: Annotated[Literal[1], Field(description="The version of this contract.")]
    maps: list[Map]
    summary: Summary


def output_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the audit's JSON."""
    return {"$schema": DIALECT, **TypeAdapter(Audit).json_schema(mode="serialization")}


def map_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a map file, as an editor sees it."""
    return {"$schema": DIALECT, **argmap.model.Map.model_json_schema()}
