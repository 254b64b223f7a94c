"""`argmap fmt`: a map in the order, indent and line length that all maps share."""

import click

from argmap.cli.common import FINDINGS, OK
from argmap.cli.completing import files
from argmap.cli.editing import formatted


@click.command()
@click.argument("maps", metavar="MAPS_OR_FOLDERS…", nargs=-1, required=True, shell_complete=files)
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 where a file would change.")
@click.option("--diff", "--dry-run", "diff", is_flag=True, help="Show the changes, and write nothing.")
def command(maps: tuple[str, ...], check: bool, diff: bool) -> int:
    """Lay maps out anew: keys in order, lists and keys indented alike, long texts folded. Data and comments stay."""
    from argmap.audit import map_files

    changed = [path for path in map_files(maps) if formatted(path, check=check, diff=diff)]
    return FINDINGS if changed and check else OK
