"""Places over HTTP: found by everybody, changed by who may, at and below their units."""

from typing import Any

import pytest

from engine.domain.words import Action
from tests.api.conftest import Ask
from tests.commands.ground import Ground, permit

PLACES = "/api/v1/places"


@pytest.fixture
def keepers(ground: Ground) -> Ground:
    """Let the leader of the street keep its places."""
    permit(ground, "leader", Action.MANAGE_PLACES)
    return ground


def codes(ask: Ask, query: str = "") -> list[str]:
    listed: Any = ask("wang", "GET", PLACES + query).json
    return [place["code"] for place in listed["places"]]


def test_places_are_found_by_name_level_and_what_they_lie_below(ground: Ground, ask: Ask) -> None:
    assert set(codes(ask)) == {"SY", "SH", "police", "XH", "G3", "G4"}
    assert codes(ask, "?level=grid") == ["G3", "G4"]
    assert codes(ask, "?q=网格&under=XH") == ["G3", "G4"]
    assert codes(ask, "?q=pol") == ["police"]
    assert ask("wang", "GET", f"{PLACES}?under=nowhere").status_code == 422


def test_a_place_is_shown_with_its_way_from_the_district(ground: Ground, ask: Ask) -> None:
    listed: Any = ask("wang", "GET", f"{PLACES}?q=G3").json
    assert listed["places"][0]["path_name"] == "山河街道 兴华社区 第三网格"


def test_places_are_read_page_by_page(ground: Ground, ask: Ask) -> None:
    found, after = [], ""
    while True:
        page: Any = ask("wang", "GET", f"{PLACES}?size=4&after={after}").json
        found += [place["code"] for place in page["places"]]
        if not (after := page["next"]):
            break
    assert (len(found), len(set(found)), page["count"]) == (6, 6, "6")


def test_places_change_at_and_below_ones_own_unit_only(keepers: Ground, ask: Ask) -> None:
    grid = {"code": "G5", "name": "第五网格", "level": "grid", "under": "XH"}
    assert ask("wang", "POST", PLACES, json=grid).status_code == 403
    assert ask("sun", "POST", PLACES, json=grid | {"under": "police"}).status_code == 403
    assert ask("sun", "POST", PLACES, json=grid | {"under": None}).status_code == 403
    assert ask("sun", "POST", PLACES, json=grid).status_code == 201
    assert ask("sun", "PATCH", f"{PLACES}/police", json={"name": "x"}).status_code == 403
    assert ask("sun", "PATCH", f"{PLACES}/G5", json={"under": "police"}).status_code == 403
    renamed: Any = ask("sun", "PATCH", f"{PLACES}/G5", json={"name": "春风网格", "under": "SH"})
    assert renamed.json["path_name"] == "山河街道 春风网格"


def test_a_unit_is_merged_into_another(keepers: Ground, ask: Ask) -> None:
    address = f"{PLACES}/G4/close"
    assert ask("wang", "POST", address, json={"successor": "G3"}).status_code == 403
    assert ask("sun", "POST", address, json={"successor": "police"}).status_code == 403
    assert ask("sun", "POST", address, json={"successor": "G4"}).status_code == 422
    closed: Any = ask("sun", "POST", address, json={"successor": "G3"})
    assert closed.json["code"] == "G3"
    assert "G4" not in codes(ask)
    assert keepers.person("zhao").holds("handler", "/2/17/5/3/")


def test_what_an_area_covers_is_said(keepers: Ground, ask: Ask) -> None:
    area = {"code": "heat", "name": "供热片", "level": "heating", "under": "SH"}
    assert ask("sun", "POST", PLACES, json=area).status_code == 201
    covers = {"places": ["G3", "G4"]}
    assert ask("wang", "PUT", f"{PLACES}/heat/covers", json=covers).status_code == 403
    assert ask("sun", "PUT", f"{PLACES}/heat/covers", json=covers).status_code == 204
    unknown = {"places": ["nowhere"]}
    assert ask("sun", "PUT", f"{PLACES}/heat/covers", json=unknown).status_code == 422
