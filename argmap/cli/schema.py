"""`argmap schema`: the JSON Schema of a map, or of the audit's JSON."""

import click


@click.command()
@click.option("--output", is_flag=True, help="Of what `audit --format json` writes, instead of a map.")
def command(output: bool) -> None:
    """Print the JSON Schema of a map, for your editor."""
    import json

    from argmap.report.contract import map_schema, output_schema

    click.echo(json.dumps(output_schema() if output else map_schema(), indent=2, ensure_ascii=False))
