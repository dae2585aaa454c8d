"""Instants are written as people say them, and mean the next such, or the one that was."""

from datetime import datetime
from decimal import Decimal

import pytest

from engine.domain.calendar import Unit, national_calendar
from engine.rehearsal.times import read_length, read_moment

ZONE = national_calendar().zone
TUESDAY = datetime(2026, 11, 24, 10, 30, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("10:30", "2026-11-24T10:30"),
        ("09:10", "2026-11-24T09:10"),
        ("周二 11:00", "2026-11-24T11:00"),
        ("周二 10:30", "2026-11-24T10:30"),
        ("周二 09:00", "2026-12-01T09:00"),
        ("Fri 18:00", "2026-11-27T18:00"),
        ("周日 00:00", "2026-11-29T00:00"),
        ("12-01 18:00", "2026-12-01T18:00"),
        ("11-23 09:00", "2027-11-23T09:00"),
        ("2-29 09:00", "2028-02-29T09:00"),
        ("2026-11-20 09:00", "2026-11-20T09:00"),
    ],
)
def test_an_instant_is_the_next_that_is_meant(text: str, instant: str) -> None:
    moment = read_moment(text)
    assert moment
    assert f"{moment.after(TUESDAY):%Y-%m-%dT%H:%M}" == instant


@pytest.mark.parametrize(
    ("text", "instant", "same"),
    [
        ("10:30", "2026-11-24T10:30", True),
        ("10:30", "2026-11-23T10:30", False),
        ("周一 09:10", "2026-11-23T09:10", True),
        ("周一 09:10", "2026-11-30T09:10", True),
        ("周一 09:10", "2026-12-07T09:10", False),
        ("周一 09:10", "2026-11-23T09:11", False),
        ("11-23 09:10", "2026-11-23T09:10", True),
        ("11-23 09:10", "2027-11-23T09:10", False),
        ("2027-11-23 09:10", "2027-11-23T09:10", True),
        ("12-01 18:00", "2026-12-01T18:00:00.3", True),
        ("12-01 18:00", "2026-12-01T17:59:59.8", True),
        ("12-01 18:00", "2026-12-01T18:01:00", False),
    ],
)
def test_an_instant_that_was_or_will_be_is_compared_to_the_minute(
    text: str, instant: str, *, same: bool
) -> None:
    moment = read_moment(text)
    assert moment
    at = datetime.fromisoformat(instant).replace(tzinfo=ZONE)
    assert moment.matches(at, TUESDAY) is same


@pytest.mark.parametrize("text", ["", "9", "周八 09:00", "13-01 09:00", "24:00", "09:60", None, 9])
def test_what_is_no_instant_is_none(text: object) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("20 分钟", 20, Unit.MINUTE),
        ("2小时", 2, Unit.HOUR),
        ("7 自然日", 7, Unit.DAY),
        ("4 工作时", 4, Unit.WORKING_HOUR),
        ("3 working_day", 3, Unit.WORKING_DAY),
    ],
)
def test_a_length_is_written_as_limits_are(text: str, amount: int, unit: Unit) -> None:
    length = read_length(text)
    assert length
    assert (length.amount, length.unit) == (Decimal(amount), unit)
