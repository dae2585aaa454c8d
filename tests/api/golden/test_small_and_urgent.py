"""The ten-minute visit, and a gas smell at night: over HTTP alone."""

from tests.api.golden.conftest import TownAt
from tests.api.golden.town import Colleague, Machine, Resident, reports

INTAKE = "登记：原话写成处置摘要"
CALLED = "已拨110、119、120、122"
GAS = {"name": "住户", "phone": "13900000005", "contact": "reachable"}


def test_ten_minutes_to_the_door_and_one_form(town_at: TownAt) -> None:
    town = town_at("2026-11-24 09:00", "林晓", "白露")
    lin = Colleague(town, "林晓")
    phone = {
        "kind": "case_main",
        "place": "QH-01-03",
        "channel": "phone",
        "words": "手机不会发位置",
    }
    who = {"name": "王奶奶", "phone": "13900000001", "contact": "reachable"}
    filed = lin.ask("POST", "/cases", {**phone, "reporter": who}).body
    resident = Resident(town, filed["number"], filed["code"], {})
    town.at("11-24 09:10")
    done = {"spot_solved": True, "did": "教会了，已发出位置"}
    sorts = {"category": "便民/手机", "summary": "老人不会用手机，上门教", "accept": "ok"}
    answered = lin.does(INTAKE, **sorts, **done, accused_type="none")
    assert (answered["state"], answered["opened"][0]["element"]) == ("resolved", "fu_rate")
    assert lin.tasks() == []  # one form, no signing, no photo
    assert resident.stage() == "回访评价"
    town.at("12-01 09:11")  # nobody rates in seven days
    assert resident.follows().body["state"] == "closed"
    case = lin.reads(f"/cases/{filed['number']}")
    assert case["outcome"] == "solved"
    assert [each["name"] for each in case["milestones"] if each["at"]] == ["受理"]


def test_a_smell_of_gas_is_answered_with_whom_to_call_and_the_whistle_goes_first(
    town_at: TownAt,
) -> None:
    town = town_at("2026-11-21 22:10", "贺军", "雷鸣", "韩松", "段青", "罗毅")
    asked = town.ask("POST", "/public/v1/danger", {"words": "楼道有煤气味"}).body
    assert asked["hit"]
    assert asked["call"][0].startswith("119")
    resident = reports(town, "QH-01-02", "楼道有煤气味", **GAS)
    assert resident.danger == asked
    seen = resident.follows()
    assert "已受理" not in seen.text
    lei, he = Machine(town, "雷鸣"), Colleague(town, "贺军")
    (summons,) = lei.tasks("签收／改约／退哨")  # before anybody filled in a form
    assert summons["due"] <= "2026-11-21T14:20:30"  # 22:20, in natural minutes
    town.at("11-21 22:13")
    he.does(CALLED, service=["119", "repair"])
    town.at("11-21 22:15")
    lei.does("签收／改约／退哨", choice="sign")
    assert [each["name"] for each in Colleague(town, "段青").tasks()] == ["24小时内补批"]
    assert (
        "danger_whistle" in Machine(town, "韩松").is_told()
    )  # at night, and not kept till morning
    assert "已受理" not in resident.follows().text
