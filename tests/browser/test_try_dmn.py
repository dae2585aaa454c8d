"""A supervisor brings a decision file, fills in what it asks for, and sees which rule spoke."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit

DRAWN = Path(__file__).parents[1] / "unit/dmn/drawn_in_the_editor.dmn"
OVERLAPPING = """<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="重叠" namespace="urn:x">
  <inputData id="a" name="人数"><variable name="人数" typeRef="number"/></inputData>
  <decision id="d" name="等级"><variable name="等级"/>
    <informationRequirement><requiredInput href="#a"/></informationRequirement>
    <decisionTable id="t" hitPolicy="UNIQUE">
      <input><inputExpression typeRef="number"><text>人数</text></inputExpression></input>
      <output name="等级"/>
      <rule id="r1"><inputEntry><text>&gt; 1</text></inputEntry>
        <outputEntry><text>"高"</text></outputEntry></rule>
      <rule id="r2"><inputEntry><text>&gt; 5</text></inputEntry>
        <outputEntry><text>"特高"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>"""


def fill_example(page: Page) -> None:
    page.get_by_role("button", name="打开示例").click()
    page.get_by_label("类别").select_option("噪音")
    page.get_by_label("夜间").select_option(label="是")
    page.get_by_label("有危险").select_option(label="否")
    page.get_by_label("影响人数").fill("12")


def test_the_rules_that_spoke_are_marked_in_every_table_on_the_way(visit: Visit) -> None:
    page = visit("/try#dmn")
    fill_example(page)
    expect(page.locator("#dmn-answer output")).to_contain_text("派出所")
    summons = page.get_by_role("region", name="吹哨叫谁")
    expect(summons.locator("tr.spoke")).to_have_count(2)
    expect(summons.locator("tr.spoke").first).to_contain_text("✓ 命中")
    expect(page.get_by_role("region", name="紧急程度").locator("tr.spoke")).to_have_count(1)


def test_another_decision_of_the_file_can_be_asked(visit: Visit) -> None:
    page = visit("/try#dmn")
    page.get_by_role("button", name="打开示例").click()
    page.get_by_label("要问的决策").select_option("紧急程度")
    expect(page.get_by_label("类别")).to_have_count(0)
    page.get_by_label("有危险").select_option(label="是")
    expect(page.locator("#dmn-answer output")).to_have_text("特急")


def test_a_table_of_the_desktop_editor_asks_for_what_its_columns_read(visit: Visit) -> None:
    page = visit("/try#dmn")
    page.get_by_label("决策文件").set_input_files(DRAWN)
    page.get_by_label("要问的决策").select_option("吹哨单位")
    page.get_by_label("影响多少人").fill("12")
    page.get_by_label("有没有危险").select_option(label="否")
    page.get_by_label("事项类别").fill("噪音")
    page.get_by_label("受理的日期").fill("2026-11-20")
    expect(page.locator("#dmn-answer output")).to_have_text("城管执法队")
    expect(page.locator("#dmn-notices")).to_be_empty()
    page.get_by_label("受理的日期").fill("2025-11-20")
    expect(page.locator("#dmn-answer output")).to_have_text("null")


def test_the_values_a_table_compares_with_can_be_picked(visit: Visit) -> None:
    page = visit("/try#dmn")
    page.get_by_label("决策文件").set_input_files(DRAWN)
    page.get_by_label("要问的决策").select_option("吹哨单位")
    picked = page.locator("datalist option").evaluate_all("all => all.map(each => each.value)")
    assert picked == ["噪音", "占道经营", "井盖缺失"]


def test_values_without_a_field_can_be_given_as_json(visit: Visit) -> None:
    page = visit("/try#dmn")
    page.get_by_label("决策文件").set_input_files(DRAWN)
    page.get_by_label("要问的决策").select_option("紧急程度")
    page.locator("#dmn-form summary").click()
    more = page.get_by_label("别的值（JSON）")
    more.fill('{"影响人数": 12, "有危险": false}')
    expect(page.locator("#dmn-answer output")).to_have_text("急")
    more.fill("{")
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("JSON 对象")


def test_nothing_is_decided_before_anything_is_filled_in(visit: Visit) -> None:
    page = visit("/try#dmn")
    page.get_by_role("button", name="打开示例").click()
    expect(page.locator("#dmn-answer")).to_have_text("先填左边的值，再看判定。")
    expect(page.locator("#dmn-notices")).to_be_empty()


def test_rules_that_contradict_each_other_are_told_with_their_numbers(
    visit: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "overlap.dmn"
    file.write_text(OVERLAPPING, encoding="utf-8")
    page = visit("/try#dmn")
    page.get_by_label("决策文件").set_input_files(file)
    page.get_by_label("人数").fill("9")
    expect(page.locator("#dmn-notices")).to_contain_text("1")
    expect(page.locator("#dmn-notices")).to_contain_text("2")
    expect(page.locator("#dmn-notices")).to_contain_text("同时命中")
