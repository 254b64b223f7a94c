"""What a shell offers at a Tab: files, and the names in the map that the command line names already.

A shell waits for this at every Tab, so the map's lines are looked at and nothing of it is checked: no model, no YAML
library, no graph is imported.
"""

import glob
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, TypeAlias

import click
from click.shell_completion import CompletionItem

What: TypeAlias = Literal["claims", "sources", "groups"]

SIZE_LIMIT = 16 << 20  # bytes of a map that are looked at
ENTRIES_LIMIT = 4 << 20  # bytes of a bibliography
KINDS = ("person", "expert", "witness", "official", "party", "organisation", "media", "social-media", "document",
         "dataset", "study", "image", "other")  # fmt: skip
FIELDS = ("name", "kind", "role", "url", "date", "accessed", "cite", "anonymous", "plural", "distinct", "group", "from",
          "interest", "reliability", "reason", "retracted", "note")  # fmt: skip
_ID = re.compile(r"^[ ]*(?:- +)*[{]?[ ]*id: *[\"']?([a-z0-9-]+)", re.MULTILINE)
_GROUP = re.compile(r"\bgroup: *[\"']?([a-z0-9-]+)")
_SOURCES = re.compile(r"^sources:[^\n]*\n((?:[ #][^\n]*\n|\r?\n)*)", re.MULTILINE)
_KEY = re.compile(r"^( +)[\"']?([a-z0-9-]+)[\"']? *:", re.MULTILINE)

_BIBLIOGRAPHY = re.compile(r"^bibliography *:((?:[^\n]*)(?:\n(?:[ -][^\n]*)?)*)", re.MULTILINE)
_FILE = re.compile(r"[^\s\[\],\"']+\.(?:bib|bibtex|json|ya?ml)(?=[\s\],\"']|$)", re.IGNORECASE)
_YAML_ID = re.compile(r"^[ ]*(?:- +)?[\"']?id[\"']? *: *[\"']?([^\s\"']+)", re.MULTILINE)
_ENTRIES = {
    ".bib": (_BIB := re.compile(r"^[ \t]*@(?!comment|string|preamble)\w+[ \t]*[{(][ \t]*([^\s,{}()]+)[ \t]*,",
                                re.MULTILINE | re.IGNORECASE)),
    ".bibtex": _BIB,
    ".json": re.compile(r'"id"\s*:\s*"([^"\\]+)"'),
    ".yaml": _YAML_ID,
    ".yml": _YAML_ID,
}  # fmt: skip


def files(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Whatever files the shell finds."""
    return [CompletionItem(typed, type="file")]


def claims(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids of the map, and the outline numbers of statements that have none, each with the text."""
    return _statements(context, typed)


def sources(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The keys of the map's sources; behind a comma, one more of them."""
    before, comma, last = typed.rpartition(",")
    return [f"{before}{comma}{name}" for name in _offered(context, last, "sources")]


def groups(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The groups of the map's sources."""
    return _offered(context, typed, "groups")


def kinds(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The kinds of sources."""
    return [kind for kind in KINDS if kind.startswith(typed)]


def fields(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """What can be said of a source."""
    return [field for field in FIELDS if field.startswith(typed)]


def entries(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The keys in the map's bibliographies."""
    path = _map_path(context)
    found = _entries(path) if path else ()
    return [key for key in dict.fromkeys(found) if key.startswith(typed)]


def things(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The names of all that can be lost: ids, outline numbers, sources and groups."""
    return _statements(context, typed, "sources", "groups")


def removable(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The ids and outline numbers of the map, and its sources."""
    return _statements(context, typed, "sources")


def rules(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The names of the rules, which are those of their files."""
    folder = Path(__file__).parent.parent / "rules"
    stems = sorted(path.stem for path in folder.glob("*.py") if path.stem not in ("__init__", "common"))
    return [name for stem in stems if (name := stem.replace("_", "-")).startswith(typed)]


def _statements(context: click.Context, typed: str, *others: What) -> list[CompletionItem]:
    """The statements of the map, and behind them other names that it gives."""
    from argmap.cli.skimming import skim

    text = _text(_map_path(context))
    told = {one.id or one.number: one.text for one in skim(text)}
    offered = dict.fromkeys((*names(text, ("claims",)), *told))
    found = [CompletionItem(name, help=told.get(name) or None) for name in offered if name.startswith(typed)]
    return found + [CompletionItem(name) for name in _beginning(text, typed, others)]


def _offered(context: click.Context, typed: str, *wanted: What) -> list[str]:
    return _beginning(_text(_map_path(context)), typed, wanted)


def _beginning(text: str, typed: str, wanted: Iterable[What]) -> list[str]:
    """The names that a map's text gives and that go on from what is typed."""
    return [name for name in dict.fromkeys(names(text, wanted)) if name.startswith(typed)]


def _map_path(context: click.Context) -> Path | None:
    """The first file among what stands on the command line."""
    # Where an option waits for its value, what stands before it is not sorted into parameters yet.
    for value in (*context.params.values(), *context.args):
        path = value[0] if isinstance(value, tuple) and value else value
        try:
            if isinstance(path, str) and Path(path).is_file():
                return Path(path)
        except (OSError, ValueError):
            continue
    return None


def _text(path: Path | None, limit: int = SIZE_LIMIT) -> str:
    """The text of a file that is there and not too large; else empty."""
    try:
        if path is not None and path.is_file() and path.stat().st_size <= limit:
            return path.read_text("utf-8", errors="replace")
    except (OSError, ValueError):
        pass
    return ""


def _entries(path: Path) -> Iterator[str]:
    """The keys in the bibliographies of a map, as far as the lines of both tell."""
    for block in _BIBLIOGRAPHY.findall(_text(path)):
        for name in _FILE.findall(block):
            file = path.parent / name
            pattern = _ENTRIES.get(file.suffix.lower())
            if pattern is not None and "://" not in name and not name.startswith(("//", "\\\\")):
                yield from pattern.findall(_text(file, ENTRIES_LIMIT))


def names(text: str, wanted: Iterable[What]) -> Iterator[str]:
    """The names that a map's text gives, as far as its lines alone tell."""
    head = _SOURCES.search(text)
    block = head[1] if head else ""
    for what in wanted:
        if what == "claims":
            yield from _ID.findall(text)
        elif what == "groups":
            yield from _GROUP.findall(block)
        else:
            keys = _KEY.findall(block)
            least = min((len(indent) for indent, _ in keys), default=0)
            yield from (key for indent, key in keys if len(indent) == least)


def topics(context: click.Context, parameter: click.Parameter, typed: str) -> list[str]:
    """The topics of `argmap help`."""
    folder = Path(__file__).parent.parent / "pages"
    return sorted(path.stem for path in folder.glob(f"{glob.escape(typed)}*.md"))
