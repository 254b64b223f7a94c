"""Cut sets of fault trees beside Debian's scram, in turn in the same run: `python -m tests.benchmarks.openpsa`.

Whole processes: `argmap convert` reads a model and writes its map; then a process reads the map and counts all its
minimal cut sets, and scram reads the model and writes them all to a report. The columns "inside" are the seconds of
finding the sets alone, ours in a process that has done it once, scram's as its report says. Nothing is asserted.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from argmap.formats import openpsa
from argmap.formats.shared.common import File, Options
from argmap.support.cutsets import cut_sets
from tests.benchmarks.__main__ import ARGMAP, RUNS, Figures, median, run
from tests.formats import scram
from tests.formats.trees import formula_of, graph_of

# What `audit` does to find the cut sets by source of every thesis on its sources alone, and nothing else.
SOLVE = (
    sys.executable,
    "-c",
    "import sys; from argmap.audit import arrange_file; one = arrange_file(sys.argv[1]);"
    "[one.support.cut_sets(at, 'sources_alone', 'source').count for at in one.graph.theses]",
)
START = (sys.executable, "-c", "import argmap.audit")
HEAD = ("gates", "events", "cut sets", "convert", "solve", "scram", "cpu", "wall", "inside", "scram's", "ratio")


class Tree(NamedTuple):
    """How large a model is, how many cut sets its trees have, and the CPU seconds of counting them."""

    gates: int
    events: int
    sets: int
    seconds: float


def main() -> None:
    if scram.PROGRAM is None:
        raise SystemExit("scram is not installed (Debian: apt-get install scram)")
    ours, theirs = (median([run(each) for _ in range(RUNS)]).cpu for each in (START, (scram.PROGRAM, "--version")))
    print(f"CPU seconds; of starting alone {ours:.3f}, scram {theirs:.3f}. Ratios are ours to scram's.\n")
    print(f"{'model':22}" + "".join(f"{word:>9}" for word in HEAD))
    with tempfile.TemporaryDirectory() as name:
        for model in scram.MODELS:
            print(f"{model.name:22}" + "".join(f"{word:>9}" for word in _row(model, Path(name))))


def _row(model: scram.Model, folder: Path) -> Sequence[str]:
    map_, report = folder / "model.argmap.yaml", folder / "report.xml"
    first, *more = map(str, model.paths)
    with_ = [word for path in more for word in ("--with", path)]
    runs: list[tuple[Figures, Figures, Figures, float]] = []
    for _ in range(RUNS):
        converted = run((*ARGMAP, "convert", first, str(map_), *with_), quiet=True)
        solved = run((*SOLVE, str(map_)))
        other = run(scram.command(model.paths, report, model.options), quiet=True)
        runs.append((converted, solved, other, _said_inside(report)))
    convert, solve, theirs = (median([each[place] for each in runs]) for place in range(3))  # type: ignore[misc]
    their_inside = sorted(each[3] for each in runs)[RUNS // 2]
    tree = _counted(model.paths)
    figures = (convert.cpu, solve.cpu, theirs.cpu)
    ratios = (f"x{solve.cpu / theirs.cpu:.2f}", f"x{solve.wall / theirs.wall:.2f}")
    inside = (f"{tree.seconds:.4f}", f"{their_inside:.4f}", f"x{tree.seconds / their_inside:.2f}")
    sizes = (tree.gates, tree.events, tree.sets)
    return [*(f"{size:,}" for size in sizes), *(f"{each:.3f}" for each in figures), *ratios, *inside]


def _said_inside(report: Path) -> float:
    """The seconds that scram says it took for the sets of all trees."""
    times = ElementTree.parse(report).getroot().iter("calculation-time")
    return sum(float(each.findtext("products", "0")) for each in times)


def _counted(paths: Sequence[Path]) -> Tree:
    graph = graph_of(openpsa.read([File(str(path), path.read_bytes()) for path in paths], Options()))
    seconds = []
    count = 0
    for _ in range(RUNS + 1):
        begun = time.process_time()
        count = sum(cut_sets(formula_of(graph, at)).count or 0 for at in graph.theses)
        seconds.append(time.process_time() - begun)
    events = sum(node.kind == "assumption" for node in graph.nodes)
    return Tree(len(graph.nodes) - events, events, count, sorted(seconds[1:])[RUNS // 2])


if __name__ == "__main__":
    main()
