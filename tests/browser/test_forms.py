"""Every form of the shipped policies opens in the page, in Chinese and without complaint."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

FORMS = sorted((Path(__file__).parents[2] / "workflows").glob("*/forms/*.form"))
SHOW = """async schema => {
    const house = {keep: async () => '', find: async () => []};
    await document.querySelector('sd-form').show(schema, {}, house);
}"""


@pytest.fixture
def blank(visit: Visit) -> Page:
    page = visit("/report")
    expect(page.get_by_label("什么事")).to_be_visible()
    return page


@pytest.mark.parametrize("pack", sorted({form.parts[-3] for form in FORMS}))
def test_the_forms_of_a_policy_open_with_every_field_in_words(blank: Page, pack: str) -> None:
    for form in (each for each in FORMS if each.parts[-3] == pack):
        schema = json.loads(form.read_text(encoding="utf-8"))
        blank.evaluate(SHOW, schema)
        expect(blank.locator("sd-form .fjs-form-field").first).to_be_visible()
        english = blank.locator("sd-form").inner_text().replace("BPMN.iO", "")
        assert not any(word in english for word in ("Select", "Search", "required", "Browse")), form
        expect(blank.locator("sd-form .fjs-powered-by")).to_be_visible()
