"""An empty house gets its district and the first person, who settles everything else."""

from sqlalchemy import bindparam, select

from engine.commands.add_person import add_person
from engine.commands.add_place import add_place
from engine.commands.office import Office
from engine.commands.set_password import invite
from engine.domain.lanes import Lane
from engine.domain.refusals import HouseSettled
from engine.domain.words import Action
from engine.store.tables import Person

ANYBODY = select(Person.id).where(Person.district == bindparam("of_district")).limit(1)


def first_administrator(
    office: Office, *, district: int, seat: Lane, level: str, place: str, username: str, name: str
) -> str:
    """Settle a district, named `place`, with one person who may do everything; give their token.

    The token serves once: choosing a password ends it.

    Raises:
        HouseSettled: Somebody is there already.
    """
    with office.store.read() as tx:
        if tx.execute(ANYBODY, {"of_district": district}).first():
            raise HouseSettled
    add_place(office, district=district, code=seat.at, name=place, level=level)
    person = add_person(
        office, district=district, username=username, name=name, post=seat, actions=Action
    )
    return invite(office, person=person)
