"""The pages that are whole before any script runs: built files with their sentences filled in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Blueprint, Response, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.pages import not_built
from engine.texts import LANGUAGES, say

COOKIE = "language"
PAGES = {
    "/": "resident/home",
    "/report": "resident/report",
    "/follow": "resident/follow",
    "/login": "login",
}
HTML_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def blueprint_for(built: Path) -> Blueprint:
    """Serve the pages for residents, and the door for staff, out of a folder that Vite filled."""
    blueprint = Blueprint("rendered", __name__)
    templates = Environment(
        loader=FileSystemLoader(built), autoescape=True, undefined=StrictUndefined
    )
    for address, folder in PAGES.items():
        view = partial(page, templates, built / folder / "index.html", f"{folder}/index.html")
        blueprint.add_url_rule(address, folder, view)
    return blueprint


def page(templates: Environment, file: Path, name: str) -> Response:
    """Fill in one page in the language the person chose; Chinese until then."""
    if not file.is_file():
        return not_built()
    language = request.cookies.get(COOKIE, "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    other = next(each for each in LANGUAGES if each != language)
    html = templates.get_template(name).render(
        say=sayer(language), lang=HTML_LANGUAGES[language], other=HTML_LANGUAGES[other]
    )
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = language
    return response


def sayer(language: str) -> Callable[[str], str]:
    """Give what says the sentences of the resident's room."""
    return lambda key: say(f"resident.{key}", language=language)
