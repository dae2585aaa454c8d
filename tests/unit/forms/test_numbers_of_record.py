"""Numbers the state gives: right ones pass, a slip of the pen does not."""

import pytest

from tests.unit.forms.drawing import component, form, wrong

# The examples of the standards themselves, and numbers made up with a right check digit.
RIGHT = {
    "mobile": ["13800138000", "19912345678"],
    "id_number": ["11010519491231002X", "440524188001010014", "11010519491231002x"],
    "credit_code": ["91350100M000100Y43"],
    "plate": ["京A12345", "粤B12345D", "沪AD12345", "京A1234警", "使014578"[:1] + "A12345"],
}
WRONG = {
    "mobile": ["12012345678", "1380013800", "138001380001", "１３８００１３８０００"],
    "id_number": ["110105194912310021", "11010519491331002X", "1101051949123100", "１１０１０５"],
    "credit_code": ["91350100M000100Y34", "91350100M000100I43", "9135"],
    "plate": ["A12345", "京I12345", "京A1234", "京A12345678"],
}


@pytest.mark.parametrize(("special", "number"), [(k, v) for k in RIGHT for v in RIGHT[k]])
def test_a_right_number_passes(special: str, number: str) -> None:
    assert wrong(form(component("textfield", "a", special=special)), {"a": number}) == []


@pytest.mark.parametrize(("special", "number"), [(k, v) for k in WRONG for v in WRONG[k]])
def test_a_wrong_number_is_refused(special: str, number: str) -> None:
    drawn = form(component("textfield", "a", special=special))
    assert wrong(drawn, {"a": number}) == [("/answers/a", f"not_a_{special}")]


def test_nothing_is_no_wrong_number() -> None:
    assert wrong(form(component("textfield", "a", special="mobile")), {"a": ""}) == []
