"""What a map file may hold.

Frozen pydantic models without unknown keys. They know nothing of YAML, places or graphs. Every scalar of a file arrives
as text and is typed here, so that `no` and `2023-05-04` stay what was written.
"""

from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import (
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ModelWrapValidatorHandler,
    StringConstraints,
    Tag,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

TEXT_LIMIT = 50_000
KEBAB = r"^[a-z0-9]+(-[a-z0-9]+)*$"
UNKNOWN = "unknown"  # whom a source repeats that is known to repeat somebody
ANONYMOUS = "anonymous"  # the group of all anonymous sources that are not said to be distinct
RESERVED = frozenset({"text", "mapper", UNKNOWN, ANONYMOUS})

LIKELIHOODS = (
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
)
Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
    "possible",
]
Basis = Literal["observed", "recorded", "reported", "judged", "own-act"]
Strength = Literal["weak", "moderate", "strong"]
Rating = Literal["A", "B", "C", "D", "E", "F"]
SourceKind = Literal[
    "person",
    "expert",
    "witness",
    "official",
    "party",
    "organisation",
    "media",
    "social-media",
    "document",
    "dataset",
    "study",
    "image",
    "other",
]

# Editors type scalars by YAML 1.2: a text that reads `1914` or `yes` reaches their schema check as a number or boolean.
_ANY_SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean"]}
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=TEXT_LIMIT),
    WithJsonSchema({**_ANY_SCALAR, "minLength": 1}),
]
Key = Annotated[
    str,
    StringConstraints(pattern=KEBAB, max_length=80),
    WithJsonSchema({**_ANY_SCALAR, "pattern": KEBAB, "maxLength": 80}),
]


class _OneOrMany:
    """Marks a tuple field in whose place a single value is a list of one."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_listed, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _listed(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else (value,)


Keys = Annotated[tuple[Key, ...], _OneOrMany()]
Texts = Annotated[tuple[Text, ...], _OneOrMany()]


def _hyphened(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _without_null(field: JsonSchemaValue) -> None:
    choices = [choice for choice in field.pop("anyOf", []) if choice != {"type": "null"}]
    if len(choices) > 1:
        field["anyOf"] = choices
    elif choices:
        # What is said of the field itself comes last, and so wins.
        field.update(choices[0] | field)
    if field.get("default", ...) is None:
        del field["default"]


class Part(BaseModel):
    """A part of a map: frozen, without unknown keys, its keys written with hyphens."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, alias_generator=_hyphened)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Without the alternative `null`: a key is left out or has a value, and an editor shall say so too."""
        written = handler(schema)
        for field in handler.resolve_ref_schema(written).get("properties", {}).values():
            _without_null(field)
        return written


class Passage(Part):
    """Where a text makes a claim, without quoting it."""

    at: str = Field(
        description="Paragraph, and the range of words in it: 12:40-53; the paragraph alone while drafting.",
        pattern=r"^\d+(:\d+(-(\d+:)?\d+)?)?$",
        json_schema_extra={"type": ["string", "number"]},
    )
    words: int | None = Field(default=None, ge=1, description="How many words the passage has.")
    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{16}$",
        description="First 16 hex digits of the SHA-256 of the passage's normalised words.",
        json_schema_extra={"type": ["string", "number"]},
    )
    trace: str | None = Field(
        default=None, pattern=r"^t[0-7]{1,48}$", description="One octal digit a word, to find the passage after edits."
    )


class About(Part):
    """The text that a map reconstructs."""

    title: Text | None = Field(default=None, description="Title of the text.")
    author: Text | None = Field(default=None, description="Who wrote it.")
    published: Text | None = Field(default=None, description="When it was published.")
    url: Text | None = Field(default=None, description="Where it can be read.")
    words: int | None = Field(default=None, ge=1, description="How many words the text has.")
    sha256: str | None = Field(
        default=None,
        pattern=r"^[0-9a-f]{16}$",
        description="First 16 hex digits of the SHA-256 of all its normalised words.",
        json_schema_extra={"type": ["string", "number"]},
    )
    starts: int | None = Field(default=None, ge=1, description="The paragraph in which its argument starts.")
    note: Text | None = Field(default=None, description="A remark for readers of the map.")


