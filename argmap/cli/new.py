"""`argmap new`: a map to begin with."""

import unicodedata
from pathlib import PurePath

import click

from argmap.cli.common import write_new
from argmap.starting.templates import TEMPLATES, template

SUFFIX = ".argmap.yaml"


@click.command(
    epilog="Templates: " + "; ".join(f"{name}, {what}" for name, what in TEMPLATES.items()) + ".",
)
@click.argument("name", required=False)
@click.option(
    "--template", "template_", type=click.Choice(tuple(TEMPLATES)), help="What it starts as.  [default: essay]"
)
@click.option("--from", "text", metavar="TEXT", help="A text to map: .txt, .md, .html; .docx and .pdf by an extra.")
def command(name: str | None, template_: str | None, text: str | None) -> None:
    """Start a map in the file NAME.argmap.yaml; `-` is standard output. A file that is there is never overwritten.

    With --from, it is begun from a text: `about` and the sources that the text names are filled in, and sentences that
    look like claims, evidence, concessions and attributions stand as comments, to be moved into place. NAME may then be
    left out.
    """
    if text is None:
        if name is None:
            raise click.UsageError("the map has no name (write one, or --from TEXT)")
        path, made = file_named(name), template(template_ or "essay")
        help_ = f"put your sentences over its own, and run `argmap audit {path}` as you go"
    else:
        if template_ is not None:
            raise click.UsageError("a map starts from a text or from a template (take --template out)")
        path, made = file_named(name or _named_like(text)), _drafted(text)
        help_ = "write the thesis, and move what belongs to it out of the comments"
    write_new(path, made.encode())
    if path != "-":
        click.echo(f"{path} is written: {help_}")


def _drafted(text: str) -> str:
    from argmap.cli.common import read_document
    from argmap.starting.draft import draft

    return draft(read_document(text))


def _named_like(text: str) -> str:
    """A map in this folder, called like the text."""
    return PurePath(text).stem or "map" if text != "-" else "-"


def file_named(name: str) -> str:
    """The map file that a name means: with the ending of maps, whatever ending of YAML it was given with."""
    if name == "-":
        return name
    if any(unicodedata.category(sign) == "Cc" for sign in name):
        raise click.UsageError("a name with a control character cannot be written (leave it out)")
    given = name.lower()
    ending = next((one for one in (SUFFIX, ".argmap.yml", ".yaml", ".yml", ".argmap") if given.endswith(one)), "")
    stem = name.removesuffix(name[len(name) - len(ending) :])
    if not stem.replace("\\", "/").rpartition("/")[2].strip():
        raise click.UsageError("the map has no name (write one, or --from TEXT)")
    return stem + (".argmap.yml" if ending == ".argmap.yml" else SUFFIX)
