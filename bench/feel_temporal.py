"""Dates and times of our own years cost little more than the standard library's own work."""

from datetime import datetime, timedelta

from bench.harness import Promise
from engine.feel.temporal import DayTimeDuration, add, at_literal, compare, parse_date_and_time

TEXT = "2026-11-20T08:30:00+08:00"


def bench() -> list[Promise]:
    moment, later = at_literal(TEXT), at_literal("2026-11-20T09:00:00+08:00")
    named = at_literal("2026-11-20T08:30:00@Asia/Shanghai")
    far = at_literal("12026-11-20T08:30:00+08:00")
    half_hour, delta = DayTimeDuration(1800 * 10**9), timedelta(minutes=30)
    assert isinstance(moment, datetime)
    assert isinstance(later, datetime)
    assert isinstance(named, datetime)
    return [
        Promise(
            sentence="adding a duration, against datetime's own addition",
            subject=lambda: add(moment, half_hour),
            baseline=lambda: moment + delta,
            at_most=35,
        ),
        Promise(
            sentence="adding in a named zone, against an offset",
            subject=lambda: add(named, half_hour),
            baseline=lambda: add(moment, half_hour),
            at_most=2.5,
        ),
        Promise(
            sentence="adding in a far year, against one of ours",
            subject=lambda: add(far, half_hour),
            baseline=lambda: add(moment, half_hour),
            at_most=15,
        ),
        Promise(
            sentence="comparing, against datetime's own comparison",
            subject=lambda: compare(moment, later),
            baseline=lambda: (moment > later) - (moment < later),
            at_most=6,
        ),
        Promise(
            sentence="reading exactly, against datetime.fromisoformat, which reads loosely",
            subject=lambda: parse_date_and_time(TEXT),
            baseline=lambda: datetime.fromisoformat(TEXT),
            at_most=60,
        ),
    ]
