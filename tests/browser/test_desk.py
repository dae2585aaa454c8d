"""Staff do their work on the desk: find, fill in, hand on, look at where a case stands."""

import re
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SignedIn
from tests.browser.district import reported
from tests.browser.test_sign_in import PASSWORD, sign_in

CROWDED = "3 号楼二单元楼道里堆着电动车，晚上还有人充电。"
SUMMARY = "楼道堆放电动车并充电，要求清走。"


def open_task(page: Page, number: str) -> None:
    page.goto("/desk/")
    page.locator("a.row", has_text=number).click()
    expect(page.locator("sd-form .fjs-form-field").first).to_be_visible()


def choose(page: Page, label: str, option: str) -> None:
    page.locator(".fjs-form-field", has_text=label).locator(".fjs-input-group").click()
    page.get_by_text(option, exact=True).click()


def take_in(page: Page, number: str) -> None:
    open_task(page, number)
    choose(page, "类别", "楼道堆物")
    page.get_by_label("处置摘要").fill(SUMMARY)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("接下来：上门处置")).to_be_visible()


def test_a_report_is_taken_in_and_the_file_tells_where_it_stands(
    signed_in: SignedIn, address: str, picture: Callable[[Page, str], None]
) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓")
    take_in(page, number)
    open_task(page, number)
    file = page.get_by_role("region", name="事件档案")
    expect(file.get_by_role("heading", level=2)).to_have_text(SUMMARY)
    expect(file.get_by_text(CROWDED).first).to_be_visible()
    expect(file.locator(".timeline")).to_contain_text("受理登记")
    expect(file.get_by_role("list", name="正在谁手里")).to_contain_text("桂花三格")
    file.get_by_role("tab", name="流程图").click()
    expect(file.locator('.djs-overlays[data-container-id="vi_handle"] .sd-token')).to_be_visible()
    expect(file.locator('[data-element-id="vi_intake"].sd-passed')).to_be_visible()
    expect(file.locator(".bjs-powered-by")).to_be_visible()
    expect(page.locator("sd-form .fjs-powered-by")).to_be_visible()
    picture(page, "desk-diagram")


def test_a_case_is_sent_up_and_settled_with_a_photo(
    signed_in: SignedIn, address: str, tmp_path: Path
) -> None:
    photo = tmp_path / "楼道.png"
    Image.new("RGB", (2400, 1600), "gray").save(photo)
    number = reported(address, CROWDED)
    grid = signed_in("林晓")
    take_in(grid, number)
    open_task(grid, number)
    grid.get_by_label("做了什么").fill("劝离两辆，还有三辆找不到车主。")
    grid.get_by_label("上报社区").check()
    grid.get_by_role("button", name="提交").click()
    expect(grid.get_by_text("接下来：社区处置")).to_be_visible()
    community = signed_in("何敏")
    open_task(community, number)
    community.get_by_label("是", exact=True).check()
    community.get_by_label("做了什么").fill("联系车主，三辆都挪走了。")
    community.get_by_label("现场照片").set_input_files(photo)
    expect(community.get_by_text("楼道.jpg")).to_be_visible()
    community.get_by_role("button", name="提交").click()
    expect(community.get_by_text("“社区处置”已提交")).to_be_visible()
    community.goto(f"/desk/cases/{number}")
    file = community.get_by_role("region", name="事件档案")
    expect(file.locator(".state")).to_have_text("已办结")
    expect(file.locator(".timeline")).to_contain_text("三辆都挪走了")
    expect(file.locator(".timeline")).to_contain_text("1 个文件")
    picture = file.get_by_role("list", name="照片和附件").get_by_role("img", name="照片")
    expect(picture).to_have_js_property("naturalWidth", 1920)


def test_a_case_is_urged_where_the_drawing_waits_for_it(signed_in: SignedIn, address: str) -> None:
    number = reported(address, CROWDED)
    page = signed_in("何敏")
    page.goto(f"/desk/cases/{number}")
    actions = page.get_by_role("group", name="可以做的事")
    actions.get_by_role("button", name="催办").click()
    form = page.get_by_role("dialog", name="催办")
    form.get_by_role("button", name="提交").click()
    expect(form).to_contain_text("这一项要填。")
    form.get_by_label("群众又来电").check()
    form.get_by_role("button", name="提交").click()
    expect(page.get_by_text("“催办”已提交")).to_be_visible()
    expect(page.locator(".timeline")).to_contain_text("群众又来电")
    expect(actions).to_have_count(0)


