"""`shaodao incidents`: see what stands still, and try it again."""

from datetime import datetime
from urllib.parse import quote, urlencode

import click

from api.cli.asking import asked
from api.cli.house import reached
from engine.texts import say


@click.group()
def incidents() -> None:
    """See what stands still, and try it again."""


@incidents.command("list")
@click.option("--after", default=None, help="Where the page begins, as the page before said.")
@click.option("--size", default=50, show_default=True)
@click.pass_obj
def list_open(language: str, *, after: str | None, size: int) -> None:
    """List the open incidents, the oldest first."""
    wanted = urlencode({"size": size} | ({"after": after} if after else {}))
    with reached(language) as house:
        page = asked(lambda: house.ask("GET", f"/incidents?{wanted}"), language)
    for incident in page["incidents"]:
        since = datetime.fromisoformat(incident["since"]).astimezone()
        click.echo(say("cli.incident", incident | {"since": since}, language))
    if not page["incidents"]:
        click.echo(say("cli.incidents_none", language=language))
    if page["next"]:
        click.echo(say("cli.incidents_more", page, language))


@incidents.command()
@click.argument("incident", metavar="ID")
@click.pass_obj
def retry(language: str, incident: str) -> None:
    """Try again what the incident ID stopped, after its cause was mended."""
    with reached(language) as house:
        asked(lambda: house.post(f"/incidents/{quote(incident, safe='')}/retry"), language)
    click.echo(say("cli.incident_retried", {"id": incident}, language))
