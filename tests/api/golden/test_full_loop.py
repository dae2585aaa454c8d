"""网格 → 社区 → 街道吹哨 → 三个部门报到 → 返工 → 结案 → 评价, over HTTP alone."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

from tests.api.golden.conftest import TownAt
from tests.api.golden.town import Colleague, Machine, Resident, Town
from tests.servers import ROOT

WORDS = "夜市烧烤摊的烟直往三单元502灌，开不了窗"
SUMMARY = "夜市烧烤油烟扰民，涉及多家摊位"
TASK = "联合查处夜市油烟，当场检测整改"
NAME, PHONE = "赵兰", "13900000044"
INTAKE, SIGN, BLIND = "登记：原话写成处置摘要", "签收／改约／退哨", "评分（看不到别人的）"
BY_TOKEN = "林晓 文涛 陆凯 韩松 冯立 宋佳 程辉 白露 许薇 方岚"  # programs; all others use browsers
BY_COOKIE = "何敏 孙倩 罗毅 段青 叶欣 江岚 夏宁"
PEOPLE = (*BY_TOKEN.split(), *BY_COOKIE.split())


@dataclass(slots=True)
class Story:
    """The town, its people, and the numbers they learn on the way."""

    town: Town
    people: dict[str, Colleague] = field(default_factory=dict)
    number: str = ""
    whistle: str = ""

    def __post_init__(self) -> None:
        machines = {name: Machine(self.town, name) for name in BY_TOKEN.split()}
        browsers = {name: Colleague(self.town, name) for name in BY_COOKIE.split()}
        self.people = {**machines, **browsers}

    def at(self, moment: str, *done: tuple[Any, ...], **more: Any) -> None:
        """Let it become a time; then somebody does a task: `("何敏", "签收", {answers})`."""
        self.town.at(moment)
        for name, task, *answers in done:
            self.people[name].does(task, **(answers[0] if answers else {}), **more)

    def case_of(self, name: str, number: str) -> Any:
        """Give a case as somebody sees it."""
        return self.people[name].reads(f"/cases/{number}")

    def status_of(self, name: str, path: str) -> int:
        """Tell whether somebody may look there."""
        return self.people[name].ask("GET", path).status


def told_at_the_door(story: Story) -> Resident:
    """A resident tells the grid worker, who files it for her and hands her number and code."""
    body = {"kind": "case_main", "place": "QH-01-03", "channel": "grid", "words": WORDS}
    who = {"name": NAME, "phone": PHONE, "contact": "reachable"}
    filed = story.people["林晓"].ask("POST", "/cases", {**body, "reporter": who})
    assert filed.status == 201, filed.text
    story.number = filed.body["number"]
    resident = Resident(story.town, story.number, filed.body["code"], {})
    assert (resident.follows().status, resident.stage()) == (200, "采集上报")
    assert story.status_of("夏宁", f"/cases/{story.number}") == 404  # another community
    assert story.status_of("陆凯", f"/cases/{story.number}") == 404  # nobody has called them
    return resident


def up_the_ladder(story: Story) -> None:
    """Grid, community and street in turn: each signs, calls the resident, and reports up."""
    intake = {"category": "油烟", "summary": SUMMARY, "accept": "ok", "accused_type": "none"}
    phone = {"how": "phone"}
    story.at("11-23 09:50", ("林晓", INTAKE, intake))
    story.at("11-23 10:30", ("林晓", "处置", {"next": "report_up", "help": "摊位多，请社区出面"}))
    story.at("11-23 10:45", ("何敏", "签收"))
    story.at("11-23 11:00", ("何敏", "联系诉求人", phone))
    story.at("11-23 14:00", ("何敏", "处置", {"next": "report_up", "help": "要几家部门一起来"}))
    story.at("11-23 14:20", ("孙倩", "签收"), ("孙倩", "联系诉求人", phone))
    case = story.case_of("孙倩", story.number)
    assert (case["level"], case["unit"]["code"], case["stage_name"]) == ("street", "QH", "执行处置")
    assert case["words"] == WORDS
    assert (case["reporter"]["contact_name"], case["reporter"]["revealable"]) == ("可联系", True)
    for name in ("林晓", "何敏"):  # 上交不脱手
        assert story.status_of(name, f"/cases/{story.number}") == 200


def a_whistle_is_blown(story: Story) -> None:
    """The street blows, its director approves, the dispatcher names who leads."""
    tried = ["visited", "mediated"]
    units = {"lead": "ZHZF", "assists": ["SJ", "XF"], "optional": []}
    sheet = {"category": "油烟", "grade": "normal", "trigger": "joint_enforce", "tried": tried}
    asked = {"how": "new", "trigger": "joint_enforce", "tried": tried, "units": ["ZHZF", "SJ"]}
    story.at(
        "11-23 14:30", ("孙倩", "处置", {"next": "whistle"}), ("孙倩", "吹哨：并入还是新吹", asked)
    )
    story.at("11-23 14:40", ("文涛", "填哨单", {**sheet, "task_words": TASK, **units}))
    assert story.people["陆凯"].tasks() == []  # not before it is approved
    story.at("11-23 15:10", ("段青", "批哨", {"ok": "yes"}))
    story.at("11-23 15:25", ("孙倩", "定牵头协办", units))
    (summons,) = story.people["陆凯"].tasks(SIGN)
    story.whistle = summons["case"]
    seen = story.people["陆凯"].ask("GET", f"/cases/{story.whistle}")
    assert seen.body["summary"] == TASK
    assert [(link["number"], link["kind"]) for link in seen.body["links"]] == [
        (story.number, "case_main")
    ]
    diagram = story.people["方岚"].reads(f"/cases/{story.whistle}/diagram")
    assert {"process": "summon_unit", "element": "su_sign", "count": 3} in diagram["tokens"]
    for number in (story.number, story.whistle):  # the summary, never the words, never who
        seen = story.people["陆凯"].ask("GET", f"/cases/{number}")
        assert seen.body["words"] is None
        assert not [said for said in (WORDS, NAME, PHONE) if said in seen.text]


def the_summons_desk(story: Story) -> dict[str, str | None]:
    """Give what the street sees of each unit: the milestone it reached last."""
    rows = story.people["罗毅"].reads("/summonses?box=all&state=open")["summonses"]
    return {row["unit"]["code"]: last_of(row["milestones"]) for row in rows}


def last_of(milestones: list[Any]) -> str | None:
    """Give the milestone reached last."""
    reached = sorted((each for each in milestones if each["at"]), key=lambda each: each["at"])
    return reached[-1]["name"] if reached else None


def one_signs_one_declines_one_is_silent(story: Story) -> None:
    """A clause is needed to decline; the street refuses it; who is silent is urged, not removed."""
    story.at("11-23 15:40", ("陆凯", SIGN, {"choice": "sign"}))
    story.town.at("11-23 16:00")
    refused = story.people["叶欣"].tries(SIGN, choice="decline")
    assert refused.status == 422
    assert refused.body["errors"][0]["detail"] == "“退回依据”是必填项，请填写后再提交。"
    decline = {"choice": "decline", "clause": "overlap", "decline_note": "证照不归本局"}
    story.at("11-23 16:00", ("叶欣", SIGN, decline))
    story.town.at("11-23 16:26")
    assert the_summons_desk(story) == {"ZHZF": "签收", "SJ": "签收", "XF": None}
    assert "notice_step" in story.people["韩松"].is_told()
    assert len(story.people["韩松"].tasks(SIGN)) == 1  # late, and still his
    story.at("11-24 09:10", ("陆凯", "联系街道"), ("陆凯", "联系诉求人", {"how": "phone"}))
    story.at("11-24 10:00", ("孙倩", "分拨审核", {"rule": "refuse", "rule_basis": "基本-21"}))
    story.at("11-24 10:05", ("韩松", SIGN, {"choice": "sign"}))
    for name in ("叶欣", "韩松"):
        story.at("11-24 14:30", (name, "联系街道"), (name, "联系诉求人", {"how": "phone"}))


def they_report_in(story: Story) -> None:
    """Two come in time; the third is absent, is called once more, and comes."""
    story.at("11-25 14:00", ("陆凯", "报到", {"mode": "onsite"}))
    story.at("11-26 11:00", ("叶欣", "报到", {"mode": "meeting"}))
    story.town.at("11-27 14:00")
    assert story.people["韩松"].tasks("报到") == []  # the chief rules first
    again = {"absence": "remind", "absence_grace": 4}
    story.at("11-27 14:20", ("罗毅", "缺席裁定", again))
    for liaison, section, clerk in (("陆凯", "ZHZF-QH", "冯立"), ("叶欣", "SJ-QH", "宋佳")):
        works(story, "11-27 14:30", liaison, section, clerk)
    story.at("11-30 09:15", ("韩松", "报到", {"mode": "onsite"}))
    works(story, "11-30 11:00", "韩松", "XF-FH", "程辉")


def works(story: Story, moment: str, liaison: str, section: str, clerk: str) -> None:
    """A department hands it to its section, which works; the department signs it off."""
    done = {"unit_result": "done", "did_note": "当场检查，已经整改到位"}
    story.at(moment, (liaison, "交科室或中队", {"section": section}))
    story.at(moment, (clerk, "科室办理", done), (liaison, "部门审签", {"agree": "yes"}))


def accepted_with_a_redo(story: Story) -> None:
    """The lead sums up; the street lets one unit do it again, and accepts."""
    summed = {"sum_result": "solved", "sum_note": "三家意见汇总，现场检测已达标", "exceptions": []}
    redo = {"passed": "no", "redo_units": ["XF"], "accept_why": "消防通道又被占"}
    story.at("11-30 17:20", ("陆凯", "牵头汇总回单", summed))
    story.at("12-01 10:00", ("罗毅", "街道验收", redo))
    assert [*the_summons_desk(story)] == ["XF"]
    works(story, "12-01 15:00", "韩松", "XF-FH", "程辉")
    story.at("12-01 16:00", ("陆凯", "牵头汇总回单", summed))
    story.at("12-02 10:00", ("罗毅", "街道验收", {"passed": "yes"}))
    assert the_summons_desk(story) == {}


def answered_and_rated(story: Story, resident: Resident) -> None:
    """The waiting case goes on by itself: answer, check, the resident's rating."""
    reply = {"result": "solved", "words": "夜市摊位都装了净化器，已检测达标", "via": "page"}
    story.at("12-02 11:00", ("罗毅", "结果反馈", reply))
    story.at("12-02 14:00", ("白露", "核查", {"pass": "yes"}))
    followed = resident.follows()
    assert [each["text"] for each in followed.body["replies"]] == [reply["words"]]
    assert resident.stage() == "回访评价"
    assert not [name for name in PEOPLE if name in followed.text]
    refused = resident.does("rating", solved="solved")
    assert (refused.status, refused.body["errors"][0]["pointer"]) == (422, "/answers/stars")
    assert resident.does("rating", solved="solved", stars="5").status == 200
    assert "rating" not in resident.asked()


