"""`argmap help`: the pages to read."""

from importlib.resources import files

import click

from argmap.cli.completing import topics


@click.command()
@click.argument("topic", required=False, shell_complete=topics)
@click.pass_context
def command(context: click.Context, topic: str | None) -> None:
    """Print the page on TOPIC, or the list of topics. The help of a command is printed too."""
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
    elif asked := _command(context, topic):
        click.echo(asked.get_help())
    else:
        near = nearest(topic, (*pages, *_commands(context)))
        help_ = f"did you mean `{near}`?" if near else f"the topics are {', '.join(sorted(pages))}"
        raise click.UsageError(f"there is no page on `{topic}` ({help_}; for a command, `argmap COMMAND --help`)")


def _command(context: click.Context, name: str) -> click.Context | None:
    """The context of a command of that name, as its own `--help` has it."""
    above = context.parent
    if above is None or not isinstance(above.command, click.Group):
        return None
    found = above.command.get_command(above, name)
    return click.Context(found, info_name=name, parent=above) if found else None


def _commands(context: click.Context) -> list[str]:
    above = context.parent
    return above.command.list_commands(above) if above and isinstance(above.command, click.Group) else []
