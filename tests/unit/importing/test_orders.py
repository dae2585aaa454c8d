from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from api.cli.importing.mapping import ColumnMap
from api.cli.importing.orders import Desk, Order, Refused
from api.cli.importing.places import PlaceFinder, lying_at, top_of
from api.cli.importing.sheet import Line

ZONE = timezone(timedelta(hours=8))
PLACES = [
    {"code": "QH", "name": "青禾街道"},
    {"code": "QH-01", "name": "桂花社区"},
    {"code": "QH-01-03", "name": "桂花社区第三网格"},
    {"code": "QH-02", "name": "新村"},
    {"code": "YC-02", "name": "新村"},
]
MAP = ColumnMap(
    name="来单",
    kind="case_main",
    channel="hotline",
    contact="reachable",
    prefix="RX",
    separator="->",
    times=("%Y/%m/%d %H:%M:%S", "%Y-%m-%d"),
    place="YL",
    columns={
        "number": ("编号",),
        "words": ("标题", "内容"),
        "reported_at": ("时间",),
        "due": ("时限",),
        "category": ("分类",),
        "place": ("社区", "街道"),
        "address": ("点位",),
        "reporter_name": ("来电人",),
        "reporter_phone": ("电话",),
    },
    categories={"噪声": "噪音", "噪声/邻里": "噪音/邻里"},
    category_words={"漏水": "下水"},
    finished={"状态": ("已办结",)},
)
GOOD = {"编号": "1", "标题": "夜里太吵", "内容": "楼上半夜拖椅子"}


def orders(*rows: Mapping[str, Any]) -> list[Order | Refused]:
    desk = Desk(MAP, PlaceFinder(PLACES), ZONE)
    return [*desk.orders([Line(n, dict(row)) for n, row in enumerate(rows, 2)])]


def body(**cells: Any) -> Mapping[str, Any]:
    (order,) = orders(GOOD | cells)
    assert isinstance(order, Order), order
    return order.body


def rule(*rows: Mapping[str, Any]) -> tuple[str, int]:
    *_, last = orders(*rows)
    assert isinstance(last, Refused)
    assert last.finding.sentence("zh")
    assert last.finding.sentence("en")
    return last.finding.rule.removeprefix("importing."), last.line


def test_a_row_says_what_was_reported_and_how_it_came() -> None:
    told = body()
    assert told["words"] == "夜里太吵\n楼上半夜拖椅子"
    assert (told["kind"], told["channel"]) == ("case_main", "hotline")
    assert told["upstream"] == {"number": "RX1"}


def test_the_number_and_the_deadline_from_above_are_kept() -> None:
    told = body(时限="2026/11/27 18:00:00")
    assert told["upstream"] == {"number": "RX1", "due": "2026-11-27T18:00:00+08:00"}


def test_times_are_those_of_the_district_in_every_way_the_map_names() -> None:
    for cell in ("2026/11/20 00:00:00", "2026-11-20", datetime(2026, 11, 20)):  # noqa: DTZ001 as a sheet has it
        assert body(时间=cell)["reported_at"] == "2026-11-20T00:00:00+08:00"


@pytest.mark.parametrize("cell", ["昨天", "2026/13/40 09:00:00", 45000])
def test_a_time_nobody_can_read_refuses_its_row(cell: object) -> None:
    assert rule(GOOD | {"时间": cell}) == ("no_time", 2)


def test_the_nearest_place_a_row_names_is_taken() -> None:
    assert body(社区="桂花社区", 街道="青禾街道")["place"] == "QH-01"
    assert body(街道="青禾街道")["place"] == "QH"


def test_a_place_is_found_in_the_address_and_in_the_title_the_longest_name_first() -> None:
    assert body(点位="桂花社区第三网格2栋")["place"] == "QH-01-03"
    assert body(标题="桂花社区门口堵了")["place"] == "QH-01"


def test_a_name_two_places_share_names_neither() -> None:
    assert body(社区="新村")["place"] == "YL"


def test_the_nearest_of_their_categories_that_is_known_is_taken() -> None:
    assert body(分类="噪声->邻里->楼上")["category"] == "噪音/邻里"
    assert body(分类="噪声->工地")["category"] == "噪音"


def test_without_a_known_category_a_word_of_the_text_suggests_one() -> None:
    assert body(内容="厕所漏水")["category"] == "下水"
    assert "category" not in body(分类="别的")


def test_who_reported_stands_apart_from_what() -> None:
    told = body(来电人="某女士", 电话=13900000001.0)
    assert told["reporter"] == {
        "name": "某女士",
        "phone": "13900000001",
        "contact": "reachable",
    }
    assert "某女士" not in told["words"]


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"编号": " "}, "no_number"),
        ({"编号": "9" * 65}, "number_too_long"),
        ({"标题": None, "内容": "\n\t"}, "no_words"),
        ({"内容": "啊" * 20_001}, "words_too_long"),
        ({"状态": "已办结"}, "finished"),
    ],
)
def test_a_row_that_cannot_be_opened_is_named_with_the_reason(
    cells: Mapping[str, Any], why: str
) -> None:
    assert rule(GOOD | cells) == (why, 2)


def test_an_order_finished_upstream_is_only_mentioned() -> None:
    (finished,) = orders(GOOD | {"状态": "已办结"})
    assert isinstance(finished, Refused)
    assert not finished.finding.is_error


def test_a_row_that_repeats_an_earlier_one_is_entered_once() -> None:
    assert rule(GOOD, GOOD | {"编号": "2"}, GOOD) == ("row_repeated", 4)


def test_one_number_for_two_contents_is_refused() -> None:
    assert rule(GOOD, GOOD | {"内容": "别的事"}) == ("number_twice", 3)


def test_what_only_sets_lines_apart_is_left_out() -> None:
    assert (
        body(标题="", 内容="\n\t\t\n\t 门口\u3000堵了 \n\n 三天了")["words"]
        == "门口\u3000堵了\n三天了"
    )


def test_a_company_that_is_only_named_is_no_place() -> None:
    company = {"code": "RQ", "name": "燃气公司", "level": "company", "path": "/1/9/"}
    district = {"code": "YL", "name": "云麓区", "level": "district", "path": "/1/"}
    find = PlaceFinder(lying_at([district, company], ["district"]))
    assert (find("燃气公司不开票"), find("云麓区的路灯")) == (None, "YL")
    assert lying_at([company], []) == [company]


def test_a_row_without_a_place_belongs_to_the_district() -> None:
    places = [{"code": "QH", "path": "/1/2/"}, {"code": "YL", "path": "/1/"}]
    assert (top_of(places), top_of([])) == ("YL", None)
