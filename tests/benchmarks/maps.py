"""Made maps of any size, the same for the same size, as argmap's YAML and as Argdown with the same statements."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

VOCABULARY = """
    bridge water report council winter traffic engineer measured cracked closed survey budget river lorry repair
    growth load safety public wall steel concrete flood tunnel station harbour school district
"""
WORDS = tuple(VOCABULARY.split())


@dataclass
class Item:
    """A claim or evidence with what stands below it."""

    id: str
    text: str
    source: str | None = None
    reasons: list["Item"] = field(default_factory=list)
    linked: bool = False
    objections: list["Item"] = field(default_factory=list)
    see: str | None = None


def tree(claims: int, sources: int) -> Item:
    """A map of that many statements, its sources used locally; two claims in a hundred `see` another's evidence."""
    maker = _Maker(claims, sources)
    root = maker.item("claim")
    level = [root]
    while maker.made < claims:
        level = [item for parent in level for item in maker.reasons(parent)] or [root]
    return root


class _Maker:
    def __init__(self, claims: int, sources: int) -> None:
        self.claims, self.sources = claims, sources
        self.random = Random(claims)
        self.made = 0
        self.seen: list[str] = []  # evidence so far: any claim may see it, as it rests on no claim

    def item(self, kind: str) -> Item:
        self.made += 1
        text = " ".join(self.random.choice(WORDS) for _ in range(16)).capitalize() + "."
        if kind == "claim":
            return Item(f"c{self.made}", text)
        first = self.made * self.sources // self.claims
        self.seen.append(f"e{self.made}")
        return Item(self.seen[-1], text, f"s{(first + self.random.randrange(6)) % self.sources}")

    def reasons(self, parent: Item) -> Iterator[Item]:
        """Give a claim its reasons; yield those that are claims."""
        parent.linked = self.random.random() < 0.3
        for _ in range(self.random.randint(2, 4)):
            if self.made >= self.claims:
                return
            child = self.item("evidence" if self.random.random() < 0.35 else "claim")
            parent.reasons.append(child)
            if child.source is None:
                yield child
        if self.random.random() < 0.1:
            parent.objections.append(self.item("evidence"))
        if self.seen and self.random.random() < 0.02:
            parent.reasons.append(Item("", "", see=self.random.choice(self.seen[-20:])))


def as_map(root: Item, sources: int) -> str:
    """A map file."""
    lines = ["argmap: 1", "title: A made map", "sources:"]
    for number in range(sources):
        lines += [f"  s{number}:", f"    name: Source number {number}", "    kind: document"]
        if number % 4 == 3:
            lines.append(f"    from: s{number - 1}")
        else:
            lines += [f"    reliability: {'ABCD'[number % 4]}", "    reason: It is known for it."]
    lines += ["thesis:", *_item(root, "  ")]
    return "\n".join(lines) + "\n"


def _item(item: Item, indent: str) -> Iterator[str]:
    if item.see is not None:
        yield f"{indent}see: {item.see}"
        return
    yield f"{indent}id: {item.id}"
    if item.source is not None:
        yield f"{indent}evidence: {item.text}"
        yield f"{indent}source: {item.source}"
        return
    yield f"{indent}claim: {item.text}"
    if item.reasons:
        yield f"{indent}because:"
        if item.linked and len(item.reasons) > 1:
            yield f"{indent}- together:"
            for below in item.reasons:
                yield from _listed(below, indent + "  ")
        else:
            for below in item.reasons:
                yield from _listed(below, indent)
    if item.objections:
        yield f"{indent}but:"
        for below in item.objections:
            yield from _listed(below, indent)


def _listed(item: Item, indent: str) -> Iterator[str]:
    first, *rest = _item(item, indent + "  ")
    yield f"{indent}- {first.strip()}"
    yield from rest


def as_argdown(root: Item) -> str:
    """The same statements and relations in Argdown's notation."""
    return "\n".join(_argdown(root, "", "")) + "\n"


def _argdown(item: Item, indent: str, sign: str) -> Iterator[str]:
    if item.see is not None:
        yield f"{indent}{sign}[{item.see}]"
        return
    data = f' {{source: "{item.source}"}}' if item.source else ""
    yield f"{indent}{sign}[{item.id}]: {item.text}{data}"
    for sign_below, items in (("+ ", item.reasons), ("- ", item.objections)):
        for below in items:
            yield from _argdown(below, indent + "  ", sign_below)


def two_reasons(premises: int = 5000) -> str:
    """Two reasons of so many linked bare premises each: the square of that many cut sets of two."""
    lines = ["argmap: 1", "thesis:", "  claim: It holds.", "  because:"]
    for side in ("left", "right"):
        lines.append("  - together:")
        lines += [f"    - Premise {number} on the {side}." for number in range(premises)]
    return "\n".join(lines) + "\n"
