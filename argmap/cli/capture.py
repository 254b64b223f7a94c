"""`argmap capture`: an outline typed in haste becomes a map."""

import sys

import click

from argmap.cli.common import WRONG, read_document, tell, write_new
from argmap.cli.completing import files


@click.command()
@click.argument("file", default="-", shell_complete=files)
@click.option("--text", metavar="TEXT", shell_complete=files, help="The text that is mapped, where lines say @4:8-42.")
@click.option("-o", "--output", metavar="MAP", default="-", help="The new map; standard output where absent.")
def command(file: str, text: str | None, output: str) -> None:
    """Make a map of the outline in FILE, or on standard input.

    The first line is the thesis. Below it stand, indented under what they speak to: `+` a reason, `-` an objection, `~`
    an undercut, `&` a premise linked with the line before it. `[source, page 3]` at the end of a line makes it
    evidence, `assume:` at its beginning an assumption, and `[source]: Its name` says what a source is called. `@4:8-42`
    behind a line says where the text has it, as `argmap new --from` and `argmap coverage` count; with --text, what is
    known of the text is filled in, and the passages can be found again.
    """
    from argmap.audit import arrange_text
    from argmap.cli.new import file_named
    from argmap.editing.layout import layout
    from argmap.files import Unreadable, read_text
    from argmap.formats.shared.write import map_text
    from argmap.passages import read_text as words_of
    from argmap.starting.draft import with_about
    from argmap.starting.outline import capture

    essay = None if text is None else read_document(text)
    if file == "-" and sys.stdin is not None and sys.stdin.isatty():
        click.echo("The thesis first, then + reasons and - objections; Ctrl-D ends it.", err=True)
    try:
        captured = capture(read_text(file), words_of(essay.text) if essay else None)
    except Unreadable as error:
        tell(f"{file}:{error.problem}".replace("a map", "an outline"))
        raise click.exceptions.Exit(WRONG) from None
    problems = captured.problems
    data = with_about(captured.data, essay) if captured.data and essay else captured.data
    made = map_text(data) if data is not None else ""
    problems = problems or arrange_text(made).problems  # what only the whole map shows, as that it is too large
    for problem in problems:
        tell(f"{file}:{problem}")
    if problems:
        raise click.exceptions.Exit(WRONG)
    path = file_named(output)
    write_new(path, layout(made).text.encode())
    if path != "-":
        click.echo(f"{path} is written")
