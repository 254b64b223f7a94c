"""`argmap lsp`: the language server for editors."""

import os
import sys

import click

from argmap.cli.completing import files


@click.command()
@click.option(
    "--text", "essay", metavar="FILE", shell_complete=files, help="The text that the maps reconstruct, for passages."
)
def command(essay: str | None) -> None:
    """Serve an editor over standard input and output, by the Language Server Protocol.

    It says what the audit finds while you type, completes ids, sources, keys and schemes, renames, and offers edits.
    `pip install 'argmap[lsp]'` installs what it needs; `argmap help editors` says how to set up an editor.
    """
    try:
        from argmap.language.server import server
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] in ("pygls", "lsprotocol"):
            raise click.ClickException("the language server needs pygls (pip install 'argmap[lsp]')") from None
        raise
    if sys.stdin.isatty():
        click.echo("This speaks with an editor, which starts it (`argmap help editors`); Ctrl-D ends it.", err=True)
    try:
        # The server closes its output at the end; a copy of it leaves the process its own to end with.
        server(essay).start_io(stdout=os.fdopen(os.dup(sys.stdout.fileno()), "wb"))
    except (MemoryError, OverflowError):  # for a length that nothing has
        raise click.ClickException("what came in is no message of an editor (let the editor start this)") from None
