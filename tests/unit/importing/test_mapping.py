from pathlib import Path

import pytest

from api.cli.importing import MAPS
from api.cli.importing.mapping import ColumnMap, MappingInvalid, fitting, read_map

SOUND = """
name = "来单"
kind = "case_main"
channel = "hotline"
times = ["%Y"]
[columns]
number = "编号"
words = ["标题", "内容"]
"""
BEIJING = [
    "工单编号",
    "工单类型",
    "问题分类",
    "标签",
    "标题",
    "主要内容",
    "工单状态",
    "来电人",
    "电话",
    "被反映区",
    "被反映街乡镇",
    "办理结果",
    "回复内容",
    "处理受理方式",
    "办结时间",
    "企业名称",
    "是否解决",
    "是否满意",
    "工单性质",
    "村/社区",
    "小区点位",
]
MESSAGES = ("留言编号", "留言用户", "留言主题", "留言时间", "留言详情", "一级分类")


def mapping(tmp_path: Path, text: str) -> ColumnMap:
    path = tmp_path / "map.toml"
    path.write_text(text, encoding="utf-8")
    return read_map(path)


def rules(tmp_path: Path, text: str) -> list[str]:
    with pytest.raises(MappingInvalid) as invalid:
        mapping(tmp_path, text)
    assert all(
        each.sentence(language) for each in invalid.value.findings for language in ("zh", "en")
    )
    return [each.rule.removeprefix("importing.") for each in invalid.value.findings]


def test_a_column_may_stand_alone_or_with_others(tmp_path: Path) -> None:
    columns = mapping(tmp_path, SOUND).columns
    assert columns == {"number": ("编号",), "words": ("标题", "内容")}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (("name", "nome"), "map_unknown"),
        (('kind = "case_main"', ""), "map_missing"),
        (('times = ["%Y"]', 'times = "%Y"'), "map_kind"),
        (("number =", "nummer ="), "map_unknown"),
        (('number = "编号"', ""), "map_missing"),
        (("[columns]", "[columns"), "map_unreadable"),
    ],
)
def test_a_map_that_is_wrong_is_refused_with_what_is_wrong(
    tmp_path: Path, change: tuple[str, str], rule: str
) -> None:
    assert rule in rules(tmp_path, SOUND.replace(*change))


def shipped() -> list[ColumnMap]:
    return [read_map(path) for path in sorted(MAPS.glob("*.toml"))]


@pytest.mark.parametrize(
    ("columns", "name"), [(BEIJING, "热线派单"), (MESSAGES, "网络留言"), (("x", "y"), None)]
)
def test_a_sheet_finds_its_map_by_its_columns(columns: list[str], name: str | None) -> None:
    found = fitting(shipped(), columns)
    assert (found.name if found else None) == name


def test_of_two_maps_that_fit_the_one_that_knows_more_is_taken(tmp_path: Path) -> None:
    less = mapping(tmp_path, SOUND)
    more = mapping(tmp_path, SOUND.replace("来单", "全单") + 'category = "类"\n')
    assert fitting([less, more], ("编号", "标题", "内容", "类")) is more
