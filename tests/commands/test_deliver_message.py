"""Two cases talk by messages: never in one transaction, never lost, taken once."""

from pathlib import Path

import orjson
import pytest

from engine.commands.deliver_message import Letter, deliver_message
from engine.domain.refusals import StepFailed
from engine.store import tables
from tests.commands.ground import DISTRICT, Ground

PACKS = Path(__file__).parent / "packs"


def deliver(ground: Ground, letter: Letter) -> bool:
    with ground.office.store.write() as tx:
        return deliver_message(ground.office, tx, district=DISTRICT, letter=letter)


def letters(ground: Ground) -> list[Letter]:
    jobs = ground.rows(tables.Job, "kind", "args")
    return [Letter(**orjson.loads(str(args))) for kind, args in jobs if kind == "message"]


def test_a_message_finds_the_case_it_was_meant_for(ground: Ground) -> None:
    asking = ground.use(PACKS / "asker.bpmn")
    numbers = [ground.report(asking).number for _ in range(2)]
    task = ground.report(ground.use(PACKS / "answerer.bpmn")).opened[0]["id"]
    ground.complete(task, "wang", to=numbers[1])
    (letter,) = letters(ground)
    assert (letter.name, letter.correlation) == ("answer", numbers[1])
    assert deliver(ground, letter)
    waiting = ground.rows(tables.Wait, "correlation")
    assert waiting == [(numbers[0],)]
    assert ("read",) in ground.rows(tables.WorkItem, "element")
    assert ("deliver_message", None) in ground.rows(tables.Entry, "verb", "actor")


def test_a_message_is_taken_once(ground: Ground) -> None:
    number = ground.report(ground.use(PACKS / "asker.bpmn")).number
    letter = Letter("answer", number)
    assert deliver(ground, letter)
    assert not deliver(ground, letter)


def test_a_message_nobody_waits_for_is_to_be_held(ground: Ground) -> None:
    assert not deliver(ground, Letter("answer", "nobody"))


def test_a_message_that_leads_into_a_stuck_drawing_is_to_be_tried_again(ground: Ground) -> None:
    drawing = (PACKS / "asker.bpmn").read_bytes()
    ending = (PACKS / "closing.bpmn").read_bytes()
    service = ending[ending.index(b"    <bpmn:serviceTask") : ending.index(b"    <bpmn:endEvent")]
    stuck = drawing.replace(
        b'    <bpmn:userTask id="read" name="\xe7\x9c\x8b\xe5\x9b\x9e\xe8\xaf\x9d" />\n', service
    ).replace(b'"read"', b'"close"')
    number = ground.report(ground.use_text("asker_stuck", stuck)).number
    with pytest.raises(StepFailed):
        deliver(ground, Letter("answer", number))
    assert ground.rows(tables.Wait, "correlation") == [(number,)]