def test_what_is_missing_is_said_beside_its_field_and_led_to(
    signed_in: SignedIn, address: str
) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓")
    open_task(page, number)
    page.get_by_role("button", name="提交").click()
    expect(page.locator(".fjs-form-field", has_text="处置摘要")).to_contain_text("这一项要填。")


def test_typing_is_not_disturbed_by_keeping_the_draft(signed_in: SignedIn, address: str) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓")
    open_task(page, number)
    summary = page.get_by_label("处置摘要")
    summary.press_sequentially("楼道里堆着车", delay=120)
    expect(page.get_by_text("草稿已存")).to_be_visible()
    expect(summary).to_be_focused()
    expect(summary).to_have_value("楼道里堆着车")


def test_what_was_typed_is_there_again_when_the_session_was_lost(
    signed_in: SignedIn, address: str
) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓")
    open_task(page, number)
    choose(page, "类别", "楼道堆物")
    page.get_by_label("处置摘要").fill(SUMMARY)
    page.context.clear_cookies()
    page.get_by_role("button", name="提交").click()
    sign_in(page, "林晓", PASSWORD)
    expect(page.get_by_label("处置摘要")).to_have_value(SUMMARY)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("接下来：上门处置")).to_be_visible()


def test_whoever_comes_second_is_told_who_was_first_and_keeps_the_draft(
    signed_in: SignedIn, address: str
) -> None:
    number = reported(address, CROWDED)
    late = signed_in("周苗")
    open_task(late, number)
    choose(late, "类别", "油烟")
    late.get_by_label("处置摘要").fill("晚到一步")
    take_in(signed_in("林晓"), number)
    late.get_by_role("button", name="提交").click()
    told = late.locator(".notice")
    expect(told).to_contain_text("林晓")
    expect(told).to_contain_text("你的草稿已保留")
    expect(late.get_by_label("处置摘要")).to_have_value("晚到一步")


def test_the_list_is_walked_by_keys(signed_in: SignedIn, address: str) -> None:
    reported(address, CROWDED)
    reported(address, "井盖松动")
    page = signed_in("林晓")
    expect(page.locator("a.row").nth(1)).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a.row").nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("a.row").nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("j")
    expect(page.get_by_role("searchbox")).to_have_value("j")


def test_a_case_is_found_by_its_number_and_by_its_words(signed_in: SignedIn, address: str) -> None:
    number = reported(address, "紫藤架下的灯整夜不亮")
    page = signed_in("林晓")
    for sought in (number, "紫藤架"):
        page.get_by_role("searchbox").fill(sought)
        page.keyboard.press("Enter")
        page.get_by_role("link", name=number).click()
        expect(page.get_by_role("region", name="事件档案")).to_contain_text("紫藤架下的灯")
    page.get_by_role("searchbox").fill("没有这样的事")
    page.keyboard.press("Enter")
    expect(page.get_by_text("没有找到“没有这样的事”")).to_be_visible()


def test_nothing_to_do_is_an_answer(signed_in: SignedIn) -> None:
    page = signed_in("夏宁")
    expect(page.get_by_text("今天没有待办")).to_be_visible()


def test_the_desk_speaks_english_when_asked(signed_in: SignedIn, address: str) -> None:
    reported(address, CROWDED)
    page = signed_in("林晓")
    page.locator(".person summary").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Mine")).to_be_visible()
    expect(page.get_by_text(re.compile("by .*\\d\\d:\\d\\d")).first).to_be_visible()


def test_a_case_that_is_not_there_is_said_so(signed_in: SignedIn) -> None:
    page = signed_in("林晓")
    page.goto("/desk/cases/YL-20200101-0001")
    expect(page.get_by_role("alert")).to_contain_text("YL-20200101-0001")
    page.goto("/desk/tasks/12345")
    expect(page.get_by_role("alert")).to_contain_text("12345")


def test_a_task_can_be_done_on_a_phone(signed_in: SignedIn, address: str) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓", viewport=PHONE)
    take_in(page, number)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_was_done_and_what_is_watched_have_boxes_of_their_own(
    signed_in: SignedIn, address: str
) -> None:
    number = reported(address, CROWDED)
    page = signed_in("林晓")
    take_in(page, number)
    page.get_by_role("link", name="已办").click()
    expect(page.locator("a.row", has_text=number)).to_contain_text("受理登记")
    page.get_by_role("link", name="关注").click()
    expect(page.get_by_role("link", name="关注")).to_have_attribute("aria-current", "page")
    expect(page.locator(".notice")).to_have_count(0)
    expect(page.get_by_role("link", name="待办").locator("b")).to_have_text(re.compile(r"\d+"))
