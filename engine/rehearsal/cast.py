"""The cast of the scenarios: an invented district with its places, roles and people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.commands.add_person import add_person
from engine.commands.add_place import add_place
from engine.commands.add_post import add_post
from engine.commands.name_role import name_role
from engine.commands.office import Office
from engine.domain.findings import Finding
from engine.domain.lanes import read_lane
from engine.domain.refusals import ScenarioInvalid
from engine.domain.words import Action
from engine.rehearsal.shapes import Shape, gaps, misfits, table, text, texts
from engine.rehearsal.tree import Table, read_tree

DISTRICT = 1  # of a house that has only one
PLACE: Mapping[str, Shape] = {"name": text, "level": text, "under": text}
ROLE: Mapping[str, Shape] = {"name": text, "actions": texts}
FILE: Mapping[str, Shape] = {"places": table, "roles": table, "people": table}


@dataclass(frozen=True, slots=True)
class Cast:
    """Places by their codes, roles by their keys, and the posts of people by their names."""

    places: Mapping[str, Table]
    roles: Mapping[str, Table]
    people: Mapping[str, list[str]]


def read_cast(source: str, file: str) -> Cast:
    """Read a cast.

    Raises:
        ScenarioInvalid: It cannot be read; each finding says where and what to do.
    """
    tree = read_tree(source, file)
    errors = [*misfits(tree, FILE, file), *gaps(tree, FILE, file)]
    errors = errors or [*_errors_in(tree, file)]
    if errors:
        raise ScenarioInvalid(file=file, errors=tuple(errors))
    return Cast(tree["places"], tree["roles"], tree["people"])


def settle(office: Office, cast: Cast, password: str | None = None) -> None:
    """Let the district of a cast begin in an empty house; all have one `password`.

    Raises:
        PlaceNotFound: A place stands below one that comes later, or a post is at no place.
        NameTaken: A name or a code is there twice.
    """
    for code, place in cast.places.items():
        add_place(office, district=DISTRICT, code=code, **place)
    for name, posts in cast.people.items():
        first, *others = map(read_lane, posts)
        add_person(
            office, district=DISTRICT, username=name, name=name, post=first, password=password
        )
        for post in others:
            add_post(office, district=DISTRICT, username=name, post=post)
    for key, role in cast.roles.items():  # last, because a first holder names the role, too
        actions = [Action(action) for action in role.get("actions", ())]
        name_role(office, district=DISTRICT, key=key, name=role["name"], actions=actions)


def _errors_in(tree: Table, file: str) -> Iterator[Finding]:
    yield from _rows_errors(tree["places"], PLACE, ("name", "level"), file)
    yield from _rows_errors(tree["roles"], ROLE, ("name",), file)
    people: Table = tree["people"]
    yield from misfits(people, dict.fromkeys(people, texts), file)
    for role, row in tree["roles"].items():
        for action in row.get("actions", ()) if isinstance(row, Table) else ():
            if action not in set(Action):
                facts = {"action": action, "role": role, "known": "、".join(Action)}
                yield Finding("rehearsal.unknown_action", facts, file, line=row.line)


def _rows_errors(
    rows: Table, known: Mapping[str, Shape], needed: tuple[str, ...], file: str
) -> Iterator[Finding]:
    yield from misfits(rows, dict.fromkeys(rows, table), file)
    for row in rows.values():
        if isinstance(row, Table):
            yield from misfits(row, known, file)
            yield from gaps(row, needed, file)
