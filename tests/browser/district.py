"""A district at work for the browser: the cast of the scenarios and a small policy in force."""

import json
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from engine.commands.activate_policy import activate_policy
from engine.commands.add_post import add_post
from engine.commands.deploy_policy import deploy_policy
from engine.commands.office import Office
from engine.commands.outline_place import outline_place
from engine.commands.set_password import set_password
from engine.domain.lanes import Lane
from engine.domain.people import Person
from engine.policy.read import read_pack
from engine.queries.people import person_by_username
from engine.rehearsal.cast import DISTRICT, read_cast, settle
from engine.rehearsal.library import CAST
from engine.settings import Settings
from engine.wiring import build

WORKFLOWS = Path(__file__).parents[2] / "workflows"
VISIT = Path(__file__).parent / "packs" / "visit"
KEEPER = "方岚"
PASSWORD = "hard-to-guess"
# Grid workers, the second of them in the same grid as the first; the secretary of the community;
# one of another community.
STAFF = ("林晓", "周苗", "吴勇", "何敏", "夏宁")
GRID = "QH-01-03"
EDGE = [(116.0, 40.0), (116.001, 40.0), (116.001, 40.001), (116.0, 40.001), (116.0, 40.0)]
OUTLINE = {"type": "Polygon", "coordinates": [[list(corner) for corner in EDGE]]}


def furnish(data: Path) -> None:
    """Let the district begin in an empty data folder."""
    with closing(build(Settings(data=data))) as engine:
        office = engine.office
        settle(office, read_cast((WORKFLOWS / CAST).read_text(encoding="utf-8"), CAST))
        add_post(office, district=DISTRICT, username="周苗", post=Lane("handler", GRID))
        keeper = person(office, KEEPER)
        deployed = deploy_policy(office, pack=read_pack(VISIT), approved_by=keeper)
        activate_policy(office, key=deployed.key, number=deployed.number, by=keeper)
        outline_place(office, district=DISTRICT, code=GRID, geometry=OUTLINE)
        for name in STAFF:
            set_password(office, person=person(office, name), password=PASSWORD)


def person(office: Office, name: str) -> Person:
    """Give somebody of the cast."""
    with office.store.read() as tx:
        found = person_by_username(tx, DISTRICT, name)
    assert found, name
    return found


def reported(address: str, words: str) -> str:
    """Let the grid worker report something to the running house; give the case's number."""
    token = sent(f"{address}/api/v1/session", {"username": "林晓", "password": PASSWORD})["token"]
    report = {"kind": "visit", "words": words, "place": GRID}
    return str(sent(f"{address}/api/v1/cases", report, token)["number"])


def sent(url: str, body: dict[str, str], token: str = "") -> Any:
    """Send JSON and read what comes back."""
    headers = {"Content-Type": "application/json"}
    headers |= {"Authorization": f"Bearer {token}"} if token else {}
    with urlopen(Request(url, json.dumps(body).encode(), headers)) as answer:
        return json.load(answer)
