"""A notice as the policy says it, and who is to be told: never the accused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.casework.reader import CaseReader
from engine.domain.lanes import REPORTER, read_lane
from engine.store.deeds import Told
from engine.verbs.port import Notice

TEXTS, QUIET = "notice_texts", "quiet_until"


@dataclass(frozen=True, slots=True)
class Seat:
    """Whom a notice is for: a role at a unit, "" everybody there; `case` is where it is read."""

    case: int
    role: str
    path: str


@dataclass(frozen=True, slots=True)
class Around:
    """Who stands around a case: who holds its tasks, watches or reported it; nobody accused."""

    handlers: Sequence[tuple[str, str]] = ()  # roles and paths
    watchers: Sequence[str] = ()  # paths
    voices: Sequence[tuple[int, str]] = ()  # cases and their paths


@dataclass(frozen=True, slots=True)
class Said:
    """What is said, and until when it is not to be (None: now)."""

    text: str
    until: datetime | None = None


def said_of(notice: Notice, reader: CaseReader) -> Said:
    """Let the policy put a notice into words and say whether it is too late in the day for it.

    A policy without words says the template's own name.
    """
    given = {"template": notice.template, "urgency": notice.urgency, "facts": notice.facts}
    words = reader.decide(TEXTS, given) or {}
    text = words.get("text") or notice.template
    until = None if words.get("bypass") else reader.decide(QUIET, {"now": reader.now})
    is_quiet = isinstance(until, datetime) and until > reader.now
    return Said(str(text), until if is_quiet else None)


def told_by(notice: Notice, text: str, around: Around, reader: CaseReader) -> list[Told]:
    """Give the notice for everybody it is for, once each."""
    seats = dict.fromkeys(seat for to in notice.to for seat in seats_of(to, around, reader))
    return [
        Told(seat.case, notice.template, text, notice.urgency, seat.role, seat.path)
        for seat in seats
    ]


def seats_of(to: str, around: Around, reader: CaseReader) -> Iterator[Seat]:
    """Give whom an addressee means: who reported, who stands around, or a role at a unit."""
    own = reader.row.id
    match to:
        case "voices":
            yield from (Seat(case, REPORTER, path) for case, path in around.voices)
        case "reporter":
            yield from (Seat(own, REPORTER, path) for case, path in around.voices if case == own)
        case "watchers":
            yield from (Seat(own, "", path) for path in around.watchers)
        case "handlers":
            yield from (Seat(own, role, path) for role, path in around.handlers)
        case _:
            lane = read_lane(to)
            yield Seat(own, lane.role, reader.place_of(lane))
