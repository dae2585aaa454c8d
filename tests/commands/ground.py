"""The ground the tests of commands stand on: a small district, its people, and policies."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import orjson
from sqlalchemy import insert, select, update

from engine.commands.activate_policy import activate_policy
from engine.commands.complete_task import complete_task
from engine.commands.completed import Completed
from engine.commands.deploy_policy import deploy_policy
from engine.commands.office import Office
from engine.commands.open_case import Opened, Report, open_case
from engine.domain.calendar import national_calendar
from engine.domain.people import Person
from engine.domain.words import Action
from engine.policy.pack import Pack
from engine.policy.read import read_pack
from engine.queries.people import person_by_username
from engine.store import tables
from engine.store.columns import EPOCH, NEVER
from engine.store.marks import mark_as, set_ahead
from engine.store.seals import Seals
from engine.store.store import Store, Tx

LADDER = Path(__file__).parent / "packs" / "ladder"
DISTRICT = 1
SEALS = Seals(b"the secret of every house in the tests")
ALWAYS = {"since": EPOCH, "until": NEVER}
# id, code, level, name, path
PLACES = (
    (2, "SY", "district", "双阳区", "/2/"),
    (17, "SH", "street", "山河街道", "/2/17/"),
    (9, "police", "department", "公安分局", "/2/9/"),
    (5, "XH", "community", "兴华社区", "/2/17/5/"),
    (3, "G3", "grid", "第三网格", "/2/17/5/3/"),
    (4, "G4", "grid", "第四网格", "/2/17/5/4/"),
)
# id, username, name, role, path
PEOPLE = (
    (101, "wang", "王网格", "handler", "/2/17/5/3/"),
    (102, "li", "李网格", "handler", "/2/17/5/3/"),
    (103, "zhao", "赵四格", "handler", "/2/17/5/4/"),
    (104, "sun", "孙主任", "leader", "/2/17/"),
    (105, "qian", "钱警官", "handler", "/2/9/"),
    (106, "zhou", "周书记", "handler", "/2/17/5/"),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """An office in a settled district."""

    office: Office

    def person(self, username: str) -> Person:
        with self.office.store.read() as tx:
            found = person_by_username(tx, DISTRICT, username)
        assert found
        return found

    def report(self, kind: str = "ladder", place: str = "G3", words: str = "路灯不亮") -> Opened:
        """Let the first grid worker report something."""
        report = Report(kind=kind, words=words, place=place)
        return open_case(self.office, report=report, by=self.person("wang"))

    def complete(self, task: str, by: str, key: str | None = None, **answers: object) -> Completed:
        """Let somebody complete a task."""
        return self.complete_as(self.person(by), task, key, **answers)

    def complete_as(
        self, person: Person, task: str, key: str | None = None, **answers: object
    ) -> Completed:
        """Let a person complete a task."""
        return complete_task(self.office, task_id=int(task), answers=answers, by=person, key=key)

    def later(self, **time: float) -> None:
        """Let so much time have passed since the ground was settled."""
        with self.office.store.write() as tx:
            set_ahead(tx, timedelta(**time))

    def deploy_only(self, key: str) -> None:
        """Deploy the ladder under another key, and activate it nowhere."""
        pack = read_pack(LADDER)
        manifest = pack.files["pack.toml"].replace(b'key = "ladder"', f'key = "{key}"'.encode())
        process = b'process = "ladder"\n'
        files = {**pack.files, "pack.toml": process + manifest}
        deploy_policy(self.office, pack=replace(pack, files=files), approved_by=self.person("sun"))

    def rows(self, table: type[tables.Base], *columns: str) -> list[tuple[object, ...]]:
        """Read columns of a table, in the order of its key."""
        wanted = [table.__table__.c[name] for name in columns]
        with self.office.store.read() as tx:
            found = tx.execute(select(*wanted).order_by(*table.__table__.primary_key))
            return [tuple(row) for row in found]

    def use(self, path: Path) -> str:
        """Deploy and activate a pack or a bare diagram; give its key."""
        return self.use_pack(read_pack(path, allow_bare=True))

    def use_text(self, name: str, diagram: bytes) -> str:
        """Deploy and activate a bare diagram that was written by a test."""
        return self.use_pack(Pack(name, {f"{name}.bpmn": diagram}, bare=True))

    def use_pack(self, pack: Pack) -> str:
        """Deploy and activate a pack; give its key."""
        keeper = self.person("sun")
        deployed = deploy_policy(self.office, pack=pack, approved_by=keeper)
        activate_policy(self.office, key=deployed.key, number=deployed.number, by=keeper)
        return deployed.key


def settle(store: Store) -> Ground:
    """Settle a district with five people in a fresh store."""
    with store.write() as tx:
        mark_as(tx, "test")
        for id_, code, level, name, path in PLACES:
            put(tx, tables.Place, id=id_, parent_id=None, code=code, level=level, name=name,
                path=path, **ALWAYS)  # fmt: skip
        for role in ("handler", "leader"):
            put(tx, tables.Role, key=role, name=role, actions="[]")
        for id_, username, name, role, path in PEOPLE:
            put(tx, tables.Person, id=id_, name=name, username=username, password=None, phone=None)
            unit = next(place[0] for place in PLACES if place[4] == path)
            put(tx, tables.Post, id=id_, person_id=id_, role=role, unit_id=unit, path=path,
                **ALWAYS)  # fmt: skip
    return Ground(Office(store, national_calendar(), SEALS))


def permitted(person: Person, *actions: Action) -> Person:
    """Give a person whose posts permit some actions."""
    return replace(
        person, posts=tuple(replace(post, actions=frozenset(actions)) for post in person.posts)
    )


def put(tx: Tx, table: type[tables.Base], **values: object) -> None:
    tx.execute(insert(table), {"district": DISTRICT, **values})


def permit(ground: Ground, role: str, *actions: Action) -> None:
    """Let a role do more than its tasks."""
    permitted = orjson.dumps(sorted(actions)).decode()
    with ground.office.store.write() as tx:
        tx.execute(update(tables.Role).where(tables.Role.key == role).values(actions=permitted))
