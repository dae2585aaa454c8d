"""What is hidden, computed, disabled and read-only is worked out anew, whatever was sent."""

from decimal import Decimal
from typing import Any

import pytest

from engine.feel import Function, evaluate
from forms import read_form
from tests.unit.forms.drawing import component, drawing, form, options, wrong

RESULT = component("radio", "result")


def hidden_unless(code: str, key: str, **parts: Any) -> dict[str, Any]:
    return component("textfield", key, hide=f'=result != "{code}"', **parts)


def test_a_hidden_field_has_no_answer_and_need_not_be_filled_in() -> None:
    why = hidden_unless("reject", "why", validate={"required": True})
    drawn = form(RESULT, why)
    assert drawn.clean({"result": "done", "why": "left over"}).answers == {"result": "done"}
    assert wrong(drawn, {"result": "reject"}) == [("/answers/why", "required")]


def test_only_exactly_true_hides() -> None:
    drawn = form(component("textfield", "a", hide='="yes"'))
    assert drawn.clean({"a": "x"}).answers == {"a": "x"}


def test_a_hidden_container_hides_what_is_in_it() -> None:
    inner = component("textfield", "a", validate={"required": True})
    drawn = form(RESULT, component("group", "g", hide='=result = "done"', components=[inner]))
    assert drawn.clean({"result": "done", "g": {"a": "x"}}).answers == {"result": "done"}
    assert wrong(drawn, {"result": "joint", "g": None}) == [("/answers/g/a", "required")]


def test_a_hidden_answer_does_not_decide_over_others() -> None:
    drawn = form(
        component("textfield", "last", hide='=why != "x"'),
        hidden_unless("reject", "why"),
        RESULT,
    )
    assert drawn.clean({"result": "done", "why": "x", "last": "y"}).answers == {"result": "done"}


def test_conditions_that_hang_on_each_other_in_a_circle_still_end() -> None:
    drawn = form(
        component("textfield", "a", hide='=b != ""'), component("textfield", "b", hide='=a != ""')
    )
    assert drawn.clean({"a": "x"}).answers == {"a": "x"}
    assert drawn.clean({"b": "x"}).answers == {"b": "x"}


def test_a_computed_field_is_computed_anew_behind_what_it_reads() -> None:
    drawn = form(
        component("expression", "twice", expression="=half * 4"),
        component("expression", "half", expression="=people / 2"),
        component("number", "people"),
    )
    assert drawn.clean({"people": 5, "twice": 1, "half": None}).answers == {
        "twice": Decimal(10),
        "half": Decimal("2.5"),
        "people": Decimal(5),
    }


def test_a_disabled_field_is_left_out_and_shows_what_it_held() -> None:
    drawn = form(
        component("textfield", "a", disabled=True), component("textfield", "b", hide='=a = "x"')
    )
    assert drawn.clean({"a": "y", "b": "z"}, stored={"a": "x"}).answers == {}


def test_a_read_only_field_keeps_what_it_held() -> None:
    drawn = form(component("number", "a", readonly=True))
    assert drawn.clean({"a": 2.5}, stored={"a": 2.5}).answers == {"a": Decimal("2.5")}
    assert drawn.clean({}, inputs={"a": 2.5}).answers == {"a": Decimal("2.5")}


def test_a_field_may_be_read_only_under_a_condition() -> None:
    drawn = form(RESULT, component("textfield", "a", readonly='=result = "done"'))
    assert wrong(drawn, {"result": "done", "a": "x"}) == [("/answers/a", "readonly_changed")]
    assert wrong(drawn, {"result": "joint", "a": "x"}) == []


def test_an_untouched_field_keeps_its_default_as_in_the_page() -> None:
    drawn = form(component("radio", "accept", defaultValue="done", validate={"required": True}))
    assert drawn.clean({}).answers == {"accept": "done"}


def test_what_a_field_cannot_hold_counts_as_nothing_when_the_form_opens() -> None:
    assert form(component("number", "a")).clean({}, stored={"a": "x"}).answers == {"a": None}


def test_numbers_are_exact() -> None:
    drawn = form(component("number", "a", validate={"max": 0.3}, increment=0.1))
    assert drawn.clean({"a": 0.3}).answers == {"a": Decimal("0.3")}
    text = form(component("number", "a", serializeToString=True))
    digits = "0.1234567890123456789012345678"
    assert text.clean({"a": digits}).answers == {"a": digits}
    assert text.clean({"a": 5}).answers == {"a": "5"}
    assert text.clean({"a": ""}).answers == {"a": None}


