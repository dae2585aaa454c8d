"""The description of the interface can be read by a person, in both languages and on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_every_operation_is_listed_and_opens_to_its_answers(visit: Visit) -> None:
    page = visit("/docs")
    operation = page.locator("details", has_text="/livez")
    operation.locator("summary").click()
    expect(operation).to_contain_text("status")
    expect(operation).to_contain_text("200")


def test_the_page_speaks_english_when_asked_and_remembers(visit: Visit) -> None:
    page = visit("/docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("接口说明")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interface")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
