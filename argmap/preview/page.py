"""A map's page with what makes it live, or what is wrong with the map."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from threading import Event
from types import MappingProxyType
from typing import Any, NamedTuple

from argmap.audit import EVERYTHING, MapAudit, Options, arrange_text, run_rules
from argmap.bibliography import files_named
from argmap.draw import EngineError, picture
from argmap.draw.apart import apart
from argmap.draw.dot import Direction, Drawing
from argmap.draw.engine import TIME_LIMIT, Stopped
from argmap.draw.text import clean
from argmap.files import Unreadable, decoded, read_bytes
from argmap.preview.watching import stamp
from argmap.report import coverage_page
from argmap.report.coverage import coverage
from argmap.report.explore import as_json
from argmap.report.page import Page, diagram, inlined
from argmap.report.policy import Addition, policy
from argmap.report.scripts import joined, script
from argmap.starting.texts import essay_of

REGRADED = 3_000  # statements and sources graded again at every save, so that the page follows soon


@dataclass(frozen=True, slots=True)
class Sight:
    """What of which map is to be shown, and how."""

    path: str
    essay: str | None = None
    options: Options = EVERYTHING
    direction: Direction | None = None  # TB or LR
    engine: str = "tree"  # the script places the cards itself, and takes no more than their looks from a picture
    time_limit: float = TIME_LIMIT  # seconds
    token: str = field(default="", repr=False)  # what the page has to show to open an editor

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that it is made of."""
        return (self.path,) if self.essay is None else (self.path, self.essay)


class Read(NamedTuple):
    """The files of a sight as they are: their bytes, or what is wrong with one of them."""

    version: str
    texts: tuple[str, ...] = ()
    trouble: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()  # the paths of the bibliographies that the map names


def read(sight: Sight) -> Read:
    """Read the files; the version is the same for the same bytes, and bibliographies that were not saved anew."""
    digest, texts, trouble = sha256(sight.token.encode()), [], []
    for path in sight.paths:
        try:
            raw = read_bytes(path)
            digest.update(sha256(raw).digest())
            texts.append(decoded(raw) if path == sight.path else essay_of(raw, path).text)
        except Unreadable as error:
            digest.update(str(error).encode())
            trouble.append(f"{path}:{error.problem}")
    beside = () if trouble else files_named(texts[0], sight.path)
    for path in beside:
        digest.update(repr((path, stamp(path))).encode())
    return Read(digest.hexdigest()[:16], tuple(texts), tuple(trouble), beside)


class Undrawn(NamedTuple):
    """What a still picture is drawn of, and the page that it is set in."""

    drawing: Drawing
    page: Page


class Made(NamedTuple):
    """Pages by their addresses, or the troubles for which there is none: each a line with its place.

    `/newer` is what an open page becomes at a save; `/coverage` the map beside its text, where that is given. `/` is
    the report and `/picture` its still picture: only they need the layout, and they are not there while it is undrawn.
    """

    version: str
    pages: Mapping[str, str] = MappingProxyType({})
    trouble: tuple[str, ...] = ()
    undrawn: Undrawn | None = None


def make(sight: Sight, now: Read, stop: Event) -> Made:
    """All that a page needs to follow the files as they were read. Raises Stopped once `stop` is set."""
    if now.trouble:
        return Made(now.version, trouble=now.trouble)
    text, essay = now.texts[0], now.texts[1] if sight.essay else None
    audit = run_rules(arrange_text(text, sight.path, by_text=sight.options.by_text), sight.options, essay)
    if audit.graph is None or audit.support is None:
        return Made(now.version, trouble=tuple(f"{sight.path}:{clean(str(one))}" for one in audit.problems))
    if stop.is_set():
        raise Stopped
    drawing, direction = diagram(audit, sight.direction)
    if stop.is_set():
        raise Stopped
    addition = Addition(_script(), _style(), {**_data(sight, now.version), **_places(sight, audit)})
    cards = inlined(apart(drawing))
    page = Page(audit, cards.ids, direction, essay, addition, REGRADED)
    pages = {"/newer": page.around(cards)}
    if essay is not None:
        pages["/coverage"] = coverage_page.as_page(coverage(audit.graph, essay), addition)
    return Made(now.version, pages, undrawn=Undrawn(drawing, page))


def finish(sight: Sight, made: Made, stop: Event) -> Made:
    """The same with its still picture. Raises Stopped once `stop` is set and an engine was at work."""
    if made.undrawn is None:
        return made
    drawing, page = made.undrawn
    try:
        svg = picture(drawing, "svg", engine=sight.engine, time_limit=sight.time_limit, stop=stop).data
    except Stopped:
        raise
    except EngineError as error:
        return Made(made.version, trouble=(f"{sight.path}: {error}",))
    still = inlined(svg)
    return Made(made.version, {**made.pages, "/": page.around(still), "/picture": still.markup})


def bare(sight: Sight, version: str) -> Made:
    """The page of a map that has not been read once: only what is wrong with it, told as it is on any other."""
    style, script = _BARE_STYLE + _style(), _script()
    data = as_json(_data(sight, version))
    name = escape(clean(Path(sight.path).name))
    page = (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{name}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{policy([style], [script], asks=True)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{style}</style></head><body><main><h1>{name}</h1><p>The map is shown here once it can be read."
        f'</p></main><script type="application/json" id="live-data">{data}</script>'
        f"<script>{script}</script></body></html>\n"
    )
    return Made(version, dict.fromkeys(("/", "/newer", "/picture", *(["/coverage"] if sight.essay else [])), page))


def headed(page: str) -> str:
    """The policy of a page, to be sent in the header too: there alone it can forbid being framed."""
    start = page.index('content="default-src') + len('content="')
    return page[start : page.index('"', start)] + "; frame-ancestors 'none'"


def _data(sight: Sight, version: str) -> dict[str, Any]:
    """What the live page knows of where it came from; the absolute path is for links to an editor alone."""
    absolute = Path(sight.path).absolute().as_posix()
    has_text = sight.essay is not None
    return {"version": version, "token": sight.token, "path": sight.path, "absolute": absolute, "text": has_text}


def _places(sight: Sight, audit: MapAudit) -> dict[str, Any]:
    assert audit.graph is not None
    assert audit.loaded is not None
    places = {node.id: list(audit.place(node.at)) for node in audit.graph.nodes}
    sources = {key: list(audit.loaded.places.at(("sources", key))) for key in audit.graph.sources.by_key}
    return {"places": places, "sources": sources}


def _script() -> str:
    ours = (files("argmap.preview").joinpath(f"{name}.js").read_text("utf-8") for name in ("newer", "live"))
    return joined(script("elements"), *ours)


def _style() -> str:
    return files("argmap.preview").joinpath("live.css").read_text("utf-8")


_BARE_STYLE = """\
:root { color-scheme: light dark; --ink: #1b1f24; --page: #fff; --card: #f6f8fa; --soft: #57606a; --error: #a40e26; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --page: #0d1117; --card: #161b22; --soft: #9da7b3;
  --error: #ff9a9a; } }
body { margin: 0 auto; max-width: 72rem; padding: 1.5rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 Arial, Helvetica, "Liberation Sans", Arimo, sans-serif; overflow-wrap: anywhere; }
"""
