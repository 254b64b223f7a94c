"""Whole processes, A beside B in turn in the same run: `python -m tests.benchmarks [LARGEST]`.

CPU and wall seconds are medians, memory the largest resident set. What is not installed (`dot`; `argdown`, from npm's
@argdown/cli) is said and left out. Nothing is asserted: these are figures to read. `python -m
tests.benchmarks.openpsa` measures fault trees beside scram.
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks.maps import as_argdown, as_map, tree, two_reasons

RUNS = 5
SIZES = (100, 1_000, 10_000, 100_000)
PICTURES = (100, 1_000, 2_000, 5_000, 10_000)
LARGEST_FOR_DOT = 5_000  # beyond, `dot` takes minutes
FEW_RUNS, FEW_BEYOND = 1, 1_000
ARGMAP = (sys.executable, "-m", "argmap")
LOAD = (sys.executable, "-c", "import sys; from argmap.load import load; assert load(open(sys.argv[1]).read()).map")
IMPORT = (sys.executable, "-c", "import argmap.load")
READ = (sys.executable, "-c", "import sys; open(sys.argv[1], 'rb').read()")


class Figures(NamedTuple):
    """One command: seconds, and megabytes."""

    cpu: float
    wall: float
    memory: float


def main(largest: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        for size in (size for size in SIZES if size <= largest):
            _measure(Path(name), size)
        for size in (size for size in PICTURES if size <= largest):
            _measure_picture(Path(name), size)
        _measure_cut_sets(Path(name))


def _measure(folder: Path, size: int) -> None:
    sources = max(5, size // 20)
    root = tree(size, sources)
    map_, argdown = folder / f"{size}.argmap.yaml", folder / f"{size}.argdown"
    map_.write_text(as_map(root, sources))
    argdown.write_text(as_argdown(root))
    print(f"\n{size:,} statements, {sources:,} sources, {map_.stat().st_size:,} bytes")
    compare("load with places", (*LOAD, str(map_)), {"import alone": IMPORT, "bare read": (*READ, str(map_))})
    against: dict[str, Sequence[str]] = {}
    if parser := shutil.which("argdown"):
        against["argdown json"] = (parser, "json", str(argdown), str(folder / "out"), "--silent")
    compare("audit", (*ARGMAP, "audit", str(map_), "--fail-on", "never"), against)
    compare("audit json", (*ARGMAP, "audit", str(map_), "--format", "json", "--fail-on", "never"), against)


def _measure_picture(folder: Path, size: int) -> None:
    """A picture by either layout, beside `dot` on the same drawing; what is said of many cards is left out."""
    sources = max(5, size // 20)
    map_, dot = folder / "picture.argmap.yaml", folder / "picture.dot"
    map_.write_text(as_map(tree(size, sources), sources))
    run((*ARGMAP, "render", str(map_), "-o", str(dot)))
    print(f"\n{size:,} statements as a picture")
    against: dict[str, Sequence[str]] = {}
    program = shutil.which("dot")
    if program and size <= LARGEST_FOR_DOT:
        against["dot -Tsvg"] = (program, "-Tsvg", str(dot), "-o", str(folder / "dot.svg"))
    runs = RUNS if size <= FEW_BEYOND else FEW_RUNS
    for engine in ("auto", "tree"):
        command = (*ARGMAP, "render", str(map_), "-o", str(folder / "map.svg"), "--engine", engine)
        compare(f"render svg ({engine})", command, against, runs=runs)


def _measure_cut_sets(folder: Path) -> None:
    map_ = folder / "two.argmap.yaml"
    map_.write_text(two_reasons())
    print("\ntwo reasons of 5,000 linked bare premises: 25,000,000 cut sets of two")
    compare("audit", (*ARGMAP, "audit", str(map_), "--fail-on", "never"), {"load": (*LOAD, str(map_))})


def compare(name: str, command: Sequence[str], others: dict[str, Sequence[str]], *, runs: int = RUNS) -> None:
    """Run a command and others in turn; print the figures and the ratios of CPU and wall time."""
    made: dict[str, list[Figures]] = {label: [] for label in (name, *others)}
    for _ in range(runs):
        for label, each in ((name, command), *others.items()):
            made[label].append(run(each, quiet=True))
    ours = median(made[name])
    print(f"  {name:20} {_shown(ours)}")
    for label in others:
        theirs = median(made[label])
        ratios = f"cpu x{ours.cpu / theirs.cpu:.2f} wall x{ours.wall / theirs.wall:.2f}"
        print(f"    beside {label:14} {_shown(theirs)}   {ratios}")
    if not others:
        print("    (nothing installed to compare with)")


def run(command: Sequence[str], *, quiet: bool = False) -> Figures:
    """The figures of one run; `quiet` drops what it says on standard error."""
    begun = time.perf_counter()
    errors = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} failed")
    process.returncode = 0
    return Figures(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def median(figures: Sequence[Figures]) -> Figures:
    """Medians of CPU and wall time, and the largest memory."""
    cpu, wall, memory = zip(*figures, strict=True)
    return Figures(statistics.median(cpu), statistics.median(wall), max(memory))


def _shown(figures: Figures) -> str:
    return f"cpu {figures.cpu:7.3f} s  wall {figures.wall:7.3f} s  {figures.memory:6.0f} MB"


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main(int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 10_000)
