"""`argmap new`: a map to begin with."""

import click

from argmap.cli.common import write_new
from argmap.starting.templates import TEMPLATES, template

SUFFIX = ".argmap.yaml"


@click.command(
    epilog="Templates: " + "; ".join(f"{name}, {what}" for name, what in TEMPLATES.items()) + ".",
)
@click.argument("name")
@click.option("--template", "template_", type=click.Choice(tuple(TEMPLATES)), default="essay", show_default=True)
def command(name: str, template_: str) -> None:
    """Start a map in the file NAME.argmap.yaml; `-` is standard output. A file that is there is never overwritten."""
    path = file_named(name)
    write_new(path, template(template_).encode())
    if path != "-":
        click.echo(f"{path} is written: put your sentences over its own, and run `argmap audit {path}` as you go")


def file_named(name: str) -> str:
    """The map file that a name means: with the ending of maps, whatever ending of YAML it was given with."""
    if name == "-":
        return name
    for ending in (SUFFIX, ".argmap.yml", ".yaml", ".yml", ".argmap"):
        if name.lower().endswith(ending):
            return name[: -len(ending)] + (".argmap.yml" if ending == ".argmap.yml" else SUFFIX)
    return name + SUFFIX
