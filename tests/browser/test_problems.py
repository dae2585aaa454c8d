"""Whoever follows the type of a refusal reads what it means and what to do."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_a_type_leads_to_what_it_means_and_what_to_do(visit: Visit) -> None:
    page = visit("/problems/task-already-done")
    expect(page.get_by_role("heading", level=1)).to_have_text("已有人先一步")
    expect(page.locator("main")).to_contain_text("请刷新列表查看结果")
    expect(page.locator("main")).to_contain_text("409")


def test_from_the_list_every_type_can_be_reached(visit: Visit) -> None:
    page = visit("/problems/no-such-type")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这种出错类型")
    page.get_by_role("link", name="全部出错类型").click()
    page.get_by_role("link", name="house-busy").click()
    expect(page.locator("main")).to_contain_text("/problems/house-busy")
