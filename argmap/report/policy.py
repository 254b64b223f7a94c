"""What a page of ours may do: nothing but show its own style sheets and run its own scripts."""

from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any, NamedTuple


class Addition(NamedTuple):
    """What a page that is served has besides, to be read and run last: it may ask its own server, and no other."""

    script: str
    style: str
    data: Mapping[str, Any]


def policy(styles: Iterable[str], scripts: Iterable[str], *, asks: bool = False) -> str:
    """Nothing may load; a page's own style sheets and scripts are named by their hashes (CSP level 3).

    A page that is served `asks` where it came from, and nobody else.
    """
    allowed = f"style-src {' '.join(map(_hashed, styles))}; script-src {' '.join(map(_hashed, scripts))}; img-src data:"
    more = "; connect-src 'self'" if asks else ""
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'{more}"


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
