"""Load, run the rules, place and rank what they find, drop what is allowed."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from argmap.arrange import arrange
from argmap.bibliography import look_up
from argmap.files import SUFFIXES, Unreadable, decoded, is_map, read_bytes
from argmap.graph import Graph, text_only
from argmap.load import Loaded, load
from argmap.passages import read_text as as_passages
from argmap.place import Place
from argmap.problem import LEVELS, Audience, Level, Problem, listed, nearest
from argmap.rules import RULES, find
from argmap.rules.common import Case, Found, Rule
from argmap.support.assessment import Assessment

if TYPE_CHECKING:
    from argmap.formats.shared.common import Placed

NATIVE = "argmap"  # the format of map files
MAYBE_MAPS = (".yaml", ".yml", "")  # what no format recognises and ends like this is looked at as a map file
UNKNOWN_FORMAT = "name it with --from; `argmap convert --formats` lists them"
BESIDE = "`argmap convert` writes it beside the map"
UNRANKED = 1_000_000  # behind every order that a map can have


@dataclass(frozen=True, slots=True)
class Options:
    """What to look for: rules by name, code or the beginning of a code; `audience` None is everybody."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    audience: Audience | None = None
    by_text: bool = False
    levels: dict[str, Level] = field(default_factory=dict)

    def rules(self) -> tuple[Rule, ...]:
        """The rules to run, in the order of their codes."""
        return tuple(
            rule
            for rule in RULES
            if (not self.select or _named(rule, self.select))
            and not _named(rule, self.ignore)
            and self.audience in (None, rule.AUDIENCE)
        )


EVERYTHING = Options()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of a map, at its place. Nodes are ids (or outline numbers), line and column from 1."""

    code: str
    rule: str
    level: Level
    audience: Audience
    line: int
    column: int
    node: str | None
    related: tuple[str, ...]
    sources: tuple[str, ...]
    origins: tuple[str, ...]
    message: str
    help: str
    fingerprint: str
    rank: int  # the order of the node: the fewer losses take the thesis down with it, the earlier


@dataclass(frozen=True, slots=True)
class Allowed:
    """A rule that was kept silent somewhere, and why."""

    code: str
    rule: str
    line: int
    node: str | None
    source: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class MapAudit:
    """One map, audited: problems, or the graph with what it rests on and what the rules found."""

    path: str
    loaded: Loaded | None
    graph: Graph | None
    support: Assessment | None
    problems: tuple[Problem, ...]
    findings: tuple[Finding, ...] = ()
    allowed: tuple[Allowed, ...] = ()
    passages: int | None = None  # how many were looked up in the text; None where it was not at hand
    left_out: tuple[Problem, ...] = ()  # what of a foreign file a map cannot carry
    notes: tuple[str, ...] = ()  # what a reader should know of how a foreign file was read
    known: int = 0  # further findings, left out since they stand in a baseline

    def place(self, at: int) -> Place:
        """Where a node of the graph stands in the file."""
        assert self.loaded is not None
        assert self.graph is not None
        return self.loaded.places.at(self.graph.nodes[at].route)


def arrange_text(text: str, path: str = "-", *, by_text: bool = False) -> MapAudit:
    """A map's text read and arranged, no rule run yet: problems, or the graph with what it rests on."""
    return _arranged(load(text), path, by_text=by_text)


def _arranged(loaded: Loaded, path: str, *, by_text: bool) -> MapAudit:
    if loaded.map is None:
        return MapAudit(path, loaded, None, None, loaded.problems)
    loaded, missing = look_up(loaded, path)
    assert loaded.map is not None
    graph, problems = arrange(loaded.map, loaded.places)
    if graph is None or missing:
        return MapAudit(path, loaded, None, None, listed((*problems, *missing)) if missing else problems)
    if unknown := tuple(_unknown_rules(graph, loaded)):
        return MapAudit(path, loaded, None, None, unknown)
    graph = text_only(graph) if by_text else graph
    return MapAudit(path, loaded, graph, Assessment(graph), ())


