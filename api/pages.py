"""The pages: built files, sent compressed where the browser takes it, cached by their names."""

from html import escape
from mimetypes import guess_type
from pathlib import Path

from flask import Blueprint, Response, redirect, request, send_from_directory
from werkzeug.exceptions import NotFound
from werkzeug.security import safe_join
from werkzeug.wrappers import Response as WerkzeugResponse

from engine.texts import say

BUILT = Path(__file__).parent / "static"
COMPRESSED = {"br": ".br", "gzip": ".gz"}
A_YEAR_SECONDS = 365 * 24 * 3600


def blueprint_for(built: Path) -> Blueprint:
    """Serve the pages of a folder that Vite filled."""
    blueprint = Blueprint("pages", __name__)

    @blueprint.get("/desk")
    def desk() -> WerkzeugResponse:
        return redirect("/desk/")

    @blueprint.get("/desk/", defaults={"name": "desk"})
    @blueprint.get("/desk/tasks/<id>", defaults={"name": "desk/task"})
    @blueprint.get("/desk/cases/<id>", defaults={"name": "desk/case"})
    @blueprint.get("/<any(try, docs, problems):name>")
    @blueprint.get("/<any(problems):name>/<type>")
    def page(name: str, **_: str) -> Response:
        if not (built / name / "index.html").is_file():
            return not_built()
        return send(built, f"{name}/index.html")

    @blueprint.get("/favicon.svg")
    def icon() -> Response:
        return send(built, "favicon.svg")

    @blueprint.get("/assets/<path:name>")
    def asset(name: str) -> Response:
        response = send(built, f"assets/{name}", max_age=A_YEAR_SECONDS)
        response.cache_control.immutable = True  # the name changes with the content
        return response

    return blueprint


def send(folder: Path, name: str, *, max_age: int | None = None) -> Response:
    """Send one built file in the best encoding the browser takes; without an age, asked anew."""
    path = safe_join(str(folder), name)
    if path is None:
        raise NotFound
    encoding = request.accept_encodings.best_match(
        [each for each, suffix in COMPRESSED.items() if Path(path + suffix).is_file()]
    )
    suffix = COMPRESSED[encoding] if encoding else ""
    response = send_from_directory(
        folder,
        name + suffix,
        mimetype=guess_type(name)[0],
        download_name=Path(name).name,
        max_age=max_age,
    )
    if encoding:
        response.content_encoding = encoding
    response.vary.add("Accept-Encoding")
    return response


def not_built() -> Response:
    """Say why there is no page and what to do; the interface works without pages."""
    lines = "".join(
        f'<p lang="{each}">{escape(say("pages.not_built", language=each))}</p>'
        for each in ("zh", "en")
    )
    title = escape(say("pages.name"))
    html = f'<!doctype html><html lang="zh"><meta charset="utf-8"><title>{title}</title>{lines}'
    return Response(html, 503, content_type="text/html; charset=utf-8")
