"""The journal keeps codes, numbers, dates and reasons; free text only by its digest."""

from datetime import UTC, date, datetime
from decimal import Decimal

import orjson
import pytest

from engine.casework.answers import split, unread
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


@pytest.mark.parametrize("digits", ["0.12345678901234567890123456789", "9007199254740993", "1E+30"])
def test_a_number_no_reader_of_json_would_get_exactly_is_written_as_its_digits(digits: str) -> None:
    written = orjson.loads(orjson.dumps(plain(Decimal(digits))))
    assert isinstance(written, str)
    assert Decimal(written) == Decimal(digits)


def test_free_text_is_taken_out_of_groups_and_rows_and_keeps_its_place() -> None:
    answers = {
        "next": "solved",
        "note": "我家楼下",
        "place": {"grid": "G3", "where": "东门"},
        "units": [{"unit": "police", "task": "劝离"}, {"unit": "SH", "task": ""}],
    }
    parts = split(answers, {"note", "place.where", "units.task"})
    assert (
        parts.record
        == parts.coded
        == {
            "next": "solved",
            "place": {"grid": "G3"},
            "units": [{"unit": "police"}, {"unit": "SH"}],
        }
    )
    texts = {place: text for place, (text, _) in parts.texts.items()}
    assert texts == {"note": "我家楼下", "place/where": "东门", "units/0/task": "劝离"}
    assert parts.for_journal["units/0/task"] == {"digest": parts.texts["units/0/task"][1].digest}


def test_free_text_that_was_computed_is_kept_apart_whatever_it_is() -> None:
    parts = split({"lines": ["一", "二"], "empty": []}, {"lines", "empty"})
    assert [text for text, _ in parts.texts.values()] == ['["一","二"]']
    assert parts.coded == {}


def test_without_a_form_what_nothing_reads_counts_as_free_text() -> None:
    answers = {"next": "solved", "note": "我家楼下", "people": Decimal(2), "photos": ["a1"]}
    assert unread(answers, {"next"}) == {"note", "photos"}


def test_the_journal_knows_free_text_by_a_digest_its_key_opens() -> None:
    parts = split({"note": "我家楼下"}, {"note"})
    text, sealed = parts.texts["note"]
    assert parts.for_journal == {"note": {"digest": digest(sealed.key, text)}}
    assert split({"note": text}, {"note"}).for_journal != parts.for_journal
