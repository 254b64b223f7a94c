"""How long the page takes to open, and how smoothly it pans: `python -m tests.benchmarks.page [LARGEST]`.

In headless Chromium, as Playwright drives it. Milliseconds from the start of navigation until the map is drawn, the
best of three; frames a second while the map is dragged for two seconds at the depth it opens with, and with all
unfolded. Nothing is asserted: these are figures to read.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
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
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for size in (size for size in SIZES if size <= largest):
            print(f"{size:,} statements: {_figures(browser, _page(Path(name), size), size)}", flush=True)
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
    opened = []
    for _ in range(3):
        context = browser.new_context(viewport={"width": 1400, "height": 900})
        tab = context.new_page()
        tab.goto(page.as_uri())
        opened.append(tab.evaluate(OPENED))
        if len(opened) < 3:
            context.close()
    tab.evaluate("document.getElementById('explore').scrollIntoView()")
    told = (
        f"open in {min(opened):.0f} ms, {tab.locator('.item').count()} cards, {tab.evaluate(DRAG):.0f} frames a second"
    )
    if size <= MOST_UNFOLDED:
        tab.locator("[data-do=unfold]").click()
        told += f"; all unfolded {tab.evaluate(DRAG):.0f}"
    context.close()
    return told


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1])
