"""Reads posts with their names: who holds what where, from when to when, and for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from engine.domain.people import Person
from engine.store.columns import NEVER
from engine.store.store import Tx
from engine.store.tables import Person as Holder
from engine.store.tables import Place, Post, Role

COLUMNS = (
    Post.id,
    Post.person_id,
    Holder.name.label("person"),
    Post.role,
    func.coalesce(Role.name, Post.role).label("role_name"),
    Place.code.label("unit"),
    Place.name.label("unit_name"),
    Post.path,
    Post.since,
    Post.until,
)
POSTS = (
    select(*COLUMNS)
    .join(Holder, (Holder.district == Post.district) & (Holder.id == Post.person_id))
    .join(Place, (Place.district == Post.district) & (Place.id == Post.unit_id))
    .outerjoin(Role, (Role.district == Post.district) & (Role.key == Post.role))
    .where(Post.district == bindparam("of_district"))
    .order_by(Post.id)
)
HELD_NOW = (Post.since <= bindparam("now"), Post.until > bindparam("now"))
OF_PEOPLE = POSTS.where(Post.person_id.in_(bindparam("people", expanding=True)), *HELD_NOW)
READ_ACCOUNT = select(Holder.id, Holder.name, Holder.username).where(
    Holder.district == bindparam("of_district"), Holder.id == bindparam("of_person")
)


@dataclass(frozen=True, slots=True)
class PostCard:
    """A post as a list shows it."""

    id: int
    person_id: int
    person: str
    role: str
    role_name: str
    unit: str
    unit_name: str
    path: str
    since: datetime
    ends: datetime

    @property
    def until(self) -> datetime | None:
        """Give when it ends, None where no end is set."""
        return None if self.ends == NEVER else self.ends


@dataclass(frozen=True, slots=True)
class Account:
    """A person as they are named, and the name they sign in with."""

    id: int
    name: str
    username: str


def posts_of(tx: Tx, district: int, people: Sequence[int]) -> list[PostCard]:
    """Read the present posts of some people."""
    values = {"of_district": district, "people": list(people), "now": tx.now}
    return [PostCard(*row) for row in tx.execute(OF_PEOPLE, values)]


def account_of(tx: Tx, person: Person) -> Account:
    """Read how a person is named; the operator of the machine is nobody in particular."""
    found = {"of_district": person.district, "of_person": person.id}
    row = tx.execute(READ_ACCOUNT, found).one_or_none()
    return Account(*row) if row else Account(person.id, person.name, "")
