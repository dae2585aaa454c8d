"""`shaodao people` and `shaodao places`: settle a house before it has pages for that."""

from collections.abc import Sequence

import click

from api.cli.asking import asked
from api.cli.house import reached
from engine.domain.words import Action
from engine.texts import say


@click.group()
def people() -> None:
    """Add people."""


@click.group()
def places() -> None:
    """Add places and units."""


@people.command("add")
@click.argument("username")
@click.argument("name")
@click.option("--post", required=True, metavar="ROLE@UNIT", help="The unit by its code.")
@click.option(
    "--action", "actions", multiple=True, type=click.Choice([str(each) for each in Action])
)
@click.pass_obj
def add_person(
    language: str, username: str, name: str, *, post: str, actions: Sequence[str]
) -> None:
    """Add a person in a post; prints a token to work with."""
    body = {"username": username, "name": name, "post": post, "actions": list(actions)}
    with reached(language) as house:
        added = asked(lambda: house.post("/people", **body), language)
    click.echo(say("cli.person_added", body, language))
    click.echo(added["token"])


@places.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--level", required=True)
@click.option("--under", default=None, metavar="CODE", help="None for the district itself.")
@click.pass_obj
def add_place(language: str, code: str, name: str, *, level: str, under: str | None) -> None:
    """Add a place or a unit."""
    with reached(language) as house:
        added = asked(
            lambda: house.post("/places", code=code, name=name, level=level, under=under),
            language,
        )
    click.echo(say("cli.place_added", added, language))
