"""What a map may hold: keys where they belong, the words for those that do not, and the schema that editors read."""

import json
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import jsonschema
import pytest
import yaml

from argmap.load import load
from argmap.model import ITEM_KEYS, LIKELIHOODS, Claim, Map, See
from tests.samples import MAPS, nested


def said(items: str) -> list[str]:
    """The problems of a map with these reasons; the first reason begins at line 5, column 3."""
    text = "argmap: 1\nthesis:\n  claim: A.\n  because:\n" + indent(dedent(items).strip("\n"), "  ") + "\n"
    return [str(problem) for problem in load(text).problems]


# -- keys


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ("- claim: B.\n  becuase: C.", "6:5: AM601 `becuase` is not a key of a claim (did you mean `because`?)"),
        (
            "- evidence: B.\n  against_interest: C.",
            "6:5: AM601 `against_interest` is written with a hyphen (write `against-interest`)",
        ),
        (
            "- see: b-b\n  because: C.",
            "6:5: AM601 `because` does not belong to `see` (reasons go where the claim itself stands)",
        ),
        (
            "- see: b-b\n  but: C.",
            "6:5: AM601 `but` does not belong to `see` (objections go where the claim itself stands)",
        ),
        ("- see: b-b\n  basis: judged", "6:5: AM601 `basis` is not a key of `see` (it belongs to `evidence`)"),
        (
            "- evidence: B.\n  because: C.",
            "6:5: AM601 `because` does not belong to evidence (evidence is reported, not argued: make it a `claim`, "
            "or put the evidence under one)",
        ),
        (
            "- assume: B.\n  because: C.",
            "6:5: AM601 `because` does not belong to an assumption (an assumption has no reasons: make it a `claim`)",
        ),
        (
            "- assume: B.\n  source: s",
            "6:5: AM601 `source` does not belong to an assumption (an assumption has no source: make it `evidence`)",
        ),
        (
            "- claim: B.\n  source: s",
            "6:5: AM601 `source` does not belong to a claim (a claim has reasons: write `because:` with an `evidence:` "
            "that has this source)",
        ),
        ("- claim: B.\n  basis: judged", "6:5: AM601 `basis` does not belong to a claim (`basis` belongs to evidence)"),
        (
            "- claim: B.\n  why: C.",
            "6:5: AM601 `why` does not belong to a claim (`why` belongs to `assume`; the reason for a claim goes under "
            "`because:`)",
        ),
        (
            "- together:\n  - B.\n  - C.\n  because: D.",
            "8:5: AM601 `because` does not belong to `together` (give the reasons to the premise they support)",
        ),
        (
            "- together:\n  - B.\n  - C.\n  but: D.",
            "8:5: AM601 `but` does not belong to `together` (object to one of the premises, or write `unless:` against "
            "the step)",
        ),
        (
            "- together:\n  - B.\n  - C.\n  id: d",
            "8:5: AM601 `id` does not belong to `together` (give the id to a premise: linked premises are a step, not "
            "a claim)",
        ),
        (
            "- see: b-b\n  colour: red",
            "6:5: AM601 `colour` is not a key of `see` (the keys are granted, scheme, see, strength, unless, warrant)",
        ),
        (
            "- claim: B.\n  he said: C.",
            "6:5: AM601 `he said:` is read as a key (a text with a colon goes in quotes, or under `>-`)",
        ),
        ("- claim: B.\n  passage: {at: 12, wrds: 4}", "6:23: AM601 `wrds` is not a key (did you mean `words`?)"),
        ("- claims: B.", "5:5: `claims` is not a kind of item (did you mean `claim`?)"),
        ("- id: b\n  clam: B.", "5:5: this item does not say what it is (did you mean `claim`?)"),
        (
            "- id: b\n  note: B.",
            "5:5: this item does not say what it is (give it one of claim, evidence, assume, together, see)",
        ),
        ("- - B.", "5:5: a list stands here where an item belongs (take out one `- `)"),
    ],
)
def test_a_key_on_the_wrong_item(items: str, problem: str) -> None:
    assert [one for one in said(items) if "AM102" not in one] == [problem]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("argmap: 1\nthesis: A.\nclaim: B.\n", "3:1: AM601 `claim` is not a key (did you mean `claims`?)"),
        ("argmap: 1\nthesis: A.\nbecause: B.\n", "3:1: AM601 `because` is not a key (it belongs to `claim`)"),
        ("argmap: 1\nthesis: A.\nabout:\n  titel: B.\n", "4:3: AM601 `titel` is not a key (did you mean `title`?)"),
        (
            "argmap: 1\nthesis: A.\nsources:\n  s: {name: S, retraced: C}\n",
            "4:16: AM601 `retraced` is not a key (did you mean `retracted`?)",
        ),
        ("thesis: A.\n", "1:1: `argmap` is missing (begin the file with `argmap: 1`)"),
        ("argmap: 1\n", "1:1: `thesis` is missing (write the main claim under `thesis:`)"),
        ("argmap: 2\nthesis: A.\n", "1:9: this file is of version `2` of the format (this program reads `argmap: 1`)"),
        (
            "argmap: one\nthesis: A.\n",
            "1:9: this file is of version `one` of the format (this program reads `argmap: 1`)",
        ),
        ("argmap: 1\nthesis:\n", "2:8: an item is empty (write its text, or take its line out)"),
        ("argmap: 1\nthesis: A.\nabout: B\n", "3:8: `about` needs keys of its own (write them below it, one a line)"),
        (
            "argmap: 1\nthesis: A.\nsources:\n  s: {role: R}\n",
            "4:6: `name` is missing (a source needs a name, or `cite` with its key in the bibliography)",
        ),
        (
            "argmap: 1\nthesis: A.\nsources:\n  The Gazette: G\n",
            "4:3: `The Gazette` is not a name in small letters, digits and hyphens (write `the-gazette`)",
        ),
        (
            "argmap: 1\ntitle:\nthesis: A.\n",
            "2:1: `title` is empty (write its text after the colon, or take the key out)",
        ),
    ],
)
def test_the_top_of_a_file(text: str, problem: str) -> None:
    assert [str(found) for found in load(text).problems] == [problem]


