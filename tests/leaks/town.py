"""A full district with reported cases of every kind, each with marks that betray who reported."""

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import insert, select, update

from engine.commands.complete_task import complete_task
from engine.commands.new_case import Report
from engine.commands.open_case import open_case
from engine.commands.sign_in import sign_in
from engine.domain.people import Person, Post
from engine.domain.reporters import Contact, Voice
from engine.domain.words import Action
from engine.queries.people import person_by_username
from engine.queries.places import read_places
from engine.rehearsal.houses import House
from engine.store import tables
from engine.store.store import Tx
from engine.store.tables import Case, WorkItem

DISTRICT = 1
PUBLIC = Person(0, DISTRICT, "")
GRIDS = ("QH-01-01", "QH-01-02", "QH-01-03", "QH-02-01", "YC-01-01")
CONTACTS = tuple(Contact)
INTAKE = {
    "category": "噪音/邻里",
    "summary": "住户反映夜间噪声",
    "accept": "ok",
    "accused_type": "none",
    "spot_solved": False,
}
# No other text of the district looks like these.
NAME, PHONE, WORDS = "甄{:04d}", "19987{:06d}", "楼上半夜吵闹〔原话{:04d}号〕"
MARKS = {
    "name": re.compile(r"甄(\d{4})"),
    "phone": re.compile(r"(?<!\d)19987(\d{6})(?!\d)"),
    "words": re.compile(r"原话(\d{4})号"),
}


@dataclass(frozen=True, slots=True)
class Planted:
    """A case as it was reported, and everything that decides who may see what of it."""

    nth: int
    number: str
    id: int
    path: str
    handler: str | None
    accused: str | None
    access: str
    worked: frozenset[str]  # units that have or had a task, or watch
    summoned: frozenset[str]  # units called in it, or in what it is linked with

    def opens_for(self, person: Person) -> bool:
        """Tell whether a person may see the case, as the rules say it in words."""
        if any(self.accuses(post) for post in person.posts if post.holder is None):
            return False
        units = {self.path, self.handler or "", *self.worked, *self.summoned}
        return any(
            self.admits(post) and any(unit.startswith(post.path) for unit in units)
            for post in person.posts
        )

    def speaks_to(self, person: Person) -> bool:
        """Tell whether a person may read the reporter's own words."""
        return self.opens_for(person) and any(
            self.admits(post) and Action.READ_WORDS in post.actions and self.is_near(post)
            for post in person.posts
        )

    def is_near(self, post: Post) -> bool:
        called = any(unit.startswith(post.path) for unit in self.summoned)
        handles = (self.handler or "").startswith(post.path) and not called
        return self.path.startswith(post.path) or handles

    def admits(self, post: Post) -> bool:
        return not self.accuses(post) and (not self.access or f" {post.role} " in self.access)

    def accuses(self, post: Post) -> bool:
        return self.accused is not None and post.path.startswith(self.accused)


@dataclass(slots=True)
class Town:
    """The district, its people, and the doors through which they look."""

    house: House
    app: Flask
    people: Mapping[str, Person]
    address: str  # of its database
    planted: list[Planted] = field(default_factory=list)
    clients: dict[str, FlaskClient] = field(default_factory=dict)
    stride: int = 1  # of so many cases, a person opens the file of one

    def opened_by(self, name: str) -> list[Planted]:
        """Give the cases whose files somebody opens; together they open them all."""
        return self.planted[list(self.people).index(name) % self.stride :: self.stride]

    def client(self, name: str) -> FlaskClient:
        """Give a client somebody of the district has signed in with."""
        if name not in self.clients:
            token = sign_in(self.house.office, person=self.people[name], lasting=timedelta(days=9))
            client = self.app.test_client()
            client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
            self.clients[name] = client
        return self.clients[name]

    def rows(self, table: type[tables.Base], *columns: str, **where: Any) -> list[Any]:
        """Read columns of the rows of a table."""
        wanted = [getattr(table, name) for name in columns]
        with self.house.office.store.read() as tx:
            return list(tx.execute(select(*wanted).filter_by(**where)).all())


def people_of(house: House, names: Iterable[str]) -> dict[str, Person]:
    """Give the people of the district with the posts they hold."""
    with house.office.store.read() as tx:
        found = {name: person_by_username(tx, DISTRICT, name) for name in names}
    return {name: person for name, person in found.items() if person}


def one_of_each(house: House, people: Mapping[str, Person]) -> dict[str, Person]:
    """Give people who together hold every role at every level at which anybody holds it."""
    with house.office.store.read() as tx:
        places = read_places(tx, DISTRICT)
    kept, held = {}, set[tuple[str, str]]()
    for name, person in sorted(people.items(), key=lambda each: -len(each[1].posts)):
        seats = {(post.role, places.by_path[post.path].level) for post in person.posts}
        if seats - held:
            kept[name] = person
            held |= seats
    return kept


