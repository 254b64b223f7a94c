"""`argmap source`: what a map says of a source."""

import click

from argmap.cli.completing import entries, fields, files, groups, kinds, sources
from argmap.cli.editing import change, diff_option, in_bibliography


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("key", metavar="KEY", shell_complete=sources)
@click.option("--name", metavar="NAME", help="As a reader would know it.")
@click.option("--kind", metavar="KIND", shell_complete=kinds, help="What it is: person, media, dataset, study, …")
@click.option("--role", metavar="TEXT", help="What it is or does, as far as it matters.")
@click.option("--reliability", metavar="A…F", help="Admiralty rating, with its --reason.")
@click.option("--reason", metavar="TEXT", help="Why it has this rating.")
@click.option("--from", "from_", metavar="KEY", multiple=True, shell_complete=sources,
              help="Whom it repeats, in the place of whom it repeated so far; or `unknown`.")  # fmt: skip
@click.option("--group", metavar="NAME", shell_complete=groups, help="Author, newsroom or data that it shares.")
@click.option("--anonymous", is_flag=True, help="Readers are not told who it is.")
@click.option("--plural", is_flag=True, help="It stands for several people.")
@click.option("--distinct", metavar="WHY", help="Why this anonymous source is none of the others.")
@click.option("--interest", metavar="WHY", help="Why it is not neutral.")
@click.option("--retracted", metavar="WHY", help="Why it no longer stands.")
@click.option("--url", metavar="URL", help="Where it can be looked up.")
@click.option("--date", metavar="DATE", help="When it was made or published.")
@click.option("--accessed", metavar="DATE", help="When it was looked up.")
@click.option("--cite", metavar="ENTRY", shell_complete=entries, help="Its key in the map's bibliography.")
@click.option("--note", metavar="TEXT", help="A remark for readers of the map.")
@click.option("--remove", metavar="FIELD", multiple=True, shell_complete=fields, help="Say this of it no longer.")
@diff_option
def command(
    map_: str, key: str, from_: tuple[str, ...], remove: tuple[str, ...], diff: bool, **given: str | bool | None
) -> int:
    """Change what MAP says of the source KEY: each option sets one field. With --name or --cite it may be new.

    Nothing else of the file changes.
    """
    from argmap.editing.describing import FIELDS, describe

    said: dict[str, str | tuple[str, ...]] = {"from": from_} if from_ else {}
    for field, value in given.items():
        if value is not None and value is not False:
            said[field] = "true" if value is True else value
    if not said and not remove:
        raise click.UsageError("nothing is to be changed (name a field, as --reliability, or --remove one)")
    for field in remove:
        if field not in FIELDS:
            raise click.UsageError(f"`{field}` is no field of a source (they are {', '.join(FIELDS)})")
    return change(map_, diff, lambda text: in_bibliography(map_, describe(text, key, said, remove), "cite" in said))
