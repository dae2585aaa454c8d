"""`shaodao export`: cases as a spreadsheet, events as a log; nobody who reported is in either."""

import click

from api.cli.export.cases import cases
from api.cli.export.events import events


@click.group()
def export() -> None:
    """Take cases and events elsewhere, without who reported."""


export.add_command(cases)
export.add_command(events)
