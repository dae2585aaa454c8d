"""`shaodao people` and `shaodao places`: settle a house before it has pages for that."""

from collections.abc import Sequence
from urllib.parse import quote

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
@click.option("--password", "chosen", is_flag=True, help="Ask for a password to begin with.")
@click.pass_obj
def add_person(
    language: str, username: str, name: str, *, post: str, actions: Sequence[str], chosen: bool
) -> None:
    """Add a person in a post; prints a token good for a day, to choose a password with."""
    body = {"username": username, "name": name, "post": post, "actions": list(actions)}
    if chosen:
        prompt = say("cli.password", language=language)
        body["password"] = click.prompt(prompt, hide_input=True, confirmation_prompt=True)
    with reached(language) as house:
        added = asked(lambda: house.post("/people", **body), language)
    click.echo(say("cli.person_added", body, language))
    click.echo(added["token"])


@people.command("first")
@click.argument("code")
@click.argument("place", metavar="NAME")
@click.option("--level", default="district", show_default=True)
@click.option("--role", default="administrator", show_default=True)
@click.option("--username", default="admin", show_default=True)
@click.option("--name", default="管理员", show_default=True)
@click.pass_obj
def first(language: str, /, **body: str) -> None:
    """Settle an empty house: the district CODE NAME and its first administrator.

    Prints a token that serves for a day, until a password is chosen with it.
    """
    with reached(language) as house:
        invited = asked(lambda: house.post("/people/first", **body), language)
    click.echo(say("cli.person_invited", body, language))
    click.echo(invited["token"])


@people.command("reset")
@click.argument("username")
@click.pass_obj
def reset(language: str, username: str) -> None:
    """Take a password away; prints a token to choose another with."""
    address = f"/people/{quote(username, safe='')}/reset"
    with reached(language) as house:
        invited = asked(lambda: house.post(address), language)
    click.echo(say("cli.person_invited", {"username": username}, language))
    click.echo(invited["token"])


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
