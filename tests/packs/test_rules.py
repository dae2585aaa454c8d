"""What the rules of the small packs promise, asked of their tables with every value they take."""

from datetime import datetime, timedelta
from itertools import product

import pytest

from tests.packs.shelf import MONDAY, decide

KINDS = (
    "service",
    "hazard",
    "order",
    "dispute",
    "petition",
    "minor_harm",
    "sensitive",
    "enforcement",
)
GRADES = ("normal", "hard", "emergency")
CONTACTS = ("reachable", "relay", "secret", "none")
CHANNELS = ("public", "phone", "grid", "proactive", "hotline", "letter")
OUTCOMES = ("solved", "explained", "routed", "refused", "merged", "withdrawn")
RATINGS = ("solved", "partly", "unsolved", "none")
NEVER_CALLED = {"secret", "none"}


def call_back(contact: str, kind: str, rating: str, channel: str, tail: int) -> dict[str, object]:
    given = {"contact": contact, "kind": kind, "rating": rating, "channel": channel, "tail": tail}
    found = decide("follow_up", "callback_rule", **given)
    assert isinstance(found, dict)
    return found


def test_whoever_reports_it_is_said_whether_they_are_called_back() -> None:
    for contact, kind, rating, channel, tail in product(
        CONTACTS, KINDS, RATINGS, CHANNELS, range(10)
    ):
        found = call_back(contact, kind, rating, channel, tail)
        called = found["need"]
        assert isinstance(called, bool)
        assert not (called and (contact in NEVER_CALLED or kind == "minor_harm"))
        assert found["attempts"] == (2 if called else 0)


@pytest.mark.parametrize("channel", CHANNELS)
def test_who_says_it_is_not_solved_is_called_the_next_working_day(channel: str) -> None:
    found = call_back("reachable", "service", "unsolved", channel, 5)
    assert (found["need"], found["amount"], found["unit"]) == (True, 1, "working_day")


def test_nobody_is_called_at_noon_at_night_or_in_the_morning_before_nine() -> None:
    for minute in range(0, 24 * 60, 5):
        wanted = MONDAY.replace(hour=0) + timedelta(minutes=minute)
        at = decide("follow_up", "callback_hours", at=wanted)["call_at"]
        clock = (at.hour, at.minute)
        assert at >= wanted
        assert (9, 0) <= clock <= (11, 30) or (14, 30) <= clock <= (19, 0)
        assert decide("follow_up", "callback_hours", at=at)["call_at"] == at


@pytest.mark.parametrize(("called", "rating"), [*product(RATINGS, RATINGS)])
def test_not_solved_beats_silence_and_praise(called: str, rating: str) -> None:
    verdict = decide("follow_up", "verdict_rule", called=called, rating=rating)
    if called == "unsolved" or (rating == "unsolved" and called != "solved"):
        assert verdict == "unsolved"
    if (called, rating) == ("none", "none"):
        assert verdict == "unknown"


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_is_asked_to_rate_what_nobody_reported(kind: str) -> None:
    assert decide("follow_up", "rating_rule", voices=0, kind=kind)["ask"] is False
    assert decide("follow_up", "rating_rule", voices=1, kind=kind)["ask"] is (kind != "minor_harm")


def test_parking_is_never_granted_by_one_post_and_never_for_hazards() -> None:
    for kind, reason, count in product(
        KINDS, ("season", "demolition", "funds", "absent", None), range(1, 6)
    ):
        found = decide("parking", "parking_rule", kind=kind, reason=reason, count=count)
        units = {post.partition("@")[2] for post in found["approvers"]}
        assert len(units) in {0, 2}
        assert (found["reviewer"] is None) == (not units)
        assert not (units and (kind in {"hazard", "minor_harm"} or count > found["max"]))


def ladder(cause: str, grade: str) -> list[dict[str, object]]:
    steps: list[dict[str, object]] = []
    while len(steps) < 10:
        given = {"state": "open", "cause": cause, "grade": grade, "late_unit": "ZHZF"}
        found = decide("supervision", "supervision_steps", step=len(steps) + 1, **given)
        if found["form"] == "none":
            break
        steps.append(found)
    return steps


@pytest.mark.parametrize(
    ("cause", "grade"), [*product(("late", "sign", "urge", "approve", "answer"), GRADES)]
)
def test_every_ladder_begins_ends_and_waits_for_the_answer(cause: str, grade: str) -> None:
    steps = ladder(cause, grade)
    assert 1 <= len(steps) <= 3
    for step in steps:
        assert "@" in str(step["to"])
        next_at, reply_by = step["next_at"], step["reply_by"]
        assert isinstance(next_at, datetime)
        assert next_at > MONDAY
        assert (reply_by is not None) == (step["form"] == "order")
        assert not isinstance(reply_by, datetime) or reply_by <= next_at


def test_supervision_rests_while_a_case_is_parked_and_ends_with_it() -> None:
    given = {"cause": "late", "grade": "normal", "step": 1, "late_unit": "QH"}
    forms = [
        decide("supervision", "supervision_steps", state=state, **given)["form"]
        for state in ("suspended", "closed", "withdrawn", "open")
    ]
    assert forms == ["wait", "none", "none", "notice"]


def extension(count: int, grade: str, days: int, due: datetime | None = None) -> list[str]:
    given = {"count": count, "grade": grade, "days": days, "upstream_due": due}
    found = decide("extension", "extension_approvers", handle_due=MONDAY, **given)
    approvers: list[str] = found["approvers"]
    return approvers


def test_an_extension_is_granted_by_more_people_each_time_and_not_a_third_time() -> None:
    assert [len(extension(count, "normal", 2)) for count in (1, 2, 3)] == [1, 2, 0]
    assert extension(1, "emergency", 1) == []
    assert extension(1, "normal", 8) == []


def test_an_extension_ends_a_working_day_ahead_of_the_order_from_above() -> None:
    due = MONDAY + timedelta(days=4)  # Friday, so Thursday evening is the last moment here
    assert extension(1, "normal", 3, due) != []
    assert extension(1, "normal", 4, due) == []


def test_the_third_redo_goes_to_the_district_and_none_gets_longer() -> None:
    for outcome in OUTCOMES:
        found = [
            decide("redo", "redo_rule", count=count, last_outcome=outcome) for count in range(1, 6)
        ]
        assert [each["to_district"] for each in found] == [False, False, True, True, True]
        assert all(each["factor"] <= 1 for each in found)


def test_what_was_solved_may_be_reopened_for_a_month_and_at_most_twice() -> None:
    for outcome, days, times in product(OUTCOMES, (0, 30, 31), range(3)):
        allowed = decide("after_care", "reopening", outcome=outcome, days=days, times=times)
        most = {"solved": 2, "explained": 1}.get(outcome, 0)
        assert allowed is (days <= 30 and times < most)


def test_rechecks_come_in_order_and_within_the_time() -> None:
    for outcome, kind in product(OUTCOMES, KINDS):
        found = decide("after_care", "recheck_plan", outcome=outcome, kind=kind)
        assert sorted(found["plan"]) == found["plan"]
        assert all(day <= found["until"] for day in found["plan"])
        assert found["plan"] == [] or outcome == "solved"