@pytest.mark.parametrize(
    ("subtype", "sent", "known"),
    [
        ("datetime", "2026-11-27T10:00+08:00", "2026-11-27T10:00:00+08:00"),
        ("datetime", "2026-11-27T10:00:30+08:00", "2026-11-27T10:00:30+08:00"),
        ("datetime", "2026-11-27T10:00", "2026-11-27T10:00:00"),
        ("time", "10:00", "10:00:00"),
        ("date", "2026-11-27", "2026-11-27"),
    ],
)
def test_a_time_goes_to_the_drawing_as_feel_reads_it(subtype: str, sent: str, known: str) -> None:
    zoned = "utc_offset" if "+" in sent else "no_timezone"
    drawn = form(component("datetime", "at", subtype=subtype, timeSerializingFormat=zoned))
    assert drawn.clean({"at": sent}).answers == {"at": known}
    read = {"datetime": "date and time(at)", "time": "time(at)", "date": "date(at)"}[subtype]
    assert evaluate(read, {"at": known}) is not None


def test_a_yes_or_no_answer_becomes_a_boolean_at_the_edge_only() -> None:
    drawn = form(
        component("radio", "agree", special="yes_no", values=options("yes", "no")),
        component("textfield", "why", hide='=agree = "yes"'),
    )
    assert drawn.clean({"agree": "yes", "why": ""}).answers == {"agree": True}
    assert drawn.clean({"agree": "no", "why": "x"}).answers == {"agree": False, "why": "x"}
    assert drawn.clean({"agree": None}).answers == {"agree": None, "why": ""}


def test_a_unit_person_or_place_nobody_named_is_null_at_the_edge() -> None:
    drawn = form(
        component("textfield", "unit", special="department"),
        component("textfield", "why", hide='=unit != ""'),
    )
    assert drawn.clean({}).answers == {"unit": None, "why": ""}
    assert drawn.clean({"unit": "", "why": "x"}).answers == {"unit": None, "why": "x"}


def test_bounds_and_options_may_be_computed() -> None:
    drawn = form(
        component("number", "least"),
        component("number", "a", validate={"min": "=least"}),
        component("select", "unit", valuesExpression="=units[open = true].value"),
    )
    units = [{"value": "gas", "open": True}, {"value": "water", "open": False}]
    assert wrong(drawn, {"least": 3, "a": 2}) == [("/answers/a", "too_small")]
    assert wrong(drawn, {"a": 2, "unit": "gas"}, inputs={"units": units}) == []
    assert wrong(drawn, {"unit": "water"}, inputs={"units": units}) == [
        ("/answers/unit", "not_offered")
    ]


def test_options_may_come_from_the_inputs() -> None:
    drawn = form(component("taglist", "units", valuesKey="offered"))
    offered = [{"label": "燃气", "value": "gas"}, {"value": 2}, {"label": "?"}, "", True, {}]
    assert wrong(drawn, {"units": ["gas", 2, True]}, inputs={"offered": offered}) == []
    assert wrong(drawn, {"units": [1]}, inputs={"offered": offered}) == [
        ("/answers/units", "not_offered")
    ]
    assert wrong(drawn, {"units": ["gas"]}) == [("/answers/units", "not_offered")]


def test_a_context_may_be_an_option() -> None:
    drawn = form(component("select", "a", valuesKey="offered"))
    offered = [{"label": "x", "value": {"id": 1}}]
    assert wrong(drawn, {"a": {"id": 1}}, inputs={"offered": offered}) == []


def test_several_files_are_taken_where_a_condition_says_so() -> None:
    drawn = form(component("number", "n"), component("filepicker", "a", multiple="=n > 1"))
    assert wrong(drawn, {"n": 2, "a": ["1", "2"]}) == []
    assert wrong(drawn, {"n": 1, "a": ["1", "2"]}) == [("/answers/a", "one_file_only")]


def test_what_is_attached_is_asked_for_with_its_kind() -> None:
    asked = []
    drawn = form(component("filepicker", "a", special="photo", accept="image/*"))
    drawn.clean({"a": ["7"]}, known=lambda reference: asked.append(reference) or True)
    assert [(each.kind, each.id, each.accept) for each in asked] == [("photo", "7", "image/*")]


def test_host_functions_are_at_hand() -> None:
    twice = Function((), lambda _: Decimal(2), "two")
    data = drawing(component("number", "a", validate={"max": "=two()"}))
    drawn = read_form(data, functions=("two",))
    assert drawn.reads == frozenset()
    assert wrong(drawn, {"a": 3}, functions={"two": twice}) == [("/answers/a", "too_large")]


@pytest.mark.parametrize("key", ["load", "fields", "block", "work_out", "opts", "context"])
def test_a_key_may_have_any_name(key: str) -> None:
    assert form(component("textfield", key)).clean({key: "x"}).answers == {key: "x"}
