"""Every mistake of an author is told at its place in the file, in words."""

from typing import Any

import pytest

from engine.domain.refusals import FormInvalid
from engine.texts import LANGUAGES
from forms import check_form, read_form
from tests.unit.forms.drawing import component, drawing, options


def text(key: str = "a", **parts: Any) -> dict[str, Any]:
    return component("textfield", key, **parts)


def rule(kind: str, **rules: Any) -> dict[str, Any]:
    return drawing(component(kind, "a", validate=rules))


def nested(depth: int) -> dict[str, Any]:
    inner = text()
    for level in range(depth):
        inner = component("group", id=f"g{level}", components=[inner])
    return inner


BOTH = {"valuesKey": "units", "valuesExpression": "=units"}
ROW = [text("unit"), text("why", hide='=unit = "a"')]
CASES: dict[str, tuple[Any, str]] = {
    "unreadable": (b"[]", ""),
    "no_id": (drawing(id=""), "/id"),
    "too_new": (drawing(schemaVersion=20), "/schemaVersion"),
    "too_many_components": (
        drawing(*(component("spacer", id=str(n)) for n in range(301))),
        "/components",
    ),
    "too_deep": (drawing(nested(7)), "/components/0" * 7),
    "not_a_component": (drawing({"id": "a"}), "/components/0"),
    "ill_part": (drawing(text(validate=[])), "/components/0/validate"),
    "no_component_id": (drawing(text(id="")), "/components/0"),
    "id_twice": (drawing(text("a", id="x"), text("b", id="x")), "/components/1/id"),
    "bad_key": (drawing(text("单位")), "/components/0/key"),
    "key_taken": (drawing(text("parent")), "/components/0/key"),
    "key_twice": (drawing(text("a", id="1"), text("a.b", id="2")), ""),
    "unknown_type": (drawing(component("map", id="m")), "/components/0"),
    "forbidden_type": (drawing(component("iframe", id="m")), "/components/0"),
    "html_not_plain": (
        drawing(component("html", id="h", content="<img src=x onerror=go()>")),
        "/components/0/content",
    ),
    "script_in_text": (
        drawing(component("text", id="t", text="[x](java\nscript:go())")),
        "/components/0",
    ),
    "rule_not_for_type": (rule("number", minLength=1), "/components/0/validate/minLength"),
    "international_phone": (
        rule("textfield", validationType="phone"),
        "/components/0/validate/validationType",
    ),
    "unknown_validation": (
        rule("textfield", validationType="iban"),
        "/components/0/validate/validationType",
    ),
    "unknown_subtype": (
        drawing(component("datetime", "a", subtype="week")),
        "/components/0/subtype",
    ),
    "not_a_bound": (rule("number", min="many"), "/components/0/validate/min"),
    "bounds_crossed": (rule("number", min=3, max=2), "/components/0/validate"),
    "pattern_refused": (rule("textfield", pattern=r"(a)\1"), "/components/0/validate/pattern"),
    "not_feel": (drawing(text(hide="=a >")), "/components/0/conditional/hide"),
    "no_equals_sign": (drawing(text(hide="a = 1")), "/components/0/conditional/hide"),
    "unknown_name": (drawing(text(hide="=kind = 1")), "/components/0/conditional/hide"),
    "needs_this": (
        drawing(component("dynamiclist", "l", components=ROW)),
        "/components/0/components/1/conditional/hide",
    ),
    "number_as_text": (
        drawing(
            component("number", "n", serializeToString=True),
            text(hide="=n > 2"),
        ),
        "/components/1/conditional/hide",
    ),
    "no_options": (drawing(component("radio", "a", values=[])), "/components/0"),
    "option_twice": (
        drawing(component("radio", "a", values=["x", {"label": "Y", "value": "x"}])),
        "/components/0/values",
    ),
    "too_many_options": (
        drawing(component("select", "a", values=options(*map(str, range(501))))),
        "/components/0/values",
    ),
    "two_option_sources": (drawing(component("select", "a", **BOTH)), "/components/0"),
    "too_many_rows_drawn": (
        drawing(component("dynamiclist", "l", defaultRepetitions=201)),
        "/components/0",
    ),
    "unknown_special": (
        drawing(text(special="fax")),
        "/components/0/properties/shaodaoType",
    ),
    "special_misplaced": (
        drawing(text(special="photo")),
        "/components/0/properties/shaodaoType",
    ),
    "yes_no_options": (
        drawing(component("radio", "a", special="yes_no")),
        "/components/0/properties/shaodaoType",
    ),
    "no_shared_form": (
        drawing(component("group", id="g", properties={"shaodaoForm": "contact"})),
        "/components/0",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_a_mistake_is_told_at_its_place(code: str) -> None:
    data, pointer = CASES[code]
    findings = check_form(data, inputs=("units",))
    assert [(each.rule, each.pointer) for each in findings] == [(f"forms.{code}", pointer)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_every_mistake_is_said_in_words(code: str, language: str) -> None:
    (finding,) = check_form(CASES[code][0], inputs=("units",))
    sentence = finding.sentence(language)
    assert sentence.endswith(("。", ".")) or code in {"pattern_refused", "not_feel"}
    assert "{" not in sentence or code == "unreadable"


@pytest.mark.parametrize("data", [b"\xff", b"{", b'{"id": "a"}', b"[" * 100_000, b"x" * 600_000])
def test_what_is_no_form_is_refused_and_never_a_crash(data: bytes) -> None:
    with pytest.raises(FormInvalid) as refused:
        read_form(data)
    assert [finding.rule for finding in refused.value.errors] == ["forms.unreadable"]


def test_a_form_with_warnings_only_can_be_used() -> None:
    data, _ = CASES["number_as_text"]
    assert read_form(data).id == "form"


@pytest.mark.parametrize("kind", ["group", "dynamiclist"])
def test_the_path_of_a_group_or_list_is_checked_like_a_key(kind: str) -> None:
    findings = check_form(drawing(component(kind, "单位", components=[])))
    assert [(each.rule, each.pointer) for each in findings] == [
        ("forms.bad_key", "/components/0/path")
    ]


def test_names_are_free_where_no_inputs_are_declared() -> None:
    data, _ = CASES["unknown_name"]
    assert check_form(data) == []
    assert read_form(data).reads == {"kind"}


def test_a_wrong_name_behind_this_is_told_in_a_row() -> None:
    rows = component("dynamiclist", "l", components=[text("why", hide="=this.unit = 1")])
    assert [each.rule for each in check_form(drawing(rows))] == ["forms.unknown_name"]


@pytest.mark.parametrize(
    "part",
    [
        {"defaultRepetitions": "x"},
        {"properties": {"shaodaoMinRows": "x"}},
        {"properties": {"shaodaoMinRows": 3, "shaodaoMaxRows": 2}},
    ],
)
def test_the_rows_of_a_list_are_counted_in_whole_numbers(part: dict[str, Any]) -> None:
    assert check_form(drawing(component("dynamiclist", "l", **part))) != []


@pytest.mark.parametrize(
    "part",
    [
        {"decimalDigits": -1},
        {"decimalDigits": True},
        {"increment": 0.0001 * -1},
        {"increment": "x"},
        {"validate": {"min": True}},
    ],
)
def test_settings_of_a_number_must_be_numbers(part: dict[str, Any]) -> None:
    assert {each.rule for each in check_form(drawing(component("number", "n", **part)))} == {
        "forms.not_a_bound"
    }


def test_options_from_inputs_must_be_handed_in() -> None:
    data = drawing(component("select", "a", valuesKey="units"))
    assert [each.rule for each in check_form(data, inputs=())] == ["forms.unknown_name"]
    assert read_form(data).reads == {"units"}


def test_no_component_has_the_id_of_its_form() -> None:
    findings = check_form(drawing(text("form")))
    assert [(each.rule, each.pointer) for each in findings] == [
        ("forms.id_twice", "/components/0/id")
    ]
