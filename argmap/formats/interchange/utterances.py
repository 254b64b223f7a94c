"""Who says what in an AIF graph: locutions, illocutions and speakers.

A locution reads `Speaker : words`. It leads through an illocution (asserting, agreeing, asking …) to the statement that
is made by it. Whoever asserts a statement in any way becomes a source of it; who asks, challenges or rejects does not.
What the words or the force add to the statement stands in its note, one line an utterance, and is read back from there:

    Ada (Agreeing): “Quite so.”

The order of turns, and which turn a reason was given in, have no place in a map; nor have the copies of locutions that
an annotation tool makes in its user's name (`Analyst: Speaker : words`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from argmap.formats.interchange import schemes
from argmap.formats.interchange.graph import RELATIONS, Interchange, Node
from argmap.formats.reading.markup import folded, without_markup
from argmap.formats.shared.draft import Cited, Draft, Statement
from argmap.formats.shared.naming import KEY_LIMIT, Names, kebab
from argmap.formats.shared.write import printable
from argmap.model import RESERVED, TEXT_LIMIT
from argmap.problem import counted, one_line

ASSERTING = "Asserting"
ANALYSING = "analysing"
# Forces by which nobody vouches for what is said. Questions that assert something have names of their own.
NOT_VOUCHED = frozenset(
    {
        "purequestioning",
        "directivequestioning",
        "questioning",
        "purechallenging",
        "challenging",
        "disagreeing",
        "disaffirming",
        "rejecting",
        "hypothesising",
        "ironicasserting",
        "withdrawing",
        "retracting",
    }
)
REPORTERS = 3  # of one locution that are named
SPEAKER_LIMIT = 60  # characters, and words: what is longer is a sentence with a colon in it
SPEAKER_WORDS = 6

_PREFIX = re.compile(rf"(?P<speaker>[^:]{{1,{SPEAKER_LIMIT}}}?)(?P<colon>\s+:\s*|:\s+|:)(?P<words>\S.*)", re.DOTALL)
_COPY = re.compile(r"[^:]{1,60}: ?[^:]{1,60}: ?\S")
_LINE = re.compile(r"(?:(?P<speaker>.+) )?\((?P<force>[^()]+)\): “(?P<words>.*)”")
_REPORTED = "as reported by "
_WHERE = re.compile(
    rf"(?:{_REPORTED}(?P<through>[^,:]+))?(?:(?:^|, )(?P<start>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}} [0-9:]{{8}}))?(?<=.)"
)
_PERSON = re.compile(r"Person ([0-9]+)")


class Utterance(NamedTuple):
    """What somebody said to make a statement: an empty speaker is nobody known."""

    speaker: str
    force: str  # of the illocution, as words
    words: str
    start: str = ""  # when
    through: str = ""  # who reports it, where somebody does
    recorded: bool = False  # whether a record alone says so, without a locution

    @property
    def vouches(self) -> bool:
        """Whether the speaker stands for the statement."""
        return schemes.plain(self.force) not in NOT_VOUCHED

    @property
    def where(self) -> str:
        """Who reports it and when, as the locator of its source; `placed` reads it back."""
        return ", ".join(filter(None, (f"{_REPORTED}{self.through}" if self.through else "", self.start)))

    def placed(self, locator: str) -> "Utterance":
        """The utterance with what the locator of its source says of it."""
        found = _WHERE.fullmatch(locator)
        return self._replace(through=found["through"] or "", start=found["start"] or "") if found else self

    def __str__(self) -> str:
        return f"{self.speaker} ({self.force}): “{self.words}”".lstrip()


def locates(locator: str) -> bool:
    """Whether a locator tells of an utterance: who reports it, or when it was."""
    return bool(_WHERE.fullmatch(locator))


def read_line(line: str) -> Utterance | None:
    """The utterance that a line of a note tells of; None where it tells of none."""
    found = _LINE.fullmatch(line.strip())
    return Utterance(found["speaker"] or "", found["force"], found["words"]) if found else None


def person_number(name: str) -> str:
    """The number of a person who has no other name; empty for all others."""
    found = _PERSON.fullmatch(name)
    return found[1] if found else ""


class Dialogue:
    """The dialogue of a graph. Before the reasoning is read, locutions that stand for statements become such."""

    def __init__(self, graph: Interchange) -> None:
        self.graph = graph
        self.copies: set[str] = set()  # ids of an analyst's copies and of their illocutions
        self._through: dict[str, str] = {}  # locution -> who reports it
        self._used: set[str] = set()  # ids of the locutions and illocutions that make a statement
        self._find_copies()
        self._make_statements()
        self.persons = {record.node: record for record in graph.records if record.node in graph.nodes}
        self._usual = self._usual_prefixes()

    # -- what is no part of the argument

    def _find_copies(self) -> None:
        """An analyst's copy stands alone, or leads to an illocution `Analysing` and to nothing else."""
        graph = self.graph
        for illocution in graph.of_type("YA"):
            if schemes.plain(illocution.scheme) == ANALYSING:
                self.copies.add(illocution.id)
        for locution in graph.of_type("L"):
            if not graph.before(locution, "L", "I", "RA", "CA", "MA", "PA", "TA", "YA"):
                after = graph.out_of.get(locution.id, [])
                if after and all(one.id in self.copies for one in after):
                    self.copies.add(locution.id)

    def _make_statements(self) -> None:
        """A locution that relations lead to or from, or that is itself what is said, stands for a statement."""
        graph = self.graph
        for locution in [*graph.of_type("L")]:
            related = graph.before(locution, "RA", "CA", "MA") or graph.after(locution, "RA", "CA", "MA", "PA")
            said = [one for one in graph.before(locution, "YA") if one.id not in self.copies]
            if related or (said and not graph.after(locution, "YA", "TA")):
                what = f"{locution} stands where a statement belongs"
                graph.leave(locution, what, "it is read as one; that it is a locution is left out")
                locution.type = "I"

    # -- who speaks

    def _usual_prefixes(self) -> dict[str, str]:
        """The name that stands most often before the words of a person, by the person's number."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for node, record in self.persons.items():
            locution = self.graph.nodes[node]
            found = _spoken(without_markup(locution.text)) if locution.type == "L" else None
            if found:
                counts[record.person][found[0]] += 1
        return {person: names.most_common(1)[0][0] for person, names in counts.items()}

    def _name(self, person: str) -> str:
        return self.graph.people.get(person) or self._usual.get(person) or (f"Person {person}" if person else "")

    def _said(self, locution: Node, force: str) -> Utterance:
        """Speaker and words of a locution: the text decides, and where it names nobody the record does."""
        text = printable(without_markup(locution.text))
        record = self.persons.get(locution.id)
        person, start = (record.person, record.start) if record else ("", "")
        name = self.graph.people.get(person, "")
        if name and text.startswith(name) and (rest := text[len(name) :].lstrip()).startswith(":"):
            speaker, words = name, rest[1:].lstrip()
        else:
            speaker, words = _spoken(text) or (self._name(person), text)
        return Utterance(speaker, force, words, start)

    # -- the whole

    def put(self, draft: Draft, statements: dict[str, Statement]) -> list[str]:
        """Give the statements their sources and notes, and say what of the dialogue is left out.

        What is returned a reader of the map should know.
        """
        said: dict[str, list[Utterance]] = defaultdict(list)
        left = self.graph.budget()
        for illocution in self.graph.of_type("YA"):
            if illocution.id in self.copies:
                continue
            locutions, ends = self._locutions(illocution), self.graph.after(illocution, "I")
            left -= len(locutions) * len(ends)
            if left < 0:
                self.graph.leave(
                    illocution, f"{illocution} makes too much: it is left out", "let it make one statement"
                )
                break
            for locution in locutions if ends else ():
                self._used.add(illocution.id)
                utterance = self._utterance(locution, illocution)
                for end in ends:
                    said[end.id].append(utterance)
        self._put_records(said)
        sources = _Sources(draft)
        for id_, utterances in said.items():
            if lost := _attribute(statements[id_], utterances, sources):
                what = f"{counted(lost, 'utterance')} of {self.graph.nodes[id_]}: the words are left out"
                self.graph.leave(self.graph.nodes[id_], what, f"a note ends at {TEXT_LIMIT:,} characters")
        self._say_rest()
        self._say_edges()
        if not sources.keys:
            return []
        speakers = counted(len(sources.keys), "speaker counts as a source", "speakers count as sources")
        stands = "each claim rests on whoever makes it, beside its reasons, and not on own word"
        return [f"{speakers} of what is asserted: {stands} (`argmap what-if --without` takes a speaker away)"]

    def _locutions(self, illocution: Node) -> list[Node]:
        """The locutions of an illocution; that of a mere “Yes.” is anchored in the transition to the answer."""
        answers = [end for turn in self.graph.before(illocution, "TA") for end in self.graph.after(turn, "L")]
        return list(dict.fromkeys((*self.graph.before(illocution, "L"), *answers)))

    def _utterance(self, locution: Node, illocution: Node) -> Utterance:
        """What is said by a locution, and who reports it, where somebody does."""
        force = illocution.scheme or schemes.DEFAULTS["YA"]
        if locution.id not in self._through:
            self._used.add(locution.id)
            self._through[locution.id] = self._reporters(locution)
        return self._said(locution, force)._replace(through=self._through[locution.id])

    def _reporters(self, locution: Node) -> str:
        """Who reports a locution, by name: the first few."""
        found: dict[str, None] = {}
        for report in self.graph.before(locution, "YA"):
            for reporter in self.graph.before(report, "L") if report.id not in self.copies else ():
                if len(found) < REPORTERS:
                    self._used.update((report.id, reporter.id))
                    found[self._said(reporter, "").speaker] = None
        return " and ".join(filter(None, found))

    def _put_records(self, said: dict[str, list[Utterance]]) -> None:
        """A record may say who uttered a statement, without a locution; of a relation it has no place in a map."""
        for record in self.graph.records:
            node = self.graph.nodes.get(record.node)
            if node is None:
                what = (
                    f"a record says that person {record.person} uttered {one_line(record.node, 40)}, which is no node"
                )
                self.graph.leave(record, what, "it is left out")
            elif node.type == "I":
                name = self._name(record.person)
                if name and not any(one.speaker == name for one in said.get(node.id, ())):
                    said[node.id].append(Utterance(name, ASSERTING, "", record.start, recorded=True))
            elif node.type != "L":
                what = f"a record says that {self._name(record.person) or 'somebody'} uttered {node}"
                self.graph.leave(record, what, "a step has no speaker in a map: it is left out")

    # -- what is left out

    def _say_rest(self) -> None:
        """Count what of the dialogue a map has no room for, kind by kind, and name what is no dialogue at all."""
        graph = self.graph
        locutions = [node for node in graph.of_type("L") if node.id not in self._used]
        illocutions = [node for node in graph.of_type("YA") if node.id not in self._used]
        rest: dict[str, list[Node]] = {kind: [] for kind in _COUNTED}
        for node in locutions:
            joined = graph.into.get(node.id) or graph.out_of.get(node.id)
            copied = node.id in self.copies or (not joined and _COPY.match(folded(node.text)))
            rest["copy" if copied else "silent" if joined else "alone"].append(node)
        for node in illocutions:
            if node.id in self.copies:
                rest["analysing"].append(node)
            elif graph.after(node, *RELATIONS) and graph.before(node, "TA", "L"):
                rest["anchor"].append(node)
            elif graph.after(node, "L") and graph.before(node, "L"):
                rest["report"].append(node)
            else:
                graph.leave(node, f"{node} makes no statement: it is left out", "a locution leads to it, and it to one")
        rest["turn"].extend(graph.of_type("TA"))
        for kind, (noun, several, why) in _COUNTED.items():
            graph.count(rest[kind], noun, several, why)

    def _say_edges(self) -> None:
        """Edges that mean nothing in AIF; what leads to a turn or an anchor is told of with those."""
        graph = self.graph
        for start, end in graph.edges:
            if start in graph.nodes and end in graph.nodes and start != end:
                one, other = graph.nodes[start], graph.nodes[end]
                if (one.type, other.type) in _MEANINGLESS:
                    what = f"an edge leads from {one} to {other}: it is left out"
                    graph.leave(graph.edges[start, end], what, "AIF has no such edge")


# What of a dialogue is counted: one, several, why it is left out.
_COUNTED = {
    "copy": (
        "copy of a locution in an analyst's name is",
        "copies of locutions in an analyst's name are",
        "it says nothing of its own",
    ),
    "analysing": ("illocution of an analyst is", "illocutions of an analyst are", "it says who made the copy"),
    "alone": (
        "locution that stands alone is",
        "locutions that stand alone are",
        "nothing leads from it to a statement",
    ),
    "silent": (
        "locution that makes no statement is",
        "locutions that make no statement are",
        "a map holds no turns",
    ),
    "turn": ("transition between turns is", "transitions between turns are", "a map holds no turns"),
    "anchor": (
        "illocution that anchors a step in a turn is",
        "illocutions that anchor steps in turns are",
        "a map holds no turns",
    ),
    "report": (
        "illocution that reports what another says is",
        "illocutions that report what others say are",
        "what the other says makes no statement",
    ),
}
_MEANINGLESS = frozenset({("L", "L"), ("I", "L"), ("L", "I"), ("I", "YA"), ("I", "TA"), ("TA", "I"), ("L", "PA")})


def _spoken(text: str) -> tuple[str, str] | None:
    """Speaker and words of `Speaker : words`; None where no speaker stands there."""
    found = _PREFIX.match(text)
    if not found:
        return None
    speaker, colon, words = found["speaker"].strip(), found["colon"], found["words"]
    spaced = colon[:1].isspace()
    sentence = not spaced and (re.search(r"[?!;,]", speaker) or len(speaker.split()) > SPEAKER_WORDS)
    glued = colon == ":" and (
        (speaker[-1:].isdigit() and words[:1].isdigit())
        or words.startswith("//")
        or len(speaker.split()) > SPEAKER_WORDS // 2
    )
    return None if not speaker or sentence or glued else (speaker, words)


def _attribute(statement: Statement, utterances: Iterable[Utterance], sources: "_Sources") -> int:
    """Cite who vouches for a statement, and note what the words and their force add to it; how much no note takes."""
    utterances = list(utterances)
    times = Counter(one.speaker for one in utterances)
    lines: list[str] = []
    cited_keys = {cited.key for cited in statement.cites}
    for one in utterances:
        if one.speaker and one.vouches:
            cited = Cited(sources.key(one.speaker), one.where)
            if cited.key not in cited_keys:
                cited_keys.add(cited.key)
                statement.cites.append(cited)
        plain = one.speaker and one.force == ASSERTING and one.words == statement.text
        if not one.recorded and (not plain or person_number(one.speaker) or times[one.speaker] > 1):
            lines.append(str(one))
    fitting = sum(length <= TEXT_LIMIT for length in accumulate(len(line) + 1 for line in lines))
    if fitting:
        statement.fields["note"] = "\n".join(lines[:fitting])
    return len(lines) - fitting


class _Sources:
    """The speakers as the sources of a draft."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.keys: dict[str, str] = {}
        self._names = Names(RESERVED)

    def key(self, name: str) -> str:
        """The key of a speaker: names that differ in capitals alone are one."""
        bare = name.casefold()
        if bare not in self.keys:
            key = self.keys[bare] = self._names.new(kebab(name, "speaker"), KEY_LIMIT)
            self.draft.sources[key] = {"name": printable(name)}
        return self.keys[bare]
