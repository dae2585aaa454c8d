"""Every 4xx and 5xx as `application/problem+json` (RFC 9457), in the words of the catalogue."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import orjson
from flask import Response, request
from flask_smorest import Api
from typing_extensions import override
from werkzeug.exceptions import HTTPException

from api.language import language
from api.schemas import Problem
from engine.domain.findings import Finding
from engine.domain.refusals import Kind, Refusal
from engine.texts import LANGUAGES, catalogue, say

CONTENT_TYPE = "application/problem+json"
STATUS = {
    Kind.UNREADABLE: 400,
    Kind.NOT_SIGNED_IN: 401,
    Kind.FORBIDDEN: 403,
    Kind.MISSING: 404,
    Kind.CONFLICT: 409,
    Kind.STALE: 412,
    Kind.TOO_LARGE: 413,
    Kind.INVALID: 422,
    Kind.TOO_MANY: 429,
    Kind.BUSY: 503,
}


class DescribedApi(Api):
    """The described part of HTTP; its refusals are problems."""

    ERROR_SCHEMA = Problem

    @override
    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer a refusal of Flask or of a schema, or a fault of ours."""
        status = error.code or 500
        spoken = said_as(status)
        messages = getattr(error, "data", {}).get("messages", {})
        response = problem(
            status,
            kind=f"status-{spoken}",
            detail=say(f"api.status_{spoken}_detail", language=language()),
            errors=tuple(complaints(messages.get("json", {}))),
        )
        for name, value in error.get_headers():  # Allow, Retry-After, …
            response.headers.setdefault(name, value)
        return response

    @override
    def _openapi_json(self) -> Response:
        """Serve the description; asked again unchanged, it is not sent again."""
        response: Response = super()._openapi_json()
        response.cache_control.no_cache = True
        response.add_etag()
        response.make_conditional(request)
        return response

    @override
    def _register_responses(self) -> None:
        """Describe every refusal as a problem; flask-smorest would say plain JSON."""
        for name in (*(status.name for status in HTTPStatus), "DEFAULT_ERROR"):
            content = {CONTENT_TYPE: {"schema": Problem}}
            described = {"description": "Problem (RFC 9457)", "content": content}
            self.spec.components.response(name, described, lazy=True)


def refuse(refusal: Refusal) -> Response:
    """Answer a refusal of the engine: its kind decides the status, its sentence the detail."""
    return problem(
        STATUS[refusal.kind],
        kind=kind_of(type(refusal)),
        detail=refusal.sentence(language()),
        errors=refusal.findings,
    )


def kind_of(refusal: type[Refusal]) -> str:
    """Name the type of the problems a refusal is answered with."""
    return refusal.code.replace("_", "-")


def problem(status: int, *, kind: str, detail: str, errors: tuple[Finding, ...] = ()) -> Response:
    """Render one problem; `errors` point into the request body."""
    body: dict[str, Any] = {
        "type": f"/problems/{kind}",
        "title": say(f"api.status_{said_as(status)}_title", language=language()),
        "status": status,
        "detail": detail,
        "instance": request.path,
    }
    if errors:
        body["errors"] = [described(each) for each in errors]
    response = Response(orjson.dumps(body), status, content_type=CONTENT_TYPE)
    response.headers["Content-Language"] = language()
    response.vary.add("Accept-Language")
    return response


def described(finding: Finding) -> dict[str, object]:
    """Give one entry of `errors`; a finding inside a text tells its position in characters."""
    entry: dict[str, object] = {
        "pointer": finding.pointer,
        "code": finding.rule,
        "detail": finding.sentence(language()),
    }
    places = {"file": finding.file, "element": finding.element, "line": finding.line}
    entry |= {name: place for name, place in places.items() if place}
    if "position" in finding.facts:
        entry["position"] = finding.facts["position"]
    return entry


def said_as(status: int) -> int:
    """Give the status whose sentences say this one: itself, or the first of its hundred."""
    spoken = f"api.status_{status}_title" in catalogue(LANGUAGES[0])
    return status if spoken else status // 100 * 100


def complaints(messages: object, pointer: str = "") -> Iterator[Finding]:
    """Walk a schema's complaints, one finding for each place."""
    if isinstance(messages, Mapping):
        for name, inside in messages.items():
            at = pointer if name == "_schema" else f"{pointer}/{escaped(name)}"
            yield from complaints(inside, at)
        return
    for code in messages if isinstance(messages, list) else []:
        rule = f"api.field_{code}"
        known = rule if rule in catalogue(language()) else "api.field_invalid"
        yield Finding(known, pointer=pointer)


def escaped(name: object) -> str:
    """Escape one step of a JSON Pointer (RFC 6901 §3)."""
    return str(name).replace("~", "~0").replace("/", "~1")
