"""A notice is loaded into a district's calendar; what was counted provisionally follows."""

from collections.abc import Iterable
from dataclasses import replace

import orjson
from sqlalchemy import insert

from engine.commands.office import KEPT, Office
from engine.domain.calendar import Year, read_notice, written
from engine.domain.people import Person
from engine.queries.calendars import read_districts, read_years
from engine.store.queue import enqueue_ticks
from engine.store.rows import NewJob
from engine.store.store import Tx
from engine.store.tables import CalendarYear

RECOUNT = "recount_district"  # the kind of the job that finds the cases
KEEP_YEARS = insert(CalendarYear)


def load_notice(office: Office, *, notice: str, by: Person) -> tuple[int, ...]:
    """Load a year file for the district of whoever does it, and give the years that changed.

    None changes if all were loaded like this before. Whatever starts from now on is counted by
    it. What was counted provisionally is counted again by jobs, a case at a time, once no process
    works with the earlier calendar any more.

    Raises:
        NoticeUnreadable, NoticeEntryInvalid, NoticeOutOfTurn, YearInvalid, NoticeWorksWeekdays,
        NoticeLacksHolidays: The file cannot be a notice; nothing is loaded.
    """
    with office.store.write() as tx:
        known = keep_published(office, tx, by.district)
        years = read_notice(notice, replace(office.calendar, years=known))
        news = [year for year in years if year not in known]
        keep_years(tx, by.district, news, by)
    office.forget(by.district)
    return tuple(year.number for year in news)


def seed_calendars(office: Office) -> None:
    """Let every district know the years this release came with, as if each had been loaded."""
    published = {year.number for year in office.calendar.years}
    with office.store.read() as tx:
        known = {each: read_years(tx, each) for each in read_districts(tx)}
    for district, years in known.items():
        if not published <= {year.number for year in years}:
            with office.store.write() as tx:
                keep_published(office, tx, district)
            office.forget(district)


def keep_published(office: Office, tx: Tx, district: int) -> tuple[Year, ...]:
    """Keep the years of this release that a district does not know; give all it knows then."""
    known = read_years(tx, district)
    numbers = {year.number for year in known}
    news = [year for year in office.calendar.years if year.number not in numbers]
    keep_years(tx, district, news, None)
    return (*known, *news)


def keep_years(tx: Tx, district: int, years: Iterable[Year], by: Person | None) -> None:
    """Keep notices, and leave the job that finds what they move."""
    rows = [
        {
            "district": district,
            "id": tx.new_id(district),
            "year": year.number,
            "entry": orjson.dumps(written(year)).decode(),
            "at": tx.now,
            "by": (by.id or None) if by else None,
        }
        for year in years
    ]
    if not rows:
        return
    tx.execute(KEEP_YEARS, rows)
    last = rows[-1]["id"]
    args = {"notice": str(last), "after": 0}
    job = NewJob(key=f"{RECOUNT}.{last}", kind=RECOUNT, due=tx.now + 2 * KEPT, args=args)
    enqueue_ticks(tx, district, [job])
    tx.ring()
