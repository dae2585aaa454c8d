"""What holds for all answers to all forms."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.domain.refusals import AnswersInvalid
from forms import Form, check_form, read_form
from tests.properties.forms.corpus import questions

ASKED = [each for each in questions(seed=7, count=60) if not check_form(each.schema)]
FORMS = [read_form(each.schema) for each in ASKED]


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.dictionaries(NAMES | st.text(max_size=3), inner | WORDS, max_size=5)


NAMES = st.sampled_from(["type", "id", "key", "path", "components", "validate", "values", "hide"])
WORDS = st.sampled_from(["textfield", "group", "dynamiclist", "select", "a", "=a", "min"])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | objects(inner), max_leaves=8
)


def answers_to(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    keys = sorted({name.split(".")[0] for name in form.keys})
    return st.dictionaries(st.sampled_from(keys), JSON, max_size=len(keys))


@settings(max_examples=150)
@given(st.data())
def test_any_answers_are_cleaned_or_refused(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(FORMS))
    sent = data.draw(answers_to(form))
    try:
        clean = form.clean(sent).answers
    except AnswersInvalid as refusal:
        said = [finding.sentence() for finding in refusal.errors]
    else:
        said = ["clean"]
        assert form.clean(clean).answers == clean
    assert said


@settings(max_examples=150)
@given(objects(JSON), st.lists(objects(JSON), max_size=3))
def test_any_json_is_a_form_or_refused(drawn: dict[str, Any], components: list[Any]) -> None:
    findings = check_form(drawn | {"id": "f", "components": components})
    assert all(finding.sentence() for finding in findings)


def test_cleaning_twice_changes_nothing() -> None:
    for form, question in zip(FORMS, ASKED, strict=True):
        try:
            clean = form.clean(question.typed).answers
        except AnswersInvalid:
            continue
        assert form.clean(clean).answers == clean
