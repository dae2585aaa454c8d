"""The journal keeps codes, numbers, dates and reasons; free text only by its digest."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from engine.casework.answers import split
from engine.casework.record import plain
from engine.store.journal import digest

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, None),
        (True, True),
        ("code", "code"),
        (Decimal(3), 3),
        (Decimal("0.5"), 0.5),
        ([Decimal(1), (2, "x")], [1, [2, "x"]]),
        ({"a": {"b": Decimal(1)}}, {"a": {"b": 1}}),
        (date(2026, 11, 20), "2026-11-20"),
        (NOON, "2026-11-20T12:00:00Z"),
    ],
)
def test_every_value_has_a_form_in_json(value: object, written: object) -> None:
    assert plain(value) == written


def test_what_decides_is_a_code_and_what_nothing_reads_is_kept_apart() -> None:
    answers = {"next": "solved", "note": "我家楼下", "people": Decimal(2), "photos": ["a1"]}
    parts = split(answers, frozenset({"next"}))
    assert parts.codes == {"next": "solved", "people": 2}
    assert {key: text for key, (text, _) in parts.texts.items()} == {
        "note": "我家楼下",
        "photos": '["a1"]',
    }


def test_the_journal_knows_free_text_by_a_digest_its_key_opens() -> None:
    parts = split({"note": "我家楼下"}, frozenset())
    text, sealed = parts.texts["note"]
    assert parts.for_journal == {"note": {"digest": digest(sealed.key, text)}}
    assert split({"note": text}, frozenset()).for_journal != parts.for_journal
