"""Colour on a terminal, and text from a map made safe for one."""

import os
import re
import shutil
from dataclasses import dataclass
from textwrap import wrap
from typing import TextIO

# Control characters could drive the terminal; bidirectional overrides could make a line read as another.
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(r"\x1b\[[\d;]*m")
_CODES = {"bold": "1", "dim": "2", "red": "31", "yellow": "33", "blue": "34", "cyan": "36"}
WIDTH = 100  # of a page that is no terminal


@dataclass(frozen=True, slots=True)
class Ink:
    """Paints words, or leaves them plain."""

    colour: bool = False

    def paint(self, text: str, *styles: str) -> str:
        if not self.colour or not styles:
            return text
        return f"\x1b[{';'.join(_CODES[style] for style in styles)}m{text}\x1b[0m"


PLAIN = Ink()


def ink_for(stream: TextIO) -> Ink:
    """Colour for a terminal, unless NO_COLOR is set or the terminal is dumb (no-color.org)."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return Ink(stream.isatty() and not plain)


def width_of(stream: TextIO, *, narrowest: int = 30, widest: int = 120) -> int:
    """Columns to write in: those that COLUMNS asks for or the terminal has, within reason, or those of a page."""
    asked = os.environ.get("COLUMNS", "")
    is_asked = asked.isascii() and asked.isdigit() and int(asked) > 0
    columns = shutil.get_terminal_size((WIDTH, 24)).columns if stream.isatty() or is_asked else WIDTH
    return max(narrowest, min(columns, widest))


def safe(text: str) -> str:
    """A map's text on one line, with what could drive a terminal written out."""
    return harmless(" ".join(text.split()))


def harmless(line: str) -> str:
    """A line with its blanks as they are, and what could drive a terminal written out."""
    return _UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", line)


def wrapped(text: str, width: int, indent: str = "", hang: str = "") -> list[str]:
    """A paragraph in lines; escape sequences take no room."""
    escapes = sum(len(escape) for escape in _ESCAPE.findall(text))
    return wrap(text, width + escapes, initial_indent=indent, subsequent_indent=hang, break_on_hyphens=False)
