"""`argmap strength`: gradual and grounded semantics of formal argumentation on a map."""

import sys
from typing import TYPE_CHECKING

import click

from argmap.cli.common import find_node, from_option, read_map
from argmap.cli.completing import claims, files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from argmap.graph import Graph

GROUNDED = "grounded"
SEMANTICS = ("df-quad", "quadratic-energy", "euler", "mlp", GROUNDED)


@click.command()
@click.argument("map_", metavar="MAP", shell_complete=files)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...", shell_complete=claims)
@click.option("--semantics", type=click.Choice(SEMANTICS), required=True, help="There is no standard one: choose.")
@click.option("--base", metavar="NUMBER", help="Base score of every statement, from 0 to 1.  [default: 0.5]")
@click.option("--base-of", "bases", multiple=True, metavar="CLAIM=NUMBER", help="Base score of one; may be repeated.")
@from_option
@click.option("--by", type=click.Choice(("text", "all")), default="all", help="`text`: without the mapper's additions.")
@click.option("--format", "format_", type=click.Choice(("text", "json")), default="text", show_default=True)
def command(
    map_: str,
    claims: tuple[str, ...],
    semantics: str,
    base: str | None,
    bases: tuple[str, ...],
    from_: str | None,
    by: str,
    format_: str,
) -> None:
    """Compute strengths under a gradual semantics, or labels under the grounded one.

    For those who work with formal argumentation; no part of the audit. CLAIM is an id or outline number of MAP.

    How a map is read: every statement is an argument with the same base score unless one is given. Ratings, grades,
    likelihoods and strengths of steps are not turned into numbers. A reason supports, an objection attacks, a granted
    one too; an explanation supports nothing.

    A step of several premises, or with an undercut, is an argument of its own: it starts from the weakest premise that
    it needs, its undercuts attack it, and it supports or attacks in its premises' stead. So linked premises carry as
    much as the weakest. What is lost: to lift the stronger one changes nothing, and two doubtful premises together are
    no more doubtful than one.

    Grounded: nothing is weighed. An objection that is in defeats its claim, a granted one too. A claim that gives
    reasons needs one that is in, and is out when all are out. Rings that nothing from outside decides are undecided.

    Under df-quad one supporter or attacker of strength 1 decides; euler and mlp never move a base score of 0 or 1, and
    euler never goes below its square. Rings of attacks are integrated until they rest; where they do not, it is said.
    """
    from argmap.strength.encoding import BASE
    from argmap.strength.evaluation import evaluate

    if semantics == GROUNDED and (base is not None or bases):
        raise click.UsageError("grounded semantics has no base scores (leave --base and --base-of out)")
    general = BASE if base is None else _score(base, "--base")
    audit = read_map(map_, by_text=by == "text", from_=from_)
    graph = audit.graph
    assert graph is not None
    nodes = [graph.nodes[at] for at in dict.fromkeys(find_node(graph, claim).at for claim in claims)]
    found = evaluate(graph, semantics, general, _given(graph, bases))
    if format_ == "json":
        from argmap.report.strength import as_strength_json

        click.echo(as_strength_json(audit, found, nodes), nl=False)
    else:
        from argmap.report.ink import ink_for, width_of
        from argmap.report.strength import as_strength

        page = as_strength(audit, found, nodes, ink=ink_for(sys.stdout), width=width_of(sys.stdout))
        click.echo(page, nl=False, color=True)


def _given(graph: "Graph", bases: "Iterable[str]") -> dict[int, float]:
    """The base scores of single statements, by position."""
    given: dict[int, float] = {}
    for one in bases:
        name, equals, score = one.partition("=")
        if not equals:
            raise click.UsageError(f"`--base-of {one}` gives no number (write CLAIM=NUMBER, as close=0.8)")
        at = find_node(graph, name).at
        if at in given:
            raise click.UsageError(f"`--base-of {one}`: `{name}` has a base score already (give one of them)")
        given[at] = _score(score, f"--base-of {name}")
    return given


def _score(text: str, option: str) -> float:
    try:
        score = float(text)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:  # neither is what is not a number
        raise click.UsageError(f"`{text}` of {option} is no number from 0 to 1 (write one, as 0.5)")
    return abs(score)  # there is a zero below zero
