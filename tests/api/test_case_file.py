"""The file of a case over HTTP: one page for everything, and only for who may see it."""

from typing import Any

import pytest

from engine.store import tables
from tests.api.conftest import Ask
from tests.commands.ground import Ground

PARTS = ("", "/timeline", "/diagram", "/explain", "/file")


def handed_up(ground: Ground) -> str:
    """Let a report be sent up to the community, with a remark; give its number."""
    opened = ground.report(words="楼上空调滴水")
    ground.complete(opened.opened[0]["id"], "wang", next="report_up", note="物业不配合")
    return opened.number


def part(ask: Ask, who: str, number: str, name: str = "") -> Any:
    answer = ask(who, "GET", f"/api/v1/cases/{number}{name}")
    assert answer.status_code == 200, answer.json
    return answer.json


@pytest.mark.parametrize("name", PARTS)
def test_a_foreign_case_is_404_as_one_that_never_was(ask: Ask, ground: Ground, name: str) -> None:
    number = handed_up(ground)
    for who, asked in (("qian", number), ("zhao", number), ("sun", "SY-20260101-0001")):
        answer = ask(who, "GET", f"/api/v1/cases/{asked}{name}")
        assert (answer.status_code, answer.json["type"]) == (404, "/problems/case-not-found")


def test_a_file_tells_where_the_case_stands(ask: Ask, ground: Ground) -> None:
    number = handed_up(ground)
    case = part(ask, "zhou", number)
    assert (case["number"], case["kind_name"], case["state"]) == (number, "逐级处置", "open")
    assert [(task["element"], task["mine"]) for task in case["tasks"]] == [("community", True)]
    assert case["tasks"][0]["unit"] == {"code": "XH", "name": "兴华社区"}
    # what the grid had to keep is kept, and alarms nobody
    assert [(clock["key"], clock["name"]) for clock in case["clocks"]] == [
        ("handle_due", "社区处置")
    ]
    (milestone,) = case["milestones"]
    assert (milestone["key"], milestone["unit"]["code"], milestone["late"]) == (
        "onsite",
        "G3",
        False,
    )
    assert case["due"] == case["tasks"][0]["due"]
    assert (case["links"], case["registers"], case["upstream"]) == ([], [], None)


def test_the_reporters_words_are_in_the_file_only_for_who_may_read_them(
    ask: Ask, ground: Ground
) -> None:
    number = handed_up(ground)
    assert part(ask, "zhou", number)["words"] is None
    assert part(ask, "wang", number)["words"] == "楼上空调滴水"  # who wrote it down


def test_the_timeline_says_who_did_what_and_what_followed(ask: Ask, ground: Ground) -> None:
    entries = part(ask, "zhou", handed_up(ground), "/timeline")["entries"]
    assert [entry["kind"] for entry in entries] == ["open_case", "complete_task"]
    assert any(said.startswith("时限“网格核实”定为 ") for said in entries[0]["more"])
    done = entries[1]
    assert done["what"] == "王网格（第三网格 handler）完成“网格核实”。"
    assert done["who"] == {"name": "王网格", "post": "第三网格 handler"}
    assert done["answers"] == [{"field": "next", "label": "下一步", "text": "上报"}]
    assert done["words"] == [{"field": "note", "label": "说明", "text": "物业不配合"}]
    assert "接下来：社区处置。" in done["more"]


def test_the_timeline_speaks_the_language_of_the_reader(ask: Ask, ground: Ground) -> None:
    path = f"/api/v1/cases/{handed_up(ground)}/timeline"
    entries = ask("zhou", "GET", path, headers={"Accept-Language": "en"}).json["entries"]
    assert entries[1]["what"].endswith("completed “网格核实”.")


def test_the_timeline_is_read_page_by_page(ask: Ask, ground: Ground) -> None:
    number = handed_up(ground)
    first = part(ask, "zhou", number, "/timeline?size=1")
    second = part(ask, "zhou", number, f"/timeline?size=1&after={first['next']}")
    assert [page["entries"][0]["seq"] for page in (first, second)] == [1, 2]
    assert second["next"] is None


def test_the_diagram_shows_the_token_and_the_way_so_far(ask: Ask, ground: Ground) -> None:
    drawn = part(ask, "zhou", handed_up(ground), "/diagram")
    assert drawn["tokens"] == [{"process": "ladder", "element": "community", "count": 1}]
    assert drawn["passed"] == ["reported", "limits", "grid", "solved_there"]
    (file,) = drawn["files"]
    assert (file["process"], "bpmn:definitions" in file["xml"]) == ("ladder", True)


def test_why_a_task_is_here_is_said_by_the_gateway_and_its_values(ask: Ask, ground: Ground) -> None:
    (task,) = part(ask, "zhou", handed_up(ground), "/explain")["tasks"]
    assert task["name"] == "社区处置"
    assert task["why"] == [
        "王网格办理“网格核实”之后，走到这里。",
        "“解决了？”走了“社区处置”：其他条件都不成立。",
    ]


def test_the_whole_file_is_printed_with_whose_copy_it_is(ask: Ask, ground: Ground) -> None:
    number = handed_up(ground)
    file = part(ask, "zhou", number, "/file")
    assert (file["case"]["number"], len(file["timeline"])) == (number, 2)
    assert file["printed"]["by"] == {"id": "106", "name": "周书记"}
    assert (file["comments"], file["attachments"]) == ([], [])
    assert "楼上空调滴水" not in str(file)
    assert (106, "print") in ground.rows(tables.Viewing, "person_id", "what")