def arrange_file(path: str, *, by_text: bool = False, from_: str | None = None) -> MapAudit:
    """The same for a file, or standard input for `-`; what cannot be read is a problem of that map.

    `from_` names the file's format, a map file's being `argmap`; None is to tell it by content and ending.
    """
    try:
        raw = read_bytes(path)
        if from_ == NATIVE or (from_ is None and is_map(path, raw)):
            return arrange_text(decoded(raw), path, by_text=by_text)
        return _arrange_foreign(path, raw, from_, by_text=by_text)
    except Unreadable as error:
        return MapAudit(path, None, None, None, (error.problem,))


def _arrange_foreign(path: str, raw: bytes, from_: str | None, *, by_text: bool) -> MapAudit:
    """A file of another program. Raises `Unreadable`, and LookupError for a format that there is not."""
    from argmap.formats import table  # half of the program, which no map file needs
    from argmap.formats.shared.common import File
    from argmap.formats.shared.common import Options as Settings

    format_ = table.find(from_, table.READERS) if from_ else table.guessed(path, raw)
    if format_ is None and (path == "-" or Path(path).suffix.lower() in MAYBE_MAPS):
        return arrange_text(decoded(raw), path, by_text=by_text)
    if format_ is None:
        raise Unreadable(Problem(1, 1, "the format of this file is not known", UNKNOWN_FORMAT))
    taken = format_.read([File(path, raw)], Settings())
    left_out = tuple(_in_file(path, one) for one in taken.left_out)
    left_out += tuple(Problem(1, 1, f"the file *{ending} is left out", BESIDE) for ending in taken.beside)
    problems = tuple(_in_file(path, one) for one in taken.problems)
    arranged = _arranged(Loaded(taken.map, taken.places, problems), path, by_text=by_text)
    return replace(arranged, left_out=left_out, notes=taken.notes)


def _in_file(path: str, one: "Placed") -> Problem:
    """A problem; one in a file that this one takes in names that file."""
    if one.path == path:
        return one.problem
    return replace(one.problem, line=1, column=1, message=f"{one.path}:{one.problem.line}: {one.problem.message}")


def audit_text(text: str, path: str = "-", options: Options = EVERYTHING, essay: str | None = None) -> MapAudit:
    """Audit a map's text; `essay` is the text that it reconstructs, where that is at hand."""
    return run_rules(arrange_text(text, path, by_text=options.by_text), options, essay)


def audit_file(
    path: str, options: Options = EVERYTHING, essay: str | None = None, from_: str | None = None
) -> MapAudit:
    """Audit a map file, one of another format, or standard input for `-`."""
    return run_rules(arrange_file(path, by_text=options.by_text, from_=from_), options, essay)


def run_rules(arranged: MapAudit, options: Options = EVERYTHING, essay: str | None = None) -> MapAudit:
    """What the rules find in an arranged map; one with problems stays as it is."""
    if arranged.graph is None or arranged.support is None or arranged.loaded is None:
        return arranged
    case = Case(arranged.graph, arranged.support, as_passages(essay) if essay is not None else None)
    run = _Run(arranged.loaded, case, options)
    looked_up = essay is not None and any(rule.NAME == "passage-not-found" for rule in options.rules())
    passages = sum(len(node.item.passage) for node in arranged.graph.nodes) if looked_up else None
    return replace(arranged, findings=run.findings(), allowed=run.allowed(), passages=passages)


def map_files(paths: Iterable[str], suffixes: tuple[str, ...] = SUFFIXES) -> Iterator[str]:
    """The files named, and those with such an ending in the folders named, each once and in a stable order; with `/`,
    and relative where they are.
    """
    yield from dict.fromkeys(file for path in paths for file in _files_of(path, suffixes))


