"""Who is said to say something in a sentence of an English text: "according to X", "X said", "a study by X".

Rules on words, no grammar: a source is the run of words beside an attributing phrase, up to the next comma or clause.
It counts only if it ends in a name, or in a noun of those who report ("activists", "survey"). What the rules find, and
what they take for a source that is none, is measured by `python -m tests.benchmarks.cues`.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from argmap.model import SourceKind

MOST = 2_000  # characters of a sentence that are looked at
LONGEST = 14  # words of a source, and of what is said of it between commas


class Attribution(NamedTuple):
    """Somebody to whom a sentence attributes something. `source` is as the text calls it; None is the one before."""

    source: str | None
    role: str | None  # what the text says of it between commas
    cue: str  # the words that attribute
    is_report: bool = False  # it is reported, and by whom is not said


NOUNS: dict[SourceKind, str] = {
    "study": "study studies survey surveys poll polls research analysis experiment experiments trial trials paper",
    "dataset": "data figures statistics census records",
    "document": "report reports document documents statement letter memo testimony book article transcript",
    "image": "video videos footage photograph photographs",
    "social-media": "tweet tweets bloggers users accounts",
    "media": """newspaper newspapers media press outlet outlets agency agencies magazine journal broadcaster journalist
        journalists reporter reporters correspondent correspondents""",
    "official": """official officials police government ministry minister president spokesman spokeswoman spokesperson
        authority authorities mayor treasurer councillor councillors court judge prosecutor prosecutors lawmakers
        senator commissioner governor army""",
    "expert": """expert experts analyst analysts scholar scholars scientist scientists researcher researchers professor
        economist economists historian historians doctor doctors psychologist psychologists engineer engineers""",
    "witness": """witness witnesses resident residents activist activists neighbour neighbours neighbor neighbors
        survivor survivors refugee refugees employee employees worker workers teacher teachers nurse nurses student
        students parent parents volunteer volunteers visitor visitors villagers""",
    "organisation": """organization organisation organizations organisations company group groups union charity
        committee commission association foundation institute university bank lobby""",
    "party": """critic critics opponent opponents supporter supporters leader leaders lawyer lawyers rebels founder
        director manager insider insiders source sources""",
}
"""Nouns of those who report, by the kind of source that a map makes of them."""
_KIND_OF: dict[str, SourceKind] = {noun: kind for kind, nouns in NOUNS.items() for noun in nouns.split()}
_PRESS_NAMES = """post times herald news gazette tribune journal telegraph chronicle observer guardian radio television
    tv reuters bbc cnn"""
_PRESS = frozenset(_PRESS_NAMES.split())
_BODIES = frozenset({"police", "government", "ministry", "army", "court", "authority", "authorities"})
_PEOPLE = frozenset({"witness", "official", "expert", "party", "social-media"})
_LEARNED = frozenset({"expert", "study"})

# -- verbs

_SAYING = (
    "said says say told tells reported argued argues argue warned warns warn explained explains wrote writes announced "
    "announces confirmed confirms denied denies described describes describe insisted insists contends contended "
    "predicts predicted acknowledged alleged alleges concluded concludes declared declares testified recalled recalls "
    "complained complains admitted admits criticised criticized vowed pledged"
)
_POINTING = r"point(?:s|ed)?\s+out"  # says it too, as two words
# These have other meanings too: what follows must be a clause that says what is said.
_SAYING_THAT = (
    "claimed claims claim noted notes maintained maintains added adds stated states believed believes estimated "
    "estimates suggested reports report found finds find"
)
_SHOWING = (
    "found finds find showed shows show suggests suggest indicates indicate indicated revealed reveals documented"
)
_COVERING = (
    "cover covers covered carried repeat repeats repeated published share shared circulate circulated broadcast "
    "reports report"
)


def _any_of(*words: str) -> str:
    return "|".join(dict.fromkeys(" ".join(words).split()))


_VERB = re.compile(
    r"\b(?:(?:has|have|had|also|recently|repeatedly|since|later|once|often|then|himself|herself|\w+ly)\s+)*"
    rf"(?P<verb>{_any_of(_SAYING, _SAYING_THAT, _SHOWING, _COVERING)}|{_POINTING})\b(?!-)"
)
_CLAUSE = re.compile(
    r"\s+(?:(?:on|in|last|this)\s+\w+\s+)?(?:that|how|what|whether|it|there|he|she|they)\b|\s*[,:]?\s*[“\"]"
)

# "…, a report noted in 2022.": said in passing, behind what it says.
_IN_PASSING = re.compile(r"(?:\s+(?:in|on|last|this)\b[^,.;]{1,40})?(?:[,.;]|$)")
_NOUN_TOO = frozenset({"states", "reports", "report", "claims", "claim", "finds", "find", "notes", "estimates"})
_PUT_AT = re.compile(r"\s(?P<verb>puts?)\s+[^,.;]{1,60}?\s+at\s+(?=(?:[^\s,.;]+\s+){0,2}\d)")
_UNNAMED = re.compile(r"\s+who\s+(?:asked|spoke|declined|wished|preferred)\b[^,.;]*$")

# -- phrases beside which a source stands

_AFTER = re.compile(r"\b(?:according to|in the (?:words|view|opinion|account) of)\s+", re.IGNORECASE)
# Not "told": whoever stands behind it was told.
_SAID_BY = re.compile(
    rf"(?:[”\"]|,[’']|,)\s+(?!tells?\b|told\b)(?P<verb>{_any_of(_SAYING, 'added noted')})\s+(?=(?:the |an? )?\w)"
)
_QUOTE_SAID = re.compile(rf"[,?!][”\"’]\s+(?P<source>[^,.;“”\"]+?)\s+(?P<verb>{_any_of(_SAYING, 'added noted')})\b")
_PUT_IT = re.compile(
    r"\bas\s+(?P<source>(?:[\w'’.-]+\s+){1,6}?)(?:puts?|has put|wrote|says|said|notes|noted)\b", re.IGNORECASE
)
_WORK_BY = re.compile(
    r"\b(?:study|survey|poll|report|analysis|investigation|article|paper|census)\s+(?:by|from|published by|in)\s+"
    r"(?=(?:the\s+|an?\s+)?[A-Z])"
)
_REPORTS_OF = re.compile(
    r"\b(?P<source>(?:(?!been|are|were|is|the|of|many|these|such)[a-z]+\s+)?(?:reports|rumou?rs|allegations))\s+(?:of|that)\b"
)
_REPORTS_IN = re.compile(
    rf"\breports?\s+(?:in|from|by)\s+(?P<source>(?:[\w'’-]+\s+){{0,3}}?(?:{_any_of(NOUNS['media'])}))\b"
)
_RELEASED = re.compile(
    r"\b(?:releas|publish|post|issu)(?:ed|es|ing)\s+(?P<source>(?:an?\s+|the\s+)?(?:[\w'’-]+\s+){0,2}"
    r"(?:video|statement|report|photos?|footage|letter|study|figures|documents?)"
    r"(?:\s+of(?:\s+(?!and\b|to\b|that\b)[\w'’-]+){1,4})?)"
)

# -- where a source begins and ends

_BOUNDARY = re.compile(
    r"[;:(“”\"—–]|,(?!\d)|\s-\s|(?<!\w)(?:but|that|while|whereas|because|as|when|although|though|since|if|which|who|yet|"
    r"where|what|than|so|how|getting|letting)\s",
    re.IGNORECASE,
)
_STOP = re.compile(r"[,;:.?!()“”\"—–]|\s-\s|\s(?:that|which|who|whose|because|while|but|when|as|where)\s")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Sen|Rep|Gen|Col|Gov|No|[A-Z])\.$")
_LEADING = re.compile(
    r"^(?:(?:and|or|but|yet|so|still|then|now|indeed|also|even|recently|later|today|yesterday|meanwhile|moreover|"
    r"however|perhaps|every day|each year|(?:this|last) \w+)\s+)+",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\s(?:in|of|from|at|on|opposed|around|close|with|for|inside|near|by|to)\s")
_ROLE = re.compile(
    r"(?:an?|the|vice|former|senior|chief|head|professor|director|president|author|founder|chair\w*|spokes\w+|leader|"
    r"minister|editor|deputy)\b",
    re.IGNORECASE,
)
_NAMED_ROLE = re.compile(r"(?:an?|the|its|his|her|their|of|at|from)\s", re.IGNORECASE)  # beside a name, this is a role
_OWN = re.compile(r"(?P<role>(?:[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s+(?:[a-z-]+\s+){0,2}[a-z-]+)\s+(?P<name>[A-Z].*)")
_ROLE_NOUN = re.compile(r"chair\w*|author|editor|deputy|head|chief|member|founder|owner|student|writer|lecturer")
_VERBAL = re.compile(r"\b(?:is|are|was|were|has|have|had|do|does|did|will|would|can|could|may|might|should|must|not)\b")
_PRONOUN = re.compile(r"(?:he|she|they)", re.IGNORECASE)
_NAMELESS = frozenset(
    {
        "i",
        "we",
        "you",
        "it",
        "this",
        "that",
        "these",
        "those",
        "there",
        "many",
        "some",
        "most",
        "few",
        "nobody",
        "somebody",
    }
)


def attributions(sentence: str) -> tuple[Attribution, ...]:
    """The attributions of a sentence, in its order; a source that is part of another one is left out."""
    text = " ".join(sentence[:MOST].split())
    found = [one for _, one in sorted(_all(text), key=lambda pair: pair[0])]
    folded_sources = [one.source.casefold() for one in found if one.source]
    told: dict[str | None, Attribution] = {}
    for one in found:
        folded = one.source and one.source.casefold()
        if not any(folded and folded != other and folded in other for other in folded_sources):
            told.setdefault(folded, one)
    return tuple(told.values())


def _all(text: str) -> Iterator[tuple[int, Attribution]]:
    for pattern in (_AFTER, _SAID_BY, _WORK_BY):
        for match in pattern.finditer(text):
            source, role = _following(text[match.end() :], ends_at_verb=pattern is _WORK_BY)
            if source and (pattern is _AFTER or _reports(source)):
                yield match.start(), Attribution(source, role, match[0].strip(' ,”"’'))
    for pattern in (_QUOTE_SAID, _PUT_IT):
        for match in pattern.finditer(text):
            if _PRONOUN.fullmatch(match["source"].strip()):
                yield match.start(), Attribution(None, None, match[0].strip(' ,?!”"’'))
            elif _reports(match["source"]):
                yield match.start(), Attribution(_cleaned(match["source"]), None, match[0].strip(' ,?!”"’'))
    for pattern in (_VERB, _PUT_AT):
        for match in pattern.finditer(text):
            if one := _subject(text[: match.start()].rstrip(), match["verb"], text[match.end() :]):
                yield match.start(), one
    for pattern in (_REPORTS_OF, _REPORTS_IN, _RELEASED):
        for match in pattern.finditer(text):
            yield match.start(), Attribution(_cleaned(match["source"]), None, match[0], pattern is _REPORTS_OF)


def _following(rest: str, *, ends_at_verb: bool) -> tuple[str, str | None]:
    """The source at the beginning of some words, and what is said of it between commas."""
    stop = _stop(rest)
    verb = _VERB.search(rest[:stop]) if ends_at_verb else None
    source = _cleaned(" ".join(rest[: verb.start() if verb else stop].split()[:LONGEST]))
    if rest[stop : stop + 1] != ",":
        return source, None
    aside, comma, _ = rest[stop + 1 :].partition(",")
    aside = aside.strip(' .”"')
    return source, aside if _is_role(aside) and (comma or len(aside.split()) < 8) else None


def _is_role(aside: str) -> bool:
    """Whether words between commas say what somebody is: "a senior scholar of Lund"."""
    words = re.findall(r"[\w-]+", aside.casefold())
    has_noun = any(word in _KIND_OF or _ROLE_NOUN.fullmatch(word) for word in words)
    return bool(_ROLE.match(aside)) and has_noun and not _VERBAL.search(aside) and len(words) <= LONGEST


def _is_named_role(words: str) -> bool:
    """Whether words may say what somebody is that a name beside them names: "the council's treasurer"."""
    return bool(_NAMED_ROLE.match(words)) and not _VERBAL.search(words)


def _is_name(words: str) -> bool:
    """Whether words are a name and nothing else: "Jane Doe", "Airlines for Europe"."""
    parts = words.split()
    ends = [part[:1].isupper() and part.casefold() not in _KIND_OF for part in (*parts[:1], *parts[-1:])]
    return all(ends) and 0 < len(parts) <= 6 and not re.match(r"(?:the|an?)\s", words, re.IGNORECASE)


def _ends_in_noun(words: str) -> bool:
    """Whether words end, before what describes them further, in a noun of those who report."""
    last = _head(words)[-1:]
    return bool(last) and last[0].casefold() in _KIND_OF


def _stop(text: str) -> int:
    """Where words end that may be a name: not at the full stop of a title or an initial."""
    for match in _STOP.finditer(text):
        inside = text[match.end() : match.end() + 1].isalnum()
        if match[0] != "." or not (inside or _TITLE.search(text[: match.end()])):
            return match.start()
    return len(text)


def _subject(before: str, verb: str, after: str) -> Attribution | None:
    """Who stands before a verb of saying, if it is somebody who reports."""
    role = None
    before = _UNNAMED.sub("", before)
    if before.endswith(","):  # "Jane Doe, a professor at X, said"
        before, _, role = before[:-1].rpartition(",")
        role = role.strip()
    start = max((match.end() for match in _BOUNDARY.finditer(before)), default=0)
    words = _cleaned(before[start:])
    if role is not None:
        # "its director, Jane Doe, said"; a name of one word may be a list's: "the north, Spain, said"
        if _is_name(role) and (_ends_in_noun(words) or (" " in role and _is_named_role(words))):
            words, role = role, words
        elif not (_is_role(role) or (_is_name(words) and _is_named_role(role))):
            return None
    own = _OWN.fullmatch(words)
    if own and _ends_in_noun(own["role"]) and _is_name(own["name"]):  # "its director Jane Doe said"
        words, role = own["name"], own["role"]
    words = words.removesuffix(" to") if verb in _COVERING.split() else words
    in_passing = verb not in _NOUN_TOO and before[:start].rstrip().endswith(",") and _IN_PASSING.match(after)
    clause = bool(_CLAUSE.match(after) or in_passing)
    if _PRONOUN.fullmatch(words):
        says = verb in _SAYING.split() or (verb in _SAYING_THAT.split() and clause)
        return Attribution(None, None, f"{words} {verb}") if says else None
    if not _reports(words) or _VERBAL.search(words):
        return None
    kind = described(words, role).kind
    says = (
        verb in (*_SAYING.split(), "put", "puts")
        or verb.startswith("point")
        or (verb in _SAYING_THAT.split() and clause)
        or (verb in _SHOWING.split() and kind in ("study", "dataset", "document"))
        or (verb in _COVERING.split() and kind in ("media", "social-media"))
    )
    return Attribution(words, role, verb) if says else None


def _reports(words: str) -> bool:
    """Whether words end in a name, or in a noun of those who report, before what describes it further."""
    head = _head(words)
    if not head or len(words.split()) > LONGEST or head[0].casefold() in _NAMELESS:
        return False
    return head[-1].casefold() in _KIND_OF or head[-1][0].isupper()


def head(source: str) -> str:
    """A source up to the first preposition, without its article: "activists" of "activists in two provinces"."""
    words = _PREPOSITION.split(_LEADING.sub("", f"{source} ").strip(), maxsplit=1)[0]
    return re.sub(r"^(?:the|an?)\s+", "", words, flags=re.IGNORECASE)


def _head(words: str) -> list[str]:
    return re.findall(r"[\w'’.-]+", head(words))


def _head_kind(words: str) -> SourceKind | None:
    if "social media" in words.casefold():
        return "social-media"
    head = _head(words)
    return _KIND_OF.get(head[-1].casefold()) if head else None


def _cleaned(source: str) -> str:
    return _LEADING.sub("", source.strip(" ,.“”\"'‘’")).strip()


class Described(NamedTuple):
    """What a map says of a source, by what a text calls it."""

    name: str
    kind: SourceKind | None
    anonymous: bool
    plural: bool


def described(source: str, role: str | None = None) -> Described:
    """The kind of a source, whether readers are told who it is, and whether it is several, by its words alone."""
    words = _head(source) or [source]
    named = words[-1][:1].isupper() and words[-1].casefold() not in _KIND_OF
    kind = _head_kind(source)
    if named and words[-1].casefold() in _PRESS:
        kind = "media"
    elif named and kind is None and not source.casefold().startswith("the "):
        kind = _kind_of_named(words, role or "")
    has_name = named or any(word[:1].isupper() for word in words[1:])
    plural = kind is not None and not named and words[-1].endswith("s") and not words[-1].endswith("ss")
    return Described(
        source[:1].upper() + source[1:],
        kind,
        anonymous=not has_name and kind in _PEOPLE and words[-1].casefold() not in _BODIES,
        plural=plural or words[-1] in ("media", "police"),
    )


def _kind_of_named(words: list[str], role: str) -> SourceKind | None:
    """Of somebody with a name: by what is said of them; a person if the words are two or three names."""
    kinds = [_KIND_OF[word] for word in re.findall(r"\w+", role.casefold()) if word in _KIND_OF]
    if _LEARNED & set(kinds):
        return "expert"
    names = [word for word in words if not word.endswith(".")]  # without titles and initials
    is_person = len(words) > 1 and len(names) <= 3 and all(word[0].isupper() and not word.isupper() for word in names)
    if is_person and kinds[:1] in ([], ["organisation"]):  # "of the Kiel Institute"
        return "person"
    return kinds[0] if kinds else None