def scored_blind(story: Story) -> None:
    """Nobody sees a score before all are open; who is silent gives theirs up."""
    marks = [{"unit": unit, "points": 9} for unit in ("ZHZF", "SJ", "XF")]
    story.at("12-02 15:00", ("罗毅", BLIND, {"marks": marks}), ("何敏", BLIND, {"marks": marks}))
    assert "scores" not in registers(story, "陆凯")
    story.at("12-02 16:00", ("陆凯", BLIND, {"marks": marks[1:]}))
    story.town.at("12-07 18:01")
    assert story.people["韩松"].tasks(BLIND) == []
    assert "marks" in registers(story, "陆凯")


def the_supervisor_reads_everything_but_who(story: Story) -> None:
    """One timeline from report to rating, the drawing with its token, what each notice said."""
    entries = story.people["方岚"].reads(f"/cases/{story.number}/timeline?size=100")["entries"]
    who = [entry["who"]["name"] for entry in entries if entry["who"]]
    assert [*dict.fromkeys(who)] == ["林晓", "何敏", "孙倩", "罗毅", "白露"]
    said = [entry["what"] for entry in entries]
    assert said[0] == "林晓登记了这件事。"
    assert "到了该提醒的时候，这时没有人要告知。" in said
    assert "已告知反映人：您反映的事已受理，正在安排人办理。凭编号和查询码可以随时看进展。" in said
    whistle = story.people["方岚"].reads(f"/cases/{story.whistle}/timeline?size=100")["entries"]
    said = [entry["what"] for entry in whistle]
    assert said[0] == "系统按流程登记了这件事。"
    assert {"时限“签收时限”到点。", "到了“三天不评”的时候。"} <= {*said}
    assert "已告知综合执法局联络员：吹哨：请签收，并按约定的时间报到。" in said
    diagram = story.people["方岚"].reads(f"/cases/{story.number}/diagram")
    assert "ac_time" in {token["element"] for token in diagram["tokens"]}  # 回头看
    assert {"hl_sign", "ch_open", "ch_ended", "cm_reply", "fu_rate"} <= {*diagram["passed"]}
    case = story.case_of("方岚", story.number)
    assert (case["state"], case["outcome"]) == ("closed", "solved")
    milestones = [each["name"] for each in case["milestones"] if each["at"]]
    assert milestones[:2] == ["受理", "交办"]
    assert milestones[-4:] == ["吹哨", "答复", "核查", "评价"]
    rulings = story.case_of("方岚", story.whistle)["registers"]
    assert [row["row"]["released"] for row in rulings if row["register"] == "duty_rulings"] == [
        False
    ]