def _files_of(path: str, suffixes: tuple[str, ...]) -> Iterator[str]:
    folder = Path(path)
    if path != "-" and folder.is_dir():
        found = sorted(file for file in folder.rglob("*") if file.name.endswith(suffixes) and file.is_file())
        yield from (file.as_posix() for file in found)
    else:
        yield folder.as_posix() if path != "-" else path


def _named(rule: Rule, names: Sequence[str]) -> bool:
    return any(name == rule.NAME or (name[:2] == "AM" and rule.CODE.startswith(name)) for name in names)


def unknown_names(names: Iterable[str]) -> Iterator[str]:
    """Names that mean no rule."""
    yield from (name for name in names if not any(_named(rule, (name,)) for rule in RULES))


def _unknown_rules(graph: Graph, loaded: Loaded) -> Iterator[Problem]:
    """An `allow` of a rule that does not exist silences nothing, and its writer believes that it does."""
    items = [(node.route, node.item.allow) for node in graph.nodes if node.item.allow]
    items += [(("sources", key), source.allow) for key, source in graph.sources.by_key.items() if source.allow]
    for route, allow in items:
        for name in allow:
            if find(name) is None:
                near = nearest(name, [rule.NAME for rule in RULES])
                help_ = f"did you mean `{near}`?" if near else "`argmap rule` lists them"
                yield Problem(*loaded.places.key((*route, "allow", name)), f"`{name}` is no rule", help_, "AM602")


