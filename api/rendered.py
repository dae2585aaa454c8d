"""The pages that are whole before any script runs: built files with their sentences filled in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from flask import Blueprint, Response, render_template, request

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
    blueprint = Blueprint("rendered", __name__, template_folder=str(built))
    for address, folder in PAGES.items():
        view = partial(page, built, f"{folder}/index.html")
        blueprint.add_url_rule(address, folder.replace("/", "_"), view)
    return blueprint


def page(built: Path, name: str) -> Response:
    """Fill in one page in the language the person chose; Chinese until then."""
    if not (built / name).is_file():
        return not_built()
    language = request.cookies.get(COOKIE, "")
    language = language if language in LANGUAGES else LANGUAGES[0]
    other = next(each for each in LANGUAGES if each != language)
    spoken = {"lang": HTML_LANGUAGES[language], "other": HTML_LANGUAGES[other]}
    html = render_template(name, say=sayer(language), **spoken)
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers["Content-Language"] = language
    return response


def sayer(language: str) -> Callable[[str], str]:
    """Give what says the sentences of the resident's room."""
    return lambda key: say(f"resident.{key}", language=language)
