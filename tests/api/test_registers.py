"""Registers: rows of cases one may see and of the district, never those still sealed."""

from typing import Any

import orjson
from sqlalchemy import insert, select

from engine.store.columns import NEVER
from engine.store.tables import Case, RegisterRow
from tests.api.conftest import Ask
from tests.commands.ground import DISTRICT, Ground

ADDRESS = "/api/v1/registers/marks"


def enter(ground: Ground, number: str, case: int | None = None, *, sealed: bool = False) -> None:
    row = orjson.dumps({"unit": "XH", "points": 6}).decode()
    with ground.office.store.write() as tx:
        of = {"district": DISTRICT, "id": tx.new_id(DISTRICT), "case_id": case, "by": None}
        facts = {"register": "marks", "number": number, "document": None, "row": row}
        when = {"sealed": sealed, "at": tx.now, "until": NEVER}
        tx.execute(insert(RegisterRow), of | facts | when)


def numbers(ask: Ask, username: str, query: str = "") -> list[str]:
    page: Any = ask(username, "GET", ADDRESS + query).json
    return [row["number"] for row in page["rows"]]


def test_a_row_of_a_case_is_read_by_who_may_see_the_case(ground: Ground, ask: Ask) -> None:
    number = ground.report().number
    with ground.office.store.read() as tx:
        case = tx.execute(select(Case.id)).scalar_one()
    enter(ground, "1", case)
    enter(ground, "2")
    enter(ground, "3", sealed=True)
    assert numbers(ask, "wang") == ["2", "1"]
    assert numbers(ask, "qian") == ["2"]
    page: Any = ask("wang", "GET", ADDRESS).json
    assert page["rows"][1]["row"] == {"unit": "XH", "points": 6}
    assert [row["case"] for row in page["rows"]] == [None, number]
    assert page["rows"][0]["until"] is None


def test_a_register_is_read_page_by_page(ground: Ground, ask: Ask) -> None:
    for number in "12345":
        enter(ground, number)
    first: Any = ask("wang", "GET", f"{ADDRESS}?size=3").json
    assert [row["number"] for row in first["rows"]] == ["5", "4", "3"]
    assert numbers(ask, "wang", f"?size=3&after={first['next']}") == ["2", "1"]
    assert numbers(ask, "wang", "?size=5") == list("54321")
