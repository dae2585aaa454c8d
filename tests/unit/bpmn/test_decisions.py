"""Business rule tasks: the decisions of a pack, or whoever is handed in to decide."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest

from engine.bpmn import Reader, Start, lint
from engine.dmn import Result
from engine.domain.refusals import CaseNotFound
from tests.unit.bpmn.drawing import (
    diagram,
    end,
    exclusive,
    flow,
    path,
    rule,
    service,
    start,
    task,
)
from tests.unit.bpmn.play import MORNING, Books, Play, load, program_of

TABLE = """<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d"
 namespace="http://shaodao/test"><inputData id="in" name="days"><variable name="days"
 typeRef="number"/></inputData><decision id="route" name="路径"><variable name="路径"/>
 <informationRequirement id="q"><requiredInput href="#in"/></informationRequirement>
 <decisionTable id="t" hitPolicy="FIRST"><input id="i"><inputExpression id="e"><text>days</text>
 </inputExpression></input><output id="o" name="way"/>
 <rule id="r1"><inputEntry id="a"><text>&gt; 3</text></inputEntry><outputEntry id="b">
 <text>"street"</text></outputEntry></rule>
 <rule id="r2"><inputEntry id="c"><text>-</text></inputEntry><outputEntry id="f">
 <text>"grid"</text></outputEntry></rule></decisionTable></decision></definitions>"""


TEXT_TABLE = TABLE.replace("days", "note").replace('"number"', '"string"').replace("&gt; 3", '"x"')


def drawn(decision: str = "route") -> tuple[str, ...]:
    return (
        start(), rule("r", decision, "way"), exclusive("g", default="g_e"), task("b"), end(),
        path("s", "r", "g"), flow("g", "b", '=way = "street"'), flow("g", "e"),
        path("b", "e"),
    )  # fmt: skip


def pack(table: str = TABLE, decision: str = "route") -> dict[str, bytes]:
    return {"p.bpmn": diagram(*drawn(decision)), "d.dmn": table.encode()}


def test_a_table_of_the_pack_decides_and_the_trail_names_the_rule() -> None:
    play = Play(load(pack(), bare=True)).start(days=5)
    assert play.at == ["b"]
    (entry,) = [entry for entry in play.trail if entry.kind == "decision"]
    assert (entry.facts["decision"], entry.facts["value"]) == ("route", "street")
    (spoken,) = entry.facts["rules"]
    assert (spoken["rule"], spoken["id"], spoken["inputs"]) == (1, "r1", {"days": 5})


def test_a_decision_may_be_asked_by_its_name() -> None:
    assert Play(load(pack(decision="路径"), bare=True)).start(days=5).at == ["b"]


def test_a_decision_that_is_not_in_the_pack_is_refused() -> None:
    found = lint({"p.bpmn": diagram(*drawn())}, bare=True)
    assert [finding.rule for finding in found] == ["bpmn.unknown_decision"]


def test_two_files_that_decide_by_one_name_are_refused() -> None:
    other = TABLE.replace('id="route"', 'id="way_home"').encode()
    found = lint({**pack(), "e.dmn": other}, bare=True)
    assert [(each.rule, each.file, each.facts["decision"]) for each in found] == [
        ("bpmn.decision_twice", "e.dmn", "路径")
    ]


def test_a_table_that_cannot_be_read_is_found_with_its_file() -> None:
    found = lint(pack("<definitions/>"), bare=True)
    assert [(finding.file, finding.rule[:4]) for finding in found if finding.file == "d.dmn"] == [
        ("d.dmn", "dmn.")
    ]


def test_whoever_is_handed_in_decides_instead() -> None:
    def decide(name: str, context: Mapping[str, Any], *, now: datetime, reader: Reader) -> Result:
        assert (name, now, context["case"]) == ("route", MORNING, {})
        return Result("street", (), ())

    assert Play(program_of(*drawn(), decide=decide)).start(days=1).at == ["b"]


def test_a_decision_that_fails_is_an_incident() -> None:
    def decide(*_: object, **__: object) -> Result:
        raise RuntimeError("no table")

    outcome = Play(program_of(*drawn(), decide=decide)).give(Start())
    assert outcome.incident is not None
    assert (outcome.incident.code, outcome.incident.element) == ("decision_failed", "r")


def test_a_refusal_of_a_verb_comes_out_as_itself() -> None:
    books = Books()
    books.answers["notify"] = CaseNotFound(number="7")
    play = Play(program_of(start(), service("v", "notify"), end(), path("s", "v", "e")), books)
    with pytest.raises(CaseNotFound):
        play.give(Start())


@pytest.mark.parametrize(("free", "rules"), [({"note"}, ["bpmn.free_text_decides"]), (set(), [])])
def test_a_decision_that_reads_what_people_write_freely_is_refused(
    free: set[str], rules: list[str]
) -> None:
    files = {"p.bpmn": diagram(*drawn()), "t.dmn": TEXT_TABLE.encode()}
    found = lint(files, bare=True, free_text=free)
    assert [each.rule for each in found if each.is_error] == rules
    assert all("决策“route”" in each.sentence() for each in found if each.is_error)
