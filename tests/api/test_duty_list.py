"""The duty list is read as the policy in force writes it, with the rulings one may see."""

from pathlib import Path
from typing import Any

import orjson
import pytest
from sqlalchemy import insert, select

from engine.policy.read import read_pack
from engine.store.columns import NEVER
from engine.store.tables import Case, RegisterRow
from tests.api.conftest import Ask
from tests.commands.ground import DISTRICT, Ground

ADDRESS = "/api/v1/duty-list"
DUTIES = Path(__file__).parents[2] / "workflows" / "duties"


@pytest.fixture(autouse=True)
def duties(ground: Ground) -> None:
    ground.use_pack(read_pack(DUTIES))


def rule(ground: Ground, number: str, case: int | None = None, **other: Any) -> None:
    """Enter a ruling; `other` says how it differs from one that stands for everybody."""
    with ground.office.store.write() as tx:
        of = {"district": DISTRICT, "id": tx.new_id(DISTRICT), "case_id": case, "by": None}
        row = orjson.dumps({"category": "噪音/邻里", "unit": "police"}).decode()
        facts = {"register": "duty_rulings", "number": number, "row": row}
        facts["document"] = f"双阳裁〔2026〕{number}号"
        when = {"sealed": False, "at": tx.now, "until": NEVER}
        tx.execute(insert(RegisterRow), of | facts | when | other)


def rulings(ask: Ask, username: str) -> list[str]:
    listed: Any = ask(username, "GET", ADDRESS).json
    return [row["number"] for row in listed["rulings"]]


def test_the_list_is_told_in_the_words_of_the_policy(ask: Ask) -> None:
    listed: Any = ask("wang", "GET", ADDRESS).json
    labels = [column["label"] for column in listed["columns"]]
    assert labels == ["类别", "清单", "单位", "角色", "单位职责", "街道职责", "条款"]
    rows = [dict(zip(labels, row["cells"], strict=True)) for row in listed["rows"]]
    taken_back = next(row for row in rows if row["类别"] == "违建/未批先建")
    assert (taken_back["单位"], taken_back["条款"]) == ("ZGJ", "收回-3")
    assert listed["names"][taken_back["清单"]] == "上级收回事项"
    assert {listed["names"].get(row["清单"]) for row in rows} == {
        *("基本履职事项", "配合履职事项", "上级收回事项")
    }
    assert all(row["notes"] for row in listed["rows"])


def test_a_condition_is_told_as_it_is_written(ask: Ask) -> None:
    listed: Any = ask("wang", "GET", ADDRESS).json
    assert listed["rows"][0]["cells"][0].startswith('(starts with(?, "违建")')


def test_a_ruling_stands_beside_it_with_its_document_and_date(ground: Ground, ask: Ask) -> None:
    rule(ground, "7")
    (ruling,) = ask("wang", "GET", ADDRESS).json["rulings"]
    assert (ruling["number"], ruling["document"]) == ("7", "双阳裁〔2026〕7号")
    assert (ruling["row"]["unit"], ruling["until"]) == ("police", None)
    assert ruling["at"]


def test_a_ruling_of_a_case_is_told_to_who_may_see_the_case(ground: Ground, ask: Ask) -> None:
    ground.report()
    with ground.office.store.read() as tx:
        case = tx.execute(select(Case.id)).scalar_one()
    rule(ground, "1", case)
    rule(ground, "2")
    assert rulings(ask, "wang") == ["2", "1"]
    assert rulings(ask, "qian") == ["2"]


def test_a_ruling_that_was_struck_or_is_sealed_is_not_told(ground: Ground, ask: Ask) -> None:
    with ground.office.store.read() as tx:
        now = tx.now
    rule(ground, "1", until=now)
    rule(ground, "2", sealed=True)
    rule(ground, "3", register="marks")
    assert rulings(ask, "wang") == []


def test_a_list_that_is_known_is_not_sent_again(ground: Ground, ask: Ask) -> None:
    known = {"If-None-Match": ask("wang", "GET", ADDRESS).headers["ETag"]}
    assert ask("wang", "GET", ADDRESS, headers=known).status_code == 304
    rule(ground, "1")
    assert ask("wang", "GET", ADDRESS, headers=known).status_code == 200


def test_who_is_not_signed_in_reads_no_list(client: Any) -> None:
    assert client.get(ADDRESS).status_code == 401
