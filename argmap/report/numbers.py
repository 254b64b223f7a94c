"""The numbers of a claim, in words and as data: never one of them alone, and never without what they rest on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from argmap.report.blocks import Block, Heading, Items, Paragraph, Table
from argmap.report.names import HEADINGS, Names
from argmap.support.function import Reading
from argmap.support.numbers import AttackNumbers, Chance, Importance, Numbers, likelihood

SHOWN = 15  # events in the table
ALMOST = 1e-6  # nearer to 0 or 1 than this, a figure would be read as certain
ABOUT = (
    "The figures that the map's words stand for are conventions of the profile, not measurements: compare them within "
    "one map, and look at both ends."
)


@dataclass(frozen=True, slots=True)
class Figured:
    """The numbers of one claim, how much it turns on each event in each reading, and the profile that they are by."""

    numbers: Numbers
    importance: Mapping[Reading, tuple[Importance, ...]]
    profile: str


def as_blocks(figured: Figured, names: Names) -> Iterator[Block]:
    """The numbers of a claim, of what speaks against it, and a table of what it turns on."""
    numbers = figured.numbers
    yield Heading(f"Numbers, by {figured.profile}")
    yield Paragraph(ABOUT)
    for reading in HEADINGS:
        chance = numbers.readings[reading]
        verdict = f"At the threshold of {_figure(numbers.threshold)} it {_verdict(numbers, reading)}."
        yield Paragraph(f"{HEADINGS[reading]}: {_told(chance)} {verdict}")
    if numbers.attacks:
        yield Paragraph("What speaks against it has numbers of its own, and nothing is taken off the claim for it:")
        yield Items(tuple(_attack(one, names) for one in numbers.attacks))
    shown: Reading = "sources_alone" if figured.importance["sources_alone"] else "own_word_taken"
    if figured.importance[shown]:
        yield Heading(f"How much it turns on each ({HEADINGS[shown].lower()})")
        yield _table(figured.importance[shown], names)


def _told(chance: Chance) -> str:
    if chance.upper == 0:
        return "nothing carries it."
    if chance.lower == chance.upper:
        return f"{_figure(chance.lower)} ({_word(chance.lower)})."
    bounds = (
        f"at least {_figure(chance.lower)} ({_word(chance.lower)}) and at most {_figure(chance.upper)} "
        f"({_word(chance.upper)}), whatever depends on what"
    )
    wide = "" if chance.sharp else "; the bounds are wider than they need be, since the exact ones were too much work"
    if chance.exact is None:
        return f"{bounds}{wide}; how likely if all is independent was too much to work out."
    return f"{bounds}{wide}; {_figure(chance.exact)} ({_word(chance.exact)}) if all is independent."


def _verdict(numbers: Numbers, reading: Reading) -> str:
    return {"undecided": "may hold or not"}.get(verdict := numbers.verdict(reading), str(verdict))


def _attack(one: AttackNumbers, names: Names) -> str:
    step = names.graph.steps[one.attack]
    said = " + ".join(names.quoted(names.graph.nodes[premise]) for premise in step.premises)
    return f"{said}: on its sources alone {_told(one.readings['sources_alone'])}"


def _table(events: Sequence[Importance], names: Names) -> Table:
    rows = tuple(
        (names.thing(one.name), _figure(one.chance), _measure(one.fussell_vesely), _measure(one.birnbaum))
        for one in events[:SHOWN]
    )
    return Table(("source or assumption", "holds with", "share in a fall", "Birnbaum"), rows)


def _measure(value: float | None) -> str:
    return "?" if value is None else f"{value:.3f}" if value >= 0.0005 or value == 0 else "< 0.001"


def _figure(chance: float) -> str:
    if ALMOST > chance > 0:
        return "below 0.000001"
    if 1 - ALMOST < chance < 1:
        return "above 0.999999"
    return f"{chance:.3g}" if chance <= 0.99 else f"{chance:.6f}".rstrip("0").rstrip(".")


def _word(chance: float) -> str:
    return likelihood(chance).replace("-", " ")


def as_data(figured: Figured, names: Names) -> dict[str, Any]:
    """The same for programs, with all digits."""
    nodes, steps = names.graph.nodes, names.graph.steps
    numbers = figured.numbers
    return {
        "profile": figured.profile,
        "threshold": numbers.threshold,
        **{
            reading: {**_chance(numbers.readings[reading]), "verdict": numbers.verdict(reading)} for reading in HEADINGS
        },
        "attacks": [
            {
                "from": [nodes[premise].id for premise in steps[one.attack].premises],
                **{reading: _chance(one.readings[reading]) for reading in HEADINGS},
            }
            for one in numbers.attacks
        ],
        "importance": {
            reading: [
                {
                    "sort": one.sort,
                    "name": one.name,
                    "chance": one.chance,
                    "order": one.order,
                    "birnbaum": one.birnbaum,
                    "fussell_vesely": one.fussell_vesely,
                    "criticality": one.criticality,
                }
                for one in figured.importance[reading]
            ]
            for reading in HEADINGS
        },
    }


def _chance(chance: Chance) -> dict[str, Any]:
    return {"lower": chance.lower, "exact": chance.exact, "upper": chance.upper, "sharp": chance.sharp}
