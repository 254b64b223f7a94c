"""`argmap help`: the pages to read."""

from importlib.resources import files

import click

from argmap.cli.completing import topics


@click.command()
@click.argument("topic", required=False, shell_complete=topics)
def command(topic: str | None) -> None:
    """Print the page on TOPIC, or the list of topics."""
    from argmap.problem import nearest

    pages = {
        path.name.removesuffix(".md"): path for path in files("argmap.pages").iterdir() if path.name.endswith(".md")
    }
    if topic is None:
        for name in sorted(pages):
            title = pages[name].read_text("utf-8").split("\n", 1)[0].lstrip("# ")
            click.echo(f"{name}: {title}")
    elif topic in pages:
        click.echo(pages[topic].read_text("utf-8"), nl=False)
    else:
        near = nearest(topic, pages)
        help_ = f"did you mean `{near}`?" if near else f"the topics are {', '.join(sorted(pages))}"
        raise click.UsageError(f"there is no page on `{topic}` ({help_}; for a command, `argmap COMMAND --help`)")
