"""What all tests share: goldens, which are read in review and rewritten with `pytest --accept`."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import settings

from tests.effort import PATIENCE, tries
from tests.oracles import oracle

# The machines that run this are shared: a slow example is no fault, and a law is tried on as many maps at every run.
# In CI they are the same maps, so that a change answers for what it did; `--hypothesis-profile many` goes looking.
settings.register_profile("argmap", tries(60), derandomize="CI" in os.environ)
settings.register_profile("many", tries(3000))
settings.load_profile("argmap")

# A shell that runs the tests in the background has them ignore ^C, and so would the commands that they interrupt.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# The width of whoever runs the tests is not that of the pages which they read.
os.environ.pop("COLUMNS", None)

GOLDENS = Path(__file__).parent / "goldens"

Golden: TypeAlias = Callable[[str, str], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take what the tests produce now as the goldens")


@pytest.fixture(scope="session")
def oracles() -> Any:
    """The published numbers of fault trees and audits."""
    return oracle("audit.json")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compare a text with the golden of that name, a path below `tests/goldens/`."""

    def compare(name: str, text: str) -> None:
        path = GOLDENS / name
        if request.config.getoption("--accept"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"there is no golden {name} yet: look at the output, then run pytest --accept"
        assert text == path.read_text(encoding="utf-8"), f"{name} differs: look at it, then run pytest --accept"

    return compare


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, as Playwright drives it; one for all tests, since Playwright runs once in a process."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the extra `browser`")
    pytest.importorskip("axe_playwright_python", reason="axe is not installed: the extra `browser`")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("chromium is not on the PATH")
    with sync_api.sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(executable_path=program, args=options, timeout=PATIENCE * 1000)
        yield PatientBrowser(browser)
        browser.close()


class PatientBrowser:
    """A browser of Playwright's whose pages are waited for as long as a busy machine needs."""

    def __init__(self, browser: Any) -> None:
        self._browser = browser

    def new_context(self, **options: Any) -> Any:
        context = self._browser.new_context(**options)
        context.set_default_timeout(PATIENCE * 1000)
        return context

    def new_page(self) -> Any:
        return self.new_context().new_page()
