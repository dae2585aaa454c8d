"""The invented district: laid out once, and found to be what a visitor is promised."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from engine.commands.sign_in import sign_in_with_password
from engine.domain.refusals import ClockIsLive
from engine.rehearsal.demo.load import load_demo
from engine.rehearsal.demo.stories import Demo, read_demo
from engine.rehearsal.library import Library
from engine.store import tables
from engine.store.audit import verify
from engine.store.marks import kind_of, mark_as, set_clock
from engine.store.schema import upgrade
from engine.store.seals import Seals
from engine.store.store import open_store
from engine.wiring import Engine, build_on, handlers

PACKS = Path(__file__).parents[2] / "workflows"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PASSWORD = "a password for visitors"
ALIVE = {"open", "suspended", "resolved"}
DEMO = read_demo(PACKS / "demo")
FRIDAY, SUNDAY, NIGHT = (
    datetime.fromisoformat(f"2026-{at}+08:00")
    for at in ("11-20T15:20", "11-15T10:00", "11-09T00:30")
)


def laid_out(folder: Path, at: datetime) -> Engine:
    """Lay out the district as it would have been at an instant."""
    url = f"sqlite:///{folder / 'shaodao.db'}"
    upgrade(url)
    engine = build_on(open_store(url, connections=3, durable=False), Seals(b"of the visitors"))
    with engine.office.store.write() as tx:
        mark_as(tx, "demo")
        set_clock(tx, at)
    load(engine, DEMO)
    return engine


def load(engine: Engine, demo: Demo) -> None:
    office = engine.office
    load_demo(office, demo, Library(PACKS), handlers(office), password=PASSWORD, tick=lambda: None)


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    made = laid_out(tmp_path_factory.mktemp("demo"), FRIDAY)
    yield made
    made.close()


def count(engine: Engine, column: object) -> Counter[str]:
    with engine.office.store.read() as tx:
        found = tx.execute(select(column, func.count()).group_by(column))  # type: ignore[call-overload]
        return Counter({str(value): number for value, number in found})


def test_the_district_is_as_large_as_a_real_one(engine: Engine) -> None:
    levels = count(engine, tables.Place.level)
    wanted = {"district": 1, "street": 4, "community": 20, "grid": 200}
    assert {level: levels[level] for level in wanted} == wanted
    assert levels["department"] >= 10
    assert levels["company"] >= 3


def test_every_grid_has_its_outline(engine: Engine) -> None:
    with engine.office.store.read() as tx:
        outlines = tx.execute(select(func.count()).select_from(tables.PlaceArea)).scalar_one()
    assert outlines == 200


def test_some_four_hundred_people_are_at_work(engine: Engine) -> None:
    assert sum(count(engine, tables.Person.name).values()) >= 400


def test_there_is_work_in_every_state(engine: Engine) -> None:
    states = count(engine, tables.Case.state)
    assert sum(number for state, number in states.items() if state in ALIVE) >= 150
    assert set(states) == {*ALIVE, "closed", "withdrawn"}
    assert len(count(engine, tables.WorkItem.element)) >= 30


def test_whistles_stand_at_every_step(engine: Engine) -> None:
    open_tasks = select(tables.WorkItem.element).where(tables.WorkItem.state == "open")
    with engine.office.store.read() as tx:
        found = set(tx.execute(open_tasks).scalars())
    assert found >= {"wh_blow", "wh_apps", "wh_lead", "su_sign", "sy_report", "sx_do", "wh_accept"}


def test_nothing_is_stuck(engine: Engine) -> None:
    assert count(engine, tables.Incident.code) == {}
    assert count(engine, tables.Job.state)["dead"] == 0


def test_the_history_proves_itself(engine: Engine) -> None:
    report = verify(engine.office.store)
    assert report.cases >= len(DEMO.reports)
    assert report.breaks == []


def test_people_sign_in_with_the_password_that_was_told(engine: Engine) -> None:
    signed = sign_in_with_password(engine.office, district=1, username="林晓", password=PASSWORD)
    assert signed.person.name == "林晓"


def test_the_clock_goes_on_as_everybodys(engine: Engine) -> None:
    with engine.office.store.read() as tx:
        assert kind_of(tx) == "demo"
        assert tx.execute(select(tables.Mark.ahead)).scalar_one() == 0


def test_a_house_with_cases_is_left_alone(engine: Engine) -> None:
    before = count(engine, tables.Case.state)
    with pytest.raises(ClockIsLive):
        load(engine, DEMO)
    assert count(engine, tables.Case.state) == before


@pytest.mark.long
@pytest.mark.parametrize("at", [SUNDAY, NIGHT], ids=["on a Sunday", "at night"])
def test_it_can_be_laid_out_at_any_time(tmp_path: Path, at: datetime) -> None:
    made = laid_out(tmp_path, at)
    assert sum(count(made, tables.Case.state).values()) >= len(DEMO.reports)
    made.close()


@pytest.mark.skipif(not SEEDS.exists(), reason="the articles are not here")
def test_nobody_of_the_articles_lives_here() -> None:
    articles = "".join(path.read_text(errors="ignore") for path in SEEDS.iterdir())
    named = {name for name in DEMO.cast.people if name in articles}
    assert {name for name in named if len(re.findall(name, articles)) > 0} == set()
