"""Debian's scram (https://scram-pra.org), an independent solver of Open-PSA models, as a second opinion."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias
from xml.etree import ElementTree

from tests.effort import PATIENCE

PROGRAM = shutil.which("scram")
FOLDER = Path("/usr/share/scram/input")

Sets: TypeAlias = set[frozenset[str]]


class Model(NamedTuple):
    """A model that comes with scram and that both programs read."""

    name: str
    files: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def paths(self) -> list[Path]:
        return [FOLDER / file for file in self.files]


MODELS = (
    Model("Theatre", ("Theatre/theatre.xml",)),
    Model("ThreeMotor", ("ThreeMotor/three_motor.xml",)),
    Model("HIPPS", ("HIPPS/HIPPS.xml",)),
    Model("Lift", ("Lift/lift.xml",)),
    Model("SmallTree", ("SmallTree/SmallTree.xml",)),
    Model("NE574", ("ne574/ne574.xml",)),
    Model("BSCU", ("BSCU/BSCU.xml",)),
    Model("TwoTrain", ("TwoTrain/two_train.xml",)),
    Model("TwoTrain, beta factor", ("TwoTrain/common_cause.xml",), ("--ccf", "1")),
    Model("gas leak", ("EventTrees/gas_leak/gas_leak_reactive.xml",)),
    Model("Chinese", ("Chinese/chinese.xml", "Chinese/chinese-basic-events.xml")),
    Model("Baobab2", ("Baobab/baobab2.xml", "Baobab/baobab2-basic-events.xml")),
    Model("Baobab1", ("Baobab/baobab1.xml", "Baobab/baobab1-basic-events.xml")),
)
# It has negations (1,580 lines of it are read before the first).
NOT_MONOTONE = Model("CEA9601", ("CEA9601/CEA9601.xml", "CEA9601/CEA9601-basic-events.xml"))


def command(files: Sequence[Path], report: Path, options: Sequence[str] = ()) -> list[str]:
    """The command line that writes all minimal cut sets to a report."""
    return [PROGRAM or "scram", *map(str, files), *options, "--limit-order", "100", "-o", str(report)]


def solve(files: Sequence[Path], report: Path, options: Sequence[str] = ()) -> dict[str, Sets]:
    """The minimal cut sets of every top gate, by its name."""
    return {top.attrib["name"]: set(_sets(top)) for top in _tops(files, report, options)}


def probabilities(files: Sequence[Path], report: Path, options: Sequence[str] = ()) -> dict[str, float]:
    """The exact probability of every top gate, to the six digits that scram prints."""
    found = _tops(files, report, [*options, "--probability", "1"])
    return {top.attrib["name"]: float(top.attrib["probability"]) for top in found}


def _tops(files: Sequence[Path], report: Path, options: Sequence[str]) -> list[ElementTree.Element]:
    subprocess.run(command(files, report, options), check=True, capture_output=True, timeout=PATIENCE)
    tops = ElementTree.parse(report).getroot().iter("sum-of-products")
    return [top for top in tops if "initiating-event" not in top.attrib]


def _sets(top: ElementTree.Element) -> Iterator[frozenset[str]]:
    for product in top.iter("product"):
        yield frozenset(_name(event) for event in product)


def _name(event: ElementTree.Element) -> str:
    """An event's name as argmap's reader gives it: of a common-cause group, a member alone or the group."""
    if event.tag == "basic-event":
        return event.attrib["name"]
    if event.attrib["order"] == "1":
        return event[0].attrib["name"] + " alone"
    return event.attrib["ccf-group"]
