"""`shaodao calendar`: load the holiday notice of a year, and show what is loaded."""

import json
from pathlib import Path

import click

from api.cli.asking import asked
from api.cli.house import reached
from api.cli.options import stop
from engine.domain.refusals import NoticeUnreadable
from engine.texts import say


@click.group()
def calendar() -> None:
    """Load the holiday notice of a year, and show what is loaded."""


@calendar.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def load(language: str, file: Path) -> None:
    """Load the year file FILE; provisional limits are counted again.

    Ends with 0, 1 if it is refused, or 2 if it is no text.
    """
    try:
        notice = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        stop(NoticeUnreadable(line=1).sentence(language))
    with reached(language) as house:
        years = asked(lambda: house.post("/calendars", notice=notice), language)["years"]
    said = "cli.calendar_loaded" if years else "cli.calendar_known"
    click.echo(say(said, {"years": ", ".join(map(str, years))} if years else {}, language))


@calendar.command()
@click.argument("year", type=int)
@click.pass_obj
def show(language: str, year: int) -> None:
    """Show the notice of YEAR as a year file, to be kept or corrected and loaded."""
    with reached(language) as house:
        entry = asked(lambda: house.ask("GET", f"/calendars/{year}"), language)
    click.echo(json.dumps({str(year): entry}, ensure_ascii=False, indent=2))
