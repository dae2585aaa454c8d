"""Instants and limits as the tests of time write them."""

from datetime import datetime

from engine.domain.calendar import Limit, national_calendar, read_limit

CALENDAR = national_calendar()


def at(text: str) -> datetime:
    """Give an instant of Beijing time: `2026-11-20 10:00`."""
    return datetime.fromisoformat(text).replace(tzinfo=CALENDAR.zone)


def due(start: str, text: str) -> str:
    """Give when a limit such as `5 工作日` ends, as `2026-11-27 18:00`."""
    return f"{CALENDAR.after(at(start), limit(text)):%Y-%m-%d %H:%M:%S}".removesuffix(":00")


def limit(text: str) -> Limit:
    amount, unit = text.split(maxsplit=1)
    return read_limit(int(amount), unit)
