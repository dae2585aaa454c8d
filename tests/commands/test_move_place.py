"""Units are renamed, move and merge; their people, their open work and their history follow."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import insert, select

from engine.commands.add_place import add_place
from engine.commands.cover_places import cover_places
from engine.commands.move_place import close_place, move_place, rename_place
from engine.domain.refusals import PlaceNotFound, PlaceWithin
from engine.queries.places import read_places
from engine.queries.tasks import Box, read_tasks
from engine.queries.visible import visible_cases
from engine.store import tables
from engine.store.columns import EPOCH
from engine.store.relocate import PATHS
from engine.store.tables import Base, Case
from tests.commands.ground import DISTRICT, Ground

XH = "/2/17/5/"


def mine(ground: Ground, username: str) -> int:
    with ground.office.store.read() as tx:
        return read_tasks(tx, ground.person(username), Box.MINE, size=9).count


def sees(ground: Ground, username: str) -> int:
    with ground.office.store.read() as tx:
        person = ground.person(username)
        return len(tx.execute(select(Case.id).where(visible_cases(person))).all())


def move(ground: Ground, code: str, under: str) -> str:
    return move_place(ground.office, district=DISTRICT, code=code, under=under).path


def close(ground: Ground, code: str, successor: str) -> None:
    close_place(ground.office, district=DISTRICT, code=code, successor=successor)


def added(ground: Ground, code: str, level: str, under: str) -> str:
    """Add a place; give its path."""
    place = {"code": code, "name": code, "level": level, "under": under}
    return add_place(ground.office, district=DISTRICT, **place).path


def test_a_renamed_place_keeps_its_code_and_all_that_lies_there(ground: Ground) -> None:
    ground.report()
    place = rename_place(ground.office, district=DISTRICT, code="G3", name="春风网格")
    assert (place.name, place.path) == ("春风网格", "/2/17/5/3/")
    assert mine(ground, "wang") == 1


def test_a_community_that_moves_takes_its_grids_people_and_cases_along(ground: Ground) -> None:
    ground.report()
    street = added(ground, "NL", "street", "SY")
    assert move(ground, "XH", "NL") == f"{street}5/"
    assert (mine(ground, "wang"), sees(ground, "wang"), sees(ground, "sun")) == (1, 1, 0)
    second = int(street.split("/")[2])
    assert ground.rows(Case, "path", "l2", "l3") == [(f"{street}5/3/", second, 5)]
    assert ground.rows(tables.WorkItem, "path", "l2", "l3") == [(f"{street}5/3/", second, 5)]


def test_the_old_work_goes_on_where_the_unit_now_stands(ground: Ground) -> None:
    task = ground.report().opened[0]["id"]
    move(ground, "G3", "police")
    ground.complete(task, "wang", next="solved")
    assert ground.report().number


def test_a_place_does_not_move_below_itself(ground: Ground) -> None:
    with pytest.raises(PlaceWithin):
        move(ground, "SH", "G3")
    with pytest.raises(PlaceWithin):
        close(ground, "XH", "XH")
    with pytest.raises(PlaceNotFound):
        move(ground, "nowhere", "SH")


def test_the_successor_of_a_place_takes_over_people_work_and_what_lay_below(
    ground: Ground,
) -> None:
    ground.report()
    ground.report(place="XH")
    add_place(
        ground.office, district=DISTRICT, code="MX", name="明星社区", level="community", under="SH"
    )
    close(ground, "XH", "MX")
    with ground.office.store.read() as tx:
        places = read_places(tx, DISTRICT)
    heir = places.named("MX")
    assert heir
    assert places.named("XH") is heir
    assert XH not in places.by_path
    assert {place.path for place in map(places.named, ("G3", "G4")) if place} == {
        f"{heir.path}3/",
        f"{heir.path}4/",
    }
    assert mine(ground, "wang") == 1
    assert sees(ground, "zhou") == 2
    assert (106, heir.id, heir.path) in ground.rows(tables.Post, "id", "unit_id", "path")


def test_what_names_a_merged_unit_finds_the_successor_of_the_successor(ground: Ground) -> None:
    close(ground, "G4", "G3")
    move(ground, "G3", "SH")
    with ground.office.store.read() as tx:
        places = read_places(tx, DISTRICT)
    assert places.named("G4") is places.named("G3")
    assert places.unit("4", "/2/17/5/") is places.named("G3")


def test_where_both_units_watched_or_had_slots_one_row_stays(ground: Ground) -> None:
    ground.report()
    day = {"day": date(2026, 11, 20), "capacity": 3}
    with ground.office.store.write() as tx:
        case = tx.execute(select(Case.id)).scalar_one()
        for path in ("/2/17/5/3/", "/2/17/5/4/"):
            watch = {"case_id": case, "path": path, "since": EPOCH}
            tx.execute(insert(tables.Watcher), {"district": DISTRICT} | watch)
            tx.execute(insert(tables.Slot), {"district": DISTRICT, "path": path} | day)
    close(ground, "G4", "G3")
    assert ground.rows(tables.Watcher, "path") == [("/2/17/5/3/",)]
    assert ground.rows(tables.Slot, "path") == [("/2/17/5/3/",)]


def test_every_column_that_holds_a_path_follows() -> None:
    paths = {
        f"{table.name}.path" for table in Base.metadata.tables.values() if "path" in table.columns
    }
    assert paths - {"policy_file.path", "draft_file.path"} <= set(map(name_of, PATHS))


def name_of(column: Any) -> str:
    return f"{column.class_.__table__.name}.{column.key}"


def test_an_area_covers_what_it_is_said_to_cover(ground: Ground) -> None:
    add_place(
        ground.office, district=DISTRICT, code="PCS", name="派出所", level="station", under="SY"
    )

    def stations(code: str) -> list[str]:
        with ground.office.store.read() as tx:
            places = read_places(tx, DISTRICT)
        place = places.named(code)
        assert place
        unit = places.unit("station", place.path)
        return [unit.code] if unit else []

    for covered in (["XH"], ["G4"], []):
        cover_places(ground.office, district=DISTRICT, area="PCS", covered=covered)
        found = {code: stations(code) for code in ("G3", "G4")}
        assert found == {
            "G3": ["PCS"] if "XH" in covered else [],
            "G4": ["PCS"] if covered else [],
        }
    with pytest.raises(PlaceNotFound):
        cover_places(ground.office, district=DISTRICT, area="PCS", covered=["nowhere"])
