"""Every way in which answers may not fit is refused at its field, in words."""

from datetime import UTC, datetime
from typing import Any

import pytest

from engine.domain.refusals import AnswersInvalid
from engine.texts import LANGUAGES, catalogue
from forms import Known, read_form
from tests.unit.forms.drawing import Component, component, drawing, options, wrong
from tests.unit.forms.test_refusing_forms import CASES as AUTHORS

NOW = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
RULES = dict[str, Any]


def text(**parts: Any) -> Component:
    return component("textfield", "a", **parts)


def rule(kind: str, **rules: Any) -> Component:
    return component(kind, "a", validate=rules)


CASES: dict[str, tuple[Component, Any]] = {
    "required": (rule("textfield", required=True), ""),
    "tick_required": (rule("checkbox", required=True), False),
    "file_required": (rule("filepicker", required=True), []),
    "not_of_the_pattern": (rule("textfield", pattern="^A"), "BA"),
    "as_the_author_says": (
        rule("textfield", pattern="^A", patternErrorMessage="要以 A 开头，请改正。"),
        "B",
    ),
    "too_small": (rule("number", min=3), 2.9),
    "too_large": (rule("number", max="=1 + 2"), 3.1),
    "too_short": (rule("textarea", minLength=3), "　a😀　"[:2]),
    "too_long": (rule("textarea", maxLength=3), "😀😀"),
    "not_an_email": (rule("textfield", validationType="email"), "王芳"),
    "not_whole": (component("number", "a", decimalDigits=0), 1.5),
    "too_many_digits": (component("number", "a", decimalDigits=2), 1.005),
    "not_a_step": (component("number", "a", increment=0.1), 0.25),
    "bound_unreadable": (rule("number", min='="many"'), 1),
    "not_a_text": (text(), 1),
    "unreadable_character": (text(), "a\0"),
    "not_a_number": (component("number", "a"), "1"),
    "number_too_long": (component("number", "a"), 1e40),
    "not_yes_or_no": (component("checkbox", "a"), "yes"),
    "not_one_choice": (component("radio", "a"), ["done"]),
    "not_a_list": (component("checklist", "a"), "done"),
    "too_many_chosen": (component("taglist", "a"), ["done"] * 501),
    "chosen_twice": (component("taglist", "a"), ["done", "done"]),
    "not_offered": (component("select", "a"), "else"),
    "not_attachments": (component("filepicker", "a"), [1]),
    "one_file_only": (component("filepicker", "a"), ["1", "2"]),
    "not_a_date": (component("datetime", "a", subtype="date"), "2026-02-30"),
    "not_a_time": (component("datetime", "a", subtype="time"), "25:00"),
    "not_a_datetime": (component("datetime", "a", subtype="datetime"), "2026-11-20"),
    "day_gone_by": (
        component("datetime", "a", subtype="date", disallowPassedDates=True),
        "2026-11-19",
    ),
    "minutes_not_offered": (component("datetime", "a", subtype="time", timeInterval=15), "08:20"),
    "not_a_mobile": (text(special="mobile"), "12800138000"),
    "not_a_id_number": (text(special="id_number"), "11010519491231002Y"),
    "not_a_credit_code": (text(special="credit_code"), "91350100M000100Y44"),
    "not_a_plate": (text(special="plate"), "京A·12345"),
    "unknown_photo": (component("filepicker", "a", special="photo"), ["1"]),
    "unknown_voice": (component("filepicker", "a", special="voice"), ["1"]),
    "unknown_file": (component("filepicker", "a"), ["1"]),
    "unknown_place": (text(special="place"), "1"),
    "unknown_person": (text(special="person"), "1"),
    "unknown_department": (
        component("taglist", "a", special="department", values=options("1", "2")),
        ["1", "2"],
    ),
    "readonly_changed": (text(readonly=True, defaultValue="x"), "y"),
    "rows_fixed": (component("dynamiclist", "a", allowAddRemove=False), [{}, {}]),
    "not_rows": (component("dynamiclist", "a"), ["x"]),
    "too_many_rows": (component("dynamiclist", "a"), [{}] * 201),
    "too_few_rows": (component("dynamiclist", "a", properties={"shaodaoMinRows": 2}), [{}]),
    "too_large_together": (text(), "x" * 300_000),
}
WITHOUT_FIELD = {
    "unknown_key": (text(), {"b": 1}, "/answers/b"),
    "not_answers": (text(), {"a": "\ud800"}, "/answers"),
    "too_much_work": (
        component("expression", "a", expression="=count(for i in 1..1000, j in 1..1000 return i)"),
        {},
        "/answers",
    ),
}


def unless_asked(code: str) -> Known:
    """Know every id but in the cases that are about unknown ones."""
    return lambda _: not code.startswith("unknown_")


@pytest.mark.parametrize("code", CASES)
def test_what_does_not_fit_is_refused_at_its_field(code: str) -> None:
    drawn, value = CASES[code]
    found = wrong(read_form(drawing(drawn)), {"a": value}, now=NOW, known=unless_asked(code))
    where = "/answers" if code == "too_large_together" else "/answers/a"
    assert found == [(where, code)]


@pytest.mark.parametrize("code", WITHOUT_FIELD)
def test_what_no_field_can_take_is_refused(code: str) -> None:
    drawn, answers, where = WITHOUT_FIELD[code]
    assert wrong(read_form(drawing(drawn)), answers) == [(where, code)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CASES)
def test_every_refusal_names_its_field_and_says_what_to_do(code: str, language: str) -> None:
    drawn, value = CASES[code]
    form = read_form(drawing(drawn | {"label": "现场情况"}))
    with pytest.raises(AnswersInvalid) as refused:
        form.clean({"a": value}, now=NOW, known=unless_asked(code))
    (sentence,) = [finding.sentence(language) for finding in refused.value.errors]
    assert "现场情况" in sentence or code == "too_large_together"
    assert sentence.endswith(("。", "."))
    assert "{" not in sentence


def test_no_sentence_of_the_catalogue_is_left_untested() -> None:
    codes = {key.removeprefix("forms.") for key in catalogue("zh") if key.startswith("forms.")}
    assert codes == CASES.keys() | WITHOUT_FIELD.keys() | AUTHORS.keys()


def test_several_errors_come_together_and_in_the_order_of_the_page() -> None:
    rules = {"pattern": "^A", "minLength": 3, "required": True}
    number = component("number", "b", validate={"required": True})
    form = read_form(drawing(component("textfield", "a", validate=rules), number))
    assert wrong(form, {"a": "B", "b": None}) == [
        ("/answers/a", "not_of_the_pattern"),
        ("/answers/a", "too_short"),
        ("/answers/b", "required"),
    ]


def test_blanks_are_an_answer_as_they_are_in_the_page() -> None:
    assert wrong(read_form(drawing(rule("textfield", required=True))), {"a": "   "}) == []
