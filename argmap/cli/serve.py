"""`argmap serve`: the page of the report, live."""

from typing import TYPE_CHECKING

import click

from argmap.cli.common import Seconds, options_from, read_essay, settings

if TYPE_CHECKING:
    from argmap.draw.dot import Direction
    from argmap.preview.live import Live
    from argmap.preview.server import Server


@click.command()
@click.argument("map_", metavar="MAP")
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--text", "essay", metavar="FILE", help="The text it reconstructs, to check and show its passages.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Where to listen; any free port if not given.")
@click.option("--open", "opens", is_flag=True, help="Open the page in your browser.")
@click.option("--direction", type=click.Choice(("TB", "LR")), help="Thesis on top, or at the left.")
@click.option(
    "--engine",
    type=click.Choice(("auto", "graphviz-pure", "dot", "tree")),
    default="tree",
    show_default=True,
    help="What lays out the picture that is printed; `tree` is the quickest.",
)
@click.option("--time-limit", type=Seconds(min=1), default=60.0, show_default=True, help="In seconds.")
def command(
    map_: str,
    by: str,
    essay: str | None,
    port: int,
    opens: bool,
    direction: "Direction | None",
    engine: str,
    time_limit: float,
) -> None:
    """Show MAP in a browser, live: at every save the page follows.

    It listens on this machine alone. A map that cannot be read is told of over the last good picture. A statement
    leads to its line in your editor ($VISUAL or $EDITOR).
    """
    from secrets import token_urlsafe
    from threading import Thread

    from argmap.preview.live import Live
    from argmap.preview.page import Sight

    _check_files(map_, essay)
    options = options_from(settings(), by_text=by == "text")
    live = Live(Sight(map_, essay, options, direction, engine, time_limit, token_urlsafe()), _failed)
    try:
        server = _listening(live, port)
        Thread(target=live.watch, daemon=True).start()
        click.echo(f"argmap: {server.address} shows {map_} and follows it (^C ends)")
        if opens:
            click.launch(server.address)
        server.serve_forever()
    except KeyboardInterrupt:
        return
    finally:
        live.end()


def _check_files(map_: str, essay: str | None) -> None:
    """End the command where there is nothing to watch; a map that has a fault may be mended."""
    from argmap.files import Unreadable, read_bytes

    if "-" in (map_, essay):
        raise click.UsageError("only files can be followed (name them)")
    try:
        read_bytes(map_)
    except Unreadable as error:
        raise click.UsageError(f"{map_}: {error.problem.message} ({error.problem.help})") from None
    read_essay(essay)


def _listening(live: "Live", port: int) -> "Server":
    from argmap.preview.server import HOST, Server

    try:
        return Server(live, port)
    except OSError as error:
        raise click.UsageError(
            f"nothing can listen on port {port} of {HOST}: {error.strerror} (leave --port out for one that is free)"
        ) from None


def _failed(error: Exception) -> str:
    """What to show of an error that nobody foresaw; the server goes on."""
    words = f"a bug of ours, sorry: {type(error).__name__}: {error}"
    click.echo(f"argmap: {words}", err=True)
    return words
