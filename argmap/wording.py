"""The problems of a file in the words of its writer: what pydantic and YAML found, said as what to do about it."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from argmap import model
from argmap.place import Place, Places, Route
from argmap.problem import PROBLEMS_LIMIT, Problem, listed, nearest, one_line

_KIND_MODELS: dict[str, type[BaseModel]] = {
    "claim": model.Claim,
    "evidence": model.Evidence,
    "assume": model.Assumption,
    "together": model.Together,
    "see": model.See,
}

# Where a key belongs that stands on the wrong kind of item, and how to write it there.
_ELSEWHERE = {
    ("evidence", "because"): "evidence is reported, not argued: make it a `claim`, or put the evidence under one",
    ("assume", "because"): "an assumption has no reasons: make it a `claim`",
    ("assume", "source"): "an assumption has no source: make it `evidence`",
    ("claim", "source"): "a claim has reasons: write `because:` with an `evidence:` that has this source",
    ("claim", "basis"): "`basis` belongs to evidence",
    ("claim", "why"): "`why` belongs to `assume`; the reason for a claim goes under `because:`",
    ("see", "because"): "reasons go where the claim itself stands",
    ("see", "but"): "objections go where the claim itself stands",
    ("together", "because"): "give the reasons to the premise they support",
    ("together", "but"): "object to one of the premises, or write `unless:` against the step",
    ("together", "id"): "give the id to a premise: linked premises are a step, not a claim",
}


def explain(error: ValidationError, data: Any, places: Places, others: Sequence[Problem] = ()) -> tuple[Problem, ...]:
    """What pydantic refused, in order of place, with the `others`, which were found before.

    A list that is short only because its items are bad is left out, and what stands where one of the others does: that
    has the better words. Only what will be shown is put into words: to look for the nearest key of a hundred thousand
    takes its time.
    """
    details = error.errors(include_url=False)
    heads = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    taken = {(problem.line, problem.column) for problem in others}
    placed = [
        (place, detail)
        for detail in details
        if not (detail["type"] == "too_short" and detail["loc"] in heads)
        and (place := place_of(detail, places)) not in taken
    ]
    placed.sort(key=lambda entry: entry[0])
    shown = [_problem(detail, place, data) for place, detail in placed[:PROBLEMS_LIMIT]]
    return listed([*others, *shown], len(placed) - len(shown))


def route_of(detail: Any) -> Route:
    """Where a fault stands, without the tags and marks that pydantic puts between."""
    loc = detail["loc"]
    own = loc[-1:] if detail["type"] == "extra_forbidden" else ()  # a key of the file, whatever it looks like
    between = loc[: len(loc) - len(own)]
    marks = (part for part in between if not (isinstance(part, str) and part.startswith("<")) and part != "[key]")
    return (*marks, *own)


def place_of(detail: Any, places: Places) -> Place:
    of_key = detail["type"] in ("extra_forbidden", "too_short") or detail["loc"][-1:] == ("[key]",)
    at_key = of_key or detail["input"] == ""
    return places.key(route_of(detail)) if at_key else places.at(route_of(detail))


def _problem(detail: Any, place: Place, data: Any) -> Problem:
    route = route_of(detail)
    if detail["type"] == "extra_forbidden":
        return Problem(*place, *_unknown_key(route, detail, data), "AM601")
    if len(route) > 1 and route[-2] == "allow" and detail["type"] == "string_too_short":
        message = f"`{route[-1]}` is silenced without a reason"
        return Problem(*place, message, "write the reason after the colon", "AM602")
    return Problem(*place, *_said(detail, route))


def _unknown_key(route: Route, detail: Any, data: Any) -> tuple[str, str]:
    key = str(route[-1])
    owner = _kind(detail["loc"])
    if owner and (owner, key) in _ELSEWHERE:
        return f"`{key}` does not belong to {_called(owner)}", _ELSEWHERE[owner, key]
    if " " in key:
        return f"`{one_line(key, 40)}:` is read as a key", "a text with a colon goes in quotes, or under `>-`"
    known = sorted(_keys_at(detail["loc"]))
    if key.replace("_", "-") in known:
        return f"`{key}` is written with a hyphen", f"write `{key.replace('_', '-')}`"
    near = nearest(key, known)
    where = f" of {_called(owner)}" if owner else ""
    if near:
        return f"`{key}` is not a key{where}", f"did you mean `{near}`?"
    others = [name for name, part in _KIND_MODELS.items() if key in _keys(part) and name != owner]
    if others:
        return f"`{key}` is not a key{where}", f"it belongs to `{others[0]}`"
    return f"`{key}` is not a key{where}", "the keys are " + ", ".join(known)


def _kind(loc: tuple[str | int, ...]) -> str | None:
    """The kind of item at the end of a location, by pydantic's own tags; None where it is no item."""
    tags = [(place, part) for place, part in enumerate(loc) if isinstance(part, str) and part.startswith("<")]
    if not tags or tags[-1][0] != len(loc) - 2:
        return None
    return str(tags[-1][1]).strip("<>").replace("text", "claim")


