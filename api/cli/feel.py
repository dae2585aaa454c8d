"""`shaodao feel`: evaluate an expression."""

from collections.abc import Mapping
from datetime import datetime

import click

from api.cli.options import context_option, now_option, stop
from api.values import json_of
from engine.feel import FeelError, Scope, Value, settled
from engine.feel import compile as compiled
from engine.wiring import wall_clock


@click.command()
@click.argument("expression")
@context_option
@now_option
@click.pass_obj
def feel(
    language: str, expression: str, context: Mapping[str, Value], now: datetime | None
) -> None:
    """Evaluate EXPRESSION; the result is JSON on standard output, warnings go to standard error.

    Without --now it is now. Ends with 0, or 2 if the expression is no FEEL or asks for too much.
    """
    scope = Scope(context, now=now or wall_clock())
    try:
        value = settled(compiled(expression, context).run(scope), scope.budget)
    except FeelError as error:
        stop(error.finding.say(language))
    for finding in scope.warnings:
        click.echo(finding.say(language), err=True)
    click.echo(json_of(value))