class Source(Part):
    """Who or what reports."""

    name: Text = Field(description="The source's name, as a reader would know it; with `cite`, its entry gives one.")
    role: Text | None = Field(default=None, description="What it is or does, as far as it matters here.")
    kind: SourceKind | None = Field(default=None, description="What kind of source it is.")
    reliability: Rating | None = Field(
        default=None, description="Admiralty rating: A reliable … E unreliable, F cannot be judged (as if absent)."
    )
    reason: Text | None = Field(default=None, description="Why it has this rating.")
    from_: Keys = Field(default=(), description="The sources that it repeats, by key; or `unknown`.")
    group: Key | None = Field(default=None, description="One author, newsroom or dataset family it shares with others.")
    anonymous: bool = Field(
        default=False, description="Whether readers are not told who it is; all such may be one and the same person."
    )
    plural: bool = Field(default=False, description="Whether it stands for several people, as `officials` does.")
    distinct: Text | None = Field(default=None, description="Why this anonymous source is not one of the others.")
    interest: Text | None = Field(default=None, description="Why it is not neutral.")
    retracted: Text | None = Field(default=None, description="Why it no longer stands.")
    url: Text | None = Field(default=None, description="Where it can be looked up.")
    date: Text | None = Field(default=None, description="When it was made or published.")
    accessed: Text | None = Field(default=None, description="When it was looked up.")
    cite: Text | None = Field(default=None, description="Its key in one of the map's bibliography files.")
    note: Text | None = Field(default=None, description="A remark for readers of the map.")
    allow: dict[Key, Text] = Field(default_factory=dict, description="Rules kept silent here, each with the reason.")

    @model_validator(mode="wrap")
    @classmethod
    def _named_by_its_entry(cls, value: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Without a name of its own it is called by its key in the bibliography, and the name stays unsaid (unset)."""
        if not isinstance(value, dict) or "name" in value or not isinstance(value.get("cite"), str):
            return handler(value)
        source = handler({**value, "name": value["cite"]})
        source.model_fields_set.discard("name")
        return source

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """With a `name`, or a `cite` that gives one."""
        written = super().__get_pydantic_json_schema__(schema, handler)
        fields = handler.resolve_ref_schema(written)
        fields["required"].remove("name")
        if not fields["required"]:
            del fields["required"]
        fields["anyOf"] = [{"required": ["name"]}, {"required": ["cite"]}]
        return written


def _named_source(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class _NamedSource:
    """Lets a source be written by its name alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_named_source, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        by_name = {**_ANY_SCALAR, "minLength": 1, "description": "The source's name alone."}
        return {"anyOf": [by_name, handler(schema)]}


class Move(Part):
    """What an item may say of the step from it up to its parent, or of itself as an objection."""

    scheme: Key | None = Field(default=None, description="Argument scheme of the step, as expert-opinion or analogy.")
    strength: Strength | None = Field(default=None, description="How much the step carries at best.")
    warrant: Text | None = Field(default=None, description="Why the premises bear on the claim.")
    unless: "Items" = Field(default=(), description="Undercuts: what speaks against the step.")
    granted: Text | None = Field(
        default=None, description="Under `but` or `unless`: the text accepts this, and why the claim survives."
    )


class Statement(Move):
    """What claims, evidence and assumptions have in common."""

    id: Key | None = Field(default=None, description="A name by which other items refer to this one.")
    by: Literal["text", "mapper"] | None = Field(
        default=None, description="Whose statement it is: the text's, or an addition of the map's maker."
    )
    likelihood: Likelihood | None = Field(default=None, description="How sure the statement itself is.")
    passage: Annotated[tuple[Passage, ...], _OneOrMany()] = Field(
        default=(), description="Where in the text it is said."
    )
    note: Text | None = Field(default=None, description="A remark for readers of the map.")
    tags: Keys = Field(default=(), description="Words to find it by.")
    allow: dict[Key, Text] = Field(default_factory=dict, description="Rules kept silent here, each with the reason.")
    but: "Items" = Field(default=(), description="Objections to it.")


class Claim(Statement):
    """A statement that is argued."""

    claim: Text = Field(description="The statement, as one sentence.")
    because: "Items" = Field(default=(), description="Reasons; each item supports by itself.")


class Evidence(Statement):
    """A statement that is reported: somebody observed, recorded or judged it."""

    evidence: Text = Field(description="The statement, as one sentence.")
    source: Texts = Field(
        default=(),
        description="Who or what reports it: a key of `sources`, then where in it; `key?` where that is unsure.",
    )
    basis: Basis = Field(default="reported", description="How its source came by it.")
    credibility: Annotated[int, Field(ge=1, le=6)] | None = Field(
        default=None, description="Admiralty credibility: 1 confirmed … 5 improbable, 6 cannot be judged."
    )
    against_interest: Text | None = Field(default=None, description="Why its source says this against its interest.")


class Assumption(Statement):
    """A statement accepted without support, on purpose."""

    assume: Text = Field(description="The statement, as one sentence.")
    why: Text | None = Field(default=None, description="Why it may be assumed.")


class Together(Move):
    """Linked premises: they support in one step."""

    together: Annotated[tuple["Item", ...], Field(min_length=2)] = Field(description="The premises, two or more.")
    needs: int | None = Field(default=None, ge=1, description="How many of the premises suffice; all where absent.")
    note: Text | None = Field(default=None, description="A remark for readers of the map.")


class See(Move):
    """A claim that stands elsewhere in the map."""

    see: Key = Field(description="The id of the claim meant.")


_TAGS: dict[type, str] = {
    Claim: "<claim>",
    Evidence: "<evidence>",
    Assumption: "<assume>",
    Together: "<together>",
    See: "<see>",
}
ITEM_KEYS = ("claim", "evidence", "assume", "together", "see")


def _item_tag(value: Any) -> str | None:
    """Which item a value is, by the one key that names it. Tags are in brackets, as no key is."""
    if isinstance(value, str):
        return "<text>"
    if isinstance(value, dict):
        for key in ITEM_KEYS:
            if key in value:
                return f"<{key}>"
    return _TAGS.get(type(value))


def _as_claim(value: Any) -> Any:
    return {"claim": value}


class _BareText:
    """Lets a claim be written by its text alone."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_claim, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**_ANY_SCALAR, "minLength": 1, "description": "A claim, by its text alone."}


Item: TypeAlias = Annotated[
    Annotated[Claim, _BareText(), Tag("<text>")]
    | Annotated[Claim, Tag("<claim>")]
    | Annotated[Evidence, Tag("<evidence>")]
    | Annotated[Assumption, Tag("<assume>")]
    | Annotated[Together, Tag("<together>")]
    | Annotated[See, Tag("<see>")],
    Discriminator(
        _item_tag,
        custom_error_type="item",
        custom_error_message="an item is one of claim, evidence, assume, together, see",
    ),
]
Items: TypeAlias = Annotated[tuple[Item, ...], _OneOrMany()]


class Map(Part):
    """A whole map file."""

    argmap: Annotated[int, Field(ge=1, le=1)] = Field(description="Version of the format: 1.")
    title: Text | None = Field(default=None, description="Title of the map.")
    note: Text | None = Field(default=None, description="A remark for readers of the map.")
    about: About | None = Field(
        default=None, description="The text that the map reconstructs; without it the map is its maker's own argument."
    )
    bibliography: Texts = Field(
        default=(),
        description="Files that `cite` keys refer to, from the map's folder on: BibTeX (.bib), CSL JSON or YAML.",
    )
    sources: dict[Key, Annotated[Source, _NamedSource()]] = Field(default={}, description="The sources, by key.")
    thesis: Items = Field(min_length=1, description="The main claim, or a list of several.")
    claims: Items = Field(default=(), description="Parts that stand apart and are referred to by `see`.")


# The other models are built when they are first used by themselves: each has the whole map's schema in it.
Map.model_rebuild()
