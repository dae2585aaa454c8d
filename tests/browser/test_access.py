"""Nobody is kept out of a page: in light and dark, at a desk and on a phone."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESK, PHONE, SignedIn, Visit
from tests.browser.district import reported


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


in_every_look = pytest.mark.parametrize(
    "look",
    [
        {"viewport": viewport, "scheme": scheme}
        for viewport in (DESK, PHONE)
        for scheme in ("light", "dark")
    ],
    ids=lambda look: f"{look['viewport']['width']}-{look['scheme']}",
)


@in_every_look
@pytest.mark.parametrize("path", PAGES)
def test_a_page_in_use_is_open_to_everybody(
    visit: Visit,
    accessible: Callable[[Page], None],
    path: str,
    look: dict[str, Any],
) -> None:
    page = visit(path, **look)
    PAGES[path](page)
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@in_every_look
def test_the_desk_is_open_to_everybody(
    signed_in: SignedIn,
    accessible: Callable[[Page], None],
    address: str,
    look: dict[str, Any],
) -> None:
    number = reported(address, "路灯不亮")
    page = signed_in("林晓", **look)
    row = page.locator("a.row", has_text=number)
    expect(row).to_be_visible()
    accessible(page)
    row.click()
    expect(page.locator("sd-form .fjs-form-field").first).to_be_visible()
    expect(page.locator(".timeline li").first).to_be_visible()
    accessible(page)
    page.get_by_role("tab", name="流程图").click()
    expect(page.locator(".sd-token").first).to_be_visible()
    accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
