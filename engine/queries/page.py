"""Paging by cursor: a page starts after the last row seen, however much was added meanwhile."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

CAP = 100  # counts stop here and are shown as "99+"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts: after this instant and id."""

    at: datetime
    id: int

    def text(self) -> str:
        """Write the cursor as an answer gives it."""
        return f"{int(self.at.timestamp() * 1_000_000)}.{self.id}"


Card = TypeVar("Card")


@dataclass(frozen=True, slots=True)
class Page(Generic[Card]):
    """One page of a list, where the next one starts, and how many there are up to the cap."""

    cards: tuple[Card, ...]
    next: Cursor | None
    count: int


FIRST = Cursor(datetime(1970, 1, 1, tzinfo=UTC), 0)


def read_cursor(text: str) -> Cursor:
    """Read a cursor as an answer gave it.

    Raises:
        ValueError: It is none.
    """
    at, id_ = text.split(".")
    return Cursor(datetime.fromtimestamp(int(at) / 1_000_000, UTC), int(id_))
