"""The summons desk: a unit sees what calls it, who called sees how far everybody is."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from engine.store import tables
from engine.store.store import Tx
from tests.api.conftest import Ask
from tests.commands.ground import DISTRICT, Ground

DESK = "/api/v1/summonses"
POLICE = "/2/9/"


def called(ground: Ground, unit: str = "police", path: str = POLICE, **more: Any) -> str:
    """Let a case call a unit; give the case's number."""
    number = ground.report().number
    with ground.office.store.write() as tx:
        row = {"unit": unit, "path": path, "part": "lead", "round": 1, "state": "open"}
        case_id = max(id_ for (id_,) in ground.rows(tables.Case, "id"))
        at = {"since": tx.now, "until": None, "result": None}
        tx.execute(insert(tables.Summons), {**of(case_id), **row, **at, **more})
        has_a_task(tx, case_id, unit, path)
    return number


def of(case_id: object) -> dict[str, Any]:
    return {"district": DISTRICT, "case_id": case_id}


def has_a_task(tx: Tx, case_id: int, unit: str, path: str) -> None:
    """Give the unit the case's task, a clock to keep and a milestone it was late for."""
    one = tables.WorkItem.case_id == case_id
    tx.execute(update(tables.WorkItem).where(one).values(unit=unit, path=path))
    clock = {"key": "sign_due", "holder": unit, "state": "running", "provisional": False}
    tx.execute(insert(tables.Clock), {**of(case_id), **clock, "due_at": tx.now, "facts": "{}"})
    reached = {"key": "sign", "scope": path, "seq": 1, "at": tx.now, "by": None, "item_id": None}
    due = {"due_at": tx.now - timedelta(hours=1)}
    tx.execute(insert(tables.Milestone), {**of(case_id), **reached, **due})


def desk(ask: Ask, who: str, query: str = "") -> Any:
    answer = ask(who, "GET", f"{DESK}?{query}")
    assert answer.status_code == 200, answer.json
    return answer.json


def test_a_unit_finds_what_calls_it_with_its_limits_and_its_task(ask: Ask, ground: Ground) -> None:
    number = called(ground)
    (row,) = desk(ask, "qian")["summonses"]
    assert (row["case"], row["whistle"], row["unit"]["name"]) == (number, number, "公安分局")
    assert (row["part"], row["state"], row["round"]) == ("lead", "open", 1)
    assert [(clock["key"], clock["late"]) for clock in row["clocks"]] == [("sign_due", True)]
    assert [(each["key"], each["late"]) for each in row["milestones"]] == [("sign", True)]
    assert [(task["name"], task["mine"]) for task in row["tasks"]] == [("网格核实", True)]
    assert row["place"]["code"] == "G3"


def test_who_called_sees_every_unit_and_a_unit_only_itself(ask: Ask, ground: Ground) -> None:
    called(ground)
    case_id = ground.rows(tables.Case, "id")[0][0]
    with ground.office.store.write() as tx:
        row = {"unit": "other", "path": "/2/8/", "part": "assist", "round": 1, "state": "open"}
        more = {"since": tx.now, "until": None, "result": None}
        tx.execute(insert(tables.Summons), {**of(case_id), **row, **more})
    assert [row["part"] for row in desk(ask, "sun", "box=all")["summonses"]] == ["lead", "assist"]
    assert [row["part"] for row in desk(ask, "qian", "box=all")["summonses"]] == ["lead"]
    assert desk(ask, "sun")["summonses"] == []


def test_a_unit_that_was_not_called_sees_nothing(ask: Ask, ground: Ground) -> None:
    called(ground, "other", "/2/8/")
    assert desk(ask, "qian", "box=all") == {"summonses": [], "count": "0", "next": None}


def test_rows_are_narrowed_by_their_state(ask: Ask, ground: Ground) -> None:
    called(ground)
    ended = called(ground, state="ended", result="done")
    (row,) = desk(ask, "qian", "state=ended")["summonses"]
    assert (row["case"], row["result"]) == (ended, "done")


def test_the_desk_is_read_page_by_page_a_case_never_torn_apart(ask: Ask, ground: Ground) -> None:
    numbers = [called(ground) for _ in range(3)]
    first = desk(ask, "qian", "size=2")
    second = desk(ask, "qian", f"size=2&after={first['next']}")
    rows = first["summonses"] + second["summonses"]
    assert ([row["case"] for row in rows], first["count"]) == (numbers[::-1], "3")
    assert second["next"] is None


@pytest.mark.parametrize("query", ["box=theirs", "size=0", "after=x"])
def test_a_question_that_means_nothing_is_refused(ask: Ask, query: str) -> None:
    assert ask("qian", "GET", f"{DESK}?{query}").status_code == 422
