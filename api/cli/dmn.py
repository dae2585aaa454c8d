"""`shaodao dmn`: ask a decision of a file."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import click

from api.cli.options import context_option, now_option, stop
from api.values import json_of
from engine.dmn import DmnError, Matched, load
from engine.feel import Budget, FeelError, Value, text_of
from engine.texts import say
from engine.wiring import wall_clock


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("decision")
@context_option
@now_option
@click.pass_obj
def dmn(
    language: str, file: Path, decision: str, context: Mapping[str, Value], now: datetime | None
) -> None:
    """Ask DECISION of a DMN FILE; files it imports are looked for beside it.

    The result is JSON on standard output; the rules that spoke and warnings go to standard error.
    Ends with 0, or 2 if the file cannot be read, has no such decision, or asks for too much work.
    """
    try:
        model = load(file.read_bytes(), file.parent)
        result = model.decide(decision, context, now=now or wall_clock())
    except DmnError as error:
        stop(error.sentence(language))
    except FeelError as error:
        stop(error.finding.say(language))
    for matched in result.matched:
        click.echo(_reason(matched, language), err=True)
    for caution in result.warnings:
        click.echo(caution.say(language), err=True)
    click.echo(json_of(result.value))


def _reason(matched: Matched, language: str) -> str:
    facts = {
        "element": matched.element,
        "rule": matched.rule,
        "inputs": _pairs(matched.inputs),
        "outputs": _pairs(matched.outputs),
    }
    return say("cli.rule_spoke", facts, language)


def _pairs(values: Iterable[tuple[str, Value]]) -> str:
    return ", ".join(f"{name} = {text_of(value, Budget())}" for name, value in values)
