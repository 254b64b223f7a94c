"""Two or three losses together leave a thesis without support.

What it finds
    A thesis that no single loss brings down, and that two or three sources, groups or assumptions do when they are lost
    together, on its sources alone. The message counts the smallest sets and names the first of them. Where one thing
    alone brings it down, linchpin says so and this rule is silent.
Why it matters
    What two mistakes can undo is safe only while the two are independent: reporters of one event read the same first
    account. Fault trees are read the same way, by the size of their minimal cut sets before any number is put to them
    (Vesely and others, Fault Tree Handbook, NUREG-0492, 1981), and causes that two failures have in common are what
    such pairs are searched for (Mosleh and others, NUREG/CR-5485, 1998).
Fails
    ```yaml
    argmap: 1
    sources:
      ranger: The ranger of the wood
      hunter: A hunter from the village
    thesis:
      claim: Wolves live in the wood again.
      because:
      - evidence: Tracks were found by the brook.
        source: ranger
      - evidence: Howling was heard in two nights of May.
        source: hunter
    ```
Passes
    ```yaml
    argmap: 1
    sources:
      ranger: The ranger of the wood
      hunter: A hunter from the village
      camera: A camera at the brook
      laboratory: The laboratory of the university
    thesis:
      claim: Wolves live in the wood again.
      because:
      - evidence: Tracks were found by the brook.
        source: ranger
      - evidence: Howling was heard in two nights of May.
        source: hunter
      - evidence: A picture of 3 June shows one.
        source: camera
      - evidence: The droppings are a wolf's.
        source: laboratory
    ```
How to mend it
    Find another independent line of support; `argmap rests-on` says under which claim it would help most. Or make sure
    that the things named cannot be wrong for one reason, and say so.
False alarms
    Two sources that are as good as certain each, such as two registers kept by law. Allow the rule on the thesis and
    say why they can be relied on.
"""

from collections.abc import Iterator

from argmap.problem import Audience, Level, counted
from argmap.rules.common import Case, Found

CODE = "AM203"
NAME = "fragile-thesis"
LEVEL: Level = "warning"
AUDIENCE: Audience = "text"

NAMED = 2  # sets that the message names
SIZES = {2: "two", 3: "three"}
HELP = "find another independent line of support (`argmap rests-on` says where), or say why these can be relied on"


def check(case: Case) -> Iterator[Found]:
    """One finding a thesis."""
    for thesis in case.graph.theses:
        found = case.support.cut_sets(thesis, "sources_alone", "source") if case.spoken_of(thesis) else None
        size = len(found.sets[0]) if found and found.sets else 0
        if found and size in SIZES:
            smallest = [one for one in found.sets if len(one) == size]
            yield _found(case, thesis, smallest)


def _found(case: Case, thesis: int, smallest: list[tuple[str, ...]]) -> Found:
    together = SIZES[len(smallest[0])]
    ways = f", in {counted(len(smallest), 'way')}" if len(smallest) > 1 else ""
    shown = "; ".join(" + ".join(map(case.graph.called, one)) for one in smallest[:NAMED])
    first = ", as" if len(smallest) > NAMED else ":"
    which = "the thesis" if len(case.graph.theses) == 1 else f"the thesis {case.node(thesis).id}"
    message = f"{together} losses together leave {which} without support{ways}{first} {shown}"
    names = dict.fromkeys(name for one in smallest for name in one)
    assumptions = tuple(case.graph.by_id[name] for name in names if name in case.graph.by_id)
    sources = tuple(name for name in names if name not in case.graph.by_id)
    return Found(message, HELP, at=thesis, related=assumptions, sources=sources)
