"""The server judges a filled-in form as form-js does: the same errors, the same answers sent."""

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest

from engine.domain.refusals import AnswersInvalid
from forms import check_form, read_form
from tests.agreement.judges import in_node
from tests.properties.forms.corpus import Question, questions

SCRIPT = Path(__file__).with_name("browser.mjs")
SAID = {
    "Field must match pattern": "not_of_the_pattern",
    "Field is required": "required",
    "Field must have minimum value": "too_small",
    "Field must have maximum value": "too_large",
    "Min validation value": "bound_unreadable",
    "Max validation value": "bound_unreadable",
    "Field must have minimum length": "too_short",
    "Field must have maximum length": "too_long",
    "Field must be a valid email": "not_an_email",
    "Value is expected to be an integer": "not_whole",
    "Value is expected to have at most": "too_many_digits",
    "Please select a valid value": "not_a_step",
}
pytestmark = pytest.mark.browser  # needs the libraries of the pages
LONG = pytest.param(20_000, marks=pytest.mark.long)
Verdict = tuple[dict[str, list[str]], object]


@pytest.mark.parametrize("count", [1_500, LONG])
def test_generated_forms_have_one_verdict(count: int) -> None:
    asked = [each for each in questions(seed=2026, count=count) if not check_form(each.schema)]
    assert len(asked) > count / 2
    browser = in_node(SCRIPT, [asdict(each) for each in asked])
    differing = [
        (question, mine, other)
        for question, other in zip(asked, browser, strict=True)
        if (mine := ours(question, other["submitted"])) != said(other)
    ]
    assert differing[:1] == []
    assert sum(bool(other["errors"]) for other in browser) > count / 4


def ours(question: Question, submitted: dict[str, object]) -> Verdict:
    """Give our errors by path, and the answers that remain."""
    form = read_form(question.schema)
    try:
        return {}, plain(form.clean(submitted).answers)
    except AnswersInvalid as refusal:
        errors: dict[str, list[str]] = {}
        for finding in refusal.errors:
            code = finding.rule.removeprefix("forms.").removeprefix("tick_")
            errors.setdefault(finding.pointer.removeprefix("/answers/"), []).append(code)
        return errors, None


def said(browser: dict[str, dict[str, list[str]]]) -> Verdict:
    """Give the browser's verdict in our words."""
    errors = {path: [code_of(text) for text in texts] for path, texts in browser["errors"].items()}
    return errors, None if errors else plain(browser["submitted"])


def code_of(text: str) -> str:
    return next(code for beginning, code in SAID.items() if text.startswith(beginning))


def plain(value: object) -> object:
    """Give a value as JSON holds it; a row or group without answers is left out."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items() if plain(entry) != []}
    if isinstance(value, list):
        return [plain(entry) for entry in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
