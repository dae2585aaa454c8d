"""How the command line finds the server that owns the house, and proves it is on this machine."""

import json
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

NAME = "owner.json"
TOKEN_BYTES = 32
OWNER_ONLY = 0o600


@dataclass(frozen=True, slots=True)
class Owner:
    """The server that owns a data folder, and the token of whoever may read that folder."""

    address: str
    token: str


def new_token() -> str:
    """Make the token of this run of the server."""
    return secrets.token_urlsafe(TOKEN_BYTES)


@contextmanager
def announced(data: Path, owner: Owner) -> Iterator[None]:
    """Let the command line of the same user find the server while it runs."""
    path = data / NAME
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY), "w") as file:
        json.dump(asdict(owner), file)
    try:
        yield
    finally:
        path.unlink(missing_ok=True)


def find_owner(data: Path) -> Owner | None:
    """Find the server that owns a data folder, if it runs and this user may know."""
    try:
        owner = Owner(**json.loads((data / NAME).read_text(encoding="utf-8")))
        # A server that was killed leaves its file behind.
        socket.create_connection(address_of(owner), timeout=1).close()
    except (OSError, ValueError, TypeError):
        return None
    return owner


def address_of(owner: Owner) -> tuple[str, int]:
    """Give the host and the port of a server."""
    address = urlsplit(owner.address)
    return str(address.hostname), int(address.port or 0)
