"""Answers are checked by the form the drawing names; free text stands in one place only."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import chain

import orjson
import pytest
from sqlalchemy import TextClause, inspect, text

from engine.commands.complete_task import complete_task
from engine.domain.refusals import AnswersInvalid, PolicyInvalid
from engine.policy.pack import Pack
from engine.policy.read import read_pack
from engine.queries.task import TaskView, read_task
from engine.store import tables
from engine.store.words import erase
from tests.commands.ground import LADDER, Ground
from tests.commands.test_statements import counting

LADDER_PACK = read_pack(LADDER)
MARK = "我家楼下三天没有路灯"
COMPONENTS: list[dict[str, object]] = [
    {
        "type": "radio",
        "key": "next",
        "label": "下一步",
        "validate": {"required": True},
        "values": [
            {"label": "已解决", "value": "solved"},
            {"label": "上报", "value": "report_up"},
        ],
    },
    {"type": "textarea", "key": "note", "label": "说明"},
    {"type": "number", "key": "people", "label": "人数", "validate": {"min": "=least"}},
    {"type": "expression", "key": "pairs", "expression": "=people / 2"},
    {"type": "expression", "key": "quoted", "expression": '="「" + note + "」"'},
    {
        "type": "number",
        "key": "days",
        "label": "还需几天",
        "conditional": {"hide": '=next = "solved"'},
    },
    {
        "type": "textfield",
        "key": "unit",
        "label": "部门",
        "properties": {"shaodaoType": "department"},
    },
    {
        "type": "dynamiclist",
        "path": "units",
        "label": "协办",
        "components": [
            {"type": "textfield", "key": "task", "id": "task", "label": "任务"},
            {"type": "checkbox", "key": "urgent", "id": "urgent", "label": "急"},
        ],
    },
]
INPUT = (
    b'<zeebe:ioMapping><zeebe:input source="=1 + 1" target="least" />'
    b'<zeebe:input source="=0.5" target="share" /></zeebe:ioMapping>'
)


def form(*components: dict[str, object]) -> bytes:
    drawn = [{"id": each.get("key", "list"), **each} for each in components]
    return json.dumps({"id": "grid", "type": "default", "components": drawn}).encode()


def rich(*components: dict[str, object]) -> Pack:
    """The ladder whose first step has a form of many kinds, and hands two numbers to it."""
    head = b'<zeebe:formDefinition formId="grid" />'
    diagram = LADDER_PACK.files["ladder.bpmn"].replace(head, head + INPUT)
    files = {"ladder.bpmn": diagram, "forms/grid.form": form(*(components or COMPONENTS))}
    return replace(LADDER_PACK, files=LADDER_PACK.files | files)


@pytest.fixture
def task(ground: Ground) -> str:
    """Give the first task of a case on that ladder."""
    ground.use_pack(rich())
    return ground.report().opened[0]["id"]


def refused(ground: Ground, task: str, **answers: object) -> dict[str, str]:
    """Give what is said to answers that do not fit, by pointer."""
    with pytest.raises(AnswersInvalid) as caught:
        ground.complete(task, "wang", **answers)
    return {found.pointer: found.sentence() for found in caught.value.findings}


def kept(ground: Ground) -> dict[str, object]:
    found: dict[str, object] = orjson.loads(str(ground.rows(tables.WorkItem, "answers")[0][0]))
    return found


def shown(ground: Ground, task: str) -> TaskView:
    office = ground.office
    with office.store.read() as tx:
        return read_task(
            tx, office.policies, ground.person("wang"), int(task), reader_of=office.reader
        )


def everything(ground: Ground) -> dict[str, list[str]]:
    """Read every column of every table there is, the search index's own included, as text."""
    store = ground.office.store
    with store.read() as tx:
        names = inspect(tx.connection).get_table_names()
        return {name: [*map(said, chain(*tx.execute(every_row(name))))] for name in names}


def every_row(table: str) -> TextClause:
    return text(f'SELECT * FROM "{table}"')  # noqa: S608 - a name the database gave


def said(value: object) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else str(value)


def test_refused_answers_say_field_and_remedy_and_leave_no_trace(ground: Ground, task: str) -> None:
    before = everything(ground)
    said = refused(ground, task, people=1, note=MARK)
    assert said == {
        "/answers/next": "“下一步”是必填项，请填写后再提交。",
        "/answers/people": "“人数”不能小于 2，请改大后再提交。",
    }
    assert everything(ground) == before


