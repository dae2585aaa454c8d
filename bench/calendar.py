"""A deadline costs two bisections, however far away it lies."""

from datetime import datetime, timedelta
from decimal import Decimal

from bench.harness import Promise
from engine.domain.calendar import Limit, Unit, national_calendar

CALENDAR = national_calendar()
START = datetime(2024, 11, 20, 16, 0, tzinfo=CALENDAR.zone)


def bench() -> list[Promise]:
    day, year = limit(1, Unit.WORKING_DAY), limit(250, Unit.WORKING_DAY)
    hours, year_of_hours = limit(8, Unit.WORKING_HOUR), limit(2000, Unit.WORKING_HOUR)
    month = limit(30, Unit.WORKING_DAY)
    assert CALENDAR.after(START, month) == day_by_day(START, 30)
    return [
        Promise(
            sentence="250 working days, against one",
            subject=lambda: CALENDAR.due(START, year),
            baseline=lambda: CALENDAR.due(START, day),
            at_most=1.5,
        ),
        Promise(
            sentence="2000 working hours, against eight",
            subject=lambda: CALENDAR.due(START, year_of_hours),
            baseline=lambda: CALENDAR.due(START, hours),
            at_most=1.5,
        ),
        Promise(
            sentence="30 working days, against counting day by day",
            subject=lambda: CALENDAR.due(START, month),
            baseline=lambda: day_by_day(START, 30),
            at_most=0.5,
        ),
        Promise(
            sentence="8 working hours, against the conversion of one instant to a zone and back",
            subject=lambda: CALENDAR.due(START, hours),
            baseline=lambda: START.astimezone(CALENDAR.zone).replace(tzinfo=None),
            at_most=60,
        ),
    ]


def limit(amount: int, unit: Unit) -> Limit:
    return Limit(Decimal(amount), unit)


def day_by_day(start: datetime, count: int) -> datetime:
    day = start
    while count:
        day += timedelta(days=1)
        count -= CALENDAR.is_working_day(day.date())
    return day.replace(hour=18, minute=0)
