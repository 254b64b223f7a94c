"""A browser for the tests of pages, or the reason why there is none."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Chromium, as Playwright drives it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: the extra `browser`")
    pytest.importorskip("axe_playwright_python", reason="axe is not installed: the extra `browser`")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        pytest.skip("chromium is not on the PATH")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()
