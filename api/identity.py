"""Who asks: a bearer token stands for a person; nothing under /api is open to nobody."""

from dataclasses import dataclass, field
from hmac import compare_digest

from flask import g, request

from engine.domain.people import Person, Post
from engine.domain.refusals import NotSignedIn
from engine.domain.words import Action
from engine.queries.people import person_of_token
from engine.wiring import Engine

GUARDED = "/api/"
# They read nothing of the house, and every question has a budget.
OPEN = frozenset({"try-feel", "try-dmn", "problem-types"})
KEPT_SECONDS = 5.0  # how long a post or a token that was taken away may still be used here
SCHEME = "Bearer "


# Whoever may read the data folder of this machine: sees every place from the root of the tree,
# where no unit stands, so no task is theirs.
OPERATOR = Person(
    id=0, district=1, name="", posts=(Post(role="", path="/"),), actions=frozenset(Action)
)


@dataclass(slots=True)
class Identity:
    """Knows the people behind the tokens of the last few seconds, and the operator's token."""

    engine: Engine
    operator: str = ""
    known: dict[str, tuple[float, Person]] = field(default_factory=dict)

    def guard(self) -> None:
        """Find out who asks, before any resource is reached.

        Raises:
            NotSignedIn: No token, or one that stands for nobody any more.
        """
        if request.path.startswith(GUARDED) and request.blueprint not in OPEN:
            g.person = self.person(bearer())

    def person(self, token: str) -> Person:
        """Give the person a token stands for."""
        if self.operator and compare_digest(token.encode(), self.operator.encode()):
            return OPERATOR
        until, person = self.known.get(token, (0.0, None))
        if person and until > self.engine.seconds():
            return person
        with self.engine.office.store.read() as tx:
            person = person_of_token(tx, token)
        if person is None:
            raise NotSignedIn
        self.remember(token, person)
        return person

    def remember(self, token: str, person: Person) -> None:
        """Know a person for some seconds, and forget whoever was known for longer."""
        now = self.engine.seconds()
        self.known = {token: seen for token, seen in self.known.items() if seen[0] > now}
        self.known[token] = (now + KEPT_SECONDS, person)


def bearer() -> str:
    """Read the token of this request.

    Raises:
        NotSignedIn: There is none.
    """
    header = request.headers.get("Authorization", "")
    if not header.startswith(SCHEME):
        raise NotSignedIn
    return header.removeprefix(SCHEME)


def asking() -> Person:
    """Give the person who asks."""
    person: Person = g.person
    return person


def idempotency_key() -> str | None:
    """Give the key under which this request is remembered, if it carries one."""
    return request.headers.get("Idempotency-Key")
