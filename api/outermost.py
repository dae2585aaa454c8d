"""What the server itself refuses, before the application sees it, as problems like all others."""

import json

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from api.headers import HEADERS
from api.problems import CONTENT_TYPE, said_as
from engine.texts import LANGUAGES, say


class Refusing(ErrorTask):
    """Answers a request that is no HTTP, or too large to be read."""

    def execute(self) -> None:
        """Write the problem and close the connection."""
        error = self.request.error
        accepted = self.request.headers.get("ACCEPT_LANGUAGE", "")
        wanted = parse_accept_header(accepted, LanguageAccept)
        spoken = wanted.best_match(LANGUAGES, default=LANGUAGES[0])
        body = outline(error.code, spoken).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers += [("Content-Type", CONTENT_TYPE), ("Content-Language", spoken)]
        self.response_headers += HEADERS.items()
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    """A connection whose refusals are problems."""

    error_task_class = Refusing


def outline(status: int, language: str) -> str:
    """Give the problem of a status; what was asked for is not known for certain."""
    said = said_as(status)
    problem = {
        "type": f"/problems/status-{said}",
        "title": say(f"api.status_{said}_title", language=language),
        "status": status,
        "detail": say(f"api.status_{said}_detail", language=language),
    }
    return json.dumps(problem, ensure_ascii=False)
