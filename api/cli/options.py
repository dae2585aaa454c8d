"""Options and endings that several commands share."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

import click

from api.values import context_of
from engine.feel import Value
from engine.texts import say

UNREADABLE = 2


def stop(sentence: str) -> NoReturn:
    """End the command with a sentence on standard error: what was given cannot be read."""
    click.echo(sentence, err=True)
    raise SystemExit(UNREADABLE)


def _context(_: click.Context, __: click.Parameter, text: str) -> Mapping[str, Value]:
    try:
        return context_of(text)
    except (ValueError, TypeError) as error:
        raise click.BadParameter(say("cli.not_a_json_object", {"text": text})) from error


def _instant(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(say("cli.not_an_instant", {"text": text})) from error
    if instant.tzinfo is None:
        raise click.BadParameter(say("cli.not_an_instant", {"text": text}))
    return instant


context_option = click.option("--context", metavar="JSON", default="{}", callback=_context)
now_option = click.option("--now", metavar="TIME", default=None, callback=_instant)
