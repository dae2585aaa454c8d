"""The description of the interface can be read by a person, in both languages and on a phone."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_every_operation_is_listed_and_opens_to_its_answers(visit: Visit) -> None:
    page = visit("/docs")
    operation = page.locator("details", has_text="/livez")
    operation.locator("summary").click()
    expect(operation).to_contain_text("status")
    expect(operation).to_contain_text("200")


def test_an_operation_is_summed_up_in_chinese_and_shows_an_example(visit: Visit) -> None:
    operation = visit("/docs").locator("details", has_text="/try/feel")
    operation.locator("summary").click()
    expect(operation.locator("summary")).to_contain_text("计算一个表达式")
    expect(operation.locator("pre").first).to_contain_text('"影响人数": 12')


def test_the_page_speaks_english_when_asked_and_remembers(visit: Visit) -> None:
    page = visit("/docs")
    expect(page.get_by_role("heading", level=1)).to_have_text("接口说明")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Interface")
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "en")
