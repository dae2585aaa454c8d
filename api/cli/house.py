"""The house as a command reaches it: over HTTP to the server that owns it, or in this process.

Both roads lead to the same application and the same doors.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import partial
from http.client import HTTPConnection
from secrets import token_hex
from typing import Any
from urllib.parse import urlsplit

from flask import Flask

from api.app import create_app
from api.owner import find_owner, new_token
from api.server import opened, told

PATIENCE_SECONDS = 120
FIRST_REFUSAL = 400  # RFC 9110 §15.5

Headers = Mapping[str, str]
Road = Callable[[str, str, Headers, bytes], tuple[int, bytes]]


class Refused(Exception):
    """The house refused; the problem says why (RFC 9457)."""

    def __init__(self, problem: Mapping[str, Any]) -> None:
        super().__init__(problem["detail"])
        self.problem = problem


@dataclass(frozen=True, slots=True)
class House:
    """The application as a command asks it, in the name of this machine's operator."""

    road: Road
    token: str
    language: str

    def ask(self, method: str, path: str, body: bytes = b"", kind: str = "application/json") -> Any:
        """Ask, and give what the answer holds.

        Raises:
            Refused: The house refuses.
        """
        headers = {
            "Authorization": f"Bearer {self.token}",
            "Accept-Language": self.language,
            "Content-Type": kind,
        }
        status, answer = self.road(method, f"/api/v1{path}", headers, body)
        held: Any = json.loads(answer) if answer else None
        if status >= FIRST_REFUSAL:
            raise Refused(held)
        return held

    def post(self, path: str, **body: object) -> Any:
        """Change something."""
        return self.ask("POST", path, json.dumps(body).encode())

    def upload(self, path: str, file: tuple[str, bytes], **fields: str) -> Any:
        """Send a file by its name and bytes, with fields."""
        edge = token_hex(16)
        body = b"".join(
            [
                *(_part(edge, f'name="{name}"', text.encode()) for name, text in fields.items()),
                _part(edge, f'name="file"; filename="{file[0]}"', file[1]),
                f"--{edge}--\r\n".encode(),
            ]
        )
        return self.ask("POST", path, body, f"multipart/form-data; boundary={edge}")


@contextmanager
def reached(language: str) -> Iterator[House]:
    """Reach the house of the settings, as its owner's guest or by opening it."""
    settings = told()
    owner = find_owner(settings.data)
    if owner:
        yield House(partial(_over_http, owner.address), owner.token, language)
        return
    with closing(opened(settings)) as engine:
        token = new_token()
        yield House(partial(_inside, create_app(engine, operator=token)), token, language)


def _over_http(
    address: str, method: str, path: str, headers: Headers, body: bytes
) -> tuple[int, bytes]:
    with closing(HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE_SECONDS)) as wire:
        wire.request(method, path, body, dict(headers))
        answer = wire.getresponse()
        return answer.status, answer.read()


def _inside(app: Flask, method: str, path: str, headers: Headers, body: bytes) -> tuple[int, bytes]:
    answer = app.test_client().open(path, method=method, headers=dict(headers), data=body)
    return answer.status_code, answer.get_data()


def _part(edge: str, disposition: str, data: bytes) -> bytes:
    head = f"--{edge}\r\nContent-Disposition: form-data; {disposition}\r\n\r\n"
    return head.encode() + data + b"\r\n"
