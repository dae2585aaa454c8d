"""A POST with an `Idempotency-Key` is done once, whichever door it came to."""

import hashlib
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial, wraps
from typing import Any

from flask import Flask, Response, make_response, request

from api.identity import OPEN, asking, idempotency_key
from engine.commands.begun import begin, finish, withdraw
from engine.commands.once import Request
from engine.domain.people import Person
from engine.queries.public import public_kind
from engine.wiring import Engine

View = Callable[..., Any]

# What remembers its answer in the very transaction that does the work.
IN_ONE_STEP = frozenset(
    (
        *("cases.report", "comments.add", "public-reports.report"),
        *("tasks.complete", "task-hands.extension", "task-hands.send_back"),
        *(f"case-actions.{name}" for name in ("act", "rating", "remind", "supervise", "merge")),
        *(f"case-actions.{name}" for name in ("suspend", "resume", "reopen", "withdraw")),
        *(f"public-follow.{name}" for name in ("act", "rating", "remind", "reopen", "withdraw")),
    )
)
# Questions, whose body is nobody's to keep; repeated, they change nothing anyway.
QUESTIONS = frozenset(
    ("public-questions.danger", "reporters.of_phone", "try-feel.feel", "try-dmn.dmn")
)
# Before signing in nobody is known whose key it could be, and the body is a password.
SIGN_IN = frozenset(("sign-in.start",))
# Answers with a token or with who reported, and bodies that may hold a password: neither is kept,
# so that a repeat is refused with a sentence instead of done again.
SHOWN_ONCE = frozenset(("people.person", "people.first", "people.reset", "reporters.reveal"))


def do_once(app: Flask, engine: Engine) -> None:
    """Let every POST that does not see to it itself be done once under its key."""
    for rule in app.url_map.iter_rules():
        if (
            "POST" in (rule.methods or ())
            and rule.endpoint not in IN_ONE_STEP | QUESTIONS | SIGN_IN
        ):
            view = app.view_functions[rule.endpoint]
            app.view_functions[rule.endpoint] = keyed(view, engine, rule.endpoint)


def keyed(view: View, engine: Engine, endpoint: str) -> View:
    """Let a view answer a repeated key with what it answered before."""
    office = engine.office

    @wraps(view)
    def answered(**arguments: Any) -> Response:
        key = idempotency_key()
        if not key:
            return make_response(view(**arguments))
        body = b"" if endpoint in SHOWN_ONCE else body_digest()
        asked = Request(whose(engine), key, (endpoint, request.path, body.hex()))
        earlier = begin(office, asked)
        if earlier:
            return Response(earlier.response, earlier.status, mimetype="application/json")
        with ExitStack() as refused:
            refused.callback(partial(withdraw, office, asked))
            response = make_response(view(**arguments))
            refused.pop_all()
        if endpoint not in SHOWN_ONCE:
            finish(office, asked, response.status_code, response.get_data(as_text=True))
        return response

    return answered


def whose(engine: Engine) -> Person:
    """Give whose key it is; residents are nobody, as where they report."""
    if request.blueprint not in OPEN:
        return asking()
    with engine.office.store.read() as tx:
        district, _ = public_kind(tx)
    return Person(0, district, "")


def body_digest() -> bytes:
    """Name what was sent; of a form its parts, since its edges differ each time it is sent."""
    digest = hashlib.sha256()
    if request.mimetype != "multipart/form-data":
        digest.update(request.get_data())
        return digest.digest()
    for name, value in sorted(request.form.items(multi=True)):
        digest.update(hashlib.sha256(f"{name}={value}".encode()).digest())
    for name, file in sorted(request.files.items(multi=True), key=lambda each: each[0]):
        digest.update(hashlib.sha256(name.encode()).digest())
        digest.update(hashlib.sha256(file.read()).digest())
        file.seek(0)
    return digest.digest()
