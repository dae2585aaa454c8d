"""A limit is read from a decision table or refused in words."""

from datetime import timedelta
from decimal import Decimal

import pytest

from engine.domain.calendar import Limit, Unit, read_limit
from engine.domain.calendar.limits import kept
from engine.domain.refusals import LimitInvalid


@pytest.mark.parametrize("word", ["working_day", "工作日", "working day", " 工作日 "])
def test_a_unit_is_written_by_its_code_or_its_name(word: str) -> None:
    assert read_limit(Decimal(3), word) == Limit(Decimal(3), Unit.WORKING_DAY)


def test_an_hour_may_be_split_and_a_day_that_ends_with_the_day_may_not() -> None:
    assert read_limit(Decimal("0.5"), "工作时").microseconds == 1_800_000_000
    with pytest.raises(LimitInvalid):
        read_limit(Decimal("0.5"), "工作日")


@pytest.mark.parametrize(
    ("amount", "unit"),
    [
        (-1, "小时"),
        (1, "旬"),
        (True, "小时"),
        ("2", "小时"),
        (None, "小时"),
        (Decimal("NaN"), "小时"),
    ],
)
def test_a_limit_that_cannot_be_is_refused_with_what_was_written(amount: object, unit: str) -> None:
    with pytest.raises(LimitInvalid) as refused:
        read_limit(amount, unit)
    assert f"{amount} " in refused.value.sentence()


def test_what_is_left_is_kept_to_the_microsecond() -> None:
    left = timedelta(hours=7, microseconds=1)
    assert kept(left, working=True).microseconds == left // timedelta(microseconds=1)
    assert kept(left, working=False).unit is Unit.SECOND
