"""How long the page takes to open, and how smoothly it pans: `python -m tests.benchmarks.page [LARGEST]`.

In headless Chromium, as Playwright drives it. Milliseconds from the start of navigation until the map is drawn, the
best of three; frames a second while the map is dragged for two seconds at the depth it opens with, and with all
unfolded; and, on Linux, the most memory that all processes of the browser had together until then, before all is
unfolded (what they share is counted once). Nothing is asserted: these are figures to read.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

from tests.benchmarks.maps import as_map, tree

SIZES = (100, 1_000, 10_000)
MOST_UNFOLDED = 1_000  # cards; beyond, nobody unfolds all
DRAG = """() => new Promise((done) => {
  const stage = document.getElementById("map-stage"), frame = stage.getBoundingClientRect(), times = [];
  stage.setPointerCapture = () => {};
  const send = (kind, x, y) => stage.dispatchEvent(new PointerEvent(kind,
    { pointerId: 1, clientX: frame.x + x, clientY: frame.y + y, bubbles: true }));
  send("pointerdown", 300, 300);
  const step = (now) => {
    times.push(now);
    send("pointermove", 300 + 200 * Math.sin(times.length / 9), 300 + 200 * Math.cos(times.length / 7));
    if (now - times[0] < 2000) requestAnimationFrame(step);
    else {
      send("pointerup", 300, 300);
      done(1000 * (times.length - 1) / (now - times[0]));
    }
  };
  requestAnimationFrame(step);
})"""
OPENED = "performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd"


def main(largest: int) -> None:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        for size in (size for size in SIZES if size <= largest):
            page = _page(Path(name), size)
            browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
            print(f"{size:,} statements: {_figures(browser, page, size)}", flush=True)
            browser.close()


def _page(folder: Path, size: int) -> Path:
    sources = max(5, size // 20)
    map_, page = folder / f"{size}.argmap.yaml", folder / f"{size}.html"
    map_.write_text(as_map(tree(size, sources), sources))
    start = time.perf_counter()
    command = (sys.executable, "-m", "argmap", "report", str(map_), "-o", str(page), "--time-limit", "600")
    subprocess.run(command, check=True, capture_output=True)
    print(f"{size:,} statements: written in {time.perf_counter() - start:.1f} s, {page.stat().st_size / 1e6:.1f} MB")
    return page


def _figures(browser: Any, page: Path, size: int) -> str:
    opened, memory = [], _Memory()
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        tab = context.new_page()
        tab.goto(page.as_uri())
        opened.append(tab.evaluate(OPENED))
        if len(opened) < 3:
            context.close()
    tab.evaluate("document.getElementById('explore').scrollIntoView()")
    told = f"open in {min(opened):.0f} ms, {tab.locator('.item').count()} cards, "
    told += f"{tab.evaluate(DRAG):.0f} frames a second, {memory.most() / 1e6:,.0f} MB"
    if size <= MOST_UNFOLDED:
        tab.locator("[data-do=unfold]").click()
        told += f"; all unfolded {tab.evaluate(DRAG):.0f}"
    context.close()
    return told


class _Memory:
    """The most memory, in bytes, that the processes below this one named after a browser have had since now."""

    def __init__(self) -> None:
        self._highest, self._done = 0, Event()
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def most(self) -> int:
        self._done.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while not self._done.wait(0.2):
            self._highest = max(self._highest, sum(map(_proportional, _browser_processes())))


def _browser_processes() -> Iterator[int]:
    below = {os.getpid()}
    for process in sorted(int(one.name) for one in Path("/proc").glob("[0-9]*")):  # parents mostly come first
        try:
            parent = re.search(r"^PPid:\s+(\d+)", Path(f"/proc/{process}/status").read_text(), re.MULTILINE)
            command = Path(f"/proc/{process}/cmdline").read_text()
        except OSError:
            continue
        if parent and int(parent[1]) in below:
            below.add(process)
            if "chrom" in command.partition("\0")[0]:
                yield process


def _proportional(process: int) -> int:
    """A process's memory, with its part of what it shares."""
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{process}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
