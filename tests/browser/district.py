"""A district at work for the browser: the cast of the scenarios, the shipped policies in force."""

from contextlib import closing
from pathlib import Path

from engine.commands.activate_policy import activate_policy
from engine.commands.deploy_policy import deploy_policy
from engine.commands.office import Office
from engine.commands.open_case import Report, open_case
from engine.commands.set_password import set_password
from engine.domain.people import Person
from engine.queries.people import person_by_username
from engine.rehearsal.cast import DISTRICT, read_cast, settle
from engine.rehearsal.library import CAST, Library
from engine.settings import Settings
from engine.wiring import build

WORKFLOWS = Path(__file__).parents[2] / "workflows"
KEEPER = "方岚"
PASSWORD = "hard-to-guess"
# Who signs in: a grid worker and a colleague, the community's secretary, the street's dispatcher.
STAFF = ("林晓", "周苗", "何敏", "孙倩")
REPORTED = (
    "3 号楼二单元楼道里堆着电动车，晚上还有人充电。",
    "楼下餐馆的油烟直往窗户里灌，说了几次没人管。",
    "楼上空调外机滴水，半夜嗡嗡响，睡不着。",
    "小区门口井盖松动，车一过就响。",
    "垃圾桶满了三天没有人清。",
)


def furnish(data: Path) -> None:
    """Let the district begin in an empty data folder, with some cases that were reported."""
    with closing(build(Settings(data=data))) as engine:
        office = engine.office
        settle(office, read_cast((WORKFLOWS / CAST).read_text(encoding="utf-8"), CAST))
        keeper = person(office, KEEPER)
        library = Library(WORKFLOWS)
        for key in library.leaf_first(["case_main"]):
            deployed = deploy_policy(office, pack=library.pack(key), approved_by=keeper)
            activate_policy(office, key=key, number=deployed.number, by=keeper)
        for name in STAFF:
            set_password(office, person=person(office, name), password=PASSWORD)
        for words in REPORTED:
            report = Report(kind="case_main", words=words, place="QH-01-03")
            open_case(office, report=report, by=person(office, "林晓"))


def person(office: Office, name: str) -> Person:
    """Give somebody of the cast."""
    with office.store.read() as tx:
        found = person_by_username(tx, DISTRICT, name)
    assert found, name
    return found
