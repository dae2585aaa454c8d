"""Residents report in a minute and follow by number and code; danger comes before everything."""

import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SignedIn, Visit
from tests.browser.test_desk import open_task, take_in

MOBILE = "13800138000"
LARGEST_FIRST_PAGE = 200_000
WEIGHT = """['resource', 'navigation']
    .flatMap(type => performance.getEntriesByType(type))
    .reduce((sum, each) => sum + each.encodedBodySize, 0)"""


def fill_report(page: Page, words: str) -> None:
    page.get_by_label("什么事").fill(words)
    page.get_by_label("在哪里").fill("桂花三格")
    page.get_by_role("button", name="桂花三格").click()
    page.get_by_label("手机号").fill(MOBILE)


def send(page: Page) -> tuple[str, str]:
    """Send the report; give its number and code."""
    page.get_by_role("button", name="提交").click()
    expect(page.locator("#receipt")).to_be_visible()
    return page.locator("#number").inner_text(), page.locator("#code").inner_text()


def look(page: Page, number: str, code: str) -> None:
    page.goto("/follow")
    page.get_by_label("编号").fill(number)
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查询").click()


def settle(page: Page, number: str) -> None:
    """Let the grid worker take the report in and solve it."""
    take_in(page, number)
    open_task(page, number)
    page.get_by_label("做了什么").fill("车都挪走了。")
    page.get_by_label("已解决").check()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("“上门处置”已提交")).to_be_visible()


def test_a_report_is_made_followed_and_rated(
    visit: Visit, signed_in: SignedIn, picture: Callable[[Page, str], None]
) -> None:
    page = visit("/report", viewport=PHONE)
    fill_report(page, "楼道里堆着电动车，晚上还有人充电。")
    number, code = send(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("已收到")
    look(page, number, code)
    stages = page.locator(".stages")
    expect(stages.locator(".now")).to_have_count(1)
    settle(signed_in("林晓"), number)
    page.get_by_role("button", name="查询").click()
    page.get_by_label("很满意").first.check()
    page.get_by_label("说两句").fill("来得快。")
    picture(page, "resident-follow")
    page.locator(".action").get_by_role("button").click()
    expect(page.locator(".action")).to_have_count(0)
    expect(page.locator("#case")).to_contain_text("解决")


def test_words_of_danger_bring_the_calls_forward_and_are_never_called_received(
    visit: Visit, picture: Callable[[Page, str], None]
) -> None:
    page = visit("/report", viewport=PHONE)
    danger = page.get_by_role("region", name="紧急电话")
    expect(danger.get_by_role("link", name="119")).to_have_attribute("href", "tel:119")
    page.get_by_label("什么事").press_sequentially("楼道里有煤气味")
    called = page.get_by_role("alert", name="紧急电话")
    expect(called).to_contain_text("请马上打电话")
    expect(called).to_contain_text("燃气抢修")
    picture(page, "resident-danger")
    fill_report(page, "楼道里有煤气味")
    send(page)
    expect(page.locator("main")).not_to_contain_text("已受理")
    expect(page.locator("main")).not_to_contain_text("已收到")
    expect(called).to_be_in_viewport()


def test_what_is_missing_is_said_before_anything_is_sent(visit: Visit) -> None:
    page = visit("/report")
    expect(page.get_by_label("什么事")).to_be_visible()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("这一项要填。")).to_have_count(3)
    page.get_by_label("手机号").fill("12345")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("请填 11 位手机号。")).to_be_visible()


def test_whoever_wants_to_stay_unknown_is_not_asked_for_a_number(visit: Visit) -> None:
    page = visit("/report")
    page.get_by_label("保密").check()
    expect(page.get_by_label("手机号")).to_have_count(0)


def test_where_one_stands_may_stand_for_the_place(visit: Visit) -> None:
    page = visit("/report")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"longitude": 116.0005, "latitude": 40.0005})
    page.get_by_label("什么事").fill("井盖松动")
    page.get_by_role("button", name="用我现在的位置").click()
    expect(page.locator(".sd-picked")).to_contain_text("我现在的位置")
    page.get_by_label("手机号").fill(MOBILE)
    send(page)


def test_a_photo_goes_along(visit: Visit, tmp_path: Path) -> None:
    photo = tmp_path / "井盖.png"
    Image.new("RGB", (800, 600), "gray").save(photo)
    page = visit("/report")
    fill_report(page, "井盖松动")
    page.get_by_label("照片").set_input_files(photo)
    expect(page.locator(".sd-files")).to_contain_text("井盖.png")
    send(page)


def test_number_and_code_are_copied(visit: Visit) -> None:
    page = visit("/report")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    fill_report(page, "路灯不亮")
    number, code = send(page)
    page.get_by_role("button", name="复制").click()
    expect(page.locator("#copied")).to_have_text("已复制。")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert number in copied
    assert code in copied


def test_a_wrong_code_opens_nothing_and_says_what_to_do(visit: Visit) -> None:
    page = visit("/report")
    fill_report(page, "路灯不亮")
    number, _ = send(page)
    look(page, number, "0000000000")
    expect(page.get_by_role("alert")).to_contain_text("查询码")
    expect(page.locator(".stages")).to_have_count(0)


def test_the_code_stands_in_no_address(visit: Visit) -> None:
    page = visit("/report")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill_report(page, "路灯不亮")
    number, code = send(page)
    look(page, number, code)
    expect(page.locator(".stages")).to_be_visible()
    assert not [url for url in (*asked, page.url) if code in url]


def test_the_pages_speak_english_when_asked(visit: Visit) -> None:
    page = visit("/report")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_label("What is the matter?")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Report a problem")
    assert not re.findall(r"[一-鿿]+", page.locator("main").inner_text())


def test_the_first_page_is_light(visit: Visit) -> None:
    page = visit("/report")
    expect(page.get_by_label("什么事")).to_be_visible()
    assert 0 < page.evaluate(WEIGHT) <= LARGEST_FIRST_PAGE
