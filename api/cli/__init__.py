"""The command line `shaodao`: one file a group of commands, all listed here."""

import click

from api.cli.audit import audit
from api.cli.bpmn import bpmn
from api.cli.calendar import calendar
from api.cli.demo import demo
from api.cli.dmn import dmn
from api.cli.export import export
from api.cli.feel import feel
from api.cli.importing import import_orders
from api.cli.incidents import incidents
from api.cli.people import people, places
from api.cli.policy import policy
from api.cli.tck import tck
from api.processes import api, relay, worker
from api.server import serve

COMMANDS = (
    *(serve, api, worker, relay, demo),
    *(policy, import_orders, export, people, places, calendar, incidents, audit),
    *(feel, dmn, bpmn, tck),
)


@click.group()
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.pass_context
def shaodao(context: click.Context, language: str) -> None:
    """哨到 Shaodao."""
    context.obj = language


for command in COMMANDS:
    shaodao.add_command(command)
