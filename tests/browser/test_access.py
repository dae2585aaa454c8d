"""Nobody is kept out of a page: in light and dark, at a desk and on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, Visit


def ask_a_decision(page: Page) -> None:
    page.get_by_role("button", name="打开示例").click()
    page.get_by_label("类别").select_option("噪音")
    page.get_by_label("夜间").select_option(label="是")
    expect(page.locator("tr.spoke").first).to_be_visible()


def misspell_a_name(page: Page) -> None:
    page.get_by_role("button", name="报到时限 * 2").click()
    expect(page.locator(".notice").first).to_be_visible()


def open_an_operation(page: Page) -> None:
    page.locator("summary").first.click()


def read_what_it_means(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def wait_for_the_form(page: Page) -> None:
    expect(page.get_by_label("什么事")).to_be_visible()


PAGES = {
    "/": read_what_it_means,
    "/login": read_what_it_means,
    "/report": wait_for_the_form,
    "/follow": read_what_it_means,
    "/docs": open_an_operation,
    "/problems": read_what_it_means,
    "/problems/task-already-done": read_what_it_means,
    "/try": misspell_a_name,
    "/try#dmn": ask_a_decision,
}


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_use_is_open_to_everybody(
    visit: Visit,
    accessible: Callable[[Page], None],
    path: str,
    scheme: str,
    viewport: dict[str, int],
) -> None:
    page = visit(path, viewport=viewport, scheme=scheme)
    PAGES[path](page)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
