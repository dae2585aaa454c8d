"""A person writes an expression and sees its value, or what is wrong and where."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit


def test_an_expression_is_worked_out_while_it_is_written(visit: Visit) -> None:
    page = visit("/try")
    expect(page.locator("#feel-answer output")).to_have_text("吹哨")
    page.get_by_label("FEEL 表达式").fill("超时小时 * 2")
    expect(page.locator("#feel-answer output")).to_have_text("13")
    expect(page.locator("#feel-answer")).to_contain_text("数字")


def test_no_digit_is_lost_on_the_way(visit: Visit) -> None:
    page = visit("/try")
    page.get_by_label("已知的值").fill('{"数": 0.12345678901234567890123}')
    page.get_by_label("FEEL 表达式").fill("数")
    expect(page.locator("#feel-answer output")).to_have_text("0.12345678901234567890123")


def test_a_name_that_is_not_known_is_shown_in_its_place(visit: Visit) -> None:
    page = visit("/try")
    page.get_by_role("button", name="报到时限 * 2").click()
    warning = page.locator(".notice.warning").first
    expect(warning.locator("mark")).to_have_text("报到时限")
    expect(warning).to_contain_text("报道时限")


def test_a_slip_of_the_pen_is_shown_and_the_cursor_led_there(visit: Visit) -> None:
    page = visit("/try")
    page.get_by_role("button", name='if 人数 > 3 then "联合处置"').click()
    expect(page.locator(".notice.fault")).to_be_visible()
    page.get_by_role("button", name="到原文").click()
    expect(page.get_by_label("FEEL 表达式")).to_be_focused()


def test_values_that_are_no_json_are_said_beside_them(visit: Visit) -> None:
    page = visit("/try")
    page.get_by_label("已知的值").fill("{人数: 3}")
    expect(page.get_by_role("alert")).to_contain_text("JSON 对象")


def test_the_moment_is_the_one_on_the_page(visit: Visit) -> None:
    page = visit("/try")
    page.locator("#feel").get_by_label("现在").fill("2026-11-20T09:30:00")
    page.get_by_label("FEEL 表达式").fill('date(now()) = date("2026-11-20") and now().hour = 9')
    expect(page.locator("#feel-answer output")).to_have_text("true")
