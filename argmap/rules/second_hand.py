"""The report is cited, but not where it comes from.

What it finds
    Cited sources that repeat another (`from`) of which the map cites nothing itself, or somebody `unknown`; sources
    that are anonymous; and persons who are named but for whom nothing can be looked up: no `url`, no `cite`, no locator
    after the key, and nothing else cited with them. One finding is made for each origin, the reasons together.
Why it matters
    Every hand that a report passes through may change it, and a reader can only check what can be found. The Chicago
    Manual of Style (17th edition, 2017) discourages citing at second hand, and the Society of Professional Journalists'
    Code of Ethics (2014) asks for original sources wherever possible, and for a reason where one is not named.
Fails
    ```yaml
    argmap: 1
    sources:
      census: Census of breeding birds, 2019
      magazine:
        name: A garden magazine
        kind: media
        from: census
    thesis:
      claim: Sparrows are getting rarer in towns.
      because:
      - evidence: A third fewer pairs bred in towns than ten years before.
        source: magazine, p. 12
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      census: Census of breeding birds, 2019
    thesis:
      claim: Sparrows are getting rarer in towns.
      because:
      - evidence: A third fewer pairs bred in towns than ten years before.
        source: census, table 4
    ```
How to mend it
    Go to the origin and cite it. Where it cannot be had, the map says so already: let the text say it too.
False alarms
    A report that is itself the evidence (that the paper printed it is the point). Then it repeats nobody: take `from`
    out, and write `basis: own-act`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from argmap.model import UNKNOWN
from argmap.problem import Audience, Level
from argmap.rules.common import Case, Found
from argmap.rules.leaning import first_and_others, folded, in_order, several, source_names

CODE = "AM307"
NAME = "second-hand"
LEVEL: Level = "note"
AUDIENCE: Audience = "text"

PERSONS = ("person", "expert", "witness")
HELPS = {
    "repeats": "cite the origin itself, or say in the text that it is known at second hand",
    "anonymous": "find a source that can be named, or say in the text why this one cannot",
    "nowhere": "give it a `url` or a `cite`, or write after the key where its words stand",
}


def check(case: Case) -> Iterator[Found]:
    """One finding an origin, with all the reasons."""
    hands: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    places: dict[str, list[int]] = defaultdict(list)
    cited = {cite.key for node in case.graph.nodes for cite in node.cites}
    shown, falls = _shown(case), case.support.falls
    for key, nodes in _citing(case).items():
        for root in falls.named(falls.origins[key]):
            faults = list(_faults(case, key, root, cited, shown))
            faults += [("cited", key)] if faults else []
            origin = case.support.origin_name(root)
            for fault, name in faults:
                hands[origin][fault].add(name)
            places[origin] += nodes if faults else ()
    for origin, nodes in folded(case, {origin: nodes for origin, nodes in places.items() if nodes}):
        yield _found(case, origin, hands[origin], nodes)


def _citing(case: Case) -> dict[str, list[int]]:
    """The evidence of which something is to be said, by the keys that it cites."""
    citing: dict[str, list[int]] = defaultdict(list)
    for node in case.graph.nodes:
        for cite in node.cites if case.spoken_of(node.at) else ():
            citing[cite.key].append(node.at)
    return citing


def _shown(case: Case) -> set[str]:
    """The sources whose words can be looked up: by themselves, or in what is cited with them."""
    by_key = case.graph.sources.by_key
    shown = {key for key, source in by_key.items() if source.url or source.cite or source.kind not in PERSONS}
    for node in case.graph.nodes:
        if any(cite.locator or cite.key in shown for cite in node.cites):
            shown.update(cite.key for cite in node.cites)
    return shown


def _faults(case: Case, key: str, root: str, cited: set[str], shown: set[str]) -> Iterator[tuple[str, str]]:
    """What is second-hand about a cited source and one of its origins: the fault, and whose it is."""
    by_key = case.graph.sources.by_key
    if root not in cited:
        yield "repeats", key
        yield "repeated", root
    yield from (("anonymous", name) for name in {key, root} if name != UNKNOWN and by_key[name].anonymous)
    if key not in shown and not by_key[key].anonymous and not by_key[key].plural:
        yield "nowhere", key


def _found(case: Case, origin: str, faults: dict[str, set[str]], nodes: list[int]) -> Found:
    message = f"{'; '.join(_reasons(case, faults))}: cited for {first_and_others(case, nodes, 'report')}"
    help_ = next(said for fault, said in HELPS.items() if fault in faults)
    keys = in_order(case, faults["cited"])
    return Found(
        message,
        help_,
        at=nodes[0],
        related=tuple(nodes),
        sources=keys,
        origins=(origin,),
    )


def _reasons(case: Case, faults: dict[str, set[str]]) -> Iterator[str]:
    def those(names: Iterable[str]) -> tuple[str, str]:
        ordered = in_order(case, names)
        return source_names(case, ordered), "" if several(case, ordered) else "s"

    if "repeats" in faults:
        names, s = those(faults["repeats"])
        origins = faults["repeated"]
        also = "anonymous and " if origins == faults.get("anonymous") else ""
        itself = "itself" if len(origins) == 1 else "themselves"
        if origins == {UNKNOWN}:
            yield f"{names} repeat{s} somebody who is not named"
        else:
            yield f"{names} repeat{s} {those(origins)[0]}, {also}{itself} cited nowhere"
    if "anonymous" in faults and faults["anonymous"] != faults.get("repeated"):
        names, s = those(faults["anonymous"])
        yield f"{names} {'is' if s else 'are'} anonymous"
    if "nowhere" in faults:
        names, s = those(faults["nowhere"])
        yield f"nothing says where the words of {names} can be looked up"
