"""Which language a person reads: Chinese unless the request asks for another we speak."""

from flask import request

from engine.texts import LANGUAGES


def language() -> str:
    """Give the language of this request's answer."""
    return request.accept_languages.best_match(LANGUAGES, default=LANGUAGES[0]) or LANGUAGES[0]
