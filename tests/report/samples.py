"""A map whose every text tries to be more than text."""

from collections.abc import Sequence

import yaml

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'`--></style><svg onload=alert(2)>&lt;&amp;",
    "x" * 10_000,
    "\u202eevil\u2066 abc",
    "javascript:alert(1)",
    "</title></textarea><iframe src=//evil.example></iframe>",
    "` `code <b>` `",
    "{{7*7}} ${x} %s \\N \\G",
    "</style><style>*{display:none}</style>",
    '" onmouseover="alert(1)',
    "<!-- ]]> <a href=https://evil.example>click</a>",
)
URLS = (
    "javascript:alert(1)",
    "https://example.org/?a=1&b='\"><script>",
    "data:text/html,<script>alert(1)</script>",
    "https://example.org/a?b=1&c=2",
    "JaVaScRiPt:alert(1)",
    "https://example.org/'onclick='x",
)
LIVE = ("https://example.org/a?b=1&c=2", "https://example.org/'onclick='x")


def hostile_map(words: Sequence[str] = HOSTILE) -> str:
    """A whole map with these words, hostile or not, in every field that takes a text; there is one for each of them."""
    count = len(words)
    sources = {f"s{at}": _source(words, at) for at in range(count)}
    because = [_reason(words, at) for at in range(count)]
    thesis = {"id": "top", "claim": words[0], "but": {"claim": words[1], "granted": words[2]}, "because": because}
    about = {"title": words[1], "author": words[4], "published": words[6], "url": URLS[0]}
    whole = {"title": words[6], "about": about, "sources": sources, "thesis": thesis}
    return "argmap: 1\n" + yaml.safe_dump(whole, sort_keys=False, width=100_000)


def _source(words: Sequence[str], at: int) -> dict[str, object]:
    fields = ("name", "role", "reason", "interest", "retracted", "note", "date")
    source: dict[str, object] = {field: words[(at + place) % len(words)] for place, field in enumerate(fields)}
    source |= {"reliability": "ABCDEF"[at % 6], "url": URLS[at % len(URLS)]}
    return source | ({"from": f"s{at - 1}"} if at % 3 == 1 else {})


def _reason(words: Sequence[str], at: int) -> dict[str, object]:
    said = [words[(at + place) % len(words)] for place in range(8)]
    evidence = {"evidence": said[1], "source": f"s{at}, {said[2][:300]}", "note": said[3]}
    return {
        "claim": said[0],
        "warrant": said[4],
        "because": [evidence],
        "unless": [{"claim": said[5]}],
        "but": [{"claim": said[6], "by": "mapper"}],
        "allow": {"unsupported-premise": said[7]},
    }
