"""How often the table of cues is right: `python -m tests.benchmarks.cues MAP TEXT [ARGGRAPH_FOLDER]`.

MAP is a map whose passages point into TEXT: each piece of evidence with a source is an attribution that somebody read
out of it. The folder holds annotated texts in arggraph (Peldszus and Stede's microtexts): those in English are taken.
Nothing is asserted: these are figures to read. The table was made with the shipped essay map in view, so the first
figures flatter it. Of the annotated texts one had been read before, and is left out.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from argmap.audit import arrange_file
from argmap.graph import Graph, Node
from argmap.passages import locate
from argmap.rules.passage_not_found import locator
from argmap.starting.cues import Kind, cues
from argmap.starting.reading import Reading, Sentence, read_for_map
from argmap.starting.texts import read_essay

SEEN_BEFORE = frozenset({"micro_b003"})
TURNS: frozenset[Kind] = frozenset({"concession", "objection"})
ENGLISH = re.compile(r"\b(?:the|and|of|is|should|not)\b")


class Score(NamedTuple):
    """Of what is there, how much is found; of what is found, how much is there."""

    hits: int
    there: int
    found: int
    right: int

    def __str__(self) -> str:
        recall = f"finds {self.hits} of {self.there} ({self.hits / max(self.there, 1):.0%})"
        return f"{recall}; {self.right} of the {self.found} told are right ({self.right / max(self.found, 1):.0%})"


def main(map_path: str, text_path: str, folder: str | None = None) -> None:
    arranged = arrange_file(map_path)
    assert arranged.graph is not None, arranged.problems
    reading = read_for_map(read_essay(text_path).text)
    print(f"{map_path}: {len(reading.told)} of {len(reading.sentences)} sentences have a cue")
    for name, score in of_essay(arranged.graph, reading).items():
        print(f"  {name:34} {score}")
    if folder:
        texts = [
            ElementTree.parse(path).getroot()
            for path in sorted(Path(folder).glob("*.xml"))
            if path.stem not in SEEN_BEFORE
        ]
        english = [text for text in texts if len(ENGLISH.findall(" ".join(_segments(text).values()))) > 3]
        print(f"{folder}: {len(english)} texts in English")
        for name, score in of_arggraph(english).items():
            print(f"  {name:34} {score}")


# -- a map beside its text


def of_essay(graph: Graph, reading: Reading) -> dict[str, Score]:
    """Attributions, the sources that they name, and evidence of any kind, by passage."""
    evidence = [node for node in graph.nodes if node.kind == "evidence" and node.item.passage]
    sourced = [node for node in evidence if node.cites]
    attributed = [sentence for sentence in reading.told if sentence.sources]
    reports = [one for one in reading.told if {cue.kind for cue in one.cues} & {"attribution", "evidence"}]
    conceded = [node for node in graph.nodes if node.item.passage and _is_attack(graph, node)]
    turning = [one for one in reading.told if {cue.kind for cue in one.cues} & TURNS]
    return {
        "evidence with a source": _score(reading, sourced, attributed),
        "  and the source is the map's": _score(reading, sourced, attributed, graph),
        "evidence of any kind": _score(reading, evidence, reports),
        "objections that the text takes up": _score(reading, conceded, turning),
    }


def _is_attack(graph: Graph, node: Node) -> bool:
    return any(step.kind != "because" and node.at in step.premises for step in graph.steps)


def _score(reading: Reading, nodes: list[Node], sentences: list[Sentence], named: Graph | None = None) -> Score:
    pairs = {
        (node.at, sentence.at.at)
        for node in nodes
        for sentence in sentences
        if _overlaps(reading, node, sentence) and (named is None or _same_source(named, reading, node, sentence))
    }
    hits, right = {at for at, _ in pairs}, {at for _, at in pairs}
    return Score(len(hits), len(nodes), len(sentences), len(right))


def _overlaps(reading: Reading, node: Node, sentence: Sentence) -> bool:
    """Whether the sentence holds half of the words of one passage of the statement."""
    start, end = reading.text.reach(sentence.at) or (0, 0)
    for passage in node.item.passage:
        first, last = reading.text.reach(locate(reading.text, locator(passage))) or (0, 0)
        if 2 * (min(end, last) - max(start, first)) >= last - first > 0:
            return True
    return False


def _same_source(graph: Graph, reading: Reading, node: Node, sentence: Sentence) -> bool:
    """Whether the names of two sources share a word of four letters or more."""
    by_key = {source.key: source.name for source in reading.sources}
    ours = _words(by_key[key.removesuffix("?")] for key in sentence.sources)
    return bool(ours & _words(graph.sources.name(cite.key) for cite in node.cites))


def _words(names: Iterable[str]) -> set[str]:
    return {word.casefold().rstrip("s") for name in names for word in re.findall(r"\w{4,}", name)}


# -- annotated texts


def of_arggraph(texts: Iterable[ElementTree.Element]) -> dict[str, Score]:
    """Objections by discourse markers, central claims, and where either side of a turn is told."""
    tallies: dict[str, list[tuple[bool, bool]]] = {
        "what attacks something": [],
        "the opponent's words": [],
        "central claim": [],
    }
    for text in texts:
        attacking, opponents, central = _annotated(text)
        for unit, words in _segments(text).items():
            kinds = {cue.kind for cue in cues(words)}
            turns = bool(kinds & TURNS)
            tallies["what attacks something"].append((unit in attacking, turns))
            tallies["the opponent's words"].append((unit in opponents, "concession" in kinds))
            tallies["central claim"].append((unit in central, "claim" in kinds))
    return {name: _tallied(pairs) for name, pairs in tallies.items()}


def _tallied(pairs: list[tuple[bool, bool]]) -> Score:
    hits = sum(there and found for there, found in pairs)
    return Score(hits, sum(there for there, _ in pairs), sum(found for _, found in pairs), hits)


def _segments(text: ElementTree.Element) -> Mapping[str, str]:
    return {edu.get("id", ""): (edu.text or "").strip() for edu in text.iter("edu")}


def _annotated(text: ElementTree.Element) -> tuple[set[str], set[str], set[str]]:
    """The segments that attack something, those in the opponent's voice, and that of the central claim."""
    edges = list(_edges(text))
    unit_of = {source: target for source, target, kind in edges if kind == "seg"}
    moves = [(source, kind) for source, _, kind in edges if kind != "seg"]
    attackers = {source for source, kind in moves if kind in ("reb", "und")}
    opponents = {adu.get("id", "") for adu in text.iter("adu") if adu.get("type") == "opp"}
    movers = {source for source, _ in moves}
    by_unit = [
        {edu for edu, adu in unit_of.items() if wanted(adu)}
        for wanted in (attackers.__contains__, opponents.__contains__, lambda adu: adu not in movers)
    ]
    return by_unit[0], by_unit[1], by_unit[2]


def _edges(text: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    for edge in text.iter("edge"):
        yield edge.get("src", ""), edge.get("trg", ""), edge.get("type", "")


if __name__ == "__main__":
    main(*sys.argv[1:4])
