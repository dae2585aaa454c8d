"""Verbs about the case itself: what they change is seen by the next element of the same step."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from engine.bpmn import AddUnit, WithdrawUnit
from engine.domain.refusals import CannotMerge, InputInvalid, LastUnit
from engine.store.deeds import (
    Answered,
    Linked,
    Opened,
    Raised,
    Registered,
    SlotFreed,
    SlotTaken,
    Struck,
    Summoned,
    VoiceDropped,
    VoicesInvited,
    Watched,
)
from engine.verbs.record import RegisterEntry, Similar
from tests.unit.verbs.desk import NOON, Decisions, Shelf, desk


@pytest.mark.parametrize(
    ("verb", "inputs", "state"),
    [
        ("resolve_case", {"outcome": "solved"}, "resolved"),
        ("suspend_case", {}, "suspended"),
        ("resume_case", {}, "open"),
        ("reopen_case", {}, "open"),
        ("close_case", {"outcome": "withdrawn"}, "withdrawn"),
    ],
)
def test_the_state_a_verb_leaves_is_seen_at_once(
    verb: str, inputs: dict[str, Any], state: str
) -> None:
    reader = desk(state="resolved")
    reader.ask(verb, inputs)
    assert reader.case["state"] == state


def test_a_reopened_case_has_no_outcome_and_was_never_closed() -> None:
    reader = desk(state="closed", outcome="solved", closed_at=NOON, resolved_at=NOON)
    reader.ask("reopen_case", {})
    row = reader.row
    assert (row.outcome, row.resolved_at, row.closed_at) == (None, None, None)


def test_facts_are_kept_counted_on_and_taken_away() -> None:
    reader = desk(facts='{"grade":"hard","urges":2}')
    added = {"urges": Decimal(1), "returns": Decimal(1)}
    reader.ask("keep_facts", {"set": {"grade": None, "kind": "油烟"}, "add": added})
    reader.ask("keep_facts", {"set": {"until": date(2026, 12, 1), "seen": True}})
    facts = reader.case["facts"]
    assert facts == {"urges": 3, "kind": "油烟", "returns": 1, "until": date(2026, 12, 1),
                     "seen": True}  # fmt: skip


def test_a_tally_counts_numbers_only() -> None:
    with pytest.raises(InputInvalid) as caught:
        desk(facts='{"grade":"hard"}').ask("keep_facts", {"add": {"grade": 1}})
    assert caught.value.input == "add"


SENTENCES = ["我家 楼下", "字" * 65]


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize(
    ("verb", "inputs", "wrong"),
    [
        ("keep_facts", {"set": {"note": ...}}, "set"),
        ("register_row", {"register": "marks", "row": {"note": ...}}, "row"),
        ("register_row", {"register": "marks", "row": {"notes": [...]}}, "row"),
        ("register_row", {"register": ..., "row": {}}, "register"),
        ("look_up", {"register": "marks", "match": {"note": ...}}, "match"),
        ("restrict_access", {"roles": [...]}, "roles"),
        ("raise_incident", {"reason": ...}, "reason"),
        ("strike_row", {"register": "marks", "number": ...}, "number"),
    ],
)
def test_a_sentence_is_no_code(
    verb: str, inputs: dict[str, Any], wrong: str, sentence: str
) -> None:
    with pytest.raises(InputInvalid) as caught:
        desk().ask(verb, said(inputs, sentence))
    assert (caught.value.verb, caught.value.input) == (verb, wrong)


def said(value: Any, sentence: str) -> Any:
    """Put a sentence where a row has dots."""
    if value is ...:
        return sentence
    if isinstance(value, dict):
        return {key: said(inside, sentence) for key, inside in value.items()}
    return [said(inside, sentence) for inside in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("verb", "inputs", "wrong"),
    [
        ("resolve_case", {"outcome": "done"}, "outcome"),
        ("find_similar", {}, "days"),
        ("find_similar", {"days": "one"}, "days"),
        ("find_similar", {"days": 1, "metres": -1}, "metres"),
        ("find_similar", {"days": True}, "days"),
        ("merge_case", {"into": "no number"}, "into"),
        ("invite_voices", {"until": "soon"}, "until"),
        ("move_case", {}, "to"),
        ("move_case", {"to": "nowhere"}, "to"),
        ("exclude_unit", {"unit": "nowhere"}, "unit"),
        ("restrict_access", {"roles": []}, "roles"),
        ("register_row", {"register": "marks"}, "row"),
        ("register_row", {"register": "marks", "row": 1}, "row"),
        ("register_row", {"register": "marks", "row": {}, "sealed": "yes"}, "sealed"),
        ("look_up", {"register": "marks", "of_case": 1}, "of_case"),
        ("open_summons", {"unit": "nowhere", "role": "lead"}, "unit"),
        ("open_summons", {"unit": "XF", "role": "lead", "round": "two"}, "round"),
        ("answer_summons", {"unit": "XF"}, "result"),
        ("add_unit", {"activity": "each", "item": "XF"}, "item"),
        ("add_unit", {"activity": "each", "item": {"role": "lead"}}, "item"),
        ("withdraw_unit", {"activity": "each"}, "unit"),
        ("reserve_slot", {"unit": "XF", "day": "soon"}, "day"),
        ("free_slot", {"unit": "nowhere"}, "unit"),
        ("scan_words", {"decision": "absent"}, "decision"),
        ("scan_words", {}, "decision"),
    ],
)
def test_an_input_a_verb_cannot_use_is_named(verb: str, inputs: dict[str, Any], wrong: str) -> None:
    with pytest.raises(InputInvalid) as caught:
        desk().ask(verb, inputs)
    assert (caught.value.verb, caught.value.input) == (verb, wrong)


def test_a_case_is_moved_to_a_level_and_who_had_it_watches() -> None:
    reader = desk(handler="/2/17/5/")
    answer = reader.ask("move_case", {"to": "street", "move": "report_up"})
    assert answer.values == {"unit": "QH", "level": "street"}
    assert (reader.case["unit"], reader.case["level"]) == ("QH", "street")
    assert reader.deeds == [Watched("/2/17/5/")]
    assert reader.done[0].told == {"move": "report_up", "from": "QH-01", "to": "QH"}


def test_a_case_is_moved_to_a_unit_by_its_code_and_nobody_watches_the_first_time() -> None:
    reader = desk()
    reader.ask("move_case", {"to": "XF"})
    assert (reader.case["unit"], reader.deeds) == ("XF", [])
    reader.ask("move_case", {"to": "XF"})
    assert reader.deeds == []


@pytest.mark.parametrize(("to", "unit"), [("QH-01", "QH"), ("grid", "QH"), ("XF", "XF")])
def test_a_case_never_moves_to_the_accused_but_to_who_stands_above(to: str, unit: str) -> None:
    reader = desk()
    reader.ask("exclude_unit", {"unit": "QH-01"})
    reader.ask("move_case", {"to": to})
    assert reader.case["unit"] == unit


def test_an_area_that_cuts_across_the_tree_is_a_level_too() -> None:
    assert desk().ask("move_case", {"to": "station"}).values["unit"] == "P1"


def test_words_are_decided_over_with_the_hour_and_only_codes_come_out() -> None:
    found = Decisions(danger=lambda given: {"hit": "煤气" in given["text"], "hour": given["hour"]})
    answer = desk(shelf=Shelf(said="闻到煤气"), decisions=found).ask(
        "scan_words", {"decision": "danger"}
    )
    assert answer.values == {"found": {"hit": True, "hour": NOON.hour}}
    leaky = Decisions(danger=lambda given: given["text"])
    with pytest.raises(InputInvalid):
        desk(shelf=Shelf(said="闻到 煤气"), decisions=leaky).ask(
            "scan_words", {"decision": "danger"}
        )


def test_similar_cases_are_looked_for_of_the_same_kind_and_category_unless_others_are_named() -> (
    None
):
    shelf = Shelf(like=Similar(count=2, exact="YL-1"))
    answer = desk(shelf=shelf).ask("find_similar", {"days": Decimal(30)})
    assert (answer.values["count"], answer.values["exact"]) == (2, "YL-1")
    desk(shelf=shelf).ask(
        "find_similar", {"days": 1, "metres": 50, "kind": "whistle", "category": "燃气隐患"}
    )
    own, other = shelf.wanted
    assert (own.kind, own.category, own.metres) == ("case_main", "油烟", None)
    assert own.since == NOON - timedelta(days=30)
    assert (other.kind, other.category, other.metres) == ("whistle", "燃气隐患", 50.0)


def test_a_case_merges_into_another_but_never_into_itself() -> None:
    shelf = Shelf(cases={"YL-9": 9, "YL-20261120-0001": 1})
    reader = desk(shelf=shelf)
    reader.ask("merge_case", {"into": "YL-9"})
    assert (reader.row.merged_into, reader.deeds) == (9, [Linked(1, 9, "merged")])


@pytest.mark.parametrize("number", ["YL-20261120-0001", "YL-7"])
def test_whoever_wants_to_merge_into_what_is_over_or_the_same_is_asked_again(number: str) -> None:
    shelf = Shelf(cases={"YL-20261120-0001": 1})
    with pytest.raises(CannotMerge) as caught:
        desk(shelf=shelf).ask("merge_case", {"into": number})
    assert number in caught.value.sentence("zh")


def test_voices_are_dropped_and_invited() -> None:
    reader = desk()
    reader.ask("drop_voice", {})
    reader.ask("invite_voices", {"until": date(2026, 12, 1)})
    assert reader.deeds == [VoiceDropped(), VoicesInvited()]
    assert reader.case["facts"]["voices_until"] == date(2026, 12, 1)


def test_access_is_written_as_words_between_blanks() -> None:
    reader = desk()
    reader.ask("restrict_access", {"roles": ["protector", "director"]})
    assert reader.row.access == " protector director "


def test_rows_are_numbered_within_the_case_unless_they_have_a_number() -> None:
    reader = desk(shelf=Shelf(written=1, counts={"marks": 1}))
    numbers = [
        reader.ask("register_row", {"register": "marks", "row": row} | more).values["number"]
        for row, more in (
            ({"unit": "XF", "none": None}, {}),
            ({}, {"number": "QH哨1", "document": "青办〔2026〕1号"}),
            ({}, {}),
        )
    ]
    assert numbers == ["YL-20261120-0001-02", "QH哨1", "YL-20261120-0001-04"]
    first = reader.deeds[0]
    assert isinstance(first, Registered)
    assert first.row == {"unit": "XF"}
    assert reader.case["open_rows"] == {"marks": 4}


def test_what_a_step_registers_and_strikes_is_looked_up_in_it() -> None:
    old = RegisterEntry("1", None, NOON, {"unit": "XF", "day": "2026-12-01"})
    reader = desk(shelf=Shelf(entries=[old], counts={"marks": 1}))
    reader.ask("register_row", {"register": "marks", "row": {"unit": "XF"}, "number": "2"})
    hidden = {"unit": "XF"}
    reader.ask("register_row", {"register": "marks", "row": hidden, "number": "3", "sealed": True})
    reader.ask("register_row", {"register": "others", "row": {"unit": "XF"}})
    found = reader.ask("look_up", {"register": "marks", "match": {"unit": "XF"}}).values
    assert [row["number"] for row in found["rows"]] == ["2", "1"]
    assert found["rows"][1]["day"] == date(2026, 12, 1)
    reader.ask("strike_row", {"register": "marks", "number": "1"})
    assert reader.ask("look_up", {"register": "marks"}).values["count"] == 1
    assert Struck("marks", "1") in reader.deeds
    assert reader.case["open_rows"]["marks"] == 2


def test_sealed_rows_are_opened_all_or_by_number() -> None:
    reader = desk()
    reader.ask("publish_rows", {"register": "scores"})
    reader.ask("publish_rows", {"register": "scores", "number": "1"})
    assert reader.deeds == [Opened("scores", None), Opened("scores", "1")]


def test_units_are_summoned_and_answer() -> None:
    reader = desk(shelf=Shelf(units=[("ZHZF", False)]))
    reader.ask("open_summons", {"unit": "XF", "role": "lead", "round": Decimal(2)})
    assert reader.deeds == [Summoned("XF", "/2/9/", "lead", 2)]
    assert reader.case["summoned"] == ["ZHZF", "XF"]
    reader.ask("answer_summons", {"unit": "XF", "result": "done"})
    assert reader.summoned == [("ZHZF", False), ("XF", False)]
    assert reader.deeds[-1] == Answered("XF", "done")


def test_a_unit_that_has_still_to_answer_is_not_called_twice() -> None:
    shelf = Shelf(units=[("XF", True), ("ZHZF", False)])
    again, fresh = (
        desk(shelf=shelf).ask("add_unit", {"activity": "each", "item": {"unit": unit}})
        for unit in ("XF", "ZHZF")
    )
    assert (again.values, again.units) == ({"added": False}, {})
    assert fresh.units == {"added": AddUnit("each", {"unit": "ZHZF"})}


def test_the_last_unit_that_has_still_to_answer_is_not_let_go() -> None:
    one = desk(shelf=Shelf(units=[("XF", True), ("ZHZF", False)]))
    with pytest.raises(LastUnit) as caught:
        one.ask("withdraw_unit", {"activity": "each", "unit": "XF"})
    assert "XF" in caught.value.sentence("zh")
    two = desk(shelf=Shelf(units=[("XF", True), ("ZHZF", True)]))
    answer = two.ask("withdraw_unit", {"activity": "each", "unit": "XF"})
    assert answer.units == {"withdrawn": WithdrawUnit("each", "XF")}


def test_the_first_day_with_a_slot_left_is_taken() -> None:
    days = {date(2026, 11, 20): (2, 2), date(2026, 11, 23): (2, 1)}
    reader = desk(shelf=Shelf(days=days))
    answer = reader.ask("reserve_slot", {"unit": "XF"})
    assert answer.values == {"day": date(2026, 11, 23), "queue": 1}
    assert reader.deeds == [SlotTaken("/2/9/", date(2026, 11, 23))]
    reader.ask("free_slot", {"unit": "XF"})
    assert reader.deeds[-1] == SlotFreed("/2/9/")


def test_a_unit_that_published_no_days_is_taken_at_once() -> None:
    answer = desk().ask("reserve_slot", {"unit": "XF", "day": date(2026, 12, 1)})
    assert answer.values == {"day": date(2026, 12, 1), "queue": 0}


def test_an_incident_names_the_case_and_the_reason() -> None:
    reader = desk()
    reader.ask("raise_incident", {"reason": "no_unit"})
    facts = {"number": "YL-20261120-0001", "reason": "no_unit"}
    assert reader.deeds == [Raised("no_unit", facts)]


def test_every_entry_of_the_view_can_be_read() -> None:
    view = desk(handler="/2/9/", facts='{"a":1}').case
    assert set(view) == {
        "number", "kind", "state", "stage", "category", "channel", "contact", "voices", "place",
        "unit", "level", "opened_at", "upstream", "outcome", "origin", "facts", "open_rows",
        "joined", "summoned",
    }  # fmt: skip
    assert len(view) == len(dict(view))
    assert (view["place"], view["unit"], view["level"]) == ("QH-01-03", "XF", "department")
    assert view["upstream"] == {"number": None, "due": None}