def test_a_key_is_free_for_the_mended_answers_after_a_refusal(ground: Ground, task: str) -> None:
    with pytest.raises(AnswersInvalid):
        ground.complete(task, "wang", key="k")
    assert ground.complete(task, "wang", key="k", next="solved", people=2).opened


def test_an_answer_the_form_does_not_have_is_refused(ground: Ground, task: str) -> None:
    assert list(refused(ground, task, next="solved", people=2, level=1)) == ["/answers/level"]


def test_a_unit_that_is_not_there_is_refused(ground: Ground, task: str) -> None:
    assert list(refused(ground, task, next="solved", people=2, unit="nowhere")) == ["/answers/unit"]
    ground.complete(task, "wang", next="solved", people=2, unit="police")
    assert kept(ground)["unit"] == "police"


def test_what_was_hidden_is_dropped_and_what_is_computed_is_computed_by_the_house(
    ground: Ground, task: str
) -> None:
    ground.complete(task, "wang", next="solved", people=3, days=9, pairs=100)
    assert (kept(ground)["people"], kept(ground)["pairs"]) == (3, 1.5)
    assert "days" not in kept(ground)


def test_numbers_are_kept_exactly(ground: Ground, task: str) -> None:
    digits = "3.12345678901234567890123456789"
    ground.complete(task, "wang", next="solved", people=Decimal(digits))
    assert kept(ground)["people"] == digits


def test_an_open_task_comes_with_its_form_and_what_the_drawing_hands_to_it(
    ground: Ground, task: str
) -> None:
    view = shown(ground, task)
    assert [each["type"] for each in view.form["components"]][:2] == ["radio", "textarea"]
    assert view.inputs == {"least": 2, "share": 0.5}
    ground.complete(task, "wang", next="solved", people=2)
    assert (shown(ground, task).inputs, shown(ground, task).answers["people"]) == ({}, 2)


def test_free_text_of_fields_rows_and_what_is_computed_from_it_stands_in_the_words_only(
    ground: Ground, task: str
) -> None:
    rows = [{"task": f"{MARK}劝离", "urgent": True}]
    ground.complete(task, "wang", key="k", next="report_up", people=2, note=MARK, units=rows)
    holders = {name for name, values in everything(ground).items() if MARK in "".join(values)}
    assert holders == {"words"}
    fields = [field for field, kind in ground.rows(tables.Words, "field", "kind")]
    assert fields == ["words", "note", "quoted", "units/0/task"]
    assert kept(ground)["units"] == [{"urgent": True}]


def test_erased_words_are_nowhere_and_the_record_stands(ground: Ground, task: str) -> None:
    ground.complete(task, "wang", next="report_up", people=2, note=MARK)
    case = int(str(ground.rows(tables.Case, "id")[0][0]))
    with ground.office.store.write() as tx:
        erase(tx, case)
    assert all(MARK not in value for values in everything(ground).values() for value in values)
    assert kept(ground)["people"] == 2


def test_a_drawing_that_reads_free_text_cannot_be_deployed(ground: Ground) -> None:
    with pytest.raises(PolicyInvalid) as caught:
        ground.use_pack(rich({"type": "textfield", "key": "next", "label": "下一步"}))
    assert {found.rule for found in caught.value.findings} == {"bpmn.free_text_read"}
    assert "不能决定流程走向" in caught.value.findings[0].sentence()


def test_free_text_costs_one_statement_and_sqlite_one_more_for_its_index(ground: Ground) -> None:
    office, wang = ground.office, ground.person("wang")
    sent = []
    for texts in ({}, {}, {"note": MARK}):  # the first warms the caches
        task = int(ground.report().opened[0]["id"])
        with counting(office.store) as counter:
            complete_task(office, task_id=task, answers={"next": "solved"} | texts, by=wang)
        sent.append(len(counter.statements))
        assert counter.commits == 1
    assert sent[2] - sent[1] == (2 if office.store.engine.dialect.name == "sqlite" else 1)


def test_many_texts_cost_no_more_statements_than_one(ground: Ground, task: str) -> None:
    rows = [{"task": f"{MARK}{number}"} for number in range(50)]
    wang = ground.person("wang")
    answers = {"next": "solved", "people": 2, "units": rows}
    with counting(ground.office.store) as counter:
        complete_task(ground.office, task_id=int(task), answers=answers, by=wang)
    assert sum("words" in statement for statement in counter.statements) <= 2
    assert len(ground.rows(tables.Words, "id")) == 52
