"""`argmap add`: a new statement in a map."""

import click

from argmap.cli.common import refuse_together
from argmap.cli.completing import claims, files, sources
from argmap.cli.editing import change, diff_option


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("parent", metavar="PARENT", shell_complete=claims)
@click.argument("text")
@click.option("--but", is_flag=True, help="As an objection to PARENT.")
@click.option("--unless", is_flag=True, help="As an undercut of the step that leads from PARENT.")
@click.option("--evidence", is_flag=True, help="As evidence: something reported.")
@click.option("--assume", is_flag=True, help="As an assumption.")
@click.option(
    "--source",
    metavar="KEY",
    multiple=True,
    shell_complete=sources,
    help="Who reports it: `key`, or `key, where in it`.",
)
@click.option("--name", metavar="NAME", help="Of a new source: its name, as a reader would know it.")
@click.option(
    "--together-with", metavar="ID", shell_complete=claims, help="Linked with this premise of PARENT: both are needed."
)
@click.option("--id", "id_", metavar="ID", help="A name for it.")
@diff_option
def command(
    map_: str,
    parent: str,
    text: str,
    but: bool,
    unless: bool,
    evidence: bool,
    assume: bool,
    source: tuple[str, ...],
    name: str | None,
    together_with: str | None,
    id_: str | None,
    diff: bool,
) -> int:
    """Add TEXT to MAP, as a reason for the claim PARENT (an id or outline number). Nothing else of the file changes."""
    from argmap.editing.adding import Kind, Relation, add

    refuse_together("but", but, "unless", unless)
    refuse_together("assume", assume, "evidence", evidence)
    refuse_together("assume", assume, "source", bool(source))
    relation: Relation = "but" if but else "unless" if unless else "because"
    kind: Kind = "assume" if assume else "evidence" if evidence or source else "claim"
    return change(
        map_,
        diff,
        lambda before: add(
            before,
            parent,
            text,
            relation,
            kind,
            id_=id_,
            sources=source,
            source_name=name,
            together_with=together_with,
        ),
    )
