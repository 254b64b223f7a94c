"""Text within a line of Markdown: escaped so that it is shown and does nothing, and back again as a reader sees it."""

import re
from collections.abc import Callable
from html import unescape

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$&])")  # signs that Markdown, or HTML in it, would read as its own
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
# Where `escaped` puts a space without width, and nothing else does.
_HELD = re.compile("(?<=http)\u200b(?=[:.])|(?<=https)\u200b(?=[:.])|(?<=ftp)\u200b(?=[:.])|(?<=www)\u200b(?=[:.])"
                   "|(?<=@)\u200b(?=\\w)|(?<=#)\u200b(?=\\d)|(?<=GH-)\u200b(?=\\d)")  # fmt: skip
_SIGN = re.compile(r"[\\&!\[<*_~`]")  # with which markup begins: all else is passed over fast
# No bracket within the words of a link, else many opened ones would each be followed to the end of the text.
_MARKUP = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});)"
    r"|!?\[(?P<words>(?:[^\[\]\\]|\\.){0,2000})\]\((?P<address>[^()\s]{0,2000}(?:\([^()\s]{0,200}\))?)\)"
    r"|<(?P<bare>(?:https?|mailto):[^<>\s]{1,2000})>"
    r"|(?P<emphasis>(?<![\s*])\*{1,3}|\*{1,3}(?![\s*])|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)|~~|`)"
)


def escaped(text: str, *, on_github: bool = True) -> str:
    """A text on one line as Markdown that shows it and does nothing: no markup, no HTML.

    On GitHub no link of a bare address, no mention and no issue either: what keeps them apart has no width, but is
    copied along, so that an editor, which makes a link of an address at most, goes without.
    """
    shown = _SPECIAL.sub(r"\\\1", text)
    if on_github:
        shown = re.sub(r"(https?|ftp|www)([:.])", "\\1\u200b\\2", shown)
        shown = re.sub(r"@(?=\w)", "@\u200b", shown)
        shown = re.sub(r"(#|\bGH-)(?=\d)", "\\1\u200b", shown)  # a backslash would not do
    return re.sub(r"^(\d+)([.)])(?=\s|$)", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", shown))


def shown(text: str) -> str:
    """Any text escaped, on one line, with nothing in it that steers a display."""
    return escaped(_UNSAFE.sub("\N{REPLACEMENT CHARACTER}", " ".join(text.split())))


def plain(text: str, link: Callable[[str, str], None] = lambda words, address: None) -> str:
    """A text as a reader sees it: without escapes and emphasis, of a link its words; `link` is told of each."""

    pieces: list[str] = []
    position = 0
    while sign := _SIGN.search(text, position):
        pieces.append(text[position : sign.start()])
        found = _MARKUP.match(text, sign.start())
        pieces.append(_seen(found, link) if found else sign[0])
        position = found.end() if found else sign.end()
    shown = "".join((*pieces, text[position:]))
    return " ".join((_HELD.sub("", shown) if "\u200b" in shown else shown).split())


def _seen(found: re.Match[str], link: Callable[[str, str], None]) -> str:
    """What a reader sees of a piece of markup."""
    if found["escaped"] or found["emphasis"]:
        return found["escaped"] or ""
    if found["entity"]:
        return unescape(found["entity"])
    words = plain(found["words"] or "") if found["address"] is not None else str(found["bare"])
    link(words, found["address"] or found["bare"] or "")
    return words


def is_told(text: str) -> bool:
    """Whether a text comes back as it was."""
    return plain(shown(text)) == text
