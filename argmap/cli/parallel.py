"""Many maps at once, for the commands that take folders: the options, the workers, and a bar."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from argmap.cli.common import format_named

if TYPE_CHECKING:
    from argmap.many.fault import Fault, Lost


class OfFile(Protocol):
    """What is asked of a file."""

    @property
    def path(self) -> str: ...


Asked = TypeVar("Asked", bound=OfFile)
Answer = TypeVar("Answer")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])

ENOUGH = 100  # maps for each process: the start of one takes as long as some 50
BAR = 40  # maps from which on a bar is shown


def parallel_options(command: Decorated) -> Decorated:
    """The options `--jobs` and `--dask`."""
    jobs = click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes.  [default: by the maps]")
    dask = click.option("--dask", metavar="ADDRESS", help="Let a Dask cluster do it (extra `argmap[dask]`).")
    return jobs(dask(command))


def map_paths(paths: Sequence[str], from_: str | None) -> list[str]:
    """The files named and those in the folders named; ends the command where there are none."""
    from argmap.audit import map_files

    endings = _endings(from_)
    found = list(map_files(paths, endings))
    if not found:
        named = ", ".join(f"*{ending}" for ending in (endings if from_ else endings[:1]))
        other = "" if from_ else "; --from FORMAT takes those of another program"
        raise click.UsageError(f"there is no map there (maps are files named {named}{other})")
    return found


def _endings(from_: str | None) -> tuple[str, ...]:
    """The endings of the files that a folder stands for."""
    if from_ is None:
        from argmap.files import SUFFIXES

        return SUFFIXES
    from argmap.formats.table import READERS

    known = format_named(from_, READERS).SUFFIXES
    # An ending as `.aif.json` tells apart what is often called `.json` alone.
    return tuple(dict.fromkeys((*known, *(ending[ending.rindex(".") :] for ending in known))))


def answers(
    ask: Callable[[Asked], Answer], things: Sequence[Asked], jobs: int | None, dask: str | None
) -> "Iterator[Answer | Lost]":
    """What `ask` answers for each thing, in their order, by as many processes as are worth it or by a cluster."""
    from argmap.many.fault import ClusterError, NoWorkers

    if dask and jobs:
        raise click.UsageError("--jobs is for processes here, --dask for a cluster: give one of them")
    try:
        with ExitStack() as stack:
            step = stack.enter_context(_bar(len(things)))
            elsewhere = _elsewhere(stack, ask, [thing for thing in things if thing.path != "-"], jobs, dask)
            for thing in things:
                yield ask(thing) if thing.path == "-" else next(elsewhere)  # no worker has this standard input
                step()
            next(elsewhere, None)  # past the last answer the workers end
    except ClusterError as error:
        raise click.ClickException(str(error)) from None
    except NoWorkers as error:
        raise click.ClickException(f"no worker gives an answer: {error} (`--jobs 1` does without them)") from None


def report_fault(path: str, fault: "Fault") -> None:
    """Say that a bug of ours kept a map from its answer; the others go on."""
    from argmap import __version__

    click.echo(f"argmap: {path}: a bug of ours, sorry: {fault.line}, argmap {__version__}", err=True)
    if os.environ.get("ARGMAP_TRACEBACK"):
        click.echo(fault.trace, err=True)
    else:
        click.echo("  Set ARGMAP_TRACEBACK=1 to see the whole trace for a report.", err=True)


def file_for_workers(path: str, dask: str | None) -> str | None:
    """Where a worker in another folder finds a file; None where the path does as it is."""
    return str(Path(path).absolute()) if dask and path != "-" else None


def _elsewhere(
    stack: ExitStack, ask: Callable[[Asked], Answer], things: Sequence[Asked], jobs: int | None, dask: str | None
) -> "Iterator[Answer | Lost]":
    """The answers of a cluster, of processes, or of this one where it is not worth more."""
    if len(things) < 2 * ENOUGH and not (jobs and jobs > 1) and not dask:
        return map(ask, things)
    from argmap.many.workers import Processes, cores, in_order

    if dask:
        from argmap.many.cluster import cluster

        executor, threads = stack.enter_context(cluster(dask))
        return in_order(ask, things, lambda: executor, threads)
    number = min(jobs, len(things)) if jobs else min(cores(), len(things) // ENOUGH)
    return in_order(ask, things, lambda: Processes(number), number) if number > 1 else map(ask, things)


@contextmanager
def _bar(count: int) -> Iterator[Callable[[], None]]:
    """A bar on standard error, where that is a terminal and the report is not written over it."""
    if count < BAR or not sys.stderr.isatty() or sys.stdout.isatty():
        yield lambda: None
        return
    with click.progressbar(length=count, label="Maps", file=sys.stderr, show_pos=True) as bar:
        yield lambda: bar.update(1)