@pytest.mark.parametrize(
    ("items", "problem"),
    [
        ("- evidence: B.\n  basis: observd", "6:12: `basis` cannot be `observd` (did you mean `observed`?)"),
        (
            "- evidence: B.\n  credibility: 7",
            "6:18: `credibility` cannot be `7` (it is a number from 1 (confirmed) to 6 (cannot be judged))",
        ),
        ("- claim: B.\n  by: me", "6:9: `by` cannot be `me` (it is one of text, mapper)"),
        ("- claim: B.\n  strength: strng", "6:15: `strength` cannot be `strng` (did you mean `strong`?)"),
        (
            "- claim: B.\n  id: Über uns",
            "6:9: `Über uns` is not a name in small letters, digits and hyphens (write `uber-uns`)",
        ),
        (
            "- claim: B.\n  passage: {at: ch. 3}",
            "6:19: `at` cannot be `ch. 3` (write 12:40-53 for words 40 to 53 of paragraph 12, or 12 alone)",
        ),
        (
            "- claim: B.\n  passage: {words: 3}",
            "6:14: `at` is missing (say where: `at: 12:40-53` is words 40 to 53 of paragraph 12)",
        ),
        ("- claim: B.\n  passage: {at: 12, words: 0}", "6:30: `words` cannot be `0` (write a whole number from 1)"),
        (
            "- together:\n  - B.",
            "5:5: `together` needs two premises or more (one premise alone is written without `together`)",
        ),
        (
            "- together: B.",
            "5:15: `together` needs two premises or more (one premise alone is written without `together`)",
        ),
        ("- claim:\n    x: y", "6:7: `claim` must be a text (write one text after the colon)"),
        (
            "- claim: B.\n  allow: {single-source: ''}",
            "6:13: AM602 `single-source` is silenced without a reason (write the reason after the colon)",
        ),
    ],
)
def test_a_value_that_does_not_fit(items: str, problem: str) -> None:
    assert said(items) == [problem]


def test_a_flag_is_true_or_false() -> None:
    text = "argmap: 1\nthesis: A.\nsources:\n  s: {name: S, anonymous: maybe}\n"
    assert [str(problem) for problem in load(text).problems] == [
        "4:27: `anonymous` is either true or false, not `maybe` (write true, or take the key out)"
    ]


@pytest.mark.parametrize("key", ["because", "but"])
def test_two_hundred_claims_may_stand_in_each_other(key: str) -> None:
    """What stands inside the last one has room too."""
    text = nested(200, key) + "\n" + " " * 400 + "passage: [{at: 3}]\n"
    assert load(text).problems == ()


