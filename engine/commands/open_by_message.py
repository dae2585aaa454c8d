"""A message opens a case, lets its sender join the one it opened before, or leave it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine.commands.begin_case import Beginning, begin_case
from engine.commands.new_case import Ground, Report, new_case
from engine.commands.office import Office
from engine.queries.policies import active_version
from engine.queries.waits import joined_case
from engine.store.deeds import Linked, Unlinked
from engine.store.journal import Happening
from engine.store.load import load_case
from engine.store.rows import Changes, LockedCase
from engine.store.store import Tx
from engine.store.write import lay_down, save_case
from engine.verbs.reading import is_code

CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class Opening:
    """A message that opens a case of a kind; `origin` is its key, kept with the case."""

    kind: str
    message: str
    origin: str
    payload: Mapping[str, Any]
    sender: LockedCase


def open_by_message(office: Office, tx: Tx, opening: Opening) -> bool:
    """Open a case at the sender's place; False while no version is active there.

    What keeps the sender's case from some eyes keeps this one from them too.
    """
    sender = opening.sender
    places = office.surroundings(tx, sender.district).places
    version = active_version(tx, sender.district, opening.kind, sender.path)
    place = places.by_path.get(sender.path)
    if version is None or place is None:
        return False
    *_, district = places.upwards(sender.path)
    day = office.calendar.date(tx.now)
    number = office.numbers.take_within(tx, sender.district, district.code, day)
    report = Report(opening.kind, words="", channel=sender.channel, category=_category_of(opening))
    ground = Ground(place, version, number)
    case = replace(
        new_case(office, tx, report, ground, origin=opening.origin),
        accused=sender.accused,
        access=sender.access,
        lon=sender.lon,
        lat=sender.lat,
    )
    lay_down(tx, case)
    facts = {"message": opening.message, "origin": opening.origin, "place": place.id}
    act = Happening("open_case", None, None, facts | {"sender": sender.number})
    link = Linked(sender.id, case.id, opening.message)
    begin_case(office, tx, case, Beginning(act, opening.payload, beside=(link,)))
    return True


def _category_of(opening: Opening) -> str | None:
    said = opening.payload.get(CATEGORY)
    return said if isinstance(said, str) and is_code(said) else opening.sender.category


def join_case(tx: Tx, known: int, sender: LockedCase, message: str) -> bool:
    """Let a case join the one its message would have opened."""
    act = Happening("join_case", None, None, {"sender": sender.number, "message": message})
    return _note(tx, known, act, Linked(sender.id, known, message))


def leave_case(tx: Tx, sender: LockedCase, key: str, message: str) -> bool:
    """Let a case leave the one of a key it belongs to; where there is none it has left already."""
    known = joined_case(tx, sender, key)
    act = Happening("leave_case", None, None, {"sender": sender.number, "message": message})
    return known is None or _note(tx, known, act, Unlinked(sender.id, known))


def _note(tx: Tx, known: int, act: Happening, deed: Linked | Unlinked) -> bool:
    case = load_case(tx, known)
    if case:
        save_case(tx, case, case, Changes(happenings=(act,), beside=(deed,)))
    return case is not None
