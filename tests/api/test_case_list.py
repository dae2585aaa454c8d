"""The list of cases over HTTP: filters by code, names beside keys, wrong filters refused."""

import pytest

from tests.api.conftest import Ask
from tests.commands.ground import Ground

CASES = "/api/v1/cases"


def test_a_case_is_listed_with_what_its_stage_and_place_are_called(
    ask: Ask, ground: Ground
) -> None:
    number = ground.report().number
    listed = ask("sun", "GET", CASES).json
    assert (listed["count"], listed["next"]) == ("1", None)
    (case,) = listed["cases"]
    assert (case["number"], case["stage_name"]) == (number, "执行处置")
    assert case["place"] == {
        "id": "3",
        "code": "G3",
        "name": "第三网格",
        "path_name": "山河街道 兴华社区 第三网格",
    }
    assert (case["overdue"], case["unit"], case["outcome"]) == (False, None, None)


def test_places_are_named_by_their_codes(ask: Ask, ground: Ground) -> None:
    ground.report()
    assert ask("sun", "GET", f"{CASES}?place=XH").json["count"] == "1"
    assert ask("sun", "GET", f"{CASES}?place=G4").json["count"] == "0"
    refused = ask("sun", "GET", f"{CASES}?place=nowhere")
    assert (refused.status_code, refused.json["type"]) == (422, "/problems/place-not-found")


def test_overdue_is_told_on_the_row(ask: Ask, ground: Ground) -> None:
    ground.report()
    ground.later(hours=3)
    (case,) = ask("sun", "GET", f"{CASES}?overdue=true").json["cases"]
    assert case["overdue"]


@pytest.mark.parametrize("query", ["state=lost", "from=yesterday", "box=all", "q=" + "长" * 101])
def test_a_filter_that_means_nothing_is_refused(ask: Ask, query: str) -> None:
    assert ask("sun", "GET", f"{CASES}?{query}").status_code == 422
