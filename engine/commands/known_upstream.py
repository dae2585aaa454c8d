"""A number another system gave stands for one case: the second order with it is told so."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from engine.commands.new_case import Report
from engine.commands.office import Office
from engine.domain.people import Person
from engine.domain.refusals import UpstreamKnown
from engine.store.tables import Case

FIND = select(Case.number).where(
    Case.district == bindparam("of_district"), Case.upstream == bindparam("of_upstream")
)


@contextmanager
def known_upstream(office: Office, report: Report, by: Person) -> Iterator[None]:
    """Say which case has the number from above already.

    Raises:
        UpstreamKnown: One has.
    """
    try:
        yield
    except IntegrityError:
        with office.store.read() as tx:
            wanted = {"of_district": by.district, "of_upstream": report.upstream}
            number = tx.execute(FIND, wanted).scalar()
        if report.upstream is None or number is None:
            raise
        raise UpstreamKnown(upstream=report.upstream, number=number) from None
