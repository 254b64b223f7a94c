"""`argmap coverage`: which words of a text no claim stands for, and which claims point to none."""

import click

from argmap.cli.common import (
    check_page_ending,
    print_blocks,
    print_data,
    read_essay,
    read_map,
    refuse_overwriting,
    write_whole,
)
from argmap.cli.completing import files

FORMATS = ("text", "markdown", "json")


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("text", metavar="TEXT", shell_complete=files)
@click.option(
    "-o", "--output", metavar="FILE", shell_complete=files, help="Write a page with the text beside the map (.html)."
)
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
def command(map_: str, text: str, output: str | None, by: str, format_: str) -> None:
    """Say which passages of TEXT no claim of MAP stands for, and which claims have no passage.

    The page of `-o` has the text on the left, coloured by the claims that use it, and the map on the right; it holds
    the whole text.
    """
    from argmap.report.coverage import as_blocks, as_data, coverage
    from argmap.report.coverage_page import as_page

    if output is not None:
        refuse_overwriting(output, map_, text)
        check_page_ending(output)
    essay = read_essay(text)
    assert essay is not None
    audit = read_map(map_, by_text=by == "text")
    assert audit.graph is not None
    found = coverage(audit.graph, essay)
    if output is not None:
        write_whole(output, as_page(found).encode())
    elif format_ == "json":
        print_data(as_data(found))
    else:
        print_blocks(as_blocks(found), format_)