def plant(town: Town, count: int) -> None:
    """Let so many people report, and let the cases be at every stage and in every kind of hands."""
    chance = random.Random(20261120)  # noqa: S311 - the same town each time
    for nth in range(count):
        report(town, nth, chance)
    town.house.driver.drain()
    take_in(town)
    town.house.driver.drain()
    with town.house.office.store.write() as tx:
        twist(tx, [row.id for row in tx.execute(select(Case.id).order_by(Case.id))])
    town.planted = list(looked_up(town))


def report(town: Town, nth: int, chance: random.Random) -> None:
    """Let somebody report through the public page."""
    voice = Voice(
        contact=CONTACTS[nth % len(CONTACTS)], name=NAME.format(nth), phone=PHONE.format(nth)
    )
    place = chance.choice(GRIDS)
    said = Report(
        kind="case_main", words=WORDS.format(nth), place=place, channel="public", voice=voice
    )
    open_case(town.house.office, report=said, by=PUBLIC)


def take_in(town: Town) -> None:
    """Let two in three cases be accepted by whoever has them on their list."""
    open_ = town.rows(WorkItem, "id", "role", "path", state="open", element="cm_intake")
    for item in open_[: len(open_) * 2 // 3]:
        by = next(p for p in town.people.values() if p.holds(item.role, item.path))
        complete_task(town.house.office, task_id=item.id, answers=INTAKE, by=by)


def twist(tx: Tx, cases: list[int]) -> None:
    """Accuse units, keep cases to roles, let others handle, summon and link, as drawings do."""
    at = {row.code: row.path for row in tx.execute(select(tables.Place.code, tables.Place.path))}
    for nth, case in enumerate(cases):
        facts = {
            3: {"accused": at["QH-01"]},
            4: {"access": " protector "},
            5: {"handler": at["RQ"]},
            6: {"handler": at["ZHZF"]},
        }.get(nth % 10)
        if facts:
            tx.execute(update(Case).where(Case.id == case).values(**facts))
        if nth % 10 == 7:
            summon(tx, case, "GD", at["GD"])
        if nth % 20 == 5:
            summon(tx, case, "RQ", at["RQ"])
        if nth % 10 == 8 and nth + 1 < len(cases):
            summon(tx, case, "SJ", at["SJ"])
            link = {"case_id": case, "other_id": cases[nth + 1], "relation": "whistle.open"}
            tx.execute(insert(tables.Link), {"district": DISTRICT, "at": tx.now} | link)
        if nth % 10 == 9:
            watch = {"case_id": case, "path": at["YC-01"], "since": tx.now}
            tx.execute(insert(tables.Watcher), {"district": DISTRICT} | watch)


def summon(tx: Tx, case: int, unit: str, path: str) -> None:
    row = {"case_id": case, "unit": unit, "round": 1, "path": path, "part": "lead"}
    rest = {"state": "open", "result": None, "since": tx.now, "until": None}
    tx.execute(insert(tables.Summons), {"district": DISTRICT} | row | rest)


def looked_up(town: Town) -> Iterator[Planted]:
    """Give every reported case with what stands beside it in the record."""
    beside: dict[str, dict[int, set[str]]] = {"worked": {}, "summoned": {}}
    for kind, table in (
        ("worked", WorkItem),
        ("worked", tables.Watcher),
        ("summoned", tables.Summons),
    ):
        for row in town.rows(table, "case_id", "path"):
            beside[kind].setdefault(row.case_id, set()).add(row.path)
    linked: dict[int, set[int]] = {}
    for row in town.rows(tables.Link, "case_id", "other_id"):
        linked.setdefault(row.case_id, set()).add(row.other_id)
        linked.setdefault(row.other_id, set()).add(row.case_id)
    said = {
        row.case_id: row.body for row in town.rows(tables.Words, "case_id", "body", kind="report")
    }
    for row in town.rows(Case, "id", "number", "path", "handler", "accused", "access"):
        mark = MARKS["words"].search(said.get(row.id) or "")
        near = {row.id, *linked.get(row.id, ())}
        yield Planted(
            nth=int(mark[1]) if mark else -1,
            number=row.number,
            id=row.id,
            path=row.path,
            handler=row.handler,
            accused=row.accused,
            access=row.access,
            worked=frozenset(beside["worked"].get(row.id, ())),
            summoned=frozenset(p for id_ in near for p in beside["summoned"].get(id_, ())),
        )
