"""Notices: for a post or for a person, read by each for themselves."""

from typing import Any

from sqlalchemy import insert

from engine.queries.notices import PERSONAL
from engine.store import tables
from tests.api.conftest import Ask
from tests.commands.ground import DISTRICT, Ground

NOTICES = "/api/v1/notices"


def told(ground: Ground, role: str = "leader", path: str = "/2/17/", text: str = "已超时") -> str:
    """Tell a post something about a new case; give the notice's id."""
    ground.report()
    with ground.office.store.write() as tx:
        id_ = tx.new_id(DISTRICT)
        case_id = max(id_ for (id_,) in ground.rows(tables.Case, "id"))
        facts = {"template": "late", "text": text, "urgency": "", "role": role, "path": path}
        row = {"district": DISTRICT, "id": id_, "case_id": case_id, "at": tx.now}
        tx.execute(insert(tables.Notice), row | facts)
    return str(id_)


def notices(ask: Ask, who: str, query: str = "") -> Any:
    return ask(who, "GET", f"{NOTICES}?{query}").json


def test_a_notice_is_found_by_the_post_it_is_for_and_no_other(ask: Ask, ground: Ground) -> None:
    told(ground)
    (notice,) = notices(ask, "sun")["notices"]
    assert (notice["text"], notice["template"], notice["read"]) == ("已超时", "late", False)
    for other in ("wang", "zhou", "qian"):
        assert notices(ask, other)["notices"] == []


def test_a_notice_for_one_person_is_found_by_that_person(ask: Ask, ground: Ground) -> None:
    told(ground, PERSONAL, "102")
    assert notices(ask, "li")["count"] == "1"
    assert notices(ask, "wang")["count"] == "0"


def test_a_notice_read_by_one_is_still_new_to_the_colleague(ask: Ask, ground: Ground) -> None:
    id_ = told(ground, "handler", "/2/17/5/3/")
    for _ in range(2):  # reading it again changes nothing
        assert ask("wang", "POST", f"{NOTICES}/{id_}/read").status_code == 204
    assert notices(ask, "wang", "unread=true")["count"] == "0"
    assert [each["read"] for each in notices(ask, "wang")["notices"]] == [True]
    assert notices(ask, "li", "unread=true")["count"] == "1"


def test_somebody_elses_notice_is_404_as_one_that_never_was(ask: Ask, ground: Ground) -> None:
    id_ = told(ground)
    for who, asked in (("wang", id_), ("sun", "17"), ("sun", "x")):
        refused = ask(who, "POST", f"{NOTICES}/{asked}/read")
        assert (refused.status_code, refused.json["type"]) == (404, "/problems/notice-not-found")


def test_notices_are_read_page_by_page_the_newest_first(ask: Ask, ground: Ground) -> None:
    ids = [told(ground) for _ in range(3)]
    first = notices(ask, "sun", "size=2")
    second = notices(ask, "sun", f"size=2&after={first['next']}")
    assert [each["id"] for each in first["notices"] + second["notices"]] == ids[::-1]
    assert second["next"] is None
