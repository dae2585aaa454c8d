"""Until all are opened together, nobody reads a score: not in the file, not in a register."""

from collections.abc import Iterator
from itertools import takewhile

import pytest

from engine.domain.people import Person
from engine.domain.refusals import CaseNotFound
from engine.queries.case_file.file import File, open_file
from engine.queries.case_file.parts import rows_of
from engine.queries.case_file.timeline import read_timeline
from engine.rehearsal.cast import read_cast
from engine.rehearsal.library import CAST
from engine.rehearsal.play import play
from engine.rehearsal.scenario import Scenario, Step, read_scenario
from engine.rehearsal.stage import Stage
from engine.rehearsal.times import read_moment
from tests.packs.conftest import WORKFLOWS, Verdicts

FIRST, NEXT, LAST = "whistle/called", "whistle/night_market", "score_sheet/blind"
PEOPLE = sorted(read_cast((WORKFLOWS / CAST).read_text(encoding="utf-8"), CAST).people)
SHEETS = 2


def scenario(name: str) -> Scenario:
    pack, _, file = name.partition("/")
    text = (WORKFLOWS / pack / "scenarios" / f"{file}.yaml").read_text(encoding="utf-8")
    return read_scenario(text, name)


def is_early(step: Step) -> bool:
    return step.given.get("by") != "陆凯" or step.given.get("do") != "sc_score"


@pytest.fixture(scope="module")
def stage(verdicts: Verdicts) -> Iterator[Stage]:
    """Give a whistle whose street and community have scored, while the units have not."""
    first = scenario(FIRST)
    scoring = takewhile(is_early, scenario(LAST).steps)
    with verdicts.rehearsed.houses.opened(frozenset({"whistle"})) as house:
        begins = read_moment(first.start)
        assert begins
        house.driver.go(begins.after(house.now))
        stage = Stage(house)
        steps = [*first.steps, *scenario(NEXT).steps, *scoring]
        assert [each.finding.sentence() for each in play(stage, steps)] == []
        yield stage


def file_of(stage: Stage, person: Person) -> Iterator[File]:
    office = stage.house.office
    with office.store.read() as tx:
        surroundings = office.surroundings(tx, person.district)
        try:
            yield open_file(tx, person, stage.case("w1").number, office.policies, surroundings)
        except CaseNotFound:
            return


def test_the_sheets_are_there_and_sealed(stage: Stage) -> None:
    done = [entry for entry in stage.whole("w1").passed if entry == "sc_made"]
    assert len(done) == SHEETS


@pytest.mark.parametrize("name", PEOPLE)
def test_nobody_reads_a_score_before_all_are_opened(stage: Stage, name: str) -> None:
    for file in file_of(stage, stage.person(name)):
        assert {row.register for row in rows_of(file)}.isdisjoint({"scores", "marks"})
        for entry in read_timeline(file, size=500).cards:
            assert entry.element != "sc_score" or not entry.answers


def test_somebody_reads_the_rest_of_the_file(stage: Stage) -> None:
    for file in file_of(stage, stage.person("罗毅")):
        answered = {entry.element for entry in read_timeline(file, size=500).cards if entry.answers}
        assert {"wh_blow", "wh_apps", "su_sign", "sx_do", "wh_accept"} <= answered