def _called(kind: str | None) -> str:
    articles = {"claim": "a claim", "evidence": "evidence", "assume": "an assumption", "see": "`see`"}
    return articles.get(kind or "", f"`{kind}`")


def _keys(part: type[BaseModel]) -> set[str]:
    return {field.alias or name for name, field in part.model_fields.items()}


def _keys_at(loc: tuple[str | int, ...]) -> set[str]:
    kind = _kind(loc)
    if kind:
        return _keys(_KIND_MODELS[kind])
    if len(loc) == 1:
        return _keys(model.Map)
    if loc[0] == "about":
        return _keys(model.About)
    if loc[0] == "sources":
        return _keys(model.Source)
    return _keys(model.Passage)


def _said(detail: Any, route: Route) -> tuple[str, str]:
    kind, value, context = detail["type"], detail["input"], detail.get("ctx", {})
    name = next((str(part) for part in reversed(route) if isinstance(part, str)), "map")
    match kind:
        case _ if not route and kind != "missing":
            return NO_MAP
        case "string_too_short" if "<text>" in detail["loc"][-2:]:
            return EMPTY_ITEM
        case "recursion_loop" | "recursion_depth_exceeded":
            return TOO_DEEP
        case "missing":
            return f"`{name}` is missing", _MISSING.get(name, f"write `{name}:`")
        case "string_too_short":
            return f"`{name}` is empty", "write its text after the colon, or take the key out"
        case "string_too_long":
            return f"`{name}` is longer than {context['max_length']:,} characters", "shorten it"
        case "item":
            return _no_item(value)
        case "too_short" | "tuple_type" if name == "together":
            return "`together` needs two premises or more", "one premise alone is written without `together`"
        case "too_short":
            return f"`{name}` is empty", "give it an item, or take the key out"
        case "literal_error" | "enum":
            return _no_choice(name, value, context)
        case "string_pattern_mismatch":
            return _no_match(name, value)
        case "string_type":
            return f"`{name}` must be a text", "write one text after the colon"
        case "int_parsing" | "int_type" | "greater_than_equal" | "less_than_equal" | "int_from_float":
            return _no_number(name, value, context)
        case "bool_parsing" | "bool_type":
            return f"`{name}` is either true or false, not `{_shown(value)}`", "write true, or take the key out"
        case "model_type" | "dict_type" | "model_attributes_type":
            return f"`{name}` needs keys of its own", "write them below it, one a line"
        case _:
            return f"`{name}`: {detail['msg']}", "see `argmap schema`"


_MISSING = {
    "argmap": "begin the file with `argmap: 1`",
    "thesis": "write the main claim under `thesis:`",
    "name": "a source needs a name, or `cite` with its key in the bibliography",
    "at": "say where: `at: 12:40-53` is words 40 to 53 of paragraph 12",
}


def _no_item(value: Any) -> tuple[str, str]:
    if isinstance(value, Mapping):
        if len(value) == 1:
            key = next(iter(value))
            near = nearest(key, model.ITEM_KEYS)
            if near:
                return f"`{one_line(key, 40)}` is not a kind of item", f"did you mean `{near}`?"
            return f"`{one_line(key, 40)}:` is read as a key", "a text with a colon goes in quotes, or under `>-`"
        near = next((found for key in value if (found := nearest(key, model.ITEM_KEYS))), None)
        return "this item does not say what it is", (
            f"did you mean `{near}`?" if near else "give it one of claim, evidence, assume, together, see"
        )
    if isinstance(value, list):
        return "a list stands here where an item belongs", "take out one `- `"
    return "an item is missing here", "give it one of claim, evidence, assume, together, see"


