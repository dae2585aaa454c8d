"""`shaodao audit`: proof that nobody changed what was recorded."""

import os
from contextlib import closing
from dataclasses import asdict

import click
import orjson

from api.cli.options import stop
from engine.domain.refusals import Refusal
from engine.settings import SettingInvalid, load_settings
from engine.store.audit import Report, verify
from engine.store.store import Store, open_store
from engine.texts import say


@click.group()
def audit() -> None:
    """Prove that nobody changed what was recorded."""


@audit.command("verify")
@click.option("--json", "as_json", is_flag=True, help="The whole report as JSON.")
@click.pass_obj
def verify_command(language: str, as_json: bool) -> None:  # noqa: FBT001 - click names it
    """Recompute every chain of hashes and every anchor; the house may be at work meanwhile.

    Ends with 0 if all is whole, 1 if something does not fit, 2 if the database cannot be read.
    """
    with closing(opened(language)) as store:
        report = verify(store)
    click.echo(orjson.dumps(asdict(report)) if as_json else in_words(report, language))
    raise SystemExit(1 if report.breaks else 0)


def opened(language: str) -> Store:
    """Open the database the settings name, beside whoever owns it."""
    try:
        return open_store(load_settings(os.environ).database_url, readonly=True)
    except SettingInvalid as invalid:
        facts = {"name": invalid.name, "value": invalid.value}
        stop(say("settings.invalid", facts, language))
    except Refusal as refusal:
        stop(refusal.sentence(language))


def in_words(report: Report, language: str) -> str:
    """Say what was found, the places that do not fit first."""
    facts = asdict(report) | {"breaks": len(report.breaks)}
    whole = say("audit.broken" if report.breaks else "audit.whole", facts, language)
    return "\n".join([*(found.sentence(language) for found in report.breaks), whole])
