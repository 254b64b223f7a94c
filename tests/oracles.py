"""Published reference numbers, which lie beside the checkout where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

ORACLES = Path(__file__).parents[2] / "shared" / "oracles"


def oracle(name: str) -> Any:
    """What a file of reference numbers holds; the test that asks is skipped where it is not there."""
    path = ORACLES / name
    if not path.exists():
        pytest.skip(f"the reference numbers (shared/oracles/{name} beside the checkout) are not here")
    return json.loads(path.read_text("utf-8"))
