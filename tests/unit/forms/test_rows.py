"""Lists of rows: each row is worked out by itself, with the form around it."""

from decimal import Decimal
from typing import Any

from tests.unit.forms.drawing import component, form, wrong


def rows(**parts: Any) -> dict[str, Any]:
    fields = [
        component("textfield", "unit", validate={"required": True}),
        component("textfield", "why", hide='=this.unit = "gas" or urgent'),
        component("expression", "place", expression="=i[1]"),
    ]
    return component("dynamiclist", "units", components=fields, **parts)


URGENT = component("checkbox", "urgent")


def test_a_row_sees_itself_and_the_form() -> None:
    drawn = form(URGENT, rows())
    sent = [{"unit": "gas", "why": "x"}, {"unit": "water", "why": "y"}]
    assert drawn.clean({"units": sent}).answers["units"] == [
        {"unit": "gas", "place": Decimal(1)},
        {"unit": "water", "why": "y", "place": Decimal(2)},
    ]


def test_an_error_in_a_row_names_the_row() -> None:
    drawn = form(URGENT, rows())
    assert wrong(drawn, {"units": [{"unit": "a"}, {"unit": ""}]}) == [
        ("/answers/units/1/unit", "required")
    ]
    assert wrong(drawn, {"units": [{"unit": 1}, {"x": 1}]}) == [
        ("/answers/units/0/unit", "not_a_text"),
        ("/answers/units/1/x", "unknown_key"),
    ]


def test_a_list_whose_rows_were_all_removed_is_not_sent_by_the_page_and_is_empty() -> None:
    assert form(URGENT, rows()).clean({}).answers["units"] == []


def test_a_fixed_list_keeps_the_rows_it_was_opened_with() -> None:
    drawn = form(URGENT, rows(allowAddRemove=False))
    opened = {"units": [{"unit": "a"}, {"unit": "b"}]}
    found = drawn.clean({"urgent": True, "units": [None, {"unit": "c"}]}, stored=opened)
    assert [row["unit"] for row in found.answers["units"]] == ["a", "c"]


def test_a_disabled_list_is_left_out() -> None:
    assert form(URGENT, rows(disabled=True)).clean({}).answers == {"urgent": False}


def test_the_form_sees_its_rows() -> None:
    minutes = component("dynamiclist", "l", components=[component("number", "minutes")])
    drawn = form(component("expression", "all", expression="=sum(l.minutes)"), minutes)
    assert drawn.clean({"l": [{"minutes": 1}, {"minutes": 2.5}]}).answers["all"] == Decimal("3.5")


def test_a_row_in_a_row_sees_its_parent() -> None:
    inner = component(
        "dynamiclist", "in", components=[component("textfield", "b", hide='=parent.this.a = "x"')]
    )
    outer = component("dynamiclist", "out", components=[component("textfield", "a"), inner])
    sent = {"out": [{"a": "x", "in": [{"b": "1"}]}, {"a": "y", "in": [{"b": "2"}]}]}
    assert form(outer).clean(sent).answers == {
        "out": [{"a": "x", "in": [{}]}, {"a": "y", "in": [{"b": "2"}]}]
    }


def test_a_hundred_errors_are_enough_to_mend() -> None:
    inner = component("dynamiclist", "in", components=[component("number", "b")])
    drawn = form(component("dynamiclist", "out", components=[inner]))
    assert len(wrong(drawn, {"out": [{"in": [{"b": "x"}] * 20}] * 20})) == 100


def test_a_list_that_does_not_repeat_is_a_group() -> None:
    drawn = form(component("dynamiclist", "g", isRepeating=False, components=[URGENT]))
    assert drawn.clean({"g": {"urgent": True}}).answers == {"g": {"urgent": True}}


def test_the_kinds_of_rows_are_checked() -> None:
    drawn = form(component("dynamiclist", "l", components=[]))
    assert wrong(drawn, {"l": {"a": 1}}) == [("/answers/l", "not_rows")]
    assert drawn.clean({"l": None}).answers == {"l": []}
