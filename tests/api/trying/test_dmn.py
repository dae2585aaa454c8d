"""Trying a decision file over HTTP: what it holds, which rule spoke, what is wrong with it."""

from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

EXAMPLE = (Path(__file__).parents[3] / "web/try/example.dmn").read_text(encoding="utf-8")
DRAWN = (Path(__file__).parents[2] / "unit/dmn/drawn_in_the_editor.dmn").read_text(encoding="utf-8")
NOISE = {"类别": "噪音", "夜间": True, "有危险": False, "影响人数": 12}


def ask(client: FlaskClient, xml: str = EXAMPLE, **more: Any) -> TestResponse:
    return client.post("/api/v1/try/dmn", json={"xml": xml, **more})


def read(client: FlaskClient, xml: str = EXAMPLE, **more: Any) -> dict[str, Any]:
    answer = ask(client, xml, **more)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    return dict(answer.json)


def test_a_file_tells_its_decisions_and_what_each_has_to_be_told(client: FlaskClient) -> None:
    held = read(client)
    assert (held["name"], held["answer"], held["faults"]) == ("吹哨示例", None, [])
    urgency, summons = held["decisions"]
    assert [each["name"] for each in urgency["inputs"]] == ["有危险", "影响人数"]
    assert {each["name"] for each in summons["inputs"]} == set(NOISE)


def test_values_a_column_lists_become_a_choice(client: FlaskClient) -> None:
    inputs = read(client)["decisions"][1]["inputs"]
    category = next(each for each in inputs if each["name"] == "类别")
    assert category["allowed"] == ["噪音", "占道经营", "油烟", "井盖缺失"]


def test_a_table_of_the_desktop_editor_asks_for_what_its_columns_read(client: FlaskClient) -> None:
    inputs = read(client, DRAWN)["decisions"][0]["inputs"]
    assert [(each["name"], each["type"]) for each in inputs] == [
        ("影响人数", "number"),
        ("有危险", "boolean"),
        ("事项类别", "string"),
        ("受理日期", "date"),
    ]
    assert inputs[2]["mentioned"] == ["噪音", "占道经营", "井盖缺失"]
    assert inputs[3]["label"] == "受理的日期"


def test_a_date_sent_as_text_reaches_the_decision_as_a_date(client: FlaskClient) -> None:
    given = {"影响人数": 12, "有危险": False, "事项类别": "噪音", "受理日期": "2026-11-20"}
    answer = read(client, DRAWN, decision="Decision_unit", context=given)["answer"]
    assert (answer["value"], answer["warnings"]) == ("城管执法队", [])
    given["受理日期"] = "2025-12-31"
    assert read(client, DRAWN, decision="Decision_unit", context=given)["answer"]["value"] is None


def test_a_function_of_the_house_is_not_asked_for(client: FlaskClient) -> None:
    counted = DRAWN.replace("<text>受理日期</text>", "<text>date(工作日后(受理日期, 3))</text>")
    inputs = read(client, counted)["decisions"][0]["inputs"]
    assert "工作日后" not in [each["name"] for each in inputs]


def test_a_table_is_given_as_it_is_written(client: FlaskClient) -> None:
    table = read(client)["decisions"][1]["table"]
    assert (table["hit_policy"], len(table["rules"])) == ("COLLECT", 4)
    assert table["rules"][0]["tests"] == ['"噪音"', "true", "-"]
    assert table["rules"][0]["notes"] == ["夜间噪音由派出所先到场"]
    assert table["outputs"][1] == {"name": "报到时限（分钟）", "expression": "报到时限"}


def test_the_answer_names_every_rule_that_spoke(client: FlaskClient) -> None:
    answer = read(client, decision="吹哨叫谁", context=NOISE)["answer"]
    assert answer["value"] == [
        {"单位": "派出所", "报到时限": 30},
        {"单位": "城管", "报到时限": 60},
    ]
    assert [(each["table"], each["rule"]) for each in answer["fired"]] == [
        ("urgency_table", 2),
        ("summons_table", 1),
        ("summons_table", 2),
    ]
    assert answer["fired"][0]["inputs"] == {"有危险": False, "影响人数": 12}


def test_a_value_of_the_wrong_type_is_warned_of(client: FlaskClient) -> None:
    answer = read(client, decision="urgency", context={"有危险": False, "影响人数": "many"})
    assert "dmn.wrong_type" in [each["code"] for each in answer["answer"]["warnings"]]


def test_a_cell_that_is_no_feel_is_found_with_its_row(client: FlaskClient) -> None:
    faults = read(client, EXAMPLE.replace("&gt;= 10", "&gt;= = 10"))["faults"]
    assert [each["code"] for each in faults] == ["dmn.bad_cell"]
    assert "第 2 条" in faults[0]["detail"]
    assert faults[0]["line"] > 1


def test_rules_that_overlap_are_found_before_anyone_asks(client: FlaskClient) -> None:
    findings = read(client, EXAMPLE.replace("&lt; 10", "&lt; 11"))["findings"]
    assert [each["code"] for each in findings] == ["dmn.overlap"]
    assert "2, 3" in findings[0]["detail"]


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        ("<definitions", "dmn.not_xml"),
        ("<bpmn/>", "dmn.not_dmn"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>', "dmn.document_type"),
    ],
)
def test_a_file_that_is_no_decision_file_is_refused(
    client: FlaskClient, xml: str, code: str
) -> None:
    answer = ask(client, xml)
    assert answer.status_code == 422
    assert answer.json is not None
    fault = answer.json["errors"][0]
    assert (fault["pointer"], fault["code"]) == ("/xml", code)


def test_a_decision_the_file_does_not_have_is_refused(client: FlaskClient) -> None:
    answer = ask(client, decision="no such")
    assert answer.status_code == 422
    assert answer.json is not None
    fault = answer.json["errors"][0]
    assert fault["pointer"] == "/decision"
    assert "吹哨叫谁" in fault["detail"]


def test_a_decision_that_asks_for_too_much_work_is_stopped(client: FlaskClient) -> None:
    endless = "count(for a in 1..1000000, b in 1..1000000 return 1)"
    answer = ask(client, EXAMPLE.replace("<text>30</text>", f"<text>{endless}</text>"),
                 decision="summons", context=NOISE)  # fmt: skip
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"][0]["pointer"] == "/context"
