"""What is said to people: every notice has its sentence, and danger is never answered by 已受理."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.packs.shelf import MONDAY, WORKFLOWS, decide, model, templates_named

TEXTS = WORKFLOWS / "notices" / "notices.dmn"
NAMED = sorted({name for _, name in templates_named()})
(TABLE,) = (each.logic for each in model(TEXTS).definitions.decisions if each.id == "notice_texts")
WRITTEN = sorted(rule.tests[0].text.strip('"') for rule in TABLE.rules)
EVERY_MINUTE = [MONDAY.replace(hour=0) + timedelta(minutes=n) for n in range(24 * 60)]


def said(template: str, **facts: object) -> Mapping[str, Any]:
    found = decide("notices", "notice_texts", template=template, facts=facts)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("template", NAMED)
def test_every_template_a_drawing_names_has_a_sentence(template: str) -> None:
    assert said(template)["text"].endswith(("。", "？"))


def test_every_sentence_is_used_by_a_drawing() -> None:
    beside_drawings = {"mention"}  # of a comment, which no drawing sends
    assert set(WRITTEN) - set(NAMED) == beside_drawings


@pytest.mark.parametrize("template", WRITTEN)
def test_what_may_wake_people_never_says_accepted(template: str) -> None:
    notice = said(template)
    assert not (notice["bypass"] and "已受理" in notice["text"])


@pytest.mark.parametrize("template", WRITTEN)
def test_a_sentence_is_short_and_names_no_placeholder(template: str) -> None:
    assert len(said(template)["text"]) <= 60
    assert "{" not in said(template)["text"]


def test_a_date_and_a_number_are_said_as_people_say_them() -> None:
    text = said("order_step", until=datetime(2026, 11, 26, 18, tzinfo=MONDAY.tzinfo), number="1-01")
    assert text["text"] == "督办单 1-01 ：这件事已超时，请在11月26日前书面回复。"
    assert said("extended", until="2026-11-26")["text"].endswith("延期到11月26日。")


def test_quiet_hours_end_where_nobody_is_disturbed() -> None:
    for minute in EVERY_MINUTE:
        until = decide("notices", "quiet_until", now=minute)
        assert (until is not None) == (
            minute.hour < 8 or 12 <= minute.hour < 14 or minute.hour >= 20
        )
        assert until is None or (
            until > minute and decide("notices", "quiet_until", now=until) is None
        )
