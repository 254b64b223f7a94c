"""`argmap rule`: the page of a rule, or the list of all."""

from typing import TYPE_CHECKING

import click

from argmap.cli.completing import rules

if TYPE_CHECKING:
    from argmap.rules.common import Rule


@click.command()
@click.argument("name", required=False, shell_complete=rules)
def command(name: str | None) -> None:
    """Print the page of a rule: what it finds, why it matters, how to mend it. Without a NAME, list all rules."""
    from argmap.rules import RULES

    for line in (_row(rule) for rule in RULES) if name is None else _page(_found(name)):
        click.echo(line)


def _row(rule: "Rule") -> str:
    from argmap.rules import page

    return f"{rule.CODE}  {rule.NAME:<20}  {rule.LEVEL:<7}  {rule.AUDIENCE:<4}  {page(rule).fault}"


def _page(rule: "Rule") -> tuple[str, ...]:
    head = f"{rule.CODE} {rule.NAME} ({rule.LEVEL}; mend the {rule.AUDIENCE})"
    return head, "=" * len(head), "", (rule.__doc__ or "").strip()


def _found(name: str) -> "Rule":
    from argmap.problem import nearest
    from argmap.rules import RULES, find

    rule = find(name)
    if rule is None:
        near = nearest(name, [rule.NAME for rule in RULES])
        help_ = f"did you mean `{near}`?" if near else "`argmap rule` lists them"
        raise click.UsageError(f"`{name}` is no rule ({help_})")
    return rule
