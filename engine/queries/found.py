"""Finds the one case a person asks for by its number."""

from sqlalchemy import bindparam, select

from engine.domain.people import Person
from engine.domain.refusals import CaseNotFound
from engine.queries.visible import visible_cases
from engine.store.ids import district_of
from engine.store.load import CASE_COLUMNS, load_case
from engine.store.rows import LockedCase
from engine.store.store import Tx
from engine.store.tables import Case

BY_NUMBER = select(*CASE_COLUMNS).where(
    Case.district == bindparam("of_district"), Case.number == bindparam("of_number")
)
NUMBER_OF = select(Case.number).where(
    Case.district == bindparam("of_district"), Case.id == bindparam("of_case")
)


def read_number(tx: Tx, case_id: int) -> str:
    """Read the number of a case."""
    key = {"of_district": district_of(case_id), "of_case": case_id}
    number: str = tx.execute(NUMBER_OF, key).scalar_one()
    return number


def find_case(tx: Tx, person: Person, number: str) -> LockedCase:
    """Read a case a person may see.

    Raises:
        CaseNotFound: No such case, or none this person may see.
    """
    wanted = {"of_district": person.district, "of_number": number}
    row = tx.execute(BY_NUMBER.where(visible_cases(person)), wanted).one_or_none()
    if row is None:
        raise CaseNotFound(number=number)
    return LockedCase(*row)


def lock_case(tx: Tx, person: Person, number: str) -> LockedCase:
    """Lock a case a person may see, to change what stands beside it.

    Raises:
        CaseNotFound: No such case, or none this person may see.
    """
    case = load_case(tx, find_case(tx, person, number).id)
    if case is None:
        raise CaseNotFound(number=number)
    return case
