"""Options and endings that several commands share."""

from collections.abc import Mapping
from datetime import datetime
from typing import NoReturn

import click
from engine.feel import Value

from api.cli.values import context_of
from engine.texts import say

UNREADABLE = 2


class Context(click.ParamType):
    """A JSON object with the values a text may read."""

    name = "json"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> Mapping[str, Value]:
        """Read the object, or fail with the reason."""
        try:
            return context_of(value)
        except (ValueError, TypeError):
            self.fail(say("cli.not_a_json_object", {"text": value}), param, ctx)


class Instant(click.ParamType):
    """An instant in ISO 8601 with its offset."""

    name = "time"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the instant, or fail with the reason."""
        try:
            instant = datetime.fromisoformat(value)
        except ValueError:
            instant = None
        if instant is None or instant.tzinfo is None:
            self.fail(say("cli.not_an_instant", {"text": value}), param, ctx)
        return instant


context_option = click.option("--context", type=Context(), default="{}")
now_option = click.option("--now", type=Instant(), default=None)


def stop(sentence: str, code: int = UNREADABLE) -> NoReturn:
    """End the command with a sentence on standard error."""
    click.echo(sentence, err=True)
    raise SystemExit(code)
