"""`argmap cite`: a source for a piece of evidence."""

from typing import TYPE_CHECKING

import click

from argmap.cli.completing import claims, entries, files, sources
from argmap.cli.editing import change, diff_option, in_bibliography

if TYPE_CHECKING:
    from argmap.editing.splice import Edit


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("node", metavar="NODE", shell_complete=claims)
@click.argument("key", metavar="KEY", shell_complete=sources)
@click.option("--locator", metavar="WHERE", help="Where in the source, as `p. 12`.")
@click.option("--unsure", is_flag=True, help="It is not certain that this source reports it.")
@click.option("--name", metavar="NAME", help="Of a new source: its name, as a reader would know it.")
@click.option("--kind", metavar="KIND", help="Of a new source: person, media, dataset, study, …")
@click.option(
    "--from",
    "from_",
    metavar="KEY",
    multiple=True,
    shell_complete=sources,
    help="Of a new source: whom it repeats, or `unknown`.",
)
@click.option("--url", metavar="URL", help="Of a new source: where it can be looked up.")
@click.option("--date", metavar="DATE", help="Of a new source: when it was made or published.")
@click.option(
    "--cite",
    "entry",
    metavar="ENTRY",
    shell_complete=entries,
    help="Of a new source: its key in the map's bibliography, which gives all the rest.",
)
@diff_option
def command(
    map_: str,
    node: str,
    key: str,
    locator: str | None,
    unsure: bool,
    name: str | None,
    kind: str | None,
    from_: tuple[str, ...],
    url: str | None,
    date: str | None,
    entry: str | None,
    diff: bool,
) -> int:
    """Cite the source KEY for the evidence NODE of MAP.

    With --name or --cite, KEY is a new source, which is added. `argmap source` changes one that is there.
    """
    from argmap.editing.citing import cite

    fields = {"name": name, "kind": kind, "from": from_[0] if len(from_) == 1 else from_, "url": url, "date": date,
              "cite": entry}  # fmt: skip
    given = {field: value for field, value in fields.items() if value}

    def edited(text: str) -> "Edit":
        made = cite(text, node, key, locator=locator, unsure=unsure, source=given)
        return in_bibliography(map_, made, entry is not None)

    return change(map_, diff, edited)