class _Run:
    """The rules on one map."""

    def __init__(self, loaded: Loaded, case: Case, options: Options) -> None:
        self.loaded, self.case, self.options = loaded, case, options
        self.allows = self._allows()
        self.used: set[tuple[str, int | str]] = set()

    def findings(self) -> tuple[Finding, ...]:
        rules = self.options.rules()
        found = [(rule, one) for rule in rules for one in self._check(rule)]
        found += [(rule, one) for rule in rules if rule.NAME == "bad-allow" for one in self._idle_allows(rules)]
        return tuple(_told_apart(sorted((self._finding(rule, one) for rule, one in found), key=_rank)))

    def allowed(self) -> tuple[Allowed, ...]:
        """What was kept silent, once the rules have run."""
        return tuple(sorted(self._allowed(), key=lambda one: (one.line, one.code)))

    # -- what is allowed

    def _allows(self) -> dict[str, dict[int | str, str]]:
        """By rule name: the nodes (by position) and sources (by key) where it is kept silent, with the reasons."""
        allows: dict[str, dict[int | str, str]] = {}
        for node in self.case.graph.nodes:
            for name, reason in node.item.allow.items():
                allows.setdefault(_rule_name(name), {})[node.at] = reason
        for key, source in self.case.graph.sources.by_key.items():
            for name, reason in source.allow.items():
                allows.setdefault(_rule_name(name), {})[key] = reason
        return allows

    def _check(self, rule: Rule) -> list[Found]:
        """What a rule finds, without what is allowed; which allows were of use is noted on the way."""
        everything = list(rule.check(self.case))
        silent = self.allows.get(rule.NAME)
        if not silent:
            return everything
        useful = {place for found in everything for place in self._about(found) if place in silent}
        useful.update(self._of_use(rule, [at for at in silent if isinstance(at, int) and at not in useful], everything))
        self.used.update((rule.NAME, place) for place in useful)
        return [found for found in rule.check(self._quiet(silent)) if not self._is_silent(found, silent)]

    def _quiet(self, places: Iterable[int | str]) -> Case:
        return replace(self.case, silent=frozenset(place for place in places if isinstance(place, int)))

    def _of_use(self, rule: Rule, places: list[int], everything: list[Found]) -> Iterator[int]:
        """Those of the places where the rule says something else if it is silent there, found by halving.

        A rule may look past a statement that is allowed, and say nothing of the claim above it.
        """
        if places and list(rule.check(self._quiet(places))) != everything:
            if len(places) == 1:
                yield places[0]
                return
            half = len(places) // 2
            for some in (places[:half], places[half:]):
                yield from self._of_use(rule, some, everything)

    def _about(self, found: Found) -> Iterator[int | str]:
        yield self._node(found) if found.source is None or found.at is not None else found.source
        yield from found.related
        yield from found.sources

    def _is_silent(self, found: Found, silent: dict[int | str, str]) -> bool:
        return self._node(found) in silent or any(key in silent for key in (found.source, *found.sources[:1]) if key)

    def _idle_allows(self, rules: Sequence[Rule]) -> Iterator[Found]:
        ran = {rule.NAME for rule in rules}
        for name, places in self.allows.items():
            for place in places:
                if name in ran and (name, place) not in self.used:
                    message = f"`{name}` is allowed here, but finds nothing here"
                    yield self._at(place, message, "take the allow out", name)

    def _at(self, place: int | str, message: str, help_: str, name: str) -> Found:
        if isinstance(place, str):
            return Found(message, help_, source=place, route=("sources", place, "allow", name))
        return Found(message, help_, at=place, route=(*self.case.node(place).route, "allow", name))

    def _allowed(self) -> Iterator[Allowed]:
        for name, place in self.used:
            rule = find(name)
            assert rule is not None
            route = ("sources", place) if isinstance(place, str) else self.case.node(place).route
            line = self.loaded.places.key((*route, "allow", name)).line
            node = None if isinstance(place, str) else self.case.node(place).id
            source = place if isinstance(place, str) else None
            yield Allowed(rule.CODE, name, line, node, source, self.allows[name][place])

    # -- from what is found to a finding

    def _node(self, found: Found) -> int:
        return self.case.graph.theses[0] if found.at is None else found.at

    def _finding(self, rule: Rule, found: Found) -> Finding:
        node = self.case.node(self._node(found))
        about_source = found.source is not None and found.at is None
        route = found.route or (("sources", found.source) if found.source and about_source else node.route)
        place = self.loaded.places.key(route) if found.route or about_source else self.loaded.places.at(route)
        order = self.case.support.orders[node.at] if self.case.graph.sides[node.at] == "for" else None
        return Finding(
            code=rule.CODE,
            rule=rule.NAME,
            level=self._level(rule, found),
            audience=rule.AUDIENCE,
            line=place.line,
            column=place.column,
            node=None if about_source else node.id,
            related=tuple(self.case.node(at).id for at in found.related if at != found.at),
            sources=found.sources,
            origins=found.origins,
            message=found.message,
            help=found.help,
            fingerprint=fingerprint(rule.NAME, "" if about_source else node.text, (*found.sources, *found.origins)),
            rank=UNRANKED if order is None else order,
        )

    def _level(self, rule: Rule, found: Found) -> Level:
        """The level that a config gives, or the rule's; under an objection the text need only be noted."""
        level = self.options.levels.get(rule.NAME) or found.level or rule.LEVEL
        under_attack = found.at is not None and self.case.graph.sides[found.at] in ("against", "reply")
        return "note" if under_attack and rule.AUDIENCE == "text" else level


def _rule_name(name: str) -> str:
    rule = find(name)
    return rule.NAME if rule else name


def _rank(finding: Finding) -> tuple[int, int, int, int, str, str]:
    level = LEVELS.index(finding.level)
    return (level, finding.rank, finding.line, finding.column, finding.code, finding.message)


def fingerprint(rule: str, text: str, keys: Iterable[str] = ()) -> str:
    """Made of a rule's name, the words of a claim and the keys that it is about: stable over edits elsewhere."""
    words = " ".join(re.findall(r"\w+", text.casefold()))
    about = "\n".join((rule, words, *sorted({*keys})))
    return sha256(about.encode()).hexdigest()[:16]


def _told_apart(findings: Iterable[Finding]) -> Iterator[Finding]:
    """An ordinal among equal fingerprints."""
    seen = Counter[str]()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield replace(finding, fingerprint=f"{finding.fingerprint}-{count}") if count > 1 else finding
