"""The names that argumentation schemes, illocutions and the like have in AIF, and the numbers that AIFdb gives them.

Servers use the same numbers for different names, so a name decides, and a number is only written. Names are compared
by their letters and digits alone: `ExpertOpinion`, `Expert Opinion` and `expert-opinion` are one. What an editor offers
(`language.cursor`) is a choice of schemes with words for people, and no names of AIF.
"""

import re
from collections.abc import Mapping

from argmap.formats.shared.naming import kebab

# Name -> number, as in the database of AIFdb (http://www.aifdb.org).
NUMBERS: Mapping[str, str] = {
    "Default Conflict": "71",
    "Default Inference": "72",
    "Default Rephrase": "144",
    "Default Transition": "82",
    "Default Illocuting": "168",
    "AssertiveQuestioning": "73",
    "Asserting": "74",
    "Analysing": "75",
    "Conceding": "76",
    "Agreeing": "77",
    "Disagreeing": "78",
    "Challenging": "79",
    "Arguing": "80",
    "RhetoricalQuestioning": "85",
    "RhetoricalChallenging": "86",
    "AssertiveChallenging": "87",
    "PureQuestioning": "91",
    "PureChallenging": "92",
    "Affirming": "93",
    "Disaffirming": "94",
    "Restating": "101",
    "Directive Questioning": "147",
    "Ironic Asserting": "148",
    "Rejecting": "178",
    "Hypothesising": "410",
    "Analogy": "1",
    "CauseToEffect": "4",
    "Commitment": "6",
    "CorrelationToCause": "7",
    "Example": "14",
    "ExpertOpinion": "15",
    "FalsificationOfHypothesis": "16",
    "FearAppeal": "17",
    "Ignorance": "19",
    "InconsistentCommitment": "20",
    "PopularOpinion": "23",
    "PopularPractice": "25",
    "PositionToKnow": "26",
    "PracticalReasoning": "28",
    "Sign": "30",
    "VerbalClassification": "31",
    "ModusPonens": "35",
    "EstablishedRule": "61",
    "ExceptionalCase": "62",
    "ArgumentFromAuthority": "160",
    "Ad hominem": "172",
}
DEFAULTS: Mapping[str, str] = {
    "RA": "Default Inference",
    "CA": "Default Conflict",
    "MA": "Default Rephrase",
    "TA": "Default Transition",
    "YA": "Default Illocuting",
}
REPHRASE = "rephrase"  # the scheme of a step that stands for a restatement

_NAMES = {number: name for name, number in NUMBERS.items()}
_NO_NAME = frozenset({"", "ra", "ca", "ma", "ta", "ya", "pa", "support", "attack", "conflict", "disagree", "inference"})
_HASHED = re.compile(r"[A-Z]{2}_[0-9a-f]{8,}")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def plain(name: str) -> str:
    """What of a name decides: its letters and digits."""
    return "".join(filter(str.isalnum, name)).casefold()


_KNOWN = {plain(name): name for name in NUMBERS}
_DEFAULT = frozenset(map(plain, DEFAULTS.values()))
_OTHER_DEFAULT = re.compile(r"default(support|attack|conflict|inference|rephrase)?")


def number(name: str) -> str:
    """The number of a name in AIFdb; empty where it has none."""
    return NUMBERS.get(_KNOWN.get(plain(name), ""), "")


def named(*candidates: str) -> str:
    """The first of these that names a scheme other than the default one, as words; empty where none does."""
    for candidate in candidates:
        bare = plain(candidate)
        if bare in _NO_NAME or bare in _DEFAULT or _OTHER_DEFAULT.fullmatch(bare) or _HASHED.fullmatch(candidate):
            continue
        return _CAMEL.sub(" ", _KNOWN.get(bare, candidate))
    return ""


def by_number(number: str) -> str:
    """The name that AIFdb gives a number; empty where it gives none."""
    return _NAMES.get(number, "")


def key(type_: str, name: str) -> str:
    """A scheme as the map file names it; a restatement is told from an inference by it. Empty for the default one."""
    if type_ != "MA":
        return kebab(name, "scheme") if name else ""
    return kebab(f"{REPHRASE} {name}") if name else REPHRASE


def written(key_: str) -> tuple[str, str, str]:
    """The type, name and words of a scheme of a map's reason: what is written of a restatement is no inference."""
    if key_ == REPHRASE or key_.startswith(f"{REPHRASE}-"):
        rest = key_.removeprefix(REPHRASE).removeprefix("-")
        return "MA", *_known(rest, "MA")
    return "RA", *_known(key_, "RA")


def attack(key_: str) -> tuple[str, str]:
    """The name and words of a scheme of a map's objection."""
    return _known(key_, "CA")


def _known(key_: str, type_: str) -> tuple[str, str]:
    """Name, and words that stand as the text; a name that AIFdb does not have stands in the text alone."""
    if not key_:
        return DEFAULTS[type_], DEFAULTS[type_]
    name = _KNOWN.get(plain(key_))
    if name is not None and key(type_, named(name)) == (key_ if type_ != "MA" else f"{REPHRASE}-{key_}"):
        return name, _CAMEL.sub(" ", name)
    return DEFAULTS[type_], key_.replace("-", " ")


def written_name(type_: str, words: str) -> str:
    """The name under which AIFdb knows a scheme; the default one of the type where it knows none."""
    return _KNOWN.get(plain(words), DEFAULTS[type_])
