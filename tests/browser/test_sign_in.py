"""Staff come in with name and password; who is refused is told what to do."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, Visit
from tests.browser.district import PASSWORD


def sign_in(page: Page, name: str, password: str) -> None:
    page.get_by_label("用户名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def test_a_wrong_password_is_told_and_the_right_one_opens_the_desk(visit: Visit) -> None:
    page = visit("/login")
    sign_in(page, "林晓", "wrong-one")
    expect(page.get_by_role("alert")).to_contain_text("密码")
    expect(page.get_by_label("密码")).to_be_focused()
    expect(page.get_by_label("用户名")).to_have_value("林晓")
    sign_in(page, "林晓", PASSWORD)
    expect(page.get_by_role("link", name="待办")).to_be_visible()
    expect(page.locator(".person summary")).to_have_text("林晓")


def test_whoever_tried_too_often_is_told_until_when(visit: Visit) -> None:
    page = visit("/login")
    for _ in range(6):
        sign_in(page, "吴勇", "wrong-one")
        expect(page.get_by_role("button", name="登录")).to_be_enabled()
    sign_in(page, "吴勇", PASSWORD)
    expect(page.get_by_role("alert")).to_contain_text(":")


def test_whoever_is_not_signed_in_comes_back_to_where_they_were_going(visit: Visit) -> None:
    page = visit("/desk/?box=unit")
    expect(page).to_have_url(re.compile(r"/login\?next="))
    sign_in(page, "林晓", PASSWORD)
    expect(page.get_by_role("link", name="单位")).to_have_attribute("aria-current", "page")


def test_nobody_is_led_to_another_host_by_signing_in(visit: Visit) -> None:
    page = visit("/login?next=https://elsewhere.example/desk/")
    sign_in(page, "林晓", PASSWORD)
    expect(page.get_by_role("link", name="待办")).to_be_visible()


def test_signing_out_closes_the_desk_also_on_a_phone(visit: Visit) -> None:
    page = visit("/login", viewport=PHONE)
    sign_in(page, "林晓", PASSWORD)
    page.locator(".person summary").click()
    expect(page.locator(".person")).to_contain_text("桂花三格 · 承办人")
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_label("用户名")).to_be_visible()
    page.goto("/desk/")
    expect(page.get_by_label("用户名")).to_be_visible()
