"""Signs that people put before and behind a statement when they write an outline by hand."""

from collections.abc import Mapping
from typing import NamedTuple

SIGNS: Mapping[str, str] = {"+": "because", "-": "but", "~": "unless"}
LINKED = "&"  # with the premise before it


class Bracketed(NamedTuple):
    """A source that stands in brackets behind what it reports."""

    called: str
    is_unsure: bool
    has_comma: bool
    locator: str


def split_sources(text: str) -> tuple[str, str] | None:
    """What stands before the sources in brackets that end a text, and these without brackets; None without any."""
    if not text.endswith("]"):
        return None
    before, bracket, inner = text[:-1].rpartition("[")
    return (before.rstrip(), inner) if bracket and inner and "]" not in inner else None


def bracketed(part: str) -> Bracketed:
    """One of the sources in brackets: `called`, `called?` or `called, where in it`."""
    called, comma, locator = (" ".join(piece.split()) for piece in part.partition(","))
    return Bracketed(called.removesuffix("?").strip(), called.endswith("?"), bool(comma), locator)
