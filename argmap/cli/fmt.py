"""`argmap fmt`: a map in the order, indent and line length that all maps share."""

import click

from argmap.cli.common import FINDINGS, OK, WRONG, tell
from argmap.cli.completing import files
from argmap.cli.editing import formatted


@click.command()
@click.argument("maps", metavar="MAPS_OR_FOLDERS…", nargs=-1, required=True, shell_complete=files)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file would change.")
@click.option("--diff", "--dry-run", "diff", is_flag=True, help="Show the changes, and write nothing.")
def command(maps: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay maps out anew: keys in order, lists and keys indented alike, long texts folded. Data and comments stay."""
    from argmap.audit import map_files

    paths = list(map_files(maps))
    if not paths:
        raise click.UsageError("there is no map there (maps are files named *.argmap.yaml)")
    return max(_code(path, check, diff) for path in paths)


def _code(path: str, check: bool, diff: bool) -> int:
    """The exit code for one map; what is wrong with it keeps no other from being laid out."""
    try:
        changed = formatted(path, check=check, diff=diff)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        tell(f"{path}: {error.format_message()}")
        return WRONG
    return FINDINGS if changed and check else OK
