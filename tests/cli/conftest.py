"""The worked example, for commands to work on."""

from pathlib import Path

import pytest

from tests.samples import BRIDGE


@pytest.fixture
def bridge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The worked example as a file of the working folder."""
    monkeypatch.chdir(tmp_path)
    Path("bridge.argmap.yaml").write_text(BRIDGE, "utf-8")
    return "bridge.argmap.yaml"