def nobody_learnt_more_than_they_may(story: Story) -> None:
    """The reporter's name and number were answered to nobody; the words to no department."""
    for person in story.people.values():
        assert not person.has_seen(PHONE), person.name
        assert not person.has_seen(NAME), person.name
    for name in ("陆凯", "叶欣", "韩松", "冯立", "宋佳", "程辉"):
        assert not story.people[name].has_seen(WORDS), name
    assert story.people["孙倩"].has_seen(WORDS)


def the_chains_are_whole(story: Story) -> bool:
    """Let the command that proves it recompute every chain of the house."""
    file = str(story.town.house.office.store.engine.url.database).removeprefix("file:")
    verify = [sys.executable, "-m", "api.cli", "audit", "verify"]
    environment = {**os.environ, "SHAODAO_DATABASE": f"sqlite:///{file}"}
    return subprocess.run(verify, cwd=ROOT, env=environment, check=False).returncode == 0


def registers(story: Story, name: str) -> set[str]:
    """Give which registers of the whistle somebody reads."""
    return {row["register"] for row in story.case_of(name, story.whistle)["registers"]}


def test_a_report_goes_up_the_ladder_through_a_whistle_and_back(town_at: TownAt) -> None:
    story = Story(town_at("2026-11-23 09:30", *PEOPLE))
    resident = told_at_the_door(story)
    up_the_ladder(story)
    a_whistle_is_blown(story)
    one_signs_one_declines_one_is_silent(story)
    they_report_in(story)
    accepted_with_a_redo(story)
    answered_and_rated(story, resident)
    scored_blind(story)
    the_supervisor_reads_everything_but_who(story)
    nobody_learnt_more_than_they_may(story)
    assert the_chains_are_whole(story)
