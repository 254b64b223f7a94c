"""What a sentence of an English text looks like, by words that anybody can look up: one table, nothing learned.

Discourse markers and hedges are those of the literature on arguments in texts (Knott and Dale, Using linguistic
phenomena to motivate a set of coherence relations, 1994; Hyland, Metadiscourse, 2005). A cue is a hint to look, no
verdict: `tests/benchmarks/cues.py` measures how often the table is right.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from argmap.rules.unnamed_authority import phrase

Kind: TypeAlias = Literal["attribution", "evidence", "concession", "objection", "reason", "claim", "hedge"]
KINDS: dict[Kind, str] = {
    "attribution": "somebody is said to say it",
    "evidence": "it reports a fact or an example",
    "concession": "it grants something",
    "objection": "it turns against what was said before",
    "reason": "it gives a reason, or draws a conclusion",
    "claim": "it judges, demands or predicts",
    "hedge": "it is put with care",
}
"""What each kind of cue speaks for, in the order in which a sentence is told to be one."""


MOST = 2_000  # characters of a sentence that are looked at


class Cue(NamedTuple):
    """Words that speak for a kind of sentence."""

    kind: Kind
    words: str  # as they stand in the sentence


_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|billions?)"
_MONTH = "(?:January|February|March|April|June|July|August|September|October|November|December)"

# A pattern begins and ends at the ends of words; "^" is the beginning of the sentence.
_TABLE: dict[Kind, tuple[str, ...]] = {
    "evidence": (
        r"for (?:example|instance)",
        r"such as",
        r"as (?:shown|seen|documented|recorded) (?:by|in)",
        r"(?:a|the|recent|new|one|several|many) (?:stud(?:y|ies)|surveys?|polls?|census|experiments?|trials?)",
        r"(?:statistics|figures|data|records|documents) (?:show|suggest|indicate|from)",
        r"evidence (?:of|that|for|from|shows|suggests)",
        rf"{_NUMBER} ?(?:%|per ?cent|percent|percentage points)",
        rf"(?:more than|less than|fewer than|over|at least|up to|nearly|almost|about|around|some) {_NUMBER}",
        r"\d[\d,.]*\d",
        r"(?:hundreds|thousands|millions|billions|dozens) of",
        rf"(?:in|on|since|until|by|last|this|of) {_MONTH}",
    ),
    "concession": (
        r"^(?:al)?though",
        r"(?:al|even )though",
        r"though(?=,)",
        r"even if",
        r"(?:despite|in spite of|notwithstanding)",
        r"^while",
        r"(?:admittedly|granted|undeniably|undoubtedly)",
        r"^(?:of course|to be sure|no doubt|certainly|true|yes|sure)(?=,)",
        r"it is (?:true|right|correct) that",
        r"(?:I|we|one|you|it) (?:(?:must|may|might|can|could) )?(?:be )?(?:admit|concede|grant|argue|object)(?:ed|d)?",
        r"(?:do|does|did) (?:often|indeed|sometimes|certainly)",
        r"at first (?:sight|glance)",
        r"only if",
        r"unless",
        r"as long as",
        r"apart from",
    ),
    "objection": (
        r"however",
        r"^but",
        r"(?<=, )but",
        r"^yet",
        r"(?<=, )yet",
        r"(?:nevertheless|nonetheless|all the same|even so|on the contrary|by contrast|in contrast|conversely)",
        r"on the other hand",
        r"^still(?=,)",
        r"(?<=, )whereas",
        r"^(?:instead|rather)(?=,)",
        r"(?:wrong|mistaken|misleading|not true|no reason) (?:to|that|about)",
        r"not only",
        r"(?:critics|opponents|sceptics|skeptics|detractors)",
        r"the problem (?:is|with)",
    ),
    "reason": (
        r"because",
        r"^since",
        r"(?<=, )since",
        r"(?<=, )for (?=the|it|they|he|she|this|there|we)",
        r"(?:therefore|thus|hence|consequently|accordingly|subsequently)",
        r"as a (?:consequence|result)",
        r"(?:due|owing|thanks) to",
        r"in order (?:to|that)",
        r"(?:the|one|another|a) (?:main |further )?reason (?:is|why|for|that)",
        r"(?:which|this|that|these|it) (?:means?|shows?|suggests?|implies|proves?|leads? to|led to|caused?)",
        r"(?:leads?|led|leading|contributes?|contributed) to",
        r"given (?:that|the)",
        r"(?:after all|for this reason|that is why|this is why)",
        r"^so",
        r"(?<=, )so (?=that|the|it|they|we|he|she|this|there)",
    ),
    "claim": (
        r"(?:should|must|ought to|has to|have to|needs? to)",
        r"(?:will|won't|shall|is going to|are going to)",
        r"(?:clearly|obviously|surely|in fact|indeed|above all|in short|in conclusion|in the end|eventually|overall)",
        r"(?:I|we) (?:think|believe|hold|argue|conclude|am|are) ?(?:that|sure|convinced)?",
        r"(?:better|worse|best|worst|greatest|most important|essential|crucial|necessary|dangerous|unjust|unfair)",
        r"(?:right|wrong|fair|good|bad|reasonable|sensible|important) (?:to|that|for)",
        r"(?:depends?|rests?|hinges?) on",
        r"(?:the|a) (?:threat|problem|danger|risk|solution|answer|question) (?:is|to|of|for)",
        r"does not (?:understand|work|matter|help)",
    ),
    "hedge": (
        r"(?:may|might|could)",
        r"(?:perhaps|possibly|probably|presumably|apparently|maybe|likely|unlikely)",
        r"(?:seems?|seemed|appears?|appeared) (?=\w)",
        r"(?:tends?|tended) to",
        r"in (?:my|our|his|her|their) (?:view|opinion)",
    ),
}


def _compiled(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """All patterns of a kind as one, each at the ends of words."""
    whole = (one if one.startswith("^") else rf"(?<!\w){one}" for one in patterns)
    return re.compile("|".join(rf"(?:{one})(?!\w)" for one in whole), re.IGNORECASE)


_CUES: dict[Kind, re.Pattern[str]] = {kind: _compiled(patterns) for kind, patterns in _TABLE.items()}


def cues(sentence: str) -> tuple[Cue, ...]:
    """The cues of a sentence, the first of each kind, in the order of `KINDS`; attributions are `attributions`'s."""
    return tuple(_cues(" ".join(sentence[:MOST].split()).lstrip("\"'“‘(«")))


def _cues(sentence: str) -> Iterator[Cue]:
    if nobody := phrase(sentence):
        yield Cue("attribution", f"{nobody}, by nobody named")
    for kind, pattern in _CUES.items():
        if found := pattern.search(sentence):
            yield Cue(kind, found[0].strip())
