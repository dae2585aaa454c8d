"""`shaodao demo`: settle an empty house with the invented district."""

from contextlib import closing
from pathlib import Path
from typing import Final

import click

from api.cli.options import UNREADABLE
from api.server import opened, told
from engine.domain.refusals import Refusal
from engine.rehearsal.demo.load import load_demo
from engine.rehearsal.demo.stories import read_demo
from engine.rehearsal.library import Library
from engine.texts import say
from engine.wiring import handlers

PACKS: Final = Path(__file__).parents[2] / "workflows"


@click.command()
@click.option("--password", required=True, help="With which everybody signs in.")
@click.pass_obj
def demo(language: str, password: str) -> None:
    """Load the invented district into an empty house: places, people, policies, open cases.

    Ends with 0, or 2 if the house is not empty or its files cannot be read.
    """
    with closing(opened(told())) as engine:
        try:
            story = read_demo(PACKS / "demo")
            bar = click.progressbar(
                length=story.steps, label=say("cli.demo_at_work", language=language)
            )
            with bar as steps:
                load_demo(
                    engine.office,
                    story,
                    Library(PACKS),
                    handlers(engine.office),
                    password=password,
                    tick=lambda: steps.update(1),
                )
        except Refusal as refusal:
            lines = [refusal.sentence(language), *(f.sentence(language) for f in refusal.findings)]
            click.echo("\n".join(lines), err=True)
            raise SystemExit(UNREADABLE) from refusal
    click.echo(say("cli.demo_loaded", {"count": len(story.reports)}, language))
