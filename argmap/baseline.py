"""A baseline: the findings that are known, so that an audit speaks of new ones alone.

They are known by path and fingerprint, which stay the same over edits elsewhere in a file. A path is written relative
to the folder of the baseline's file, so that it means the same wherever the audit runs.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from argmap.audit import MapAudit

KEY = "argmap-baseline"
VERSION: Literal[1] = 1
NEEDS_TEXT = ("passage-not-found", "words-of-the-text")  # rules that find nothing where the text is not at hand


class BaselineError(ValueError):
    """A baseline that cannot be read; the message says where and what to do."""


class Known(NamedTuple):
    """A finding of a baseline, for its reader: the rule, and the statement or source that it was about."""

    rule: str
    at: str


class Mended(NamedTuple):
    """A finding of a baseline that is no longer there; `finding` is None for a map that is no longer there."""

    path: str
    finding: Known | None


class Seen(NamedTuple):
    """A map as an audit saw it."""

    path: str  # as in the baseline
    findings: Mapping[str, Known] | None  # by fingerprint; None for a map that could not be read


@dataclass(frozen=True, slots=True)
class Baseline:
    """What is known, by path and fingerprint."""

    maps: Mapping[str, Mapping[str, Known]] = field(default_factory=dict)

    def known(self, path: str) -> frozenset[str]:
        """The fingerprints that are known of a map."""
        return frozenset(self.maps.get(path, ()))

    def mended(self, seen: Seen, rules: Collection[str]) -> Iterator[Mended]:
        """What is known of a map and was not found again, though its rule is among those that ran."""
        if seen.findings is not None:
            for mark, known in self.maps.get(seen.path, {}).items():
                if known.rule in rules and mark not in seen.findings:
                    yield Mended(seen.path, known)

    def gone(self, folder: Path) -> Iterator[Mended]:
        """The maps that are known and no longer there. `folder` is that of the baseline's file."""
        yield from (Mended(path, None) for path in self.maps if path != "-" and not (folder / path).exists())

    def updated(self, seen: Iterable[Seen], rules: Collection[str], folder: Path) -> "Baseline":
        """The baseline of what was found now; what was not looked at stays as it was."""
        maps = dict(self.maps)
        for one in seen:
            if one.findings is not None:
                kept = {mark: known for mark, known in maps.get(one.path, {}).items() if known.rule not in rules}
                maps[one.path] = {**kept, **one.findings}
        gone = {one.path for one in self.gone(folder)}
        return Baseline({path: found for path, found in maps.items() if found and path not in gone})

    def count(self) -> int:
        """How many findings are known."""
        return sum(map(len, self.maps.values()))


def path_in(baseline: Path, path: str) -> str:
    """How the baseline in that file calls a map that is given by `path`."""
    if path == "-":
        return path
    try:
        return Path(os.path.relpath(path, baseline.parent)).as_posix()
    except ValueError:  # on another drive of Windows
        return Path(path).absolute().as_posix()


def without_known(audit: MapAudit, known: Collection[str]) -> MapAudit:
    """An audit with its new findings alone, and a count of the others."""
    new = tuple(finding for finding in audit.findings if finding.fingerprint not in known)
    return replace(audit, findings=new, known=len(audit.findings) - len(new))


def seen(audit: MapAudit, path: str) -> Seen:
    """An audit, with all of its findings, as a baseline knows it."""
    if audit.graph is None:
        return Seen(path, None)
    return Seen(path, {one.fingerprint: Known(one.rule, one.node or ", ".join(one.sources)) for one in audit.findings})


# -- the file


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    at: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Annotated[Literal[1], Field(alias=KEY)]
    maps: dict[str, dict[str, _Entry]]


def read_baseline(text: str) -> Baseline:
    """The baseline in a file's text. Raises `BaselineError`."""
    try:
        # Not by pydantic, which refuses what stands for a byte of a file's name that is no UTF-8.
        file = _File.model_validate(json.loads(text))
    except (json.JSONDecodeError, RecursionError) as error:
        raise BaselineError(f"this is no baseline of argmap: {error} (write it anew with --update-baseline)") from None
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        where = ".".join(map(str, detail["loc"]))
        what = f"`{where}`: {detail['msg']}" if where else detail["msg"]
        raise BaselineError(f"this is no baseline of argmap: {what} (write it anew with --update-baseline)") from None
    return Baseline(
        {path: {mark: Known(one.rule, one.at) for mark, one in found.items()} for path, found in file.maps.items()}
    )


def written(baseline: Baseline) -> str:
    """A baseline as JSON, one finding a line, in an order that says nothing, so that two versions compare well."""
    return f'{{\n "{KEY}": {VERSION},\n "maps": {{{",".join(_maps(baseline))}\n }}\n}}\n'


def _maps(baseline: Baseline) -> Iterator[str]:
    for path in sorted(baseline.maps):
        found = sorted(baseline.maps[path].items())
        lines = [f"\n   {json.dumps(mark)}: {json.dumps(known._asdict())}" for mark, known in found]
        yield f"\n  {json.dumps(path)}: {{{','.join(lines)}\n  }}"
