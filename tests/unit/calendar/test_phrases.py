"""What a person reads beside a task."""

import pytest

from engine.domain.calendar import provisional, remaining
from tests.unit.calendar.moments import CALENDAR, at


@pytest.mark.parametrize(
    ("now", "due", "zh", "en"),
    [
        (
            "2026-11-20 15:20",
            "2026-11-20 17:30",
            "今天 17:30 前（还剩 2 小时 10 分）",
            "by 17:30 today (2 h 10 min left)",
        ),
        (
            "2026-11-20 17:29:30",
            "2026-11-20 17:30",
            "今天 17:30 前（还剩 1 分钟）",
            "by 17:30 today (1 min left)",
        ),
        (
            "2026-11-20 15:30",
            "2026-11-20 17:30",
            "今天 17:30 前（还剩 2 小时）",
            "by 17:30 today (2 h left)",
        ),
        (
            "2026-11-23 15:00",
            "2026-11-24 18:00",
            "明天 18:00 前（还剩 1 个工作日）",
            "by 18:00 tomorrow (1 working day left)",
        ),
        (
            "2026-11-20 15:00",
            "2026-11-27 18:00",
            "11 月 27 日 18:00 前（还剩 5 个工作日）",
            "by 18:00 on 27 November (5 working days left)",
        ),
        (
            "2026-12-30 15:00",
            "2027-01-04 18:00",
            "2027 年 1 月 4 日 18:00 前（还剩 2 个工作日）",
            "by 18:00 on 4 January 2027 (2 working days left)",
        ),
        ("2026-11-20 18:40", "2026-11-20 18:00", "已超 40 分钟", "40 min late"),
        ("2026-11-23 09:00", "2026-11-20 18:00", "已超 1 个工作日", "1 working day late"),
        ("2026-11-22 19:00", "2026-11-20 18:00", "已超 2 天", "2 days late"),
    ],
)
def test_a_deadline_in_working_time(now: str, due: str, zh: str, en: str) -> None:
    phrase = remaining(at(due), at(now), CALENDAR, working=True)
    assert phrase.sentence() == zh
    assert phrase.sentence("en") == en


def test_a_deadline_in_natural_time_is_told_in_days_of_24_hours() -> None:
    phrase = remaining(at("2026-11-23 10:00"), at("2026-11-20 10:00"), CALENDAR, working=False)
    assert phrase.sentence() == "11 月 23 日 10:00 前（还剩 3 天）"
    same_time = remaining(at("2026-11-20 10:00"), at("2026-11-21 10:00"), CALENDAR, working=False)
    assert same_time.sentence() == "已超 1 天"
    late = remaining(at("2026-11-20 10:00"), at("2026-11-21 11:00"), CALENDAR, working=False)
    assert late.sentence() == "已超 1 天"


@pytest.mark.parametrize("due", ["2027-01-04 18:00", "2026-12-31 18:00"])
def test_the_mark_of_a_provisional_deadline_names_the_year_that_is_waited_for(due: str) -> None:
    assert "2027 年" in provisional(at(due), CALENDAR).sentence()
    assert "2027" in provisional(at(due), CALENDAR).sentence("en")
