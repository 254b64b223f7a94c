"""The baseline of `argmap audit`: read, compared with what is found, written whole or not at all."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from argmap.cli.common import write_whole

if TYPE_CHECKING:
    from argmap.audit import Options
    from argmap.baseline import Baseline, Mended
    from argmap.report.auditing import Task, Told

SAID = 5  # lines on what the baseline need no longer hold


class KnownFindings:
    """What a baseline knows, and what an audit finds beside it. Without a file nothing is known."""

    def __init__(self, path: str | None, options: "Options", *, update: bool, with_text: bool) -> None:
        from argmap.baseline import NEEDS_TEXT, Baseline

        if path is None and update:
            raise click.UsageError("--update-baseline needs to know the file (add --baseline FILE)")
        self.path, self.update = path, update
        self.file = Path(path or "")
        self.baseline = _read(self.file, update) if path else Baseline()
        self.rules = frozenset(rule.NAME for rule in options.rules() if with_text or rule.NAME not in NEEDS_TEXT)
        # Without the mapper's additions other findings are there: none of the others need be mended for that.
        self.tells_mended = not options.by_text
        self.mended: list[Mended] = []

    def task(self, path: str, read_from: str | None) -> "Task":
        """What is asked of a map."""
        from argmap.baseline import path_in
        from argmap.report.auditing import Task

        if self.path is None:
            return Task(path, read_from=read_from)
        name = path_in(self.file, path)
        return Task(path, name, frozenset() if self.update else self.baseline.known(name), read_from)

    def noted(self, told: "Iterable[Told]") -> "Iterator[Told]":
        """The same, while it is noted what is known and no longer there."""
        for one in told:
            if one.seen and self.tells_mended:
                self.mended.extend(self.baseline.mended(one.seen, self.rules))
            yield one

    def say_mended(self) -> None:
        """Say what the baseline need no longer hold."""
        from argmap.problem import counted
        from argmap.report.ink import safe

        mended = [*self.mended, *self.baseline.gone(self.file.parent)]
        for path, finding in mended[:SAID]:
            what = f"{finding.rule} at {finding.at} is no longer found" if finding else "this map is no longer there"
            click.echo(safe(f"{path}: {what}"), err=True)
        if mended:
            shown = f" ({SAID} are shown)" if len(mended) > SAID else ""
            it_holds = f"the baseline holds {counted(len(mended), 'entry', 'entries')} too many"
            click.echo(f"argmap: {it_holds}{shown}: --update-baseline takes them out", err=True)

    def write(self, told: "Iterable[Told]") -> None:
        """Write what is found to the file; a map that cannot be read keeps what is known of it, and is said."""
        from argmap.baseline import written
        from argmap.problem import counted

        seen = [one.seen for one in _readable_said(told) if one.seen]
        new = self.baseline.updated(seen, self.rules, self.file.parent)
        write_whole(str(self.file), written(new).encode())
        maps = counted(len(new.maps), "map")
        before = self.baseline.count()
        click.echo(f"{self.path}: {counted(new.count(), 'finding')} in {maps}, {before} before", err=True)


def _read(path: Path, update: bool) -> "Baseline":
    from argmap.baseline import Baseline, BaselineError, read_baseline
    from argmap.files import Unreadable, read_text

    if not path.exists():
        if update:
            return Baseline()
        raise click.UsageError(f"{path}: there is no such baseline (--update-baseline writes one)")
    try:
        return read_baseline(read_text(path))
    except Unreadable as error:
        raise click.UsageError(f"{path}: {error.problem.message}") from None
    except BaselineError as error:
        raise click.UsageError(f"{path}: {error}") from None


def _readable_said(told: "Iterable[Told]") -> "Iterator[Told]":
    for one in told:
        if one.part.tally.unreadable:
            click.echo(one.part.text, nl=False, err=True)
        yield one
