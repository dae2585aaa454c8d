"""Who asks: a bearer token or a session's cookie; what is not named here is open to nobody."""

from dataclasses import dataclass, field
from hmac import compare_digest

from flask import Response, g, request

from engine.domain.people import Person, Post
from engine.domain.refusals import CsrfMissing, NotAllowed, NotSignedIn
from engine.domain.words import Action
from engine.queries.people import Session, session_of_token
from engine.wiring import Engine

# Blueprints open to nobody in particular: pages and their description, how the house is, what
# reads nothing of it, and the door itself.
OPEN = frozenset(
    (
        *("health", "metrics", "api-docs", "pages", "rendered", "problem-types"),
        *("try-feel", "try-dmn"),
        *("sign-in", "public-questions", "public-reports", "public-follow"),
    )
)
KEPT_SECONDS = 5.0  # how long a post or a token that was taken away elsewhere may still be used
SCHEME = "Bearer "
COOKIE = "shaodao_session"
CSRF = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
GUESSED = "/api/"  # what is not there is not told to nobody

# Whoever may read the data folder of this machine: sees every place from the root of the tree,
# where no unit stands, so no task is theirs.
OPERATOR = Person(
    id=0,
    district=1,
    name="",
    posts=(Post(role="", path="/", actions=frozenset(Action)),),
)


@dataclass(slots=True)
class Identity:
    """Knows the people behind the tokens of the last few seconds, and the operator's token."""

    engine: Engine
    operator: str = ""
    known: dict[str, tuple[float, Session]] = field(default_factory=dict)

    def guard(self) -> None:
        """Find out who asks, before any resource is reached.

        Raises:
            NotSignedIn: No token, or one that stands for nobody any more.
            CsrfMissing: A change by cookie that no page of ours can have sent.
        """
        if request.endpoint is None and not request.path.startswith(GUESSED):
            return  # nothing is there
        if request.blueprint in OPEN:
            return
        bearer, cookie = bearer_token(), request.cookies.get(COOKIE, "")
        g.token = bearer or cookie
        g.session = self.session(g.token)
        given = request.headers.get(CSRF, "")
        by_cookie = not bearer and request.method not in SAFE
        if by_cookie and not compare_digest(given.encode(), g.session.csrf.encode()):
            raise CsrfMissing

    def session(self, token: str) -> Session:
        """Give the session a token stands for.

        Raises:
            NotSignedIn: It stands for none.
        """
        if self.operator and compare_digest(token.encode(), self.operator.encode()):
            return Session(OPERATOR, csrf=self.operator)
        until, session = self.known.get(token, (0.0, None))
        if session and until > self.engine.seconds():
            return session
        with self.engine.office.store.read() as tx:
            session = session_of_token(tx, token) if token else None
        if session is None:
            raise NotSignedIn
        self.remember(token, session)
        return session

    def remember(self, token: str, session: Session) -> None:
        """Know a session for some seconds, and forget whatever was known for longer."""
        now = self.engine.seconds()
        self.known = {token: seen for token, seen in self.known.items() if seen[0] > now}
        self.known[token] = (now + KEPT_SECONDS, session)

    def forget(self, response: Response) -> Response:
        """Look everybody up again after a request that changed who is who."""
        if request.method not in SAFE:
            self.known.clear()
        return response


def bearer_token() -> str:
    """Read the token a program sends; empty where there is none."""
    header = request.headers.get("Authorization", "")
    return header.removeprefix(SCHEME) if header.startswith(SCHEME) else ""


def asking() -> Person:
    """Give the person who asks."""
    person: Person = session().person
    return person


def permitted(action: Action, path: str | None = None) -> Person:
    """Give who asks, if a post of theirs permits the action: at a place, or anywhere at all.

    Raises:
        NotAllowed: None does.
    """
    person = asking()
    if not (person.may(action) if path is None else person.may_at(action, path)):
        raise NotAllowed(action=action)
    return person


def session() -> Session:
    """Give the session of who asks."""
    found: Session = g.session
    return found


def idempotency_key() -> str | None:
    """Give the key under which this request is remembered, if it carries one."""
    return request.headers.get("Idempotency-Key")
