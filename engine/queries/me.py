"""Reads what a person is told about themselves."""

from dataclasses import dataclass

from engine.domain.people import Person
from engine.domain.places import Place
from engine.queries.people import read_password
from engine.queries.places import read_root
from engine.queries.posts import Account, PostCard, account_of, posts_of
from engine.store.store import Tx


@dataclass(frozen=True, slots=True)
class Me:
    """A person, their posts and those they hold for others, and their district."""

    account: Account
    posts: list[PostCard]
    district: Place | None
    has_password: bool


def read_me(tx: Tx, person: Person) -> Me:
    """Read who somebody is."""
    account = account_of(tx, person)
    return Me(
        account=account,
        posts=posts_of(tx, person.district, sorted(person.stands_for)),
        district=read_root(tx, person.district),
        has_password=read_password(tx, person.district, account.username) is not None,
    )
