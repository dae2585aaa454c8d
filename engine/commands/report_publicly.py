"""A resident reports without a login, and is given a number and a check code."""

from dataclasses import dataclass, replace

from engine.casework.danger import Danger, Lookup, scan
from engine.commands.new_case import Report
from engine.commands.office import Office
from engine.commands.open_case import open_case
from engine.domain.people import Person
from engine.domain.refusals import NotOpenToPublic
from engine.queries.policies import active_version
from engine.queries.public import public_kind


@dataclass(frozen=True, slots=True)
class Reported:
    """The number and check code of a report, and whether there is danger."""

    number: str
    code: str
    danger: Danger


def report_publicly(office: Office, report: Report, *, key: str | None = None) -> Reported:
    """Open a case for a resident; nothing of who they are is known but what they say.

    Raises:
        NotOpenToPublic: No policy of the house takes reports from residents.
        PlaceNotFound: There is no such place.
    """
    with office.store.read() as tx:
        district, kind = public_kind(tx)
    opened = open_case(
        office, report=replace(report, kind=kind), by=Person(0, district, ""), key=key
    )
    code = office.seals.check_code(opened.number)
    return Reported(opened.number, code, danger_in(office, report.words))


def danger_in(office: Office, words: str) -> Danger:
    """Tell whether words tell of danger, as the policy residents report to sees it.

    Raises:
        NotOpenToPublic: No policy of the house takes reports from residents.
    """
    with office.store.read() as tx:
        district, kind = public_kind(tx)
        version = active_version(tx, district, kind)
        if version is None:
            raise NotOpenToPublic
        look = Lookup(tx.now.astimezone(office.calendar.zone), office.functions)
        return scan(office.policy(tx, version), words, look)
