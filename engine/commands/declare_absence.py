"""Somebody is away for a time; a substitute holds their posts meanwhile."""

from datetime import datetime

from sqlalchemy import bindparam, insert, update

from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import SubstituteInvalid
from engine.store.tables import Absence

DECLARE = insert(Absence)
END = (
    update(Absence)
    .where(
        Absence.district == bindparam("of_district"),
        Absence.id == bindparam("of_absence"),
        Absence.until > bindparam("ends"),
    )
    .values(until=bindparam("ends"))
)


def declare_absence(
    office: Office,
    *,
    person: Person,
    substitute: Person | None,
    since: datetime,
    until: datetime,
    by: Person,
) -> int:
    """Let somebody be away from one instant to another; give the absence's id.

    Raises:
        SubstituteInvalid: Nobody stands in for themselves.
    """
    if substitute is not None and substitute.id == person.id:
        raise SubstituteInvalid(name=person.name)
    with office.store.write() as tx:
        id_ = tx.new_id(person.district)
        away = {"person_id": person.id, "substitute_id": substitute.id if substitute else None}
        span = {"since": since, "until": until, "by": by.id}
        tx.execute(DECLARE, {"district": person.district, "id": id_} | away | span)
        return id_


def end_absence(office: Office, *, district: int, absence_id: int) -> None:
    """Let somebody be back now."""
    with office.store.write() as tx:
        tx.execute(END, {"of_district": district, "of_absence": absence_id, "ends": tx.now})