@pytest.mark.parametrize("key", ["because", "but"])
@pytest.mark.parametrize("depth", [206, 300, 3000])
def test_far_more_are_refused_by_the_loader(key: str, depth: int) -> None:
    [problem] = load(nested(depth, key)).problems
    assert str(problem) == (
        "411:409: this is nested deeper than 200 claims (move a part of it to `claims:` and `see` it)"
    )


@pytest.mark.parametrize("depth", [300, 400, 500])
def test_reasons_without_dashes_end_there_too(depth: int) -> None:
    """Without lists the file nests half as deep, so that the validator's own limit is met before the loader's."""
    [problem] = load(nested(depth, "because").replace("- claim", "  claim")).problems
    assert problem.message == "this is nested deeper than 200 claims"


# -- models made in Python


def test_items_may_be_models_already() -> None:
    claim = Claim(claim="B.", because=(See(see="c-c"),))
    map_ = Map(argmap=1, thesis=(claim,))
    assert map_.thesis == (claim,)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.split(".")[0])
def test_a_map_is_the_same_after_a_round_trip(path: Path) -> None:
    map_ = load(path.read_text(encoding="utf-8")).map
    assert map_ is not None
    assert Map.model_validate(map_.model_dump(by_alias=True)) == map_


# -- the schema

SCHEMA = Map.model_json_schema()


def properties() -> list[tuple[str, str, dict[str, Any]]]:
    parts = {**SCHEMA["$defs"], "Map": SCHEMA}
    return [(name, key, field) for name, part in parts.items() for key, field in part["properties"].items()]


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "key", "field"), properties())
def test_every_key_is_described(name: str, key: str, field: dict[str, Any]) -> None:
    description = field.get("description", "")
    assert len(description.split()) >= 3
    assert description.endswith(".")


def test_every_kind_of_item_is_described() -> None:
    choices = SCHEMA["properties"]["thesis"]["anyOf"][0]["oneOf"]
    texts = [choice if "$ref" not in choice else SCHEMA["$defs"][choice["$ref"].split("/")[-1]] for choice in choices]
    assert len(texts) == 1 + len(ITEM_KEYS)
    assert all(text["description"] for text in texts)


def test_the_words_of_the_scale_are_choices() -> None:
    assert set(LIKELIHOODS) < set(SCHEMA["$defs"]["Claim"]["properties"]["likelihood"]["enum"])


def test_no_key_may_be_null() -> None:
    """The reader refuses a key without a value, so the editor shall say so too."""
    assert "null" not in json.dumps(SCHEMA)


def typed_by_editors(text: str) -> Any:
    """As an editor sees a file: scalars typed by YAML 1.2, which has no dates and no `yes`."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        sign: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
        for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)


def complaints(data: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(data)]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.name.split(".")[0])
def test_the_maps_fit_the_schema(path: Path) -> None:
    """Both as an editor types their scalars and as the models do."""
    text = path.read_text(encoding="utf-8")
    map_ = load(text).map
    assert map_ is not None
    assert complaints(typed_by_editors(text)) == []
    assert complaints(map_.model_dump(mode="json", by_alias=True, exclude_defaults=True)) == []


@pytest.mark.parametrize("text", ["1914", "true", "1.5", "2023-05-04"])
def test_texts_that_look_like_something_else_fit(text: str) -> None:
    data = typed_by_editors(f"argmap: 1\ntitle: {text}\nthesis:\n  claim: {text}\n  because:\n  - {text}\n")
    assert complaints(data) == []


@pytest.mark.parametrize(
    "text",
    [
        "argmap: 1\ntitle:\nthesis: A.\n",
        "argmap: 1\nthesis:\n  claim: A.\n  because:\n",
        "argmap: 1\nthesis:\n  claim: ''\n",
        "argmap: 1\nthesis:\n  claim: A.\n  becuase: B.\n",
        "argmap: 1\nthesis:\n  claim: A.\n  id: Not Kebab\n",
        "argmap: 1\nthesis:\n  claim: A.\n  because:\n  - together:\n    - B.\n",
        "argmap: 2\nthesis: A.\n",
        "argmap: 1\n",
    ],
)
def test_what_the_reader_refuses_an_editor_flags(text: str) -> None:
    assert load(text).problems
    assert complaints(typed_by_editors(text))
