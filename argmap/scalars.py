"""How a text, a number or a boolean stands in a map file: the strict reader and an editor read back what was given.

A text stands in double quotes with YAML's escapes, which are JSON's and two more, unless it is plain beyond doubt: an
id, or words with nothing in them that YAML or an editor could take for something else.
"""

import json
import re
from typing import Any

# What no map may hold, not even escaped: control characters, lone surrogates, and what is no character.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
# An id cannot be a number or a date where a letter begins it, and the words that mean something are quoted by name.
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
# Several words cannot be a number, a date, `no` or `null`: a letter first, single blanks, and no sign that can mean
# anything to YAML, not even beside a blank.
_PROSE = re.compile(r"""[^\W\d_][\w,.;!?()/%'"’“”‘–—…-]*(?: [\w,.;!?()/%'"’“”‘–—…-]+)+""")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff]")


def scalar(value: Any) -> str:
    """A text, number or boolean as it stands on a line of its own key or dash; a text is on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str):
        return str(value)
    return value if _is_id(value) or _PROSE.fullmatch(value) else _quoted(value)


def in_brackets(text: str) -> str:
    """A text as it stands in brackets or braces, where a comma would split it."""
    return text if _is_id(text) else _quoted(text)


def _is_id(text: str) -> bool:
    return bool(_ID.fullmatch(text)) and text not in _WORDS


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))
