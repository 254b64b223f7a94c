"""Texts out of web forms: entities and tags of HTML, quotes with a backslash, blanks of every kind; and back again."""

import re
from html import escape, unescape

_TAG = re.compile(
    r"</?(?:a|abbr|article|b|blockquote|br|cite|code|div|em|font|h[1-6]|hr|i|img|label|li|mark|ol|p|pre|q|s|section|small"
    r"|span|strike|strong|sub|sup|table|tbody|td|tr|tt|u|ul|wbr)(?:\s[^<>]*|/)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};)")
_QUOTE = re.compile(r"\\(['\"])")


def folded(text: str) -> str:
    """A text on one line, each run of blanks one blank."""
    return " ".join(text.split())


def tags(text: str) -> list[str]:
    """The tags in a text, in their order."""
    return _TAG.findall(text)


def without_markup(text: str) -> str:
    """A text as a reader sees it, on one line.

    A numeric entity may have lost its semicolon; what looks like a tag and is none of HTML's stays.
    """
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "\\" in text:
        text = _QUOTE.sub(r"\1", text)
    if "&" in text:
        text = _ENTITY.sub(lambda found: unescape(found[0]), text)
    return folded(text)


def with_markup(text: str) -> str:
    """A text on one line, escaped where it would be taken for markup."""
    text = folded(text)
    if without_markup(text) == text:
        return text
    return _QUOTE.sub(r"&#92;\1", escape(text, quote=False))