def _no_choice(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    choices = re.findall(r"'([^']+)'", str(context.get("expected", "")))
    near = nearest(str(value), choices)
    help_ = f"did you mean `{near}`?" if near else "it is one of " + ", ".join(choices)
    return f"`{name}` cannot be `{_shown(value)}`", help_


def _no_match(name: str, value: Any) -> tuple[str, str]:
    if name == "at":
        return f"`at` cannot be `{_shown(value)}`", "write 12:40-53 for words 40 to 53 of paragraph 12, or 12 alone"
    if name in ("sha256", "trace"):
        return f"`{name}` is not as `argmap` writes it", "make the passage's locator again"
    plain = unicodedata.normalize("NFKD", str(value)).encode("ascii", "ignore").decode()
    kebab = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    help_ = f"write `{kebab}`" if kebab else "use the letters a to z, digits and hyphens, as in `old-bridge`"
    return f"`{_shown(value)}` is not a name in small letters, digits and hyphens", help_


def _no_number(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    if name == "argmap":
        return f"this file is of version `{_shown(value)}` of the format", "this program reads `argmap: 1`"
    if name == "credibility":
        return f"`credibility` cannot be `{_shown(value)}`", "it is a number from 1 (confirmed) to 6 (cannot be judged)"
    return f"`{name}` cannot be `{_shown(value)}`", "write a whole number from 1"


def _shown(value: Any) -> str:
    return one_line(value, 40) if isinstance(value, str) else type(value).__name__.replace("dict", "a mapping")


EMPTY_ITEM = ("an item is empty", "write its text, or take its line out")
NO_MAP = ("the file holds no map", "begin with `argmap: 1` and `thesis:`")
TOO_DEEP = ("this is nested deeper than 200 claims", "move a part of it to `claims:` and `see` it")
SECOND_DOCUMENT = ("a second document begins here", "keep one map a file")
DIRECTIVE = ("a line that begins with % is a directive, and directives are not read", "take it out")

# What the two YAML parsers say (libyaml's words, then the pure one's), and what the writer can do about it.
_SYNTAX = (
    (r"directive|incompatible YAML", *DIRECTIVE),
    (r"document start", *SECOND_DOCUMENT),
    (r"mapping values are not allowed", "a colon and a blank inside a text look like a key",
     "put the text in quotes, or under `>-`; a text that has reasons is written after `claim:`"),
    (r"nest", *TOO_DEEP),
    (r"unexpected end of stream|while scanning a quoted scalar", "a quotation mark opens here and does not close",
     "close it, or put the whole text in the other kind of quotes"),
    (r"escape|hexdecimal", "a backslash in double quotes begins an escape that does not exist",
     "write two backslashes, or use single quotes"),
    (r"could not find expected", "a key has no colon after it, or a text is not indented under its key",
     "write `key: value`"),
    (r"block scalar", "a text cannot begin with a sign of a block", "put it in quotes"),
    (r"scanning an? (alias|anchor|tag)|parsing a tag|tag handle",
     "a text here begins with a sign that YAML reads as its own", "put the text in quotes"),
    (r"special characters are not allowed|control characters|#x", "the file holds a control character", "take it out"),
    (r"flow (mapping|sequence)", "a bracket or brace opens here, and what is in it does not fit",
     "close it; a text that begins with one goes in quotes"),
)  # fmt: skip

# What a parser was in the middle of, where the beginning of that is a better place than where it gave up.
_FROM_THE_START = re.compile(
    r"quoted scalar|block scalar|scanning an? (alias|anchor|tag|directive)|flow (mapping|sequence)"
)
_NOT_AT_FIRST = frozenset("`@%,]}|>")


def explain_syntax(error: Exception, text: str) -> Problem:
    """What a YAML parser refused, at its place, in our words; the same for both parsers wherever they see the same."""
    lines = text.splitlines()
    line, column = _mark(error, "problem_mark", text)
    before, at = (lines[line][:column], lines[line][column:]) if line < len(lines) else ("", "")
    said = " ".join(str(getattr(error, part, None) or "") for part in ("context", "problem", "reason"))
    if _in_quotes(before, at, said):
        what = "a text goes on after its closing quotation mark"
        return Problem(line + 1, column + 1, what, "put the whole text in the other kind of quotes, or under `>-`")
    if "\t" in before[: len(before) - len(before.lstrip())] or at.startswith("\t"):
        return Problem(line + 1, column + 1, "a tab stands where blanks indent", "use blanks")
    if _FROM_THE_START.search(said) and "escape" not in said:
        line, column = _mark(error, "context_mark", text)
        at = lines[line][column:] if line < len(lines) else ""
    if at[:1] in _NOT_AT_FIRST and column:
        return Problem(line + 1, column + 1, f"a text cannot begin with {at[0]}", "put it in quotes")
    for pattern, message, help_ in _SYNTAX:
        if re.search(pattern, said):
            return Problem(line + 1, column + 1, message, help_)
    return Problem(
        line + 1,
        column + 1,
        "the lines here do not fit together",
        "check the indentation, the colons and the quotation marks of this line and the one above",
    )


def goes_in_quotes(problem: Problem) -> bool:
    """Whether a fault of YAML is the text of one line, which only wants quotes around it."""
    return "quotes" in problem.help and not problem.help.startswith("close it")


def _in_quotes(before: str, at: str, said: str) -> bool:
    """Whether a quoted text has just ended and more stands after it: `"Fire" is a word`."""
    return bool(before.rstrip()[-1:] in ("'", '"') and at.strip() and "quoted scalar" not in said and at[0] != ":")


def _mark(error: Exception, name: str, text: str) -> tuple[int, int]:
    """Line and column, both from 0, of a YAML error."""
    mark = getattr(error, name, None) or getattr(error, "problem_mark", None)
    if mark is not None:
        return mark.line, mark.column
    # The reader's errors have an offset alone: libyaml's in bytes, the pure one's in characters.
    position = getattr(error, "position", 0) or 0
    in_bytes = getattr(error, "encoding", "") == "utf-8"
    before = text.encode()[:position].decode(errors="ignore") if in_bytes else text[:position]
    return before.count("\n"), len(before) - (before.rfind("\n") + 1)
