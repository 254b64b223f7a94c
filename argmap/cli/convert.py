"""`argmap convert`: a map from or to another program's format."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from argmap.cli.common import FINDINGS, OK, WRONG, format_named, read_profile, refuse_overwriting, tell, write_whole
from argmap.cli.completing import files

if TYPE_CHECKING:
    from argmap.formats.shared.common import File, Made, Placed, Reader, Taken, Writer


def _list_formats(context: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the formats with their endings and what of a map they carry."""
    if asked:
        from argmap.formats.table import FORMATS, READERS, WRITERS, names

        read, written = names(READERS), names(WRITERS)
        for format_ in FORMATS:
            ways = " and ".join([*["read"] * (format_.NAME in read), *["written"] * (format_.NAME in written)])
            click.echo(f"{format_.NAME} ({', '.join(format_.SUFFIXES)}), {ways}\n  carries {format_.CARRIES}")
        context.exit()


@click.command()
@click.argument("in_", metavar="IN", shell_complete=files)
@click.argument("out", metavar="OUT", shell_complete=files)
@click.option("--from", "source", metavar="FORMAT", help="Of IN, where its name and content do not say it.")
@click.option("--to", "target", metavar="FORMAT", help="Of OUT, where its ending does not say it.")
@click.option(
    "--with", "more", metavar="FILE", shell_complete=files, multiple=True, help="A further file of the model in IN."
)
@click.option(
    "--formats",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_formats,
    help="List the formats and what each can carry.",
)
@click.option("--strict", is_flag=True, help="Write nothing and exit with 1 where anything would be left out.")
@click.option("--claim", metavar="ID", help="To Open-PSA: this claim alone, not every thesis.")
@click.option(
    "--reading", type=click.Choice(("sources-alone", "own-word")), help="To Open-PSA.  [default: sources-alone]"
)
@click.option("--view", type=click.Choice(("source", "claim")), help="To Open-PSA.  [default: source]")
@click.option(
    "--profile",
    metavar="FILE",
    shell_complete=files,
    help="To Open-PSA: the probabilities; `default` is argmap's own profile.",
)
@click.option("--mission-time", type=click.FloatRange(min=0), metavar="HOURS", help="From Open-PSA: for probabilities.")
def command(
    in_: str,
    out: str,
    source: str | None,
    target: str | None,
    more: tuple[str, ...],
    strict: bool,
    claim: str | None,
    reading: str | None,
    view: Literal["source", "claim"] | None,
    profile: str | None,
    mission_time: float | None,
) -> int:
    """Convert IN to OUT, in formats that content and ending show (see --formats). `-` is standard input or output.

    What the format of OUT cannot carry is listed on standard error. Probabilities of an Open-PSA model go into a
    profile beside OUT.
    """
    from argmap.bibliography import look_up
    from argmap.formats.shared.common import NoSuchClaim, Options
    from argmap.formats.table import convert

    refuse_overwriting(out, in_, *more)
    files = [_file(path) for path in (in_, *more)]
    from_, to = _source(source, files[0]), _target(target, out)
    if from_.NAME == to.NAME:
        raise click.UsageError(f"IN and OUT are both {to.NAME} (copy the file, or say --from or --to)")
    for option, given in (("claim", claim), ("reading", reading), ("view", view)):
        if given and to.NAME != "openpsa":
            raise click.UsageError(f"a map is converted whole, but to openpsa (leave --{option} out)")
    if more and from_.NAME == "argmap":
        raise click.UsageError("a map is one file (leave --with out)")
    if mission_time is not None and from_.NAME != "openpsa":
        raise click.UsageError("a mission time is for the probabilities of an Open-PSA model (leave it out)")
    if profile and to.NAME != "openpsa":
        raise click.UsageError("a profile gives probabilities to an Open-PSA model (leave it out)")
    options = Options(
        claim=claim,
        reading="own_word_taken" if reading == "own-word" else "sources_alone",
        view=view or "source",
        profile=read_profile(profile if profile != "default" else None) if profile else None,
        mission_time=mission_time,
    )
    try:
        made, taken = convert(files, from_, to, options, look_up)
    except NoSuchClaim as missing:
        name, help_ = missing.args
        raise click.UsageError(f"`{name}` is no claim of this map ({help_})") from None
    if made is None:
        _say(taken.problems)
        return WRONG
    left_out = (*taken.left_out, *made.left_out, *_homeless(taken, out))
    _say(left_out)
    if left_out and strict:
        click.echo("argmap: nothing is written: --strict allows nothing to be left out", err=True)
        return FINDINGS
    _write(made, taken, out)
    return OK


def _file(path: str) -> "File":
    from argmap.files import Unreadable, read_bytes
    from argmap.formats.shared.common import File

    try:
        return File(Path(path).as_posix() if path != "-" else path, read_bytes(path))
    except Unreadable as error:
        tell(f"{path}:{error.problem}")
        raise click.exceptions.Exit(WRONG) from None


def _source(name: str | None, file: "File") -> "Reader":
    """The format asked for, or the one that content and ending show."""
    from argmap.formats.table import READERS, guessed, names

    found = format_named(name, READERS) if name else guessed(file.path, file.raw)
    if found is None:
        help_ = f"say --from with one of {', '.join(names(READERS))}"
        raise click.UsageError(f"the format of {file.path} is not known ({help_})")
    return found


def _target(name: str | None, out: str) -> "Writer":
    from argmap.formats.table import WRITERS, by_suffix, names

    if name:
        return format_named(name, WRITERS)
    found = by_suffix(out, WRITERS)
    if len(found) == 1:
        return found[0]
    help_ = f"say --to with one of {', '.join(names(found or WRITERS))}"
    if out == "-":
        raise click.UsageError(f"nothing says what to write on standard output ({help_})")
    what = "that of several formats" if found else "that of no format"
    raise click.UsageError(f"the ending of {out} is {what} ({help_})")


def _say(lines: "Iterable[Placed]") -> None:
    from argmap.report.ink import safe

    for line in lines:
        click.echo(safe(str(line)), err=True)


def _homeless(taken: "Taken", out: str) -> "Iterable[Placed]":
    """On standard output nothing has a place beside it."""
    from argmap.formats.shared.common import Placed
    from argmap.problem import Problem

    if out == "-":
        for ending in taken.beside:
            help_ = "write to a file: it then stands beside it"
            yield Placed(out, Problem(1, 1, f"the file *{ending} is left out", help_))


def _write(made: "Made", taken: "Taken", out: str) -> None:
    from argmap.formats.table import stem
    from argmap.report.ink import safe

    for note in (*taken.notes, *made.notes):
        click.echo(safe(f"argmap: {note}"), err=True)
    if out != "-":
        for ending, text in taken.beside.items():
            beside = stem(out) + ending
            write_whole(beside, text.encode())
            click.echo(f"argmap: probabilities are in {beside}", err=True)
    write_whole(out, made.text.encode())
